"""The door for COM: what xlwings' COM server loads and calls for each formula.

Nothing leaves it as an exception, because xlwings makes a text of that and SUM skips a text in a cell. A failure leaves
as a sentence behind a mark; the VBA module turns that into an error value and keeps the sentence for VW_LAATSTEFOUT().
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from math import isfinite
from typing import Any, Final

from xlwings import XlwingsError

import xladdin.functies  # noqa: F401 (fills the register)
from xladdin.functie import FUNCTIES, Beschrijving
from xladdin.grens import Blok, Excelcel, Uit

logger = logging.getLogger(__name__)

MERK: Final = "#VERDEELWIJZER-FOUT#"
"""What a failure begins with; the VBA module looks for it."""
EERSTE_FOUTWAARDE: Final = -2146828288
"""Excel hands over error value n of the list below as this number plus n."""
FOUTWAARDEN: Final = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!",
}  # fmt: skip
HOOGSTE_FOUTWAARDE: Final = 0xFFFF


class OnbruikbareUitkomst(Exception):
    """Our own mistake: a function gives what no cell can hold."""


def _deur(functie: Beschrijving) -> Callable[..., Blok]:
    @wraps(functie.functie)
    def deur(*argumenten: Any) -> Blok:
        try:
            return [[_cel(cel) for cel in rij] for rij in functie.functie(*map(_cellen, argumenten))]
        except XlwingsError as fout:
            zin = str(fout)
        except (Exception, SystemExit) as fout:
            logger.exception("%s failed", functie.python_naam)
            zin = (
                f"{functie.python_naam} is vastgelopen door een fout in Verdeelwijzer zelf ({type(fout).__name__}). "
                "Meld dit, met de formule en de uitkomst van VW_VERSIE()."
            )
        return [[MERK + " ".join(zin.split())]]

    return deur


def _cellen(waarde: Excelcel) -> Excelcel:
    """What xlwings hands over, with every error value as its text.

    xlwings knows the older ones; a newer one comes as a number, which would be counted as one.
    """
    if isinstance(waarde, list | tuple):
        return [_cellen(deel) for deel in waarde]
    if isinstance(waarde, int) and 0 <= waarde - EERSTE_FOUTWAARDE <= HOOGSTE_FOUTWAARDE:
        return FOUTWAARDEN.get(waarde - EERSTE_FOUTWAARDE, "#UNKNOWN!")
    return waarde


def _cel(cel: Uit) -> Uit:
    """A value that COM carries as it is: xlwings would empty a NaN, and a large int does not fit.

    Raises:
        OnbruikbareUitkomst: it is not finite, or would pass for a failure.
    """
    if isinstance(cel, str):
        if cel.startswith(MERK):
            raise OnbruikbareUitkomst(cel)
        return cel
    if isinstance(cel, bool):
        return cel
    if not isfinite(cel):
        raise OnbruikbareUitkomst(cel)
    return float(cel)


# xlwings finds a function as an attribute of the module.
globals().update({functie.python_naam: _deur(functie) for functie in FUNCTIES.values()})
