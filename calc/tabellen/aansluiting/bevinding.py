"""One finding: a published figure beside the figure it is held against, with a verdict and the reason in Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from calc.model.uitdrukking import LEEG, Uitdrukking
from calc.notatie import euro, getal, procent
from calc.oordeel import Oordeel
from calc.tabel import Soort

Cijfer = Fraction | str | None
"""A text is a name or PM; None where no figure can stand."""

SOM_RIJEN: Final = "som van de rijen"
SOM_DELEN: Final = "som van de delen"
MEER: Final = 2
"""Decimals more in which half a unit is seen to be one."""


@dataclass(frozen=True)
class Aansluitpunt:
    """`tabel` names one table of the publication, or two where one is held against the other.

    `kostensoort`, `jaar`, `rij` and `kolom` are the place as a reader finds it. `laagst` and `hoogst` enclose what the
    stated rounding path allows before the last rounding; `eenheid` is the unit in which the figure was printed, `soort`
    and `decimalen` how to write it. `groep` is the kind of table. `links` and `rechts` are the two figures as
    expressions: the input that was published, and what it is held against; `hoe` says of the second why it is that.
    """

    tabel: str
    kostensoort: str
    jaar: int | None
    rij: str
    kolom: str
    gepubliceerd: Cijfer
    berekend: Cijfer
    oordeel: Oordeel
    reden: str
    laagst: Fraction | None
    hoogst: Fraction | None
    eenheid: Fraction
    soort: Soort
    decimalen: int
    plaats: str = ""
    groep: str = ""
    links: Uitdrukking = LEEG
    rechts: Uitdrukking = LEEG
    hoe: tuple[str, ...] = ()

    @cached_property
    def verschil(self) -> Fraction | None:
        """Calculated − published; None where one of them is no number."""
        if isinstance(self.gepubliceerd, Fraction) and isinstance(self.berekend, Fraction):
            return self.berekend - self.gepubliceerd
        return None

    @property
    def zin(self) -> str:
        """The finding as one Dutch sentence."""
        waar = ", ".join(deel for deel in (self.tabel, self.rij, kolomwoorden(self.kolom)) if deel)
        gepubliceerd, berekend = (self.in_woorden(cijfer) for cijfer in (self.gepubliceerd, self.berekend))
        if self.oordeel is Oordeel.GELIJK:
            return f"{waar}: {gepubliceerd}, {self.oordeel}"
        return f"{waar}: gepubliceerd {gepubliceerd}, berekend {berekend}; {self.oordeel}. {self.reden}"

    @cached_property
    def getoond(self) -> int:
        """The decimals to show: more where the figures look equal and their difference does not.

        Half a unit is rounded up in the one and away in the other: 6,155% reads 6,16%, and is 0,005% from 6,16%.
        """
        if not self.verschil or self.in_woorden(self.gepubliceerd) != self.in_woorden(self.berekend):
            return self.decimalen
        nul = in_woorden(Fraction(0), self.soort, self.decimalen)
        return self.decimalen + (MEER if self.in_woorden(abs(self.verschil)) != nul else 0)

    def in_woorden(self, cijfer: Cijfer) -> str:
        return in_woorden(cijfer, self.soort, self.decimalen)


def kolomwoorden(kolom: str) -> str:
    """The name of a column as people read it: `% van jeugdbudget`, not `pct_van_jeugdbudget`."""
    return kolom.replace("pct_", "% ").replace("_pct", " %").replace("_", " ")


def in_woorden(cijfer: Cijfer, soort: Soort, decimalen: int) -> str:
    if cijfer is None:
        return "niets"
    if isinstance(cijfer, str):
        return f"'{cijfer}'"
    if soort is Soort.GELD:
        return euro(cijfer, decimalen)
    return procent(cijfer, decimalen) if soort is Soort.AANDEEL else getal(cijfer, decimalen)
