"""What every room's tests need: the published tables, and the example calculated once."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from calc.gegevens import Gegevens
from calc.uitkomst import Uitkomst, bereken
from cli.opdrachten import lees
from cli.voorbeelden import voorbeeld

# A property is a promise about figures, not about the speed of this machine.
settings.register_profile("verdeelwijzer", deadline=None)
settings.load_profile("verdeelwijzer")

BRON = Path(__file__).parent / "bron" / "transformatieplan-2021"


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
