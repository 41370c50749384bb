"""Two hundred cells, each changed in turn: not one may slip through, whichever program saved the workbook."""

import pytest


@pytest.mark.parametrize(
    ("naam", "aantal"),
    [("voorbeeld-regio", 3), ("voorbeeld-gemeente", 33), ("klein-regio", 52), ("klein-gemeente", 52)],
)
def test_every_changed_cell_is_named_after_saving_by_openpyxl(boeken, mutaties, naam, aantal) -> None:
    assert [zin for een in mutaties(boeken[naam], aantal, 2021) for zin in een.gemist(een.inhoud)] == []
