"""The trail of decisions: read from its own sheet, shown in every book, and checked with them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from schemas.geldend import laad_regio
from schemas.inname import lees_invoer
from schemas.invoer import Kop
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

REGIOS = Path(__file__).parent.parent / "regios"
BESLUITVORMING = """
besluitvorming:
  2024: {organen: [bestuurlijk overleg, college, raad], bron: Verzonnen}
kalender:
  2024: {wgr: true, bron: Verzonnen}
"""
BESLUITEN = (
    {"orgaan": "college", "datum": date(2024, 10, 8), "kenmerk": "C-24", "wat": "Vrijgegeven", "versie": "concept 2"},
    {"orgaan": "Bestuurlijk Overleg", "datum": date(2024, 9, 3), "wat": "Besproken.", "versie": "concept 1"},
)


@pytest.fixture
def invoer(tmp_path):
    """Writes an input of three municipalities that do not exist, with these decisions."""

    def schrijf(besluiten=BESLUITEN):
        tekst = (REGIOS / "drieland.yaml").read_text(encoding="utf-8")
        (tmp_path / "drieland.yaml").write_text(tekst + BESLUITVORMING, encoding="utf-8")
        plan = {
            "regio": "drieland", "titel": "Verzonnen plan", "jaar": 2025, "basisjaar": 2025, "laatste_jaar": 2025,
            "scenario_tot_en_met": 2025, "status": "voorlopig", "opsteller": "Noordwoude", "bron": "Verzonnen",
        }  # fmt: skip
        inwoners = {"Noordwoude": 5000, "Zuidermeer": 3000, "Oosterhorst": 2000}
        post = {
            "kostensoort": "vervoer", "post": "Ritten", "soort": "kosten", "dekking": "deelnemers", "bron": "Verzonnen",
            "2025": Decimal(1000),
        }  # fmt: skip
        bladen = {
            "Maatstaven": [{"peiljaar": 2024, "gemeente": n, "inwoners": a} for n, a in inwoners.items()],
            "Begroting": [post], "Besluiten": list(besluiten),
        }  # fmt: skip
        boek = Invoerboek(plan, bladen, Kop("drieland", 2025, 2025, 2025, 2025, "voorlopig"))  # type: ignore[arg-type]
        pad = tmp_path / "invoer.xlsx"
        pad.write_bytes(maak_invoerboek(boek, laad_regio("drieland", tmp_path), datetime(2025, 1, 1)))
        return pad

    return schrijf


def test_every_book_tells_who_decided_what_and_still_ties_up(roep, invoer, tmp_path):
    pad = invoer()
    (college, overleg) = lees_invoer(pad).besluiten
    assert (college.datum, overleg.orgaan) == (date(2024, 10, 8), "bestuurlijk overleg")
    assert roep("plan", pad, "--naar", tmp_path / "plan").exit_code == 0
    boeken = sorted((tmp_path / "plan").glob("*.xlsx"))
    assert len(boeken) == 4
    for boek in (boeken[0], boeken[-1]):
        cellen = [str(cel.value) for rij in load_workbook(boek)["Verantwoording"].iter_rows() for cel in rij]
        plekken = [cellen.index(zin) for zin in (
            "bestuurlijk overleg: Besproken (versie concept 1).",
            "college: Vrijgegeven (versie concept 2, kenmerk C-24).",
            "In deze volgorde: bestuurlijk overleg, college en raad. Bron: Verzonnen.",
            "raad.",
        )]  # fmt: skip
        assert plekken == sorted(plekken)
        assert any(cel.startswith("Kaders en voorlopige jaarrekening naar de raden. Bron: Wet") for cel in cellen)
        assert roep("controleer", boek).exit_code == 0
        assert roep("controleer", boek, "--invoer", pad).exit_code == 0
    assert "Kenmerk in elke rij: C-24." in roep("tabel", "boeking", pad).output


def test_without_the_sheet_a_plan_is_what_it_was(roep, invoer, tmp_path):
    pad = invoer(())
    assert "Besluiten" not in load_workbook(pad).sheetnames
    assert lees_invoer(pad).besluiten == ()
    assert roep("plan", pad, "--naar", tmp_path / "plan").exit_code == 0


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"orgaan": "colege"}, "'colege'; verwacht: bestuurlijk overleg, college, raad"),
        ({"orgaan": "colege"}, "Bedoelde u 'college'?"),
        ({"datum": "ooit"}, "blad Besluiten, cel B5: 'ooit'; verwacht: datum"),
        ({"wat": None}, "blad Besluiten, cel D5: leeg; verwacht: tekst"),
    ],
)
def test_a_wrong_decision_is_one_sentence_with_its_place(roep, invoer, anders, zin):
    uitkomst = roep("valideer", invoer([{**BESLUITEN[0], **anders}]))
    assert uitkomst.exit_code == 1
    assert zin in " ".join(uitkomst.output.split())
