"""Checking the page of who left. It holds no input: that stands in the region's workbook beside it, or is given."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from calc.brief.uittreedbrief import uitgetreden
from calc.uitkomst import bereken
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Gegevens
from schemas.regiovorm import DEELNEMERCODE
from templates.controleren.aanzien import wat_anders_oogt
from templates.controleren.lezen import Werkmap
from templates.controleren.planmap import GeenPlan, Gemaakt, lees_plan, plan_in
from templates.controleren.vergelijken import vergelijk
from templates.controleren.verslag import Omstandigheden, Verslag, zinnen
from templates.controleren.verwachting import verwachting_van
from templates.gemeente.uittreedblad import BLAD, vul_uittreedblad

VOOR: Final = re.compile(rf"Voor: .*\(({DEELNEMERCODE})\)")


class NietsErnaast(Gebruikersfout):
    def __init__(self, bestand: str) -> None:
        super().__init__(
            f"{bestand} is de werkmap van wie is uitgetreden; daarin staat geen invoer om haar uit na te rekenen. Leg "
            "haar terug naast het uitvoeringsplan, of geef de invoer met --invoer."
        )


class NietUitgetreden(Gebruikersfout):
    def __init__(self, bestand: str, van: str) -> None:
        super().__init__(
            f"{bestand} is van een deelnemer die in {van} niet is uitgetreden. Geef de invoer van haar plan."
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
    gemaakt = _gemaakt(werkmap.bestand, map, invoer)
    uitkomst = bereken(invoer or gemaakt.gegevens, gemaakt.sluitregel)
    teksten = (str(cel.waarde) for cel in werkmap.bladen[BLAD].values())
    code = next((gevonden[1] for tekst in teksten if (gevonden := VOOR.fullmatch(tekst))), "")
    weg = uitgetreden(uitkomst)
    # Of one alone it is known whose page it is, also where that line was typed over.
    code = code if code in weg or len(weg) != 1 else weg[0]
    if code not in weg:
        raise NietUitgetreden(werkmap.bestand, uitkomst.gegevens.bestand)
    hoort = verwachting_van(vul_uittreedblad(uitkomst, code))
    uit = vergelijk(hoort, werkmap, uit_afschrift=False)
    zo = Omstandigheden(invoer_anders=False, met_invoer=True)
    fouten = (*zinnen(uit, hoort, werkmap, zo), *wat_anders_oogt(hoort, werkmap, uit))
    elders = "" if invoer else f"de invoer in {plan_in(map).name}, dat ernaast ligt"
    return Verslag(werkmap.bestand, code, fouten, (), uit.formules, uit.cellen, elders)


def _gemaakt(bestand: str, map: Path, invoer: Gegevens | None) -> Gemaakt:
    """What the plan was made of; the rule that was chosen for it is known from the workbook beside it alone."""
    gemaakt = None
    with suppress(GeenPlan if invoer is None else Gebruikersfout):
        gemaakt = lees_plan(plan_in(map))
    if gemaakt is None and invoer is not None:
        return Gemaakt(invoer, None)
    if gemaakt is None:
        raise NietsErnaast(bestand)
    return gemaakt
