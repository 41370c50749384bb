"""Which program, region files and plans an answer rests on, each with the fingerprint of its content."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from schemas.fouten import Gebruikersfout
from schemas.geldend import REGIOS, regiobestanden
from schemas.systeem import reden
from xladdin.planmap import Planmap

KOP: Final = ("Onderdeel", "Versie", "Kenmerk (SHA-256)")
_KAMERS: Final = ("schemas", "calc", "templates", "cli", "xladdin")
_INHOUD: Final = (".py", ".yaml", ".xlsx")


def versies(plannen: Planmap) -> list[tuple[str, str, str]]:
    """A head, the program, every region file and every plan; of a plan that cannot be used the reason."""
    regels = [KOP, _programma()]
    mappen = [plannen.map, REGIOS] if plannen.map is not None else [REGIOS]
    for map_ in mappen:
        soort = "meegeleverd" if map_ == REGIOS else "eigen"
        regels += [(f"Regio {pad.stem}", soort, _kenmerk(pad)) for pad in regiobestanden(map_)]
    for plan in plannen.plannen():
        try:
            kenmerk = plannen.lees(plan).sha256
        except Gebruikersfout as fout:
            kenmerk = str(fout)
        regels.append((f"Plan {plan.naam}", plan.versie, kenmerk))
    return regels


def kenmerk(plannen: Planmap) -> str:
    """One fingerprint of all that an answer may rest on."""
    return f"{_programma()[2][:16]}-{plannen.kenmerk()}"


def _kenmerk(pad: Path) -> str:
    try:
        return hashlib.sha256(pad.read_bytes()).hexdigest()
    except OSError as fout:
        return f"{pad.name} is nu niet te lezen: {reden(fout)}."


@lru_cache(maxsize=1)
def _programma() -> tuple[str, str, str]:
    """The version, and one fingerprint of every file that decides an answer, with its place."""
    wortel = Path(__file__).parent.parent
    som = hashlib.sha256()
    for kamer in _KAMERS:
        for pad in sorted((wortel / kamer).rglob("*")):
            if pad.suffix in _INHOUD and pad.is_file():
                som.update(pad.relative_to(wortel).as_posix().encode() + b"\0")
                som.update(hashlib.sha256(pad.read_bytes()).digest())
    return "Verdeelwijzer", version("verdeelwijzer"), som.hexdigest()
