"""From maatstaven to shares: the weighted key of a kostensoort, exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from operator import mul
from typing import NamedTuple

from calc.afronding import op_een_noemer
from schemas.fouten import Gebruikersfout
from schemas.inhoud import HOEVEELHEID


class LegeMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str) -> None:
        super().__init__(
            f"Maatstaf '{maatstaf}' telt op tot nul; een deel van de sleutel kan daar niet naar verdeeld worden."
        )


class NegatieveMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str, plaats: int) -> None:
        super().__init__(
            f"Maatstaf '{maatstaf}', deelnemer {plaats}: een negatieve waarde", f"een {HOEVEELHEID.verwacht}."
        )


class Verhouding(NamedTuple):
    """The values of one maatstaf as whole numbers in the same proportion, and their sum."""

    tellers: list[int]
    som: int


def verhouding(maatstaf: str, waarden: Sequence[Fraction | int]) -> Verhouding:
    """The proportion of the participants in one maatstaf.

    Raises:
        LegeMaatstaf: it adds up to nothing.
        NegatieveMaatstaf: a value below zero.
    """
    tellers, _ = op_een_noemer(waarden)
    # Asked of whole numbers: a fraction takes twenty times as long to compare.
    if min(tellers, default=0) < 0:
        raise NegatieveMaatstaf(maatstaf, next(plaats for plaats, teller in enumerate(tellers, start=1) if teller < 0))
    som = sum(tellers)
    if som == 0:
        raise LegeMaatstaf(maatstaf)
    return Verhouding(tellers, som)


@dataclass(frozen=True)
class Sleutel:
    """A weighted key over participants, ready to split by: the work that is the same for every amount, done once."""

    delen: Mapping[str, Fraction]
    verhoudingen: tuple[Verhouding, ...]
    """One for each part."""
    tellers: tuple[int, ...]
    noemer: int
    """With `tellers` the exact shares of the participants: all over one denominator."""

    @cached_property
    def aandelen(self) -> tuple[Fraction, ...]:
        """The exact share of each participant, together 1."""
        return tuple(Fraction(teller, self.noemer) for teller in self.tellers)


def weeg(waarden: Mapping[str, Sequence[Fraction | int]], delen: Mapping[str, Fraction]) -> Sleutel:
    """The key with these weights: the share of a participant is the weighted sum of its shares of every maatstaf.

    Args:
        waarden: per maatstaf one value per participant, in the maatstaf's own unit (rato: 1 for everyone).
        delen: weight per maatstaf; they need not add up to 100.
    Returns:
        The key with its exact shares, in the order of the participants, together 1.
    Raises:
        LegeMaatstaf: a maatstaf of the key adds up to nothing.
        NegatieveMaatstaf: a value below zero.
    Source: SLA art. 8 lid 3 (weights), § 7.2.5 (rato is 1 for everyone).
    """
    verhoudingen = tuple(verhouding(maatstaf, waarden[maatstaf]) for maatstaf in delen)
    gewichten, _ = op_een_noemer(tuple(delen.values()))
    noemer = lcm(*(een.som for een in verhoudingen))
    factoren = [gewicht * (noemer // een.som) for gewicht, een in zip(gewichten, verhoudingen, strict=True)]
    rijen = zip(*(een.tellers for een in verhoudingen), strict=True)
    tellers = tuple(sum(map(mul, factoren, rij)) for rij in rijen)
    return Sleutel(delen, verhoudingen, tellers, noemer * sum(gewichten))
