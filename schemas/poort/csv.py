"""A text file with figures (.csv, .txt, .tsv): a readable encoding, lines that end, and no calls in its cells."""

from __future__ import annotations

import re
from typing import Final

from schemas.poort.formule import keur_formule
from schemas.poort.grenzen import LANGSTE_FORMULE, LANGSTE_REGEL, MEESTE_REGELS
from schemas.poort.weigering import Kenmerk, Weigering

_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_UTF32: Final = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_STUUR: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
"""Control characters; tab, line ends and the form feed of a printer are usual."""
_DOSEINDE: Final = "\x1a"
_SCHEIDINGEN: Final = ";\t,|"
_FORMULES: Final = {
    scheiding: re.compile(
        rf"(?:^|[{scheiding}]) *(?:\"[ ']*[=+@-]((?:[^\"]|\"\")*)\"|[ ']*[=+@-]([^{scheiding}\r\n]*))", re.M
    )
    for scheiding in _SCHEIDINGEN
}
"""Cells that a spreadsheet would take for a formula, quoted or not."""
_VERDACHT: Final = re.compile(r"\||[A-Za-z]\s*\(|\[|://")


def lees_tekst(data: bytes) -> str:
    """The text of a file in any usual encoding: UTF-8, UTF-16 with its mark, else that of Windows in Western Europe.

    Raises:
        Weigering: it is no text.
    """
    if data.startswith(_UTF32):
        raise Weigering(Kenmerk.TEKST, "heeft een tekencodering die niet gebruikelijk is (UTF-32)")
    try:
        for merk, codering in _BOMS:
            if data.startswith(merk):
                return data.decode(codering)
        if b"\0" in data:
            raise Weigering(Kenmerk.TEKST, "is geen tekst: er staan nul-tekens in")
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise Weigering(Kenmerk.TEKST, "heeft een onbekende tekencodering") from None


def keur_csv(data: bytes) -> None:
    """Refuse a text that cannot be a table.

    Raises:
        Weigering: at the first thing that is not let in.
    """
    tekst = lees_tekst(data).removesuffix(_DOSEINDE)
    if not tekst.strip():
        raise Weigering(Kenmerk.LEEG, "heeft geen enkele regel")
    if _STUUR.search(tekst):
        raise Weigering(Kenmerk.TEKST, "is geen gewone tekst: er staan stuurtekens in")
    regels = tekst.splitlines()
    if len(regels) > MEESTE_REGELS:
        raise Weigering(Kenmerk.AFMETING, f"heeft meer dan {MEESTE_REGELS} regels")
    if max(map(len, regels)) > LANGSTE_REGEL:
        raise Weigering(Kenmerk.AFMETING, f"heeft een regel van meer dan {LANGSTE_REGEL} tekens")
    _keur_formules(tekst, next(regel for regel in regels if regel.strip()))


def _keur_formules(tekst: str, kop: str) -> None:
    scheiding = max(_SCHEIDINGEN, key=kop.count)
    # Most files have nothing that looks like a call; then no cell need be taken apart.
    if scheiding == "|" or _VERDACHT.search(tekst):
        for gevonden in _FORMULES[scheiding].finditer(tekst):
            formule = (gevonden[1] or gevonden[2] or "").replace('""', '"')
            if _VERDACHT.search(formule):
                keur_formule(formule[:LANGSTE_FORMULE])
