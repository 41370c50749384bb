"""From maatstaven to shares: the weighted key of a kostensoort, exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import mul

from calc.afronding import op_een_noemer
from schemas.fouten import Gebruikersfout


class LegeMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str) -> None:
        super().__init__(
            f"Maatstaf '{maatstaf}' telt op tot nul; een deel van de sleutel kan daar niet naar verdeeld worden."
        )


class NegatieveMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str, plaats: int) -> None:
        super().__init__(
            f"Maatstaf '{maatstaf}', deelnemer {plaats}: een negatieve waarde; verwacht: een getal van 0 of meer."
        )


def aandelen(waarden: Mapping[str, Sequence[Fraction | int]], delen: Mapping[str, Fraction]) -> tuple[Fraction, ...]:
    """Share of each participant: the weighted sum of its shares of every maatstaf.

    Args:
        waarden: per maatstaf one value per participant, in the maatstaf's own unit (rato: 1 for everyone).
        delen: weight per maatstaf; they need not add up to 100.
    Returns:
        Exact shares, in the order of the participants, together 1.
    Raises:
        LegeMaatstaf: a maatstaf with a weight adds up to nothing.
        NegatieveMaatstaf: a value below zero.
    Source: SLA art. 8 lid 3 (weights), § 7.2.5 (rato is 1 for everyone).
    """
    per_deel = [_heel(maatstaf, waarden[maatstaf]) for maatstaf in delen]
    gewichten, _ = op_een_noemer(tuple(delen.values()))
    # One denominator for all: a share is then a sum of whole numbers.
    noemer = lcm(*(som for _, som in per_deel))
    factoren = [gewicht * (noemer // som) for gewicht, (_, som) in zip(gewichten, per_deel, strict=True)]
    kolommen = zip(*(tellers for tellers, _ in per_deel), strict=True)
    geheel = noemer * sum(gewichten)
    return tuple(Fraction(sum(map(mul, factoren, rij)), geheel) for rij in kolommen)


def deelaandelen(maatstaf: str, waarden: Sequence[Fraction | int]) -> tuple[Fraction, ...]:
    """Share of each participant in one maatstaf."""
    tellers, som = _heel(maatstaf, waarden)
    return tuple(Fraction(teller, som) for teller in tellers)


def _heel(maatstaf: str, waarden: Sequence[Fraction | int]) -> tuple[list[int], int]:
    """The values of one maatstaf as whole numbers, and their sum."""
    for plaats, waarde in enumerate(waarden, start=1):
        # Asked of the numerator: a fraction takes twenty times as long to compare.
        if waarde.numerator < 0:
            raise NegatieveMaatstaf(maatstaf, plaats)
    tellers, _ = op_een_noemer(waarden)
    som = sum(tellers)
    if som == 0:
        raise LegeMaatstaf(maatstaf)
    return tellers, som
