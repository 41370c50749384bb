"""Formulas compared by what they say and not by how they are written.

Excel and LibreOffice write spaces, quotes around sheet names, capitals and the names of newer functions each in their
own way. What stays is a row of tokens; references keep their place apart, so that they can be followed when rows or
columns were put in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string

from schemas.plaats import met_blad

VOORVOEGSEL: Final = re.compile(r"^(_XLFN\.|_XLWS\.|_XLL\.)+")
AANGEHAALD: Final = re.compile(r"'([A-Za-z_][A-Za-z_.]*)'!")
"""A title that needs no quotes: Excel and LibreOffice leave them out."""
STUK: Final = re.compile(r"(\$?)([A-Z]{0,3})(\$?)(\d*)")
WAARHEID: Final = ("TRUE", "FALSE")


@dataclass(frozen=True)
class Verwijzing:
    """A reference to cells. `blad` is empty for the sheet of the formula itself; a name stands in `bereik`."""

    blad: str
    bereik: str


Teken = str | Verwijzing
Formule = tuple[Teken, ...]


@dataclass(frozen=True)
class Kaart:
    """Where the rows and columns of a delivered sheet belong; what came in between is missing."""

    rijen: Mapping[int, int]
    kolommen: Mapping[int, int]

    def plek(self, rij: int, kolom: int) -> tuple[int, int] | None:
        if (self.rijen and rij not in self.rijen) or (self.kolommen and kolom not in self.kolommen):
            return None
        return self.rijen.get(rij, rij), self.kolommen.get(kolom, kolom)


def zelfde_schrijfwijze(een: str, ander: str) -> bool:
    """Whether two formulas are the same but for quotes around titles: quick, and enough for most."""
    return een == ander or AANGEHAALD.sub(r"\1!", een) == AANGEHAALD.sub(r"\1!", ander)


@lru_cache(maxsize=200_000)
def ontleed(formule: str, blad: str) -> Formule:
    """The tokens of a formula.

    Args:
        formule: without the sign in front.
        blad: title of the sheet on which it stands.
    """
    try:
        ruw = Tokenizer(f"={formule}").items
    except (TokenizerError, IndexError, ValueError):
        # Not a formula that this program wrote; it can only be equal to itself.
        return (formule,)
    tekens: list[Teken] = []
    for token in ruw:
        teken = _teken(token, blad)
        # LibreOffice may write a truth as the function without arguments.
        if teken == ")" and tekens and tekens[-1] in [f"{waar}(" for waar in WAARHEID]:
            tekens[-1] = str(tekens[-1]).rstrip("(")
        elif teken != "":
            tekens.append(teken)
    return tuple(tekens)


def _teken(token: Token, blad: str) -> Teken:
    waarde: str = token.value
    if token.type == Token.WSPACE:
        return ""
    if token.type == Token.OPERAND:
        if token.subtype == Token.NUMBER:
            return repr(float(waarde))
        if token.subtype == Token.RANGE:
            return _verwijzing(waarde, blad)
        return waarde if token.subtype == Token.TEXT else waarde.upper()
    if token.type == Token.FUNC:
        return VOORVOEGSEL.sub("", waarde.upper())
    if token.type == Token.SEP:
        return ","
    return waarde


def _verwijzing(tekst: str, blad: str) -> Verwijzing:
    titel, bereik = met_blad(tekst)
    return Verwijzing("" if titel.casefold() == blad.casefold() else titel.casefold(), bereik.upper())


def vertaal(formule: Formule, blad: str, kaarten: Mapping[str, Kaart], titels: Mapping[str, str]) -> Formule:
    """The formula as it would read without the rows, columns and titles that were changed.

    Args:
        blad: title, in small letters, of the sheet on which it stands.
        kaarten: per title, in small letters, where rows and columns were.
        titels: from the titles of now to those of before, in small letters.
    """
    if not kaarten and not titels:
        return formule
    uit: list[Teken] = []
    for teken in formule:
        if isinstance(teken, Verwijzing):
            kaart = kaarten.get(teken.blad or blad)
            bereik = _op_oude_plek(teken.bereik, kaart.plek) if kaart else teken.bereik
            teken = Verwijzing(titels.get(teken.blad, teken.blad), bereik)
        uit.append(teken)
    return tuple(uit)


def _op_oude_plek(bereik: str, plek: Callable[[int, int], tuple[int, int] | None]) -> str:
    stukken = []
    for stuk in bereik.split(":"):
        vondst = STUK.fullmatch(stuk)
        if vondst is None or not vondst[2] or not vondst[4]:
            return bereik
        oud = plek(int(vondst[4]), column_index_from_string(vondst[2]))
        if oud is None:
            return bereik
        stukken.append(f"{vondst[1]}{get_column_letter(oud[1])}{vondst[3]}{oud[0]}")
    return ":".join(stukken)


def geraamte(formule: str, blad: str) -> Formule:
    """A formula without its references: what stays the same when its row or column moves."""
    return tuple("#" if isinstance(teken, Verwijzing) else teken for teken in ontleed(formule, blad))
