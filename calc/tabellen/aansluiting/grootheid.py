"""What a printed cell means: the calculated figure that belongs there, and the stated paths by which rounding may have
led to another printed one. Exact; no tolerance.

A figure is a sum of terms. Each term is known in one or more readings: as the plan's tables carry it, unrounded,
added up in another order, or only as a figure that was rounded before it was entered (then it is a range: half a unit
to either side). A path takes one reading of every term. It explains a printed figure when its value, rounded as
printed, is that figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial, reduce
from itertools import combinations, product
from typing import Final, TypeVar

from calc.afronding import NUL, rond_tot
from calc.model.tabel import TOTAAL, Vorm
from calc.model.uitdrukking import Uitdrukking
from calc.notatie import opsomming
from calc.oordeel import Oordeel

T = TypeVar("T")
HALF: Final = Fraction(1, 2)
ZONDER_MEER: Final = "Gelijk."
"""The reason where nothing had to be rounded."""
NA_AFRONDING: Final = "Gelijk na afronding zoals gepubliceerd."
ALLE_PADEN: Final = 4
"""Up to this many terms every path is tried; with more only those that leave the tables in one or two, or in all."""
NAAM: Final = "gemeente"
"""The column that holds a name as it was printed."""
Sleutel = tuple[str, ...]


@dataclass(frozen=True)
class Bereik:
    """Where a value lies before its last rounding; a point when both ends are the same."""

    laagst: Fraction
    hoogst: Fraction

    @property
    def breedte(self) -> Fraction:
        return self.hoogst - self.laagst

    def plus(self, ander: Bereik) -> Bereik:
        return Bereik(self.laagst + ander.laagst, self.hoogst + ander.hoogst)

    def maal(self, factor: Fraction | int) -> Bereik:
        if factor == 1:
            return self
        einden = (self.laagst * factor, self.hoogst * factor)
        return Bereik(min(einden), max(einden))

    def geeft(self, gedrukt: Fraction, eenheid: Fraction) -> bool:
        """Whether a value in this range can have been printed so, in that unit.

        The ends of a range are those of half units, which only touch the next printed figure: so ranges must truly
        overlap.
        """
        if self.laagst == self.hoogst:
            return afgerond(self.laagst, eenheid) == gedrukt
        return max(self.laagst, gedrukt - eenheid / 2) < min(self.hoogst, gedrukt + eenheid / 2)


def punt(waarde: Fraction) -> Bereik:
    return Bereik(waarde, waarde)


def rondom(waarde: Fraction, speling: Fraction) -> Bereik:
    return Bereik(waarde - speling, waarde + speling)


def afgerond(waarde: Fraction, eenheid: Fraction) -> Fraction:
    return rond_tot(waarde, eenheid) * eenheid


@dataclass(frozen=True)
class Lezing:
    """One way to arrive at a term or a figure; `zin` says in Dutch which."""

    zin: str
    bereik: Bereik


@dataclass(frozen=True)
class Term:
    """A building block of a figure: how the plan's own tables carry it (`basis`), and the other ways to read it."""

    basis: Lezing
    anders: tuple[Lezing, ...] = ()

    @property
    def waarde(self) -> Fraction:
        return self.basis.bereik.laagst

    @property
    def lezingen(self) -> tuple[Lezing, ...]:
        return (self.basis, *self.anders)


def term(basis: Lezing, anders: Iterable[Lezing] = ()) -> Term:
    """A term with the readings that differ from the basis, each value once, the tightest first."""
    verschillend = {lezing.bereik: lezing for lezing in reversed(list(anders)) if lezing.bereik != basis.bereik}
    return Term(basis, tuple(sorted(verschillend.values(), key=lambda lezing: lezing.bereik.breedte)))


@dataclass(frozen=True)
class Pad:
    """One reading of every term of a sum; worded only when it is asked for, as most paths lead nowhere."""

    bereik: Bereik
    termen: Sequence[tuple[Fraction | int, Term]]
    keuze: Sequence[Lezing]

    @property
    def zin(self) -> str:
        anders = [
            lezing.zin for (_, term), lezing in zip(self.termen, self.keuze, strict=True) if lezing is not term.basis
        ]
        # Of a difference both terms are named: the reader can redo it. Else only what differs from the tables.
        verschil = len(self.termen) == 2 and self.termen[0][0] * self.termen[1][0] < 0
        genoemd = [lezing.zin for lezing in self.keuze] if verschil else anders
        return f"Gerekend met {opsomming(list(dict.fromkeys(genoemd)))}."


