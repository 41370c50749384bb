"""What is left out of a published table cannot be worked out from what is told."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from calc.model.tabel import TOTAAL
from calc.onderdrukken import met_totalen, onderdruk

DREMPEL = 10
RIJEN, KOLOMMEN = ("Beek", "Stein", "Vaals", "Heerlen"), ("ambulant", "verblijf", "crisis")
Cel = tuple[str, str]


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
    weg = onderdruk(aantallen, rijen, kolommen, DREMPEL)
    klein = {cel for cel, aantal in met_totalen(aantallen, rijen, kolommen).items() if 0 < aantal < DREMPEL}
    assert klein <= weg
    assert not (bepaald(weg, rijen, kolommen) & klein)
    if not klein:
        assert weg == frozenset()


def test_one_small_count_takes_as_few_others_along_as_it_can():
    aantallen = {
        ("Beek", "ambulant"): 3, ("Beek", "verblijf"): 40, ("Stein", "ambulant"): 50, ("Stein", "verblijf"): 60,
        ("Vaals", "ambulant"): 70, ("Vaals", "verblijf"): 80,
    }  # fmt: skip
    weg = onderdruk(aantallen, ["Beek", "Stein", "Vaals"], ["ambulant", "verblijf"], DREMPEL)
    assert weg == {("Beek", "ambulant"), ("Beek", "verblijf"), ("Stein", "ambulant"), ("Stein", "verblijf")}


def test_two_small_counts_that_are_together_below_the_threshold_are_covered_too():
    aantallen = {("Beek", "ambulant"): 3, ("Stein", "ambulant"): 4, ("Vaals", "ambulant"): 50}
    assert onderdruk(aantallen, ["Beek", "Stein", "Vaals"], ["ambulant"], DREMPEL) >= {("Vaals", "ambulant")}
