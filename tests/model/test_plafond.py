"""The most that a kostensoort may cost: what passes it is said under every table, by `valideer` and by `plan`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from kleinplan import REGIO, cijfers, klein_plan, post
from ruamel.yaml import YAML

from calc.eindoordeel import eindoordeel
from calc.geldplausibel import geldtwijfels
from calc.tabellen import maak_tabellen
from calc.uitkomst import Uitkomst, bereken
from schemas.fouten import InvoerFouten
from schemas.gegevens import Realisatieregel
from schemas.regiolezer import lees_regio

GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "prognose" / "plafonds.yaml")
JAAR = 2021
BUDGET = "maatstaven: {budget: {label: Budget, definitie: Zo, eenheid: {2010: {waarde: euro, bron: Zo}}}}"


def regiotekst(plafond) -> str:
    velden = ", ".join(f"{naam}: {waarde}" for naam, waarde in plafond.items())
    regel = f"    plafond: {{2020: {{{velden}, bron: Besluit A}}}}\n"
    return REGIO.replace("maatstaven: {}", BUDGET) + regel


def plan_van(geval) -> Uitkomst:
    regels = []
    for naam, bedrag, dag, hoe in geval.get("realisatie", []):
        dag_, maand = map(int, dag.split("-"))
        regels.append(Realisatieregel("bureau", naam, Decimal(bedrag), date(JAAR, maand, dag_), hoe, "Verzonnen", 5))
    begroting = [post(naam, {JAAR: bedrag}) for naam, bedrag in geval["posten"].items()]
    budget = cijfers("budget", JAAR - 1, geval.get("budget", {}))
    tekst = regiotekst(geval["plafond"])
    return bereken(klein_plan((JAAR, JAAR), begroting, realisatie=tuple(regels), maatstaven=budget, regiotekst=tekst))


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_example_comes_out_in_every_output(geval) -> None:
    uitkomst = plan_van(geval)
    tabellen = ["begroting", "verdeling", "samenvatting", *(["prognose"] if "realisatie" in geval else [])]
    for naam in tabellen:
        gevonden = [n for t in maak_tabellen(uitkomst, naam) for n in t.noten if n.startswith("Let op")]
        assert gevonden == [f"Let op: {zin}." for zin in geval["zinnen"]], naam
    twijfels = [t.tekst for t in geldtwijfels(uitkomst.gegevens) if "plafond" in t.tekst]
    assert twijfels == [f"{zin}; klopt dat?" for zin in geval["zinnen"]]
    gezegd = [zin for zin in eindoordeel(uitkomst).waarschuwingen if "plafond" in zin]
    assert gezegd == [f"blad Begroting: {zin}; klopt dat?" for zin in geval["zinnen"]]


def test_who_does_not_take_part_in_the_year_does_not_raise_what_it_may_cost() -> None:
    """10% of 1.000: the 500 of who left before it stands on the sheet as well, beside that of who stays."""
    tekst = regiotekst({"procent": 10, "maatstaf": "budget"}).replace(
        "naam: Oosterhorst, van: 2010", "naam: Oosterhorst, van: 2010, tot_en_met: 2020"
    )
    budget = cijfers("budget", JAAR - 1, {"GM9001": "400", "GM9002": "600", "GM9003": "500"})
    kosten = [post("Personeel", {JAAR - 1: "101", JAAR: "101"})]
    uitkomst = bereken(klein_plan((JAAR - 1, JAAR), kosten, maatstaven=budget, regiotekst=tekst))
    (zin,) = [t.tekst for t in geldtwijfels(uitkomst.gegevens) if f"Bureau {JAAR}" in t.tekst]
    assert "€ 101,00, € 1,00 meer dan het plafond van € 100,00" in zin


def test_who_does_not_share_the_costs_does_not_raise_what_they_may_be() -> None:
    """10% of 1.000: the third has no budget to give, and would raise it if it had."""
    tekst = regiotekst({"procent": 10, "maatstaf": "budget"}) + "    deelnemers: {2020: {zonder: [GM9003], bron: B}}\n"
    kosten = [post("Personeel", {JAAR - 1: "99", JAAR: "101"})]
    for erbij in ({}, {"GM9003": "500"}):
        budget = cijfers("budget", JAAR - 1, {"GM9001": "400", "GM9002": "600", **erbij})
        uitkomst = bereken(klein_plan((JAAR - 1, JAAR), kosten, maatstaven=budget, regiotekst=tekst))
        (zin,) = [t.tekst for t in geldtwijfels(uitkomst.gegevens) if f"Bureau {JAAR}" in t.tekst]
        assert "€ 101,00, € 1,00 meer dan het plafond van € 100,00" in zin


@pytest.mark.parametrize(
    ("plafond", "fout"),
    [
        ({"procent": 5}, "procent en maatstaf horen bij elkaar"),
        ({"euro": 5, "procent": 5}, "verwacht: euro, of procent met een maatstaf"),
        ({"procent": 5, "maatstaf": "budgt"}, "Bedoelde u 'budget'"),
    ],
)
def test_a_maximum_that_means_nothing_is_refused(plafond, fout) -> None:
    with pytest.raises(InvoerFouten, match=fout):
        lees_regio(regiotekst(plafond).replace("EENHEID", "euro").encode(), "klein.yaml")
