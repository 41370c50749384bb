"""The command broken off at any moment: no half file, what was there unharmed, nothing left behind, a clear word."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result

from templates.werkmap.onderbreken import grendel
from templates.werkmap.wegschrijven import HALF

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows heeft deze signalen niet")

KLAD = ".verdeelwijzer-"
VEILIG = 300
"""Seconds after which a test gives up; no measure of anything."""
BEGIN_VAN_HET_WERK = "cli.opdrachten"
INGREEP = f'''
"""Counts what the command does with files, and sends it a signal at a chosen moment."""
import os, signal, sys

geteld = 0
bij, soort = (os.environ.get("BREEK_AF") or "0:").split(":")
logboek = os.environ.get("TEL_IN")
AF = ("open", "os.", "shutil.", "tempfile.", "import", "marshal.loads", "compile")

def kijk(gebeurtenis, gegevens):
    global geteld
    if "{BEGIN_VAN_HET_WERK}" not in sys.modules or not gebeurtenis.startswith(AF):
        return
    geteld += 1
    if geteld == int(bij):
        os.kill(os.getpid(), getattr(signal, soort))

sys.addaudithook(kijk)

if logboek:
    import atexit
    atexit.register(lambda: open(logboek, "w").write(str(geteld)))
'''


@dataclass(frozen=True)
class Werkplek:
    """An input of three municipalities, and how the command is called with it."""

    map: Path
    ingreep: Path

    @property
    def doel(self) -> Path:
        return self.map / "plan"

    @property
    def tijdelijk(self) -> Path:
        """The system's temporary folder, as this command sees it."""
        return self.map / "tijdelijk"

    def opdracht(self, *opties: str) -> list[str]:
        invoer = str(self.map / "drieland-2025.xlsx")
        return [sys.executable, "-m", "cli", "plan", invoer, "--naar", str(self.doel), *opties]

    def omgeving(self, **extra: str) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(self.ingreep),
            "PYTHONUTF8": "1",
            "TMPDIR": str(self.tijdelijk),
            **extra,
        }

    def roep(self, *opties: str, **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.opdracht(*opties),
            env=self.omgeving(**extra),
            cwd=self.map,
            capture_output=True,
            encoding="utf-8",
            timeout=VEILIG,
        )

    def inhoud(self) -> dict[str, bytes]:
        return {pad.name: pad.read_bytes() for pad in self.doel.iterdir()} if self.doel.is_dir() else {}

    def klad(self) -> list[str]:
        """What was left behind, here and in the temporary folder."""
        resten = [*self.map.rglob(f"{KLAD}*"), *self.tijdelijk.iterdir()]
        return sorted(str(pad.relative_to(self.map)) for pad in resten)


def maak_werkplek(map: Path, maak_drieland: Callable[[Path], Path]) -> Werkplek:
    maak_drieland(map)
    (map / "ingreep").mkdir()
    (map / "tijdelijk").mkdir()
    (map / "ingreep" / "sitecustomize.py").write_text(INGREEP, encoding="utf-8")
    return Werkplek(map, map / "ingreep")


@pytest.fixture
def werkplek(tmp_path: Path, maak_drieland: Callable[[Path], Path]) -> Werkplek:
    return maak_werkplek(tmp_path / "werk", maak_drieland)


@dataclass(frozen=True)
class Heel:
    """A run that was left alone: what it writes, and how many moments it has."""

    inhoud: Mapping[str, bytes]
    momenten: int


@pytest.fixture(scope="module")
def heel(tmp_path_factory: pytest.TempPathFactory, maak_drieland: Callable[[Path], Path]) -> Heel:
    werkplek = maak_werkplek(tmp_path_factory.mktemp("heel") / "werk", maak_drieland)
    telling = werkplek.map / "telling"
    uit = werkplek.roep(TEL_IN=str(telling))
    assert uit.returncode == 0, uit.stderr
    # The book of the region, book and letter of three municipalities; contributions, what they mean, rules and list.
    soorten = Counter(Path(naam).suffix for naam in werkplek.inhoud())
    assert soorten == {".xlsx": 4, ".docx": 3, ".csv": 1, ".json": 2, ".yaml": 1}
    return Heel(werkplek.inhoud(), int(telling.read_text(encoding="utf-8")))


