"""Arguments that are one of a few words: the closing rule and the unit."""

from __future__ import annotations

from collections.abc import Sequence

from calc.afronding import EENHEDEN, SLUITREGELS, controleer_sluitregel
from schemas.fouten import Gebruikersfout, bedoelde_u
from schemas.geldend import STANDAARD_EENHEID, STANDAARD_SLUITREGEL
from schemas.regio import Munteenheid, Sluitregel
from xladdin.grens.bereiken import een_cel
from xladdin.grens.cellen import Bereik, Cel, OnbruikbareCel, is_foutwaarde


class OnbekendeEenheid(Gebruikersfout):
    def __init__(self, gevraagd: str) -> None:
        hint = bedoelde_u(gevraagd, EENHEDEN)
        super().__init__(f"Eenheid '{gevraagd}' bestaat niet; kies uit {', '.join(EENHEDEN)}.{hint}")


def sluitregel(bereik: Bereik) -> Sluitregel:
    cel = een_cel(bereik, "sluitregel")
    return STANDAARD_SLUITREGEL if cel is None else controleer_sluitregel(_keuze(cel, "sluitregel", SLUITREGELS))


def eenheid(bereik: Bereik) -> Munteenheid:
    cel = een_cel(bereik, "eenheid")
    if cel is None:
        return STANDAARD_EENHEID
    gevraagd = _keuze(cel, "eenheid", tuple(EENHEDEN))
    for naam in EENHEDEN:
        if naam == gevraagd:
            return naam
    raise OnbekendeEenheid(gevraagd)


def _keuze(cel: Cel, naam: str, keuzes: Sequence[str]) -> str:
    if not isinstance(cel, str) or is_foutwaarde(cel):
        raise OnbruikbareCel(naam, cel, f"een van {', '.join(keuzes)}")
    return cel.strip().casefold()
