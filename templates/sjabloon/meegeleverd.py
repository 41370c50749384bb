"""The shipped templates: which there are, what each is for, and where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

TEMPLATES: Final = Path(__file__).parents[1]
REGIO: Final = "uitvoeringsplan.xlsx"
GEMEENTE: Final = "gemeente.xlsx"
FORMULIER: Final = "formulier.xlsx"
BRIEF: Final = "brief.docx"
AFREKENING: Final = "afrekening.docx"
SJABLONEN: Final = {
    REGIO: "de werkmap van de regio",
    GEMEENTE: "de werkmap van een gemeente",
    FORMULIER: "het opgaveformulier",
    BRIEF: "de brief aan een deelnemer",
    AFREKENING: "de brief bij een afrekening",
}
"""The shipped templates, and what each is for."""
BRIEVEN: Final = (BRIEF, AFREKENING)
"""Those that are Word documents."""
WERKMAPPEN: Final = (REGIO, GEMEENTE, FORMULIER)
"""Those that are workbooks."""
VLEUGELS: Final = {
    REGIO: "plan",
    GEMEENTE: "gemeente",
    FORMULIER: "formulier",
    BRIEF: "brief",
    AFREKENING: "afrekening",
}


def meegeleverd(naam: str) -> Path:
    """Where a shipped template stands: beside the code that fills it."""
    return TEMPLATES / VLEUGELS[naam] / naam


def sjabloon(map: Path | None, naam: str) -> Path:
    """One's own template, or the shipped one where the folder has none."""
    if map is not None and (map / naam).is_file():
        return map / naam
    return meegeleverd(naam)
