"""A named cell style of a workbook, for a cell that is written into it in place."""

from __future__ import annotations

from typing import Final, cast
from xml.dom import minidom

from templates.werkmap.werkmapdom import elementen, kinderen
from templates.werkmap.werkmapxml import Werkmap

GEEN: Final = ""
EIGENSCHAPPEN: Final = ("numFmtId", "fontId", "fillId", "borderId")


def stijl_index(werkmap: Werkmap, naam: str) -> str:
    """The index with which a cell takes the named style; nothing where the workbook does not have it.

    The style sheet is changed only where no cell carries the style yet.
    """
    stijlen = werkmap.van_soort(werkmap.werkboek, "styles")
    if not werkmap.heeft(stijlen):
        return GEEN
    boom = werkmap.boom_zonder_wijzigen(stijlen)
    nummer = next(
        (s.getAttribute("xfId") for s in elementen(boom, "cellStyle") if s.getAttribute("name") == naam), None
    )
    if nummer is None:
        return GEEN
    basis = _formats(boom, "cellStyleXfs")[int(nummer)]
    for plek, xf in enumerate(_formats(boom, "cellXfs")):
        if xf.getAttribute("xfId") == nummer and _same(xf, basis):
            return str(plek)
    boom = werkmap.boom(stijlen)
    basis = _formats(boom, "cellStyleXfs")[int(nummer)]
    lijst = elementen(boom, "cellXfs")[0]
    nieuw = cast(minidom.Element, basis.cloneNode(deep=True))
    nieuw.setAttribute("xfId", nummer)
    lijst.appendChild(nieuw)
    aantal = len(_formats(boom, "cellXfs"))
    lijst.setAttribute("count", str(aantal))
    return str(aantal - 1)


def _formats(boom: minidom.Document, lijst: str) -> list[minidom.Element]:
    return kinderen(elementen(boom, lijst)[0])


def _same(xf: minidom.Element, basis: minidom.Element) -> bool:
    """A cell format that looks as the named style does; one that was changed for a few cells is no use."""
    binnen = [[kind.toxml() for kind in kinderen(deel)] for deel in (xf, basis)]
    return binnen[0] == binnen[1] and all(xf.getAttribute(e) == basis.getAttribute(e) for e in EIGENSCHAPPEN)
