"""What is published of a count tells no small count: not by its totals, nor by what another table tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from conftest import Tel
from regelmaker import schrijf_csv

from calc.telling import publicatie
from calc.telvraag import telvraag_van
from schemas.geldend import Regio

REGEL = {
    "soort": "toekenning", "regel_id": "", "pseudoniem": "p", "gemeentecode": "", "pakket": "keuzepakket",
    "segment": "", "begin": "2021-01-01", "einde": "", "status": "toegekend", "bedrag": "", "ontvangen": "2021-01-01",
}  # fmt: skip
Cel = tuple[str, str, str]


def gepubliceerd(
    telt: Tel,
    telland: Regio,
    map_: Path,
    maatstaven: Mapping[str, Mapping[str, object]],
    aantallen: Mapping[tuple[str, str, str], int],
) -> dict[Cel, int | None]:
    """What may be told of so many toekenningen per municipality, segment and status."""
    bestand = telland.bestand.model_dump()
    vorm = bestand["maatstaven"]["toekenningen"]
    for naam, regel in maatstaven.items():
        telling = {2020: {"soort": "toekenning", "bron": "Verzonnen", **regel}}
        bestand["maatstaven"][naam] = {**vorm, "label": naam, "telling": telling}
    regio = Regio(type(telland.bestand).model_validate(bestand))
    regels = [
        {**REGEL, "gemeentecode": code, "segment": segment, "status": status}
        for (code, segment, status), aantal in aantallen.items()
        for _ in range(aantal)
    ]
    genummerd = [{**regel, "regel_id": f"R{nummer}"} for nummer, regel in enumerate(regels)]
    uitkomst = telt(schrijf_csv(map_ / "regels.csv", genummerd), regio=regio)
    cellen = publicatie(regio, telvraag_van(regio, 2021), uitkomst)
    return {(een.maatstaf, een.gemeentecode, een.segment): een.aantal for een in cellen}


def per_gemeente(segment: str, aantallen: Sequence[int], status: str = "toegekend") -> dict[tuple[str, str, str], int]:
    return {(f"GM900{plek}", segment, status): aantal for plek, aantal in enumerate(aantallen, start=1)}


def test_a_count_that_covers_in_one_table_is_not_told_in_the_table_of_its_segment(telt, telland, tmp_path):
    """With 60 of *crisis* told elsewhere, the total of its row would give the 3 of *ambulant* away."""
    aantallen = per_gemeente("ambulant", (3, 70, 80)) | per_gemeente("crisis", (60, 90, 95))
    uit = gepubliceerd(telt, telland, tmp_path, {"crisis": {"segmenten": ["crisis"]}}, aantallen)
    for (maatstaf, code, segment), aantal in uit.items():
        if maatstaf == "toekenningen" and aantal is None:
            assert uit.get(("crisis", code, segment)) is None
    assert uit["toekenningen", "GM9001", "ambulant"] is uit["toekenningen", "GM9001", "crisis"] is None


def test_a_small_difference_of_two_great_counts_is_not_told(telt, telland, tmp_path):
    """Two applications were refused: all of them less those that were granted."""
    aantallen = per_gemeente("ambulant", (40, 50, 60)) | per_gemeente("ambulant", (2, 20, 30), "ingetrokken")
    uit = gepubliceerd(telt, telland, tmp_path, {"toegekend": {"status": ["toegekend"]}}, aantallen)
    for segment in ("ambulant", "Totaal"):
        assert None in (uit["toekenningen", "GM9001", segment], uit["toegekend", "GM9001", segment])
        assert len([code for (_, code, soort), aantal in uit.items() if soort == segment and aantal is None]) > 2


def test_a_figure_that_counts_nothing_takes_nothing_along(telt, telland, tmp_path):
    aantallen = per_gemeente("ambulant", (30, 70, 80)) | per_gemeente("crisis", (60, 90, 95))
    uit = gepubliceerd(telt, telland, tmp_path, {"verblijf": {"segmenten": ["verblijf"]}}, aantallen)
    assert {aantal for (naam, _, _), aantal in uit.items() if naam == "verblijf"} == {0}
    assert None not in {aantal for (naam, _, _), aantal in uit.items() if naam == "toekenningen"}


@pytest.mark.parametrize(
    ("segment", "kolom"),
    [("", "geen segment"), ("Totaal", "segment Totaal"), ("alle segmenten", "segment alle segmenten")],
)
def test_a_segment_without_a_name_or_with_that_of_a_total_is_told_apart_and_adds_up(
    segment, kolom, telt, telland, tmp_path
):
    aantallen = per_gemeente("ambulant", (30, 70, 80)) | per_gemeente(segment, (60, 90, 95))
    uit = gepubliceerd(telt, telland, tmp_path, {}, aantallen)
    assert uit["toekenningen", "GM9001", kolom] == 60
    assert uit["toekenningen", "GM9001", "Totaal"] == 90
    assert uit["toekenningen", "Totaal", "Totaal"] == 425
