"""How a workbook is written: openpyxl's writer with the rows made here, and the sheets that many workbooks share.

It goes by private names of openpyxl too, and is mended with `binnenwerk` when those change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from types import FunctionType
from typing import Any, Final

from openpyxl.cell.cell import Cell
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer import excel
from openpyxl.xml.functions import Element, SubElement, tostring

from schemas.ooxml.eenmaal import Deel, Samengesteld, Vaststuk
from schemas.plaats import Plek
from templates.werkmap.binnenwerk import cellen

MERK: Final = "\x01"
"""Stands in no text of a workbook."""
NA_GEMEENDE_TEKST: Final = (b"<drawing", b"<legacyDrawing", b"<tableParts", b"</worksheet>")
"""What follows the list of warnings that a sheet waves aside, in the order of the standard."""
ZONDER_RIJEN: Final = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
KOPTEKST: Final = re.compile(rb"<headerFooter.*</headerFooter>", re.DOTALL)


class Stijlblad:
    """The styles of a workbook and of every copy of it, made once for all copies that use the same ones."""

    def __init__(self, werkboek: Workbook) -> None:
        self._begin = tuple(map(len, _stijldelen(werkboek)))
        self._gemaakt: dict[Any, Any] = {}

    def geef(self, kopie: Workbook) -> None:
        kopie.stijlblad = self  # type: ignore[attr-defined]

    def van(self, kopie: Any) -> Any:
        """Its lists only grow: two copies have the same ones where they added the same."""
        delen = _stijldelen(kopie)
        erbij = tuple(tuple(list(deel)[begin:]) for deel, begin in zip(delen, self._begin, strict=True))
        sleutel = tuple(stijl.tobytes() for stijl in kopie._cell_styles), tuple(kopie._number_formats), erbij
        if sleutel not in self._gemaakt:
            self._gemaakt[sleutel] = _maak_stijlblad(kopie)
        return self._gemaakt[sleutel]


def _stijldelen(werkboek: Any) -> tuple[Sequence[Any], ...]:
    """The lists to which its cell styles refer, and its named styles."""
    delen = (werkboek._fonts, werkboek._fills, werkboek._borders, werkboek._alignments, werkboek._protections)
    return (*delen, werkboek._differential_styles.styles, werkboek._named_styles)


def _stijlblad(werkboek: Any) -> Any:
    eigen: Stijlblad | None = getattr(werkboek, "stijlblad", None)
    return _maak_stijlblad(werkboek) if eigen is None else eigen.van(werkboek)


_maak_stijlblad: Final = excel.write_stylesheet  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Bladinhoud:
    """The rows of a sheet, and what was met in them that stands elsewhere in the file."""

    rijen: Vaststuk
    koppelingen: Sequence[Hyperlink] = ()
    notities: Sequence[Cell] = ()
    jaarkoppen: bytes | None = None
    """What is said of the heads of its tables, where the cells themselves are no longer there."""
    kader: list[bytes] | None = None
    """What stands around the rows and around the header and footer of a sheet that stands in many workbooks: three
    pieces, kept when the first of them is written. The header and footer name who a workbook is for.
    """


class Bladschrijver(WorksheetWriter):
    """openpyxl's writer of one sheet, but for the rows and the order of merged cells."""

    def __init__(self, ws: Any, inhoud: Bladinhoud, kopteksten: dict[Any, Any]) -> None:
        self._rijen = inhoud.rijen
        self._kopteksten = kopteksten
        self._koppen = inhoud.jaarkoppen
        self._kader = inhoud.kader
        super().__init__(ws, out=BytesIO())
        ws._hyperlinks = list(inhoud.koppelingen)
        ws._comments = [CommentRecord.from_cell(cel) for cel in inhoud.notities]

    @property
    def relaties(self) -> Any:
        return self._rels  # type: ignore[attr-defined]

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
            plekken = sorted(bereik.coord for bereik in ws.merged_cells.ranges)
            samen = Element("mergeCells", count=str(len(plekken)))
            for plek in plekken:
                SubElement(samen, "mergeCell", ref=plek)
            stroom.send(samen)

    def write_tables(self) -> None:
        """openpyxl looks up every cell of a table for the names in its head, and makes those that are not there."""
        ws: Any = self.ws
        for tabel in ws.tables.values():
            if not tabel.tableColumns:
                vlak = CellRange(tabel.ref)
                koppen = (ws.cell(vlak.min_row, plek).value for plek in range(vlak.min_col, vlak.max_col + 1))
                tabel.tableColumns = [_tabelkolom(plek, str(kop)) for plek, kop in enumerate(koppen, vlak.min_col)]
                tabel.autoFilter = tabel.autoFilter or AutoFilter(ref=tabel.ref)
        super().write_tables()

    def write_header(self) -> None:
        """The sheets of a workbook say the same above and below, which openpyxl takes long to put together."""
        kop: Any = self.ws.HeaderFooter
        if kop:
            delen = [getattr(kop, naam) for naam in kop.__elements__]
            kanten = (kant for deel in delen if deel is not None for kant in (deel.left, deel.center, deel.right))
            hoe = tuple(getattr(kop, naam) for naam in kop.__attrs__), tuple(deel is None for deel in delen)
            sleutel = hoe, tuple(tuple(vars(kant).values()) for kant in kanten)
            if sleutel not in self._kopteksten:
                self._kopteksten[sleutel] = kop.to_tree()
            stroom: Any = self.xf
            stroom.send(self._kopteksten[sleutel])

    def xml(self) -> Samengesteld:
        """The whole sheet."""
        assert isinstance(self.out, BytesIO)
        if self._kader:
            self.write_header()
            # For the relations to its tables.
            self.write_tables()
            self.close()
            voor, na, einde = self._kader
            return Samengesteld(voor, self._rijen, na + KOPTEKST.findall(self.out.getvalue())[0] + einde)
        self.write()
        kop, staart = ZONDER_RIJEN.split(self.out.getvalue(), maxsplit=1)
        plek = min(staart.index(deel) for deel in NA_GEMEENDE_TEKST if deel in staart)
        koppen = self.jaarkoppen() if self._koppen is None else self._koppen
        voor, na = kop + b"<sheetData>", b"</sheetData>%s%s%s" % (staart[:plek], koppen, staart[plek:])
        if self._kader is not None and len(omheen := KOPTEKST.split(na)) > 1:
            self._kader += [voor, *omheen]
        return Samengesteld(voor, self._rijen, na)

    def jaarkoppen(self) -> bytes:
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


