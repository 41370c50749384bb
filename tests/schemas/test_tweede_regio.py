"""Another region needs no code: three invented municipalities, another key, and an input made on the spot."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from calc.uitkomst import bereken
from schemas.fouten import InvoerFouten
from schemas.geldend import Regio, laad_regio
from schemas.inname import lees_invoer, lees_werkboek
from schemas.invoer import Kop
from schemas.lezer import lees_kop
from templates.werkmap.invoerboek import Invoerboek, Invoerrij, maak_invoerboek

REGIOS = Path(__file__).parents[1] / "regios"
NAMEN = {"GM9001": "Noordwoude", "GM9002": "Zuidermeer", "GM9003": "Oosterhorst"}
DEFINITIE: Invoerrij = {"maatstaf": "inwoners", "peiljaar": 2023, "definitie": "Inwoners op 1 januari", "bron": "x"}


@pytest.fixture
def regio() -> Regio:
    return laad_regio("drieland", REGIOS)


def _boek(inwoners: dict[str, int], jaar: int = 2025) -> Invoerboek:
    plan: Invoerrij = {
        "regio": "drieland",
        "titel": "Leerlingenvervoer (verzonnen)",
        "jaar": jaar,
        "basisjaar": 2024,
        "laatste_jaar": jaar,
        "scenario_tot_en_met": jaar,
        "status": "voorlopig",
        "opsteller": "Noordwoude",
        "bron": "Verzonnen",
    }
    maatstaven: list[Invoerrij] = [
        {"peiljaar": 2023, "gemeente": NAMEN[code], "inwoners": aantal} for code, aantal in inwoners.items()
    ]
    bedragen = {str(j): Decimal("1000.01") for j in range(2024, jaar + 1)}
    begroting: Invoerrij = {
        "kostensoort": "vervoer",
        "post": "Ritten",
        "soort": "kosten",
        "dekking": "deelnemers",
        "bron": "x",
        **bedragen,
    }
    bladen = {"Definities": [DEFINITIE], "Maatstaven": maatstaven, "Begroting": [begroting]}
    return Invoerboek(plan, bladen, Kop("drieland", jaar, 2024, jaar, jaar, "voorlopig"))


def _save(boek: Invoerboek, regio: Regio, map: Path) -> Path:
    pad = map / "drieland-2025.xlsx"
    pad.write_bytes(maak_invoerboek(boek, regio, datetime(2025, 1, 1)))
    return pad


def test_a_second_region_is_read_and_calculated_without_any_code(regio: Regio, tmp_path: Path) -> None:
    pad = _save(_boek({"GM9001": 5000, "GM9002": 3000, "GM9003": 2000}), regio, tmp_path)
    assert lees_kop(lees_werkboek(pad)).regio == "drieland"
    gegevens = lees_invoer(pad, regio=regio)
    assert [w.gemeentecode for w in gegevens.maatstaven] == list(NAMEN)
    assert gegevens.begroting[0].bedragen == {2024: Decimal("1000.01"), 2025: Decimal("1000.01")}
    assert (gegevens.scenario, gegevens.vastgesteld, gegevens.gedrukt) == ((), (), ())
    bereken(gegevens)


def test_the_key_of_each_year_is_the_one_in_force(regio: Regio) -> None:
    sleutels = [regio.sleutel("vervoer", jaar) for jaar in (2023, 2024, 2025, 2026)]
    assert [dict(sleutel.delen) if sleutel else None for sleutel in sleutels] == [
        None,
        {"inwoners": 70, "rato": 30},
        {"inwoners": Fraction(175, 2), "rato": Fraction(25, 2)},
        {"inwoners": Fraction(175, 2), "rato": Fraction(25, 2)},
    ]


def test_who_left_is_needed_no_more_and_who_is_there_is(regio: Regio, tmp_path: Path) -> None:
    """Oosterhorst takes part until 2025, so the figures that 2024 and 2025 use must name it."""
    pad = _save(_boek({"GM9001": 5000, "GM9002": 3000}, jaar=2026), regio, tmp_path)
    with pytest.raises(InvoerFouten) as fout:
        lees_invoer(pad, regio=regio)
    assert [str(f) for f in fout.value.fouten] == [
        "blad Maatstaven: deelnemer 'Oosterhorst' (GM9003) ontbreekt bij peiljaar 2023"
    ]


def test_counts_of_this_region_are_whole_numbers(regio: Regio, tmp_path: Path) -> None:
    pad = _save(_boek({"GM9001": -10, "GM9002": 3000, "GM9003": 2000}), regio, tmp_path)
    with pytest.raises(InvoerFouten) as fout:
        lees_invoer(pad, regio=regio)
    assert str(fout.value).splitlines() == [
        "drieland-2025.xlsx is niet bruikbaar (1 fout):",
        "  blad Maatstaven, cel D5: '-10'; verwacht: geheel getal van 0 of meer",
    ]
