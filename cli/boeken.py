"""Command boeking: the contributions of one year as a CSV for the ledger, and what its columns are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from calc.model.plan import Plan
from calc.tabellen import maak_tabellen
from calc.tabellen.boeking import taakveldzin, zonder_taakveld
from cli.datapakket import Csv, datapakket
from cli.nederlands import echo
from cli.opdrachten import lees_en_bereken, oordeel

if TYPE_CHECKING:
    from schemas.kernwoorden import Sluitregel


def boek(invoer: Path, jaar: int | None, sluitregel: Sluitregel | None, naar: Path, *, overschrijf: bool) -> int:
    """Write both files, or neither."""
    from templates.werkmap.wegschrijven import schrijf_reeks

    uitkomst = lees_en_bereken(invoer, sluitregel)
    plan = uitkomst.gegevens.plan
    welk = plan.jaar if jaar is None else jaar
    tabellen = maak_tabellen(uitkomst, "boeking", None, jaar)
    begin = f"{plan.regio}-{welk}"
    csv = Csv(f"{begin}-boeking.csv", tabellen[0].titel, tabellen, met_kostensoort=False)
    bestanden = datapakket(f"{begin}-boeking", csv.titel, [csv], bron=plan.bron)
    for pad in schrijf_reeks(naar, bestanden, iter(bestanden.items()), overschrijf=overschrijf):
        echo(str(pad))
    if zonder := zonder_taakveld(Plan(uitkomst), welk):
        echo(f"Let op: {taakveldzin(zonder)}", err=True)
    return oordeel(uitkomst)
