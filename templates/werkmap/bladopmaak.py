"""How every sheet is set up: its page, its protection and its bars."""

from __future__ import annotations

from typing import Final

from openpyxl.styles import PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from templates.werkmap import stijlen

A4: Final = 9
MARGES: Final = {"left": 0.35, "right": 0.35, "top": 0.6, "bottom": 0.7, "header": 0.3, "footer": 0.3}
VOET: Final = ("{regio} · plan {jaar}", "{status}", "&A · blad &P van &N")
KLEINSTE_LETTER: Final = 10
"""In points; a page is printed at 80% or more, so at 8 points or more."""


def balk(ws: Worksheet, rij: int, hoogte: float) -> None:
    """A bar over the whole width of the sheet, as the look of the row."""
    ws.row_dimensions[rij].height = hoogte
    ws.row_dimensions[rij].fill = PatternFill("solid", start_color=stijlen.BLAUW, end_color=stijlen.BLAUW)


def pagina(ws: Worksheet, *, liggend: bool) -> None:
    """A4 and as wide as the page, over as many pages as it takes; without grid lines."""
    ws.sheet_view.showGridLines = False
    ws.page_setup.orientation = "landscape" if liggend else "portrait"
    ws.page_setup.paperSize = A4
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def bladopmaak(ws: Worksheet, *, liggend: bool, kleur: str = stijlen.BLAUW) -> None:
    """Page set-up that prints well on A4, no grid lines, and protection without a password: only input cells are
    open.
    """
    pagina(ws, liggend=liggend)
    ws.sheet_view.zoomScale = 100
    ws.sheet_properties.tabColor = kleur
    ws.print_options.horizontalCentered = False
    for kant, maat in MARGES.items():
        setattr(ws.page_margins, kant, maat)
    voet = ws.oddFooter
    assert voet is not None
    for deel, tekst in zip((voet.left, voet.center, voet.right), VOET, strict=True):
        deel.text, deel.size = tekst, KLEINSTE_LETTER
    bescherming = ws.protection
    bescherming.sheet = True
    # What a reader may always do: make a column wider, filter, and select to see a formula.
    bescherming.formatColumns = bescherming.formatRows = bescherming.autoFilter = bescherming.sort = False
