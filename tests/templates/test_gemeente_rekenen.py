"""A second engine on the participants' workbooks: LibreOffice finds every value, and prints the letter on one page."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Gegevens
from schemas.kernwoorden import SLUITREGELS, Sluitregel
from templates.gemeente.gemeenteboek import deelnemers, maak_gemeenteboek

PUNTEN_A4 = (595.0, 842.0)


def _schrijf(uitkomst: Uitkomst, map: Path, codes: Sequence[str], voor: str = "") -> list[Path]:
    paden = []
    for code in codes:
        pad = map / f"{voor}{code}.xlsx"
        pad.write_bytes(maak_gemeenteboek(uitkomst, code, versie="2026.1"))
        paden.append(pad)
    return paden


@pytest.mark.parametrize("sluitregel", ["open", "grootste-rest"])
def test_libreoffice_finds_every_value_of_all_sixteen(
    sluitregel: Sluitregel, uitkomst: Uitkomst, tmp_path: Path, verschillen: Callable[[Sequence[Path]], list[object]]
) -> None:
    gerekend = bereken(uitkomst.gegevens, sluitregel)
    paden = _schrijf(gerekend, tmp_path, deelnemers(gerekend))
    assert len(paden) == 16
    assert verschillen(paden) == []


def test_libreoffice_finds_every_value_of_regions_of_any_size(
    proefplan: Callable[..., Gegevens], tmp_path: Path, verschillen: Callable[[Sequence[Path]], list[object]]
) -> None:
    """Each rule with 3 and 30 participants, one who leaves and one who joins, and years decided before."""
    rond = {2020: "100000", 2021: "123457", 2022: "90001"}
    vier = {"rato": "10", "m1": "20", "m2": "30", "m3": "40"}
    paden = []
    for nummer, regel in enumerate(SLUITREGELS):
        vormen = [
            proefplan(deelnemers=3, sluitregel=regel),
            proefplan(deelnemers=30, sluitregel=regel, delen=vier, eenheid="euro", bedragen=rond),
            proefplan(deelnemers=5, sluitregel=regel, komt_later=1, gaat_weg=2),
            proefplan(deelnemers=4, sluitregel=regel, vastgesteld=(2020, 2021), delen={"m1": "1"}),
        ]
        for vorm, gegevens in enumerate(vormen):
            uitkomst = bereken(gegevens)
            codes = deelnemers(uitkomst)
            paden += _schrijf(uitkomst, tmp_path, codes[-1:], f"{nummer}-{vorm}-")
    assert verschillen(paden) == []


def test_a_planted_wrong_value_is_found(
    uitkomst: Uitkomst, tmp_path: Path, verschillen: Callable[[Sequence[Path]], list[object]]
) -> None:
    pad = tmp_path / "fout.xlsx"
    data = maak_gemeenteboek(uitkomst, "GM0888", versie="1")
    boek = load_workbook(_schrijf(uitkomst, tmp_path, ["GM0888"])[0])
    titel, cel = next(boek.defined_names["bijdrage"].destinations)
    nummer = boek.sheetnames.index(titel) + 1
    pad.write_bytes(
        _met_andere_waarde(data, f"xl/worksheets/sheet{nummer}.xml", b"<v>109040.03</v>", b"<v>109040.04</v>")
    )
    gevonden = verschillen([pad])
    assert {getattr(v, "cel", "") for v in gevonden} >= {cel.replace("$", "")}


def _met_andere_waarde(data: bytes, deel: str, oud: bytes, nieuw: bytes) -> bytes:
    uit = BytesIO()
    with ZipFile(BytesIO(data)) as bron, ZipFile(uit, "w") as doel:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == deel:
                assert oud in inhoud
                inhoud = inhoud.replace(oud, nieuw)
            doel.writestr(naam, inhoud)
    return uit.getvalue()


def _alleen_de_brief(pad: Path) -> Path:
    """A workbook of the letter alone, with the values that stood in it."""
    boek = load_workbook(pad, data_only=True)
    for ws in boek.worksheets[1:]:
        boek.remove(ws)
    brief = pad.with_name(f"brief-{pad.name}")
    boek.save(brief)
    return brief


def _paginas(soffice: str, paden: Sequence[Path], map: Path) -> dict[str, int]:
    opdracht = [soffice, f"-env:UserInstallation={(map / 'profiel').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*opdracht, "--outdir", str(map / "pdf"), *map_(paden)], check=True, capture_output=True, timeout=600
    )
    return {
        pad.stem: len(re.findall(rb"/Type\s*/Page\b(?!s)", (map / "pdf" / f"{pad.stem}.pdf").read_bytes()))
        for pad in paden
    }


def map_(paden: Sequence[Path]) -> list[str]:
    return [str(pad) for pad in paden]


def test_the_letter_prints_on_exactly_one_page(
    soffice: str, uitkomst: Uitkomst, proefplan: Callable[..., Gegevens], tmp_path: Path
) -> None:
    lang = bereken(proefplan(namen=("Sint-Michielsgestel aan de Lange Geul en Omstreken", "'t Kort")))
    paden = _schrijf(uitkomst, tmp_path, ("GM0888", "GM0935", "GM0994"))
    paden += _schrijf(lang, tmp_path, deelnemers(lang))
    brieven = [_alleen_de_brief(pad) for pad in paden]
    assert set(_paginas(soffice, brieven, tmp_path).values()) == {1}


def test_the_letter_is_not_shrunk_until_nobody_can_read_it(uitkomst: Uitkomst, tmp_path: Path) -> None:
    for pad in _schrijf(uitkomst, tmp_path, deelnemers(uitkomst)):
        assert _schaal(load_workbook(pad)["Brief"]) > 0.85, pad.name


def _schaal(ws: Worksheet) -> float:
    """How much a sheet must shrink to fit on one A4, upright."""
    assert ws.page_setup.orientation == "portrait"
    assert (ws.page_setup.fitToWidth, ws.page_setup.fitToHeight) == (1, 1)
    marges = ws.page_margins
    breed = PUNTEN_A4[0] - 72 * (marges.left + marges.right)
    hoog = PUNTEN_A4[1] - 72 * (marges.top + marges.bottom)
    kolommen = sum((ws.column_dimensions[letter].width * 7 + 5) * 0.75 for letter in "ABCDEFG")
    laatste = int(re.findall(r"\d+", ws.print_area)[-1])
    rijen = sum(ws.row_dimensions[rij].height or 15 for rij in range(1, laatste + 1))
    return min(1.0, breed / kolommen, hoog / rijen)
