"""What the XML of a sheet says beyond the values of its cells: formulas, errors, looks, and what nobody sees."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from schemas.lezers.opmaak import Stand, met_tekens
from schemas.lezers.pakket import WAAR, is_verouderd, lokaal, walk
from schemas.plaats import plek as plek_van

Plek = tuple[int, int]
_CEL: Final = re.compile(rb'<(?:[A-Za-z_][\w.-]*:)?c(?=[\s>/])(?:[^>]*?\sr="([A-Z]{1,3}[0-9]{1,7})")?')
_MERKEN: Final = (
    b"<f", b":f>", b":f ", b't="e"', b"t='e'", b"hidden=", b'ht="0', b'width="0', b"mergeCell ",
    b"vertAlign", b"strike",
)  # fmt: skip
"""Nothing of this in a sheet: then its values are all there is."""


@dataclass
class Cel:
    """A cell beyond its plain value. `opgemaakt` is its own text where that has looks that carry meaning."""

    soort: str = ""
    stijl: str = ""
    formule: list[str] | None = None
    waarde: list[str] = field(default_factory=list)
    opgemaakt: str | None = None


@dataclass
class Bijzonder:
    """What was found in one sheet."""

    cellen: list[tuple[Plek, Cel]] = field(default_factory=list)
    rijen: set[int] = field(default_factory=set)
    kolommen: set[int] = field(default_factory=set)
    samengevoegd: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row and column, last row and column."""
    dubbel: dict[Plek, list[str]] = field(default_factory=dict)
    """Cells that the sheet has more than once, with what stands in each."""
    verouderd: bool = False


def lees_bijzonder(xml: bytes, procenten: frozenset[str], teksten: frozenset[str]) -> Bijzonder:
    """Walks through a sheet where there is a reason to.

    Args:
        procenten: the styles that show a number as a percentage.
        teksten: the numbers of the shared texts that have looks that carry meaning.
    """
    stijlen = tuple(f"s={q}{nr}{q}".encode() for nr in procenten for q in "\"'")
    leesbaar = not xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    dubbel = _doubles(xml) if leesbaar else None
    if leesbaar and not teksten and not dubbel and not any(merk in xml for merk in (*_MERKEN, *stijlen)):
        return Bijzonder()
    lezer = _Lezer(procenten, teksten, dubbel)
    walk(xml, lezer.start, lezer.end, lezer.tekst)
    return lezer.gevonden


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


class _Lezer:
    """One sheet being walked through."""

    def __init__(self, procenten: frozenset[str], teksten: frozenset[str], dubbel: frozenset[str] | None) -> None:
        self.gevonden = Bijzonder()
        self._procenten, self._teksten, self._dubbel = procenten, teksten, dubbel
        self._rij = self._kolom = 0
        self._cel: Cel | None = None
        self._doel: list[str] | None = None
        self._tekst = Opgemaakt()
        self._eerder: dict[Plek, str] = {}

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        soort = lokaal(naam)
        if soort == "c":
            plek = kenmerken.get("r")
            if plek:
                self._rij, self._kolom = plek_van(plek)
            else:
                self._kolom += 1
            self._cel = Cel(kenmerken.get("t", "n"), kenmerken.get("s", "0"))
        elif soort == "row":
            self._rij, self._kolom = int(kenmerken.get("r", self._rij + 1)), 0
            if _is_weg(kenmerken, "ht"):
                self.gevonden.rijen.add(self._rij)
        elif self._cel is not None:
            if soort == "f":
                self._doel = self._cel.formule = []
            elif soort == "v":
                self._doel = self._cel.waarde
            elif soort == "is":
                self._tekst = Opgemaakt()
            else:
                self._tekst.start(soort, kenmerken)
        elif soort == "col":
            if _is_weg(kenmerken, "width"):
                self.gevonden.kolommen |= set(range(int(kenmerken["min"]), int(kenmerken["max"]) + 1))
        elif soort == "mergeCell":
            begin, _, einde = kenmerken.get("ref", "").partition(":")
            self.gevonden.samengevoegd.append((*plek_van(begin), *plek_van(einde or begin)))
        elif soort == "sheetCalcPr" and is_verouderd(kenmerken):
            self.gevonden.verouderd = True

    def end(self, naam: str) -> None:
        soort = lokaal(naam)
        if soort == "c" and self._cel is not None:
            self._klaar(self._cel)
            self._cel = None
        elif soort in ("f", "v"):
            self._doel = None
        elif soort == "is" and self._cel is not None:
            self._cel.opgemaakt = self._tekst.bijzonder
            self._cel.waarde = [self._tekst.geheel]
        elif self._cel is not None:
            self._tekst.end(soort)

    def tekst(self, stuk: str) -> None:
        if self._doel is not None:
            self._doel.append(stuk)
        elif self._cel is not None:
            self._tekst.tekst(stuk)

    def _klaar(self, cel: Cel) -> None:
        plek = (self._rij, self._kolom)
        if (
            cel.soort == "e"
            or cel.formule is not None
            or cel.stijl in self._procenten
            or cel.opgemaakt is not None
            or (cel.soort == "s" and self._teksten and "".join(cel.waarde).strip() in self._teksten)
        ):
            self.gevonden.cellen.append((plek, cel))
        if self._dubbel == frozenset():
            return
        stond = "een tekst" if cel.soort == "s" else "".join(cel.waarde)
        eerder = self._eerder.setdefault(plek, stond)
        if eerder != stond:
            self.gevonden.dubbel.setdefault(plek, [eerder]).append(stond)


