"""The report as a workbook: a copy of the values for who sent no .xlsx, and one overview of many files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from calc.levering import Overzicht
from schemas.keuring import Bevinding, Ernst, Keuring
from schemas.onschadelijk import voor_cel
from schemas.ooxml.cellen import Plek
from schemas.tabel import Procentcel, Rauw, Rauwblad, als_tekst, getal_van
from schemas.werkboek import Bedekt, Dubbel, Foutwaarde, Ongerekend
from templates.rapport.markeren import KLEUR
from templates.werkmap.notities import Merk
from templates.werkmap.stijlen import BLAUW, LETTER, WIT
from templates.werkmap.vastleggen import leg_vast

MOMENT: Final = datetime(2000, 1, 1)
"""What the properties give as the time of making: the same files give the same bytes."""
BLADNAAM: Final = "CSV"
MEESTE_REGELS: Final = 20_000
KOP_OVERZICHT: Final = ("Regio", "Peiljaar", "Gemeentecode", "Gemeente", "Stand", "Ontbreekt", "Bestanden")
KOP_BESTANDEN: Final = ("Bestand", "Oordeel", "Wat het is", "Fouten", "Waarschuwingen", "Meldingen")
KOP_BEVINDINGEN: Final = ("Bestand", "Soort", "Blad", "Plaats", "Wat")


def kopie(bladen: Sequence[Rauwblad], merken: Mapping[str, Mapping[Plek, Merk]]) -> bytes:
    """The values of a file in a workbook, each in its own cell, with the marks.

    Args:
        bladen: the sheets as they were read; a CSV has one without a name.
        merken: per sheet, per cell; see templates.rapport.markeren.
    """
    boek = Workbook()
    boek.remove(boek.worksheets[0])
    for blad in bladen:
        vel = boek.create_sheet(blad.naam or BLADNAAM)
        for nummer, kolom in enumerate(blad.kolommen, start=1):
            for rij, waarde in enumerate(kolom, start=1):
                if waarde is not None and waarde != "":
                    _put(vel.cell(rij, nummer), waarde)
            vel.column_dimensions[get_column_letter(nummer)].width = 18
        for (rij, nummer), merk in merken.get(blad.naam, {}).items():
            cel = vel.cell(rij, nummer)
            if merk.kleur:
                cel.fill = PatternFill("solid", start_color=KLEUR[merk.ernst], end_color=KLEUR[merk.ernst])
            cel.comment = Comment(voor_cel(merk.tekst), "Verdeelwijzer", height=120, width=320)
    return leg_vast(boek, {}, MOMENT)


def _put(cel: Any, waarde: Rauw) -> None:
    """A value in a cell; whatever came as text stays text."""
    if isinstance(waarde, Procentcel):
        cel.value, cel.number_format = waarde.waarde / 100, "0.00%"
    elif isinstance(waarde, Foutwaarde):
        cel.value, cel.data_type = voor_cel(waarde.code), "s"
    elif isinstance(waarde, Ongerekend):
        cel.value, cel.data_type = voor_cel(waarde.formule), "s"
    elif isinstance(waarde, str | Bedekt | Dubbel):
        cel.value, cel.data_type = voor_cel(als_tekst(waarde)), "s"
    elif isinstance(waarde, float):
        cel.value = getal_van(waarde)
    else:
        cel.value = waarde


def overzichtsboek(keuringen: Sequence[Keuring], overzichten: Sequence[Overzicht]) -> bytes:
    """One workbook about many files: who has supplied, how every file came out, and every finding."""
    boek = Workbook()
    boek.remove(boek.worksheets[0])
    if overzichten:
        _sheet(boek, "Geleverd", KOP_OVERZICHT, _supplied(overzichten), (24, 10, 14, 26, 14, 40, 50))
    bestanden = (
        (k.bestand, "in orde" if k.goed else "fout", k.omschrijving, *(len(k.van(ernst)) for ernst in Ernst))
        for k in keuringen
    )
    _sheet(boek, "Bestanden", KOP_BESTANDEN, bestanden, (40, 12, 50, 10, 16, 12))
    regels = [(keuring, bevinding) for keuring in keuringen for bevinding in keuring.bevindingen][:MEESTE_REGELS]
    _sheet(boek, "Bevindingen", KOP_BEVINDINGEN, (_finding(*regel) for regel in regels), (40, 14, 18, 22, 100))
    return leg_vast(boek, {}, MOMENT)


def _supplied(overzichten: Sequence[Overzicht]) -> Iterable[tuple[object, ...]]:
    for overzicht in overzichten:
        for deelnemer in overzicht.deelnemers:
            yield (
                overzicht.label,
                overzicht.peiljaar,
                deelnemer.gemeentecode,
                deelnemer.gemeente,
                deelnemer.stand,
                ", ".join(deelnemer.ontbreekt),
                ", ".join(deelnemer.bestanden),
            )


def _finding(keuring: Keuring, bevinding: Bevinding) -> tuple[object, ...]:
    return keuring.bestand, str(bevinding.ernst), bevinding.blad, bevinding.plaats, bevinding.tekst


def _sheet(
    boek: Workbook, naam: str, kop: Sequence[str], rijen: Iterable[Sequence[object]], breedtes: Sequence[int]
) -> None:
    vel = boek.create_sheet(naam)
    for nummer, (titel, breedte) in enumerate(zip(kop, breedtes, strict=True), start=1):
        cel = vel.cell(1, nummer, titel)
        cel.font = Font(name=LETTER, size=10, bold=True, color=WIT)
        cel.fill = PatternFill("solid", start_color=BLAUW, end_color=BLAUW)
        vel.column_dimensions[get_column_letter(nummer)].width = breedte
    for rij, waarden in enumerate(rijen, start=2):
        kleur = next((KLEUR[e] for e in (Ernst.FOUT, Ernst.WAARSCHUWING) if str(e) in waarden), None)
        for nummer, waarde in enumerate(waarden, start=1):
            cel = vel.cell(rij, nummer)
            if isinstance(waarde, str):
                cel.value, cel.data_type = voor_cel(waarde), "s"
            else:
                cel.value = waarde
            cel.font = Font(name=LETTER, size=10)
            cel.alignment = Alignment(vertical="top", wrap_text=isinstance(waarde, str))
            if kleur:
                cel.fill = PatternFill("solid", start_color=kleur, end_color=kleur)
    vel.freeze_panes = "A2"
    vel.sheet_view.showGridLines = False
    vel.page_setup.orientation = "landscape"
    vel.page_setup.paperSize = 9
    vel.page_setup.fitToHeight = 0
    vel.sheet_properties.pageSetUpPr.fitToPage = True
    vel.print_title_rows = "1:1"
