"""Rows that are no participant but a total, by all the names that people give it: counted along, they would be paid for
twice."""

from __future__ import annotations

from typing import Final

TOTALEN: Final = frozenset(("totaal", "totalen", "subtotaal", "subtotalen", "eindtotaal", "regiototaal", "total"))
SOMS: Final = frozenset(("som", "regio"))
"""A total where nothing follows, or where it is known who takes part: there are posts that begin with these words."""
_TE_VERDELEN: Final = "te verdelen"
_GEHEEL: Final = SOMS | {_TE_VERDELEN}


def begint_als_totaal(tekst: str) -> bool:
    """Whether a text reads as the label of a total: `Totaal`, `Totalen:`, `Subtotaal Maastricht-Heuvelland`."""
    return _begint(tekst.casefold().split())


def is_te_verdelen(naam: str) -> bool:
    """Whether a name is that of the row below a total that says what was to be split."""
    return _geheel(naam.casefold().split()) == _TE_VERDELEN


def is_totaal(naam: str) -> bool:
    """Whether what stands where any participant may be named, names a total."""
    woorden = naam.casefold().split()
    return _begint(woorden) or _geheel(woorden) in _GEHEEL


def _begint(woorden: list[str]) -> bool:
    return bool(woorden) and woorden[0].rstrip(":.") in TOTALEN


def _geheel(woorden: list[str]) -> str:
    return " ".join(woorden).rstrip(":.")
