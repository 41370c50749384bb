"""Cutting into an XML part by byte offsets: what is not cut stays as it was, to the byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

_CODERING: Final = re.compile(rb"<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']")
_KENMERK: Final = rb"(?<=[\s])%s\s*=\s*(\"[^\"]*\"|'[^']*')"


Wens = Callable[[str, dict[str, str]], bool]
"""Whether an element of this name with these attributes is wanted."""


class NietTeKnippen(Exception):
    """The part is written in a way that cannot be cut by bytes."""


@dataclass(frozen=True)
class Element:
    """An element: its local name, its attributes, its start tag [begin, open_einde) and its end [sluit, einde)."""

    naam: str
    voorvoegsel: str
    kenmerken: dict[str, str]
    diepte: int
    begin: int
    open_einde: int
    sluit: int
    einde: int

    @property
    def leeg(self) -> bool:
        """Whether it is a tag without an end tag of its own."""
        return self.sluit == self.begin


def elementen(
    xml: bytes, namen: Iterable[str], gewenst: Callable[[str, dict[str, str]], bool] | None = None
) -> list[Element]:
    """The elements of these local names, in the order in which they begin.

    Raises:
        NietTeKnippen: the part is no UTF-8, or no XML.
    """
    codering = _CODERING.match(xml.lstrip(b"\xef\xbb\xbf"))
    vreemd = codering is not None and codering[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    if vreemd or xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise NietTeKnippen("encoding")
    zoek = frozenset(namen)
    lezer = expat.ParserCreate("utf-8")
    open_: list[tuple[str, dict[str, str], int] | None] = []
    gevonden: list[Element] = []

    def start(naam: str, kenmerken: dict[str, str]) -> None:
        lokaal = naam.rpartition(":")[2]
        wil = lokaal in zoek and (gewenst is None or gewenst(lokaal, kenmerken))
        open_.append((naam, kenmerken, lezer.CurrentByteIndex) if wil else None)

    def end(naam: str) -> None:
        item = open_.pop()
        if item is None:
            return
        volledig, kenmerken, begin = item
        voorvoegsel, _, lokaal = volledig.rpartition(":")
        open_einde = tag_end(xml, begin)
        sluit = lezer.CurrentByteIndex
        if xml[open_einde - 2 : open_einde] == b"/>":
            sluit, einde = begin, open_einde
        else:
            einde = tag_end(xml, sluit)
        gevonden.append(Element(lokaal, voorvoegsel, kenmerken, len(open_), begin, open_einde, sluit, einde))

    def refuse(*_: object) -> None:
        raise NietTeKnippen("doctype")

    lezer.StartElementHandler = start
    lezer.EndElementHandler = end
    lezer.StartDoctypeDeclHandler = refuse
    try:
        lezer.Parse(xml, True)
    except expat.ExpatError as fout:
        raise NietTeKnippen(str(fout)) from fout
    return sorted(gevonden, key=lambda element: element.begin)


def tag_end(xml: bytes, begin: int) -> int:
    """Just past the `>` of the tag that begins here; a `>` within quotes does not count."""
    plek = begin
    aanhaling = 0
    while True:
        teken = xml[plek]
        if aanhaling:
            aanhaling = 0 if teken == aanhaling else aanhaling
        elif teken in b"\"'":
            aanhaling = teken
        elif teken == 0x3E:
            return plek + 1
        plek += 1


def met_kenmerk(tag: bytes, naam: str, waarde: str) -> bytes:
    """A start tag with one attribute set."""
    nieuw = f"{naam}={quoteattr(waarde)}".encode()
    patroon = re.compile(_KENMERK % re.escape(naam).encode())
    if patroon.search(tag):
        return patroon.sub(lambda _: nieuw, tag, count=1)
    einde = -2 if tag.endswith(b"/>") else -1
    return tag[:einde].rstrip() + b" " + nieuw + tag[einde:]


class Knipsel:
    """Replacements and insertions in one part, carried out all at once."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._stukken: list[tuple[int, int, int, bytes]] = []

    def vervang(self, begin: int, einde: int, nieuw: bytes) -> None:
        self._stukken.append((begin, einde, len(self._stukken), nieuw))

    def voeg_in(self, plek: int, nieuw: bytes) -> None:
        self.vervang(plek, plek, nieuw)

    def resultaat(self) -> bytes:
        uit: list[bytes] = []
        vorige = 0
        for begin, einde, _, nieuw in sorted(self._stukken):
            uit += [self._xml[vorige:begin], nieuw]
            vorige = einde
        uit.append(self._xml[vorige:])
        return b"".join(uit)
