"""From figures to the whole answer of one plan, once."""

from __future__ import annotations

from collections.abc import Mapping

from calc.antwoord import Uitkomst
from calc.begroting import Begroting, begroting, formatiekosten
from calc.scenario import scenario
from calc.uitgerekend import vul_aan
from calc.uittreding import Aftrek, aftrek, met_aftrek
from calc.verdeling import verdeel_plan
from schemas.gegevens import Gegevens
from schemas.kernwoorden import Sluitregel

__all__ = ["Uitkomst", "bereken"]


def bereken(gegevens: Gegevens, sluitregel: Sluitregel | None = None) -> Uitkomst:
    """Calculate a plan. Pure: the same figures give the same answer.

    Args:
        sluitregel: instead of the one in the region file, for every kostensoort.
    Raises:
        Gebruikersfout: figures that cannot be calculated with (the gate should have found them).
    """
    begrotingen = {soort: begroting(gegevens, soort) for soort in gegevens.regio.kostensoorten}
    uitkomst = _bereken(gegevens, begrotingen, sluitregel)
    af: dict[str, Aftrek] = {soort: {} for soort in begrotingen}
    # What one who left pays weighs on the last contribution of who leaves after it.
    while (nu := {soort: aftrek(gegevens, uitkomst.verdeling, soort) for soort in begrotingen}) != af:
        af = nu
        minder = {soort: met_aftrek(gegevens, een, af[soort]) for soort, een in begrotingen.items()}
        uitkomst = _bereken(gegevens, minder, sluitregel)
    return uitkomst


def _bereken(gegevens: Gegevens, begrotingen: Mapping[str, Begroting], sluitregel: Sluitregel | None) -> Uitkomst:
    verdeling = verdeel_plan(gegevens, begrotingen, sluitregel)
    uitkomst = Uitkomst(
        gegevens, sluitregel, begrotingen, verdeling, scenario(gegevens), formatiekosten(gegevens),
        herreken=bereken,
    )  # fmt: skip
    return vul_aan(uitkomst)
