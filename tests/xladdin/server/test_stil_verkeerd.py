"""What a spreadsheet user does by accident, through the front: asked about or refused, and never a wrong amount."""

from __future__ import annotations

import re

import pytest

NAMEN = [["Beek"], ["Brunssum"], ["Vaals"]]
CIJFERS = [[2910], [4580], [1320]]
DATUM = {"type": "Double", "basicType": "Double", "basicValue": 44197, "numberFormat": "d-m-jjjj"}
ALS_BEDRAG = {"type": "Double", "basicType": "Double", "basicValue": 250, "numberFormat": '€ #,##0.00 "dagen"'}
NUMMER = re.compile(r" \(vraag [0-9a-f]{8}\)$")


@pytest.fixture
def uit(client, roep):
    """The rows that a formula spills, or the sentence of its error value."""

    def doe(naam, *args):
        antwoord = roep(client, f"VW_{naam}", *args)
        return antwoord.json()["result"] if antwoord.status_code == 200 else NUMMER.sub("", antwoord.text)

    return doe


def test_an_empty_cell_at_the_end_is_like_one_in_the_middle(uit):
    assert uit("VERDEEL", [[1000]], [[450], [""], [250]]) == "gewichten, cel 2: een lege cel; verwacht: getal."
    assert uit("VERDEEL", [[1000]], [[450], [250], [""]]) == "gewichten, cel 3: een lege cel; verwacht: getal."


def test_a_whole_column_is_what_is_filled_of_it(uit):
    heel = [[450], [400], [250], *[[""]] * 1_048_573]
    assert uit("VERDEEL", [[1000]], heel) == [[409.09], [363.64], [227.27]]
    assert uit("VERDEEL", [[1000]], [[450, *[""] * 16_383]]) == [[1000]]


def test_a_reference_to_an_empty_cell_is_no_argument_left_out(een, uit):
    assert uit("BIJDRAGE", [["Beek"]], [[2021]], None) == [[pytest.approx(109040.03)]]
    for leeg in ("", None):
        zin = NUMMER.sub("", een("VW_BIJDRAGE", [["Beek"]], [[2021]], [[leeg]])["zin"])
        assert zin == (
            "kostensoort: een lege cel; verwacht: een van beleid, inkoop. "
            "Laat het argument weg als u het niet wilt opgeven."
        )


def test_a_date_is_no_number_where_excel_says_that_it_is_one(een):
    assert NUMMER.sub("", een("VW_VERDEEL", [[1000]], [[450], [DATUM]])["zin"]) == (
        "gewichten, cel 2: een datum (01-01-2021); verwacht: getal."
    )
    uur = {**DATUM, "basicValue": 0.5, "numberFormat": "uu:mm"}
    assert "een tijd (12:00); verwacht: getal." in een("VW_VERDEEL", [[1000]], [[450], [uur]])["zin"]
    assert een("VW_VERDEEL", [[1000]], [[450], [400], [ALS_BEDRAG]])["uitkomst"] == [[409.09], [363.64], [227.27]]


def test_a_head_with_figures_in_it_is_a_head_and_the_year_below_it_no_weight(uit):
    kaal = uit("BIJDRAGETABEL", NAMEN, CIJFERS, [[766500]])
    for kop in ("Gemeente 2021", "Gemeenten (2021)", "Naam gemeente"):
        tabel = uit("BIJDRAGETABEL", [[kop], *NAMEN], [[2019], *CIJFERS], [[766500]])
        assert tabel[0][:2] == ["Gemeente", "2019"]
        assert tabel[1:] == kaal[1:]
    # Who lists its municipalities this way has no head.
    assert uit("BIJDRAGETABEL", [["Gemeente Beek"], *NAMEN[1:]], CIJFERS, [[766500]])[1][0] == "Gemeente Beek"


@pytest.mark.parametrize(
    "bedragen", [[[2021], [766500]], [[2021, 766500]], [[766500, 2021]], [[2021], [766500], [1397920]]]
)
def test_a_year_beside_an_amount_is_asked_about_in_both_directions(uit, bedragen):
    assert uit("BIJDRAGETABEL", NAMEN, CIJFERS, bedragen).startswith(
        "bedragen: is 2021 een jaartal of een bedrag? Kies alleen de bedragen"
    )


