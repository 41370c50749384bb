"""From a filled workbook to its bytes: values beside the formulas, and the same bytes for the same content.

The parts are packed sorted and with fixed times, so that nothing of the moment or the machine gets in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook

from schemas.ooxml.pakket import TIJD_IN_ARCHIEF
from templates.werkmap.binnenwerk import Schrijver
from templates.werkmap.celxml import Bladwaarden, Celwaarde, OntbrekendeWaarde, Stijlnummers, als_getal, bladinhoud

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
    stijlen: Stijlnummers = {}
    schrijver = Schrijver(boek, lambda ws: bladinhoud(ws, waarden.get(ws.title, {}), stijlen))
    schrijver.save()
    return pak_in(schrijver.delen)


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
