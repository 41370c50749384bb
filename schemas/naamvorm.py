"""A name without what people vary, so that two ways of writing it are the same."""

from __future__ import annotations

import unicodedata
from typing import Final

_WEG: Final = ("Mn", "Cf")
"""Accents, and signs without a width."""
_NOOT: Final = ("<super>", "<sub>")


def naamvorm(naam: str) -> str:
    """A name without capitals, accents, hyphens, double spaces, the mark of a footnote and what nobody can see."""
    if not naam.isascii():
        los = unicodedata.normalize("NFKD", zonder_nootcijfers(naam))
        naam = "".join(teken for teken in los if unicodedata.category(teken) not in _WEG)
    return " ".join(naam.casefold().replace("-", " ").split())


def zonder_nootcijfers(tekst: str) -> str:
    """A text without the raised and lowered signs that mark a footnote."""
    return "".join(teken for teken in tekst if not unicodedata.decomposition(teken).startswith(_NOOT))
