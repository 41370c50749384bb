"""User errors: one Dutch sentence each, and a list of faults for a file that is wrong in several places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from schemas.plaats import HET_BESTAND, Vindplaats


class Foutzin(NamedTuple):
    """What is wrong, and what was expected there where that can be said; printed they are one sentence."""

    tekst: str
    verwacht: str = ""

    def __str__(self) -> str:
        return f"{self.tekst}; verwacht: {self.verwacht}" if self.verwacht else self.tekst


class Gebruikersfout(Exception):
    """What the user can mend. The message is the sentence that the user reads."""

    def __init__(self, tekst: str, verwacht: str = "") -> None:
        self.tekst, self.verwacht = tekst, verwacht
        super().__init__(str(self.zin))

    @property
    def zin(self) -> Foutzin:
        return Foutzin(self.tekst, self.verwacht)


class Bestandsfout(Gebruikersfout):
    """What is wrong with a file as a whole. `oordeel` follows its name; below that name it stands alone."""

    def __init__(self, bestand: str, oordeel: str) -> None:
        super().__init__(f"{bestand} {oordeel}")
        self.bestand, self.oordeel = bestand, oordeel


def in_verslag(fout: Gebruikersfout, bestand: str) -> Foutzin:
    """A fault as a report on a file says it, which names that file by itself."""
    return Foutzin(fout.oordeel) if isinstance(fout, Bestandsfout) and fout.bestand == bestand else fout.zin


class VerkeerdGebruik(Gebruikersfout):
    """What was asked cannot be asked: an option, a name or a year that does not exist. The input itself may be fine."""


class Ernst(StrEnum):
    """A fault blocks; a warning asks for a look; a note says how something was read."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    MELDING = "melding"


@dataclass(frozen=True)
class Bevinding:
    """One thing to say of a file, at its place: a cell, a row, a column, a sheet or the file as a whole.

    gemeentecode: of a note the participant whose figures it is about, where the figures themselves do not tell.
    heel: whether it is a whole sentence on the file, with the name of that file in it.
    """

    tekst: str
    waar: Vindplaats = HET_BESTAND
    verwacht: str = ""
    ernst: Ernst = Ernst.FOUT
    gemeentecode: str = ""
    heel: bool = False

    @property
    def zin(self) -> Foutzin:
        return Foutzin(self.tekst, self.verwacht)

    def __str__(self) -> str:
        return ": ".join(filter(None, (str(self.waar), str(self.zin))))


class Regiofout(NamedTuple):
    """One fault of a region file that no single field can tell; `pad` leads to its place in the file."""

    pad: tuple[str | int, ...]
    tekst: str
    verwacht: str = ""

    def __str__(self) -> str:
        return f"{'.'.join(str(deel) for deel in self.pad)}: {Foutzin(self.tekst, self.verwacht)}"


def onbekend(pad: tuple[str | int, ...], naam: str, wat: str, bekend: Iterable[str]) -> Regiofout:
    """A name in a region file that is none of those that it could be."""
    return Regiofout(pad, f"'{naam}' is geen {wat}.{bedoelde_u(naam, bekend)}")


class InvoerFouten(Gebruikersfout):
    """Everything that is wrong with one file, all at once."""

    def __init__(self, bestand: str, fouten: Sequence[Bevinding]) -> None:
        self.bestand = bestand
        self.fouten = tuple(fouten)
        aantal = hoeveel(len(fouten), "fout", "fouten")
        super().__init__("\n".join([f"{bestand} is niet bruikbaar ({aantal}):", *(f"  {fout}" for fout in fouten)]))


def hoeveel(aantal: int, een: str, meer: str) -> str:
    """`1 fout`, `2 fouten`."""
    return f"{aantal} {een if aantal == 1 else meer}"


def nabije(gevraagd: str, bekend: Iterable[str], gelijkenis: float = 0.75) -> str:
    """The known word that was probably meant, or nothing when none is near.

    `gelijkenis` is how near is near, from 0 to 1: where few words are possible, a bolder guess helps.
    """
    namen = {naam.casefold(): naam for naam in bekend}
    nabij = get_close_matches(gevraagd.casefold(), list(namen), n=1, cutoff=gelijkenis)
    return namen[nabij[0]] if nabij else ""


def bedoelde_u(gevraagd: str, bekend: Iterable[str], gelijkenis: float = 0.75) -> str:
    """The suggestion that closes a sentence: " Bedoelde u 'X'?", or nothing when no known word is near."""
    nabij = nabije(gevraagd, bekend, gelijkenis)
    return f" Bedoelde u '{nabij}'?" if nabij else ""
