"""Numbers as people type them, read strictly: a Decimal or a sentence that says what is wrong; never a guess."""

from __future__ import annotations

import re
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
