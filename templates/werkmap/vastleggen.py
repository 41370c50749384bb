"""From a filled workbook to its bytes: values beside the formulas, and the same bytes for the same content.

The parts are packed sorted and with fixed times, so that nothing of the moment or the machine gets in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.ooxml.pakket import pak_in
from templates.werkmap.binnenschrijver import Bladinhoud, Boekschrijver, Vastblad
from templates.werkmap.celxml import (
    Bladwaarden,
    Celwaarde,
    OntbrekendeWaarde,
    Rijmaten,
    Stijlnummers,
    als_getal,
    bladinhoud,
)

__all__ = ["MOMENT", "Bladwaarden", "Celwaarde", "OntbrekendeWaarde", "als_getal", "leg_vast"]

GEEN: Final[Mapping[str, Vastblad]] = {}
MOMENT: Final = datetime(2000, 1, 1)
"""The time of making of what has no time of its own: the same files give the same bytes."""


def leg_vast(
    boek: Workbook, waarden: Mapping[str, Bladwaarden], moment: datetime, klaar: Mapping[str, Vastblad] = GEEN
) -> bytes:
    """The workbook as bytes.

    Args:
        waarden: per sheet title, per cell, the value of its formula; every formula cell must have one.
        klaar: per sheet title the sheets of which the rows are written already.
        moment: what the file properties give as the time of making; part of the content, never the clock.
    Raises:
        OntbrekendeWaarde: a formula cell has no value, or a value has no formula cell.
    """
    boek.properties.created = moment
    boek.properties.modified = moment
    # Not Workbook.save: that stamps the clock on the file.
    stijlen: Stijlnummers = {}
    maten: Rijmaten = {}

    def inhoud(ws: Worksheet) -> Bladinhoud:
        if ws.title not in klaar:
            return bladinhoud(ws, waarden.get(ws.title, {}), stijlen, maten)
        return klaar[ws.title].inhoud(ws)

    schrijver = Boekschrijver(boek, inhoud)
    schrijver.save()
    return pak_in(schrijver.delen)
