"""The shape of a sum in Dutch: the sentence that holds it, its terms with their signs, and what can be written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.model.tabel import Vorm
from calc.tabel import Soort
from calc.uitlegvorm import decimalen_van
from schemas.plaats import Vindplaats

LOS: Final = 3
"""How firmly a sum hangs together: what is weaker than its surroundings needs brackets; this never does."""
MIN: Final = re.compile(r"^(€ )?-(1 × )?")
Stuk = tuple[str, int]
"""A sum in figures, and how firmly it hangs together."""


@dataclass(frozen=True)
class Zin:
    """One figure: its name, its sum, what that gives, and rounded; `som` is empty where there is nothing to redo.

    waarop: to what it is rounded; nothing where a closing rule did that.
    """

    label: str
    som: str
    exact: str
    afgerond: str = ""
    waarop: str = ""

    @property
    def rekent(self) -> bool:
        return bool(self.afgerond) or any(teken in self.som for teken in (" + ", " - ", " × ", "/"))

    def __str__(self) -> str:
        som = f"{self.som} = " if self.som and self.som != self.exact else ""
        hoe = f"afgerond op {self.waarop}" if self.waarop else "na de sluitregel"
        rond = f", {hoe} {self.afgerond}" if self.afgerond else ""
        return f"{f'{self.label}: ' if self.label else ''}{som}{self.exact}{rond}."


def samen_geplaatst(plaatsen: Sequence[Vindplaats | str]) -> str:
    """`blad X, cel E21 tot en met E36` where they stand in one column without a gap, else each of them."""
    cellen = [plaats for plaats in plaatsen if isinstance(plaats, Vindplaats)]
    if len(cellen) < len(plaatsen):
        return ", ".join(dict.fromkeys(map(str, plaatsen)))
    eerste, laatste = cellen[0], cellen[-1]
    if [(cel.rij, cel.kolom) for cel in cellen] == [(eerste.rij + n, eerste.kolom) for n in range(len(cellen))]:
        return f"{eerste} tot en met {laatste.naam.nummer}"
    return ", ".join([str(eerste), *(cel.naam.nummer for cel in cellen[1:])])


def opgeteld(leden: Iterable[Stuk]) -> Stuk:
    stukken = list(leden)
    if len(stukken) < 2:
        return stukken[0] if stukken else ("0", LOS)
    teksten = [tekst for tekst, _ in stukken]
    return teksten[0] + "".join(_met_teken(tekst) for tekst in teksten[1:]), 1


def _met_teken(term: str) -> str:
    """With its sign as the operator."""
    zonder = MIN.sub(lambda vondst: vondst[1] or "", term)
    return f" + {term}" if zonder == term else f" - {zonder}"


def schrijfbaar(waarde: Fraction | int, vorm: Vorm) -> bool:
    """Whether a figure can be written out with a few decimals more than its table shows."""
    soort, decimalen = vorm
    nodig = decimalen_van(Fraction(waarde) * (100 if soort is Soort.AANDEEL else 1))
    return nodig is not None and nodig <= (max(4, decimalen + 2) if soort in (Soort.GELD, Soort.AANDEEL) else 6)
