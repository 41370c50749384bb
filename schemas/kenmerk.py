"""The key on a form: it says for which region, year and participant the form was made, and nobody else can make one.

A form comes back under any name, from anyone. Its key is a keyed hash (HMAC-SHA256) of region, year and code, with a
secret that stays in the folder of the region; short enough to read out over the telephone, too long to be guessed.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from pathlib import Path
from typing import Final

from schemas.fouten import Gebruikersfout, VerkeerdGebruik

GEHEIMBESTAND: Final = ".verdeelwijzer-geheim"
LENGTE_GEHEIM: Final = 32
LENGTE_KENMERK: Final = 16
"""Letters and digits of a key: 80 bits."""
GROEP: Final = 4
TEKENS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
"""Base32 has no 0, 1, 8 or 9, so nobody takes an O for a zero."""
DOEL: Final = "verdeelwijzer opgave 1"
"""Part of what is signed: a key for another use, or of a later form, is another key."""


def kenmerk(geheim: bytes, regio: str, jaar: int, code: str) -> str:
    """The key as it stands on the form: `ABCD-EFGH-IJKL-MNOP`."""
    inhoud = "\n".join((DOEL, regio, str(jaar), code)).encode()
    tekens = b32encode(hmac.new(geheim, inhoud, hashlib.sha256).digest()).decode()[:LENGTE_KENMERK]
    return "-".join(tekens[plek : plek + GROEP] for plek in range(0, LENGTE_KENMERK, GROEP))


def klopt(gelezen: str, geheim: bytes, regio: str, jaar: int, code: str) -> bool:
    """Whether a key that came back is the one of this region, year and participant; spaces and dashes do not matter."""
    return hmac.compare_digest(_kaal(gelezen), _kaal(kenmerk(geheim, regio, jaar, code)))


def _kaal(tekst: str) -> str:
    return "".join(teken for teken in tekst.upper() if teken in TEKENS)


def lees_geheim(pad: Path) -> bytes:
    """The secret of a folder.

    Raises:
        VerkeerdGebruik: the file is not there.
        Gebruikersfout: it holds something else.
    """
    if not pad.is_file():
        raise VerkeerdGebruik(
            f"'{pad}' bestaat niet. Dat bestand is gemaakt toen u de formulieren maakte; zonder dat bestand is niet "
            "te zien of een opgave echt is. Staat het ergens anders? Wijs het dan aan met --geheim."
        )
    try:
        geheim = bytes.fromhex(pad.read_text(encoding="ascii").strip())
    except ValueError:
        geheim = b""
    if len(geheim) != LENGTE_GEHEIM:
        raise Gebruikersfout(
            f"'{pad}' is geen geheim van Verdeelwijzer, of het is veranderd. Zet het oorspronkelijke bestand terug."
        )
    return geheim
