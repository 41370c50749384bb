"""Many regions in one go: each its own plan, a broken one stops none, and no worker can leave the rest waiting."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

HIER = str(Path(__file__).parent)
if HIER not in sys.path:
    sys.path.insert(0, HIER)

from click.testing import CliRunner, Result  # noqa: E402
from landmaker import DEELNEMERS, REGIOS, maak_land  # noqa: E402

from cli import main  # noqa: E402
from templates.werkmappen import taken_voor  # noqa: E402


def plan(*opties: str | Path) -> Result:
    return CliRunner().invoke(main, ["plan", *map(str, opties)])


def inhoud(map_: Path) -> dict[str, bytes]:
    return {str(pad.relative_to(map_)): pad.read_bytes() for pad in sorted(map_.rglob("*")) if pad.is_file()}


@pytest.fixture(scope="module")
def streken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("streken")
    maak_land(map_, regios=3, deelnemers=7)
    return map_


def test_one_broken_region_does_not_stop_the_others_and_ends_with_one(streken, tmp_path):
    invoeren = shutil.copytree(streken, tmp_path / "invoeren")
    (invoeren / "streek-02.xlsx").write_text("geen werkmap")
    antwoord = plan(invoeren, "--naar", tmp_path / "uit", "--taken", "1")
    assert antwoord.exit_code == 1
    assert "✗ 2 van 3 plannen zijn gemaakt. Niet goed: streek-02.xlsx." in antwoord.output
    assert "streek-02.xlsx heet een Excel-werkmap" in antwoord.output
    assert sorted(pad.name for pad in (tmp_path / "uit").iterdir()) == ["streek-01", "streek-03"]
    assert (tmp_path / "uit" / "streek-01" / "streek-01-2025-uitvoeringsplan.xlsx").is_file()


def test_plans_are_the_same_bytes_however_many_tasks(streken, tmp_path):
    for naam, taken in (("een", "1"), ("drie", "3")):
        antwoord = plan(streken, "--naar", tmp_path / naam, "--taken", taken)
        assert antwoord.exit_code == 0, antwoord.output
        assert antwoord.output.splitlines()[-1].startswith("✓ 3 plannen zijn gemaakt")
    assert inhoud(tmp_path / "een") == inhoud(tmp_path / "drie")
    # One input by itself gives those bytes too, straight in the folder.
    assert plan(streken / "streek-01.xlsx", "--naar", tmp_path / "alleen").exit_code == 0
    assert inhoud(tmp_path / "alleen") == inhoud(tmp_path / "een" / "streek-01")


def test_two_inputs_with_one_name_and_an_empty_folder_are_wrong_use(streken, tmp_path):
    ander = tmp_path / "ander"
    ander.mkdir()
    assert "geen invoerwerkmap" in plan(ander, "--naar", tmp_path / "uit").output
    shutil.copy(streken / "streek-01.xlsx", ander)
    antwoord = plan(streken, ander, "--naar", tmp_path / "uit")
    assert antwoord.exit_code == 2
    assert "meer dan één invoer heet streek-01" in antwoord.output


def test_more_tasks_only_where_there_is_work_for_them():
    assert taken_voor(17) == 1
    assert taken_voor(343) == max(1, min(os.cpu_count() or 1, 13))


# --- a worker that is killed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows heeft deze signalen niet")
@pytest.mark.parametrize("wanneer", [0.0, 0.4, 1.2])
def test_a_worker_that_is_killed_at_any_moment_ends_the_run_with_its_sentence(wanneer, streken, tmp_path):
    doel = tmp_path / "plan"
    opdracht = [
        sys.executable,
        "-m",
        "cli",
        "plan",
        str(streken / "streek-01.xlsx"),
        "--naar",
        str(doel),
        "--taken",
        "2",
    ]
    with subprocess.Popen(opdracht, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as proces:
        eind = time.monotonic() + 120
        while not (kinderen := _werkers(proces.pid)) and proces.poll() is None and time.monotonic() < eind:
            time.sleep(0.1)
        time.sleep(wanneer)
        for kind in _werkers(proces.pid)[:1] or kinderen[:1]:
            with suppress(ProcessLookupError):
                os.kill(kind, signal.SIGKILL)
        uitvoer = proces.communicate(timeout=120)[0].decode()
    if proces.returncode == 0:
        # It was killed when there was nothing left to do.
        assert len(list(doel.iterdir())) >= 4
        return
    assert proces.returncode == 1, uitvoer
    assert "een van de taken is onverwacht gestopt" in uitvoer
    assert not doel.exists()


def _werkers(pid: int) -> list[int]:
    """The workers of a run: its children that were spawned to work."""
    uit = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True).stdout
    return [int(regel.split()[0]) for regel in uit.splitlines() if "spawn_main" in regel]


@pytest.mark.groot
def test_a_country_of_42_regions_in_one_go_with_one_of_them_broken(tmp_path):
    """342 participants; the broken one stops no other, and all other books are there."""
    invoeren = tmp_path / "invoeren"
    invoeren.mkdir()
    land = maak_land(invoeren)
    assert (len(land), sum(map(len, land.values()))) == (REGIOS, DEELNEMERS)
    (invoeren / "streek-17.xlsx").write_text("geen werkmap")
    antwoord = plan(invoeren, "--naar", tmp_path / "uit")
    assert antwoord.exit_code == 1
    assert "✗ 41 van 42 plannen zijn gemaakt. Niet goed: streek-17.xlsx." in antwoord.output
    boeken = list((tmp_path / "uit").rglob("*.xlsx"))
    assert len(boeken) == 41 + DEELNEMERS - len(land["streek-17"])