class Opgemaakt:
    """A text in pieces with looks of their own, as shared texts and texts within a cell have them."""

    def __init__(self) -> None:
        self._stukken: list[tuple[str, Stand, bool]] = []
        self._stand: Stand = ""
        self._weg = False
        self._in_t = False
        self._uitspraak = 0

    def start(self, soort: str, kenmerken: dict[str, str]) -> None:
        if soort == "r":
            self._stand, self._weg = "", False
        elif soort == "vertAlign":
            self._stand = {"superscript": "hoog", "subscript": "laag"}.get(kenmerken.get("val", ""), "")  # type: ignore[assignment]
        elif soort == "strike":
            self._weg = kenmerken.get("val", "1") in WAAR
        elif soort == "rPh":
            self._uitspraak += 1
        elif soort == "t":
            self._in_t = not self._uitspraak

    def end(self, soort: str) -> None:
        if soort == "t":
            self._in_t = False
        elif soort == "rPh":
            self._uitspraak -= 1

    def tekst(self, stuk: str) -> None:
        if self._in_t:
            self._stukken.append((stuk, self._stand, self._weg))

    @property
    def geheel(self) -> str:
        return "".join(tekst for tekst, _, _ in self._stukken)

    @property
    def bijzonder(self) -> str | None:
        """The text with its looks as signs, or None where it has none."""
        return met_tekens(self._stukken) if any(stand or weg for _, stand, weg in self._stukken) else None


def lees_teksten(xml: bytes) -> dict[str, str]:
    """The shared texts that have looks that carry meaning, by their number."""
    if b"vertAlign" not in xml and b"strike" not in xml:
        return {}
    gevonden: dict[str, str] = {}
    nummer = -1
    tekst = Opgemaakt()

    def start(naam: str, kenmerken: dict[str, str]) -> None:
        nonlocal nummer, tekst
        if lokaal(naam) == "si":
            nummer, tekst = nummer + 1, Opgemaakt()
        else:
            tekst.start(lokaal(naam), kenmerken)

    def end(naam: str) -> None:
        if lokaal(naam) == "si" and (bijzonder := tekst.bijzonder) is not None:
            gevonden[str(nummer)] = bijzonder
        else:
            tekst.end(lokaal(naam))

    walk(xml, start, end, lambda stuk: tekst.tekst(stuk))
    return gevonden


def _is_weg(kenmerken: dict[str, str], maat: str) -> bool:
    """Whether a row or a column is hidden, or has no height or width."""
    if kenmerken.get("hidden", "0") in WAAR:
        return True
    try:
        return float(kenmerken.get(maat, "1")) == 0
    except ValueError:
        return False
