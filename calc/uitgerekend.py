"""Budgets and contributions, read from the model: every amount with its trace; what a rule cannot do, as a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import cast

from calc.afronding import EENHEDEN, NietInEenheden, TekenDraaitOm
from calc.antwoord import Uitkomst
from calc.begroting import Begroting, Lijn, begroting
from calc.model.tabel import AFRONDING, TOTAAL
from calc.model.uitdrukking import Celnaam, Getal, Tabelnaam
from calc.model.waarden import Waarden
from calc.notatie import euro
from calc.tabellen import waarden_van
from calc.tabellen.begroting import afrij, postrijen
from calc.tabellen.opbouw import ORGANISATIE
from calc.verdeling import GEEN_CODE, Deel, Jaarverdeling, Regel, Verdeling
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Gegevens
from schemas.getal import als_decimaal
from schemas.inhoud import HOEVEELHEID, dutch
from schemas.kernwoorden import BIJDRAGE


class NegatiefCijfer(Gebruikersfout):
    def __init__(self, waar: str, deel: str, wie: str, cijfer: Fraction) -> None:
        self.reden = f"{deel}: {wie} komt op {dutch(als_decimaal(cijfer))}", f"een {HOEVEELHEID.verwacht}."
        super().__init__(f"{waar}, {self.reden[0]}", self.reden[1])


class NegatieveRest(Gebruikersfout):
    def __init__(self, waar: str, deel: str, rest: Fraction) -> None:
        self.reden = (
            f"de andere onderdelen zijn samen {euro(-rest, 2)} meer dan er te verdelen is, zodat voor {deel} "
            f"{euro(rest, 2)} overblijft."
        )
        super().__init__(f"{waar}: {self.reden} Mag dat? Zet dan `mag_negatief: true` bij dat onderdeel.")


def vul_aan(uitkomst: Uitkomst) -> Uitkomst:
    """The same, with the amounts that rest on the model.

    Raises:
        Gebruikersfout: figures that a rule cannot be applied to.
    """
    waarden = waarden_van(uitkomst)
    begrotingen = {soort: _begroot(waarden, bron) for soort, bron in uitkomst.begrotingen.items()}
    jaren = [_gevuld(waarden, bron, begrotingen[bron.kostensoort]) for bron in uitkomst.verdeling.jaren]
    gevuld = replace(uitkomst, begrotingen=begrotingen, verdeling=Verdeling(tuple(jaren)))
    waarden_van(gevuld).neem_over(waarden)
    uitkomst.vergeet()
    return gevuld


def begroot(gegevens: Gegevens) -> Uitkomst:
    """Of figures the budgets alone, before anything is shared and without what who left pays.

    Raises:
        GeenTarief: hours without a rate.
    """
    begrotingen = {soort: begroting(gegevens, soort) for soort in gegevens.regio.kostensoorten}
    uitkomst = Uitkomst(gegevens, None, begrotingen, Verdeling(()), None, ())
    waarden = waarden_van(uitkomst)
    begroot = replace(uitkomst, begrotingen={soort: _begroot(waarden, bron) for soort, bron in begrotingen.items()})
    uitkomst.vergeet()
    return begroot


def _begroot(waarden: Waarden, bron: Begroting) -> Begroting:
    naam, jaren = Tabelnaam("begroting", bron.kostensoort), bron.jaren

    def van(tabel: Tabelnaam, rij: str, kolom: str) -> Fraction | None:
        waarde = waarden[Celnaam(tabel, rij, kolom)]
        return None if waarde is None else Fraction(cast(Getal, waarde))

    def op_rij(rij: str) -> dict[int, Fraction]:
        return {jaar: bedrag for jaar in jaren if (bedrag := van(naam, rij, str(jaar))) is not None}

    def lijn(een: Lijn) -> Lijn:
        bedragen = {jaar: Fraction(bedrag) for jaar, bedrag in een.regel.bedragen.items()}
        index, later = naam._replace(naam="indexering"), jaren[1:] if een.regel.index else ()
        bedragen |= {jaar: van(index, een.rij(jaar), "bedrag_na") or Fraction(0) for jaar in later}
        return replace(een, bedragen=bedragen)

    af = {dekking: op_rij(afrij(dekking)) for dekking in dict.fromkeys(p.dekking for p in bron.posten if p.dekking)}
    rij_van = {id(post): rij for rij, post in postrijen(bron)}
    return replace(
        bron, posten=tuple(replace(post, bedragen=op_rij(rij_van[id(post)])) for post in bron.posten),
        lijnen=tuple(map(lijn, bron.lijnen)), te_verdelen=op_rij(TOTAAL),
        anders_gedekt={d: {jaar: -bedragen.get(jaar, Fraction(0)) for jaar in jaren} for d, bedragen in af.items()},
    )  # fmt: skip


def _gevuld(waarden: Waarden, bron: Jaarverdeling, begroting: Begroting) -> Jaarverdeling:
    bron = replace(bron, begroot=begroting.te_verdelen[bron.jaar])
    if bron.vastgesteld:
        return replace(bron, te_verdelen=bron.totaal if bron.uit_de_rijen else bron.begroot)
    lezer = _Lezer(waarden, bron)
    lezer.controleer()
    potten = {deel.naam: lezer.pot(deel) for deel in bron.delen if deel.deelt}
    return replace(
        bron, te_verdelen=lezer.te_verdelen, regels=tuple(lezer.regels()), potten=potten, dragers=lezer.dragers(),
        ten_laste=lezer.ten_laste,
    )  # fmt: skip


class _Lezer:
    """Reads one kostensoort and year."""

    def __init__(self, waarden: Waarden, bron: Jaarverdeling) -> None:
        self._waarden, self._bron = waarden, bron
        self._naam = Tabelnaam("verdeling", bron.kostensoort, bron.jaar)
        self._tabel = waarden.model.tabel(self._naam)
        self._waar = f"Kostensoort {bron.kostensoort} {bron.jaar}"
        self.ten_laste = self._getal(ORGANISATIE, "bedrag") if ORGANISATIE in self._tabel.rij_van else None
        self.te_verdelen = self._getal("Te verdelen", "bedrag") + (self.ten_laste or 0)

    def _getal(self, rij: str, kolom: str) -> Fraction:
        return Fraction(self._waarden.getal(Celnaam(self._naam, rij, kolom)))

    def _of_niets(self, rij: str, kolom: str) -> Fraction | None:
        if kolom not in self._tabel.kolom_van or self._tabel.formule(rij, kolom) is None:
            return None
        waarde = self._waarden[Celnaam(self._naam, rij, kolom)]
        return None if waarde is None else Fraction(cast(Getal, waarde))

    def pot(self, deel: Deel) -> Fraction:
        return self._getal("Te verdelen", f"bedrag_{deel.naam}")

    def dragers(self) -> int:
        """Who is not at a limit, where somebody is: with nobody at one there is nothing to carry."""
        naam = self._naam._replace(naam="grenzen")
        if not self._bron.begrensd or "vrij" not in self._waarden.model.tabel(naam).kolom_van:
            return 0

        def van(code: str, kolom: str) -> Fraction:
            return Fraction(self._waarden.getal(Celnaam(naam, code, kolom)))

        codes = self._bron.deelnemers
        if all(van(code, "bedrag") == van(code, "voor") for code in codes):
            return 0
        return sum(van(code, "vrij") != 0 for code in codes)

    def controleer(self) -> None:
        bron = self._bron
        wie = self._waarden.model.plannen[""].regio.gemeente
        namen = {deel.naam for deel in bron.delen}
        for deel in bron.delen:
            if not deel.deelt or f"waarde_{deel.naam}" not in self._tabel.kolom_van:
                continue
            for code in bron.deelnemers:
                cijfer = self._getal(code, f"waarde_{deel.naam}")
                if cijfer < 0:
                    raise NegatiefCijfer(self._waar, deel.label, wie(code), cijfer)
            if bron.sluitregel != "open" and (self.pot(deel) / EENHEDEN[bron.eenheid]).denominator != 1:
                raise NietInEenheden(self.pot(deel), bron.eenheid, self._waar_van(deel))
            if bron.sluitregel == "grootste-deelnemer":
                self._teken(deel)
        rest = bron.opbouw.rest if bron.opbouw is not None else None
        if rest is not None and not rest.pot.mag_negatief and len(bron.hele_delen) > 1 and rest.naam in namen:
            over = self.pot(next(deel for deel in bron.delen if deel.naam == rest.naam))
            if over < 0:
                raise NegatieveRest(self._waar, rest.label, over)

    def _waar_van(self, deel: Deel) -> str:
        return self._waar if len(self._bron.delen) == 1 else f"{self._waar}, {deel.label}"

    def _teken(self, deel: Deel) -> None:
        """Who takes the difference of a pot may not turn its sign."""
        kolom, pot = f"bedrag_{deel.naam}", self.pot(deel)
        for code in self._bron.deelnemers:
            draagt = self._getal(code, f"volgorde_{kolom}") == 1
            if draagt and self._getal(code, kolom) * pot < 0:
                verschil = self._getal(code, kolom) - self._getal(code, f"afgerond_{kolom}")
                wie = self._waarden.model.plannen[""].regio.gemeente(code)
                raise TekenDraaitOm(wie, int(verschil / EENHEDEN[self._bron.eenheid]), self._waar_van(deel))

    def regels(self) -> Iterator[Regel]:
        for deel in (*(deel.naam for deel in self._bron.delen), BIJDRAGE):
            waarde, aandeel, bedrag = (
                wat if deel == BIJDRAGE else f"{wat}_{deel}" for wat in ("waarde", "aandeel", "bedrag")
            )
            for code in self._bron.deelnemers:
                van = self._getal(code, bedrag), self._of_niets(code, waarde), self._of_niets(code, aandeel)
                yield Regel(code, deel, *van)
            over = self._of_niets(AFRONDING, bedrag) if AFRONDING in self._tabel.rij_van else None
            if over is not None:
                yield Regel(GEEN_CODE, deel, over)
