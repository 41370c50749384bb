"""The build-up of the extra staff, line by line, against the extra costs that were published for the same year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from calc.begroting import Formatiekosten
from calc.model.uitdrukking import Uitdrukking
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen.aansluiting.bevinding import Aansluitpunt, in_woorden
from calc.tabellen.aansluiting.cellen import Drukwerk, Gedruktecel
from calc.tabellen.aansluiting.grootheid import HALF, NUL, ZONDER_MEER, rondom
from calc.tabellen.aansluiting.plantabellen import EXTRA
from calc.tabellen.aansluiting.termen import Termen, opgeteld
from calc.tabellen.begroting import formatiecellen

VOORKEUR: Final = ("investering", "toename", "mutaties", "scenario")
"""Where the extra costs of a year are looked for, the most explicit table first."""


def onderbouwing(termen: Termen, gedrukt: Drukwerk) -> Iterator[Aansluitpunt]:
    """Per kostensoort with formatie and year of the investment; what is funded otherwise is no part of it."""
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
                regels = [_regel(termen, k, lijnen.get((soort, jaar, _rij(k)))) for k in van_jaar]
                yield _bevinding(cel, soort, jaar, regels)


def _rij(kosten: Formatiekosten) -> str:
    return f"{kosten.regel.onderdeel}: {kosten.regel.functie}"


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
    regels = f"De {len(lijnen)} regels van de formatie in {jaar} tellen op tot {in_woorden(abs(samen), Soort.GELD, 0)}"
    if getal == samen:
        oordeel, reden = Oordeel.GELIJK, ZONDER_MEER
    elif ruimte.geeft(getal, cel.eenheid):
        oordeel, reden = Oordeel.AFRONDING, f"{regels}; elke regel is apart afgerond."
    else:
        tekort = in_woorden(abs(getal - samen), Soort.GELD, 0)
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
