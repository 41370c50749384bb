"""Small plans by hand: participants with figures, a key, a cost; everything made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest

from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Begrotingsregel, Gegevens, Maatstafwaarde, Plan, Vastgesteld
from schemas.geldend import Regio
from schemas.regio import RegioBestand

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
    besluit = {naam: str(bedrag) for naam, bedrag in geval.get("besluit", {}).items()}
    sleutel = {deel: Decimal(str(gewicht)) for deel, gewicht in geval.get("sleutel", {"rato": 1}).items()}
    maatstaven = dict.fromkeys(m for figuren in cijfers.values() for m in figuren)
    samengesteld = geval.get("samengesteld_uit", {})
    inhoud = {
        "regio": "verzonnen", "label": "Verzonnen regio", "centrumgemeente": code(next(iter(cijfers))), "bron": BRON,
        "deelnemers": tuple(
            {"code": code(naam), "naam": naam, "van": 2015, "bron": BRON}
            | ({"samengesteld_uit": tuple(map(code, samengesteld[naam]))} if naam in samengesteld else {})
            for naam in (*cijfers, *(een for een in besluit if een not in cijfers))
        ),
        "maatstaven": {
            m: {"label": m.capitalize(), "definitie": m, "eenheid": {2015: {"waarde": "euro", "bron": BRON}}}
            for m in maatstaven
        },
        "kostensoorten": {
            SOORT: {
                "label": "Kosten van inkoop", "grondslag": BRON,
                "sluitregel": {2015: {"waarde": geval.get("sluitregel", "grootste-rest"), "bron": BRON}},
                "eenheid": {2015: {"waarde": geval.get("eenheid", "cent"), "bron": BRON}},
                "sleutel": {2015: {"delen": sleutel, "bron": BRON}},
                **{naam: geval[naam] for naam in ("taakveld", "betaling") if naam in geval},
            }
        },
        **{naam: geval[naam] for naam in ("kalender", "besluitvorming") if naam in geval},
    }  # fmt: skip
    plan = Plan("verzonnen", f"Plan {jaar}", jaar, jaar, jaar, jaar, "voorlopig", BRON, "", "", None, "", BRON, "")
    waarden = tuple(
        Maatstafwaarde(m, jaar - 1, code(naam), Decimal(str(waarde)), "Maatstaven!A1")
        for naam, figuren in cijfers.items()
        for m, waarde in figuren.items()
    )
    posten = tuple(
        Begrotingsregel(SOORT, post, "kosten", "deelnemers", {jaar: Decimal(str(bedrag))}, "", BRON, rij)
        for rij, (post, bedrag) in enumerate(geval["kosten"].items(), start=5)
    )
    besloten = tuple(Vastgesteld(SOORT, code(n), jaar, Decimal(b), BRON, "Vastgesteld!A1") for n, b in besluit.items())
    regio = Regio(RegioBestand.model_validate(inhoud))
    return bereken(Gegevens(regio, plan, (), waarden, posten, (), (), (), besloten, (), (), (), "verzonnen.xlsx", ""))


@pytest.fixture(scope="session")
def plan_van() -> Callable[[Mapping[str, Any]], Uitkomst]:
    return maak_plan


@pytest.fixture(scope="session")
def code_van() -> Callable[[str], str]:
    return code
