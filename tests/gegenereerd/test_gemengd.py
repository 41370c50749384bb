"""One kostensoort closes with a line Afronding and another without: every sheet, table and letter has both."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
import regiomaker
from click.testing import CliRunner
from openpyxl import load_workbook

from cli import main

GEMENGD = [zaad for zaad in range(40) if "gemengde regels" in regiomaker.maak(zaad).vreemd][:2]


@pytest.mark.parametrize("zaad", GEMENGD)
def test_a_rule_per_kostensoort_is_a_rule_per_kostensoort(zaad: int, tmp_path: Path):
    invoer = regiomaker.maak(zaad).schrijf(tmp_path)
    gevuld = CliRunner().invoke(main, ["plan", str(invoer), "--naar", str(tmp_path / "uit")])
    assert gevuld.exit_code == 0, gevuld.output
    tabellen = json.loads((tmp_path / "uit" / "resultaat.json").read_bytes())["tabellen"]
    totalen = {
        soort: Decimal(rij["2023"])
        for soort, rijen in tabellen["meerjarig"].items()
        for rij in rijen
        if rij["gemeente"] == "Totaal"
    }
    samen = totalen.pop("samen")
    assert samen == sum(totalen.values())
    blad = load_workbook(next((tmp_path / "uit").glob("*-uitvoeringsplan.xlsx")), data_only=True)["Samenvatting"]
    rijen = list(blad.iter_rows(values_only=True))
    kop = next(rij for rij in rijen if "Samen 2023" in rij)
    totaal = next(rij for rij in rijen if "Totaal" in rij)
    assert Decimal(repr(totaal[kop.index("Samen 2023")])) == samen


def test_a_plan_of_its_own_base_year_has_no_increase_and_is_a_plan_like_any_other(tmp_path: Path):
    zaad = next(zaad for zaad in range(40) if (v := regiomaker.maak(zaad)).kop.jaar == v.kop.basisjaar)
    invoer = regiomaker.maak(zaad).schrijf(tmp_path)
    gevuld = CliRunner().invoke(main, ["plan", str(invoer), "--naar", str(tmp_path / "uit")])
    assert gevuld.exit_code == 0, gevuld.output
    assert json.loads((tmp_path / "uit" / "resultaat.json").read_bytes())["tabellen"]["toename"] == {}
    gevraagd = CliRunner().invoke(main, ["tabel", "toename", str(invoer)])
    assert "Dit plan heeft geen tabel toename" in gevraagd.output


def test_a_budget_of_nothing_is_no_number_to_divide_by(tmp_path: Path, verschillen):
    v = next(v for v in map(regiomaker.maak, range(40)) if v.bladen["Maatstaven"] and len(v.bladen["Maatstaven"]) > 3)
    v.bestand["maatstaven"]["budget"] = {
        "label": "Budget van de gemeente", "definitie": "Budget",
        "eenheid": {2015: {"waarde": "euro", "bron": regiomaker.BRON}},
    }  # fmt: skip
    v.bestand["budgetmaatstaf"] = {2015: {"waarde": "budget", "bron": regiomaker.BRON}}
    for rij in v.bladen["Maatstaven"]:
        rij["budget"] = 0
    for peiljaar in {rij["peiljaar"] for rij in v.bladen["Maatstaven"]}:
        definitie = {"maatstaf": "budget", "peiljaar": peiljaar, "definitie": "Budget", "bron": regiomaker.BRON}
        v.bladen["Definities"].append(definitie)
    gevuld = CliRunner().invoke(main, ["plan", str(v.schrijf(tmp_path)), "--naar", str(tmp_path / "uit")])
    assert gevuld.exit_code == 0, gevuld.output
    assert verschillen([next((tmp_path / "uit").glob("*-uitvoeringsplan.xlsx"))]) == []
