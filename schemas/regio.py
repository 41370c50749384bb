"""The model of a region file: who takes part, what is shared, by which key; every value dated and with its source."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Final, Literal, cast

from pydantic import Field

from schemas.kernwoorden import Bijgelijk, Munteenheid, Sluitregel
from schemas.naamvorm import naamvorm
from schemas.regiojaar import Besluitvorming, Boekcode, Briefteksten, Kalender, PerHoofd, Prognosewijze, Uittreding
from schemas.regioopbouw import Deelname, Grenzen, Indexering, Keuzepakket, Opbouw, Sleutel
from schemas.regiotelling import Pakket, Regelbestand, Telregel
from schemas.regiovorm import (
    DAG,
    DEELNEMERCODE,
    DagMaand,
    Formuletekst,
    Gedateerd,
    Jaar,
    Lijst,
    Merk,
    Naam,
    Nulofmeer,
    Positief,
    Strikt,
    Tekst,
    Verwijst,
    in_jaar,
)
from schemas.regiozorg import Plafond, Zorg

Maatwoord = Literal["aantal", "procent", "euro", "getal"]
Maateenheid = Literal[
    "aantal", "procent", "euro", "getal 0", "getal 1", "getal 2", "getal 3", "getal 4", "getal 5", "getal 6",
]  # fmt: skip
"""In force: a number with the decimals that it has."""
Maatstafnaam = Annotated[Naam, Verwijst("maatstaf")]
Deelnemersoort = Literal["gemeente", "provincie", "waterschap", "rijk", "organisatie"]
HEEL_JAAR: Final = "heel jaar"
Peilmoment = Annotated[
    str,
    Field(pattern=rf"^({DAG}|{HEEL_JAAR})$", description=f"dag van het jaar, zoals 1 oktober, of: {HEEL_JAAR}"),
    Merk.DAG,
]
"""When a maatstaf is counted within its peiljaar: a stock on a day, or what happened in the whole year."""

GEMEENTE: Deelnemersoort = "gemeente"
CENTRUMGEMEENTE = "centrumgemeente"

LANGSTE_ACHTERSTAND: Final = 10


class Organisatie(Strikt):
    """Who does the work for all, and need not take part itself."""

    naam: Tekst
    soort: Tekst


class Termijn(Strikt):
    """A day of the year, and the part of the contribution that is due by it."""

    datum: DagMaand
    procent: Positief


class Betaling(Strikt):
    """The terms in which a contribution is paid in advance, in the order of the year; together 100 percent."""

    termijnen: Annotated[Lijst[Termijn], Field(min_length=1)]
    bron: Tekst


class Materialiteit(Strikt):
    """From where a deviation of a figure is so large that it must be looked into before the figure is definitive.

    procent: of the earlier figure. euro: of a figure in euros the deviation must be above this as well.
    """

    procent: Nulofmeer
    euro: Nulofmeer = Decimal(0)
    bron: Tekst

    def drempel(self, eerder: Fraction, eenheid: str) -> Fraction:
        """Up to and with this deviation of the earlier figure nothing is said."""
        deel = abs(eerder) * Fraction(self.procent) / 100
        return max(deel, Fraction(self.euro)) if eenheid == "euro" else deel


class Deelnemer(Strikt):
    """Who takes part, and the years in which it does (whole years, both ends included)."""

    code: Annotated[
        str,
        Field(
            pattern=rf"^{DEELNEMERCODE}$",
            description="twee tot acht hoofdletters en ten hoogste zes cijfers, zoals GM0888, PV31 of RIJK",
        ),
    ]
    naam: Tekst
    soort: Deelnemersoort = GEMEENTE
    andere_schrijfwijzen: Lijst[Tekst] = ()
    subregio: dict[Jaar, Gedateerd[Tekst]] = {}
    pakket: dict[Jaar, Gedateerd[Pakket]] = {}
    betaling: dict[Jaar, Betaling] = {}
    """Where it pays in other terms than the others."""
    van: Jaar
    tot_en_met: Jaar | None = None
    samengesteld_uit: Lijst[Tekst] = ()
    """The codes of who merged into it; their figures of before count as its own."""
    bron: Tekst

    @property
    def vormen(self) -> tuple[str, ...]:
        """Every spelling of its name in its plain form, each once."""
        return tuple(dict.fromkeys(map(naamvorm, (*self.andere_schrijfwijzen, self.naam))))

    def neemt_deel(self, jaar: int) -> bool:
        return self.van <= jaar and (self.tot_en_met is None or jaar <= self.tot_en_met)

    def pakket_van(self, jaar: int, peiljaar: int) -> str:
        """The pakket whose figures count: that of the peiljaar, or of the year itself where the file starts with it."""
        gevonden = in_jaar(self.pakket, peiljaar) or in_jaar(self.pakket, jaar)
        return gevonden.waarde if gevonden else ""


class Maatkeuze(Gedateerd[Maatwoord]):
    """A unit; that of a number with decimals says how many."""

    decimalen: Annotated[int, Field(ge=0, le=6, description="geheel getal van 0 tot en met 6")] | None = None

    @property
    def maat(self) -> Maateenheid:
        return cast(Maateenheid, f"getal {self.decimalen or 0}" if self.waarde == "getal" else self.waarde)


class Maatstaf(Strikt):
    """A measure per participant; its unit is dated by peiljaar. With a formula it is worked out and not asked for."""

    label: Tekst
    andere_schrijfwijzen: Lijst[Tekst] = ()
    """Other titles under which a column of a loose table may bring this maatstaf."""
    definitie: str = ""
    eenheid: dict[Jaar, Maatkeuze] = {}
    formule: dict[Jaar, Gedateerd[Formuletekst]] = {}
    achterstand: dict[
        Jaar,
        Gedateerd[
            Annotated[
                int,
                Field(ge=0, le=LANGSTE_ACHTERSTAND, description=f"geheel getal van 0 tot en met {LANGSTE_ACHTERSTAND}"),
            ]
        ],
    ] = {}
    """The year of the plan minus the peiljaar, dated by the year of the plan; 1 where nothing is said."""
    peildatum: dict[Jaar, Gedateerd[Peilmoment]] = {}
    per_pakket: dict[Pakket, Gedateerd[Tekst]] = {}
    """What is counted where a participant takes that pakket and its figure differs for it."""
    telling: dict[Jaar, Telregel] = {}
    """How the figure is counted from lines of toekenningen and declaraties, by peiljaar."""

    @property
    def in_euro(self) -> bool:
        """Whether it never had another unit."""
        return all(eenheid.waarde == "euro" for eenheid in self.eenheid.values())

    def eenheid_van(self, peiljaar: int) -> Maateenheid | None:
        """The unit in force in a peiljaar, or None before the first one."""
        keuze = in_jaar(self.eenheid, peiljaar)
        return keuze.maat if keuze else None


class Sluitkeuze(Gedateerd[Sluitregel]):
    """A closing rule, and what `grootste-rest` does with equal remainders."""

    bij_gelijk: Bijgelijk | None = None


class Kostensoort(Strikt):
    """A cost that is shared by its participants as a whole: each year by one key, or by a contribution of parts."""

    label: Tekst
    omschrijving: Tekst | None = None
    """What it is, in one sentence, for whoever pays it."""
    grondslag: Tekst
    deelnemers: dict[Jaar, Deelname] = {}
    """Who shares this cost; where nothing is said every participant of the year does."""
    sluitregel: dict[Jaar, Sluitkeuze] = {}
    eenheid: dict[Jaar, Gedateerd[Munteenheid]] = {}
    taakveld: dict[Jaar, Boekcode] = {}
    """Where it is booked."""
    betaling: dict[Jaar, Betaling] = {}
    """Where it is paid in other terms than the rest."""
    sleutel: dict[Jaar, Sleutel] = {}
    opbouw: dict[Jaar, Opbouw] = {}
    grenzen: dict[Jaar, Grenzen] = {}
    plafond: dict[Jaar, Plafond] = {}
    """The most that it may cost: what passes it asks for a look."""

    @property
    def regels(self) -> dict[int, Sleutel | Opbouw]:
        """What a contribution is made of, by the year from which that holds."""
        return {**self.sleutel, **self.opbouw}


class Plausibiliteit(Strikt):
    """From where a figure that can be right still asks for a look; each threshold dated and with its source."""

    verandering: dict[Maatstafnaam, dict[Jaar, Gedateerd[Positief]]] = {}
    """Per maatstaf: the change of one participant against the year before, in percent."""
    verandering_totaal: dict[Maatstafnaam, dict[Jaar, Gedateerd[Positief]]] = {}
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


class Regiodelen(Strikt):
    """All that a region file has, each field right by itself; whether it hangs together schemas.regiobestand knows."""

    regio: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
            description="kleine letters, cijfers en streepjes, zoals zuid-limburg",
        ),
    ]
    label: Tekst
    centrumgemeente: Tekst | None = None
    """Code of the participant that does the work for all; or else another `organisatie`."""
    organisatie: Organisatie | None = None
    bron: Tekst
    deelnemers: Annotated[Lijst[Deelnemer], Field(min_length=1)]
    maatstaven: dict[Naam, Maatstaf] = {}
    kostensoorten: Annotated[dict[Naam, Kostensoort], Field(min_length=1)]
    uitschieter: dict[Jaar, Gedateerd[Positief]] = {}
    budgetmaatstaf: dict[Jaar, Gedateerd[Annotated[Tekst, Verwijst("maatstaf", euro="een budget wel")]]] = {}
    per_hoofd: dict[Jaar, PerHoofd] = {}
    brief: dict[Jaar, Briefteksten] = {}
    plausibiliteit: Plausibiliteit = Plausibiliteit()
    dekkingen: dict[Jaar, Gedateerd[Lijst[Tekst]]] = {}
    """What else may pay a post than the participants; where nothing is listed, another cover asks for a look."""
    regels: Regelbestand = Regelbestand()
    besluitvorming: dict[Jaar, Besluitvorming] = {}
    kalender: dict[Jaar, Kalender] = {}
    uittreding: dict[Jaar, Uittreding] = {}
    """By the last year of who leaves."""
    prognose: dict[Jaar, Prognosewijze] = {}
    betaling: dict[Jaar, Betaling] = {}
    indexering: dict[Jaar, Indexering] = {}
    keuzepakket: dict[Jaar, Keuzepakket] = {}
    zorg: dict[Jaar, Zorg] = {}
    materialiteit: dict[Jaar, Materialiteit] = {}

    @property
    def alleen_gemeenten(self) -> bool:
        """Whether everybody who takes part, ever, is a municipality."""
        return all(deelnemer.soort == GEMEENTE for deelnemer in self.deelnemers)

    @property
    def opgevraagd(self) -> dict[str, Maatstaf]:
        """The maatstaven that are asked for; the others are worked out from them."""
        return {naam: maatstaf for naam, maatstaf in self.maatstaven.items() if not maatstaf.formule}
