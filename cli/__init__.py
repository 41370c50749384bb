"""Door 1: the command. It reads, calculates, writes and reports; no rule lives here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from cli.nederlands import Bestand, Geheel, Groep, Invoer, Keuze, echo

if TYPE_CHECKING:
    from schemas.regio import Munteenheid, Sluitregel

# The names stand here once more so that --help need not load the core; a test holds them against it.
SLUITREGELS: Final = ("open", "grootste-rest", "grootste-deelnemer", "afrondingsregel")
TABELLEN: Final = (
    "capaciteit", "begroting", "verdeling", "toename", "meerjarig", "mutaties", "scenario", "investering",
    "controles", "aansluiting",
)  # fmt: skip
FORMATEN: Final = ("tekst", "csv", "json")

_sluitregel = click.option(
    "--sluitregel", type=Keuze(SLUITREGELS), help="Sluitregel in plaats van die uit het regiobestand."
)
_formaat = click.option(
    "--formaat",
    type=Keuze(FORMATEN),
    default="tekst",
    show_default="tekst",
    help="Vorm van de uitvoer: voor mensen of voor programma's.",
)
_overschrijf = click.option("--overschrijf", is_flag=True, help="Vervang bestanden die er al staan.")


@click.group(cls=Groep, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


@main.command()
@click.argument("naam")
@click.option(
    "--naar",
    type=click.Path(path_type=Path),
    required=True,
    metavar="BESTAND",
    help="Het bestand dat wordt gemaakt (.xlsx).",
)
@_overschrijf
def voorbeeld(naam: str, naar: Path, overschrijf: bool) -> None:
    """Schrijf een meegeleverde invoer als bestand.

    Om te bekijken, of als begin van een eigen plan.

    \b
    Voorbeeld:
        verdeelwijzer voorbeeld zuid-limburg-2021 --naar invoer.xlsx
    """
    from cli.opdrachten import schrijf_voorbeeld

    schrijf_voorbeeld(naam, naar, overschrijf=overschrijf)
    echo(f"✓ {naar} is gemaakt: een volledige invoer voor {naam}.", err=True)


@main.command()
@click.argument("invoer", type=Invoer())
@click.option(
    "--naar",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="MAP",
    help="Map voor de werkmappen.",
)
@_sluitregel
@click.option(
    "--taken", type=Geheel(1, 64, "N"), default=1, show_default="1", help="Aantal werkmappen dat tegelijk wordt gevuld."
)
@_overschrijf
def plan(invoer: Path, naar: Path, sluitregel: Sluitregel | None, taken: int, overschrijf: bool) -> int:
    """Vul de werkmappen van het uitvoeringsplan.

    Eén werkmap voor de regio en één voor elke gemeente.

    INVOER is een invoerwerkmap of de naam van een voorbeeld.

    \b
    Voorbeeld:
        verdeelwijzer plan invoer.xlsx --naar plan-2021
    """
    from cli.opdrachten import maak_plan

    return maak_plan(invoer, naar, sluitregel, taken=taken, overschrijf=overschrijf)


@main.command()
@click.argument("naam", type=Keuze(TABELLEN), metavar="NAAM")
@click.argument("invoer", type=Invoer())
@click.option("--kostensoort", metavar="K", help="Alleen deze kostensoort, zoals beleid of inkoop.")
@click.option("--jaar", type=Geheel(2000, 2100, "J"), help="Het jaar van de tabel; anders het jaar van het plan.")
@_sluitregel
@_formaat
def tabel(
    naam: str, invoer: Path, kostensoort: str | None, jaar: int | None, sluitregel: Sluitregel | None, formaat: str
) -> int:
    """Toon één tabel van het plan.

    NAAM is capaciteit, begroting, verdeling, toename, meerjarig, mutaties, scenario, investering, controles of
    aansluiting.

    \b
    Voorbeeld:
        verdeelwijzer tabel verdeling invoer.xlsx --kostensoort beleid --jaar 2021
        verdeelwijzer tabel meerjarig invoer.xlsx --formaat csv
    """
    from cli.opdrachten import toon_tabel

    return toon_tabel(naam, invoer, kostensoort, jaar, sluitregel, formaat)


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
@_formaat
def verdeel(
    bedrag: str, cijfers: Path, sleutel: tuple[str, ...], sluitregel: Sluitregel, eenheid: Munteenheid, formaat: str
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

    return verdeel_bedrag(bedrag, cijfers, sleutel, sluitregel, eenheid, formaat)


@main.command()
@click.argument("bestand", nargs=-1, required=True, type=Invoer(), metavar="BESTAND...")
def valideer(bestand: tuple[Path, ...]) -> int:
    """Controleer invoerwerkmappen.

    Alle fouten in één keer, één regel per cel.

    \b
    Voorbeeld:
        verdeelwijzer valideer invoer.xlsx
    """
    from cli.opdrachten import valideer_bestanden

    return valideer_bestanden(bestand)
