"""Two inputs beside each other: a definitive one, and the provisional one that it settles."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from schemas.fouten import VerkeerdGebruik

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst
    from schemas.gegevens import Betaald, Gegevens


@dataclass(frozen=True)
class Naast:
    """The provisional input beside a definitive one, and what was paid in advance."""

    voorlopig: Path | None = None
    voorschotten: Path | None = None


GEEN_NAAST: Final = Naast()


def afgerekend_uit(gegevens: Gegevens, naast: Naast) -> Uitkomst:
    """The outcome over a definitive input and the provisional one beside it."""
    from calc.afrekening import afgerekend
    from schemas.inname import lees_bestand, lees_invoer
    from schemas.voorschotten import lees_voorschotten

    if naast.voorlopig is None:
        raise VerkeerdGebruik("--voorschotten hoort bij --voorlopig; geef ook de voorlopige invoer.")
    betaald: tuple[Betaald, ...] = ()
    if naast.voorschotten is not None:
        gelezen = lees_bestand(naast.voorschotten)
        betaald = lees_voorschotten(gelezen.bladen, gelezen.bestand, gegevens.regio, gegevens.plan.jaar)
    return afgerekend(lees_invoer(naast.voorlopig), gegevens, betaald)
