"""All workbooks of a plan at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from calc.kritieke_rest import BedragTeHoog
from calc.uitkomst import bereken
from schemas.gegevens import Gegevens
from templates.werkmap.wegschrijven import BestaatAl
from templates.werkmappen import plan_bestanden, write_plan

Proefplan = Callable[..., Gegevens]


def test_a_plan_is_a_regional_workbook_and_a_workbook_and_letter_each(proefplan: Proefplan, tmp_path: Path) -> None:
    uitkomst = bereken(proefplan(deelnemers=3))
    gemeld: list[str] = []
    paden = write_plan(uitkomst, tmp_path, versie="1.0", resultaat=lambda _: b"{}", voortgang=gemeld.append)
    verwacht = [
        "verzonnen-regio-2021-uitvoeringsplan.xlsx",
        "verzonnen-regio-2021-GM9000.xlsx",
        "verzonnen-regio-2021-GM9000-brief.docx",
        "verzonnen-regio-2021-GM9001.xlsx",
        "verzonnen-regio-2021-GM9001-brief.docx",
        "verzonnen-regio-2021-GM9002.xlsx",
        "verzonnen-regio-2021-GM9002-brief.docx",
    ]
    assert gemeld == list(plan_bestanden(uitkomst)) == verwacht
    assert [pad.name for pad in paden] == [*verwacht, "resultaat.json"]
    assert sorted(pad.name for pad in tmp_path.iterdir()) == sorted([*verwacht, "resultaat.json"])


def test_more_processes_give_the_same_bytes(proefplan: Proefplan, tmp_path: Path) -> None:
    uitkomst = bereken(proefplan(deelnemers=3))
    een, twee = (write_plan(uitkomst, tmp_path / str(n), versie="1.0", taken=n) for n in (1, 2))
    assert [pad.read_bytes() for pad in een] == [pad.read_bytes() for pad in twee]


def test_a_plan_that_is_there_already_is_not_touched(proefplan: Proefplan, tmp_path: Path) -> None:
    uitkomst = bereken(proefplan(deelnemers=3))
    (tmp_path / "verzonnen-regio-2021-GM9001.xlsx").write_bytes(b"van iemand")
    with pytest.raises(BestaatAl):
        write_plan(uitkomst, tmp_path, versie="1.0")
    assert [pad.read_bytes() for pad in tmp_path.iterdir()] == [b"van iemand"]
    write_plan(uitkomst, tmp_path, versie="1.0", overschrijf=True)
    assert len(list(tmp_path.iterdir())) == 7


def test_an_amount_that_doubles_cannot_carry_leaves_no_file(proefplan: Proefplan, tmp_path: Path) -> None:
    te_hoog = bereken(proefplan(bedragen={2020: "1", 2021: "2000000000", 2022: "1"}))
    with pytest.raises(BedragTeHoog):
        write_plan(te_hoog, tmp_path / "plan", versie="1.0")
    assert list(tmp_path.iterdir()) == []


def test_a_participant_that_left_before_the_year_of_the_plan_gets_no_workbook(proefplan: Proefplan) -> None:
    namen = plan_bestanden(bereken(proefplan(deelnemers=4, komt_later=2)))
    assert "verzonnen-regio-2021-GM9002.xlsx" not in namen
    assert len(namen) == 7
