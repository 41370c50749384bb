"""Prints a region in words, an article for each kostensoort."""

from __future__ import annotations

import json
from typing import Final

from calc.notatie import bronnen_in
from calc.regioverder import Artikel
from calc.regiowoorden import jaren_met_regels, regio_in_woorden
from cli.nederlands import echo
from cli.weergave import BREEDTE, omgeslagen
from schemas.fouten import VerkeerdGebruik
from schemas.geldend import gevraagde_regio
from schemas.regiobestand import RegioBestand

INSPRINGEN: Final = "   "


def toon_schema() -> None:
    """The schema that pydantic gives, with where it is of; what our own classes say of themselves is not for users."""
    schema = RegioBestand.model_json_schema() | {"title": "Regiobestand van Verdeelwijzer"}
    for deel in (schema, *schema["$defs"].values()):
        deel.pop("description", None)
    for deel in schema["$defs"].values():
        del deel["title"]
    echo(json.dumps(schema, ensure_ascii=False, indent=1))


def toon_regio(naam: str | None, jaar: int | None) -> None:
    if naam is None:
        raise VerkeerdGebruik("REGIO ontbreekt", "een regio als zuid-limburg, of een regiobestand (.yaml).")
    regio = gevraagde_regio(naam)
    jaar = jaar or max(jaren_met_regels(regio))
    artikelen = regio_in_woorden(regio, jaar)
    echo(f"{regio.label}: wie betaalt wat in {jaar}", vet=True)
    for nummer, artikel in enumerate(artikelen, start=1):
        echo("")
        echo(f"Artikel {nummer}. {artikel.kop}", vet=True)
        echo("\n".join(_regels(artikel)))


def _regels(artikel: Artikel) -> list[str]:
    regels = []
    for nummer, lid in enumerate(artikel.leden, start=1):
        eerste, *rest = lid.split("\n")
        regels += omgeslagen(eerste, BREEDTE, f"{nummer}. ", INSPRINGEN)
        for onderdeel in rest:
            regels += omgeslagen(onderdeel, BREEDTE, INSPRINGEN, INSPRINGEN * 2)
    if artikel.bronnen:
        regels += omgeslagen("; ".join(bronnen_in(artikel.bronnen)), BREEDTE, f"{INSPRINGEN}Bron: ", INSPRINGEN)
    return regels
