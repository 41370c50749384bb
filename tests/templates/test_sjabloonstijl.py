"""A person gives the templates a look of their own; the program fills them all the same."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Beeld

from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Gegevens
from templates.gemeente.kosten import REKENBLAD
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.sjabloon.controle import controleer_sjabloon
from templates.sjabloon.meegeleverd import meegeleverd
from templates.sjabloon.namen import lees_plek
from templates.werkmap.binnenwerk import beelden, benoemde_stijlen
from templates.werkmappen import write_plan

Proefplan = Callable[..., Gegevens]
Verschillen = Callable[[Sequence[Path]], list[object]]

NAMEN = ("uitvoeringsplan.xlsx", "gemeente.xlsx")
LETTER = "Georgia"
ROOD = "FF8B0000"
KOLOM = re.compile("<col [^>]*>")


@pytest.fixture(scope="module")
def klein(proefplan: Proefplan) -> Uitkomst:
    return bereken(proefplan(deelnemers=4, vastgesteld=(2020,)))


@pytest.fixture(scope="module")
def gewoon(klein: Uitkomst, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workbooks with the shipped templates."""
    return vul(klein, None, tmp_path_factory.mktemp("gewoon"))


def logo() -> BytesIO:
    uit = BytesIO()
    Beeld.new("RGB", (120, 40), (139, 0, 0)).save(uit, format="PNG")
    return BytesIO(uit.getvalue())


def vul(uitkomst: Uitkomst, sjablonen: Path | None, naar: Path) -> list[Path]:
    """The workbooks; a letter is of another kind of template."""
    paden = write_plan(uitkomst, naar, versie="1.0", sjablonen=sjablonen)
    return [pad for pad in paden if pad.suffix == ".xlsx"]


def waarden(pad: Path) -> dict[str, dict[str, object]]:
    boek = load_workbook(pad, data_only=True)
    return {
        ws.title: {cel.coordinate: cel.value for rij in ws.iter_rows() for cel in rij if cel.value is not None}
        for ws in boek.worksheets
    }


def herstijl(naam: str, map: Path, doe: Callable[[Workbook], None]) -> Path:
    """A shipped template, changed and saved as a person would."""
    map.mkdir(parents=True, exist_ok=True)
    boek = load_workbook(meegeleverd(naam))
    doe(boek)
    boek.save(map / naam)
    return map / naam


def andere_letters(boek: Workbook) -> None:
    """Another typeface, colour and size in every cell style and every cell, as a person does in Excel."""
    for stijl in benoemde_stijlen(boek):
        stijl.font = Font(name=LETTER, size=stijl.font.size + 1, bold=stijl.font.bold, color=ROOD)
    benoemde_stijlen(boek)[5].fill = PatternFill("solid", start_color=ROOD)
    for stijl in benoemde_stijlen(boek):
        stijl.bind(boek)
    for ws in boek.worksheets:
        for cel in ws._cells.values():
            cel.font = Font(name=LETTER, size=12, color=ROOD)


def test_fonts_and_colours_of_the_template_are_those_of_the_workbooks(
    klein: Uitkomst, gewoon: list[Path], tmp_path: Path
) -> None:
    for naam in NAMEN:
        assert controleer_sjabloon(herstijl(naam, tmp_path / "sjabloon", andere_letters)).bevindingen == ()
    eigen = vul(klein, tmp_path / "sjabloon", tmp_path / "eigen")
    for voor, na in zip(gewoon, eigen, strict=True):
        assert waarden(voor) == waarden(na)
        letters = {cel.font.name for ws in load_workbook(na) for rij in ws.iter_rows() for cel in rij if cel.value}
        assert letters == {LETTER}


def eigen_teksten(boek: Workbook) -> None:
    for ws in boek.worksheets:
        titel = ws["A1"]
        titel.value = f"Huisstijl: {titel.value}"
        ws.oddHeader.center.text = "Gemeente & regio {jaar}"
        ws.oddFooter.left.text = "{regio}"


NIET_IN_SJABLOON = ("Raad", "Uren maal tarief", "Controles cijfers", REKENBLAD)
"""Sheets that the program makes; the title of Raad is a sentence of the plan."""


def test_texts_of_the_template_are_those_of_the_workbooks_and_get_their_words(klein: Uitkomst, tmp_path: Path) -> None:
    for naam in NAMEN:
        assert controleer_sjabloon(herstijl(naam, tmp_path / "sjabloon", eigen_teksten)).bevindingen == ()
    for pad in vul(klein, tmp_path / "sjabloon", tmp_path / "eigen"):
        for ws in load_workbook(pad).worksheets:
            assert ws.title in NIET_IN_SJABLOON or str(ws["A1"].value).startswith("Huisstijl: ")
            assert "{" not in str(ws["A1"].value)
            assert ws.oddHeader.center.text == "Gemeente & regio 2021"
            assert ws.oddFooter.left.text == "Verzonnen regio"


