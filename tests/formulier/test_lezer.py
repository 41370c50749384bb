"""A form that came back: recognised whatever happened to its looks, and every fault named with its cell."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from calc.uitvraag import uitvraag_van
from schemas.formulier import BLAD
from schemas.formulierblad import GeenFormulier, is_formulier, lees_formulierkop
from schemas.formulierlezer import lees_formulier
from schemas.fouten import Gebruikersfout
from schemas.inname import lees_werkboek
from schemas.kenmerk import kenmerk

GEHEIM = b"g" * 32


def zet(label: str, kolom: str, waarde: object):
    return lambda f: setattr(f.cel(label, kolom), "value", waarde)


def veld(naam: str, waarde: object):
    return lambda f: f.veld(naam, waarde)


def test_a_good_form_gives_its_figures_and_its_sender(ingevuld, lees):
    opgave = lees(ingevuld())
    assert (opgave.gemeentecode, opgave.gemeente, opgave.jaar, opgave.peiljaar) == ("GM0888", "Beek", 2022, 2021)
    assert {c.maatstaf: c.waarde for c in opgave.cijfers} == {"jongeren": 3000, "toekenningen": 400, "declaraties": 500}
    assert {(c.stand, c.peildatum) for c in opgave.cijfers} == {("definitief", None)}
    assert opgave.cijfers[0].cel == (13, 2)
    assert (opgave.ingevuld_door, opgave.contact) == ("Controller", "controller@gemeente.example")
    assert opgave.datum == date(2022, 2, 3)
    assert (opgave.waarschuwingen, opgave.meldingen) == ((), ())


def test_a_form_that_nobody_filled_in_is_empty_and_not_wrong(uitvraag, leeg, lees):
    opgave = lees(leeg(uitvraag, "GM0917"))
    assert opgave.leeg
    assert opgave.gemeente == "Heerlen"


def test_libreoffice_changes_nothing(ingevuld, lees, libreoffice):
    inhoud = ingevuld(zet("Jongeren", "peildatum", date(2021, 12, 30)))
    (terug,) = libreoffice(inhoud)
    voor, na = lees(inhoud), lees(terug)
    assert na.cijfers == voor.cijfers
    assert na.waarschuwingen == voor.waarschuwingen
    assert na.sha256 != voor.sha256


def restyled(f) -> None:
    """What people do to a form, were it not locked."""
    f.ws.title = "Blad 1"
    for samen in list(f.ws.merged_cells.ranges):
        f.ws.unmerge_cells(str(samen))
    f.ws.insert_rows(1, 3)
    f.ws.insert_cols(1)
    for rij in f.ws.iter_rows():
        for cel in rij:
            cel.fill = PatternFill("solid", start_color="FFFF0000", end_color="FFFF0000")
    f.ws.sheet_view.showGridLines = True


def test_moved_and_recoloured_cells_and_another_sheet_name_do_not_matter(ingevuld, lees):
    opgave = lees(ingevuld(restyled))
    assert [c.waarde for c in opgave.cijfers] == [3000, 400, 500]
    assert opgave.cijfers[0].cel == (16, 3)


def test_a_row_between_the_figures_does_not_matter(ingevuld, lees):
    assert len(lees(ingevuld(lambda f: f.ws.insert_rows(14))).cijfers) == 3


def test_a_sheet_with_notes_of_their_own_is_passed_over_and_told(ingevuld, lees):
    opgave = lees(ingevuld(lambda f: f.ws.parent.create_sheet("Notities").append(["zie dossier"])))
    assert [str(m) for m in opgave.meldingen] == ["blad Notities: niet gelezen: alleen het formulier telt"]


def test_percentages_are_read_as_typed(regio, leeg):
    uitvraag = uitvraag_van(regio, 2021)
    boek = load_workbook(BytesIO(leeg(uitvraag)))
    ws = boek[BLAD]
    for rij, waarde in ((13, 2.7), (14, "2,34%"), (15, 2)):
        ws.cell(rij, 2).value, ws.cell(rij, 4).value = waarde, "definitief"
    ws["B18"], ws["B19"], ws["B20"] = "Controller", "045 0000000", date(2021, 2, 3)
    uit = BytesIO()
    boek.save(uit)
    opgave = lees_formulier(lees_werkboek(uit.getvalue(), "opgave.xlsx"), uitvraag, GEHEIM)
    assert [c.waarde for c in opgave.cijfers] == [Decimal("2.7"), Decimal("2.34"), Decimal(2)]


def test_a_percentage_that_excel_kept_as_a_fraction_asks_for_a_look(regio, leeg):
    uitvraag = uitvraag_van(regio, 2021)
    boek = load_workbook(BytesIO(leeg(uitvraag)))
    ws = boek[BLAD]
    for rij, waarde in ((13, 0.027), (14, 0.91), (15, 2.125)):
        ws.cell(rij, 2).value, ws.cell(rij, 4).value = waarde, "definitief"
    ws["B18"], ws["B19"], ws["B20"] = "Controller", "045 0000000", date(2021, 2, 3)
    uit = BytesIO()
    boek.save(uit)
    opgave = lees_formulier(lees_werkboek(uit.getvalue(), "opgave.xlsx"), uitvraag, GEHEIM)
    assert [str(w) for w in opgave.waarschuwingen] == [
        "blad Opgave, cel B13: '0,027' is gelezen als 0,027%. Bedoelt u 2,7%? Typ dan 2,7, zonder procentteken"
    ]


# --- figures


@pytest.mark.parametrize(
    ("waarde", "zin"),
    [
        (-10, "cel B13: '-10'; verwacht: geheel getal van 0 of meer"),
        (1.5, "cel B13: '1,5'; verwacht: geheel getal van 0 of meer"),
        (1e15, "cel B13: '1000000000000000' heeft te veel cijfers; een rekenblad bewaart er hooguit 15"),
        (1e30, "cel B13: '1000000000000000019884624838656' heeft te veel cijfers; een rekenblad bewaart er hooguit 15"),
        (1e300, "cel B13: dit getal heeft te veel cijfers; een rekenblad bewaart er hooguit 15"),
        ("9" * 16, "cel B13: '9999999999999999' heeft te veel cijfers; een rekenblad bewaart er hooguit 15"),
        ("veel", "cel B13: 'veel'; verwacht: geheel getal van 0 of meer"),
        (
            "1.000",
            "cel B13: '1.000' is dubbelzinnig: bedoelt u 1000 of 1,000? Schrijf 1000 of 1,0000",
        ),
        ("12%", "cel B13: '12%'; verwacht: geheel getal van 0 of meer"),
        ("€ 12", "cel B13: '€ 12'; verwacht: geheel getal van 0 of meer"),
        ("12,5", "cel B13: '12,5'; verwacht: geheel getal van 0 of meer"),
        (True, "cel B13: 'WAAR'; verwacht: geheel getal van 0 of meer"),
        ("#N/A", "cel B13: '#N/A' is een foutwaarde; verwacht: geheel getal van 0 of meer"),
        (
            "=A1",
            "cel B13: formule '=A1' heeft geen berekende waarde in het bestand; verwacht: geheel getal van 0 of meer. "
            "Open het bestand in Excel en sla het op, of typ de waarde.",
        ),
        (None, "cel B13: leeg; verwacht: geheel getal van 0 of meer"),
        (datetime(2021, 1, 1), "cel B13: '1 januari 2021'; verwacht: geheel getal van 0 of meer"),
    ],
)
def test_a_figure_that_is_none_is_told_with_its_cell(waarde, zin, fouten):
    assert fouten(zet("Jongeren", "waarde", waarde)) == f"opgave.xlsx is niet bruikbaar (1 fout):\n  blad Opgave, {zin}"


@pytest.mark.parametrize(("waarde", "gelezen"), [("3000", "3000"), (" 1.234.567 ", "1234567"), ("3 000", "3000")])
def test_a_number_typed_as_text_is_understood_and_told(waarde, gelezen, ingevuld, lees):
    opgave = lees(ingevuld(zet("Jongeren", "waarde", waarde)))
    assert opgave.cijfers[0].waarde == Decimal(gelezen)
    assert [str(m) for m in opgave.meldingen] == [
        f"blad Opgave, cel B13: tekst '{waarde.strip()}' is gelezen als {gelezen}"
    ]


def test_all_faults_are_told_at_once(fouten):
    def verander(f) -> None:
        f.cel("Jongeren", "waarde").value = -10
        f.cel("Toekenningen", "stand").value = "misschien"
        f.cel("Declaraties", "peildatum").value = date(2019, 1, 1)
        f.veld("contact", None)
        f.veld("datum", "gisteren")

    assert fouten(verander) == (
        "opgave.xlsx is niet bruikbaar (5 fouten):\n"
        "  blad Opgave, cel B13: '-10'; verwacht: geheel getal van 0 of meer\n"
        "  blad Opgave, cel D14: 'misschien'; verwacht: voorlopig of definitief\n"
        "  blad Opgave, cel H15: '1 januari 2019'; verwacht: datum van 1 januari 2021 tot en met 31 december 2023\n"
        "  blad Opgave, cel B19: leeg; verwacht: tekst\n"
        "  blad Opgave, cel B20: 'gisteren'; verwacht: datum, zoals 1-1-2021"
    )


def test_a_form_that_is_half_filled_in_is_no_empty_form(fouten, uitvraag, leeg, lees):
    boek = load_workbook(BytesIO(leeg(uitvraag)))
    boek[BLAD]["B13"] = 3000
    uit = BytesIO()
    boek.save(uit)
    with pytest.raises(Gebruikersfout, match=r"niet bruikbaar \(8 fouten\)"):
        lees(uit.getvalue())


# --- what was asked


def test_another_unit_is_a_fault(fouten):
    assert "cel C13: 'x 1.000'; verwacht: aantal, zoals op het formulier stond" in fouten(
        zet("Jongeren", "eenheid", "x 1.000")
    )


def test_a_definition_that_was_typed_over_is_a_warning(ingevuld, lees):
    opgave = lees(ingevuld(zet("Jongeren", "definitie", "Jongeren tot 18 jaar")))
    assert [str(w) for w in opgave.waarschuwingen] == [
        "blad Opgave, cel F13: de definitie van Jongeren is veranderd in 'Jongeren tot 18 jaar'; "
        "gevraagd was: Jongeren tot 20 jaar die in de gemeente wonen"
    ]


def test_another_day_than_was_asked_is_a_warning_and_the_same_day_is_not(ingevuld, lees):
    ander = lees(ingevuld(zet("Jongeren", "peildatum", date(2021, 9, 30))))
    assert [str(w) for w in ander.waarschuwingen] == [
        "blad Opgave, cel H13: Jongeren is geteld op 30 september 2021; gevraagd was: 31 december 2021"
    ]
    assert ander.cijfers[0].peildatum == date(2021, 9, 30)
    assert ander.cijfers[0].opmerking == "Jongeren is geteld op 30 september 2021; gevraagd was: 31 december 2021"
    assert ander.cijfers[1].opmerking == ""
    assert lees(ingevuld(zet("Jongeren", "peildatum", date(2021, 12, 31)))).waarschuwingen == ()


def test_a_date_typed_as_text_is_understood(ingevuld, lees):
    opgave = lees(ingevuld(veld("datum", "3-2-2022")))
    assert opgave.datum == date(2022, 2, 3)
    assert str(opgave.meldingen[0]) == "blad Opgave, cel B20: tekst '3-2-2022' is gelezen als 3 februari 2022"


@pytest.mark.parametrize(
    ("verander", "zin"),
    [
        (
            zet("Jongeren", "maatstaf", "Inwoners"),
            "cel A13: 'Inwoners' is niet gevraagd; verwacht: Jongeren, ",
        ),
        (zet("Jongeren", "maatstaf", "Inwoners"), "blad Opgave: de rij van Jongeren ontbreekt"),
        (zet("Jongeren", "maatstaf", "Toekenningen"), "cel A14: 'Toekenningen' staat er twee keer, eerder in rij 13"),
        (lambda f: setattr(f.ws["B12"], "value", "Aantal"), "is geen opgaveformulier van Verdeelwijzer"),
        (lambda f: setattr(f.ws["D12"], "value", "Soort"), "blad Opgave: kolom 'Stand' ontbreekt"),
        (lambda f: setattr(f.ws["A19"], "value", "Telefoon"), "blad Opgave: 'Contact' ontbreekt"),
    ],
)
def test_a_form_whose_words_were_changed_says_which(verander, zin, fouten):
    assert zin in fouten(verander)


# --- whose form


def test_a_form_under_the_code_of_another_is_seen(fouten):
    def verander(f) -> None:
        f.veld("gemeente", "Beekdaelen")
        f.veld("gemeentecode", "GM1954")

    assert fouten(verander) == (
        "opgave.xlsx is niet bruikbaar (1 fout):\n"
        "  blad Opgave, cel H6: dit kenmerk hoort bij Beek (GM0888) in 2022, niet bij Beekdaelen (GM1954) in 2022"
    )


def test_a_form_of_last_year_is_seen(fouten, uitvraag, regio, leeg, lees):
    oud = leeg(uitvraag_van(regio, 2021))
    with pytest.raises(Gebruikersfout) as gevonden:
        lees(oud)
    assert str(gevonden.value) == (
        "opgave.xlsx is niet bruikbaar (2 fouten):\n"
        "  blad Opgave, cel E7: '2021'; verwacht: 2022\n"
        "  blad Opgave, cel E8: '2020'; verwacht: 2021"
    )
    assert "dit kenmerk hoort bij Beek (GM0888) in 2021, niet bij Beek (GM0888) in 2022" in fouten(
        veld("kenmerk", kenmerk(GEHEIM, "zuid-limburg", 2021, "GM0888"))
    )


@pytest.mark.parametrize(
    ("naam", "waarde", "zin"),
    [
        ("regio", "midden-limburg", "cel E6: 'midden-limburg'; verwacht: zuid-limburg"),
        ("jaar", 2023, "cel E7: '2023'; verwacht: 2022"),
        ("jaar", "tweeduizend", "cel E7: 'tweeduizend'; verwacht: 2022"),
        ("peiljaar", 2019, "cel E8: '2019'; verwacht: 2021"),
        ("gemeentecode", "GM0889", "cel B7: 'GM0889' is geen deelnemer in 2022"),
        (
            "gemeentecode",
            "GM0889",
            "cel H6: dit kenmerk hoort bij Beek (GM0888) in 2022, niet bij Beek (GM0889) in 2022",
        ),
        ("gemeente", "Stein", "cel B6: 'Stein'; verwacht: Beek, want de code is GM0888"),
        ("gemeente", None, "cel B6: leeg; verwacht: gemeente, zoals op het formulier stond"),
        ("kenmerk", None, "cel H6: leeg; verwacht: kenmerk, zoals op het formulier stond"),
        (
            "kenmerk",
            "AAAA-BBBB-CCCC-DDDD",
            "cel H6: 'AAAA-BBBB-CCCC-DDDD' is geen kenmerk van deze regio voor Beek (GM0888) in 2022; "
            "het is veranderd, of het formulier is met een ander geheim gemaakt",
        ),
    ],
)
def test_what_says_whose_form_it_is_must_be_as_it_was_sent(naam, waarde, zin, fouten):
    assert zin in fouten(veld(naam, waarde))


def test_a_form_made_with_another_secret_is_refused(ingevuld, lees):
    with pytest.raises(Gebruikersfout, match="is geen kenmerk van deze regio voor Beek"):
        lees(ingevuld(), b"h" * 32)


def test_without_the_secret_the_key_is_not_checked_and_that_is_told(ingevuld, lees):
    opgave = lees(ingevuld(veld("kenmerk", "AAAA-BBBB-CCCC-DDDD")), None)
    assert [str(m) for m in opgave.meldingen] == [
        "blad Opgave, cel H6: niet gecontroleerd: het geheim van de regio is er niet"
    ]


def test_a_workbook_that_is_no_form_is_recognised_as_none(invoer):
    boek = Workbook()
    boek.active["A1"] = "Kenmerk"
    uit = BytesIO()
    boek.save(uit)
    ander = lees_werkboek(uit.getvalue(), "lijst.xlsx")
    assert not is_formulier(ander)
    assert not is_formulier(lees_werkboek(invoer.read_bytes(), "invoer.xlsx"))
    with pytest.raises(GeenFormulier) as gevonden:
        lees_formulierkop(ander)
    assert str(gevonden.value) == (
        "lijst.xlsx is geen opgaveformulier van Verdeelwijzer: het kenmerk of de tabel met cijfers ontbreekt."
    )


def test_two_forms_in_one_file_are_refused(fouten):
    zin = "opgave.xlsx heeft meer dan één formulier, op blad 'Opgave' en 'Opgave Copy'. Laat er één staan."
    assert fouten(lambda f: f.ws.parent.copy_worksheet(f.ws)) == zin


def test_a_message_holds_no_control_characters_and_no_book(ingevuld, lees, fouten):
    opgave = lees(ingevuld(veld("opmerkingen", '=HYPERLINK("https://example.org")\u202e' + "x" * 1000)))
    assert "\u202e" not in opgave.opmerkingen
    assert len(opgave.opmerkingen) <= 200
    assert "\u202e" not in fouten(zet("Jongeren", "waarde", "\u202e10"))
