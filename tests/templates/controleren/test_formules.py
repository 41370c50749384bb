"""Two formulas are the same when they say the same, however a program writes them."""

import pytest

from templates.controleren.formules import Kaart, ontleed, vertaal


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("SUM(A1:A3)", "sum( A1 : A3 )".replace(" : ", ":")),
        ("'Begroting'!$C$5", "Begroting!$C$5"),
        ("'Begroting'!$C$5", "$Begroting.C5".replace("$Begroting.C5", "BEGROTING!$c$5")),
        ("IF(A1=1,TRUE,FALSE)", "IF(A1=1,TRUE(),FALSE())"),
        ("ROUND(A1,0.50)", "ROUND(A1, .5)"),
        ("IFERROR(A1,0)", "_xlfn.IFERROR(A1,0)"),
        ("Meerjarig!A1+1", "A1+1"),
        ("'Blad van ''t plan'!A1", "'Blad van ''t Plan'!A1"),
    ],
)
def test_the_same_formula_in_another_hand(een, ander) -> None:
    assert ontleed(een, "Meerjarig") == ontleed(ander, "Meerjarig")


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("SUM(A1:A3)", "SUM(A1:A4)"),
        ("A1+B1", "A1-B1"),
        ("$A$1", "A1"),
        ("ROUND(A1,2)", "ROUND(A1,3)"),
        ('IF(A1="a",1,0)', 'IF(A1="A",1,0)'),
        ("(A1+B1)*2", "A1+B1*2"),
        ("Meerjarig!A1", "Begroting!A1"),
        ("SUM(A1,A2)", "{SUM(A1,A2)}"),
    ],
)
def test_another_formula_is_another_formula(een, ander) -> None:
    assert ontleed(een, "Rekenblad") != ontleed(ander, "Rekenblad")


def test_a_reference_is_followed_back_over_an_inserted_row_and_a_new_title() -> None:
    kaarten = {"nieuw": Kaart({row + (row >= 5): row for row in range(1, 20)}, {})}
    nu = ontleed("SUM(Nieuw!$A$2:$A$9)+B9", "Blad")
    toen = ontleed("SUM(Oud!$A$2:$A$8)+B9", "Blad")
    assert vertaal(nu, "blad", kaarten, {"nieuw": "oud"}) == toen
