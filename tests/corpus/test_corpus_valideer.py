"""Every file of the corpus goes all the way through `valideer`: none crashes or is accepted unseen."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from schemas.fouten import Ernst
from templates.rapport.keuren import Keurvraag, keur, with_warnings

_plan = importlib.util.spec_from_file_location("corpus_maak_valideer", Path(__file__).parent / "maak.py")
assert _plan is not None
assert _plan.loader is not None
maak = importlib.util.module_from_spec(_plan)
_plan.loader.exec_module(maak)


@pytest.mark.parametrize("geval", maak.alle_gevallen(), ids=lambda geval: geval.naam)
def test_a_file_of_the_corpus_gets_a_verdict(geval, tmp_path):
    pad = tmp_path / geval.naam
    pad.write_bytes(geval.maak())
    (gekeurd,) = with_warnings([keur(pad, Keurvraag())], None)
    bevindingen = gekeurd.keuring.bevindingen
    assert all(str(bevinding).replace("\n", "").isprintable() for bevinding in bevindingen)
    if geval.verwacht:
        assert not gekeurd.keuring.goed
        assert any(geval.verwacht in str(bevinding.zin) for bevinding in bevindingen)
    else:
        # A good file is let in and read; whether it holds a table of participants is another matter.
        assert not any(bevinding.tekst.startswith("Geweigerd") for bevinding in gekeurd.keuring.van(Ernst.FOUT))
        assert not any("is beschadigd" in bevinding.tekst for bevinding in bevindingen)
