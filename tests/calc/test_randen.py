"""Edges that mutation testing found unwatched: a change of one sign or bound there went unseen. Invented figures."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from calc.afronding import EENHEDEN, GeenGewicht, NegatiefGewicht, naar_bedrag, verdeel_pot
from calc.sleutels import NegatieveMaatstaf, weeg
from calc.uitkomst import bereken
from schemas.gegevens import Gegevens

VEEL = 100_000


@pytest.mark.parametrize("verder", [0, 1])
def test_figures_of_the_year_itself_and_later_are_not_used(gegevens: Gegevens, verder: int) -> None:
    jaar = gegevens.plan.jaar
    laatste = max(m.peiljaar for m in gegevens.maatstaven if m.maatstaf == "jongeren")
    erbij = [replace(m, peiljaar=jaar + verder) for m in gegevens.maatstaven if m.peiljaar == laatste]
    erbij = [replace(m, waarde=m.waarde + VEEL) if n == 0 else m for n, m in enumerate(erbij)]
    later = bereken(replace(gegevens, maatstaven=(*gegevens.maatstaven, *erbij)))
    assert later.verdeling.van("inkoop", jaar).bedragen == bereken(gegevens).verdeling.van("inkoop", jaar).bedragen


def test_a_negative_weight_is_named_by_its_place() -> None:
    with pytest.raises(NegatieveMaatstaf, match="'jongeren', deelnemer 3"):
        weeg({"jongeren": [1, 0, -1, -2]}, {"jongeren": Fraction(1)})
    with pytest.raises(NegatiefGewicht) as fout:
        verdeel_pot(Fraction(10), [2, 0, -1], "open")
    assert fout.value.args == NegatiefGewicht(3).args


def test_nobody_is_no_weight() -> None:
    with pytest.raises(GeenGewicht):
        verdeel_pot(Fraction(10), [], "open")


@pytest.mark.parametrize(
    ("eenheid", "euro"),
    [
        ("cent", "0.01"), ("euro", "1"), ("tien", "10"), ("honderd", "100"), ("duizend", "1000"),
        ("tienduizend", "10000"), ("honderdduizend", "100000"), ("miljoen", "1000000"),
    ],
)  # fmt: skip
def test_a_unit_is_worth_what_its_name_says(eenheid: str, euro: str) -> None:
    assert naar_bedrag(3, eenheid) == 3 * Fraction(Decimal(euro))  # type: ignore[arg-type]
    assert eenheid in EENHEDEN


@pytest.mark.parametrize("regel", ["open", "afrondingsregel"])
def test_nobody_gets_what_is_left_where_nothing_is_handed_out(regel: str) -> None:
    assert verdeel_pot(Fraction(10), [1, 1, 1], regel).eenheden == [3, 3, 3]  # type: ignore[arg-type]


def test_an_amount_of_nothing_gives_nobody_anything() -> None:
    assert verdeel_pot(Fraction(0), [1, 2], "grootste-rest").eenheden == [0, 0]
