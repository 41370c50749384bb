"""A count as a workbook: the figures as the input has them, the costs, and where every number comes from."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from calc.notatie import datum
from calc.telling import GEEN_SEGMENT, IN_WOORDEN, Publiek, Uitkomst, in_zinnen
from schemas.onschadelijk import voor_cel, voor_csv
from schemas.tellen.blad import DEFINITIES, MAATSTAVEN, TELLING
from templates.werkmap.blad import KOPRIJ
from templates.werkmap.lijstblad import GEWOON, leeg_boek, lijstblad
from templates.werkmap.stijlen import BLAUW, LETTER
from templates.werkmap.vastleggen import MOMENT, leg_vast

GETAL: Final = "#,##0"
CENTEN: Final = '"€" #,##0.00;"€" \\-#,##0.00'


def maak_tellingboek(uitkomst: Uitkomst) -> bytes:
    """The workbook; the same count gives the same bytes."""
    boek = leeg_boek()
    _maatstaven(boek, uitkomst)
    _definities(boek, uitkomst)
    if uitkomst.kostenregel is not None:
        _kosten(boek, uitkomst)
    _telling(boek, uitkomst)
    _bronnen(boek, uitkomst)
    return leg_vast(boek, {}, MOMENT)


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
    rijen = [[segment or GEEN_SEGMENT, tot, bedrag, regels, bron] for segment, (bedrag, regels) in per_segment.items()]
    kop = ["Post", "Tot en met", "Gerealiseerd", "Regels", "Bron"]
    _blad(boek, "Realisatie", "Kosten per segment", uitkomst.kostendefinitie, kop, rijen, (30, 20, 18, 12, 60), {3})
    rijen = [
        [k.segment or GEEN_SEGMENT, k.gemeentecode, uitkomst.deelnemers[k.gemeentecode], k.bedrag, k.regels]
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
    in_centen = set(centen)

    def getal(cel: Cell, waarden: Sequence[object], plek: int) -> None:
        waarde = waarden[plek]
        if plek + 1 in in_centen and isinstance(waarde, int):
            # Two decimals are exact in a cell as long as the cents are a whole number of fifteen digits.
            cel.value, cel.number_format = waarde / 100, CENTEN
        elif isinstance(waarde, int):
            is_jaar = kop[plek] == "Peiljaar" or waarden[0] == "Peiljaar"
            cel.value, cel.number_format = waarde, "0" if is_jaar else GETAL

    vel = lijstblad(boek, naam, kop, rijen, breedtes, KOPRIJ, getal=getal)
    vel.cell(1, 1, titel).font = Font(name=LETTER, size=16, bold=True, color=BLAUW)
    vel.cell(2, 1, voor_cel(uitleg)).font = GEWOON


ONDERDRUKT: Final = "x"
"""What is published in place of a count that is left out; the same for a small one and for one that covers it."""


def maak_publicatie(cellen: Sequence[Publiek], namen: dict[str, str]) -> bytes:
    """Counts for publication, as CSV."""
    uit = StringIO()
    schrijver = csv.writer(uit, lineterminator="\n")
    schrijver.writerow(["maatstaf", "gemeentecode", "gemeente", "segment", "aantal"])
    for cel in cellen:
        code = cel.gemeentecode if cel.gemeentecode in namen else ""
        aantal = ONDERDRUKT if cel.aantal is None else str(cel.aantal)
        velden = [cel.maatstaf, code, namen.get(code, cel.gemeentecode), cel.segment, aantal]
        schrijver.writerow(map(voor_csv, velden))
    return uit.getvalue().encode()
