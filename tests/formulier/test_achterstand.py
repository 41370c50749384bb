"""Regions that count in another year than the one before the plan: the forms ask that year, and verzamel knows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook

from calc.uitvraag import overzicht, uitvraag_van
from schemas.formulier import BLAD
from schemas.geldend import Regio, laad_regio
from schemas.regiolezer import lees_regio

GGD = Path(__file__).parents[1] / "regelingen" / "ggd.yaml"
ALLES_TWEE = GGD.read_text("utf-8").replace(
    "definitie: Kinderen tot 18 jaar\n",
    "definitie: Kinderen tot 18 jaar\n    achterstand: {2020: {waarde: 2, bron: Verzonnen}}\n",
)


def regio_van(achterstand: int) -> Regio:
    assert ALLES_TWEE.count("waarde: 2,") == 2
    return Regio(lees_regio(ALLES_TWEE.replace("waarde: 2,", f"waarde: {achterstand},").encode(), "ggd"))


@pytest.mark.parametrize("achterstand", [0, 1, 2, 5])
def test_the_peiljaar_that_the_keys_want_is_asked(achterstand: int) -> None:
    regio = regio_van(achterstand)
    uitvraag = uitvraag_van(regio, 2026)
    assert uitvraag.peiljaar == 2026 - achterstand
    assert {vraag.peildatum.year for vraag in uitvraag.deelnemers["GM9741"].vragen} == {2026 - achterstand}
    assert [vraag.label for vraag in uitvraag.deelnemers["GM9741"].vragen] == ["Inwoners", "Kinderen"]
    assert not uitvraag.elders
    assert not overzicht(regio, [])


def test_of_two_peiljaren_the_newest_is_asked_and_the_other_is_named(
    tmp_path: Path, roep: Callable[..., Result]
) -> None:
    uitvraag = uitvraag_van(laad_regio("ggd", GGD.parent), 2026)
    assert [vraag.label for vraag in uitvraag.deelnemers["GM9741"].vragen] == ["Kinderen"]
    assert uitvraag.elders == {"Inwoners": 2024}
    uit = roep("uitvraag", GGD, "--jaar", "2026", "--naar", tmp_path / "uit")
    assert uit.exit_code == 0
    assert "Let op: niet gevraagd, want van een ander peiljaar: Inwoners over 2024." in uit.stderr


@pytest.mark.parametrize("achterstand", [0, 2])
def test_the_forms_come_back_into_that_peiljaar(tmp_path: Path, roep: Callable[..., Result], achterstand: int) -> None:
    (tmp_path / "ggd.yaml").write_text(ALLES_TWEE.replace("waarde: 2,", f"waarde: {achterstand},"), "utf-8")
    invoer, map_ = tmp_path / "invoer.xlsx", tmp_path / "formulieren"
    assert roep("voorbeeld", tmp_path / "ggd.yaml", "--jaar", "2026", "--naar", invoer).exit_code == 0
    boek = load_workbook(invoer)
    for leeg in ("B6", "B12"):
        boek["Plan"][leeg] = "Verzonnen"
    boek.save(invoer)
    assert roep("uitvraag", tmp_path / "ggd.yaml", "--jaar", "2026", "--naar", map_).exit_code == 0
    for nummer, pad in enumerate(sorted(map_.glob("*.xlsx")), 1):
        boek = load_workbook(pad)
        blad = boek[BLAD]
        for rij in blad.iter_rows():
            for cel in rij:
                if cel.value in ("Inwoners", "Kinderen"):
                    blad.cell(cel.row, cel.column + 1, 1000 * nummer)
                    blad.cell(cel.row, cel.column + 3, "definitief")
                if cel.value in ("Ingevuld door", "Contact", "Datum"):
                    waarde = "1-2-2026" if cel.value == "Datum" else "Controller"
                    blad.cell(cel.row, cel.column + 1, waarde)
        boek.save(pad)
    uit = roep("verzamel", map_, "--in", invoer)
    assert f"cijfers over {2026 - achterstand}, voor het plan van 2026" in uit.output, uit.output
    assert uit.exit_code == 0, uit.output
    rijen = [[cel.value for cel in rij] for rij in load_workbook(invoer)["Maatstaven"].iter_rows()]
    gevuld = {rij[1]: rij[3:5] for rij in rijen if rij[0] == 2026 - achterstand}
    assert gevuld == {"GM9741": [1000, 1000], "GM9742": [2000, 2000], "GM9743": [3000, 3000]}
