"""What a printed cell means: the calculated figure that belongs at its place, and which quantity of the plan it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from calc.model.tabel import TOTAAL
from calc.tabel import Soort
from calc.tabellen.aansluiting.grootheid import Grootheid

NAAM: Final = "gemeente"
"""The column that holds a name as it was printed."""

Sleutel = tuple[str, ...]


@dataclass(frozen=True)
class Duiding:
    """The meaning of one place.

    grootheid: the calculated figure; None where text or PM belongs there, which is then `tekst`.
    sleutel: the quantity, the same wherever it is printed; empty where it is printed once. `teken` is its sign here.
    uitleg: a Dutch sentence on how the figure is calculated, for a reader who finds another one printed.
    """

    soort: Soort
    decimalen: int
    grootheid: Grootheid | None = None
    tekst: str = ""
    sleutel: Sleutel = ()
    teken: int = 1
    uitleg: str = ""


def is_totaal(rij: str) -> bool:
    """A row whose name starts so is the total of the rows above it, back to the previous total."""
    return rij.casefold().startswith(TOTAAL.casefold())
