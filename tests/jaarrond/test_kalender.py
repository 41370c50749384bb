"""The days of the cycle: those of the region, and those of the law as it was on that day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from calc.tabellen import maak_tabellen
from schemas.geldend import laad_regio
from schemas.kalender import kalender, wetten
from schemas.maanden import MAANDEN
from schemas.regiodelencontrole import controleer_delen
from schemas.regiojaar import Kalender

PLAN = {"kosten": {"P": 10}, "cijfers": {"A": {}}, "sleutel": {"rato": 1}}


def dagen(plan_van, jaar, **anders):
    gevuld = {2015: {"wgr": True, "bron": "Verzonnen regeling", **anders}}
    return kalender(plan_van({**PLAN, "jaar": jaar, "kalender": gevuld}).gegevens.regio, jaar)


@pytest.mark.parametrize(
    ("jaar", "kaders", "provincie"),
    [
        # The plan of a year is prepared in the year before. 15 April and 1 August until 1 July 2022.
        (2022, date(2021, 4, 15), date(2021, 8, 1)),
        # In April 2022 the old law still held, in September the new one.
        (2023, date(2022, 4, 15), date(2022, 9, 15)),
        (2024, date(2023, 4, 30), date(2023, 9, 15)),
    ],
)
def test_the_law_counts_as_it_was_on_that_day(plan_van, jaar, kaders, provincie):
    assert [dag.datum for dag in dagen(plan_van, jaar)] == [kaders, provincie]


@pytest.mark.parametrize(("jaar", "weken", "ontwerp"), [(2022, 8, date(2021, 5, 6)), (2024, 12, date(2023, 4, 8))])
def test_the_councils_have_eight_weeks_and_since_july_2022_twelve(plan_van, jaar, weken, ontwerp):
    (dag,) = (d for d in dagen(plan_van, jaar, vaststelling="01-07") if d.wat.startswith("Ontwerpbegroting"))
    assert (dag.datum, dag.voor) == (ontwerp, True)
    assert f"{weken} weken voor" in dag.wat
    assert (date(jaar - 1, 7, 1) - ontwerp).days == weken * 7


GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "kalender" / "dagen.yaml")


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_case_of_the_days_of_a_year(plan_van, geval):
    anders = {"vaststelling": geval["vaststelling"]} if "vaststelling" in geval else {}
    assert sorted(dag.datum.isoformat() for dag in dagen(plan_van, geval["jaar"], **anders)) == geval["dagen"]


def test_a_centrumregeling_has_its_own_days_and_none_of_the_law(plan_van):
    eigen = ({"wat": "Eindafrekening", "datum": "01-06", "jaar": "erna"}, {"wat": "Kaders", "datum": "01-03"})
    gevonden = dagen(plan_van, 2024, wgr=False, mijlpalen=eigen)
    assert [(dag.datum, dag.wat, dag.bron) for dag in gevonden] == [
        (date(2023, 3, 1), "Kaders", "Verzonnen regeling"),
        (date(2025, 6, 1), "Eindafrekening", "Verzonnen regeling"),
    ]


def test_a_region_that_says_nothing_has_no_such_table(plan_van):
    assert maak_tabellen(plan_van({**PLAN, "jaar": 2024}), "kalender") == ()
    kalender_ = {2024: {"wgr": True, "bron": "Verzonnen"}}
    (tabel,) = maak_tabellen(plan_van({**PLAN, "jaar": 2024, "kalender": kalender_}), "kalender")
    assert tabel.rijen[0].waarden[:3] == (
        "2023-04-30", "vóór 30 april 2023", "Kaders en voorlopige jaarrekening naar de raden",
    )  # fmt: skip


def test_a_day_that_is_not_there_every_year_is_a_fault():
    fout = {2024: Kalender(vaststelling="29-02", bron="Verzonnen"), 2025: Kalender(bron="Verzonnen")}
    bestand = laad_regio("zuid-limburg").bestand.model_copy(update={"kalender": fout})
    assert [str(een) for een in controleer_delen(bestand)] == [
        "kalender.2024.vaststelling: 29-02 is geen dag die elk jaar bestaat",
        "kalender.2025: zegt geen enkele dag; verwacht: wgr, vaststelling of mijlpalen",
    ]


def test_every_version_of_the_law_says_from_which_day_it_holds():
    assert [(wet.vanaf, wet.weken) for wet in wetten()] == [(date(2015, 1, 1), 8), (date(2022, 7, 1), 12)]
    assert all("Wet gemeenschappelijke regelingen" in wet.bron for wet in wetten())


def test_the_manual_gives_the_dates_of_the_law(documentatie):
    regels = documentatie.partition("| wat | tot 1 juli 2022 | vanaf 1 juli 2022 |\n")[2].splitlines()[1:4]
    cellen = [regel.strip("| ").split(" | ")[1:] for regel in regels]
    assert cellen == [
        [_dag(wet.kaders) for wet in wetten()],
        [str(wet.weken) for wet in wetten()],
        [_dag(wet.provincie) for wet in wetten()],
    ]


def _dag(tekst):
    dag = date(2021, *map(int, reversed(tekst.split("-"))))
    return f"{dag.day} {MAANDEN[dag.month - 1]}"
