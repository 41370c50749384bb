"""Sheets that are the same for all participants are made once: a workbook is the same as when it is made by itself."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from calc.uitkomst import Uitkomst, bereken
from schemas.inname import lees_invoer
from schemas.ooxml.eenmaal import Samengesteld, Vaststuk, schrijf
from templates.gemeente.gemeenteboek import SJABLOON, deelnemers, maak_gemeenteboek, vul_gemeenteboek
from templates.plan.rekenwerk import moment
from templates.voorbeelden import voorbeeld


@cache
def _uitkomst(naam: str) -> Uitkomst:
    pad = voorbeeld(naam)
    assert pad is not None
    return bereken(lees_invoer(pad))


def _delen(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def _anders(uitkomst: Uitkomst, code: str, sjabloon: Path = SJABLOON) -> list[str]:
    """The parts in which the workbook from the batch differs from the one that was made by itself."""
    snel = maak_gemeenteboek(uitkomst, code, versie="toets", sjabloon=sjabloon)
    alleen = vul_gemeenteboek(uitkomst, code, versie="toets", sjabloon=sjabloon).bewaar(moment(uitkomst))
    if snel == alleen:
        return []
    een, ander = _delen(snel), _delen(alleen)
    return sorted(naam for naam in een.keys() | ander.keys() if een.get(naam) != ander.get(naam)) or ["volgorde"]


@pytest.mark.parametrize(
    ("naam", "stap"),
    [("zuid-limburg-2021", 5), ("midden-limburg-2026", 1), ("omgevingsdienst-voorbeeldstreek-2026", 3)],
)
def test_a_workbook_of_the_batch_has_the_bytes_of_one_made_by_itself(naam: str, stap: int) -> None:
    """In Midden-Limburg not everyone shares the same costs, so not all have the same sheets."""
    uitkomst = _uitkomst(naam)
    for code in deelnemers(uitkomst)[::stap]:
        assert _anders(uitkomst, code) == [], code


def test_what_a_template_says_of_a_participant_on_a_shared_sheet_is_its_own(tmp_path: Path) -> None:
    boek = load_workbook(SJABLOON)
    boek["Te verdelen"]["F1"] = "Voor {gemeente}, {jaar}"
    boek["Invoer Kosten"]["L1"].comment = Comment("Bij {gemeente}", "wij")
    pad = tmp_path / "gemeente.xlsx"
    boek.save(pad)
    uitkomst = _uitkomst("zuid-limburg-2021")
    for code, naam in (("GM0888", "Beek"), ("GM0986", "Voerendaal")):
        assert _anders(uitkomst, code, pad) == []
        data = maak_gemeenteboek(uitkomst, code, versie="toets", sjabloon=pad)
        assert load_workbook(BytesIO(data))["Te verdelen"]["F1"].value == f"Voor {naam}, 2021"


def test_a_template_that_changed_in_between_is_read_anew(tmp_path: Path) -> None:
    pad = tmp_path / "gemeente.xlsx"
    uitkomst = _uitkomst("zuid-limburg-2021")
    for tekst in ("eerst", "daarna"):
        boek = load_workbook(SJABLOON)
        boek["Te verdelen"]["F1"] = tekst
        boek.save(pad)
        data = maak_gemeenteboek(uitkomst, "GM0888", versie="toets", sjabloon=pad)
        assert load_workbook(BytesIO(data))["Te verdelen"]["F1"].value == tekst


def test_writing_in_a_sheet_that_is_done_is_no_silent_loss() -> None:
    uitkomst = _uitkomst("zuid-limburg-2021")
    boek = vul_gemeenteboek(uitkomst, "GM0888", versie="toets")
    boek.leg_bladen_vast({"jaar": "2021"}, {})
    kopie = boek.kopie()
    kopie.blad("Te verdelen").schrijf(400, 2, "te laat")
    with pytest.raises(AssertionError, match="Te verdelen"):
        kopie.bewaar(moment(uitkomst))


def test_a_copy_with_a_style_of_its_own_has_it_and_the_next_has_not() -> None:
    uitkomst = _uitkomst("zuid-limburg-2021")
    boek = vul_gemeenteboek(uitkomst, "GM0888", versie="toets")
    boek.leg_bladen_vast({"jaar": "2021"}, {})
    stijlen = []
    for vet in (False, True, False):
        kopie = boek.kopie()
        if vet:
            kopie.blad("Meerjarig").ws["A1"].font = Font(name="Eigen lettertype")
        stijlen.append(_delen(kopie.bewaar(moment(uitkomst)))["xl/styles.xml"])
    assert [b"Eigen lettertype" in een for een in stijlen] == [False, True, False]
    assert stijlen[0] == stijlen[2]


def test_rows_that_are_deflated_once_read_as_they_were_written() -> None:
    rijen = Vaststuk(b"<row/>" * 40_000)
    uit = BytesIO()
    with ZipFile(uit, "w", ZIP_DEFLATED) as archief:
        for naam in ("een", "twee"):
            kop = ZipInfo(naam)
            kop.compress_type = ZIP_DEFLATED
            schrijf(archief, kop, Samengesteld(naam.encode(), rijen, b"einde van " + naam.encode()))
    with ZipFile(uit) as archief:
        assert archief.testzip() is None
        for naam in ("een", "twee"):
            assert archief.read(naam) == naam.encode() + rijen.rauw + b"einde van " + naam.encode()
            assert archief.getinfo(naam).compress_size < len(rijen.rauw) / 100
