"""The command itself, and the options that more than one of its parts have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import click

from cli.argumenten import Doel, EenVan, Map
from cli.nederlands import Opdracht, Opdrachtgroep
from schemas.kernwoorden import SLUITREGELS

FC = TypeVar("FC", bound=Callable[..., Any])
FORMATEN: Final = ("tekst", "csv", "json")


def tabelnamen() -> Sequence[str]:
    from calc.tabellen import TABELLEN

    return tuple(TABELLEN)


class MetTabellen(Opdracht):
    """Its help says which tables there are; only then does the core have to be loaded for it."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        *eerste, laatste = tabelnamen()
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"NAAM is {', '.join(eerste)} of {laatste}.")


sluitregel_optie = click.option(
    "--sluitregel", type=EenVan(SLUITREGELS), help="Sluitregel in plaats van die uit het regiobestand."
)
formaat_optie = click.option(
    "--formaat",
    type=EenVan(FORMATEN),
    default="tekst",
    show_default="tekst",
    help="Vorm van de uitvoer: voor mensen of voor programma's.",
)
decimaal_optie = click.option(
    "--decimaal", type=EenVan(("komma", "punt")), help="Wat in de cijfers voor de decimalen staat."
)


def naar_map(hulp: str, *, verplicht: bool = True) -> Callable[[FC], FC]:
    """Where many files go."""
    return click.option("--naar", type=Map(), required=verplicht, help=hulp)


def sjablonen_optie(hulp: str) -> Callable[[FC], FC]:
    return click.option("--sjablonen", type=Map(), help=hulp)


naar_bestand = click.option(
    "--naar", type=Doel("invoer.xlsx"), required=True, help="Het bestand dat wordt gemaakt (.xlsx)."
)
overschrijf_optie = click.option("--overschrijf", is_flag=True, help="Vervang bestanden die er al staan.")


@click.group(cls=Opdrachtgroep, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(
    package_name="verdeelwijzer",
    prog_name="verdeelwijzer",
    message="%(prog)s %(version)s",
    help="Toon de versie en stop.",
)
def main() -> None:
    """Verdeelt de gedeelde kosten van een regio over haar gemeenten: tot op de cent, en met uitleg.

    \b
    Voorbeeld:
        verdeelwijzer plan zuid-limburg-2021 --naar plan-2021
    """
