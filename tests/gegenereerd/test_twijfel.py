"""What a plan announces of one year excuses that year and what follows from it, and nothing else."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import twijfel
from openpyxl import Workbook


@dataclass(frozen=True)
class Verschil:
    blad: str
    cel: str
    formule: str


@pytest.fixture
def boek(tmp_path: Path) -> Path:
    werkmap = Workbook()
    blad = werkmap.create_sheet("Rekenblad inkoop")
    blad["A4"], blad["A20"], blad["A30"] = "Verdeling inkoop 2022", "Sleutel inkoop 2023, Rest", "Te verdelen: € 3."
    werkmap.create_sheet("Meerjarig")["A1"] = "Meerjarig"
    scenario = werkmap.create_sheet("Scenario")
    scenario["A4"], scenario["C6"], scenario["D6"] = "Scenario", 2022, 2023
    werkmap.save(tmp_path / "boek.xlsx")
    return tmp_path / "boek.xlsx"


ROND = Verschil("Rekenblad inkoop", "D8", "=ROUND(C8,0)")
TOTAAL = Verschil("Rekenblad inkoop", "D9", "=SUM(D$6:D$8)")
GEVOLG = Verschil("Meerjarig", "C9", "='Rekenblad inkoop'!$D$9")
LATER = Verschil("Rekenblad inkoop", "D31", "=ROUND(C31,0)")
BEGIN = Verschil("Scenario", "C8", "=ROUND(C7,0)")
VOLGEND = Verschil("Scenario", "D8", "=ROUND(D7,0)")
ELDERS = Verschil("Meerjarig", "F9", "=ROUND(E9,6)")
ZIN = "Let op bij inkoop 2022, m2: voor Noord ligt het exacte bedrag zo dicht bij een halve eenheid."


def test_a_year_that_was_announced_excuses_itself_and_what_follows_from_it(boek: Path):
    assert twijfel.onverklaard(boek, [ROND, TOTAAL, GEVOLG], twijfel.gezegd([ZIN])) == []


def test_another_year_kostensoort_or_table_is_not_excused(boek: Path):
    alles = [ROND, TOTAAL, GEVOLG, LATER, ELDERS]
    assert twijfel.onverklaard(boek, alles, {twijfel.Plek("inkoop", 2022)}) == [LATER, ELDERS]
    assert twijfel.onverklaard(boek, alles, {twijfel.Plek("inkoop", 2023)}) == [ROND, ELDERS]
    assert twijfel.onverklaard(boek, alles, {twijfel.Plek("beleid", 2022)}) == [ROND, LATER, ELDERS]
    assert twijfel.onverklaard(boek, alles, set()) == alles


def test_the_amount_of_a_scenario_is_excused_in_its_own_year_where_that_is_in_doubt(boek: Path):
    met = twijfel.gezegd([ZIN.replace("m2", "scenario en m2")])
    assert twijfel.onverklaard(boek, [BEGIN, VOLGEND], met) == [VOLGEND]
    assert twijfel.onverklaard(boek, [BEGIN, VOLGEND], twijfel.gezegd([ZIN])) == [BEGIN, VOLGEND]
