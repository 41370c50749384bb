"""Small regions with contributions of parts, written down as a region file and its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Begrotingsregel, Gegevens, Maatstafwaarde, Plan
from schemas.geldend import Regio
from schemas.plaats import Plaatsnaam, Vindplaats
from schemas.regiobestand import RegioBestand

BRON = "Verzonnen besluit"
JAAR = 2024


def dated(waarde: object, **meer: object) -> dict[int, object]:
    return {2020: {"waarde": waarde, "bron": BRON, **meer}}


def maak_gegevens(
    soorten: Mapping[str, Mapping[str, Any]],
    maten: Mapping[str, Mapping[str, object]],
    begroting: Mapping[str, object],
    *,
    formules: Mapping[str, str] | None = None,
    eenheid: str = "cent",
    sluitregel: str = "grootste-rest",
    jaren: tuple[int, int] = (JAAR, JAAR),
    peiljaar: int = JAAR - 1,
    extra: Mapping[str, Any] | None = None,
) -> Gegevens:
    """A plan of one year.

    Args:
        soorten: per kostensoort its `onderdelen`, and what more it says.
        maten: per maatstaf (with `:euro` behind it where it is in euros) a figure per participant, in order.
        begroting: per kostensoort what is to be split; one that is not there has no budget.
    """
    codes = list(dict.fromkeys(code for cijfers in maten.values() for code in cijfers))
    bestand: dict[str, Any] = {
        "regio": "opbouwland",
        "label": "Opbouwland",
        "organisatie": {"naam": "Dienst Opbouwland", "soort": "gemeenschappelijke regeling"},
        "bron": BRON,
        "deelnemers": tuple({"code": code, "naam": f"Plaats {code}", "van": 2010, "bron": BRON} for code in codes),
        "maatstaven": {
            naam.partition(":")[0]: {
                "label": naam.partition(":")[0].capitalize(),
                "definitie": "Verzonnen",
                "eenheid": dated(naam.partition(":")[2] or "aantal"),
            }
            for naam in maten
        },
        "kostensoorten": {
            naam: {
                "label": naam.capitalize(), "grondslag": BRON, "sluitregel": dated(sluitregel),
                "eenheid": dated(eenheid), **soort,
            }
            for naam, soort in soorten.items()
        },
    }  # fmt: skip
    for naam, formule in (formules or {}).items():
        bestand["maatstaven"][naam] = {"label": naam.capitalize(), "formule": dated(formule)}
    bestand.update(extra or {})
    plan = Plan(
        regio="opbouwland", titel="Plan", jaar=JAAR, basisjaar=jaren[0], laatste_jaar=jaren[1],
        scenario_tot_en_met=jaren[1], status="voorlopig", opsteller="Verzonnen", bron=BRON, contact="",
        besluit="", besluitdatum=None, besluitkenmerk="", opmerkingen="",
    )  # fmt: skip
    waarden = tuple(
        Maatstafwaarde(
            naam.partition(":")[0],
            peiljaar,
            code,
            Decimal(str(cijfer)),
            Vindplaats("Maatstaven", Plaatsnaam("cel", naam)),
        )
        for naam, cijfers in maten.items()
        for code, cijfer in cijfers.items()
    )
    posten = tuple(
        Begrotingsregel(
            kostensoort=soort, post="Kosten", soort="kosten", dekking="deelnemers",
            bedragen={jaar: Decimal(str(bedrag)) for jaar in range(jaren[0], jaren[1] + 1)}, bron=BRON,
            afgeleid="", rij=2,
        )
        for soort, bedrag in begroting.items()
    )  # fmt: skip
    regio = Regio(RegioBestand.model_validate(bestand))
    return Gegevens(regio, plan, (), waarden, posten, (), (), (), (), (), (), (), "opbouwland.xlsx", "0" * 64)


def opbouw(**onderdelen: Mapping[str, object]) -> dict[str, Any]:
    """A kostensoort with these parts."""
    return {"opbouw": {2020: {"bron": BRON, "onderdelen": dict(onderdelen)}}}


def bedragen_van(uitkomst: Uitkomst, soort: str, jaar: int = JAAR) -> dict[str, Fraction]:
    return dict(uitkomst.verdeling.van(soort, jaar).bedragen)


@pytest.fixture(scope="session")
def maak() -> Callable[..., Gegevens]:
    return maak_gegevens


@pytest.fixture(scope="session")
def delen() -> Callable[..., dict[str, Any]]:
    return opbouw


@pytest.fixture(scope="session")
def bedragen() -> Callable[..., dict[str, Fraction]]:
    return bedragen_van


MATEN: dict[str, dict[str, object]] = {
    "inwoners": {"AA": 30_000, "BB": 12_000, "CC": 8_000, "DD": 8_000},
    "ots": {"AA": 14, "BB": 3, "CC": 0, "DD": 3},
    "extra:euro": {"AA": "10.55", "BB": 0, "CC": "1250.10", "DD": "-3.25"},
}
FORMULES = {"gewicht": "min(max((inwoners - 9000) / 25000, 0.1), 1)"}
REST = {"soort": "sleutel", "delen": {"inwoners": Decimal(60), "rato": Decimal(40)}}


def _soorten(delen: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return {
        "zorg": delen(
            basis={"soort": "vast", "bedrag": Decimal("100.5")},
            uren={"soort": "prijs", "maatstaf": "ots", "prijs": Decimal("33.335")},
            eigen={"soort": "eigen", "maatstaf": "extra"},
            model={"soort": "sleutel", "delen": {"gewicht": Decimal(1)}, "procent": Decimal("12.5")},
            punten={"soort": "sleutel", "punten": {"ots": Decimal(3), "vast": Decimal(2)}, "bedrag": Decimal(1001)},
            rest=REST,
        ),
        "advies": delen(per_hoofd={"soort": "vast", "bedrag": "0.1953 * inwoners"}),
        "overhead": delen(naar={"soort": "naar", "kostensoorten": ("zorg", "advies")}),
        "begrensd": {
            **delen(basis={"soort": "vast", "bedrag": Decimal(50)}, rest=REST),
            "grenzen": {2020: {"minimum": "150", "maximum": "min(0.02 * inwoners, 410.5)", "bron": "Verzonnen"}},
        },
        "geholpen": {
            **delen(rest=REST),
            "grenzen": {
                2020: {
                    "maximum": "260",
                    "verschil": "organisatie",
                    "bron": "Verzonnen",
                    "BB": {"minimum": "251", "bron": "Besluit"},
                }
            },
        },
        "sober": {"sleutel": {2020: {"delen": {"gewicht": Decimal(3), "rato": Decimal(1)}, "bron": "Verzonnen"}}},
    }


BEGROTING = {"zorg": 98_765, "overhead": "-4321", "sober": 1_000, "begrensd": 901, "geholpen": 1_000}


@pytest.fixture(scope="session")
def uitkomsten() -> dict[str, Uitkomst]:
    """Every kind of part and limit in one region, under every closing rule."""
    regels = ("open", "grootste-rest", "grootste-deelnemer", "afrondingsregel")
    return {
        regel: bereken(
            maak_gegevens(_soorten(opbouw), MATEN, BEGROTING, formules=FORMULES, sluitregel=regel, eenheid="euro")
        )
        for regel in regels
    }
