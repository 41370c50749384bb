"""Looks that carry meaning: a raised or lowered figure is a footnote, and what is struck through does not count.

A reader that drops such looks glues a footnote to a figure: 3180¹ becomes 31801. Here they become signs of their own,
so that a number with one is no number, a name with one is still that name, and a message shows what the sender sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

Stand = Literal["", "hoog", "laag"]
_GEWOON: Final = "0123456789+-=()"
_HOOG: Final = str.maketrans(_GEWOON, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LAAG: Final = str.maketrans(_GEWOON, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_STREEP: Final = "\u0336"


def met_tekens(stukken: Iterable[tuple[str, Stand, bool]]) -> str:
    """The text of a cell from its pieces: each with where it stands, and whether it is struck through."""
    uit = []
    for tekst, stand, doorgehaald in stukken:
        if stand:
            tekst = tekst.translate(_HOOG if stand == "hoog" else _LAAG)
        uit.append("".join(teken + _STREEP for teken in tekst) if doorgehaald else tekst)
    return "".join(uit)
