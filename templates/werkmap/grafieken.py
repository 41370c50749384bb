"""Charts of the workbooks: few colours, direct labels, a unit on the axis, a text for who cannot see them.

    teken(blad, 12, Grafiek("Bijdrage per jaar", "kolom", categorieen, reeksen, "euro per jaar", "Kolomgrafiek ..."))

A chart refers to cells of the same workbook. The figures that it shows are written into the chart as well, so that a
preview that does not recalculate draws it. Colours are those of Okabe and Ito, one of them darker, which colour-blind
people can tell apart; dark and light take turns, so that neighbours differ in a grey print. What comes after the sixth
is drawn as one rest. A figure of nothing has no label, and neither has a slice that is thinner than its label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumFmt,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend, LegendEntry
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.descriptors import Typed
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import OneCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from templates.werkmap.boek import Blad
from templates.werkmap.contrast import contrast
from templates.werkmap.stijlen import LETTER, nederlands
from templates.werkmap.vastleggen import als_getal

Soort = Literal["staaf", "kolom", "gestapeld"]
Waarde = Fraction | int | str | None

EIGEN: Final = "0072B2"
"""The participant itself, or this year."""
ANDERE: Final = "B8C0CA"
"""The region beside it, or the year before."""
KLEUREN: Final = ("0072B2", "E69F00", "009E73", "56B4E9", "A64900", "CC79A7")
"""At most six, dark and light in turn."""
DONKER: Final = "1F3A5F"
GRIJS: Final = "4A5565"
REST: Final = GRIJS
"""All that has no colour of its own."""
LIJN: Final = "B8C0CA"
WIT, ZWART = "FFFFFF", "000000"
BREED: Final = 17.0
HOOG: Final = 7.5
PUNTEN_PER_CM: Final = 72 / 2.54
EMU_PER_CM: Final = 360_000
REGEL: Final = 15.0
"""Height in points of a row under a chart."""
NUL: Final = Fraction(0)
LABELHOOGTE: Final = 0.46
"""Centimetres that a slice must have for its label, with the room that an axis leaves above it."""
OM_DE_STAVEN: Final = 3.0
"""Centimetres of title, axis and the first line of the legend together."""
PER_LEGENDAREGEL: Final = 4
LEGENDAREGEL: Final = 0.5
RESTNAAM: Final = "Overige"
LETTERMAAT: Final = 10
"""In points, as on the sheet around it: what shrinks with a page stays as large as that."""


@dataclass(frozen=True)
class Bereik:
    """Cells from any sheet (`'Meerjarig'!$C$6:$G$6`) and what is in them."""

    verwijzing: str
    waarden: tuple[Waarde, ...]


@dataclass(frozen=True)
class Reeks:
    """One row of bars; `naam` is the cell that names it."""

    naam: Bereik
    cijfers: Bereik
    kleur: str
    labels: bool = True
    labelkleur: str = ""
    """White on a dark bar; where empty the label stands outside and is dark."""


@dataclass(frozen=True)
class Grafiek:
    """`staaf` lies, `kolom` stands, `gestapeld` stands on top of each other. Sizes in centimetres."""

    titel: str
    soort: Soort
    categorieen: Bereik
    reeksen: tuple[Reeks, ...]
    eenheid: str
    omschrijving: str
    formaat: str = "#,##0"
    labelformaat: str = ""
    breedte: float = BREED
    hoogte: float = HOOG
    breed_gat: int = 60
    totaal: Reeks | None = None
    """A sum that is written above the columns and not drawn."""


class Labels(DataLabelList):
    """The figures beside the bars, in the notation of the chart and not in that of the cells."""

    # openpyxl knows only the notation itself; without the attribute a reader takes the notation of the cells.
    numFmt = Typed(expected_type=NumFmt, allow_none=True)  # type: ignore[assignment]  # noqa: N815
    __elements__ = DataLabelList.__elements__
    __nested__ = tuple(deel for deel in DataLabelList.__nested__ if deel != "numFmt")


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
    tekening = _maak(grafiek)
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
    grootte = [sum(map(abs, map(_getal, cijfers)), NUL) for cijfers in reeksen]
    eigen = set(sorted(plekken, key=lambda plek: (-grootte[plek], plek))[: len(KLEUREN)])
    return [plek for plek in plekken if plek in eigen], [plek for plek in plekken if plek not in eigen]


def gekleurd(plek: int, naam: Bereik, cijfers: Bereik) -> Reeks:
    """The nth series of a stack; the one after the last colour is the rest."""
    kleur = KLEUREN[plek] if plek < len(KLEUREN) else REST
    return Reeks(naam, cijfers, kleur, labelkleur=letter_op(kleur))


def letter_op(kleur: str) -> str:
    """White on dark and black on light, whichever differs most as the eye sees it (WCAG)."""
    return max((WIT, ZWART), key=lambda letter: contrast(letter, kleur))


def _zonder_nul(formaat: str) -> str:
    """The notation in which nothing is written for nothing."""
    return f"{nederlands(f'{formaat};-{formaat}')};"


def _maak(grafiek: Grafiek) -> BarChart:
    tekening = BarChart()
    liggend = grafiek.soort == "staaf"
    tekening.type = "bar" if liggend else "col"
    tekening.grouping = "stacked" if grafiek.soort == "gestapeld" else "clustered"
    tekening.overlap = 100 if grafiek.soort == "gestapeld" else 0
    tekening.gapWidth = grafiek.breed_gat
    tekening.roundedCorners = False
    tekening.graphical_properties = GraphicalProperties(solidFill=WIT, ln=LineProperties(noFill=True))
    tekening.plot_area.graphicalProperties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    tekening.title = _titel(grafiek.titel, 12, DONKER, vet=True)
    # At the left, as a heading of what follows.
    tekening.title.layout = Layout(manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.012, y=0.02))
    tekening.legend = None
    if len(grafiek.reeksen) > 1:
        tekening.legend = Legend()
        tekening.legend.position = "b"
        tekening.legend.overlay = False
        tekening.legend.txPr = _tekst(LETTERMAAT, GRIJS)
    _assen(tekening, grafiek, liggend=liggend)
    for plek, reeks in enumerate(grafiek.reeksen):
        tekening.series.append(_reeks(reeks, grafiek, plek))
    if grafiek.totaal is not None:
        tekening += _totaal(grafiek.totaal, grafiek)
        if tekening.legend is not None:
            tekening.legend.legendEntry = [LegendEntry(idx=len(grafiek.reeksen), delete=True)]
    return tekening


def _totaal(reeks: Reeks, grafiek: Grafiek) -> LineChart:
    """An invisible line over the columns: Excel writes no sum above a stack by itself."""
    lijn = LineChart()
    punt = _reeks(reeks, grafiek, len(grafiek.reeksen), boven=True)
    punt.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    punt.marker = Marker(symbol="none")
    punt.smooth = False
    lijn.series.append(punt)
    return lijn


def _assen(tekening: BarChart, grafiek: Grafiek, *, liggend: bool) -> None:
    categorieen, waarden = tekening.x_axis, tekening.y_axis
    for as_ in (categorieen, waarden):
        as_.delete = False
        as_.majorGridlines = None
        as_.majorTickMark = as_.minorTickMark = "none"
        as_.txPr = _tekst(LETTERMAAT, GRIJS, draai=0 if as_ is categorieen else None)
        as_.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LIJN, w=9525))
    categorieen.axPos, waarden.axPos = ("l", "b") if liggend else ("b", "l")
    # Below the bars, also of those that go down.
    categorieen.tickLblPos = "low"
    categorieen.noMultiLvlLbl = True
    # Every name, also where a program thinks there is no room; LibreOffice reads that from a rotation of nothing.
    categorieen.tickLblSkip = 1
    waarden.number_format = nederlands(grafiek.formaat)
    waarden.numFmt.sourceLinked = False
    waarden.title = _titel(grafiek.eenheid, LETTERMAAT, GRIJS, vet=False)
    alle = (cijfer for reeks in grafiek.reeksen for cijfer in reeks.cijfers.waarden)
    cijfers = [cijfer for cijfer in alle if isinstance(cijfer, (int, Fraction))]
    if all(cijfer >= 0 for cijfer in cijfers):
        waarden.scaling.min = 0
    elif all(cijfer <= 0 for cijfer in cijfers):
        waarden.scaling.max = 0
    if liggend:
        # From top to bottom as in the table; the figures stay below.
        categorieen.scaling.orientation = "maxMin"
        waarden.crosses = "max"


def _reeks(reeks: Reeks, grafiek: Grafiek, plek: int, *, boven: bool = False) -> Series:
    naam = StrRef(f=reeks.naam.verwijzing, strCache=_teksten(reeks.naam.waarden))
    cijfers = NumRef(f=reeks.cijfers.verwijzing, numCache=_getallen(reeks.cijfers.waarden, nederlands(grafiek.formaat)))
    uit = Series(idx=plek, order=plek, tx=SeriesLabel(strRef=naam), val=NumDataSource(numRef=cijfers))
    uit.cat = _categorieen(grafiek.categorieen)
    uit.invertIfNegative = False
    uit.marker = None
    uit.spPr = _vlak(reeks)
    if reeks.labels:
        notatie = _zonder_nul(grafiek.labelformaat or grafiek.formaat)
        formaat = NumFmt(formatCode=notatie, sourceLinked=False)
        labels = Labels(txPr=_tekst(LETTERMAAT, reeks.labelkleur or GRIJS, vet=boven))
        labels.numFmt = formaat
        labels.dLblPos = "t" if boven else "ctr" if grafiek.soort == "gestapeld" else "outEnd"
        labels.showVal = True
        labels.showLegendKey = labels.showCatName = labels.showSerName = False
        labels.showPercent = labels.showBubbleSize = False
        if grafiek.soort == "gestapeld" and not boven:
            labels.dLbl = [
                DataLabel(idx=punt, showVal=False, showLegendKey=False, showCatName=False, showSerName=False,
                          showPercent=False, showBubbleSize=False)
                for punt in _te_dun(reeks, grafiek)
            ]  # fmt: skip
        uit.dLbls = labels
    return uit


def _te_dun(reeks: Reeks, grafiek: Grafiek) -> list[int]:
    """The slices in which no label fits: it would stand over that of its neighbour."""
    kolommen = [
        [_getal(een.cijfers.waarden[plek]) for een in grafiek.reeksen] for plek in range(len(reeks.cijfers.waarden))
    ]
    boven, onder = (
        max((sum((max(kant * w, NUL) for w in kolom), NUL) for kolom in kolommen), default=NUL) for kant in (1, -1)
    )
    over = grafiek.hoogte - OM_DE_STAVEN - LEGENDAREGEL * ((len(grafiek.reeksen) - 1) // PER_LEGENDAREGEL)
    grens = (boven + onder) * Fraction(LABELHOOGTE / max(over, LABELHOOGTE))
    return [plek for plek, w in enumerate(map(_getal, reeks.cijfers.waarden)) if 0 < abs(w) < grens]


def _getal(waarde: Waarde) -> Fraction:
    return Fraction(waarde) if isinstance(waarde, (int, Fraction)) else NUL


def _vlak(reeks: Reeks) -> GraphicalProperties:
    return GraphicalProperties(solidFill=reeks.kleur, ln=LineProperties(solidFill=WIT, w=6350))


def _categorieen(bereik: Bereik) -> AxDataSource:
    if all(isinstance(waarde, int) for waarde in bereik.waarden):
        return AxDataSource(numRef=NumRef(f=bereik.verwijzing, numCache=_getallen(bereik.waarden, "0")))
    return AxDataSource(strRef=StrRef(f=bereik.verwijzing, strCache=_teksten(bereik.waarden)))


def _getallen(waarden: Sequence[Waarde], formaat: str) -> NumData:
    punten = [
        # A text keeps the shortest notation of the figure, as in the cell.
        NumVal(idx=plek, v=float(als_getal(waarde)))
        for plek, waarde in enumerate(waarden)
        if isinstance(waarde, (int, Fraction))
    ]
    return NumData(formatCode=formaat, ptCount=len(waarden), pt=punten)


def _teksten(waarden: Sequence[Waarde]) -> StrData:
    punten = [StrVal(idx=plek, v=str(waarde)) for plek, waarde in enumerate(waarden) if waarde is not None]
    return StrData(ptCount=len(waarden), pt=punten)


def _emu(centimeters: float) -> int:
    return round(centimeters * EMU_PER_CM)


def _letter(grootte: float, kleur: str, *, vet: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=round(grootte * 100), b=vet, solidFill=kleur, latin=Font(typeface=LETTER))


def _tekst(grootte: float, kleur: str, *, vet: bool = False, draai: int | None = None) -> RichText:
    letter = _letter(grootte, kleur, vet=vet)
    return RichText(
        RichTextProperties(rot=draai), p=[Paragraph(pPr=ParagraphProperties(defRPr=letter), endParaRPr=letter)]
    )


def _titel(tekst: str, grootte: float, kleur: str, *, vet: bool) -> Title:
    letter = _letter(grootte, kleur, vet=vet)
    alinea = Paragraph(pPr=ParagraphProperties(defRPr=letter), r=[RegularTextRun(rPr=letter, t=tekst)])
    return Title(tx=Text(rich=RichText(RichTextProperties(), p=[alinea])), overlay=False)


def breedte_cm(blad: Blad, eerste: int, laatste: int) -> float:
    """How wide columns are together, in centimetres, in the typeface of the templates."""
    return sum(blad.breedte(kolom) * 7 + 5 for kolom in range(eerste, laatste + 1)) / 96 * 2.54
