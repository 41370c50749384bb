"""What stands around the figures of a range: heads, totals, empty cells. None of it is counted, none of it is lost."""

from __future__ import annotations

import pytest
from xlwings import XlwingsError

from xladdin.functies import (
    VW_AANSLUITING,
    VW_BIJDRAGE,
    VW_BIJDRAGETABEL,
    VW_GEMEENTECODE,
    VW_INDEXEER,
    VW_MEERJAREN,
    VW_MUTATIES,
    VW_TOENAME,
    VW_VALIDEER,
    VW_VERDEEL,
)

NAMEN = [["Beek"], ["Brunssum"], ["Vaals"]]
CIJFERS = [[2910.0], [4580.0], [1320.0]]
ZONDER_KOP = VW_BIJDRAGETABEL(NAMEN, CIJFERS, 766500.0)


def zin(functie, *argumenten):
    with pytest.raises(XlwingsError) as gevangen:
        functie(*argumenten)
    return str(gevangen.value)


@pytest.mark.parametrize("kop", [2019.0, "2019", "Verdeelmodel 2019"])
def test_a_year_above_the_figures_is_their_head_where_the_names_have_one(kop):
    met_kop = VW_BIJDRAGETABEL([["Gemeente"], *NAMEN], [[kop], *CIJFERS], 766500.0)
    assert met_kop[0][1] == str(kop).removesuffix(".0")
    assert met_kop[1:] == ZONDER_KOP[1:]


def test_a_head_on_one_side_only_is_refused_and_never_counted():
    assert zin(VW_BIJDRAGETABEL, [["Gemeente"], *NAMEN], CIJFERS, 766500.0) == (
        "maatstaf, cel 1: '2910'; verwacht: een kop (tekst of jaartal)."
    )
    # A figure that can be a year: then the names are one too many.
    assert zin(VW_BIJDRAGETABEL, [["Gemeente"], *NAMEN], [[2019.0], *CIJFERS[1:]], 766500.0).startswith(
        "gemeenten heeft 3 cellen en de cijfers hebben 2 rijen onder de kop '2019'; verwacht: evenveel."
    )
    assert "gemeenten heeft 3 cellen" in zin(VW_BIJDRAGETABEL, NAMEN, [["Jongeren"], *CIJFERS[1:]], 766500.0)


@pytest.mark.parametrize(
    "naam", ["Totaal", "totaal:", "Totalen", "Eindtotaal", "Totaal Zuid-Limburg", "Subtotaal", "Te verdelen", "Som"]
)
def test_a_total_by_any_name_is_no_municipality(naam):
    assert zin(VW_BIJDRAGETABEL, [*NAMEN, [naam]], [*CIJFERS, [8810.0]], 1000.0) == (
        f"gemeenten, cel 4: '{naam}' is geen gemeente; laat de totaalrij buiten het bereik."
    )


def test_a_municipality_whose_name_begins_as_a_total_is_one():
    for naam in ("Someren", "Regionaal", "Totalisator"):
        assert VW_BIJDRAGETABEL([*NAMEN, [naam]], [*CIJFERS, [1.0]], 1000.0)[4][0] == naam


def test_places_count_from_the_top_of_what_was_chosen():
    kop = [["Jongeren"], [1.0], [2.0]]
    assert zin(VW_BIJDRAGETABEL, [["Gemeente"], ["Beek"], [2.0]], kop, 10.0) == (
        "gemeenten, cel 3: '2'; verwacht: de naam van een gemeente."
    )
    assert zin(VW_BIJDRAGETABEL, [["Gemeente"], ["Beek"], ["beek"]], kop, 10.0).startswith("gemeenten, cel 3: 'beek'")


def test_a_name_in_a_column_is_named_by_its_place():
    assert zin(VW_GEMEENTECODE, [["Beek"], ["Vaalz"]]).startswith(
        "naam, rij 2, kolom 1: 'Vaalz' is geen gemeente van een bekende regio. Bedoelde u 'Vaals'?"
    )
    assert zin(VW_BIJDRAGE, [["Beek", "Vaalz"]], 2021.0, "inkoop").startswith(
        "gemeente, rij 1, kolom 2: Gemeente 'Vaalz' komt in dit plan niet voor. Bedoelde u 'Vaals'?"
    )


@pytest.mark.parametrize("boven", [[2021.0, 2022.0], ["2021", "2022"]])
def test_amounts_may_stand_beside_their_years(boven):
    opzij = [[jaar, bedrag] for jaar, bedrag in zip(boven, (500.0, 700.0), strict=True)]
    sleutel = [["jongeren"], *CIJFERS], [["jongeren"], [1.0]]
    assert VW_MEERJAREN(NAMEN, *sleutel, opzij) == VW_MEERJAREN(NAMEN, *sleutel, [boven, [500.0, 700.0]])


def test_amounts_that_could_be_years_are_asked_about():
    sleutel = [["jongeren"], *CIJFERS], [["jongeren"], [1.0]]
    assert zin(VW_MEERJAREN, NAMEN, *sleutel, [[2021.0, 2100.0], [2022.0, 2150.0]]) == (
        "bedragen: staan de jaren (2021, 2100) in de eerste rij, of (2021, 2022) in de eerste kolom? "
        "Maak van de jaren tekst."
    )
    helder = VW_MEERJAREN(NAMEN, *sleutel, [["2021", "2022"], [2100.0, 2150.0]])
    assert [helder[0][1:], helder[-1][1:]] == [[2021, 2022], [2100.0, 2150.0]]


