"""From one split to another in equal steps; every year adds up to the same, whatever may come on top in a year."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from calc.afronding import TekenDraaitOm
from calc.model.beeld import als_tabel
from calc.tabellen import waarden_van
from calc.tabellen.ingroei import Hoogstens, ingroei

GEVALLEN = Path(__file__).parent.parent / "gevallen" / "vergelijken"


def hoogstens_van(tekst):
    waarde = Fraction(tekst.rstrip("%"))
    return Hoogstens(waarde / 100 if tekst.endswith("%") else waarde, tekst.endswith("%"))


def tabel_van(toen, nu, jaren, hoogstens=None):
    waarden = waarden_van(replace(nu, naast={"oud": toen}))
    tabel = ingroei(waarden.model.plannen[""], "inkoop", jaren, hoogstens)
    waarden.model.zet(tabel)
    return als_tabel(waarden, tabel.naam)


def plan(cijfers, kosten=100, **anders):
    return {
        "kosten": {"Personeel": kosten}, "sleutel": {"jongeren": 1}, **anders,
        "cijfers": {naam: {"jongeren": aantal} for naam, aantal in cijfers.items()},
    }  # fmt: skip


@pytest.mark.parametrize(
    "geval",
    [
        pytest.param(geval, id=geval["naam"])
        for geval in YAML(typ="safe").load((GEVALLEN / "ingroei.yaml").read_text(encoding="utf-8"))
    ],
)
def test_a_worked_example_comes_out_as_written(geval, plan_van):
    kosten = geval.get("kosten", 100)
    hoogstens = hoogstens_van(geval["hoogstens"]) if "hoogstens" in geval else None
    tabel = tabel_van(
        plan_van(plan(geval["oud"], kosten)), plan_van(plan(geval["nieuw"], kosten)), geval["jaren"], hoogstens
    )
    hoort = {naam: [Fraction(str(bedrag)) for bedrag in reeks] for naam, reeks in geval["uitkomst"].items()}
    assert {str(rij.waarden[1]): list(rij.waarden[2:]) for rij in tabel.rijen[:-1]} == hoort
    assert set(tabel.rijen[-1].waarden[2:]) == {kosten}
    nog_niet = [noot for noot in tabel.noten if "nog niet ingegroeid" in noot]
    genoemd = ", ".join(f"{naam} € {bedrag},00" for naam, bedrag in geval.get("nog_niet", {}).items())
    assert [noot.endswith(f": {genoemd}.") for noot in nog_niet] == ([True] if genoemd else [])


getallen = st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 60), min_size=1).filter(
    lambda cijfers: any(cijfers.values())
)


@given(
    getallen,
    getallen,
    st.integers(-3_000, 30_000),
    st.integers(1, 7),
    st.one_of(st.none(), st.builds(Hoogstens, st.fractions(0, 90, max_denominator=100), st.just(False))),
    st.sampled_from(["open", "grootste-rest", "grootste-deelnemer", "afrondingsregel"]),
    st.sampled_from(["cent", "euro"]),
)
def test_every_year_adds_up_to_the_same_and_the_last_is_the_new_split(
    plan_van, oud, nieuw, kosten, jaren, hoogstens, sluitregel, eenheid
):
    try:
        toen, nu = (plan_van(plan(c, kosten, sluitregel=sluitregel, eenheid=eenheid)) for c in (oud, nieuw))
    except TekenDraaitOm:
        return
    tabel = tabel_van(toen, nu, jaren, hoogstens)
    (bron,) = nu.verdeling.jaren
    *_, totaal = tabel.rijen
    assert set(totaal.waarden[2:]) == {bron.totaal}
    per_code = {rij.waarden[0]: rij.waarden[2:] for rij in tabel.rijen[:-1] if rij.waarden[0]}
    if hoogstens is None:
        assert {code: reeks[-1] for code, reeks in per_code.items()} == bron.bedragen
    else:
        begin = tabel_van(toen, nu, jaren, Hoogstens(Fraction(0), is_deel=False))
        van = {rij.waarden[0]: rij.waarden[2] for rij in begin.rijen[:-1]}
        for code, reeks in per_code.items():
            for nummer, bedrag in enumerate(reeks, start=1):
                assert bedrag - van[code] <= max(nummer * hoogstens.bedrag, 0) or bedrag == van[code]


def test_the_example_of_the_manual_is_right(plan_van, documentatie):
    regels = documentatie.partition("in vier jaar van half om half naar 90 en 10:\n\n")[2].splitlines()[:4]
    tabel = tabel_van(plan_van(plan({"A": 1, "B": 1})), plan_van(plan({"A": 9, "B": 1})), 4)
    assert regels[2:] == [
        f"| Gemeente {rij.waarden[1]} | 50 | {' | '.join(map(str, rij.waarden[2:]))} |" for rij in tabel.rijen[:-1]
    ]
