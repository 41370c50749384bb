"""From figures to the whole answer of one plan, once."""

from __future__ import annotations

from calc.antwoord import Uitkomst
from calc.begroting import begroting, formatiekosten
from calc.scenario import scenario
from calc.uitgerekend import vul_aan
from calc.uittreding import met_uitgetreden
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
    verdeling = verdeel_plan(gegevens, begrotingen, sluitregel)
    begrotingen = {soort: met_uitgetreden(gegevens, verdeling, een) for soort, een in begrotingen.items()}
    return vul_aan(Uitkomst(
        gegevens, sluitregel, begrotingen, verdeling, scenario(gegevens), formatiekosten(gegevens), herreken=bereken
    ))  # fmt: skip
