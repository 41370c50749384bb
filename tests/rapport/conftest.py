"""The command through its real front, and a file to check."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result

from schemas.geldend import laad_regio


@pytest.fixture
def valideer(roep: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run `valideer` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return partial(roep, "valideer")


@pytest.fixture
def namen() -> list[str]:
    return [deelnemer.naam for deelnemer in laad_regio("zuid-limburg").deelnemers(2022)]


@pytest.fixture
def opgave(tmp_path: Path, namen: list[str]) -> Callable[..., Path]:
    """A loose table of the whole region as .xlsx, with some cells set otherwise."""

    def maak(naam: str = "opgave.xlsx", **anders: object) -> Path:
        boek = openpyxl.Workbook()
        blad = boek.worksheets[0]
        blad.title = "Opgave"
        blad.append(["Gemeente", "Jongeren", "Toekenningen", "Declaraties"])
        for nummer, gemeente in enumerate(namen):
            blad.append([gemeente, 1000 + 37 * nummer, 100 + 4 * nummer, 200 + 8 * nummer])
        for cel, waarde in anders.items():
            blad[cel] = waarde  # type: ignore[assignment]
        boek.save(tmp_path / naam)
        return tmp_path / naam

    return maak
