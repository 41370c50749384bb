"""The XML of a part of a workbook as a tree, and back without a change that nobody asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast
from xml.dom import minidom
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape

from schemas.fouten import Gebruikersfout

HOOFD: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# Raw, a reader takes these for a space (attributes) or a line feed (text).
IN_ATTRIBUUT: Final = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
IN_TEKST: Final = {"\r": "&#13;"}


class NietTeBewerken(Gebruikersfout):
    """The workbook is fine to read, but cannot be changed without loss."""


def ontleed(inhoud: bytes, naam: str) -> minidom.Document:
    """The tree of a part.

    Raises:
        NietTeBewerken: it is no XML, or holds what a workbook never holds.
    """
    if b"<!DOCTYPE" in inhoud or b"<!ENTITY" in inhoud:
        raise NietTeBewerken(f"Onderdeel {naam} van de werkmap heeft een DTD. Sla het bestand in Excel opnieuw op.")
    try:
        return minidom.parseString(inhoud)
    except ExpatError:
        raise NietTeBewerken(f"Onderdeel {naam} van de werkmap is beschadigd. Sla het in Excel opnieuw op.") from None


def als_bytes(boom: minidom.Document) -> bytes:
    """The part again. minidom's own writer loses line breaks within attributes."""
    stukken = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
    for knoop in boom.childNodes:
        _write(knoop, stukken)
    return "".join(stukken).encode()


def _write(knoop: minidom.Node, stukken: list[str]) -> None:
    if isinstance(knoop, minidom.Element):
        stukken.append(f"<{knoop.tagName}")
        for naam, waarde in knoop.attributes.items():
            stukken.append(f' {naam}="{escape(waarde, IN_ATTRIBUUT)}"')
        if not knoop.childNodes:
            stukken.append("/>")
            return
        stukken.append(">")
        for kind in knoop.childNodes:
            _write(kind, stukken)
        stukken.append(f"</{knoop.tagName}>")
    elif isinstance(knoop, minidom.Text):
        stukken.append(escape(knoop.data, IN_TEKST))
    elif isinstance(knoop, minidom.Comment | minidom.ProcessingInstruction):
        stukken.append(knoop.toxml())


def wortel(boom: minidom.Document) -> minidom.Element:
    return cast(minidom.Element, boom.documentElement)


def elementen(ouder: minidom.Document | minidom.Element, naam: str) -> list[minidom.Element]:
    """The elements of that name within, in the spreadsheet's own namespace."""
    return list(ouder.getElementsByTagNameNS(HOOFD, naam))


def kinderen(ouder: minidom.Element, namen: Sequence[str] = ()) -> list[minidom.Element]:
    """The elements right under one, of these names or all."""
    alle = [kind for kind in ouder.childNodes if isinstance(kind, minidom.Element)]
    return [kind for kind in alle if kind.localName in namen] if namen else alle


def maak(ouder: minidom.Element, naam: str, **attributen: str) -> minidom.Element:
    """A loose element with the prefix of what will be its parent."""
    boom = cast(minidom.Document, ouder.ownerDocument)
    kind = boom.createElementNS(ouder.namespaceURI, f"{ouder.prefix}:{naam}" if ouder.prefix else naam)
    for sleutel, waarde in attributen.items():
        kind.setAttribute(sleutel, waarde)
    return kind


def voeg_toe(ouder: minidom.Element, naam: str, **attributen: str) -> minidom.Element:
    kind = maak(ouder, naam, **attributen)
    ouder.appendChild(kind)
    return kind


def tekst_van(element: minidom.Element) -> str:
    return "".join(kind.data for kind in element.childNodes if isinstance(kind, minidom.Text))


def zet_tekst(element: minidom.Element, tekst: str) -> None:
    leegmaken(element)
    element.appendChild(cast(minidom.Document, element.ownerDocument).createTextNode(tekst))


def leegmaken(element: minidom.Element) -> None:
    for kind in list(element.childNodes):
        element.removeChild(kind)
