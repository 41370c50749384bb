"""Templates of their own."""

from __future__ import annotations

from pathlib import Path

import click

from cli.argumenten import Bestand
from cli.nederlands import Opdrachtgroep
from cli.opdracht.groep import main, naar_map, overschrijf_optie


@main.group(cls=Opdrachtgroep)
def sjabloon() -> None:
    """Gebruik eigen sjablonen voor de werkmappen: uw lettertypen, kleuren, logo en teksten.

    Schrijf de meegeleverde, pas ze aan in Excel, controleer ze, en vul ze met plan --sjablonen.

    \b
    Voorbeeld:
        verdeelwijzer sjabloon exporteer --naar huisstijl
        verdeelwijzer sjabloon controleer huisstijl/gemeente.xlsx
    """


@sjabloon.command("exporteer")
@naar_map("Map voor de sjablonen.")
@overschrijf_optie
def exporteer_sjablonen(naar: Path, overschrijf: bool) -> int:
    """Schrijf de meegeleverde sjablonen, om aan te passen in Excel.

    \b
    Voorbeeld:
        verdeelwijzer sjabloon exporteer --naar huisstijl
    """
    from cli.sjablonen import exporteer

    return exporteer(naar, overschrijf=overschrijf)


@sjabloon.command("controleer")
@click.argument("bestand", nargs=-1, required=True, type=Bestand(), metavar="BESTAND...")
def controleer_sjablonen(bestand: tuple[Path, ...]) -> int:
    """Controleer eigen sjablonen voordat u ze gebruikt.

    Noemt wat bij het vullen verloren zou gaan en wat ontbreekt. Een fout maakt het sjabloon onbruikbaar; een melding is
    goed om te weten.

    \b
    Voorbeeld:
        verdeelwijzer sjabloon controleer huisstijl/uitvoeringsplan.xlsx huisstijl/gemeente.xlsx
    """
    from cli.sjablonen import controleer

    return controleer(bestand)
