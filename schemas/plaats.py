"""A place in a workbook is a value: a row and a column, counted from 1, until it is printed."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

Plek = tuple[int, int]
"""Row and column, counted from 1."""
_CEL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Vindplaats(NamedTuple):
    """Where something stands in a file: its sheet, how a message names the place, and its cell, or 0 and 0."""

    blad: str = ""
    naam: str = ""
    rij: int = 0
    kolom: int = 0


def kolomletters(kolom: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while kolom:
        kolom, rest = divmod(kolom - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def kolomnummer(letters: str) -> int:
    """A is 1, AA is 27."""
    nummer = 0
    for letter in letters.upper():
        nummer = nummer * 26 + ord(letter) - ord("A") + 1
    return nummer


def celnaam(rij: int, kolom: int) -> str:
    """7 and 4 are D7."""
    return f"{kolomletters(kolom)}{rij}"


def plek(cel: str) -> Plek:
    """D7 is row 7, column 4.

    Raises:
        ValueError: it is no cell.
    """
    gevonden = _CEL.fullmatch(cel)
    if gevonden is None:
        raise ValueError(cel)
    return int(gevonden[2]), kolomnummer(gevonden[1])
