"""Make the first version of the template of the municipality's workbook: `python -m gereedschap.maak_gemeente MAP`.

Like the template of the regional workbook it is used as it is, and a person may restyle it in Excel. The letter is laid
out here, with its texts; the other sheets have a head and the place where their table starts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gereedschap.maak_sjablonen import (
    INVOERKLEUR,
    MOMENT,
    REKENKLEUR,
    Bladopzet,
    invoeropzet,
    kleur_bij,
    maak_blad,
    naam,
    tekst,
)
from schemas.planbladen import KOSTENBLAD, SLEUTELBLAD, invoerblad
from templates.sjabloon.meegeleverd import GEMEENTE, meegeleverd
from templates.werkmap import stijlen
from templates.werkmap.bladopmaak import balk, bladopmaak
from templates.werkmap.vastleggen import leg_vast

BREEDTES: Final = (27, 15, 11, 14, 14, 14, 10)
"""Columns of the letter: as wide as one A4, upright."""
LAATSTE: Final = "G"
INVOER: Final = (*map(invoerblad, ("Definities", "Maatstaven")), SLEUTELBLAD, invoerblad("Vastgesteld"))
BLADEN: Final = (
    Bladopzet(
        "Sleutel",
        "De verdeelsleutel in {jaar}: {gemeente}",
        "Hoe het aandeel van {gemeente} tot stand komt: uw eigen cijfer naast dat van de hele regio, per deel van de "
        "verdeelsleutel.",
        liggend=False,
    ),
    Bladopzet(
        "Meerjarig",
        "Bijdragen van {gemeente}, {basisjaar} tot en met {laatste_jaar}",
        "Wat {gemeente} per jaar bijdraagt en hoe dat verandert ten opzichte van {basisjaar}. Een plus bij verschil "
        "betekent: u betaalt meer.",
        liggend=False,
    ),
    Bladopzet(
        "Toelichting",
        "Zo is de bijdrage van {gemeente} in {jaar} berekend",
        "Stap voor stap, van de kosten tot uw bijdrage, met bij elke stap de bron. Deze tekst hoort bij de cijfers "
        "waarmee de werkmap is gemaakt; wijzigt u invoer, dan verandert de tekst niet mee.",
        liggend=False,
    ),
    Bladopzet(
        "Te verdelen",
        "Te verdelen bedragen, {basisjaar} tot en met {laatste_jaar}",
        "Wat de deelnemers samen betalen, per post. Waar elke post uit bestaat, staat op het blad Invoer Kosten. "
        "Bedragen in euro's.",
        kleur=stijlen.BLAUW,
    ),
    Bladopzet(
        "Rekenblad",
        "Rekenblad {kostensoort}",
        "De verdeling stap voor stap, per jaar. Deze formules hebben de cijfers van alle deelnemers nodig: wat bij het "
        "afronden overblijft, hangt van hen samen af.",
        kleur=REKENKLEUR,
    ),
)
KOSTEN: Final = Bladopzet(
    KOSTENBLAD,
    "Invoer: plan, begroting, uren en tarieven",
    "Hieruit volgen de bedragen op het blad Te verdelen, en daaruit de bijdragen. De formatie onderbouwt de begroting "
    "en telt niet nog eens mee.",
    kleur=INVOERKLEUR,
)
VERANTWOORDING: Final = Bladopzet(
    "Verantwoording",
    "Verantwoording",
    "Welke regels zijn toegepast en waarop zij berusten, wat is afgeleid of voorlopig, en uit welke bronnen de cijfers "
    "komen.",
    liggend=False,
    kleur=REKENKLEUR,
)


def maak_gemeente() -> Workbook:
    """The municipality's workbook, empty."""
    boek = stijlen.nieuw_werkboek("{titel}")
    brief = boek.active
    assert isinstance(brief, Worksheet)
    brief.title = "Brief"
    _brief(boek, brief)
    invoer = {opzet.titel: opzet for opzet in invoeropzet()}
    for opzet in (*BLADEN, KOSTEN, *(invoer[titel] for titel in INVOER), VERANTWOORDING):
        maak_blad(boek, opzet)
    for ws in boek.worksheets:
        # The title of a plan with the name of a municipality behind it would run into the status.
        assert ws.oddFooter is not None
        ws.oddFooter.left.text = "Bijdrage {gemeente} {jaar}"
    return boek


