"""Every published cell against the calculated figure at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.model.uitdrukking import LEEG, Cel, Gegeven, cel, exact
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen.aansluiting.bevinding import Aansluitpunt, Cijfer
from calc.tabellen.aansluiting.deelnemers import duid_meerjarig, duid_mutaties, duid_toename, duid_verdeling
from calc.tabellen.aansluiting.grootheid import NAAM, ZONDER_MEER, Duiding, Grootheid, Sleutel, Uitslag, beoordeel, punt
from calc.tabellen.aansluiting.plantabellen import (
    duid_begroting,
    duid_capaciteit,
    duid_formatie,
    duid_investering,
    duid_scenario,
    duid_tekst,
)
from calc.tabellen.aansluiting.termen import NAAM as TABEL
from calc.tabellen.aansluiting.termen import Termen
from schemas.gegevens import Gedrukt, Pm
from schemas.geldend import Regio

DUIDERS: Final[Mapping[str, Callable[[Termen, Gedrukt], Duiding | None]]] = {
    "begroting": duid_begroting,
    "verdeling": duid_verdeling,
    "meerjarig": duid_meerjarig,
    "toename": duid_toename,
    "mutaties": duid_mutaties,
    "scenario": duid_scenario,
    "investering": duid_investering,
    "capaciteit": duid_capaciteit,
    "formatie": duid_formatie,
    "tekst": duid_tekst,
}


@dataclass(frozen=True)
class Gedruktecel:
    """A published cell with its meaning and verdict. `getal` is the printed figure (a percentage as a fraction),
    `berekend` the plan's own; `nummer` counts the published cells from 0."""

    nummer: int
    gedrukt: Gedrukt
    getal: Fraction | None
    eenheid: Fraction
    duiding: Duiding | None
    berekend: Cijfer
    grootheid: Grootheid | None
    """What the plan makes of it, where that is a figure."""
    uitslag: Uitslag

    @property
    def hier(self) -> Cel:
        """The published figure as a term of another."""
        return cel(TABEL, str(self.nummer), "gepubliceerd")

    @property
    def half(self) -> Cel:
        """Half the unit in which it was printed, likewise."""
        return cel(TABEL, str(self.nummer), "half")

    @property
    def tabel(self) -> tuple[str, str, int | None]:
        return (self.gedrukt.tabel, self.gedrukt.kostensoort, self.gedrukt.jaar)

    @property
    def cijfer(self) -> Fraction:
        """Of what was published as one."""
        assert self.getal is not None
        return self.getal

    @property
    def sleutel(self) -> Sleutel:
        """Of a figure which quantity it is; nothing where it is printed once."""
        return () if self.getal is None or self.duiding is None else self.duiding.sleutel

    @property
    def teken(self) -> int:
        return 1 if self.duiding is None else self.duiding.teken

    @property
    def verklaard(self) -> bool:
        return self.uitslag.oordeel is not Oordeel.AFWIJKING

    @property
    def soort(self) -> Soort:
        if self.duiding is not None:
            return self.duiding.vorm[0]
        return Soort.AANDEEL if self.gedrukt.procent else Soort.WAARDE

    @property
    def decimalen(self) -> int:
        """Enough to show both the printed figure and the calculated one."""
        return max(self.gedrukt.decimalen, self.duiding.vorm[1] if self.duiding is not None else 0)


class Drukwerk:
    """Every published cell, in the order of the input, and where a quantity was printed."""

    def __init__(self, termen: Termen) -> None:
        self.cellen = tuple(_cel(termen, n, gedrukt) for n, gedrukt in enumerate(termen.uitkomst.gegevens.gedrukt))
        self._op_sleutel = {(c.gedrukt.tabel, c.sleutel): c for c in reversed(self.cellen) if c.sleutel}

    def zoek(self, sleutel: Sleutel, tabellen: Iterable[str]) -> Gedruktecel | None:
        """The first printing of a quantity in the first of these tables that has it."""
        gevonden = (self._op_sleutel.get((tabel, sleutel)) for tabel in tabellen)
        return next((cel for cel in gevonden if cel is not None), None)


