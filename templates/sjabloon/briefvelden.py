"""The merge fields that every letter has, whatever it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from calc.brief.schrijver import Briefhoofd
from schemas.poort.docx import keur_docx

GEEN: Final = "–"
"""Stands where a figure is not known."""


def lees_sjabloon(sjabloon: Path, meegeleverd: Path) -> bytes:
    """A template of Word; one that a person made is looked at first.

    Raises:
        Geweigerd: it is no Word document, or holds more than text and looks.
    """
    inhoud = sjabloon.read_bytes()
    if sjabloon != meegeleverd:
        keur_docx(inhoud, sjabloon.name)
    return inhoud


def hoofdvelden(brief: Briefhoofd) -> dict[str, str]:
    """The text of each field by its name: every paragraph that a letter of this kind has, with the head above it; one
    that does not apply is empty."""
    return {
        "regio": brief.regio,
        "afzender": brief.organisatie,
        "geadresseerde": brief.geadresseerde,
        "gemeente": brief.gemeente,
        "datum": brief.datum,
        "kenmerk": brief.kenmerk,
        "onderwerp": brief.onderwerp.tekst(brief.waarden),
        "plan_status": brief.status,
        "aanhef": brief.aanhef,
        "jaar": str(brief.jaar),
        **{alinea: brief.tekst(alinea) for alinea in brief.alineas},
        **{f"kop_{alinea}": brief.kop(alinea) for alinea, een in brief.alineas.items() if een.kop is not None},
        "eigen": "\n".join(brief.eigen),
        "ondertekening": brief.ondertekening,
    }
