"""Rekenblad: per year that is split the amount over the parts of the key, and each part over who takes part.

The tables `sleutel` and `verdeling` of the model, below each other. Other sheets refer to them and split nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calc.model.tabel import AFRONDING, TOTAAL
from calc.model.uitdrukking import Tabelnaam
from calc.tabellen.opbouw import tabellen_van
from calc.tabellen.verdeelcontroles import GEVRAAGD
from calc.uitkomst import Uitkomst
from calc.verdeling import Jaarverdeling
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.werkmap.boek import Boek
from templates.werkmap.indeling import Vak
from templates.werkmap.modelblad import Modelbladen


@dataclass(frozen=True)
class Rekenplek:
    """Where one kostensoort and year stands; of a year decided before only the amounts, among the inputs."""

    bron: Jaarverdeling
    vak: Vak
    sleutelvak: Vak | None

    @property
    def rekent(self) -> bool:
        return not self.bron.vastgesteld

    @property
    def rijen(self) -> tuple[str, ...]:
        """The participants, and the line Afronding where there is one."""
        return (*self.bron.deelnemers, *([AFRONDING] if AFRONDING in self.vak.rijen else ()))

    def cel(self, rij: str, kolom: str, code: str = "") -> str:
        """A figure of a participant, from any sheet; the line Afronding has no code.

        Args:
            code: reference of the cell with its code, by which an input is looked up.
        """
        if code and not self.rekent:
            return f"INDEX({self.kolom(kolom)},MATCH({code},{self.kolom('gemeentecode')},0))"
        return self.vak.cel(rij or AFRONDING, kolom)

    def kolom(self, naam: str) -> str:
        """The participants and the line Afronding, from any sheet."""
        return f"{self.vak.blad}!{self.vak.bereik(naam, self.rijen[0], self.rijen[-1])}"

    def deelnemers(self, naam: str) -> str:
        """The participants alone."""
        codes = self.bron.deelnemers
        return f"{self.vak.blad}!{self.vak.bereik(naam, codes[0], codes[-1])}"

    def totaal(self, naam: str) -> str:
        return self.vak.cel(TOTAAL, naam) if TOTAAL in self.vak.rijen else f"SUM({self.kolom(naam)})"

    def sleutel(self, rij: str, kolom: str) -> str:
        """A figure of a part of the key."""
        assert self.sleutelvak is not None
        return self.sleutelvak.cel(rij, kolom)

    def pot(self, deel: str) -> str:
        """What is shared by a part."""
        return self.vak.cel(GEVRAAGD, f"bedrag_{deel}")

    def heeft(self, rij: str, kolom: str) -> bool:
        """Whether a row has a figure there: the line Afronding has none of what is no share."""
        return rij != AFRONDING or kolom.removeprefix("bedrag_") in {"bedrag", *self.bron.potten}


Rekenplekken = dict[tuple[str, int], Rekenplek]
"""Per kostensoort and year."""


def te_verdelen_plekken(bladen: Modelbladen, plekken: Rekenplekken) -> dict[tuple[str, int], str]:
    """The cell with te verdelen, or the sum that it is, where that follows from the rows."""
    rekent = {
        (soort, jaar): bladen.indeling[Tabelnaam("opbouw", soort, jaar)].cel(TOTAAL, "pot")
        for (soort, jaar), plek in plekken.items()
        if plek.bron.opbouw is not None and plek.bron.opbouw.rest is None
    }
    return rekent | {van: plek.totaal("bedrag") for van, plek in plekken.items() if plek.bron.uit_de_rijen}


def plaats_rekenbladen(
    boek: Boek, uitkomst: Uitkomst, bladen: Modelbladen, invoer: Invoerplaatsen, soorten: Iterable[str]
) -> Rekenplekken:
    """A copy of the Rekenblad per kostensoort, on which every year gets its place; written with the other tables."""
    soorten, plekken = tuple(soorten), {}
    for peiljaar, vak in invoer.maatstafvakken.items():
        bladen.staat(Tabelnaam("maatstaven", jaar=peiljaar), vak)
        bladen.formules.opgezocht.add(Tabelnaam("maatstaven", jaar=peiljaar))
    bladen.formules.gegevens.update(invoer.regels)
    rij = boek.anker("tabel_rekenblad")[0]
    for blad, soort in zip(
        boek.kopieer("Rekenblad", [f"Rekenblad {soort}" for soort in soorten]), soorten, strict=True
    ):
        boek.vul_teksten({"kostensoort": soort}, blad.ws.title)
        jaren = [bron for bron in uitkomst.verdeling.jaren if bron.kostensoort == soort]
        nodig = (naam for bron in jaren for naam in tabellen_van(bladen.model, bron))
        gerekend = [naam for naam in nodig if naam not in bladen.indeling]
        if gerekend:
            bladen.plaats(blad, rij, gerekend)
        for bron in jaren:
            naam = Tabelnaam("verdeling", soort, bron.jaar)
            if bron.vastgesteld:
                bladen.staat(naam, invoer.vastgesteldvakken[soort, bron.jaar])
                bladen.formules.opgezocht.add(naam)
            sleutelvak = bladen.indeling.get(naam._replace(naam="sleutel"))
            plekken[soort, bron.jaar] = Rekenplek(bron, bladen.indeling[naam], sleutelvak)
    return plekken
