"""What a region file says, in words; and its schema for editors."""

from __future__ import annotations

import click

from cli.argumenten import JAAR
from cli.opdracht.groep import main


@main.command()
@click.argument("naam", metavar="REGIO", required=False)
@click.option("--jaar", type=JAAR, help="Het jaar; anders het laatste waarvoor een regel begint.")
@click.option(
    "--json-schema", "schema", is_flag=True, help="Toon het JSON Schema van regiobestanden, voor uw tekstverwerker."
)
def regio(naam: str | None, jaar: int | None, schema: bool) -> None:
    """Zeg in gewone taal wie wat betaalt volgens een regiobestand.

    REGIO is een meegeleverde regio of een eigen regiobestand (.yaml). De tekst heeft artikelen met hun bronnen, zodat
    een bestuur haar kan vaststellen.

    \b
    Voorbeeld:
        verdeelwijzer regio zuid-limburg --jaar 2021
        verdeelwijzer regio mijn-regio.yaml
        verdeelwijzer regio --json-schema
    """
    from cli.regiotekst import toon_regio, toon_schema

    if schema:
        toon_schema()
    else:
        toon_regio(naam, jaar)
