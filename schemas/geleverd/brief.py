"""The sentences of a letter in Word, as a reader finds them.

A row of a table is one sentence, so that an amount stays with what it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schemas.afgezonderd import in_eigen_proces
from schemas.fouten import Gebruikersfout
from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import Element, NietTeBewerken, lokaal
from schemas.poort import open_bestand
from schemas.poort.docx import keur_docx

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEL: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
ZINSEINDE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z'\"(])|\n")
WEG: Final = ("Fallback", "del", "moveFrom")
"""What no longer stands there, or is said a second time for a program that knows no better."""
TEKENS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
GELIJK: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-", "\u00ad": ""})
"""What Word makes otherwise while one types."""
CEL: Final = " | "


class BeschadigdeBrief(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(f"{naam} is beschadigd en niet te lezen. Vraag de brief opnieuw op.")


@dataclass(frozen=True)
class Briefzin:
    """One sentence, or one row of a table, and the place where a reader finds it."""

    plaats: str
    tekst: str


def lees_brief(pad: Path) -> tuple[Briefzin, ...]:
    """The sentences of a letter from outside.

    Raises:
        Gebruikersfout: it is not let in, or cannot be read.
    """
    inhoud = open_bestand(pad)
    keur_docx(inhoud, pad.name)
    return in_eigen_proces(zinnen_van, inhoud, pad.name, naam=pad.name)


def zinnen_van(inhoud: bytes, naam: str = "") -> tuple[Briefzin, ...]:
    """Those of a letter that the gate let in, or that we made ourselves.

    Raises:
        BeschadigdeBrief: the file is damaged.
    """
    try:
        pakket = Pakket(inhoud, naam)
        return tuple(zin for deel in pakket.namen if DEEL.fullmatch(deel) for zin in _zinnen(pakket.xml(deel), deel))
    except (NietTeBewerken, KeyError, ValueError) as fout:
        raise BeschadigdeBrief(naam) from fout


def _zinnen(wortel: Element, deel: str) -> Iterator[Briefzin]:
    soort = deel.removeprefix("word/")
    waar = "kop van de bladzijde, " if soort.startswith("header") else ""
    waar = "voet van de bladzijde, " if soort.startswith("foot") else waar
    nummer = 0
    for blok in _blokken(wortel):
        if lokaal(blok) == "tr":
            nummer += 1
            cellen = [" ".join(map(_tekst, cel.iter(f"{W}p"))) for cel in blok if lokaal(cel) == "tc"]
            stukken = [CEL.join(filter(None, map(_kaal, cellen)))]
        else:
            tekst = _tekst(blok)
            nummer += bool(tekst.strip())
            stukken = [_kaal(stuk) for stuk in ZINSEINDE.split(tekst)]
        yield from (Briefzin(f"{waar}alinea {nummer}", stuk) for stuk in stukken if stuk)


def _blokken(element: Element) -> Iterator[Element]:
    """Rows of tables and paragraphs as they stand."""
    for kind in element.iterchildren("*"):
        if lokaal(kind) in WEG:
            continue
        if lokaal(kind) == "tr" and not any(kind.iter(f"{W}tbl")):
            yield kind
            continue
        if lokaal(kind) == "p":
            yield kind
        # A text box stands within a paragraph.
        yield from _blokken(kind)


def _tekst(alinea: Element) -> str:
    """What one reads of a paragraph: no text that is hidden, and none of a box that stands in it."""
    stukken = []
    for kind in alinea.iterchildren("*"):
        naam = lokaal(kind)
        if naam == "t":
            stukken.append(kind.text or "")
        elif naam in TEKENS:
            stukken.append(TEKENS[naam])
        elif naam == "r" and _verborgen(kind):
            continue
        elif naam not in ("p", "pPr", "txbxContent", *WEG):
            stukken.append(_tekst(kind))
    return "".join(stukken)


def _verborgen(loop: Element) -> bool:
    vanish = loop.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in ("0", "false", "off")


def _kaal(tekst: str) -> str:
    return " ".join(tekst.translate(GELIJK).split())
