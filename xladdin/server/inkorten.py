"""A call as its bytes, shortened before it is read: a whole column is a million rows, of which nearly all are empty.

To read a million empty rows takes half a second in which no thread of the process can do anything else, and two hundred
megabytes. Their text repeats, so that it can be counted and cut off without reading it.
"""

from __future__ import annotations

import re
from typing import Final

_LEGE_RIJ: Final = re.compile(rb'\[(?:null|"")(?:,(?:null|""))*\]')
_SPRONG: Final = 1_000
"""Rows that are passed over at a time; a shorter run of them is left as it is."""
_BREEDST: Final = 100_000
"""Bytes of a row of nothing, as wide as a sheet."""
_MEESTE: Final = 100
"""Ends of ranges that are looked at, the last ones first; a text can look like one."""


def kort_in(body: bytes) -> bytes:
    """The same call, without most of the empty rows at the end of its ranges.

    As many of them stay as there are rows above, and one: `rechthoek` keeps no more of them itself, and knows by those
    that more was chosen than is filled. Only what JavaScript writes is known here; anything else stays as it is.
    """
    einde = len(body)
    for _ in range(_MEESTE):
        einde = body.rfind(b"]]", 0, einde + 1)
        if einde < 0:
            break
        rij = body[max(0, body.rfind(b"[", max(0, einde - _BREEDST), einde)) : einde + 1]
        if not _LEGE_RIJ.fullmatch(rij):
            continue
        begin = _begin_van_reeks(body, b"," + rij, einde + 1)
        if begin > einde - _SPRONG or _in_tekst(body, begin):
            continue
        blijft = (body.count(b"[", 0, begin) + 1) * (len(rij) + 1)
        if begin + blijft < einde:
            body = body[: begin + blijft] + body[einde + 1 :]
        einde = begin
    return body


def _begin_van_reeks(body: bytes, stap: bytes, einde: int) -> int:
    """Where the same row over and over begins, that ends there."""
    for blok in (stap * _SPRONG, stap):
        while body.endswith(blok, 0, einde):
            einde -= len(blok)
    return einde


def _in_tekst(body: bytes, plek: int) -> bool:
    """Whether a place lies within a text: behind a quote that opens, and that no backslash makes a part of it."""
    voor = body[:plek]
    aanhalingen = voor.count(b'"')
    if b"\\" in voor:
        aanhalingen -= voor.replace(b"\\\\", b"").count(b'\\"')
    return aanhalingen % 2 == 1