@lru_cache(maxsize=2_000)
def _tabelkolom(plek: int, naam: str) -> TableColumn:
    """Most columns stand in more than one table, and openpyxl checks sixteen fields of each."""
    return TableColumn(id=plek, name=naam)


class Vasttabel:
    """A table of a sheet that is done, in one of the workbooks that it stands in: they share how it is written."""

    mime_type, _rel_type = Table.mime_type, Table._rel_type  # type: ignore[attr-defined]
    # It knows the names of its columns.
    tableColumns = True  # noqa: N815

    def __init__(self, tabel: Any, geschreven: dict[int, bytes]) -> None:
        self.name, self.id, self._rel_id = tabel.name, 0, ""
        self._tabel, self._geschreven = tabel, geschreven

    @property
    def path(self) -> str:
        return f"/xl{Table._path.format(self.id)}"  # type: ignore[attr-defined]

    def _write(self, archief: Any) -> None:
        if self.id not in self._geschreven:
            boom = self._tabel.to_tree()
            boom.set("id", str(self.id))
            self._geschreven[self.id] = tostring(boom)
        archief.writestr(self.path[1:], self._geschreven[self.id])


@dataclass(frozen=True)
class Vastblad:
    """A sheet that is done: its rows as they are written, and what is asked of its cells after that."""

    stukken: Sequence[bytes]
    """The rows, with at every second place the number of a style in `vormen`."""
    vormen: Sequence[StyleArray]
    """Its styles, in the order in which they are met."""
    jaarkoppen: bytes
    waarden: Mapping[Plek, Any]
    """The cells that hold something."""
    hoeken: Mapping[Plek, Any]
    """The cells that are still there: they say how far the sheet reaches."""
    tabellen: Sequence[tuple[Table, dict[int, bytes]]]
    """Each with how it was written, by its number in a workbook: that is the same in most of them."""
    bewaard: dict[str, str] = field(default_factory=dict)
    """What was made of its cells, for every workbook that it stands in."""
    rijen: dict[tuple[int, ...], Vaststuk] = field(default_factory=dict)
    """The rows as they were written, by the numbers of their styles: those are the same in most workbooks."""
    kader: list[bytes] = field(default_factory=list)
    """What stands around them; see `Bladinhoud`."""

    def geef_tabellen(self, ws: Worksheet) -> None:
        """To a sheet in a copy of the workbook."""
        for tabel, geschreven in self.tabellen:
            ws.tables[tabel.name] = Vasttabel(tabel, geschreven)

    def inhoud(self, ws: Worksheet) -> Bladinhoud:
        """Its rows in a workbook. Who wrote into it after it was done is at fault: nobody would see it."""
        if {plek: cel.value for plek, cel in cellen(ws).items()} != self.hoeken:
            raise AssertionError(f"{ws.title} was done, and was written in")
        lijst = ws.parent._cell_styles  # type: ignore[union-attr]
        nummers = tuple(lijst.add(vorm) for vorm in self.vormen)
        if nummers not in self.rijen:
            stukken = list(self.stukken)
            stukken[1::2] = [b' s="%d"' % nummers[int(stuk)] for stuk in stukken[1::2]]
            self.rijen[nummers] = Vaststuk(b"".join(stukken))
        return Bladinhoud(self.rijen[nummers], jaarkoppen=self.jaarkoppen, kader=self.kader)


