"""Printed tables against themselves and against each other, and the build-up of extra staff against its costs.

Two printed figures that should be one, or add up to one, and do not: that is rounding when each of them by itself
follows from the plan by a stated path, and a deviation when one of them does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import NUL
from calc.begroting import Formatiekosten
from calc.model.uitdrukking import Uitdrukking
from calc.notatie import opsomming
from calc.oordeel import Oordeel
from calc.scenario import MET, SALDO, ZONDER
from calc.tabel import EURO, Soort
from calc.tabellen.aansluiting.bevinding import SOM_DELEN, SOM_RIJEN, Aansluitpunt, in_woorden
from calc.tabellen.aansluiting.cellen import Drukwerk, Gedruktecel, rijnaam, tabelnaam
from calc.tabellen.aansluiting.deelnemers import BEDRAG
from calc.tabellen.aansluiting.grootheid import (
    HALF,
    NA_AFRONDING,
    NAAM,
    ZONDER_MEER,
    Bereik,
    afgerond,
    beoordeel,
    is_totaal,
    punt,
    rondom,
)
from calc.tabellen.aansluiting.plantabellen import EXTRA, UREN
from calc.tabellen.aansluiting.termen import Termen, opgeteld
from calc.tabellen.begroting import formatiecellen
from schemas.bladen import PER_GEMEENTE

PARTNERS: Final[Mapping[str, tuple[str, ...]]] = {
    "verdeling": ("begroting",),
    "meerjarig": ("verdeling", "begroting"),
    "toename": ("meerjarig", "verdeling", "begroting"),
    "mutaties": ("toename",),
    "scenario": ("begroting", "toename", "mutaties", "meerjarig", "verdeling"),
    "investering": ("scenario", "begroting", "toename", "mutaties", "meerjarig", "verdeling"),
    "tekst": ("begroting", "verdeling", "meerjarig", "investering", "scenario"),
}
"""Per table with which other ones it is compared: with the first of them that prints the same quantity."""
UIT_PUBLICATIE: Final = "Dit cijfer komt uit andere gepubliceerde cijfers."
APART: Final = "Elk cijfer is apart afgerond uit de onafgeronde berekening, ten hoogste een halve eenheid."
TE_VER: Final = "Het verschil is meer dan een halve eenheid per opgeteld cijfer; misschien ontbreekt er een regel."

Kolomplek = tuple[str, str, int | None]
VOORKEUR: Final = ("investering", "toename", "mutaties", "scenario")
"""Where the extra costs of a year are looked for, the most explicit table first."""


@dataclass(frozen=True)
class Tabeldeel:
    """The cells of one printed table (or one part of it), by row and column in the order of print."""

    naam: str
    cellen: Mapping[tuple[str, str], Gedruktecel]

    @property
    def rijen(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rij for rij, _ in self.cellen))

    @property
    def kolommen(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kolom for _, kolom in self.cellen))

    def zoek(self, rij: str, kolom: str) -> Gedruktecel | None:
        return self.cellen.get((rij, kolom))


def tabeldelen(cellen: Iterable[Gedruktecel]) -> dict[tuple[Kolomplek, str], Tabeldeel]:
    """The printed tables; each part of a scenario is a table of its own."""
    groepen: dict[tuple[Kolomplek, str], dict[tuple[str, str], Gedruktecel]] = {}
    for cel in cellen:
        deel = cel.gedrukt.rij.partition(": ")[0] if cel.gedrukt.tabel == "scenario" else ""
        if cel.getal is not None and cel.gedrukt.kolom != NAAM and cel.gedrukt.tabel != "tekst":
            groepen.setdefault((cel.tabel, deel), {})[(cel.gedrukt.rij, cel.gedrukt.kolom)] = cel
    return {
        (plek, deel): Tabeldeel(" ".join(filter(None, (tabelnaam(next(iter(groep.values()))), deel))), groep)
        for (plek, deel), groep in groepen.items()
    }


def tegen_zichzelf(termen: Termen, delen: Mapping[tuple[Kolomplek, str], Tabeldeel]) -> Iterator[Aansluitpunt]:
    """Rows that should add up to the printed total, and parts of a row that should add up to the row."""
    for ((tabel, _, _), _), deel in delen.items():
        if tabel != "formatie":
            yield from _rijen(termen, tabel, deel)
        yield from _delen(termen, tabel, deel)


def _rijen(termen: Termen, tabel: str, deel: Tabeldeel) -> Iterator[Aansluitpunt]:
    for kolom in (kolom for kolom in deel.kolommen if "pct" not in kolom):
        blok: list[Gedruktecel] = []
        for rij in deel.rijen:
            cel = deel.zoek(rij, kolom)
            if is_totaal(rij) or (tabel == "scenario" and _is_saldo(termen, rij)):
                if cel is not None and blok and _volledig(tabel, deel, kolom):
                    yield _som(termen, deel.naam, SOM_RIJEN, kolom, cel, [(1, c) for c in blok])
                blok = []
            elif cel is not None and _telt_mee(termen, tabel, rij):
                blok.append(cel)


def _is_saldo(termen: Termen, rij: str) -> bool:
    return termen.uitkomst.scenario is not None and rij in (f"{deel}: {SALDO}" for deel in (ZONDER, MET))


def _telt_mee(termen: Termen, tabel: str, rij: str) -> bool:
    """Of the investment only the costs add up to the total: a budget is no cost, a saving has its own column."""
    if tabel != "investering":
        return True
    return any(termen.regio.kostensoort(soort).label == rij for soort in termen.regio.kostensoorten)


def _volledig(tabel: str, deel: Tabeldeel, kolom: str) -> bool:
    """A column of which only some participants were published has no sum."""
    return tabel not in PER_GEMEENTE or all(deel.zoek(rij, kolom) is not None for rij in deel.rijen)


def _delen(termen: Termen, tabel: str, deel: Tabeldeel) -> Iterator[Aansluitpunt]:
    for rij in deel.rijen:
        for geheel, delen in _optellingen(tabel, deel):
            cel = deel.zoek(rij, geheel)
            stukken = [(factor, stuk) for factor, kolom in delen if (stuk := deel.zoek(rij, kolom)) is not None]
            # A part that is not printed has no hours; of money every part must be there.
            if cel is None or not stukken or (len(stukken) < len(delen) and tabel != "capaciteit"):
                continue
            naam = f"{rijnaam(termen.regio, rij)}, {geheel}" if tabel == "investering" else rij
            yield _som(termen, deel.naam, naam, SOM_DELEN, cel, stukken)


def _optellingen(tabel: str, deel: Tabeldeel) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Which columns should add up to which column of the same row."""
    kolommen = deel.kolommen
    if tabel == "verdeling":
        stukken = [(1, kolom) for kolom in kolommen if kolom.startswith(BEDRAG)]
        if len(stukken) > 1:
            yield "bedrag", stukken
    elif tabel == "capaciteit":
        yield UREN, [(1, kolom) for kolom in kolommen if kolom.startswith(f"{UREN}_")]
    elif tabel == "toename":
        jaren = sorted(kolom for kolom in kolommen if kolom.isdecimal())
        if len(jaren) == 2:
            yield "toename", [(-1, jaren[0]), (1, jaren[1])]
    elif tabel == "investering":
        regulier = [kolom for kolom in kolommen if kolom.startswith("regulier_")]
        extra = [kolom for kolom in kolommen if kolom.startswith("extra_") and kolom[6:].isdecimal()]
        for kolom in extra if len(regulier) == 1 else ():
            yield f"totaal_{kolom[6:]}", [(1, regulier[0]), (1, kolom)]
        if extra:
            yield "extra_investering", [(1, kolom) for kolom in extra]


