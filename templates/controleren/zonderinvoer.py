"""Books that hold no input, held against the same book made anew: whose they are, and how they came out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from schemas.fouten import Gebruikersfout
from schemas.geleverd.werkmap import Werkmap
from schemas.regiovorm import DEELNEMERCODE
from templates.controleren.aanzien import wat_anders_oogt
from templates.controleren.vergelijken import vergelijk
from templates.controleren.verslag import Omstandigheden, Verslag, zinnen
from templates.controleren.verwachting import verwachting_van
from templates.werkmap.boek import Boek

VOOR: Final = re.compile(rf"Voor: .*\(({DEELNEMERCODE})\)")


class VanEenAnder(Gebruikersfout):
    def __init__(self, bestand: str, van: str, wat: str) -> None:
        super().__init__(f"{bestand} is van een deelnemer die in {van} {wat}. Geef de invoer van haar plan.")


def van_wie(werkmap: Werkmap, codes: Sequence[str], van: str, wat: str) -> str:
    """Whose page it is.

    Args:
        codes: whose it can be; of one alone it is known, also where the line that says it was typed over.
        van, wat: in what they were found, and what the others did not do.
    Raises:
        VanEenAnder: none of theirs.
    """
    teksten = (str(cel.waarde) for cel in next(iter(werkmap.bladen.values())).values())
    code = next((gevonden[1] for tekst in teksten if (gevonden := VOOR.fullmatch(tekst))), "")
    code = code if code in codes or len(codes) != 1 else codes[0]
    if code not in codes:
        raise VanEenAnder(werkmap.bestand, van, wat)
    return code


def vergelijk_boek(werkmap: Werkmap, boek: Boek, code: str, elders: str) -> Verslag:
    """How it came out beside the book that it should be.

    Args:
        elders: where its input was found.
    """
    hoort = verwachting_van(boek)
    uit = vergelijk(hoort, werkmap, uit_afschrift=False)
    zo = Omstandigheden(invoer_anders=False, met_invoer=True)
    fouten = (*zinnen(uit, hoort, werkmap, zo), *wat_anders_oogt(hoort, werkmap, uit))
    return Verslag(werkmap.bestand, code, fouten, (), uit.formules, uit.cellen, elders)
