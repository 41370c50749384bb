"""From a filled workbook to its bytes: values beside the formulas, and the same bytes for the same content.

The parts are packed sorted and with fixed times, so that nothing of the moment or the machine gets in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from schemas.ooxml.pakket import TIJD_IN_ARCHIEF
from templates.werkmap.celxml import Bladschrijver, Bladwaarden, Celwaarde, OntbrekendeWaarde, Stijlnummers, als_getal

__all__ = ["Bladwaarden", "Celwaarde", "OntbrekendeWaarde", "als_getal", "leg_vast", "pak_in"]

VOORAAN: Final = ("[Content_Types].xml", "_rels/.rels")


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
    # Not Workbook.save: that stamps the clock on the file.
    schrijver = Schrijver(boek, waarden)
    schrijver.save()
    return pak_in(schrijver.delen)


class Schrijver(ExcelWriter):
    """openpyxl's writer, with the parts in memory: its files in the system's temporary folder cost time, can fill a
    disk, and stay behind when the process is killed.
    """

    def __init__(self, boek: Workbook, waarden: Mapping[str, Bladwaarden]) -> None:
        self.delen: dict[str, bytes] = {}
        self._waarden = waarden
        self._stijlen: Stijlnummers = {}
        super().__init__(boek, self)  # type: ignore[arg-type]

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        blad = Bladschrijver(ws, self._waarden.get(ws.title, {}), self._stijlen)
        self.writestr(ws.path[1:], blad.xml())
        ws._rels = blad._rels  # type: ignore[attr-defined]
        self.manifest.append(ws)

    # What openpyxl asks of an archive.

    def writestr(self, naam: str, inhoud: str | bytes) -> None:
        self.delen[naam] = inhoud.encode() if isinstance(inhoud, str) else inhoud

    def namelist(self) -> list[str]:
        return list(self.delen)

    def close(self) -> None: ...


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
