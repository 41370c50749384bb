"""What is left out of a published table cannot be worked out from what is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.model.tabel import TOTAAL
from calc.onderdrukken import Telling, met_totalen, met_verschillen, onderdruk

DREMPEL = 10
RIJEN, KOLOMMEN = ("Beek", "Stein", "Vaals", "Heerlen"), ("ambulant", "verblijf", "crisis")
Cel = tuple[str, str]

Plaats = tuple[int, Cel]
"""A cell of one of the tables."""


class Aanval:
    """Somebody who has all that is published, and knows of each two tables whether one is a part of the other.

    What he cannot work out has more than one value that fits: whole, not below zero, in lines that still add up. Such
    another value is looked for by hand, one step up or down at a time, each step repaired in what it breaks.
    """

    def __init__(self, tellingen: Sequence[Telling], rijen: Sequence[str], weg: frozenset[Cel]) -> None:
        self.waarde: dict[Plaats, int] = {}
        self.regels: list[tuple[dict[Plaats, int], bool]] = []
        """What must hold of the steps: with their signs they are 0 together, or (True) leave a sum not below it."""
        alle = []
        for nummer, aantallen in enumerate(tellingen):
            kolommen = sorted({kolom for (_, kolom), aantal in aantallen.items() if aantal})
            alle.append(met_totalen(aantallen, rijen, kolommen))
            self.waarde |= {(nummer, cel): aantal for cel, aantal in alle[-1].items() if cel in weg}
            lijnen = [[(rij, kolom) for kolom in (*kolommen, TOTAAL)] for rij in (*rijen, TOTAAL)]
            lijnen += [[(rij, kolom) for rij in (*rijen, TOTAAL)] for kolom in (*kolommen, TOTAAL)]
            self.regels += [
                ({(nummer, cel): -1 if cel is lijn[-1] else 1 for cel in lijn if cel in weg}, False) for lijn in lijnen
            ]
        for (groot, ruim), (klein, krap) in permutations(enumerate(alle), 2):
            if all(krap[cel] <= ruim.get(cel, -1) for cel in krap):
                for cel in weg & set(krap):
                    gelijk = all(krap[rij, cel[1]] == ruim[rij, cel[1]] for rij in rijen)
                    self.regels.append(({(groot, cel): 1, (klein, cel): -1}, not gelijk))

    def kan_anders(self, stap: Mapping[Plaats, int]) -> bool:
        """Whether that sum of cells has another value that fits."""
        return any(self._herstel({**dict.fromkeys(stap, 0), plaats: t}) for plaats in stap for t in (-1, 1))

    def _herstel(self, stappen: dict[Plaats, int]) -> bool:
        if any(self.waarde[plaats] + stap < 0 for plaats, stap in stappen.items()):
            return False
        for tekens, mag_meer in self.regels:
            scheef = sum(stappen.get(plaats, 0) * teken for plaats, teken in tekens.items())
            over = sum(self.waarde[plaats] * teken for plaats, teken in tekens.items()) if mag_meer else 0
            if scheef + over < 0 or (scheef and not mag_meer):
                kant = -1 if scheef > 0 else 1
                vrij = [plaats for plaats in tekens if plaats not in stappen]
                return any(self._herstel({**stappen, plaats: kant * tekens[plaats]}) for plaats in vrij)
        return True


def bepaald(weg: frozenset[Cel], rijen: list[str], kolommen: list[str]) -> set[Cel]:
    """The cells of which the sums of the table leave one value only, by elimination: another way than with a graph."""
    cellen = sorted(weg)
    langs = [[(rij, kolom) for kolom in (*kolommen, TOTAAL)] for rij in (*rijen, TOTAAL)]
    omlaag = [[(rij, kolom) for rij in (*rijen, TOTAAL)] for kolom in (*kolommen, TOTAAL)]
    vergelijkingen = [{cel: Fraction(-1 if cel is reeks[-1] else 1) for cel in reeks} for reeks in langs + omlaag]
    matrix = [[v.get(cel, Fraction(0)) for cel in cellen] for v in vergelijkingen]
    rang = 0
    for kolom in range(len(cellen)):
        spil = next((r for r in range(rang, len(matrix)) if matrix[r][kolom]), None)
        if spil is None:
            continue
        matrix[rang], matrix[spil] = matrix[spil], matrix[rang]
        matrix[rang] = [x / matrix[rang][kolom] for x in matrix[rang]]
        for r in range(len(matrix)):
            if r != rang and matrix[r][kolom]:
                matrix[r] = [x - matrix[r][kolom] * y for x, y in zip(matrix[r], matrix[rang], strict=True)]
        rang += 1
    return {cellen[plekken[0]] for rij in matrix if len(plekken := [p for p, x in enumerate(rij) if x]) == 1}


@given(
    st.integers(2, 4).flatmap(
        lambda hoog: st.integers(1, 3).flatmap(
            lambda breed: st.lists(
                st.lists(st.sampled_from([0, 0, 1, 4, 9, 10, 25, 300]), min_size=breed, max_size=breed),
                min_size=hoog,
                max_size=hoog,
            )
        )
    )
)
def test_no_small_count_is_told_and_none_can_be_worked_out(tabel):
    rijen, kolommen = list(RIJEN[: len(tabel)]), list(KOLOMMEN[: len(tabel[0])])
    aantallen = {(r, k): tabel[i][j] for i, r in enumerate(rijen) for j, k in enumerate(kolommen)}
    weg = onderdruk([aantallen], rijen, DREMPEL)
    klein = {cel for cel, aantal in met_totalen(aantallen, rijen, kolommen).items() if 0 < aantal < DREMPEL}
    assert klein <= weg
    assert not (bepaald(weg, rijen, kolommen) & klein)
    assert [cel for cel in sorted(weg) if not Aanval([aantallen], rijen, weg).kan_anders({(0, cel): 1})] == []
    if not klein:
        assert weg == frozenset()


def test_one_small_count_takes_as_few_others_along_as_it_can():
    aantallen = {
        ("Beek", "ambulant"): 3, ("Beek", "verblijf"): 40, ("Stein", "ambulant"): 50, ("Stein", "verblijf"): 60,
        ("Vaals", "ambulant"): 70, ("Vaals", "verblijf"): 80,
    }  # fmt: skip
    weg = onderdruk([aantallen], ["Beek", "Stein", "Vaals"], DREMPEL)
    assert weg == {("Beek", "ambulant"), ("Beek", "verblijf"), ("Stein", "ambulant"), ("Stein", "verblijf")}


def test_two_small_counts_that_are_together_below_the_threshold_are_covered_too():
    aantallen = {("Beek", "ambulant"): 3, ("Stein", "ambulant"): 4, ("Vaals", "ambulant"): 50}
    assert onderdruk([aantallen], ["Beek", "Stein", "Vaals"], DREMPEL) >= {("Vaals", "ambulant")}


Soorten = dict[str, list[list[int]]]
"""Of each kind of line its counts per row and column; `AB` counts for figures A and B, `A` for A alone."""


def familie(soorten: Soorten) -> tuple[list[Telling], list[Telling]]:
    """The tables of figures A, B and C, and those with what can be worked out from them."""
    lijst = {
        naam: {(r, k): n for r, regel in zip(RIJEN, tabel, strict=False) for k, n in zip(KOLOMMEN, regel, strict=False)}
        for naam, tabel in soorten.items()
        if any(map(any, tabel))
    }
    per_cijfer: dict[frozenset[tuple[bool, ...]], Telling] = {}
    for cijfer in "ABC":
        wat = frozenset(tuple(een in naam for een in "ABC") for naam in lijst if cijfer in naam)
        som: dict[Cel, int] = {}
        for naam, tabel in lijst.items():
            for cel, aantal in tabel.items() if cijfer in naam else ():
                som[cel] = som.get(cel, 0) + aantal
        per_cijfer[wat] = som
    per_cijfer.pop(frozenset(), None)
    return list(per_cijfer.values()), list(met_verschillen(per_cijfer).values())


def te_weten(gezegd: list[Telling], alle: list[Telling], weg: frozenset[Cel]) -> list[object]:
    """Cells that are left out and have one value only, and small differences that are told or have."""
    rijen = sorted({rij for tabel in gezegd for rij, _ in tabel})
    aanval = Aanval(gezegd, rijen, weg)
    gevonden: list[object] = [plaats for plaats in aanval.waarde if not aanval.kan_anders({plaats: 1})]
    for tabel in alle:
        kolommen = sorted({kolom for (_, kolom), aantal in tabel.items() if aantal})
        klein = {cel for cel, n in met_totalen(tabel, rijen, kolommen).items() if 0 < n < DREMPEL}
        gevonden += sorted(klein - weg)
    return gevonden


@st.composite
def soorten(draw) -> Soorten:
    hoog, breed = draw(st.integers(2, 3)), draw(st.integers(1, 3))
    namen = draw(st.sampled_from([("AB", "A"), ("ABC", "AB", "A"), ("AB", "AC", "A"), ("AB", "AC"), ("A", "BC", "B")]))
    getal = st.sampled_from([0, 1, 4, 9, 12, 30, 300])
    gevonden = {}
    for naam in namen:
        leeg = draw(st.sets(st.integers(0, breed - 1)))
        tabel = draw(st.lists(st.lists(getal, min_size=breed, max_size=breed), min_size=hoog, max_size=hoog))
        # A figure of some segments only has no other.
        gevonden[naam] = [[0 if k in leeg else n for k, n in enumerate(regel)] for regel in tabel]
    return gevonden


@given(soorten())
def test_what_one_table_leaves_out_another_does_not_tell_and_neither_does_their_difference(gegeven):
    gezegd, alle = familie(gegeven)
    rijen = sorted({rij for tabel in gezegd for rij, _ in tabel})
    assert te_weten(gezegd, alle, onderdruk(alle, rijen, DREMPEL)) == []


@pytest.mark.parametrize(
    "gegeven",
    [
        # The figure of one segment, which covers in the table of all of them.
        {"AB": [[3, 0], [40, 0], [50, 0]], "A": [[0, 60], [0, 70], [0, 80]]},
        # Two figures of great counts, with a small one between them.
        {"AB": [[30, 40], [50, 60], [70, 80]], "A": [[2, 20], [30, 40], [50, 60]]},
    ],
)
def test_tables_that_each_hold_back_their_own_small_counts_tell_those_of_another(gegeven):
    gezegd, alle = familie(gegeven)
    assert te_weten(gezegd, alle, onderdruk(alle, RIJEN[:3], DREMPEL)) == []
    # What the largest table leaves out by itself is not enough.
    assert te_weten(gezegd, alle, onderdruk(gezegd[:1], RIJEN[:3], DREMPEL)) != []


def test_the_total_of_a_row_covers_only_where_no_cell_of_it_can():
    """Who has the plan has these totals."""
    aantallen = {(rij, kolom): 900 for rij in RIJEN for kolom in KOLOMMEN} | {("Beek", "ambulant"): 3}
    assert not {rij for rij, kolom in onderdruk([aantallen], RIJEN, DREMPEL) if kolom == TOTAAL}
