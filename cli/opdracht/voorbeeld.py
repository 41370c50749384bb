"""An input to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from cli.argumenten import JAAR
from cli.nederlands import echo
from cli.opdracht.groep import main, naar_bestand, overschrijf_optie


@main.command()
@click.argument("naam")
@click.option("--jaar", type=JAAR, metavar="JAAR", help="Bij een regio: het jaar van het plan.")
@click.option(
    "--basisjaar",
    type=JAAR,
    metavar="JAAR",
    help="Bij een regio: het eerste jaar, om mee te vergelijken. Zonder: alleen het jaar zelf.",
)
@naar_bestand
@overschrijf_optie
def voorbeeld(naam: str, jaar: int | None, basisjaar: int | None, naar: Path, overschrijf: bool) -> None:
    """Schrijf een meegeleverde invoer, of een lege voor uw regio.

    NAAM is een meegeleverd voorbeeld, een meegeleverde regio of een eigen regiobestand (.yaml). Een lege invoer heeft
    alleen de bladen en kolommen die de regio nodig heeft.

    \b
    Voorbeeld:
        verdeelwijzer voorbeeld zuid-limburg-2021 --naar invoer.xlsx
        verdeelwijzer voorbeeld zuid-limburg --jaar 2026 --naar invoer-2026.xlsx
    """
    from cli.opdrachten import schrijf_voorbeeld

    wat = schrijf_voorbeeld(naam, jaar, basisjaar, naar, overschrijf=overschrijf)
    echo(f"✓ {naar} is gemaakt: {wat}.", err=True)
