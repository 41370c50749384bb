"""Rows, columns, sheets and names that were moved: one line tells it, not one for every cell behind it."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string

GEMEENTE = "voorbeeld-gemeente"


def schuif(werkboek, blad, as_, vanaf, aantal):
    """Insert (1) or delete (-1) a row or column as Excel does: references and names move along."""

    def stuk(vondst):
        plek = [int(vondst[4]), column_index_from_string(vondst[2])]
        if plek[as_] >= vanaf + (aantal < 0):
            plek[as_] += aantal
        return f"{vondst[1]}{get_column_letter(plek[1])}{vondst[3]}{plek[0]}"

    def mee(verwijzing, hier):
        titel, _, bereik = verwijzing.rpartition("!")
        if (titel.strip("'") or hier) != blad:
            return verwijzing
        return f"{titel}{'!' if titel else ''}{re.sub(r'([$]?)([A-Z]+)([$]?)([0-9]+)', stuk, bereik)}"

    for ws in werkboek:
        for cel in ws._cells.values():
            if cel.data_type == "f":
                tekens = Tokenizer(cel.value)
                for teken in tekens.items:
                    if teken.type == Token.OPERAND and teken.subtype == Token.RANGE:
                        teken.value = mee(teken.value, ws.title)
                cel.value = tekens.render()
    for naam in werkboek.defined_names.values():
        naam.attr_text = mee(naam.attr_text, "")
    kaal(werkboek, blad, as_, vanaf, aantal)


def kaal(werkboek, blad, as_, vanaf, aantal):
    """As openpyxl does: only the cells move."""
    ws = werkboek[blad]
    for bereik in list(ws.merged_cells.ranges):
        ws.unmerge_cells(str(bereik))
    doe = {(0, 1): ws.insert_rows, (1, 1): ws.insert_cols, (0, -1): ws.delete_rows, (1, -1): ws.delete_cols}
    doe[as_, aantal](vanaf)


@pytest.mark.parametrize(
    ("blad", "as_", "vanaf", "aantal", "zin"),
    [
        ("Rekenblad inkoop", 0, 20, 1, "rij 20 is ingevoegd, leeg"),
        ("Rekenblad inkoop", 0, 22, -1, "rij 22 is verwijderd; daar stond 'GM0917', 'Heerlen'"),
        ("Rekenblad inkoop", 1, 5, 1, "kolom E is ingevoegd, leeg"),
        ("Meerjarig", 1, 4, 1, "kolom D is ingevoegd, leeg"),
        ("Brief", 0, 3, 1, "rij 3 is ingevoegd, leeg"),
        ("Invoer Kosten", 0, 30, 1, "rij 30 is ingevoegd, leeg"),
        ("Invoer Maatstaven", 0, 25, -1, "rij 25 is verwijderd; daar stond 2020, 'GM1729'"),
    ],
)
def test_an_inserted_or_deleted_line_is_one_fault(boeken, blad, as_, vanaf, aantal, zin) -> None:
    inhoud = boeken[GEMEENTE].gewijzigd(lambda werkboek: schuif(werkboek, blad, as_, vanaf, aantal))
    assert boeken[GEMEENTE].controleer(inhoud, met_invoer=True).fouten == (f"blad {blad}: {zin}",)


def test_an_inserted_row_with_figures_tells_what_is_in_it(boeken) -> None:
    def voeg_in(werkboek) -> None:
        schuif(werkboek, "Te verdelen", 0, 7, 1)
        werkboek["Te verdelen"]["A7"], werkboek["Te verdelen"]["C7"] = "Extra post", 1000

    fouten = boeken[GEMEENTE].controleer(boeken[GEMEENTE].gewijzigd(voeg_in)).fouten
    assert fouten == ("blad Te verdelen: rij 7 is ingevoegd met 'Extra post'",)


def test_formulas_that_did_not_move_along_are_told(boeken) -> None:
    inhoud = boeken[GEMEENTE].gewijzigd(lambda werkboek: kaal(werkboek, "Te verdelen", 0, 4, 1))
    fouten = boeken[GEMEENTE].controleer(inhoud).fouten
    assert fouten[0] == "blad Te verdelen: rij 4 is ingevoegd, leeg"
    assert any("niet meegeschoven en verwijzen nu naar een verkeerde cel" in fout for fout in fouten[1:])


def test_a_change_behind_an_inserted_row_is_still_named(boeken) -> None:
    def wijzig(werkboek) -> None:
        schuif(werkboek, "Meerjarig", 0, 6, 1)
        werkboek["Meerjarig"]["C8"] = 5

    fouten = boeken[GEMEENTE].controleer(boeken[GEMEENTE].gewijzigd(wijzig)).fouten
    assert fouten[0] == "blad Meerjarig: rij 6 is ingevoegd, leeg"
    assert fouten[1].startswith("blad Meerjarig, cel C8: 5 staat op de plaats van een formule")
    assert len(fouten) == 2


def test_two_rows_that_changed_places_are_named_cell_by_cell(boeken) -> None:
    def wissel(werkboek) -> None:
        ws = werkboek["Te verdelen"]
        for kolom in "ABCDEF":
            een, ander = ws[f"{kolom}7"], ws[f"{kolom}8"]
            een.value, ander.value = ander.value, een.value

    fouten = boeken[GEMEENTE].controleer(boeken[GEMEENTE].gewijzigd(wissel)).fouten
    assert fouten
    assert all(fout.startswith("blad Te verdelen") for fout in fouten)


def verwijder(werkboek):
    werkboek.remove(werkboek["Meerjarig"])


def hernoem(werkboek):
    werkboek["Toelichting"].title = "Uitleg"


def hernoem_invoer(werkboek):
    werkboek["Invoer Kosten"].title = "Kosten oud"


def voeg_toe(werkboek):
    werkboek.create_sheet("Notities")["A1"] = "hallo"


def verplaats_naam(werkboek):
    werkboek.defined_names["bijdrage"].attr_text = "'Brief'!$B$99"


def verwijder_naam(werkboek):
    del werkboek.defined_names["plan_status"]


@pytest.mark.parametrize(
    ("wijzig", "zin"),
    [
        (verwijder, "blad Meerjarig ontbreekt"),
        (hernoem, "blad Toelichting heet nu 'Uitleg'"),
        (hernoem_invoer, "blad Invoer Kosten heet nu 'Kosten oud'"),
        (voeg_toe, "blad 'Notities' hoort niet in deze werkmap"),
        (verplaats_naam, "naam bijdrage wijst naar 'Brief'!$B$99; hoort te wijzen naar 'Brief'!$B$"),
        (verwijder_naam, "naam plan_status ontbreekt; hoort te wijzen naar 'Brief'!$A$4"),
    ],
)
def test_sheets_and_names_are_held_against_what_they_should_be(boeken, wijzig, zin) -> None:
    inhoud = boeken[GEMEENTE].gewijzigd(wijzig)
    for met_invoer in (False, True):
        fouten = boeken[GEMEENTE].controleer(inhoud, met_invoer=met_invoer).fouten
        assert any(fout.startswith(zin) for fout in fouten)
        assert len(fouten) <= 2


def test_a_sheet_with_the_input_that_is_gone_is_told(boeken) -> None:
    inhoud = boeken["klein-regio"].gewijzigd(lambda werkboek: werkboek.remove(werkboek["Invoer Plan"]))
    fouten = boeken["klein-regio"].controleer(inhoud).fouten
    assert fouten[0] == "blad Invoer Plan ontbreekt"
    assert boeken["klein-regio"].controleer(inhoud, met_invoer=True).fouten[0] == "blad Invoer Plan ontbreekt"


def test_a_row_inserted_in_the_longest_sheet_is_one_fault_and_not_a_thousand(boeken) -> None:
    boek = boeken["voorbeeld-regio"]
    midden = load_workbook(BytesIO(boek.inhoud))["Aansluiting"].max_row // 2
    fouten = boek.controleer(boek.gewijzigd(lambda werkboek: kaal(werkboek, "Aansluiting", 0, midden, 1))).fouten
    assert fouten[0] == f"blad Aansluiting: rij {midden} is ingevoegd, leeg"
    assert all("niet meegeschoven" in fout for fout in fouten[1:])
