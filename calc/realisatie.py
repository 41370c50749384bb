"""What a post will come to this year, by the rule that stands beside what was realised."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, TypeVar

from calc.model.uitdrukking import Uitdrukking
from schemas.gegevens import Realisatieregel

T = TypeVar("T", Fraction, Uitdrukking)
MAANDEN: Final = 12


def verwacht(regel: Realisatieregel, begroot: T, gerealiseerd: T) -> T:
    """Realised and what remains of the budget, straight on, or the budget; of amounts, or of cells."""
    match regel.prognose:
        case "restant":
            return gerealiseerd + begroot * (MAANDEN - regel.maanden) / MAANDEN
        case "doortrekken":
            return gerealiseerd * MAANDEN / regel.maanden
    return begroot
