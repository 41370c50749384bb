"""A small copy of the example to spoil, and what the reader says of it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from schemas.fouten import Gebruikersfout
from schemas.geldend import Regio, laad_regio
from schemas.inname import lees_invoer

Bederf = Callable[[Workbook], object]


@pytest.fixture(scope="session")
def regio() -> Regio:
    return laad_regio("zuid-limburg")


@pytest.fixture(scope="session")
def klein(invoer: Path) -> bytes:
    """The example with two of its published figures, so that each test reads it in a moment."""
    boek = openpyxl.load_workbook(invoer)
    boek["Gepubliceerd"].delete_rows(7, boek["Gepubliceerd"].max_row)
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


@pytest.fixture
def schrijf(klein: bytes, tmp_path: Path) -> Callable[[Bederf], Path]:
    """The example after one change, as the file invoer.xlsx."""

    def opslaan(bederf: Bederf) -> Path:
        boek = openpyxl.load_workbook(BytesIO(klein))
        bederf(boek)
        pad = tmp_path / "invoer.xlsx"
        boek.save(pad)
        return pad

    return opslaan


@pytest.fixture
def fouten(schrijf: Callable[[Bederf], Path], regio: Regio) -> Callable[[Bederf], str]:
    """The whole message about the example after one change."""

    def melding(bederf: Bederf) -> str:
        with pytest.raises(Gebruikersfout) as gevonden:
            lees_invoer(schrijf(bederf), regio=regio)
        return str(gevonden.value)

    return melding
