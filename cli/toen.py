"""A settlement made anew, for who checks what was made of it.

Its afrekening.json names its inputs and their SHA-256; they lie there too, or one folder up, or beside --invoer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from calc.antwoord import Uitkomst
from calc.notatie import opsomming
from cli.afrekenen import LIJST
from cli.naast import Naast, afgerekend_uit
from schemas.fouten import Gebruikersfout
from schemas.inname import lees_invoer


class InvoerOntbreekt(Gebruikersfout):
    def __init__(self, bestand: str, wat: str, mist: str, raad: str) -> None:
        super().__init__(f"{bestand} is een {wat} en zo niet na te rekenen: {mist}. {raad}")


def afrekening_van(pad: Path, invoer: Path | None, wat: str) -> Uitkomst:
    """The settlement that something was made of, from the inputs that its list names, if they are still those.

    Args:
        wat: what it is, in a word: `brief` or `werkmap`.
    Raises:
        Gebruikersfout: the list or an input is not there.
    """
    try:
        namen = json.loads((pad.parent / LIJST).read_bytes())
        bronnen = {
            rol: (str(namen[rol]["bestand"]), str(namen[rol]["sha256"]))
            for rol in ("voorlopig", "definitief", "voorschotten")
            if rol != "voorschotten" or rol in namen
        }
    except (OSError, ValueError, KeyError, TypeError):
        raise InvoerOntbreekt(
            pad.name, wat, f"er staat geen {LIJST} naast", f"Leg de {wat} terug in de map van de afrekening."
        ) from None
    mappen = [pad.parent, pad.absolute().parent.parent, *([invoer.parent] if invoer else [])]
    gevonden = {rol: _bron(naam, vingerafdruk, mappen) for rol, (naam, vingerafdruk) in bronnen.items()}
    mist = [bronnen[rol][0] for rol, bron in gevonden.items() if bron is None]
    if mist:
        raise InvoerOntbreekt(
            pad.name, wat, f"de invoer van toen is niet gevonden ({opsomming(mist)})",
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