def _som(
    termen: Termen, tabel: str, rij: str, kolom: str, geheel: Gedruktecel, stukken: Sequence[tuple[int, Gedruktecel]]
) -> Aansluitpunt:
    samen = sum((factor * stuk.cijfer for factor, stuk in stukken), NUL)
    te_ver = None if _binnen_afronding(geheel, stukken) else (Oordeel.AFWIJKING, TE_VER)
    return _naast_elkaar(termen, tabel, rij, kolom, geheel, samen, stukken, te_ver)


def _binnen_afronding(geheel: Gedruktecel, stukken: Sequence[tuple[int, Gedruktecel]]) -> bool:
    """Whether the terms, each half a unit to either side of what it was rounded from, can make the whole.

    Every figure may be right by itself and the sum still wrong: when a row of the table was not published.
    """
    ruimte = punt(NUL)
    for factor, stuk in stukken:
        ruimte = ruimte.plus(_voor_afronding(stuk).maal(factor))
    eigen = _voor_afronding(geheel)
    return ruimte.laagst <= eigen.hoogst and eigen.laagst <= ruimte.hoogst


def _voor_afronding(cel: Gedruktecel) -> Bereik:
    half = cel.eenheid / 2
    return Bereik(cel.uitslag.bereik.laagst - half, cel.uitslag.bereik.hoogst + half)


