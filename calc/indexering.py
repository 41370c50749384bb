"""Indexing: an amount carried over the years by dated percentages, and which estimates turned out otherwise.

What that comes to for a post is declared in calc/tabellen/indexering.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calc.afronding import naar_bedrag, naar_eenheden, rond
from calc.notatie import procent
from schemas.gegevens import Begrotingsregel, Indexregel
from schemas.indexcontrole import Delen, lees_mengsel
from schemas.kernwoorden import Munteenheid


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
        stappen.append(Indexstap(percentage, index, naar_bedrag(rond(naar_eenheden(bedrag * index, eenheid)), eenheid)))
    return tuple(stappen)


@dataclass(frozen=True)
class Reeksjaar:
    """The percentage of a series in a year as it was estimated and as it turned out; one of the two may be missing."""

    raming: Indexregel | None = None
    definitief: Indexregel | None = None

    @property
    def geldt(self) -> Indexregel:
        """What the budget of that year was made with: the estimate where there was one."""
        gevonden = self.raming or self.definitief
        assert gevonden is not None
        return gevonden

    @property
    def afwijking(self) -> Afwijking | None:
        """Where an estimate turned out otherwise."""
        if self.raming is None or self.definitief is None or self.raming.percentage == self.definitief.percentage:
            return None
        return Afwijking(self.raming, self.definitief)


@dataclass(frozen=True)
class Afwijking:
    """An estimate of a series that turned out otherwise."""

    raming: Indexregel
    definitief: Indexregel

    @property
    def verrekend_in(self) -> int:
        """The year in whose budget it is settled."""
        return self.definitief.verrekenen_in or self.definitief.jaar + 1

    @property
    def post(self) -> str:
        """The line of the budget in which it is settled, with both percentages."""
        later, eerst = (procent(Fraction(regel.percentage) / 100) for regel in (self.definitief, self.raming))
        return f"Correctie index {self.raming.reeks} {self.raming.jaar}: {later} in plaats van {eerst}"


def reeksjaren(indexen: Iterable[Indexregel]) -> dict[tuple[str, int], Reeksjaar]:
    """By series and year."""
    uit: dict[tuple[str, int], Reeksjaar] = {}
    for regel in indexen:
        oud = uit.get((regel.reeks, regel.jaar), Reeksjaar())
        een = Reeksjaar(oud.raming, regel) if regel.definitief else Reeksjaar(regel, oud.definitief)
        uit[regel.reeks, regel.jaar] = een
    return uit


def delen_van(regel: Begrotingsregel) -> Delen:
    """The series of a post, each with its part; nothing where it follows none."""
    return (lees_mengsel(regel.index) or ()) if regel.index else ()


def verrekend_in(jaar: int, delen: Delen, indexen: Iterable[Indexregel]) -> list[tuple[Fraction, Afwijking]]:
    """The deviations that are settled in the budget of a year for a post, oldest first, each with its part."""
    deel_van = {reeks: deel for deel, reeks in delen}
    gevonden = [
        (deel_van[reeks], een.afwijking)
        for (reeks, _), een in reeksjaren(indexen).items()
        if reeks in deel_van and een.afwijking and een.afwijking.verrekend_in == jaar
    ]
    return sorted(gevonden, key=lambda een: een[1].raming.jaar)
