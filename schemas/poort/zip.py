"""The zip around a workbook, read strictly: whatever two programs could read in two ways is refused.

Python's own `zipfile` is lenient on purpose and believes the sizes in the headers, so the table of contents is read
here: every entry must lie where it says, alone, and inflate to exactly the size and checksum that it claims.
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from schemas.poort.grenzen import (
    HOOGSTE_VERHOUDING,
    LANGSTE_DEELNAAM,
    MB,
    MEEST_UITGEPAKT,
    MEESTE_DELEN,
    VERHOUDING_VANAF,
)
from schemas.poort.weigering import Kenmerk, Weigering, genoemd

_EINDE: Final = struct.Struct("<4x4H2IH")
_INHOUD: Final = struct.Struct("<4sH2x2H4x3I3H4x2I")
_LOKAAL: Final = struct.Struct("<4s2x2H16x2H")
_EINDE64: Final = struct.Struct("<4xQ4x2I4Q")
_WIJZER64: Final = struct.Struct("<4xIQI")
"""The records of the format; an x is a byte that says nothing here: versions, times, what is said twice."""
_ZIP64: Final = 0xFFFFFFFF
_VERSLEUTELD: Final = 0x1
_UTF8: Final = 0x800
_OPGESLAGEN: Final = 0
_DEFLATE: Final = 8
_BLOK: Final = 1 << 18
_UNIX: Final = 3
_SCHIJF: Final = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Deel:
    """One entry: where its bytes are and what it claims of itself."""

    naam: str
    kop: int
    begin: int
    gepakt: int
    uitgepakt: int
    crc: int
    methode: int


class Archief:
    """The entries of a zip; inflating counts against one budget for the whole file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._uitgepakt = 0
        self.delen: dict[str, Deel] = {}
        for deel in _lees_inhoud(data):
            if deel.naam.endswith("/"):
                if deel.uitgepakt:
                    raise Weigering(Kenmerk.PAD, f"bevat een map met inhoud ({genoemd(deel.naam)})")
                continue
            self.delen[deel.naam] = deel
        self._op_naam = {naam.casefold(): deel for naam, deel in self.delen.items()}
        if not self.delen:
            raise Weigering(Kenmerk.LEEG, "is een zip zonder inhoud")

    def zoek(self, naam: str) -> Deel | None:
        """An entry by its name, in whatever case: to the format names of parts are equal then."""
        return self._op_naam.get(naam.casefold())

    def stukken(self, deel: Deel) -> Iterator[bytes]:
        """The inflated bytes of one entry, in blocks.

        Raises:
            Weigering: it is a bomb, or not what its header says.
        """
        bron = memoryview(self._data)[deel.begin : deel.begin + deel.gepakt]
        crc = lengte = 0
        for stuk in self._plat(bron) if deel.methode == _OPGESLAGEN else self._inflate(bron, deel):
            lengte += len(stuk)
            self._uitgepakt += len(stuk)
            if self._uitgepakt > MEEST_UITGEPAKT:
                raise Weigering(Kenmerk.BOM, f"wordt uitgepakt groter dan {MEEST_UITGEPAKT // MB} MB")
            if self._uitgepakt > VERHOUDING_VANAF and self._uitgepakt > HOOGSTE_VERHOUDING * len(self._data):
                raise Weigering(Kenmerk.BOM, f"wordt uitgepakt meer dan {HOOGSTE_VERHOUDING} keer zo groot")
            if lengte > deel.uitgepakt:
                raise _onjuist(deel)
            crc = zlib.crc32(stuk, crc)
            yield stuk
        if lengte != deel.uitgepakt or crc != deel.crc:
            raise _onjuist(deel)

    def alles(self, deel: Deel, hoogstens: int) -> bytes:
        """The whole of a small entry."""
        if deel.uitgepakt > hoogstens:
            raise te_groot(deel)
        return b"".join(self.stukken(deel))

    @staticmethod
    def _plat(bron: memoryview) -> Iterator[bytes]:
        for plek in range(0, len(bron), _BLOK):
            yield bytes(bron[plek : plek + _BLOK])

    @staticmethod
    def _inflate(bron: memoryview, deel: Deel) -> Iterator[bytes]:
        machine = zlib.decompressobj(-zlib.MAX_WBITS)
        invoer: bytes | memoryview = bron
        try:
            while not machine.eof:
                stuk = machine.decompress(invoer, _BLOK)
                invoer = machine.unconsumed_tail
                if stuk:
                    yield stuk
                elif not invoer:
                    break
        except zlib.error:
            raise _onjuist(deel) from None
        if not machine.eof or machine.unused_data or machine.unconsumed_tail:
            raise _onjuist(deel)


