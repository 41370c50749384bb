"""Checking a letter in Word: held, sentence by sentence, against the same letter made anew.

    verslag = vergelijk_brief(lees_brief(pad), hoort, vast)

Fonts, order and layout are no concern here, and neither is text that somebody wrote in addition: that is told, not
judged. A row of a table is one sentence, so that an amount stays with what it is of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from schemas.afgezonderd import in_eigen_proces
from schemas.fouten import Gebruikersfout
from schemas.inname import open_bestand
from schemas.onschadelijk import voor_terminal
from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import Element, NietTeBewerken, lokaal
from schemas.poort.docx import keur_docx
from templates.controleren.verslag import Verslag
from templates.sjabloon.samenvoegen import W

DEEL: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
ZINSEINDE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z'\"(])|\n")
LIJKT: Final = 0.6
"""From here on a sentence is another one changed, and not one of somebody's own."""
GENOEG: Final = 0.3
"""Of our sentences so many stand in a letter of ours, however much was changed in it."""
WEG: Final = ("Fallback", "del", "moveFrom")
"""What no longer stands there, or is said a second time for a program that knows no better."""
TEKENS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
GELIJK: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u2011": "-", "\u00ad": ""})
"""What Word makes otherwise while one types."""
CEL: Final = " | "


class BeschadigdeBrief(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(f"{naam} is beschadigd en niet te lezen. Vraag de brief opnieuw op.")


class GeenBriefVanOns(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(
            f"{naam} is geen brief van dit plan: er staat bijna niets in van wat het programma schrijft. "
            "Geef een brief die met dit plan is gemaakt."
        )


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
    return tuple(Briefzin(*zin) for zin in in_eigen_proces(lees_zinnen, inhoud, pad.name, naam=pad.name))


def zinnen_van(inhoud: bytes) -> tuple[Briefzin, ...]:
    """Those of a letter that we made ourselves."""
    return tuple(Briefzin(*zin) for zin in lees_zinnen(inhoud, ""))


def lees_zinnen(inhoud: bytes, naam: str) -> list[tuple[str, str]]:
    """Plain values only: they travel between processes.

    Raises:
        BeschadigdeBrief: the file is damaged.
    """
    try:
        pakket = Pakket(inhoud, naam)
        return [zin for deel in pakket.namen if DEEL.fullmatch(deel) for zin in _zinnen(pakket.xml(deel), deel)]
    except (NietTeBewerken, KeyError, ValueError) as fout:
        raise BeschadigdeBrief(naam) from fout


def _zinnen(wortel: Element, deel: str) -> Iterator[tuple[str, str]]:
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
        yield from ((f"{waar}alinea {nummer}", stuk) for stuk in stukken if stuk)


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


def gelijkenis(staat: Sequence[Briefzin], hoort: Sequence[Briefzin]) -> float:
    """Which part of what should stand there does."""
    daar, hier = Counter(zin.tekst for zin in hoort), Counter(zin.tekst for zin in staat)
    return (daar & hier).total() / max(1, daar.total())


def vergelijk_brief(
    bestand: str, gemeentecode: str, staat: Sequence[Briefzin], hoort: Sequence[Briefzin], vast: frozenset[str]
) -> Verslag:
    """How a letter came out.

    Args:
        staat, hoort: the sentences of the letter, and of the same letter made anew.
        vast: sentences of the template in which nothing is filled in; a template may be changed.
    Raises:
        GeenBriefVanOns: hardly anything of it stands there.
    """
    if gelijkenis(staat, hoort) < GENOEG:
        raise GeenBriefVanOns(bestand)
    anders, mist = _zonder(staat, hoort), _zonder(hoort, staat)
    fouten: list[str] = []
    meldingen: list[str] = []
    for paar in _paren(anders, mist):
        nu, zin = anders[paar[0]], mist[paar[1]]
        tekst = f"{nu.plaats}: '{voor_terminal(nu.tekst)}'; verwacht: '{zin.tekst}'"
        (meldingen if zin.tekst in vast else fouten).append(tekst)
        anders[paar[0]] = mist[paar[1]] = Briefzin("", "")
    for zin in mist:
        if zin.tekst:
            (meldingen if zin.tekst in vast else fouten).append(f"er ontbreekt: '{zin.tekst}'")
    meldingen += [
        f"{nu.plaats} is niet door het programma geschreven: '{voor_terminal(nu.tekst)}'" for nu in anders if nu.tekst
    ]
    return Verslag(bestand, gemeentecode, tuple(fouten), tuple(meldingen), 0, len(hoort))


def _zonder(zinnen: Sequence[Briefzin], andere: Sequence[Briefzin]) -> list[Briefzin]:
    over, rest = Counter(zin.tekst for zin in andere), []
    for zin in zinnen:
        if over[zin.tekst]:
            over[zin.tekst] -= 1
        else:
            rest.append(zin)
    return rest


def _paren(anders: Sequence[Briefzin], mist: Sequence[Briefzin]) -> list[tuple[int, int]]:
    """Which sentence is which one changed: the most alike first, and those in the same place before others."""
    kansen = sorted(
        (-_lijkt(nu.tekst, zin.tekst), -(nu.plaats == zin.plaats), n, m)
        for n, nu in enumerate(anders)
        for m, zin in enumerate(mist)
        if _lijkt(nu.tekst, zin.tekst) >= LIJKT or _zelfde_plek(nu, zin, anders, mist)
    )
    gevonden: list[tuple[int, int]] = []
    for _, _, n, m in kansen:
        if all(n != een and m != ander for een, ander in gevonden):
            gevonden.append((n, m))
    return sorted(gevonden)


def _lijkt(een: str, ander: str) -> float:
    return SequenceMatcher(None, een, ander, autojunk=False).ratio()


def _zelfde_plek(nu: Briefzin, zin: Briefzin, anders: Sequence[Briefzin], mist: Sequence[Briefzin]) -> bool:
    """The only one that differs in its paragraph, on both sides: a name or a date of which nothing was left."""
    return nu.plaats == zin.plaats and all(
        sum(ander.plaats == nu.plaats for ander in zinnen) == 1 for zinnen in (anders, mist)
    )
