"""Charts of the workbooks: few colours, direct labels, a unit on the axis, a text for who cannot see them.

    teken(blad, 12, Grafiek("Bijdrage per jaar", "kolom", categorieen, reeksen, "euro per jaar", "Kolomgrafiek ..."))

A chart refers to cells of the same workbook. The figures that it shows are written into the chart as well, so that a
preview that does not recalculate draws it. Colours are those of Okabe and Ito, one of them darker, which colour-blind
people can tell apart; dark and light take turns, so that neighbours differ in a grey print. What comes after the sixth
is drawn as one rest. A figure of nothing has no label, and neither has a slice that is thinner than its label.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from fractions import Fraction
from typing import Any, Final

from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import OneCellAnchor
from openpyxl.xml.constants import DRAWING_NS
from openpyxl.xml.functions import SubElement, whitespace

from templates.werkmap.blad import Blad
from templates.werkmap.contrast import contrast
from templates.werkmap.grafiekvorm import (
    GRIJS,
    NUL,
    WIT,
    ZWART,
    Bereik,
    Grafiek,
    Reeks,
    Waarde,
    getal_van,
    getekend,
    vorm_van,
)
from templates.werkmap.vastleggen import als_getal

EIGEN: Final = "0072B2"
"""The participant itself, or this year."""
ANDERE: Final = "B8C0CA"
"""The region beside it, or the year before."""
KLEUREN: Final = ("0072B2", "E69F00", "009E73", "56B4E9", "A64900", "CC79A7")
"""At most six, dark and light in turn."""
REST: Final = GRIJS
"""All that has no colour of its own."""
PUNTEN_PER_CM: Final = 72 / 2.54
EMU_PER_CM: Final = 360_000
REGEL: Final = 15.0
"""Height in points of a row under a chart."""
STRREF, NUMREF = "strRef", "numRef"


class Tekening(ChartBase):
    """A chart of a sheet for openpyxl, which asks for its XML when it writes the workbook."""

    def __init__(self, grafiek: Grafiek) -> None:
        self._grafiek = grafiek

    def _write(self) -> Any:
        return _gevuld(self._grafiek)


class Anker(OneCellAnchor):
    """The place of a chart, which knows the name and the text that a screen reader speaks."""

    # openpyxl takes the parts of a class from its own body, not from what it inherits.
    __elements__ = OneCellAnchor.__elements__

    def __init__(self, naam: str, omschrijving: str) -> None:
        super().__init__()
        self.naam, self.omschrijving = naam, omschrijving

    def __setattr__(self, veld: str, waarde: Any) -> None:
        # openpyxl makes the frame only while writing, and gives it a name but no description.
        if veld == "graphicFrame" and waarde is not None:
            eigenschappen = waarde.nvGraphicFramePr.cNvPr
            eigenschappen.name, eigenschappen.descr = f"{self.naam} ({eigenschappen.id})", self.omschrijving
        super().__setattr__(veld, waarde)


def teken(blad: Blad, rij: int, grafiek: Grafiek, links: float = 0.0) -> None:
    """Put a chart with its upper left corner in a row, so many centimetres from the left."""
    tekening = Tekening(grafiek)
    anker = Anker(grafiek.titel, grafiek.omschrijving)
    kolom, over = 1, links
    while over > 0 and over >= breedte_cm(blad, kolom, kolom):
        over -= breedte_cm(blad, kolom, kolom)
        kolom += 1
    anker._from.row, anker._from.col, anker._from.colOff = rij - 1, kolom - 1, _emu(over)
    anker.ext.width, anker.ext.height = _emu(grafiek.breedte), _emu(grafiek.hoogte)
    # The type stubs know only the address of a cell here.
    tekening.anchor = anker  # type: ignore[assignment]
    blad.ws.add_chart(tekening)


def rijen_onder(hoogte: float) -> int:
    """How many rows a chart of so many centimetres lies over."""
    return -int(-hoogte * PUNTEN_PER_CM // REGEL)


def hoogte_met_bron(grafiek: Grafiek) -> float:
    """In points, with an empty row above it and its source below."""
    return REGEL * (rijen_onder(grafiek.hoogte) + 3)


def teken_met_bron(
    blad: Blad, rij: int, grafiek: Grafiek, bron: str, laatste_kolom: int, ernaast: Sequence[Grafiek] = ()
) -> int:
    """A chart over the width of the sheet, or a few beside each other, with their source below; returns the first free
    row.

    The rows under the chart get a height of their own, so that it ends where the source begins.
    """
    alle = (grafiek, *ernaast)
    rijen = max(rijen_onder(een.hoogte) for een in alle)
    for nummer in range(rij, rij + rijen):
        blad.hoogte(nummer, REGEL)
    links = 0.0
    for een in alle:
        teken(blad, rij, een, links)
        links += een.breedte
    return blad.noten(rij + rijen, laatste_kolom, [bron])


def eigen_en_rest(reeksen: Sequence[Sequence[Waarde]]) -> tuple[list[int], list[int]]:
    """Which series are drawn by themselves, in their order, and which together: those that come to least.

    One that would be a rest by itself is drawn by itself, in the colour of the rest.
    """
    plekken = list(range(len(reeksen)))
    if len(plekken) <= len(KLEUREN) + 1:
        return plekken, []
    grootte = [sum(map(abs, map(getal_van, cijfers)), NUL) for cijfers in reeksen]
    eigen = set(sorted(plekken, key=lambda plek: (-grootte[plek], plek))[: len(KLEUREN)])
    return [plek for plek in plekken if plek in eigen], [plek for plek in plekken if plek not in eigen]


def gekleurd(plek: int, naam: Bereik, cijfers: Bereik) -> Reeks:
    """The nth series of a stack; the one after the last colour is the rest."""
    kleur = KLEUREN[plek] if plek < len(KLEUREN) else REST
    return Reeks(naam, cijfers, kleur, labelkleur=letter_op(kleur))


def letter_op(kleur: str) -> str:
    """White on dark and black on light, whichever differs most as the eye sees it (WCAG)."""
    return max((WIT, ZWART), key=lambda letter: contrast(letter, kleur))


def _gevuld(grafiek: Grafiek) -> Any:
    """The chart as XML: openpyxl takes a thousand objects for one, so that it makes each look once."""
    boom = deepcopy(getekend(vorm_van(grafiek)))
    for tekst, titel in zip((grafiek.titel, grafiek.eenheid), boom.iter("title"), strict=True):
        _schrijf(next(titel.iter(f"{{{DRAWING_NS}}}t")), tekst)
    reeksen = (*grafiek.reeksen, *([grafiek.totaal] if grafiek.totaal else []))
    for reeks, plek in zip(reeksen, boom.iter("ser"), strict=True):
        plekken = [deel for deel in plek.iter() if deel.tag in (STRREF, NUMREF)]
        for bereik, verwijzing in zip((reeks.naam, grafiek.categorieen, reeks.cijfers), plekken, strict=True):
            _vul(verwijzing, bereik)
    return boom


def _vul(verwijzing: Any, bereik: Bereik) -> None:
    """A reference to cells, and what is in them; among figures a text has no place."""
    cellen, bewaard = verwijzing
    _schrijf(cellen, bereik.verwijzing)
    bewaard.find("ptCount").set("val", str(len(bereik.waarden)))
    for plek, waarde in enumerate(bereik.waarden):
        tekst = None if waarde is None else str(waarde)
        if verwijzing.tag == NUMREF:
            # A figure keeps the shortest notation, as in the cell.
            tekst = f"{float(als_getal(waarde)):.16g}" if isinstance(waarde, (int, Fraction)) else None
        if tekst is not None:
            punt = SubElement(bewaard, "pt", idx=str(plek))
            _schrijf(SubElement(punt, "v"), tekst)


def _schrijf(plek: Any, tekst: str) -> None:
    plek.text = tekst
    whitespace(plek)


def _emu(centimeters: float) -> int:
    return round(centimeters * EMU_PER_CM)


def breedte_cm(blad: Blad, eerste: int, laatste: int) -> float:
    """How wide columns are together, in centimetres, in the typeface of the templates."""
    return sum(blad.breedte(kolom) * 7 + 5 for kolom in range(eerste, laatste + 1)) / 96 * 2.54
