"""Text from outside, made harmless for where it is going: a terminal, a CSV, a page, a cell or a file name."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

LANGST: Final = 200
"""Characters of a foreign text that a message shows; a cell can hold a book."""
LANGSTE_MELDING: Final = 600
"""Characters of what is said of one place in a file."""
LANGSTE_NAAM: Final = 80
LANGSTE_CEL: Final = 32_767
"""What one cell of Excel can hold."""
VERVANGTEKEN: Final = "\ufffd"
"""Stands where something invisible was: leaving it out would make two different texts look the same."""
_ESCAPES: Final = re.compile(
    r"\x1b[\]PX^_].{0,4096}?(?:\x07|\x1b\\|\x9c)"  # a title, a clipboard, a device string: all up to its end
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colour, cursor, erase
    r"|\x1b[ -/]*[0-~]",
    re.S,
)
_FORMULETEKENS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a text for a formula, also in the wide forms that some versions convert."""
_GEWOON_GETAL: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?\s*%?")
_GEEN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VRIJ_IN_NAAM: Final = re.compile(r"[^0-9A-Za-z._-]+")
_APPARATEN: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{soort}{nummer}" for soort in ("com", "lpt") for nummer in range(10))}
)
"""Names that Windows takes for a device, whatever their extension."""


def voor_terminal(tekst: str, langst: int = LANGST) -> str:
    """One line that moves no cursor, changes no colour and turns no direction; too long a text is cut, and shows it."""
    # A cut before the work: the text may be as long as the file.
    kort = tekst[: 4 * langst]
    schoon = (
        kort if kort.isprintable() else "".join(map(_teken, _ESCAPES.sub(VERVANGTEKEN, kort.replace("\r\n", "\n"))))
    )
    schoon = schoon.strip()
    return schoon if len(schoon) <= langst and len(tekst) <= 4 * langst else f"{schoon[: langst - 1]}…"


def _teken(teken: str) -> str:
    if teken.isprintable():
        return teken
    if teken in "\t\r\n" or unicodedata.category(teken) == "Zs":
        return " "
    return VERVANGTEKEN


def voor_csv(tekst: str) -> str:
    """A text that a spreadsheet would take for a formula gets a quote in front; a number stays a number."""
    if tekst[:1].isalnum():
        return tekst
    kaal = tekst.lstrip()
    gevaarlijk = kaal.startswith(_FORMULETEKENS) or tekst.startswith(("\t", "\r", "\n"))
    return f"'{tekst}" if gevaarlijk and not _GEWOON_GETAL.fullmatch(tekst) else tekst


def voor_html(tekst: str, langst: int = LANGST) -> str:
    """Text between tags or in a quoted attribute: no markup, and nothing that turns the direction of the page."""
    return html.escape(voor_terminal(tekst, langst), quote=True)


def voor_cel(tekst: str) -> str:
    """Text that a workbook can hold. Whoever writes it sets the cell's type to text: '=…' stays as it is here."""
    return _GEEN_XML.sub(VERVANGTEKEN, tekst)[:LANGSTE_CEL]


def voor_bestandsnaam(tekst: str) -> str:
    """A file name, never a path: letters, digits, dot, dash and underscore, and no name of a device on Windows."""
    ascii_tekst = unicodedata.normalize("NFKD", tekst[: 4 * LANGSTE_NAAM]).encode("ascii", "ignore").decode()
    naam = _VRIJ_IN_NAAM.sub("-", ascii_tekst)
    naam = re.sub(r"\.{2,}", ".", naam).strip("-. ")[:LANGSTE_NAAM].rstrip("-. ")
    if not naam:
        return "bestand"
    return f"_{naam}" if naam.partition(".")[0].casefold() in _APPARATEN else naam
