"""Where the tables of a model stand in a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils.cell import range_boundaries

from calc.model.uitdrukking import Tabelnaam
from templates.werkmap.adressen import a1, kolombereik, vast


@dataclass(frozen=True)
class Vak:
    """The place of one table: its sheet (a name as formulas write it), a column per name, a row per key."""

    blad: str
    kolommen: Mapping[str, int]
    rijen: Mapping[str, int]

    def plek(self, rij: str, kolom: str) -> str:
        return a1(self.rijen[rij], self.kolommen[kolom])

    def cel(self, rij: str, kolom: str) -> str:
        """Reference from any sheet, standing fast: `'Meerjarig'!$C$6`."""
        return f"{self.blad}!{vast(self.rijen[rij], self.kolommen[kolom])}"

    def bereik(self, kolom: str, eerste: str, laatste: str, *, vast_kolom: bool = True) -> str:
        """Rows of a column on the sheet itself, the rows standing fast: `$C$6:$C$21`."""
        return kolombereik(self.rijen[eerste], self.rijen[laatste], self.kolommen[kolom], vast_kolom=vast_kolom)


Indeling = dict[Tabelnaam, Vak]
"""Which table stands where."""


def vak_van(bereiken: Mapping[str, str], sleutels: tuple[str, ...]) -> Vak:
    """The place of columns that were written by other hands: per name the range of its rows, in the order of the
    keys, all on one sheet and in the same rows.
    """
    blad = next(iter(bereiken.values())).rpartition("!")[0]
    grenzen = {naam: range_boundaries(ref.rpartition("!")[2].replace("$", "")) for naam, ref in bereiken.items()}
    eerste = next(iter(grenzen.values()))[1]
    rijen = {sleutel: int(eerste or 0) + n for n, sleutel in enumerate(sleutels)}
    return Vak(blad, {naam: int(grens[0] or 0) for naam, grens in grenzen.items()}, rijen)
