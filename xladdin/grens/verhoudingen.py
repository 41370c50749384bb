"""Many numbers at once of which only the proportion counts: the same that `getal` reads, a good deal sooner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import repeat
from math import isfinite
from operator import eq, mul, truediv
from typing import Final

from schemas.getal import CIJFERS, TE_GROOT
from xladdin.grens.cellen import GETALLEN, SCHALEN, Excelcel, gewichten_van

HEEL: Final = frozenset((int,))
PROEF: Final = 8
TIENEN: Final = tuple(10.0**macht for macht in range(23))
"""The powers of ten that a double holds exactly."""


def verhouding(cellen: Sequence[Excelcel], plek: Callable[[int], str]) -> Sequence[Fraction | int]:
    """Numbers of 0 or more of which only the proportion matters; as whole numbers where that can be done for all.

    They are the numbers that `getal` reads, a good deal faster. One with few decimals is the quotient of a whole number
    and a power of ten, and of fewer than sixteen digits there is just one such decimal for a double.
    """
    soorten = set(map(type, cellen))
    if not GETALLEN.issuperset(soorten) or not 0 <= min(cellen) <= (hoogste := max(cellen)) < TE_GROOT:
        return gewichten_van(cellen, plek)
    if soorten == HEEL:
        return cellen
    # A not-a-number is neither below nor above anything, but any sum with it is none either.
    if not isfinite(sum(cellen)):
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
    """The fifteen digits of every number, all over one power of ten.

    The digits are the number times a power of ten, rounded. That product is off by half its last bit; so where it is
    as near as that to a half, and wherever it has not fifteen digits before the point, the digits are written instead.
    """
    import numpy as np

    getallen = np.array(cellen, dtype=float)
    with np.errstate(divide="ignore"):
        macht = np.clip(CIJFERS - 1 - np.floor(np.log10(getallen)), 0, len(TIENEN) - 1).astype(int)
    product = getallen * np.array(TIENEN)[macht]
    cijfers = np.rint(product)
    zeker = (
        (np.abs(product - cijfers) < 0.5 - np.spacing(product) / 2) & (cijfers >= TE_GROOT / 10) & (cijfers < TE_GROOT)
    )
    heel = cijfers.astype(np.int64)
    twijfel = np.flatnonzero(~zeker).tolist()
    geschreven = f"%.{CIJFERS - 1}e " * len(twijfel) % tuple(cellen[plek] for plek in twijfel)
    stukken = geschreven.replace(".", "").replace("e", " ").split()
    heel[twijfel] = list(map(int, stukken[::2]))
    macht[twijfel] = [CIJFERS - 1 - int(exponent) for exponent in stukken[1::2]]
    hoogste = int(macht.max())
    factoren = [10**meer for meer in range(hoogste - int(macht.min()) + 1)]
    return list(map(mul, heel.tolist(), map(factoren.__getitem__, (hoogste - macht).tolist())))
