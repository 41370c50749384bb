"""An expression as a function of the figures in its own row: for a table that rests on nothing else.

A range of a sheet is asked for again at every change, and a model of its cells costs more than its few figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import itemgetter
from typing import Any

from calc.afronding import rond_op
from calc.model.uitdrukking import (
    Als,
    Bereik,
    Bewerking,
    Cel,
    Rond,
    Som,
    Tabelnaam,
    Uitdrukking,
    Vast,
    Vergelijking,
    Waarde,
    Zuiver,
    exact,
)
from calc.model.waarden import GELDT, REKEN

Rijwaarden = Mapping[tuple[Tabelnaam | None, str], Waarde]
"""The figures of a row by table and column; for the table itself stands None."""


def rijfunctie(wat: Uitdrukking | Bereik | None) -> Callable[[Rijwaarden], Any]:
    """What `Waarden` gives for a cell with this expression, of figures and empty cells.

    Raises:
        TypeError: it needs more than its own row.
    """
    match wat:
        case Cel(tabel=tabel, rij=None, kolom=str(kolom)):
            return itemgetter((tabel, kolom))
        case Vast(waarde=waarde):
            return lambda _: waarde
        case Zuiver(wat=deel):
            return rijfunctie(deel)
        case Som(delen=(lid,), leeg=False):
            enige = rijfunctie(lid)
            return lambda rij: exact(enige(rij) or 0)
        case Som(delen=delen, leeg=False):
            leden = [rijfunctie(lid) for lid in delen]
            return lambda rij: exact(sum(lid(rij) or 0 for lid in leden))
        case Rond(wat=deel, decimalen=Vast(waarde=int(decimalen))):
            ruw = rijfunctie(deel)
            return lambda rij: exact(rond_op(Fraction(ruw(rij)), decimalen))
        case Vergelijking(teken="=", links=links, rechts=Vast(waarde=None)):
            gevraagd = rijfunctie(links)
            return lambda rij: int(gevraagd(rij) is None)
        case Vergelijking(teken=teken, links=links, rechts=rechts):
            geldt, een, ander = GELDT[teken], rijfunctie(links), rijfunctie(rechts)
            return lambda rij: int(geldt(een(rij), ander(rij)))
        case Bewerking(teken=teken, links=links, rechts=rechts):
            reken, een, ander = REKEN[teken], rijfunctie(links), rijfunctie(rechts)
            return lambda rij: exact(reken(een(rij), ander(rij)))
        case Als(voorwaarde=voorwaarde, dan=dan, anders=anders):
            waar, een, ander = rijfunctie(voorwaarde), rijfunctie(dan), rijfunctie(anders)
            return lambda rij: een(rij) if waar(rij) else ander(rij)
    raise TypeError(wat)
