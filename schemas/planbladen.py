"""The sheets of a filled plan. Put into the workbook of its input, they are no part of that input."""

from __future__ import annotations

import re
from typing import Final

PLANBLADEN: Final = frozenset({
    "Voorblad", "Samenvatting", "Toename", "Meerjarig", "Mutaties", "Begroting", "Capaciteit", "Scenario",
    "Investering", "Grafiekgegevens", "Controles", "Aansluiting", "Verantwoording",
})  # fmt: skip
REEKSEN: Final = ("Verdeling ", "Rekenblad ", "Invoer ")
"""How the names begin of sheets that a plan has more of: one for each kostensoort, or for each table of its input."""
INGEVOEGD: Final = "plan"
"""Stands in brackets behind the name of a sheet that the input has as well: Begroting (plan)."""
_ACHTER: Final = re.compile(rf"(?: \((?:{INGEVOEGD}|oud|[1-9]\d?)\))+$")


def is_planblad(naam: str, invoerbladen: frozenset[str]) -> bool:
    """Whether a sheet is one of a filled plan, also beside another of that name.

    Args:
        naam: as it stands on the tab.
        invoerbladen: the names of the sheets that an input has.
    """
    achter = _ACHTER.search(naam)
    kaal = naam[: achter.start()] if achter else naam
    if kaal in invoerbladen:
        return kaal in PLANBLADEN and achter is not None and f"({INGEVOEGD})" in achter[0]
    return kaal in PLANBLADEN or kaal.startswith(REEKSEN)