def _naast_elkaar(
    termen: Termen,
    tabel: str,
    rij: str,
    kolom: str,
    cel: Gedruktecel,
    ander: Fraction,
    bij: Sequence[tuple[int, Gedruktecel]],
    zelfde: tuple[Oordeel, str] | None = None,
) -> Aansluitpunt:
    """A printed figure beside what other printed figures make of it."""
    gedrukt = cel.gedrukt
    oordeel, reden = _oordeel(termen, cel, ander, [stuk for _, stuk in bij])
    if oordeel is Oordeel.AFRONDING and zelfde is not None and (zelfde[0] is Oordeel.AFWIJKING or reden == APART):
        oordeel, reden = zelfde
    # What the rounding path of this cell allows; of a deviation nothing but the other figure itself.
    bereik = cel.uitslag.bereik
    laagst, hoogst = (bereik.laagst, bereik.hoogst) if oordeel is Oordeel.AFRONDING else (ander, ander)
    return Aansluitpunt(
        tabel, gedrukt.kostensoort, gedrukt.jaar, rijnaam(termen.regio, rij), kolom, cel.getal, ander, oordeel, reden,
        laagst, hoogst, cel.eenheid, cel.soort, cel.decimalen, gedrukt.plaats, gedrukt.tabel,
         cel.hier, opgeteld((stuk.hier, factor) for factor, stuk in bij), (UIT_PUBLICATIE,),
    )  # fmt: skip


def _oordeel(termen: Termen, cel: Gedruktecel, ander: Fraction, bij: Sequence[Gedruktecel]) -> tuple[Oordeel, str]:
    if cel.getal == ander:
        return Oordeel.GELIJK, ZONDER_MEER
    if max(stuk.eenheid for stuk in bij) < cel.eenheid and afgerond(ander, cel.eenheid) == cel.getal:
        return Oordeel.GELIJK, NA_AFRONDING
    fout = [stuk for stuk in (*bij, cel) if not stuk.verklaard]
    if fout:
        namen = dict.fromkeys(_benoem(termen, stuk) for stuk in fout)
        return Oordeel.AFWIJKING, f"Dit volgt uit een cijfer dat afwijkt: {opsomming(list(namen)[:3])}."
    redenen = [stuk.uitslag.reden for stuk in (cel, *bij) if stuk.uitslag.oordeel is Oordeel.AFRONDING]
    return Oordeel.AFRONDING, redenen[0] if redenen else APART


def _zelfde(cel: Gedruktecel, partner: Gedruktecel) -> tuple[Oordeel, str] | None:
    """Two printings of one quantity: each must be a way to round the other, or they are two quantities."""
    if not (cel.verklaard and partner.verklaard):
        return None
    for een, ander in ((cel, partner), (partner, cel)):
        gedrukt = een.cijfer * een.teken * ander.teken
        if ander.grootheid is not None and (uitslag := beoordeel(gedrukt, een.eenheid, ander.grootheid)) is not None:
            return None if uitslag.oordeel is Oordeel.GELIJK else (uitslag.oordeel, uitslag.reden)
    return Oordeel.AFWIJKING, "De twee tabellen gaan uit van een ander bedrag; geen afronding verklaart het verschil."


def _benoem(termen: Termen, cel: Gedruktecel) -> str:
    waarde = in_woorden(cel.getal, cel.soort, cel.gedrukt.decimalen)
    return f"{rijnaam(termen.regio, cel.gedrukt.rij)}, {cel.gedrukt.kolom} ({waarde})"


def tegen_elkaar(termen: Termen, gedrukt: Drukwerk) -> Iterator[Aansluitpunt]:
    """The same quantity where it is printed more than once; and the changes against the amounts that they come from."""
    for cel in gedrukt.cellen:
        partner = gedrukt.zoek(cel.sleutel, PARTNERS.get(cel.gedrukt.tabel, ()))
        if partner is not None:
            teken, naam = partner.teken * cel.teken, f"{tabelnaam(cel)} tegenover {partner.gedrukt.tabel}"
            rij, kolom, ander = cel.gedrukt.rij, cel.gedrukt.kolom, partner.cijfer * teken
            yield _naast_elkaar(termen, naam, rij, kolom, cel, ander, [(teken, partner)], _zelfde(cel, partner))
    yield from _mutaties_tegen_meerjarig(termen, gedrukt.cellen)


