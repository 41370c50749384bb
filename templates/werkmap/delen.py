"""What a quotient divides and divides by: a sum of amounts misses the amount by a hair, which a small divisor blows up.

Rounded far below a cent it is the amount again; but only of what has no more decimals than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from calc.model.model import Lezer, Model
from calc.model.uitdrukking import (
    Als,
    Bereik,
    Beurt,
    Bewerking,
    Cel,
    Celnaam,
    Functie,
    Gegeven,
    Gezocht,
    Rond,
    Som,
    Tegengesteld,
    Uitdrukking,
    Uiterste,
    Vast,
    Vergelijking,
    Zuiver,
)
from calc.tabel import Soort
from templates.werkmap.dubbel import ZUIVER

CENTEN: Final = 2
"""What an amount that is typed may have, whatever it has today: a formula does not hang on that."""


class Delen(Lezer):
    """Which sums have noise that can be rounded off."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._cijfers: dict[Celnaam, int | None] = {}
        self._opgeteld: dict[Celnaam, bool] = {}

    def heeft_ruis(self, wat: Uitdrukking, plekken: Sequence[Celnaam]) -> bool:
        """Whether in one of these cells it is such a sum, and in none of them it has more decimals than are kept."""
        if not any(map(partial(self._telt_op, wat), plekken)):
            return False
        cijfers = [self._decimalen(wat, plek) for plek in plekken]
        return None not in cijfers and 0 < max(een or 0 for een in cijfers) <= ZUIVER

    def _telt_op(self, wat: Uitdrukking | Bereik | None, hier: Celnaam) -> bool:
        match wat:
            case Cel():
                cel = self.model.doel(wat, hier)
                telt_op = self._opgeteld.get(cel)
                if telt_op is None:
                    formule = self.model.formule(cel)
                    # A difference of amounts is rounded in its own cell.
                    telt_op = self._opgeteld[cel] = not isinstance(formule, Bewerking) and self._telt_op(formule, cel)
                return telt_op
            case Bereik() | Gezocht() | Bewerking(teken="+" | "-"):
                return True
            case Som(delen=delen):
                return len(delen) > 1 or any(self._telt_op(deel, hier) for deel in delen)
            case Als(dan=dan, anders=anders):
                return self._telt_op(dan, hier) or self._telt_op(anders, hier)
            case Tegengesteld(wat=deel):
                return self._telt_op(deel, hier)
        return False

    def _decimalen(self, wat: Uitdrukking | Bereik | None, hier: Celnaam) -> int | None:
        """How many an exact figure has at most; None where there is no end to them, or that is not known."""
        match wat:
            case Cel():
                return self._van_cel(self.model.doel(wat, hier))
            case Bereik():
                return _meeste(self._van_cel(cel) for cel in self.model.cellen(wat, hier))
            case Gezocht(wat=bereik):
                return self._decimalen(bereik, hier)
            case Vast(waarde=waarde) | Gegeven(waarde=waarde):
                return _van_getal(waarde) if isinstance(waarde, Fraction) else 0
            case Rond(decimalen=Vast(waarde=int() as aantal)):
                return max(0, aantal)
            case Vergelijking() | Beurt() | Functie(naam="INT" | "SIGN"):
                return 0
            case Tegengesteld(wat=deel) | Zuiver(wat=deel) | Functie(wat=deel):
                return self._decimalen(deel, hier)
            case Som(delen=delen) | Uiterste(delen=delen):
                return _meeste(self._decimalen(deel, hier) for deel in delen)
            case Als(dan=dan, anders=anders):
                return _meeste(self._decimalen(deel, hier) for deel in (dan, anders))
            case Bewerking(teken="+" | "-", links=links, rechts=rechts):
                return _meeste(self._decimalen(deel, hier) for deel in (links, rechts))
            case Bewerking(teken="*", links=links, rechts=rechts):
                een, ander = self._decimalen(links, hier), self._decimalen(rechts, hier)
                return None if een is None or ander is None else een + ander
            case Bewerking(teken="/", links=links, rechts=Vast(waarde=int() as door)) if door:
                een, ander = self._decimalen(links, hier), _van_getal(Fraction(1, door))
                return None if een is None or ander is None else een + ander
            case None:
                return 0
        return None

    def _van_cel(self, cel: Celnaam) -> int | None:
        if cel not in self._cijfers:
            formule = self.model.formule(cel)
            cijfers = self._decimalen(formule, cel)
            if isinstance(formule, Gegeven):
                geld = self.model.tabel(cel.tabel).vorm(cel)[0] is Soort.GELD
                # A figure that is counted adds up in one direction: its sum has no noise to speak of.
                cijfers = (max(CENTEN, cijfers) if cijfers is not None else None) if geld else None if cijfers else 0
            self._cijfers[cel] = cijfers
        return self._cijfers[cel]


def _meeste(cijfers: Iterable[int | None]) -> int | None:
    meeste = 0
    for een in cijfers:
        if een is None:
            return None
        meeste = max(meeste, een)
    return meeste


def _van_getal(getal: Fraction) -> int | None:
    return next((n for n in range(ZUIVER + 1) if 10**n % getal.denominator == 0), None)
