"""A text file with figures (.csv, .txt, .tsv): a readable encoding, lines that end, and no calls in its cells."""

from __future__ import annotations

import re
from typing import Final

from schemas.codering import GeenTekst, lees_tekst
from schemas.poort.formule import keur_formule
from schemas.poort.grenzen import LANGSTE_FORMULE, LANGSTE_REGEL, MEESTE_REGELS
from schemas.poort.weigering import Kenmerk, Weigering

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


def keur_csv(data: bytes) -> None:
    """Refuse a text that cannot be a table.

    Raises:
        Weigering: at the first thing that is not let in.
    """
    try:
        tekst = lees_tekst(data)[0].removesuffix(_DOSEINDE)
    except GeenTekst as fout:
        raise Weigering(Kenmerk.TEKST, str(fout)) from None
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
