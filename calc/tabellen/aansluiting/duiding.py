"""What a printed cell means: the calculated figure that belongs at its place, and which quantity of the plan it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from calc.model.tabel import TOTAAL, Vorm
from calc.model.uitdrukking import Uitdrukking
from calc.tabellen.aansluiting.grootheid import Lezing, Pad

NAAM: Final = "gemeente"
"""The column that holds a name as it was printed."""

Sleutel = tuple[str, ...]


@dataclass(frozen=True)
class Duiding:
    """The meaning of one place.

    wat: the calculated figure over the tables of the plan; a name or PM where that belongs there.
    paden: what else may have been printed for it.
    sleutel: the quantity, the same wherever it is printed; empty where it is printed once. `teken` is its sign here.
    uitleg: a Dutch sentence on how the figure is calculated, for a reader who finds another one printed.
    """

    wat: Uitdrukking
    vorm: Vorm
    paden: Callable[[], Iterable[Lezing | Pad]] = tuple
    sleutel: Sleutel = ()
    teken: int = 1
    uitleg: str = ""


def is_totaal(rij: str) -> bool:
    """A row whose name starts so is the total of the rows above it, back to the previous total."""
    return rij.casefold().startswith(TOTAAL.casefold())
