"""Kalender: the days of the cycle of the plan, from the region file and the law, as dated there."""

from __future__ import annotations

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Kolom, Rij, Tabel
from calc.model.uitdrukking import Tabelnaam
from calc.notatie import datum
from schemas.kalender import kalender as dagen_van


def kalender(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    dagen = dagen_van(plan.regio, naam.jaar)
    kolommen = (Kolom("datum"), Kolom("uiterlijk", "Wanneer"), Kolom("wat"), Kolom("bron"))
    rijen = tuple(
        Rij(
            f"{nummer}",
            {
                "datum": dag.datum.isoformat(),
                "uiterlijk": f"{'vóór' if dag.voor else 'op'} {datum(dag.datum)}",
                "wat": dag.wat,
                "bron": dag.bron,
            },
        )
        for nummer, dag in enumerate(dagen, start=1)
    )
    return Tabel(naam, f"Kalender van het plan {naam.jaar}", kolommen, rijen, noemt=("wat",)) if rijen else None


KALENDER = Tabelsoort("kalender", kalender, 95, per_jaar=True, komt_uit="kalender in het regiobestand")
