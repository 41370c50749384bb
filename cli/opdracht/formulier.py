"""Figures asked of the participants, and taken over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.argumenten import Bestand, Dagwaarde, Geheel, Invoerpad, Map
from cli.opdracht.groep import decimaal_optie, main, naar_map, overschrijf_optie, sjablonen_optie


@main.command()
@click.argument("regio")
@click.option("--jaar", type=Geheel(2001, 2100, "J"), required=True, help="Het jaar waarvan de kosten worden verdeeld.")
@click.option("--vorig", type=Invoerpad(), help="Eerdere invoer; die cijfers komen ter vergelijking op het formulier.")
@click.option(
    "--invullen",
    type=Bestand(),
    metavar="CIJFERS",
    help="Tabel met cijfers die u zelf al hebt; de gemeente bevestigt of verbetert ze.",
)
@decimaal_optie
@click.option("--terug-aan", metavar="WIE", default="", help="Aan wie het terug moet; anders de centrumgemeente.")
@click.option("--terug-voor", type=Dagwaarde(), help="Voor welke dag het terug moet, zoals 1-12-2021.")
@sjablonen_optie("Map met een eigen formulier.xlsx.")
@naar_map("Map voor de formulieren.")
@overschrijf_optie
def uitvraag(regio: str, jaar: int, naar: Path, overschrijf: bool, **wensen: Any) -> int:
    """Maak voor elke gemeente een formulier om cijfers op te vragen.

    Gevraagd wordt wat de verdeelsleutels van het jaar nodig hebben: de cijfers over het jaar ervoor.

    REGIO is de naam van een regio of een regiobestand (.yaml).

    \b
    Voorbeeld:
        verdeelwijzer uitvraag zuid-limburg --jaar 2022 --vorig invoer-2021.xlsx --naar opgaven-2022
    """
    from cli.uitvragen import Uitvraagwensen, maak_uitvraag

    return maak_uitvraag(regio, jaar, naar, Uitvraagwensen(**wensen), overschrijf=overschrijf)


@main.command()
@click.argument("map_", metavar="MAP", type=Map(bestaat=True))
@click.option(
    "--in", "invoer", type=Bestand(), required=True, metavar="INVOER", help="De invoerwerkmap die de cijfers krijgt."
)
@click.option("--vervang", is_flag=True, help="Laat een tweede opgave van een gemeente de eerste vervangen.")
@click.option(
    "--geheim",
    type=Bestand(),
    metavar="BESTAND",
    help="Het geheim waarmee de formulieren zijn gemaakt; anders dat in de map.",
)
def verzamel(map_: Path, invoer: Path, vervang: bool, geheim: Path | None) -> int:
    """Neem de teruggestuurde formulieren over in de invoer.

    Toont wie er al is. Met een fout in een formulier blijft de invoer zoals zij was. De vorige invoer blijft bewaard.

    \b
    Voorbeeld:
        verdeelwijzer verzamel opgaven-2022 --in invoer-2022.xlsx
    """
    from datetime import datetime

    from cli.verzamelen import verzamel_opgaven

    return verzamel_opgaven(map_, invoer, geheim, vervang=vervang, vandaag=datetime.now().astimezone().date())
