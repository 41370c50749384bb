"""In what way a number format shows another figure than its cell holds. Decimals, currency and colour are free."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from schemas.werkboek import Vlak

DEEL: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|.', re.S)
"""A piece of a number format: quoted text, one escaped letter, a space, a filling, brackets, or a sign that works."""
VALUTA: Final = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
PLEKKEN: Final = re.compile(r"[0#?]")
SCHALEN: Final = re.compile(r"[0#?],+(?![0#?,])")
DATUM: Final = re.compile(r"[ymdhs]", re.I)
ALGEMEEN: Final = re.compile(r"general|standaard", re.I)
BREUK: Final = re.compile(r"/\s*\d+")
"""The denominator of a fraction is no figure of its own."""
GROOT: Final = re.compile(r"duizend|miljoen|miljard|mln|mld|thousand|million|\bcents?\b", re.I)
KLEURLOOS: Final = re.compile(r"\[(?:white|wit|color\s*2|kleur\s*2)\]", re.I)
MIN_ERVOOR: Final = re.compile(r'(?:\[[^\]]*\]|_.|[\s€]|"[^"\d]*€[^"]*")*(?:"?[-−–(]|\\[-−–(])')
"""A sign of less than nothing before the figure: a minus of any kind, or the bracket that stands for it."""


@dataclass(frozen=True)
class _Sectie:
    """The part of a number format that a value gets."""

    letterlijk: str
    werkend: str


def _secties(formaat: str) -> list[_Sectie]:
    secties = [_Sectie("", "")]
    for stuk in DEEL.findall(formaat):
        laatste = secties[-1]
        if stuk == ";":
            secties.append(_Sectie("", ""))
        elif stuk[0] in '"\\' and len(stuk) > 1:
            secties[-1] = _Sectie(laatste.letterlijk + stuk.strip('"')[stuk[0] == "\\" :], laatste.werkend)
        elif valuta := VALUTA.fullmatch(stuk):
            secties[-1] = _Sectie(laatste.letterlijk + valuta[1], laatste.werkend)
        elif stuk[0] not in "_*[":
            secties[-1] = _Sectie(laatste.letterlijk, laatste.werkend + stuk)
    return secties


def misleidt(formaat: str, waarde: Vlak, hoort: str) -> str:
    """In what way a number format shows another figure than the cell holds; nothing where it does not.

    Args:
        hoort: the format that the cell was made with.
    """
    if formaat == hoort or waarde is None or isinstance(waarde, bool):
        return ""
    secties = _secties(formaat)
    if isinstance(waarde, str):
        verborgen = len(secties) > 3 and "@" not in secties[3].werkend
        return "toont de tekst niet" if verborgen else ""
    plek = 1 if waarde < 0 and len(secties) > 1 else 2 if waarde == 0 and len(secties) > 2 else 0
    sectie = secties[plek]
    # A digit is one that is filled in (0, # or ?), or a figure that the format itself shows.
    if re.search(r"\d", sectie.letterlijk) or re.search(r"[1-9]", BREUK.sub("", sectie.werkend)):
        return "toont cijfers die in de opmaak staan"
    if GROOT.search(f"{sectie.letterlijk} {sectie.werkend}"):
        return "noemt een ander duizendtal dan het cijfer heeft"
    if KLEURLOOS.search(formaat):
        return "geeft de letters de kleur van het papier"
    if ALGEMEEN.search(sectie.werkend):
        return ""
    if DATUM.search(sectie.werkend) and not DATUM.search("".join(s.werkend for s in _secties(hoort))):
        return "toont een datum"
    if not PLEKKEN.search(sectie.werkend) and not DATUM.search(sectie.werkend):
        # A dash for nothing is a look of one's own.
        return "" if waarde == 0 else "toont het cijfer niet"
    if SCHALEN.search(sectie.werkend):
        return "toont het cijfer gedeeld door duizend"
    if "%" in sectie.werkend and "%" not in hoort:
        return "toont het cijfer honderd keer zo groot"
    min_of_haakje = any(teken in sectie.werkend + sectie.letterlijk for teken in "-−(")
    if waarde < 0 and plek == 1 and not min_of_haakje:
        return "toont het minteken niet"
    if waarde > 0 and MIN_ERVOOR.match(formaat.split(";")[0]):
        return "toont een minteken"
    return ""
