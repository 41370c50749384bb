"""What is not distributed, how much, and why: a post that is paid otherwise is left out, and never without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from calc.begroting import Lijn, lijn
from calc.notatie import euro, opsomming
from schemas.dekkingcontrole import DEELNEMERS
from schemas.gegevens import Gegevens


@dataclass(frozen=True)
class AndersGedekt:
    """What one other source pays of one kostensoort. `bekend`: the region file lists it, with its source."""

    kostensoort: str
    dekking: str
    bedragen: Mapping[int, Fraction]
    posten: tuple[str, ...]
    bekend: bool

    @property
    def zin(self) -> str:
        """What, how much and why."""
        return (
            f"van {self.kostensoort} wordt {per_jaar(self.bedragen)} niet verdeeld ({opsomming(list(self.posten))}): "
            f"dat wordt betaald uit {self.dekking}."
        )


def anders_gedekt(gegevens: Gegevens) -> tuple[AndersGedekt, ...]:
    """Per kostensoort and cover what the participants do not pay, in the order of the input."""
    groepen: dict[tuple[str, str], list[Lijn]] = {}
    for regel in gegevens.begroting:
        if regel.dekking != DEELNEMERS and any(regel.bedragen.values()):
            groepen.setdefault((regel.kostensoort, regel.dekking), []).append(lijn(gegevens, regel))
    bekend = bool(gegevens.regio.bestand.dekkingen)
    return tuple(
        AndersGedekt(soort, dekking, _bedragen(regels), tuple(dict.fromkeys(r.regel.post for r in regels)), bekend)
        for (soort, dekking), regels in groepen.items()
    )


def _bedragen(lijnen: list[Lijn]) -> dict[int, Fraction]:
    termen = [paar for een in lijnen for paar in een.bedragen.items()]
    termen += [(c.afwijking.verrekend_in, c.bedrag) for een in lijnen for c in een.correcties]
    jaren = sorted({jaar for jaar, bedrag in termen if bedrag})
    return {jaar: sum((bedrag for j, bedrag in termen if j == jaar), Fraction(0)) for jaar in jaren}


def per_jaar(bedragen: Mapping[int, Fraction]) -> str:
    """`€ 56.968 in 2021 en € 1.000 in 2022`; years without anything are not named."""
    decimalen = 0 if all(bedrag.denominator == 1 for bedrag in bedragen.values()) else 2
    return opsomming([f"{euro(bedrag, decimalen)} in {jaar}" for jaar, bedrag in bedragen.items() if bedrag])
