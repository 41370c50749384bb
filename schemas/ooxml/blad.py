"""A sheet that is changed in place: its frame as a tree, and of its rows those that are touched. The others keep their
bytes, and one mark in a sheet of a million cells takes no memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schemas.ooxml.cellen import cellen_van
from schemas.ooxml.xml import (
    HOOFD,
    Element,
    NietTeBewerken,
    als_bytes,
    als_stuk,
    is_utf8,
    kinderen,
    maak,
    ontleed,
    voeg_toe,
)
from schemas.plaats import celnaam

_DATA: Final = re.compile(rb"<(?:[\w.-]+:)?sheetData\b[^>]*>")
_DATA_SLUIT: Final = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>")
_NUMMER: Final = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_GEVULD: Final = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|f)[\s/>]")


@dataclass
class _Rij:
    """A row as it stands in the part, and once it was opened as a tree: the list in which it is the only one."""

    ruw: bytes
    lijst: Element | None = None
    gewijzigd: bool = False

    def als_bytes(self) -> bytes:
        if self.lijst is None or not self.gewijzigd:
            return self.ruw
        xml = als_stuk(self.lijst)
        return xml[xml.index(b">") + 1 : xml.rindex(b"</")]


class Bladxml:
    """One sheet that is being changed; rows and columns count from 1."""

    def __init__(self, inhoud: bytes, deel: str) -> None:
        """
        Raises:
            NietTeBewerken: it is no sheet, or written in an unusual way.
        """
        self.deel, self._was = deel, inhoud
        if b"<!" in inhoud:
            # A comment or CDATA could hold what looks like a row.
            wortel = ontleed(inhoud, deel)
            etree.strip_tags(wortel, etree.Comment)
            inhoud = als_bytes(wortel, inhoud)
        data = _DATA.search(inhoud)
        if data is None:
            raise self._anders()
        slot = None if data[0].endswith(b"/>") else _DATA_SLUIT.search(inhoud, data.end())
        begin = data.end()
        einde = slot.start() if slot else begin
        self._voor, self._na = inhoud[:begin], inhoud[einde:]
        self.wortel = ontleed(self._voor + self._na, deel)
        self._kader = als_bytes(self.wortel)
        gevonden = kinderen(self.wortel, "sheetData")
        naam = etree.QName(self.wortel)
        if (naam.namespace, naam.localname, len(gevonden)) != (HOOFD, "worksheet", 1) or not is_utf8(self.wortel):
            raise self._anders()
        self._data = gevonden[0]
        self._rijen = self._split(inhoud[begin:einde])

    def _anders(self) -> NietTeBewerken:
        return NietTeBewerken(f"Onderdeel {self.deel} van de werkmap is anders opgebouwd dan een blad van Excel.")

    def _split(self, inhoud: bytes) -> dict[int, _Rij]:
        """Every row by its number, with what follows up to the next: where there is no comment or CDATA, what looks
        like the beginning of a row is one.
        """
        voorvoegsel = f"{self._data.prefix}:" if self._data.prefix else ""
        begin = list(re.finditer(rb"<%srow\b([^>]*)>" % re.escape(voorvoegsel).encode(), inhoud))
        grenzen = [*(vondst.start() for vondst in begin), len(inhoud)]
        if inhoud[: grenzen[0]].strip():
            raise self._anders()
        rijen: dict[int, _Rij] = {}
        nummer = 0
        for vondst, tot in zip(begin, grenzen[1:], strict=True):
            eigen = _NUMMER.search(vondst[1])
            # May be left out by a program that writes every row.
            nummer = int(eigen[1]) if eigen else nummer + 1
            if nummer in rijen:
                raise self._anders()
            rijen[nummer] = _Rij(inhoud[vondst.start() : tot])
        return rijen

    @property
    def laatste_rij(self) -> int:
        """The last row that holds a value."""
        return next((nr for nr in sorted(self._rijen, reverse=True) if _GEVULD.search(self._rijen[nr].als_bytes())), 0)

    def rij(self, nummer: int) -> Element:
        """A row to change; made where it was not there."""
        if nummer not in self._rijen:
            lijst = maak(self._data, "sheetData")
            voeg_toe(lijst, "row", r=str(nummer))
            self._rijen[nummer] = _Rij(b"", lijst)
        self._rijen[nummer].gewijzigd = True
        return self._open(nummer)

    def _open(self, nummer: int) -> Element:
        rij = self._rijen[nummer]
        if rij.lijst is None:
            kop = als_stuk(maak(self._data, "sheetData")).removesuffix(b"/>")
            naam = kop.removeprefix(b"<").split(maxsplit=1)[0]
            rij.lijst = ontleed(b"%s>%s</%s>" % (kop, rij.ruw, naam), self.deel)
        return kinderen(rij.lijst)[0]

    def zoek(self, rij: int, kolom: int) -> Element | None:
        """A cell to look at; nothing where it is not there."""
        return _per_kolom(self._open(rij)).get(kolom) if rij in self._rijen else None

    def cel(self, rij: int, kolom: int) -> Element:
        """A cell to change; made where it was not there."""
        element = self.rij(rij)
        er_zijn = _per_kolom(element)
        if kolom in er_zijn:
            return er_zijn[kolom]
        # Only a hint for faster reading, and wrong once a cell was added.
        element.attrib.pop("spans", "")
        nieuw = voeg_toe(element, "c", r=celnaam(rij, kolom))
        volgende = min((ander for ander in er_zijn if ander > kolom), default=None)
        if volgende is not None:
            er_zijn[volgende].addprevious(nieuw)
        return nieuw

    def als_bytes(self) -> bytes:
        """The part, with the declaration that it had."""
        voor, na = self._voor, self._na
        rijen = b"".join(rij.als_bytes() for _, rij in sorted(self._rijen.items()))
        if als_bytes(self.wortel) != self._kader:
            kader = als_bytes(self.wortel, self._was)
            data = _DATA.search(kader)
            assert data is not None
            voor, na = kader[: data.end()], kader[data.end() :]
        if rijen and voor.endswith(b"/>"):
            naam = als_stuk(self._data).removeprefix(b"<").removesuffix(b"/>").split(maxsplit=1)[0]
            voor, na = voor.removesuffix(b"/>") + b">", b"</%s>" % naam + na
        return voor + rijen + na


def _per_kolom(rij: Element) -> dict[int, Element]:
    return {kolom: cel for (_, kolom), cel in cellen_van(kinderen(rij, "c"), 0)}