def _brief(boek: Workbook, ws: Worksheet) -> None:
    """One page: what you pay, of what, why it changed, when and whom to ask."""
    for letter, breedte in zip("ABCDEFG", BREEDTES, strict=True):
        ws.column_dimensions[letter].width = breedte
    bladopmaak(ws, liggend=False)
    ws.page_setup.fitToHeight = 1
    ws.print_options.horizontalCentered = True
    for kant, maat in (("top", 0.45), ("bottom", 0.55), ("footer", 0.25)):
        setattr(ws.page_margins, kant, maat)
    balk(ws, 1, 36)
    balk(ws, 2, 21)
    tekst(ws, "A1", "{regio}", "VW Titel")
    ws["A1"].font = Font(name=stijlen.LETTER, size=20, bold=True, color=stijlen.WIT)
    tekst(ws, "A2", "Bijdrage van de gemeente {gemeente} in {jaar}", "VW Ondertitel")
    ws["A2"].font = Font(name=stijlen.LETTER, size=12, color=stijlen.WIT)
    ws.row_dimensions[3].height = 8
    _status(boek, ws)
    naam(boek, "tabel_gegevens", ws, "A6")
    # Rows 6 to 10 say to whom, from whom, when and about what; from row 13 on the text follows.
    _bedrag(boek, ws)
    naam(boek, "tabel_brief", ws, "A13")
    naam(boek, "gemeentecode", ws, "I4")
    ws.print_area = "A1:G13"


def _status(boek: Workbook, ws: Worksheet) -> None:
    for kolom in range(1, 8):
        ws.cell(4, kolom).style = "VW Status"
    naam(boek, "plan_status", ws, "A4")
    kleur_bij(ws, "A4:G4", "$A$4", "DEFINITIEF", stijlen.GROEN)
    ws.row_dimensions[4].height = 24
    ws.row_dimensions[5].height = 6
    for rij in range(6, 11):
        ws.row_dimensions[rij].height = 15.5
    ws.row_dimensions[11].height = 6


def _bedrag(boek: Workbook, ws: Worksheet) -> None:
    """The one figure for which this book is opened."""
    vlak = PatternFill("solid", start_color=stijlen.LICHTBLAUW, end_color=stijlen.LICHTBLAUW)
    for kolom in range(1, 8):
        cel = ws.cell(12, kolom)
        cel.fill = vlak
        cel.border = Border(left=Side(style="thick", color=stijlen.BLAUW)) if kolom == 1 else Border()
    ws["A12"].value = "Uw bijdrage in {jaar}:"
    ws["A12"].font = Font(name=stijlen.LETTER, size=16, bold=True, color=stijlen.BLAUW)
    ws["A12"].alignment = Alignment(horizontal="left", vertical="center", indent=1)
    naam(boek, "bijdrage", ws, "B12")
    ws["B12"].number_format = stijlen.VORMEN["cent"].formaat
    ws["B12"].font = Font(name=stijlen.LETTER, size=24, bold=True, color=stijlen.BLAUW)
    ws["B12"].alignment = Alignment(horizontal="left", vertical="center", indent=1)
    ws.merge_cells("B12:G12")
    ws.row_dimensions[12].height = 40


def main(map: Path) -> None:
    map.mkdir(parents=True, exist_ok=True)
    (map / "gemeente.xlsx").write_bytes(leg_vast(maak_gemeente(), {}, MOMENT))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else meegeleverd(GEMEENTE).parent)
