"""Promises for all inputs."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.afronding import (
    GeenGewicht,
    NegatiefGewicht,
    TekenDraaitOm,
    op_een_noemer,
    rond,
    rond_op,
    verdeel_pot,
)
from calc.splitsing import NietInEenheden, splits  # type: ignore[attr-defined]

SLUITEND = ("grootste-rest", "grootste-deelnemer", "afrondingsregel")
ALLE = ("open", *SLUITEND)

eenheden = st.integers(min_value=-(10**15), max_value=10**15)
gewicht = st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False).map(Fraction)
gewichten = st.lists(gewicht, min_size=1, max_size=40).filter(any)
verschillend = st.lists(gewicht, min_size=1, max_size=25, unique=True).filter(any)


def verdeel(totaal: int, verhouding: list[Fraction], sluitregel: str) -> list[int]:
    pot = verdeel_pot(Fraction(totaal), verhouding, sluitregel)  # type: ignore[arg-type]
    return [*pot.eenheden, pot.afronding]


@given(eenheden, gewichten, st.sampled_from(SLUITEND))
def test_no_unit_is_lost_under_a_closing_rule(totaal: int, verhouding: list[Fraction], sluitregel: str) -> None:
    try:
        delen = verdeel(totaal, verhouding, sluitregel)
    except TekenDraaitOm:
        assert sluitregel == "grootste-deelnemer"
        return
    assert sum(delen) == totaal


@given(eenheden, gewichten)
def test_a_single_pot_is_within_one_unit_of_exact_under_largest_remainder(
    totaal: int, verhouding: list[Fraction]
) -> None:
    som = sum(verhouding)
    for deel, w in zip(verdeel(totaal, verhouding, "grootste-rest"), verhouding, strict=False):
        assert abs(deel - totaal * w / som) < 1


@given(eenheden, gewichten)
def test_open_is_within_half_a_unit_of_exact(totaal: int, verhouding: list[Fraction]) -> None:
    som = sum(verhouding)
    for deel, w in zip(verdeel(totaal, verhouding, "open"), verhouding, strict=False):
        assert abs(deel - totaal * w / som) <= Fraction(1, 2)


@given(eenheden, verschillend, st.sampled_from(ALLE), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_where_weights_differ(totaal, verhouding, sluitregel, willekeur) -> None:
    volgorde = list(range(len(verhouding)))
    willekeur.shuffle(volgorde)
    try:
        recht = verdeel(totaal, verhouding, sluitregel)
    except TekenDraaitOm:
        with pytest.raises(TekenDraaitOm):
            verdeel(totaal, [verhouding[i] for i in volgorde], sluitregel)
        return
    geschud = verdeel(totaal, [verhouding[i] for i in volgorde], sluitregel)
    assert geschud == [*(recht[i] for i in volgorde), recht[-1]]


@given(eenheden, gewichten, st.sampled_from(ALLE), st.fractions(min_value=Fraction(1, 1000), max_value=1000))
def test_scaling_the_weights_changes_nothing(totaal: int, verhouding: list[Fraction], sluitregel: str, factor) -> None:
    geschaald = [w * factor for w in verhouding]
    try:
        recht = verdeel(totaal, verhouding, sluitregel)
    except TekenDraaitOm:
        with pytest.raises(TekenDraaitOm):
            verdeel(totaal, geschaald, sluitregel)
        return
    assert verdeel(totaal, geschaald, sluitregel) == recht


@given(eenheden, gewichten, st.sampled_from(ALLE))
def test_zero_weight_gives_zero(totaal: int, verhouding: list[Fraction], sluitregel: str) -> None:
    met_nul = [Fraction(0), *verhouding, Fraction(0)]
    try:
        delen = verdeel(totaal, met_nul, sluitregel)
    except TekenDraaitOm:
        return
    assert delen[0] == 0
    assert delen[len(verhouding) + 1] == 0


@given(eenheden, gewichten)
def test_largest_remainder_treats_a_refund_as_a_charge_with_a_minus(totaal: int, verhouding: list[Fraction]) -> None:
    heffing = verdeel(totaal, verhouding, "grootste-rest")
    assert verdeel(-totaal, verhouding, "grootste-rest") == [-deel for deel in heffing]


delen_van_een_sleutel = st.lists(st.integers(min_value=1, max_value=100), min_size=1, max_size=5)


@given(st.integers(min_value=-(10**13), max_value=10**13), delen_van_een_sleutel, st.data(), st.sampled_from(SLUITEND))
def test_a_table_of_parts_adds_up_in_both_directions(totaal, gewichten_delen, data, sluitregel) -> None:
    n = data.draw(st.integers(min_value=1, max_value=20))
    delen = {f"m{i}": Fraction(w) for i, w in enumerate(gewichten_delen)}
    kolom = st.lists(gewicht, min_size=n, max_size=n).filter(any)
    waarden = {deel: data.draw(kolom) for deel in delen}
    try:
        uitkomst = splits(Fraction(totaal, 100), delen, waarden, sluitregel, "cent")
    except TekenDraaitOm:
        assert sluitregel == "grootste-deelnemer"
        return
    assert sum(deel.pot.totaal for deel in uitkomst.onderdelen) == totaal
    for deel in uitkomst.onderdelen:
        assert sum(deel.pot.eenheden) + deel.pot.afronding == deel.pot.totaal
    for i, per_deelnemer in enumerate(uitkomst.totalen):
        assert per_deelnemer == sum(deel.pot.eenheden[i] for deel in uitkomst.onderdelen)
    assert sum(uitkomst.totalen) + uitkomst.afronding == totaal
    assert sum(uitkomst.aandelen) == 1


@given(st.fractions(max_denominator=10**6), st.integers(min_value=0, max_value=6))
def test_rounding_is_half_away_from_zero(waarde: Fraction, decimalen: int) -> None:
    afgerond = rond_op(waarde, decimalen)
    assert abs(afgerond - waarde) <= Fraction(1, 2 * 10**decimalen)
    assert rond_op(-waarde, decimalen) == -afgerond
    if abs(afgerond - waarde) == Fraction(1, 2 * 10**decimalen):
        assert abs(afgerond) > abs(waarde)


@pytest.mark.parametrize(
    ("waarde", "heel"), [("0.5", 1), ("-0.5", -1), ("1.5", 2), ("2.5", 3), ("-2.5", -3), ("2.49", 2)]
)
def test_a_half_goes_away_from_zero(waarde: str, heel: int) -> None:
    assert rond(Fraction(waarde)) == heel


def test_no_weight_at_all_is_refused() -> None:
    with pytest.raises(GeenGewicht):
        verdeel_pot(Fraction(100), [Fraction(0), Fraction(0)], "open")


def test_a_negative_weight_is_refused_with_its_place() -> None:
    with pytest.raises(NegatiefGewicht, match="Gewicht 2 is negatief"):
        verdeel_pot(Fraction(100), [Fraction(1), Fraction(-1)], "open")


def test_a_difference_that_turns_the_sign_of_the_largest_part_is_refused() -> None:
    # 3 units over five equal weights: 0.6 each, rounded 5 together; the first would have to give back 2 of its 1.
    with pytest.raises(TekenDraaitOm, match="deel 1"):
        verdeel_pot(Fraction(3), [Fraction(1)] * 5, "grootste-deelnemer")


def test_a_closing_rule_needs_whole_units() -> None:
    with pytest.raises(NietInEenheden, match=r"1397920,5 is geen bedrag in hele euro's"):
        splits(Fraction("1397920.5"), {"rato": Fraction(1)}, {"rato": [Fraction(1)] * 3}, "grootste-rest", "euro")


@given(st.integers(-(10**6), 10**6), st.lists(st.integers(0, 10**4), min_size=1, max_size=12).filter(any))
def test_a_unit_that_is_left_goes_to_who_lacks_most(totaal: int, gewichten: list[Fraction]):
    """Nobody with a smaller remainder gets a unit before somebody with a larger one, and nobody gets two."""
    hele_en_rest = [divmod(abs(totaal) * gewicht, sum(gewichten)) for gewicht in gewichten]
    delen = zip(verdeel(totaal, gewichten, "grootste-rest"), hele_en_rest, strict=False)
    extra = [(abs(eenheden) - heel, rest) for eenheden, (heel, rest) in delen]
    assert {kreeg for kreeg, _ in extra} <= {0, 1}
    wel = [rest for kreeg, rest in extra if kreeg]
    niet = [rest for kreeg, rest in extra if not kreeg]
    assert not wel or not niet or min(wel) >= max(niet)


@given(st.lists(st.fractions(max_denominator=10**4) | st.integers(-(10**6), 10**6), min_size=1, max_size=8))
def test_numbers_on_one_denominator_are_the_same_numbers(waarden: list[Fraction | int]):
    tellers, noemer = op_een_noemer(waarden)
    assert [Fraction(teller, noemer) for teller in tellers] == waarden
