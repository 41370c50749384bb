"""A workbook changed in place: what was asked changes, and every other part stays byte for byte as it was."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.dom import minidom
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from schemas.inname import lees_werkboek
from schemas.lezers.xlsx import lees_xlsx
from schemas.ooxml.pakket import pak_in
from schemas.ooxml.xml import NietTeBewerken, als_bytes, ontleed
from schemas.werkboek import Foutwaarde
from templates.werkmap.werkmapxml import Werkmapxml, longer


def delen(inhoud: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(inhoud)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def cel(inhoud: bytes, blad: str, plek: str):
    return load_workbook(BytesIO(inhoud))[blad][plek]


def bewaard(boek) -> bytes:
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


@pytest.fixture
def boek(klein) -> bytes:
    return klein


def test_a_number_that_changes_changes_one_part_and_no_style(boek):
    werkmap = Werkmapxml(boek, "invoer.xlsx")
    werkmap.blad("Maatstaven").zet(21, 5, Decimal("2.71"))
    nieuw = werkmap.bewaar()
    voor, na = delen(boek), delen(nieuw)
    assert [naam for naam in voor if voor[naam] != na[naam]] == ["xl/worksheets/sheet3.xml"]
    assert list(voor) == list(na)
    assert cel(nieuw, "Maatstaven", "E21").value == 2.71
    assert cel(nieuw, "Maatstaven", "E21")._style == cel(boek, "Maatstaven", "E21")._style


def test_reading_a_part_into_a_tree_and_writing_it_back_loses_nothing(boek):
    for naam, inhoud in delen(boek).items():
        if naam.endswith((".xml", ".rels")):
            terug = als_bytes(ontleed(inhoud, naam), inhoud)
            assert minidom.parseString(terug).toxml() == minidom.parseString(inhoud).toxml()


def test_line_breaks_in_attributes_and_text_survive():
    inhoud = b'<a b="een&#10;twee&#9;&quot;&amp;drie">x&#13;\ny &lt; z<!-- n --><c/></a>'
    assert als_bytes(ontleed(inhoud, "deel")).endswith(
        b'<a b="een&#10;twee&#9;&quot;&amp;drie">x&#13;\ny &lt; z<!-- n --><c/></a>'
    )


def test_a_text_never_becomes_a_formula(boek):
    werkmap = Werkmapxml(boek, "invoer.xlsx")
    werkmap.blad("Definities").zet(6, 6, '=HYPERLINK("https://example.org")\x00 & <b>')
    gevonden = cel(werkmap.bewaar(), "Definities", "F6")
    assert (gevonden.data_type, gevonden.value) == ("s", '=HYPERLINK("https://example.org")\ufffd & <b>')


def test_rows_and_cells_that_were_not_there_come_in_order(boek):
    werkmap = Werkmapxml(boek, "invoer.xlsx")
    blad = werkmap.blad("Maatstaven")
    for rij, kolom in ((60, 3), (50, 4), (60, 1), (3, 2)):
        blad.zet(rij, kolom, rij * kolom)
    xml = delen(werkmap.bewaar())["xl/worksheets/sheet3.xml"].decode()
    rijen = [int(r) for r in re.findall(r'<row [^>]*?\br="(\d+)"', xml)]
    assert rijen == sorted(rijen)
    assert re.findall(r'<c r="([A-Z]+)60"', xml) == ["A", "C"]
    waarden = lees_werkboek(werkmap.bewaar(), "x.xlsx").bladen[2].cellen
    assert [waarden[plek] for plek in ((60, 3), (50, 4), (60, 1), (3, 2))] == [180, 200, 60, 6]


def test_a_formula_is_not_overwritten(boek):
    bron = load_workbook(BytesIO(boek))
    bron["Maatstaven"]["E21"] = "=1+1"
    werkmap = Werkmapxml(bewaard(bron), "invoer.xlsx")
    with pytest.raises(NietTeBewerken) as gevonden:
        werkmap.blad("Maatstaven").zet(21, 5, 3)
    assert str(gevonden.value) == (
        "invoer.xlsx, blad Maatstaven, cel E21: hier staat een formule, en die wordt niet vervangen. "
        "Zet er een getal voor in de plaats en probeer het opnieuw."
    )


def test_notes_formulas_with_their_values_and_errors_survive(boek):
    """What openpyxl would lose: the stored outcome of a formula."""
    bron = load_workbook(BytesIO(boek))
    bron.calculation.fullCalcOnLoad = False
    bron["Plan"]["E5"] = "=1+1"
    bron["Plan"]["E6"] = "=1/0"
    bron["Plan"]["B5"].comment = Comment("let op", "Controller")
    onderdelen = delen(bewaard(bron))
    blad = onderdelen["xl/worksheets/sheet1.xml"]
    blad = re.sub(rb'(<c r="E5"[^>]*)><f>1\+1</f><v ?/?>(</v>)?', rb"\1><f>1+1</f><v>2</v>", blad)
    blad = re.sub(rb'(<c r="E6"[^>]*)><f>1/0</f><v ?/?>(</v>)?', rb'\1 t="e"><f>1/0</f><v>#DIV/0!</v>', blad)
    onderdelen["xl/worksheets/sheet1.xml"] = blad
    werkmap = Werkmapxml(pak_in(onderdelen), "invoer.xlsx")
    werkmap.blad("Maatstaven").zet(21, 5, 3)
    nieuw = werkmap.bewaar()
    cellen = lees_werkboek(nieuw, "x.xlsx").bladen[0].cellen
    assert (cellen[5, 5], cellen[6, 5]) == (2, Foutwaarde("#DIV/0!"))
    assert cel(nieuw, "Plan", "B5").comment.text == "let op"


def test_a_new_sheet_opens_in_every_program(boek, libreoffice):
    werkmap = Werkmapxml(boek, "invoer.xlsx")
    blad = werkmap.voeg_blad_toe("Herkomst", (10.0, 20.0), 4)
    blad.zet(1, 1, "Titel", werkmap.stijlen.genoemd("VW Titel"))
    blad.zet(5, 2, Decimal("2.70"), werkmap.stijlen.genoemd("VW getal 2"))
    nieuw = werkmap.bewaar()
    gelezen = load_workbook(BytesIO(nieuw))
    assert gelezen.sheetnames[-1] == "Herkomst"
    assert gelezen["Herkomst"].freeze_panes == "A5"
    assert gelezen["Herkomst"]["A1"].font.b
    assert gelezen["Herkomst"]["B5"].number_format == "[$-413]#,##0.00_0"
    (terug,) = libreoffice(nieuw)
    assert load_workbook(BytesIO(terug))["Herkomst"]["B5"].value == 2.7


def test_the_same_change_gives_the_same_bytes(boek):
    def maak() -> bytes:
        werkmap = Werkmapxml(boek, "invoer.xlsx")
        werkmap.voeg_blad_toe("Herkomst", (10.0,), 4).zet(5, 1, "tekst", werkmap.stijlen.genoemd("VW tekst"))
        return werkmap.bewaar()

    assert maak() == maak()


def test_a_style_that_no_cell_carries_yet_is_made_once(boek):
    werkmap = Werkmapxml(boek, "invoer.xlsx")
    eerste = werkmap.stijlen.genoemd("VW datum stap")
    assert eerste
    assert werkmap.stijlen.genoemd("VW datum stap") == eerste
    assert werkmap.stijlen.genoemd("Bestaat niet") == ""


def test_filter_print_area_and_table_run_on_to_the_new_last_row(boek):
    bron = load_workbook(BytesIO(boek))
    laatste = bron["Maatstaven"].max_row
    bron["Maatstaven"].add_table(Table(displayName="cijfers", ref=f"A4:G{laatste}"))
    werkmap = Werkmapxml(bewaard(bron), "invoer.xlsx")
    blad = werkmap.blad("Maatstaven")
    blad.zet(laatste + 3, 1, 2021)
    blad.verleng(laatste, laatste + 3)
    na = load_workbook(BytesIO(werkmap.bewaar()))["Maatstaven"]
    assert na.auto_filter.ref == f"A4:G{laatste + 3}"
    assert na.tables["cijfers"].ref == f"A4:G{laatste + 3}"
    assert na.print_area == f"'Maatstaven'!$A$1:$G${laatste + 3}"


@pytest.mark.parametrize(
    ("bereik", "langer"),
    [("A4:G36", "A4:G40"), ("$A$1:$G$36", "$A$1:$G$40"), ("A4:G35", "A4:G35"), ("A4:G200", "A4:G200"), ("A1", "A1")],
)
def test_only_a_range_that_ended_at_the_last_row_runs_on(bereik, langer):
    assert longer(bereik, 36, 40) == langer


@pytest.mark.parametrize("inhoud", [b"", b"PK\x03\x04kapot", b"geen zip"])
def test_a_damaged_workbook_is_one_sentence(inhoud):
    with pytest.raises(NietTeBewerken) as gevonden:
        Werkmapxml(inhoud, "invoer.xlsx")
    assert str(gevonden.value) == "invoer.xlsx is beschadigd en niet te bewerken. Sla het in Excel opnieuw op."


def test_a_part_with_a_dtd_is_refused():
    with pytest.raises(NietTeBewerken, match="heeft een DTD"):
        ontleed(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "xl/workbook.xml")


def test_a_workbook_that_libreoffice_wrote_can_be_changed_too(boek, libreoffice):
    (terug,) = libreoffice(boek)
    werkmap = Werkmapxml(terug, "invoer.xlsx")
    werkmap.blad("Maatstaven").zet(21, 5, Decimal("2.71"))
    werkmap.voeg_blad_toe("Herkomst", (10.0,), 4).zet(5, 1, date(2021, 1, 1).isoformat())
    assert cel(werkmap.bewaar(), "Maatstaven", "E21").value == 2.71


def test_parts_under_other_names_are_changed_all_the_same(boek, anders_genoemd):
    werkmap = Werkmapxml(anders_genoemd(boek), "invoer.xlsx")
    werkmap.blad("Maatstaven").zet(21, 5, Decimal("2.71"))
    werkmap.voeg_blad_toe("Nieuw", [10], 1).zet(1, 1, "tekst")
    assert werkmap.stijlen.genoemd("Normal") == Werkmapxml(boek, "invoer.xlsx").stijlen.genoemd("Normal") != ""
    bladen = {blad.naam: blad for blad in lees_xlsx(werkmap.bewaar(), "invoer.xlsx")}
    assert bladen["Maatstaven"].cel(21, 5) == 2.71
    assert bladen["Nieuw"].cel(1, 1) == "tekst"
