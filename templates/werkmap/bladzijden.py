"""How a sheet falls over pages: letters that can be read, tables that stay whole, no chart that stands alone.

    deling = deel_in(Vel(...))          the scale, upright or on its side, and the rows that begin a page

Widths and heights are in points. A sheet is printed at a scale of its own: where it would have to fit a number of
pages, Excel and LibreOffice take no heed of breaks, and letters can become as small as they like.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

A4: Final = (595.0, 842.0)
KLEINST: Final = 0.8
"""So far a page may shrink: its 10 point letters are then of 8 points."""
MARGE_BREED: Final = 50.4
MARGE_HOOG: Final = 93.6
"""At the sides together, and above and below: those of our own templates."""
BREEDTEMARGE: Final = 0.985
"""What one program makes a little wider than another."""
HOOGTEMARGE: Final = 0.995
SCHALEN: Final = (0.95, 0.9, 0.85, KLEINST)
EVEN_VOL: Final = 1.04


@dataclass(frozen=True)
class Vel:
    """What is to be printed: the height of every row, the width together, and where a page may begin."""

    breedte: float
    rijen: Sequence[float]
    delen: Sequence[int] = ()
    """Rows (from 1) before which a page may begin."""
    grafieken: Collection[int] = ()
    """Those of the parts that are a chart."""
    kop: float = 0.0
    """Height of the head that is repeated on every page but the first."""
    marge_breed: float = MARGE_BREED
    marge_hoog: float = MARGE_HOOG


@dataclass(frozen=True)
class Deling:
    staand: bool
    schaal: float
    begin: tuple[int, ...]
    """Rows with which a page begins, but for the first."""
    naast: bool
    """Whether the columns run on over more pages."""
    alleen: bool
    """Whether there is a page with one chart and nothing else."""


def past_op(breedte: float, *, staand: bool, marge: float = MARGE_BREED) -> bool:
    """Whether so many points can be read on one page."""
    return _ruimte(breedte, marge, staand=staand) >= KLEINST


def _ruimte(breedte: float, marge: float, *, staand: bool) -> float:
    return BREEDTEMARGE * (A4[not staand] - marge) / breedte


def deel_in(vel: Vel) -> Deling:
    """Upright where that can be read, else on its side; smaller only where that saves a page."""
    passend = [staand for staand in (True, False) if past_op(vel.breedte, staand=staand, marge=vel.marge_breed)]
    staand = passend[0] if passend else False
    ruimst = max(KLEINST, min(1.0, _ruimte(vel.breedte, vel.marge_breed, staand=staand)))
    schalen = [ruimst, *(schaal for schaal in SCHALEN if schaal < ruimst)]
    mogelijk = [_op_schaal(vel, schaal, staand=staand, naast=not passend) for schaal in schalen]
    return min(mogelijk, key=lambda deling: (deling.alleen, len(deling.begin)))


def _op_schaal(vel: Vel, schaal: float, *, staand: bool, naast: bool) -> Deling:
    hoog = HOOGTEMARGE * (A4[staand] - vel.marge_hoog) / schaal
    bladzijden: list[list[tuple[int, float]]] = [[]]
    for stuk in _stukken(vel, hoog):
        if not bladzijden[-1] or _past(vel, [*bladzijden[-1], stuk], hoog):
            bladzijden[-1].append(stuk)
        else:
            bladzijden.append([stuk])
    for vorige, deze in pairwise(bladzijden):
        # A chart takes what stands before it along rather than stand alone.
        if _alleen(vel, deze) and len(vorige) > 1 and _past(vel, [vorige[-1], *deze], hoog):
            deze.insert(0, vorige.pop())
    alleen = any(_alleen(vel, een) for een in bladzijden)
    return Deling(staand, schaal, tuple(een[0][0] for een in bladzijden[1:]), naast, alleen)


def _past(vel: Vel, stukken: Sequence[tuple[int, float]], hoog: float) -> bool:
    """Whether pieces stand on one page, on a later one below the head that is repeated."""
    return sum(maat for _, maat in stukken) + (vel.kop if stukken[0][0] > 1 else 0.0) <= hoog


def _alleen(vel: Vel, stukken: Sequence[tuple[int, float]]) -> bool:
    return len(stukken) == 1 and stukken[0][0] in vel.grafieken


def _stukken(vel: Vel, hoog: float) -> Iterator[tuple[int, float]]:
    """The first row of every piece and its height; what is longer than a page falls over pages that are as full."""
    randen = [1, *sorted(set(vel.delen)), len(vel.rijen) + 1]
    for van, tot in pairwise(randen):
        samen, ruimte = sum(vel.rijen[van - 1 : tot - 1]), hoog - vel.kop
        vol = min(ruimte, samen / ceil(samen / ruimte) * EVEN_VOL) if samen > hoog else hoog
        begin, maat = van, 0.0
        for rij in range(van, tot):
            if maat + vel.rijen[rij - 1] > vol:
                yield begin, maat
                begin, maat = rij, 0.0
            maat += vel.rijen[rij - 1]
        yield begin, maat
