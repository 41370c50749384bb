"""Numbers as people type them, read strictly: a Decimal or a sentence that says what is wrong; never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from typing import Final

from schemas.fouten import HET_DECIMAALTEKEN, Advies, Gebruikersfout

HOOGSTE_AANTAL_CIJFERS: Final = 30
CIJFERS: Final = 15
"""So many digits a spreadsheet keeps of a number; what a double has beyond them is noise."""
TE_GROOT: Final = 10**CIJFERS
"""From here on a spreadsheet no longer holds every whole number: such a figure may not be what was typed."""
TE_LANG: Final = f"te veel cijfers; een rekenblad bewaart er hooguit {CIJFERS}"
_VIJFTIEN: Final = Context(prec=CIJFERS, rounding=ROUND_HALF_UP)
Past = Callable[[Decimal], bool]
"""Whether a number can be meant in some place."""


class Notatie(Enum):
    """What a dot and a comma mean."""

    NEDERLANDS = "nederlands"
    """Decimal comma and dots between thousands, or a plain decimal dot where it cannot be read as a thousand."""
    ENGELS = "engels"
    """Decimal dot and commas between thousands."""


DECIMAALTEKENS: Final = {"komma": Notatie.NEDERLANDS, "punt": Notatie.ENGELS}
"""How a sender says what stands before the decimals."""


class GeenGetal(Gebruikersfout):
    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        super().__init__(f"'{tekst}' is geen getal")


class DubbelzinnigGetal(GeenGetal):
    """A number that is a thousand times another in the other notation."""

    def __init__(self, tekst: str) -> None:
        super().__init__(tekst)
        heel, breuk = _lezingen(tekst)
        self.args = (f"'{tekst}' is dubbelzinnig: bedoelt u {heel} of {breuk}? Schrijf {heel} of {breuk}0",)


def _lezingen(tekst: str) -> tuple[str, str]:
    """What a text in doubt may mean, as a Dutch reader writes it: with thousands, and with decimals."""
    kern = re.sub(r"[^0-9.,]", "", tekst)
    return kern.replace(".", "").replace(",", ""), kern.replace(".", ",")


def als_decimaal(getal: Fraction | Decimal | int) -> Decimal:
    """The same number as a sheet or a text writes it; what has no end in decimals is cut at the precision in force."""
    breuk = Fraction(getal)
    return Decimal(breuk.numerator) / breuk.denominator


def achter_de_komma(getal: Decimal) -> int:
    """How many digits it is written with behind the comma, zeros included."""
    exponent = getal.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def op_vijftien(waarde: Decimal) -> Decimal:
    """A number without the noise of doubles, as a spreadsheet shows it: 2.6999999999999997 is 2,7."""
    return _VIJFTIEN.plus(waarde)


@dataclass(frozen=True)
class Celgetal:
    """A number that stood in a cell as text. `procent`: a percent sign stood behind it, the value is what was typed."""

    waarde: Decimal
    procent: bool = False
    euro: bool = False


def gewone_getallen(teksten: Sequence[str]) -> list[Decimal] | None:
    """Texts of digits alone, read together: `lees_cel` says the same of each. Nothing where one needs a closer look."""
    gewoon = (
        all(map(str.isdecimal, teksten))
        and "".join(teksten).isascii()
        and max(map(len, teksten), default=0) <= HOOGSTE_AANTAL_CIJFERS
        and not any(tekst[0] == "0" and tekst != "0" for tekst in teksten)
    )
    return list(map(Decimal, teksten)) if gewoon else None


_SPATIES: Final = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " ")
_MINTEKENS: Final = dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d"), "-")
_VORM: Final = re.compile(
    r"(?P<haak>\()?\s*(?P<min>[+-])?\s*(?P<euro>€|EUR(?=[\s0-9-]))?\s*(?P<min2>-)?\s*"
    r"(?P<getal>[0-9][0-9.,' ]*?)(?P<streep>,-{1,2}|,=)?\s*"
    r"(?P<euro2>€|EUR)?\s*(?P<procent>%)?\s*(?P<min3>-)?\s*(?P<haak2>\))?",
    re.IGNORECASE,
)
_HEEL: Final = {
    Notatie.NEDERLANDS: re.compile(
        r"(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,([0-9]+))?"
    ),
    Notatie.ENGELS: re.compile(
        r"(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:[ '][0-9]{3})+)(?:\.([0-9]+))?"
    ),
}
_GEWONE_PUNT: Final = re.compile(r"(0|[1-9][0-9]*)\.([0-9]+)")
_TWIJFEL: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def lees_cel(
    tekst: str, notatie: Notatie = Notatie.NEDERLANDS, *, zeker: bool = False, past: Past | None = None
) -> Celgetal:
    """Read a number as people type it in a cell: with a euro or percent sign, spaces, a minus in front or behind.

    Args:
        tekst: what stands in the cell.
        notatie: what a comma and a dot mean.
        zeker: that notation is known (the file shows it, or the sender said so), so that nothing is ambiguous.
        past: which numbers can be meant; where only one reading of `1.234` can, it is that one.
    Raises:
        DubbelzinnigGetal: `1.234` or `1,234`, without anything that tells 1234 from 1,234.
        GeenGetal: anything else that is no number, or one with more digits than a spreadsheet holds.
    """
    if not zeker and is_twijfel(tekst):
        mogelijk = {} if past is None else _passende(tekst, past)
        if len(mogelijk) != 1:
            raise DubbelzinnigGetal(tekst.strip())
        notatie, zeker = next(iter(mogelijk)), True
    gevonden = _vorm(tekst)
    if gevonden is None or bool(gevonden["haak"]) != bool(gevonden["haak2"]):
        raise GeenGetal(tekst)
    tekens = [teken for teken in ("min", "min2", "min3", "haak") if gevonden[teken]]
    if len(tekens) > 1 or (gevonden["euro"] and gevonden["euro2"]):
        raise GeenGetal(tekst)
    waarde = _uitgeschreven(tekst, gevonden["getal"].strip(), notatie, zeker=zeker)
    if tekens and gevonden[tekens[0]] != "+":
        waarde = -waarde
    return Celgetal(waarde, bool(gevonden["procent"]), _is_euro(gevonden))


def lezingen(tekst: str) -> tuple[Decimal, ...]:
    """The numbers that a text may mean: none, one, or two where a dot or a comma can be read both ways."""
    try:
        return (lees_cel(tekst).waarde,)
    except DubbelzinnigGetal:
        return tuple(lees_cel(tekst, notatie, zeker=True).waarde for notatie in Notatie)
    except GeenGetal:
        return ()


def _passende(tekst: str, past: Past) -> dict[Notatie, Decimal]:
    """The readings of a text that can be meant, each in its notation."""
    gelezen = {notatie: lees_cel(tekst, notatie, zeker=True).waarde for notatie in Notatie}
    return {notatie: waarde for notatie, waarde in gelezen.items() if past(waarde)}


def _uitgeschreven(tekst: str, getal: str, notatie: Notatie, *, zeker: bool) -> Decimal:
    if sum(teken.isdigit() for teken in getal) > HOOGSTE_AANTAL_CIJFERS:
        raise GeenGetal(tekst)
    gevonden = _HEEL[notatie].fullmatch(getal)
    if gevonden is None and notatie is Notatie.NEDERLANDS and not zeker:
        gevonden = _GEWONE_PUNT.fullmatch(getal)
    if gevonden is None:
        raise GeenGetal(tekst)
    heel = re.sub(r"[., ']", "", gevonden[1])
    return Decimal(f"{heel}.{gevonden[2] or '0'}") if gevonden[2] else Decimal(heel)


class GemengdeNotatie(Gebruikersfout):
    """A file in which a comma means two things."""

    def __init__(self, komma: str, punt: str) -> None:
        self.komma, self.punt = komma, punt
        advies = Advies(
            f"Zeg met {HET_DECIMAALTEKEN.optie} komma of {HET_DECIMAALTEKEN.optie} punt wat u bedoelt",
            f"Zeg in het veld {HET_DECIMAALTEKEN.veld} wat u bedoelt: komma of punt",
        )
        super().__init__(f"'{komma}' heeft een komma voor de decimalen en '{punt}' een punt.", advies=advies)


def notatie_van(teksten: Iterable[str], past: Past | None = None) -> Notatie | None:
    """What a comma and a dot mean in a column, from its clear cells; None where no cell tells.

    Where no cell is clear by its form, what can be meant decides: of `3.180` and `4.277` in a column of whole numbers
    only one reading is possible.

    Args:
        teksten: the cells of one column. Columns are judged apart: people paste them from different programs.
        past: which numbers the column can hold.
    Raises:
        GemengdeNotatie: clear cells contradict each other.
    """
    bewijs: dict[Notatie, str] = {}
    twijfel: list[str] = []
    for tekst in teksten:
        gevonden = _bewijs(tekst)
        if gevonden is not None:
            bewijs.setdefault(gevonden, tekst)
            if len(bewijs) == 2:
                raise GemengdeNotatie(bewijs[Notatie.NEDERLANDS].strip(), bewijs[Notatie.ENGELS].strip())
        elif past is not None and is_twijfel(tekst):
            twijfel.append(tekst)
    if bewijs or past is None or not twijfel:
        return next(iter(bewijs), None)
    mogelijk = set(Notatie)
    for tekst in twijfel:
        mogelijk &= _passende(tekst, past).keys()
    return mogelijk.pop() if len(mogelijk) == 1 else None


def _bewijs(tekst: str) -> Notatie | None:
    """The only notation in which a text is a number with a comma or a dot; None when both would do, or neither."""
    if "," not in tekst and "." not in tekst:
        return None
    gevonden = _vorm(tekst)
    if gevonden is None:
        return None
    if gevonden["streep"]:
        return Notatie.NEDERLANDS
    getal = gevonden["getal"].strip()
    passend = [notatie for notatie, vorm in _HEEL.items() if vorm.fullmatch(getal)]
    return passend[0] if len(passend) == 1 else None


def is_twijfel(tekst: str) -> bool:
    """Whether a text is a number in both notations, but not the same one: 1.234, 1,234; € 1.234 is clear enough."""
    gevonden = _vorm(tekst)
    if gevonden is None or gevonden["streep"]:
        return False
    getal = gevonden["getal"].strip()
    return _TWIJFEL.fullmatch(getal) is not None and (not _is_euro(gevonden) or "," in getal)


def _vorm(tekst: str) -> re.Match[str] | None:
    """A text taken apart into a number and the signs around it."""
    schoon = tekst.translate(_SPATIES).translate(_MINTEKENS).strip()
    if len(schoon) > 2 * HOOGSTE_AANTAL_CIJFERS or not re.search(r"[0-9]", schoon):
        return None
    return _VORM.fullmatch(schoon)


def _is_euro(gevonden: re.Match[str]) -> bool:
    return bool(gevonden["euro"] or gevonden["euro2"])
