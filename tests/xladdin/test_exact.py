"""The exact numbers that a sheet's doubles stand for: by every road the same."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.fouten import Gebruikersfout
from xladdin import grens
from xladdin.grens.verhoudingen import verhouding

DECIMALEN = st.integers(0, 12).flatmap(
    lambda macht: st.integers(-(10**14), 10**14).map(lambda heel: float(f"{heel}e-{macht}"))
)
GETALLEN = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False), DECIMALEN, st.integers(-(10**15), 10**15).map(float)
)
KOLOM = st.lists(st.one_of(GETALLEN.map(abs), st.integers(0, 10**16)), min_size=1, max_size=30)


@given(GETALLEN)
def test_a_double_is_the_number_of_its_fifteen_digits(cel):
    assert grens.getal(cel, "cel") == Fraction(f"{cel:.15g}")


@given(KOLOM)
def test_a_column_has_the_proportion_of_its_numbers(cellen):
    exact = [grens.getal(cel, "cel") for cel in cellen]
    samen = verhouding(cellen, lambda nummer: f"cel {nummer}")
    # The same proportion: every pair is in the same ratio, zeros where zeros were.
    assert [waarde * sum(exact) for waarde in samen] == [waarde * sum(samen) for waarde in exact]
    assert (sum(samen) == 0) == (sum(exact) == 0)


@pytest.mark.parametrize("vreemd", [float("nan"), float("inf"), -1.0, "12", None, True, "#N/A"])
@pytest.mark.parametrize("plek", [0, 1, 2])
def test_one_odd_cell_in_a_column_is_named_wherever_it_stands(vreemd, plek):
    cellen = [1.5, 2.25]
    cellen.insert(plek, vreemd)
    with pytest.raises(grens.OnbruikbareCel, match=f"^cel {plek}: "):
        verhouding(cellen, lambda nummer: f"cel {nummer}")


@given(st.integers(0, 10**14), st.integers(0, 6))
def test_a_figure_goes_out_as_it_came_in(heel, decimalen):
    waarde = Fraction(heel, 10**decimalen)
    assert grens.getal(grens.getal_uit(waarde), "cel") == waarde


NET = Fraction(10**15) - Fraction(1, 100)


@pytest.mark.parametrize("waarde", [NET, -NET, Fraction(10**15 - 1), 0])
def test_a_figure_of_fifteen_digits_goes_into_a_cell(waarde):
    assert grens.getal_uit(waarde) == float(waarde)


@pytest.mark.parametrize("waarde", [10**15, -(10**15), NET + 1, Fraction(10**400), -(10**400)])
def test_a_figure_of_more_digits_does_not(waarde):
    with pytest.raises(Gebruikersfout, match="meer dan 15 cijfers"):
        grens.getal_uit(waarde)