def momenten(aantal: int, seed: int) -> list[float]:
    """Random moments as parts of a run: most at the end, where files are written and put in place."""
    dobbelsteen = random.Random(seed)
    return [dobbelsteen.random() if n % 3 == 0 else 1 - 0.12 * dobbelsteen.random() for n in range(aantal)]


GEVALLEN = [
    (soort, moment, plek % 2 == 0)
    for seed, soort in enumerate(("SIGTERM", "SIGINT", "SIGKILL"))
    for plek, moment in enumerate(momenten(8, 2021 + seed))
]


@pytest.mark.parametrize(("soort", "moment", "bestond"), GEVALLEN)
def test_a_run_that_is_killed_leaves_whole_files_only(
    soort: str,
    moment: float,
    bestond: bool,
    werkplek: Werkplek,
    heel: Heel,
    roep: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    oud = {naam: f"van iemand: {naam}".encode() for naam in heel.inhoud} if bestond else {}
    for naam, inhoud in oud.items():
        werkplek.doel.mkdir(exist_ok=True)
        (werkplek.doel / naam).write_bytes(inhoud)
    uit = werkplek.roep("--overschrijf", BREEK_AF=f"{max(1, int(moment * heel.momenten))}:{soort}")
    assert "Traceback" not in uit.stderr
    nieuw = werkplek.inhoud()
    if soort == "SIGKILL":
        assert uit.returncode in (-signal.SIGKILL, 0)
        bestanden = {naam: inhoud for naam, inhoud in nieuw.items() if not naam.startswith(KLAD) and naam != HALF}
        for naam, inhoud in bestanden.items():
            assert inhoud in (oud.get(naam), heel.inhoud[naam])
        assert set(oud) <= set(nieuw)
        # A set of two runs says that it is one.
        assert bestanden in ({}, oud, heel.inhoud) or HALF in nieuw
        # What it left behind is taken away by the next run, which nobody stops.
        monkeypatch.setattr(tempfile, "tempdir", str(werkplek.tijdelijk))
        invoer, doel = werkplek.map / "drieland-2025.xlsx", werkplek.doel
        assert roep("plan", invoer, "--naar", doel, "--overschrijf").exit_code == 0
        assert werkplek.inhoud() == heel.inhoud
    else:
        assert uit.returncode in (128 + getattr(signal, soort), 0)
        assert nieuw in (oud, heel.inhoud)
        if uit.returncode:
            assert uit.stderr.splitlines()[-1].endswith("er is niets half geschreven.")
    assert werkplek.klad() == []


@pytest.mark.parametrize("soort", ["SIGTERM", "SIGKILL", "SIGINT"])
def test_with_more_processes_none_lives_on(soort: str, werkplek: Werkplek, heel: Heel) -> None:
    with subprocess.Popen(
        werkplek.opdracht("--taken", "2"),
        env=werkplek.omgeving(),
        cwd=werkplek.map,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as proces:
        wacht_tot(lambda: bool(list(werkplek.map.rglob(f"{KLAD}*/*.xlsx"))) or proces.poll() is not None)
        if soort == "SIGINT":
            # A terminal sends Ctrl-C to all of them.
            os.killpg(proces.pid, signal.SIGINT)
        else:
            proces.send_signal(getattr(signal, soort))
        _, fouten = proces.communicate(timeout=VEILIG)
    wacht_tot(lambda: not leeft(proces.pid))
    assert "Traceback" not in fouten
    assert werkplek.inhoud() in ({}, heel.inhoud)
    if soort != "SIGKILL":
        assert werkplek.klad() == []


def leeft(groep: int) -> bool:
    """Whether a process of the command is still there; one that has ended and waits for its parent is not."""
    for stand in Path("/proc").glob("[0-9]*/stat"):
        try:
            velden = stand.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(velden[2]) == groep and velden[0] != "Z":
            return True
    return False


def wacht_tot(klaar: Callable[[], bool]) -> None:
    einde = time.monotonic() + VEILIG
    while not klaar():
        assert time.monotonic() < einde, "het duurt te lang"
        time.sleep(0.02)


def test_a_folder_in_use_by_another_run_is_left_alone(werkplek: Werkplek, heel: Heel) -> None:
    """Two people write beside each other: the second does not take away what the first is making."""
    vol, leeg = werkplek.map / f"{KLAD}bezig", werkplek.map / f"{KLAD}verlaten"
    for map in (vol, leeg):
        map.mkdir()
        (map / "in-gebruik").write_bytes(b"")
    with (vol / "in-gebruik").open("r+b") as slot:
        assert grendel(slot)
        assert werkplek.roep().returncode == 0
        assert werkplek.klad() == [vol.name]
    assert werkplek.inhoud() == heel.inhoud


def test_a_secret_of_the_forms_is_no_rubbish(werkplek: Werkplek) -> None:
    geheim = werkplek.map / ".verdeelwijzer-geheim"
    geheim.write_bytes(b"geheim")
    assert werkplek.roep().returncode == 0
    assert geheim.read_bytes() == b"geheim"


def test_a_full_disk_is_said_and_changes_nothing(werkplek: Werkplek, heel: Heel) -> None:
    import resource

    werkplek.doel.mkdir()
    oud = dict.fromkeys(heel.inhoud, b"van iemand")
    for naam, inhoud in oud.items():
        (werkplek.doel / naam).write_bytes(inhoud)
    kleinste = min(len(inhoud) for inhoud in heel.inhoud.values())
    uit = subprocess.run(
        werkplek.opdracht("--overschrijf"),
        env=werkplek.omgeving(PYTHONDONTWRITEBYTECODE="1"),
        cwd=werkplek.map,
        capture_output=True,
        encoding="utf-8",
        timeout=VEILIG,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kleinste - 1, kleinste - 1)),
    )
    assert uit.returncode == 1
    eerste = werkplek.doel / "drieland-2025-uitvoeringsplan.xlsx"
    zin = f"Fout: '{eerste}' past niet op de schijf. Maak ruimte en probeer het opnieuw. Er is niets gewijzigd."
    assert uit.stderr.splitlines()[-1] == zin
    assert werkplek.inhoud() == oud
    assert werkplek.klad() == []


