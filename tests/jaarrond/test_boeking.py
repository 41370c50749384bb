"""The plan as lines for a ledger: they add up to it, and other programs know what each column holds."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from calc.tabellen import maak_tabellen
from cli import main
from cli.weergave import tabellen_in

GEVALLEN = Path(__file__).parent.parent / "gevallen" / "boeken" / "boeking.yaml"
KOLOMMEN = "datum,kenmerk,gemeentecode,gemeente,omschrijving,taakveld,categorie,bedrag,aantekening"


def gelezen(uitkomst):
    inhoud = tabellen_in(maak_tabellen(uitkomst, "boeking"), "csv", met_kostensoort=False).decode()
    assert inhoud.splitlines()[0] == KOLOMMEN
    return list(csv.DictReader(io.StringIO(inhoud)))


@pytest.mark.parametrize(
    "geval",
    [pytest.param(g, id=g["naam"]) for g in YAML(typ="safe").load(GEVALLEN.read_text(encoding="utf-8"))],
)
def test_a_worked_example_comes_out_as_written(geval, plan_van):
    plan = dict(geval["plan"])
    for per_jaar in plan.get("betaling", {}).values():
        per_jaar["bron"] = "Verzonnen"
        per_jaar["termijnen"] = tuple({"datum": d, "procent": Decimal(p)} for d, p in per_jaar["termijnen"])
    uitkomst = plan_van(plan)
    regels = gelezen(uitkomst)
    assert [f"{regel['datum']} {regel['gemeente']} {regel['bedrag']}" for regel in regels] == geval["regels"]
    (jaar,) = uitkomst.verdeling.jaren
    assert sum(Fraction(regel["bedrag"]) for regel in regels) == jaar.totaal


def test_the_codes_are_those_of_the_region_file(plan_van):
    plan = {"kosten": {"P": 10}, "cijfers": {"A": {}}, "sleutel": {"rato": 1}}
    (zonder,) = maak_tabellen(plan_van(plan), "boeking")
    assert any("staat geen taakveld in het regiobestand" in noot for noot in zonder.noten)
    code = {2024: {"taakveld": "6.72", "categorie": "4.3.2", "bron": "Verzonnen"}}
    (regel,) = gelezen(plan_van({**plan, "taakveld": code}))
    assert (regel["taakveld"], regel["categorie"]) == ("6.72", "4.3.2")


def test_what_who_left_still_pays_is_booked_too(plan_van):
    """B pays 4,50 of 9 by rato in 2024 and half of that, 2,25, in 2025; it comes off the 9 of A, which pays 6,75."""
    plan = {"kosten": {"P": 9}, "cijfers": {"A": {}, "B": {}}, "sleutel": {"rato": 1}, "laatste_jaar": 2025}
    regel = {"percentages": (Decimal(50), Decimal(0)), "verrekenen": "kosten", "bron": "Verzonnen, artikel 30"}
    weg = plan_van({**plan, "tot_en_met": {"B": 2024}, "uittreding": {2015: regel}})
    (tabel,) = maak_tabellen(weg, "boeking", jaar=2025)
    regels = list(csv.DictReader(io.StringIO(tabellen_in((tabel,), "csv", met_kostensoort=False).decode())))
    assert [(r["gemeente"], r["omschrijving"], r["bedrag"]) for r in regels] == [
        ("A", "Bijdrage kosten van inkoop 2025", "6.75"), ("B", "Uittreding kosten van inkoop 2025", "2.25"),
    ]  # fmt: skip
    assert "Inkoop: daarnaast staat er wat B na uittreding nog betaalt." in tabel.noten
    # Its last year is no year of a later plan; there a line of the budget stands for it.
    later = {**plan, "jaar": 2026, "laatste_jaar": 2026, "kosten": {"P": 9, "Uittreding B": "-1.25"}}
    regels = gelezen(plan_van({**later, "tot_en_met": {"B": 2025}}))
    assert [(r["gemeente"], r["bedrag"]) for r in regels] == [("A", "7.75"), ("B", "1.25")]
    # Nothing where it pays nothing more.
    assert [r["gemeente"] for r in gelezen(plan_van({**later, "kosten": {"P": 9}, "tot_en_met": {"B": 2025}}))] == ["A"]


def klopt_met_pakket(map_):
    """Every CSV in a folder is what its description says: columns, kinds, size and fingerprint."""
    pakket = json.loads((map_ / "datapackage.json").read_bytes())
    beschreven = {een["path"]: een for een in pakket["resources"]}
    assert set(beschreven) == {pad.name for pad in map_.glob("*.csv")}
    for naam, een in beschreven.items():
        inhoud = (map_ / naam).read_bytes()
        assert (een["bytes"], een["hash"]) == (len(inhoud), f"sha256:{hashlib.sha256(inhoud).hexdigest()}")
        kop, *rijen = csv.reader(io.StringIO(inhoud.decode()))
        assert rijen
        soorten = [veld["type"] for veld in een["schema"]["fields"]]
        assert [veld["name"] for veld in een["schema"]["fields"]] == kop
        for rij in rijen:
            for soort, waarde in zip(soorten, rij, strict=True):
                assert soort in {"string", "number", "date"}
                if soort == "number" and waarde:
                    Decimal(waarde)
                if soort == "date":
                    assert len(waarde.split("-")) == 3
    return pakket


def test_the_golden_year_is_booked_as_it_was_published(tmp_path):
    naar = tmp_path / "boeking"
    roep = ["boeking", "zuid-limburg-2021", "--naar", str(naar)]
    assert CliRunner().invoke(main, roep).exit_code == 0
    with (naar / "zuid-limburg-2021-boeking.csv").open(encoding="utf-8", newline="") as stroom:
        regels = list(csv.DictReader(stroom))
    assert ",".join(regels[0]) == KOLOMMEN
    # 1.397.919,99 and 2.394.002, as the rows of § 7.1.3 and § 7.2.5 add up.
    assert sum(Fraction(regel["bedrag"]) for regel in regels) == Fraction("1397919.99") + 2394002
    assert len(regels) == 2 * 16
    assert klopt_met_pakket(naar)["name"] == "zuid-limburg-2021-boeking"
    assert CliRunner().invoke(main, roep).exit_code == 2


def test_a_plan_and_a_comparison_describe_their_csv_too(gemaakt_plan, tmp_path):
    pakket = klopt_met_pakket(gemaakt_plan)
    velden = [veld["name"] for veld in pakket["resources"][0]["schema"]["fields"]]
    assert velden == ["kostensoort", "gemeentecode", "gemeente", "2020", "2021", "2022", "2023", "2024", "aantekening"]
    naar = str(tmp_path / "v")
    vergelijk = ["vergelijk", "zuid-limburg-2021", "zuid-limburg-2021", "--varieer", "rato=0:50:25", "--naar", naar]
    assert CliRunner().invoke(main, [*vergelijk, "--ingroei", "2"]).exit_code == 0
    assert [een["name"] for een in klopt_met_pakket(tmp_path / "v")["resources"]] == [
        "vergelijking", "ingroei", "variatie",
    ]  # fmt: skip
