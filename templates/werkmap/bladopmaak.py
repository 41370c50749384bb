"""How every sheet is set up: its page, its protection and its bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.styles import PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from templates.werkmap import stijlen

A4: Final = 9
MARGES: Final = {"left": 0.35, "right": 0.35, "top": 0.6, "bottom": 0.7, "header": 0.3, "footer": 0.3}
BLADNUMMER: Final = "&A · blad &P van &N"
VOET: Final = ("{regio} · plan {jaar}", "{status}", BLADNUMMER)
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


def drukwerk(ws: Worksheet, voet: Sequence[str], *, liggend: bool) -> None:
    """A page with the margins and the foot of the house: its texts left, in the middle and right."""
    pagina(ws, liggend=liggend)
    for kant, maat in MARGES.items():
        setattr(ws.page_margins, kant, maat)
    onder = ws.oddFooter
    assert onder is not None
    for deel, tekst in zip((onder.left, onder.center, onder.right), voet, strict=True):
        deel.text, deel.size = tekst, KLEINSTE_LETTER


def bladopmaak(ws: Worksheet, *, liggend: bool, kleur: str = stijlen.BLAUW) -> None:
    """Page set-up that prints well on A4, no grid lines, and protection without a password: only input cells are
    open.
    """
    drukwerk(ws, VOET, liggend=liggend)
    ws.sheet_view.zoomScale = 100
    ws.sheet_properties.tabColor = kleur
    ws.print_options.horizontalCentered = False
    bescherming = ws.protection
    bescherming.sheet = True
    # What a reader may always do: make a column wider, filter, and select to see a formula.
    bescherming.formatColumns = bescherming.formatRows = bescherming.autoFilter = bescherming.sort = False
