"""The boundary with Excel: from cells to exact values and back; what is not what was asked for, is refused in Dutch.

Nothing is dropped or rounded in silence. A cell holds a double, of which Excel keeps and shows fifteen digits; those
fifteen are the number that is meant, so 2.7 is exactly 2.70 and a sum of cents is a whole number of cents.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import wraps
from math import isfinite
from typing import Any, Final, ParamSpec, TypeVar

from xlwings import XlwingsError

from calc.afronding import EENHEDEN, SLUITREGELS, controleer_sluitregel, naar_bedrag
from calc.regio import STANDAARD_EENHEID, STANDAARD_SLUITREGEL
from schemas.fouten import Gebruikersfout, bedoelde_u
from schemas.regio import RATO, Munteenheid, Sluitregel

Cel = Any
"""What Excel hands over for one cell: float, text, bool, date or nothing."""
Uit = str | float
"""What goes back into one cell."""
Bereik = Any
"""One cell, one row or column of cells, or rows of cells."""

CIJFERS: Final = 15
JAREN: Final = range(1900, 2200)
KOPWOORDEN: Final = frozenset(
    ("gemeente", "gemeenten", "gemeentenaam", "gemeentecode", "deelnemer", "deelnemers", "naam")
)

P = ParamSpec("P")
T = TypeVar("T")


class OnbruikbareCel(Gebruikersfout):
    """One cell that is not what the argument asks for."""

    def __init__(self, plek: str, waarde: Cel, verwacht: str, hint: str = "") -> None:
        super().__init__(f"{plek}: {_noem(waarde)}; verwacht: {verwacht}.{hint}")


class TeGrootVoorExcel(Gebruikersfout):
    def __init__(self) -> None:
        super().__init__(
            "Een uitkomst heeft meer dan 15 cijfers; Excel kan die niet tot op de eenheid tonen. Kies eenheid euro."
        )


class OnbekendeEenheid(Gebruikersfout):
    def __init__(self, gevraagd: str) -> None:
        hint = bedoelde_u(gevraagd, EENHEDEN)
        super().__init__(f"Eenheid '{gevraagd}' bestaat niet; kies uit {', '.join(EENHEDEN)}.{hint}")


def deur(functie: Callable[P, T]) -> Callable[P, T]:
    """A function at the door: a user error leaves as the sentence that Excel shows.

    The annotations stay behind, because xlwings takes each of them for a converter.
    """

    @wraps(functie)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return functie(*args, **kwargs)
        except Gebruikersfout as fout:
            raise XlwingsError(str(fout)) from None

    wrapper.__annotations__ = {}
    return wrapper


def _noem(waarde: Cel) -> str:
    """What stands in a cell, in words."""
    if _leeg(waarde):
        return "een lege cel"
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, dt.date | dt.datetime):
        return f"een datum ({waarde:%d-%m-%Y})"
    if _is_foutwaarde(waarde):
        return f"foutwaarde {waarde.strip()}"
    if isinstance(waarde, float):
        return f"'{waarde:.{CIJFERS}g}'".replace(".", ",")
    return f"'{waarde}'"


def _leeg(waarde: Cel) -> bool:
    return waarde is None or (isinstance(waarde, str) and not waarde.strip())


def _is_foutwaarde(waarde: Cel) -> bool:
    return isinstance(waarde, str) and waarde.strip().startswith("#")


def rijen(bereik: Bereik) -> list[list[Cel]]:
    """A range as rows of equal length, without the empty rows and columns at its end.

    Excel gives one cell bare and, when not asked for two dimensions, one row or column as a plain list: that becomes
    a row.
    """
    if not isinstance(bereik, list | tuple):
        tabel = [[bereik]]
    elif bereik and not any(isinstance(rij, list | tuple) for rij in bereik):
        tabel = [list(bereik)]
    else:
        tabel = [list(rij) if isinstance(rij, list | tuple) else [rij] for rij in bereik]
    while tabel and all(_leeg(cel) for cel in tabel[-1]):
        tabel.pop()
    breedte = max((plek for rij in tabel for plek, cel in enumerate(rij, start=1) if not _leeg(cel)), default=0)
    return [(rij + [None] * breedte)[:breedte] for rij in tabel]


def reeks(bereik: Bereik, naam: str) -> list[Cel]:
    """A range of one column or one row, as a list.

    Raises:
        Gebruikersfout: it is empty, or wider and higher than one.
    """
    tabel = rijen(bereik)
    if not tabel:
        raise Gebruikersfout(f"{naam}: het bereik is leeg; kies de cellen met de gegevens.")
    if len(tabel) == 1:
        return tabel[0]
    if len(tabel[0]) > 1:
        raise Gebruikersfout(
            f"{naam}: {len(tabel)} rijen en {len(tabel[0])} kolommen; verwacht: één kolom (of één rij)."
        )
    return [rij[0] for rij in tabel]


def getal(cel: Cel, plek: str) -> Fraction:
    """An exact number from one cell.

    Raises:
        OnbruikbareCel: anything that is not a number; a number typed as text is not one.
    """
    if isinstance(cel, str) and any(teken.isdigit() for teken in cel) and not _is_foutwaarde(cel):
        raise OnbruikbareCel(plek, cel, "getal", " Dit staat als tekst in de cel: maak er een getal van.")
    if isinstance(cel, bool) or not isinstance(cel, int | float | Decimal):
        raise OnbruikbareCel(plek, cel, "getal")
    if isinstance(cel, float):
        if not isfinite(cel):
            raise OnbruikbareCel(plek, "#GETAL!", "getal")
        return Fraction(f"{cel:.{CIJFERS}g}")
    return Fraction(cel)


def gewicht(cel: Cel, plek: str) -> Fraction:
    """An exact number of 0 or more."""
    waarde = getal(cel, plek)
    if waarde < 0:
        raise OnbruikbareCel(plek, cel, "getal van 0 of meer")
    return waarde


def gewichten(bereik: Bereik, naam: str) -> list[Fraction]:
    return [gewicht(cel, f"{naam}, cel {plek}") for plek, cel in enumerate(reeks(bereik, naam), start=1)]


def bedrag(bereik: Bereik, naam: str) -> Fraction:
    """One amount in euros."""
    cellen = reeks(bereik, naam)
    if len(cellen) > 1:
        raise Gebruikersfout(f"{naam}: {len(cellen)} cellen; verwacht: één bedrag.")
    return getal(cellen[0], naam)


def sluitregel(cel: Cel) -> Sluitregel:
    return STANDAARD_SLUITREGEL if _leeg(cel) else controleer_sluitregel(_keuze(cel, "sluitregel", SLUITREGELS))


def eenheid(cel: Cel) -> Munteenheid:
    if _leeg(cel):
        return STANDAARD_EENHEID
    gevraagd = _keuze(cel, "eenheid", tuple(EENHEDEN))
    for naam in EENHEDEN:
        if naam == gevraagd:
            return naam
    raise OnbekendeEenheid(gevraagd)


def _keuze(cel: Cel, naam: str, keuzes: Sequence[str]) -> str:
    if not isinstance(cel, str) or _is_foutwaarde(cel):
        raise OnbruikbareCel(naam, cel, f"een van {', '.join(keuzes)}")
    return cel.strip().casefold()


def is_kop(cel: Cel) -> bool:
    """Whether a cell can head a column of numbers: a text with a letter in it."""
    return isinstance(cel, str) and not _is_foutwaarde(cel) and any(teken.isalpha() for teken in cel)


def kop(cel: Cel, plek: str) -> str:
    """The heading of one column: a text, or a year."""
    if is_jaar(cel):
        return str(int(cel))
    if not isinstance(cel, str) or _leeg(cel) or _is_foutwaarde(cel):
        raise OnbruikbareCel(plek, cel, "een kop (tekst of jaartal)")
    return cel.strip()


def is_jaar(cel: Cel) -> bool:
    return isinstance(cel, int | float) and not isinstance(cel, bool) and cel in JAREN


def koppen(cellen: Sequence[Cel], naam: str) -> list[str]:
    """The header row of a range; no heading twice."""
    gevonden = [kop(cel, f"{naam}, kop {plek}") for plek, cel in enumerate(cellen, start=1)]
    _geen_dubbele(gevonden, naam)
    return gevonden


def _geen_dubbele(namen: Sequence[str], naam: str) -> None:
    gezien: set[str] = set()
    for plek, tekst in enumerate(namen, start=1):
        if tekst.casefold() in gezien:
            raise Gebruikersfout(f"{naam}, cel {plek}: '{tekst}' staat er twee keer; elke naam mag één keer voorkomen.")
        gezien.add(tekst.casefold())


def gemeenten(bereik: Bereik, aantal: int, kop_erboven: str = "") -> list[str]:
    """The names of the participants, one for each of `aantal` rows of figures.

    The header above the names may be part of the range where the figures have theirs (`kop_erboven`), but only a known
    word passes for one: else a name would be lost without a word.
    """
    cellen = reeks(bereik, "gemeenten")
    eerste = cellen[0].strip().casefold() if isinstance(cellen[0], str) else ""
    if kop_erboven and len(cellen) == aantal + 1 and eerste in KOPWOORDEN:
        cellen = cellen[1:]
    if len(cellen) != aantal:
        cijfers = "1 rij" if aantal == 1 else f"{aantal} rijen"
        onder = f" onder de kop '{kop_erboven}'" if kop_erboven else ""
        raise Gebruikersfout(
            f"gemeenten heeft {len(cellen)} cellen en de cijfers hebben {cijfers}{onder}; verwacht: evenveel. "
            f"Kies bij beide dezelfde rijen, zonder lege cellen en zonder de rij Totaal."
        )
    namen = []
    for plek, cel in enumerate(cellen, start=1):
        if not isinstance(cel, str) or _leeg(cel) or _is_foutwaarde(cel):
            raise OnbruikbareCel(f"gemeenten, cel {plek}", cel, "de naam van een gemeente")
        if cel.strip().casefold() == "totaal":
            raise Gebruikersfout(
                f"gemeenten, cel {plek}: 'Totaal' is geen gemeente; laat de totaalrij buiten het bereik."
            )
        namen.append(cel.strip())
    _geen_dubbele(namen, "gemeenten")
    return namen


def maatstaf(bereik: Bereik) -> tuple[str, list[Fraction]]:
    """One maatstaf: its header (empty where the range has none) and its values."""
    cellen = reeks(bereik, "maatstaf")
    titel = cellen[0].strip() if len(cellen) > 1 and is_kop(cellen[0]) else ""
    begin = 1 if titel else 0
    return titel, [gewicht(cel, f"maatstaf, cel {plek}") for plek, cel in enumerate(cellen[begin:], start=begin + 1)]


def maatstaven(bereik: Bereik) -> dict[str, list[Fraction]]:
    """Several maatstaven by the names in their header row."""
    tabel = rijen(bereik)
    if len(tabel) < 2:
        raise Gebruikersfout("maatstaven: verwacht: een kopregel met namen en daaronder een rij per gemeente.")
    namen = koppen(tabel[0], "maatstaven")
    for naam in namen:
        if naam.casefold() == RATO:
            raise Gebruikersfout("maatstaven: 'rato' is het gelijke deel en heeft geen cijfers; laat die kolom weg.")
    return {
        naam: [
            gewicht(rij[kolom], f"maatstaven, rij {nummer}, {naam}") for nummer, rij in enumerate(tabel[1:], start=2)
        ]
        for kolom, naam in enumerate(namen)
    }


def sleutel(bereik: Bereik, bekend: Sequence[str]) -> dict[str, Fraction]:
    """The weights of a key, in its order, by the names of the maatstaven as `bekend` spells them (and `rato`).

    Raises:
        Gebruikersfout: a weight without a maatstaf, a maatstaf without a weight, or weights that are together nothing.
    """
    tabel = rijen(bereik)
    if len(tabel) != 2:
        raise Gebruikersfout(
            "gewichten: verwacht: twee rijen, boven de namen (zoals rato of jongeren) en daaronder de gewichten."
        )
    namen = {naam.casefold(): naam for naam in (RATO, *bekend)}
    delen: dict[str, Fraction] = {}
    for gevraagd, cel in zip(koppen(tabel[0], "gewichten"), tabel[1], strict=True):
        if gevraagd.casefold() not in namen:
            raise Gebruikersfout(
                f"gewichten: '{gevraagd}' is geen kolom van maatstaven.{bedoelde_u(gevraagd, namen.values())} "
                f"Bekend zijn: {', '.join(namen.values())}."
            )
        delen[namen[gevraagd.casefold()]] = gewicht(cel, f"gewichten, {gevraagd}")
    for naam in bekend:
        if naam not in delen:
            raise Gebruikersfout(f"gewichten: '{naam}' heeft geen gewicht; geef 0 als de maatstaf niet meetelt.")
    if not any(delen.values()):
        raise Gebruikersfout("gewichten: de gewichten zijn samen nul; geef ten minste één gewicht boven nul.")
    return delen


def bedragen(bereik: Bereik) -> dict[str, Fraction]:
    """Amounts in euros by the title of their column: a row or column of amounts, or a header row (years) above them."""
    tabel = rijen(bereik)
    smal = len(tabel) == 2 and len(tabel[0]) == 1
    if smal and is_jaar(tabel[0][0]):
        raise Gebruikersfout(
            f"bedragen: is {tabel[0][0]:.0f} een jaartal of een bedrag? Kies alleen het bedrag, "
            f"of zet twee bedragen naast elkaar onder hun jaartal."
        )
    if len(tabel) == 2 and (not smal or is_kop(tabel[0][0])):
        titels = [f"Bijdrage {titel}" for titel in koppen(tabel[0], "bedragen")]
        cellen = tabel[1]
    else:
        cellen = reeks(bereik, "bedragen")
        titels = ["Bijdrage"] if len(cellen) == 1 else [f"Bijdrage {plek}" for plek in range(1, len(cellen) + 1)]
    return {
        titel: getal(cel, f"bedragen, {titel.removeprefix('Bijdrage ')}")
        for titel, cel in zip(titels, cellen, strict=True)
    }


def bedrag_uit(eenheden: int | Fraction, munteenheid: Munteenheid) -> float:
    """Units as euros; fifteen digits are what Excel shows.

    Raises:
        TeGrootVoorExcel: more digits than that.
    """
    if abs(Fraction(eenheden)) >= 10**CIJFERS:
        raise TeGrootVoorExcel
    return float(naar_bedrag(eenheden, munteenheid))
