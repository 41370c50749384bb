"""The overall verdict of a plan in one line, the same on the terminal and on the cover."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from calc.antwoord import Uitkomst
from calc.geldplausibel import geldtwijfels
from calc.notatie import getal, opsomming
from calc.oordeel import Oordeel
from calc.tabellen.aansluiting import aansluiting
from calc.tabellen.aansluiting.weergave import TITEL
from calc.tabellen.controles import controles, kritieke_rest
from calc.uitschieter import uitschieters

SLUIT: Final = "Sluit: alle {alle} controles kloppen"
SLUIT_NIET: Final = "Sluit niet: {mis} van de {alle} controles kloppen niet"


@dataclass(frozen=True)
class Eindoordeel:
    """`sluit` decides the exit code: published figures that differ are told, and do not count against the plan.

    `fouten` are the checks that fail, `twijfels` what of the money and the figures asks for a look, `afrondingen` where
    a live formula could round otherwise; sentences all, of which only the last say "let op" themselves.
    """

    sluit: bool
    zin: str
    fouten: tuple[str, ...]
    twijfels: tuple[str, ...]
    afrondingen: tuple[str, ...]

    @property
    def waarschuwingen(self) -> tuple[str, ...]:
        """What asks for a look, together."""
        return self.twijfels + self.afrondingen


def eindoordeel(uitkomst: Uitkomst) -> Eindoordeel:
    """Does everything tie up, and how do the published figures compare?"""
    alle = controles(uitkomst)
    fouten = tuple(controle.zin for controle in alle if controle.oordeel is Oordeel.AFWIJKING)
    afgerond = sum(controle.oordeel is Oordeel.AFRONDING for controle in alle)
    if fouten:
        kern = SLUIT_NIET.format(mis=getal(len(fouten)), alle=getal(len(alle)))
    else:
        kern = SLUIT.format(alle=getal(len(alle)))
        if afgerond:
            kern += f", {getal(afgerond)} met een afrondingsverschil dat de sluitregel toestaat"
    twijfels = tuple(f"blad {een.blad}: {een.tekst}" for een in geldtwijfels(uitkomst.gegevens, uitkomst=uitkomst))
    zin = f"{kern}. {_aansluiting(uitkomst)}".strip()
    return Eindoordeel(not fouten, zin, fouten, (*twijfels, *uitschieters(uitkomst)), kritieke_rest(uitkomst))


def _aansluiting(uitkomst: Uitkomst) -> str:
    aantallen = Counter(bevinding.oordeel for bevinding in aansluiting(uitkomst))
    if not aantallen:
        return ""
    stukken = [f"{getal(aantallen[oordeel])} {oordeel}" for oordeel in Oordeel if aantallen[oordeel]]
    return f"{TITEL}: {opsomming(stukken)}."
