"""The multi-year tables, called on ranges as Excel hands them over: the published year, and what is refused."""

from __future__ import annotations

import pytest
from xlwings import XlwingsError

from xladdin.functies import VW_INDEXEER, VW_MEERJAREN, VW_MUTATIES, VW_TERUGVERDIENTIJD, VW_TOENAME

DELEN = ("rato", "jongeren", "toekenningen", "declaraties")
SLEUTEL = [list(DELEN), [25.0, 25.0, 25.0, 25.0]]
BEDRAGEN = [[2021.0, 2022.0, 2023.0, 2024.0], [2394001.0, 2269616.0, 1677218.0, 1677218.0]]
JAREN = range(2020, 2025)


@pytest.fixture(scope="module")
def meerjarig(bron):
    rijen = [rij for rij in bron("uitvoeringskosten_inkoop_2021") if rij["gemeente"] != "Totaal"]
    vast = [rij for rij in bron("meerjarig_inkoop") if rij["gemeente"] != "Totaal"]
    return VW_MEERJAREN(
        [[rij["gemeente"]] for rij in rijen],
        [list(DELEN[1:]), *([float(rij[f"{deel}_pct"]) for deel in DELEN[1:]] for rij in rijen)],
        SLEUTEL,
        BEDRAGEN,
        [[2020.0], *([float(rij["2020_eur"])] for rij in vast)],
        [["open"]],
        [["euro"]],
    )


def test_meerjaren_is_the_published_table_of_inkoop(meerjarig, bron):
    kop, *rijen, totaal, te_verdelen = meerjarig
    assert kop == ["Gemeente", *JAREN]
    gedrukt = {rij["gemeente"]: rij for rij in bron("meerjarig_inkoop")}
    assert len(rijen) == 16
    for rij in rijen:
        assert rij[1:] == [float(gedrukt[rij[0]][f"{jaar}_eur"]) for jaar in JAREN]
    # 2023 and 2024 add up to 1.677.218 where 1.677.217 is printed, and 2021 to a euro more than was to be split.
    assert totaal == ["Totaal", 1803062.0, 2394002.0, 2269616.0, 1677218.0, 1677218.0]
    assert te_verdelen == ["Te verdelen", "", *BEDRAGEN[1]]


def test_toename_is_the_published_one_but_where_it_was_subtracted_before_rounding(meerjarig, bron):
    _, *rijen, totaal = VW_TOENAME(meerjarig, 2020.0, 2021.0)
    gedrukt = {rij["gemeente"]: rij for rij in bron("toename_inkoop_2020_2021")}
    anders = [rij[0] for rij in rijen if rij[3] != float(gedrukt[rij[0]]["toename_eur"])]
    assert anders == ["Landgraaf", "Meerssen"]
    assert all(round(rij[4] * 100) == int(gedrukt[rij[0]]["toename_pct"]) for rij in rijen)  # type: ignore[arg-type]
    assert totaal[:4] == ["Totaal", 1803062.0, 2394002.0, 590940.0]


def test_mutaties_are_against_the_first_year_and_a_plus_pays_more(meerjarig, bron):
    kop, *rijen, _ = VW_MUTATIES(meerjarig)
    assert kop == ["Gemeente", 2021, 2022, 2023, 2024]
    gedrukt = {rij["gemeente"]: rij for rij in bron("mutaties_inkoop")}
    anders = {
        # The printed table has the other sign.
        (rij[0], jaar): bedrag + float(gedrukt[rij[0]][f"{jaar}_eur"])
        for rij in rijen
        for jaar, bedrag in zip(kop[1:], rij[1:], strict=True)
        if bedrag != -float(gedrukt[rij[0]][f"{jaar}_eur"])
    }
    # Subtracted before rounding, so a euro off; the others are the printed ones.
    assert {wie for wie, jaar in anders if jaar == 2021} == {"Landgraaf", "Meerssen"}
    later = {"Eijsden-Margraten", "Gulpen-Wittem", "Heerlen", "Landgraaf", "Meerssen", "Valkenburg aan de Geul"}
    assert {wie for wie, jaar in anders if jaar > 2021} == later
    assert {abs(verschil) for verschil in anders.values()} == {1.0}
    assert rijen[0] == ["Beek", 20306.0, 16074.0, -4083.0, -4083.0]


def test_mutaties_may_be_against_another_year(meerjarig):
    kop, eerste, *_ = VW_MUTATIES(meerjarig, 2022.0)
    assert kop == ["Gemeente", 2023, 2024]
    assert eerste == ["Beek", -20157.0, -20157.0]


TABEL = [["Gemeente", 2020.0, "2021"], ["Beek", 10.0, 15.0], ["Vaals", 0.0, 5.0]]


def test_the_years_in_the_head_may_be_text_as_in_every_excel_table():
    assert VW_TOENAME(TABEL, 2020.0, 2021.0) == [
        ["Gemeente", 2020, 2021, "Toename", "Toename %"],
        ["Beek", 10.0, 15.0, 5.0, 0.5],
        ["Vaals", 0.0, 5.0, 5.0, ""],
        ["Totaal", 10.0, 20.0, 10.0, 1.0],
    ]


