"""Numbers as people type them, read strictly: a Decimal or a sentence that says what is wrong; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from schemas.fouten import Gebruikersfout

HOOGSTE_AANTAL_CIJFERS: Final = 30


class Notatie(Enum):
    """What a dot and a comma mean."""

    PUNT = "punt"
    """Decimal dot, nothing else: the CSV of programs."""
    NEDERLANDS = "nederlands"
    """Decimal comma and dots between thousands, or a plain decimal dot where it cannot be read as a thousand."""
    ENGELS = "engels"
    """Decimal dot and commas between thousands."""


class GeenGetal(Gebruikersfout):
    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        super().__init__(f"'{tekst}' is geen getal")


class DubbelzinnigGetal(GeenGetal):
    def __init__(self, tekst: str) -> None:
        super().__init__(tekst)
        heel = tekst.replace(".", "")
        komma = tekst.replace(".", ",")
        self.args = (
            f"'{tekst}' is dubbelzinnig: bedoelt u {heel} of {komma}? Schrijf het zonder punt, of met een komma",
        )


_PUNT: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_NEDERLANDS: Final = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_EEN_PUNT: Final = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")


def lees_getal(tekst: str, notatie: Notatie = Notatie.NEDERLANDS) -> Decimal:
    """Read one number.

    Raises:
        DubbelzinnigGetal: `1.234` in Dutch notation, which may be 1234 or 1,234.
        GeenGetal: anything else that is no plain number.
    """
    schoon = tekst.strip().replace("\u2212", "-").replace("\u00a0", "").removeprefix("€").strip()
    if len(schoon) > HOOGSTE_AANTAL_CIJFERS or not schoon.isascii():
        raise GeenGetal(tekst)
    if notatie is Notatie.NEDERLANDS:
        if _EEN_PUNT.fullmatch(schoon):
            raise DubbelzinnigGetal(tekst)
        if _NEDERLANDS.fullmatch(schoon):
            return Decimal(schoon.replace(".", "").replace(",", "."))
    if _PUNT.fullmatch(schoon):
        return Decimal(schoon)
    raise GeenGetal(tekst)


@dataclass(frozen=True)
class Celgetal:
    """A number that stood in a cell as text. `procent`: a percent sign stood behind it, the value is what was typed."""

    waarde: Decimal
    procent: bool = False
    euro: bool = False


_SPATIES: Final = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " ")
_MINTEKENS: Final = dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d"), "-")
_VORM: Final = re.compile(
    r"(?P<haak>\()?\s*(?P<min>[+-])?\s*(?P<euro>€|EUR(?=[\s0-9-]))?\s*(?P<min2>-)?\s*"
    r"(?P<getal>[0-9][0-9.,' ]*?)(?P<streep>,-{1,2}|,=)?\s*"
    r"(?P<euro2>€|EUR)?\s*(?P<procent>%)?\s*(?P<min3>-)?\s*(?P<haak2>\))?",
    re.IGNORECASE,
)
_HEEL_NL: Final = re.compile(
    r"(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,([0-9]+))?"
)
_HEEL_EN: Final = re.compile(
    r"(0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:[ '][0-9]{3})+)(?:\.([0-9]+))?"
)
_GEWONE_PUNT: Final = re.compile(r"(0|[1-9][0-9]*)\.([0-9]+)")
_STREEPJE: Final = re.compile(r"[0-9],(-{1,2}|=)\s*$")
_TWIJFEL: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def lees_cel(tekst: str, notatie: Notatie = Notatie.NEDERLANDS, *, zeker: bool = False) -> Celgetal:
    """Read a number as people type it in a cell: with a euro or percent sign, spaces, a minus in front or behind.

    Args:
        tekst: what stands in the cell.
        notatie: what a comma and a dot mean.
        zeker: that notation is known (the file shows it, or the sender said so), so that nothing is ambiguous.
    Raises:
        DubbelzinnigGetal: `1.234` in Dutch notation without anything that tells 1234 from 1,234.
        GeenGetal: anything else that is no number, or one with more digits than a spreadsheet holds.
    """
    schoon = tekst.translate(_SPATIES).translate(_MINTEKENS).strip()
    gevonden = (
        _VORM.fullmatch(schoon) if len(schoon) <= 2 * HOOGSTE_AANTAL_CIJFERS and re.search(r"[0-9]", schoon) else None
    )
    if gevonden is None or bool(gevonden["haak"]) != bool(gevonden["haak2"]):
        raise GeenGetal(tekst)
    tekens = [teken for teken in ("min", "min2", "min3", "haak") if gevonden[teken]]
    if len(tekens) > 1 or (gevonden["euro"] and gevonden["euro2"]):
        raise GeenGetal(tekst)
    euro = bool(gevonden["euro"] or gevonden["euro2"])
    helder = zeker or euro or bool(gevonden["streep"])
    waarde = _uitgeschreven(tekst, gevonden["getal"].strip(), notatie, helder=helder, zeker=zeker)
    if tekens and gevonden[tekens[0]] != "+":
        waarde = -waarde
    return Celgetal(waarde, bool(gevonden["procent"]), euro)


def _uitgeschreven(tekst: str, getal: str, notatie: Notatie, *, helder: bool, zeker: bool) -> Decimal:
    if sum(teken.isdigit() for teken in getal) > HOOGSTE_AANTAL_CIJFERS:
        raise GeenGetal(tekst)
    if notatie is Notatie.NEDERLANDS and not helder and _EEN_PUNT.fullmatch(getal):
        raise DubbelzinnigGetal(tekst)
    vorm = _HEEL_NL if notatie is Notatie.NEDERLANDS else _HEEL_EN
    gevonden = vorm.fullmatch(getal)
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
        super().__init__(
            f"'{komma}' heeft een komma voor de decimalen en '{punt}' een punt. "
            "Zeg met --decimaal komma of --decimaal punt wat u bedoelt"
        )


def notatie_van(teksten: Iterable[str]) -> Notatie | None:
    """What a comma and a dot mean in a file, from its clear cells; None where no cell tells.

    Raises:
        GemengdeNotatie: clear cells contradict each other.
    """
    bewijs: dict[Notatie, str] = {}
    for tekst in teksten:
        gevonden = _bewijs(tekst)
        if gevonden is not None:
            bewijs.setdefault(gevonden, tekst)
            if len(bewijs) == 2:
                raise GemengdeNotatie(bewijs[Notatie.NEDERLANDS].strip(), bewijs[Notatie.ENGELS].strip())
    return next(iter(bewijs), None)


def _bewijs(tekst: str) -> Notatie | None:
    """The only notation in which a text is a number with a comma or a dot; None when both would do, or neither."""
    if "," not in tekst and "." not in tekst:
        return None
    if _STREEPJE.search(tekst):
        return Notatie.NEDERLANDS
    kern = re.sub(r"[^0-9.,]", "", tekst)
    if _TWIJFEL.fullmatch(kern):
        return None
    passend = []
    for notatie, decimaal in ((Notatie.NEDERLANDS, ","), (Notatie.ENGELS, ".")):
        vorm = _HEEL_NL if decimaal == "," else _HEEL_EN
        if vorm.fullmatch(kern):
            passend.append(notatie)
    return passend[0] if len(passend) == 1 else None


def is_twijfel(tekst: str) -> bool:
    """Whether a text is a number in both notations, but not the same one: 1.234, 1,234; € 1.234 is clear enough."""
    schoon = tekst.translate(_SPATIES)
    kern = schoon.strip(" -+€%")
    return _TWIJFEL.fullmatch(kern) is not None and ("€" not in schoon or "," in kern)