def te_groot(deel: Deel) -> Weigering:
    return Weigering(Kenmerk.AFMETING, f"heeft een veel te groot onderdeel {genoemd(deel.naam)}")


def _onjuist(deel: Deel) -> Weigering:
    return Weigering(Kenmerk.BESCHADIGD, f"is beschadigd: onderdeel {genoemd(deel.naam)} is niet wat zijn kop zegt")


def _lees_inhoud(data: bytes) -> list[Deel]:
    """The entries of the table of contents, each held against its own header."""
    if data.count(b"PK\x01\x02") > MEESTE_DELEN:
        raise Weigering(Kenmerk.BOM, f"heeft meer dan {MEESTE_DELEN} onderdelen")
    begin, einde, aantal = _plaats_inhoud(data)
    delen: list[Deel] = []
    gezien: set[str] = set()
    plek = begin
    while plek < einde:
        if plek + _INHOUD.size > einde:
            raise _kapot()
        merk, maker, vlaggen, methode, crc, gepakt, uitgepakt, *maten, buiten, kop = _INHOUD.unpack_from(data, plek)
        naamlengte, extra, commentaar = maten
        tot = plek + _INHOUD.size + naamlengte
        if merk != b"PK\x01\x02" or tot + extra + commentaar > einde:
            raise _kapot()
        ruw = data[plek + _INHOUD.size : tot]
        plek = tot + extra + commentaar
        naam = _naam(ruw, vlaggen)
        if naam.casefold() in gezien:
            raise Weigering(Kenmerk.PAD, f"bevat onderdeel {genoemd(naam)} twee keer")
        gezien.add(naam.casefold())
        if _ZIP64 in (gepakt, uitgepakt, kop):
            uitgepakt, gepakt, kop = _lange_maten(data[tot : tot + extra], (uitgepakt, gepakt, kop))
        if maker >> 8 == _UNIX and stat.S_ISLNK(buiten >> 16):
            raise Weigering(Kenmerk.PAD, f"bevat een snelkoppeling in plaats van een onderdeel ({genoemd(naam)})")
        if vlaggen & _VERSLEUTELD:
            raise Weigering(Kenmerk.WACHTWOORD)
        if methode not in (_OPGESLAGEN, _DEFLATE):
            raise Weigering(Kenmerk.XML, f"is op een ongewone manier ingepakt (onderdeel {genoemd(naam)})")
        delen.append(Deel(naam, kop, _begin(data, kop, ruw, vlaggen, methode, begin), gepakt, uitgepakt, crc, methode))
    if len(delen) != aantal:
        raise _kapot()
    _keur_ligging(delen, begin)
    return delen


def _plaats_inhoud(data: bytes) -> tuple[int, int, int]:
    """Where the table of contents begins and ends, and how many entries it should have.

    No spreadsheet program writes a comment behind it, so it ends the file: then there is no second table to be found.
    """
    slot = len(data) - _EINDE.size
    if slot < 0 or not data.startswith(b"PK\x05\x06", slot):
        raise Weigering(
            Kenmerk.BESCHADIGD, "is niet compleet: het einde van het bestand ontbreekt of er staat iets achter"
        )
    schijf, eerste, hier, aantal, grootte, begin, commentaar = _EINDE.unpack_from(data, slot)
    if data.startswith(b"PK\x06\x07", max(slot - _WIJZER64.size, 0)):
        kort = (aantal, grootte, begin)
        slot, aantal, grootte, begin = _lang_einde(data, slot - _WIJZER64.size)
        # What does not fit in the short table is all ones there; anything else says the same in both.
        vol = (0xFFFF, _ZIP64, _ZIP64)
        if any(k not in (v, lang) for k, v, lang in zip(kort, vol, (aantal, grootte, begin), strict=True)):
            raise _kapot()
        hier = aantal
    if schijf or eerste or hier != aantal or commentaar or begin + grootte != slot:
        raise _kapot()
    return begin, slot, aantal


