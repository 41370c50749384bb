"""What openpyxl leaves behind when rows move, sheets are copied or columns share a width: pictures, links, rules."""

from __future__ import annotations

from copy import copy, deepcopy
from io import BytesIO
from typing import Final

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import OneCellAnchor, TwoCellAnchor
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from templates.werkmap.binnenwerk import beelden, cel_op, cellen, grafieken, heeft_rand, samengevoegd

LAATSTE_LOSSE_KOLOM: Final = 256
"""Up to here columns get a width of their own; further than any table reaches."""


def kolommen_apart(ws: Worksheet) -> None:
    """Give every column its own width where Excel wrote one for several: a width set later would stand beside it, and
    Excel calls a file with two widths for a column damaged.
    """
    for samen in list(ws.column_dimensions.values()):
        eerste, laatste = samen.min, samen.max
        if eerste is None or laatste is None or eerste == laatste:
            continue
        tot = max(eerste, min(laatste, LAATSTE_LOSSE_KOLOM))
        for kolom in range(eerste, tot + 1):
            _breedte(ws, samen, kolom, kolom)
        if tot < laatste:
            _breedte(ws, samen, tot + 1, laatste)


def _breedte(ws: Worksheet, voorbeeld: ColumnDimension, eerste: int, laatste: int) -> None:
    los = copy(voorbeeld)
    los.parent = ws
    los.index, los.min, los.max = get_column_letter(eerste), eerste, laatste
    ws.column_dimensions[los.index] = los


def kopieer_beelden(van: Worksheet, naar: Worksheet) -> None:
    """Pictures, such as a logo; each can be written once, so every sheet gets its own."""
    for beeld in beelden(van):
        kopie = Image(BytesIO(beeld.ref.getvalue()))
        kopie.anchor = deepcopy(beeld.anchor)
        naar.add_image(kopie)


def schuif_opmaak(ws: Worksheet, vanaf: int, aantal: int) -> None:
    """Move what is not in the cells themselves along with rows from `vanaf` on."""
    for ding in (*beelden(ws), *grafieken(ws)):
        anker = ding.anchor
        if isinstance(anker, OneCellAnchor | TwoCellAnchor) and anker._from.row >= vanaf - 1:
            anker._from.row += aantal
            if isinstance(anker, TwoCellAnchor):
                anker.to.row += aantal
    for toets in ws.data_validations.dataValidation:
        toets.sqref = _verschoven(toets.sqref, vanaf, aantal)
    regels = ConditionalFormattingList()
    for opmaak in ws.conditional_formatting:
        bereiken = _verschoven(opmaak.sqref, vanaf, aantal)
        van, naar = _eerste_cel(opmaak.sqref), _eerste_cel(bereiken)
        for regel in opmaak.rules:
            if van != naar:
                # The formula of a rule is written for the first cell of its range.
                regel.formula = [Translator(f"={f}", van).translate_formula(naar)[1:] for f in regel.formula]
            regels.add(str(bereiken), regel)
    ws.conditional_formatting = regels
    for cel in cellen(ws).values():
        koppeling = getattr(cel, "hyperlink", None)
        if koppeling is not None and koppeling.ref != cel.coordinate:
            koppeling.ref = cel.coordinate


def voeg_samen(ws: Worksheet, rij: int, laatste: int, eerste: int = 1) -> None:
    """Merge cells of a row, from its first column on.

    Without borders nothing has to be drawn around the cells, which is what takes openpyxl long.
    """
    bereik = CellRange(min_col=eerste, min_row=rij, max_col=laatste, max_row=rij)
    if heeft_rand(cel_op(ws, rij, eerste)):
        samengevoegd(ws, bereik)
        return
    for kolom in range(eerste + 1, laatste + 1):
        cellen(ws).pop((rij, kolom), None)
    ws.merged_cells.add(bereik)


def _eerste_cel(bereiken: MultiCellRange) -> str:
    return str(bereiken.sorted()[0].coord).split(":")[0]


def _verschoven(bereiken: MultiCellRange, vanaf: int, aantal: int) -> MultiCellRange:
    verschoven = []
    for bereik in bereiken.sorted():
        nieuw = copy(bereik)
        if nieuw.min_row >= vanaf:
            nieuw.shift(row_shift=aantal)
        verschoven.append(nieuw)
    return MultiCellRange(verschoven)
