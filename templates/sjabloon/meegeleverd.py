"""The shipped templates: which there are, what each is for, and where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TEMPLATES: Final = Path(__file__).parents[1]
REGIO: Final = "uitvoeringsplan.xlsx"
GEMEENTE: Final = "gemeente.xlsx"
FORMULIER: Final = "formulier.xlsx"
BRIEF: Final = "brief.docx"
SJABLONEN: Final = {
    REGIO: "de werkmap van de regio",
    GEMEENTE: "de werkmap van een gemeente",
    FORMULIER: "het opgaveformulier",
    BRIEF: "de brief aan een deelnemer",
}
"""The shipped templates, and what each is for."""
WERKMAPPEN: Final = (REGIO, GEMEENTE, FORMULIER)
"""Those that are workbooks."""
VLEUGELS: Final = {REGIO: "plan", GEMEENTE: "gemeente", FORMULIER: "formulier", BRIEF: "brief"}


def meegeleverd(naam: str) -> Path:
    """Where a shipped template stands: beside the code that fills it."""
    return TEMPLATES / VLEUGELS[naam] / naam
