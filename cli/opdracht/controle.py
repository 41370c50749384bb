"""What comes in, and what was made before, held against the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.argumenten import JAAR, Bestand, Doel, Invoerpad
from cli.opdracht.groep import decimaal_optie, main, overschrijf_optie, sjablonen_optie


@main.command()
@click.argument("bestand", nargs=-1, required=True, type=Invoerpad(), metavar="BESTAND...")
@click.option("--regio", metavar="R", help="Regio van losse tabellen; anders volgt die uit de deelnemers.")
@click.option("--peiljaar", type=JAAR, help="Peiljaar van losse tabellen waar het niet in staat.")
@decimaal_optie
@click.option("--vorig", type=Invoerpad(), metavar="INVOER", help="Eerdere invoer, om de cijfers mee te vergelijken.")
@click.option(
    "--rapport",
    "rapporten",
    multiple=True,
    type=Doel("rapport.html"),
    help="Schrijf een rapport: .xlsx (gemarkeerd), .html (pagina) of .json. Mag vaker.",
)
@overschrijf_optie
def valideer(bestand: tuple[Path, ...], **gevraagd: Any) -> int:
    """Controleer invoerwerkmappen, formulieren en losse tabellen.

    Leest .xlsx, .xls, .ods en .csv. Noemt elke fout die te zien is, één regel per cel.

    \b
    Voorbeeld:
        verdeelwijzer valideer invoer.xlsx
        verdeelwijzer valideer opgave.csv --peiljaar 2021 --rapport opgave.html
    """
    from cli.valideren import valideer as controleer

    return controleer(bestand, **gevraagd)


@main.command()
@click.argument("werkmap", nargs=-1, required=True, type=Bestand(), metavar="WERKMAP...")
@click.option("--invoer", type=Invoerpad(), help="De invoer van het plan, om overgetypte invoer per cel te noemen.")
@sjablonen_optie("Map met de eigen sjablonen waarmee de werkmap of brief is gemaakt.")
def controleer(werkmap: tuple[Path, ...], invoer: Path | None, sjablonen: Path | None) -> int:
    """Controleer of een gemaakte werkmap of brief nog klopt.

    Rekent de werkmap na uit haar eigen invoer. Noemt elke cel die niet meer is wat zij hoort te zijn, en wat een lezer
    anders zou zien, zoals een verborgen rij. Andere kleuren of kolombreedtes zijn geen fout, en opnieuw opslaan
    ook niet. Een brief (.docx) wordt opnieuw gemaakt uit het plan in dezelfde map, of uit --invoer. Een afrekening
    wordt nagerekend uit de invoeren van toen.

    \b
    Voorbeeld:
        verdeelwijzer controleer plan-2021/zuid-limburg-2021-GM0888.xlsx
        verdeelwijzer controleer zuid-limburg-2021-uitvoeringsplan.xlsx --invoer invoer.xlsx
    """
    from cli.controleren import controleer_werkmappen

    return controleer_werkmappen(werkmap, invoer, sjablonen)
