"""Two bare ranges held against each other: the same, a stated path of rounding, or neither."""

from __future__ import annotations

from fractions import Fraction

import pytest

from calc.tabellen.aansluiting.reeksen import sluit_aan

CENT, EURO = Fraction(1, 100), Fraction(1)


def oordelen(gepubliceerd, berekend, eenheid=EURO):
    def rijen(tabel):
        return [[Fraction(cel) if isinstance(cel, int | float) else cel for cel in rij] for rij in tabel]

    return [[str(cel or "") for cel in rij] for rij in sluit_aan(rijen(gepubliceerd), rijen(berekend), eenheid)]


def test_the_same_figure_is_gelijk_as_it_is_or_rounded():
    assert oordelen([[5, 5]], [[5, 5.25]]) == [["gelijk", "gelijk"]]
    assert oordelen([[0.25]], [[0.25]]) == [["gelijk"]]


def test_half_goes_away_from_zero():
    assert oordelen([[3, -3, 2]], [[2.5, -2.5, 2.5]]) == [["gelijk", "gelijk", "afwijking"]]


def test_a_total_of_rounded_figures_is_afronding():
    # 0,5 + 0,5 + 0,5 = 1,5 rounds to 2; printed is the sum of the rounded ones.
    assert oordelen([[1], [1], [1], [3]], [[0.5], [0.5], [0.5], [1.5]])[-1] == ["afronding"]
    assert oordelen([[1, 1, 1, 3]], [[0.5, 0.5, 0.5, 1.5]])[0][-1] == "afronding"


@pytest.mark.parametrize(
    ("gepubliceerd", "berekend"),
    [
        # One off, and not what the rows add up to.
        ([[1], [1], [1], [4]], [[0.5], [0.5], [0.5], [1.5]]),
        # The rows themselves are off, so their sum explains nothing.
        ([[1], [2], [1], [4]], [[0.5], [0.5], [0.5], [1.5]]),
        # The calculated total is not that of the rows above it.
        ([[1], [1], [1], [3]], [[0.5], [0.5], [0.5], [2.2]]),
        # One figure above it is no sum.
        ([[1], [2]], [[1], [1]]),
    ],
)
def test_a_difference_without_a_stated_path_is_afwijking(gepubliceerd, berekend):
    assert oordelen(gepubliceerd, berekend)[-1] == ["afwijking"]


def test_texts_are_gelijk_when_they_are_and_nothing_against_nothing_has_no_verdict():
    gepubliceerd = [["PM", "Gulpen-Wittern", None, None, "PM"]]
    berekend = [["PM", "Gulpen-Wittem", None, 5, 0]]
    assert oordelen(gepubliceerd, berekend) == [["gelijk", "afwijking", "", "afwijking", "afwijking"]]


def test_the_cents_that_are_missing_in_the_printed_table_of_beleid_are_found(bron):
    rijen = bron("bijdrage_beleid")
    deelnemers = [rij for rij in rijen if rij["gemeente"] != "Totaal"]
    gewichten = [Fraction(rij["verdeelmodel_jeugd_2019_eur"]) for rij in deelnemers]
    exact = [1_397_920 * gewicht / sum(gewichten) for gewicht in gewichten]
    gedrukt = [Fraction(rij["bijdrage_2021_eur"]) for rij in deelnemers]
    # Printed is the amount itself, while the printed rows add up to a cent less.
    uit = sluit_aan(
        [[cel] for cel in (*gedrukt, sum(gedrukt, Fraction(0)))],
        [[cel] for cel in (*exact, sum(exact, Fraction(0)))],
        CENT,
    )
    assert [str(rij[0]) for rij in uit] == ["gelijk"] * 16 + ["afronding"]
