"""The add-in for Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.argumenten import Bestand, Doel, EenVan, Geheel, Map
from cli.nederlands import Opdrachtgroep
from cli.opdracht.groep import main, naar_map, overschrijf_optie


@main.group(cls=Opdrachtgroep)
def addin() -> None:
    """Gebruik Verdeelwijzer in Excel: de tabellen als functies in uw eigen blad.

    Start een server op uw eigen computer, of voor een hele organisatie.

    \b
    Voorbeeld:
        verdeelwijzer addin start
    """


@addin.command("start")
@click.option(
    "--modus",
    type=EenVan(("lokaal", "entraid")),
    default="lokaal",
    show_default="lokaal",
    help="Wie erbij mag: u alleen, of wie zich bij Entra ID aanmeldt.",
)
@click.option("--adres", default="127.0.0.1", show_default="127.0.0.1", metavar="IP", help="Adres om op te luisteren.")
@click.option(
    "--poort", type=Geheel(1, 65535, "N"), default=8443, show_default="8443", help="Poort om op te luisteren."
)
@click.option("--url", metavar="URL", help="Adres waaronder gebruikers de server vinden (entraid).")
@click.option("--certificaat", type=Bestand(), help="Eigen certificaat (PEM), in plaats van een gemaakt.")
@click.option("--sleutelbestand", type=Bestand(), help="Sleutel bij dat certificaat (PEM, zonder wachtwoord).")
@click.option("--zonder-tls", is_flag=True, help="Een proxy ervoor zorgt voor https (entraid).")
@click.option("--proxy", multiple=True, metavar="IP", help="Adres van een proxy die wordt vertrouwd. Mag vaker.")
@click.option(
    "--tenant", envvar="VERDEELWIJZER_ENTRA_TENANT", metavar="NUMMER", help="De organisatie in Entra ID (entraid)."
)
@click.option(
    "--client-id",
    envvar="VERDEELWIJZER_ENTRA_CLIENT",
    metavar="NUMMER",
    help="De app-registratie in Entra ID (entraid).",
)
@click.option("--rol", "rollen", multiple=True, metavar="ROL", help="Rol die een gebruiker moet hebben. Mag vaker.")
@click.option(
    "--plannen",
    type=Map(bestaat=True),
    envvar="VERDEELWIJZER_PLANNEN",
    help="Map met de plannen waar formules naar mogen vragen.",
)
@click.option("--werkers", type=Geheel(1, 32, "N"), default=1, show_default="1", help="Aantal processen dat antwoordt.")
@click.option(
    "--nieuwe-startcode", is_flag=True, help="Maak een nieuwe startcode; anders blijft de vorige gelden (modus lokaal)."
)
def start_addin(**gevraagd: Any) -> None:
    """Start de server van de invoegtoepassing.

    Zonder opties alleen voor uzelf, op deze computer: met een zelfgemaakt certificaat en een eigen startcode. Met
    --modus entraid voor een organisatie.

    \b
    Voorbeeld:
        verdeelwijzer addin start
        verdeelwijzer addin start --plannen plannen --poort 9443
    """
    from cli.addin_server import start_server

    start_server(**gevraagd)


@addin.command("manifest")
@click.option("--url", required=True, metavar="URL", help="Adres waaronder gebruikers de server vinden.")
@click.option(
    "--naar",
    type=Doel("manifest.xml"),
    help="Het bestand dat wordt gemaakt (.xml); anders verschijnt het manifest op het scherm.",
)
@click.option(
    "--client-id", metavar="NUMMER", help="De app-registratie in Entra ID, als gebruikers zich daarmee aanmelden."
)
@overschrijf_optie
def addin_manifest(url: str, naar: Path | None, client_id: str | None, overschrijf: bool) -> int:
    """Schrijf het manifest: het bestand waarmee Excel de invoegtoepassing leert kennen.

    \b
    Voorbeeld:
        verdeelwijzer addin manifest --url https://verdeelwijzer.voorbeeldstad.nl --naar manifest.xml
    """
    from cli.addin_bestanden import schrijf_manifest

    return schrijf_manifest(url, naar, client_id, overschrijf=overschrijf)


@addin.command("com")
@naar_map("Map voor de modules, de instellingen en de stappen.")
@overschrijf_optie
def addin_com(naar: Path, overschrijf: bool) -> int:
    """Schrijf de modules voor Excel op Windows, voor wie niet bij een server kan.

    Alleen de bestanden worden gemaakt; in LEESMIJ.md staat wat u op Windows doet.

    \b
    Voorbeeld:
        verdeelwijzer addin com --naar excel-windows
    """
    from cli.addin_bestanden import schrijf_com

    return schrijf_com(naar, overschrijf=overschrijf)
