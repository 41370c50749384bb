"""What every room's tests need: the published tables, and the example calculated once."""

import csv
import shutil
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings

from calc.gegevens import Gegevens
from calc.regio import laad_regio
from calc.uitkomst import Uitkomst, bereken
from cli.opdrachten import lees
from schemas.invoer import Kop
from templates.invoerboek import Invoerboek, Invoerrij, maak_invoerboek
from templates.voorbeelden import voorbeeld

# A property is a promise about figures, not about the speed of this machine.
settings.register_profile("verdeelwijzer", deadline=None)
settings.load_profile("verdeelwijzer")

BRON = Path(__file__).parent / "bron" / "transformatieplan-2021"
REGIOS = Path(__file__).parent / "regios"


@pytest.fixture(scope="session")
def bron() -> Callable[[str], list[dict[str, str]]]:
    """The rows of one published table, as printed."""

    def rijen(naam: str) -> list[dict[str, str]]:
        paden = [BRON / f"{naam}.csv", BRON / f"{naam}_zoals_gedrukt.csv"]
        pad = next(pad for pad in paden if pad.exists())
        with pad.open(encoding="utf-8", newline="") as stroom:
            return list(csv.DictReader(stroom))

    return rijen


@pytest.fixture(scope="session")
def invoer() -> Path:
    """The shipped example."""
    pad = voorbeeld("zuid-limburg-2021")
    assert pad is not None
    return pad


@pytest.fixture(scope="session")
def gegevens(invoer: Path) -> Gegevens:
    return lees(invoer)


@pytest.fixture(scope="session")
def uitkomst(gegevens: Gegevens) -> Uitkomst:
    return bereken(gegevens)


@pytest.fixture(scope="session")
def maak_drieland() -> Callable[[Path], Path]:
    """Writes the input of a plan of three municipalities that do not exist, with its region file beside it."""
    plan: Invoerrij = {
        "regio": "drieland", "titel": "Verzonnen plan", "jaar": 2025, "basisjaar": 2024, "laatste_jaar": 2025,
        "scenario_tot_en_met": 2025, "status": "voorlopig", "opsteller": "Noordwoude", "bron": "Verzonnen",
    }  # fmt: skip
    definitie: Invoerrij = {"maatstaf": "inwoners", "peiljaar": 2023, "definitie": "Inwoners", "bron": "Verzonnen"}
    inwoners = {"Noordwoude": 5000, "Zuidermeer": 3000, "Oosterhorst": 2000}
    maatstaven: list[Invoerrij] = [{"peiljaar": 2023, "gemeente": n, "inwoners": a} for n, a in inwoners.items()]
    begroting: Invoerrij = {
        "kostensoort": "vervoer", "post": "Ritten", "soort": "kosten", "dekking": "deelnemers", "bron": "Verzonnen",
        "2024": Decimal("1000.01"), "2025": Decimal("1000.01"),
    }  # fmt: skip
    bladen = {"Definities": [definitie], "Maatstaven": maatstaven, "Begroting": [begroting]}
    boek = Invoerboek(plan, bladen, Kop("drieland", 2025, 2024, 2025, 2025, "voorlopig"))
    inhoud = maak_invoerboek(boek, laad_regio("drieland", REGIOS), datetime(2025, 1, 1))

    def schrijf(map: Path) -> Path:
        map.mkdir(parents=True, exist_ok=True)
        shutil.copy(REGIOS / "drieland.yaml", map)
        (map / "drieland-2025.xlsx").write_bytes(inhoud)
        return map / "drieland-2025.xlsx"

    return schrijf
