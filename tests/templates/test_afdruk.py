"""What prints is what is read: how many pages the books take, how small their letters are, and what stays out.

The example, a region of five without a scenario, and forty participants that share eight costs.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from drukregio import VEERTIG, VIJF, schrijf
from openpyxl import load_workbook
from openpyxl.drawing.spreadsheet_drawing import OneCellAnchor
from openpyxl.utils import absolute_coordinate, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from calc.uitkomst import bereken
from schemas.inname import lees_invoer
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.voorbeelden import VOORBEELDEN
from templates.werkmap.blad import BIJLAGE, NERGENS
from templates.werkmap.maat import LETTER, tekstbreedte
from templates.werkmap.modelblad import REST

KLEINSTE_LETTER = 8.0
ZOOM = 3
"""As far as pdftohtml enlarges: it gives the size of a letter in whole points."""
MEESTE: dict[str, int] = {
    "regio": 22, "vijf": 10, "veertig": 20, "twee": 21, "dienst": 17,
    "GM0888": 6, "GM0917": 6, "vijf-GM9001": 6, "veertig-GM9003": 13,
}  # fmt: skip
"""Of forty participants and eight costs no more than of sixteen and two: what they pay together is read, what each pays
for one cost over the years is looked up.
"""
BOEKEN = tuple(MEESTE)
GEMENGD = {"twee": "midden-limburg-2026.xlsx", "dienst": "omgevingsdienst-voorbeeldstreek-2026.xlsx"}
"""Two former regions with a cost of their own each; municipalities and a province, hours times a price."""
VOL = {"regio": 0.5, "vijf": 0.28, "veertig": 0.5, "twee": 0.3, "dienst": 0.3}
"""How far down a page is printed at least; of five participants a table is six rows."""
VOET = 0.92
"""Below this part of a page stands its foot."""
WIT = 200


@pytest.fixture(scope="module")
def afgedrukt(
    voorbeeldboek: Callable[[str], bytes],
    soffice: str,
    programma: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Path]:
    """Every book as LibreOffice prints it."""
    map_ = tmp_path_factory.mktemp("afdruk")
    boeken = {"regio": voorbeeldboek(""), **{code: voorbeeldboek(code) for code in ("GM0888", "GM0917")}}
    for naam, regio, code in (("vijf", VIJF, "GM9001"), ("veertig", VEERTIG, "GM9003")):
        verzonnen = bereken(lees_invoer(schrijf(regio, map_)))
        boeken[naam] = maak_uitvoeringsplan(verzonnen, versie="1")
        boeken[f"{naam}-{code}"] = maak_gemeenteboek(verzonnen, code, versie="1")
    for naam, pad in GEMENGD.items():
        boeken[naam] = maak_uitvoeringsplan(bereken(lees_invoer(VOORBEELDEN / pad)), versie="1")
    for naam, inhoud in boeken.items():
        (map_ / f"{naam}.xlsx").write_bytes(inhoud)
    paden = [str(map_ / f"{naam}.xlsx") for naam in boeken]
    profiel = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
    opdracht = [soffice, profiel, "--headless", "--convert-to", "pdf", "--outdir", str(map_), *paden]
    subprocess.run(opdracht, check=True, capture_output=True)
    programma("pdftotext", "poppler-utils", "pdftotext")
    return {naam: map_ / f"{naam}.pdf" for naam in boeken}


def _uitvoer(*opdracht: str) -> str:
    return subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def bladzijden(afgedrukt: dict[str, Path]) -> dict[str, list[str]]:
    """The text of each page, per book."""
    return {naam: _uitvoer("pdftotext", "-layout", str(pad), "-").split("\f")[:-1] for naam, pad in afgedrukt.items()}


@pytest.mark.parametrize("boek", MEESTE)
def test_a_book_has_no_more_pages_than_are_read(bladzijden: dict[str, list[str]], boek: str) -> None:
    assert len(bladzijden[boek]) <= MEESTE[boek]


@pytest.mark.parametrize(
    ("boek", "hoogstens"), [("GM0888", 1), ("GM0917", 1), ("vijf-GM9001", 1), ("veertig-GM9003", 5)]
)
def test_the_own_derivation_is_one_page(bladzijden: dict[str, list[str]], boek: str, hoogstens: int) -> None:
    """Of eight kostensoorten a few, that begin with a table."""
    eigen = [tekst for tekst in bladzijden[boek] if "Toelichting · blad" in tekst]
    assert len(eigen) <= hoogstens
    assert re.search(r"Kostensoort +Te verdelen +Uw aandeel", eigen[0]) or boek == "vijf-GM9001"


@pytest.mark.parametrize("boek", BOEKEN)
def test_no_letter_is_smaller_than_eight_points(afgedrukt: dict[str, Path], boek: str) -> None:
    """As printed, in tables, charts and feet of pages: the size in the sheet times the scale of its page."""
    maten: dict[str, float] = {}
    klein: dict[float, str] = {}
    for regel in _uitvoer("pdftohtml", "-xml", "-i", "-zoom", str(ZOOM), "-stdout", str(afgedrukt[boek])).splitlines():
        if maat := re.search(r'<fontspec id="(\d+)" size="(\d+)"', regel):
            maten[maat[1]] = int(maat[2]) / ZOOM
        elif tekst := re.match(r'<text .*font="(\d+)">(.*)</text>', regel):
            klein.setdefault(maten[tekst[1]], tekst[2])
    assert maten
    assert {maat: tekst for maat, tekst in klein.items() if maat < KLEINSTE_LETTER} == {}


@pytest.mark.parametrize("boek", BOEKEN)
def test_what_is_looked_up_is_not_printed(bladzijden: dict[str, list[str]], boek: str) -> None:
    bladen = {raak[1].strip() for tekst in bladzijden[boek] for raak in re.finditer(r"  ([\w ]+) · blad \d", tekst)}
    assert bladen
    assert not [blad for blad in bladen if blad.startswith(("Invoer", "Rekenblad", "Grafiekgegevens", "Uren maal"))]


@pytest.mark.parametrize("boek", BOEKEN)
def test_no_page_is_nearly_empty(bladzijden: dict[str, list[str]], boek: str) -> None:
    """A head, a foot and a line or two: that is no page."""
    regels = [sum(bool(regel.strip()) for regel in tekst.splitlines()) for tekst in bladzijden[boek]]
    assert min(regels) > 8


@pytest.fixture(scope="module")
def werkboek(afgedrukt: dict[str, Path]) -> Callable[[str], Workbook]:
    """A book as it was printed, read once and changed by nobody."""
    return cache(lambda boek: load_workbook(afgedrukt[boek].with_suffix(".xlsx")))


def _rijen_onder(ws: Worksheet, anker: OneCellAnchor) -> range:
    """The rows that a chart covers."""
    rij, hoog = anker._from.row + 1, anker.ext.height / 12700
    tot = rij
    while hoog > 0:
        hoog -= ws.row_dimensions[tot].height or 15
        tot += 1
    return range(rij, tot)


@pytest.mark.parametrize("boek", BOEKEN)
def test_no_chart_stands_alone_on_a_page(werkboek: Callable[[str], Workbook], boek: str) -> None:
    """Beside or above it stands a table, another chart or what there is to say of it; its own source is not that."""
    aantal = 0
    for ws in werkboek(boek).worksheets:
        grafieken = getattr(ws, "_charts", [])
        if not grafieken or absolute_coordinate(NERGENS) in str(ws.print_area):
            continue
        begin = [1, *(breuk.id + 1 for breuk in ws.row_breaks.brk), ws.max_row + 1]
        plekken = [_rijen_onder(ws, grafiek.anchor) for grafiek in grafieken]
        for van, tot in pairwise(begin):
            hier = [plek for plek in plekken if plek[0] in range(van, tot)]
            aantal += len(hier)
            eronder = {rij for plek in hier for rij in (*plek, plek[-1] + 1)}
            gevuld = {cel.row for rij in ws.iter_rows(van, tot - 1) for cel in rij if cel.value is not None}
            assert len(hier) != 1 or len(gevuld - eronder) > 2, (ws.title, van)
    assert aantal


@pytest.mark.parametrize("boek", VOL)
def test_a_printed_page_is_at_least_half_full(afgedrukt: dict[str, Path], boek: str, tmp_path: Path) -> None:
    """By its ink, for a page is what a reader sees: a chart that is cut off at its edge has letters beyond it."""
    _uitvoer("pdftoppm", "-gray", "-r", "24", str(afgedrukt[boek]), str(tmp_path / "p"))
    gevuld = {}
    for pad in sorted(tmp_path.glob("p-*.pgm")):
        _, maten, _, punten = pad.read_bytes().split(b"\n", 3)
        breed, hoog = map(int, maten.split())
        regels = [y for y in range(int(VOET * hoog)) if min(punten[y * breed : (y + 1) * breed]) < WIT]
        gevuld[pad.stem] = max(regels, default=0) / hoog
    assert gevuld
    assert {pad: vol for pad, vol in gevuld.items() if vol < VOL[boek]} == {}


@pytest.mark.parametrize("boek", VOL)
def test_the_page_for_a_council_is_one_page(bladzijden: dict[str, list[str]], boek: str) -> None:
    (raad,) = [tekst for tekst in bladzijden[boek] if "Raad · blad" in tekst]
    assert re.search(r"Totaal +€", raad)


def test_a_table_of_forty_is_whole_on_every_page(bladzijden: dict[str, list[str]]) -> None:
    """Its head, all rows and the total: also where its columns run on over pages beside each other."""
    gevonden = 0
    for tekst in bladzijden["veertig"]:
        codes = re.findall(r"^ *(GM9\d{3}) ", tekst, re.MULTILINE)
        if codes:
            gevonden += 1
            assert (len(codes), codes[0], codes[-1]) == (40, "GM9000", "GM9039")
            assert re.search(r"^ *Code +", tekst, re.MULTILINE)
            assert re.search(r"^ *Totaal +", tekst, re.MULTILINE)
    assert gevonden >= 5


def test_of_many_costs_what_is_looked_up_is_said(
    werkboek: Callable[[str], Workbook], bladzijden: dict[str, list[str]]
) -> None:
    boek = werkboek("veertig")
    bijlagen = {ws.title for ws in boek.worksheets if absolute_coordinate(NERGENS) in ws.print_area}
    assert bijlagen >= {"Toename", "Mutaties", "Verdeling inkoop", "Controles cijfers"}
    assert [titel for titel in bijlagen if BIJLAGE not in str(boek[titel].cell(2, 1).value)] == []
    assert REST in str(boek["Meerjarig"].cell(2, 1).value)
    gedrukt = "".join(bladzijden["veertig"])
    assert "Alle kostensoorten samen" in gedrukt
    assert not [titel for titel in bijlagen if f"{titel} · blad" in gedrukt]


def test_a_region_without_a_scenario_has_no_sheet_of_it(bladzijden: dict[str, list[str]]) -> None:
    tekst = "".join(bladzijden["vijf"])
    assert "Samenvatting · blad" in tekst
    assert not [blad for blad in ("Scenario", "Investering", "Capaciteit", "Aansluiting") if f"{blad} · blad" in tekst]


MAKERSWOORDEN = re.compile(r"(?i:regiobestand|sjabloon|parameter|\.ya?ml|[a-z]_[a-z])|\b(?:None|True|False)\b")
"""Of who makes the program or a region, and not of who reads a book."""
EIGEN_NAAM = re.compile(r"jeugdhulp_(?:oost|west)")
"""How that region itself calls a kostensoort; a control names it so."""


@pytest.mark.parametrize("boek", BOEKEN)
def test_no_word_of_the_maker_is_printed(bladzijden: dict[str, list[str]], boek: str) -> None:
    assert [raak[0] for tekst in bladzijden[boek] for raak in MAKERSWOORDEN.finditer(EIGEN_NAAM.sub("", tekst))] == []


@pytest.mark.parametrize("boek", VOL)
def test_every_bar_of_a_chart_has_its_name(bladzijden: dict[str, list[str]], boek: str) -> None:
    """Where a name breaks over two lines a program leaves out every other one, unless it is told not to."""
    onder = (tekst.split("Verschil in bijdrage tussen")[-1] for tekst in bladzijden[boek])
    regels = [regel for tekst in onder for regel in tekst.splitlines()]
    naamloos = [regel for regel in regels if re.fullmatch(r" +-?\d+,\d%", regel)]
    assert naamloos == []


@pytest.mark.parametrize("boek", BOEKEN)
def test_no_figure_is_wider_than_its_column(bladzijden: dict[str, list[str]], boek: str) -> None:
    assert [tekst for tekst in bladzijden[boek] if "##" in tekst] == []


@pytest.mark.parametrize("boek", VOL)
def test_the_title_for_a_council_is_not_cut_off(werkboek: Callable[[str], Workbook], boek: str) -> None:
    """Where the name of the region does not fit it stands in the line below."""
    raad = werkboek(boek)["Raad"]
    titel = raad["A1"]
    breedte = sum(raad.column_dimensions[get_column_letter(kolom)].width for kolom in range(1, raad.max_column + 1))
    assert titel.font.sz / LETTER * tekstbreedte([str(titel.value)]) <= breedte
