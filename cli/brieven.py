"""Letters given to `controleer`: what each was made of is found beside it; it is made anew and held against that.

The letter of a plan stands beside the region's workbook, which holds its input. That of a settlement stands beside
afrekening.json, which names its inputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from calc.antwoord import Uitkomst
from calc.brief.uittreedbrief import uitgetreden
from calc.uitkomst import bereken
from cli.afrekenen import LIJST
from cli.toen import InvoerOntbreekt, afrekening_van
from schemas.gegevens import Gegevens
from schemas.geleverd.brief import Briefzin, lees_brief, zinnen_van
from schemas.regiovorm import DEELNEMERCODE
from templates.afrekening.afrekenboek import deelnemers as af_te_rekenen
from templates.afrekening.afrekendocument import maak_afrekendocument
from templates.brief.briefdocument import maak_briefdocument
from templates.controleren.brief import gelijkenis, vergelijk_brief
from templates.controleren.planmap import GeenPlan, gemaakt_in, plan_in
from templates.controleren.verslag import Verslag
from templates.gemeente.gemeenteboek import deelnemers
from templates.sjabloon.meegeleverd import AFREKENING, BRIEF, sjabloon

BRIEFNAAM: Final = re.compile(rf"-({DEELNEMERCODE})-brief", re.I)
AFREKENNAAM: Final = re.compile(r"-afrekening-", re.I)


def controleer_brief(pad: Path, invoer: Path | None, gegevens: Gegevens | None, sjablonen: Path | None) -> Verslag:
    """Check one letter.

    Args:
        invoer, gegevens: what was given as its input, and what was read of it.
        sjablonen: folder with the template from which it was made; the shipped one where None.
    Raises:
        Gebruikersfout: it is no letter of ours, or nothing tells what should stand in it.
    """
    staat = lees_brief(pad)
    lijst = pad.parent / LIJST
    if AFREKENNAAM.search(pad.name) or (lijst.is_file() and not _heeft_plan(pad.parent)):
        uitkomst, soort = afrekening_van(pad, invoer, "brief"), AFREKENING
        codes, maak = af_te_rekenen(uitkomst), maak_afrekendocument
    else:
        uitkomst, soort = _plan(pad, gegevens), BRIEF
        codes, maak = tuple(dict.fromkeys((*deelnemers(uitkomst), *uitgetreden(uitkomst)))), maak_briefdocument
    van = sjabloon(sjablonen, soort)

    def opnieuw(code: str) -> tuple[Briefzin, ...]:
        return zinnen_van(maak(uitkomst, code, sjabloon=van))

    code = _van_wie(pad.name, codes) or max(codes, key=lambda code: gelijkenis(staat, opnieuw(code)))
    vast = frozenset(zin.tekst for zin in zinnen_van(van.read_bytes()))
    return vergelijk_brief(pad.name, code, staat, opnieuw(code), vast)


def _van_wie(naam: str, codes: Iterable[str]) -> str:
    """The participant in the name of the file; nothing where it was renamed."""
    gevonden = BRIEFNAAM.search(naam)
    return next((code for code in codes if gevonden and code == gevonden[1].upper()), "")


def _heeft_plan(map: Path) -> bool:
    try:
        plan_in(map)
    except GeenPlan:
        return False
    return True


def _plan(pad: Path, gegevens: Gegevens | None) -> Uitkomst:
    gemaakt = gemaakt_in(pad.parent, gegevens)
    if gemaakt is None:
        raise InvoerOntbreekt(
            pad.name, "brief", "er staat geen uitvoeringsplan naast",
            "Leg de brief terug in de map van het plan, of geef de invoer met --invoer.",
        )  # fmt: skip
    return bereken(gemaakt.gegevens, gemaakt.sluitregel)
