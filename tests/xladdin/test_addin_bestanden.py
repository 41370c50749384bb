"""The commands that write files: whole or not at all, never over another, and without the server installed."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
import xlwings
from click.testing import CliRunner, Result

from cli import main
from xladdin.com import bestanden as com
from xladdin.manifest import manifest

SERVER = "https://verdeelwijzer.voorbeeldstad.nl"
CLIENT = "11111111-2222-3333-4444-555555555555"


def addin(*woorden: str | Path) -> Result:
    return CliRunner().invoke(main, ["addin", *map(str, woorden)])


# --- the manifest


def test_the_manifest_is_written_as_a_file(tmp_path):
    uitkomst = addin("manifest", "--url", SERVER, "--naar", tmp_path / "manifest.xml")
    assert uitkomst.exit_code == 0, uitkomst.output
    assert (tmp_path / "manifest.xml").read_bytes() == manifest(SERVER)
    assert uitkomst.stdout == ""
    assert "docs/excel.md" in uitkomst.stderr


def test_without_a_file_the_manifest_goes_to_standard_output():
    uitkomst = addin("manifest", "--url", SERVER, "--client-id", CLIENT)
    assert uitkomst.exit_code == 0
    assert uitkomst.stdout_bytes == manifest(SERVER, entra=CLIENT)
    assert uitkomst.stderr == ""


def test_a_manifest_that_is_there_stays_unless_it_may_be_replaced(tmp_path):
    doel = tmp_path / "manifest.xml"
    doel.write_text("van mij", encoding="utf-8")
    uitkomst = addin("manifest", "--url", SERVER, "--naar", doel)
    assert uitkomst.exit_code == 2
    assert "bestaat al" in uitkomst.stderr
    assert doel.read_text(encoding="utf-8") == "van mij"
    assert addin("manifest", "--url", SERVER, "--naar", doel, "--overschrijf").exit_code == 0
    assert doel.read_bytes() == manifest(SERVER)


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("--url", "http://localhost:8000"), "Excel laadt een invoegtoepassing alleen over https"),
        (("--url", f"{SERVER}/excel"), "een pad, vraag of anker"),
        (("--url", SERVER, "--client-id", "x"), "'x' is geen client-ID"),
        ((), "optie '--url' ontbreekt"),
    ],
)
def test_a_wrong_question_leaves_no_file(tmp_path, woorden, zin):
    uitkomst = addin("manifest", *woorden, "--naar", tmp_path / "manifest.xml")
    assert uitkomst.exit_code == 2
    assert zin in uitkomst.stderr
    assert "Traceback" not in uitkomst.output
    assert list(tmp_path.iterdir()) == []


# --- the files for Windows


def test_the_folder_for_windows_has_everything(tmp_path):
    uitkomst = addin("com", "--naar", tmp_path / "excel")
    assert uitkomst.exit_code == 0, uitkomst.output
    assert {pad.name for pad in (tmp_path / "excel").iterdir()} == set(com.NAMEN)
    assert uitkomst.stdout.split() == [str(tmp_path / "excel" / naam) for naam in com.NAMEN]
    assert "Windows" in uitkomst.stderr


def test_nothing_is_written_where_one_of_the_files_stands_already(tmp_path):
    (tmp_path / com.INSTELLINGEN).write_text("van mij", encoding="utf-8")
    uitkomst = addin("com", "--naar", tmp_path)
    assert uitkomst.exit_code == 2
    assert [pad.name for pad in tmp_path.iterdir()] == [com.INSTELLINGEN]
    assert addin("com", "--naar", tmp_path, "--overschrijf").exit_code == 0
    assert (tmp_path / com.INSTELLINGEN).read_text(encoding="cp1252") != "van mij"


def test_the_module_of_xlwings_is_that_of_the_installed_version():
    inhoud = com.bestanden()[com.XLWINGS]
    assert inhoud == (Path(xlwings.__file__).parent / "xlwings.bas").read_bytes()
    assert f'XLWINGS_VERSION As String = "{metadata.version("xlwings")}"'.encode() in inhoud
    # Whoever passes it on must pass on its licence.
    assert b"xlwings is distributed under a BSD 3-clause license." in inhoud
    assert b"Attribute VB_Name = " in inhoud.splitlines()[0]


def test_every_file_has_the_line_ends_of_windows():
    for naam, inhoud in com.bestanden().items():
        assert inhoud.count(b"\n") == inhoud.count(b"\r\n") > 0, naam


def test_the_settings_are_pairs_as_the_module_of_xlwings_reads_them():
    regels = com.bestanden()[com.INSTELLINGEN].decode("cp1252").splitlines()
    assert all(regel.startswith('"') and regel.endswith('"') and regel.count('","') == 1 for regel in regels)
    paren = dict(regel.strip('"').split('","') for regel in regels)
    assert paren["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert set(paren) == {"INTERPRETER_WIN", "ADD_WORKBOOK_TO_PYTHONPATH"}
    bron = (Path(xlwings.__file__).parent / "xlwings.bas").read_text(encoding="ascii")
    assert [naam for naam in paren if f'GetConfig("{naam}"' not in bron] == []


@pytest.mark.skipif(os.name == "nt", reason="on Windows the settings name the Python that runs")
def test_away_from_windows_the_place_of_python_is_left_to_fill_in():
    inhoud = com.bestanden()
    assert com.VUL_IN.encode() in inhoud[com.INSTELLINGEN]
    assert com.VUL_IN in inhoud[com.STAPPEN].decode("utf-8")


def test_a_folder_that_excel_cannot_read_is_refused():
    with pytest.raises(com.OnleesbaarPad, match="alleen West-Europese letters"):
        com._instellingen("C:\\Łódź\\pythonw.exe")


def test_the_python_without_a_window_is_taken_where_there_is_one(tmp_path):
    python = tmp_path / "python.exe"
    assert com._pythonw(str(python)) == str(python)
    (tmp_path / "pythonw.exe").touch()
    assert com._pythonw(str(python)) == str(tmp_path / "pythonw.exe")


def test_the_steps_name_what_is_in_the_folder_and_what_the_module_has():
    stappen = com.bestanden()[com.STAPPEN].decode("utf-8")
    module = com.bestanden()[com.MODULE].decode("cp1252")
    for naam in com.NAMEN:
        assert naam in stappen
    for naam in ("VW_Proef", "VW_Registreer", "VW_LAATSTEFOUT", "VW_VERDEEL"):
        assert naam in stappen
        assert naam in module
    assert "$" not in stappen


def test_both_commands_work_without_the_server(tmp_path):
    """In a Python in which nothing of the extra can be imported."""
    code = (
        "import sys\n"
        "for naam in ('xlwings_server', 'fastapi', 'uvicorn', 'starlette', 'authlib'):\n"
        "    sys.modules[naam] = None\n"
        "from cli import main\n"
        "main(sys.argv[1:])\n"
    )
    for woorden in (["manifest", "--url", SERVER, "--naar", "manifest.xml"], ["com", "--naar", "excel"]):
        proces = subprocess.run(
            [sys.executable, "-c", code, "addin", *woorden], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert proces.returncode == 0, proces.stderr
    assert (tmp_path / "manifest.xml").is_file()
    assert (tmp_path / "excel" / com.MODULE).is_file()
