"""The rows of a sheet often stand in many workbooks: they are deflated once for all of them.

So the part of a sheet is deflated in three pieces, in every workbook: the same content then gives the same bytes.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NIVEAU: Final = 6
"""Of zlib, as zipfile has it where nothing is said."""


@dataclass(frozen=True)
class Vaststuk:
    """A piece of a part that can be the same in other workbooks too."""

    rauw: bytes

    @cached_property
    def geperst(self) -> bytes:
        return _pers(self.rauw, zlib.Z_FULL_FLUSH)


@dataclass(frozen=True)
class Samengesteld:
    """A part with such a piece in it: what stands before and after it is its own."""

    voor: bytes
    midden: Vaststuk
    na: bytes

    @property
    def rauw(self) -> bytes:
        return self.voor + self.midden.rauw + self.na

    @property
    def geperst(self) -> bytes:
        """One stream: every piece but the last ends at a whole byte, and none looks back into another."""
        return _pers(self.voor, zlib.Z_FULL_FLUSH) + self.midden.geperst + _pers(self.na)


Deel = bytes | Samengesteld


def schrijf(archief: ZipFile, kop: ZipInfo, deel: Deel) -> None:
    """A part into an archive; what has been deflated already goes in as it is."""
    rauw = deel if isinstance(deel, bytes) else deel.rauw
    if isinstance(deel, bytes) or kop.compress_type != ZIP_DEFLATED:
        archief.writestr(kop, rauw)
        return
    kop.file_size = len(rauw)
    with archief.open(kop, "w") as naar:
        # zipfile counts, checks and writes the heads; only its compressor is another.
        naar._compressor = _Geperst(deel.geperst)  # type: ignore[attr-defined]
        naar.write(rauw)


class _Geperst:
    """Says what was deflated before to whoever asks to deflate it."""

    def __init__(self, inhoud: bytes) -> None:
        self._inhoud = inhoud

    def compress(self, _: bytes) -> bytes:
        return self._inhoud

    def flush(self) -> bytes:
        return b""


def _pers(inhoud: bytes, einde: int = zlib.Z_FINISH) -> bytes:
    pers = zlib.compressobj(NIVEAU, zlib.DEFLATED, -zlib.MAX_WBITS)
    return pers.compress(inhoud) + pers.flush(einde)
