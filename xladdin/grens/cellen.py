"""One cell: what it holds, in words for whoever must mend it and exact for who calculates with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any, Final

from calc.tabellen.aansluiting.reeksen import JAREN
from schemas.fouten import Gebruikersfout
from schemas.getal import CIJFERS, TE_GROOT, DubbelzinnigGetal, GeenGetal, lees_cel
from schemas.inhoud import HOEVEELHEID
from schemas.onschadelijk import voor_terminal
from schemas.tabel import is_leeg

Excelcel = Any
"""What Excel hands over for one cell: float, text, bool, date or nothing."""
Bereik = Any
"""One cell, one row or column of cells, or rows of cells."""
SCHALEN: Final = (1, 100, 1_000_000)
HOOGSTE_GESCHAALD: Final = 10.0**CIJFERS / SCHALEN[-1]
GETALLEN: Final = frozenset((int, float))
GEKOPPELD: Final = "__xlwings_not_an_object_handle__"
"""What xlwings hands over for a cell with a linked data type, such as Aandelen."""
LANGST: Final = 60
"""Of a text from a cell that a sentence repeats."""
VIER_CIJFERS: Final = re.compile(r"\s*[0-9]{4}\s*")
VOORBEELDJAAR: Final = 2021
EEN_JAAR: Final = f"een jaartal, zoals {VOORBEELDJAAR}"


class OnbruikbareCel(Gebruikersfout):
    """One cell that is not what the argument asks for."""

    def __init__(self, plek: str, waarde: Excelcel, verwacht: str, hint: str = "") -> None:
        super().__init__(f"{plek}: {noem(waarde)}", f"{verwacht}.{hint}")


def noem(waarde: Excelcel) -> str:
    """What stands in a cell, in words."""
    if is_leeg(waarde):
        return "een lege cel"
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, dt.date | dt.datetime):
        return f"een datum ({waarde:%d-%m-%Y})"
    if isinstance(waarde, dt.time):
        return f"een tijd ({waarde:%H:%M})"
    if isinstance(waarde, str) and waarde.startswith(GEKOPPELD):
        return "een gekoppeld gegevenstype"
    if is_foutwaarde(waarde):
        return f"foutwaarde {waarde.strip()}"
    if isinstance(waarde, float) and not isfinite(waarde):
        return "foutwaarde #GETAL!"
    if isinstance(waarde, float):
        return f"'{uitgeschreven(waarde)}'"
    tekst = voor_terminal(str(waarde).strip(), LANGST)
    return f"'{tekst}'"


def uitgeschreven(waarde: Fraction | float) -> str:
    """A number as a Dutch Excel shows it in full."""
    return f"{float(waarde):.{CIJFERS}g}".replace(".", ",")


def is_foutwaarde(waarde: Excelcel) -> bool:
    """Whether a cell holds what no function can take for a text: an error, or a linked data type."""
    return isinstance(waarde, str) and waarde.strip().startswith(("#", GEKOPPELD))


def getal(cel: Excelcel, plek: str) -> Fraction:
    """An exact number from one cell.

    Raises:
        OnbruikbareCel: anything that is not a number; a number typed as text is not one.
    """
    if isinstance(cel, str) and any(teken.isdigit() for teken in cel) and not is_foutwaarde(cel):
        raise OnbruikbareCel(plek, cel, "getal", " Dit staat als tekst in de cel: maak er een getal van.")
    if isinstance(cel, bool) or not isinstance(cel, int | float | Decimal):
        raise OnbruikbareCel(plek, cel, "getal")
    if isinstance(cel, float):
        if not isfinite(cel):
            raise OnbruikbareCel(plek, cel, "getal")
        return _exact(cel)
    return Fraction(cel)


def _exact(cel: float) -> Fraction:
    """The fifteen digits of a double.

    A decimal of fewer than sixteen digits is the only one of that length for its double. So where a number with few
    decimals has this double, it is the one; that is found sooner than by writing and reading the digits.
    """
    if -HOOGSTE_GESCHAALD < cel < HOOGSTE_GESCHAALD:
        for schaal in SCHALEN:
            heel = round(cel * schaal)
            if heel / schaal == cel:
                return Fraction(heel, schaal) if schaal > 1 else Fraction(heel)
    return Fraction(f"{cel:.{CIJFERS}g}")


def gewicht(cel: Excelcel, plek: str) -> Fraction:
    """An exact number of 0 or more."""
    waarde = getal(cel, plek)
    if waarde.numerator < 0:
        raise OnbruikbareCel(plek, cel, HOEVEELHEID.verwacht)
    return waarde


def als_tekst(cel: Excelcel, plek: str, verwacht: str) -> str:
    if not isinstance(cel, str) or is_leeg(cel) or is_foutwaarde(cel):
        raise OnbruikbareCel(plek, cel, verwacht)
    return cel.strip()


def gewichten_van(cellen: Sequence[Excelcel], plek: Callable[[int], str]) -> list[Fraction | int]:
    """Exact numbers of 0 or more; `plek` names the cell of that place in the list."""
    # Whole numbers as such, where all of them are: they are quicker to calculate with. What is no number at all, or not
    # finite, is none either.
    if GETALLEN.issuperset(map(type, cellen)) and all(0 <= cel < TE_GROOT and cel == int(cel) for cel in cellen):
        return [int(cel) for cel in cellen]
    return [gewicht(cel, plek(nummer)) for nummer, cel in enumerate(cellen)]


def is_kop(cel: Excelcel) -> bool:
    """Whether a cell can head a column of numbers: a text with a letter in it."""
    return isinstance(cel, str) and not is_foutwaarde(cel) and any(teken.isalpha() for teken in cel)


def kop(cel: Excelcel, plek: str) -> str:
    """The heading of one column: a text, or a year."""
    if is_jaar(cel):
        return str(int(cel))
    if not isinstance(cel, str) or is_leeg(cel) or is_foutwaarde(cel):
        raise OnbruikbareCel(plek, cel, "een kop (tekst of jaartal)")
    return cel.strip()


def is_jaar(cel: Excelcel) -> bool:
    # Whether a float is in a range, Python finds out by going through all of it.
    return type(cel) in GETALLEN and JAREN.start <= cel < JAREN.stop and cel == int(cel)


def jaar_uit_tekst(cel: Excelcel) -> Excelcel:
    """The head of a table in Excel is always text, so a year there is "2021"."""
    return int(cel) if isinstance(cel, str) and VIER_CIJFERS.fullmatch(cel) and int(cel) in JAREN else cel


def jaartal(cel: Excelcel, plek: str) -> int:
    """A year: a whole number from 1900 to 2199, or the text that Excel makes of it in the head of a table."""
    jaar = jaar_uit_tekst(cel)
    if not is_jaar(jaar):
        raise OnbruikbareCel(plek, cel, EEN_JAAR)
    return int(jaar)


def cijfer_of_tekst(cel: Excelcel, plek: str) -> Fraction | str | None:
    """A figure, a text such as PM, or nothing; a number that was typed as text is neither, and is refused."""
    if is_leeg(cel):
        return None
    cel = jaar_uit_tekst(cel)
    if isinstance(cel, str) and not is_foutwaarde(cel) and not _is_getaltekst(cel):
        return cel.strip()
    return getal(cel, plek)


def _is_getaltekst(tekst: str) -> bool:
    try:
        lees_cel(tekst)
    except GeenGetal as fout:
        return isinstance(fout, DubbelzinnigGetal)
    return True
