"""What is not distributed, how much, and why: a post that is paid otherwise is left out, and never without a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from calc.begroting import Begroting
from calc.notatie import opsomming, per_jaar
from calc.uitgerekend import begroot
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


def anders_gedekt(gegevens: Gegevens, begrotingen: Mapping[str, Begroting] | None = None) -> tuple[AndersGedekt, ...]:
    """Per kostensoort and cover what the participants do not pay, in the order of the input.

    Args:
        begrotingen: those of these figures, where they are worked out already.
    """
    groepen: dict[tuple[str, str], list[str]] = {}
    for regel in gegevens.begroting:
        if regel.dekking != DEELNEMERS and any(regel.bedragen.values()):
            groepen.setdefault((regel.kostensoort, regel.dekking), []).append(regel.post)
    if not groepen:
        return ()
    van, bekend = begrotingen or begroot(gegevens).begrotingen, bool(gegevens.regio.bestand.dekkingen)
    return tuple(
        AndersGedekt(
            soort,
            dekking,
            {jaar: bedrag for jaar, bedrag in van[soort].anders_gedekt[dekking].items() if bedrag},
            tuple(dict.fromkeys(posten)),
            bekend,
        )
        for (soort, dekking), posten in groepen.items()
    )
