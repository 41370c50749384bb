"""Invoer Regio: the region file of a region that does not come with the program, line by line.

Who gets a workbook of such a region can check it without that file. It stands on an input sheet, so that the control
number goes over it as over every figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schemas.geldend import Regio
from schemas.plaats import Plek
from schemas.planbladen import SLEUTELBLAD, invoerblad
from schemas.regiolezer import zonder_opmerkingen
from templates.plan.bladsoorten import OPGEZOCHT
from templates.werkmap.blad import KOPRIJ
from templates.werkmap.boek import Boek

BLAD: Final = invoerblad("Regio")
KOP: Final = "Invoer: regels van de regio"
UITLEG: Final = "Met deze regels is gerekend. De opdracht controleer leest ze hier als het regiobestand er niet bij is."
KOLOM: Final = "Regiobestand"
BREEDTE: Final = 120


def vul_regioblad(boek: Boek, regio: Regio) -> None:
    """A sheet more, where the region is one of its own; the sheet that gives its look is not filled yet."""
    if not regio.eigen:
        return
    blad = boek.extra_blad(SLEUTELBLAD, BLAD, KOP, UITLEG, OPGEZOCHT)
    blad.breedtes((BREEDTE,))
    blad.schrijf(KOPRIJ, 1, KOLOM, "VW Kop")
    regels = zonder_opmerkingen(regio.eigen).splitlines()
    for rij, regel in enumerate(regels, start=KOPRIJ + 1):
        if regel:
            blad.schrijf(rij, 1, regel, "VW tekst")
    blad.zet_vast(KOPRIJ + 1, 1)
    blad.afdruk(1, KOPRIJ + len(regels), KOPRIJ)


def regiotekst_van(cellen: Mapping[Plek, object]) -> str:
    """The region file that stands on such a sheet."""
    regels = {rij: str(tekst) for (rij, kolom), tekst in cellen.items() if kolom == 1 and rij > KOPRIJ}
    return "\n".join(regels.get(rij, "") for rij in range(KOPRIJ + 1, max(regels, default=0) + 1))