def test_years_in_two_rows_or_columns_are_asked_about(uit):
    sleutel = [["jongeren"], *CIJFERS], [["jongeren"], [1]]
    for bedragen in ([[2021, 2022, 2023], [2050, 2100, 2150]], [[2021, 2050], [2022, 2100], [2023, 2150]]):
        zin = uit("MEERJAREN", NAMEN, *sleutel, bedragen)
        assert re.match(r"bedragen: staan de jaren \(2021, 2022, 2023\) in de eerste (rij|kolom), of \(2050", zin), zin
    assert "(2021) in de eerste kolom, of (2022) in de tweede kolom" in uit(
        "BIJDRAGETABEL", NAMEN, CIJFERS, [[2021, 2022]]
    )
    liggend = [["2021", "2022"], [766500, 1397920]]
    staand = [["2021", 766500], ["2022", 1397920]]
    assert uit("BIJDRAGETABEL", NAMEN, CIJFERS, staand) == uit("BIJDRAGETABEL", NAMEN, CIJFERS, liggend)


def test_an_index_above_a_quarter_is_asked_about(uit):
    assert uit("INDEXEER", [[1000]], [[0.5]]) == (
        "percentages, cel 1: '0,5'; verwacht: een percentage van ten hoogste 25%. Dit is 50%; "
        "typ het met een procentteken. Is het dat echt, geef dan 50% op als hoogste."
    )
    assert uit("INDEXEER", [[1000]], [[0.5]], None, [[0.5]])[1][3] == 1500
    assert uit("INDEXEER", [[1000]], [[0.25]])[1][3] == 1250


def test_published_percentages_are_compared_with_their_own_decimals(uit):
    gepubliceerd, berekend = [[0.0197], [0.0232]], [[0.019712], [0.02326]]
    assert uit("AANSLUITING", gepubliceerd, berekend, "0,01%") == [["gelijk"], ["afwijking"]]
    assert uit("AANSLUITING", gepubliceerd, berekend, [["0.1%"]]) == [["afwijking"], ["afwijking"]]
    assert uit("AANSLUITING", gepubliceerd, berekend) == (
        "gepubliceerd, kolom 1: zijn dit percentages? Geef bij eenheid op waarop zij zijn afgerond, zoals 0,01% voor "
        "twee decimalen, en vergelijk bedragen in een eigen formule."
    )
    assert "honderdduizend, miljoen, 1%, 0,1%, 0,01%, 0,001%" in uit("AANSLUITING", gepubliceerd, berekend, "0,02%")


ZESTIEN = 16
SOM = "rijen erboven; laat de totaalrij buiten het bereik."


@pytest.fixture
def zestien(bron):
    """The sixteen with their part of the key of 7.1.3."""
    rijen = [rij for rij in bron("bijdrage_beleid") if rij["gemeente"] != "Totaal"]
    assert len(rijen) == ZESTIEN
    return [[rij["gemeente"]] for rij in rijen], [[float(rij["verdeelmodel_jeugd_2019_eur"])] for rij in rijen]


@pytest.mark.parametrize("naam", ["Alle zestien", "Limburg-Zuid", "Samenwerkingsverband", "Heuvelland en Mijnstreek"])
def test_a_row_that_adds_up_to_the_others_is_no_participant_whatever_it_is_called(uit, zestien, naam):
    namen, cijfers = zestien
    som = [[sum(cel for (cel,) in cijfers)]]
    zin = uit("BIJDRAGETABEL", [*namen, [naam]], cijfers + som, [[766500]])
    assert zin.startswith(f"maatstaf, cel 17: '{naam}' is precies de som van 16 {SOM}")


def test_a_subtotal_without_a_name_is_no_participant(uit, zestien):
    _, cijfers = zestien
    half = [[sum(cel for (cel,) in cijfers[:9])]]
    met = [*cijfers[:9], *half, *cijfers[9:]]
    assert uit("VERDEEL", [[766500]], met).startswith(f"gewichten, cel 10: deze rij is precies de som van 9 {SOM}")
    sleutel = [["kosten", "andere"], *([cel, cel / 2] for (cel,) in met)], [["kosten", "andere"], [50, 50]]
    assert uit("SLEUTEL", *sleutel).startswith(f"maatstaven, rij 11: deze rij is precies de som van 9 {SOM}")
    # In one column it happens; a total is one in every column.
    sleutel[0][10][1] += 1
    assert len(uit("SLEUTEL", *sleutel)) == ZESTIEN + 1


