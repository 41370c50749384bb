"""What an input says in its letters: each thing once, and an account number that is one."""

from __future__ import annotations

import re
from typing import Final

from schemas.invoer import Kladblok, Tabelblad

MEERMAALS: Final = ("alinea", "gevraagd")
IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
NEDERLANDS: Final = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
VOORBEELD: Final = "NL91 ABNA 0417 1643 00"


def controleer_brief(blad: Tabelblad, klad: Kladblok) -> None:
    eerste: dict[tuple[str, str], int] = {}
    for rij in blad.rijen:
        onderdeel, code, tekst = rij.tekst("onderdeel"), rij.tekst("gemeentecode"), rij.tekst("tekst")
        if onderdeel == "rekening" and tekst and not is_rekening(tekst):
            klad.rijfout(rij, "tekst", f"'{tekst}' is geen IBAN; verwacht: een rekeningnummer zoals {VOORBEELD}")
        if not onderdeel or onderdeel in MEERMAALS:
            continue
        if (onderdeel, code) in eerste:
            waar = f"zie rij {eerste[onderdeel, code]}"
            klad.rijfout(rij, "onderdeel", f"'{onderdeel}' staat er twee keer voor dezelfde brief; {waar}")
        eerste.setdefault((onderdeel, code), rij.nummer)


def is_rekening(tekst: str) -> bool:
    """Whether a text is an IBAN, by its shape and its own check digits: a letter with a slip in it costs money."""
    kaal = re.sub(r"\s", "", tekst).upper()
    if not (NEDERLANDS if kaal.startswith("NL") else IBAN).fullmatch(kaal):
        return False
    cijfers = "".join(str(int(teken, 36)) for teken in kaal[4:] + kaal[:4])
    return int(cijfers) % 97 == 1
