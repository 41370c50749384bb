"""What every engine can do, and the words in which their SQL differs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from schemas.fouten import Gebruikersfout
from schemas.tellen.bronnen import Bron
from schemas.tellen.vraag import Bronbestand

Motornaam = Literal["duckdb", "spark"]
Waardesoort = Literal["tekst", "geheel", "getal", "decimaal", "dag", "moment", "tijdstip", "anders"]
"""What a column holds. A `decimaal` has room for cents after its point, as euros have.

A `moment` is local time without a zone, a `tijdstip` a point in time."""
CENTEN: Final = 2
"""Digits after the point of an amount in euros."""
TIJDZONE: Final = "Europe/Amsterdam"
"""In which a point in time becomes a day."""


class Motorfout(Gebruikersfout):
    """What an engine could not do. Its own words stay inside: they can hold a line."""


class TeWeinigGeheugen(Motorfout):
    def __init__(self, geheugen: int) -> None:
        super().__init__(
            f"met {geheugen} MB geheugen lukt deze telling niet. Geef meer met --geheugen, of maak ruimte vrij in de "
            "tijdelijke map. Er is niets geschreven."
        )


class Motor(ABC):
    """An engine with a session of its own."""

    naam: Motornaam
    versie: str

    @abstractmethod
    def groepen(self, bron: Bron) -> Sequence[tuple[Bron, Mapping[str, Waardesoort]]]:
        """The files with the same columns together, and what each column holds."""

    @abstractmethod
    def open(self, bron: Bron, naam: str) -> None:
        """Make the files known under a name."""

    @abstractmethod
    def bekijk(self, naam: str, sql: str) -> None:
        """A name for a question that is asked again each time."""

    @abstractmethod
    def bewaar(self, naam: str, sql: str) -> None:
        """A name for an answer that is kept, on disk where it must."""

    @abstractmethod
    def leg_neer(self, naam: str, sql: str) -> None:
        """A name for as many lines as the files have, that are read once and asked more often."""

    @abstractmethod
    def vraag(self, sql: str) -> list[tuple[Any, ...]]:
        """A small answer."""

    @abstractmethod
    def sluit(self) -> None: ...

    @abstractmethod
    def citeer(self, titel: str) -> str:
        """A title of a file as a name in SQL."""

    @abstractmethod
    def past(self, waarde: str, patroon: str) -> str:
        """Whether a text is of this form, as a whole."""

    @abstractmethod
    def tijdstip(self, waarde: str) -> str:
        """A text with a zone as a point in time; nothing where it is none."""

    @abstractmethod
    def hash(self, waarde: str) -> str:
        """SHA-256 of a text, in hexadecimals."""

    @abstractmethod
    def kort(self, *waarden: str) -> str:
        """Values as a number of 64 bits, of no use outside this engine."""

    @abstractmethod
    def vingerafdrukken(self, bron: Bron) -> Sequence[Bronbestand]:
        """Of files that only the engine can reach."""


def getalsoort(type_: str) -> Waardesoort:
    """Of a number that need not be whole, by its type: double, or decimal(18,2)."""
    _, _, schaal = type_.lower().rstrip(")").rpartition(",")
    return "decimaal" if schaal.isdigit() and int(schaal) >= CENTEN else "getal"


def tekst(waarde: str) -> str:
    """A text as it stands in SQL. Neither engine gives a backslash a meaning here."""
    return "'" + waarde.replace("'", "''") + "'"