def _cel(termen: Termen, nummer: int, gedrukt: Gedrukt) -> Gedruktecel:
    eenheid = Fraction(1, 10**gedrukt.decimalen * (100 if gedrukt.procent else 1))
    getal = None if isinstance(gedrukt.waarde, str | Pm) else Fraction(gedrukt.waarde)
    if getal is not None and gedrukt.procent:
        getal /= 100
    duider = DUIDERS.get(gedrukt.tabel)
    duiding = None if duider is None else duider(termen, gedrukt)
    waarde = None if duiding is None else termen.lees(duiding.wat)
    berekend = Fraction(waarde) if isinstance(waarde, int | Fraction) else None if waarde is None else str(waarde)
    grootheid = Grootheid(berekend, duiding.paden) if duiding is not None and isinstance(berekend, Fraction) else None
    if duiding is None:
        reden = "Op deze plaats staat in dit plan geen berekend cijfer; controleer de naam van tabel, rij en kolom."
        uitslag = Uitslag(Oordeel.AFWIJKING, reden, punt(getal or Fraction(0)))
    elif grootheid is None or getal is None:
        gelijk = grootheid is None and str(gedrukt.waarde) == berekend
        reden = ZONDER_MEER if gelijk else duiding.uitleg or "Het een is een getal en het ander niet."
        anders = Oordeel.MELDING if gedrukt.kolom == NAAM else Oordeel.AFWIJKING
        uitslag = Uitslag(Oordeel.GELIJK if gelijk else anders, reden, punt(Fraction(0)))
    else:
        reden = f"Geen afronding verklaart het verschil. {duiding.uitleg}".rstrip()
        niets = Uitslag(Oordeel.AFWIJKING, reden, punt(grootheid.waarde))
        uitslag = beoordeel(getal, eenheid, grootheid) or niets
    return Gedruktecel(nummer, gedrukt, getal, eenheid, duiding, berekend, grootheid, uitslag)


def bevinding(regio: Regio, cel: Gedruktecel) -> Aansluitpunt:
    """The finding on a cell by itself."""
    gedrukt, waarde = cel.gedrukt, str(cel.gedrukt.waarde) if cel.getal is None else cel.getal
    bereik = None if cel.getal is None or cel.grootheid is None else cel.uitslag.bereik
    bron = "; ".join(filter(None, (gedrukt.bron, gedrukt.plaats)))
    return Aansluitpunt(
        tabelnaam(cel),
        gedrukt.kostensoort,
        gedrukt.jaar,
        rijnaam(regio, gedrukt.rij),
        gedrukt.kolom,
        waarde,
        cel.berekend,
        cel.uitslag.oordeel,
        cel.uitslag.reden,
        None if bereik is None else bereik.laagst,
        None if bereik is None else bereik.hoogst,
        cel.eenheid,
        cel.soort,
        cel.decimalen,
        gedrukt.plaats,
        gedrukt.tabel,
        Gegeven(waarde if isinstance(waarde, str) else exact(waarde), gedrukt.cel, bron),
        LEEG if cel.duiding is None else cel.duiding.wat,
        (f"In dit plan heet deze deelnemer '{cel.berekend}'.",) if gedrukt.kolom == NAAM else (),
    )


def tabelnaam(cel: Gedruktecel) -> str:
    """The printed table: its name, kostensoort and year, where it has them."""
    naam, kostensoort, jaar = cel.tabel
    return " ".join(deel for deel in (naam, kostensoort, str(jaar) if jaar is not None else "") if deel)


def rijnaam(regio: Regio, rij: str) -> str:
    """A row as a reader knows it: a municipality by its name."""
    return regio.gemeente(rij) if rij in regio.alle_deelnemers else rij
