"""Make the template of the form: `python -m gereedschap.maak_formulier`.

The form in this folder was made by this script and is used as it is: a person may restyle it in Excel. What the program
needs of it are its names (fields, and the place of the table), its labels and its cell styles.
"""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Final

from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from schemas.formulier import BLAD, KOLOMMEN, VELDEN
from templates.formulier.opgaveformulier import INLEIDING
from templates.sjabloon.meegeleverd import FORMULIER, meegeleverd
from templates.werkmap.adressen import vast
from templates.werkmap.maat import regelhoogte
from templates.werkmap.stijlen import BLAUW, INVOERBLAUW, LETTER, maak_stijlen
from templates.werkmap.vastleggen import leg_vast

DOEL: Final = meegeleverd(FORMULIER)
MOMENT: Final = datetime(2021, 1, 1)
BREEDTES: Final = (17.0, 14.0, 15.0, 13.0, 17.0, 40.0, 19.0, 19.0, 24.0)
LAATSTE: Final = len(BREEDTES)
STIJLEN: Final = (
    "Titel", "Ondertitel", "Uitleg", "Tussenkop", "Kop", "Kop rechts", "Label", "Noot", "Oordeel",
    "Tekst lang invoer", "tekst", "tekst invoer", "getal", "getal invoer", "getal 2 invoer", "cent invoer",
    "vrij invoer", "datum invoer", "veld",
)  # fmt: skip
"""The styles that a form uses; a form with all of them would be read half as fast."""

MIDDEN: Final = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
STATUSRIJ: Final = 4
KOPVELDEN: Final = (("gemeente", "gemeentecode", "pakket"), ("regio", "jaar", "peiljaar"), ("kenmerk",))
"""Three columns of labels with their values, from row 6 on."""
KOPRIJ: Final = 6
KOPKOLOMMEN: Final = (1, 4, 7)
TABELRIJ: Final = 12
INVULVELDEN: Final = {
    "ingevuld_door": "Uw naam of functie",
    "contact": "E-mailadres of telefoonnummer, voor vragen over deze opgave",
    "datum": "De dag waarop u dit invult",
    "opmerkingen": "Mag leeg blijven",
}
INVULKOLOM, INVULTOT = 2, 5
SLOT: Final = (
    "Staat bij Status 'Volledig'? Dan is het formulier klaar. {terugsturen} Doe dat als Excel-bestand (.xlsx). De naam "
    "van het bestand mag u veranderen. Het kenmerk niet: daaraan herkennen wij uw opgave. Gebruik het formulier van "
    "een andere gemeente niet."
)
ONDER: Final = "VW Ondertitel"


def maak_formulier() -> Workbook:
    """The form, empty, with one row in its table."""
    boek = Workbook()
    ws = boek.active
    assert isinstance(ws, Worksheet)
    ws.title = BLAD
    nodig = {f"VW {naam}" for naam in STIJLEN}
    for stijl in maak_stijlen():
        if stijl.name in nodig:
            boek.add_named_style(stijl)
        if stijl.name == "VW Tekst lang":
            definitie = NamedStyle(
                "VW Definitie", font=copy(stijl.font), border=copy(stijl.border), alignment=copy(MIDDEN)
            )
            boek.add_named_style(definitie)
    for kolom, breedte in enumerate(BREEDTES, start=1):
        ws.column_dimensions[get_column_letter(kolom)].width = breedte
    _band(ws, 1, "{gemeente}: opgave van cijfers over {peiljaar}", "VW Titel", 32)
    _band(ws, 2, "{regio_label}. {terugsturen} Met deze cijfers worden de kosten van {jaar} verdeeld.", ONDER, 22)
    ws.row_dimensions[3].height = 8
    _status(boek, ws)
    _head(boek, ws)
    rij = _table(boek, ws)
    _sender(boek, ws, rij + 1)
    _page(ws)
    boek.properties.creator = "Verdeelwijzer"
    boek.properties.title = "{gemeente}: opgave van cijfers over {peiljaar}"
    boek.properties.language = "nl-NL"
    return boek


def _band(ws: Worksheet, rij: int, tekst: str, stijl: str, hoogte: float) -> None:
    for kolom in range(1, LAATSTE + 1):
        ws.cell(rij, kolom).style = stijl
    ws.cell(rij, 1).value = tekst
    ws.row_dimensions[rij].height = hoogte


def _write(ws: Worksheet, rij: int, kolom: int, tekst: str, stijl: str) -> None:
    """A text in the middle of its row, as the cells beside it stand."""
    cel = ws.cell(rij, kolom, tekst)
    cel.style = stijl
    cel.alignment = MIDDEN


def _name(boek: Workbook, ws: Worksheet, naam: str, rij: int, kolom: int) -> None:
    boek.defined_names[naam] = DefinedName(naam, attr_text=f"{quote_sheetname(ws.title)}!{vast(rij, kolom)}")


def _status(boek: Workbook, ws: Worksheet) -> None:
    _write(ws, STATUSRIJ, 1, "Status", "VW Label")
    for kolom in range(2, LAATSTE + 1):
        ws.cell(STATUSRIJ, kolom).style = "VW Oordeel"
    ws.merge_cells(start_row=STATUSRIJ, end_row=STATUSRIJ, start_column=2, end_column=LAATSTE)
    ws.row_dimensions[STATUSRIJ].height = 24
    ws.row_dimensions[STATUSRIJ + 1].height = 8
    _name(boek, ws, "status", STATUSRIJ, 2)


