"""A sheet of a filled workbook as XML: every formula with its value.

openpyxl writes a formula without its value, so a reader that does not recalculate shows nothing. The rows are written
here, with the values; all else of a sheet is openpyxl's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from html import escape
from typing import Any, Final

from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from schemas.ooxml.eenmaal import Vaststuk
from templates.werkmap.binnenschrijver import MERK, Bladinhoud, Vastblad, maak_vast
from templates.werkmap.binnenwerk import cellen, heeft_beelden, rauw, rijkenmerken

Celwaarde = Fraction | Decimal | int | float | str | bool
Bladwaarden = Mapping[str, Celwaarde]
Stijlnummers = dict[int, str]
"""Per style array, by its identity, the attribute of a cell: most cells share a few arrays."""
Rijmaten = dict[tuple[object, ...], str]
"""Per set of what is said of a row its attributes: most rows have those of another."""


Stijlnummer = Callable[[Any], str]

_tekst: Final = partial(escape, quote=False)
"""Between tags a quotation mark stands for itself."""


def _nummer(cel: Any) -> str:
    """A style gets its number in the workbook where it is first met."""
    return f' s="{cel.style_id}"'


class OntbrekendeWaarde(Exception):
    """A formula cell without a value: a fault of ours, never of a user."""


def bladinhoud(
    ws: Worksheet, waarden: Bladwaarden, stijlen: Stijlnummers, bekend: Rijmaten, nummer: Stijlnummer = _nummer
) -> Bladinhoud:
    """The rows of a sheet; its links and notes are collected on the way, as openpyxl's own writer does.

    Args:
        waarden: the value of every formula cell.
        stijlen, bekend: kept for all sheets of a workbook.
        nummer: says the style of a cell.
    Raises:
        OntbrekendeWaarde: a formula cell has no value, or a value has no formula cell.
    """
    nog = set(waarden)
    uit: list[str] = []
    koppelingen: list[Hyperlink] = []
    notities: list[Cell] = []
    for rij, rijcellen in _per_rij(ws):
        maten = ws.row_dimensions.get(rij)
        uit.append(f'<row r="{rij}"{"" if maten is None else _maten(maten, bekend)}>')
        for cel in rijcellen:
            waarde, soort, vorm, notitie, koppeling = rauw(cel)
            if notitie:
                notities.append(cel)
            if koppeling:
                koppelingen.append(koppeling)
            # The arrays live as long as the cells that share them, so an identity is not used twice.
            stijl = stijlen.get(id(vorm))
            if stijl is None:
                stijl = stijlen[id(vorm)] = nummer(cel) if cel.has_style else ""
            if waarde is not None or stijl:
                plaats = f"{get_column_letter(cel.column)}{rij}"
                uit.append(f'<c r="{plaats}"{stijl}{_inhoud(cel, waarde, soort, plaats, waarden, nog)}')
        uit.append("</row>")
    if nog:
        raise OntbrekendeWaarde(f"{ws.title}: waarde zonder formule: {sorted(nog)[:5]}")
    return Bladinhoud(Vaststuk("".join(uit).encode()), koppelingen, notities)


def leg_blad_vast(ws: Worksheet, waarden: Bladwaarden) -> Vastblad | None:
    """A sheet whose rows are written once for many workbooks; nothing where it has links, notes or pictures, that each
    workbook writes by itself. A style has another number in another workbook, so its place is left open.
    """
    vormen: list[StyleArray] = []

    def merk(cel: Any) -> str:
        vormen.append(rauw(cel)[2])
        return f"{MERK}{len(vormen) - 1}{MERK}"

    inhoud = bladinhoud(ws, waarden, {}, {}, merk)
    if inhoud.koppelingen or inhoud.notities or heeft_beelden(ws):
        return None
    return maak_vast(ws, inhoud, vormen)


def _per_rij(ws: Any) -> Iterator[tuple[int, list[Any]]]:
    """The cells of every row, and the rows that only have a look."""
    rijen: dict[int, list[Any]] = defaultdict(list)
    alle = cellen(ws)
    for plek in sorted(alle):
        rijen[plek[0]].append(alle[plek])
    for rij in ws.row_dimensions.keys() - rijen.keys():
        rijen[rij] = []
    yield from sorted(rijen.items())


def _maten(maten: Any, bekend: Rijmaten) -> str:
    """The attributes of a row."""
    kenmerken = rijkenmerken(maten)
    if kenmerken is None:
        return "".join(f' {naam}="{escape(waarde)}"' for naam, waarde in maten)
    if kenmerken not in bekend:
        bekend[kenmerken] = "".join(f' {naam}="{escape(waarde)}"' for naam, waarde in maten)
    return bekend[kenmerken]


def _inhoud(cel: Any, waarde: Any, soort: str, plaats: str, waarden: Bladwaarden, nog: set[str]) -> str:
    """A cell from its type on: ` t="str"><v>...</v></c>`."""
    if waarde is None or waarde == "":
        return "/>"
    if soort == "f":
        if plaats not in waarden or not isinstance(waarde, str):
            raise OntbrekendeWaarde(f"{cel.parent.title}!{plaats}: formule zonder waarde")
        nog.discard(plaats)
        uitkomst, tekst = als_xml(waarden[plaats])
        return f"{uitkomst}><f>{_tekst(waarde[1:])}</f><v>{tekst}</v></c>"
    if soort == "s":
        tekst = str(waarde)
        bewaar = ' xml:space="preserve"' if tekst != tekst.strip() else ""
        return f' t="inlineStr"><is><t{bewaar}>{_tekst(tekst)}</t></is></c>'
    if soort == "d":
        getal: float = to_excel(waarde, cel.parent.parent.epoch)  # type: ignore[no-untyped-call]
        return f"><v>{als_getal(getal)}</v></c>"
    if soort == "e":
        return f' t="e"><v>{_tekst(str(waarde))}</v></c>'
    uitkomst, tekst = als_xml(waarde)
    return f"{uitkomst}><v>{tekst}</v></c>"


def als_xml(waarde: Celwaarde) -> tuple[str, str]:
    """Attribute for the type and text of a cell value."""
    if isinstance(waarde, bool):
        return ' t="b"', "1" if waarde else "0"
    if isinstance(waarde, str):
        return ' t="str"', _tekst(waarde)
    return "", als_getal(waarde)


def als_getal(waarde: Fraction | Decimal | int | float) -> str:
    """The nearest double, in the fewest digits that give it back; whole numbers without a point."""
    getal = float(waarde)
    return str(int(getal)) if getal.is_integer() and abs(getal) < 1e15 else repr(getal)
