"""Arguments that are one of a few words: the closing rule and the unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from calc.afronding import EENHEDEN, controleer_sluitregel
from schemas.fouten import Gebruikersfout, bedoelde_u
from schemas.geldend import STANDAARD_EENHEID, STANDAARD_SLUITREGEL
from schemas.kernwoorden import SLUITREGELS, Munteenheid, Sluitregel
from xladdin.grens.bereiken import een_cel
from xladdin.grens.cellen import Bereik, Excelcel, OnbruikbareCel, getal, is_foutwaarde


class OnbekendeEenheid(Gebruikersfout):
    def __init__(self, gevraagd: str, bekend: Iterable[str]) -> None:
        keuzes = list(bekend)
        hint = bedoelde_u(gevraagd, keuzes)
        super().__init__(f"Eenheid '{gevraagd}' bestaat niet; kies uit {', '.join(keuzes)}.{hint}")


AFRONDINGEN: Final[Mapping[str, Fraction]] = {
    **{str(naam): stap for naam, stap in EENHEDEN.items()},
    **{f"{procent.replace('.', ',')}%": Fraction(procent) / 100 for procent in ("1", "0.1", "0.01", "0.001")},
}
"""What published figures can be rounded to."""


def sluitregel(bereik: Bereik) -> Sluitregel:
    cel = een_cel(bereik, "sluitregel", f"een van {', '.join(SLUITREGELS)}")
    return STANDAARD_SLUITREGEL if cel is None else controleer_sluitregel(_keuze(cel, "sluitregel", SLUITREGELS))


def eenheid(bereik: Bereik) -> Munteenheid:
    cel = een_cel(bereik, "eenheid", f"een van {', '.join(EENHEDEN)}")
    if cel is None:
        return STANDAARD_EENHEID
    gevraagd = _keuze(cel, "eenheid", tuple(EENHEDEN))
    for naam in EENHEDEN:
        if naam == gevraagd:
            return naam
    raise OnbekendeEenheid(gevraagd, EENHEDEN)


def afronding(bereik: Bereik) -> Fraction | None:
    """On what published figures are rounded: a unit, or a part of a percent; None where the argument was left out."""
    verwacht = f"een van {', '.join(AFRONDINGEN)}"
    cel = een_cel(bereik, "eenheid", verwacht)
    if cel is None:
        return None
    if isinstance(cel, str):
        # In a cell that Excel shows as 0,01% stands a number.
        gevonden = AFRONDINGEN.get(_keuze(cel, "eenheid", tuple(AFRONDINGEN)).replace(".", ",").replace(" ", ""))
        if gevonden is None:
            raise OnbekendeEenheid(cel, AFRONDINGEN)
        return gevonden
    waarde = getal(cel, "eenheid")
    if waarde not in AFRONDINGEN.values():
        raise OnbruikbareCel("eenheid", cel, verwacht)
    return waarde


def _keuze(cel: Excelcel, naam: str, keuzes: Sequence[str]) -> str:
    if not isinstance(cel, str) or is_foutwaarde(cel):
        raise OnbruikbareCel(naam, cel, f"een van {', '.join(keuzes)}")
    return cel.strip().casefold()
