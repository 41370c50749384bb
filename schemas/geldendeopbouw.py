"""What a contribution is made of in one year, and its limits: the parts in order as exact frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from schemas.formule import Formule, lees_formule
from schemas.kernwoorden import VAST
from schemas.regiobestand import RegioBestand
from schemas.regioopbouw import Eigendeel, Naardeel, Prijsdeel, Sleuteldeel, Vastdeel
from schemas.regioopbouw import Onderdeel as Deelmodel
from schemas.regioopbouw import Pot as Potmodel
from schemas.regiovorm import sinds

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
class Vastbedrag:
    """An amount for each participant."""

    naam: str
    label: str
    bedrag: Formule
    peiljaar: int | None


@dataclass(frozen=True)
class Prijs:
    """Euros per unit of a maatstaf."""

    naam: str
    label: str
    maatstaf: str
    prijs: Fraction
    peiljaar: int | None


@dataclass(frozen=True)
class Eigen:
    """The maatstaf itself, in euro."""

    naam: str
    label: str
    maatstaf: str
    peiljaar: int | None


@dataclass(frozen=True)
class Naaraandelen:
    """A pot by weights of shares; they need not add up to anything. Without `los` it is a whole sleutel."""

    naam: str
    label: str
    pot: Pot
    delen: Mapping[str, Fraction]
    peiljaar: int | None
    los: bool = True

    def kolom(self, deel: str) -> str:
        """The name of one of its delen in tables."""
        if not self.los:
            return deel
        return self.naam if len(self.delen) == 1 else f"{self.naam}_{deel}"


@dataclass(frozen=True)
class Naarpunten:
    """A pot by points: so many a unit of a maatstaf, and `vast` for everyone."""

    naam: str
    label: str
    pot: Pot
    punten: Mapping[str, Fraction]
    vast: Fraction
    peiljaar: int | None


@dataclass(frozen=True)
class Naaruitkomst:
    """A pot in proportion to the outcome of other kostensoorten together."""

    naam: str
    label: str
    pot: Pot
    kostensoorten: tuple[str, ...]


Onderdeel = Vastbedrag | Prijs | Eigen | Naaraandelen | Naarpunten | Naaruitkomst


@dataclass(frozen=True)
class Opbouw:
    """The parts of one kostensoort in one year, in order; `sinds` is the year from which they hold."""

    kostensoort: str
    jaar: int
    onderdelen: tuple[Onderdeel, ...]
    bron: str
    sinds: int

    @property
    def rest(self) -> Onderdeel | None:
        """The part that takes what remains of te verdelen; without one te verdelen follows from the rows."""
        laatste = self.onderdelen[-1]
        return laatste if isinstance(laatste, Naaraandelen | Naarpunten | Naaruitkomst) and laatste.pot.rest else None

    @property
    def potten(self) -> tuple[Pot, ...]:
        """Of the parts that share one."""
        return tuple(d.pot for d in self.onderdelen if isinstance(d, Naaraandelen | Naarpunten | Naaruitkomst))

    @property
    def vraagt_begroting(self) -> bool:
        """Whether there is a part whose pot follows from te verdelen; else te verdelen follows from the parts."""
        return any(pot.bedrag is None for pot in self.potten)

    @property
    def mag_negatief(self) -> bool:
        """Whether what is shared may be below zero."""
        return any(pot.mag_negatief for pot in self.potten)


@dataclass(frozen=True)
class Grens:
    minimum: Formule | None
    maximum: Formule | None
    bron: str


@dataclass(frozen=True)
class Grenzen:
    """Limits in one year: of everyone, and instead of those what is decided for one participant."""

    algemeen: Grens
    per_deelnemer: Mapping[str, Grens]
    verschil: Literal["anderen", "organisatie"]
    sinds: int

    def van(self, code: str) -> Grens:
        """Of one participant: what is decided for it, and for the rest what holds for everyone."""
        eigen = self.per_deelnemer.get(code)
        if eigen is None:
            return self.algemeen
        minimum = self.algemeen.minimum if eigen.minimum is None else eigen.minimum
        maximum = self.algemeen.maximum if eigen.maximum is None else eigen.maximum
        return Grens(minimum, maximum, eigen.bron)


def opbouw_van(bestand: RegioBestand, kostensoort: str, jaar: int) -> Opbouw | None:
    soort = bestand.kostensoorten[kostensoort]
    begin = sinds((*soort.sleutel, *soort.opbouw), jaar)
    if begin is None:
        return None
    if begin in soort.sleutel:
        sleutel = soort.sleutel[begin]
        deel = Naaraandelen(SLEUTEL, soort.label, Pot(), _breuken(sleutel.delen), sleutel.peiljaar, los=False)
        return Opbouw(kostensoort, jaar, (deel,), sleutel.bron, begin)
    opbouw = soort.opbouw[begin]
    delen = tuple(_onderdeel(bestand, naam, deel) for naam, deel in opbouw.onderdelen.items())
    return Opbouw(kostensoort, jaar, delen, opbouw.bron, begin)


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
            return Vastbedrag(naam, label, lees_formule(deel.bedrag), deel.peiljaar)
        case Prijsdeel():
            return Prijs(naam, label, deel.maatstaf, Fraction(deel.prijs), deel.peiljaar)
        case Eigendeel():
            return Eigen(naam, label, deel.maatstaf, deel.peiljaar)
        case Sleuteldeel(delen=delen) if delen is not None:
            return Naaraandelen(naam, label, _pot(deel), _breuken(delen), deel.peiljaar)
        case Sleuteldeel(punten=punten):
            per_eenheid = _breuken(punten or {})
            vast = per_eenheid.pop(VAST, Fraction(0))
            return Naarpunten(naam, label, _pot(deel), per_eenheid, vast, deel.peiljaar)
        case Naardeel():
            return Naaruitkomst(naam, label, _pot(deel), deel.kostensoorten)
    raise TypeError(deel)


def grenzen_van(bestand: RegioBestand, kostensoort: str, jaar: int) -> Grenzen | None:
    alle = bestand.kostensoorten[kostensoort].grenzen
    begin = sinds(alle, jaar)
    if begin is None:
        return None
    gevonden = alle[begin]

    def grens(minimum: str | None, maximum: str | None, bron: str) -> Grens:
        lees = [None if tekst is None else lees_formule(tekst) for tekst in (minimum, maximum)]
        return Grens(lees[0], lees[1], bron)

    per_deelnemer = {code: grens(g.minimum, g.maximum, g.bron) for code, g in gevonden.per_deelnemer.items()}
    algemeen = grens(gevonden.minimum, gevonden.maximum, gevonden.bron or "")
    return Grenzen(algemeen, per_deelnemer, gevonden.verschil, begin)
