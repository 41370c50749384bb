"""The report as a workbook: a copy of the values for who sent no .xlsx, and one overview of many files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from calc.uitvraag import Overzicht
from schemas.fouten import Bevinding, Ernst
from schemas.keuring import Keuring
from schemas.onschadelijk import voor_cel
from schemas.plaats import Plek
from schemas.tabel import Procentcel, Rauw, Rauwblad, als_tekst, getal_van
from schemas.werkboek import Bedekt, Dubbel, Foutwaarde, Ongerekend
from templates.rapport.markeren import KLEUR
from templates.werkmap.lijstblad import leeg_boek, lijstblad, vul, zet_tekst
from templates.werkmap.notities import Celmerk
from templates.werkmap.vastleggen import MOMENT, leg_vast

BLADNAAM: Final = "CSV"
MEESTE_REGELS: Final = 20_000
KOP_BESTANDEN: Final = ("Bestand", "Oordeel", "Wat het is", "Fouten", "Waarschuwingen", "Meldingen")
KOP_BEVINDINGEN: Final = ("Bestand", "Soort", "Blad", "Plaats", "Wat")


def kopie(bladen: Sequence[Rauwblad], merken: Mapping[str, Mapping[Plek, Celmerk]]) -> bytes:
    """The values of a file in a workbook, each in its own cell, with the marks.

    Args:
        bladen: the sheets as they were read; a CSV has one without a name.
        merken: per sheet, per cell; see templates.rapport.markeren.
    """
    boek = leeg_boek()
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
                vul(cel, KLEUR[merk.ernst])
            cel.comment = Comment(voor_cel(merk.tekst), "Verdeelwijzer", height=120, width=320)
    return leg_vast(boek, {}, MOMENT)


def _put(cel: Any, waarde: Rauw) -> None:
    """A value in a cell; whatever came as text stays text."""
    if isinstance(waarde, Procentcel):
        cel.value, cel.number_format = waarde.waarde / 100, "0.00%"
    elif isinstance(waarde, Foutwaarde):
        zet_tekst(cel, waarde.code)
    elif isinstance(waarde, Ongerekend):
        zet_tekst(cel, waarde.formule)
    elif isinstance(waarde, str | Bedekt | Dubbel):
        zet_tekst(cel, als_tekst(waarde))
    elif isinstance(waarde, float):
        cel.value = getal_van(waarde)
    else:
        cel.value = waarde


def overzichtsboek(keuringen: Sequence[Keuring], overzichten: Sequence[Overzicht]) -> bytes:
    """One workbook about many files: who has supplied, how every file came out, and every finding."""
    boek = leeg_boek()
    if overzichten:
        # Of more regions than one the heads are those of whoever is no municipality.
        wie = min({overzicht.wie for overzicht in overzichten})
        kop = ("Regio", "Peiljaar", f"{wie}code", wie, "Stand", "Ontbreekt", "Bestanden")
        _sheet(boek, "Geleverd", kop, _supplied(overzichten), (24, 10, 14, 26, 14, 40, 50))
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
    blad, plaats = bevinding.waar[:2]
    return keuring.bestand, str(bevinding.ernst), blad, str(plaats), str(bevinding.zin)


def _kleur(waarden: Sequence[object]) -> str | None:
    return next((KLEUR[ernst] for ernst in (Ernst.FOUT, Ernst.WAARSCHUWING) if str(ernst) in waarden), None)


def _sheet(
    boek: Workbook, naam: str, kop: Sequence[str], rijen: Iterable[Sequence[object]], breedtes: Sequence[int]
) -> None:
    lijstblad(boek, naam, kop, rijen, breedtes, kleur=_kleur).print_title_rows = "1:1"
