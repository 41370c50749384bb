"""Reading an old workbook (.xls) from outside: xlrd tells an error, a date and a number apart."""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, Literal

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code

from schemas.lezers.xlsx import LETTERLIJK, Beschadigd
from schemas.tabel import Procentcel, Rauw, Rauwblad
from schemas.werkboek import DAMAGE, Foutwaarde

SCHADE: Final = (*DAMAGE, XLRDError, AssertionError, struct.error, RecursionError, UnicodeError)
"""What xlrd lets through when a file is damaged."""


def lees_xls(data: bytes, bestand: str) -> tuple[Rauwblad, ...]:
    """Every worksheet of an old workbook. Such a file always stores the outcome of a formula.

    Raises:
        Gebruikersfout: the file is damaged.
    """
    try:
        # The library prints what it thinks of a file.
        with contextlib.redirect_stdout(io.StringIO()):
            boek = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True)
            return tuple(_bladen(boek))
    except SCHADE as fout:
        raise Beschadigd(bestand) from fout


def _bladen(boek: Any) -> Iterator[Rauwblad]:
    for blad in boek.sheets():
        kolommen = tuple([_waarde(boek, blad.cell(rij, k)) for rij in range(blad.nrows)] for k in range(blad.ncols))
        yield Rauwblad(blad.name, kolommen, blad.visibility == 0)


def _waarde(boek: Any, cel: Any) -> Rauw:
    if cel.ctype == xlrd.XL_CELL_ERROR:
        return Foutwaarde(error_text_from_code.get(cel.value, "#N/A"))
    if cel.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cel.value)
    if cel.ctype == xlrd.XL_CELL_DATE:
        return _datum(cel.value, boek.datemode)
    if cel.ctype == xlrd.XL_CELL_NUMBER:
        # The file does not say which numbers come from a formula: the noise of doubles is dropped everywhere.
        getal = float(f"{cel.value:.15g}")
        return Procentcel(Decimal(repr(getal)) * 100) if _is_percent(boek, cel) else getal
    return str(cel.value) if cel.ctype == xlrd.XL_CELL_TEXT else None


def _is_percent(boek: Any, cel: Any) -> bool:
    if not 0 <= (cel.xf_index or 0) < len(boek.xf_list):
        return False
    vorm = boek.format_map.get(boek.xf_list[cel.xf_index].format_key)
    return vorm is not None and "%" in LETTERLIJK.sub("", vorm.format_str)


def _datum(waarde: float, telling: Literal[0, 1]) -> date | datetime | time | float:
    try:
        moment: datetime = xlrd.xldate_as_datetime(waarde, telling)
    except (xlrd.XLDateError, ValueError, OverflowError):
        return waarde
    if waarde < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