@dataclass(frozen=True)
class Grootheid:
    """A figure as the plan's tables carry it, and (when asked) the paths to what else may have been printed."""

    waarde: Fraction
    paden: Callable[[], Iterable[Lezing | Pad]] = tuple


@dataclass(frozen=True)
class Uitslag:
    """`bereik` is that of the path that was followed; of an `afwijking` it is the calculated figure itself."""

    oordeel: Oordeel
    reden: str
    bereik: Bereik


def beoordeel(gedrukt: Fraction, eenheid: Fraction, grootheid: Grootheid) -> Uitslag | None:
    """The verdict on a printed figure, or None where nothing explains it (the caller knows best how to word that).

    Args:
        eenheid: the unit in which it was printed, such as 1/100.
    """
    if afgerond(grootheid.waarde, eenheid) == gedrukt:
        reden = ZONDER_MEER if grootheid.waarde == gedrukt else NA_AFRONDING
        return Uitslag(Oordeel.GELIJK, reden, punt(grootheid.waarde))
    passend = (pad for pad in grootheid.paden() if pad.bereik.geeft(gedrukt, eenheid))
    gevonden = min(passend, key=lambda pad: pad.bereik.breedte, default=None)
    return None if gevonden is None else Uitslag(Oordeel.AFRONDING, gevonden.zin, gevonden.bereik)


def paden(termen: Sequence[tuple[Fraction | int, Term]], vast: Fraction = NUL) -> Callable[[], Iterator[Pad]]:
    """Of a sum of terms, each with its factor, and a fixed amount: worked out when they are asked for."""
    return partial(_paden, termen, vast)


def _paden(termen: Sequence[tuple[Fraction | int, Term]], vast: Fraction) -> Iterator[Pad]:
    # Each reading is multiplied once, and not in every path that takes it.
    lezingen = [[(lezing, lezing.bereik.maal(factor)) for lezing in term.lezingen] for factor, term in termen]
    begin = [punt(vast)] if vast or not lezingen else []
    for keuze in _keuzes(lezingen):
        bereik = reduce(Bereik.plus, [*begin, *(bereik for _, bereik in keuze)])
        yield Pad(bereik, termen, [lezing for lezing, _ in keuze])


def _keuzes(lezingen: Sequence[Sequence[T]]) -> Iterator[tuple[T, ...]]:
    """Every choice of readings, or the simplest ones; the last terms (those of the base year) vary first."""
    if len(lezingen) <= ALLE_PADEN:
        yield from product(*lezingen)
        return
    basis = tuple(mogelijk[0] for mogelijk in lezingen)
    for aantal in (1, 2):
        for plekken in combinations(reversed(range(len(lezingen))), aantal):
            for keuze in product(*(lezingen[plek][1:] for plek in plekken)):
                anders = dict(zip(plekken, keuze, strict=True))
                yield tuple(anders.get(plek, lezing) for plek, lezing in enumerate(basis))
    yield tuple(mogelijk[-1] for mogelijk in lezingen)


@dataclass(frozen=True)
class Duiding:
    """The meaning of one place.

    wat: the calculated figure over the tables of the plan; a name or PM where that belongs there.
    paden: what else may have been printed for it.
    sleutel: the quantity, the same wherever it is printed; empty where it is printed once. `teken` is its sign here.
    uitleg: a Dutch sentence on how the figure is calculated, for a reader who finds another one printed.
    """

    wat: Uitdrukking
    vorm: Vorm
    paden: Callable[[], Iterable[Lezing | Pad]] = tuple
    sleutel: Sleutel = ()
    teken: int = 1
    uitleg: str = ""


def is_totaal(rij: str) -> bool:
    """A row whose name starts so is the total of the rows above it, back to the previous total."""
    return rij.casefold().startswith(TOTAAL.casefold())
