"""What the check of one file found: three levels, one line per cell, and who supplied what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from schemas.fouten import Bestandsfout, Fout, Gebruikersfout, Zin, in_verslag
from schemas.plaats import Vindplaats
from schemas.regio import Maateenheid

Soort = Literal["formulier", "invoer", "losse tabel", "onbekend"]
SAMEN_VANAF: Final = 6
"""From how many cells of one column the same note becomes one line."""
HET_BESTAND: Final = Vindplaats()


class Ernst(StrEnum):
    """A fault blocks; a warning asks for a look; a note says how something was read."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    MELDING = "melding"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding. `rij` and `kolom` are 0 where no single cell is meant; `plaats` is how the message names it."""

    ernst: Ernst
    tekst: str
    blad: str = ""
    plaats: str = ""
    rij: int = 0
    kolom: int = 0
    verwacht: str = ""
    heel: bool = False
    """Whether it is a whole sentence on the file, with the name of that file in it."""

    @property
    def zin(self) -> Zin:
        return Zin(self.tekst, self.verwacht)

    def __str__(self) -> str:
        return str(Fout(self.blad, self.plaats, self.tekst, self.verwacht))


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
    def goed(self) -> bool:
        return not self.van(Ernst.FOUT)


def bevinding_van(fout: Fout, ernst: Ernst) -> Bevinding:
    """A fault of another reader."""
    return Bevinding(ernst, fout.tekst, fout.blad, fout.cel, fout.rij, fout.kolom, fout.verwacht)


def oordeel_over(fout: Gebruikersfout, bestand: str) -> Bevinding:
    """Why a file cannot be used at all."""
    van_dit_bestand = isinstance(fout, Bestandsfout) and fout.bestand == bestand
    zin = in_verslag(fout, bestand)
    return Bevinding(Ernst.FOUT, zin.tekst, verwacht=zin.verwacht, heel=not van_dit_bestand)


@dataclass
class Verslag:
    """Collects findings: one fault per cell, and many notes of one kind in a column as one line."""

    bladen: Mapping[str, int] = field(default_factory=dict)
    _cellen: dict[tuple[str, int, int], Bevinding] = field(default_factory=dict)
    _los: list[Bevinding] = field(default_factory=list)
    _groepen: dict[tuple[str, int, str], list[tuple[Vindplaats, str]]] = field(default_factory=dict)

    def fout(self, waar: Vindplaats, tekst: str, verwacht: str = "") -> None:
        """A fault in a cell; the first one of a cell tells the cause and stands."""
        self._cellen.setdefault((waar.blad, waar.rij, waar.kolom), bevinding_op(waar, Ernst.FOUT, tekst, verwacht))

    def algemeen(self, ernst: Ernst, tekst: str, waar: Vindplaats = HET_BESTAND, verwacht: str = "") -> None:
        """A finding of a row, a column, a sheet or the file as a whole."""
        bevinding = bevinding_op(waar, ernst, tekst, verwacht)
        if bevinding not in self._los:
            self._los.append(bevinding)

    def melding(self, waar: Vindplaats, tekst: str, samen: str) -> None:
        """A note in a cell. `samen` words the line for many of them: it begins with their number."""
        self._groepen.setdefault((waar.blad, waar.kolom, samen), []).append((waar, tekst))

    @property
    def bevindingen_van_cellen(self) -> int:
        """How many cells have a fault."""
        return len(self._cellen)

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """Everything: the worst first, then in reading order."""
        return gesorteerd([*self._los, *self._cellen.values(), *self._noted()], self.bladen)

    def _noted(self) -> Iterable[Bevinding]:
        for (blad, kolom, samen), groep in self._groepen.items():
            if len(groep) < SAMEN_VANAF:
                yield from (bevinding_op(waar, Ernst.MELDING, tekst) for waar, tekst in groep)
                continue
            (eerste, _), (laatste, _) = groep[0], groep[-1]
            plaats = eerste.naam.tot(laatste.naam)
            yield Bevinding(Ernst.MELDING, f"{len(groep)} {samen}", blad, plaats, 0, kolom)


def bevinding_op(waar: Vindplaats, ernst: Ernst, tekst: str, verwacht: str = "") -> Bevinding:
    return Bevinding(ernst, tekst, waar.blad, str(waar.naam), waar.rij, waar.kolom, verwacht)


def gesorteerd(bevindingen: Iterable[Bevinding], bladen: Mapping[str, int] | None = None) -> tuple[Bevinding, ...]:
    orde = {ernst: plek for plek, ernst in enumerate(Ernst)}
    volgorde = bladen or {}
    return tuple(
        sorted(bevindingen, key=lambda b: (orde[b.ernst], volgorde.get(b.blad, len(volgorde)), b.rij, b.kolom))
    )
