"""The charts of the regional workbook.

    voeg_grafieken_toe(boek, uitkomst, bladen)       after every table and the cover are filled

Each chart stands below the table that it belongs to, with its source, and draws from the sheet Grafiekgegevens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from calc.notatie import euro, opsomming, procent
from calc.uitkomst import Uitkomst
from schemas.planbladen import Planblad
from templates.plan.bladsoorten import GRAFIEKBLAD
from templates.plan.grafiekgegevens import Grafiekgegevens, vul_grafiekgegevens
from templates.plan.modeltabellen import MEESTE_SOORTEN
from templates.werkmap.boek import Boek
from templates.werkmap.grafieken import ANDERE, EIGEN, breedte_cm, hoogte_met_bron, teken_met_bron
from templates.werkmap.grafiekvorm import Bereik, Grafiek, Reeks
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.stapel import Stapel

BREEDSTE: Final = 27.0
OP_HET_VOORBLAD: Final = (4.6, 4.5, 4.4)
"""Centimetres that are left there: the cover is one page."""
CM_PER_GEMEENTE: Final = 0.55
VEEL: Final = 20
CM_BIJ_VEEL: Final = 0.43
"""So many bars stand as close as their names can."""


def voeg_grafieken_toe(boek: Boek, uitkomst: Uitkomst, bladen: Modelbladen) -> None:
    """Fill Grafiekgegevens and put every chart in its place; a sheet that the template left out goes without."""
    gegevens = vul_grafiekgegevens(boek, uitkomst, bladen)
    plan = uitkomst.gegevens.plan
    bron = f"Bron: {plan.bron}. Status: {plan.status}. De cijfers staan op het blad {GRAFIEKBLAD}."
    jaren = _jarengrafiek(uitkomst, gegevens.jaren)
    _op_het_voorblad(boek, jaren, bron, altijd=len(uitkomst.gegevens.regio.kostensoorten) <= MEESTE_SOORTEN)
    bijdragen = _bijdragengrafiek(uitkomst, gegevens)
    if not _onder(boek, "Samenvatting", [bijdragen], bron):
        _onder(boek, "Samenvatting", [bijdragen, jaren], bron)
    opgezocht = boek.heeft_blad("Toename") and boek.blad("Toename").bijlage
    _onder(boek, "Samenvatting" if opgezocht else "Toename", _veranderingen(uitkomst, gegevens), bron)
    _onder(boek, "Meerjarig", [jaren], bron)
    if gegevens.scenario is not None:
        scenario = [_scenariografiek(gegevens.scenario)]
        if not _onder(boek, "Investering", scenario, bron):
            _onder(boek, "Scenario", scenario, bron)


def _op_het_voorblad(boek: Boek, jaren: Grafiek, bron: str, *, altijd: bool) -> None:
    """Where there is room; else on a second page of the cover, or not at all where a sheet further on has it too."""
    for hoogte in OP_HET_VOORBLAD:
        if _onder(boek, "Voorblad", [replace(jaren, hoogte=hoogte)], bron, zonder_bladzijde=True):
            return
    if altijd:
        _onder(boek, "Voorblad", [replace(jaren, hoogte=OP_HET_VOORBLAD[0])], bron)


def _onder(
    boek: Boek, titel: Planblad, grafieken: Sequence[Grafiek], bron: str, *, zonder_bladzijde: bool = False
) -> bool:
    """Below everything that is printed of a sheet; whether they are there. A chart stays off where it would stand
    across the end of a page or alone on one: below each other if that can be, else beside each other.
    """
    if not boek.heeft_blad(titel) or boek.blad(titel).rest:
        return False
    blad = boek.blad(titel)
    rij, laatste = blad.afgedrukt[0], blad.breedste
    breed = min(BREEDSTE, breedte_cm(blad, 1, laatste))
    if blad.past_eronder([hoogte_met_bron(grafiek) for grafiek in grafieken], zonder_bladzijde=zonder_bladzijde):
        for grafiek in grafieken:
            begin, rij = rij + 2, teken_met_bron(blad, rij + 2, replace(grafiek, breedte=breed), bron, laatste) - 1
            blad.zet_onder(begin, rij)
        return True
    if len(grafieken) > 1 and blad.past_eronder([max(map(hoogte_met_bron, grafieken)), 0.0]):
        naast = [replace(grafiek, breedte=breed / len(grafieken)) for grafiek in grafieken]
        einde = teken_met_bron(blad, rij + 2, naast[0], bron, laatste, [*naast[1:]]) - 1
        blad.zet_onder(rij + 2, einde, samen=True)
        return True
    return False


def _bijdragengrafiek(uitkomst: Uitkomst, gegevens: Grafiekgegevens) -> Grafiek:
    namen, (*eerder, nu) = gegevens.bijdragen.namen, gegevens.bijdragen.kolommen
    nieuw = nu[1]
    jaar = uitkomst.gegevens.plan.jaar
    reeksen = [Reeks(*nu, EIGEN), *(Reeks(*oud, ANDERE, labels=False) for oud in eerder)]
    naast = f", naast {jaar - 1}" if eerder else ""
    per = uitkomst.gegevens.regio.zeg("per gemeente")
    return Grafiek(
        titel=f"Bijdrage {per} in {jaar}{naast}",
        soort="staaf",
        categorieen=namen,
        reeksen=tuple(reeksen),
        eenheid="euro",
        omschrijving=(
            f"Staafgrafiek met de bijdrage {per} in {jaar}{naast}, de grootste bovenaan. "
            f"{_uitersten(namen, nieuw, lambda w: euro(w, 0))}"
        ),
        hoogte=_hoogte(len(namen.waarden)),
        breed_gat=40,
    )


def _veranderingen(uitkomst: Uitkomst, gegevens: Grafiekgegevens) -> list[Grafiek]:
    jaar, per = uitkomst.gegevens.plan.jaar, uitkomst.gegevens.regio.zeg("per gemeente")
    grafieken = []
    for paar, wat, eenheid, formaat, toon in (
        (gegevens.verschil, "in euro's", "euro (plus: betaalt meer)", "#,##0", lambda w: euro(w, 0)),
        (gegevens.deel, "in procenten", "procent (plus: betaalt meer)", "0%", lambda w: procent(w, 1)),
    ):
        if paar is None:
            continue
        namen, ((naam, cijfers),) = paar.namen, paar.kolommen
        grafieken.append(
            Grafiek(
                titel=f"Verschil in bijdrage tussen {jaar - 1} en {jaar}, {wat}",
                soort="staaf",
                categorieen=namen,
                reeksen=(Reeks(naam, cijfers, EIGEN),),
                eenheid=eenheid,
                omschrijving=(
                    f"Staafgrafiek met het verschil in bijdrage {per} tussen {jaar - 1} en {jaar}, {wat}, het "
                    f"grootste bovenaan. {_uitersten(namen, cijfers, toon)}"
                ),
                formaat=formaat,
                labelformaat="0.0%" if formaat == "0%" else "",
                hoogte=_hoogte(len(namen.waarden)),
                breed_gat=40,
            )
        )
    return grafieken


def _hoogte(staven: int) -> float:
    return 2.6 + (CM_PER_GEMEENTE if staven <= VEEL else CM_BIJ_VEEL) * staven


def _uitersten(namen: Bereik, cijfers: Bereik, toon: Callable[[Fraction], str]) -> str:
    """The two ends in words, for who cannot see the chart."""
    stukken = [
        f"{woord}: {namen.waarden[plek]} {toon(Fraction(cijfers.waarden[plek] or 0))}"
        for woord, plek in (("Hoogste", 0), ("laagste", -1))
    ]
    return f"{'; '.join(stukken)}. De cijfers staan op het blad {GRAFIEKBLAD}."


def _jarengrafiek(uitkomst: Uitkomst, stapel: Stapel) -> Grafiek:
    jaren = uitkomst.gegevens.plan.jaren
    bron = stapel.totaal or stapel.reeksen[0]
    cijfers = zip(jaren, bron.cijfers.waarden, strict=True)
    totalen = [f"{jaar} {euro(Fraction(waarde or 0), 0)}" for jaar, waarde in cijfers]
    return Grafiek(
        titel=f"{uitkomst.gegevens.regio.zeg('Bijdrage van alle gemeenten samen')}, {jaren[0]} tot en met {jaren[-1]}",
        soort="gestapeld",
        categorieen=stapel.jaren,
        reeksen=stapel.reeksen,
        eenheid="euro per jaar",
        omschrijving=f"Gestapelde kolommen per jaar en kostensoort. Totaal: {opsomming(totalen)}.",
        hoogte=6.5,
        breed_gat=70,
        totaal=stapel.totaal,
    )


def _scenariografiek(stapel: Stapel) -> Grafiek:
    jaren = stapel.jaren.waarden
    saldi = [sum((Fraction(r.cijfers.waarden[n] or 0) for r in stapel.reeksen), Fraction(0)) for n in range(len(jaren))]
    stukken = [f"{jaar} {euro(saldo, 0)}" for jaar, saldo in zip(jaren, saldi, strict=True)]
    return Grafiek(
        titel=f"Meer (plus) of minder kosten door de investering, {jaren[0]} tot en met {jaren[-1]}",
        soort="gestapeld",
        categorieen=stapel.jaren,
        reeksen=stapel.reeksen,
        eenheid="euro per jaar",
        omschrijving=(
            "Gestapelde kolommen per jaar: wat de uitvoering meer kost dan zonder investering staat boven de lijn, wat "
            f"zij minder kost en de besparing staan eronder. Samen: {opsomming(stukken)}."
        ),
        hoogte=5.5,
        breed_gat=60,
    )
