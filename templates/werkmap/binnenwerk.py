"""What openpyxl keeps to itself and this project cannot do without: of a workbook in memory.

How it is written stands in `binnenschrijver`; nothing else touches such names.
An upgrade of openpyxl is tried here first. What moves, is missing or changes its meaning is mended in this file.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from copy import copy
from operator import itemgetter
from typing import Any, Final, cast

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Border, NamedStyle
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from schemas.plaats import Plek
from schemas.plaats import plek as plek_van

EERSTE_FORMAAT: Final = 164
"""The number of the first format that a workbook has of its own."""
LEGE_RIJ: Final = {naam: wat for naam, wat in vars(RowDimension(cast("Any", None))).items() if naam != "index"}
_RIJVELDEN: Final = itemgetter(*LEGE_RIJ)
ZONDER_RAND: Final = Border()


def cellen(ws: Worksheet) -> dict[Plek, Any]:
    """The cells that a sheet has: walking over its rows would make all the others."""
    gevonden: dict[Plek, Any] = ws._cells
    return gevonden


def cel_op(ws: Worksheet, rij: int, kolom: int) -> Any:
    """The cell at a place, made where there is none: most cells of a book are made here, and openpyxl takes three
    calls and as many checks for each.
    """
    alle = cellen(ws)
    cel: Any = alle.get((rij, kolom))
    if cel is None:
        cel = alle[rij, kolom] = Cell.__new__(Cell)
        cel.parent, cel.row, cel.column, cel.data_type = ws, rij, kolom, "n"
        cel._style = cel._value = cel._hyperlink = cel._comment = None
    return cel


def rauw(cel: Any) -> tuple[Any, str, Any, bool, Any]:
    """Value, type and style of a cell, whether it has a note, and its link: in one go, for all are asked for them."""
    return cel._value, cel.data_type, cel._style, cel._comment is not None, cel.hyperlink


def rijmaten(ws: Worksheet, rij: int) -> Any:
    """What is said of a row, made where nothing is said yet: openpyxl checks a dozen fields for each."""
    maten: Any = ws.row_dimensions.get(rij)
    if maten is None:
        maten = ws.row_dimensions[rij] = RowDimension.__new__(RowDimension)
        maten.parent, maten._style = ws, None
        vars(maten).update(LEGE_RIJ, index=rij)
    return maten


def rijkenmerken(maten: Any) -> tuple[object, ...] | None:
    """What a row has besides its number; nothing where it has a style, which is another in each workbook."""
    return None if maten.has_style else _RIJVELDEN(vars(maten))


def heeft_rand(cel: Any) -> bool:
    """Whether a cell has lines around it: of each kind of border that a workbook has it is looked at once."""
    bekend = vars(cel.parent.parent).setdefault("omrand", {})
    nummer = cel._style.borderId if cel._style is not None else 0
    if nummer not in bekend:
        bekend[nummer] = cel.border != ZONDER_RAND
    rand: bool = bekend[nummer]
    return rand


def samengevoegd(ws: Worksheet, bereik: CellRange) -> None:
    """Merge cells of a row. openpyxl draws the border around them side by side, cell by cell; here once for all that
    begin and end in the same style.
    """
    alle, werkboek = cellen(ws), cast("Any", ws.parent)
    plekken = [(bereik.min_row, kolom) for kolom in range(bereik.min_col, bereik.max_col + 1)]
    stijlen = [getattr(cel, "_style", None) for cel in (alle[plekken[0]], alle.get(plekken[-1]))]
    sleutel = len(plekken), *(b"" if stijl is None else stijl.tobytes() for stijl in stijlen)
    randen = vars(werkboek).setdefault("randen", {})
    if sleutel not in randen:
        ws.merge_cells(bereik.coord)
        randen[sleutel] = [alle[plek]._style for plek in plekken]
        return
    for plek, stijl in zip(plekken, randen[sleutel], strict=True):
        if plek != plekken[0]:
            alle[plek] = MergedCell(ws, *plek)
        alle[plek]._style = stijl
    ws.merged_cells.add(bereik)


def vul(cel: Any, waarde: str | int | float, soort: str) -> None:
    """A value of which the type is known: openpyxl would look for it, and take a text for a formula."""
    cel._value, cel.data_type = waarde, soort


def geef_stijl(cel: Any, stijl: StyleArray) -> None:
    """A style as a whole: cells of one style share it."""
    cel._style = stijl


def benoemde_stijlen(werkboek: Workbook) -> list[NamedStyle]:
    """The named cell styles, whole: openpyxl itself shows only their names."""
    return list(werkboek._named_styles)  # type: ignore[attr-defined]


def met_formaat(werkboek: Workbook, stijl: StyleArray, formaat: str) -> StyleArray:
    """The same style with a number format that keeps the distance to the edge, instead of an indent."""
    ander: Any = copy(stijl)
    ander.numFmtId = EERSTE_FORMAAT + werkboek._number_formats.add(formaat)  # type: ignore[attr-defined]
    uitlijning = copy(werkboek._alignments[ander.alignmentId])  # type: ignore[attr-defined]
    uitlijning.indent = 0
    ander.alignmentId = werkboek._alignments.add(uitlijning)  # type: ignore[attr-defined]
    return cast("StyleArray", ander)


def beelden(ws: Worksheet) -> Iterator[Any]:
    """The pictures of a sheet."""
    return iter(ws._images)  # type: ignore[attr-defined]


def beeldplekken(ws: Worksheet) -> Iterator[Plek]:
    """The cells in which the pictures of a sheet begin."""
    for beeld in beelden(ws):
        if hoek := getattr(beeld.anchor, "_from", None):
            yield hoek.row + 1, hoek.col + 1
        elif isinstance(beeld.anchor, str):
            yield plek_van(beeld.anchor)


def grafieken(ws: Worksheet) -> Iterator[Any]:
    return iter(ws._charts)  # type: ignore[attr-defined]


def ingepakt(werkboek: Workbook) -> bytes:
    """A workbook as bytes that are quick to read. openpyxl's list of tables shows itself without the tables."""
    tabellen = {ws.title: list(ws.tables.values()) for ws in werkboek.worksheets}
    return pickle.dumps((werkboek, tabellen), pickle.HIGHEST_PROTOCOL)


def uitgepakt(data: bytes) -> Workbook:
    """What `ingepakt` made, with what does not travel along: the tables, and what makes an entry for a row or column
    that is asked for.
    """
    werkboek: Workbook
    werkboek, tabellen = pickle.loads(data)
    for ws in werkboek.worksheets:
        ws.tables.clear()
        ws.tables.update({tabel.name: tabel for tabel in tabellen[ws.title]})
        ws.row_dimensions.default_factory = ws._add_row  # type: ignore[attr-defined]
        ws.column_dimensions.default_factory = ws._add_column  # type: ignore[attr-defined]
    return werkboek


def heeft_beelden(ws: Worksheet) -> bool:
    return any(True for _ in (*beelden(ws), *grafieken(ws)))
