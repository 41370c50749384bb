"""Internal checks: from figures and outcome to a list of what was expected, what was found and a verdict. Pure.

`afronding` is the difference that sluitregel `open` allows: at most half a unit per rounded row. Beyond that, and of
every closing rule, a difference is an `afwijking`, and the command ends with exit code 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

from calc.afronding import DECIMALEN, EENHEDEN, HELE, NUL, in_een_plan
from calc.begroting import DEELNEMERS, tarief
from calc.kritieke_rest import kritieke_rest
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Ergste, Kolom, Rij, Tabel
from calc.model.tabel import Controle as Declaratie
from calc.model.uitdrukking import (
    Celnaam,
    Gegeven,
    Getal,
    Tabelnaam,
    Term,
    Uitdrukking,
    Vast,
    Zuiver,
    als,
    cel,
    exact,
    gelijk,
    kol,
)
from calc.model.waarden import Waarden
from calc.notatie import getal, kort, opsomming
from calc.oordeel import CIJFERS, Oordeel
from calc.tabel import Soort
from calc.tabellen import waarden_van
from calc.tabellen.invoer import percentages
from calc.tabellen.uittreding import nog_te_betalen
from calc.uitlegvorm import bedrag, percentage
from calc.verdeling import GEEN_CODE, Jaarverdeling
from schemas.kernwoorden import BIJDRAGE

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst

__all__ = ["Controleuitslag", "controles", "kritieke_rest"]


class Hand(StrEnum):
    """The checks of a year that go another road than its tables, by their name."""

    DEELNEMERS = "Deelnemers zonder precies één bijdrage"
    UIT_INVOER = "Te verdelen volgt uit uren en posten"
    MIN_DEKKING = "Posten min andere dekking"


@dataclass(frozen=True)
class Anders:
    """A side of a check that goes another road than the tables: in words, with what it adds up.

    naast: the figure of a table that this is the other road to.
    """

    woorden: str
    termen: tuple[Fraction, ...] = ()
    naast: Uitdrukking | None = None


@dataclass(frozen=True)
class Controleuitslag:
    """One check at one place. `gevonden_heet` is the word for what was found (verdeeld, opgeteld, ...) in the sentence.

    soort: GELD, AANDEEL or WAARDE (a count); `decimalen` those in which it is shown; `toegestaan` the largest
    rounding difference. kanten: what is expected and what is found, as expressions of `tabel`, with the words before
    the sum of each; hand: of one by another road, which it is and of what year.
    """

    controle: str
    waar: str
    verwacht: Fraction
    gevonden: Fraction
    kanten: tuple[Uitdrukking | Anders, Uitdrukking | Anders]
    tabel: Tabelnaam
    toegestaan: Fraction = NUL
    toelichting: str = ""
    soort: Soort = Soort.GELD
    decimalen: int = 2
    gevonden_heet: str = "gevonden"
    woorden: tuple[str, str] = ("", "")
    hand: tuple[Hand, Jaarverdeling] | None = None

    @property
    def verschil(self) -> Fraction:
        """Found − expected: above zero is too much."""
        return self.gevonden - self.verwacht

    @property
    def oordeel(self) -> Oordeel:
        if not self.verschil:
            return Oordeel.GELIJK
        return Oordeel.AFRONDING if abs(self.verschil) <= self.toegestaan else Oordeel.AFWIJKING

    @property
    def zin(self) -> str:
        """The check as a Dutch sentence; what does not tie up is said in full."""
        if self.oordeel is Oordeel.GELIJK:
            return f"{self.controle} sluit voor {self.waar}: {self._getal(self.gevonden)}"
        richting = "te veel" if self.verschil > 0 else "te weinig"
        zin = (
            f"{self.controle} sluit niet voor {self.waar}: verwacht {self._getal(self.verwacht)}, "
            f"{self.gevonden_heet} {self._getal(self.gevonden)} ({self._getal(abs(self.verschil))} {richting})"
        )
        if self.oordeel is Oordeel.AFRONDING:
            zin += f"; dat is afronding, ten hoogste {self._getal(self.toegestaan)}"
        return f"{zin}. {self.toelichting}" if self.toelichting else zin

    @property
    def volzin(self) -> str:
        """The same, with its full stop; what explains a difference has one of its own."""
        return self.zin if self.toelichting and self.oordeel is not Oordeel.GELIJK else f"{self.zin}."

    def _getal(self, waarde: Fraction) -> str:
        if self.soort is Soort.GELD:
            # Cents, whatever the unit, and what an exact part has beyond these: no difference reads as 0.
            return bedrag(waarde, 2)
        return percentage(waarde, self.decimalen) if self.soort is Soort.AANDEEL else kort(waarde)


def controles(uitkomst: Uitkomst) -> tuple[Controleuitslag, ...]:
    """Every check of one outcome: per kostensoort and year, then over the years and of the scenario."""
    return uitkomst.bewaar(_controles)


def _controles(uitkomst: Uitkomst) -> tuple[Controleuitslag, ...]:
    waarden, van_jaar = waarden_van(uitkomst), dict[Tabelnaam, list[Controleuitslag]]()
    over_jaren = [_uitslag(waarden, naam, wat) for naam, wat in percentages(waarden.model.plannen[""])]
    for naam, wat in sorted(waarden.model.controles(), key=lambda paar: _plaats(uitkomst, paar[0])):
        van = van_jaar.setdefault(naam, []) if naam.naam == "verdeling" else over_jaren
        van.append(_uitslag(waarden, naam, wat))
    per_jaar = [
        _met_raad(uitslag, bron)
        for bron in uitkomst.verdeling.jaren
        for uitslag in (
            *van_jaar[Tabelnaam("verdeling", bron.kostensoort, bron.jaar)],
            _deelnemers_compleet(uitkomst, bron),
            *_begroting_telt_op(uitkomst, bron),
        )
    ]
    return (*per_jaar, *over_jaren)


def _met_raad(uitslag: Controleuitslag, bron: Jaarverdeling) -> Controleuitslag:
    """Contributions in whole units cannot add up to what is none: then it says what can be done."""
    if uitslag.oordeel is not Oordeel.AFWIJKING or (bron.te_verdelen / EENHEDEN[bron.eenheid]).denominator == 1:
        return uitslag
    raad = f"Te verdelen is geen bedrag in {HELE[bron.eenheid]}: {in_een_plan(bron.eenheid)}."
    return replace(uitslag, toelichting=raad)


def _uitslag(waarden: Waarden, naam: Tabelnaam, wat: Declaratie | Ergste) -> Controleuitslag:
    """What a table checks of itself, worked out."""
    if isinstance(wat, Ergste):
        alle = [_uitslag(waarden, naam, een) for een in wat.controles]
        ergst, anders = max(alle, key=lambda een: abs(een.verschil)), sum(een.verschil != 0 for een in alle)
        zin = f"Er is verschil bij {anders} van de {len(alle)} rijen; dit is het grootste."
        return replace(ergst, toelichting=zin) if anders else replace(ergst, waar=wat.waar)
    verwacht, gevonden, mag = (
        Fraction(cast(Getal, waarden.lees(kant, Celnaam(naam, TOTAAL, ""))))
        for kant in (wat.verwacht, wat.gevonden, wat.toegestaan)
    )
    soort, decimalen = wat.vorm
    if soort is Soort.GELD and verwacht.denominator != 1:
        # Under `open` a pot need not be whole.
        decimalen = max(decimalen, 2)
    kanten = wat.verwacht, wat.gevonden
    uitslag = Controleuitslag(
        wat.naam, wat.waar, verwacht, gevonden, kanten, naam, mag, "", soort, decimalen, wat.heet, wat.woorden
    )
    return replace(uitslag, toelichting=wat.raad) if uitslag.oordeel is Oordeel.AFWIJKING else uitslag


def _plaats(uitkomst: Uitkomst, naam: Tabelnaam) -> int:
    soorten = uitkomst.gegevens.regio.kostensoorten
    return soorten.index(naam.kostensoort) if naam.kostensoort in soorten else len(soorten)


def _waar(bron: Jaarverdeling) -> str:
    return f"{bron.kostensoort} {bron.jaar}"


def _deelnemers_compleet(uitkomst: Uitkomst, bron: Jaarverdeling) -> Controleuitslag:
    """Every participant of the year has exactly one contribution, and nobody else has any."""
    regio = uitkomst.gegevens.regio
    verwacht = {deelnemer.code for deelnemer in regio.deelnemers(bron.jaar, bron.kostensoort)}
    aantal = Counter(r.gemeentecode for r in bron.regels if r.onderdeel == BIJDRAGE and r.gemeentecode != GEEN_CODE)
    fout = {
        "geen bijdrage": [c for c in regio.alle_deelnemers if c in verwacht and c not in aantal],
        "meer dan één bijdrage": [c for c, keer in aantal.items() if keer > 1],
        "wel een bijdrage maar geen deelnemer": [c for c in aantal if c not in verwacht],
    }
    zinnen = [
        f"{reden}: {opsomming([regio.gemeente(c) if c in regio.alle_deelnemers else c for c in codes])}"
        for reden, codes in fout.items()
        if codes
    ]
    wel, gevonden = Fraction(len(verwacht)), Fraction(sum(len(codes) for codes in fout.values()))
    wie = f"Van de {len(verwacht)} deelnemers van {bron.jaar} min die met precies één bijdrage"
    niemand = Anders("Elke deelnemer heeft precies één bijdrage, en niemand anders heeft er een")
    return Controleuitslag(
        str(Hand.DEELNEMERS),
        _waar(bron),
        NUL,
        gevonden,
        (niemand, Anders(wie, (wel, gevonden - wel))),
        Tabelnaam("verdeling", bron.kostensoort, bron.jaar),
        toelichting=f"{'; '.join(zinnen)}." if zinnen else "",
        soort=Soort.WAARDE,
        decimalen=0,
        hand=(Hand.DEELNEMERS, bron),
    )


def _begroting_telt_op(uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[Controleuitslag]:
    """What the participants pay beside what was shared; what is funded otherwise comes off whole."""
    delen, posten = list(uit_invoer(uitkomst, bron)), uitkomst.begrotingen[bron.kostensoort].posten
    betaald = sum((bedrag for dekking, bedrag in delen if dekking == DEELNEMERS), NUL)
    alles = sum((post.bedragen.get(bron.jaar, NUL) for post in posten), NUL)
    anders = sum((bedrag for dekking, bedrag in delen if dekking != DEELNEMERS), NUL)
    decimalen, naam = DECIMALEN[bron.eenheid], Tabelnaam("begroting", bron.kostensoort)
    begroot = cel(naam, TOTAAL, str(bron.jaar))
    elk = "Uren maal tarief en de regels van de begroting die de deelnemers betalen, elk apart"
    van_jaar = [(post, post.bedragen[bron.jaar]) for post in posten if bron.jaar in post.bedragen]
    af = (*(bedrag for _, bedrag in van_jaar), *(-bedrag for post, bedrag in van_jaar if post.dekking))
    yield Controleuitslag(
        str(Hand.UIT_INVOER),
        _waar(bron),
        betaald,
        bron.begroot,
        (Anders(elk, tuple(bedrag for dekking, bedrag in delen if dekking == DEELNEMERS), begroot), begroot),
        naam,
        decimalen=decimalen,
        gevonden_heet="te verdelen",
        hand=(Hand.UIT_INVOER, bron),
    )
    yield Controleuitslag(
        str(Hand.MIN_DEKKING),
        _waar(bron),
        bron.begroot,
        alles - anders,
        (begroot, Anders("Alle posten, min wat anders wordt betaald", af)),
        naam,
        decimalen=decimalen,
        gevonden_heet="opgeteld",
        hand=(Hand.MIN_DEKKING, bron),
    )


def uit_invoer(uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[tuple[str, Fraction]]:
    """From the inputs again, each by itself with who pays it: hours × rate, lines, what an index makes of them, and
    what comes off for who left. Another road than that of the budget."""
    gegevens, soort, jaar = uitkomst.gegevens, bron.kostensoort, bron.jaar
    for r in gegevens.urenregels:
        if r.kostensoort == soort and r.uren.get(jaar):
            per_uur = tarief(gegevens.tarieven, "uur", r.functie, "", jaar)
            yield DEELNEMERS, Fraction(r.uren[jaar]) * Fraction(per_uur.bedrag)
    for regel in gegevens.begroting:
        if regel.kostensoort == soort and jaar in regel.bedragen:
            yield regel.dekking, Fraction(regel.bedragen[jaar])
    yield from _geindexeerd(uitkomst, soort, jaar)
    for post in uitkomst.begrotingen[soort].posten:
        if post.van and jaar in post.jaren:
            yield DEELNEMERS, -nog_te_betalen(waarden_van(uitkomst), soort, post.van)[jaar]


def _geindexeerd(uitkomst: Uitkomst, soort: str, jaar: int) -> Iterator[tuple[str, Fraction]]:
    """Of the rows of Indexering what each adds to a year, and whoever pays it; another road than that of the budget."""
    waarden = waarden_van(uitkomst)
    naam = Tabelnaam("indexering", soort)
    tabel = waarden.model.zoek(naam)
    for rij in tabel.rijen if tabel is not None else ():
        if waarden[Celnaam(naam, rij.sleutel, "jaar")] == jaar:
            for kolom in ("bedrag_na", "correctie"):
                bedrag = cast("Getal | None", waarden[Celnaam(naam, rij.sleutel, kolom)])
                if bedrag is not None:
                    yield str(waarden[Celnaam(naam, rij.sleutel, "dekking")]), Fraction(bedrag)


def oordeel_van(woorden: Mapping[Oordeel, str]) -> Uitdrukking:
    """The verdict on a difference, in these words."""
    groot = Zuiver(abs(kol("verschil")))
    anders = als(groot <= kol("toegestaan"), woorden[Oordeel.AFRONDING], woorden[Oordeel.AFWIJKING])
    return als(gelijk(groot, 0), woorden[Oordeel.GELIJK], anders)


OORDEEL: Final = oordeel_van({oordeel: str(oordeel) for oordeel in CIJFERS})


def controletabel(plan: Plan, naam: Tabelnaam) -> Tabel:
    """The checks as a table; under it what does not tie up, and where a formula could round otherwise."""
    gedaan = controles(plan.uitkomst)
    kolommen = (
        *map(Kolom, ("controle", "waar")),
        Kolom("verwacht", "Verwacht", Soort.WAARDE),
        Kolom("gevonden", "Gevonden", Soort.WAARDE),
        Kolom("verschil", "Verschil", Soort.WAARDE, 0, Zuiver(kol("gevonden") - kol("verwacht"))),
        Kolom("toegestaan", "Toegestaan", Soort.WAARDE, stap=True),
        Kolom("oordeel"),
    )
    rijen = tuple(Rij(str(n), _cellen(c), vorm=(c.soort, c.decimalen)) for n, c in enumerate(gedaan))
    aantal = Counter(c.oordeel for c in gedaan)
    telling = ", ".join(f"{getal(aantal[oordeel])} {oordeel}" for oordeel in CIJFERS)
    noten = (
        f"{getal(len(gedaan))} controles: {telling}. Verschil is gevonden min verwacht.",
        "Afronding: elke rij is apart afgerond; het verschil is ten hoogste een halve eenheid per rij. "
        "Wie meedraagt wat een grens scheelt, wordt twee keer afgerond: daar is het een hele.",
        *(c.volzin for c in gedaan if c.oordeel is Oordeel.AFWIJKING),
        *kritieke_rest(plan.uitkomst),
    )
    return Tabel(naam, "Controles", kolommen, rijen, losse_rijen=True, noemt=("controle", "waar"), noten=noten)


def _cellen(c: Controleuitslag) -> dict[str, Term]:
    """As its table declares it; of what goes another road what that came to."""
    verwacht, gevonden = (
        Gegeven(exact(waarde)) if isinstance(kant, Anders) else kant
        for kant, waarde in zip(c.kanten, (c.verwacht, c.gevonden), strict=True)
    )
    return {
        "controle": c.controle, "waar": c.waar, "verwacht": verwacht, "gevonden": gevonden,
        "toegestaan": Vast(exact(c.toegestaan)), "oordeel": OORDEEL,
    }  # fmt: skip


CONTROLES = Tabelsoort("controles", controletabel, 100, verdeeld=True, toetst=True)
