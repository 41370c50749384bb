"""Two plans beside each other: who pays more or less, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.argumenten import JAAR, Geheel, InvoerOfMap
from cli.opdracht.groep import formaat_optie, main, naar_map, overschrijf_optie


@main.command()
@click.argument("oud", type=InvoerOfMap(), metavar="OUD")
@click.argument("nieuw", type=InvoerOfMap(), metavar="NIEUW")
@click.option("--kostensoort", metavar="K", help="Alleen deze kostensoort, zoals beleid of inkoop.")
@click.option("--jaar", type=JAAR, help="Het jaar van NIEUW; anders het jaar van het plan.")
@click.option("--jaar-oud", type=JAAR, help="Het jaar van OUD; anders het jaar van het plan.")
@click.option("--ingroei", type=Geheel(1, 20, "JAREN"), help="Ook de weg van oud naar nieuw, in zoveel jaar.")
@click.option(
    "--hoogstens",
    metavar="BEDRAG",
    help="Bij --ingroei: wat er per deelnemer en jaar hoogstens bij komt, zoals 5000 of 2,5%.",
)
@click.option(
    "--varieer",
    multiple=True,
    metavar="MAATSTAF=VAN:TOT:STAP",
    help="Ook wat elk betaalt met andere gewichten in de sleutel van NIEUW. Mag twee keer.",
)
@click.option(
    "--samen-met",
    multiple=True,
    type=InvoerOfMap(),
    metavar="OUD",
    help="Nog een oud plan, van een regio die met OUD samengaat. Mag vaker.",
)
@formaat_optie
@naar_map("Map voor een werkmap en de CSV's.", verplicht=False)
@overschrijf_optie
def vergelijk(oud: Path, nieuw: Path, samen_met: tuple[Path, ...], **vraag: Any) -> int:
    """Vergelijk twee plannen: wie betaalt meer of minder, en waardoor.

    OUD en NIEUW zijn invoerwerkmappen, voorbeelden, of mappen met een gemaakt plan. Het verschil wordt uiteengelegd in
    vaste volgorde: kosten, cijfers, sleutel, deelnemers, regels. De oorzaken tellen precies op.

    \b
    Voorbeeld:
        verdeelwijzer vergelijk concept.xlsx vastgesteld.xlsx
        verdeelwijzer vergelijk plan-2021 invoer-2022.xlsx --ingroei 4 --hoogstens 2,5% --naar vergelijking
        verdeelwijzer vergelijk invoer.xlsx invoer.xlsx --jaar-oud 2020 --varieer jongeren=0:50:5
    """
    from cli.vergelijken import Vergelijkopties, vergelijk_plannen

    wensen = {een: vraag.pop(een) for een in Vergelijkopties._fields}
    return vergelijk_plannen((oud, *samen_met), nieuw, Vergelijkopties(**wensen), **vraag)