def zonder_voorrecht(werkplek: Werkplek, *opties: str) -> subprocess.CompletedProcess[str]:
    """The administrator may write everywhere: the command runs without that privilege."""
    opdracht = werkplek.opdracht(*opties)
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("setpriv ontbreekt: apt-get install util-linux")
        opdracht = [setpriv, "--inh-caps=-all", "--bounding-set=-all", *opdracht]
    omgeving = werkplek.omgeving()
    return subprocess.run(opdracht, env=omgeving, cwd="/", capture_output=True, encoding="utf-8", timeout=VEILIG)


def test_a_file_that_may_not_be_written_is_said_before_any_work(werkplek: Werkplek) -> None:
    doel = werkplek.doel
    doel.mkdir()
    bestand = doel / "drieland-2025-GM9001.xlsx"
    bestand.write_bytes(b"van iemand")
    bestand.chmod(0o444)
    doel.chmod(0o777)
    uit = zonder_voorrecht(werkplek, "--overschrijf")
    assert uit.returncode == 1
    assert uit.stderr.splitlines()[-1] == (
        f"Fout: '{bestand}' is niet te schrijven. Staat het open in Excel, of hebt u geen rechten op de map? "
        "Sluit het bestand en probeer het opnieuw. Er is niets gewijzigd."
    )
    assert werkplek.inhoud() == {bestand.name: b"van iemand"}


def test_a_folder_that_may_not_be_written_is_said(werkplek: Werkplek) -> None:
    werkplek.doel.mkdir()
    werkplek.doel.chmod(0o555)
    uit = zonder_voorrecht(werkplek)
    assert uit.returncode == 1
    assert uit.stderr.splitlines()[-1].startswith(f"Fout: '{werkplek.doel}' is niet te schrijven.")
    assert werkplek.inhoud() == {}
