"""An input whose plan was put into the same workbook is still that input."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from calc.tabellen import SOORTEN
from calc.tabellen.afrekening import AFREKENING, MATERIALITEIT
from calc.uitkomst import Uitkomst
from schemas.bladen import VORM
from schemas.inname import gegevens_uit, lees_werkboek
from schemas.planbladen import VASTE_BLADEN, is_planblad
from templates.plan.uitvoeringsplan import vul_uitvoeringsplan
from templates.voorbeelden import voorbeeld

INVOERBLADEN = frozenset(VORM)


@pytest.fixture
def lees_met(tmp_path: Path) -> Callable[..., tuple[str, ...]]:
    """The notes on the shipped example, with more sheets behind it."""

    def lees(*bladen: str) -> tuple[str, ...]:
        pad = voorbeeld("zuid-limburg-2021")
        assert pad is not None
        boek = openpyxl.load_workbook(pad)
        for blad in bladen:
            boek.create_sheet(blad)["A1"] = "iets"
        boek.save(tmp_path / "met-plan.xlsx")
        werkboek = lees_werkboek(tmp_path / "met-plan.xlsx")
        return tuple(map(str, gegevens_uit(werkboek, None).meldingen))

    return lees


def test_every_sheet_of_a_filled_plan_is_known(uitkomst: Uitkomst) -> None:
    bladen = vul_uitvoeringsplan(uitkomst, versie="0").werkboek.sheetnames
    ingevoegd = [f"{blad} (plan)" if blad in INVOERBLADEN else blad for blad in bladen]
    assert [blad for blad in ingevoegd if not is_planblad(blad, INVOERBLADEN)] == []
    assert VASTE_BLADEN - set(bladen) == set()


def test_every_sheet_that_a_table_says_it_stands_on_is_known() -> None:
    """Of a plan; those of a settlement stand in a book of their own. Here of tables that the example does not have."""
    bladen = {soort.blad for soort in SOORTEN.values() if soort.blad} - {AFREKENING.blad, MATERIALITEIT.blad}
    assert [blad for blad in bladen if not is_planblad(blad, frozenset())] == []


@pytest.mark.parametrize(
    "naam", ["Voorblad", "Voorblad (2)", "Voorblad (oud)", "Begroting (plan)", "Begroting (plan) (2)", "Invoer Plan"]
)
def test_a_sheet_of_a_plan_is_known_by_its_name(naam: str) -> None:
    assert is_planblad(naam, INVOERBLADEN)


@pytest.mark.parametrize("naam", ["Begroting", "Begroting (2)", "Maatstaven (plan)", "Kladje", "Voorbladen"])
def test_a_sheet_of_the_user_is_not_taken_for_one_of_a_plan(naam: str) -> None:
    assert not is_planblad(naam, INVOERBLADEN)


def test_sheets_of_a_plan_are_not_read_and_that_is_told(lees_met: Callable[..., tuple[str, ...]]) -> None:
    zonder = lees_met()
    assert lees_met("Voorblad", "Begroting (plan)", "Verantwoording")[len(zonder) :] == (
        "3 bladen (Voorblad tot en met Verantwoording): niet gelezen, want van een ingevuld plan",
    )
    assert lees_met("Controles")[len(zonder) :] == ("blad Controles: niet gelezen, want van een ingevuld plan",)


def test_an_own_sheet_is_left_alone_and_named(lees_met: Callable[..., tuple[str, ...]]) -> None:
    assert lees_met("Voorblad", "Begroting (2)", "Kladje")[1:] == (
        "niet gelezen, want geen deel van de invoer: blad Begroting (2); blad Kladje",
    )
