"""How the outcome of an example is shown when it is put into a sheet: amounts as amounts, shares as percentages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from xladdin.functie import Beschrijving
from xladdin.grens import Uit

BEDRAG: Final = "#,##0.00"
AANDEEL: Final = "0.00%"
HEEL: Final = "#,##0"
GEWOON: Final = "General"
_AANDELEN: Final = ("aandeel", "percentage", "%")


@lru_cache(maxsize=64)
def opmaak(functie: Beschrijving) -> dict[str, Any]:
    """The number format of each column, in the notation that Office.js takes; the head keeps its own."""
    blok = functie.functie(*functie.argumenten_van_voorbeeld())
    kop = 1 if len(blok) > 1 and isinstance(blok[0][0], str) and blok[0][0] in ("Gemeente", "Jaar", "Code") else 0
    los = "aandeel" if functie.aandelen else "bedrag"
    koppen = [str(cel).casefold() if kop else los for cel in blok[0]]
    kolommen = zip(koppen, zip(*blok[kop:], strict=True), strict=True)
    return {"kop": kop, "hoog": len(blok), "opmaak": [_van(titel, cellen) for titel, cellen in kolommen]}


def _van(titel: str, cellen: tuple[Uit, ...]) -> str:
    getallen = [cel for cel in cellen if isinstance(cel, float)]
    if not getallen:
        return GEWOON
    if any(woord in titel for woord in _AANDELEN):
        return AANDEEL
    if titel == "index":
        return "0.0000"
    telt = all(cel == int(cel) for cel in getallen) and not titel.startswith(("bijdrage", "bedrag"))
    return HEEL if telt else BEDRAG
