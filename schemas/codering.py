"""In which encoding a text from outside was saved: one list, for whoever lets a file in and for whoever reads it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

NAMEN: Final = {"cp1252": "Windows (cp1252)", "cp850": "DOS (cp850)", "utf-16": "UTF-16"}
"""How the encodings that nobody asked for are called; of UTF-8 nothing has to be said."""
_MERKEN: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF32: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_PROEFTEKENS: Final = 10_000
_NIET_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LEESTEKENS: Final = frozenset("€‘’“”–—…•²³°½§©®\u00a0")
"""Signs that occur in Dutch texts; other signs beside letters betray the wrong code page."""
_APOSTROF: Final = "’"


class GeenTekst(Exception):
    """Why these bytes are no text that we read."""


def lees_tekst(data: bytes) -> tuple[str, str]:
    """A text and its encoding: UTF-8, UTF-16 with its mark, or the code page of Windows or of DOS in Western Europe.

    Raises:
        GeenTekst: it is none of these.
    """
    if data.startswith(_UTF32):
        raise GeenTekst("heeft een tekencodering die niet gebruikelijk is (UTF-32)")
    codering = next((codering for merk, codering in _MERKEN if data.startswith(merk)), "utf-8")
    if b"\0" in data and codering != "utf-16":
        raise GeenTekst("is geen tekst: er staan nul-tekens in")
    try:
        return data.decode(codering), codering
    except UnicodeDecodeError:
        if codering != "utf-8":
            raise GeenTekst("is geen tekst: een deel past niet bij hoe het bestand begint") from None
    # Windows goes first in a tie.
    return max(_pages(data), key=lambda kandidaat: _likeness(kandidaat[0]))


def _pages(data: bytes) -> Iterator[tuple[str, str]]:
    """The code pages in which these bytes are text."""
    for codering in ("cp1252", "cp850"):
        try:
            yield data.decode(codering), codering
        except UnicodeDecodeError:
            continue


def _likeness(tekst: str) -> int:
    """How much a text looks like Dutch: accented letters in the case of their neighbours, and few odd signs."""
    punten = 0
    for gevonden in islice(_NIET_ASCII.finditer(tekst), _PROEFTEKENS):
        teken, plek = gevonden[0], gevonden.start()
        vorige, volgende = tekst[plek - 1 : plek], tekst[plek + 1 : plek + 2]
        if teken.isalpha():
            past = teken.islower() or not vorige.islower()
        else:
            # No sign but an apostrophe stands within a word: K”ln was saved by DOS.
            past = teken in _LEESTEKENS and (teken == _APOSTROF or not (vorige.isalpha() and volgende.isalpha()))
        punten += 1 if past else -1
    return punten
