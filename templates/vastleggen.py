"""From a filled workbook to its bytes: values beside the formulas, and the same bytes for the same content.

openpyxl writes a formula without its value, so a reader that does not recalculate shows nothing. One pass over the
sheets puts the values in; the parts are then packed sorted and with fixed times, so that nothing of the moment or
the machine gets in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

Celwaarde = Fraction | Decimal | int | float | str | bool
Bladwaarden = Mapping[str, Celwaarde]

TIJD_IN_ARCHIEF: Final = (1980, 1, 1, 0, 0, 0)
FORMULECEL: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?><f>([^<]*)</f><v ?(?:/>|></v>)</c>')
FORMULE: Final = re.compile(rb"<f[ >/]")
SAMENGEVOEGD: Final = re.compile(rb"(<mergeCells[^>]*>)(.*?)(</mergeCells>)", re.DOTALL)
SAMENGEVOEGDE_CEL: Final = re.compile(rb"<mergeCell [^>]*>(?:</mergeCell>)?")
VOORAAN: Final = ("[Content_Types].xml", "_rels/.rels")


class OntbrekendeWaarde(Exception):
    """A formula cell without a value: a fault of ours, never of a user."""


def leg_vast(boek: Workbook, waarden: Mapping[str, Bladwaarden], moment: datetime) -> bytes:
    """The workbook as bytes.

    Args:
        waarden: per sheet title, per cell, the value of its formula; every formula cell must have one.
        moment: what the file properties give as the time of making; part of the content, never the clock.
    Raises:
        OntbrekendeWaarde: a formula cell has no value, or a value has no formula cell.
    """
    boek.properties.created = moment
    boek.properties.modified = moment
    # Not Workbook.save: that stamps the clock on the file, and would pack what is worked on below.
    opgevangen = Delen()
    Schrijver(boek, opgevangen).save()  # type: ignore[arg-type]
    delen = opgevangen.delen
    for nummer, blad in enumerate(boek.worksheets, start=1):
        naam = f"xl/worksheets/sheet{nummer}.xml"
        delen[naam] = SAMENGEVOEGD.sub(_gesorteerd, delen[naam])
        delen[naam] = _met_waarden(delen[naam], blad.title, waarden.get(blad.title, {}))
    return pak_in(delen)


class Delen:
    """What openpyxl takes for an archive: it only keeps the parts."""

    def __init__(self) -> None:
        self.delen: dict[str, bytes] = {}

    def writestr(self, naam: str, inhoud: str | bytes) -> None:
        self.delen[naam] = inhoud.encode() if isinstance(inhoud, str) else inhoud

    def namelist(self) -> list[str]:
        return list(self.delen)

    def close(self) -> None: ...


class Schrijver(ExcelWriter):
    """openpyxl's writer, with the sheets in memory: its files in the system's temporary folder cost time, can fill a
    disk, and stay behind when the process is killed.
    """

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        uit = BytesIO()
        schrijver = WorksheetWriter(ws, out=uit)
        schrijver.write()
        ws._rels = schrijver._rels  # type: ignore[attr-defined]
        self._archive.writestr(ws.path[1:], uit.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)


def pak_in(delen: Mapping[str, bytes]) -> bytes:
    """Parts packed in one order, with fixed times and attributes."""
    uit = BytesIO()
    volgorde = [naam for naam in VOORAAN if naam in delen] + sorted(naam for naam in delen if naam not in VOORAAN)
    with ZipFile(uit, "w", ZIP_DEFLATED) as archief:
        for naam in volgorde:
            kop = ZipInfo(naam, TIJD_IN_ARCHIEF)
            kop.create_system = 3
            kop.external_attr = 0o600 << 16
            kop.compress_type = ZIP_DEFLATED
            archief.writestr(kop, delen[naam])
    return uit.getvalue()


def _met_waarden(xml: bytes, titel: str, waarden: Bladwaarden) -> bytes:
    nog = set(waarden)

    def met_waarde(vondst: re.Match[bytes]) -> bytes:
        plaats = vondst[1].decode()
        if plaats not in waarden:
            raise OntbrekendeWaarde(f"{titel}!{plaats}: formule zonder waarde")
        nog.discard(plaats)
        soort, tekst = als_xml(waarden[plaats])
        return b'<c r="%s"%s%s><f>%s</f><v>%s</v></c>' % (vondst[1], vondst[2] or b"", soort, vondst[3], tekst)

    nieuw, aantal = FORMULECEL.subn(met_waarde, xml)
    if nog or aantal != len(FORMULE.findall(xml)):
        raise OntbrekendeWaarde(
            f"{titel}: {len(FORMULE.findall(xml))} formules, {aantal} ingevuld, over: {sorted(nog)[:5]}"
        )
    return nieuw


def _gesorteerd(vondst: re.Match[bytes]) -> bytes:
    """Merged cells in one order: openpyxl keeps them in a set."""
    return vondst[1] + b"".join(sorted(SAMENGEVOEGDE_CEL.findall(vondst[2]))) + vondst[3]


def als_xml(waarde: Celwaarde) -> tuple[bytes, bytes]:
    """Attribute for the type and text of a cell value."""
    if isinstance(waarde, bool):
        return b' t="b"', b"1" if waarde else b"0"
    if isinstance(waarde, str):
        return b' t="str"', escape(waarde).encode()
    return b"", als_getal(waarde).encode()


def als_getal(waarde: Fraction | Decimal | int | float) -> str:
    """The nearest double, in the fewest digits that give it back; whole numbers without a point."""
    getal = float(waarde)
    return str(int(getal)) if getal.is_integer() and abs(getal) < 1e15 else repr(getal)
