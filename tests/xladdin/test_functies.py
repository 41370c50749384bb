"""The Excel functions called as plain functions, on ranges as Excel hands them over: floats, in rows of cells."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlwings import XlwingsError

from calc.afronding import EENHEDEN
from xladdin.functies import (
    VW_BIJDRAGE,
    VW_BIJDRAGETABEL,
    VW_PLANTABEL,
    VW_PUNTEN,
    VW_UITVOERINGSKOSTENTABEL,
    VW_VERDEEL,
)

DELEN = ("rato", "jongeren", "toekenningen", "declaraties")


def onder_elkaar(rijen: list[dict[str, str]], kolom: str, kop: str | None = None) -> list[list[str | float]]:
    cellen = [[rij[kolom] if kolom == "gemeente" else float(rij[kolom])] for rij in rijen]
    return [[kop], *cellen] if kop else cellen


@pytest.fixture(scope="module")
def beleid(bron):
    return zonder_totaal(bron("bijdrage_beleid"))


@pytest.fixture(scope="module")
def inkoop(bron):
    return zonder_totaal(bron("uitvoeringskosten_inkoop_2021"))


def zonder_totaal(rijen: list[dict[str, str]]) -> list[dict[str, str]]:
    return [rij for rij in rijen if rij["gemeente"] != "Totaal"]


def maatstaven(inkoop):
    return [list(DELEN[1:]), *([float(rij[f"{deel}_pct"]) for deel in DELEN[1:]] for rij in inkoop)]


SLEUTEL = [list(DELEN), [25.0, 25.0, 25.0, 25.0]]


@pytest.mark.parametrize(("jaar", "bedrag"), [(2020, 766500.0), (2021, 1397920.0)])
def test_verdeel_gives_the_published_cents_of_beleid(beleid, jaar, bedrag):
    uitkomst = VW_VERDEEL(bedrag, onder_elkaar(beleid, "verdeelmodel_jeugd_2019_eur"), "open", "cent")
    assert uitkomst == onder_elkaar(beleid, f"bijdrage_{jaar}_eur")


def test_bijdragetabel_is_the_table_of_7_1_3(beleid):
    tabel = VW_BIJDRAGETABEL(
        onder_elkaar(beleid, "gemeente", "Gemeente"),
        onder_elkaar(beleid, "verdeelmodel_jeugd_2019_eur", "Verdeelmodel jeugd 2019"),
        [[2020.0, 2021.0], [766500.0, 1397920.0]],
        "open",
    )
    kop, *rijen, totaal, te_verdelen = tabel
    assert kop == ["Gemeente", "Verdeelmodel jeugd 2019", "Aandeel", "Bijdrage 2020", "Bijdrage 2021"]
    for rij, bron in zip(rijen, beleid, strict=True):
        assert rij[0] == bron["gemeente"]
        assert rij[1] == float(bron["verdeelmodel_jeugd_2019_eur"])
        assert f"{Decimal(rij[2]) * 100:.2f}" == bron["aandeel_pct"]
        assert rij[3:] == [float(bron["bijdrage_2020_eur"]), float(bron["bijdrage_2021_eur"])]
    # The printed rows do not add up to the printed total: a cent too much in 2020, a cent too little in 2021.
    assert totaal == ["Totaal", 118543427.0, 1.0, 766500.01, 1397919.99]
    assert te_verdelen == ["Te verdelen", "", "", 766500.0, 1397920.0]


def test_bijdragetabel_closes_to_the_cent_by_default(beleid):
    tabel = VW_BIJDRAGETABEL(
        onder_elkaar(beleid, "gemeente"), onder_elkaar(beleid, "verdeelmodel_jeugd_2019_eur"), 1397920.0
    )
    assert tabel[0] == ["Gemeente", "Maatstaf", "Aandeel", "Bijdrage"]
    assert tabel[-1] == ["Totaal", 118543427.0, 1.0, 1397920.0]
    assert sum(Decimal(str(rij[3])) for rij in tabel[1:-1]) == Decimal("1397920.00")


def test_uitvoeringskostentabel_is_the_table_of_7_2_5(inkoop):
    tabel = VW_UITVOERINGSKOSTENTABEL(
        onder_elkaar(inkoop, "gemeente"), maatstaven(inkoop), SLEUTEL, 2394001.0, "open", "euro"
    )
    kop, *rijen, totaal, te_verdelen = tabel
    assert kop == [
        "Gemeente",
        *(f"Aandeel {deel}" for deel in DELEN),
        "Aandeel",
        *(f"Bedrag {deel}" for deel in DELEN),
        "Bijdrage",
    ]
    for rij, bron in zip(rijen, inkoop, strict=True):
        assert rij[0] == bron["gemeente"]
        assert [f"{aandeel * 100:.2f}" for aandeel in rij[1:5]] == [bron[f"{deel}_pct"] for deel in DELEN]
        assert abs(Decimal(rij[5]) * 100 - Decimal(bron["aandeel_pct"])) <= Decimal("0.00500001")
        assert rij[6:] == [float(bron[f"{deel}_eur"]) for deel in (*DELEN, "totaal")]
    assert totaal == ["Totaal", 1.0, 1.0, 1.0, 1.0, 1.0, 598496.0, 598501.0, 598499.0, 598497.0, 2394002.0]
    assert te_verdelen == ["Te verdelen", "", "", "", "", "", *[598500.25] * 4, 2394001.0]


def test_uitvoeringskostentabel_closes_in_both_directions_by_default(inkoop):
    tabel = VW_UITVOERINGSKOSTENTABEL(onder_elkaar(inkoop, "gemeente"), maatstaven(inkoop), SLEUTEL, 2394001.0)
    for rij in tabel[1:]:
        assert sum(Decimal(str(deel)) for deel in rij[6:-1]) == Decimal(str(rij[-1]))
    for kolom in range(6, 11):
        assert sum(Decimal(str(rij[kolom])) for rij in tabel[1:-1]) == Decimal(str(tabel[-1][kolom]))
    assert tabel[-1][6:] == [598500.25, 598500.25, 598500.25, 598500.25, 2394001.0]


@pytest.mark.parametrize(
    ("sluitregel", "uitkomst"),
    [
        # € 1,00 over three equal weights: 33,33… cents each.
        ("open", [[0.33], [0.33], [0.33]]),
        ("grootste-rest", [[0.34], [0.33], [0.33]]),
        ("grootste-deelnemer", [[0.34], [0.33], [0.33]]),
        ("afrondingsregel", [[0.33], [0.33], [0.33], [0.01]]),
    ],
)
def test_verdeel_follows_each_sluitregel(sluitregel, uitkomst):
    assert VW_VERDEEL(1.0, [[1.0], [1.0], [1.0]], sluitregel) == uitkomst


def test_the_line_afronding_stands_above_the_total_of_a_table():
    tabel = VW_BIJDRAGETABEL([["A"], ["B"], ["C"]], [[1.0], [1.0], [1.0]], 1.0, "afrondingsregel")
    assert tabel[-2:] == [["Afronding", "", "", 0.01], ["Totaal", 3.0, 1.0, 1.0]]


def test_a_row_of_weights_gives_a_column_too():
    assert VW_VERDEEL(10.0, [[1.0, 3.0]], "grootste-rest") == [[2.5], [7.5]]


def test_one_participant_pays_everything():
    assert VW_VERDEEL(12.34, [[7.0]]) == [[12.34]]
    assert VW_VERDEEL(12.34, 7.0) == [[12.34]]


def test_an_empty_end_that_is_longer_than_what_is_filled_is_no_participant():
    assert VW_VERDEEL([[10.0]], [[1.0], [1.0], [None], [""], [None]]) == [[5.0], [5.0]]
    tabel = VW_BIJDRAGETABEL([["A"], ["B"], *[[None]] * 9], [[1.0], [1.0], *[[None]] * 9], [[10.0, None, None]])
    assert [rij[0] for rij in tabel] == ["Gemeente", "A", "B", "Totaal"]


def test_an_empty_cell_at_the_end_is_like_one_in_the_middle():
    assert zin(VW_VERDEEL, [[10.0]], [[1.0], [1.0], [None]]) == "gewichten, cel 3: een lege cel; verwacht: getal."
    assert zin(VW_VERDEEL, [[10.0]], [[1.0], [1.0], [None], [""]]).startswith("gewichten, cel 3: een lege cel")
    assert zin(VW_BIJDRAGETABEL, [["A"], ["B"], [None]], [[1.0], [1.0], [None]], 10.0).startswith(
        "maatstaf, cel 3: een lege cel"
    )


def test_an_option_left_out_is_the_default():
    assert VW_VERDEEL(1.0, [[1.0], [1.0], [1.0]], None, None) == [[0.34], [0.33], [0.33]]


@pytest.mark.parametrize("leeg", ["", " ", [[None]], [[""]]])
def test_a_reference_to_an_empty_cell_is_no_option_left_out(leeg):
    assert zin(VW_VERDEEL, 1.0, [[1.0], [1.0]], leeg) == (
        "sluitregel: een lege cel; verwacht: een van open, grootste-rest, grootste-deelnemer, afrondingsregel. "
        "Laat het argument weg als u het niet wilt opgeven."
    )
    assert zin(VW_BIJDRAGE, "Beek", 2021.0, leeg).startswith("kostensoort: een lege cel; verwacht: een van beleid")
    assert zin(VW_PLANTABEL, "verdeling", leeg).startswith("jaar: een lege cel; verwacht: een jaartal, zoals 2021.")


def test_an_option_is_read_without_regard_to_capitals_and_spaces():
    assert VW_VERDEEL(10.0, [[1.0], [2.0]], " Open ", "EURO") == [[3.0], [7.0]]


def test_a_sum_that_excel_shows_as_whole_cents_is_whole_cents():
    assert 0.1 + 0.2 != 0.3
    assert VW_VERDEEL(0.1 + 0.2, [[1.0], [1.0], [1.0]]) == [[0.1], [0.1], [0.1]]


def test_a_negative_amount_is_paid_back():
    assert VW_VERDEEL(-1.0, [[1.0], [1.0], [1.0]]) == [[-0.34], [-0.33], [-0.33]]


def test_a_maatstaf_of_weight_zero_stays_in_sight_and_gets_nothing():
    tabel = VW_UITVOERINGSKOSTENTABEL(
        [["A"], ["B"]], [["jongeren"], [1.0], [3.0]], [["Rato", "Jongeren"], [1.0, 0.0]], 10.0
    )
    aandelen, bedragen = ["Aandeel rato", "Aandeel jongeren", "Aandeel"], ["Bedrag rato", "Bedrag jongeren", "Bijdrage"]
    assert tabel[0] == ["Gemeente", *aandelen, *bedragen]
    assert tabel[1] == ["A", 0.5, 0.25, 0.5, 5.0, 0.0, 5.0]


@settings(deadline=None)
@given(
    st.integers(min_value=-(10**14), max_value=10**14),
    st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40).filter(any),
)
def test_no_cent_is_lost_between_excel_and_the_core(centen, gewichten):
    uitkomst = VW_VERDEEL(centen / 100, [[float(gewicht)] for gewicht in gewichten])
    assert sum(Decimal(repr(deel)) for (deel,) in uitkomst) == Decimal(centen) / 100


def zin(functie, *argumenten) -> str:
    """What the user reads on hover."""
    with pytest.raises(XlwingsError) as gevangen:
        functie(*argumenten)
    return str(gevangen.value)


@pytest.mark.parametrize(
    ("cel", "melding"),
    [
        (None, "gewichten, cel 2: een lege cel; verwacht: getal."),
        ("", "gewichten, cel 2: een lege cel; verwacht: getal."),
        ("veel", "gewichten, cel 2: 'veel'; verwacht: getal."),
        (
            "1.234,5",
            "gewichten, cel 2: '1.234,5'; verwacht: getal. Dit staat als tekst in de cel: maak er een getal van.",
        ),
        ("#N/A", "gewichten, cel 2: foutwaarde #N/A; verwacht: getal."),
        ("#DIV/0!", "gewichten, cel 2: foutwaarde #DIV/0!; verwacht: getal."),
        (True, "gewichten, cel 2: WAAR; verwacht: getal."),
        (float("nan"), "gewichten, cel 2: foutwaarde #GETAL!; verwacht: getal."),
        (float("inf"), "gewichten, cel 2: foutwaarde #GETAL!; verwacht: getal."),
        (-2.5, "gewichten, cel 2: '-2,5'; verwacht: getal van 0 of meer."),
    ],
)
def test_a_weight_that_is_no_number_of_zero_or_more_is_refused(cel, melding):
    assert zin(VW_VERDEEL, 10.0, [[1.0], [cel], [1.0]]) == melding


def test_a_date_is_no_amount():
    melding = "bedrag: een datum (01-02-2021); verwacht: getal."
    assert zin(VW_VERDEEL, dt.datetime(2021, 2, 1), [[1.0]]) == melding


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        (([[1.0, 2.0]], [[1.0]]), "bedrag: 2 cellen; verwacht: één bedrag."),
        ((None, [[1.0]]), "bedrag: het bereik is leeg; kies de cellen met de gegevens."),
        ((1.0, [[None], [""]]), "gewichten: het bereik is leeg; kies de cellen met de gegevens."),
        ((1.0, []), "gewichten: het bereik is leeg; kies de cellen met de gegevens."),
        (
            (1.0, [[1.0, 2.0], [3.0, 4.0]]),
            "gewichten: 2 rijen en 2 kolommen; verwacht: één kolom (of één rij).",
        ),
        (
            (1.0, [[1.0]], "groteste-rest"),
            "Sluitregel 'groteste-rest' bestaat niet; kies uit open, grootste-rest, grootste-deelnemer, "
            "afrondingsregel. Bedoelde u 'grootste-rest'?",
        ),
        (
            (1.0, [[1.0]], 2.0),
            "sluitregel: '2'; verwacht: een van open, grootste-rest, grootste-deelnemer, afrondingsregel.",
        ),
        (
            (1.0, [[1.0]], "open", "euros"),
            f"Eenheid 'euros' bestaat niet; kies uit {', '.join(EENHEDEN)}. Bedoelde u 'euro'?",
        ),
        ((1.0, [[1.0]], "open", "#REF!"), f"eenheid: foutwaarde #REF!; verwacht: een van {', '.join(EENHEDEN)}."),
        (
            (1e14, [[1.0]]),
            "Een uitkomst heeft meer dan 15 cijfers; Excel kan die niet tot op de eenheid tonen. Kies eenheid euro.",
        ),
    ],
)
def test_wrong_use_of_verdeel_is_one_dutch_sentence(argumenten, melding):
    assert zin(VW_VERDEEL, *argumenten) == melding


def test_fractions_of_a_cent_cannot_close():
    assert "geen bedrag in hele centen" in zin(VW_VERDEEL, 1.005, [[1.0], [1.0]])
    assert VW_VERDEEL(1.005, [[1.0]], "open") == [[1.01]]


def test_weights_that_are_together_nothing_are_refused():
    assert "telt op tot nul" in zin(VW_VERDEEL, 1.0, [[0.0], [0.0]])


NAMEN = [["Beek"], ["Stein"]]
CIJFERS = [["jongeren", "declaraties"], [1.0, 2.0], [3.0, 4.0]]
EVENVEEL = "verwacht: evenveel. Kies bij beide dezelfde rijen, zonder lege cellen en zonder de rij Totaal."


@pytest.mark.parametrize(
    ("gemeenten", "maatstaf", "bedragen", "melding"),
    [
        (NAMEN, [[1.0]], 10.0, f"gemeenten heeft 2 cellen en de cijfers hebben 1 rij; {EVENVEEL}"),
        # A text in the first cell could be a header; no name may get lost by it.
        (
            NAMEN,
            [["n.v.t."], [1.0]],
            10.0,
            f"gemeenten heeft 2 cellen en de cijfers hebben 1 rij onder de kop 'n.v.t.'; {EVENVEEL}",
        ),
        (
            [["Beek"], ["beek"]],
            [[1.0], [1.0]],
            10.0,
            "gemeenten, cel 2: 'beek' staat er twee keer; elke naam mag één keer voorkomen.",
        ),
        (
            [["Beek"], ["Totaal"]],
            [[1.0], [1.0]],
            10.0,
            "gemeenten, cel 2: 'Totaal' is geen gemeente; laat de totaalrij buiten het bereik.",
        ),
        ([["Beek"], [2.0]], [[1.0], [1.0]], 10.0, "gemeenten, cel 2: '2'; verwacht: de naam van een gemeente."),
        (NAMEN, [[1.0], ["#N/A"]], 10.0, "maatstaf, cel 2: foutwaarde #N/A; verwacht: getal."),
        (
            NAMEN,
            [[1.0], [1.0]],
            [[2021.0], [1397920.0]],
            "bedragen: is 2021 een jaartal of een bedrag? Kies alleen de bedragen, "
            "of zet ze naast elkaar met boven elk bedrag een kop.",
        ),
        (
            NAMEN,
            [[1.0], [1.0]],
            [[2020.0, 2020.0], [1.0, 2.0]],
            "bedragen, kop 2: '2020' staat er twee keer; elke naam mag één keer voorkomen.",
        ),
        (
            NAMEN,
            [[1.0], [1.0]],
            [[2020.0, 2021.0], [1.0, "PM"]],
            "bedragen, 2021: 'PM'; verwacht: getal.",
        ),
        (
            NAMEN,
            [[1.0], [1.0]],
            [[766500.0, 1397920.0], [1.0, 2.0]],
            "bedragen, kop 1: '766500'; verwacht: een kop (tekst of jaartal).",
        ),
    ],
)
def test_wrong_use_of_bijdragetabel_is_one_dutch_sentence(gemeenten, maatstaf, bedragen, melding):
    assert zin(VW_BIJDRAGETABEL, gemeenten, maatstaf, bedragen) == melding


@pytest.mark.parametrize(
    ("maatstaven", "gewichten", "melding"),
    [
        (
            CIJFERS,
            [["rato", "jongren", "declaraties"], [1.0, 1.0, 1.0]],
            "gewichten: 'jongren' is geen kolom van maatstaven. Bedoelde u 'jongeren'? "
            "Bekend zijn: rato, jongeren, declaraties.",
        ),
        (
            CIJFERS,
            [["rato", "jongeren"], [1.0, 1.0]],
            "gewichten: 'declaraties' heeft geen gewicht; geef 0 als de maatstaf niet meetelt.",
        ),
        (
            CIJFERS,
            [["jongeren", "declaraties"], [0.0, 0.0]],
            "gewichten: de gewichten zijn samen nul; geef ten minste één gewicht boven nul.",
        ),
        (
            CIJFERS,
            [["jongeren", "declaraties"], [1.0, None]],
            "gewichten, declaraties: een lege cel; verwacht: getal.",
        ),
        (
            CIJFERS,
            [["jongeren", "declaraties"], [1.0, -1.0]],
            "gewichten, declaraties: '-1'; verwacht: getal van 0 of meer.",
        ),
        (
            CIJFERS,
            [[25.0, 25.0]],
            "gewichten: verwacht: twee rijen of kolommen, eerst de namen (zoals rato of jongeren), dan de gewichten.",
        ),
        (
            [["jongeren", "Jongeren"], [1.0, 2.0]],
            [["jongeren"], [1.0]],
            "maatstaven, kop 2: 'Jongeren' staat er twee keer; elke naam mag één keer voorkomen.",
        ),
        (
            [["rato"], [1.0]],
            [["rato"], [1.0]],
            "maatstaven: 'rato' is het gelijke deel en heeft geen cijfers; laat die kolom weg.",
        ),
        (
            [["jongeren"]],
            [["jongeren"], [1.0]],
            "maatstaven: verwacht: een kopregel met namen en daaronder een rij per gemeente.",
        ),
        (
            [["jongeren", None], [1.0, 2.0]],
            [["jongeren"], [1.0]],
            "maatstaven, kop 2: een lege cel; verwacht: een kop (tekst of jaartal).",
        ),
        (
            [["jongeren", "declaraties"], [1.0, 2.0], [3.0, "x"]],
            [["jongeren", "declaraties"], [1.0, 1.0]],
            "maatstaven, rij 3, declaraties: 'x'; verwacht: getal.",
        ),
    ],
)
def test_wrong_use_of_uitvoeringskostentabel_is_one_dutch_sentence(maatstaven, gewichten, melding):
    assert zin(VW_UITVOERINGSKOSTENTABEL, NAMEN, maatstaven, gewichten, 10.0) == melding


def test_points_weigh_units_where_a_key_weighs_shares():
    """50, 50 and 10 points; scaled by a factor they change nothing, and everyone can have some."""
    eenheden = [["ots", "toekenningen"], [10.0, 20.0], [2.0, 44.0], [3.0, 1.0]]
    aandelen = [50 / 110, 50 / 110, 10 / 110]
    assert VW_PUNTEN(eenheden, [["ots", "toekenningen"], [3.0, 1.0]]) == [[deel] for deel in aandelen]
    assert VW_PUNTEN(eenheden, [["ots", 7.5], ["Toekenningen", 2.5]]) == [[deel] for deel in aandelen]
    iedereen = VW_PUNTEN(eenheden, [["ots", "toekenningen", "vast"], [0.0, 0.0, 5.0]])
    assert iedereen == [[1 / 3]] * 3


@pytest.mark.parametrize(
    ("punten", "zin"),
    [
        ([["ots"], [1.0]], "punten: 'toekenningen' heeft geen punten; geef 0 als deze eenheid niet meetelt."),
        ([["ots", "toekening"], [1.0, 1.0]], "is geen kolom van eenheden. Bedoelde u 'toekenningen'?"),
        ([["ots", "toekenningen"], [-1.0, 0.0]], "eenheden, rij 2: de punten zijn samen -10; verwacht: 0 of meer."),
    ],
)
def test_points_that_cannot_be_are_told_in_one_sentence(punten, zin):
    with pytest.raises(XlwingsError) as fout:
        VW_PUNTEN([["ots", "toekenningen"], [10.0, 20.0], [2.0, 44.0]], punten)
    assert zin in str(fout.value)


def test_whole_millions_close_in_a_sheet_too():
    miljoenen = VW_VERDEEL(75_000_000.0, [[10.0], [17.0], [31.0], [42.0]], "grootste-deelnemer", "miljoen")
    assert miljoenen == [[8e6], [13e6], [23e6], [31e6]]
