"""A count as a workbook: the figures as the input has them, the costs, and where every number comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from calc.notatie import datum
from calc.telling import IN_WOORDEN, Publiek, Uitkomst, in_zinnen
from schemas.onschadelijk import voor_cel, voor_csv
from schemas.ooxml.pakket import TIJD_IN_ARCHIEF
from schemas.tellen.blad import DEFINITIES, MAATSTAVEN, TELLING
from templates.werkmap.stijlen import BLAUW, LETTER, WIT

MOMENT: Final = datetime(2000, 1, 1)
KOPRIJ: Final = 4
GETAL: Final = "#,##0"
CENTEN: Final = '"€" #,##0.00;"€" \\-#,##0.00'


def maak_tellingboek(uitkomst: Uitkomst) -> bytes:
    """The workbook; the same count gives the same bytes."""
    boek = Workbook()
    boek.remove(boek.worksheets[0])
    _maatstaven(boek, uitkomst)
    _definities(boek, uitkomst)
    if uitkomst.kostenregel is not None:
        _kosten(boek, uitkomst)
    _telling(boek, uitkomst)
    _bronnen(boek, uitkomst)
    return _bytes(boek)


def _maatstaven(boek: Workbook, uitkomst: Uitkomst) -> None:
    kop = ["Peiljaar", "Gemeentecode", "Gemeente", *(m.label for m in uitkomst.maatstaven)]
    rijen = [
        [uitkomst.peiljaar, code, naam, *(m.aantallen[code] for m in uitkomst.maatstaven)]
        for code, naam in uitkomst.deelnemers.items()
    ]
    breedtes = [10, 16, 28, *[16] * len(uitkomst.maatstaven)]
    uitleg = "Geteld uit regels. Met verdeelwijzer verzamel komen deze cijfers in de invoer."
    _blad(boek, MAATSTAVEN, f"Maatstaven over {uitkomst.peiljaar}", uitleg, kop, rijen, breedtes)


def _definities(boek: Workbook, uitkomst: Uitkomst) -> None:
    kop = ["Maatstaf", "Peiljaar", "Definitie", "Peildatum", "Stand", "Sluitdatum", "Bron"]
    rijen = [
        [
            m.naam, uitkomst.peiljaar, m.definitie, m.peildatum, m.stand,
            datum(m.sluitdatum) if m.sluitdatum else "geen", m.bron,
        ]
        for m in uitkomst.maatstaven
    ]  # fmt: skip
    uitleg = "Wat is geteld, en volgens welke regel van het regiobestand?"
    _blad(boek, DEFINITIES, "Definities van de maatstaven", uitleg, kop, rijen, (18, 10, 70, 20, 14, 18, 50))


def _kosten(boek: Workbook, uitkomst: Uitkomst) -> None:
    """Per segment for sheet Realisatie, and per segment and municipality."""
    bron = uitkomst.kostenregel.regel.bron if uitkomst.kostenregel else ""
    tot = f"31 december {uitkomst.peiljaar}"
    per_segment: dict[str, tuple[int, int]] = {}
    for kosten in uitkomst.kosten:
        bedrag, regels = per_segment.get(kosten.segment, (0, 0))
        per_segment[kosten.segment] = (bedrag + kosten.bedrag, regels + kosten.regels)
    rijen = [
        [segment or "geen segment", tot, bedrag, regels, bron] for segment, (bedrag, regels) in per_segment.items()
    ]
    kop = ["Post", "Tot en met", "Gerealiseerd", "Regels", "Bron"]
    _blad(boek, "Realisatie", "Kosten per segment", uitkomst.kostendefinitie, kop, rijen, (30, 20, 18, 12, 60), {3})
    rijen = [
        [k.segment or "geen segment", k.gemeentecode, uitkomst.deelnemers[k.gemeentecode], k.bedrag, k.regels]
        for k in uitkomst.kosten
    ]
    kop = ["Segment", "Gemeentecode", "Gemeente", "Bedrag", "Regels"]
    uitleg = "Dezelfde kosten, per gemeente."
    _blad(boek, "Kosten per gemeente", "Kosten per segment en gemeente", uitleg, kop, rijen, (30, 16, 28, 18, 12), {4})


def _telling(boek: Workbook, uitkomst: Uitkomst) -> None:
    """What was read, and why a line counts or not."""
    telling = uitkomst.telling
    rijen: list[list[object]] = [
        ["Regio", uitkomst.regio, ""],
        ["Peiljaar", "", uitkomst.peiljaar],
        ["Geteld met", telling.motor, ""],
        ["Regels gelezen", "", telling.gelezen],
    ]
    delen = [(m.label, m.redenen) for m in uitkomst.maatstaven]
    if uitkomst.kostenregel is not None:
        delen.append(("Kosten", uitkomst.kostenredenen))
    for label, redenen in delen:
        rijen += [[label, IN_WOORDEN[reden], aantal] for reden, aantal in redenen.items() if aantal or not reden]
    rijen += [
        ["Status", f"{soort or 'geen soort'}: {status or 'leeg'}", n]
        for (soort, status), n in uitkomst.statussen.items()
    ]
    rijen += [["Fout", zin, ""] for zin in in_zinnen(uitkomst.fouten, telling)]
    rijen += [["Let op", zin, ""] for zin in uitkomst.let_op]
    uitleg = "Per onderdeel tellen de regels op tot het aantal gelezen regels."
    _blad(boek, TELLING, f"Telling van {uitkomst.label}", uitleg, ["Onderdeel", "Wat", "Aantal"], rijen, (26, 80, 14))


def _bronnen(boek: Workbook, uitkomst: Uitkomst) -> None:
    rijen = [[bron.naam, bron.grootte, bron.sha256] for bron in uitkomst.telling.bronnen]
    uitleg = "De bestanden die zijn gelezen, met hun vingerafdruk."
    _blad(boek, "Bronnen", "Bronnen", uitleg, ["Bestand", "Bytes", "SHA-256"], rijen, (50, 16, 70))


def _blad(
    boek: Workbook,
    naam: str,
    titel: str,
    uitleg: str,
    kop: Sequence[str],
    rijen: Iterable[Sequence[object]],
    breedtes: Sequence[int],
    centen: Iterable[int] = (),
) -> None:
    """A sheet as the input has them: title, sentence, head, rows. Columns in `centen` hold cents and show euros."""
    vel = boek.create_sheet(naam)
    vel.cell(1, 1, titel).font = Font(name=LETTER, size=16, bold=True, color=BLAUW)
    vel.cell(2, 1, voor_cel(uitleg)).font = Font(name=LETTER, size=10)
    for nummer, (tekst, breedte) in enumerate(zip(kop, breedtes, strict=True), start=1):
        cel = vel.cell(KOPRIJ, nummer, tekst)
        cel.font = Font(name=LETTER, size=10, bold=True, color=WIT)
        cel.fill = PatternFill("solid", start_color=BLAUW, end_color=BLAUW)
        vel.column_dimensions[get_column_letter(nummer)].width = breedte
    in_centen = set(centen)
    for rij, waarden in enumerate(rijen, start=KOPRIJ + 1):
        for nummer, waarde in enumerate(waarden, start=1):
            cel = vel.cell(rij, nummer)
            cel.font = Font(name=LETTER, size=10)
            cel.alignment = Alignment(vertical="top", wrap_text=isinstance(waarde, str))
            if isinstance(waarde, str):
                cel.value, cel.data_type = voor_cel(waarde), "s"
            elif nummer in in_centen and isinstance(waarde, int):
                # Two decimals are exact in a cell as long as the cents are a whole number of fifteen digits.
                cel.value, cel.number_format = waarde / 100, CENTEN
            else:
                cel.value = waarde
                cel.number_format = "0" if kop[nummer - 1] == "Peiljaar" or waarden[0] == "Peiljaar" else GETAL
    vel.freeze_panes = vel.cell(KOPRIJ + 1, 1)
    vel.sheet_view.showGridLines = False
    vel.page_setup.orientation = "landscape"
    vel.page_setup.paperSize = 9
    vel.page_setup.fitToHeight = 0
    vel.sheet_properties.pageSetUpPr.fitToPage = True


def _bytes(boek: Workbook) -> bytes:
    boek.properties.created = boek.properties.modified = MOMENT
    ruw = BytesIO()
    # Not Workbook.save: that stamps the clock on the file.
    ExcelWriter(boek, ZipFile(ruw, "w", ZIP_DEFLATED)).save()
    uit = BytesIO()
    with ZipFile(ruw) as oud, ZipFile(uit, "w", ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            nieuw.writestr(ZipInfo(naam, TIJD_IN_ARCHIEF), oud.read(naam), compress_type=ZIP_DEFLATED)
    return uit.getvalue()


ONDERDRUKT: Final = "x"
"""What is published in place of a count that is left out; the same for a small one and for one that covers it."""


def maak_publicatie(cellen: Sequence[Publiek], namen: dict[str, str]) -> bytes:
    """Counts for publication, as CSV."""
    regels = ["maatstaf,gemeentecode,gemeente,segment,aantal"]
    for cel in cellen:
        code, naam = (
            ("", cel.gemeentecode) if cel.gemeentecode not in namen else (cel.gemeentecode, namen[cel.gemeentecode])
        )
        velden = [cel.maatstaf, code, naam, cel.segment, ONDERDRUKT if cel.aantal is None else str(cel.aantal)]
        regels.append(",".join(_csv(veld) for veld in velden))
    return ("\n".join(regels) + "\n").encode()


def _csv(veld: str) -> str:
    schoon = voor_csv(veld)
    return '"' + schoon.replace('"', '""') + '"' if set(schoon) & set(',"\n\r') else schoon
