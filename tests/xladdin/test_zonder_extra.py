"""Without the extra everything works but the server, and that says what to install.

In the environment `kaal` of tox the extra is truly absent; elsewhere it is made to seem so.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from cli import main

ZIN = (
    "Fout: de invoegtoepassing is niet geïnstalleerd; installeer die met: pip install 'verdeelwijzer[addin]' "
    "(in een kloon van de broncode: pip install '.[addin]')."
)


@pytest.fixture(autouse=True)
def zonder_extra(monkeypatch):
    if os.environ.get("TOX_ENV_NAME") == "kaal":
        assert find_spec("xlwings_server") is None, "the environment kaal has the extra after all"
    for naam in ("xlwings_server", "uvicorn", "fastapi"):
        monkeypatch.setitem(sys.modules, naam, None)


def test_the_server_says_what_to_install():
    uit = CliRunner().invoke(main, ["addin", "start"])
    assert uit.exit_code == 2
    assert uit.stderr.strip().splitlines()[0] == ZIN


def test_what_only_writes_files_works_without_it(tmp_path):
    uit = CliRunner().invoke(main, ["addin", "manifest", "--url", "https://verdeelwijzer.voorbeeld.nl"])
    assert uit.exit_code == 0
    assert uit.stdout.startswith("<?xml")
    assert CliRunner().invoke(main, ["addin", "com", "--naar", str(tmp_path / "com")]).exit_code == 0
    assert (tmp_path / "com" / "verdeelwijzer.bas").is_file()


def test_help_is_there_without_it():
    for vraag in (["addin"], ["addin", "start"], ["addin", "manifest"], ["addin", "com"]):
        assert CliRunner().invoke(main, [*vraag, "--help"]).exit_code == 0


def test_no_other_part_of_the_product_asks_for_it():
    # All but the server and the engines that count, each an extra, can be imported: by name, in a process without them.
    programma = (
        "import sys, pkgutil, importlib\n"
        "for naam in ('xlwings_server', 'uvicorn', 'fastapi', 'starlette', 'authlib', 'limits', 'duckdb', 'pyspark'):\n"
        "    sys.modules[naam] = None\n"
        "for kamer in ('schemas', 'calc', 'templates', 'cli', 'xladdin'):\n"
        "    pakket = importlib.import_module(kamer)\n"
        "    for deel in pkgutil.walk_packages(pakket.__path__, kamer + '.', onerror=lambda naam: None):\n"
        "        if not deel.name.startswith(('xladdin.server', 'schemas.tellen.motor_', 'cli.__main__')):\n"
        "            importlib.import_module(deel.name)\n"
    )
    # A server that ran in this process left settings of xlwings behind, and with those xlwings asks for its licence.
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("XLWINGS_")}
    uit = subprocess.run([sys.executable, "-c", programma], capture_output=True, text=True, check=False, env=schoon)
    assert uit.returncode == 0, uit.stderr
