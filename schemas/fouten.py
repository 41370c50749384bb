"""User errors: one Dutch sentence each, and a list of faults for a file that is wrong in several places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple, Self

from schemas.plaats import HET_BESTAND, Vindplaats


class Aanhaling(str):
    """What stood there, between quotes: of a fault that says no more, a page prints it in another way."""

    __slots__ = ()


def aangehaald(stond: object) -> Aanhaling:
    return Aanhaling(f"'{stond}'")


class Keuze(NamedTuple):
    """What can be said of a file besides the file itself, as each door calls it."""

    optie: str
    veld: str


DE_REGIO: Final = Keuze("--regio", "Regio")
HET_PEILJAAR: Final = Keuze("--peiljaar", "Peiljaar")
HET_DECIMAALTEKEN: Final = Keuze("--decimaal", "Decimaalteken")


class Advies(NamedTuple):
    """What to do about it. A door where that cannot be done says nothing."""

    opdracht: str = ""
    pagina: str = ""

    @classmethod
    def met(cls, keuze: Keuze, zin: str) -> Self:
        """Of a sentence with a gap for where it can be said: `Geef het {}`."""
        return cls(zin.format(f"met {keuze.optie}"), zin.format(f"in het veld {keuze.veld}"))


GEEN_ADVIES: Final = Advies()


class Foutzin(NamedTuple):
    """What is wrong, and what was expected there where that can be said; printed they are one sentence."""

    tekst: str
    verwacht: str = ""

    def __str__(self) -> str:
        return f"{self.tekst}; verwacht: {self.verwacht}" if self.verwacht else self.tekst


class Gebruikersfout(Exception):
    """What the user can mend. The message is the sentence that the user reads."""

    def __init__(self, tekst: str, verwacht: str = "", advies: Advies = GEEN_ADVIES) -> None:
        self.tekst, self.verwacht, self.advies = tekst, verwacht, advies
        super().__init__(str(self.zin))

    @property
    def zin(self) -> Foutzin:
        return Foutzin(_with_advice(self.tekst, self.advies), self.verwacht)


def _with_advice(tekst: str, advies: Advies) -> str:
    return f"{tekst} {advies.opdracht}" if advies.opdracht else tekst


class Bestandsfout(Gebruikersfout):
    """What is wrong with a file as a whole. `oordeel` follows its name; below that name it stands alone."""

    def __init__(self, bestand: str, oordeel: str, advies: Advies = GEEN_ADVIES) -> None:
        super().__init__(f"{bestand} {oordeel}", advies=advies)
        self.bestand, self.oordeel = bestand, oordeel


class VerkeerdGebruik(Gebruikersfout):
    """What was asked cannot be asked: an option, a name or a year that does not exist. The input itself may be fine."""


class VerkeerdeKeuze(VerkeerdGebruik):
    """What was said of a file cannot be so; a door names its own field."""

    def __init__(self, keuze: Keuze, reden: str) -> None:
        super().__init__(f"{keuze.optie}: {reden}")
        self.keuze, self.reden = keuze, reden


class GeenMap(VerkeerdGebruik):
    def __init__(self, pad: Path) -> None:
        super().__init__(f"'{pad}' is een bestand; geef de naam van een map.")


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
    advies: Advies = GEEN_ADVIES

    @property
    def zin(self) -> Foutzin:
        return Foutzin(_with_advice(self.tekst, self.advies), self.verwacht)

    @classmethod
    def van(cls, fout: Gebruikersfout) -> Self:
        """A fault that was raised, as one of the file as a whole."""
        return cls(fout.tekst, verwacht=fout.verwacht, advies=fout.advies)

    @property
    def op_pagina(self) -> Bevinding:
        """As it is said to who has a page, and no command line."""
        return replace(self, advies=Advies(self.advies.pagina))

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
        super().__init__("\n".join([onbruikbaar(bestand, len(fouten)), *(f"  {fout}" for fout in fouten)]))


def onbruikbaar(bestand: object, fouten: int) -> str:
    """The line above the faults of a file."""
    return f"{bestand} is niet bruikbaar ({hoeveel(fouten, 'fout', 'fouten')}):"


def hoeveel(aantal: int, een: str, meer: str) -> str:
    """`1 fout`, `2 fouten`."""
    return f"{aantal} {een if aantal == 1 else meer}"


def nabije(gevraagd: str, bekend: Iterable[str], gelijkenis: float = 0.75) -> str:
    """The known word that was probably meant, or nothing when none is near.

    `gelijkenis` is how near is near, from 0 to 1: where few words are possible, a bolder guess helps.
    """
    # Loaded for who wrote something wrong: this module is there in every command.
    from difflib import get_close_matches

    namen = {naam.casefold(): naam for naam in bekend}
    nabij = get_close_matches(gevraagd.casefold(), list(namen), n=1, cutoff=gelijkenis)
    return namen[nabij[0]] if nabij else ""


def bedoelde_u(gevraagd: str, bekend: Iterable[str], gelijkenis: float = 0.75) -> str:
    """The suggestion that closes a sentence: " Bedoelde u 'X'?", or nothing when no known word is near."""
    nabij = nabije(gevraagd, bekend, gelijkenis)
    return f" Bedoelde u '{nabij}'?" if nabij else ""
