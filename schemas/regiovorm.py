"""The words that every part of a region file is written with: exact numbers, years, names, values with their source.

Files with models do without `from __future__ import annotations`: pydantic would compile each annotation once more, a
fiftieth of a second at every start.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Final, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from schemas.inhoud import HOEVEELHEID, PROCENT
from schemas.maanden import MAANDEN


def _exact_number(waarde: Any) -> Any:
    """Whole numbers of a YAML file as Decimal; other types stay what they are, for the model to refuse."""
    return Decimal(waarde) if isinstance(waarde, int) and not isinstance(waarde, bool) else waarde


def _list_as_tuple(waarde: Any) -> Any:
    """A YAML list is the only form in which a tuple can be written down."""
    return tuple(waarde) if isinstance(waarde, list) else waarde


def _formula_text(waarde: Any) -> Any:
    """A formula of one number may be written as that number."""
    return f"{Decimal(waarde):f}" if isinstance(waarde, int | Decimal) and not isinstance(waarde, bool) else waarde


class Merk(Enum):
    """What a value is besides its form."""

    DAG = "dag"
    """A day that every year has, or another word."""
    FORMULE = "formule"


@dataclass(frozen=True)
class Verwijst:
    """What stands there is the name of something else in the file, or one of the words `ook`.

    Of a maatstaf: `gevraagd`: it is asked for, and not worked out from others; `euro`: it is in euros, and why.
    """

    naar: Literal["maatstaf", "kostensoort", "deelnemer"]
    ook: tuple[str, ...] = ()
    gevraagd: bool = False
    euro: str = ""


DAG: Final = rf"([1-9]|[12][0-9]|3[01]) ({'|'.join(MAANDEN)})"
DEELNEMERCODE: Final = r"[A-Z]{2,8}[0-9]{0,6}"
T = TypeVar("T")
S = TypeVar("S")
Jaar = Annotated[int, Field(ge=2000, le=2100, description="jaartal van 2000 tot en met 2100")]
Tekst = Annotated[str, Field(min_length=1, description="tekst")]
Naam = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*$", description="naam van kleine letters, cijfers en lage streepjes, zoals jongeren"
    ),
]
Dag = Annotated[str, Field(pattern=rf"^{DAG}$", description="dag van het jaar, zoals 1 mei"), Merk.DAG]
DagMaand = Annotated[
    str,
    Field(
        pattern=r"^(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])$",
        description="dag en maand met een streepje ertussen, zoals 15-01",
    ),
    Merk.DAG,
]
Getal = Annotated[Decimal, BeforeValidator(_exact_number), Field(description="getal")]
Positief = Annotated[Getal, Field(gt=0, description="getal groter dan 0")]
Nulofmeer = Annotated[Getal, Field(ge=0, description=HOEVEELHEID.verwacht)]
Procent = Annotated[Getal, Field(gt=0, le=100, description="percentage boven 0, ten hoogste 100")]
Deelprocent = Annotated[Getal, Field(ge=0, le=100, description=PROCENT.verwacht)]
Lijst = Annotated[tuple[T, ...], BeforeValidator(_list_as_tuple)]
Formuletekst = Annotated[
    str,
    BeforeValidator(_formula_text),
    Field(min_length=1, description='getal of formule, zoals 10000 of "15 * inwoners"'),
    Merk.FORMULE,
]
"""See schemas.formule."""


class Strikt(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Gedateerd(Strikt, Generic[T]):
    """A value that holds from the year under which it stands until the next one, with its source."""

    waarde: T
    bron: Tekst


class Benoemd(Protocol):
    """What has a label for people."""

    @property
    def label(self) -> str: ...


def labels(benoemd: Mapping[str, Benoemd]) -> dict[str, str]:
    """What people call each of them, by name."""
    return {naam: een.label for naam, een in benoemd.items()}


def sinds(jaren: Iterable[int], jaar: int) -> int | None:
    """The newest of these years that is not after a year: what began then is in force."""
    return max((vanaf for vanaf in jaren if vanaf <= jaar), default=None)


def in_jaar(per_jaar: Mapping[int, T], jaar: int) -> T | None:
    """What is in force in a year of something dated; None before the first."""
    begin = sinds(per_jaar, jaar)
    return None if begin is None else per_jaar[begin]


def waarde_in(per_jaar: Mapping[int, Gedateerd[T]], jaar: int, anders: S) -> T | S:
    """The value in force in a year, or else this one."""
    gevonden = in_jaar(per_jaar, jaar)
    return anders if gevonden is None else gevonden.waarde
