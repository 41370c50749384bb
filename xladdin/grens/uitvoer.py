"""What goes back into cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from calc.afronding import EENHEDEN
from schemas.fouten import Gebruikersfout
from schemas.getal import CIJFERS, TE_GROOT
from schemas.kernwoorden import Munteenheid

Uit = str | float
"""What goes back into one cell."""
Blok = list[list[Uit]]
"""What spills: rows of equal length."""
PER_EURO: Final[Mapping[Munteenheid, tuple[int, int]]] = {
    naam: (eenheid.numerator, eenheid.denominator) for naam, eenheid in EENHEDEN.items()
}


class TeGrootVoorExcel(Gebruikersfout):
    def __init__(self, advies: str) -> None:
        super().__init__(
            f"Een uitkomst heeft meer dan {CIJFERS} cijfers; Excel kan die niet tot op de eenheid tonen. {advies}"
        )


def bedragen_uit(eenheden: Sequence[int | Fraction], munteenheid: Munteenheid) -> list[float]:
    """Units as euros; fifteen digits are what Excel shows.

    Raises:
        TeGrootVoorExcel: more digits than that.
    """
    if eenheden and not -TE_GROOT < min(eenheden) <= max(eenheden) < TE_GROOT:
        raise TeGrootVoorExcel("Kies eenheid euro.")
    euro, per_euro = PER_EURO[munteenheid]
    return [float(aantal * euro / per_euro) for aantal in eenheden]


def getal_uit(waarde: Fraction | Decimal | int) -> float:
    """An exact figure as Excel holds it: fifteen digits.

    Raises:
        TeGrootVoorExcel: an amount of more digits than that before the comma.
    """
    try:
        uit = float(waarde)
    except OverflowError:
        uit = float(TE_GROOT)
    # A double is compared sooner than what it is of; only at the bound itself may they differ.
    if not -TE_GROOT < uit < TE_GROOT and not -TE_GROOT < waarde < TE_GROOT:
        raise TeGrootVoorExcel("Kijk of de bedragen kloppen.")
    return uit
