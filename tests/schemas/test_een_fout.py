"""One slip of the pen is one fault, and a name that goes on under another code is told apart by year or code."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from schemas.fouten import InvoerFouten
from schemas.geldend import laad_regio
from schemas.inname import lees_invoer
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.kruiscontrole import controleer_los_blad
from schemas.werkboek import Celwaarde

BIJ_2020 = "verwacht: 2020, want Brunssum ontbreekt bij peiljaar 2020"


@pytest.mark.parametrize(
    ("blad", "cel", "waarde", "fout"),
    [
        ("Maatstaven", "A23", 2019, f"'2019'; {BIJ_2020}"),
        ("Maatstaven", "A23", 2021, f"'2021'; {BIJ_2020}"),
        ("Maatstaven", "A23", 2029, f"'2029'; {BIJ_2020}"),
        ("Maatstaven", "A23", None, f"leeg; {BIJ_2020}"),
        ("Maatstaven", "A23", "2o20", f"'2o20'; {BIJ_2020}"),
        ("Maatstaven", "A7", 2018, "'2018'; verwacht: 2019, want Brunssum ontbreekt bij peiljaar 2019"),
        ("Definities", "B6", 2019, "'2019'; verwacht: 2020, want Jongeren heeft cijfers van 2020 en geen van 2019"),
    ],
)
def test_one_wrong_peiljaar_is_one_fault(invoer: Path, tmp_path: Path, blad: str, cel: str, waarde: object, fout: str):
    boek = load_workbook(invoer)
    boek[blad][cel] = waarde  # type: ignore[assignment]
    boek.save(tmp_path / "fout.xlsx")
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(tmp_path / "fout.xlsx")
    assert [str(een) for een in gevonden.value.fouten] == [f"blad {blad}, cel {cel}: {fout}"]


@pytest.fixture
def hernummerd(maak_drieland, tmp_path: Path) -> Path:
    """Zuidermeer goes on under another code from 2025."""
    pad = maak_drieland(tmp_path)
    regio = pad.parent / "drieland.yaml"
    regio.write_text(
        regio.read_text(encoding="utf-8").replace(
            "  - {code: GM9002, naam: Zuidermeer, andere_schrijfwijzen: [Zuider-Meer a/d Vecht], van: 2024, "
            "bron: Verzonnen}\n",
            "  - {code: GM9002, naam: Zuidermeer, van: 2024, tot_en_met: 2024, bron: Verzonnen}\n"
            "  - {code: GM9012, naam: Zuidermeer, van: 2025, bron: Verzonnen}\n",
        ),
        encoding="utf-8",
    )  # fmt: skip
    boek = load_workbook(pad)
    blad = boek["Maatstaven"]
    for nummer, (jaar, code, naam, aantal) in enumerate(
        [
            (2023, None, "Noordwoude", 5000), (2023, None, "Zuidermeer", 3000), (2023, None, "Oosterhorst", 2000),
            (2024, None, "Noordwoude", 5000), (2024, None, "Zuidermeer", 4000), (2024, None, "Oosterhorst", 2000),
        ],
        start=5,
    ):  # fmt: skip
        for kolom, waarde in enumerate((jaar, code, naam, aantal), start=1):
            blad.cell(nummer, kolom).value = waarde
    definities = boek["Definities"]
    for kolom in range(1, definities.max_column + 1):
        definities.cell(6, kolom).value = definities.cell(5, kolom).value
    definities["B6"] = 2024
    boek.save(pad)
    return pad


def test_a_name_that_goes_on_under_another_code_is_of_the_code_of_its_year(hernummerd: Path):
    gegevens = lees_invoer(hernummerd)
    zuidermeer = {(w.peiljaar, w.gemeentecode): w.waarde for w in gegevens.maatstaven if w.waarde in (3000, 4000)}
    assert zuidermeer == {(2023, "GM9002"): Decimal(3000), (2024, "GM9012"): Decimal(4000)}


def test_a_code_beside_the_name_decides(hernummerd: Path):
    boek = load_workbook(hernummerd)
    boek["Maatstaven"]["B6"] = "GM9012"
    boek.save(hernummerd)
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(hernummerd)
    assert [str(een) for een in gevonden.value.fouten] == [
        "blad Maatstaven: deelnemer 'Zuidermeer' (GM9002) ontbreekt bij peiljaar 2023"
    ]


def test_a_decided_amount_is_below_zero_only_where_a_correction_is(invoer: Path, tmp_path: Path):
    boek = load_workbook(invoer)
    assert boek["Vastgesteld"]["D4"].value == 2020
    boek["Vastgesteld"]["D7"] = -61150
    boek.save(tmp_path / "fout.xlsx")
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(tmp_path / "fout.xlsx")
    assert [str(een) for een in gevonden.value.fouten] == [
        "blad Vastgesteld, cel D7: '-61150'; verwacht: bedrag van 0 of meer, want op blad Begroting staat in 2020 geen "
        "correctie onder nul"
    ]


def test_a_maatstaf_that_is_called_as_a_column_of_other_sheets_holds_figures():
    """Names of kostensoorten and covers are looked up on sheets that have such a column, and not among figures."""
    regio = laad_regio("zuid-limburg")
    for naam in ("kostensoort", "dekking", "maatstaf"):
        plaatsen = {"peiljaar": (2, 1), "gemeentecode": (2, 2), "gemeente": (2, 3), naam: (2, 4)}
        waarden: dict[str, Celwaarde] = {
            "peiljaar": 2020,
            "gemeentecode": "GM0888",
            "gemeente": "Beek",
            naam: Decimal(5),
        }
        klad = Kladblok(("Maatstaven",))
        kop = Kop("zuid-limburg", 2021, 2021, 2021, 2021, "concept")
        rij = Rij("Maatstaven", 2, dict(waarden), plaatsen)
        controleer_los_blad(Tabelblad("Maatstaven", plaatsen, (rij,)), kop, regio, klad)
        assert (klad.fouten, rij.waarden) == ((), waarden)
