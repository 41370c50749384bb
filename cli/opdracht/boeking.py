"""The plan as lines for a ledger."""

from __future__ import annotations

from typing import Any

import click

from cli.argumenten import JAAR, Invoerpad
from cli.opdracht.groep import main, naar_map, overschrijf_optie, sluitregel_optie


@main.command()
@click.argument("invoer", type=Invoerpad())
@click.option("--jaar", type=JAAR, help="Het jaar dat wordt geboekt; anders het jaar van het plan.")
@sluitregel_optie
@naar_map("Map voor de CSV.")
@overschrijf_optie
def boeking(**gevraagd: Any) -> int:
    """Schrijf de bijdragen als boekingsregels voor de financiële administratie.

    Eén regel per deelnemer, kostensoort en termijn, met taakveld en categorie (Iv3) uit het regiobestand. De regels
    tellen op tot het plan. Ernaast staat datapackage.json, dat elke kolom beschrijft.

    \b
    Voorbeeld:
        verdeelwijzer boeking invoer.xlsx --naar boeking-2021
    """
    from cli.boeken import boek

    return boek(**gevraagd)
