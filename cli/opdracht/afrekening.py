"""A year settled."""

from __future__ import annotations

from typing import Any

import click

from cli.argumenten import Bestand, Invoerpad
from cli.opdracht.groep import main, naar_map, overschrijf_optie, sjablonen_optie


@main.command()
@click.argument("voorlopig", type=Invoerpad(), metavar="VOORLOPIG")
@click.argument("definitief", type=Invoerpad(), metavar="DEFINITIEF")
@click.option(
    "--voorschotten",
    type=Bestand(),
    metavar="BESTAND",
    help="Wat elke gemeente heeft betaald (.csv of .xlsx); anders de voorlopige bijdrage.",
)
@naar_map("Map voor de werkmappen en de tabellen.")
@sjablonen_optie("Map met een eigen afrekening.docx; anders de meegeleverde brief.")
@overschrijf_optie
def afrekening(**gevraagd: Any) -> int:
    """Reken een jaar af: wat elke gemeente nog betaalt of terugkrijgt, en waardoor.

    VOORLOPIG en DEFINITIEF zijn twee invoeren van hetzelfde jaar. Eén werkmap voor de regio, en één bladzijde en een
    brief in Word voor elke gemeente. Cijfers die ver afwijken staan in de tabel materialiteit; is DEFINITIEF
    definitief, dan houden zij de afrekening tegen.

    \b
    Voorbeeld:
        verdeelwijzer afrekening invoer-2021.xlsx definitief-2021.xlsx --naar afrekening-2021
        verdeelwijzer afrekening invoer-2021.xlsx definitief-2021.xlsx --voorschotten betaald.csv --naar afrekening-2021
    """
    from cli.afrekenen import reken_af

    return reken_af(**gevraagd)
