"""The XML inside a workbook, streamed through expat: no DTD, no entities, one encoding, bounded depth and tags.

A whole tree would cost fifty times the file; this keeps nothing. What an element means is up to the judge that gets it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, NoReturn
from xml.parsers import expat

from schemas.poort.grenzen import DIEPSTE_XML, GROOTSTE_XMLSTUK, MB
from schemas.poort.weigering import Kenmerk, Weigering, genoemd

_CODERINGEN: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_UTF16: Final = frozenset({"utf-16", "utf16"})
_MERK_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_ANDERE_CODERING: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00", b"+/v", b"\x4c\x6f\xa7\x94")
"""How UTF-16, UTF-32, UTF-7 and EBCDIC begin: ways to hide a DTD from whoever reads bytes."""
BLANCO: Final = b" \t\r\n\xef\xbb\xbf"


class Namen(dict[str, str]):
    """From a name as written to the one without its prefix, remembered."""

    def __missing__(self, naam: str) -> str:
        lokaal = naam.rpartition(":")[2]
        self[naam] = lokaal
        return lokaal


class Keurder:
    """Judges elements as they go by, and refuses none of them. Raises Weigering."""

    def begin(self, naam: str, attributen: dict[str, str]) -> None: ...

    def einde(self, naam: str) -> None: ...

    def tekst(self, stuk: str) -> None: ...


def is_xml(eerste: bytes) -> bool:
    """Whether a part wants to be read as XML, in whatever encoding."""
    return eerste.lstrip(BLANCO).startswith(b"<") or eerste.startswith(
        (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00")
    )


def keur_xml(
    stukken: Iterable[bytes], deelnaam: str, kies: Callable[[str, dict[str, str]], Keurder], *, utf16: bool = False
) -> None:
    """Stream one part past its judge.

    Args:
        stukken: its bytes, in blocks.
        deelnaam: its name, for the sentence.
        kies: the judge for a root element, given its name and attributes; it gets that element too.
            Names have their prefix as written.
        utf16: whether the part may be in UTF-16 too, with its mark in front: no reader of cells opens it.
    Raises:
        Weigering: the judge refuses, or it is no plain XML.
    """
    lezer = expat.ParserCreate()

    def bij_wortel(naam: str, attributen: dict[str, str]) -> None:
        keurder = kies(naam, attributen)
        diepte = 0
        begin, einde = keurder.begin, keurder.einde

        def bij_begin(naam: str, attributen: dict[str, str]) -> None:
            nonlocal diepte
            diepte += 1
            if diepte > DIEPSTE_XML:
                raise Weigering(
                    Kenmerk.XML, f"is dieper genest dan {DIEPSTE_XML} lagen (onderdeel {genoemd(deelnaam)})"
                )
            begin(naam, attributen)

        def bij_einde(naam: str) -> None:
            nonlocal diepte
            diepte -= 1
            einde(naam)

        lezer.StartElementHandler = bij_begin
        lezer.EndElementHandler = bij_einde
        lezer.CharacterDataHandler = keurder.tekst
        bij_begin(naam, attributen)

    def bij_dtd(*_: object) -> NoReturn:
        raise Weigering(Kenmerk.DTD, f"heeft een DTD (documenttype) in onderdeel {genoemd(deelnaam)}")

    def bij_kop(_versie: str, codering: str | None, _los: int) -> None:
        if codering is not None and codering.casefold() not in (_CODERINGEN | _UTF16 if utf16 else _CODERINGEN):
            raise _codering(deelnaam)

    lezer.StartElementHandler = bij_wortel
    lezer.StartDoctypeDeclHandler = bij_dtd
    lezer.EntityDeclHandler = bij_dtd
    lezer.XmlDeclHandler = bij_kop
    gelezen = 0
    try:
        for stuk in stukken:
            if not gelezen and stuk.startswith(_ANDERE_CODERING) and not (utf16 and stuk.startswith(_MERK_UTF16)):
                raise _codering(deelnaam)
            lezer.Parse(stuk, False)
            gelezen += len(stuk)
            if gelezen - lezer.CurrentByteIndex > GROOTSTE_XMLSTUK:
                raise Weigering(
                    Kenmerk.XML,
                    f"heeft XML van meer dan {GROOTSTE_XMLSTUK // MB} MB zonder einde (onderdeel {genoemd(deelnaam)})",
                )
        lezer.Parse(b"", True)
    except expat.ExpatError:
        raise Weigering(
            Kenmerk.BESCHADIGD, f"is beschadigd: onderdeel {genoemd(deelnaam)} is geen geldige XML"
        ) from None
    finally:
        # The handlers refer to the parser's owner: without this the cycle waits for the collector.
        lezer.StartElementHandler = lezer.EndElementHandler = lezer.CharacterDataHandler = None


def _codering(deelnaam: str) -> Weigering:
    return Weigering(Kenmerk.DTD, f"heeft XML in een andere tekencodering dan UTF-8 (onderdeel {genoemd(deelnaam)})")


_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.I)


def keur_losse_opmaak(inhoud: bytes, deelnaam: str) -> None:
    """Markup that need not be well-formed (Excel's drawings of notes): only no DTD and no other encoding."""
    if inhoud.startswith(_ANDERE_CODERING) or b"\0" in inhoud:
        raise _codering(deelnaam)
    if _DOCTYPE.search(inhoud):
        raise Weigering(Kenmerk.DTD, f"heeft een DTD (documenttype) in onderdeel {genoemd(deelnaam)}")
