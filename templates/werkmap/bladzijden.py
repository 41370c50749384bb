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
KRAPST: Final = 28.8
"""At the sides together, where a table would else run on over a second page."""
BREEDTEMARGE: Final = 0.985
"""What one program makes a little wider than another."""
HOOGTEMARGE: Final = 0.995
SCHALEN: Final = (0.95, 0.9, 0.85, KLEINST)
EVEN_VOL: Final = 1.04
EVEN_BREED: Final = (1.04, 1.15, 1.3, 1.5, 2.0)
VAST: Final = 2
"""Columns that are repeated where the others run on over more pages: the code and the name."""


@dataclass(frozen=True)
class Vel:
    """What is to be printed: the width of every column, the height of every row, and where a page may begin."""

    kolommen: Sequence[float]
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
    naast: tuple[int, ...]
    """Columns with which a page begins, but for the first, where they run on over more pages."""
    alleen: bool
    """Whether there is a page with one chart and nothing else."""


def past_op(breedte: float, *, staand: bool, marge: float = MARGE_BREED) -> bool:
    """Whether so many points can be read on one page."""
    return _ruimte(breedte, marge, staand=staand) >= KLEINST


def _ruimte(breedte: float, marge: float, *, staand: bool) -> float:
    return BREEDTEMARGE * (A4[not staand] - marge) / breedte


def deel_in(vel: Vel) -> Deling:
    """Upright where that can be read, else on its side; smaller only where that saves a page."""
    breedte = sum(vel.kolommen)
    passend = [staand for staand in (True, False) if past_op(breedte, staand=staand, marge=vel.marge_breed)]
    if not passend:
        stroken = {staand: _stroken(vel.kolommen, vel.marge_breed, staand=staand) for staand in (False, True)}
        mogelijk = [_op_schaal(vel, KLEINST, staand, naast) for staand, naast in stroken.items()]
        return min(mogelijk, key=lambda deling: (deling.alleen, (len(deling.begin) + 1) * (len(deling.naast) + 1)))
    staand = passend[0]
    ruimst = max(KLEINST, min(1.0, _ruimte(breedte, vel.marge_breed, staand=staand)))
    eerste = _op_schaal(vel, ruimst, staand)
    if not eerste.begin:
        return eerste
    kleiner = (_op_schaal(vel, schaal, staand) for schaal in SCHALEN if schaal < ruimst)
    return min((eerste, *kleiner), key=lambda deling: (deling.alleen, len(deling.begin)))


def eerste_strook(kolommen: Sequence[float]) -> int:
    """The last column of the first page, where they run on over pages beside each other; 0 where they do not."""
    if past_op(sum(kolommen), staand=False, marge=KRAPST):
        return 0
    return _stroken(kolommen, MARGE_BREED, staand=True)[0] - 1


def _stroken(kolommen: Sequence[float], marge: float, *, staand: bool) -> tuple[int, ...]:
    """The columns with which a page begins: each repeats the names, and they are about as full."""
    breed = BREEDTEMARGE * (A4[not staand] - marge) / KLEINST
    vast = sum(kolommen[:VAST])
    ruimte, samen = breed - vast, sum(kolommen[VAST:])
    vol = samen / ceil(samen / ruimte)
    mogelijk = [_vul(kolommen, min(ruimte, factor * vol)) for factor in EVEN_BREED]
    return min(mogelijk, key=len)


def _vul(kolommen: Sequence[float], vol: float) -> tuple[int, ...]:
    begin, maat = [], 0.0
    for nummer, kolom in enumerate(kolommen[VAST:], start=VAST + 1):
        if maat and maat + kolom > vol:
            begin.append(nummer)
            maat = 0.0
        maat += kolom
    return tuple(begin)


def _op_schaal(vel: Vel, schaal: float, staand: bool, naast: tuple[int, ...] = ()) -> Deling:
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