def _lang_einde(data: bytes, wijzer: int) -> tuple[int, int, int, int]:
    """Of the large form of the table, which libraries of Java write for any file: where it closes, and its sizes."""
    schijf, plek, schijven = _WIJZER64.unpack_from(data, wijzer)
    if schijf or schijven != 1 or plek + _EINDE64.size != wijzer or not data.startswith(b"PK\x06\x06", plek):
        raise _kapot()
    lengte, schijf, eerste, hier, aantal, grootte, begin = _EINDE64.unpack_from(data, plek)
    if lengte != _EINDE64.size - 12 or schijf or eerste or hier != aantal or begin > plek or grootte > plek:
        raise _kapot()
    return plek, aantal, grootte, begin


def _lange_maten(extra: bytes, maten: tuple[int, int, int]) -> tuple[int, int, int]:
    """The sizes and the place of an entry, where they stand behind its name because they are written large."""
    plek = 0
    while plek + 4 <= len(extra):
        soort, lengte = struct.unpack_from("<HH", extra, plek)
        if soort == 1 and plek + 4 + lengte <= len(extra):
            getallen = iter(struct.unpack_from(f"<{lengte // 8}Q", extra, plek + 4))
            gevonden = [next(getallen, -1) if maat == _ZIP64 else maat for maat in maten]
            if all(0 <= maat < _ZIP64 for maat in gevonden):
                return gevonden[0], gevonden[1], gevonden[2]
        plek += 4 + lengte
    raise _kapot()


def _kapot() -> Weigering:
    return Weigering(Kenmerk.BESCHADIGD, "is beschadigd: de inhoudsopgave van het bestand klopt niet")


def _naam(ruw: bytes, vlaggen: int) -> str:
    try:
        naam = ruw.decode("utf-8" if vlaggen & _UTF8 else "cp437")
    except UnicodeDecodeError:
        raise _kapot() from None
    stappen = naam.removesuffix("/").split("/")
    if (
        not naam
        or len(naam) > LANGSTE_DEELNAAM
        or "\\" in naam
        or _SCHIJF.match(naam)
        or any(stap in ("", ".", "..") for stap in stappen)
        or not naam.isprintable()
    ):
        raise Weigering(Kenmerk.PAD, f"bevat een onderdeel met een ongeldige naam ({genoemd(naam)})")
    return naam


def _begin(data: bytes, kop: int, ruw: bytes, vlaggen: int, methode: int, grens: int) -> int:
    """Where the bytes of an entry begin; its own header must agree with the table of contents."""
    if kop + _LOKAAL.size > grens:
        raise _kapot()
    merk, vlaggen_hier, methode_hier, naamlengte, extra = _LOKAAL.unpack_from(data, kop)
    naam = data[kop + _LOKAAL.size : kop + _LOKAAL.size + naamlengte]
    if merk != b"PK\x03\x04" or naam != ruw or methode_hier != methode or (vlaggen_hier ^ vlaggen) & _VERSLEUTELD:
        raise _kapot()
    return kop + _LOKAAL.size + int(naamlengte) + int(extra)


def _keur_ligging(delen: list[Deel], grens: int) -> None:
    """No two entries share bytes: that is how a small file holds a very large one."""
    vorige = 0
    for deel in sorted(delen, key=lambda deel: deel.kop):
        if deel.kop < vorige:
            raise Weigering(Kenmerk.BOM, f"heeft onderdelen die over elkaar liggen (bij {genoemd(deel.naam)})")
        vorige = deel.begin + deel.gepakt
    if vorige > grens:
        raise _kapot()
