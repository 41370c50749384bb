"""When a share is out of line with the same participant's other shares: one rule, for the plan and for what is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple


class Uitschieter(NamedTuple):
    """A share that is more than a factor away from all others; `dichtst` is the nearest of those."""

    deel: str
    aandeel: Fraction
    dichtst: Fraction
    hoger: bool


def uitschieters_van(aandelen: Mapping[str, Fraction], factor: Fraction) -> Iterator[Uitschieter]:
    """The shares of one participant that are more than `factor` times all of its others, or less than one such part.

    Of two shares each is out of line with the other: then the first one is told.
    """
    if len(aandelen) < 2:
        return
    for deel, aandeel in aandelen.items():
        andere = [waarde for naam, waarde in aandelen.items() if naam != deel]
        hoger = all(aandeel > factor * waarde for waarde in andere)
        lager = all(aandeel * factor < waarde for waarde in andere)
        if hoger or lager:
            yield Uitschieter(deel, aandeel, max(andere) if hoger else min(andere), hoger)
            if len(aandelen) == 2:
                return
