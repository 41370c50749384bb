"""A range as Excel sends it: rows of plain values of equal length, cut to what is filled."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import from_excel

from xladdin.grens.bereiken import MEESTE_CELLEN, gevuld
from xladdin.server.afwijzing import Afwijzing

GROOTST: Final = 1e308
"""Nearly what a double can hold; Excel itself stops a little earlier."""
FOUTWAARDE: Final = "#VALUE!"
"""What an error cell says when Excel sends no text with it."""
_GEWOON: Final = frozenset((str, float, bool, type(None)))


def rechthoek(arg: Any, naam: str) -> list[list[Any]] | None:
    """A range as rows of equal length; a single cell is one too."""
    if arg is None:
        return None
    if not isinstance(arg, list):
        arg = [[arg]]
    rijen: list[list[Any]] = arg if all(isinstance(rij, list) for rij in arg) else [arg]
    breedte = len(rijen[0]) if rijen else 0
    if not breedte or any(len(rij) != breedte for rij in rijen):
        raise Afwijzing(400, f"{naam}: dit is geen bereik van rijen en kolommen; kies cellen in een blad.")
    # What is far beyond the filled part is not even converted; enough of it stays to tell that more was chosen than is
    # filled.
    hoog, breed = gevuld(rijen)
    rijen = rijen[: 2 * hoog + 1]
    if 2 * breed + 1 < len(rijen[0]):
        rijen = [rij[: 2 * breed + 1] for rij in rijen]
    if hoog * breed > MEESTE_CELLEN:
        cellen = f"{MEESTE_CELLEN:,}".replace(",", ".")
        raise Afwijzing(400, f"{naam}: meer dan {cellen} gevulde cellen; kies een kleiner bereik.")
    if not hoog:
        # xlwings takes a bare nothing for an argument that was left out.
        return [[""]]
    return [[_cel(cel, naam) for cel in rij] for rij in rijen]


def _cel(cel: Any, naam: str) -> Any:
    """One cell: a plain value, or one of the objects in which Excel wraps errors and numbers with a format."""
    if isinstance(cel, float | int) and not isinstance(cel, bool):
        if not -GROOTST <= cel <= GROOTST:
            raise Afwijzing(400, f"{naam}: een van de cellen bevat een getal dat te groot is voor Excel.")
        return cel
    if cel.__class__ in _GEWOON:
        return cel
    if isinstance(cel, dict):
        soort, waarde = cel.get("type"), cel.get("basicValue")
        if isinstance(waarde, float | int) and _is_datum(cel.get("numberFormat")):
            return _als_datum(waarde, naam)
        if isinstance(soort, str) and (waarde is not None or soort == "Error") and not isinstance(waarde, dict | list):
            return {"type": soort, "basicValue": FOUTWAARDE if waarde is None else _cel(waarde, naam)}
    raise Afwijzing(
        400,
        f"{naam}: een van de cellen bevat een gegevenstype, zoals een plaatje of een aandeel; "
        "zet er een gewone waarde in.",
    )


def _is_datum(opmaak: Any) -> bool:
    """Whether Excel shows a number as a date or a time; `Standaard` is what a Dutch Excel calls no format at all."""
    return isinstance(opmaak, str) and opmaak.casefold() != "standaard" and bool(is_date_format(opmaak))


def _als_datum(waarde: float, naam: str) -> Any:
    try:
        return from_excel(waarde)
    except (OverflowError, ValueError):
        raise Afwijzing(400, f"{naam}: een van de cellen bevat een datum die er niet is.") from None
