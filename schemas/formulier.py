"""The form on which a participant supplies its figures: what is asked, the words on it, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from schemas.deelnemerwoord import met_deelnemers
from schemas.fouten import Bevinding
from schemas.inhoud import Inhoud, keuze
from schemas.plaats import Plek
from schemas.regio import Maateenheid
from schemas.standen import STANDEN as STANDEN

BLAD: Final = "Opgave"
STAND: Final[Inhoud] = keuze(*STANDEN)

VELDEN: Final[Mapping[str, str]] = {
    "regio": "Regio",
    "jaar": "Jaar",
    "peiljaar": "Peiljaar",
    "gemeente": "Gemeente",
    "gemeentecode": "Gemeentecode",
    "pakket": "Pakket",
    "kenmerk": "Kenmerk",
    "vooraf": "Vooraf ingevuld",
    "ingevuld_door": "Ingevuld door",
    "contact": "Contact",
    "datum": "Datum",
    "opmerkingen": "Opmerkingen",
}
"""Labels on the form, by field. The value stands to the right of its label: that is how it is found again."""

KOLOMMEN: Final[Mapping[str, str]] = {
    "maatstaf": "Maatstaf",
    "waarde": "Uw cijfer",
    "eenheid": "Eenheid",
    "stand": "Stand",
    "vorig": "Vorig cijfer",
    "definitie": "Wat telt u?",
    "gevraagd": "Gevraagde peildatum",
    "peildatum": "Uw peildatum",
    "controle": "Controle",
}
"""Titles of the table's columns, by name, in their order."""

EENHEDEN: Final[Mapping[Maateenheid, str]] = {
    "aantal": "aantal",
    "procent": "% van de regio",
    "euro": "euro",
    "getal 0": "getal",
    "getal 1": "getal met 1 decimaal",
    "getal 2": "getal met 2 decimalen",
    "getal 3": "getal met 3 decimalen",
    "getal 4": "getal met 4 decimalen",
    "getal 5": "getal met 5 decimalen",
    "getal 6": "getal met 6 decimalen",
}
"""How a unit reads on the form."""
LANGSTE_TEKST: Final = 200
"""Of a text that the sender typed: more is no name, telephone number or remark about a figure."""


@dataclass(frozen=True)
class Vraag:
    """One figure that is asked of one participant. `peildatum` is the last day that counts."""

    maatstaf: str
    label: str
    eenheid: Maateenheid
    definitie: str
    peilmoment: str
    peildatum: date


@dataclass(frozen=True)
class Deelnemervraag:
    """What one participant is asked; `pakket` may be nothing."""

    gemeentecode: str
    gemeente: str
    pakket: str
    vragen: tuple[Vraag, ...]


@dataclass(frozen=True)
class Uitvraag:
    """What a region asks of all its participants for the keys of one year."""

    regio: str
    label: str
    jaar: int
    peiljaar: int
    deelnemers: Mapping[str, Deelnemervraag]
    alleen_gemeenten: bool = True
    elders: Mapping[str, int] = field(default_factory=dict)
    """What the keys of the year need of another peiljaar, which one form cannot ask too: label to peiljaar."""

    def zeg(self, zin: str) -> str:
        """A sentence of the program itself, in the word for who takes part."""
        return zin if self.alleen_gemeenten else met_deelnemers(zin)

    @property
    def eerste_dag(self) -> date:
        """A form can be filled in from the moment that its figures begin to exist."""
        return date(self.peiljaar, 1, 1)

    @property
    def laatste_dag(self) -> date:
        return date(self.jaar + 1, 12, 31)


@dataclass(frozen=True)
class Formulierkop:
    """Whose form it says to be; nothing of it has been checked."""

    regio: str
    jaar: int | None
    gemeentecode: str
    peiljaar: int | None = None


@dataclass(frozen=True)
class Cijfer:
    """One figure that was supplied, and its cell.

    `peildatum` is there only where it is not the one that was asked, `opmerking` where something about it stands out.
    """

    maatstaf: str
    waarde: Decimal
    stand: str
    peildatum: date | None
    cel: Plek
    opmerking: str = ""


@dataclass(frozen=True)
class Opgave:
    """What one participant supplied, after the checks of its form. A form that nobody filled in is `leeg`."""

    bestand: str
    sha256: str
    regio: str
    jaar: int
    peiljaar: int
    gemeentecode: str
    gemeente: str
    cijfers: tuple[Cijfer, ...] = ()
    ingevuld_door: str = ""
    contact: str = ""
    datum: date | None = None
    opmerkingen: str = ""
    waarschuwingen: tuple[Bevinding, ...] = ()
    meldingen: tuple[Bevinding, ...] = ()
    onbevestigd: bool = False
    """Whether it holds only what the centre filled in, so that nobody has answered yet."""

    @property
    def leeg(self) -> bool:
        return not self.cijfers
