"""How a chart looks, as openpyxl makes it: without its words, cells and figures, for many charts share one look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Literal

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumFmt, NumRef, StrData, StrRef
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
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from templates.werkmap.stijlen import LETTER, nederlands

Soort = Literal["staaf", "kolom", "gestapeld"]
Waarde = Fraction | int | str | None
DONKER: Final = "1F3A5F"
GRIJS: Final = "4A5565"
LIJN: Final = "B8C0CA"
WIT, ZWART = "FFFFFF", "000000"
BREED: Final = 17.0
HOOG: Final = 7.5
NUL: Final = Fraction(0)
LABELHOOGTE: Final = 0.46
"""Centimetres that a slice must have for its label, with the room that an axis leaves above it."""
OM_DE_STAVEN: Final = 3.0
"""Centimetres of title, axis and the first line of the legend together."""
PER_LEGENDAREGEL: Final = 4
LEGENDAREGEL: Final = 0.5
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


LEEG: Final = Bereik("", ())


@dataclass(frozen=True)
class Grafiekvorm:
    """How a chart looks, without its words, cells and figures: many charts of a plan have the same one."""

    kaal: Grafiek
    jaren: bool
    """Whether years stand below the bars, and not names."""
    niet_onder: bool
    niet_boven: bool
    """Whether nothing in it goes below, or above, zero."""
    dun: tuple[tuple[int, ...], ...]
    """Per series of a stack the slices in which no label fits; beside bars that stand apart one always does."""


class Labels(DataLabelList):
    """The figures beside the bars, in the notation of the chart and not in that of the cells."""

    # openpyxl knows only the notation itself; without the attribute a reader takes the notation of the cells.
    numFmt = Typed(expected_type=NumFmt, allow_none=True)  # type: ignore[assignment]  # noqa: N815
    __elements__ = DataLabelList.__elements__
    __nested__ = tuple(deel for deel in DataLabelList.__nested__ if deel != "numFmt")


def _zonder_nul(formaat: str) -> str:
    """The notation in which nothing is written for nothing."""
    return f"{nederlands(f'{formaat};-{formaat}')};"


def vorm_van(grafiek: Grafiek) -> Grafiekvorm:
    kaal = replace(
        grafiek,
        titel="",
        eenheid="",
        omschrijving="",
        breedte=BREED,
        hoogte=HOOG,
        categorieen=LEEG,
        reeksen=tuple(replace(reeks, naam=LEEG, cijfers=LEEG) for reeks in grafiek.reeksen),
        totaal=grafiek.totaal and replace(grafiek.totaal, naam=LEEG, cijfers=LEEG),
    )
    alle = [getal_van(cijfer) for reeks in grafiek.reeksen for cijfer in reeks.cijfers.waarden]
    return Grafiekvorm(
        kaal,
        all(isinstance(waarde, int) for waarde in grafiek.categorieen.waarden),
        all(cijfer >= 0 for cijfer in alle),
        all(cijfer <= 0 for cijfer in alle),
        tuple(tuple(_te_dun(reeks, grafiek)) for reeks in grafiek.reeksen if grafiek.soort == "gestapeld"),
    )


@lru_cache(maxsize=32)
def getekend(vorm: Grafiekvorm) -> Any:
    tekening: Any = _maak(vorm)
    return tekening._write()


def _maak(vorm: Grafiekvorm) -> BarChart:
    tekening, grafiek = BarChart(), vorm.kaal
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
    _assen(tekening, vorm, liggend=liggend)
    for plek, reeks in enumerate(grafiek.reeksen):
        tekening.series.append(_reeks(reeks, vorm, plek))
    if grafiek.totaal is not None:
        tekening += _totaal(grafiek.totaal, vorm)
        if tekening.legend is not None:
            tekening.legend.legendEntry = [LegendEntry(idx=len(grafiek.reeksen), delete=True)]
    return tekening


def _totaal(reeks: Reeks, vorm: Grafiekvorm) -> LineChart:
    """An invisible line over the columns: Excel writes no sum above a stack by itself."""
    lijn = LineChart()
    punt = _reeks(reeks, vorm, len(vorm.kaal.reeksen), boven=True)
    punt.spPr = GraphicalProperties(ln=LineProperties(noFill=True))
    punt.marker = Marker(symbol="none")
    punt.smooth = False
    lijn.series.append(punt)
    return lijn


def _assen(tekening: BarChart, vorm: Grafiekvorm, *, liggend: bool) -> None:
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
    waarden.number_format = nederlands(vorm.kaal.formaat)
    waarden.numFmt.sourceLinked = False
    waarden.title = _titel(vorm.kaal.eenheid, LETTERMAAT, GRIJS, vet=False)
    if vorm.niet_onder:
        waarden.scaling.min = 0
    elif vorm.niet_boven:
        waarden.scaling.max = 0
    if liggend:
        # From top to bottom as in the table; the figures stay below.
        categorieen.scaling.orientation = "maxMin"
        waarden.crosses = "max"


def _reeks(reeks: Reeks, vorm: Grafiekvorm, plek: int, *, boven: bool = False) -> Series:
    grafiek = vorm.kaal
    cijfers = NumDataSource(numRef=_getallen(nederlands(grafiek.formaat)))
    uit = Series(idx=plek, order=plek, tx=SeriesLabel(strRef=_teksten()), val=cijfers)
    uit.cat = AxDataSource(numRef=_getallen("0")) if vorm.jaren else AxDataSource(strRef=_teksten())
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
                for punt in vorm.dun[plek]
            ]  # fmt: skip
        uit.dLbls = labels
    return uit


def _te_dun(reeks: Reeks, grafiek: Grafiek) -> list[int]:
    """The slices in which no label fits: it would stand over that of its neighbour."""
    kolommen = [
        [getal_van(een.cijfers.waarden[plek]) for een in grafiek.reeksen] for plek in range(len(reeks.cijfers.waarden))
    ]
    boven, onder = (
        max((sum((max(kant * w, NUL) for w in kolom), NUL) for kolom in kolommen), default=NUL) for kant in (1, -1)
    )
    over = grafiek.hoogte - OM_DE_STAVEN - LEGENDAREGEL * ((len(grafiek.reeksen) - 1) // PER_LEGENDAREGEL)
    grens = (boven + onder) * Fraction(LABELHOOGTE / max(over, LABELHOOGTE))
    return [plek for plek, w in enumerate(map(getal_van, reeks.cijfers.waarden)) if 0 < abs(w) < grens]


def getal_van(waarde: Waarde) -> Fraction:
    return Fraction(waarde) if isinstance(waarde, (int, Fraction)) else NUL


def _vlak(reeks: Reeks) -> GraphicalProperties:
    return GraphicalProperties(solidFill=reeks.kleur, ln=LineProperties(solidFill=WIT, w=6350))


def _getallen(formaat: str) -> NumRef:
    """No figures yet."""
    return NumRef(f="", numCache=NumData(formatCode=formaat, ptCount=0))


def _teksten() -> StrRef:
    return StrRef(f="", strCache=StrData(ptCount=0))


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
