"""Who left, and whether what it still pays comes off the costs of who stays; what that is, is in calc/tabellen.

Source: the region file, `uittreding`, as it held in the last year of who left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from calc.begroting import Begroting, Post
from calc.verdeling import Verdeling
from schemas.gegevens import Gegevens
from schemas.geldend import Regio, in_jaar
from schemas.regiojaar import Uittreding


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


def regeling(regio: Regio, laatste: int, kostensoort: str) -> Uittreding | None:
    """The rule that held in somebody's last year; None where it is not about this cost."""
    regels = in_jaar(regio.bestand.uittreding, laatste)
    return regels if regels is None or kostensoort in (regels.kostensoorten or (kostensoort,)) else None


def postnaam(regio: Regio, code: str) -> str:
    """The line of the budget with what who left pays."""
    return f"Uittreding {regio.gemeente(code)}"


def komt_eraf(gegevens: Gegevens, kostensoort: str, code: str, jaar: int) -> bool:
    """Whether what who left pays comes off the costs of a year by itself.

    Not where the rule keeps it apart, where a line of that name stands in the budget already, or where contributions
    follow from prices and fixed amounts, so that costs change nothing.
    """
    regio = gegevens.regio
    regels = regeling(regio, regio.alle_deelnemers[code].tot_en_met or jaar, kostensoort)
    eigen = {regel.post for regel in gegevens.begroting if regel.kostensoort == kostensoort}
    opbouw = regio.opbouw(kostensoort, jaar)
    return (
        regels is not None
        and regels.verrekenen == "kosten"
        and postnaam(regio, code) not in eigen
        and (opbouw is None or opbouw.rest is not None)
    )


def met_uitgetreden(gegevens: Gegevens, verdeling: Verdeling, begroting: Begroting) -> Begroting:
    """The budget with a line for each of who left, in the years of the plan in which what it pays comes off."""
    regio, soort, posten = gegevens.regio, begroting.kostensoort, []
    if not regio.bestand.uittreding:
        return begroting
    for code, laatste in vertrokken(regio, gegevens.plan.jaren, verdeling, soort).items():
        if (regels := regeling(regio, laatste, soort)) is None:
            continue
        duurt = range(laatste + 1, laatste + 1 + len(regels.percentages))
        jaren = tuple(j for j in gegevens.plan.jaren if j in duurt and komt_eraf(gegevens, soort, code, j))
        if jaren:
            posten.append(Post(postnaam(regio, code), "", jaren, (), tuple(filter(None, [regels.bron])), van=code))
    return replace(begroting, posten=(*begroting.posten, *posten)) if posten else begroting
