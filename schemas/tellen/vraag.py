"""What is asked of the lines, and what comes back: counts and sums, never a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from schemas.regiotelling import Kostenregel, Regelkeuze, Telregel

REALISATIE = "realisatie"
"""Name of the question after the costs; no maatstaf is asked under it."""


class Reden(IntEnum):
    """Why a line does not count; the first one that applies."""

    TELT = 0
    FOUT = 1
    CREDIT = 2
    GECREDITEERD = 3
    ANDERE_SOORT = 4
    GEEN_DEELNEMER = 5
    STATUS = 6
    TE_LAAT = 7
    ANDER_JAAR = 8
    ANDER_PAKKET = 9
    ANDERE_KEUZE = 10
    HERHAALD = 11
    """The same line delivered more than once: all but one of them."""
    NIET_UNIEK = 12
    """Another line with the same client, package, product or segment counts already."""


@dataclass(frozen=True)
class Regelvraag:
    """One thing to count: the rule as the region has it, with its days of this year."""

    naam: str
    regel: Regelkeuze
    sluitdatum: date | None = None
    peildatum: date | None = None

    @property
    def uniek(self) -> tuple[str, ...]:
        """The columns in which counted lines must differ; nothing where every line counts."""
        kolommen = self.regel.uniek if isinstance(self.regel, Telregel) else ()
        return () if "regel_id" in kolommen else kolommen

    @property
    def kosten(self) -> bool:
        return isinstance(self.regel, Kostenregel)


@dataclass(frozen=True)
class Telvraag:
    """Everything that is asked in one run. `deelnemers` has the pakket (or nothing) of every code."""

    peiljaar: int
    deelnemers: Mapping[str, str]
    regels: tuple[Regelvraag, ...]
    andere_schrijfwijzen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Telvak:
    """Lines that are alike in everything that is told of them. `redenen` stands in the order of the questions."""

    gemeentecode: str
    soort: str
    segment: str
    status: str
    masker: int
    redenen: tuple[Reden, ...]
    regels: int
    bedrag: int
    onder_nul: int = 0
    """Of these lines: those with an amount below zero that say of no line that it is credited."""


@dataclass(frozen=True)
class Bronbestand:
    """A file that was read, with its fingerprint."""

    naam: str
    grootte: int
    sha256: str


@dataclass(frozen=True)
class Telling:
    """What an engine gives back."""

    motor: str
    bronnen: tuple[Bronbestand, ...]
    gelezen: int
    herhaald: Mapping[str, int]
    """Copies of lines per kind; they are in no `vak`."""
    vakken: tuple[Telvak, ...]
    uniek: Mapping[str, Mapping[str, int]]
    """Per question that counts less than lines: the count per participant."""
    credits_zonder_regel: int
    laatst_ontvangen: date | None
    zonder_crediteert: tuple[str, ...]
    """Files in which no line can say what it credits."""
    alle_zonder: bool = False
    """Whether those are all files."""
    voorbeelden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per check some ids of lines, hashed."""
