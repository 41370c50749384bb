"""Units beyond the euro: amounts in tens to millions close like cents, and read as what they are."""

from fractions import Fraction

import pytest

from calc.afronding import DECIMALEN, EENHEDEN, HELE
from calc.notatie import euro
from calc.splitsing import splits
from calc.uitlegvorm import bedrag, eenheidwoord


@pytest.mark.parametrize("eenheid", DECIMALEN)
def test_an_amount_closes_in_every_unit(eenheid) -> None:
    waarden = {"aandeel": [Fraction(n) for n in (10, 17, 31, 42)]}
    uit = splits(75 * EENHEDEN[eenheid], {"aandeel": Fraction(1)}, waarden, "grootste-deelnemer", eenheid)
    assert uit.totalen == (8, 13, 23, 31)
    assert HELE[eenheid].startswith("hele ")
    assert eenheidwoord(eenheid, 1) != eenheidwoord(eenheid, 2)


def test_millions_are_written_out_in_euros() -> None:
    assert euro(Fraction(75_000_000), DECIMALEN["miljoen"]) == "€ 75.000.000"
    assert bedrag(Fraction(1_500_000), DECIMALEN["miljoen"]) == "€ 1.500.000"
