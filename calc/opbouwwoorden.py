"""What a contribution is made of, in a few Dutch words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from calc.notatie import euro, kort, opsomming, procent
from schemas import formule as f
from schemas.geldend import Regio
from schemas.geldendeopbouw import Eigen, Naaraandelen, Naarpunten, Naaruitkomst, Onderdeel, Prijs, Vastbedrag
from schemas.inhoud import klein


def wijze(regio: Regio, deel: Onderdeel) -> str:
    """How a part is worked out."""
    match deel:
        case Vastbedrag(bedrag=f.Getal()):
            return "vast bedrag per deelnemer"
        case Vastbedrag():
            return "bedrag per deelnemer volgens een formule"
        case Prijs(maatstaf=naam):
            return f"prijs maal {klein(regio.label_deel(naam))}"
        case Eigen(maatstaf=naam):
            return f"eigen bedrag: {klein(regio.label_deel(naam))}"
        case Naaraandelen(delen=delen):
            som = sum(delen.values())
            if len(delen) == 1:
                return f"naar {klein(regio.label_deel(next(iter(delen))))}"
            gewogen = [f"{_heel(gewicht / som)} {klein(regio.label_deel(naam))}" for naam, gewicht in delen.items()]
            return f"naar {opsomming(gewogen)}"
        case Naarpunten(punten=punten, vast=iedereen):
            return f"naar punten: {puntwoorden(regio, punten, iedereen)}"
        case Naaruitkomst(kostensoorten=soorten):
            return f"naar de bijdrage aan {opsomming([klein(regio.kostensoort(soort).label) for soort in soorten])}"
    raise TypeError(deel)


def puntwoorden(regio: Regio, punten: Mapping[str, Fraction], iedereen: Fraction) -> str:
    """What each unit counts for."""
    tellen = [f"{kort(getal)} per eenheid {klein(regio.label_deel(naam))}" for naam, getal in punten.items()]
    return opsomming([*tellen, *([f"{kort(iedereen)} voor iedereen"] if iedereen else [])])


def potwoorden(deel: Onderdeel) -> str:
    """Where the pot of a part comes from; nothing where it follows from the rows."""
    if not isinstance(deel, Naaraandelen | Naarpunten | Naaruitkomst):
        return ""
    if deel.pot.bedrag is not None:
        return euro(deel.pot.bedrag, 0 if deel.pot.bedrag.denominator == 1 else 2)
    return "wat overblijft" if deel.pot.deel is None else f"{_heel(deel.pot.deel)} van de begroting"


def _heel(deel: Fraction) -> str:
    return procent(deel, 0 if (deel * 100).denominator == 1 else 2)