def _mutaties_tegen_meerjarig(termen: Termen, cellen: Sequence[Gedruktecel]) -> Iterator[Aansluitpunt]:
    """A printed change against the difference of the two printed amounts that it comes from."""
    bedragen = {
        (cel.gedrukt.kostensoort, cel.gedrukt.rij, cel.gedrukt.kolom): cel
        for cel in cellen
        if cel.gedrukt.tabel == "meerjarig" and cel.getal is not None
    }
    for cel in cellen:
        plek = (cel.gedrukt.kostensoort, cel.gedrukt.rij)
        basis, nieuw = (bedragen.get((*plek, jaar)) for jaar in (str(termen.plan.basisjaar), cel.gedrukt.kolom))
        if cel.gedrukt.tabel == "mutaties" and cel.getal is not None and basis is not None and nieuw is not None:
            naam = f"{tabelnaam(cel)} tegenover meerjarig"
            yield _som(termen, naam, cel.gedrukt.rij, cel.gedrukt.kolom, cel, [(1, basis), (-1, nieuw)])


def onderbouwing(termen: Termen, gedrukt: Drukwerk) -> Iterator[Aansluitpunt]:
    """The extra staff line by line against the extra costs that were published: per kostensoort and year of the
    investment; what is funded otherwise is no part of it."""
    scenario = termen.uitkomst.scenario
    lijnen = {
        (cel.gedrukt.kostensoort, cel.gedrukt.jaar, cel.gedrukt.rij): cel
        for cel in gedrukt.cellen
        if cel.gedrukt.tabel == "formatie" and cel.gedrukt.kolom == "bedrag"
    }
    for soort in termen.regio.kostensoorten:
        anders = termen.uitkomst.begrotingen[soort].anders_gedekt
        kosten = [k for k in termen.uitkomst.formatie if k.regel.kostensoort == soort and k.regel.dekking not in anders]
        for jaar in scenario.investeringsjaren if scenario is not None else ():
            van_jaar = [k for k in kosten if k.jaar == jaar]
            cel = gedrukt.zoek((EXTRA, soort, str(jaar)), VOORKEUR)
            if van_jaar and cel is not None:
                regels = [
                    _regel(termen, k, lijnen.get((soort, jaar, f"{k.regel.onderdeel}: {k.regel.functie}")))
                    for k in van_jaar
                ]
                yield _bevinding(cel, soort, jaar, regels)


def _regel(termen: Termen, kosten: Formatiekosten, cel: Gedruktecel | None) -> tuple[Fraction, Uitdrukking]:
    """One line: as it was published, or else as it follows from fte × rate."""
    if cel is None or not cel.getal:
        _, bedrag = formatiecellen(termen.uitkomst.gegevens, kosten)
        return termen.getal(bedrag), bedrag
    return cel.getal, cel.hier


def _bevinding(cel: Gedruktecel, soort: str, jaar: int, lijnen: Sequence[tuple[Fraction, Uitdrukking]]) -> Aansluitpunt:
    teken, getal = cel.teken, cel.cijfer
    samen = sum((bedrag for bedrag, _ in lijnen), NUL) * teken
    ruimte = rondom(samen, HALF * cel.eenheid * len(lijnen))
    regels = f"De {len(lijnen)} regels van de formatie in {jaar} tellen op tot {in_woorden(abs(samen), *EURO)}"
    if getal == samen:
        oordeel, reden = Oordeel.GELIJK, ZONDER_MEER
    elif ruimte.geeft(getal, cel.eenheid):
        oordeel, reden = Oordeel.AFRONDING, f"{regels}; elke regel is apart afgerond."
    else:
        tekort = in_woorden(abs(getal - samen), *EURO)
        oordeel, reden = (
            Oordeel.AFWIJKING,
            f"{regels} (wat anders gedekt is, telt niet mee); {tekort} is niet onderbouwd.",
        )
        if abs(samen) > abs(getal):
            reden = f"{regels} (wat anders gedekt is, telt niet mee); dat is {tekort} meer dan gepubliceerd."
        ruimte = rondom(samen, NUL)
    return Aansluitpunt(
        f"formatie {soort} {jaar} tegenover {cel.gedrukt.tabel}",
        soort,
        jaar,
        cel.gedrukt.rij,
        cel.gedrukt.kolom,
        getal,
        samen,
        oordeel,
        reden,
        ruimte.laagst,
        ruimte.hoogst,
        cel.eenheid,
        Soort.GELD,
        0,
        cel.gedrukt.plaats,
        groep="formatie",
        links=cel.hier,
        rechts=opgeteld((wat, teken) for _, wat in lijnen),
    )