def test_a_municipality_that_happens_to_be_the_sum_of_others_takes_part(uit):
    tabel = uit("BIJDRAGETABEL", [["Beek"], ["Vaals"], ["Stein"]], [[1], [2], [3]], [[600]])
    assert [rij[0] for rij in tabel] == ["Gemeente", "Beek", "Vaals", "Stein", "Totaal"]
    assert uit(
        "TOENAME", [["Gemeente", 2020, 2021], ["Beek", 1, 2], ["Vaals", 2, 2], ["Samen!", 3, 4]], [[2020]], [[2021]]
    )[:60].startswith("tabel, rij 4: 'Samen!' is")


@pytest.mark.parametrize("naam", ["Regio Zuid-Limburg", "Zuid-Limburg", "Jeugdhulpregio Zuid-Limburg", "Nederland"])
def test_a_region_or_a_country_is_no_municipality(uit, zestien, naam):
    namen, cijfers = zestien
    # Rounded otherwise, so that it adds up to nothing.
    zin = uit("BIJDRAGETABEL", [*namen, [naam]], [*cijfers, [118_543_000]], [[766500]])
    assert zin.startswith(f"gemeenten, cel 17: '{naam}' is ")
    assert zin.endswith("laat de totaalrij buiten het bereik.")


def test_subtotals_of_parts_of_a_region_are_no_municipalities_however_many(uit, zestien):
    namen, cijfers = zestien
    delen = [["Maastricht-Heuvelland"], ["Parkstad"], ["Westelijke Mijnstreek"]]
    zin = uit("BIJDRAGETABEL", [*namen, *delen], [*cijfers, [7], [8], [9]], [[766500]])
    assert zin.startswith("gemeenten, cel 17: 'Maastricht-Heuvelland' is een gebied en geen gemeente; ")


@pytest.mark.parametrize(("functie", "jaren"), [("TOENAME", ([[2020]], [[2021]])), ("MUTATIES", ())])
def test_a_region_in_a_table_over_years_is_not_counted_along(uit, zestien, functie, jaren):
    namen, cijfers = zestien
    rijen = [[naam, cijfer, cijfer + 5] for (naam,), (cijfer,) in zip(namen, cijfers, strict=True)]
    zin = uit(functie, [["Gemeente", 2020, 2021], *rijen, ["Regio Zuid-Limburg", 118_543_000, 118_543_080]], *jaren)
    assert zin == (
        "tabel, rij 18: 'Regio Zuid-Limburg' is een gebied en geen gemeente; laat de totaalrij buiten het bereik."
    )


def test_a_list_of_regions_is_a_list_of_participants(uit):
    namen = [["Regio Noord"], ["Regio Oost"], ["Regio West"]]
    assert len(uit("BIJDRAGETABEL", namen, CIJFERS, [[766500]])) == 5


def maatstaven(namen):
    return [["Peiljaar", "Gemeente", "Jongeren", "Toekenningen", "Declaraties", "Budget jeugd"], *(
        [2020, naam, 1, 1, 1, 1] for naam in namen
    )]  # fmt: skip


def test_who_is_missing_in_a_table_is_said(uit, client, bron):
    namen = [rij["gemeente"] for rij in bron("bijdrage_beleid") if rij["gemeente"] != "Totaal"]
    regels = [regel for (regel,) in uit("VALIDEER", maatstaven(namen[:-1]), [["Maatstaven"]])]
    assert f"deelnemer '{namen[-1]}' (GM0994) ontbreekt bij peiljaar 2020" in regels
    regels = [regel for (regel,) in uit("VALIDEER", maatstaven(namen[:3]), [["Maatstaven"]])]
    assert "Melding: hier staan 3 van de 16 deelnemers van peiljaar 2020" in regels
    vraag = {"soort": "Maatstaven", "blad": "Blad1", "hoek": "B3", "cellen": maatstaven(namen[:-1])}
    antwoord = client.post("/vw/controleer-bereik", json=vraag).json()
    assert not antwoord["goed"]
    assert f"deelnemer '{namen[-1]}' (GM0994) ontbreekt bij peiljaar 2020" in [
        bevinding["tekst"] for bevinding in antwoord["bevindingen"]
    ]


