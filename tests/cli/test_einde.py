"""The process of a command ends at once: by then it has said everything, and its code is the one of the outcome."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main


@pytest.mark.parametrize(
    ("opdracht", "code"),
    [(["tabel", "meerjarig", "zuid-limburg-2021", "--formaat", "csv"], 0), (["tabel", "meerjaarig", "zuid"], 2)],
)
def test_nothing_of_the_answer_is_lost_at_the_end(opdracht: list[str], code: int, tmp_path: Path) -> None:
    """Into files, which Python fills only when it ends."""
    uit, fout = tmp_path / "uit", tmp_path / "fout"
    with uit.open("wb") as naar, fout.open("wb") as meldingen:
        gedaan = subprocess.run(
            [sys.executable, "-m", "cli", *opdracht], check=False, stdout=naar, stderr=meldingen, timeout=120
        )
    hier = CliRunner().invoke(main, opdracht, prog_name="python -m cli")
    assert (gedaan.returncode, hier.exit_code) == (code, code)
    assert uit.read_text(encoding="utf-8") == hier.stdout
    assert fout.read_text(encoding="utf-8") == hier.stderr


def test_what_was_asked_for_at_the_end_of_the_process_is_done(tmp_path: Path) -> None:
    merk = tmp_path / "gedaan"
    programma = (
        f"import atexit, pathlib, sys; atexit.register(pathlib.Path({str(merk)!r}).touch); "
        "sys.argv = ['verdeelwijzer', 'regio', 'lijst']; from cli import main; main()"
    )
    subprocess.run([sys.executable, "-c", programma], check=False, capture_output=True, timeout=120)
    assert merk.exists()
