"""Files of the corpus that hold a table: what `valideer` says of each, word for word, and what it reads."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from schemas.fouten import Ernst
from templates.rapport.keuren import Keurvraag, keur, with_warnings

_plan = importlib.util.spec_from_file_location("corpus_maak_opgaven", Path(__file__).parent / "maak.py")
assert _plan is not None
assert _plan.loader is not None
maak = importlib.util.module_from_spec(_plan)
_plan.loader.exec_module(maak)
GEVALLEN = [geval for geval in maak.alle_gevallen() if hasattr(geval, "zinnen")]


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_a_table_is_told_what_its_sender_does_not_see(geval, tmp_path):
    pad = tmp_path / geval.naam
    pad.write_bytes(geval.maak())
    (gekeurd,) = with_warnings([keur(pad, Keurvraag(regio="zuid-limburg"))], None)
    keuring = gekeurd.keuring
    gezegd = [
        f"{b.ernst}: {b}" for b in keuring.bevindingen if b.ernst is not Ernst.MELDING or "wel gelezen" in b.tekst
    ]
    assert gezegd == list(geval.zinnen)
    if keuring.goed:
        assert gekeurd.tabel is not None
        assert gekeurd.tabel["jongeren"].iloc[0] == 3180
