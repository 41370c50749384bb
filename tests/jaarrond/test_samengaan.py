"""Two regions that join: old is what all of them paid in their own region, new what they pay together."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from calc.model.beeld import als_tabel
from calc.model.uitdrukking import Tabelnaam
from calc.tabellen import waarden_van
from calc.vergelijking import OORZAKEN, vergelijk

GEVALLEN = Path(__file__).parent.parent / "gevallen" / "vergelijken" / "samengaan.yaml"


@pytest.mark.parametrize(
    "geval",
    [pytest.param(g, id=g["naam"]) for g in YAML(typ="safe").load(GEVALLEN.read_text(encoding="utf-8"))],
)
def test_a_worked_example_comes_out_as_written(geval, plan_van, code_van):
    oost, west, samen = (plan_van(geval[naam]) for naam in ("oost", "west", "samen"))
    stappen = vergelijk(oost, samen, "inkoop", (west,))
    assert set(stappen.codes) == {code_van(naam) for naam in geval["uitkomst"]}
    for naam, hoort in geval["uitkomst"].items():
        code = code_van(naam)
        gevonden = {oorzaak: stappen.door(oorzaak, code) for oorzaak in OORZAKEN}
        assert gevonden == {oorzaak: Fraction(str(hoort.get(oorzaak, 0))) for oorzaak in OORZAKEN}, naam
        assert (stappen.bedragen[0][code], stappen.bedragen[-1][code]) == (hoort["oud"], hoort["nieuw"])


def test_it_says_why_figures_and_key_cannot_be_told_apart(plan_van):
    eerste = YAML(typ="safe").load(GEVALLEN.read_text(encoding="utf-8"))[0]
    oost, west, samen = (plan_van(eerste[naam]) for naam in ("oost", "west", "samen"))
    uitkomst = replace(samen, naast={"oud": oost, "oud 1": west})
    tabel = als_tabel(waarden_van(uitkomst), Tabelnaam("vergelijking", "inkoop"))
    assert tabel.noten[0] == "Inkoop stijgt met € 40 (25,0%), van € 160 naar € 200: € 40 door P."
    assert any(
        "Oud is van Verzonnen regio en Verzonnen regio samen, elk met een eigen sleutel" in n for n in tabel.noten
    )
    assert tabel.rijen[-1].waarden[2:5] == (160, 200, 40)
