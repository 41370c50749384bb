"""Reading how a delivered workbook looks, as far as that decides what a reader sees: plain values only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS

from schemas.geleverd.grafiek import Grafiek, lees_grafiek
from schemas.geleverd.tekening import (
    PER_TEKEN,
    PUNT,
    Bedekking,
    Lijnen,
    bedekkingen,
    lees_vakken,
    lees_voorwerpen,
)
from schemas.ooxml.cellen import rijnummer
from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import ONWAAR, WAAR, Element, afstammelingen, kinderen, lokaal
from schemas.plaats import Plek
from schemas.poort.grenzen import LAATSTE_KOLOM

ZWART, WIT = "000000", "FFFFFF"
THEMA: Final = (WIT, ZWART)
"""The first two colours of a theme are those of paper and ink; others are told apart by nobody here."""
GEINDEXEERD: Final = {0: ZWART, 1: WIT, 8: ZWART, 9: WIT, 64: ZWART, 65: WIT}
SMAL: Final = 1.0
LAAG: Final = 2.0
"""Below this width of a column or height of a row nothing of it can be read."""
KLEINST: Final = 4.0
"""Points; of smaller letters a reader sees a line."""
TEKENS: Final = re.compile(r"(?:wingdings|webdings|symbol|marlett|opensymbol)\b", re.I)
"""Typefaces in which a figure is a drawing."""
DOORGEHAALD: Final = "doorgehaald"
HERHAALD: Final = "zo vaak herhaald als er in de cel past"
VERPLAATST: Final = "hoger of lager dan de rest"
HOOG_OF_LAAG: Final = ("superscript", "subscript")
WEERGAVE: Final = (
    ("showZeros", ONWAAR, "een nul wordt niet getoond"),
    ("showFormulas", WAAR, "formules worden getoond in plaats van hun uitkomst"),
)
"""What a window may be told: its name, the value that makes it so, and what a reader then sees."""
RIJHOOGTE: Final = "15"
KOLOMBREEDTE: Final = "9.14"
"""Where a sheet does not say it, in points and in characters."""

Letterstuk = tuple[str, str, str]
"""A piece of the text of a cell, the colour of its letters (empty: that of the cell), and what is with them."""


@dataclass(frozen=True)
class Celvorm:
    """How cells of one style look; colours are empty where they are not known."""

    formaat: str
    letter: str
    vlak: str
    letters: str = ""
    """What the letters are that makes them another text than is written, or none, in words."""


@dataclass(frozen=True)
class Kleurregel:
    """A conditional format; of its look what it does not say is empty."""

    bereik: str
    vorm: Celvorm
    zonder_getal: bool
    """Whether it leaves the figure out."""


@dataclass(frozen=True)
class Uiterlijk:
    """One sheet."""

    vormen: Sequence[Celvorm]
    stijl: Mapping[Plek, int]
    rijen_weg: tuple[int, ...]
    kolommen_weg: tuple[int, ...]
    regels: tuple[Kleurregel, ...]
    grafieken: tuple[Grafiek, ...]
    samengevoegd: tuple[str, ...]
    weergave: tuple[str, ...]
    """What the sheet is told to show otherwise, in words."""
    stukken: Mapping[Plek, Sequence[Letterstuk]]
    """Of texts of which a part looks otherwise than the rest."""
    bedekkingen: tuple[Bedekking, ...]
    afdruk: str
    """The print area."""


def lees_vormen(pakket: Pakket) -> tuple[list[Celvorm], list[Celvorm]]:
    """The formats of cells, and those of conditional formats, in the order in which sheets number them."""
    deel = pakket.van_soort(pakket.werkboek, "styles")
    if not deel:
        return [], []
    lagen = {lokaal(laag): kinderen(laag) for laag in kinderen(pakket.xml(deel))}
    formaten = dict(BUILTIN_FORMATS)
    for kind in lagen.get("numFmts", []):
        formaten[int(kind.get("numFmtId", "0"))] = kind.get("formatCode", "")
    letters = [_letterkleur(kind, ZWART) for kind in lagen.get("fonts", [])]
    soorten = [_letters(kind) for kind in lagen.get("fonts", [])]
    vlakken = [_vlakkleur(kind, WIT) for kind in lagen.get("fills", [])]
    vormen = [
        Celvorm(
            formaten.get(int(kind.get("numFmtId", "0")), ""),
            _keus(letters, kind.get("fontId")),
            _keus(vlakken, kind.get("fillId")),
            _keus(soorten, kind.get("fontId")) or _herhaald(kind),
        )
        for kind in lagen.get("cellXfs", [])
    ]
    return vormen, [_dxf(kind) for kind in lagen.get("dxfs", [])]


def _keus(lijst: Sequence[str], nummer: str | None) -> str:
    plek = int(nummer or 0)
    return lijst[plek] if plek < len(lijst) else ""


def _herhaald(vorm: Element) -> str:
    """Filled over its width, 12 is shown as 1212."""
    return HERHAALD if any(kind.get("horizontal") == "fill" for kind in kinderen(vorm, "alignment")) else ""


def _letterkleur(letter: Element, anders: str) -> str:
    kleuren = kinderen(letter, "color")
    return _kleur(kleuren[0]) if kleuren else anders


def _letters(letter: Element, *, stuk: bool = False) -> str:
    """What makes the letters unreadable or crosses them out, in words; nothing where they are plain.

    Args:
        stuk: whether they are a part of the text of a cell, beside other letters.
    """
    for kind in kinderen(letter):
        naam, waarde = lokaal(kind), kind.get("val", "")
        if naam == "sz" and float(waarde or KLEINST) < KLEINST:
            return "te klein om te lezen"
        if naam in ("name", "rFont") and TEKENS.match(waarde):
            return f"tekens van {waarde}"
        if naam == "strike" and waarde not in ONWAAR:
            return DOORGEHAALD
        if stuk and naam == "vertAlign" and waarde in HOOG_OF_LAAG:
            return VERPLAATST
    return ""


def _vlakkleur(vlak: Element, anders: str) -> str:
    for patroon in kinderen(vlak, "patternFill"):
        soort, voor = patroon.get("patternType", "none"), kinderen(patroon, "fgColor")
        if soort == "none":
            return anders
        return _kleur(voor[0]) if soort == "solid" and voor else ""
    return ""


def _dxf(dxf: Element) -> Celvorm:
    formaat = letter = vlak = letters = ""
    for kind in kinderen(dxf):
        naam = lokaal(kind)
        if naam == "numFmt":
            formaat = kind.get("formatCode", "")
        elif naam == "font":
            letter, letters = _letterkleur(kind, ""), _letters(kind)
        elif naam == "fill":
            # In a conditional format the colour of a plain fill is the one behind it.
            vlak = next((kleur for k in afstammelingen(kind, "bgColor", "fgColor") if (kleur := _kleur(k))), "")
    return Celvorm(formaat, letter, vlak, letters)


def _kleur(element: Element) -> str:
    """As RRGGBB, or nothing where that would take the theme of the workbook."""
    if rgb := element.get("rgb"):
        return rgb[-6:].upper()
    if element.get("tint") not in (None, "0"):
        return ""
    thema, plek = element.get("theme"), element.get("indexed")
    if thema is not None:
        return THEMA[int(thema)] if int(thema) < len(THEMA) else ""
    return GEINDEXEERD.get(int(plek), "") if plek is not None else ""


def lees_uiterlijk(
    pakket: Pakket,
    deel: str,
    blad: Element,
    cellen: Sequence[tuple[Plek, Element]],
    vormen: Sequence[Celvorm],
    dxfs: Sequence[Celvorm],
    rijk: Mapping[str, Sequence[Letterstuk]],
    afdruk: str,
) -> Uiterlijk:
    """One sheet: how each cell looks, what is hidden, conditional formats, charts, and what lies over something.

    Args:
        deel, blad, cellen: its part, the root of that, and its cells.
        vormen, dxfs: the formats of the workbook, of cells and of conditional formats.
        rijk: the shared texts that have looks of their own, by their number.
    """
    stijl = {plek: nummer for plek, cel in cellen if (nummer := int(cel.get("s", "0"))) < len(vormen)}
    stukken: dict[Plek, Sequence[Letterstuk]] = {}
    for plek, cel in cellen:
        eigen = [stuk for tekst in kinderen(cel, "is") for stuk in letterstukken(tekst)]
        if rijk and cel.get("t") == "s":
            eigen += [stuk for nummer in kinderen(cel, "v") for stuk in rijk.get(nummer.text or "", ())]
        if eigen:
            stukken[plek] = eigen
    hoogten, breedten = _hoogten(blad), _breedten(blad)
    regels = [
        _regel(groep, regel, dxfs)
        for groep in afstammelingen(blad, "conditionalFormatting")
        for regel in kinderen(groep, "cfRule")
    ]
    maat = next(iter(kinderen(blad, "sheetFormatPr")), blad)
    rijhoogte = float(maat.get("defaultRowHeight", RIJHOOGTE))
    kolombreedte = float(maat.get("defaultColWidth", KOLOMBREEDTE))
    hoog = Lijnen({n: PUNT * h for n, h in hoogten.items()}, PUNT * rijhoogte)
    breed = Lijnen({n: PER_TEKEN * b for n, b in breedten.items()}, PER_TEKEN * kolombreedte)
    gevuld = {plek for plek, cel in cellen if len(cel)}
    getekend = [*lees_voorwerpen(pakket, deel, hoog, breed), *lees_vakken(pakket, deel, hoog, breed)]
    grafieken = [lees_grafiek(pakket.xml(voorwerp.grafiek)) for voorwerp in getekend if voorwerp.grafiek]
    weergave = [
        woorden
        for venster in afstammelingen(blad, "sheetView")
        for naam, anders, woorden in WEERGAVE
        if venster.get(naam) in anders
    ]
    return Uiterlijk(
        vormen,
        stijl,
        tuple(sorted({rij for rij, _ in gevuld if hoogten.get(rij, rijhoogte) < LAAG})),
        tuple(sorted({kolom for _, kolom in gevuld if breedten.get(kolom, kolombreedte) < SMAL})),
        tuple(regels),
        tuple(grafieken),
        tuple(vak.get("ref", "") for vak in afstammelingen(blad, "mergeCell")),
        tuple(weergave),
        stukken,
        tuple(bedekkingen(pakket, getekend, gevuld, hoog, breed)),
        afdruk,
    )


def _hoogten(blad: Element) -> dict[int, float]:
    """The rows with a height of their own, in points; 0 of one that is hidden."""
    gevonden, nummer = {}, 0
    for rij in afstammelingen(blad, "row"):
        nummer = rijnummer(rij, nummer)
        if rij.get("hidden") in WAAR or "ht" in rij.attrib:
            gevonden[nummer] = 0.0 if rij.get("hidden") in WAAR else float(rij.get("ht", ""))
    return gevonden


def _breedten(blad: Element) -> dict[int, float]:
    """The columns with a width of their own, in characters; 0 of one that is hidden."""
    return {
        nummer: 0.0 if col.get("hidden") in WAAR else float(col.get("width", KOLOMBREEDTE))
        for col in afstammelingen(blad, "col")
        for nummer in range(int(col.get("min", "1")), min(int(col.get("max", "1")), LAATSTE_KOLOM) + 1)
    }


def lees_instellingen(pakket: Pakket) -> list[str]:
    """What the workbook is told to calculate or show otherwise, in words."""
    wortel, gevonden = pakket.xml(pakket.werkboek), []
    if any(kind.get("fullPrecision", "1") in ONWAAR for kind in kinderen(wortel, "calcPr")):
        gevonden.append(
            "de werkmap rekent met afgeronde cijfers, zoals zij op het blad staan (precisie zoals weergegeven)"
        )
    if any(kind.get("date1904", "0") in WAAR for kind in kinderen(wortel, "workbookPr")):
        gevonden.append("de werkmap telt dagen vanaf 1904: elke datum staat er vier jaar later")
    return gevonden


def _regel(groep: Element, regel: Element, dxfs: Sequence[Celvorm]) -> Kleurregel:
    """One rule; the newer kind has its cells and its look within."""
    nummer = int(regel.get("dxfId", len(dxfs)))
    eigen = [*map(_dxf, kinderen(regel, "dxf")), *dxfs[nummer : nummer + 1], Celvorm("", "", "")]
    zonder = any(k.get("showValue") in ONWAAR for k in afstammelingen(regel, "dataBar", "iconSet"))
    bereik = groep.get("sqref") or next((k.text or "" for k in kinderen(groep, "sqref")), "")
    return Kleurregel(bereik, eigen[0], zonder)


def letterstukken(tekst: Element) -> list[Letterstuk]:
    """The pieces of a text, where any of them has a look of its own."""
    stukken = []
    for loop in kinderen(tekst, "r"):
        vorm = next(iter(kinderen(loop, "rPr")), None)
        stuk = "".join(t.text or "" for t in kinderen(loop, "t"))
        stukken.append((stuk, "", "") if vorm is None else (stuk, _letterkleur(vorm, ZWART), _letters(vorm, stuk=True)))
    return stukken
