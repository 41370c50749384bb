"""What the reader accepts, and how: exact figures, other spellings, headers in another place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from schemas.fouten import Gebruikersfout, InvoerFouten
from schemas.gegevens import PM, Gegevens
from schemas.geldend import Regio
from schemas.inname import gegevens_uit, lees_invoer, lees_werkboek
from schemas.lezer import lees_kop
from schemas.plaats import Vindplaats
from schemas.werkboek import Foutwaarde, Ongerekend, Raster, Werkboek
from templates.werkmap.vastleggen import leg_vast

Bederf = Callable[[Workbook], object]
Schrijf = Callable[[Bederf], Path]


@pytest.fixture
def lees(schrijf: Schrijf, regio: Regio) -> Callable[[Bederf], Gegevens]:
    """The example after one change that is allowed."""

    def gegevens(bederf: Bederf) -> Gegevens:
        return lees_invoer(schrijf(bederf), regio=regio)

    return gegevens


def test_the_head_tells_region_and_years_before_the_rest_is_read(invoer: Path) -> None:
    kop = lees_kop(lees_werkboek(invoer))
    assert (kop.regio, kop.jaar, list(kop.jaren), kop.scenariojaren[-1]) == (
        "zuid-limburg",
        2021,
        [2020, 2021, 2022, 2023, 2024],
        2026,
    )


def test_figures_are_exactly_what_was_typed(gegevens: Gegevens) -> None:
    beek = [w for w in gegevens.maatstaven if w.gemeentecode == "GM0888"]
    assert [(w.maatstaf, w.waarde, str(w.cel)) for w in beek] == [
        ("verdeelmodel_jeugd", Decimal(2339122), "blad Maatstaven, cel D5"),
        ("jongeren", Decimal("2.7"), "blad Maatstaven, cel E21"),
        ("toekenningen", Decimal("2.54"), "blad Maatstaven, cel F21"),
        ("declaraties", Decimal("2.12"), "blad Maatstaven, cel G21"),
    ]


def test_an_empty_cell_is_not_a_zero(gegevens: Gegevens) -> None:
    taken = {regel.taak: dict(regel.uren) for regel in gegevens.capaciteit}
    assert taken["Actielijn 7 Leefuizen"] == {}
    assert taken["Inzet tbv uitleg 16 gemeenten/vragen beantwoorden"] == dict.fromkeys(range(2021, 2025), Decimal(0))


def test_pm_stays_pm(gegevens: Gegevens) -> None:
    toegang = next(regel for regel in gegevens.scenario if regel.regel == "Toegangsmanagement")
    assert dict(toegang.bedragen) == dict.fromkeys(range(2020, 2027), PM)


def test_another_known_spelling_is_resolved_and_noted(lees: Callable[[Bederf], Gegevens]) -> None:
    def andere_spelling(boek: Workbook) -> None:
        boek["Maatstaven"]["C9"] = "Gulpen-Wittern"
        boek["Maatstaven"]["B5"] = None
        boek["Maatstaven"]["C5"] = "BEEK (l.) "

    gegevens = lees(andere_spelling)
    assert tuple(map(str, gegevens.meldingen)) == (
        "blad Maatstaven, cel C5: spaties rond 'BEEK (l.)' zijn weggelaten",
        "blad Maatstaven, cel C5: 'BEEK (l.)' is gelezen als 'Beek'",
        "blad Maatstaven, cel C9: 'Gulpen-Wittern' is gelezen als 'Gulpen-Wittem'",
    )
    assert gegevens.maatstaven[0].gemeentecode == "GM0888"
    assert gegevens.maatstaven[4].gemeentecode == "GM1729"


def test_a_maatstaf_may_be_headed_by_its_name_and_a_kostensoort_given_by_its_label(
    lees: Callable[[Bederf], Gegevens], gegevens: Gegevens
) -> None:
    def andere_namen(boek: Workbook) -> None:
        boek["Maatstaven"]["D4"] = "verdeelmodel_jeugd"
        boek["Begroting"]["A10"] = "Uitvoeringskosten inkoop"

    anders = lees(andere_namen)
    assert (anders.maatstaven, anders.begroting) == (gegevens.maatstaven, gegevens.begroting)


def test_lines_above_the_table_text_years_and_empty_rows_do_not_matter(
    lees: Callable[[Bederf], Gegevens], gegevens: Gegevens
) -> None:
    def verschoven(boek: Workbook) -> None:
        blad = boek["Vastgesteld"]
        blad["D4"] = "2020"
        blad.insert_rows(4, 3)
        blad.insert_rows(12, 2)

    anders = lees(verschoven)
    assert [w.bedrag for w in anders.vastgesteld] == [w.bedrag for w in gegevens.vastgesteld]
    assert anders.vastgesteld[0].cel == Vindplaats.in_cel("Vastgesteld", 8, 4)


def test_a_published_row_may_be_named_by_the_municipality(lees: Callable[[Bederf], Gegevens]) -> None:
    assert lees(lambda boek: boek["Gepubliceerd"].__setitem__("D5", "Valkenburg")).gedrukt[0].rij == "GM0994"


def test_the_sheet_with_published_figures_may_be_left_out(lees: Callable[[Bederf], Gegevens]) -> None:
    assert lees(lambda boek: boek.__delitem__("Gepubliceerd")).gedrukt == ()


def test_a_formula_counts_by_its_stored_value(schrijf: Schrijf, regio: Regio, tmp_path: Path) -> None:
    """0.1 + 0.2 leaves noise in a double, as formulas in Excel do; the reader sees the 0.3 that Excel shows."""
    from openpyxl import load_workbook

    boek = load_workbook(schrijf(lambda boek: None))
    boek.calculation.fullCalcOnLoad = False
    boek["Begroting"]["F10"] = "=0.1+0.2"
    pad = tmp_path / "formule.xlsx"
    pad.write_bytes(leg_vast(boek, {"Begroting": {"F10": 0.1 + 0.2}}, datetime(2021, 1, 1)))
    gegevens = lees_invoer(pad, regio=regio)
    assert gegevens.begroting[5].bedragen[2021] == Decimal("0.3")


def test_an_outcome_that_the_file_itself_calls_stale_is_none(schrijf: Schrijf, regio: Regio, tmp_path: Path) -> None:
    """Libraries store 0 for every formula and ask Excel to calculate on opening: a post of 957.119 became 0."""
    from openpyxl import load_workbook

    boek = load_workbook(schrijf(lambda boek: None))
    boek["Begroting"]["F10"] = "=957119+0"
    inhoud = leg_vast(boek, {"Begroting": {"F10": 0}}, datetime(2021, 1, 1))
    with pytest.raises(InvoerFouten, match=r"cel F10: formule '=957119\+0' heeft geen berekende waarde"):
        lees_invoer(inhoud, naam="invoer.xlsx", regio=regio)


def test_error_formula_without_value_and_nothing_are_three_things(schrijf: Schrijf) -> None:
    def drie(boek: Workbook) -> None:
        boek["Tarieven"]["E5"] = "#DIV/0!"
        boek["Tarieven"]["E6"] = "=1+1"
        boek["Tarieven"]["E7"] = None

    boek = lees_werkboek(schrijf(drie))
    cellen = next(blad for blad in boek.bladen if blad.naam == "Tarieven").cellen
    assert (cellen[5, 5], cellen[6, 5], cellen.get((7, 5))) == (Foutwaarde("#DIV/0!"), Ongerekend("=1+1"), None)


def test_a_stray_cell_in_the_last_corner_is_refused_by_the_gate_and_takes_no_time(
    schrijf: Schrijf, regio: Regio
) -> None:
    with pytest.raises(Gebruikersfout, match="heeft cijfers die te ver uit elkaar staan"):
        lees_invoer(schrijf(lambda boek: boek["Tarieven"].__setitem__("XFD1048576", "x")), regio=regio)


@pytest.fixture(scope="session")
def rasters(klein: bytes, tmp_path_factory: pytest.TempPathFactory) -> Werkboek:
    pad = tmp_path_factory.mktemp("klein") / "invoer.xlsx"
    pad.write_bytes(klein)
    return lees_werkboek(pad)


def _understood(boek: Werkboek, regio: Regio) -> bool:
    """Whether it gives figures, or else a message with what is wrong."""
    try:
        gegevens_uit(boek, None, regio)
    except Gebruikersfout as fout:
        return "niet bruikbaar" in str(fout)
    return True


vreemd = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.just(Foutwaarde("#N/A")),
    st.just(Ongerekend("=A1")),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.data())
def test_whatever_stands_in_a_cell_gives_figures_or_a_sentence(rasters: Werkboek, regio: Regio, data: Any) -> None:
    plek = data.draw(st.integers(0, len(rasters.bladen) - 1))
    raster = rasters.bladen[plek]
    cellen = dict(raster.cellen)
    for cel in data.draw(st.lists(st.sampled_from(sorted(cellen)), min_size=1, max_size=4)):
        waarde = data.draw(vreemd)
        cellen.pop(cel, None)
        if waarde is not None:
            cellen[cel] = waarde
    bladen = tuple(Raster(b.naam, cellen) if b is raster else b for b in rasters.bladen)
    assert _understood(replace(rasters, bladen=bladen), regio)


def test_every_sheet_and_column_can_go_missing_without_a_traceback(rasters: Werkboek, regio: Regio) -> None:
    for raster in rasters.bladen:
        kopcellen = [cel for cel in raster.cellen if cel[0] == 4]
        varianten = [{k: v for k, v in raster.cellen.items() if k[1] != kop[1]} for kop in kopcellen]
        for cellen in [{}, *varianten]:
            bladen = tuple(Raster(b.naam, cellen) if b is raster else b for b in rasters.bladen)
            assert _understood(replace(rasters, bladen=bladen), regio)


def test_own_columns_and_fields_are_left_alone_and_named_in_one_note(lees: Callable[[Bederf], Gegevens]) -> None:
    def eigen(boek: Workbook) -> None:
        boek["Begroting"]["L4"], boek["Begroting"]["L5"] = "Budgethouder", "Kees"
        boek["Tarieven"]["H4"] = "Wie"
        boek["Plan"]["A19"], boek["Plan"]["B19"] = "Dossiernummer", 12
        boek.create_sheet("Kladje")["A1"] = "zelf"

    assert tuple(map(str, lees(eigen).meldingen)) == (
        "niet gelezen, want geen deel van de invoer: blad Plan, veld 'Dossiernummer'; blad Kladje; "
        "blad Begroting, kolom 'Budgethouder'; blad Tarieven, kolom 'Wie'",
    )


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell_for_every_door(
    schrijf: Schrijf, regio: Regio, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    boek = load_workbook(schrijf(lambda boek: None))
    boek.calculation.fullCalcOnLoad = False
    boek["Begroting"]["J10"] = '=""'
    inhoud = leg_vast(boek, {"Begroting": {"J10": ""}}, datetime(2021, 1, 1))
    assert lees_invoer(inhoud, naam="invoer.xlsx", regio=regio).begroting[5].afgeleid == ""


def test_a_day_that_is_typed_as_text_is_read_and_said(lees: Callable[[Bederf], Gegevens]) -> None:
    """Other programs write every day as text; a day that does not exist is still refused."""

    def typ(boek: Workbook) -> None:
        for cel, waarde in (("B11", "definitief"), ("B14", "Bestuur"), ("B15", "15-09-2020"), ("B16", "2020-1")):
            boek["Plan"][cel] = waarde

    gegevens = lees(typ)
    assert gegevens.plan.besluitdatum == date(2020, 9, 15)
    assert "blad Plan, cel B15: tekst '15-09-2020' is gelezen als 15 september 2020" in map(str, gegevens.meldingen)

    def fout(boek: Workbook) -> None:
        typ(boek)
        boek["Plan"]["B15"] = "31-09-2020"

    with pytest.raises(InvoerFouten, match="cel B15: '31-09-2020'; verwacht: datum, zoals 1-1-2021"):
        lees(fout)
