"""Small plans by hand: participants with figures, a key, a cost; everything made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from calc.uitkomst import Uitkomst, bereken
from cli import main
from schemas.gegevens import Begrotingsregel, Gegevens, Maatstafwaarde, Plan, Vastgesteld
from schemas.geldend import Regio
from schemas.plaats import Vindplaats
from schemas.regiobestand import RegioBestand

BRON = "Verzonnen"
SOORT = "inkoop"


def code(naam: str) -> str:
    """A code of its own for every letter."""
    return f"GM99{ord(naam[0]) - ord('A') + 1:02}"


def maak_plan(geval: Mapping[str, Any]) -> Uitkomst:
    """One plan of one year.

    cijfers: per participant its figure per maatstaf; besluit: instead of a key, the amounts that were decided.
    """
    jaar, cijfers = int(geval.get("jaar", 2024)), geval["cijfers"]
    laatste = int(geval.get("laatste_jaar", jaar))
    besluit = {naam: str(bedrag) for naam, bedrag in geval.get("besluit", {}).items()}
    sleutel = {deel: Decimal(str(gewicht)) for deel, gewicht in geval.get("sleutel", {"rato": 1}).items()}
    leden = [lid for uit in geval.get("samengesteld_uit", {}).values() for lid in uit]
    namen = dict.fromkeys((*cijfers, *besluit, *leden))
    maatstaven = dict.fromkeys(m for figuren in cijfers.values() for m in figuren)
    inhoud = {
        "regio": "verzonnen", "label": "Verzonnen regio", "centrumgemeente": code(next(iter(cijfers))), "bron": BRON,
        "deelnemers": tuple(_deelnemer(geval, naam) for naam in namen),
        "maatstaven": {
            m: {"label": m.capitalize(), "definitie": m, "eenheid": {2015: {"waarde": "euro", "bron": BRON}}}
            for m in maatstaven
        }
        | {
            naam: {"label": naam.replace("_", " ").capitalize(), "formule": {2015: {"waarde": tekst, "bron": BRON}}}
            for naam, tekst in geval.get("formules", {}).items()
        },
        "kostensoorten": {
            SOORT: {
                "label": "Kosten van inkoop", "grondslag": BRON,
                "sluitregel": {2015: {"waarde": geval.get("sluitregel", "grootste-rest"), "bron": BRON}},
                "eenheid": {2015: {"waarde": geval.get("eenheid", "cent"), "bron": BRON}},
                **_regel(geval, sleutel),
                **{naam: geval[naam] for naam in ("taakveld", "betaling") if naam in geval},
            }
        },
        **{naam: geval[naam] for naam in ("kalender", "besluitvorming", "uittreding") if naam in geval},
    }  # fmt: skip
    plan = Plan(
        "verzonnen", f"Plan {jaar}", jaar, jaar, laatste, laatste, "voorlopig", BRON, "", "", None, "", BRON, ""
    )
    waarden = tuple(
        Maatstafwaarde(m, jaar - 1, code(naam), Decimal(str(waarde)), Vindplaats.in_cel("Maatstaven", 1, 1))
        for naam, figuren in cijfers.items()
        for m, waarde in figuren.items()
    )
    posten = tuple(
        Begrotingsregel(
            SOORT,
            post,
            "kosten",
            "deelnemers",
            dict.fromkeys(range(jaar, laatste + 1), Decimal(str(bedrag))),
            "",
            BRON,
            rij,
        )
        for rij, (post, bedrag) in enumerate(geval["kosten"].items(), start=5)
    )
    besloten = tuple(
        Vastgesteld(SOORT, code(n), jaar, Decimal(b), BRON, Vindplaats.in_cel("Vastgesteld", 1, 1))
        for n, b in besluit.items()
    )
    regio = Regio(RegioBestand.model_validate(inhoud))
    return bereken(Gegevens(regio, plan, (), waarden, posten, (), (), (), besloten, (), (), (), "verzonnen.xlsx", ""))


def _regel(geval: Mapping[str, Any], sleutel: Mapping[str, Decimal]) -> dict[str, Any]:
    """A key, or parts; and limits."""
    regel = {"sleutel": {2015: {"delen": sleutel, "bron": BRON}}}
    if "opbouw" in geval:
        delen = {naam: _exact(deel) for naam, deel in geval["opbouw"].items()}
        regel = {"opbouw": {2015: {"onderdelen": delen, "bron": BRON}}}
    return {**regel, **({"grenzen": {2015: {**geval["grenzen"], "bron": BRON}}} if "grenzen" in geval else {})}


def _exact(deel: Any) -> Any:
    """Numbers of a case as the reader of a region file gives them."""
    if isinstance(deel, dict):
        return {naam: waarde if naam in ("soort", "bedrag") else _exact(waarde) for naam, waarde in deel.items()}
    return Decimal(str(deel)) if isinstance(deel, int | float) else deel


def _deelnemer(geval: Mapping[str, Any], naam: str) -> dict[str, Any]:
    """Who merged into another and has no figures took part before the plan."""
    voorbij = naam not in geval["cijfers"] and naam not in geval.get("besluit", {})
    uit = {"code": code(naam), "naam": naam, "van": geval.get("van", {}).get(naam, 2010 if voorbij else 2015)}
    if voorbij or naam in geval.get("tot_en_met", {}):
        uit["tot_en_met"] = 2014 if voorbij else geval["tot_en_met"][naam]
    if naam in geval.get("samengesteld_uit", {}):
        uit["samengesteld_uit"] = tuple(map(code, geval["samengesteld_uit"][naam]))
    return {**uit, "bron": BRON}


@pytest.fixture(scope="session")
def plan_van() -> Callable[[Mapping[str, Any]], Uitkomst]:
    return maak_plan


@pytest.fixture(scope="session")
def code_van() -> Callable[[str], str]:
    return code


@pytest.fixture(scope="session")
def gemaakt_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the plan of the example, made once; whoever changes something in it works on a copy."""
    naar = tmp_path_factory.mktemp("plan") / "uit"
    assert CliRunner().invoke(main, ["plan", "zuid-limburg-2021", "--naar", str(naar)]).exit_code == 0
    return naar
