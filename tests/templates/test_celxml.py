"""The sheets that we write ourselves are those that openpyxl would write, with the values added."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from templates.sjabloon.meegeleverd import WERKMAPPEN, meegeleverd
from templates.werkmap.boek import Boek
from templates.werkmap.celxml import OntbrekendeWaarde
from templates.werkmap.vastleggen import leg_vast

MOMENT = datetime(2021, 1, 1)


def inhoud(data: bytes) -> object:
    boek = load_workbook(BytesIO(data))
    return [
        (
            ws.title,
            {
                plek: (cel.value, cel.data_type, cel.number_format, cel.font.name, cel.fill.fill_type, cel.font.b)
                for plek, cel in ws._cells.items()
            },
            {rij: (maat.height, maat.hidden, maat.s) for rij, maat in ws.row_dimensions.items()},
            {letter: maat.width for letter, maat in ws.column_dimensions.items()},
            sorted(map(str, ws.merged_cells.ranges)),
            {cel.coordinate: cel.hyperlink.location for rij in ws for cel in rij if getattr(cel, "hyperlink", None)},
            {cel.coordinate: cel.comment.text for rij in ws for cel in rij if getattr(cel, "comment", None)},
            ws.print_area,
        )
        for ws in boek.worksheets
    ]


def met_openpyxl(boek: Workbook) -> bytes:
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def alles() -> Workbook:
    """A cell of every kind, and what hangs on cells and rows."""
    boek = Workbook()
    ws = boek.active
    assert ws is not None
    waarden = (
        1, -2.5, 0.1, 1e300, 123456789012345, True, False, "tekst", " spaties ", "regel 1\nregel 2", "<&>\"'",
        None, date(2021, 2, 3), datetime(2021, 2, 3, 4, 5), "é€✓", "#geen fout", "'1",
    )  # fmt: skip
    for rij, waarde in enumerate(waarden, start=1):
        ws.cell(rij, 1).value = waarde
    ws["A30"].value = "=tekst, geen formule"
    ws["A30"].data_type = "s"
    ws["A31"].value = "#N/A"
    ws["A31"].data_type = "e"
    ws["B2"].fill = PatternFill("solid", start_color="FFFF0000")
    ws["B3"].font = Font(name="Georgia", bold=True)
    ws["B4"] = "koppeling"
    ws["B4"].hyperlink = Hyperlink(ref="B4", location="'Blad & 2'!A1")
    ws["B5"] = "notitie"
    ws["B5"].comment = Comment("Let op", "Iemand")
    ws.row_dimensions[3].height = 33.5
    ws.row_dimensions[40].fill = PatternFill("solid", start_color="FF00FF00")
    ws.row_dimensions[41].hidden = True
    ws.merge_cells("C1:E1")
    ws.merge_cells("C9:D9")
    ws.merge_cells("C10:D12")
    ws.column_dimensions["C"].width = 50
    ws.print_area = "A1:E12"
    boek.create_sheet("Blad & 2")
    return boek


def test_every_kind_of_cell_is_written_as_openpyxl_writes_it() -> None:
    assert inhoud(leg_vast(alles(), {}, MOMENT)) == inhoud(met_openpyxl(alles()))


@pytest.mark.parametrize("naam", WERKMAPPEN)
def test_a_template_that_is_kept_is_the_template_that_was_read(naam: str) -> None:
    een, twee = (Boek.open(meegeleverd(naam)).bewaar(MOMENT) for _ in range(2))
    assert een == twee
    assert inhoud(een) == inhoud(leg_vast(load_workbook(meegeleverd(naam)), {}, MOMENT))


def test_workbooks_from_one_template_do_not_touch_each_other(tmp_path: Path) -> None:
    een, twee = Boek.open(meegeleverd("gemeente.xlsx")), Boek.open(meegeleverd("gemeente.xlsx"))
    een.veld("gemeente", "Noordwoude")
    een.blad("Brief").breedtes((99,), eerste=20)
    een.blad("Brief").hoogte(3, 99)
    een.stijlen.clear()
    andere = twee.bewaar(MOMENT)
    assert "Noordwoude" not in str(inhoud(andere))
    assert Boek.open(meegeleverd("gemeente.xlsx")).bewaar(MOMENT) == andere


def formuleboek() -> Workbook:
    boek = Workbook()
    assert boek.active is not None
    boek.active["A1"] = "=1+1"
    return boek


def test_a_formula_has_its_value_beside_it() -> None:
    for waarde in (2, 2.5, "twee & drie", True):
        data = leg_vast(formuleboek(), {"Sheet": {"A1": waarde}}, MOMENT)
        for alleen_waarden, verwacht in ((True, waarde), (False, "=1+1")):
            ws = load_workbook(BytesIO(data), data_only=alleen_waarden).active
            assert ws is not None
            assert ws["A1"].value == verwacht


@pytest.mark.parametrize("waarden", [{}, {"Sheet": {"A1": 2, "A2": 3}}])
def test_a_formula_without_a_value_and_a_value_without_a_formula_are_faults_of_ours(
    waarden: dict[str, dict[str, int]],
) -> None:
    with pytest.raises(OntbrekendeWaarde):
        leg_vast(formuleboek(), waarden, MOMENT)
