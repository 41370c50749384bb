"""Scenarios beside each other: own zero years, savings, payback, and one sign throughout."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from kleinplan import REGIO, cijfers, klein_plan, post
from ruamel.yaml import YAML

from calc.model.uitdrukking import Tabelnaam
from calc.tabellen import maak_tabellen
from calc.tabellen.controles import controles
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.cel import uitlegger_van
from schemas.fouten import InvoerFouten
from schemas.gegevens import Scenariokeuze, Scenarioregel
from schemas.inname import lees_invoer
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "scenario" / "naast_elkaar.yaml")
CLIENTEN = "maatstaven: {clienten: {label: Clienten, definitie: Zo, eenheid: {2010: {waarde: aantal, bron: Zo}}}}"
SOORTEN = ("scenarios", "terugverdienen", "gevoeligheid", "scenario_deelnemers")


def keuze(geval) -> Scenariokeuze:
    besparing = {jaar: Decimal(bedrag) for jaar, bedrag in geval["besparing"].items()}
    nulkosten = Decimal(geval["nulkosten"]) if "nulkosten" in geval else None
    van = geval.get("grondslag", "")
    return Scenariokeuze(
        "Proef",
        geval["nuljaar"],
        nulkosten,
        geval["eenheid"],
        van,
        besparing,
        "",
        "Verzonnen",
        5,
        geval.get("naar", ""),
    )


def plan_van(*gevallen) -> Uitkomst:
    kosten = {2020: "1000", 2021: "1400", 2022: "1400", 2023: "1100"}
    budget = dict.fromkeys(range(2020, 2025), Decimal(5000))
    regels = (
        Scenarioregel("Budget", "budget", budget, None, "", "", "Verzonnen", 5),
        Scenarioregel("Zorg", "restpost", {}, None, "", "", "Verzonnen", 6),
    )
    gekozen = tuple(replace(keuze(g), scenario=f"Proef {n}", rij=4 + n) for n, g in enumerate(gevallen, start=1))
    clienten = cijfers("clienten", 2020, next((g["clienten"] for g in gevallen if "clienten" in g), {}))
    gegevens = klein_plan(
        (2020, 2023), [post("Kosten", kosten)], scenario=regels, scenarios=gekozen, maatstaven=clienten,
        regiotekst=REGIO.replace("maatstaven: {}", CLIENTEN),
    )  # fmt: skip
    return bereken(replace(gegevens, plan=replace(gegevens.plan, scenario_tot_en_met=2024)))


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_example_comes_out(geval, sommen) -> None:
    uitkomst = plan_van(geval)
    (tabel,) = maak_tabellen(uitkomst, "scenarios")
    jaren = [int(kolom.naam) for kolom in tabel.kolommen[2:]]
    per_regel = {rij.waarden[1]: dict(zip(jaren, rij.waarden[2:], strict=True)) for rij in tabel.rijen}
    for regel, naam in (("Meerkosten", "meerkosten"), ("Saldo opgeteld", "opgeteld")):
        assert {jaar: bedrag for jaar, bedrag in per_regel[regel].items() if bedrag is not None} == geval[naam]
    (terug,) = maak_tabellen(uitkomst, "terugverdienen")
    rij = dict(zip((kolom.naam for kolom in terug.kolommen), terug.rijen[0].waarden, strict=True))
    jaren_terug = geval["terugverdientijd"]
    assert rij["terugverdientijd"] == (None if jaren_terug is None else Fraction(jaren_terug))
    assert [rij[naam] for naam in ("investering", "omslagjaar", "saldo")] == [
        geval[naam] for naam in ("investering", "omslagjaar", "saldo")
    ]
    (deelnemers,) = maak_tabellen(uitkomst, "scenario_deelnemers")
    assert {r.waarden[0]: r.waarden[2] for r in deelnemers.rijen if r.waarden[0]} == geval["deelnemers"]
    assert geval.get("zin", "Proef 1: in verhouding tot de bijdragen van 2021.") in deelnemers.noten
    assert {controle.oordeel for controle in controles(uitkomst)} == {"gelijk"}
    assert sommen(uitlegger_van(uitkomst), [Tabelnaam(naam) for naam in SOORTEN])[1] == []


def test_any_number_stands_beside_each_other_each_with_its_own_zero_year() -> None:
    (tabel,) = maak_tabellen(plan_van(*GEVALLEN[:4]), "terugverdienen")
    assert [rij.waarden[:2] for rij in tabel.rijen] == [
        ("Proef 1", 2020),
        ("Proef 2", 2022),
        ("Proef 3", 2018),
        ("Proef 4", 2020),
    ]
    (deelnemers,) = maak_tabellen(plan_van(*GEVALLEN[:4]), "scenario_deelnemers")
    assert [kolom.naam for kolom in deelnemers.kolommen[2:]] == [f"saldo_proef_{n}" for n in range(1, 5)]


def test_a_saving_that_turns_out_otherwise_changes_payback_and_balance() -> None:
    (tabel,) = maak_tabellen(plan_van(GEVALLEN[0]), "gevoeligheid")
    # 800 / 200, 800 / 250 en 800 / 300; 1.000 - 0,8, 1 en 1,2 keer 500
    gevonden = {rij.waarden[1]: rij.waarden[2:] for rij in tabel.rijen}
    assert gevonden[Fraction(4, 5)] == (4, 600)
    assert gevonden[1] == (Fraction(16, 5), 500)
    assert gevonden[Fraction(6, 5)] == (Fraction(8, 3), 400)


def test_the_published_investment_pays_itself_back_in_as_many_years_as_printed(gegevens) -> None:
    besparing = dict.fromkeys(range(2023, 2027), Decimal(600_000))
    gekozen = Scenariokeuze("Met investering", 2020, None, "euro", "", besparing, "", "§ 3.2", 5)
    uitkomst = bereken(replace(gegevens, scenarios=(gekozen,)))
    (tabel,) = maak_tabellen(uitkomst, "terugverdienen")
    rij = dict(zip((kolom.naam for kolom in tabel.kolommen), tabel.rijen[0].waarden, strict=True))
    assert (rij["investering"], rij["besparing_per_jaar"]) == (2_320_331, 600_000)
    assert round(rij["terugverdientijd"], 2) == Fraction("3.87")  # type: ignore[arg-type]
    # 2.320.331 + 4 × 86.475 - 4 × 600.000: in 2026 is het bijna zover
    assert (rij["omslagjaar"], rij["saldo"]) == (None, 266_231)


def test_the_book_recalculates_to_the_same(tmp_path, herreken) -> None:
    pad = tmp_path / "regio.xlsx"
    pad.write_bytes(maak_uitvoeringsplan(plan_van(*GEVALLEN), versie="test"))
    (bladen,) = herreken([pad]).values()
    assert {3.2, 2023, 2024, -625, -209} <= set(bladen["Scenarios"].values())
    assert not [w for cellen in bladen.values() for w in cellen.values() if str(w).startswith(("#", "Err:"))]


RIJ = {"scenario": "Proef", "nuljaar": 2024, "eenheid": "euro", "2025": 10, "bron": "Verzonnen"}


def test_the_sheet_is_read(tmp_path, schrijf_drieland) -> None:
    gegevens = lees_invoer(schrijf_drieland(tmp_path, {"Scenarios": [RIJ, {**RIJ, "scenario": "Tweede"}]}))
    assert [(s.scenario, s.nuljaar, dict(s.besparing)) for s in gegevens.scenarios] == [
        ("Proef", 2024, {2025: 10}), ("Tweede", 2024, {2025: 10}),
    ]  # fmt: skip
    met = lees_invoer(schrijf_drieland(tmp_path, {"Scenarios": [{**RIJ, "naar": "rato"}]}))
    assert [s.naar for s in met.scenarios] == ["rato"]


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        ({"nuljaar": 2019}, "leeg; verwacht: de kosten van 2019, want dat jaar staat niet in het plan"),
        ({"nulkosten": 5}, "'5'; verwacht: leeg, want 2024 staat in het plan"),
        ({"eenheid": "procent"}, "leeg; verwacht: budget of restpost, want de eenheid is procent"),
        ({"eenheid": "procent", "grondslag": "budget"}, "het budget staat niet op blad Scenario"),
        ({"grondslag": "budget"}, "'budget'; verwacht: leeg, want de eenheid is euro"),
        ({"2025": -1}, "'-1'; verwacht: getal van 0 of meer"),
        ({"naar": "bijdrge"}, "Bedoelde u 'bijdrage'"),
    ],
)
def test_a_scenario_that_cannot_be_is_said_with_its_cell(tmp_path, schrijf_drieland, rij, melding) -> None:
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(schrijf_drieland(tmp_path, {"Scenarios": [{**RIJ, **rij}]}))
    assert melding in str(gevonden.value)


def test_a_plan_without_scenarios_beside_each_other_has_no_such_tables(uitkomst) -> None:
    assert all(maak_tabellen(uitkomst, naam) == () for naam in SOORTEN)
