"""Checking the page of who left. It holds no input: that stands in the region's workbook beside it, or is given."""

from __future__ import annotations

from pathlib import Path

from calc.brief.uittreedbrief import uitgetreden
from calc.uitkomst import bereken
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Gegevens
from schemas.geleverd.werkmap import Werkmap
from templates.controleren.planmap import gemaakt_in, plan_in
from templates.controleren.verslag import Verslag
from templates.controleren.zonderinvoer import van_wie, vergelijk_boek
from templates.gemeente.uittreedblad import BLAD, vul_uittreedblad


class NietsErnaast(Gebruikersfout):
    def __init__(self, bestand: str) -> None:
        super().__init__(
            f"{bestand} is de werkmap van wie is uitgetreden; daarin staat geen invoer om haar uit na te rekenen. Leg "
            "haar terug naast het uitvoeringsplan, of geef de invoer met --invoer."
        )


def is_uittreedblad(werkmap: Werkmap) -> bool:
    """Whether it is that page, which is a workbook of one sheet; one that somebody added does not hide it."""
    return next(iter(werkmap.bladen), "") == BLAD


def controleer_uittreedblad(werkmap: Werkmap, map: Path, invoer: Gegevens | None) -> Verslag:
    """Check the page.

    Args:
        map: the folder that it stands in, where the region's workbook may stand too.
        invoer: what was given as its input.
    Raises:
        Gebruikersfout: nothing tells what should stand in it, or it is of somebody else's plan.
    """
    gemaakt = gemaakt_in(map, invoer)
    if gemaakt is None:
        raise NietsErnaast(werkmap.bestand)
    uitkomst = bereken(gemaakt.gegevens, gemaakt.sluitregel)
    code = van_wie(werkmap, uitgetreden(uitkomst), uitkomst.gegevens.bestand, "niet is uitgetreden")
    elders = "" if invoer else f"de invoer in {plan_in(map).name}, dat ernaast ligt"
    return vergelijk_boek(werkmap, vul_uittreedblad(uitkomst, code), code, elders)