def test_versie_is_calculated_anew_with_every_calculation_and_all_others_are_kept(excel, server):
    keer = {"naam": "VW_VERDEEL", "args": [[[1000]], [[1], [1]]], "kenmerk": "a"}
    versie = {"naam": "VW_VERSIE", "args": [], "kenmerk": "a"}
    gezien = excel(server, keer, keer, {**keer, "kenmerk": "b"}, versie, versie)
    assert [len(antwoord["verzoeken"]) for antwoord in gezien["antwoorden"]] == [1, 0, 1, 1, 1]
    vluchtig = [een["name"] for een in gezien["beschreven"] if een["options"].get("volatile")]
    assert vluchtig == ["VW.VERSIE", "VW_VERSIE"]


def test_an_answer_tells_which_plan_it_rests_on(client, roep):
    antwoord = roep(client, "VW_BIJDRAGE", [["Beek"]], [[2021]], [["inkoop"]]).json()
    plan, *_ = client.get("/vw/overzicht").json()["plannen"]
    assert antwoord["plannen"] == {"zuid-limburg-2021": plan["kenmerk"]}
    assert plan["heet"] == ["zuid-limburg-2021"]
    assert "plannen" not in roep(client, "VW_VERDEEL", [[1]], [[1]]).json()


def test_what_the_server_holds_has_one_fingerprint(client, vreemde):
    assert vreemde.get("/vw/kenmerk").status_code == 401
    assert len({client.get("/vw/kenmerk").json()["kenmerk"] for _ in range(2)}) == 1


def test_years_may_be_text_as_excel_makes_them_in_the_head_of_a_table(uit):
    assert uit("BIJDRAGE", [["Beek"]], [["2021"]], [["inkoop"]]) == [[81456]]
    assert uit("PLANTABEL", [["verdeling"]], [["2021"]], [["inkoop"]]) == uit(
        "PLANTABEL", [["verdeling"]], [[2021]], [["inkoop"]]
    )


def test_a_row_of_years_gives_a_column_for_each(uit, zestien):
    namen, _ = zestien
    jaren = [2020, 2021, 2022, 2023, 2024]
    tabel = uit("BIJDRAGE", namen, [jaren], [["inkoop"]])
    assert [len(tabel), {len(rij) for rij in tabel}] == [16, {5}]
    assert tabel == uit("BIJDRAGE", namen, [[str(jaar) for jaar in jaren]], [["inkoop"]])
    assert [[rij[1]] for rij in tabel] == uit("BIJDRAGE", namen, [[2021]], [["inkoop"]])
    assert uit("BIJDRAGE", [["Beek", "Vaals"]], [[2021, 2022]], [["inkoop"]]).startswith("gemeente: met meer jaren")
    assert uit("BIJDRAGE", namen, [[2021], [2022]]).startswith(
        "jaar: 2 rijen en 1 kolom; verwacht: één jaar, of een rij"
    )


def test_weights_may_be_rows_or_columns(uit):
    cijfers = [["jongeren", "toekenningen"], [2910, 230], [4580, 410], [1320, 95]]
    liggend = [["rato", "jongeren", "toekenningen"], [20, 40, 40]]
    staand = [[naam, gewicht] for naam, gewicht in zip(*liggend, strict=True)]
    assert uit("SLEUTEL", cijfers, staand) == uit("SLEUTEL", cijfers, liggend)
    assert uit("SLEUTEL", cijfers, [["jongeren", 60], ["toekenningen", 40]]) == uit(
        "SLEUTEL", cijfers, [["jongeren", "toekenningen"], [60, 40]]
    )
    assert uit("VERDEEL", [[1000]], [[450, 400, 250]]) == uit("VERDEEL", [[1000]], [[450], [400], [250]])
