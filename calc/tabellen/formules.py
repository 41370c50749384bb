"""Formules: what a region works out per participant before it shares, a column each, beside the figures it is made of.

One table per kostensoort and year, because a total in a formula is over who takes part in just that. Whoever declares
a table asks `Formules` for a maatstaf or an amount, and gets an expression that refers to here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Kolom, Tabel
from calc.model.uitdrukking import (
    Als,
    Bewerking,
    Cel,
    Tabelnaam,
    Uitdrukking,
    Uiterste,
    Vast,
    Vergelijking,
    Zuiver,
    cel,
    exact,
    gelijk,
    kol,
    rond,
    som,
)
from calc.tabel import Soort
from calc.tabellen.deelnemers import deelnemertabel
from schemas import formule as geschreven
from schemas.geldendeopbouw import Vastbedrag
from schemas.gevraagd import Gevraagd
from schemas.regioopbouw import Keuzepakket

FORMULE: Final = "formules"
KEUZE, FACTOR = "keuzepakket", "keuzepakket-factor"
DECIMALEN: Final = 6
"""Of a maatstaf that is worked out and whose unit says nothing; it is shown so, and counted with in full."""
Basis = int | None
"""The fixed peiljaar of a rule, where it has one."""


@dataclass(eq=False)
class Formules:
    """The columns that the formulas of one kostensoort and year need, added as they are asked for."""

    plan: Plan
    naam: Tabelnaam
    kolommen: dict[str, Kolom] = field(default_factory=dict)

    @classmethod
    def van(cls, plan: Plan, kostensoort: str, jaar: int) -> Formules:
        return cls(plan, plan.tabel(FORMULE, kostensoort, jaar))

    def maatstaf(self, naam: str, peiljaar: Basis = None) -> Uitdrukking:
        """What a participant counts for in a maatstaf: as it came in, or as it is worked out."""
        besluit = self.plan.regio.keuzepakket(self.naam.jaar)
        if besluit is not None and naam in besluit.maatstaven:
            return cel(self.naam, None, self._gecorrigeerd(naam, peiljaar, besluit))
        if self.plan.regio.formule(naam, self.naam.jaar) is None:
            bron = self._peiljaar(naam, peiljaar, 0)
            return cel(self.plan.tabel("maatstaven", jaar=bron), None, naam)
        return cel(self.naam, None, self._kolom(naam, peiljaar, 0))

    def rekent(self, naam: str) -> bool:
        """Whether a maatstaf is worked out, and not as it came in."""
        besluit = self.plan.regio.keuzepakket(self.naam.jaar)
        gecorrigeerd = besluit is not None and naam in besluit.maatstaven
        return gecorrigeerd or self.plan.regio.formule(naam, self.naam.jaar) is not None

    def bedrag(self, formule: geschreven.Formule, peiljaar: Basis = None) -> Uitdrukking:
        """A formula that stands in the table of whoever asks."""
        return self._lees(formule, peiljaar, 0, self.naam)

    def tabel(self) -> Tabel | None:
        """Everything that a rule of this kostensoort and year works out, or None where it works nothing out."""
        for _ in self._gebruikt():
            pass
        if not self.kolommen:
            return None
        soort, jaar = self.naam.kostensoort, self.naam.jaar
        codes = self.plan.deelnemers(jaar, soort)
        gemaakt = deelnemertabel(self.plan, self.naam, f"Formules {soort} {jaar}", codes, list(self.kolommen.values()))
        return replace(gemaakt, bij=self.plan.oude_cijfers(soort, jaar))

    def _gebruikt(self) -> Iterator[Uitdrukking]:
        soort, jaar = self.naam.kostensoort, self.naam.jaar
        opbouw, grenzen = self.plan.regio.opbouw(soort, jaar), self.plan.regio.grenzen(soort, jaar)
        for deel in opbouw.onderdelen if opbouw else ():
            if isinstance(deel, Vastbedrag):
                yield self.bedrag(deel.bedrag, deel.peiljaar)
            yield from (self.maatstaf(naam, deel.peiljaar) for naam in deel.maatstaven)
        yield from map(self.bedrag, grenzen.formules if grenzen else ())

    def _kolom(self, naam: str, basis: Basis, eerder: int) -> str:
        """The column of a maatstaf: of an earlier year or a fixed peiljaar it has another name."""
        regio, jaar = self.plan.regio, self.naam.jaar
        label = regio.bestand.maatstaven[naam].label
        formule = regio.formule(naam, jaar)
        if formule is None:
            peiljaar = self._peiljaar(naam, basis, eerder)
            kolom = f"{naam}-{peiljaar}"
            bron = cel(self.plan.tabel("maatstaven", jaar=peiljaar), None, naam)
            self.kolommen.setdefault(kolom, Kolom(kolom, f"{label} {peiljaar}", Soort.MAATSTAF, 0, bron))
            return kolom
        kolom, titel = naam, label
        if basis is not None:
            kolom, titel = f"{kolom}-{basis}", f"{titel} {basis}"
        if eerder:
            kolom, titel = f"{kolom}-{eerder}-eerder", f"{titel}, {eerder} jaar eerder"
        if kolom not in self.kolommen:
            waarde = self._lees(formule, basis, eerder, None)
            tekst = self._tekst(naam)
            self.kolommen[kolom] = Kolom(kolom, titel, Soort.WAARDE, DECIMALEN, waarde, uitleg=tekst)
        return kolom

    def _gecorrigeerd(self, naam: str, peiljaar: Basis, besluit: Keuzepakket) -> str:
        """What was counted, brought back to the keuzepakket for who buys only that."""
        if naam not in self.kolommen:
            geteld = self._kolom(naam, peiljaar, 0)
            factor = self._factor(besluit)
            hoe = f"Correctie keuzepakket (bron: {besluit.bron})."
            titel = f"{self.plan.regio.label_deel(naam)}, gecorrigeerd"
            wat = kol(geteld) * kol(factor)
            self.kolommen[naam] = Kolom(naam, titel, Soort.WAARDE, DECIMALEN, wat, uitleg=hoe)
        return naam

    def _factor(self, besluit: Keuzepakket) -> str:
        """1 for who buys the basispakket; else keuzepakket as a part of what was realised, as the region decided."""
        if FACTOR in self.kolommen:
            return FACTOR
        mee = kol(KEUZE)
        pakket = cel(self.plan.tabel("pakketten", jaar=self.naam.jaar), None, KEUZE)
        self.kolommen[KEUZE] = Kolom(KEUZE, "Keuzepakket", Soort.MAATSTAF, 0, pakket)
        delen = [self._kolom(n, None, 0) for n in (besluit.gerealiseerd.keuzepakket, besluit.gerealiseerd.basispakket)]
        keuze, basis = (kol(deel) for deel in delen)
        if besluit.per == "samen":
            namen = [f"{deel}-keuze" for deel in delen]
            for van, samen in zip(delen, namen, strict=True):
                titel = f"{self.kolommen[van].titel}, van wie het keuzepakket koopt"
                self.kolommen[samen] = Kolom(samen, titel, Soort.MAATSTAF, 0, kol(van) * mee)
            keuze, basis = (Cel(rij=TOTAAL, kolom=naam) for naam in namen)
        noemer = basis if besluit.deel_van == "basispakket" else keuze + basis
        waarde = Als(gelijk(mee, 0), Vast(1), keuze / noemer)
        self.kolommen[FACTOR] = Kolom(FACTOR, "Factor", Soort.WAARDE, DECIMALEN, waarde, None)
        return FACTOR

    def _tekst(self, naam: str) -> str:
        """The rule as it was written, with its source."""
        formules = self.plan.regio.bestand.maatstaven[naam].formule
        geldt = formules[max(vanaf for vanaf in formules if vanaf <= self.naam.jaar)]
        return f"Formule: {geldt.waarde} (bron: {geldt.bron})."

    def _bijdrage(self, kostensoort: str) -> str:
        kolom, jaar = f"bijdrage-{kostensoort}", self.naam.jaar
        bron = cel(self.plan.tabel("verdeling", kostensoort, jaar), None, "bedrag")
        label = self.plan.regio.kostensoort(kostensoort).label
        decimalen = self.plan.decimalen(kostensoort, jaar)
        # Who takes no part there has no row, and pays nothing.
        self.kolommen.setdefault(kolom, Kolom(kolom, f"Bijdrage {label}", Soort.GELD, decimalen, som([bron])))
        return kolom

    def _lees(self, formule: geschreven.Formule, basis: Basis, eerder: int, tabel: Tabelnaam | None) -> Uitdrukking:
        """A formula as an expression; its names are columns of this table, which `tabel` names from elsewhere."""

        def lid(deel: geschreven.Formule) -> Uitdrukking:
            return self._lees(deel, basis, eerder, tabel)

        def kolom(naam: str, jaren: int = 0) -> Uitdrukking:
            return Cel(tabel, None, self._kolom(naam, basis, eerder + jaren))

        match formule:
            case geschreven.Getal(waarde=waarde):
                return Vast(exact(waarde))
            case geschreven.Maatstafnaam(naam=naam):
                return kolom(naam)
            case geschreven.Totaal(naam=naam):
                return Cel(tabel, TOTAAL, self._kolom(naam, basis, eerder))
            case geschreven.Bijdrage(kostensoort=soort):
                return Cel(tabel, None, self._bijdrage(soort))
            case geschreven.Overjaren(functie="vorig", naam=naam, jaren=jaren):
                return kolom(naam, jaren)
            case geschreven.Overjaren(functie=functie, naam=naam, jaren=jaren):
                samen = som([kolom(naam, terug) for terug in range(jaren)])
                return samen if functie == "som" else samen / jaren
            case geschreven.Bewerking(teken=teken, links=links, rechts=rechts):
                return Bewerking(teken, lid(links), lid(rechts))
            case geschreven.Tegengesteld(wat=wat):
                return -lid(wat)
            case geschreven.Uiterste(functie=functie, delen=delen):
                return Uiterste("MIN" if functie == "min" else "MAX", tuple(lid(deel) for deel in delen))
            case geschreven.Absoluut(wat=wat):
                return abs(lid(wat))
            case geschreven.Afgerond(wat=wat, decimalen=decimalen):
                return rond(lid(wat), decimalen)
            case geschreven.Keuze(voorwaarde=als, dan=dan, anders=anders):
                # Figures that are equal are that in doubles too.
                waar = Vergelijking(als.teken, Zuiver(lid(als.links)), Zuiver(lid(als.rechts)))
                return Als(waar, lid(dan), lid(anders), gezegd=True)
        raise TypeError(formule)

    def _peiljaar(self, naam: str, basis: Basis, eerder: int) -> int:
        """The peiljaar that is taken; everyone who takes part has a figure of it."""
        regio, jaar = self.plan.regio, self.naam.jaar
        vraag = Gevraagd(naam, basis, regio.achterstand(naam, jaar), eerder)
        codes = (deelnemer.code for deelnemer in regio.deelnemers(jaar, self.naam.kostensoort))
        return self.plan.peiljaren.van(vraag, jaar, codes)


def formules(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per participant what the rules of a kostensoort work out from its figures; exact, never rounded by itself.

    Of a year decided before nothing is worked out: its figures need not be there any more.
    """
    if plan.uitkomst.verdeling.van(naam.kostensoort, naam.jaar).vastgesteld:
        return None
    return Formules.van(plan, naam.kostensoort, naam.jaar).tabel()


FORMULES: Final = Tabelsoort(
    FORMULE, formules, 39, per_kostensoort=True, per_jaar=True, alle_jaren=True,
    blad="Formules", inhoud="wat per deelnemer wordt berekend voordat de kosten worden verdeeld",
    komt_uit="formules in het regiobestand",
)  # fmt: skip
