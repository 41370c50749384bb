"""Who left and what it still pays: percentages of its last contribution, which come off the costs of who stays.

Source: the region file, `uittreding`, as it held in the last year of who left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from calc.afronding import naar_bedrag, naar_eenheden, rond
from calc.begroting import Begroting, Post
from calc.verdeling import Verdeling
from schemas.gegevens import Gegevens
from schemas.geldend import Regio, in_jaar
from schemas.regiojaar import Uittreding

Aftrek = Mapping[str, Mapping[int, Fraction]]
"""Per code of who left the euros per year that it pays, in the years of the plan."""


def vertrokken(regio: Regio, jaren: Iterable[int], verdeling: Verdeling, kostensoort: str) -> dict[str, int]:
    """Who left during these years and did not merge into another, and its last year."""
    samengevoegd, alle = {lid for code in regio.alle_deelnemers for lid in regio.samengesteld_uit(code)}, set(jaren)
    uit = {}
    for code, deelnemer in regio.alle_deelnemers.items():
        laatste = deelnemer.tot_en_met
        if laatste is None or laatste not in alle or code in samengevoegd:
            continue
        if code in verdeling.van(kostensoort, laatste).deelnemers:
            uit[code] = laatste
    return uit


def regeling(regio: Regio, laatste: int) -> Uittreding | None:
    return in_jaar(regio.bestand.uittreding, laatste)


def postnaam(regio: Regio, code: str) -> str:
    """The line of the budget with what who left pays."""
    return f"Uittreding {regio.gemeente(code)}"


def komt_eraf(gegevens: Gegevens, kostensoort: str, code: str, jaar: int) -> bool:
    """Whether what who left pays comes off the costs of a year by itself.

    Not where the rule keeps it apart, where a line of that name stands in the budget already, or where contributions
    follow from prices and fixed amounts, so that costs change nothing.
    """
    regio = gegevens.regio
    regels = regeling(regio, regio.alle_deelnemers[code].tot_en_met or jaar)
    eigen = {regel.post for regel in gegevens.begroting if regel.kostensoort == kostensoort}
    opbouw = regio.opbouw(kostensoort, jaar)
    return (
        regels is not None
        and regels.verrekenen == "kosten"
        and postnaam(regio, code) not in eigen
        and (opbouw is None or opbouw.rest is not None)
    )


def nog_te_betalen(
    gegevens: Gegevens, verdeling: Verdeling, kostensoort: str, code: str, laatste: int
) -> dict[int, Fraction]:
    """Per year after the last one a percentage of the last contribution, rounded in the unit of that last year."""
    regels, eenheid = regeling(gegevens.regio, laatste), gegevens.regio.eenheid(kostensoort, laatste)
    bijdrage = verdeling.van(kostensoort, laatste).bedragen[code]
    return {
        jaar: naar_bedrag(rond(naar_eenheden(bijdrage * Fraction(procent) / 100, eenheid)), eenheid)
        for jaar, procent in enumerate(regels.percentages if regels else (), start=laatste + 1)
    }


def aftrek(gegevens: Gegevens, verdeling: Verdeling, kostensoort: str) -> Aftrek:
    """What comes off the costs in the years of the plan."""
    regio, uit = gegevens.regio, {}
    if not regio.bestand.uittreding:
        return {}
    for code, laatste in vertrokken(regio, gegevens.plan.jaren, verdeling, kostensoort).items():
        uit[code] = {
            jaar: bedrag
            for jaar, bedrag in nog_te_betalen(gegevens, verdeling, kostensoort, code, laatste).items()
            if jaar in gegevens.plan.jaren and komt_eraf(gegevens, kostensoort, code, jaar)
        }
    return {code: jaren for code, jaren in uit.items() if jaren}


def met_aftrek(gegevens: Gegevens, begroting: Begroting, af: Aftrek) -> Begroting:
    """The budget with a line for each of who left."""
    regio = gegevens.regio
    posten = []
    for code, bedragen in af.items():
        regels = regeling(regio, regio.alle_deelnemers[code].tot_en_met or 0)
        bron = (regels.bron,) if regels else ()
        posten.append(
            Post(postnaam(regio, code), "", {jaar: -bedrag for jaar, bedrag in bedragen.items()}, (), bron, van=code)
        )
    return replace(begroting, posten=(*begroting.posten, *posten)) if posten else begroting
