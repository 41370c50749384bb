"""What every cell of a workbook should be: the workbook filled once more, cell by cell, without saving it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from calc.kritieke_rest import controleer_bedragen
from calc.uitkomst import Uitkomst
from schemas.geleverd.grafiek import Grafiek
from schemas.plaats import Plek
from schemas.werkboek import Vlak
from templates.controleren.grafieken import van_openpyxl
from templates.controleren.herkomst import plaats_van
from templates.gemeente.gemeenteboek import vul_gemeenteboek
from templates.plan.uitvoeringsplan import vul_uitvoeringsplan
from templates.sjabloon.meegeleverd import GEMEENTE, REGIO, sjabloon
from templates.werkmap.binnenwerk import beeldplekken, grafieken
from templates.werkmap.boek import Boek
from templates.werkmap.zegel import vlak

MARGE: Final = 1e-6
"""Far below a cent, and far above what doubles and the fifteen digits of a file leave of an amount."""
MARGE_AANDEEL: Final = 1e-12


@dataclass(frozen=True)
class Verwacht:
    """One cell: its formula without the sign in front, or nothing; its value; how far another calculator may be off."""

    formule: str
    waarde: Vlak
    marge: float = 0.0
    vrij: bool = False
    """Whether the cell may hold anything."""


@dataclass(frozen=True)
class Verwachting:
    """A whole workbook; `namen` are its defined names with the cells they point at."""

    bladen: Mapping[str, Mapping[Plek, Verwacht]]
    namen: Mapping[str, str]
    formaten: Mapping[str, Mapping[Plek, str]]
    """Per sheet the number format of each cell that holds something."""
    grafieken: Mapping[str, tuple[Grafiek, ...]]
    afdruk: Mapping[str, str]
    beelden: Mapping[str, frozenset[Plek]]
    """Where its pictures begin."""


def verwacht(uitkomst: Uitkomst, gemeentecode: str, versie: str, sjablonen: Path | None = None) -> Verwachting:
    """The workbook of the region, or of one participant.

    Raises:
        Gebruikersfout: it cannot be made from these figures, or with this template.
    """
    controleer_bedragen(uitkomst)
    if gemeentecode:
        pad = sjabloon(sjablonen, GEMEENTE)
        return verwachting_van(vul_gemeenteboek(uitkomst, gemeentecode, versie=versie, sjabloon=pad))
    return verwachting_van(vul_uitvoeringsplan(uitkomst, versie=versie, sjabloon=sjabloon(sjablonen, REGIO)))


def zonder_veld(hoort: Verwachting, naam: str) -> Verwachting:
    """The same, but for the cell of one field: that may hold anything."""
    plaats = plaats_van(hoort.namen.get(naam, ""))
    if plaats is None:
        return hoort
    titel, plek = plaats
    cellen = {**hoort.bladen[titel], plek: replace(hoort.bladen[titel][plek], waarde=None, vrij=True)}
    return replace(hoort, bladen={**hoort.bladen, titel: cellen})


def verwachting_van(boek: Boek) -> Verwachting:
    bladen: dict[str, dict[Plek, Verwacht]] = {titel: {} for titel in boek.werkboek.sheetnames}
    formaten: dict[str, dict[Plek, str]] = {titel: {} for titel in boek.werkboek.sheetnames}
    for titel, cel, waarde in boek.cellen():
        if cel.data_type == "f":
            marge = MARGE_AANDEEL if "%" in cel.number_format else MARGE
            hier = Verwacht(str(cel.value).removeprefix("="), vlak(waarde), marge)
        else:
            hier = Verwacht("", vlak(cel.value))
        if hier.formule or hier.waarde is not None:
            bladen[titel][cel.row, cel.column] = hier
            formaten[titel][cel.row, cel.column] = cel.number_format
    namen = {naam: str(definitie.attr_text) for naam, definitie in boek.werkboek.defined_names.items()}
    getekend = {ws.title: tuple(map(van_openpyxl, grafieken(ws))) for ws in boek.werkboek.worksheets}
    afdruk = {ws.title: str(ws.print_area or "") for ws in boek.werkboek.worksheets}
    plaatjes = {ws.title: frozenset(beeldplekken(ws)) for ws in boek.werkboek.worksheets}
    return Verwachting(bladen, namen, formaten, getekend, afdruk, plaatjes)
