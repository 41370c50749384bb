"""What a contribution is made of in one year: the parts in order as exact frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from schemas.formule import Formule, lees_formule
from schemas.kernwoorden import RATO, VAST
from schemas.regiobestand import RegioBestand
from schemas.regioopbouw import Eigendeel, Naardeel, Prijsdeel, Sleutel, Sleuteldeel, Vastdeel
from schemas.regioopbouw import Onderdeel as Deelmodel
from schemas.regioopbouw import Pot as Potmodel
from schemas.regiovorm import in_jaar

SLEUTEL: Final = "sleutel"
"""The part that a `sleutel` without opbouw is: its delen keep their own names in every table."""


@dataclass(frozen=True)
class Pot:
    """A pot that is shared: an amount, a part (of 1) of te verdelen, or what remains of it."""

    bedrag: Fraction | None = None
    deel: Fraction | None = None
    mag_negatief: bool = False

    @property
    def rest(self) -> bool:
        return self.bedrag is None and self.deel is None


@dataclass(frozen=True)
class Onderdeel:
    """peiljaar: of its figures, where the rule fixes it."""

    naam: str
    label: str
    peiljaar: int | None = field(default=None, kw_only=True)

    @property
    def maatstaven(self) -> tuple[str, ...]:
        """Those that it counts with as they are, in order; those of a formula are not among them."""
        match self:
            case Prijs(maatstaf=naam) | Eigen(maatstaf=naam):
                return (naam,)
            case Naaraandelen(delen=namen) | Naarpunten(punten=namen):
                return tuple(naam for naam in namen if naam != RATO)
        return ()


@dataclass(frozen=True)
class Vastbedrag(Onderdeel):
    """An amount for each participant."""

    bedrag: Formule


@dataclass(frozen=True)
class Prijs(Onderdeel):
    """Euros per unit of a maatstaf."""

    maatstaf: str
    prijs: Fraction


@dataclass(frozen=True)
class Eigen(Onderdeel):
    """The maatstaf itself, in euro."""

    maatstaf: str


@dataclass(frozen=True)
class Delend(Onderdeel):
    """A part that shares a pot."""

    pot: Pot


@dataclass(frozen=True)
class Naaraandelen(Delend):
    """By weights of shares; they need not add up to anything. Without `los` it is a whole sleutel."""

    delen: Mapping[str, Fraction]
    los: bool = True

    def kolom(self, deel: str) -> str:
        """The name of one of its delen in tables."""
        if not self.los:
            return deel
        return self.naam if len(self.delen) == 1 else f"{self.naam}_{deel}"


@dataclass(frozen=True)
class Naarpunten(Delend):
    """By points: so many a unit of a maatstaf, and `vast` for everyone."""

    punten: Mapping[str, Fraction]
    vast: Fraction


@dataclass(frozen=True)
class Naaruitkomst(Delend):
    """In proportion to the outcome of other kostensoorten together."""

    kostensoorten: tuple[str, ...]


@dataclass(frozen=True)
class Opbouw:
    """The parts of one kostensoort in one year, in order."""

    onderdelen: tuple[Onderdeel, ...]
    bron: str

    @property
    def rest(self) -> Delend | None:
        """The part that takes what remains of te verdelen; without one te verdelen follows from the rows."""
        laatste = self.onderdelen[-1]
        return laatste if isinstance(laatste, Delend) and laatste.pot.rest else None

    @property
    def potten(self) -> tuple[Pot, ...]:
        """Of the parts that share one."""
        return tuple(deel.pot for deel in self.onderdelen if isinstance(deel, Delend))

    @property
    def vraagt_begroting(self) -> bool:
        """Whether there is a part whose pot follows from te verdelen; else te verdelen follows from the parts."""
        return any(pot.bedrag is None for pot in self.potten)

    @property
    def mag_negatief(self) -> bool:
        """Whether what is shared may be below zero."""
        return any(pot.mag_negatief for pot in self.potten)


def opbouw_van(bestand: RegioBestand, kostensoort: str, jaar: int) -> Opbouw | None:
    soort = bestand.kostensoorten[kostensoort]
    geldt = in_jaar(soort.regels, jaar)
    if geldt is None:
        return None
    if isinstance(geldt, Sleutel):
        sleutel = Naaraandelen(SLEUTEL, soort.label, Pot(), _breuken(geldt.delen), peiljaar=geldt.peiljaar, los=False)
        return Opbouw((sleutel,), geldt.bron)
    return Opbouw(tuple(_onderdeel(bestand, naam, deel) for naam, deel in geldt.onderdelen.items()), geldt.bron)


def _breuken(waarden: Mapping[str, Decimal]) -> dict[str, Fraction]:
    return {naam: Fraction(waarde) for naam, waarde in waarden.items()}


def _label(bestand: RegioBestand, naam: str, deel: Deelmodel) -> str:
    if deel.label is not None:
        return deel.label
    if naam in bestand.maatstaven:
        return bestand.maatstaven[naam].label
    return naam.replace("_", " ").capitalize()


def _pot(deel: Potmodel) -> Pot:
    bedrag = None if deel.bedrag is None else Fraction(deel.bedrag)
    return Pot(bedrag, None if deel.procent is None else Fraction(deel.procent) / 100, deel.mag_negatief)


def _onderdeel(bestand: RegioBestand, naam: str, deel: Deelmodel) -> Onderdeel:
    label = _label(bestand, naam, deel)
    match deel:
        case Vastdeel():
            return Vastbedrag(naam, label, lees_formule(deel.bedrag), peiljaar=deel.peiljaar)
        case Prijsdeel():
            return Prijs(naam, label, deel.maatstaf, Fraction(deel.prijs), peiljaar=deel.peiljaar)
        case Eigendeel():
            return Eigen(naam, label, deel.maatstaf, peiljaar=deel.peiljaar)
        case Sleuteldeel(delen=delen) if delen is not None:
            return Naaraandelen(naam, label, _pot(deel), _breuken(delen), peiljaar=deel.peiljaar)
        case Sleuteldeel(punten=punten):
            per_eenheid = _breuken(punten or {})
            vast = per_eenheid.pop(VAST, Fraction(0))
            return Naarpunten(naam, label, _pot(deel), per_eenheid, vast, peiljaar=deel.peiljaar)
        case Naardeel():
            return Naaruitkomst(naam, label, _pot(deel), deel.kostensoorten)
    raise TypeError(deel)
