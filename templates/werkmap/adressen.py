"""Addresses of cells and ranges, as they stand in formulas."""

from __future__ import annotations

from openpyxl.utils import get_column_letter


def a1(rij: int, kolom: int, *, vast_rij: bool = False, vast_kolom: bool = False) -> str:
    """Address of a cell: `C5`, `$C5`, `C$5` or `$C$5`."""
    return f"{'$' if vast_kolom else ''}{get_column_letter(kolom)}{'$' if vast_rij else ''}{rij}"


def vast(rij: int, kolom: int) -> str:
    return f"${get_column_letter(kolom)}${rij}"


def kolombereik(eerste: int, laatste: int, kolom: int, *, vast_kolom: bool = False) -> str:
    """Rows of one column, the rows fixed: `C$5:C$20`."""
    van, tot = (a1(rij, kolom, vast_rij=True, vast_kolom=vast_kolom) for rij in (eerste, laatste))
    return f"{van}:{tot}"
