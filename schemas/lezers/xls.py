"""Reading an old workbook (.xls) from outside: xlrd tells an error, a date and a number apart."""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, Literal

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.compdoc import CompDocError

from schemas.lezers.opmaak import Stand, met_tekens
from schemas.lezers.xlsx import LETTERLIJK, Beschadigd, dek_toe
from schemas.plaats import Plek
from schemas.poort.ole import Ole, records, werkmap_in
from schemas.poort.weigering import Weigering
from schemas.tabel import Procentcel, Rauw, Rauwblad, celwaarde
from schemas.werkboek import DAMAGE, Foutwaarde, Ongerekend, Verborgen, stored

SCHADE: Final = (
    *DAMAGE,
    XLRDError,
    CompDocError,
    AssertionError,
    struct.error,
    RecursionError,
    UnicodeError,
    StopIteration,
    Weigering,
)
"""What xlrd lets through when a file is damaged."""


def lees_xls(data: bytes, bestand: str) -> tuple[Rauwblad, ...]:
    """Every worksheet of an old workbook.

    Raises:
        Gebruikersfout: the file is damaged.
    """
    try:
        # The library prints what it thinks of a file.
        with contextlib.redirect_stdout(io.StringIO()):
            boek = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), formatting_info=True)
            return tuple(_bladen(boek, _stale(data)))
    except SCHADE as fout:
        raise Beschadigd(bestand) from fout


def _bladen(boek: Any, verouderd: Mapping[int, Set[Plek]]) -> Iterator[Rauwblad]:
    for nummer, blad in enumerate(boek.sheets()):
        oud = verouderd.get(nummer, frozenset())
        kolommen: list[Any] = [
            [_cel(boek, blad, rij, k, stale=(rij, k) in oud) for rij in range(blad.nrows)] for k in range(blad.ncols)
        ]
        dek_toe(kolommen, [(boven + 1, links + 1, onder, rechts) for boven, onder, links, rechts in blad.merged_cells])
        rijen = frozenset(rij + 1 for rij, hoe in blad.rowinfo_map.items() if hoe.hidden and rij < blad.nrows)
        weg = frozenset(k + 1 for k, hoe in blad.colinfo_map.items() if hoe.hidden and k < blad.ncols)
        yield Rauwblad(blad.name, tuple(kolommen), verborgen=Verborgen(_STAND[blad.visibility], rijen, weg))


_STAND: Final[Mapping[int, Literal["", "verborgen", "zeer verborgen"]]] = {0: "", 1: "verborgen", 2: "zeer verborgen"}


def _cel(boek: Any, blad: Any, rij: int, kolom: int, *, stale: bool) -> Rauw:
    cel = blad.cell(rij, kolom)
    if stale:
        waarde = _waarde(boek, cel)
        return Ongerekend("", None if isinstance(waarde, Foutwaarde | Procentcel) else stored(celwaarde(waarde)))
    stukken = blad.rich_text_runlist_map.get((rij, kolom))
    return _met_opmaak(boek, cel, stukken) if stukken and cel.ctype == xlrd.XL_CELL_TEXT else _waarde(boek, cel)


def _met_opmaak(boek: Any, cel: Any, stukken: Sequence[tuple[int, int]]) -> str:
    """A text of which parts have a font of their own; what stands before the first has that of the cell."""
    grenzen = [(0, boek.xf_list[cel.xf_index].font_index), *stukken, (len(cel.value), 0)]
    delen = []
    for (begin, nummer), (einde, _) in pairwise(grenzen):
        letter = boek.font_list[nummer]
        stand: Stand = {1: "hoog", 2: "laag"}.get(letter.escapement, "")  # type: ignore[assignment]
        delen.append((cel.value[begin:einde], stand, bool(letter.struck_out)))
    return met_tekens(delen)


def _stale(data: bytes) -> dict[int, set[Plek]]:
    """Per worksheet the formulas of which the file says that they must be calculated on opening: row and column from 0.

    POI and the writers of Perl store 0 for each; xlrd does not tell which cells are formulas.
    """
    ole = Ole(data)
    boek = werkmap_in(ole)
    assert boek is not None
    stroom = ole.lees(boek)
    gevonden: dict[int, set[Plek]] = {}
    bladen: list[int] = []
    nummer = -1
    for soort, plek, _ in records(stroom):
        if soort == _BLAD and stroom[plek + 5] == _WERKBLAD:
            bladen.append(struct.unpack_from("<I", stroom, plek)[0])
        elif soort == _BOF and plek - _VOOR in bladen:
            nummer = bladen.index(plek - _VOOR)
        elif soort == _FORMULE and _CELKOP.unpack_from(stroom, plek)[2] & _BIJ_OPENEN:
            gevonden.setdefault(nummer, set()).add(_CELKOP.unpack_from(stroom, plek)[:2])
    return gevonden


_VOOR: Final = 4
"""Bytes of a record before what it holds; a sheet is named by where its first record begins."""
_CELKOP: Final = struct.Struct("<HH10xH")
"""Row, column and, past its look and its outcome, the flags of a formula."""
_BOF, _BLAD, _FORMULE = 0x0809, 0x0085, 0x0006
_WERKBLAD: Final = 0
_BIJ_OPENEN: Final = 0x0002


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
