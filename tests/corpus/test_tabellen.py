"""Tables in every kind of file: good ones pass, and every mistake is told in one line, word for word."""

from __future__ import annotations

import importlib.util
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from calc.gelezen import gelezen_van, in_zin
from schemas.fouten import Ernst
from schemas.keuring import Gelezen, Reekssom
from templates.rapport.keuren import Keurvraag, keur

HIER = Path(__file__).parent
if str(HIER) not in sys.path:
    sys.path.insert(0, str(HIER))
_plan = importlib.util.spec_from_file_location("tabelgevallen", HIER / "tabelgevallen.py")
assert _plan is not None
assert _plan.loader is not None
tabelgevallen = importlib.util.module_from_spec(_plan)
sys.modules["tabelgevallen"] = tabelgevallen
_plan.loader.exec_module(tabelgevallen)
GEVALLEN = tabelgevallen.tabelgevallen()


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_a_table_is_judged_the_same_in_every_kind_of_file(geval, tmp_path):
    pad = tmp_path / geval.naam
    pad.write_bytes(geval.maak())
    keuring = keur(pad, Keurvraag(regio="zuid-limburg")).keuring
    assert [str(bevinding) for bevinding in keuring.van(Ernst.FOUT)] == list(geval.fouten)
    if not geval.fouten:
        assert keuring.levering


_soorten = importlib.util.spec_from_file_location("tabelsoorten", HIER / "tabelsoorten.py")
assert _soorten is not None
assert _soorten.loader is not None
tabelsoorten = importlib.util.module_from_spec(_soorten)
sys.modules["tabelsoorten"] = tabelsoorten
_soorten.loader.exec_module(tabelsoorten)


@pytest.mark.parametrize("geval", tabelsoorten.soortgevallen(), ids=lambda geval: geval.naam)
def test_a_kind_of_table_that_people_have_is_read_asked_about_or_refused(geval, tmp_path):
    pad = tmp_path / geval.naam
    pad.write_bytes(geval.maak())
    gekeurd = keur(pad, Keurvraag(regio="zuid-limburg"))
    gezegd = {ernst: [str(bevinding.zin) for bevinding in gekeurd.keuring.van(ernst)] for ernst in Ernst}
    for ernst, verwacht in ((Ernst.FOUT, geval.fouten), (Ernst.WAARSCHUWING, geval.vragen)):
        assert len(gezegd[ernst]) == len(verwacht), gezegd
        assert all(tekst.startswith(zin) for tekst, zin in zip(gezegd[ernst], verwacht, strict=True)), gezegd
    if geval.cijfers is not None:
        gelezen = gelezen_van(gekeurd.tabel, gekeurd.regio)  # type: ignore[arg-type]
        assert sorted((w.maatstaf, w.peiljaar, w.gemeentecode, str(w.waarde)) for w in gelezen.waarden) == sorted(
            geval.cijfers
        )


@pytest.mark.parametrize(
    ("eenheid", "som", "getoond"),
    [("euro", "40000000.5", "€ 40.000.000,50"), ("euro", "1000", "€ 1.000"), ("procent", "12.5", "12,5%")],
)
def test_what_was_read_of_an_amount_has_its_cents_or_none(eenheid, som, getoond) -> None:
    reeks = Reekssom("budget", "Budget", 2021, eenheid, Decimal(som), None)
    assert in_zin(Gelezen(1, 1, (reeks,), (), True)).endswith(f"budget samen {getoond}")
