"""Indexing: the worked examples, and what holds for every amount and every row of percentages."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from calc.scenario import GeenBesparing, terugverdientijd
from calc.tabellen.bereik import indexeer

GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "indexeren" / "indexering.yaml")
PERCENTAGES = st.lists(st.fractions(min_value=Fraction(-99, 100), max_value=2, max_denominator=10_000), max_size=8)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_example_comes_out(geval):
    stappen = indexeer(Fraction(geval["bedrag"]), [Fraction(een) for een in geval["percentages"]], geval["eenheid"])
    assert [stap.bedrag for stap in stappen] == [Fraction(een) for een in geval["uitkomst"]]


@given(st.fractions(max_denominator=100), PERCENTAGES)
def test_every_year_is_within_half_a_cent_of_the_exact_amount(bedrag, percentages):
    exact = bedrag
    for stap, percentage in zip(indexeer(bedrag, percentages, "cent"), percentages, strict=True):
        exact *= 1 + percentage
        assert abs(stap.bedrag - exact) <= Fraction(1, 200)
        assert stap.index * bedrag == exact


@given(st.integers(), PERCENTAGES)
def test_the_order_of_the_percentages_does_not_matter_for_where_it_ends(bedrag, percentages):
    heen, terug = (indexeer(Fraction(bedrag), lijst, "euro") for lijst in (percentages, percentages[::-1]))
    assert [stap.bedrag for stap in heen[-1:]] == [stap.bedrag for stap in terug[-1:]]


def test_the_investment_pays_itself_back_within_four_years_as_printed():
    assert round(terugverdientijd(Fraction(2_320_333), Fraction(600_000)), 2) == Fraction("3.87")


@pytest.mark.parametrize("besparing", [0, -1])
def test_without_a_saving_nothing_is_paid_back(besparing):
    with pytest.raises(GeenBesparing, match="verwacht: een bedrag per jaar boven nul"):
        terugverdientijd(Fraction(1), Fraction(besparing))