def met_logo(boek: Workbook) -> None:
    for ws in boek.worksheets:
        beeld = Image(logo())
        ws.add_image(beeld, "F1")


def test_a_logo_stands_on_every_sheet_also_on_those_that_are_copied(klein: Uitkomst, tmp_path: Path) -> None:
    for naam in NAMEN:
        assert controleer_sjabloon(herstijl(naam, tmp_path / "sjabloon", met_logo)).bevindingen == ()
    plaatje = logo().getvalue()
    for pad in vul(klein, tmp_path / "sjabloon", tmp_path / "eigen"):
        boek = load_workbook(pad)
        assert {ws.title: len([*beelden(ws)]) for ws in boek.worksheets} == {ws.title: 1 for ws in boek.worksheets}
        assert all(beeld.ref.getvalue() == plaatje for ws in boek.worksheets for beeld in beelden(ws))


def ruimte_boven(boek: Workbook) -> None:
    """Two rows above the title for a logo, as Excel inserts them: everything moves, names too."""
    for ws in boek.worksheets:
        if ws.title.startswith("Invoer"):
            continue
        samen = [str(bereik) for bereik in ws.merged_cells.ranges]
        for bereik in samen:
            ws.unmerge_cells(bereik)
        hoogten = {rij: maat.height for rij, maat in ws.row_dimensions.items()}
        ws.insert_rows(1, 2)
        for rij, hoogte in hoogten.items():
            ws.row_dimensions[rij + 2].height = hoogte
        for bereik in samen:
            ws.merge_cells(re.sub(r"\d+", lambda v: str(int(v[0]) + 2), bereik))
        regels = ws.conditional_formatting
        ws.conditional_formatting = type(regels)()
        for opmaak in regels:
            for regel in opmaak.rules:
                regel.formula = [re.sub(r"(?<=[A-Z])\d+", lambda v: str(int(v[0]) + 2), f) for f in regel.formula]
                ws.conditional_formatting.add(re.sub(r"\d+", lambda v: str(int(v[0]) + 2), str(opmaak.sqref)), regel)
        ws.add_image(Image(logo()), "A1")
    for definitie in boek.defined_names.values():
        plek = lees_plek(definitie.attr_text)
        assert plek is not None
        if not plek.blad.startswith("Invoer"):
            definitie.attr_text = f"'{plek.blad}'!${get_column_letter(plek.kolom)}${plek.rij + 2}"


def test_fields_and_tables_may_move_within_their_sheet(
    klein: Uitkomst, gewoon: list[Path], tmp_path: Path, verschillen: Verschillen
) -> None:
    for naam in NAMEN:
        assert controleer_sjabloon(herstijl(naam, tmp_path / "sjabloon", ruimte_boven)).bevindingen == ()
    eigen = vul(klein, tmp_path / "sjabloon", tmp_path / "eigen")
    for voor, na in zip(gewoon, eigen, strict=True):
        verwacht, gekregen = waarden(voor), waarden(na)
        assert list(verwacht) == list(gekregen)
        for titel in verwacht:
            # A sheet that no template has, begins where the program begins it.
            erbij = 0 if titel.startswith("Invoer") or titel == REKENBLAD else 2
            verschoven = {plek(cel, erbij): waarde for cel, waarde in verwacht[titel].items()}
            assert gekregen[titel] == verschoven, titel
        assert geen_overlap(load_workbook(na))
    assert verschillen([eigen[0], eigen[1]]) == []


def plek(cel: str, erbij: int) -> str:
    letters = cel.rstrip("0123456789")
    return f"{letters}{int(cel[len(letters) :]) + erbij}"


def geen_overlap(boek: Workbook) -> bool:
    """Excel calls a file with merged cells over each other damaged."""
    for ws in boek.worksheets:
        gezien: set[tuple[int, int]] = set()
        for bereik in ws.merged_cells.ranges:
            cellen = set(bereik.cells)
            if cellen & gezien:
                return False
            gezien |= cellen
    return True


def test_widths_that_a_person_gave_stay_and_merged_cells_do_not_overlap(klein: Uitkomst, tmp_path: Path) -> None:
    for naam in NAMEN:
        boek = load_workbook(meegeleverd(naam))
        for ws in boek.worksheets[1:]:
            ws.column_dimensions["B"].width = 33
            ws.merge_cells("A2:C2")
        (tmp_path / "sjabloon").mkdir(exist_ok=True)
        boek.save(tmp_path / "sjabloon" / naam)
        assert controleer_sjabloon(tmp_path / "sjabloon" / naam).bevindingen == ()
    for pad in vul(klein, tmp_path / "sjabloon", tmp_path / "eigen"):
        boek = load_workbook(pad)
        assert {ws.column_dimensions["B"].width for ws in boek.worksheets[1:]} == {33}
        assert geen_overlap(boek)


