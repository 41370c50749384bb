"""A sheet from outside as it was read: columns of cells, in which an error, an empty cell and a number differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from schemas.getal import CIJFERS
from schemas.inhoud import toon
from schemas.plaats import Plaatsnaam, Vindplaats, celnaam, kolomletters
from schemas.werkboek import GEHEEL_ZICHTBAAR, Bedekt, Celwaarde, Dubbel, Foutwaarde, Ongerekend, Verborgen

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Getallen = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Procentcel:
    """A number in a cell that shows it as a percentage, as it is shown: 2,70% is stored as 0.027."""

    waarde: Decimal


Rauw = (
    str | float | int | bool | date | time | timedelta | Foutwaarde | Ongerekend | Bedekt | Dubbel | Procentcel | None
)
"""What a cell of a sheet from outside may hold; nothing is None or an empty text."""
GETALSOORTEN: Final = frozenset({float, int})
"""Exactly these: a truth value is an int to Python, but no figure."""
BOVENSTE: Final = 30
"""In so many rows a header may stand: people put a letterhead above a table."""


@dataclass(frozen=True)
class Rauwblad:
    """One sheet: columns of equal length, the first row first. `naam` is empty for a CSV, which has lines, not cells.

    `regels` has the line of the file on which each row begins, where that is not simply its number.
    """

    naam: str
    kolommen: tuple[Sequence[Rauw], ...]
    regels: Sequence[int] | None = None
    verborgen: Verborgen = GEHEEL_ZICHTBAAR
    scheiding: str = ""
    """What separates the columns of a text."""
    erboven: tuple[tuple[str, Plaatsnaam], ...] = ()
    """Lines that stood above a table that was set upright, each with its place."""
    _getallen: dict[int, Getallen | None] = field(init=False, repr=False, compare=False, default_factory=dict)
    _uniek: dict[int, frozenset[Rauw]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def getallen(self, kolom: int) -> Getallen | None:
        """A column (counted from 1) of which everything below the first rows is a number, or None.

        The first rows may hold a header; NaN stands for what is no number there.
        """
        if kolom not in self._getallen:
            self._getallen[kolom] = _as_numbers(self.kolommen[kolom - 1])
        return self._getallen[kolom]

    def verschillende(self, kolom: int) -> frozenset[Rauw]:
        """Every different cell of a column: each needs to be looked at only once."""
        if kolom not in self._uniek:
            self._uniek[kolom] = frozenset(self.kolommen[kolom - 1])
        return self._uniek[kolom]

    @property
    def zichtbaar(self) -> bool:
        return not self.verborgen.blad

    @property
    def hoogte(self) -> int:
        return len(self.kolommen[0]) if self.kolommen else 0

    def cel(self, rij: int, kolom: int) -> Rauw:
        """The cell at a place counted from 1."""
        return self.kolommen[kolom - 1][rij - 1]

    def plaats(self, rij: int, kolom: int, titel: str = "") -> Plaatsnaam:
        """How a message names a place: a cell of a sheet, or a line and a column of a text."""
        if self.naam:
            return Plaatsnaam("cel", celnaam(rij, kolom))
        return self.rijplaats(rij)._replace(kolom=titel or str(kolom))

    def waar(self, rij: int, kolom: int, titel: str = "") -> Vindplaats:
        return Vindplaats(self.naam, self.plaats(rij, kolom, titel), rij, kolom)

    def waar_rij(self, rij: int) -> Vindplaats:
        return Vindplaats(self.naam, self.rijplaats(rij), rij)

    def waar_kolom(self, kolom: int) -> Vindplaats:
        return Vindplaats(self.naam, self.kolomplaats(kolom), 0, kolom)

    def bron(self, rij: int, kolom: int) -> tuple[int, int]:
        """The cell of the sender that a cell is: the same one, but in a table that was set upright."""
        return rij, kolom

    def kolomplaats(self, kolom: int) -> Plaatsnaam:
        return Plaatsnaam("kolom", kolomletters(kolom) if self.naam else str(kolom))

    def rijplaats(self, rij: int) -> Plaatsnaam:
        return Plaatsnaam("rij", str(rij)) if self.naam else Plaatsnaam("regel", str(self.regel(rij)))

    def regel(self, rij: int) -> int:
        return self.regels[rij - 1] if self.regels else rij


def is_leeg(waarde: Rauw) -> bool:
    """Whether nothing stands in a cell, or nothing but spaces."""
    return waarde is None or (isinstance(waarde, str) and not waarde.strip())


def _as_numbers(cellen: Sequence[Rauw]) -> Getallen | None:
    onder = cellen[BOVENSTE:]
    if not set(map(type, onder)) <= GETALSOORTEN:
        return None
    import numpy as np

    boven = [float(w) if type(w) in GETALSOORTEN else np.nan for w in cellen[:BOVENSTE]]  # type: ignore[arg-type]
    return np.concatenate([np.array(boven, dtype=np.float64), np.array(onder, dtype=np.float64)])


def getal_van(waarde: float) -> int | Decimal:
    """A stored number, as a spreadsheet shows it: the fifteen digits that a double surely keeps."""
    if float(waarde).is_integer():
        return int(waarde)
    getal = Decimal(f"{float(waarde):.{CIJFERS}g}")
    return int(getal) if getal == getal.to_integral_value() else getal


def celwaarde(waarde: Rauw) -> Celwaarde:
    """A cell in the form in which the readers of forms and inputs know it."""
    if isinstance(waarde, float):
        return getal_van(waarde)
    if isinstance(waarde, Procentcel):
        return getal_van(float(waarde.waarde / 100))
    return waarde


def celtekst(waarde: Rauw) -> str:
    """What stands in a cell, without spaces around it; of an empty one nothing."""
    return "" if waarde is None else als_tekst(waarde).strip()


def als_tekst(waarde: Rauw) -> str:
    """A cell as a person would see it there."""
    if isinstance(waarde, Procentcel):
        return f"{als_tekst(float(waarde.waarde))}%"
    return waarde if isinstance(waarde, str) else toon(celwaarde(waarde)).strip("'")
