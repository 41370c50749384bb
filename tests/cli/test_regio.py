"""A region in words: who pays what by which rule, as a board could adopt it; and the schema for editors."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from calc.opbouwwoorden import formule_in_woorden
from calc.regiowoorden import regio_in_woorden
from schemas.formule import lees_formule
from schemas.geldend import REGIOS, laad_regio
from schemas.regiobestand import RegioBestand
from schemas.regioopbouw import Eigendeel, Grenzen, Naardeel, Opbouw, Prijsdeel, Sleuteldeel, Vastdeel

TESTREGIOS = Path(__file__).parents[1] / "regios"


def test_every_part_of_a_contribution_is_said_in_words(roep) -> None:
    uit = roep("regio", TESTREGIOS / "omgevingsdienst.yaml", "--jaar", "2025")
    assert uit.exit_code == 0, uit.output
    tekst = " ".join(uit.stdout.split())
    for zin in (
        "Omgevingsdienst Voorbeeldstreek (verzonnen): wie betaalt wat in 2025",
        "In 2025 zijn er 3 deelnemers: Noordhaven, Zuiderveen en Provincie Voorbeeld (provincie).",
        "a. Basis: een bedrag in euro per deelnemer: 1.000 + 2 × bedrijven.",
        "b. Uren: € 101,50 maal uren van de deelnemer.",
        "c. Meerwerk op verzoek: het bedrag van de deelnemer zelf: meerwerk.",
        "d. Kwart: 25% van de begroting, verdeeld voor 60% naar bedrijven en 40% gelijk (rato).",
        "3 per eenheid bedrijven, gemiddelde van drie jaar, -0,5 per eenheid uren en 1.000 voor iedereen.",
        "Een deelnemer betaalt ten hoogste dit bedrag in euro: 20 × bedrijven.",
        "Zuiderveen betaalt ten minste € 10.",
        "Wat een grens scheelt, komt ten laste van Omgevingsdienst Voorbeeldstreek.",
        "Bedragen zijn in hele duizenden euro's.",
        "Bij gelijke rest gaat de volgorde van de deelnemers voor.",
        "Deel: het te verdelen bedrag, verdeeld naar wat elke deelnemer bijdraagt aan Programma.",
        "in getal met 2 decimalen. Geteld over het jaar zelf, stand op 1 oktober.",
        "Het is het gemiddelde van bedrijven over 3 jaar.",
        "Wijkt een definitieve index meer dan 0,5 procentpunt af van de raming, dan wordt wat daarboven ligt verrekend",
        "Bron: Verzonnen regeling, artikel 4; Verzonnen regeling, artikel 5; Verzonnen besluit; Verzonnen",
    ):
        assert zin in tekst, zin
    assert "centrumgemeente" not in tekst


def test_a_year_before_the_first_rule_is_told_with_the_first_year(roep) -> None:
    uit = roep("regio", "zuid-limburg", "--jaar", "2019")
    assert (uit.exit_code, "heeft in 2019 nog geen regels; kies --jaar 2020 of later" in uit.stderr) == (2, True)
    zonder = roep("regio")
    assert (zonder.exit_code, "REGIO ontbreekt" in zonder.stderr) == (2, True)


def test_a_cost_of_a_few_names_them_and_a_cost_of_all_but_a_few_those() -> None:
    inhoud = laad_regio("drieland", TESTREGIOS).bestand.model_dump()
    for wie, zin in (
        ({"zonder": ("GM9003",)}, "Alle deelnemers delen in de kosten van Leerlingenvervoer, behalve Oosterhorst."),
        ({"waarde": ("GM9003",)}, "In de kosten van Leerlingenvervoer deelt alleen Oosterhorst."),
    ):
        inhoud["kostensoorten"]["vervoer"]["deelnemers"] = {2024: {**wie, "bron": "Besluit"}}
        regio = laad_regio("drieland", TESTREGIOS).__class__(RegioBestand.model_validate(inhoud))
        artikel = regio_in_woorden(regio, 2025)[1]
        assert artikel.leden[0] == zin
        assert "Besluit" in artikel.bronnen


def test_what_a_region_file_says_besides_the_split_is_said_too() -> None:
    inhoud = laad_regio("drieland", TESTREGIOS).bestand.model_dump()
    een, twee, drie = (deelnemer["code"] for deelnemer in inhoud["deelnemers"])
    for deelnemer in inhoud["deelnemers"]:
        soort = "keuzepakket" if deelnemer["code"] == twee else "basispakket"
        deelnemer["pakket"] = {2020: {"waarde": soort, "bron": "Pakketten"}}
    maatstaf, *_ = inhoud["maatstaven"]
    for pakket in ("basis", "keuze"):
        inhoud["maatstaven"][pakket] = {**inhoud["maatstaven"][maatstaf], "label": f"Realisatie {pakket}"}
    inhoud["keuzepakket"] = {
        2020: {
            "maatstaven": [maatstaf],
            "gerealiseerd": {"basispakket": "basis", "keuzepakket": "keuze"},
            "bron": "Correctie",
        }
    }
    inhoud["kostensoorten"]["vervoer"]["plafond"] = {2020: {"euro": Decimal(1000), "bron": "Plafond"}}
    inhoud["zorg"] = {
        2020: {
            "segmenten": {
                "wonen": {
                    "label": "Wonen",
                    "deelnemers": {"waarde": (een, drie), "bron": "Wonen"},
                    "solidair": Decimal(25),
                },
                "thuis": {"label": "Thuis", "solidair": Decimal(100)},
                "zwaar": {"label": "Zwaar", "plafond": {"euro": Decimal(10), "bron": "Zwaarte"}},
            },
            "bron": "Zorgbesluit",
        }
    }
    inhoud["dekkingen"] = {2020: {"waarde": ("subsidie", "rente"), "bron": "Dekkingsbesluit"}}
    inhoud["uittreding"] = {2020: {"percentages": (Decimal(80), Decimal("40.5")), "bron": "Uittredingsregeling"}}
    inhoud["materialiteit"] = {2020: {"procent": Decimal(5), "euro": Decimal(250), "bron": "Materialiteit"}}
    regio = laad_regio("drieland", TESTREGIOS).__class__(RegioBestand.model_validate(inhoud))
    artikelen = {een.kop: een for een in regio_in_woorden(regio, 2025)}
    assert "De kosten zijn ten hoogste € 1.000,00." in artikelen["Leerlingenvervoer"].leden
    keuze = artikelen["Keuzepakket"]
    assert keuze.leden[0] == f"Alleen {regio.gemeente(twee)} neemt het keuzepakket af."
    assert "maal de factor" in keuze.leden[-1]
    assert keuze.bronnen == ["Pakketten", "Correctie"]
    assert artikelen["Kosten van zorg"].leden == [
        f"Wonen: alleen van {regio.gemeente(een)} en {regio.gemeente(drie)}; "
        "25% van de kosten wordt gelijk gedeeld, de rest is naar eigen gebruik.",
        "Thuis: de kosten worden gelijk gedeeld.",
        "Zwaar: elke deelnemer betaalt wat hij zelf gebruikt.",
        "Zwaar kost ten hoogste € 10,00.",
    ]
    assert artikelen["Wat anderen betalen"].leden == [
        "Een post kan ook zijn gedekt door: subsidie en rente. Zo'n post wordt niet verdeeld."
    ]
    assert artikelen["Uittreding"].leden == [
        "Wie na 2025 niet meer meedoet, betaalt in de 2 jaren erna nog 80% en 40,5% van zijn laatste bijdrage.",
        "Wat hij betaalt, gaat af van wat de anderen verdelen.",
    ]
    assert artikelen["Definitieve cijfers"].leden == [
        "Wijkt een cijfer meer dan 5% af van het eerdere, en van een bedrag ook meer dan € 250,00, dan wordt het "
        "uitgezocht voordat het definitief is."
    ]


def test_a_part_of_the_budget_and_the_unit_of_a_figure_are_said_as_they_are_in_that_year() -> None:
    """An eighth is no 12 percent; in 2025 the figures of 2023 count, and these were no euros yet."""
    inhoud = laad_regio("omgevingsdienst", TESTREGIOS).bestand.model_dump()
    inhoud["organisatie"]["soort"] = "bedrijfsvoeringsorganisatie"
    inhoud["kostensoorten"]["programma"]["opbouw"][2024]["onderdelen"]["kwart"]["procent"] = Decimal("12.5")
    uren = inhoud["maatstaven"]["uren"]
    uren["achterstand"] = {2024: {"waarde": 2, "bron": "Verzonnen"}}
    uren["eenheid"][2024] = {"waarde": "euro", "bron": "Ander besluit"}
    regio = laad_regio("omgevingsdienst", TESTREGIOS).__class__(RegioBestand.model_validate(inhoud))

    def tekst(jaar: int) -> str:
        return " ".join(lid for artikel in regio_in_woorden(regio, jaar) for lid in artikel.leden)

    assert "12,5% van de begroting, verdeeld voor 60% naar bedrijven en 40% gelijk (rato)" in tekst(2025)
    assert "voor de deelnemer werkt, in getal met 2 decimalen. Geteld over 2 jaar eerder" in tekst(2025)
    assert "voor de deelnemer werkt, in euro. Geteld over 2 jaar eerder" in tekst(2026)
    voert_uit = "Omgevingsdienst Voorbeeldstreek (bedrijfsvoeringsorganisatie) voert het werk uit"
    assert voert_uit in tekst(2025)
    assert "centrumgemeente" not in tekst(2025)


@pytest.mark.parametrize(
    ("formule", "woorden"),
    [
        ("2 * (bedrijven - 5)", "2 × (bedrijven − 5)"),
        ("10 - (bedrijven - 5)", "10 − (bedrijven − 5)"),
        ("max(bedrijven, 3) * 2", "(het grootste van bedrijven en 3) × 2"),
        ("als(bedrijven >= 10, 2, 1)", "als bedrijven ten minste 10 is: 2, en anders 1"),
        ("afrond(bedrijven / 3, 1)", "bedrijven / 3, afgerond op 1 decimaal"),
        ("afrond(bedrijven, -2)", "bedrijven, afgerond op veelvouden van 100"),
        ("abs(-bedrijven)", "−bedrijven, zonder minteken"),
        ("bedrijven / totaal(bedrijven)", "bedrijven / bedrijven van alle deelnemers samen"),
        ("som(bedrijven, 2) - vorig(bedrijven, 1)", "de som van bedrijven over 2 jaar − bedrijven van 1 jaar eerder"),
        ("1.1 * bijdrage(overhead)", "1,1 × de bijdrage aan Overhead"),
    ],
)
def test_a_formula_is_said_so_that_it_can_be_redone(formule: str, woorden: str) -> None:
    assert formule_in_woorden(laad_regio("omgevingsdienst", TESTREGIOS), lees_formule(formule)) == woorden


def test_the_schema_knows_every_field_that_the_reader_knows(roep) -> None:
    schema = json.loads(roep("regio", "--json-schema").stdout)
    assert set(schema["properties"]) == set(RegioBestand.model_fields)
    for model in (Opbouw, Vastdeel, Prijsdeel, Eigendeel, Sleuteldeel, Naardeel, Grenzen):
        assert set(schema["$defs"][model.__name__]["properties"]) == set(model.model_fields)
    # What our classes say of themselves is English, and an editor would show it.
    assert "description" not in schema
    assert not [naam for naam, deel in schema["$defs"].items() if {"title", "description"} & deel.keys()]


def test_every_shipped_region_can_be_said_in_words(roep) -> None:
    for pad in REGIOS.glob("*.yaml"):
        uit = roep("regio", pad.stem)
        assert (uit.exit_code, "Artikel 1. Deelnemers" in uit.stdout) == (0, True)
