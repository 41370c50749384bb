"""The shipped templates: which there are, what each is for, and where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TEMPLATES: Final = Path(__file__).parents[1]
REGIO: Final = "uitvoeringsplan.xlsx"
GEMEENTE: Final = "gemeente.xlsx"
FORMULIER: Final = "formulier.xlsx"
SJABLONEN: Final = {
    REGIO: "de werkmap van de regio",
    GEMEENTE: "de werkmap van een gemeente",
    FORMULIER: "het opgaveformulier",
}
"""The shipped templates, and what each is for."""
VLEUGELS: Final = {REGIO: "plan", GEMEENTE: "gemeente", FORMULIER: "formulier"}


def meegeleverd(naam: str) -> Path:
    """Where a shipped template stands: beside the code that fills it."""
    return TEMPLATES / VLEUGELS[naam] / naam
