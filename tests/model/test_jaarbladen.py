"""All sheets of the year in one input: read, calculated, written, read back and recalculated to the same."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from calc.eindoordeel import eindoordeel
from calc.tabellen import maak_tabellen
from calc.uitkomst import Uitkomst, bereken
from calc.volgend import volgende
from schemas.fouten import Gebruikersfout, InvoerFouten
from schemas.geldend import laad_regio
from schemas.inname import lees_invoer, lees_werkboek
from schemas.lezer import lees_tabellen
from schemas.plaats import Plek
from schemas.werkboek import Celwaarde, Raster
from templates.controleren import controleer
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

V = {"bron": "Verzonnen"}
POST = {"kostensoort": "vervoer", "dekking": "deelnemers", "soort": "kosten", **V}
BLADEN = {
    "Begroting": [
        {**POST, "post": "Ritten", "2024": Decimal("1000.01"), "index": "70% loon + 30% prijs"},
        {**POST, "post": "Uren"},
        {**POST, "post": "Huur", "2024": 100, "2025": 100, "2026": 100},
        {**POST, "post": "Toezicht", "dekking": "leges", "2024": 50, "index": "prijs"},
    ],
    "Indexen": [
        {"reeks": "loon", "jaar": 2025, "percentage": Decimal("2.5"), "stand": "raming", **V},
        {"reeks": "loon", "jaar": 2025, "percentage": Decimal("3.5"), "stand": "definitief", **V},
        {"reeks": "loon", "jaar": 2026, "percentage": Decimal(2), "stand": "raming", **V},
        {"reeks": "prijs", "jaar": 2025, "percentage": Decimal("-0.5"), "stand": "raming", **V},
        {"reeks": "prijs", "jaar": 2026, "percentage": Decimal(1), "stand": "raming", **V},
    ],
    "Inzet": [
        {"kostensoort": "vervoer", "post": "Uren", "gemeente": "Zuidermeer", "functie": "Adviseur", "2025": 3, **V}
    ],
    "Tarieven": [{"functie": "Adviseur", "eenheid": "uur", "vanaf": 2024, "tarief": 100, **V}],
    "Realisatie": [
        {"kostensoort": "vervoer", "post": "Huur", "gerealiseerd": 60, "tot_en_met": date(2025, 6, 30),
         "prognose": "restant", **V},
    ],
    "Zorgkosten": [{"segment": "ambulant", "gemeente": "Zuidermeer", "gerealiseerd": 10, "prognose": 200, **V}],
    "Scenarios": [{"scenario": "Proef", "nuljaar": 2024, "eenheid": "euro", "2026": 50, **V}],
}  # fmt: skip
REGIO = """
indexering: {2024: {bandbreedte: 0.5, verrekenen: meerdere, bron: Verzonnen}}
zorg: {2024: {segmenten: {ambulant: {label: Ambulant, solidair: 30, plafond: {euro: 100, bron: Zo}}}, bron: Zo}}
"""


@pytest.fixture(scope="module")
def map_met_invoer(schrijf_drieland, tmp_path_factory) -> Path:
    map = tmp_path_factory.mktemp("jaar")
    schrijf_drieland(map, BLADEN, tot=2026)
    with (map / "drieland.yaml").open("a", encoding="utf-8") as bestand:
        bestand.write(REGIO)
    return map


@pytest.fixture(scope="module")
def jaaruitkomst(map_met_invoer: Path) -> Uitkomst:
    return bereken(lees_invoer(map_met_invoer / "invoer.xlsx"))


@pytest.fixture(scope="module")
def boeken(jaaruitkomst: Uitkomst, map_met_invoer: Path) -> list[Path]:
    """The book of the region and that of a municipality."""
    paden = [map_met_invoer / naam for naam in ("regio.xlsx", "gemeente.xlsx")]
    paden[0].write_bytes(maak_uitvoeringsplan(jaaruitkomst, versie="test"))
    paden[1].write_bytes(maak_gemeenteboek(jaaruitkomst, "GM9002", versie="test"))
    return paden


def test_everything_ties_up_and_what_passes_its_maximum_is_said(jaaruitkomst: Uitkomst) -> None:
    oordeel = eindoordeel(jaaruitkomst)
    assert (oordeel.sluit, oordeel.fouten) == (True, ())
    assert any("meer dan het plafond van € 100,00" in waarschuwing for waarschuwing in oordeel.waarschuwingen)
    for naam in ("indexering", "prijspeil", "inzet", "prognose", "prognose_deelnemers", "zorgkosten", "scenarios"):
        assert maak_tabellen(jaaruitkomst, naam) != ()


def test_libreoffice_finds_the_same_in_every_cell(boeken, herreken) -> None:
    vergeleken = 0
    for pad, bladen in herreken(boeken).items():
        geschreven = load_workbook(pad, data_only=True)
        for blad, cellen in bladen.items():
            for plek, waarde in cellen.items():
                eigen = geschreven[blad][plek].value
                if isinstance(eigen, int | float) and isinstance(waarde, int | float):
                    vergeleken += 1
                    assert abs(eigen - waarde) < 1e-6, (pad.name, blad, plek)
    assert vergeleken > 500


def test_a_delivered_book_is_read_back_to_the_same(boeken) -> None:
    for pad in boeken:
        assert controleer(pad, versie="test").fouten == ()


def test_a_percentage_that_was_changed_in_a_delivered_book_is_found(boeken, tmp_path) -> None:
    werkmap = load_workbook(boeken[0])
    blad = werkmap["Invoer Indexen"]
    kop = next(cel for rij in blad.iter_rows() for cel in rij if cel.value == "Percentage")
    blad.cell(kop.row + 1, kop.column).value = 9
    (tmp_path / "drieland.yaml").write_bytes((boeken[0].parent / "drieland.yaml").read_bytes())
    werkmap.save(tmp_path / "regio.xlsx")
    assert controleer(tmp_path / "regio.xlsx", versie="test").fouten != ()


def test_a_scenario_that_goes_along_into_the_next_plan_keeps_its_zero_year_and_its_payback(map_met_invoer) -> None:
    pad = map_met_invoer / "invoer.xlsx"
    boek, regio = lees_werkboek(pad), laad_regio("drieland", map_met_invoer)
    oud = bereken(lees_invoer(pad))
    volgend = volgende(lees_tabellen(boek, regio), oud)
    assert any("blad Zorgkosten: 1 rij is niet overgenomen" in melding for melding in volgend.meldingen)
    inhoud = maak_invoerboek(Invoerboek(volgend.plan, volgend.bladen, volgend.kop), regio, datetime(2026, 1, 1))
    nieuw = bereken(lees_invoer(inhoud, naam="volgend.xlsx", regio=regio))
    (keuze,) = nieuw.gegevens.scenarios
    # 2024 is no year of the new plan: what it cost, 1.100,01, stands beside it in whole euros.
    assert (keuze.nuljaar, keuze.nulkosten) == (2024, 1100)
    terug = [maak_tabellen(uitkomst, "terugverdienen")[0].rijen[0].waarden[2:5] for uitkomst in (oud, nieuw)]
    assert terug[0] == terug[1]


def test_a_sheet_without_one_of_its_columns_is_told_and_never_a_traceback(map_met_invoer) -> None:
    """Each column of each sheet in turn, with its first row twice: what else is wrong must not hang on that column."""
    boek, regio = lees_werkboek(map_met_invoer / "invoer.xlsx"), laad_regio("drieland", map_met_invoer)
    betaling: dict[Plek, Celwaarde] = {(4, 1): "Datum", (4, 2): "Procent", (4, 3): "Bron"}
    betaling |= {(5, 1): date(2025, 1, 15), (5, 2): 60, (5, 3): "Verzonnen"}
    geteld = 0
    for blad in (*boek.bladen, Raster("Betaling", betaling)):
        rijen = [rij for rij, _ in blad.cellen]
        kop = next(rij for rij in sorted(rijen) if rijen.count(rij) > 1)
        dubbel = {(max(rijen) + 1, kolom): waarde for (rij, kolom), waarde in blad.cellen.items() if rij == kop + 1}
        for weg in [kolom for rij, kolom in blad.cellen if rij == kop]:
            cellen = {plek: waarde for plek, waarde in (blad.cellen | dubbel).items() if plek[1] != weg}
            over = tuple(een for een in boek.bladen if een.naam != blad.naam)
            geteld += 1
            with suppress(Gebruikersfout):
                lees_tabellen(replace(boek, bladen=(*over, replace(blad, cellen=cellen))), regio)
    assert geteld > 80


def test_a_row_that_stands_twice_is_told_at_its_code_where_there_is_no_name(map_met_invoer) -> None:
    boek, regio = lees_werkboek(map_met_invoer / "invoer.xlsx"), laad_regio("drieland", map_met_invoer)
    cellen: dict[Plek, Celwaarde] = {(4, 1): "Peiljaar", (4, 2): "Gemeentecode", (4, 3): "Inwoners"}
    cellen |= {(rij, 1): 2023 for rij in (5, 6)} | {(rij, 2): "GM9001" for rij in (5, 6)}
    anders = tuple(replace(b, cellen=cellen) if b.naam == "Maatstaven" else b for b in boek.bladen)
    with pytest.raises(InvoerFouten) as gevonden:
        lees_tabellen(replace(boek, bladen=anders), regio)
    assert "'GM9001' staat er twee keer; zie rij 5" in str(gevonden.value)
