"""Which differences a plan has announced: it says of which kostensoort and year doubles cannot tell the rounding.

A difference counts where it begins: a cell that refers to one that differs only follows it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from openpyxl import load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

GEZEGD = re.compile(r"^Let op bij (\S+) (\d{4}), (.*?): voor ")
TITEL = re.compile(r"^\S+ (\S+) (\d{4})(?:,|$)")


class Plek(NamedTuple):
    """scenario: the amount of that year in whole euros is in doubt too, on the sheet of that name."""

    kostensoort: str
    jaar: int
    scenario: bool = False


class Verschil(Protocol):
    blad: str
    cel: str
    formule: str


V = TypeVar("V", bound=Verschil)


def gezegd(zinnen: Iterable[str]) -> set[Plek]:
    """Of which kostensoort and year the warnings of calc.kritieke_rest are."""
    gevonden = [(zin, GEZEGD.match(zin)) for zin in zinnen]
    assert all(past for _, past in gevonden), gevonden
    return {Plek(past[1], int(past[2]), "scenario" in past[3]) for _, past in gevonden if past}


def onverklaard(boek: Path, anders: Collection[V], plekken: set[Plek]) -> list[V]:
    """The differences that begin in a table of another kostensoort or year than was announced."""
    if not plekken:
        return list(anders)
    cellen = {(een.blad, *coordinate_to_tuple(een.cel)) for een in anders}
    bladen: Workbook = load_workbook(boek)
    return [
        een
        for een in anders
        if not _volgt(een, cellen) and not any(_staat_bij(bladen[een.blad], een.cel, plek) for plek in plekken)
    ]


def _volgt(een: Verschil, anders: Collection[tuple[str, int, int]]) -> bool:
    for deel in Tokenizer(een.formule).items:
        if deel.type != "OPERAND" or deel.subtype != "RANGE":
            continue
        blad, _, bereik = deel.value.rpartition("!")
        links, boven, rechts, onder = range_boundaries(bereik.replace("$", ""))
        naam = blad.strip("'").replace("''", "'") or een.blad
        if any(b == naam and boven <= rij <= onder and links <= kol <= rechts for b, rij, kol in anders):
            return True
    return False


def _staat_bij(blad: Worksheet, cel: str, plek: Plek) -> bool:
    """Whether the table there is of that kostensoort and year, by the nearest title above it; or of that scenario."""
    rij, kolom = coordinate_to_tuple(cel)
    if plek.scenario and blad.title == "Scenario":
        return any(str(blad.cell(boven, kolom).value) == str(plek.jaar) for boven in range(1, rij))
    titels = (TITEL.match(str(blad.cell(boven, 1).value or "")) for boven in range(rij, 0, -1))
    titel = next((past for past in titels if past), None)
    return titel is not None and (titel[1], int(titel[2])) == (plek.kostensoort, plek.jaar)
