"""Rounding paths: a figure is explained by a stated way of rounding and adding, or it is not explained."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.oordeel import Oordeel
from calc.tabellen.aansluiting.grootheid import (
    Bereik,
    Grootheid,
    Lezing,
    Term,
    afgerond,
    beoordeel,
    paden,
    punt,
    rondom,
    term,
)

EEN = Fraction(1)
HALF = Fraction(1, 2)
breuken = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


def som(termen: Sequence[tuple[Fraction | int, Term]]) -> Grootheid:
    """A sum of terms as the tables carry it, with the paths to what else may have been printed."""
    return Grootheid(sum((factor * een.waarde for factor, een in termen), Fraction(0)), paden(termen))


def lezing(waarde: Fraction | int | str, speling: Fraction | int = 0, zin: str = "") -> Lezing:
    return Lezing(zin or f"lezing {waarde}", rondom(Fraction(waarde), Fraction(speling)))


@pytest.mark.parametrize(
    ("bereik", "gedrukt", "geeft"),
    [
        (punt(Fraction("2.5")), 3, True),
        (punt(Fraction("2.5")), 2, False),
        (punt(Fraction("-2.5")), -3, True),
        (Bereik(Fraction("2.5"), Fraction("3.5")), 3, True),
        (Bereik(Fraction("2.5"), Fraction("3.5")), 2, False),
        (Bereik(Fraction("2.5"), Fraction("3.5")), 4, False),
        (Bereik(Fraction("2.4"), Fraction("3.6")), 2, True),
        (Bereik(Fraction("2.4"), Fraction("3.6")), 4, True),
        (Bereik(Fraction("2.4"), Fraction("3.6")), 5, False),
    ],
)
def test_a_range_gives_only_what_a_value_in_it_rounds_to(bereik: Bereik, gedrukt: int, geeft: bool) -> None:
    assert bereik.geeft(Fraction(gedrukt), EEN) is geeft


@given(breuken, st.sampled_from([EEN, Fraction(1, 100), Fraction(1, 10000)]))
def test_what_a_figure_rounds_to_is_equal_and_the_next_figure_is_not(waarde: Fraction, eenheid: Fraction) -> None:
    gedrukt = afgerond(waarde, eenheid)
    uitslag = beoordeel(gedrukt, eenheid, Grootheid(waarde))
    assert uitslag is not None
    assert uitslag.oordeel is Oordeel.GELIJK
    assert beoordeel(gedrukt + eenheid, eenheid, Grootheid(waarde)) is None
    assert beoordeel(gedrukt - eenheid, eenheid, Grootheid(waarde)) is None


@given(st.lists(breuken, min_size=1, max_size=8))
def test_whatever_the_unrounded_figures_were_their_rounded_sum_is_explained(exact: list[Fraction]) -> None:
    """Rounded figures known only as such: the rounded sum of what they were rounded from is never a deviation."""
    termen = [
        (1, term(lezing(afgerond(w, EEN)), [lezing(afgerond(w, EEN), HALF, "zelf afgerond")])) for w in exact if w >= 0
    ]
    positief = [w for w in exact if w >= 0]
    assert not termen or beoordeel(afgerond(sum(positief, Fraction(0)), EEN), EEN, som(termen)) is not None


@given(st.integers(min_value=1, max_value=8))
def test_beyond_half_a_unit_per_rounded_figure_nothing_is_explained(aantal: int) -> None:
    termen = [(1, term(lezing(10), [lezing(10, HALF)])) for _ in range(aantal)]
    grootheid = som(termen)
    verste = aantal // 2  # half a unit each; at the very end the range only touches the next figure
    for verschil in range(aantal + 2):
        gevonden = beoordeel(Fraction(10 * aantal + verschil), EEN, grootheid)
        assert (gevonden is not None) is (verschil <= verste), verschil


def test_the_tightest_path_that_fits_is_the_reason() -> None:
    kies = term(lezing(10), [lezing(11, HALF, "ruim"), lezing(11, 0, "precies")])
    uitslag = beoordeel(Fraction(11), EEN, som([(1, kies)]))
    assert uitslag is not None
    assert uitslag.reden == "Gerekend met precies."
    assert uitslag.bereik == punt(Fraction(11))


def test_a_difference_names_both_figures_that_it_was_made_of() -> None:
    nieuw = term(lezing(20, zin="nieuw"), [lezing("19.6", zin="onafgerond nieuw")])
    oud = term(lezing(5, zin="oud"), [lezing(5, HALF, "oud, zelf afgerond")])
    uitslag = beoordeel(Fraction(14), EEN, som([(1, nieuw), (-1, oud)]))
    assert uitslag is not None
    assert (uitslag.oordeel, uitslag.reden) == (
        Oordeel.AFRONDING,
        "Gerekend met onafgerond nieuw en oud, zelf afgerond.",
    )


def test_a_long_sum_is_explained_by_one_two_or_all_of_its_terms() -> None:
    een: Term = term(lezing(10), [lezing(11)])
    grootheid = som([(1, een)] * 6)
    gevonden = {n: beoordeel(Fraction(60 + n), EEN, grootheid) is not None for n in range(8)}
    assert gevonden == {0: True, 1: True, 2: True, 3: False, 4: False, 5: False, 6: True, 7: False}


def test_a_reading_with_the_value_of_the_table_is_no_other_reading() -> None:
    assert term(lezing(10), [lezing(10), lezing(10)]).anders == ()
