"""The plan: its workbooks, one table of it, one figure of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.argumenten import JAAR, Bestand, EenVan, Geheel, InvoerOfMap, Invoerpad
from cli.opdracht.groep import (
    FC,
    MetTabellen,
    formaat_optie,
    main,
    naar_map,
    overschrijf_optie,
    sjablonen_optie,
    sluitregel_optie,
    tabelnamen,
)


def _naast_opties(opdracht: FC) -> FC:
    """The provisional input beside a definitive one."""
    hulp = "Bij --voorlopig: wat elke gemeente heeft betaald."
    opdracht = click.option("--voorschotten", type=Bestand(), help=hulp)(opdracht)
    hulp = "De voorlopige invoer, als INVOER de definitieve is."
    return click.option("--voorlopig", type=Invoerpad(), metavar="VOORLOPIG", help=hulp)(opdracht)


@main.command()
@click.argument("invoer", nargs=-1, required=True, type=InvoerOfMap(), metavar="INVOER|MAP...")
@naar_map("Map voor de werkmappen.")
@sluitregel_optie
@sjablonen_optie("Map met eigen sjablonen; wat daar niet in staat, is het meegeleverde.")
@click.option(
    "--taken",
    type=Geheel(1, 64, "N"),
    show_default="zoveel als helpt",
    help="Aantal werkmappen, of plannen, dat tegelijk wordt gemaakt.",
)
@click.option("--pdf", is_flag=True, help="Maak van elke brief ook een PDF (met LibreOffice).")
@overschrijf_optie
def plan(invoer: tuple[Path, ...], naar: Path, taken: int | None, **wens: Any) -> int:
    """Vul de werkmappen van het uitvoeringsplan.

    Eén werkmap voor de regio, en voor elke gemeente een werkmap en een brief in Word.

    INVOER is een invoerwerkmap of de naam van een voorbeeld. Bij meer invoeren, of een MAP vol, krijgt elk plan een
    eigen map; gaat er één mis, dan gaan de andere door.

    \b
    Voorbeeld:
        verdeelwijzer plan invoer.xlsx --naar plan-2021
        verdeelwijzer plan invoer.xlsx --naar plan-2021 --sjablonen huisstijl
        verdeelwijzer plan invoeren --naar plannen
    """
    from cli.opdrachten import Planwens, maak_plan

    if len(invoer) == 1 and not invoer[0].is_dir():
        return maak_plan(invoer[0], naar, Planwens(**wens), taken)
    from cli.plannen import invoeren_in, maak_plannen

    return maak_plannen(invoeren_in(invoer), naar, Planwens(**wens), taken)


@main.command(cls=MetTabellen)
@click.argument("naam", type=EenVan(tabelnamen), metavar="NAAM")
@click.argument("invoer", type=Invoerpad())
@click.option("--kostensoort", metavar="K", help="Alleen deze kostensoort, zoals beleid of inkoop.")
@click.option("--jaar", type=JAAR, help="Het jaar van de tabel; anders het jaar van het plan.")
@sluitregel_optie
@_naast_opties
@formaat_optie
def tabel(**vraag: Any) -> int:
    """Toon één tabel van het plan.

    Afrekening en materialiteit gaan over twee invoeren: geef de voorlopige met --voorlopig.

    \b
    Voorbeeld:
        verdeelwijzer tabel verdeling invoer.xlsx --kostensoort beleid --jaar 2021
        verdeelwijzer tabel meerjarig invoer.xlsx --formaat csv
    """
    from cli.naast import Naast
    from cli.opdrachten import toon_tabel

    return toon_tabel(naast=Naast(vraag.pop("voorlopig"), vraag.pop("voorschotten")), **vraag)


@main.command()
@click.argument("invoer", type=Invoerpad())
@click.option("--gemeente", metavar="G", help="De gemeente van de bijdrage: code, naam of andere schrijfwijze.")
@click.option(
    "--tabel", type=EenVan(tabelnamen), metavar="T", help="De tabel van het cijfer, zoals begroting of scenario."
)
@click.option("--rij", metavar="R", help="De rij van het cijfer: een gemeente, een post, 'deel: regel' of Totaal.")
@click.option("--kolom", metavar="C", help="De kolom van het cijfer, zoals die in de CSV heet.")
@click.option("--kostensoort", metavar="K", help="De kostensoort, zoals beleid of inkoop.")
@click.option("--jaar", type=JAAR, help="Het jaar; anders het jaar van het plan.")
@_naast_opties
def uitleg(**vraag: Any) -> int:
    """Leg een cijfer uit, tot en met de invoer.

    De bijdrage van een gemeente, of met --tabel, --rij en --kolom elk ander cijfer.

    \b
    Voorbeeld:
        verdeelwijzer uitleg invoer.xlsx --gemeente Beek --kostensoort inkoop --jaar 2021
        verdeelwijzer uitleg invoer.xlsx --tabel scenario --rij "verschil: Besparing" --kolom 2023
    """
    from cli.naast import Naast
    from cli.opdrachten import toon_uitleg

    cel = tuple(vraag.pop(een) for een in ("tabel", "rij", "kolom"))
    return toon_uitleg(cel=cel, naast=Naast(vraag.pop("voorlopig"), vraag.pop("voorschotten")), **vraag)
