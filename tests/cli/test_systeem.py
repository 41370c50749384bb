"""What the system refuses is a sentence in Dutch: no traceback, no English, no fault of Verdeelwijzer itself."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

import cli.opdrachten
from cli import main
from schemas.systeem import reden

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Windows en macOS hebben deze namen en bestanden niet")
ZELF = "Fout in Verdeelwijzer zelf"


def roep(*opties: str, **omgeving: str) -> subprocess.CompletedProcess[bytes]:
    opdracht = [sys.executable, "-m", "cli", *opties]
    return subprocess.run(opdracht, env={**os.environ, **omgeving}, capture_output=True, timeout=120)


@pytest.mark.parametrize("nummer", ["ENOSPC", "EROFS", "ENAMETOOLONG", "ENOTDIR", "EACCES", "ENOMEM", "EMFILE", "EIO"])
def test_what_the_system_says_in_english_is_said_in_dutch(nummer: str):
    fout = OSError(getattr(errno, nummer), os.strerror(getattr(errno, nummer)))
    assert reden(fout) != fout.strerror
    assert "fout" not in reden(fout) or nummer == "EIO"


def test_a_reason_that_nobody_translated_is_a_number():
    assert reden(OSError(99_999, "Something new")) == "fout 99999 van het systeem"
    assert reden(OSError("zonder nummer")) == "onbekende reden"


def test_a_name_that_is_too_long_and_a_file_where_a_folder_should_be(tmp_path: Path):
    lang = CliRunner().invoke(main, ["voorbeeld", "zuid-limburg-2021", "--naar", str(tmp_path / ("x" * 300))])
    assert "de naam is te lang" in lang.stderr
    (tmp_path / "bestand").touch()
    onder = CliRunner().invoke(
        main, ["voorbeeld", "zuid-limburg-2021", "--naar", str(tmp_path / "bestand" / "uit.xlsx")]
    )
    assert onder.stderr == f"Fout: '{tmp_path / 'bestand'}' is een bestand; geef de naam van een map.\n"
    assert (lang.exit_code, onder.exit_code) == (1, 2)


@pytest.mark.parametrize(
    "fout",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("numpy: failed to map segment from shared object"),
    ],
)
def test_too_little_memory_is_no_fault_of_ours(fout: Exception, monkeypatch: pytest.MonkeyPatch):
    def vol(**_: object) -> None:
        raise fout

    monkeypatch.setattr(cli.opdrachten, "toon_tabel", vol)
    gevraagd = CliRunner().invoke(main, ["tabel", "capaciteit", "zuid-limburg-2021"])
    assert gevraagd.exit_code == 1
    assert gevraagd.stderr.startswith("Fout: er is te weinig geheugen vrij op deze computer.")


def test_a_library_that_is_not_there_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch):
    def weg(**_: object) -> None:
        raise ImportError("No module named 'numpy'")

    monkeypatch.setattr(cli.opdrachten, "toon_tabel", weg)
    assert ZELF in CliRunner().invoke(main, ["tabel", "capaciteit", "zuid-limburg-2021"]).stderr


@pytest.mark.parametrize("formaat", ["tekst", "csv"])
def test_a_closed_output_is_no_fault(formaat: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as einde:
        main.main(["tabel", "scenario", "zuid-limburg-2021", "--formaat", formaat])
    assert einde.value.code == 0
    assert ZELF not in capsys.readouterr().err


@LINUX
def test_an_output_that_is_full_is_told(tmp_path: Path):
    with Path("/dev/full").open("wb") as vol:
        opdracht = [sys.executable, "-m", "cli", "tabel", "scenario", "zuid-limburg-2021", "--formaat", "csv"]
        uit = subprocess.run(opdracht, stdout=vol, stderr=subprocess.PIPE, timeout=120)
    assert uit.returncode == 1
    assert uit.stderr.decode().splitlines()[-1] == (
        "Fout: de uitvoer is niet te lezen of te schrijven: de schijf is vol."
    )


@LINUX
def test_a_name_that_is_not_utf_8_is_a_name(tmp_path: Path, maak_drieland: Callable[[Path], Path]):
    invoer = maak_drieland(tmp_path).rename(tmp_path / "invoer-\udce9.xlsx")
    gevuld = CliRunner().invoke(main, ["plan", str(invoer), "--naar", str(tmp_path / "uit-\udce9")])
    assert gevuld.exit_code == 0, gevuld.output
    assert len(list((tmp_path / "uit-\udce9").glob("*.xlsx"))) == 4


@LINUX
def test_an_accent_where_the_terminal_has_none():
    uit = roep(
        "uitleg", "zuid-limburg-2021", "--gemeente", "Súdwold", "--kostensoort", "beleid",
        LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0",
    )  # fmt: skip
    assert uit.returncode in (1, 2)
    assert b"Traceback" not in uit.stderr
    assert b"Fout: Gemeente 'S" in uit.stderr


EERST: Final = {
    signal.SIGINT: "signal.default_int_handler",
    signal.SIGTERM: "signal.SIG_DFL",
    signal.SIGHUP: "signal.SIG_DFL",
}
"""How Python answers a signal by itself."""


@LINUX
def test_a_folder_that_was_taken_away_from_under_the_command_is_said(tmp_path: Path):
    script = 'mkdir weg && cd weg && rmdir ../weg && exec "$@"'
    opdracht = [sys.executable, "-m", "cli", "sjabloon", "exporteer", "--naar", "hier"]
    omgeving = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    gedaan = subprocess.run(
        ["sh", "-c", script, "sh", *opdracht], cwd=tmp_path, env=omgeving, capture_output=True, text=True, check=False
    )
    assert gedaan.returncode == 1
    assert gedaan.stderr == (
        "Fout: de map waarin u werkt is niet te lezen of te schrijven: bestand of map bestaat niet.\n"
    )


@LINUX
@pytest.mark.parametrize(
    ("signaal", "zin", "uitgang"),
    [(signal.SIGINT, "Afgebroken", 130), (signal.SIGTERM, "Gestopt", 143), (signal.SIGHUP, "Gestopt", 129)],
)
def test_a_request_to_stop_while_the_command_is_being_loaded_is_one_sentence(
    signaal: signal.Signals, zin: str, uitgang: int
):
    """It comes at the first library that is loaded, when the command does not run yet."""
    code = (
        # Whoever runs the tests may ignore signals, and a child takes that over.
        f"import os, signal, sys\nsignal.signal({signaal.value}, {EERST[signaal]})\n"
        "class Zoeker:\n"
        "    def find_spec(self, naam, *_):\n"
        f"        if naam == 'click': os.kill(os.getpid(), {signaal.value})\n"
        "sys.meta_path.insert(0, Zoeker())\n"
        "sys.argv = ['verdeelwijzer', '--version']\n"
        "from cli import main\n"
        "main()\n"
    )
    gedaan = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (gedaan.returncode, gedaan.stdout) == (uitgang, "")
    assert gedaan.stderr == f"{zin}; er is niets half geschreven.\n"


@LINUX
@pytest.mark.parametrize("signaal", EERST)
def test_a_request_to_stop_when_all_is_done_changes_nothing(signaal: signal.Signals):
    """It comes while Python takes itself apart, when nobody is there to answer it."""
    code = (
        f"import atexit, os, signal, sys\nsignal.signal({signaal.value}, {EERST[signaal]})\n"
        f"atexit.register(os.kill, os.getpid(), {signaal.value})\n"
        "sys.argv = ['verdeelwijzer', '--version']\n"
        "from cli import main\n"
        "main()\n"
    )
    gedaan = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (gedaan.returncode, gedaan.stderr) == (0, "")
    assert gedaan.stdout.startswith("verdeelwijzer ")


def test_whoever_loads_the_package_for_something_else_keeps_its_own_answer_to_signals():
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import cli; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    )
    gedaan = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert gedaan.stdout == "True\n"
