"""The container of old Office files (OLE): its directory and one stream of it, read with every step counted."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from schemas.poort.weigering import Kenmerk, Weigering

MERK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KOP: Final = struct.Struct("<28x3H14xI4x2I4xI4x")
_INGANG: Final = struct.Struct("<64sHB49xIQ")
_RECORD: Final = struct.Struct("<HH")
"""The header, an entry of the directory, and what a record of a workbook begins with; an x is a byte that says nothing
here."""
_HOOGSTE_SECTOR: Final = 0xFFFFFFFA
_KOPSECTOREN: Final = 109
_DREMPEL: Final = 4_096
"""Shorter streams are stored in pieces of 64 bytes."""
_MEESTE_INGANGEN: Final = 4_096
"""Streams and storages; a workbook has about ten, one with pivot tables some dozens."""
OPSLAG: Final = 1
STROOM: Final = 2
WORTEL: Final = 5


@dataclass(frozen=True)
class Ingang:
    """A stream or storage: its name, kind, first sector and size."""

    naam: str
    soort: int
    begin: int
    lengte: int


class Ole:
    """A compound file. Anything that does not add up is damage: chains may not loop or leave the file."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise _kapot()
        volgorde, macht, minimacht, inhoud, drempel, self._eerste_mini, difat = _KOP.unpack_from(data)
        if volgorde != 0xFFFE or macht not in (9, 12) or minimacht != 6 or drempel != _DREMPEL:
            raise _kapot()
        self._data = data
        self._maat = 1 << int(macht)
        self._sectoren = (len(data) - 1) // self._maat
        self._tabel = self._lees_tabel(difat)
        self.ingangen = _lees_ingangen(self._keten(inhoud))
        self._minitabel: Sequence[int] | None = None

    def _lees_tabel(self, difat: int) -> Sequence[int]:
        """The table of which sector follows which; where it is stands in the header and in a chain behind it."""
        lijst = list(struct.unpack_from(f"<{_KOPSECTOREN}I", self._data, 76))
        per_sector = self._maat // 4
        while difat < _HOOGSTE_SECTOR:
            if len(lijst) > self._sectoren + _KOPSECTOREN + per_sector:
                raise _kapot()
            blok = struct.unpack(f"<{per_sector}I", self._sector(difat))
            lijst += blok[:-1]
            difat = blok[-1]
        tabel: list[int] = []
        for nummer in lijst:
            if nummer < _HOOGSTE_SECTOR:
                tabel += struct.unpack(f"<{per_sector}I", self._sector(nummer))
            if len(tabel) > self._sectoren + _KOPSECTOREN * per_sector:
                raise _kapot()
        return tabel

    def _sector(self, nummer: int) -> bytes:
        begin = (nummer + 1) * self._maat
        stuk = self._data[begin : begin + self._maat]
        if nummer >= self._sectoren or not stuk:
            raise _kapot()
        # The last sector may be cut short by a writer that does not pad.
        return stuk.ljust(self._maat, b"\0")

    def _keten(self, nummer: int) -> bytes:
        stukken: list[bytes] = []
        while nummer < _HOOGSTE_SECTOR:
            if len(stukken) > self._sectoren or nummer >= len(self._tabel):
                raise _kapot()
            stukken.append(self._sector(nummer))
            nummer = self._tabel[nummer]
        return b"".join(stukken)

    def lees(self, ingang: Ingang) -> bytes:
        """The bytes of one stream."""
        inhoud = self._keten(ingang.begin) if ingang.lengte >= _DREMPEL else self._mini(ingang.begin)
        if len(inhoud) < ingang.lengte:
            raise _kapot()
        return inhoud[: ingang.lengte]

    def _mini(self, nummer: int) -> bytes:
        """A small stream: pieces of 64 bytes within the stream of the root."""
        if self._minitabel is None:
            ruw = self._keten(self._eerste_mini)
            self._minitabel = struct.unpack(f"<{len(ruw) // 4}I", ruw)
        wortel = next((ingang for ingang in self.ingangen if ingang.soort == WORTEL), None)
        if wortel is None:
            raise _kapot()
        bak = self._keten(wortel.begin)
        stukken: list[bytes] = []
        while nummer < _HOOGSTE_SECTOR:
            if len(stukken) > len(self._minitabel) or nummer >= len(self._minitabel):
                raise _kapot()
            stukken.append(bak[nummer * 64 : nummer * 64 + 64])
            nummer = self._minitabel[nummer]
        return b"".join(stukken)


def werkmap_in(ole: Ole) -> Ingang | None:
    """The stream of an old workbook; of a new and an old one in one file the new one."""
    stromen = {ingang.naam.casefold(): ingang for ingang in reversed(ole.ingangen) if ingang.soort == STROOM}
    return stromen.get("workbook") or stromen.get("book")


def records(stroom: bytes) -> Iterator[tuple[int, int, int]]:
    """The records of that stream up to the padding behind the last sheet: kind, where what it holds begins, and its
    length.

    Raises:
        Weigering: one runs on past the end.
    """
    plek = 0
    while plek + _RECORD.size <= len(stroom):
        soort, lengte = _RECORD.unpack_from(stroom, plek)
        plek += _RECORD.size
        if plek + lengte > len(stroom):
            raise Weigering(Kenmerk.BESCHADIGD, "is beschadigd: het einde van de werkmap ontbreekt")
        yield soort, plek, lengte
        if soort == lengte == 0:
            return
        plek += lengte


def _lees_ingangen(ruw: bytes) -> tuple[Ingang, ...]:
    if len(ruw) // _INGANG.size > _MEESTE_INGANGEN:
        raise _kapot()
    ingangen = []
    for plek in range(0, len(ruw) - _INGANG.size + 1, _INGANG.size):
        naam, lengte, soort, begin, omvang = _INGANG.unpack_from(ruw, plek)
        if soort in (OPSLAG, STROOM, WORTEL):
            tekst = naam[: max(min(lengte, 64) - 2, 0)].decode("utf-16-le", "replace")
            ingangen.append(Ingang(tekst, soort, begin, omvang & 0xFFFFFFFF))
    return tuple(ingangen)


def _kapot() -> Weigering:
    return Weigering(Kenmerk.BESCHADIGD, "is beschadigd: de opbouw van dit oude Excel-bestand klopt niet")
