"""A place in a workbook is a value: a row and a column, counted from 1, until it is printed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple, Self

Plek = tuple[int, int]
"""Row and column, counted from 1."""
_CEL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Plaatsnaam(NamedTuple):
    """How a message names a place, in parts until it is printed: `cel D7`, `rij 7`, or of a text `regel 7, kolom X`."""

    soort: Literal["", "cel", "rij", "regel", "kolom"] = ""
    nummer: str = ""
    kolom: str = ""
    """Of a text: the title or the number of the column."""
    tot: str = ""
    """The number of the last one, of many below each other."""
    veld: str = ""
    """Of a region file: the way to the field."""

    def __str__(self) -> str:
        plaats = f"{self.soort} {self.nummer}" if self.soort else ""
        kolom = f"kolom {self.kolom}" if self.kolom else ""
        delen = (kolom, f"{plaats} tot en met {self.tot}") if self.tot else (plaats, kolom, self.veld)
        return ", ".join(filter(None, delen))


class Vindplaats(NamedTuple):
    """Where something stands in a file: its sheet, how a message names the place, and its cell, or 0 and 0."""

    blad: str = ""
    naam: Plaatsnaam = Plaatsnaam()
    rij: int = 0
    kolom: int = 0

    @classmethod
    def in_cel(cls, blad: str, rij: int, kolom: int) -> Self:
        return cls(blad, Plaatsnaam("cel", celnaam(rij, kolom)), rij, kolom)

    @classmethod
    def op_rij(cls, blad: str, rij: int) -> Self:
        return cls(blad, Plaatsnaam("rij", str(rij)), rij)

    def __str__(self) -> str:
        return ", ".join(filter(None, (f"blad {self.blad}" if self.blad else "", str(self.naam))))


HET_BESTAND: Final = Vindplaats()


def kolomletters(kolom: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while kolom:
        kolom, rest = divmod(kolom - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def kolomnummer(letters: str) -> int:
    """A is 1, AA is 27."""
    nummer = 0
    for letter in letters.upper():
        nummer = nummer * 26 + ord(letter) - ord("A") + 1
    return nummer


def celnaam(rij: int, kolom: int) -> str:
    """7 and 4 are D7."""
    return f"{kolomletters(kolom)}{rij}"


def met_blad(verwijzing: str) -> tuple[str, str]:
    """`'Blad 1'!$C$5` is sheet Blad 1 and $C$5; the sheet is empty where none is named."""
    titel, _, bereik = verwijzing.rpartition("!")
    titel = titel.removeprefix("$")
    return (titel[1:-1].replace("''", "'") if titel.startswith("'") and titel.endswith("'") else titel), bereik


def plek(cel: str) -> Plek:
    """D7 is row 7, column 4.

    Raises:
        ValueError: it is no cell.
    """
    gevonden = _CEL.fullmatch(cel)
    if gevonden is None:
        raise ValueError(cel)
    return int(gevonden[2]), kolomnummer(gevonden[1])
