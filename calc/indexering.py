"""Indexering: an amount carried over the years by dated percentages, compounded, rounded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calc.afronding import naar_bedrag, naar_eenheden, rond
from schemas.regio import Munteenheid


@dataclass(frozen=True)
class Indexstap:
    """One step: the percentage as a fraction, the index since the start (1 is unchanged) and the amount in euros."""

    percentage: Fraction
    index: Fraction
    bedrag: Fraction


def indexeer(bedrag: Fraction, percentages: Sequence[Fraction], eenheid: Munteenheid) -> tuple[Indexstap, ...]:
    """An amount after each of its percentages.

    Each amount is the first one times the whole index, rounded once, so that a rounded year does not weigh on the next.

    Args:
        bedrag: euros, at the price level before the first percentage.
        percentages: as fractions (0,025 is 2,5%), oldest first.
    Source: amounts are indexed yearly by dated percentages, which compound; rounded half away from zero, as all are.
    """
    stappen = []
    index = Fraction(1)
    for percentage in percentages:
        index *= 1 + percentage
        eenheden = rond(naar_eenheden(bedrag * index, eenheid))
        stappen.append(Indexstap(percentage, index, naar_bedrag(eenheden, eenheid)))
    return tuple(stappen)
