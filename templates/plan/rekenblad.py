"""Rekenblad: per year that is split the amount over the parts of the key, and each part over who takes part.

The tables `sleutel` and `verdeling` of the model, below each other. Other sheets refer to them and split nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from calc.model.uitdrukking import Tabelnaam
from calc.tabellen.opbouw import tabellen_van
from calc.uitkomst import Uitkomst
from schemas.planbladen import REKENBLAD, SLEUTELBLAD
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.plan.sleutelblad import vul_sleutels
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen


def plaats_rekenbladen(
    boek: Boek, uitkomst: Uitkomst, bladen: Modelbladen, invoer: Invoerplaatsen, soorten: Iterable[str]
) -> None:
    """A copy of the Rekenblad per kostensoort, on which every year gets its place; written with the other tables."""
    soorten = tuple(soorten)
    for peiljaar, vak in invoer.maatstafvakken.items():
        bladen.staat(Tabelnaam("maatstaven", jaar=peiljaar), vak)
        bladen.formules.opgezocht.add(Tabelnaam("maatstaven", jaar=peiljaar))
    vul_sleutels(boek.blad(SLEUTELBLAD), bladen)
    rij = boek.anker("tabel_rekenblad")[0]
    for blad, soort in zip(
        boek.kopieer(REKENBLAD, [f"{REKENBLAD} {soort}" for soort in soorten]), soorten, strict=True
    ):
        boek.vul_teksten({"kostensoort": soort}, blad.ws.title)
        jaren = [bron for bron in uitkomst.verdeling.jaren if bron.kostensoort == soort]
        nodig = (naam for bron in jaren for naam in tabellen_van(bladen.model, bron))
        gerekend = [naam for naam in nodig if naam not in bladen.indeling]
        if gerekend:
            bladen.plaats(blad, rij, gerekend)
        for bron in (bron for bron in jaren if bron.vastgesteld):
            naam = Tabelnaam("verdeling", soort, bron.jaar)
            bladen.staat(naam, invoer.vastgesteldvakken[soort, bron.jaar])
            bladen.formules.opgezocht.add(naam)
