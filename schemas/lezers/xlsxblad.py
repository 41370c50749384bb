"""What the XML of a sheet says beyond the values of its cells: formulas, errors, looks, and what nobody sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from schemas.lezers.opmaak import Stand, met_tekens
from schemas.lezers.pakket import is_verouderd
from schemas.ooxml.cellen import cellen_van, lopende_tekst, rijnummer
from schemas.ooxml.xml import WAAR, Element, afstammelingen, lokaal, stroom
from schemas.plaats import Plek
from schemas.plaats import plek as plek_van

_CEL: Final = re.compile(rb'<(?:[A-Za-z_][\w.-]*:)?c(?=[\s>/])(?:[^>]*?\sr="([A-Z]{1,3}[0-9]{1,7})")?')
_IN_CELLEN: Final = (
    *(begin + b"f" + einde for begin in (b"<", b":") for einde in (b">", b" ", b"/", b"\t", b"\r", b"\n")),
    b't="e"', b"t='e'", b"vertAlign", b"strike",
)  # fmt: skip
"""Nothing of this in a sheet: then its values are all there is in its cells."""
_OM_CELLEN: Final = (b"hidden=", b' ht="0', b' width="0', b"mergeCell ")
"""Nor of this: then they are all there is."""


@dataclass
class Cellezing:
    """A cell beyond its plain value. `opgemaakt` is its own text where that has looks that carry meaning."""

    soort: str
    stijl: str
    formule: str | None = None
    waarde: str = ""
    opgemaakt: str | None = None


@dataclass
class Bijzonder:
    """What was found in one sheet."""

    cellen: list[tuple[Plek, Cellezing]] = field(default_factory=list)
    rijen: set[int] = field(default_factory=set)
    kolommen: set[int] = field(default_factory=set)
    samengevoegd: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row and column, last row and column."""
    dubbel: dict[Plek, list[str]] = field(default_factory=dict)
    """Cells that the sheet has more than once, with what stands in each."""
    verouderd: bool = False


def lees_bijzonder(xml: bytes, procenten: frozenset[str], teksten: frozenset[str], gevuld: int) -> Bijzonder:
    """Walks through a sheet where there is a reason to.

    Args:
        procenten: the styles that show a number as a percentage.
        teksten: the numbers of the shared texts that have looks that carry meaning.
        gevuld: how many cells of it were read with something in them.
    """
    stijlen = tuple(f"s={q}{nr}{q}".encode() for nr in procenten for q in "\"'")
    leesbaar = not xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    # Of two cells with one reference only one is read: as many values as cells means that there are none.
    past = xml.count(b"</v>") + xml.count(b"</is>") == gevuld
    dubbel = (frozenset() if past else _doubles(xml)) if leesbaar else None
    in_cellen = not leesbaar or bool(teksten or dubbel) or any(merk in xml for merk in (*_IN_CELLEN, *stijlen))
    if not in_cellen and not any(merk in xml for merk in _OM_CELLEN):
        return Bijzonder()
    gevonden = Bijzonder()
    eerder: dict[Plek, str] = {}
    rij, uniek, opmaak = 0, dubbel == frozenset(), not leesbaar or _heeft_opmaak(xml)
    for element in stroom(xml, "row", "col", "mergeCell", "sheetCalcPr"):
        soort = lokaal(element)
        if soort == "row":
            rij = rijnummer(element, rij)
            if _is_weg(element, "ht"):
                gevonden.rijen.add(rij)
            # Of a row of which no cell has anything to tell the last one says which row it is.
            for plek, kaal in cellen_van(element if in_cellen or not uniek else islice(reversed(element), 1), rij):
                rij = plek[0]
                if uniek and not len(kaal) and "t" not in kaal.attrib:
                    continue
                cel = _cel(kaal, opmaak=opmaak)
                if _is_bijzonder(cel, procenten, teksten):
                    gevonden.cellen.append((plek, cel))
                if not uniek:
                    stond = "een tekst" if cel.soort == "s" else cel.waarde
                    if eerder.setdefault(plek, stond) != stond:
                        gevonden.dubbel.setdefault(plek, [eerder[plek]]).append(stond)
            element.clear()
        elif soort == "col":
            if _is_weg(element, "width"):
                gevonden.kolommen |= set(range(int(element.get("min", "")), int(element.get("max", "")) + 1))
        elif soort == "mergeCell":
            begin, _, einde = element.get("ref", "").partition(":")
            gevonden.samengevoegd.append((*plek_van(begin), *plek_van(einde or begin)))
        elif is_verouderd(element):
            gevonden.verouderd = True
    return gevonden


