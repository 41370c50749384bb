"""A sentence with figures: a template, and of each gap the cell of the model that fills it."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from calc.model.tabel import Vorm
from calc.model.uitdrukking import Celnaam
from calc.model.waarden import Waarden
from calc.notatie import euro, getal, opsomming, procent
from calc.tabel import Soort

VAST = "\u00a0"
"""Between a sign and its amount: an amount stays on one line."""


@dataclass(frozen=True)
class Cijfer:
    """A cell as it is shown; without its sign where the words say more or less."""

    cel: Celnaam
    vorm: Vorm
    zonder_teken: bool = False

    def waarde(self, waarden: Waarden) -> Fraction | None:
        """Nothing where the cell is empty."""
        gevonden = waarden[self.cel]
        return Fraction(gevonden) if isinstance(gevonden, int | Fraction) else None

    def tekst(self, waarden: Waarden) -> str:
        waarde = self.waarde(waarden)
        if waarde is None:
            return "–"
        return toon(abs(waarde) if self.zonder_teken else waarde, self.vorm)


def toon(waarde: Fraction, vorm: Vorm) -> str:
    """A figure in Dutch notation; an amount that is finer than its unit to the cent."""
    soort, decimalen = vorm
    if soort is Soort.GELD:
        return euro(waarde, decimalen if (waarde * 10**decimalen).denominator == 1 else 2).replace(" ", VAST)
    return procent(waarde, decimalen) if soort is Soort.AANDEEL else getal(waarde, decimalen)


Vulling = Cijfer | str


@dataclass(frozen=True)
class Zin:
    """`sjabloon` with a name in braces for each gap; a gap is a figure, or words that hold none of ours."""

    sjabloon: str
    vulling: Mapping[str, Vulling] = field(default_factory=dict)

    @classmethod
    def van(cls, sjabloon: str, vulling: Mapping[str, Vulling]) -> Zin:
        """With of all that could fill a gap only what does."""
        return cls(sjabloon, {naam: wat for naam, wat in vulling.items() if f"{{{naam}}}" in sjabloon})

    def tekst(self, waarden: Waarden) -> str:
        gevuld = {naam: wat.tekst(waarden) if isinstance(wat, Cijfer) else wat for naam, wat in self.vulling.items()}
        return string.Formatter().vformat(self.sjabloon, (), gevuld)


@dataclass(frozen=True)
class Alinea:
    """A paragraph; `kop` above it, where a paragraph of its kind has a head of its own."""

    zinnen: tuple[Zin, ...] = ()
    kop: Zin | None = None

    @property
    def met_kop(self) -> tuple[Zin, ...]:
        return self.zinnen if self.kop is None else (self.kop, *self.zinnen)

    def tekst(self, waarden: Waarden) -> str:
        return " ".join(zin.tekst(waarden) for zin in self.zinnen)

    def koptekst(self, waarden: Waarden) -> str:
        return "" if self.kop is None else self.kop.tekst(waarden)


def samen(delen: list[Zin]) -> Zin:
    """Clauses as one: `a, b en c`, each with its own figures."""
    sjablonen: list[str] = []
    vulling: dict[str, Vulling] = {}
    for nummer, deel in enumerate(delen):
        eigen = {naam: f"{naam}_{nummer}" for naam in deel.vulling}
        sjablonen.append(deel.sjabloon.format_map({naam: f"{{{nieuw}}}" for naam, nieuw in eigen.items()}))
        vulling |= {eigen[naam]: wat for naam, wat in deel.vulling.items()}
    return Zin(opsomming(sjablonen), vulling)
