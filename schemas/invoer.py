"""An input workbook after reading: rows that remember their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from schemas.fouten import Bevinding
from schemas.inhoud import PM_TEKST, datumtekst, dutch, is_number
from schemas.naamvorm import naamvorm
from schemas.plaats import Plaatsnaam, Plek, Vindplaats, celnaam
from schemas.werkboek import Celwaarde


@dataclass
class Rij:
    """One row. `plaatsen` has the cell of every column; a value that failed is taken out, and named in `stuk`."""

    blad: str
    nummer: int
    waarden: dict[str, Celwaarde]
    plaatsen: Mapping[str, Plek]
    stuk: set[str] = field(default_factory=set)
    leden: Mapping[str, Sequence[Rij]] = field(default_factory=dict)
    """Per column the rows of which its figure is the sum."""

    def delen(self, sleutel: str) -> list[Rij]:
        """The rows in which a figure was typed: this one, or those of which it is the sum."""
        return [deel for lid in self.leden.get(sleutel, ()) for deel in lid.delen(sleutel)] or [self]

    def genoemd(self, sleutel: str, naam: str) -> bool:
        """Whether a column with names holds this one."""
        return naam in self.tekst(sleutel).split(",")

    def tekst(self, sleutel: str) -> str:
        """The text of a cell; a number as it would be typed, a date in words, nothing as nothing."""
        waarde = self.waarden.get(sleutel)
        if isinstance(waarde, str):
            return waarde
        if isinstance(waarde, date):
            return datumtekst(waarde)
        return dutch(waarde) if is_number(waarde) else ""

    def getal(self, sleutel: str) -> Decimal | None:
        waarde = self.waarden.get(sleutel)
        return Decimal(waarde) if is_number(waarde) else None

    def heel(self, sleutel: str) -> int | None:
        getal = self.getal(sleutel)
        return int(getal) if getal is not None and getal == getal.to_integral_value() else None

    def dag(self, sleutel: str) -> date | None:
        waarde = self.waarden.get(sleutel)
        return waarde if isinstance(waarde, date) else None

    def is_pm(self, sleutel: str) -> bool:
        return self.waarden.get(sleutel) == PM_TEKST

    def bedragen(self) -> dict[int, Decimal]:
        """The numbers under the years; a year without one is absent."""
        return {
            int(sleutel): Decimal(waarde)
            for sleutel, waarde in self.waarden.items()
            if sleutel.isdigit() and is_number(waarde)
        }

    def leeg(self, sleutel: str) -> bool:
        """Whether the cell is there and holds nothing; a column that is missing has its own line."""
        return sleutel in self.plaatsen and self.waarden.get(sleutel) is None and sleutel not in self.stuk

    def plaats(self, sleutel: str) -> Vindplaats:
        """The cell of a column; of one that the sheet does not have the row, and of a sum the place of the first, with
        the names of all.
        """
        if sleutel not in self.plaatsen:
            return Vindplaats.op_rij(self.blad, self.nummer)
        cellen = [deel.plaatsen[sleutel] for deel in self.delen(sleutel)]
        return Vindplaats(self.blad, Plaatsnaam("cel", " + ".join(celnaam(*cel) for cel in cellen)), *cellen[0])


def vormen_van(labels: Mapping[str, str]) -> dict[str, str]:
    """The names by the plain form of name and label: either may be given."""
    return {naamvorm(naam): naam for naam in labels} | {naamvorm(label): naam for naam, label in labels.items()}


def dubbele_rijen(rijen: Iterable[Rij], uniek: Sequence[str]) -> Iterator[tuple[Rij, int, str]]:
    """Each row that is the same as an earlier one in what makes a row unique, the number of that one, and the column
    in which to say so. A row with a faulty part of it is no copy of anything.
    """
    eerste: dict[tuple[str, ...], int] = {}
    for rij in rijen:
        sleutel = tuple(naamvorm(rij.tekst(deel)) for deel in uniek)
        if rij.stuk & set(uniek) or not any(sleutel):
            continue
        if eerste.setdefault(sleutel, rij.nummer) != rij.nummer:
            wijzer = next(deel for deel in reversed(uniek) if rij.tekst(deel))
            naast = wijzer == "gemeentecode" and "gemeente" in rij.plaatsen
            yield rij, eerste[sleutel], "gemeente" if naast else wijzer


@dataclass(frozen=True)
class Tabelblad:
    """One sheet that was read: the header's cells by column, and the rows that hold something."""

    naam: str
    koppen: Mapping[str, Plek]
    rijen: tuple[Rij, ...] = ()
    bedoeld: frozenset[str] = frozenset()
    """Columns that stand there under a wrong name; that they seem to be missing needs no second line."""

    def kop(self, sleutel: str) -> Vindplaats:
        return Vindplaats.in_cel(self.naam, *self.koppen[sleutel])


@dataclass(frozen=True)
class Kop:
    """What must be known of an input before its figures can be read."""

    regio: str
    jaar: int
    basisjaar: int
    laatste_jaar: int
    scenario_tot_en_met: int
    status: str

    @property
    def jaren(self) -> range:
        return range(self.basisjaar, self.laatste_jaar + 1)

    @property
    def scenariojaren(self) -> range:
        return range(self.basisjaar, self.scenario_tot_en_met + 1)


@dataclass(frozen=True)
class Invoer:
    """An input workbook that passed the gate."""

    bestand: str
    sha256: str
    kop: Kop
    plan: Rij
    bladen: Mapping[str, Tabelblad]
    meldingen: tuple[Bevinding, ...]
    niet_gelezen: str
    """The one of them on what is no part of an input, so that it does not go into the next one either."""

    def rijen(self, blad: str) -> tuple[Rij, ...]:
        return self.bladen[blad].rijen