def _cel(kaal: Element, *, opmaak: bool) -> Cellezing:
    cel = Cellezing(kaal.get("t", "n"), kaal.get("s", "0"))
    for kind in kaal:
        soort = lokaal(kind)
        if soort == "f":
            cel.formule = kind.text or ""
        elif soort == "v":
            cel.waarde += kind.text or ""
        elif soort == "is":
            cel.waarde, cel.opgemaakt = lopende_tekst(kind), opgemaakt(kind) if opmaak else None
    return cel


def _is_bijzonder(cel: Cellezing, procenten: frozenset[str], teksten: frozenset[str]) -> bool:
    return (
        cel.soort == "e"
        or cel.formule is not None
        or cel.stijl in procenten
        or cel.opgemaakt is not None
        or (cel.soort == "s" and cel.waarde.strip() in teksten)
    )


def _doubles(xml: bytes) -> frozenset[str] | None:
    """The references that more than one cell has; None where a cell leaves its own out: then each must be looked at."""
    plekken = _CEL.findall(xml)
    uniek = set(plekken)
    if b"" in uniek:
        return None
    if len(uniek) == len(plekken):
        return frozenset()
    gezien: set[bytes] = set()
    dubbel = {plek for plek in plekken if plek in gezien or gezien.add(plek)}  # type: ignore[func-returns-value]
    return frozenset(plek.decode("ascii") for plek in dubbel)


def _heeft_opmaak(xml: bytes) -> bool:
    return b"vertAlign" in xml or b"strike" in xml


def opgemaakt(tekst: Element) -> str | None:
    """A text with its looks as signs, or None where it has none that carry meaning."""
    stukken = [stuk for kind in tekst for stuk in _stukken(kind)]
    return met_tekens(stukken) if any(stand or weg for _, stand, weg in stukken) else None


def _stukken(kind: Element) -> list[tuple[str, Stand, bool]]:
    if lokaal(kind) == "t":
        return [(kind.text or "", "", False)]
    if lokaal(kind) != "r":
        return []
    stand = next((_STAND.get(vorm.get("val", ""), _GEWOON) for vorm in afstammelingen(kind, "vertAlign")), _GEWOON)
    weg = any(vorm.get("val", "1") in WAAR for vorm in afstammelingen(kind, "strike"))
    return [(deel.text or "", stand, weg) for deel in kind if lokaal(deel) == "t"]


_GEWOON: Final[Stand] = ""
_STAND: Final[dict[str, Stand]] = {"superscript": "hoog", "subscript": "laag"}


def lees_teksten(xml: bytes) -> dict[str, str]:
    """The shared texts that have looks that carry meaning, by their number."""
    if not _heeft_opmaak(xml):
        return {}
    teksten = enumerate(map(opgemaakt, stroom(xml, "si")))
    return {str(nummer): tekst for nummer, tekst in teksten if tekst is not None}


def _is_weg(kenmerken: Element, maat: str) -> bool:
    """Whether a row or a column is hidden, or has no height or width."""
    if kenmerken.get("hidden", "0") in WAAR:
        return True
    try:
        return float(kenmerken.get(maat, "1")) == 0
    except ValueError:
        return False
