"""What a region file says of the course of a year: who decides, by when, what its letters say, where it is booked."""

from typing import Annotated, Final, Literal

from pydantic import Field

from schemas.kernwoorden import RATO
from schemas.regiovorm import DagMaand, Deelprocent, Lijst, Naam, Strikt, Tekst, Verwijst

Welkjaar = Literal["ervoor", "zelf", "erna"]


class Besluitvorming(Strikt):
    """The bodies that decide on a plan, in their order."""

    organen: Annotated[Lijst[Tekst], Field(min_length=1)]
    bron: Tekst


class Mijlpaal(Strikt):
    """A day of the cycle of a plan: of the year before, the year itself, or the year after."""

    wat: Tekst
    datum: DagMaand
    jaar: Welkjaar = "ervoor"


class Kalender(Strikt):
    """The days of the cycle.

    wgr: whether those of the Wet gemeenschappelijke regelingen hold too. vaststelling: the day of the year before on
    which the budget is adopted, from which the law counts back.
    """

    wgr: bool = False
    vaststelling: DagMaand | None = None
    mijlpalen: Lijst[Mijlpaal] = ()
    bron: Tekst


class Boekcode(Strikt):
    """Where a contribution is booked: taakveld and economic category of Iv3, of whoever receives it."""

    taakveld: Annotated[
        str, Field(pattern=r"^\d{1,2}(\.\d{1,3}[a-z]?)?$", description="taakveld als tekst, zoals '6.72'")
    ]
    categorie: Annotated[
        str, Field(pattern=r"^\d(\.\d{1,2}){0,2}$", description="economische categorie als tekst, zoals '4.3.2'")
    ]
    bron: Tekst


SLEUTEL: Final = "sleutel"
BIJDRAGE: Final = "bijdrage"


class Prognosewijze(Strikt):
    """By what the difference between forecast and budget is shared: the key, contributions, `rato`, or a maatstaf."""

    naar: Annotated[Tekst, Verwijst("maatstaf", (SLEUTEL, BIJDRAGE, RATO), gevraagd=True)] = SLEUTEL
    bron: Tekst


class Uittreding(Strikt):
    """What who leaves still pays: percentages of its last contribution, one for each year after.

    verrekenen: whether that comes off the costs of who stays (`kosten`), or is kept apart (`los`).
    kostensoorten: those that it is about; all where none is named. A result that is paid once is seldom one.
    """

    percentages: Annotated[Lijst[Deelprocent], Field(min_length=1)]
    verrekenen: Literal["kosten", "los"] = "kosten"
    kostensoorten: Lijst[Annotated[Tekst, Verwijst("kostensoort")]] = ()
    bron: Tekst


class PerHoofd(Strikt):
    """What a contribution is divided by to compare participants, and the word for one of it."""

    maatstaf: Annotated[str, Verwijst("maatstaf")]
    woord: Naam
    bron: Tekst


class Briefteksten(Strikt):
    """What only the region can say in its letters, in whole sentences."""

    niet_in_bijdrage: Tekst | None = None
    vervolg: Tekst | None = None
    """What follows on a contribution that is not definitive."""
    bron: Tekst
