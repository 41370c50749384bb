"""How wide a text is in the letter of the books, and how wide a column must be to show it.

cijferbreedte(["€ 1.397.919,99", "€ 54.000,00"])     the width of a column that shows both
kopbreedte("Aandeel in totaal")                      that of a head, which may break between its words
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Final

from calc.notatie import euro, getal, procent
from calc.tabel import Soort

GROEPEN: Final = {
    "il'I": 0.235, ".,:;jf()t- ": 0.275, "rsJ/": 0.365, "zckvxyFL–": 0.45, "aegoSETY_": 0.485,
    "0123456789€bdhnpqu": 0.52, "ABCKPRXZV": 0.545, "DGHNOQU": 0.64, "mwM%W": 0.78,
}  # fmt: skip
"""Widths of Calibri, in parts of the size of the letter, of letters that are about as wide."""
PER_TEKEN: Final = defaultdict[str, float](
    lambda: 0.53, {teken: breed for tekens, breed in GROEPEN.items() for teken in tekens}
)
LETTER: Final = 10.0
VET: Final = 1.04
RAND: Final = 5.0
"""Points on both sides of a cell together."""
INSPRINGEN: Final = 9.0
"""Before a text."""
NUL: Final = 5.2
"""Behind a figure."""
PER_BREEDTE: Final = 5.25
KOLOMMARGE: Final = 3.75
RUIMER: Final = 5.6
"""What LibreOffice makes of one character: more than Excel where a column is wide."""
SMALST: Final = 7.0
WOORDEN: Final = 0.95
"""A line ends between words, so it is never quite full."""
KLEINE_LETTER: Final = 12.75
"""Height in points of one line of 10 point text."""


def punten(breedte: float) -> float:
    """A column of so many characters in points, with its margin."""
    return max(PER_BREEDTE * breedte + KOLOMMARGE, RUIMER * breedte)


@lru_cache(maxsize=8192)
def tekstmaat(tekst: str) -> float:
    """Points of a text on one line, where it is bold."""
    return VET * LETTER * sum(map(PER_TEKEN.__getitem__, tekst))


def _kolom(maat: float) -> float:
    return max(SMALST, round((maat + RAND - KOLOMMARGE) / PER_BREEDTE, 1))


def cijferbreedte(teksten: Iterable[str]) -> float:
    """The width of a column that shows these figures."""
    return _kolom(max(map(tekstmaat, teksten), default=0.0) + NUL)


def tekstbreedte(teksten: Iterable[str]) -> float:
    """The width of a column that shows these texts on one line each."""
    return _kolom(max(map(tekstmaat, teksten), default=0.0) + INSPRINGEN)


def kopbreedte(titel: str) -> float:
    """The width of a head: it may break between its words, and not within one."""
    return _kolom(max(map(tekstmaat, titel.split()), default=0.0) + INSPRINGEN)


def als_tekst(waarde: object, soort: Soort, decimalen: int) -> str:
    """A figure as a cell shows it."""
    if not isinstance(waarde, int | Fraction | Decimal):
        return str(waarde or "")
    if soort is Soort.GELD:
        return euro(waarde, decimalen)
    if soort is Soort.AANDEEL:
        return procent(waarde, decimalen)
    return getal(waarde, decimalen)


def regelhoogte(cellen: Sequence[tuple[str, float]], regel: float = KLEINE_LETTER) -> float:
    """Height in points of a row whose texts wrap, from each text and the width of its column in characters."""
    regels = 1
    for tekst, breedte in cellen:
        ruimte = max(20.0, WOORDEN * (punten(breedte) - INSPRINGEN - RAND)) * KLEINE_LETTER / regel
        regels = max(regels, sum(max(1, ceil(tekstmaat(deel) / VET / ruimte)) for deel in str(tekst).split("\n")))
    return regels * regel + 2.25
