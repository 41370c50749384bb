"""Formulas of a region file: text to a small tree, by a grammar of our own; never by running it.

    min(max((inwoners - 15000) / 25000, 0), 1)
    als(clienten >= 10, gemiddelde(clienten, 3), clienten)

What it means is for calc: here stands only what was written, with its place, and every fault with what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from schemas.fouten import Gebruikersfout, bedoelde_u

Teken = Literal["+", "-", "*", "/"]
Vergelijkteken = Literal["=", "<>", "<", "<=", ">", ">="]
Jaarfunctie = Literal["gemiddelde", "som", "vorig"]
LANGST: Final = 1000
DIEPST: Final = 50
JAREN: Final = range(1, 31)
"""How many years `gemiddelde`, `som` and `vorig` may look back."""
DECIMALEN: Final = range(-6, 11)
STUKKEN: Final = re.compile(
    r"\s*(?:(?P<getal>\d+(?:\.\d+)?)|(?P<naam>[^\W\d]\w*)|(?P<teken><=|>=|<>|!=|==|[-+*/(),<>=−–×÷·;:^%€]))"
)
GELIJK: Final = {"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", ":": "/", "==": "=", "!=": "<>"}
"""Signs that can be read in one way only."""
TERM: Final = "een getal, een maatstaf, een functie of '('"
REKENEN: Final = "+, -, * of /"


class FormuleFout(Gebruikersfout):
    """The sentence says where in the text, what stood there and what was expected."""


@dataclass(frozen=True)
class Getal:
    waarde: Fraction


@dataclass(frozen=True)
class Maatstafnaam:
    naam: str
    plek: int


@dataclass(frozen=True)
class Bewerking:
    teken: Teken
    links: Formule
    rechts: Formule


@dataclass(frozen=True)
class Tegengesteld:
    wat: Formule


@dataclass(frozen=True)
class Uiterste:
    """`min` or `max` of one or more."""

    functie: Literal["min", "max"]
    delen: tuple[Formule, ...]


@dataclass(frozen=True)
class Absoluut:
    wat: Formule


@dataclass(frozen=True)
class Afgerond:
    wat: Formule
    decimalen: int


@dataclass(frozen=True)
class Vergelijking:
    teken: Vergelijkteken
    links: Formule
    rechts: Formule


@dataclass(frozen=True)
class Keuze:
    voorwaarde: Vergelijking
    dan: Formule
    anders: Formule


@dataclass(frozen=True)
class Overjaren:
    """`gemiddelde` and `som` over n years, `vorig` of n years before."""

    functie: Jaarfunctie
    naam: str
    jaren: int
    plek: int


@dataclass(frozen=True)
class Totaal:
    """Of who takes part, together."""

    naam: str
    plek: int


@dataclass(frozen=True)
class Bijdrage:
    kostensoort: str
    plek: int


Formule = (
    Getal
    | Maatstafnaam
    | Bewerking
    | Tegengesteld
    | Uiterste
    | Absoluut
    | Afgerond
    | Keuze
    | Overjaren
    | Totaal
    | Bijdrage
)
FUNCTIES: Final = ("min", "max", "abs", "afrond", "als", "gemiddelde", "som", "vorig", "totaal", "bijdrage")


class _Stuk(NamedTuple):
    soort: Literal["getal", "naam", "teken", "einde"]
    tekst: str
    plek: int


@lru_cache(maxsize=256)
def lees_formule(tekst: str) -> Formule:
    """The tree of a formula.

    Raises:
        FormuleFout: it cannot be read.
    """
    if len(tekst) > LANGST:
        raise FormuleFout(f"de formule is {len(tekst)} tekens lang", f"ten hoogste {LANGST}")
    lezer = _Lezer(tuple(_stukken(tekst)))
    formule = lezer.som()
    lezer.tot_het_einde()
    return formule


def onderdelen(formule: Formule | Vergelijking) -> Iterator[Formule | Vergelijking]:
    """The formula itself, and everything in it, in order."""
    yield formule
    match formule:
        case Bewerking() | Vergelijking():
            delen: tuple[Formule | Vergelijking, ...] = (formule.links, formule.rechts)
        case Tegengesteld() | Absoluut() | Afgerond():
            delen = (formule.wat,)
        case Uiterste():
            delen = formule.delen
        case Keuze():
            delen = (formule.voorwaarde, formule.dan, formule.anders)
        case _:
            delen = ()
    for deel in delen:
        yield from onderdelen(deel)


def _stukken(tekst: str) -> Iterator[_Stuk]:
    plek = 0
    while tekst[plek:].strip():
        gevonden = STUKKEN.match(tekst, plek)
        if gevonden is None or gevonden.lastgroup is None:
            plek += len(tekst[plek:]) - len(tekst[plek:].lstrip())
            raise FormuleFout(f"bij teken {plek + 1} staat '{tekst[plek]}'", TERM)
        soort, woord = gevonden.lastgroup, gevonden[gevonden.lastgroup]
        begin = gevonden.start(soort)
        yield _Stuk(soort, GELIJK.get(woord, woord), begin)  # type: ignore[arg-type]
        plek = gevonden.end()
    yield _Stuk("einde", "", len(tekst))


class _Lezer:
    """Each level of the grammar is a method: a sum of products of factors."""

    def __init__(self, stukken: tuple[_Stuk, ...]) -> None:
        self._stukken = stukken
        self._nu = 0
        self._diep = 0

    @property
    def _stuk(self) -> _Stuk:
        return self._stukken[self._nu]

    def _fout(self, verwacht: str, hint: str = "") -> FormuleFout:
        stuk = self._stuk
        staat = "aan het einde staat niets meer" if stuk.soort == "einde" else f"staat '{stuk.tekst}'"
        waar = "" if stuk.soort == "einde" else f"bij teken {stuk.plek + 1} "
        return FormuleFout(f"{waar}{staat}", f"{verwacht}{hint}")

    def _is(self, *tekens: str) -> bool:
        return self._stuk.soort == "teken" and self._stuk.tekst in tekens

    def _verder(self) -> _Stuk:
        stuk = self._stuk
        self._nu += 1
        return stuk

    def _eis(self, teken: str, verwacht: str) -> None:
        if not self._is(teken):
            raise self._fout(verwacht, ". Scheid de delen van een functie met een komma" if self._is(";") else "")
        self._verder()

    def tot_het_einde(self) -> None:
        if self._stuk.soort == "einde":
            return
        if self._is("=", "<>", "<", "<=", ">", ">="):
            raise self._fout("het einde, want vergelijken kan alleen in als(voorwaarde, dan, anders)")
        komma = self._is(",") and self._stukken[self._nu - 1].soort == self._stukken[self._nu + 1].soort == "getal"
        raise self._fout(f"{REKENEN}, of het einde", ". Schrijf een getal met een punt" if komma else "")

    def som(self) -> Formule:
        links = self._product()
        while self._is("+", "-"):
            teken: Teken = "+" if self._verder().tekst == "+" else "-"
            links = Bewerking(teken, links, self._product())
        return links

    def _product(self) -> Formule:
        links = self._factor()
        while self._is("*", "/"):
            teken: Teken = "*" if self._verder().tekst == "*" else "/"
            links = Bewerking(teken, links, self._factor())
        return links

    def _factor(self) -> Formule:
        self._diep += 1
        if self._diep > DIEPST:
            raise FormuleFout(f"de formule is meer dan {DIEPST} haakjes of functies diep")
        try:
            return self._term()
        finally:
            self._diep -= 1

    def _term(self) -> Formule:
        stuk = self._stuk
        if self._is("-"):
            self._verder()
            return Tegengesteld(self._factor())
        if self._is("("):
            self._verder()
            binnen = self.som()
            self._eis(")", f"{REKENEN}, of ')'")
            return binnen
        if stuk.soort == "getal":
            self._verder()
            return Getal(Fraction(stuk.tekst))
        if stuk.soort == "naam":
            self._verder()
            return self._functie(stuk) if self._is("(") else Maatstafnaam(stuk.tekst, stuk.plek)
        raise self._fout(TERM)

    def _functie(self, naam: _Stuk) -> Formule:
        if naam.tekst not in FUNCTIES:
            hint = bedoelde_u(naam.tekst, FUNCTIES, 0.5)
            raise FormuleFout(
                f"bij teken {naam.plek + 1} staat '{naam.tekst}('",
                f"{', '.join(FUNCTIES[:-1])} of {FUNCTIES[-1]}{'.' if hint else ''}{hint}",
            )
        self._verder()
        gelezen = self._inhoud(naam)
        self._eis(")", f"')' aan het einde van {naam.tekst}(…)")
        return gelezen

    def _inhoud(self, functie: _Stuk) -> Formule:
        match functie.tekst:
            case "min" | "max" as uiterste:
                delen = [self.som()]
                while self._is(","):
                    self._verder()
                    delen.append(self.som())
                return Uiterste(uiterste, tuple(delen))
            case "abs":
                return Absoluut(self.som())
            case "afrond":
                wat = self.som()
                self._eis(",", "een komma en het aantal decimalen: afrond(x, 2)")
                return Afgerond(wat, self._heel("het aantal decimalen", DECIMALEN))
            case "als":
                return self._keuze()
            case "gemiddelde" | "som" | "vorig" as jaarfunctie:
                naam = self._naam("de naam van een maatstaf")
                self._eis(",", f"een komma en het aantal jaren: {jaarfunctie}({naam.tekst}, 3)")
                return Overjaren(jaarfunctie, naam.tekst, self._heel("het aantal jaren", JAREN), naam.plek)
            case "totaal":
                naam = self._naam("de naam van een maatstaf")
                return Totaal(naam.tekst, naam.plek)
        naam = self._naam("de naam van een kostensoort")
        return Bijdrage(naam.tekst, naam.plek)

    def _keuze(self) -> Keuze:
        links = self.som()
        if not self._is("=", "<>", "<", "<=", ">", ">="):
            raise self._fout("=, <>, <, <=, > of >=, zoals in als(inwoners > 50000, 2, 1)")
        teken: Vergelijkteken = self._verder().tekst  # type: ignore[assignment]
        voorwaarde = Vergelijking(teken, links, self.som())
        self._eis(",", "een komma en wat het dan is: als(voorwaarde, dan, anders)")
        dan = self.som()
        self._eis(",", "een komma en wat het anders is: als(voorwaarde, dan, anders)")
        return Keuze(voorwaarde, dan, self.som())

    def _naam(self, verwacht: str) -> _Stuk:
        if self._stuk.soort != "naam":
            raise self._fout(verwacht)
        return self._verder()

    def _heel(self, wat: str, toegestaan: range) -> int:
        begin, teken = self._nu, 1
        if self._is("-"):
            self._verder()
            teken = -1
        if self._stuk.soort == "getal" and self._stuk.tekst.isdecimal() and teken * int(self._stuk.tekst) in toegestaan:
            return teken * int(self._verder().tekst)
        self._nu = begin
        raise self._fout(f"{wat}, een geheel getal van {toegestaan[0]} tot en met {toegestaan[-1]}")
