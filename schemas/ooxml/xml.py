"""The XML of a part as a tree, and back without a change that nobody asked for.

No document type, no entity, nothing from the network; whatever the prefix, names are told apart by namespace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final, TypeAlias, cast

from lxml import etree

from schemas.fouten import Gebruikersfout

HOOFD: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RUIMTE: Final = "{http://www.w3.org/XML/1998/namespace}space"
"""The attribute that keeps spaces around a text."""
WAAR: Final = ("1", "true")
ONWAAR: Final = ("0", "false")
KOP: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_VEILIG: Final[dict[str, Any]] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False
}  # fmt: skip
_ZONDER: Final[dict[str, Any]] = {"remove_comments": True, "remove_pis": True}
_KLEIN: Final = 8_000_000
"""Bytes of a part that is read as a whole: twice as fast, and twenty times as much memory."""
_DECLARATIE: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?")
_DTD: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)")

Element: TypeAlias = etree._Element
etree.register_namespace("r", RELATIE)  # some programs declare it on every sheet and not on the workbook


class NietTeBewerken(Gebruikersfout):
    """The workbook is fine to read, but cannot be changed without loss."""


def ontleed(inhoud: bytes, deel: str) -> Element:
    """The root of a part.

    Raises:
        NietTeBewerken: it is no XML, or holds what a workbook never holds.
    """
    if _DTD.search(inhoud):
        raise NietTeBewerken(f"Onderdeel {deel} van de werkmap heeft een DTD. Sla het bestand in Excel opnieuw op.")
    try:
        return etree.fromstring(inhoud, etree.XMLParser(**_VEILIG))
    except etree.XMLSyntaxError:
        raise NietTeBewerken(f"Onderdeel {deel} van de werkmap is beschadigd. Sla het in Excel opnieuw op.") from None


def als_bytes(wortel: Element, was: bytes = b"") -> bytes:
    """The part again in UTF-8, with the declaration that it had."""
    boom = wortel.getroottree()
    declaratie = _DECLARATIE.match(was)
    kop = KOP if was and not is_utf8(wortel) else declaratie[0] if declaratie else b""
    return kop + etree.tostring(boom, encoding="UTF-8")


def als_stuk(element: Element) -> bytes:
    """An element by itself, with the namespaces that it needs."""
    return etree.tostring(element, encoding="UTF-8", with_tail=False)


def is_utf8(wortel: Element) -> bool:
    """Whether the part from which the tree was made says that it is UTF-8, or says nothing."""
    return (wortel.getroottree().docinfo.encoding or "UTF-8").upper() == "UTF-8"


def stroom(inhoud: bytes, *namen: str) -> Iterator[Element]:
    """The elements of these names, each when it is complete, without comments; who walks by throws away what is read.

    Raises:
        ValueError: a document type, which has no place in a workbook.
        SyntaxError: no XML.
    """
    if _DTD.search(inhoud):
        raise ValueError("a document type has no place in a workbook")
    soorten = [f"{{*}}{naam}" for naam in namen]
    if len(inhoud) < _KLEIN:
        yield from etree.fromstring(inhoud, etree.XMLParser(**_VEILIG, **_ZONDER)).iter(*soorten)
    else:
        lezer: Any = etree.iterparse(BytesIO(inhoud), tag=soorten, **_VEILIG, **_ZONDER)
        yield from (element for _, element in lezer)


class _Namen(dict[object, str]):
    """From a name to the one without its namespace, remembered; nothing of a comment."""

    def __missing__(self, naam: object) -> str:
        kaal = self[naam] = naam.rpartition("}")[2] if isinstance(naam, str) else ""
        return kaal


_NAMEN: Final = _Namen()


def lokaal(element: Element) -> str:
    """The name of an element without its namespace; nothing of a comment."""
    return _NAMEN[element.tag]


def attribuut(element: Element, naam: str) -> str:
    """An attribute by its name, in whatever namespace."""
    return next((str(waarde) for sleutel, waarde in element.items() if str(sleutel).rpartition("}")[2] == naam), "")


def afstammelingen(element: Element, *namen: str) -> Iterator[Element]:
    """The element and every one below, of these names, in whatever namespace."""
    return element.iter(*(f"{{*}}{naam}" for naam in namen))


def kinderen(element: Element, *namen: str) -> list[Element]:
    """The elements right under one, of these names or all."""
    return list(element.iterchildren(*(f"{{*}}{naam}" for naam in namen or ("*",))))


def maak(ouder: Element, naam: str, **kenmerken: str) -> Element:
    """A loose element in the namespace of what will be its parent."""
    ruimte, ruimten = etree.QName(ouder).namespace, cast("dict[str, str]", ouder.nsmap)
    return ouder.makeelement(f"{{{ruimte}}}{naam}" if ruimte else naam, kenmerken, nsmap=ruimten)


def voeg_toe(ouder: Element, naam: str, **kenmerken: str) -> Element:
    kind = maak(ouder, naam, **kenmerken)
    ouder.append(kind)
    return kind
