"""Meerjarig: what this participant pays year by year, with its chart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from calc.model.tabel import TOTAAL
from calc.notatie import euro, jarentekst, opsomming
from calc.standen import Stand, kan_veranderen, samengevat, woorden_van_jaar
from calc.tabellen.eigenjaren import AANDEEL, JAREN, PROCENT, VERSCHIL
from templates.gemeente.sleutel import NAAST
from templates.gemeente.werk import NUL, Gemeenteboek
from templates.werkmap.blad import Blad
from templates.werkmap.grafieken import breedte_cm, rijen_onder, teken_met_bron
from templates.werkmap.grafiekvorm import Grafiek
from templates.werkmap.stapel import stapel

POST, JAAR = 42.0, 13.0
"""Widths in characters."""
HOOGTE: Final = 7.5
"""Of the chart, in centimetres."""


def vul_meerjarig(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
    """Contribution per kostensoort and year, with its chart; then the change against the base year, and the shares."""
    soorten = (JAREN, VERSCHIL, PROCENT, AANDEEL)
    tabellen = [naam for soort in soorten if werk.model.model.zoek(naam := werk.eigen(soort))]
    # The chart, its source, and an empty row below that.
    werk.model.plaats(blad, rij, tabellen, ruimte={tabellen[0]: rijen_onder(HOOGTE) + 2})
    werk.model.schrijf()
    onder = max(werk.model.indeling[tabellen[0]].rijen.values()) + 2
    blad.delen.append(onder)
    teken_met_bron(blad, onder, _meerjarengrafiek(werk, blad), _bronregel(werk), 1 + len(werk.jaren))
    blad.druk(*blad.afgedrukt)


def _meerjarengrafiek(werk: Gemeenteboek, blad: Blad) -> Grafiek:
    """Contribution per year, the kostensoorten on top of each other."""
    naam, laatste = werk.eigen(JAREN), 1 + len(werk.jaren)
    # What is drawn together stands beside the table, outside what is printed.
    getekend = stapel(werk.model, blad, naam, min(werk.model.indeling[naam].rijen.values()) - 1, laatste + NAAST)
    totalen = [f"{jaar} {euro(werk.bedrag(TOTAAL, jaar) or NUL, werk.wie.geld[1])}" for jaar in werk.jaren]
    return Grafiek(
        titel=f"Bijdrage van {werk.wie.naam} per jaar, {werk.jaren[0]} tot en met {werk.jaren[-1]}",
        soort="gestapeld",
        categorieen=getekend.jaren,
        reeksen=getekend.reeksen,
        eenheid="euro per jaar",
        omschrijving=(
            f"Gestapelde kolommen met de bijdrage van {werk.wie.naam} per jaar en kostensoort. Totaal: "
            f"{opsomming(totalen)}. De cijfers staan op het blad Meerjarig."
        ),
        breedte=breedte_cm(blad, 1, laatste),
        hoogte=HOOGTE,
        breed_gat=70,
        totaal=getekend.totaal,
    )


def _losse_jaren(werk: Gemeenteboek, jaren: Iterable[int]) -> str:
    """Which of these years can still change, and what they are: `2021 (voorlopig) en 2022 (raming)`."""
    per_jaar = {
        j: [woorden_van_jaar(werk.uitkomst, s, j) for s in werk.wie.soorten if werk.wie.betaalt(s, j)] for j in jaren
    }
    standen = {jaar: samengevat(standen) for jaar, standen in per_jaar.items() if any(map(kan_veranderen, standen))}
    per_stand: dict[Stand, list[int]] = {}
    for jaar, stand in standen.items():
        per_stand.setdefault(stand, []).append(jaar)
    return opsomming([f"{jarentekst(jaren)} ({', '.join(stand)})" for stand, jaren in per_stand.items()])


def _bronregel(werk: Gemeenteboek) -> str:
    """Under a chart over the years: where the figures come from, and which years can still change."""
    los = _losse_jaren(werk, werk.jaren)
    staart = f" Kan nog veranderen: {los}." if los else ""
    return f"Bron: {werk.uitkomst.gegevens.plan.bron}.{staart}"
