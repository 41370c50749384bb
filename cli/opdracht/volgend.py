"""Next year's input."""

from __future__ import annotations

from typing import Any

import click

from cli.argumenten import JAAR, Invoerpad
from cli.opdracht.groep import main, naar_bestand, overschrijf_optie


@main.command()
@click.argument("invoer", type=Invoerpad())
@naar_bestand
@click.option("--basisjaar", type=JAAR, metavar="B", help="Het eerste jaar; anders één later dan nu.")
@click.option(
    "--definitief",
    type=Invoerpad(),
    metavar="DEFINITIEF",
    help="Definitieve invoer van een jaar van dit plan; het verschil in kosten komt als correctie op Begroting.",
)
@overschrijf_optie
def volgend(**gevraagd: Any) -> int:
    """Maak van de invoer van dit jaar die van het volgende.

    De jaren schuiven op. De bijdragen tot en met dit jaar staan dan vast, met hun sleutel en cijfers erbij. Regels,
    uren en tarieven gaan mee als voorstel: kolom Afgeleid zegt wat over te nemen is. Wat alleen over dit jaar gaat,
    blijft weg en wordt genoemd.

    \b
    Voorbeeld:
        verdeelwijzer volgend invoer-2021.xlsx --naar invoer-2022.xlsx
        verdeelwijzer volgend invoer-2021.xlsx --definitief definitief-2021.xlsx --naar invoer-2022.xlsx
    """
    from cli.volgende import schrijf_volgende

    return schrijf_volgende(**gevraagd)
