"""Invoer Sleutels: per year the rule, the unit and the weighted parts of the key, as the region file gives them."""

from __future__ import annotations

from typing import Final

from calc.model.uitdrukking import Tabelnaam
from calc.tabellen.sleutelregels import DELEN, SLUITREGELS, getallen
from templates.werkmap.blad import KOPRIJ, Blad
from templates.werkmap.modelblad import Modelbladen

BREEDTES: Final = (14, 8, 20, 26, 12, 12, 52, 60)


def vul_sleutels(blad: Blad, bladen: Modelbladen) -> None:
    """The two tables; what other tables hold of the numbers of a rule refers to this sheet."""
    kostensoort = max(bladen.breedtes([Tabelnaam(soort.naam)])[0] for soort in (SLUITREGELS, DELEN))
    blad.breedtes((max(BREEDTES[0], kostensoort), *BREEDTES[1:]))
    rij, laatste = KOPRIJ, len(BREEDTES)
    for soort in (SLUITREGELS, DELEN):
        naam = Tabelnaam(soort.naam)
        blad.tussenkop(rij, laatste, bladen.model.tabel(naam).titel)
        onder = bladen.zet(blad, rij + 1, naam)
        blad.tabel(soort.naam.capitalize(), rij + 1, onder - 1, laatste)
        rij = onder + 1
    vak, plan = bladen.indeling[Tabelnaam(DELEN.naam)], bladen.model.plannen[""]
    bladen.formules.gegevens |= {cel: vak.cel(regel, "getal") for cel, regel in getallen(plan).items()}
    blad.zet_vast(KOPRIJ, 1)
    blad.afdruk(laatste, rij - 2)
