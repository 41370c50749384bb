"""One amount over the rows of a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.argumenten import Bestand, Keuze
from cli.opdracht.groep import SLUITREGELS, decimaal_optie, formaat_optie, main

if TYPE_CHECKING:
    from schemas.regio import Munteenheid, Sluitregel


@main.command()
@click.argument("bedrag")
@click.argument("cijfers", type=Bestand(), metavar="CIJFERS.csv")
@click.option(
    "--sleutel",
    multiple=True,
    required=True,
    metavar="KOLOM[=GEWICHT]",
    help="Deel van de sleutel; rato is het gelijke deel. Mag vaker.",
)
@click.option(
    "--sluitregel",
    type=Keuze(SLUITREGELS),
    default="grootste-rest",
    show_default="grootste-rest",
    help="Hoe de afronding sluit.",
)
@click.option(
    "--eenheid", type=Keuze(("cent", "euro")), default="cent", show_default="cent", help="Waarop wordt afgerond."
)
@decimaal_optie
@click.option(
    "--deelnemer",
    "deelnemers",
    multiple=True,
    metavar="NAAM",
    help="Deze regel is een deelnemer, al is zij de som van andere. Mag vaker.",
)
@formaat_optie
def verdeel(
    bedrag: str,
    cijfers: Path,
    sleutel: tuple[str, ...],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
    decimaal: str | None,
    deelnemers: tuple[str, ...],
    formaat: str,
) -> int:
    """Verdeel een bedrag over de regels van een CSV.

    De eerste kolom die niet in de sleutel staat, is de naam. BEDRAG is 1234.5 of 1.234,50; een negatief bedrag komt
    achter --.

    \b
    Voorbeeld:
        verdeelwijzer verdeel 1000000 cijfers.csv --sleutel rato=25 --sleutel jongeren=75
        verdeelwijzer verdeel --sleutel jongeren -- -1234,50 cijfers.csv
    """
    from cli.opdrachten import verdeel_bedrag

    return verdeel_bedrag(
        bedrag, cijfers, sleutel, sluitregel, eenheid, formaat, decimaal=decimaal, deelnemers=deelnemers
    )
