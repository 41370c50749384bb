"""A figure as an expression over other figures: small immutable nodes that know nothing of how they are read.

    kol("waarde_jongeren") / totaal("waarde_jongeren")         this row's figure by that of all rows
    rond(cel(BEGROTING, "Totaal", "2021") * kol("aandeel"))    the amount by the share, rounded

What a reference leaves out is that of the cell being read: its row, its column, its table. So one expression serves a
whole column (or row), and in a sheet it is one formula: what is left out is relative, what is named stands fast ($).

A kind of node may exist only if it has every reading: an exact value, a formula that Excel 2016 and LibreOffice 7.4
know, Dutch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from schemas.formule import Teken, Vergelijkteken
from schemas.inhoud import Pm
from schemas.plaats import Vindplaats

Getal = Fraction | int
Waarde = Getal | str | Pm | None
"""Exact; whole numbers are int. None is an empty cell, which is not 0; PM is a value of its own."""
STERKTE: Final = {"+": 1, "-": 1, "*": 2, "/": 2}
LOS: Final = 3
"""How firmly a sum hangs together: what is weaker than its surroundings needs brackets; what is loose never does."""


class Tabelnaam(NamedTuple):
    """A table of a plan; what it is not made per is empty. `plan` tells plans apart where a table is over several.

    naam: that of its kind; one of several in a kostensoort and year has a colon and its own name after it.
    """

    naam: str
    kostensoort: str = ""
    jaar: int = 0
    plan: str = ""

    @property
    def soort(self) -> str:
        return self.naam.partition(":")[0]


class Celnaam(NamedTuple):
    tabel: Tabelnaam
    rij: str
    kolom: str


class Uitdrukking:
    __slots__ = ()

    def __add__(self, ander: Term) -> Uitdrukking:
        return Bewerking("+", self, term(ander))

    def __sub__(self, ander: Term) -> Uitdrukking:
        return Bewerking("-", self, term(ander))

    def __mul__(self, ander: Term) -> Uitdrukking:
        return Bewerking("*", self, term(ander))

    def __truediv__(self, ander: Term) -> Uitdrukking:
        return Bewerking("/", self, term(ander))

    def __neg__(self) -> Uitdrukking:
        return Tegengesteld(self)

    def __abs__(self) -> Uitdrukking:
        return Functie("ABS", self)

    def __lt__(self, ander: Term) -> Vergelijking:
        return Vergelijking("<", self, term(ander))

    def __le__(self, ander: Term) -> Vergelijking:
        return Vergelijking("<=", self, term(ander))

    def __gt__(self, ander: Term) -> Vergelijking:
        return Vergelijking(">", self, term(ander))

    def __ge__(self, ander: Term) -> Vergelijking:
        return Vergelijking(">=", self, term(ander))


Term = Uitdrukking | Fraction | int | str | None


@dataclass(frozen=True, slots=True, eq=False)
class Vast(Uitdrukking):
    """A number or text that belongs to the rule itself."""

    waarde: Waarde


@dataclass(frozen=True, slots=True, eq=False)
class Gegeven(Uitdrukking):
    """A figure that came in: a cell of the input, a dated setting of the region file.

    plaats, bron: where it stands (in words where that is no sheet, empty where it came from nowhere), and who says so.
    afgeleid: how it was derived, where it was; aantekening: another word that must follow it, such as `voorlopig`.
    pm: its cell may hold PM.
    """

    waarde: Waarde
    plaats: Vindplaats | str = ""
    bron: str = ""
    afgeleid: str = ""
    aantekening: str = ""
    pm: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Cel(Uitdrukking):
    tabel: Tabelnaam | None = None
    rij: str | None = None
    kolom: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Bereik:
    """The rows of a column that are alike; `afronding`: with the line that closes them. No figure by itself."""

    tabel: Tabelnaam | None = None
    kolom: str | None = None
    afronding: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Bewerking(Uitdrukking):
    teken: Teken
    links: Uitdrukking
    rechts: Uitdrukking


@dataclass(frozen=True, slots=True, eq=False)
class Tegengesteld(Uitdrukking):
    wat: Uitdrukking


@dataclass(frozen=True, slots=True, eq=False)
class Som(Uitdrukking):
    """What is empty or PM takes no part; `leeg`: of nothing but empty cells the sum is empty, and not 0."""

    delen: tuple[Uitdrukking | Bereik, ...]
    leeg: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Rond(Uitdrukking):
    """Half away from zero."""

    wat: Uitdrukking
    decimalen: Uitdrukking


@dataclass(frozen=True, slots=True, eq=False)
class Zuiver(Uitdrukking):
    """Exact it is what it is; in doubles it is rounded far below a unit, so that equal figures are equal there too.

    decimalen: at which; more of them for a share than for an amount.
    """

    wat: Uitdrukking
    decimalen: int = 6


@dataclass(frozen=True, slots=True, eq=False)
class Functie(Uitdrukking):
    naam: Literal["ABS", "SIGN", "INT"]
    wat: Uitdrukking


@dataclass(frozen=True, slots=True, eq=False)
class Vergelijking(Uitdrukking):
    """1 where it holds, else 0."""

    teken: Vergelijkteken
    links: Uitdrukking
    rechts: Uitdrukking


@dataclass(frozen=True, slots=True, eq=False)
class Uiterste(Uitdrukking):
    """The smallest or largest of a few figures."""

    naam: Literal["MIN", "MAX"]
    delen: tuple[Uitdrukking, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Als(Uitdrukking):
    """gezegd: an explanation says whether the condition holds, because a rule of a region made the choice."""

    voorwaarde: Uitdrukking
    dan: Uitdrukking
    anders: Uitdrukking
    gezegd: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Beurt(Uitdrukking):
    """The turn of this row: largest `eerst` first, then largest `dan`, then the order of the list."""

    eerst: str
    dan: str


@dataclass(frozen=True, slots=True, eq=False)
class Gezocht(Uitdrukking):
    """Sum, largest or first (a text too) of the cells whose row holds; empty (or 0) where there is none."""

    functie: Literal["SUM", "MAX", "INDEX"]
    wat: Bereik
    waar: tuple[tuple[Bereik, Vergelijkteken, Uitdrukking], ...]
    leeg: bool = False


def bestanddelen(wat: Uitdrukking | Bereik | None) -> tuple[Uitdrukking | Bereik, ...]:
    """What an expression is made of, in the order in which it is written; what refers or stands by itself has none."""
    match wat:
        case Bewerking(links=een, rechts=ander) | Vergelijking(links=een, rechts=ander):
            return een, ander
        case Tegengesteld(wat=deel) | Zuiver(wat=deel) | Functie(wat=deel):
            return (deel,)
        case Rond(wat=deel, decimalen=aantal):
            return deel, aantal
        case Som(delen=delen) | Uiterste(delen=delen):
            return delen
        case Als(voorwaarde=voorwaarde, dan=dan, anders=anders):
            return voorwaarde, dan, anders
    return ()


LEEG: Final = Vast(None)
SOM: Final = Som((Bereik(afronding=True),))
"""Of the column itself: what a row Totaal holds."""
GEHEEL: Final = Zuiver(SOM)
"""Of shares by figures that may be below zero, which can be many times the whole: together they are 1, or 0."""


def exact(waarde: Fraction | Decimal | int) -> Getal:
    """The same number, as int where it is whole: those are added and compared twenty times as fast."""
    if type(waarde) is int:
        return waarde
    breuk = waarde if type(waarde) is Fraction else Fraction(waarde)
    return breuk.numerator if breuk.denominator == 1 else breuk


def term(wat: Term) -> Uitdrukking:
    return wat if isinstance(wat, Uitdrukking) else Vast(exact(wat) if isinstance(wat, Fraction) else wat)


def kol(naam: str) -> Cel:
    """The same row under another column."""
    return Cel(kolom=naam)


def rij(naam: str) -> Cel:
    """The same column in another row."""
    return Cel(rij=naam)


def cel(tabel: Tabelnaam, rij: str | None = None, kolom: str | None = None) -> Cel:
    return Cel(tabel, rij, kolom)


def totaal(kolom: str) -> Cel:
    return Cel(rij="Totaal", kolom=kolom)


def som(delen: Iterable[Uitdrukking | Bereik], *, leeg: bool = False) -> Som:
    return Som(tuple(delen), leeg)


def samen(delen: Iterable[Uitdrukking]) -> Uitdrukking:
    """A sum; of one figure that figure."""
    leden = tuple(delen)
    return leden[0] if len(leden) == 1 else Som(leden)


def alle(kolom: str | None = None, tabel: Tabelnaam | None = None) -> Som:
    """The rows of a column together."""
    return Som((Bereik(tabel, kolom),))


def som_waar(tabel: Tabelnaam | None, kolom: str, waar: Mapping[str, Term], *, leeg: bool = False) -> Gezocht:
    """The cells of a column whose row holds these values in other columns, together."""
    return Gezocht("SUM", Bereik(tabel, kolom), tuple((Bereik(tabel, k), "=", term(w)) for k, w in waar.items()), leeg)


def grootste_tot(tabel: Tabelnaam, kolom: str, waar: Mapping[str, Term], tot: Term) -> Gezocht:
    """The largest of those that is not above `tot`."""
    bereik = Bereik(tabel, kolom)
    eisen = [(Bereik(tabel, k), "=", term(w)) for k, w in waar.items()]
    return Gezocht("MAX", bereik, (*eisen, (bereik, "<=", term(tot))))  # type: ignore[arg-type]


def gevonden(kolom: str, waar: str, wat: Term) -> Gezocht:
    """The cell of a column in the row that holds this in another."""
    return Gezocht("INDEX", Bereik(kolom=kolom), ((Bereik(kolom=waar), "=", term(wat)),))


def rond(wat: Term, decimalen: Term = 0) -> Rond:
    return Rond(term(wat), term(decimalen))


def als(voorwaarde: Uitdrukking, dan: Term, anders: Term) -> Als:
    return Als(voorwaarde, term(dan), term(anders))


def gelijk(een: Term, ander: Term) -> Vergelijking:
    return Vergelijking("=", term(een), term(ander))


def ongelijk(een: Term, ander: Term) -> Vergelijking:
    return Vergelijking("<>", term(een), term(ander))


def is_leeg(wat: Term) -> Vergelijking:
    return gelijk(wat, LEEG)
