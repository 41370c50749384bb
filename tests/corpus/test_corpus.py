"""Every file of the corpus meets the gate, in a process of its own, and gets the answer that stands beside it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.afgezonderd import in_eigen_proces
from schemas.poort import Geweigerd, poort

HIER = Path(__file__).parent
_plan = importlib.util.spec_from_file_location("corpus_maak", HIER / "maak.py")
assert _plan is not None
assert _plan.loader is not None
maak = importlib.util.module_from_spec(_plan)
_plan.loader.exec_module(maak)
GEVALLEN = maak.alle_gevallen()
SLECHT = [geval for geval in GEVALLEN if geval.verwacht]
GOED = [geval for geval in GEVALLEN if geval.soort]


def test_the_corpus_is_large_enough_to_mean_something():
    assert len(SLECHT) >= 150
    assert len(GOED) >= 50
    assert len(SLECHT) + len(GOED) == len(GEVALLEN)


@pytest.mark.parametrize("geval", SLECHT, ids=lambda geval: geval.naam)
def test_a_bad_file_is_refused_with_its_own_sentence(geval):
    with pytest.raises(Geweigerd) as gevangen:
        in_eigen_proces(poort, geval.maak(), geval.naam, naam=geval.naam)
    fout = gevangen.value
    assert fout.reden == geval.verwacht
    assert str(fout) == f"Geweigerd: {geval.naam} {fout.reden}; {fout.raad}."
    assert str(fout).isprintable()
    assert fout.raad


@pytest.mark.parametrize("geval", GOED, ids=lambda geval: geval.naam)
def test_a_good_file_passes_and_is_known_for_what_it_is(geval):
    assert in_eigen_proces(poort, geval.maak(), geval.naam, naam=geval.naam) == geval.soort


def test_the_script_writes_every_file_the_same_each_time(tmp_path, monkeypatch):
    enkele = [
        geval
        for geval in GEVALLEN
        if not geval.naam.startswith(("bom", "groot", "te-groot", "veel", "cellen", "xml-lang"))
    ]
    monkeypatch.setattr(maak, "alle_gevallen", lambda: enkele)
    for map_ in ("een", "twee"):
        maak.main(tmp_path / map_)
    een = {pad.name: pad.read_bytes() for pad in (tmp_path / "een").iterdir()}
    assert een == {pad.name: pad.read_bytes() for pad in (tmp_path / "twee").iterdir()}
    assert len(een) == len(enkele) + 1


def test_the_script_says_how_to_use_it():
    uitkomst = subprocess.run([sys.executable, HIER / "maak.py"], capture_output=True, text=True, check=False)
    assert uitkomst.returncode == 2
    assert "maak.py MAP" in uitkomst.stderr