def test_a_total_below_the_table_is_worked_out_again_and_must_be_right():
    goed = [*TABEL, ["Totaal", 10.0, 20.0], ["Te verdelen", 10.0, 19.0]]
    assert VW_TOENAME(goed, 2020.0, 2021.0) == VW_TOENAME(TABEL, 2020.0, 2021.0)
    fout = [*TABEL, ["Totaal", 10.0, 21.0]]
    with pytest.raises(XlwingsError, match=r"^tabel, Totaal, 2021: '21', maar de rijen tellen op tot 20; herstel"):
        VW_TOENAME(fout, 2020.0, 2021.0)


def test_the_line_afronding_goes_along_as_a_row_of_its_own():
    namen, cijfers = [["A"], ["B"], ["C"]], [["x"], [1.0], [1.0], [1.0]]
    tabel = VW_MEERJAREN(namen, cijfers, [["x"], [1.0]], [[2021.0, 2022.0], [1.0, 2.0]], None, "afrondingsregel")
    assert tabel[-2:] == [["Afronding", 0.01, -0.01], ["Totaal", 1.0, 2.0]]
    assert VW_MUTATIES(tabel)[-2:] == [["Afronding", -0.02], ["Totaal", 1.0]]


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        ((TABEL, 2020.0, 2019.0), "jaar: 2019 is geen kolom van de tabel; kies uit 2020, 2021."),
        (
            (TABEL, 2021.0, 2020.0),
            "Jaar 2020 is het basisjaar zelf of ligt ervoor; kies een jaar na 2021.",
        ),
        (
            ([["Gemeente", 2021.0, 2020.0], ["Beek", 1.0, 2.0]], 2020.0, 2021.0),
            "tabel: 2020 staat na 2021; zet elk jaar één keer, van vroeg naar laat.",
        ),
        (
            ([*TABEL, ["Totaal", 10.0, 20.0], ["Stein", 1.0, 1.0]], 2020.0, 2021.0),
            "tabel, rij 5: 'Stein' staat onder de rij Totaal; zet Totaal onderaan.",
        ),
        (
            ([*TABEL, ["beek", 1.0, 1.0]], 2020.0, 2021.0),
            "tabel, rij 4: 'beek' staat er twee keer; elke naam mag één keer voorkomen.",
        ),
        (
            ([["Gemeente", 2020.0, 2021.0], ["Totaal", 1.0, 1.0]], 2020.0, 2021.0),
            "tabel: er staat geen enkele gemeente in; kies ook de rijen met de gemeenten.",
        ),
    ],
)
def test_wrong_use_of_toename_is_one_dutch_sentence(argumenten, melding):
    with pytest.raises(XlwingsError) as gevangen:
        VW_TOENAME(*argumenten)
    assert str(gevangen.value) == melding


def test_a_year_is_either_decided_or_split():
    with pytest.raises(XlwingsError, match=r"^vastgesteld: 2021 staat ook bij bedragen; een jaar staat vast of wordt"):
        VW_MEERJAREN([["A"]], [["x"], [1.0]], [["x"], [1.0]], [[2021.0], [5.0]], [[2021.0], [5.0]])


def test_mutaties_need_a_later_year():
    with pytest.raises(XlwingsError, match=r"^basisjaar: na 2021 staat geen jaar in de tabel; kies een eerder"):
        VW_MUTATIES(TABEL, 2021.0)


@pytest.mark.parametrize(
    "percentages",
    [
        [[2022.0, 0.025], [2023.0, 0.031]],
        [[2022.0, 2023.0], [0.025, 0.031]],
        [["2022", 0.025], ["2023", 0.031]],
    ],
)
def test_percentages_may_have_their_years_beside_or_above_them(percentages):
    assert VW_INDEXEER(1397920.0, percentages, "euro") == [
        ["Jaar", "Percentage", "Index", "Bedrag"],
        [2022, 0.025, 1.025, 1432868.0],
        [2023, 0.031, 1.056775, 1477287.0],
    ]


def test_percentages_without_years_are_counted():
    assert [rij[0] for rij in VW_INDEXEER(100.0, [[0.01], [0.02]])] == ["Jaar", 1, 2]


def test_a_percentage_that_was_typed_without_its_sign_is_asked_about():
    melding = (
        "percentages, cel 1: '2,5'; verwacht: een percentage van ten hoogste 25%. "
        "Dit is 250%; typ het met een procentteken."
    )
    with pytest.raises(XlwingsError) as gevangen:
        VW_INDEXEER(100.0, [[2.5]])
    assert str(gevangen.value) == melding


def test_the_payback_period_is_the_printed_one():
    assert round(VW_TERUGVERDIENTIJD(2320333.0, 600000.0)[0][0], 2) == 3.87  # type: ignore[arg-type]
