"""Numbers as people type them in a cell: read exactly, or refused with a sentence; never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.getal import (
    DubbelzinnigGetal,
    GeenGetal,
    GemengdeNotatie,
    Notatie,
    gewone_getallen,
    is_twijfel,
    lees_cel,
    notatie_van,
)


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("1.234,56", "1234.56"),
        ("€ 1.000", "1000"),
        ("1.000 €", "1000"),
        ("EUR 5", "5"),
        ("1.000,-", "1000"),
        ("1.000,--", "1000"),
        ("12,=", "12"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234", "1234"),
        ("1 234", "1234"),
        (" 1234 ", "1234"),
        ("1.234.567", "1234567"),
        ("\u221212", "-12"),
        ("\u201312", "-12"),
        ("12-", "-12"),
        ("(1.000,50)", "-1000.50"),
        ("€ -12,50", "-12.50"),
        ("-€ 5", "-5"),
        ("+3", "3"),
        ("0,5", "0.5"),
        ("12.50", "12.50"),
        ("0.125", "0.125"),
    ],
)
def test_every_usual_way_of_writing_a_number_is_understood(tekst: str, waarde: str) -> None:
    assert lees_cel(tekst).waarde == Decimal(waarde)


def test_a_percent_sign_and_a_euro_sign_are_remembered() -> None:
    assert lees_cel("12,5%").procent
    assert lees_cel("12,5 %").waarde == Decimal("12.5")
    assert lees_cel("€ 5").euro
    assert not lees_cel("5").procent


@pytest.mark.parametrize(
    "tekst",
    ["", " ", "-", "€", "%", "veel", "n.v.t.", "1e5", "½", "12²", "１２", "٣", "007", "--5", "-5-", "(5", "5)", "(-5)",
     "1,234.56", "1.23.4", "12.34.567", "1..2", "1,,2", ",5", "5,", "€€5", "€ 5 €", "5%%", "%5", "NaN", "inf", "0x10",
     "9" * 40, "1 23", "1'234"],
)  # fmt: skip
def test_what_is_no_clear_number_is_refused(tekst: str) -> None:
    with pytest.raises(GeenGetal):
        lees_cel(tekst)


@pytest.mark.parametrize(
    "tekst", ["1.234", "-1.234", "999.000", " 1.234 ", "1,234", "(1.234)", "\u20131.234", "EUR 1,234", "12,345%"]
)
def test_one_sign_and_three_digits_is_asked_about(tekst: str) -> None:
    with pytest.raises(DubbelzinnigGetal, match="is dubbelzinnig: bedoelt u"):
        lees_cel(tekst)


def test_the_question_has_two_answers_that_are_clear() -> None:
    with pytest.raises(DubbelzinnigGetal, match=r"bedoelt u 1234 of 1,234\? Schrijf 1234 of 1,2340"):
        lees_cel("€ 1,234")
    assert lees_cel("1234").waarde == 1234
    assert lees_cel("1,2340").waarde == Decimal("1.234")


def test_a_number_in_doubt_is_read_where_only_one_reading_can_be_meant() -> None:
    def heel(getal: Decimal) -> bool:
        return getal == int(getal)

    assert lees_cel("3.180", past=heel).waarde == 3180
    assert lees_cel("3,180", past=heel).waarde == 3180
    assert lees_cel("2.705%", past=lambda getal: getal <= 100).waarde == Decimal("2.705")
    with pytest.raises(DubbelzinnigGetal):
        lees_cel("3.000", past=heel)
    with pytest.raises(DubbelzinnigGetal):
        lees_cel("3.180", past=lambda getal: getal < 0)


def test_a_known_notation_leaves_no_doubt() -> None:
    assert lees_cel("1.234", zeker=True).waarde == 1234
    assert lees_cel("1.234", Notatie.ENGELS, zeker=True).waarde == Decimal("1.234")
    assert lees_cel("1,234", Notatie.ENGELS, zeker=True).waarde == 1234
    assert lees_cel("1'234.5", Notatie.ENGELS, zeker=True).waarde == Decimal("1234.5")
    with pytest.raises(GeenGetal):
        lees_cel("12.50", zeker=True)


@pytest.mark.parametrize(
    ("teksten", "notatie"),
    [
        (["1.234", "5"], None),
        (["1.234", "2,5"], Notatie.NEDERLANDS),
        (["1.234.567"], Notatie.NEDERLANDS),
        (["1.000,-"], Notatie.NEDERLANDS),
        (["0,123"], Notatie.NEDERLANDS),
        (["1,234.5"], Notatie.ENGELS),
        (["12.50"], Notatie.ENGELS),
        (["1,234,567"], Notatie.ENGELS),
        (["0.123"], Notatie.ENGELS),
        (["31.12.2021", "a,b"], None),
    ],
)
def test_clear_cells_tell_the_notation_of_a_file(teksten: list[str], notatie: Notatie | None) -> None:
    assert notatie_van(teksten) is notatie


def test_what_a_column_can_hold_tells_its_notation_where_no_cell_is_clear() -> None:
    def heel(getal: Decimal) -> bool:
        return getal == int(getal)

    assert notatie_van(["3.000", "3.180"], heel) is Notatie.NEDERLANDS
    assert notatie_van(["3,000", "3,180"], heel) is Notatie.ENGELS
    assert notatie_van(["3.000", "4.000"], heel) is None
    assert notatie_van(["3.180", "4,277"], heel) is None
    assert notatie_van(["3.180", "2,5"], heel) is Notatie.NEDERLANDS


def test_cells_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(GemengdeNotatie, match=r"'2,5' heeft een komma voor de decimalen en '2\.5' een punt"):
        notatie_van(["2,5", "2.5"])


def test_only_a_number_that_differs_between_notations_is_in_doubt() -> None:
    assert is_twijfel("1.234")
    assert is_twijfel("€ 1,234")
    assert not is_twijfel("€ 1.234")
    assert not is_twijfel("0,123")
    assert not is_twijfel("1234")


@settings(max_examples=200, deadline=None)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False))
def test_what_a_dutch_program_writes_is_read_back(getal: Decimal) -> None:
    geschreven = f"{getal:,.2f}".translate(str.maketrans(",.", ".,"))
    assert lees_cel(geschreven).waarde == getal
    assert lees_cel(f"{getal:,.2f}", Notatie.ENGELS, zeker=True).waarde == getal


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.,-€% ()'eE+\u00a0\u2212²½x", max_size=14))
def test_any_text_is_a_number_or_a_sentence(tekst: str) -> None:
    for notatie in (Notatie.NEDERLANDS, Notatie.ENGELS):
        try:
            gelezen = lees_cel(tekst, notatie)
        except GeenGetal:
            continue
        else:
            assert gelezen.waarde.is_finite()
            cijfers = "".join(teken for teken in tekst if teken.isascii() and teken.isdigit())
            assert str(abs(gelezen.waarde)).replace(".", "").lstrip("0") == cijfers.lstrip("0")


@given(
    st.lists(
        st.from_regex(r"0|[0-9]{1,12}|[1-9][0-9]{20,40}|[٣3]|[0-9]{1,3}[.,][0-9]{1,3}|", fullmatch=True), max_size=4
    )
)
def test_figures_read_together_are_those_read_one_by_one(teksten: list[str]) -> None:
    samen = gewone_getallen(teksten)
    if samen is not None:
        assert samen == [lees_cel(tekst).waarde for tekst in teksten]
    assert samen is not None or any(not tekst.isdigit() or tekst[:1] in "0٣" or len(tekst) > 30 for tekst in teksten)
