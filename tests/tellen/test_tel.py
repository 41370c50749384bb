"""The command tel: whole files or none, the same bytes each time, and no pseudonym anywhere outside the engine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from regelmaker import maak_veel, schrijf_csv

from cli import main
from schemas.tellen.motoren import EXTRA, MotorOntbreekt, open_motor

REGIO = Path(__file__).parents[1] / "regios" / "telland.yaml"
ZUID = ("GM0888", "GM0917", "GM0935", "GM0986")
Roep = Callable[..., Result]


@pytest.fixture
def roep(tmp_path: Path, duckdb_motor) -> Roep:
    def doe(*opties: str | Path, naar: str = "telling.xlsx") -> Result:
        vast = ["--regio", str(REGIO), "--peiljaar", "2021", "--naar", str(tmp_path / naar)]
        return CliRunner().invoke(main, ["tel", *map(str, opties), *vast])

    return doe


def test_the_workbook_has_the_figures_and_where_they_come_from(roep, csv_bestand, regels, tmp_path):
    antwoord = roep(csv_bestand)
    assert antwoord.exit_code == 0, antwoord.output
    boek = load_workbook(tmp_path / "telling.xlsx")
    assert boek.sheetnames == ["Maatstaven", "Definities", "Realisatie", "Kosten per gemeente", "Telling", "Bronnen"]
    maatstaven = list(boek["Maatstaven"].iter_rows(min_row=4, values_only=True))
    assert maatstaven[0] == ("Peiljaar", "Gemeentecode", "Gemeente", "Toekenningen", "Cliënten", "Declaraties")
    assert [rij[:3] for rij in maatstaven[1:]] == [
        (2021, "GM9001", "Bovenwoude"), (2021, "GM9002", "Middelwoude"), (2021, "GM9003", "Onderwoude"),
    ]  # fmt: skip
    per_gemeente = list(boek["Kosten per gemeente"].iter_rows(min_row=5, values_only=True))
    realisatie = list(boek["Realisatie"].iter_rows(min_row=5, values_only=True))
    kosten, samen = ([float(str(rij[kolom])) for rij in rijen] for kolom, rijen in ((3, per_gemeente), (2, realisatie)))
    assert round(sum(kosten), 2) == round(sum(samen), 2)
    telling = list(boek["Telling"].iter_rows(min_row=5, values_only=True))
    assert ("Regels gelezen", None, len(regels)) in [(a, b or None, c) for a, b, c in telling]
    assert any(rij[:2] == ("Declaraties", "binnengekomen na de sluitdatum") for rij in telling)
    definities = list(boek["Definities"].iter_rows(min_row=5, values_only=True))
    assert definities[2][5] == "1 mei 2022"
    assert "ontvangen tot en met 1 mei 2022" in definities[2][2]
    assert len(str(boek["Bronnen"].cell(5, 3).value)) == 64


def test_the_same_lines_give_the_same_bytes(roep, csv_bestand, tmp_path):
    for naam in ("een.xlsx", "twee.xlsx"):
        assert roep(csv_bestand, naar=naam).exit_code == 0
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("opties", "zin"),
    [
        (["--motor", "duckdb", "--master", "local"], "--master hoort bij --motor spark"),
        (["--publicatie", "aantallen.xlsx"], "--publicatie 'aantallen.xlsx' moet op .csv eindigen"),
        (["--geheugen", "20"], "verwacht: een heel getal van 200 tot en met"),
        (["--peiljaar", "2019"], "regio telland heeft voor 2019 geen telregels"),
    ],
)
def test_wrong_use_is_told_before_anything_is_read(opties, zin, tmp_path):
    basis = ["tel", "nergens.csv", "--regio", str(REGIO), "--peiljaar", "2021", "--naar", str(tmp_path / "t.xlsx")]
    antwoord = CliRunner().invoke(main, [*basis, *opties])
    assert antwoord.exit_code == 2
    assert zin in antwoord.output


def test_a_target_that_exists_stays_unless_it_may_be_replaced(roep, csv_bestand, tmp_path):
    (tmp_path / "telling.xlsx").write_text("van mij")
    assert roep(csv_bestand).exit_code == 2
    assert (tmp_path / "telling.xlsx").read_text() == "van mij"
    assert roep(csv_bestand, "--overschrijf").exit_code == 0


def test_the_lines_themselves_are_never_replaced(roep, csv_bestand, tmp_path):
    regels = tmp_path / "regels" / "regels.csv"
    regels.parent.mkdir()
    regels.write_bytes(csv_bestand.read_bytes())
    antwoord = roep(regels.parent, "--overschrijf", "--publicatie", str(regels))
    assert antwoord.exit_code == 2
    assert "is zelf een van de bestanden die worden gelezen" in antwoord.output
    assert regels.read_bytes() == csv_bestand.read_bytes()


def test_an_engine_that_is_not_there_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr("schemas.tellen.motoren.find_spec", lambda naam: None)
    for naam, (_, extra) in EXTRA.items():
        with pytest.raises(MotorOntbreekt, match=re.escape(f"verdeelwijzer[{extra}]")):
            open_motor(naam, geheugen=500, klad=tmp_path)


# --- privacy


def alles_wat_eruit_komt(antwoord: Result, map_: Path) -> str:
    """Output, and every file of the run, workbooks unpacked."""
    from zipfile import ZipFile

    stukken = [antwoord.output]
    for pad in map_.iterdir():
        if pad.suffix == ".xlsx":
            with ZipFile(pad) as zip_:
                stukken += [zip_.read(naam).decode("utf-8") for naam in zip_.namelist()]
        elif pad.is_file():
            stukken.append(pad.read_text(encoding="utf-8"))
    return "\n".join(stukken)


def test_no_pseudonym_and_no_id_of_a_line_comes_out(roep, csv_bestand, regels, tmp_path):
    antwoord = roep(csv_bestand, "--publicatie", tmp_path / "publiek.csv", "--toon-voorbeelden")
    assert antwoord.exit_code == 0
    uit = alles_wat_eruit_komt(antwoord, tmp_path)
    for kolom in ("pseudoniem", "regel_id"):
        assert not [regel[kolom] for regel in regels if re.search(rf"\b{re.escape(regel[kolom])}\b", uit)]


def test_examples_of_faults_are_hashed_with_a_salt_of_their_run(roep, regels, tmp_path):
    stuk = {**regels[0], "regel_id": "R-987654321", "pseudoniem": "p-geheim", "bedrag": "1,50", "segment": "s-geheim"}
    pad = schrijf_csv(tmp_path / "regels.csv", [stuk])
    zonder, een, twee = roep(pad), roep(pad, "--toon-voorbeelden"), roep(pad, "--toon-voorbeelden")
    assert een.exit_code == 1
    assert "Voorbeelden" not in zonder.output
    gehasht = [re.findall(r"Voorbeelden \(gehasht\): ([0-9a-f]{16})\.", antwoord.output) for antwoord in (een, twee)]
    assert len(gehasht[0]) == 1
    assert gehasht[0] != gehasht[1]
    assert not re.search("geheim|987654321|1,50", een.output)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["regels.csv"]


def bsn(nummer: int) -> str:
    """The first number from here on that passes the eleven-test."""
    while (sum(g * int(c) for g, c in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), f"{nummer:09d}", strict=True))) % 11:
        nummer += 1
    return str(nummer)


VORMEN = ("{}", " {} ", "{}.0", "000{}", "\u00a0{}", "BSN:{}", "D-{}-01", "'{}", '{{"bsn": {}}}')
"""How a burgerservicenummer may stand in a cell."""


@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize("kolom", ["pseudoniem", "regel_id", "opmerking"])
def test_a_column_of_burgerservicenummers_stops_the_run(kolom, vorm, roep, regels, tmp_path):
    nummers = [bsn(123_456_000 + 40 * n) for n in range(30)]
    met = [
        {**regel, "opmerking": "", kolom: vorm.format(nummer)} for regel, nummer in zip(regels, nummers, strict=False)
    ]
    antwoord = roep(schrijf_csv(tmp_path / "regels.csv", met))
    assert antwoord.exit_code == 1
    assert f"kolom '{kolom}' bevat burgerservicenummers" in antwoord.output
    assert "12345" not in antwoord.output
    assert not (tmp_path / "telling.xlsx").exists()


@pytest.mark.parametrize("uitdrukking", ["n", "CAST(CAST(n AS VARCHAR) AS BLOB)", "[n]", "{'nummer': n}", "n * 1.0"])
def test_whatever_the_type_of_a_column_burgerservicenummers_in_it_stop_the_run(uitdrukking, roep, regels, tmp_path):
    import duckdb

    nummers = [int(bsn(123_456_000 + 40 * n)) for n in range(30)]
    velden = ", ".join(f"'{waarde}' AS {kolom}" for kolom, waarde in regels[0].items())
    pad = tmp_path / "regels.parquet"
    duckdb.execute(f"COPY (SELECT {velden}, {uitdrukking} AS x FROM (SELECT unnest({nummers}) AS n)) TO '{pad}'")
    assert "kolom 'x' bevat burgerservicenummers" in roep(pad).output


@pytest.mark.parametrize("dag", ["20210115", "13-03-2021", "2021-01-15"])
def test_a_day_that_all_lines_have_is_no_burgerservicenummer(dag, roep, regels, tmp_path):
    """One day in eleven passes the test."""
    met = [{**regel, "ontvangen": dag, "opmerking": dag} for regel in regels if not regel["crediteert"]]
    assert "burgerservice" not in roep(schrijf_csv(tmp_path / "regels.csv", met)).output


@pytest.mark.parametrize("kolom", ["pseudoniem", "regel_id", "segment", "status"])
def test_burgerservicenummers_far_down_in_the_file_stop_the_run_too(kolom, roep, regels, tmp_path, monkeypatch):
    monkeypatch.setattr("schemas.tellen.bsnproef.STEEKPROEF", 5)
    leeg = [{**regel, "pseudoniem": "p"} for regel in regels[:20]]
    met = [{**regel, kolom: bsn(123_456_000 + 40 * n)} for n, regel in enumerate(regels[20:60])]
    antwoord = roep(schrijf_csv(tmp_path / "regels.csv", [*leeg, *met]))
    assert antwoord.exit_code == 1
    assert f"kolom '{kolom}' bevat burgerservicenummers" in antwoord.output


def test_a_column_of_pseudonyms_that_is_called_segment_does_not_come_out(roep, regels, tmp_path):
    met = [{**regel, "segment": f"p-{n}"} for n, regel in enumerate(regels[:40])]
    antwoord = roep(schrijf_csv(tmp_path / "regels.csv", met))
    assert antwoord.exit_code == 1
    assert "kolom segment heeft 40 verschillende waarden; verwacht: ten hoogste 20" in antwoord.output
    assert not (tmp_path / "telling.xlsx").exists()


def test_a_title_with_bsn_stops_the_run_and_random_numbers_do_not(roep, regels, tmp_path):
    antwoord = roep(schrijf_csv(tmp_path / "regels.csv", [{**regel, "BSN_client": ""} for regel in regels]))
    assert "kolom 'BSN_client' bevat burgerservicenummers" in antwoord.output
    willekeurig = [{**regel, "pseudoniem": str(123_456_001 + 7 * n)} for n, regel in enumerate(regels)]
    assert roep(schrijf_csv(tmp_path / "ander.csv", willekeurig)).exit_code in (0, 1)
    assert "burgerservice" not in roep(tmp_path / "ander.csv").output


def test_what_is_published_holds_no_small_count_and_none_can_be_worked_out(roep, csv_bestand, tmp_path):
    assert roep(csv_bestand, "--publicatie", tmp_path / "publiek.csv").exit_code == 0
    rijen = [regel.split(",") for regel in (tmp_path / "publiek.csv").read_text(encoding="utf-8").splitlines()][1:]
    aantallen = [rij[-1] for rij in rijen]
    assert "x" in aantallen
    assert not [aantal for aantal in aantallen if aantal != "x" and 0 < int(aantal) < 10]
    for segment in {rij[3] for rij in rijen}:
        weg = [rij for rij in rijen if rij[0] == "toekenningen" and rij[3] == segment and rij[-1] == "x"]
        assert len(weg) != 1


# --- broken off, and within its memory


def opdracht(bron: Path, naar: Path, *opties: str) -> list[str]:
    vast = ["--regio", "zuid-limburg", "--peiljaar", "2021", "--naar", str(naar)]
    return [sys.executable, "-m", "cli", "tel", str(bron), *vast, *opties]


@pytest.fixture(scope="module")
def veel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("veel") / "regels.parquet"
    maak_veel(pad, 3_000_000, ZUID)
    return pad


@pytest.mark.skipif(sys.platform == "win32", reason="Windows heeft deze signalen niet")
@pytest.mark.parametrize(("soort", "uitgang"), [("SIGKILL", -9), ("SIGTERM", 143), ("SIGINT", 130)])
def test_a_count_that_is_broken_off_leaves_no_half_file_and_no_pseudonyms(soort, uitgang, veel, tmp_path):
    tijdelijk = tmp_path / "tijdelijk"
    tijdelijk.mkdir()
    doel = tmp_path / "telling.xlsx"
    doel.write_text("de vorige")
    omgeving = {**os.environ, "TMPDIR": str(tijdelijk), "PYTHONUTF8": "1"}
    begonnen = opdracht(veel, doel, "--overschrijf", "--geheugen", "200")
    with subprocess.Popen(
        begonnen,
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # Whoever runs the tests may ignore it, and a child takes that over.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as proces:
        eind = time.monotonic() + 120
        while not any(tijdelijk.glob(".verdeelwijzer-*")) and time.monotonic() < eind:
            time.sleep(0.02)
        time.sleep(0.1)
        proces.send_signal(getattr(signal, soort))
        uitvoer = proces.communicate(timeout=120)[0].decode()
    assert proces.returncode == uitgang, uitvoer
    assert doel.read_text() == "de vorige"
    assert sorted(pad.name for pad in tmp_path.iterdir()) == ["telling.xlsx", "tijdelijk"]
    if soort == "SIGKILL":
        # What a kill leaves is taken away by the next run; until then it is encrypted.
        assert b"GM0935" not in b"".join(p.read_bytes() for p in tijdelijk.rglob("*") if p.is_file())
        assert subprocess.run(begonnen, env=omgeving, capture_output=True, timeout=300).returncode == 0
    assert list(tijdelijk.iterdir()) == []


@pytest.mark.groot
def test_twenty_million_lines_are_counted_within_the_memory_that_was_given(tmp_path):
    """One limit for the whole process; half of what the ids alone would take."""
    pad = tmp_path / "regels.parquet"
    maak_veel(pad, 20_000_000, ZUID)
    meten = (
        "import resource, subprocess, sys; uit = subprocess.run(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(uit.returncode)"
    )
    gevraagd = 400
    klaar = subprocess.run(
        [sys.executable, "-c", meten, *opdracht(pad, tmp_path / "t.xlsx", "--geheugen", str(gevraagd))],
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert "20.000.000 regels gelezen" in klaar.stdout
    assert int(klaar.stdout.split()[-1]) / 1024 <= 1.15 * gevraagd


def test_a_count_loads_no_more_of_its_engine_than_it_asks_for_and_the_workbook_writer_beside_it_without_numpy() -> None:
    """numpy is never out of sight for who needs it meanwhile, and is loaded for nobody else."""
    proef = (
        "import sys, cli.tellen, schemas.tellen.motor_duckdb; eerst = 'openpyxl' in sys.modules; "
        "assert sys.modules.get('numpy', sys) is sys; import templates.rapport.telling; "
        "print(eerst, *(naam in sys.modules for naam in ('openpyxl', 'numpy', 'duckdb')))"
    )
    uit = subprocess.run([sys.executable, "-c", proef], capture_output=True, text=True, check=True)
    assert uit.stdout.split() == ["False", "True", "False", "False"]
