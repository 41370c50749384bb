"""A table as every door shows it: columns with a meaning, rows with exact values, and what must stand under it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from schemas.inhoud import Pm

Waarde = Fraction | Decimal | int | str | Pm | None
"""Exact value of a cell; None is an empty cell, which is not 0."""


class Soort(StrEnum):
    """What a column holds; a door decides from it how a value is written."""

    TEKST = "tekst"
    GELD = "geld"
    AANDEEL = "aandeel"
    MAATSTAF = "maatstaf"
    UREN = "uren"
    WAARDE = "waarde"
    """A figure whose kind differs per row, as in aansluiting."""


EURO: Final = (Soort.GELD, 0)
CENT: Final = (Soort.GELD, 2)
"""The form of an amount in whole euros, and in cents."""


class Rijsoort(StrEnum):
    GEWOON = "gewoon"
    AFRONDING = "afronding"
    TOTAAL = "totaal"
    EXTRA = "extra"
    """Below the total and no part of it."""


@dataclass(frozen=True)
class Beeldkolom:
    """`naam` is stable (programs read it), `titel` is for people, `decimalen` those of money's unit or of the figure
    as shown."""

    naam: str
    titel: str
    soort: Soort
    decimalen: int = 0
    geen: str = ""
    """What people read in a row that has nothing here; programs read nothing."""


@dataclass(frozen=True)
class Beeldrij:
    waarden: tuple[Waarde, ...]
    soort: Rijsoort = Rijsoort.GEWOON
    markering: str = ""
    """`voorlopig` or `afgeleid`, where the row is."""
    vorm: tuple[Soort, int] | None = None
    """Kind and decimals of the figures of this row, where they differ from those of the columns."""


@dataclass(frozen=True)
class Beeld:
    """`kostensoort` and `jaar` are None where the table has none. `noten` stand under the table, in Dutch."""

    naam: str
    titel: str
    kostensoort: str | None
    jaar: int | None
    kolommen: tuple[Beeldkolom, ...]
    rijen: tuple[Beeldrij, ...]
    noten: tuple[str, ...] = ()

    def kolom(self, naam: str) -> tuple[Waarde, ...]:
        plaats = [kolom.naam for kolom in self.kolommen].index(naam)
        return tuple(rij.waarden[plaats] for rij in self.rijen)
