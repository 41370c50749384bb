"""Workbooks of contributions of parts: every formula, calculated again by LibreOffice, gives the exact amount."""

from decimal import Decimal

import pytest

from calc.uitkomst import bereken
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

MATEN = {
    "inwoners": {"AA": 30_000, "BB": 12_000, "CC": 8_000, "DD": 8_000},
    "ots": {"AA": 14, "BB": 3, "CC": 0, "DD": 3},
    "extra:euro": {"AA": "10.55", "BB": 0, "CC": "1250.10", "DD": "-3.25"},
}
FORMULES = {"gewicht": "min(max((inwoners - 9000) / 25000, 0.1), 1)"}
REST = {"soort": "sleutel", "delen": {"inwoners": Decimal(60), "rato": Decimal(40)}}


def soorten(delen):
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


@pytest.fixture(scope="module")
def uitkomsten(maak, delen):
    regels = ("open", "grootste-rest", "grootste-deelnemer", "afrondingsregel")
    return {
        regel: bereken(maak(soorten(delen), MATEN, BEGROTING, formules=FORMULES, sluitregel=regel, eenheid="euro"))
        for regel in regels
    }


@pytest.fixture(scope="module")
def boeken(uitkomsten, tmp_path_factory):
    map_, paden = tmp_path_factory.mktemp("opbouw"), []
    for regel, uitkomst in uitkomsten.items():
        inhoud = {"regio": maak_uitvoeringsplan(uitkomst, versie="1")}
        inhoud["BB"] = maak_gemeenteboek(uitkomst, "BB", versie="1")
        for naam, data in inhoud.items():
            paden.append(map_ / f"{regel}-{naam}.xlsx")
            paden[-1].write_bytes(data)
    return paden


def test_every_formula_gives_the_value_that_stands_beside_it(boeken, verschillen):
    assert verschillen(boeken) == []


def test_every_pot_is_split_whole_under_every_rule_that_closes(uitkomsten):
    for regel, uitkomst in uitkomsten.items():
        for soort in uitkomst.gegevens.regio.kostensoorten:
            bron = uitkomst.verdeling.van(soort, 2024)
            speling = 0 if regel != "open" else len(bron.deelnemers) * len(bron.delen)
            assert abs(bron.gedekt - bron.te_verdelen) <= speling, (regel, soort)
            for deel, pot in bron.potten.items():
                samen = sum(r.bedrag for r in bron.regels if r.onderdeel == deel)
                assert abs(samen - pot) <= speling, (regel, soort, deel)
