"""What a region file says of the costs of care: its segments, who shares each, how much is shared, and a maximum."""

from typing import Annotated

from pydantic import Field

from schemas.kernwoorden import RATO
from schemas.regioopbouw import Deelname
from schemas.regiovorm import Deelprocent, Naam, Positief, Procent, Strikt, Tekst, Verwijst


class Plafond(Strikt):
    """The most that something may cost: an amount in euros, or a percentage of a maatstaf in euros of all together."""

    euro: Positief | None = None
    procent: Procent | None = None
    maatstaf: Annotated[Tekst, Verwijst("maatstaf", gevraagd=True)] | None = None
    bron: Tekst


class Segment(Strikt):
    """A kind of care.

    solidair: which part of its costs all who take part share, in percent; the rest each pays for its own use.
    naar: the maatstaf by which they share it, or `rato`.
    """

    label: Tekst
    deelnemers: Deelname | None = None
    solidair: Deelprocent = Field(default=0, validate_default=True)
    naar: Annotated[Tekst, Verwijst("maatstaf", (RATO,), gevraagd=True)] = RATO
    plafond: Plafond | None = None


class Aanbieders(Strikt):
    """A group of providers with a maximum of its own."""

    label: Tekst
    plafond: Plafond | None = None


class Zorg(Strikt):
    """As in force from a year on."""

    segmenten: Annotated[dict[Naam, Segment], Field(min_length=1)]
    aanbieders: dict[Naam, Aanbieders] = {}
    bron: Tekst
