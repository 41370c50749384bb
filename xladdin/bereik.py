"""Checking a table that stands in a sheet, against the model of the input sheet that it is for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Final

from schemas.bladen import BLADEN, VORM
from schemas.fouten import Bevinding, Gebruikersfout, bedoelde_u
from schemas.geldend import Regio
from schemas.inhoud import JAAR
from schemas.invoer import Kop
from schemas.invoerblad import Bladvorm
from schemas.lezer import controleer_blad
from schemas.naamvorm import naamvorm
from schemas.tabel import getal_van
from schemas.werkboek import Celwaarde, Foutwaarde, Raster
from xladdin import grens
from xladdin.grens import Bereik, Excelcel
from xladdin.grens.bereiken import MEESTE_CELLEN
from xladdin.planmap import planmap

SOORTEN: Final = tuple(vorm.naam for vorm in BLADEN)
"""The sheets of an input, by name: what a range can be checked as."""


class OnbekendeSoort(Gebruikersfout):
    def __init__(self, gevraagd: str) -> None:
        super().__init__(
            f"soort: '{gevraagd}' is geen soort tabel; kies uit {', '.join(SOORTEN)}.{bedoelde_u(gevraagd, SOORTEN)}"
        )


def controleer_bereik(
    bereik: Bereik, soort: str, *, blad: str = "", linksboven: tuple[int, int] = (1, 1)
) -> tuple[Bevinding, ...]:
    """What is wrong with a range, as a table for one sheet of the input; faults first, in reading order.

    The years are those of the range itself, and the region is the one whose municipalities it names most.

    Args:
        bereik: rows of cells, with the header row.
        soort: the sheet that it is for.
        blad: the name of the sheet where it stands, for the findings.
        linksboven: row and column of its first cell there, counted from 1.
    Raises:
        OnbekendeSoort: no such sheet.
        Gebruikersfout: the range is empty, or larger than any table of figures.
    """
    vorm = next((een for naam, een in VORM.items() if naamvorm(naam) == naamvorm(soort)), None)
    if vorm is None:
        raise OnbekendeSoort(soort)
    tabel = grens.rijen(bereik)
    if not tabel:
        raise Gebruikersfout("bereik: alle cellen zijn leeg; kies de tabel met haar kopregel.")
    if len(tabel) * len(tabel[0]) > MEESTE_CELLEN:
        raise Gebruikersfout(f"bereik: meer dan {MEESTE_CELLEN} cellen; kies alleen de tabel met haar kopregel.")
    rij0, kolom0 = linksboven
    cellen = {
        (rij, kolom): waarde
        for rij, inhoud in enumerate(tabel, start=rij0)
        for kolom, cel in enumerate(inhoud, start=kolom0)
        if (waarde := _celwaarde(cel)) is not None
    }
    regio = _regio(cellen)
    raster = Raster(blad or vorm.naam, cellen, boven=rij0 - 1)
    gevonden = controleer_blad(raster, vorm, _kop(cellen, vorm, regio), regio).bevindingen
    return tuple(replace(een, waar=een.waar._replace(blad=blad)) for een in gevonden)


def _celwaarde(cel: Excelcel) -> Celwaarde:
    """A cell as the readers of files know it."""
    match cel:
        case None | "":
            return None
        case dt.datetime(hour=0, minute=0, second=0):
            return cel.date()
        case bool() | dt.date():
            return cel
        case dt.time():
            return f"{cel:%H:%M}"
        case float() if not isfinite(cel):
            return Foutwaarde("#GETAL!")
        case int() | float():
            exact = grens.getal(cel, "")
            return int(exact) if exact.denominator == 1 else getal_van(float(exact))
        case str() if grens.is_foutwaarde(cel):
            return Foutwaarde("gekoppeld gegevenstype" if cel.startswith(grens.GEKOPPELD) else cel.strip())
        case str():
            return cel
        case _:
            return Foutwaarde("#WAARDE!")


def _regio(cellen: Mapping[tuple[int, int], Celwaarde]) -> Regio:
    """The region that the cells name most, by itself or its municipalities; the first one where they name none."""
    teksten = {naamvorm(waarde) for waarde in cellen.values() if isinstance(waarde, str)}
    return max(planmap().regios(), key=lambda regio: len(teksten & _namen(regio)))


def _namen(regio: Regio) -> set[str]:
    return {naamvorm(regio.naam), naamvorm(regio.label), *regio.codes}


def _kop(cellen: Mapping[tuple[int, int], Celwaarde], vorm: Bladvorm, regio: Regio) -> Kop:
    """The years that the table is about: those in its header row, or else those in its columns of years."""
    titels = {naamvorm(kolom.titel): kolom for kolom in vorm.kolommen((), regio.bestand)}
    per_rij: dict[int, set[str]] = defaultdict(set)
    for (rij, _), waarde in cellen.items():
        per_rij[rij].update({naamvorm(waarde)} & titels.keys() if isinstance(waarde, str) else ())
    koprij = max(per_rij, key=lambda rij: (len(per_rij[rij]), -rij))
    boven = [int(str(waarde)) for (rij, _), waarde in cellen.items() if rij == koprij and _is_jaar(waarde)]
    if boven:
        return _jaren(regio, min(boven), max(boven))
    kolommen = {
        plek
        for (rij, plek), waarde in cellen.items()
        if rij == koprij and isinstance(waarde, str) and naamvorm(waarde) in titels
        if titels[naamvorm(waarde)].inhoud == JAAR
    }
    onder = [
        int(str(waarde))
        for (rij, plek), waarde in cellen.items()
        if rij > koprij and plek in kolommen and _is_jaar(waarde)
    ]
    if not onder:
        return _jaren(regio, grens.VOORBEELDJAAR, grens.VOORBEELDJAAR)
    # A count of one year is for the contribution of the next.
    return _jaren(regio, min(onder), max(onder) + 1)


def _is_jaar(waarde: Celwaarde) -> bool:
    return grens.is_jaar(grens.jaar_uit_tekst(waarde))


def _jaren(regio: Regio, eerste: int, laatste: int) -> Kop:
    return Kop(regio.naam, laatste, eerste, laatste, laatste, "voorlopig")
