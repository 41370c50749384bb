"""From request to plan: forms go out, sixteen come back, three are wrong, and the plan is the published one."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from schemas.formulier import BLAD, KOLOMMEN, VELDEN

MAATSTAVEN = {"Jongeren": "jongeren_pct", "Toekenningen": "toekenningen_pct", "Declaraties": "declaraties_pct"}


def vul_in(pad: Path, cijfers: dict[str, Any]) -> None:
    """What a controller does: find the words, type beside them, save."""
    boek = load_workbook(pad)
    ws = boek[BLAD]
    plek = {cel.value: cel for rij in ws.iter_rows() for cel in rij if isinstance(cel.value, str)}
    for label, waarde in cijfers.items():
        rij = plek[label].row
        ws.cell(rij, plek[KOLOMMEN["waarde"]].column).value = waarde
        ws.cell(rij, plek[KOLOMMEN["stand"]].column).value = "definitief"
    for veld, waarde in (("ingevuld_door", "Controller"), ("contact", "045 000 00 00"), ("datum", date(2021, 2, 15))):
        naast = plek[VELDEN[veld]]
        ws.cell(naast.row, naast.column + 1).value = waarde
    boek.save(pad)


def via_libreoffice(pad: Path, werk: Path) -> None:
    """Save a form with another program, where that is installed."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        assert os.environ.get("CI", "").lower() != "true", (
            "LibreOffice ontbreekt: apt-get install libreoffice-calc-nogui"
        )
        return
    opdracht = [soffice, f"-env:UserInstallation={(werk / 'profiel').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*opdracht, "--outdir", str(werk / "uit"), str(pad)], check=True, capture_output=True, timeout=600)
    shutil.copyfile(werk / "uit" / pad.name, pad)


def without_figures(invoer: Path) -> None:
    """The input of the plan before anybody supplied a figure over 2020."""
    boek = load_workbook(invoer)
    for naam, kolom in (("Maatstaven", 1), ("Definities", 2)):
        blad = boek[naam]
        for rij in range(blad.max_row, 4, -1):
            if blad.cell(rij, kolom).value == 2020:
                blad.delete_rows(rij)
    boek.save(invoer)


@pytest.fixture
def gepubliceerd(bron: Callable[[str], list[dict[str, str]]]) -> dict[str, dict[str, str]]:
    """The published table, by code; expectations come from the source, never from our own output."""
    codes = {rij["gemeente"]: rij["gemeentecode"] for rij in bron("gemeenten")}
    return {codes[rij["gemeente"]]: rij for rij in bron("uitvoeringskosten_inkoop_2021") if rij["gemeente"] in codes}


def test_from_request_to_the_published_plan(roep, tmp_path, gepubliceerd):
    invoer, map_ = tmp_path / "invoer.xlsx", tmp_path / "opgaven"
    assert roep("voorbeeld", "zuid-limburg-2021", "--naar", invoer).exit_code == 0
    without_figures(invoer)
    eerst = invoer.read_bytes()
    assert roep("valideer", invoer).exit_code == 1

    # The forms go out.
    assert roep("uitvraag", "zuid-limburg", "--jaar", 2021, "--naar", map_).exit_code == 0
    assert len(gepubliceerd) == 16

    # They come back under other names; one was saved by another program; three are wrong.
    paden: dict[str, Path] = {}
    for code, rij in gepubliceerd.items():
        pad = map_ / f"zuid-limburg-2021-opgave-{code}.xlsx"
        vul_in(pad, {label: float(rij[kolom]) for label, kolom in MAATSTAVEN.items()})
        paden[code] = pad.rename(map_ / f"Opgave {rij['gemeente']} 15 feb.xlsx")
    via_libreoffice(paden["GM0917"], tmp_path)
    vul_in(paden["GM0888"], {"Jongeren": -2.7})
    vul_in(paden["GM0935"], {"Declaraties": "ca. 2"})
    onder_andermans_code = load_workbook(paden["GM0971"])
    for rij in onder_andermans_code[BLAD].iter_rows():
        for cel in rij:
            if cel.value in ("Stein", "GM0971"):
                cel.value = "Vaals" if cel.value == "Stein" else "GM0981"
    onder_andermans_code.save(paden["GM0971"])

    keuring = roep("valideer", *paden.values())
    assert keuring.exit_code == 1
    geweigerd = roep("verzamel", map_, "--in", invoer)
    assert geweigerd.exit_code == 1
    for zin in (
        "cel B13: '-2,7'; verwacht: percentage van 0 tot en met 100",
        "cel B15: 'ca. 2'; verwacht: percentage van 0 tot en met 100",
        "dit kenmerk hoort bij Stein (GM0971) in 2021, niet bij Vaals (GM0981) in 2021",
        "✗ Er is niets overgenomen: 3 opgaven met fouten. De invoer is niet gewijzigd.",
    ):
        assert zin in geweigerd.stdout
    for zin in ("'-2,7'", "'ca. 2'; verwacht", "dit kenmerk hoort bij Stein (GM0971)"):
        assert zin in keuring.output
    assert invoer.read_bytes() == eerst

    # They are mended, and taken in.
    for code in ("GM0888", "GM0935"):
        vul_in(paden[code], {label: float(gepubliceerd[code][kolom]) for label, kolom in MAATSTAVEN.items()})
    for rij in onder_andermans_code[BLAD].iter_rows():
        for cel in rij:
            if cel.value in ("Vaals", "GM0981"):
                cel.value = "Stein" if cel.value == "Vaals" else "GM0971"
    onder_andermans_code.save(paden["GM0971"])
    verzameld = roep("verzamel", map_, "--in", invoer)
    assert verzameld.exit_code == 0, verzameld.output
    assert "16 van 16 deelnemers hebben een opgave die in orde is." in verzameld.stdout
    assert "  Beek                     Jongeren 2020: leeg → 2,7" in verzameld.stdout
    assert "48 cijfers zijn overgenomen in invoer.xlsx. De vorige invoer staat in invoer.001.xlsx." in verzameld.stdout
    assert (tmp_path / "invoer.001.xlsx").read_bytes() == eerst
    assert roep("valideer", invoer).exit_code == 0

    # The plan is the published one, cell by cell.
    tabel = roep("tabel", "verdeling", invoer, "--kostensoort", "inkoop", "--jaar", 2021, "--formaat", "csv")
    berekend = {rij["gemeentecode"]: rij for rij in csv.DictReader(io.StringIO(tabel.stdout))}
    for code, gedrukt in gepubliceerd.items():
        for deel in ("rato", "jongeren", "toekenningen", "declaraties"):
            assert Decimal(berekend[code][f"bedrag_{deel}"]) == Decimal(gedrukt[f"{deel}_eur"]), (code, deel)
        assert Decimal(berekend[code]["bedrag"]) == Decimal(gedrukt["totaal_eur"]), code
    plan = roep("plan", invoer, "--naar", tmp_path / "plan")
    assert plan.exit_code == 0, plan.output
    assert len(list((tmp_path / "plan").glob("*.xlsx"))) == 17
