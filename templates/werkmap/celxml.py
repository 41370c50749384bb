"""A sheet of a filled workbook as XML: every formula with its value.

openpyxl writes a formula without its value, so a reader that does not recalculate shows nothing. The rows are written
here, with the values; all else of a sheet is openpyxl's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.merge import MergeCell, MergeCells

Celwaarde = Fraction | Decimal | int | float | str | bool
Bladwaarden = Mapping[str, Celwaarde]
Stijlnummers = dict[int, str]
"""Per style array, by its identity, the attribute of a cell: most cells share a few arrays."""

NA_GEMEENDE_TEKST: Final = (b"<drawing", b"<legacyDrawing", b"<tableParts", b"</worksheet>")
"""What follows the list of warnings that a sheet waves aside, in the order of the standard."""
ZONDER_RIJEN: Final = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")


class OntbrekendeWaarde(Exception):
    """A formula cell without a value: a fault of ours, never of a user."""


class Bladschrijver(WorksheetWriter):
    """openpyxl's writer of one sheet, but for the rows and the order of merged cells."""

    def __init__(self, ws: Any, waarden: Bladwaarden, stijlen: Stijlnummers) -> None:
        ws._hyperlinks, ws._comments = [], []
        # First, so that a fault does not leave a stream half open.
        self._rijen = rijen_als_xml(ws, waarden, stijlen)
        koppelingen, notities = ws._hyperlinks, ws._comments
        super().__init__(ws, out=BytesIO())
        ws._hyperlinks, ws._comments = koppelingen, notities

    def write_rows(self) -> None:
        stroom: Any = self.xf
        xf = stroom.send(True)
        with xf.element("sheetData"):
            pass
        stroom.send(None)

    def write_merged_cells(self) -> None:
        ws: Any = self.ws
        stroom: Any = self.xf
        if ws.merged_cells:
            # openpyxl keeps them in a set, in another order every time.
            samen = [MergeCell(coord) for coord in sorted(map(str, ws.merged_cells.ranges))]
            stroom.send(MergeCells(mergeCell=samen).to_tree())

    def xml(self) -> bytes:
        """The whole sheet."""
        self.write()
        assert isinstance(self.out, BytesIO)
        kop, staart = ZONDER_RIJEN.split(self.out.getvalue(), maxsplit=1)
        plek = min(staart.index(deel) for deel in NA_GEMEENDE_TEKST if deel in staart)
        return b"%s<sheetData>%s</sheetData>%s%s%s" % (
            kop,
            self._rijen,
            staart[:plek],
            self._jaarkoppen(),
            staart[plek:],
        )

    def _jaarkoppen(self) -> bytes:
        """Years in the head of a table are texts on purpose: no warning sign beside them."""
        ws: Any = self.ws
        bereiken = []
        for tabel in ws.tables.values():
            vlak = CellRange(tabel.ref)
            koppen = [ws.cell(vlak.min_row, kolom) for kolom in range(vlak.min_col, vlak.max_col + 1)]
            bereiken += [cel.coordinate for cel in koppen if isinstance(cel.value, str) and cel.value.isdigit()]
        if not bereiken:
            return b""
        plekken = " ".join(bereiken).encode()
        return b'<ignoredErrors><ignoredError sqref="%s" numberStoredAsText="1"/></ignoredErrors>' % plekken


def rijen_als_xml(ws: Any, waarden: Bladwaarden, stijlen: Stijlnummers) -> bytes:
    """The rows of a sheet.

    Args:
        ws: a sheet of openpyxl; its links and notes are collected on the way, as its own writer does.
        waarden: the value of every formula cell.
        stijlen: kept for all sheets of a workbook.
    Raises:
        OntbrekendeWaarde: a formula cell has no value, or a value has no formula cell.
    """
    nog = set(waarden)
    uit: list[str] = []
    for rij, cellen in _per_rij(ws):
        maten = ws.row_dimensions.get(rij)
        uit.append(f'<row r="{rij}"')
        uit += [f" {naam}={quoteattr(waarde)}" for naam, waarde in maten] if maten is not None else ()
        uit.append(">")
        for cel in cellen:
            if cel._comment is not None:
                ws._comments.append(CommentRecord.from_cell(cel))
            if cel.hyperlink:
                ws._hyperlinks.append(cel.hyperlink)
            stijl = _stijl(cel, stijlen)
            if cel._value is not None or stijl:
                plaats = f"{get_column_letter(cel.column)}{rij}"
                uit.append(f'<c r="{plaats}"{stijl}{_inhoud(cel, plaats, waarden, nog)}')
        uit.append("</row>")
    if nog:
        raise OntbrekendeWaarde(f"{ws.title}: waarde zonder formule: {sorted(nog)[:5]}")
    return "".join(uit).encode()


def _per_rij(ws: Any) -> Iterator[tuple[int, list[Any]]]:
    """The cells of every row, and the rows that only have a look."""
    rijen: dict[int, list[Any]] = defaultdict(list)
    for (rij, _), cel in sorted(ws._cells.items()):
        rijen[rij].append(cel)
    for rij in ws.row_dimensions.keys() - rijen.keys():
        rijen[rij] = []
    yield from sorted(rijen.items())


def _stijl(cel: Any, stijlen: Stijlnummers) -> str:
    # The arrays live as long as the cells that share them, so an identity is not used twice.
    sleutel = id(cel._style)
    if sleutel not in stijlen:
        stijlen[sleutel] = f' s="{cel.style_id}"' if cel.has_style else ""
    return stijlen[sleutel]


def _inhoud(cel: Any, plaats: str, waarden: Bladwaarden, nog: set[str]) -> str:
    """A cell from its type on: ` t="str"><v>...</v></c>`."""
    waarde, soort = cel._value, cel.data_type
    if waarde is None or waarde == "":
        return "/>"
    if soort == "f":
        if plaats not in waarden or not isinstance(waarde, str):
            raise OntbrekendeWaarde(f"{cel.parent.title}!{plaats}: formule zonder waarde")
        nog.discard(plaats)
        uitkomst, tekst = als_xml(waarden[plaats])
        return f"{uitkomst}><f>{escape(waarde[1:])}</f><v>{tekst}</v></c>"
    if soort == "s":
        tekst = str(waarde)
        bewaar = ' xml:space="preserve"' if tekst != tekst.strip() else ""
        return f' t="inlineStr"><is><t{bewaar}>{escape(tekst)}</t></is></c>'
    if soort == "d":
        getal: float = to_excel(waarde, cel.parent.parent.epoch)  # type: ignore[no-untyped-call]
        return f"><v>{als_getal(getal)}</v></c>"
    if soort == "e":
        return f' t="e"><v>{escape(str(waarde))}</v></c>'
    uitkomst, tekst = als_xml(waarde)
    return f"{uitkomst}><v>{tekst}</v></c>"


def als_xml(waarde: Celwaarde) -> tuple[str, str]:
    """Attribute for the type and text of a cell value."""
    if isinstance(waarde, bool):
        return ' t="b"', "1" if waarde else "0"
    if isinstance(waarde, str):
        return ' t="str"', escape(waarde)
    return "", als_getal(waarde)


def als_getal(waarde: Fraction | Decimal | int | float) -> str:
    """The nearest double, in the fewest digits that give it back; whole numbers without a point."""
    getal = float(waarde)
    return str(int(getal)) if getal.is_integer() and abs(getal) < 1e15 else repr(getal)
