"""What one plan needs, frozen: the figures of the input workbook after the gate, and the region they are of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, Literal

from schemas.geldend import Regio


class Pm(Enum):
    """Pro memorie: not yet known. A value of its own: never 0, never added."""

    PM = "PM"

    def __str__(self) -> str:
        return "PM"


PM: Final = Pm.PM

Status = Literal["voorlopig", "definitief"]
Scenariosoort = Literal["budget", "restpost", "post", "besparing", "variant", "investering"]


@dataclass(frozen=True)
class Plan:
    """The head of a plan. `jaar` is the plan's year, amounts run from `basisjaar` to `laatste_jaar`."""

    regio: str
    titel: str
    jaar: int
    basisjaar: int
    laatste_jaar: int
    scenario_tot_en_met: int
    status: Status
    opsteller: str
    contact: str
    besluit: str
    besluitdatum: date | None
    besluitkenmerk: str
    bron: str
    opmerkingen: str

    @property
    def jaren(self) -> tuple[int, ...]:
        return tuple(range(self.basisjaar, self.laatste_jaar + 1))


@dataclass(frozen=True)
class Definitie:
    """What one maatstaf of one peiljaar means, when it was counted and who says so."""

    maatstaf: str
    peiljaar: int
    definitie: str
    peildatum: str
    bron: str
    afgeleid: str


@dataclass(frozen=True)
class Maatstafwaarde:
    """One figure of one participant, in the maatstaf's own unit of that peiljaar. `cel` is its place in the input."""

    maatstaf: str
    peiljaar: int
    gemeentecode: str
    waarde: Decimal
    cel: str


@dataclass(frozen=True)
class Begrotingsregel:
    """Euros per year of one post. `dekking` says who pays: see calc.begroting.DEELNEMERS."""

    kostensoort: str
    post: str
    soort: Literal["kosten", "correctie"]
    dekking: str
    bedragen: Mapping[int, Decimal]
    afgeleid: str
    bron: str
    rij: int


@dataclass(frozen=True)
class Capaciteitsregel:
    """Hours per year of one task and function, and the post that they are booked on. A year without hours is absent."""

    kostensoort: str
    post: str
    taak: str
    functie: str
    uren: Mapping[int, Decimal]
    afgeleid: str
    bron: str
    rij: int


@dataclass(frozen=True)
class Formatieregel:
    """Fte per year of one function; the rate is that of its schaal, or of its function where it has none."""

    kostensoort: str
    onderdeel: str
    functie: str
    schaal: str
    dekking: str
    fte: Mapping[int, Decimal]
    afgeleid: str
    bron: str
    rij: int


@dataclass(frozen=True)
class Tarief:
    """Euros per `eenheid`, from the year `vanaf` until a later rate of the same function or schaal."""

    functie: str
    schaal: str
    eenheid: Literal["uur", "fte"]
    vanaf: int
    bedrag: Decimal
    afgeleid: str
    bron: str
    rij: int


@dataclass(frozen=True)
class Vastgesteld:
    """An amount of a year that was decided before: an input, never recalculated."""

    kostensoort: str
    gemeentecode: str
    jaar: int
    bedrag: Decimal
    bron: str
    cel: str


@dataclass(frozen=True)
class Scenarioregel:
    """One assumption of the scenario.

    soort:
        budget       euros a year that the state provides
        restpost     the balancing line; no figures of its own
        post         a cost line of its own (euros, or PM)
        besparing    euros a year that are saved
        variant      a saving that the text also names: `percentage` of `grondslag` (budget or restpost); not used in
        the tables
        investering  marks with 1 the years whose extra costs are the investment
    """

    regel: str
    soort: Scenariosoort
    bedragen: Mapping[int, Decimal | Pm]
    percentage: Decimal | None
    grondslag: str
    afgeleid: str
    bron: str
    rij: int


@dataclass(frozen=True)
class Gedrukt:
    """One published figure, as printed.

    `tabel`, `kostensoort`, `jaar`, `rij` and `kolom` name the cell as the command's CSV does (`rij` is a
    gemeentecode, a post, a regel, `Totaal`, ...). `decimalen` is the precision in which it was printed, of the value
    as it stands in the input (percentages: of the percentage). `waarde` of a name is a text.
    """

    tabel: str
    kostensoort: str
    jaar: int | None
    rij: str
    kolom: str
    waarde: Decimal | str | Pm
    procent: bool
    decimalen: int
    plaats: str
    bron: str
    cel: str


@dataclass(frozen=True)
class Gegevens:
    """Everything one plan needs. `meldingen` is what was interpreted while reading, `sha256` of the input's bytes."""

    regio: Regio
    plan: Plan
    definities: tuple[Definitie, ...]
    maatstaven: tuple[Maatstafwaarde, ...]
    begroting: tuple[Begrotingsregel, ...]
    capaciteit: tuple[Capaciteitsregel, ...]
    formatie: tuple[Formatieregel, ...]
    tarieven: tuple[Tarief, ...]
    vastgesteld: tuple[Vastgesteld, ...]
    scenario: tuple[Scenarioregel, ...]
    gedrukt: tuple[Gedrukt, ...]
    meldingen: tuple[str, ...]
    bestand: str
    sha256: str
