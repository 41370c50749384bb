"""One amount over the rows of a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.argumenten import Bestand, EenVan
from cli.opdracht.groep import decimaal_optie, formaat_optie, main
from schemas.kernwoorden import MUNTEENHEDEN, SLUITREGELS


@main.command()
@click.argument("bedrag")
@click.argument("cijfers", type=Bestand(), metavar="CIJFERS")
@click.option(
    "--sleutel",
    multiple=True,
    metavar="KOLOM[=GEWICHT]",
    help="Deel van de sleutel: weegt aandelen; rato is het gelijke deel. Mag vaker.",
)
@click.option(
    "--punten",
    multiple=True,
    metavar="KOLOM=PUNTEN",
    help="Punten per eenheid: weegt eenheden; vast=PUNTEN is voor iedereen. Mag vaker.",
)
@click.option("--vast", metavar="BEDRAG", help="Een vast bedrag voor elke regel; de rest gaat naar sleutel of punten.")
@click.option("--prijs", "prijzen", multiple=True, metavar="KOLOM=PRIJS", help="Een bedrag per eenheid. Mag vaker.")
@click.option(
    "--formule",
    "formules",
    multiple=True,
    metavar='"NAAM=FORMULE"',
    help='Een kolom die wordt berekend, zoals "zwaar=max(ots - 5, 0)". Mag vaker.',
)
@click.option(
    "--sluitregel",
    type=EenVan(SLUITREGELS),
    default="grootste-rest",
    show_default="grootste-rest",
    help="Hoe de afronding sluit.",
)
@click.option(
    "--eenheid", type=EenVan(MUNTEENHEDEN), default="cent", show_default="cent", help="Waarop wordt afgerond."
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
def verdeel(bedrag: str, cijfers: Path, **gevraagd: Any) -> int:
    """Verdeel een bedrag over de regels van een tabel.

    CIJFERS is een .csv, .xlsx, .xls of .ods. De eerste kolom die niet wordt gevraagd, is de naam. BEDRAG is 1234.5 of
    1.234,50, of -1.234,50. Een sleutel weegt aandelen: jongeren=75 is 75 procent van de sleutel.
    Punten wegen eenheden: ots=3 telt elke ots voor drie.

    \b
    Voorbeeld:
        verdeelwijzer verdeel 1000000 cijfers.csv --sleutel rato=25 --sleutel jongeren=75
        verdeelwijzer verdeel 1000 cijfers.csv --punten jongeren=1 --punten vast=200
        verdeelwijzer verdeel 1000 cijfers.csv --vast 100 --formule "zwaar=max(jongeren - 300, 0)" --sleutel zwaar
        verdeelwijzer verdeel -1234,50 cijfers.csv --sleutel jongeren
    """
    from cli.verdelen import Verdeelopties, verdeel_bedrag

    delen = {een: gevraagd.pop(een) for een in Verdeelopties._fields}
    return verdeel_bedrag(bedrag, cijfers, Verdeelopties(**delen), **gevraagd)
