"""A workbook as it was read: an error, a formula without a value and nothing are three different things."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final, Literal

DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    SyntaxError,
    EOFError,
    RuntimeError,
)
"""What the library lets through when a file is damaged: it checks little, so nearly anything."""


@dataclass(frozen=True)
class Foutwaarde:
    """A cell that shows an error, such as #N/A."""

    code: str


@dataclass(frozen=True)
class Ongerekend:
    """A formula whose outcome was never stored in the file, or of which the file itself says that it is stale.

    An old workbook (.xls) does not give the formula as text: then it is empty. `opgeslagen` is the stale outcome.
    """

    formule: str
    opgeslagen: str | float | Decimal | bool | date | time | timedelta | None = None


@dataclass(frozen=True)
class Bedekt:
    """What stands in a cell under a merged one, where nobody sees it."""

    tekst: str


@dataclass(frozen=True)
class Dubbel:
    """A cell that the file has more than once, each time with something else."""

    teksten: tuple[str, ...]


Vlak = str | float | bool | None
"""A value as every program gives it back: dates as their serial number, whole numbers as doubles."""
Celwaarde = str | int | Decimal | bool | date | time | timedelta | Foutwaarde | Ongerekend | Bedekt | Dubbel | None


@dataclass(frozen=True)
class Verborgen:
    """What of a sheet a person does not see who opens it: the sheet itself, and rows and columns (counted from 1)."""

    blad: Literal["", "verborgen", "zeer verborgen"] = ""
    rijen: frozenset[int] = frozenset()
    kolommen: frozenset[int] = frozenset()


GEHEEL_ZICHTBAAR: Final = Verborgen()


@dataclass(frozen=True)
class Raster:
    """One sheet: its filled cells by row and column, counted from 1."""

    naam: str
    cellen: Mapping[tuple[int, int], Celwaarde]
    verborgen: Verborgen = GEHEEL_ZICHTBAAR
    boven: int = 0
    """How many rows stand above the table, that are no part of it: what is there is another table."""


@dataclass(frozen=True)
class Werkboek:
    """A workbook as it was read, and the fingerprint of its bytes."""

    bestand: str
    sha256: str
    bladen: tuple[Raster, ...]


def stored(waarde: Celwaarde) -> str | float | Decimal | bool | date | time | timedelta | None:
    """An outcome that stands in the file beside its formula."""
    return None if isinstance(waarde, Foutwaarde | Ongerekend | Bedekt | Dubbel) else waarde


def met_opgeslagen(boek: Werkboek) -> Werkboek:
    """The workbook with its stale outcomes as values: for who only looks whether it hangs together."""

    def waarde(cel: Celwaarde) -> Celwaarde:
        if not isinstance(cel, Ongerekend) or cel.opgeslagen is None:
            return cel
        return Decimal(repr(cel.opgeslagen)) if isinstance(cel.opgeslagen, float) else cel.opgeslagen

    bladen = (replace(b, cellen={plek: waarde(cel) for plek, cel in b.cellen.items()}) for b in boek.bladen)
    return replace(boek, bladen=tuple(bladen))
