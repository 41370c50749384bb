"""A workbook of a region of one's own is checked by who does not have its region file: its rules stand in the book."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from cli import main
from schemas.geldend import REGIOS
from schemas.regiolezer import lees_regio, zonder_opmerkingen

VOORBEELD = "omgevingsdienst-voorbeeldstreek"
EIGEN = "eigenstreek"
HUN_WOORD = "# dit gaat niemand anders aan"


def draai(*woorden: object) -> tuple[int, str]:
    uit = CliRunner().invoke(main, [str(woord) for woord in woorden])
    return uit.exit_code, uit.output


@pytest.fixture(scope="module")
def boeken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """The folder in which the plan of a region of one's own was made, and its workbooks in a folder without it."""
    werk, elders = tmp_path_factory.mktemp("werk"), tmp_path_factory.mktemp("elders")
    tekst = (REGIOS / f"{VOORBEELD}.yaml").read_text("utf-8").replace(VOORBEELD, EIGEN)
    (werk / f"{EIGEN}.yaml").write_text(f"{HUN_WOORD}\n{tekst}", "utf-8")
    assert draai("voorbeeld", f"{VOORBEELD}-2026", "--naar", werk / "invoer.xlsx")[0] == 0
    invoer = load_workbook(werk / "invoer.xlsx")
    (cel,) = (rij[1] for rij in invoer["Plan"].iter_rows() if rij[0].value == "Regio")
    cel.value = EIGEN
    invoer.save(werk / "invoer.xlsx")
    code, zegt = draai("plan", werk / "invoer.xlsx", "--naar", werk / "plan")
    assert code == 0, zegt
    regio = next(pad for pad in (werk / "plan").glob("*.xlsx") if "Invoer Plan" in load_workbook(pad).sheetnames)
    gemeente = next(pad for pad in sorted((werk / "plan").rglob("*.xlsx")) if pad != regio)
    return werk, [Path(shutil.copy(pad, elders)) for pad in (regio, gemeente)]


def test_the_book_of_the_region_and_of_a_participant_are_checked_in_an_empty_folder(
    boeken: tuple[Path, list[Path]],
) -> None:
    for pad in boeken[1]:
        code, zegt = draai("controleer", pad)
        assert (code, zegt.startswith(f"✓ {pad.name} is in orde")) == (0, True), zegt


def test_what_somebody_noted_in_the_region_file_does_not_travel(boeken: tuple[Path, list[Path]]) -> None:
    for pad in boeken[1]:
        blad = load_workbook(pad)["Invoer Regio"]
        assert HUN_WOORD[2:] not in " ".join(str(cel.value) for rij in blad.iter_rows() for cel in rij)


def test_a_rule_that_was_changed_in_the_book_is_told(boeken: tuple[Path, list[Path]], tmp_path: Path) -> None:
    boek = load_workbook(boeken[1][1])
    cel = next(rij[0] for rij in boek["Invoer Regio"].iter_rows() if "Noordhaven" in str(rij[0].value))
    cel.value = str(cel.value).replace("Noordhaven", "Zuidhaven")
    boek.save(tmp_path / "boek.xlsx")
    code, zegt = draai("controleer", tmp_path / "boek.xlsx")
    assert code == 1
    assert "het controlegetal klopt niet meer" in zegt


def test_the_region_file_beside_the_book_goes_before_the_one_in_it(
    boeken: tuple[Path, list[Path]], tmp_path: Path
) -> None:
    werk, (_, gemeente) = boeken
    shutil.copy(gemeente, tmp_path)
    tekst = (werk / f"{EIGEN}.yaml").read_text("utf-8")
    (tmp_path / f"{EIGEN}.yaml").write_text(tekst.replace("Noordhaven", "Zuidhaven"), "utf-8")
    assert draai("controleer", tmp_path / gemeente.name)[0] == 1


@pytest.mark.parametrize("pad", sorted(REGIOS.glob("*.yaml")), ids=lambda pad: pad.stem)
def test_a_region_file_without_its_notes_says_the_same(pad: Path) -> None:
    tekst = pad.read_text("utf-8")
    assert lees_regio(zonder_opmerkingen(tekst).encode(), pad.name) == lees_regio(tekst.encode(), pad.name)


def test_the_rules_in_the_book_survive_another_program(
    boeken: tuple[Path, list[Path]], door_libreoffice: Callable[[Sequence[bytes]], list[bytes]], tmp_path: Path
) -> None:
    (inhoud,) = door_libreoffice([boeken[1][1].read_bytes()])
    (tmp_path / "boek.xlsx").write_bytes(inhoud)
    code, zegt = draai("controleer", tmp_path / "boek.xlsx")
    assert code == 0, zegt
