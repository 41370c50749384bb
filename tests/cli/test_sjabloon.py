"""`sjabloon exporteer`, `sjabloon controleer` and `plan --sjablonen` through the real front."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from templates.sjabloon.meegeleverd import SJABLONEN, meegeleverd


@pytest.fixture
def huisstijl(roep, tmp_path) -> Path:
    map = tmp_path / "huisstijl"
    assert roep("sjabloon", "exporteer", "--naar", map).exit_code == 0
    return map


@pytest.fixture
def drieland(maak_drieland, tmp_path) -> Path:
    return maak_drieland(tmp_path / "invoer")


def verander(pad: Path, doe) -> None:
    boek = load_workbook(pad)
    doe(boek)
    boek.save(pad)


def test_the_shipped_templates_are_written_as_they_are(roep, tmp_path) -> None:
    uit = roep("sjabloon", "exporteer", "--naar", tmp_path / "huisstijl")
    assert uit.exit_code == 0
    assert uit.stdout.splitlines() == [str(tmp_path / "huisstijl" / naam) for naam in SJABLONEN]
    for naam in SJABLONEN:
        assert (tmp_path / "huisstijl" / naam).read_bytes() == meegeleverd(naam).read_bytes()


def test_templates_that_are_there_are_not_replaced_unasked(roep, huisstijl) -> None:
    (huisstijl / "gemeente.xlsx").write_bytes(b"van ons")
    uit = roep("sjabloon", "exporteer", "--naar", huisstijl)
    assert uit.exit_code == 2
    assert "bestaan al; gebruik --overschrijf" in uit.stderr
    assert (huisstijl / "gemeente.xlsx").read_bytes() == b"van ons"
    assert roep("sjabloon", "exporteer", "--naar", huisstijl, "--overschrijf").exit_code == 0
    assert (huisstijl / "gemeente.xlsx").read_bytes() == meegeleverd("gemeente.xlsx").read_bytes()


def test_good_templates_are_said_to_be_good(roep, huisstijl) -> None:
    uit = roep("sjabloon", "controleer", *sorted(huisstijl.iterdir()))
    assert uit.exit_code == 0
    assert uit.stdout.splitlines() == [
        f"✓ {huisstijl / 'afrekening.docx'} is bruikbaar als sjabloon voor de brief bij een afrekening.",
        f"✓ {huisstijl / 'brief.docx'} is bruikbaar als sjabloon voor de brief aan een deelnemer.",
        f"✓ {huisstijl / 'formulier.xlsx'} is bruikbaar als sjabloon voor het opgaveformulier.",
        f"✓ {huisstijl / 'gemeente.xlsx'} is bruikbaar als sjabloon voor de werkmap van een gemeente.",
        f"✓ {huisstijl / 'uitvoeringsplan.xlsx'} is bruikbaar als sjabloon voor de werkmap van de regio.",
    ]


def bederf(boek) -> None:
    del boek.defined_names["tabel_meerjarig"]
    del boek.defined_names["plan_status"]


def test_faults_are_named_first_and_end_with_1(roep, huisstijl) -> None:
    verander(huisstijl / "gemeente.xlsx", bederf)
    uit = roep("sjabloon", "controleer", huisstijl / "gemeente.xlsx", huisstijl / "formulier.xlsx")
    assert uit.exit_code == 1
    assert uit.stdout.splitlines() == [
        f"✗ {huisstijl / 'gemeente.xlsx'} is niet bruikbaar (1 fout):",
        "  fout: de naam 'tabel_meerjarig' ontbreekt; geef de cel op blad Meerjarig die naam "
        "(in het meegeleverde sjabloon A4).",
        "  melding: het veld 'plan_status' ontbreekt en komt niet in de werkmap; "
        "wilt u het wel, geef dan een cel op blad Brief die naam.",
        f"✓ {huisstijl / 'formulier.xlsx'} is bruikbaar als sjabloon voor het opgaveformulier.",
    ]


def test_a_file_that_does_not_exist_is_wrong_use(roep, tmp_path) -> None:
    uit = roep("sjabloon", "controleer", tmp_path / "niets.xlsx")
    assert uit.exit_code == 2
    assert "bestaat niet." in uit.stderr


def test_a_plan_is_filled_in_a_look_of_its_own_and_the_rest_is_shipped(roep, huisstijl, tmp_path, drieland) -> None:
    (huisstijl / "uitvoeringsplan.xlsx").unlink()
    verander(huisstijl / "gemeente.xlsx", lambda boek: boek["Brief"].__setitem__("A1", "Gemeentehuis van {gemeente}"))
    uit = roep("plan", drieland, "--naar", tmp_path / "plan", "--sjablonen", huisstijl)
    assert uit.exit_code == 0, uit.stderr
    melding = f"Melding: uitvoeringsplan.xlsx staat niet in {huisstijl}; het meegeleverde sjabloon wordt gebruikt."
    assert melding in uit.stderr.splitlines()
    brief = load_workbook(tmp_path / "plan" / "drieland-2025-GM9001.xlsx")["Brief"]
    assert brief["A1"].value == "Gemeentehuis van Noordwoude"


def test_a_template_with_faults_is_refused_before_anything_is_filled(roep, huisstijl, tmp_path, drieland) -> None:
    verander(huisstijl / "gemeente.xlsx", bederf)
    uit = roep("plan", drieland, "--naar", tmp_path / "plan", "--sjablonen", huisstijl)
    assert uit.exit_code == 1
    assert uit.stderr.splitlines() == [
        "Fout: sjabloon gemeente.xlsx is niet bruikbaar (1 fout):",
        "  fout: de naam 'tabel_meerjarig' ontbreekt; geef de cel op blad Meerjarig die naam "
        "(in het meegeleverde sjabloon A4).",
    ]
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize("map", ["leeg", "is-er-niet"])
def test_a_folder_without_templates_is_wrong_use(roep, map, tmp_path, drieland) -> None:
    (tmp_path / "leeg").mkdir()
    uit = roep("plan", drieland, "--naar", tmp_path / "plan", "--sjablonen", tmp_path / map)
    assert uit.exit_code == 2
    assert "heeft geen sjabloon; verwacht: uitvoeringsplan.xlsx, gemeente.xlsx of brief.docx." in uit.stderr
    assert not (tmp_path / "plan").exists()
