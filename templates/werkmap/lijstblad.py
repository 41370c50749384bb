"""A plain list as a sheet, without a template: a head in the colours of the house, rows, and a page that prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from schemas.onschadelijk import voor_cel
from templates.werkmap.bladopmaak import pagina
from templates.werkmap.stijlen import BLAUW, LETTER, WIT

GEWOON: Final = Font(name=LETTER, size=10)
KOP: Final = Font(name=LETTER, size=10, bold=True, color=WIT)


def vul(cel: Any, kleur: str) -> None:
    cel.fill = PatternFill("solid", start_color=kleur, end_color=kleur)


def zet_tekst(cel: Any, tekst: str) -> None:
    """Whatever came as text stays text."""
    cel.value, cel.data_type = voor_cel(tekst), "s"


def leeg_boek() -> Workbook:
    """A workbook without a sheet."""
    boek = Workbook()
    boek.remove(boek.worksheets[0])
    return boek


def lijstblad(
    boek: Workbook,
    naam: str,
    kop: Sequence[str],
    rijen: Iterable[Sequence[object]],
    breedtes: Sequence[int],
    koprij: int = 1,
    *,
    getal: Callable[[Cell, Sequence[object], int], None] | None = None,
    kleur: Callable[[Sequence[object]], str | None] = lambda _: None,
) -> Worksheet:
    """A sheet with the list on it.

    Args:
        getal: puts what is no text in its cell, given its row and column from 0; as it is where nothing is said.
        kleur: the colour of a row.
    """
    vel: Worksheet = boek.create_sheet(naam)
    for nummer, (titel, breedte) in enumerate(zip(kop, breedtes, strict=True), start=1):
        boven: Any = vel.cell(koprij, nummer, titel)
        boven.font = KOP
        vul(boven, BLAUW)
        vel.column_dimensions[get_column_letter(nummer)].width = breedte
    for rij, waarden in enumerate(rijen, start=koprij + 1):
        achter = kleur(waarden)
        for plek, waarde in enumerate(waarden):
            cel: Any = vel.cell(rij, plek + 1)
            cel.font = GEWOON
            cel.alignment = Alignment(vertical="top", wrap_text=isinstance(waarde, str))
            if isinstance(waarde, str):
                zet_tekst(cel, waarde)
            elif getal is not None:
                getal(cel, waarden, plek)
            else:
                cel.value = waarde
            if achter:
                vul(cel, achter)
    vel.freeze_panes = f"A{koprij + 1}"
    pagina(vel, liggend=True)
    return vel
