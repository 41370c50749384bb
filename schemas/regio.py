"""The model of a region file: who takes part, what is shared, by which key; every value dated and with its source."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.maanden import MAANDEN
from schemas.regiocontrole import controleer_regio

Jaar = Annotated[int, Field(ge=2000, le=2100, description="jaartal van 2000 tot en met 2100")]
Tekst = Annotated[str, Field(min_length=1, description="tekst")]
Sluitregel = Literal["open", "grootste-rest", "grootste-deelnemer", "afrondingsregel"]
Munteenheid = Literal["cent", "euro"]
Maateenheid = Literal["aantal", "procent", "euro"]
Pakket = Literal["basispakket", "keuzepakket"]
Peilmoment = Literal["1 januari", "31 december", "heel jaar"]
"""When a maatstaf is counted within its peiljaar: a stock on a day, or what happened in the whole year."""

RATO = "rato"
"""The part of a key that is equal for every participant; no maatstaf may have this name."""
TOTAAL = "totaal"
"""The onderdeel of a contribution as a whole; no maatstaf may have this name."""


def _exact_number(waarde: Any) -> Any:
    """Whole numbers of a YAML file as Decimal; other types stay what they are, for the model to refuse."""
    return Decimal(waarde) if isinstance(waarde, int) and not isinstance(waarde, bool) else waarde


def _list_as_tuple(waarde: Any) -> Any:
    """A YAML list is the only form in which a tuple can be written down."""
    return tuple(waarde) if isinstance(waarde, list) else waarde


T = TypeVar("T")
Getal = Annotated[Decimal, BeforeValidator(_exact_number)]
Positief = Annotated[Getal, Field(gt=0, description="getal groter dan 0")]
Nulofmeer = Annotated[Getal, Field(ge=0, description="getal van 0 of meer")]
Lijst = Annotated[tuple[T, ...], BeforeValidator(_list_as_tuple)]


class Strikt(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Gedateerd(Strikt, Generic[T]):
    """A value that holds from the year under which it stands until the next one, with its source."""

    waarde: T
    bron: Tekst


class Termijn(Strikt):
    """A day of the year, and the part of the contribution that is due by it."""

    datum: Annotated[
        str,
        Field(
            pattern=r"^(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])$",
            description="dag en maand met een streepje ertussen, zoals 15-01",
        ),
    ]
    procent: Positief


class Betaling(Strikt):
    """The terms in which a contribution is paid in advance, in the order of the year; together 100 percent."""

    termijnen: Annotated[Lijst[Termijn], Field(min_length=1)]
    bron: Tekst


class Deelnemer(Strikt):
    """A municipality, and the years in which it takes part (whole years, both ends included)."""

    code: Annotated[str, Field(pattern=r"^GM\d{4}$", description="GM en vier cijfers, zoals GM0888")]
    naam: Tekst
    andere_schrijfwijzen: Lijst[Tekst] = ()
    subregio: dict[Jaar, Gedateerd[Tekst]] = {}
    pakket: dict[Jaar, Gedateerd[Pakket]] = {}
    betaling: dict[Jaar, Betaling] = {}
    """Where it pays in other terms than the others."""
    van: Jaar
    tot_en_met: Jaar | None = None
    bron: Tekst

    def neemt_deel(self, jaar: int) -> bool:
        return self.van <= jaar and (self.tot_en_met is None or jaar <= self.tot_en_met)


Regelsoort = Literal["toekenning", "declaratie"]
Regelkolom = Literal[
    "soort", "regel_id", "pseudoniem", "gemeentecode", "pakket", "product", "segment",
    "begin", "einde", "periode", "bedrag", "status", "crediteert", "ontvangen",
]  # fmt: skip
"""The columns of a line of toekenningen and declaraties, by the name under which the rules know them."""
Uniek = Literal["regel_id", "pseudoniem", "pakket", "product", "segment"]
Dag = Annotated[
    str,
    Field(
        pattern=rf"^([1-9]|[12][0-9]|3[01]) ({'|'.join(MAANDEN)})$",
        description="dag van het jaar, zoals 1 mei",
    ),
]


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


class Maatstaf(Strikt):
    """A measure per municipality; its unit is dated by peiljaar."""

    label: Tekst
    andere_schrijfwijzen: Lijst[Tekst] = ()
    """Other titles under which a column of a loose table may bring this maatstaf."""
    definitie: Tekst
    eenheid: Annotated[dict[Jaar, Gedateerd[Maateenheid]], Field(min_length=1)]
    peildatum: dict[Jaar, Gedateerd[Peilmoment]] = {}
    per_pakket: dict[Pakket, Gedateerd[Tekst]] = {}
    """What is counted where a participant takes that pakket and its figure differs for it."""
    telling: dict[Jaar, Telregel] = {}
    """How the figure is counted from lines of toekenningen and declaraties, by peiljaar."""

    def eenheid_van(self, peiljaar: int) -> Maateenheid | None:
        """The unit in force in a peiljaar, or None before the first one."""
        sinds = max((vanaf for vanaf in self.eenheid if vanaf <= peiljaar), default=None)
        return None if sinds is None else self.eenheid[sinds].waarde


class Sleutel(Strikt):
    """Weights per maatstaf (or `rato`); they need not add up to 100."""

    delen: Annotated[dict[str, Positief], Field(min_length=1)]
    peiljaar: Jaar | None = None
    bron: Tekst


class Deelname(Strikt):
    """Who of the participants of a year share a cost: all but some, or some by name."""

    zonder: Lijst[Tekst] = ()
    waarde: Lijst[Tekst] = ()
    bron: Tekst

    @property
    def codes(self) -> tuple[str, ...]:
        """Those that the file names, whichever way."""
        return self.zonder or self.waarde

    def telt(self, code: str) -> bool:
        return code in self.waarde if self.waarde else code not in self.zonder


class Kostensoort(Strikt):
    """A cost that is split over its participants as a whole, by one key a year."""

    label: Tekst
    grondslag: Tekst
    deelnemers: dict[Jaar, Deelname] = {}
    """Who shares this cost; where nothing is said every participant of the year does."""
    sluitregel: dict[Jaar, Gedateerd[Sluitregel]] = {}
    eenheid: dict[Jaar, Gedateerd[Munteenheid]] = {}
    betaling: dict[Jaar, Betaling] = {}
    """Where it is paid in other terms than the rest."""
    sleutel: Annotated[dict[Jaar, Sleutel], Field(min_length=1)]


Naam = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*$", description="naam van kleine letters, cijfers en lage streepjes, zoals jongeren"
    ),
]


class Plausibiliteit(Strikt):
    """From where a figure that can be right still asks for a look; each threshold dated and with its source."""

    verandering: dict[Naam, dict[Jaar, Gedateerd[Positief]]] = {}
    """Per maatstaf: the change of one participant against the year before, in percent."""
    verandering_totaal: dict[Naam, dict[Jaar, Gedateerd[Positief]]] = {}
    """Per maatstaf: the change of the region as a whole, in percent."""
    duizendtal: dict[Jaar, Gedateerd[Positief]] = {}
    """How far from 1.000 times too small or too big a figure may be to be taken for one in thousands."""
    gelijk_vanaf: dict[Jaar, Gedateerd[Positief]] = {}
    """From which size two participants seldom have the same figure."""
    peiljaar_achter: dict[Jaar, Gedateerd[Positief]] = {}
    """How many years before the year of the plan a peiljaar may be."""
    tarief: dict[Jaar, Gedateerd[Positief]] = {}
    """By how much a rate may be above the one before, or below it, in percent of the smaller."""
    post: dict[Jaar, Gedateerd[Positief]] = {}
    """By how much a post may be above that of another year or an earlier input, or below it, in percent."""
    correctie: dict[Jaar, Gedateerd[Positief]] = {}
    """How large a correction may be, in percent of the other costs of its kostensoort and year."""
    overheersend: dict[Jaar, Gedateerd[Positief]] = {}
    """How much of a maatstaf one participant may have, in percent."""
    hoogste_aantal: dict[Jaar, Gedateerd[Positief]] = {}
    """More than this of anything nobody has."""


class RegioBestand(Strikt):
    """One region file, whole. Dates run within it: see schemas.geldend for the region as in force in one year."""

    regio: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
            description="kleine letters, cijfers en streepjes, zoals zuid-limburg",
        ),
    ]
    label: Tekst
    centrumgemeente: Tekst
    bron: Tekst
    deelnemers: Annotated[Lijst[Deelnemer], Field(min_length=1)]
    maatstaven: dict[Naam, Maatstaf]
    kostensoorten: Annotated[dict[Naam, Kostensoort], Field(min_length=1)]
    uitschieter: dict[Jaar, Gedateerd[Positief]] = {}
    budgetmaatstaf: dict[Jaar, Gedateerd[Tekst]] = {}
    plausibiliteit: Plausibiliteit = Plausibiliteit()
    dekkingen: dict[Jaar, Gedateerd[Lijst[Tekst]]] = {}
    """What else may pay a post than the participants; where nothing is listed, another cover asks for a look."""
    regels: Regelbestand = Regelbestand()
    betaling: dict[Jaar, Betaling] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as plain values: pickle cannot find the classes of dated values by name."""
        return RegioBestand.model_validate, (self.model_dump(),)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        """What no single field can tell; the faults travel whole, so that the reader gets them all at once."""
        fouten = controleer_regio(self)
        if fouten:
            raise PydanticCustomError(
                "samenhang", "{tekst}", {"tekst": "; ".join(str(f) for f in fouten), "fouten": fouten}
            )
        return self
