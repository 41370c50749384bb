"""Many numbers at once of which only the proportion counts: the same that `getal` reads, a good deal sooner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import repeat
from math import isfinite
from operator import eq, mul, truediv
from typing import Final

from schemas.getal import CIJFERS, TE_GROOT
from xladdin.grens.cellen import GETALLEN, SCHALEN, Cel, gewichten_van

HEEL: Final = frozenset((int,))
PROEF: Final = 8


def verhouding(cellen: Sequence[Cel], plek: Callable[[int], str]) -> Sequence[Fraction | int]:
    """Numbers of 0 or more of which only the proportion matters; as whole numbers where that can be done for all.

    They are the numbers that `getal` reads, a good deal faster. One with few decimals is the quotient of a whole number
    and a power of ten, and of fewer than sixteen digits there is just one such decimal for a double.
    """
    soorten = set(map(type, cellen))
    # A not-a-number is neither below nor above anything, so it is asked for by itself.
    if not GETALLEN.issuperset(soorten) or not 0 <= min(cellen) <= (hoogste := max(cellen)) < TE_GROOT:
        return gewichten_van(cellen, plek)
    if soorten == HEEL:
        return cellen
    if not all(map(isfinite, cellen)):
        return gewichten_van(cellen, plek)
    for schaal in SCHALEN:
        # The first few nearly always tell; where they do not, all are tried.
        if hoogste * schaal < TE_GROOT and _geschaald(cellen[:PROEF], schaal):
            heel = _geschaald(cellen, schaal)
            if heel:
                return heel
    return _op_macht_van_tien(cellen)


def _geschaald(cellen: Sequence[float], schaal: int) -> list[int]:
    """The numbers as whole multiples of 1/schaal; empty where they are not all such multiples."""
    heel = [round(cel * schaal) for cel in cellen]
    return heel if all(map(eq, map(truediv, heel, repeat(schaal)), cellen)) else []


def _op_macht_van_tien(cellen: Sequence[float]) -> list[int]:
    """The fifteen digits of every number, all over one power of ten."""
    # Written in one go, which takes half the time of one by one: digits and power in turn.
    geschreven = f"%.{CIJFERS - 1}e " * len(cellen) % tuple(cellen)
    stukken = geschreven.replace(".", "").replace("e", " ").split()
    cijfers, machten = stukken[::2], stukken[1::2]
    bekend = {macht: int(macht) for macht in set(machten)}
    laagste = min(bekend.values())
    tienen = {macht: 10 ** (getal_ - laagste) for macht, getal_ in bekend.items()}
    return list(map(mul, map(int, cijfers), map(tienen.__getitem__, machten)))
