"""A letter as PDF: made by LibreOffice where it is, one sentence where it is not; part of the set of files."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from templates.werkmap import pdf


@pytest.mark.usefixtures("writer")
def test_every_letter_is_one_page_and_the_same_bytes_again(
    maak_drieland: Callable[[Path], Path], programma: Callable[..., str], tmp_path: Path
) -> None:
    bladzijden = programma("pdfinfo", "poppler-utils", "pdfinfo")
    invoer, naar = maak_drieland(tmp_path), tmp_path / "plan"
    uit = CliRunner().invoke(main, ["plan", str(invoer), "--naar", str(naar), "--pdf"])
    assert uit.exit_code == 0, uit.output
    gemaakt = {pad.name: pad.read_bytes() for pad in naar.glob("*.pdf")}
    assert sorted(gemaakt) == sorted(pad.with_suffix(".pdf").name for pad in naar.glob("*-brief.docx"))
    assert set(gemaakt) <= set(json.loads((naar / "resultaat.json").read_bytes())["bestanden"])
    brieven = {pad.name: pad.read_bytes() for pad in naar.glob("*-brief.docx")}
    assert pdf.als_pdf(brieven) == gemaakt
    for naam in gemaakt:
        tekst = subprocess.run([bladzijden, str(naar / naam)], check=True, capture_output=True, text=True).stdout
        assert "Pages:           1\n" in tekst


def test_without_libreoffice_nothing_is_made_and_one_sentence_says_why(
    maak_drieland: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "PROGRAMMAS", ("er-is-geen-kantoor",))
    monkeypatch.setattr(pdf, "PLEKKEN", ())
    uit = CliRunner().invoke(main, ["plan", str(maak_drieland(tmp_path)), "--naar", str(tmp_path / "plan"), "--pdf"])
    assert uit.exit_code == 2
    assert "voor --pdf is LibreOffice nodig, en dat staat niet op deze computer." in uit.stderr
    assert not (tmp_path / "plan").exists()


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows kent geen groep van processen")
def test_a_libreoffice_that_is_stopped_leaves_nobody_at_work_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found on a computer is a script; the program that it starts went on writing in a folder that was gone."""
    kantoor, tijdelijk = tmp_path / "kantoor", tmp_path / "tijdelijk"
    kantoor.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/kind\nwait\n", encoding="utf-8")
    kantoor.chmod(0o755)
    tijdelijk.mkdir()
    monkeypatch.setattr(pdf, "PROGRAMMAS", (str(kantoor),))
    monkeypatch.setattr(pdf, "LANGST", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tijdelijk))
    with pytest.raises(pdf.PdfMislukt):
        pdf.als_pdf({"een-brief.docx": b"brief"})
    stand = Path("/proc", (tmp_path / "kind").read_text(encoding="utf-8").strip(), "stat")
    # Whose parent is gone and who has ended stays on the list where nobody takes it off.
    assert not stand.exists() or stand.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    assert list(tijdelijk.iterdir()) == []
