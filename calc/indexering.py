"""Indexing: which series a post follows, and which estimates of them turned out otherwise.

What that comes to for a post is declared in calc/tabellen/indexering.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from calc.notatie import procent
from schemas.gegevens import Begrotingsregel, Indexregel
from schemas.indexcontrole import Delen, lees_mengsel


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