def test_a_total_that_excel_added_up_from_fractions_is_right():
    derde = 1 / 3
    tabel = [["Gemeente", 2020.0, 2021.0], *([naam, derde, 1e9 / 3] for (naam,) in NAMEN)]
    assert VW_MUTATIES([*tabel, ["Totaal", 1.0, 1e9]])[1][1] == pytest.approx(1e9 / 3 - derde)
    assert zin(VW_MUTATIES, [*tabel, ["Totaal", 1.0, 1e9 + 0.01]]).startswith(
        "tabel, Totaal, 2021: '1000000000,01', maar de rijen tellen op tot 999999999,999999; herstel het totaal"
    )


def test_every_cell_of_a_row_that_is_not_counted_must_be_a_figure():
    tabel = [["Gemeente", 2020.0, 2021.0], ["Beek", 1.0, 2.0]]
    assert VW_TOENAME([*tabel, ["Totaal", 1.0, 2.0], ["Te verdelen", 1.0, None]], 2020.0, 2021.0)[1][3] == 1.0
    assert zin(VW_TOENAME, [*tabel, ["Te verdelen", "#REF!", 2.0]], 2020.0, 2021.0) == (
        "tabel, rij 3, 2020: foutwaarde #REF!; verwacht: getal."
    )
    onder = [["Subtotaal", 1.0, 2.0], ["Vaals", 1.0, 1.0]]
    assert zin(VW_TOENAME, [*tabel, *onder], 2020.0, 2021.0) == (
        "tabel, rij 4: 'Vaals' staat onder de rij Totaal; zet Totaal onderaan."
    )


@pytest.mark.parametrize("kop", ["2020¹", "²", "9" * 5000, "٢٠٢٠"])
def test_what_only_looks_like_a_year_is_none(kop):
    assert "verwacht: een jaartal, zoals 2021." in zin(VW_TOENAME, [["Gemeente", kop], ["Beek", 1.0]], 2020.0, 2021.0)
    assert "verwacht: een jaartal, zoals 2021." in zin(VW_BIJDRAGE, "Beek", kop)
    regels = VW_VALIDEER([["Peiljaar", "Gemeente", "Jongeren"], [kop, "Beek", 1.0]], "Maatstaven")
    assert any("kolom 1" in regel for (regel,) in regels)
    assert not any("Typ het als getal" in regel for (regel,) in regels)


def test_an_amount_that_cannot_close_is_shown_in_full_and_by_name():
    alleen = zin(VW_VERDEEL, 33333333.335, [[1.0], [1.0]])
    assert alleen.startswith("Het te verdelen bedrag 33333333,335 is geen bedrag in hele centen")
    assert zin(VW_BIJDRAGETABEL, NAMEN, CIJFERS, [[2020.0, 2021.0], [5.0, 100.999999999]]).startswith(
        "bedragen, 2021: Het te verdelen bedrag 100,999999999 is geen bedrag in hele centen"
    )


def test_one_municipality_under_two_names_would_be_counted_twice():
    assert zin(VW_BIJDRAGETABEL, [["Beek"], ["beek (L.)"], ["Vaals"]], [[1.0], [2.0], [4.0]], 100.0) == (
        "gemeenten, cel 2: 'beek (L.)' is dezelfde gemeente als 'Beek'; elke gemeente mag één keer voorkomen."
    )


def test_a_percentage_that_is_too_low_is_not_told_to_be_too_high():
    assert "verwacht: een percentage van ten minste -25%. Dit is -100%" in zin(VW_INDEXEER, 100.0, [[2022.0, -1.0]])


def test_percentages_may_have_a_head():
    assert VW_INDEXEER(100.0, [["Jaar", "Index"], [2022.0, 0.02]]) == VW_INDEXEER(100.0, [[2022.0, 0.02]])


@pytest.mark.parametrize("tekst", ["1,5%", "1 234", "1,5-", "(1,5)", "€ 3", "1.234,50"])
def test_a_number_that_was_typed_as_text_is_not_compared(tekst):
    assert "Dit staat als tekst in de cel" in zin(VW_AANSLUITING, [[tekst]], [[1.0]])


def test_a_head_of_years_is_no_part_of_a_total():
    gepubliceerd = [["Gemeente", 2021.0], ["a", 1.0], ["b", 1.0], ["Totaal", 2.0]]
    berekend = [["Gemeente", 2021.0], ["a", 1.4], ["b", 1.4], ["Totaal", 2.8]]
    verwacht = [["gelijk", "gelijk"]] * 3 + [["gelijk", "afronding"]]
    assert VW_AANSLUITING(gepubliceerd, berekend, "euro") == verwacht
    # In an Excel table the years in the head are text.
    assert VW_AANSLUITING([["Gemeente", "2021"], *gepubliceerd[1:]], berekend, "euro") == verwacht
    # A figure that could be a year counts.
    assert VW_AANSLUITING([[2000.0], [1.0], [2001.0]], [[2000.4], [1.4], [2001.8]], "euro")[2] == ["afronding"]


def test_an_empty_cell_against_a_figure_is_a_difference():
    assert VW_AANSLUITING([[1.0], [None]], [[1.0], [0.0]]) == [["gelijk"], ["afwijking"]]
    assert VW_AANSLUITING([[1.0, 2.0]], [[1.0, ""]]) == [["gelijk", "afwijking"]]
    assert VW_AANSLUITING([[1.0], [2.0], [None]], [[1.0], [2.0]]) == [["gelijk"], ["gelijk"]]
    assert "heeft 1 rij en 1 kolom" in zin(VW_AANSLUITING, [[1.0], [None]], [[1.0], [2.0], [3.0]])
