"""Rekenblad: per year that is split the amount over the parts of the key, and each part over who takes part.

The tables `sleutel` and `verdeling` of the model, below each other. Other sheets refer to them and split nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Tabelnaam
from calc.tabellen.opbouw import tabellen_van
from calc.tabellen.verdeling import GEVRAAGD
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

    def cel(self, rij: str, kolom: str) -> str:
        """A figure of a participant, from any sheet."""
        return self.vak.cel(rij, kolom)

    def deelnemers(self, naam: str) -> str:
        """The participants alone."""
        codes = self.bron.deelnemers
        return f"{self.vak.blad}!{self.vak.bereik(naam, codes[0], codes[-1])}"

    def totaal(self, naam: str) -> str:
        return self.vak.cel(TOTAAL, naam)

    def sleutel(self, rij: str, kolom: str) -> str:
        """A figure of a part of the key."""
        assert self.sleutelvak is not None
        return self.sleutelvak.cel(rij, kolom)

    def pot(self, deel: str) -> str:
        """What is shared by a part."""
        return self.vak.cel(GEVRAAGD, f"bedrag_{deel}")


Rekenplekken = dict[tuple[str, int], Rekenplek]
"""Per kostensoort and year."""


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
