"""The form that is sent: checks by Excel itself, a verdict that is right, locked where it must be, one page."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange

from calc.uitvraag import uitvraag_van
from gereedschap.maak_formulier import MOMENT, maak_formulier
from schemas.formulier import BLAD
from templates.formulier.opgaveformulier import SJABLOON
from templates.werkmap.vastleggen import leg_vast

NOG_ALLES = "✗ Nog niet volledig. Kijk naar: Jongeren, Toekenningen, Declaraties, Ingevuld door, Contact, Datum"


@pytest.fixture
def blad(uitvraag, leeg):
    return load_workbook(BytesIO(leeg(uitvraag)))[BLAD]


def status(inhoud: bytes) -> str:
    return load_workbook(BytesIO(inhoud), data_only=True)[BLAD]["B4"].value


def test_the_template_is_the_one_that_the_script_makes():
    assert SJABLOON.read_bytes() == leg_vast(maak_formulier(), {}, MOMENT)


def test_the_same_question_gives_the_same_bytes(uitvraag, leeg):
    assert leeg(uitvraag) == leeg(uitvraag)


def test_a_form_shows_whose_it_is_what_is_asked_and_last_years_figure(uitvraag, leeg):
    blad = load_workbook(BytesIO(leeg(uitvraag, "GM0917", jongeren="15,10% (2020)")))[BLAD]
    teksten = [cel.value for rij in blad.iter_rows() for cel in rij if isinstance(cel.value, str)]
    assert "Heerlen: opgave van cijfers over 2021" in teksten
    terug = "Stuur dit formulier terug aan wie het u stuurde."
    assert f"Jeugdhulpregio Zuid-Limburg. {terug} Met deze cijfers worden de kosten van 2022 verdeeld." in teksten
    assert {"GM0917", "keuzepakket", "31 december 2021", "heel 2021", "15,10% (2020)", "–"} <= set(teksten)
    assert not any("{" in tekst for tekst in teksten)


def test_only_the_cells_to_fill_in_are_unlocked_and_there_is_no_password(blad):
    assert blad.protection.sheet
    assert blad.protection.password is None
    open_ = {cel.coordinate for rij in blad.iter_rows() for cel in rij if not cel.protection.locked}
    cijfers = {f"{kolom}{rij}" for kolom in "BDH" for rij in (13, 14, 15)}
    samen = {cel for bereik in ("B18:E20", "B21:H21") for cel in cellen(bereik)}
    assert open_ == cijfers | samen


def cellen(bereik: str) -> list[str]:
    return [f"{chr(64 + k)}{r}" for r, k in CellRange(bereik).cells]


def test_excel_itself_refuses_what_cannot_be(blad):
    toetsen = {str(toets.sqref): toets for toets in blad.data_validations.dataValidation}
    assert (toetsen["B13"].type, toetsen["B13"].formula1, toetsen["B13"].formula2) == ("whole", "0", "1E+12")
    assert (toetsen["D13"].type, toetsen["D13"].formula1) == ("list", '"voorlopig,definitief"')
    assert (toetsen["H13"].type, toetsen["H13"].formula1) == ("date", "DATE(2021,1,1)")
    assert (toetsen["B20"].type, toetsen["B20"].formula2) == ("date", "DATE(2023,12,31)")
    assert all(toets.errorStyle == "stop" and toets.showErrorMessage and toets.error for toets in toetsen.values())


def test_percentages_may_have_decimals_and_are_at_most_100(regio, leeg):
    blad = load_workbook(BytesIO(leeg(uitvraag_van(regio, 2021))))[BLAD]
    toets = next(t for t in blad.data_validations.dataValidation if str(t.sqref) == "B13")
    assert (toets.type, toets.formula1, toets.formula2) == ("decimal", "0", "100")
    assert blad["B13"].number_format == "[$-413]#,##0.00_0"
    assert blad["C13"].value == "% van de regio"


def test_an_empty_form_says_what_is_missing(uitvraag, leeg):
    assert status(leeg(uitvraag)) == NOG_ALLES


def test_the_form_names_what_is_wrong_while_it_is_filled_in(ingevuld, uitvraag, leeg, libreoffice):
    gevallen = [
        (lambda f: None, "I13", "✓ goed", ""),
        (lambda f: setattr(f.cel("Jongeren", "waarde"), "value", None), "I13", "✗ cijfer ontbreekt", "Jongeren"),
        (lambda f: setattr(f.cel("Jongeren", "waarde"), "value", "3000"), "I13", "✗ geen getal", "Jongeren"),
        (lambda f: setattr(f.cel("Toekenningen", "waarde"), "value", -1), "I14", "✗ geen heel getal", "Toekenningen"),
        (lambda f: setattr(f.cel("Declaraties", "waarde"), "value", 1.5), "I15", "✗ geen heel getal", "Declaraties"),
        (lambda f: setattr(f.cel("Jongeren", "stand"), "value", None), "I13", "✗ stand ontbreekt", "Jongeren"),
        (
            lambda f: setattr(f.cel("Jongeren", "peildatum"), "value", "ja"),
            "I13",
            "✗ peildatum is geen datum",
            "Jongeren",
        ),
        (lambda f: f.veld("contact", "  "), "I13", "✓ goed", "Contact"),
        (lambda f: f.veld("datum", "gisteren"), "I13", "✓ goed", "Datum"),
    ]
    gerekend = libreoffice(leeg(uitvraag), *(ingevuld(verander) for verander, *_ in gevallen))
    assert status(gerekend[0]) == NOG_ALLES
    for inhoud, (_, cel, oordeel, kijk_naar) in zip(gerekend[1:], gevallen, strict=True):
        assert load_workbook(BytesIO(inhoud), data_only=True)[BLAD][cel].value == oordeel
        heel = f"✗ Nog niet volledig. Kijk naar: {kijk_naar}" if kijk_naar else "✓ Volledig"
        assert status(inhoud) == heel


def test_a_form_prints_on_one_page(ingevuld, libreoffice):
    (pdf,) = libreoffice(ingevuld(), naar="pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    blad = load_workbook(BytesIO(ingevuld()))[BLAD]
    assert (blad.page_setup.fitToWidth, blad.page_setup.fitToHeight, blad.page_setup.paperSize) == (1, 1, 9)


def test_every_region_has_a_form_with_as_many_rows_as_it_has_maatstaven(drieland, leeg):
    blad = load_workbook(BytesIO(leeg(uitvraag_van(drieland, 2025), "GM9002")))[BLAD]
    assert [blad.cell(rij, 1).value for rij in range(12, 18)] == [
        "Maatstaf", "Inwoners", None, "2. Wie heeft dit ingevuld?", "Ingevuld door", "Contact",
    ]  # fmt: skip
    assert blad["B4"].value.startswith("=IF(")


def test_text_from_a_region_file_never_becomes_a_formula(drieland, leeg):
    maatstaf = drieland.bestand.maatstaven["inwoners"].model_copy(update={"label": "=1+1", "definitie": "+2"})
    anders = drieland.bestand.model_copy(update={"maatstaven": {"inwoners": maatstaf}})
    blad = load_workbook(BytesIO(leeg(uitvraag_van(type(drieland)(anders), 2025), "GM9002")))[BLAD]
    assert (blad["A13"].value, blad["A13"].data_type, blad["F13"].data_type) == ("=1+1", "s", "s")


def test_the_file_properties_hold_no_clock_and_no_machine(uitvraag, leeg):
    eigenschappen = load_workbook(BytesIO(leeg(uitvraag))).properties
    assert eigenschappen.created.date() == date(2022, 1, 1)
    assert eigenschappen.title == "Beek: opgave van cijfers over 2021"
    assert Path(SJABLOON).name == "formulier.xlsx"
