"""A half falls to the side that the core says, also in doubles; and what stands beside a formula is what it gives."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import regiomaker

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst, bereken
from cli.opdrachten import versie
from schemas.inname import lees_invoer
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

UREN, TARIEF, KOST = Decimal("1.4"), Decimal("87.50"), 123
"""Together 122,50 euros; the product of the doubles is 122,49999999999999."""
EEN_REGEL = {2015: {"waarde": "open", "bron": regiomaker.BRON}}
INVOERCEL = re.compile(r"'?Invoer [^!]+!\$?[A-Z]+\$?\d+")


HEEFT = {"budget", "post", "besparing", "variant", "investering"}


def _scenario(v: regiomaker.Verzonnen) -> list[dict[str, Any]]:
    return v.bladen.get("Scenario", []) if "scenario met centen" in v.vreemd else []


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Uitkomst, Path]:
    """Hours that cost a half euro, and a scenario of which every amount has cents."""
    v = next(
        v
        for v in map(regiomaker.maak, range(200))
        if {rij["soort"] for rij in _scenario(v)} >= HEEFT and not v.vreemd & {"index", "eenheden", "zonder rest"}
    )
    for soort in v.bestand["kostensoorten"].values():
        soort["sluitregel"] = EEN_REGEL
    jaren = [str(jaar) for jaar in v.kop.jaren]
    soort = next(iter(v.bestand["kostensoorten"]))
    v.bladen["Tarieven"] = [
        {"functie": "Adviseur", "eenheid": "uur", "vanaf": 2015, "tarief": TARIEF, "bron": regiomaker.BRON}
    ]
    v.bladen["Capaciteit"] = [
        {
            "kostensoort": soort, "post": "Personeel", "taak": "Taak", "functie": "Adviseur", "bron": regiomaker.BRON,
            **dict.fromkeys(jaren, UREN),
        }
    ]  # fmt: skip
    v.bladen["Begroting"] = [
        {**rij, **dict.fromkeys(jaren, 0)} if rij["kostensoort"] == soort else rij for rij in v.bladen["Begroting"]
    ]
    v.bladen.pop("Vastgesteld", None)
    map_ = tmp_path_factory.mktemp("halven")
    uitkomst = bereken(lees_invoer(v.schrijf(map_)))
    pad = map_ / "plan.xlsx"
    pad.write_bytes(maak_uitvoeringsplan(uitkomst, versie=versie()))
    return uitkomst, pad


def test_a_half_in_hours_falls_in_the_scenario_as_in_the_core(plan: tuple[Uitkomst, Path], verschillen):
    uitkomst, pad = plan
    assert uitkomst.scenario is not None
    soort = uitkomst.gegevens.regio.kostensoorten[0]
    rij, waarden = f"scenario_2: {uitkomst.gegevens.regio.kostensoort(soort).label}", waarden_van(uitkomst)
    kosten = {waarden[Celnaam(Tabelnaam("scenario"), rij, str(jaar))] for jaar in uitkomst.scenario.jaren}
    assert float(UREN) * float(TARIEF) < 122.5
    assert kosten == {Fraction(KOST)}
    assert verschillen([pad]) == []


def test_no_sheet_rounds_a_sum_to_whole_euros_before_its_noise_is_off(plan: tuple[Uitkomst, Path], cellen):
    gevonden = [
        (blad, cel.formule)
        for blad, rijen in cellen(plan[1]).items()
        if blad in ("Scenario", "Investering", "Controles cijfers")
        for cel in rijen.values()
        for argument in re.findall(r"ROUND\(([^()]*),0\)", cel.formule)
        if not INVOERCEL.fullmatch(argument)
    ]
    assert gevonden == []


def test_what_stands_beside_a_rounded_input_is_rounded_too(plan: tuple[Uitkomst, Path], cellen):
    heel = [
        cel
        for blad in ("Scenario", "Investering")
        for cel in cellen(plan[1])[blad].values()
        if cel.formule.endswith(",0)") and isinstance(cel.waarde, float)
    ]
    assert len(heel) > 5
    assert [cel for cel in heel if cel.waarde != round(cel.waarde)] == []
