"""What a region asks of its lines in one peiljaar: a count begins with it, and the rest loads meanwhile."""

from __future__ import annotations

from datetime import date

from schemas.fouten import VerkeerdGebruik
from schemas.geldend import Regio, in_jaar
from schemas.maanden import op_dag
from schemas.regiotelling import Regelkeuze
from schemas.tellen.vraag import REALISATIE, Regelvraag, Telvraag


class NietsTeTellen(VerkeerdGebruik):
    def __init__(self, regio: str, peiljaar: int) -> None:
        super().__init__(
            f"regio {regio} heeft voor {peiljaar} geen telregels. Zet ze in het regiobestand: bij een maatstaf "
            "telling, of bij regels realisatie."
        )


def telvraag_van(regio: Regio, peiljaar: int) -> Telvraag:
    """What must be counted for a peiljaar, for the participants of the year after it.

    Raises:
        NietsTeTellen: the region has no rules for that year.
    """
    regels = []
    for naam, maatstaf in regio.bestand.maatstaven.items():
        regel = in_jaar(maatstaf.telling, peiljaar)
        if regel is not None and maatstaf.eenheid_van(peiljaar) == "aantal":
            moment = in_jaar(maatstaf.peildatum, peiljaar)
            dag = op_dag(moment.waarde, peiljaar) if moment and moment.waarde != "heel jaar" else None
            regels.append(Regelvraag(naam, regel, _sluitdatum(regel, peiljaar), dag))
    kosten = in_jaar(regio.bestand.regels.realisatie, peiljaar)
    if kosten is not None:
        regels.append(Regelvraag(REALISATIE, kosten, _sluitdatum(kosten, peiljaar)))
    if not regels:
        raise NietsTeTellen(regio.naam, peiljaar)
    anders: dict[str, tuple[str, ...]] = dict(regio.bestand.regels.andere_schrijfwijzen.items())
    deelnemers = {d.code: d.pakket_van(peiljaar + 1, peiljaar) for d in regio.deelnemers(peiljaar + 1)}
    return Telvraag(peiljaar, deelnemers, tuple(regels), anders)


def _sluitdatum(regel: Regelkeuze, peiljaar: int) -> date | None:
    return op_dag(regel.sluitdatum, peiljaar + 1) if regel.sluitdatum else None
