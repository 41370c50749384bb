"""Small counts, kept out of what is published: each below a threshold, and as many more as it takes to keep them out.

Rows and columns add up, so a total gives away a single cell that is left out of its line. Cells are left out until no
line, and no chain of lines, gives one away. For that the cells that are left out are the edges of a graph whose ends
are their row and their column (the totals are a row and a column too): one can be worked out exactly where its edge
is a bridge. Two tables of which one is a part of the other tell their difference as well: that is one more table, of
which no cell is written down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from calc.model.tabel import TOTAAL
from schemas.plaats import Plek

Knoop = tuple[str, int]
Cel = tuple[str, str]
Telling = Mapping[Cel, int]
Soort = tuple[bool, ...]
"""Of lines that are alike in what they count for: for which figures they do."""
MEESTE_VERSCHILLEN: Final = 500
"""Nobody takes this many tables from one another; a handful of maatstaven that are parts of each other give tens."""


def met_totalen(aantallen: Telling, rijen: Sequence[str], kolommen: Sequence[str]) -> dict[Cel, int]:
    """Every cell of the table, zeros too, with a row and a column of totals."""
    alle = {(rij, kolom): aantallen.get((rij, kolom), 0) for rij in rijen for kolom in kolommen}
    alle |= {(rij, TOTAAL): sum(alle[rij, kolom] for kolom in kolommen) for rij in rijen}
    alle |= {(TOTAAL, kolom): sum(alle[rij, kolom] for rij in rijen) for kolom in kolommen}
    return {**alle, (TOTAAL, TOTAAL): sum(alle[rij, TOTAAL] for rij in rijen)}


def onderdruk(tellingen: Sequence[Telling], rijen: Sequence[str], drempel: int) -> frozenset[Cel]:
    """The cells that must be left out of tables that are told side by side, and of their totals.

    They are left out of all: then none tells what another leaves out, and each is as safe as it would be by itself.

    Args:
        tellingen: of each table the counts per row and column; what is not there is 0. Its columns are those in which
            it counts something. What can be worked out from two of them is one too: `met_verschillen`.
        drempel: a count from 1 up to this one is too small.
    Returns:
        The cells to leave out, totals among them where they are small themselves or give another away. The total of a
        row goes only where none of its cells can cover, a zero only where nothing else can.
    """
    weg: frozenset[Cel] = frozenset()
    vorige = None
    while vorige != weg:
        vorige = weg
        for aantallen in tellingen:
            kolommen = sorted({kolom for (_, kolom), aantal in aantallen.items() if aantal})
            alle = met_totalen(aantallen, rijen, kolommen)
            weg |= _onderdruk(alle, [*rijen, TOTAAL], [*kolommen, TOTAAL], drempel, weg)
    return weg


def _onderdruk(
    alle: Mapping[Cel, int], hoog: Sequence[str], breed: Sequence[str], drempel: int, al_weg: frozenset[Cel]
) -> frozenset[Cel]:
    """The cells that one table leaves out, with those that are left out of it already."""
    tabel = [[alle[rij, kolom] for kolom in breed] for rij in hoog]
    weg = {
        (r, k)
        for r, regel in enumerate(tabel)
        for k, aantal in enumerate(regel)
        if 0 < aantal < drempel or (hoog[r], breed[k]) in al_weg
    }
    while extra := _extra(tabel, weg, drempel):
        weg |= extra
    return frozenset((hoog[r], breed[k]) for r, k in weg)


def met_verschillen(tellingen: Mapping[frozenset[Soort], Telling]) -> dict[frozenset[Soort], Telling]:
    """Tables, and what is left of each when another that is a part of it is taken away, and so on.

    Args:
        tellingen: by the kinds of line that are counted in it; where these are a part of those, so is the table.
    """
    alle = {wat: aantallen for wat, aantallen in tellingen.items() if wat}
    nieuw: Collection[frozenset[Soort]] = alle
    while nieuw and len(alle) <= MEESTE_VERSCHILLEN:
        erbij: dict[frozenset[Soort], Telling] = {}
        for groot, klein in product(alle, alle):
            if klein < groot and groot - klein not in alle and (groot in nieuw or klein in nieuw):
                erbij[groot - klein] = {cel: n - alle[klein].get(cel, 0) for cel, n in alle[groot].items()}
        alle |= erbij
        nieuw = erbij
    return alle


def _extra(tabel: Sequence[Sequence[int]], weg: set[Plek], drempel: int) -> set[Plek]:
    """One more cell of each line that gives one away by itself; where none does, of a line in a chain that does."""
    lijnen = list(_lines(len(tabel), len(tabel[0])))
    extra: set[Plek] = set()
    for lijn in lijnen:
        binnen = [plek for plek in lijn if plek in weg]
        delen = [plek for plek in binnen if plek != lijn[-1]]
        # With its total told, what a line leaves out is known together: that may not be a small count either.
        te_dun = len(delen) == len(binnen) and sum(tabel[r][k] for r, k in delen) < drempel
        if binnen and (len(binnen) == 1 or te_dun) and not extra.intersection(lijn):
            extra |= _cover(tabel, weg, lijn)
    if extra:
        return extra
    bruggen = _bridges(weg)
    return next((c for lijn in lijnen if bruggen.intersection(lijn) and (c := _cover(tabel, weg, lijn))), set())


def _cover(tabel: Sequence[Sequence[int]], weg: set[Plek], lijn: Sequence[Plek]) -> set[Plek]:
    """The cell of a line that takes least out of what is told: where the other line is hit already, and small."""
    rijen, kolommen = {r for r, _ in weg}, {k for _, k in weg}

    def kosten(plek: Plek) -> tuple[bool, bool, bool, int, Plek]:
        aantal = tabel[plek[0]][plek[1]]
        # The total of a row is a figure of the plan: who has that has the total, and what it would cover.
        van_een_rij = plek[1] == len(tabel[0]) - 1 and plek[0] < len(tabel) - 1
        return aantal == 0, van_een_rij, not (plek[0] in rijen and plek[1] in kolommen), aantal, plek

    vrij = [plek for plek in lijn if plek not in weg]
    return {min(vrij, key=kosten)} if vrij else set()


def _lines(hoog: int, breed: int) -> Iterator[list[Plek]]:
    """Cells that add up: every row and column, its total last."""
    yield from ([(r, k) for k in range(breed)] for r in range(hoog))
    yield from ([(r, k) for r in range(hoog)] for k in range(breed))


def _bridges(weg: set[Plek]) -> set[Plek]:
    """The edges without which their ends hang together no longer (Tarjan), without recursion."""
    buren: dict[Knoop, list[tuple[Knoop, Plek]]] = {}
    for cel in sorted(weg):
        rij, kolom = ("rij", cel[0]), ("kolom", cel[1])
        buren.setdefault(rij, []).append((kolom, cel))
        buren.setdefault(kolom, []).append((rij, cel))
    nummer: dict[Knoop, int] = {}
    laag: dict[Knoop, int] = {}
    bruggen: set[Plek] = set()
    for begin in buren:
        if begin in nummer:
            continue
        nummer[begin] = laag[begin] = len(nummer)
        pad: list[tuple[Knoop, Plek | None, Iterator[tuple[Knoop, Plek]]]] = [(begin, None, iter(buren[begin]))]
        while pad:
            knoop, via, rest = pad[-1]
            for buur, cel in rest:
                if buur not in nummer:
                    nummer[buur] = laag[buur] = len(nummer)
                    pad.append((buur, cel, iter(buren[buur])))
                    break
                if cel != via:
                    laag[knoop] = min(laag[knoop], nummer[buur])
            else:
                pad.pop()
                if pad and via is not None:
                    ouder = pad[-1][0]
                    laag[ouder] = min(laag[ouder], laag[knoop])
                    if laag[knoop] > nummer[ouder]:
                        bruggen.add(via)
    return bruggen