def test_columns_that_share_a_width_do_not_end_up_with_two(klein: Uitkomst, tmp_path: Path) -> None:
    """Excel writes one width for columns B to E; a second one for C makes it call the file damaged."""
    map = tmp_path / "sjabloon"
    map.mkdir()
    for naam in NAMEN:
        boek = load_workbook(meegeleverd(naam))
        for ws in boek.worksheets[1:]:
            ws.column_dimensions.group("B", "E", hidden=False)
            ws.column_dimensions["B"].width = 21
            ws.column_dimensions["B"].outlineLevel = 0
        boek.save(map / naam)
        assert controleer_sjabloon(map / naam).bevindingen == ()
    for pad in vul(klein, map, tmp_path / "eigen"):
        with ZipFile(pad) as archief:
            for deel in archief.namelist():
                if deel.startswith("xl/worksheets/sheet"):
                    kolommen = KOLOM.findall(archief.read(deel).decode())
                    grenzen = [dict(re.findall(r'(min|max)="(\d+)"', kolom)) for kolom in kolommen]
                    alle = [nr for g in grenzen for nr in range(int(g["min"]), int(g["max"]) + 1)]
                    assert len(alle) == len(set(alle)), (pad.name, deel)


def kleurregel(boek: Workbook) -> None:
    rood = PatternFill("solid", end_color=ROOD)
    for ws in boek.worksheets:
        ws.conditional_formatting.add("B5:B60", CellIsRule(operator="lessThan", formula=["0"], fill=rood))


def test_conditional_formatting_of_the_template_is_kept_also_on_sheets_that_are_copied(
    klein: Uitkomst, tmp_path: Path
) -> None:
    for naam in NAMEN:
        assert controleer_sjabloon(herstijl(naam, tmp_path / "sjabloon", kleurregel)).bevindingen == ()
    for pad in vul(klein, tmp_path / "sjabloon", tmp_path / "eigen"):
        for ws in load_workbook(pad).worksheets:
            assert "B5:B60" in [str(opmaak.sqref) for opmaak in ws.conditional_formatting] or ws.title in (
                "Voorblad",
                "Brief",
            )


def test_a_picture_and_a_rule_below_a_table_move_along_with_their_rows(uitkomst: Uitkomst, tmp_path: Path) -> None:
    def onderaan(boek: Workbook) -> None:
        ws = boek["Voorblad"]
        ws.add_image(Image(logo()), "F61")
        regel = CellIsRule(operator="equal", formula=["A61"], fill=PatternFill("solid", end_color=ROOD))
        ws.conditional_formatting.add("A61:A62", regel)

    sjabloon = herstijl("uitvoeringsplan.xlsx", tmp_path / "sjabloon", onderaan)
    verschoven = load_workbook(sjabloon).defined_names["plan_opsteller"].attr_text
    boek = load_workbook(BytesIO(maak_uitvoeringsplan(uitkomst, versie="1.0", sjabloon=sjabloon)))
    voorblad = boek["Voorblad"]
    assert isinstance(voorblad, Worksheet)
    rij = lees_plek(boek.defined_names["plan_opsteller"].attr_text).rij - lees_plek(verschoven).rij
    assert rij > 0
    assert next(beelden(voorblad)).anchor._from.row == 60 + rij
    regels = {str(o.sqref): [r.formula for r in o.rules] for o in voorblad.conditional_formatting}
    assert regels[f"A{61 + rij}:A{62 + rij}"] == [[f"A{61 + rij}"]]


@pytest.fixture(scope="module")
def door_libreoffice(tmp_path_factory: pytest.TempPathFactory, herreken: object) -> Path:
    """The shipped templates, opened and saved by LibreOffice."""
    map = tmp_path_factory.mktemp("libreoffice")
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    assert soffice is not None
    opdracht = [soffice, f"-env:UserInstallation={(map / 'profiel').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*opdracht, "--outdir", str(map / "uit"), *(str(meegeleverd(naam)) for naam in NAMEN)],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return map / "uit"


def test_templates_saved_by_libreoffice_can_be_filled(
    klein: Uitkomst, gewoon: list[Path], door_libreoffice: Path, tmp_path: Path, verschillen: Verschillen
) -> None:
    for naam in NAMEN:
        assert controleer_sjabloon(door_libreoffice / naam).fouten == ()
    eigen = vul(klein, door_libreoffice, tmp_path / "eigen")
    for voor, na in zip(gewoon, eigen, strict=True):
        assert waarden(voor) == waarden(na)
    assert verschillen(eigen[:2]) == []
