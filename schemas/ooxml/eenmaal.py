"""What often stands in many workbooks is deflated once for all of them: the rows of a sheet, and small parts.

So the part of a sheet is deflated in three pieces, in every workbook: the same content then gives the same bytes.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

NIVEAU: Final = 6
"""Of zlib, as zipfile has it where nothing is said."""
KORT: Final = 20_000
"""In bytes. Of such pieces the last five hundred are kept."""


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
        return _kort(self.voor, zlib.Z_FULL_FLUSH) + self.midden.geperst + _kort(self.na)


Deel = bytes | Samengesteld


def schrijf(archief: ZipFile, kop: ZipInfo, deel: Deel) -> None:
    """A part into an archive; what has been deflated already goes in as it is."""
    rauw = deel if isinstance(deel, bytes) else deel.rauw
    if kop.compress_type != ZIP_DEFLATED:
        archief.writestr(kop, rauw)
        return
    kop.file_size = len(rauw)
    with archief.open(kop, "w") as naar:
        # zipfile counts, checks and writes the heads; only its compressor is another.
        naar._compressor = _Geperst(_kort(deel) if isinstance(deel, bytes) else deel.geperst)  # type: ignore[attr-defined]
        naar.write(rauw)


class _Geperst:
    """Says what was deflated before to whoever asks to deflate it."""

    def __init__(self, inhoud: bytes) -> None:
        self._inhoud = inhoud

    def compress(self, _: bytes) -> bytes:
        return self._inhoud

    def flush(self) -> bytes:
        return b""


def _kort(inhoud: bytes, einde: int = zlib.Z_FINISH) -> bytes:
    """What is short, such as a table or the look of a sheet, is mostly that of the workbook before too."""
    return (_bewaard if len(inhoud) <= KORT else _pers)(inhoud, einde)


def _pers(inhoud: bytes, einde: int = zlib.Z_FINISH) -> bytes:
    pers = zlib.compressobj(NIVEAU, zlib.DEFLATED, -zlib.MAX_WBITS)
    return pers.compress(inhoud) + pers.flush(einde)


_bewaard: Final = lru_cache(maxsize=500)(_pers)
