"""How figures are counted from lines of toekenningen and declaraties, as a region file says it."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.regiovorm import Dag, Gedateerd, Jaar, Lijst, Nulofmeer, Positief, Strikt, Tekst

Pakket = Literal["basispakket", "keuzepakket"]
Regelsoort = Literal["toekenning", "declaratie"]
Regelkolom = Literal[
    "soort", "regel_id", "pseudoniem", "gemeentecode", "pakket", "product", "segment",
    "begin", "einde", "periode", "bedrag", "status", "crediteert", "ontvangen",
]  # fmt: skip
"""The columns of a line of toekenningen and declaraties, by the name under which the rules know them."""
Uniek = Literal["regel_id", "pseudoniem", "pakket", "product", "segment"]


class Regelkeuze(Strikt):
    """Which lines count; a list that is not there leaves nothing out."""

    soort: Regelsoort
    status: Lijst[Tekst] = ()
    segmenten: Lijst[Tekst] = ()
    producten: Lijst[Tekst] = ()
    sluitdatum: Dag | None = None
    """A line that came in after this day of the next year is too late."""
    bron: Tekst


class Telregel(Regelkeuze):
    """What is counted for a maatstaf."""

    wanneer: Literal["actief", "begonnen", "beeindigd", "peildatum"] = "actief"
    uniek: Annotated[Lijst[Uniek], Field(min_length=1)] = ("regel_id",)
    """Lines that are the same in these columns count once."""
    per_pakket: dict[Pakket, Lijst[Tekst]] = {}
    """Of a participant with that pakket only lines of these pakketten count."""


class Kostenregel(Regelkeuze):
    """Which amounts are the costs of a year."""

    jaar_van: Literal["begin", "einde"] = "begin"
    """Which day of a line decides to what year its whole amount belongs."""


class Regelbestand(Strikt):
    """What the region says of files with lines of toekenningen and declaraties."""

    andere_schrijfwijzen: dict[Regelkolom, Lijst[Tekst]] = {}
    """Other titles of the columns."""
    realisatie: dict[Jaar, Kostenregel] = {}
    foutmarge: dict[Jaar, Gedateerd[Nulofmeer]] = {}
    """Up to which percentage lines with faults are left out; above it nothing is counted."""
    drempel: dict[Jaar, Gedateerd[Positief]] = {}
    """Below this number of lines or clients a count is not published."""