def maak_vast(ws: Worksheet, inhoud: Bladinhoud, vormen: Sequence[StyleArray]) -> Vastblad:
    """Leave of a sheet only the cells in its corners, for its rows and tables are written; its styles stand between
    marks.
    """
    blad = Bladschrijver(ws, inhoud, {})
    # Writing it once gives its tables the names of their columns.
    blad.xml()
    jaarkoppen = blad.jaarkoppen()
    alle = cellen(ws)
    waarden = {plek: cel.value for plek, cel in alle.items() if cel.value is not None}
    rij, kolom = (lambda plek: plek[0]), (lambda plek: plek[1])
    hoeken = {zoek(alle, key=as_) for as_ in (rij, kolom) for zoek in (min, max)} if alle else set()
    for plek in alle.keys() - hoeken:
        del alle[plek]
    # Their heights stand in the rows.
    ws.row_dimensions.clear()
    tabellen = [(tabel, dict[int, bytes]()) for tabel in ws.tables.values()]
    ws.tables.clear()
    stukken = inhoud.rijen.rauw.split(MERK.encode())
    return Vastblad(stukken, vormen, jaarkoppen, waarden, {plek: cel.value for plek, cel in alle.items()}, tabellen)


class Boekschrijver(excel.ExcelWriter):
    """openpyxl's writer, with the parts in memory: its files in the system's temporary folder cost time, can fill a
    disk, and stay behind when the process is killed.
    """

    # It makes the styles halfway, by a name of its module, and has no other place to say that they are there already.
    write_data = FunctionType(excel.ExcelWriter.write_data.__code__, vars(excel) | {"write_stylesheet": _stijlblad})

    def __init__(self, boek: Workbook, inhoud: Callable[[Worksheet], Bladinhoud]) -> None:
        self.delen: dict[str, Deel] = {}
        self._inhoud = inhoud
        self._kopteksten: dict[Any, Any] = {}
        super().__init__(boek, self)  # type: ignore[arg-type]

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        # First the rows, so that a fault in them does not leave a stream half open.
        blad = Bladschrijver(ws, self._inhoud(ws), self._kopteksten)
        self.writestr(ws.path[1:], blad.xml())
        ws._rels = blad.relaties
        self.manifest.append(ws)

    # What openpyxl asks of an archive.

    def writestr(self, naam: str, inhoud: str | Deel) -> None:
        self.delen[naam] = inhoud.encode() if isinstance(inhoud, str) else inhoud

    def namelist(self) -> list[str]:
        return list(self.delen)

    def close(self) -> None: ...
