"""Letters given to `controleer`: what each was made of is found beside it; it is made anew and held against that.

The letter of a plan stands beside the region's workbook, which holds its input. That of a settlement stands beside
afrekening.json, which names its inputs and their SHA-256; they lie there too, or one folder up, or beside --invoer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from calc.antwoord import Uitkomst
from calc.brief.uittreedbrief import uitgetreden
from calc.notatie import opsomming
from calc.uitkomst import bereken
from cli.afrekenen import LIJST
from cli.naast import Naast, afgerekend_uit
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Gegevens
from schemas.inname import lees_invoer
from schemas.regiovorm import DEELNEMERCODE
from templates.afrekening.afrekenboek import deelnemers as af_te_rekenen
from templates.afrekening.afrekendocument import maak_afrekendocument
from templates.brief.briefdocument import maak_briefdocument
from templates.controleren.brief import Briefzin, gelijkenis, lees_brief, vergelijk_brief, zinnen_van
from templates.controleren.planmap import GeenPlan, lees_plan, plan_in
from templates.controleren.verslag import Verslag
from templates.gemeente.gemeenteboek import deelnemers
from templates.sjabloon.meegeleverd import AFREKENING, BRIEF, sjabloon

BRIEFNAAM: Final = re.compile(rf"-({DEELNEMERCODE})-brief", re.I)
AFREKENNAAM: Final = re.compile(r"-afrekening-", re.I)


class NietsErnaast(Gebruikersfout):
    def __init__(self, bestand: str, mist: str, raad: str) -> None:
        super().__init__(f"{bestand} is een brief en zo niet na te rekenen: {mist}. {raad}")


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
    if AFREKENNAAM.search(pad.name) or (lijst.is_file() and not _planboek(pad.parent)):
        uitkomst, soort = _afrekening(pad, lijst, invoer), AFREKENING
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


def _planboek(map: Path) -> Path | None:
    try:
        return plan_in(map)
    except GeenPlan:
        return None


def _plan(pad: Path, gegevens: Gegevens | None) -> Uitkomst:
    boek, gemaakt = _planboek(pad.parent), None
    if gegevens is not None:
        # The rule that was chosen for the plan is known from its workbook alone.
        with suppress(Gebruikersfout):
            gemaakt = lees_plan(boek) if boek else None
        return bereken(gegevens, gemaakt.sluitregel if gemaakt else None)
    gemaakt = lees_plan(boek) if boek else None
    if gemaakt is None:
        raise NietsErnaast(
            pad.name, "er staat geen uitvoeringsplan naast",
            "Leg de brief terug in de map van het plan, of geef de invoer met --invoer.",
        )  # fmt: skip
    return bereken(gemaakt.gegevens, gemaakt.sluitregel)


def _afrekening(pad: Path, lijst: Path, invoer: Path | None) -> Uitkomst:
    """The settlement made anew from the inputs that its list names, if they are still those."""
    try:
        namen = json.loads(lijst.read_bytes())
        bronnen = {
            wat: (str(namen[wat]["bestand"]), str(namen[wat]["sha256"]))
            for wat in ("voorlopig", "definitief", "voorschotten")
            if wat != "voorschotten" or wat in namen
        }
    except (OSError, ValueError, KeyError, TypeError):
        raise NietsErnaast(
            pad.name, f"er staat geen {LIJST} naast", "Leg de brief terug in de map van de afrekening."
        ) from None
    mappen = [pad.parent, pad.absolute().parent.parent, *([invoer.parent] if invoer else [])]
    gevonden = {wat: _bron(naam, vingerafdruk, mappen) for wat, (naam, vingerafdruk) in bronnen.items()}
    mist = [bronnen[wat][0] for wat, bron in gevonden.items() if bron is None]
    if mist:
        raise NietsErnaast(
            pad.name, f"de invoer van toen is niet gevonden ({opsomming(mist)})",
            "Leg haar naast de map van de afrekening, of geef haar met --invoer.",
        )  # fmt: skip
    definitief = gevonden["definitief"]
    assert definitief is not None
    return afgerekend_uit(lees_invoer(definitief), Naast(gevonden["voorlopig"], gevonden.get("voorschotten")))


def _bron(naam: str, vingerafdruk: str, mappen: Iterable[Path]) -> Path | None:
    for map in mappen:
        pad = map / Path(naam).name
        if pad.is_file() and sha256(pad.read_bytes()).hexdigest() == vingerafdruk:
            return pad
    return None
