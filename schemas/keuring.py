"""What the check of one file found: three levels, one line per cell, and who supplied what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from schemas.fouten import Bestandsfout, Bevinding, Ernst, Gebruikersfout
from schemas.regio import Maateenheid

Soort = Literal["formulier", "invoer", "losse tabel", "onbekend"]


class Levering(NamedTuple):
    """A figure that a file supplies."""

    gemeentecode: str
    maatstaf: str
    peiljaar: int


class Reekssom(NamedTuple):
    """What the figures of one maatstaf and peiljaar add up to; `vorig` is the sum of the year before, where known."""

    maatstaf: str
    label: str
    peiljaar: int
    eenheid: Maateenheid
    som: Decimal
    vorig: Decimal | None


class Waarde(NamedTuple):
    """One figure as it was read."""

    maatstaf: str
    peiljaar: int
    gemeentecode: str
    gemeente: str
    waarde: Decimal


@dataclass(frozen=True)
class Gelezen:
    """What was read from a file; `waarden` is empty where there are too many to tell."""

    deelnemers: int
    cijfers: int
    reeksen: tuple[Reekssom, ...]
    waarden: tuple[Waarde, ...]
    alleen_gemeenten: bool = True


@dataclass(frozen=True)
class Keuring:
    """The verdict on one file."""

    bestand: str
    sha256: str
    soort: Soort
    bevindingen: tuple[Bevinding, ...]
    omschrijving: str = ""
    regio: str = ""
    levering: frozenset[Levering] = frozenset()
    afzender: str = ""
    """The gemeentecode on a form, also on one that has faults."""
    peiljaar: int = 0
    """The peiljaar on a form, also on one that has faults; 0 where none is known."""
    gelezen: Gelezen | None = None
    """What was read, where figures of participants were found; also of a file with faults."""
    vertrouwelijk: bool = False
    """Whether the file holds what may appear nowhere else: burgerservicenummers."""

    def van(self, ernst: Ernst) -> tuple[Bevinding, ...]:
        return tuple(bevinding for bevinding in self.bevindingen if bevinding.ernst is ernst)

    @property
    def afwijzing(self) -> str:
        """The one sentence on a file of which nothing can be made; empty where there is more, or less, to say."""
        fouten = self.van(Ernst.FOUT)
        if self.soort != "onbekend" or len(fouten) != 1:
            return ""
        return str(fouten[0].zin) if fouten[0].heel else f"{self.bestand} {fouten[0].zin}"

    @property
    def naast_afwijzing(self) -> tuple[Bevinding, ...]:
        """The findings but for the one that is that sentence to the letter."""
        return tuple(een for een in self.bevindingen if not (een.heel and self.afwijzing))

    @property
    def goed(self) -> bool:
        return not self.van(Ernst.FOUT)


def oordeel_over(fout: Gebruikersfout, bestand: str) -> Bevinding:
    """Why a file cannot be used at all."""
    oordeel = Bevinding.van(fout)
    if isinstance(fout, Bestandsfout) and fout.bestand == bestand:
        return replace(oordeel, tekst=fout.oordeel)
    return replace(oordeel, heel=True)
