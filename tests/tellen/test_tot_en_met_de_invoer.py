"""From lines to the input: what was counted goes through verzamel, and onto the forms."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

REGELS = """soort;regel_id;pseudoniem;gemeentecode;pakket;segment;begin;einde;bedrag;status;crediteert
toekenning;T1;a;GM0888;basispakket;ambulant;2021-01-01;2021-12-31;;ok;
toekenning;T2;b;GM0888;basispakket;ambulant;2020-01-01;2022-12-31;;ok;
toekenning;T3;c;GM0917;keuzepakket;verblijf;2021-05-01;;;ok;
toekenning;T4;c;GM0917;basispakket;ambulant;2021-05-01;;;ok;
declaratie;D1;a;GM0888;basispakket;ambulant;2021-03-01;2021-03-31;125050;ok;
"""


@pytest.fixture
def map_(roep: Callable[..., Result], tmp_path: Path, duckdb_motor: object) -> Path:
    """A folder with a count of 2021, made by the command."""
    (tmp_path / "regels.csv").write_text(REGELS, encoding="utf-8")
    (tmp_path / "opgaven").mkdir()
    antwoord = roep(
        "tel", tmp_path / "regels.csv", "--regio", "zuid-limburg", "--peiljaar", "2021",
        "--naar", tmp_path / "opgaven" / "telling-2021.xlsx",
    )  # fmt: skip
    assert antwoord.exit_code == 0, antwoord.output
    return tmp_path / "opgaven"


@pytest.fixture
def invoer(invoer: Path, tmp_path: Path) -> Path:
    """The example as the input of 2022."""
    boek = load_workbook(BytesIO(invoer.read_bytes()))
    boek["Gepubliceerd"].delete_rows(7, boek["Gepubliceerd"].max_row)
    for rij in boek["Plan"].iter_rows():
        if rij[0].value == "Jaar":
            rij[1].value = 2022
    boek.save(tmp_path / "invoer-2022.xlsx")
    return tmp_path / "invoer-2022.xlsx"


def test_a_count_goes_into_the_input_with_its_origin_and_once(roep, map_, invoer):
    antwoord = roep("verzamel", map_, "--in", invoer)
    assert antwoord.exit_code == 0, antwoord.output
    assert "✓ 32 cijfers zijn overgenomen" in antwoord.output
    boek = load_workbook(invoer)
    rijen = list(boek["Maatstaven"].iter_rows(values_only=True))
    kop = next(rij for rij in rijen if rij[0] == "Peiljaar")
    van_2021 = {rij[1]: dict(zip(kop, rij, strict=True)) for rij in rijen if rij[0] == 2021}
    assert (van_2021["GM0888"]["Toekenningen"], van_2021["GM0888"]["Declaraties"]) == (2, 1)
    # Heerlen buys the keuzepakket: only lines of that count.
    assert van_2021["GM0917"]["Toekenningen"] == 1
    herkomst = [rij for rij in boek["Herkomst"].iter_rows(values_only=True) if rij[0] == 2021]
    assert len(herkomst) == 32
    assert {rij[8] for rij in herkomst} == {"Geteld uit regels"}
    bronnen = [rij for rij in boek["Definities"].iter_rows(values_only=True) if rij[1] == 2021]
    assert {rij[-1] for rij in bronnen} == {"Geteld uit regels over 2021; zie blad Herkomst"}
    assert "geen nieuwe opgaven" in roep("verzamel", map_, "--in", invoer).output


def test_a_count_of_another_year_or_region_is_refused_and_nothing_changes(roep, map_, invoer):
    voor = invoer.read_bytes()
    pad = map_ / "telling-2021.xlsx"
    for blad, oud, nieuw, zin in (
        ("Maatstaven", 2021, 2019, "zij gaat over 2019, niet over 2021"),
        ("Telling", "zuid-limburg", "elders", "zij is van regio elders"),
        ("Maatstaven", "GM0888", "GM9999", "Beek ontbreekt"),
    ):
        boek = load_workbook(pad)
        for rij in boek[blad].iter_rows():
            for cel in rij:
                cel.value = nieuw if cel.value == oud else cel.value
        boek.save(map_ / "ander.xlsx")
        pad.rename(map_.parent / "weg.xlsx")
        antwoord = roep("verzamel", map_, "--in", invoer)
        (map_.parent / "weg.xlsx").rename(pad)
        (map_ / "ander.xlsx").unlink()
        assert antwoord.exit_code == 1
        assert zin in antwoord.output
    assert invoer.read_bytes() == voor


def test_a_count_fills_the_forms(roep, map_, tmp_path):
    antwoord = roep(
        "uitvraag", "zuid-limburg", "--jaar", "2022", "--invullen", map_ / "telling-2021.xlsx", "--naar", tmp_path / "f"
    )
    assert antwoord.exit_code == 0, antwoord.output
    assert "32 cijfers uit telling-2021.xlsx zijn vooraf ingevuld" in antwoord.output
