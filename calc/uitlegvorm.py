"""The shape of an explanation, and the notation of its sums: redone from the figures shown, a sum gives its result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import HELE, NUL, rond_op
from calc.notatie import euro, getal, kort, procent
from calc.tabel import Soort, Waarde
from schemas.inhoud import Pm
from schemas.kernwoorden import Munteenheid

ONAFGEROND: Final = 4
"""Decimals of a value that is not yet rounded, and never fewer than two beyond its rounding."""
HOOGSTENS: Final = 12
"""No input has more decimals than this."""


WOORDEN: Final[Mapping[Munteenheid, tuple[str, str]]] = {
    "cent": ("cent", "centen"),
    "euro": ("euro", "euro's"),
    "tien": ("tiental", "tientallen"),
    "honderd": ("honderdtal", "honderdtallen"),
    "duizend": ("duizendtal", "duizendtallen"),
    "tienduizend": ("tienduizendtal", "tienduizendtallen"),
    "honderdduizend": ("honderdduizendtal", "honderdduizendtallen"),
    "miljoen": ("miljoen", "miljoenen"),
}
"""One unit and more of them."""


@dataclass(frozen=True)
class Stap:
    """One step: the sentences that derive, and the inputs under them, each with its place and its source."""

    kop: str
    zinnen: tuple[str, ...]
    invoer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uitleg:
    """How one figure came about.

    kern: the last sum, or the place of the input that the figure is, in one sentence.
    slot: the closing sentence; it ends with `uitkomst`, the figure as its table shows it.
    """

    titel: str
    kern: str
    stappen: tuple[Stap, ...]
    slot: str
    uitkomst: str

    def regels(self) -> tuple[str, ...]:
        """The whole explanation as lines, for a sheet or a cell: with the inputs under their step."""
        uit = [self.titel, self.kern]
        for nummer, stap in enumerate(self.stappen, start=1):
            uit += [f"{nummer}. {stap.kop}", *stap.zinnen, *stap.invoer]
        return (*uit, self.slot)


def besluit(titel: str, kern: str, stappen: Iterable[Stap], wat: str, uitkomst: str) -> Uitleg:
    """An explanation that closes with the figure: `wat` is the subject of that sentence, without a capital."""
    return Uitleg(titel, kern, tuple(stappen), f"{hoofdletter(wat)} is dus {uitkomst}.", uitkomst)


def hoofdletter(zin: str) -> str:
    return zin[:1].upper() + zin[1:]


def decimalen_van(waarde: Fraction, minstens: int = 0) -> int | None:
    """How many decimals the value needs, from a minimum; None where it never ends (or not in time)."""
    return next((n for n in range(minstens, HOOGSTENS + 1) if (waarde * 10**n).denominator == 1), None)


def _te_tonen(waarde: Fraction, decimalen: int) -> int:
    nodig = decimalen_van(waarde, decimalen)
    tonen = max(ONAFGEROND, decimalen + 2)
    if nodig is not None and nodig <= tonen:
        return nodig
    # Rounded once more, as the reader will do, the shown figure may not go another way than the exact one.
    while rond_op(rond_op(waarde, tonen), decimalen) != rond_op(waarde, decimalen):
        tonen += 1
    return tonen


def bedrag(waarde: Fraction, decimalen: int) -> str:
    """Euros: whole where a few more decimals can, else close enough to round as the exact value does."""
    tonen = _te_tonen(waarde, max(0, decimalen))
    # Euros with a single decimal are not written.
    return euro(waarde, 2 if tonen == 1 else tonen)


def percentage(aandeel: Fraction, decimalen: int = 2) -> str:
    """A fraction as a percentage, with enough decimals to round as the exact value does."""
    return f"{getal(aandeel * 100, _te_tonen(aandeel * 100, decimalen))}%"


def vol(waarde: Fraction) -> str:
    """A figure as it was supplied, with all its decimals."""
    return kort(waarde, HOOGSTENS)


def toon(waarde: Waarde, soort: Soort, decimalen: int) -> str:
    """A cell of a table in Dutch notation."""
    if waarde is None:
        return "leeg"
    if isinstance(waarde, str | Pm):
        return str(waarde)
    match soort:
        case Soort.GELD:
            return euro(waarde, decimalen)
        case Soort.AANDEEL:
            return procent(waarde, decimalen)
        case Soort.WAARDE if decimalen:
            return getal(waarde, decimalen)
        case _:
            return kort(waarde)


def som(waarden: Sequence[Fraction], decimalen: int) -> str:
    """`€ 5 + € 3 - € 1`: amounts with their sign as the operator."""
    return sommeer(waarden or [NUL], Soort.GELD, decimalen)


def precies(waarde: Fraction, soort: Soort, decimalen: int) -> str:
    """A figure of any kind with enough decimals to redo its sum; a table may show fewer."""
    match soort:
        case Soort.GELD:
            return bedrag(waarde, decimalen)
        case Soort.AANDEEL:
            return percentage(waarde, decimalen)
        case Soort.WAARDE if decimalen:
            return getal(waarde, decimalen)
        case _:
            return vol(waarde)


def sommeer(termen: Sequence[Fraction], soort: Soort, decimalen: int) -> str:
    """Terms of any kind with their sign as the operator."""
    verder = (f"{'-' if waarde < 0 else '+'} {precies(abs(waarde), soort, decimalen)}" for waarde in termen[1:])
    return " ".join((precies(termen[0], soort, decimalen), *verder))


def tussen_haakjes(*stukken: str) -> str:
    """` (a; b)` of what is not empty, or nothing at all."""
    gevuld = [stuk for stuk in stukken if stuk]
    return f" ({'; '.join(gevuld)})" if gevuld else ""


def bronvermelding(bron: str) -> str:
    return f"bron: {bron}" if bron else ""


def afgeleidzin(tekst: str) -> str:
    """What was derived, in the words of the input; those can say so themselves."""
    return tekst if tekst.casefold().startswith("afgeleid") else f"Afgeleid: {tekst}"


def afgeleid(tekst: str) -> str:
    """What was derived says so beside the figure."""
    return f" {punt(afgeleidzin(tekst))}" if tekst else ""


def punt(tekst: str) -> str:
    """The text as a sentence of its own."""
    return tekst if tekst.endswith((".", "!", "?")) else f"{tekst}."


def eenheidwoord(eenheid: Munteenheid, aantal: int | Fraction = 2) -> str:
    """`cent` or `centen`, `duizendtal` or `duizendtallen`."""
    een, meer = WOORDEN[eenheid]
    return een if abs(aantal) == 1 else meer


def waarop(decimalen: int) -> str:
    """To what a figure is rounded, in words."""
    if decimalen in (0, 2):
        return HELE["euro" if decimalen == 0 else "cent"]
    return f"{decimalen} decimalen" if decimalen > 0 else f"veelvouden van {getal(10**-decimalen)}"
