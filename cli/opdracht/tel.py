"""Figures counted from lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.argumenten import JAAR, Doel, EenVan, Geheel
from cli.opdracht.groep import main, overschrijf_optie


@main.command()
@click.argument("regels", nargs=-1, required=True, metavar="REGELS...")
@click.option("--regio", required=True, metavar="R", help="Naam van een regio of een regiobestand (.yaml).")
@click.option("--peiljaar", type=JAAR, required=True, help="Het jaar dat wordt geteld.")
@click.option(
    "--naar",
    type=Doel("telling.xlsx"),
    required=True,
    help="De werkmap met de telling (.xlsx).",
)
@click.option(
    "--motor",
    type=EenVan(("duckdb", "spark")),
    default="duckdb",
    show_default="duckdb",
    help="Waarmee wordt geteld: op deze computer, of op een cluster.",
)
@click.option("--master", metavar="ADRES", help="Waar Spark draait, zoals spark://server:7077; anders hier.")
@click.option(
    "--geheugen",
    type=Geheel(200, 1_000_000, "MB"),
    default=2000,
    show_default="2000",
    help="Hoogstens zoveel MB.",
)
@click.option(
    "--publicatie",
    type=Doel("publicatie.csv"),
    help="Schrijf ook aantallen per segment om te publiceren (.csv), zonder kleine aantallen.",
)
@click.option(
    "--toon-voorbeelden", "voorbeelden", is_flag=True, help="Toon bij fouten de nummers van enkele regels, gehasht."
)
@overschrijf_optie
def tel(regels: tuple[str, ...], regio: str, peiljaar: int, naar: Path, **wens: Any) -> int:
    """Tel maatstaven en kosten uit regels van toekenningen en declaraties.

    REGELS zijn bestanden (.parquet of .csv), mappen of patronen. Wat telt, staat in het regiobestand.

    \b
    Voorbeeld:
        verdeelwijzer tel regels-2021 --regio zuid-limburg --peiljaar 2021 --naar telling-2021.xlsx
    """
    from cli.tellen import Telopties, tel_regels

    return tel_regels(regels, regio, peiljaar, naar, Telopties(**wens))
