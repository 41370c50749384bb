"""Same input and versions, same bytes: on another day, in another time zone, locale and process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

VEILIG = 600
"""Seconds after which the test gives up; no measure of anything."""
VOORUIT = '''
"""The command with a clock that runs more than a year ahead, for everything in Python that asks it."""
import datetime, sys, time

import pandas  # compiled code takes the real classes along

VERDER = 400 * 86_400 + 12_345
tijd, plaatselijk, gmt = time.time, time.localtime, time.gmtime
time.time = lambda: tijd() + VERDER
time.localtime = lambda seconden=None: plaatselijk(time.time() if seconden is None else seconden)
time.gmtime = lambda seconden=None: gmt(time.time() if seconden is None else seconden)
echt, dag = datetime.datetime, datetime.date


class Soort(type):
    def __instancecheck__(cls, ding):
        return isinstance(ding, cls.__mro__[1])


class Datumtijd(echt, metaclass=Soort):
    @classmethod
    def now(cls, tz=None):
        return echt.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return echt.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)


class Datum(dag, metaclass=Soort):
    @classmethod
    def today(cls):
        return dag.fromtimestamp(time.time())


datetime.datetime, datetime.date = Datumtijd, Datum
from cli import main

main()
'''


def start(naar: Path, opdracht: Sequence[str], *opties: str, **omgeving: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *opdracht, "plan", "zuid-limburg-2021", "--naar", str(naar), *opties],
        env={**os.environ, "PYTHONUTF8": "1", **omgeving},
        cwd=naar.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def plannen(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example, made under two circumstances that differ in all they can."""
    map = tmp_path_factory.mktemp("plannen")
    vooruit = map / "vooruit.py"
    vooruit.write_text(VOORUIT, encoding="utf-8")
    hier = start(map / "hier", ("-m", "cli"), "--taken", "2", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="0")
    anders = {"TZ": "Pacific/Auckland", "LC_ALL": "nl_NL.UTF-8", "PYTHONHASHSEED": "4711"}
    elders = start(map / "elders", (str(vooruit),), **anders)
    for proces in (hier, elders):
        _, fouten = proces.communicate(timeout=VEILIG)
        assert proces.returncode == 0, fouten
    return map / "hier", map / "elders"


def test_all_files_are_the_same_to_the_byte(plannen: tuple[Path, Path]) -> None:
    hier, elders = ({pad.name: pad.read_bytes() for pad in map.iterdir()} for map in plannen)
    assert len(hier) == 36  # 17 workbooks, 16 letters, the contributions, what describes them, the list
    assert [naam for naam in hier if hier[naam] != elders.get(naam)] == []
    assert hier.keys() == elders.keys()


def test_nothing_of_the_day_is_in_a_workbook(plannen: tuple[Path, Path]) -> None:
    for pad in plannen[1].glob("*.xlsx"):
        with ZipFile(pad) as archief:
            assert {deel.date_time for deel in archief.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"2021-01-01T00:00:00Z" in archief.read("docProps/core.xml")
