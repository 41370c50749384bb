"""Why a closing rule gave a row what it got: sentences of the columns that calc.model.sluitregels makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from calc.afronding import EENHEDEN
from calc.model.tabel import TOTAAL, Getallen
from calc.model.uitdrukking import Celnaam, Getal
from calc.notatie import kort
from calc.uitlegvorm import bedrag, eenheidwoord
from schemas.kernwoorden import Munteenheid, Sluitregel

RANG: Final = {1: "de grootste", 2: "de op één na grootste", 3: "de op twee na grootste"}
GELIJKE_RESTEN: Final = {
    False: "bij gelijke rest gaat het grootste gewicht voor, en daarna de volgorde van de deelnemers",
    True: "bij gelijke rest beslist de volgorde van de deelnemers",
}
"""By whether the list alone decides."""
Zinnen = Callable[[Getallen, Celnaam], Sequence[str]]


class Sluitzinnen:
    """Of one table: its rows by code, what they are called, its unit; `zeg` has the word for who takes part.

    lijst: whether the list alone decides between equal remainders. gewicht: the column with the weight; that of the
        part where nothing is said.
    """

    def __init__(
        self, namen: dict[str, str], eenheid: Munteenheid, zeg: Callable[[str], str], *, lijst: bool, gewicht: str = ""
    ) -> None:
        self._namen, self._eenheid, self._zeg = namen, eenheid, zeg
        self._lijst, self._gewicht = lijst, gewicht

    def van(self, regel: Sluitregel) -> Zinnen | str:
        return {
            "grootste-rest": self._grootste_rest,
            "grootste-deelnemer": self._grootste_deelnemer,
            "afrondingsregel": self._afrondingsregel,
        }.get(regel, "")

    def kort(self, regel: Sluitregel) -> Zinnen | str:
        """The same to the participant itself: of the others no name."""
        return {"grootste-rest": self._eigen_rest, "grootste-deelnemer": self._eigen_verschil}.get(regel, "")

    def _geld(self, eenheden: Getal) -> str:
        return bedrag(eenheden * EENHEDEN[self._eenheid], 2 if self._eenheid == "cent" else 0)

    @staticmethod
    def _stap(getallen: Getallen, hier: Celnaam, woord: str, rij: str = "") -> Getal:
        return getallen.getal(hier._replace(rij=rij or hier.rij, kolom=f"{woord}_{hier.kolom}"))

    def _over(self, getallen: Getallen, hier: Celnaam) -> int:
        return int(self._stap(getallen, hier, "exact", TOTAAL) - self._stap(getallen, hier, "heel", TOTAAL))

    def _eigen_rest(self, getallen: Getallen, hier: Celnaam) -> list[str]:
        over, beurt = self._over(getallen, hier), int(self._stap(getallen, hier, "beurt"))
        een, meer = eenheidwoord(self._eenheid, 1), eenheidwoord(self._eenheid, over)
        blijft = f"Naar beneden afgerond {'blijft' if over == 1 else 'blijven'} er samen {over} {meer} over"
        if beurt > over:
            return [f"{blijft}; u krijgt er geen, want uw rest is nummer {beurt}."]
        return [f"{blijft}; u krijgt er één {een} van, want uw rest is nummer {beurt}."]

    def _eigen_verschil(self, getallen: Getallen, hier: Celnaam) -> list[str]:
        """Only asked where the difference changed the own amount."""
        verschil = getallen.getal(hier._replace(rij=TOTAAL)) - self._stap(getallen, hier, "afgerond", TOTAAL)
        if getallen.getal(hier) == self._stap(getallen, hier, "afgerond"):
            return []
        return [f"{self._verschil(verschil)} {self._zeg('U bent de gemeente met het grootste gewicht en draagt dat.')}"]

    def _grootste_rest(self, getallen: Getallen, hier: Celnaam) -> list[str]:
        stap, over = partial(self._stap, getallen, hier), self._over(getallen, hier)
        if not over:
            return []
        wie, teken = self._namen[hier.rij], -1 if getallen.getal(hier._replace(rij=TOTAAL)) < 0 else 1
        blijft, grootste = ("blijft", "grootste rest") if over == 1 else ("blijven", "grootste resten")
        rest, beurt, onder = Fraction(stap("rest")), int(stap("beurt")), self._geld(teken * stap("heel"))
        zin = (
            f"Afgerond {'naar nul toe' if teken < 0 else 'naar beneden'} is dat {onder}, met een rest van "
            f"{kort(rest, 6)} {eenheidwoord(self._eenheid, 1)}. {self._zeg('Bij alle gemeenten samen')} {blijft} "
            f"zo {over} {eenheidwoord(self._eenheid, over)} over, voor de {grootste}."
        )
        rang = RANG.get(beurt, f"nummer {beurt} in grootte")
        if sum(stap("rest", code) == rest for code in self._namen) > 1:
            rang += f"; {GELIJKE_RESTEN[self._lijst]}"
        if beurt > over:
            return [zin, f"{wie} krijgt er geen, want deze rest is {rang}. Het blijft {onder}."]
        een, meer = eenheidwoord(self._eenheid, 1), eenheidwoord(self._eenheid)
        welke = f"Die ene {een}" if over == 1 else f"De {beurt}e van die {over} {meer}"
        return [zin, f"{welke} gaat naar {wie}, want deze rest is {rang}."]

    def _verschil(self, verschil: Getal) -> str:
        samen = self._zeg("De afgeronde bedragen van alle gemeenten zijn samen")
        if not verschil:
            return f"{samen} precies de pot; er is geen verschil."
        hoeveel = self._geld(max(verschil, -verschil) / EENHEDEN[self._eenheid])
        return f"{samen} {hoeveel} {'te laag' if verschil > 0 else 'te hoog'}."

    def _grootste_deelnemer(self, getallen: Getallen, hier: Celnaam) -> list[str]:
        los = getallen.getal(hier._replace(rij=TOTAAL, kolom=f"afgerond_{hier.kolom}"))
        verschil = getallen.getal(hier._replace(rij=TOTAAL)) - los
        zin, volgorde = self._verschil(verschil), f"volgorde_{hier.kolom}"
        if not verschil:
            return [zin]
        drager = next(code for code in self._namen if getallen.getal(hier._replace(rij=code, kolom=volgorde)) == 1)
        gewicht = self._gewicht or hier.kolom.replace("bedrag_", "waarde_", 1)
        zwaarte = [getallen.getal(hier._replace(rij=code, kolom=gewicht)) for code in self._namen]
        gelijk = " (bij gelijk gewicht: met het grootste aandeel in het geheel)" * (zwaarte.count(max(zwaarte)) > 1)
        wie = f"{self._namen[drager]}, {self._zeg('de gemeente')} met het grootste gewicht{gelijk}"
        return [f"{zin} Dat verschil draagt {wie}."]

    def _afrondingsregel(self, getallen: Getallen, hier: Celnaam) -> list[str]:
        verschil = getallen.getal(hier._replace(rij="Afronding"))
        erbij = self._zeg(" Dat verschil staat op de regel Afronding, bij geen enkele gemeente.") if verschil else ""
        return [f"{self._verschil(verschil)}{erbij}"]
