"""Meerjarig: what this participant pays year by year, with its chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from calc.model.tabel import TOTAAL
from calc.notatie import euro, jarentekst, opsomming
from calc.standen import Stand, kan_veranderen, samengevat, woorden_van_jaar
from calc.tabellen.eigenjaren import AANDEEL, JAREN, PROCENT, VERSCHIL
from templates.gemeente.werk import NUL, Gemeenteboek
from templates.werkmap.adressen import a1
from templates.werkmap.blad import Blad
from templates.werkmap.grafieken import RESTNAAM, breedte_cm, eigen_en_rest, gekleurd, rijen_onder, teken_met_bron
from templates.werkmap.grafiekvorm import DONKER, Bereik, Grafiek, Reeks
from templates.werkmap.modelblad import stijl_van

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
    vak, laatste = werk.model.indeling[werk.eigen(JAREN)], 1 + len(werk.jaren)

    def reeks(rij: str) -> str:
        return blad.bereik(vak.rijen[rij], vak.rijen[rij], 2, laatste)

    def naam(rij: str, tekst: str) -> Bereik:
        return Bereik(blad.verwijs(vak.rijen[rij], 1), (tekst,))

    cijfers = {soort: tuple(werk.bedrag(soort, jaar) for jaar in werk.jaren) for soort in werk.wie.soorten}
    eigen, rest = ([werk.wie.soorten[plek] for plek in plekken] for plekken in eigen_en_rest(list(cijfers.values())))
    reeksen = [
        gekleurd(nummer, naam(soort, werk.wie.label(soort)), Bereik(reeks(soort), cijfers[soort]))
        for nummer, soort in enumerate(eigen)
    ]
    if rest:
        rijen = {vak.rijen[soort]: cijfers[soort] for soort in rest}
        reeksen.append(gekleurd(len(eigen), *_rest(werk, blad, vak.rijen[TOTAAL], rijen)))
    samen = tuple(werk.bedrag(TOTAAL, jaar) or NUL for jaar in werk.jaren)
    som = Reeks(naam(TOTAAL, TOTAAL), Bereik(reeks(TOTAAL), samen), DONKER, labelkleur=DONKER)
    totalen = [f"{jaar} {euro(bedrag, werk.wie.geld[1])}" for jaar, bedrag in zip(werk.jaren, samen, strict=True)]
    kop = min(vak.rijen.values()) - 1
    return Grafiek(
        titel=f"Bijdrage van {werk.wie.naam} per jaar, {werk.jaren[0]} tot en met {werk.jaren[-1]}",
        soort="gestapeld",
        categorieen=Bereik(blad.bereik(kop, kop, 2, laatste), tuple(map(str, werk.jaren))),
        reeksen=tuple(reeksen),
        eenheid="euro per jaar",
        omschrijving=(
            f"Gestapelde kolommen met de bijdrage van {werk.wie.naam} per jaar en kostensoort. Totaal: "
            f"{opsomming(totalen)}. De cijfers staan op het blad Meerjarig."
        ),
        breedte=breedte_cm(blad, 1, laatste),
        hoogte=HOOGTE,
        breed_gat=70,
        totaal=som if len(werk.wie.soorten) > 1 else None,
    )


def _rest(
    werk: Gemeenteboek, blad: Blad, rij: int, regels: Mapping[int, Sequence[Fraction | None]]
) -> tuple[Bereik, Bereik]:
    """What the chart draws together, beside the table and outside what is printed."""
    naast = 3 + len(werk.jaren)
    samen = tuple(sum((bedrag or NUL for bedrag in jaar), NUL) for jaar in zip(*regels.values(), strict=True))
    blad.schrijf(rij, naast, RESTNAAM, "VW tekst")
    for k, bedrag in enumerate(samen, start=1):
        cellen = ",".join(a1(r, k + 1) for r in regels)
        blad.zet(rij, naast + k, f"=SUM({cellen})", bedrag, f"VW {stijl_van(werk.wie.geld)}")
    bereik = blad.bereik(rij, rij, naast + 1, naast + len(samen))
    return Bereik(blad.verwijs(rij, naast), (RESTNAAM,)), Bereik(bereik, samen)


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