def _head(boek: Workbook, ws: Worksheet) -> None:
    for kolom, velden in zip(KOPKOLOMMEN, KOPVELDEN, strict=True):
        for rij, veld in enumerate(velden, start=KOPRIJ):
            _write(ws, rij, kolom, VELDEN[veld], "VW Label")
            ws.cell(rij, kolom + 1).style = "VW veld"
            _name(boek, ws, veld, rij, kolom + 1)
    sleutel = ws.cell(KOPRIJ, KOPKOLOMMEN[-1] + 1)
    sleutel.font = Font(name=LETTER, size=12, bold=True, color=BLAUW)
    ws.cell(KOPRIJ, LAATSTE).style = "VW veld"
    _write(ws, KOPRIJ + 1, KOPKOLOMMEN[-1], "Aan dit kenmerk herkennen wij uw opgave. Verander het niet.", "VW Noot")
    ws.merge_cells(start_row=KOPRIJ + 1, end_row=KOPRIJ + 1, start_column=KOPKOLOMMEN[-1], end_column=LAATSTE)
    # What the centre filled in itself; the label comes with it.
    for kolom in (LAATSTE - 1, LAATSTE):
        ws.cell(KOPRIJ + 2, kolom).style = "VW veld"
    ws.merge_cells(start_row=KOPRIJ + 2, end_row=KOPRIJ + 2, start_column=LAATSTE - 1, end_column=LAATSTE)
    _name(boek, ws, "vooraf", KOPRIJ + 2, LAATSTE - 1)
    for rij in range(KOPRIJ, KOPRIJ + 3):
        ws.row_dimensions[rij].height = 18


def _table(boek: Workbook, ws: Worksheet) -> int:
    """Heading, sentence, head and one row; returns that row."""
    _band(ws, TABELRIJ - 3, "", "VW Uitleg", 12)
    _band(ws, TABELRIJ - 2, "1. Uw cijfers over {peiljaar}", "VW Tussenkop", 22)
    _sentence(ws, TABELRIJ - 1, "{inleiding}", INLEIDING[False])
    rechts = ("waarde", "vorig")
    for kolom, (naam, titel) in enumerate(KOLOMMEN.items(), start=1):
        ws.cell(TABELRIJ, kolom, titel).style = "VW Kop rechts" if naam in rechts else "VW Kop"
    ws.row_dimensions[TABELRIJ].height = 22
    _name(boek, ws, "tabel_cijfers", TABELRIJ, 1)
    return TABELRIJ + 1


def _sentence(ws: Worksheet, rij: int, tekst: str, langste: str = "") -> None:
    """A line over the whole width, as high as its text needs, or the longest that will come in its place."""
    _write(ws, rij, 1, tekst, "VW Noot")
    ws.merge_cells(start_row=rij, end_row=rij, start_column=1, end_column=LAATSTE)
    ws.row_dimensions[rij].height = regelhoogte([(langste or tekst, sum(BREEDTES))]) + 12


def _sender(boek: Workbook, ws: Worksheet, rij: int) -> None:
    """Who filled it in, and what to do next."""
    ws.row_dimensions[rij].height = 12
    _band(ws, rij + 1, "2. Wie heeft dit ingevuld?", "VW Tussenkop", 22)
    rij += 2
    for veld, hint in INVULVELDEN.items():
        _write(ws, rij, 1, VELDEN[veld], "VW Label")
        tot = LAATSTE - 1 if veld == "opmerkingen" else INVULTOT
        for kolom in range(INVULKOLOM, tot + 1):
            ws.cell(rij, kolom).style = "VW datum invoer" if veld == "datum" else "VW Tekst lang invoer"
            ws.cell(rij, kolom).alignment = MIDDEN
        ws.merge_cells(start_row=rij, end_row=rij, start_column=INVULKOLOM, end_column=tot)
        _write(ws, rij, tot + 1, hint, "VW Noot")
        if tot + 1 < LAATSTE:
            ws.merge_cells(start_row=rij, end_row=rij, start_column=tot + 1, end_column=LAATSTE)
        ws.row_dimensions[rij].height = 36 if veld == "opmerkingen" else 21
        _name(boek, ws, veld, rij, INVULKOLOM)
        rij += 1
    ws.row_dimensions[rij].height = 12
    _band(ws, rij + 1, "3. Klaar?", "VW Tussenkop", 22)
    _sentence(ws, rij + 2, SLOT)
    _name(boek, ws, "slot", rij + 2, 1)


def _page(ws: Worksheet) -> None:
    """One A4 on its side; locked outside the input cells, without a password."""
    ws.sheet_view.showGridLines = False
    ws.sheet_properties.tabColor = INVOERBLAUW
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = 9
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 1
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_margins.left = ws.page_margins.right = 0.4
    ws.page_margins.top = ws.page_margins.bottom = 0.5
    ws.page_margins.footer = 0.25
    ws.print_options.horizontalCentered = True
    voet = HeaderFooterItem()
    voet.left.text, voet.right.text = "{gemeente}, {peiljaar}", "Pagina &P van &N"
    ws.HeaderFooter.oddFooter = voet
    ws.protection.sheet = True
    # Widths and heights are nobody's secret: a long name must stay readable.
    ws.protection.formatColumns = False
    ws.protection.formatRows = False


if __name__ == "__main__":
    DOEL.write_bytes(leg_vast(maak_formulier(), {}, MOMENT))
