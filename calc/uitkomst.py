"""From figures to the whole answer of one plan, once."""

from __future__ import annotations

from calc.antwoord import Uitkomst
from calc.begroting import begroting, formatiekosten
from calc.scenario import scenario
from calc.uitgerekend import vul_aan
from calc.verdeling import verdeel_plan
from schemas.gegevens import Gegevens
from schemas.regio import Sluitregel

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
    te_verdelen = {soort: reeks.te_verdelen for soort, reeks in begrotingen.items()}
    uitkomst = Uitkomst(
        gegevens, sluitregel, begrotingen, verdeling, scenario(gegevens, te_verdelen), formatiekosten(gegevens),
        herreken=bereken,
    )  # fmt: skip
    return vul_aan(uitkomst)
