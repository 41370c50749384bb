"""What prints is what is read: how many pages the books of the example take, and what stays out of them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from calc.uitkomst import Uitkomst
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

MEESTE: dict[str, int] = {"regio": 25, "GM0888": 8, "GM0917": 8}


@pytest.fixture(scope="module")
def afgedrukt(
    uitkomst: Uitkomst, soffice: str, programma: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The text of each page, per book, as LibreOffice prints it."""
    map_, lezer = tmp_path_factory.mktemp("afdruk"), programma("pdftotext", "poppler-utils", "pdftotext")
    boeken = {"regio": maak_uitvoeringsplan(uitkomst, versie="1")}
    boeken |= {code: maak_gemeenteboek(uitkomst, code, versie="1") for code in ("GM0888", "GM0917")}
    for naam, inhoud in boeken.items():
        (map_ / f"{naam}.xlsx").write_bytes(inhoud)
    paden = [str(map_ / f"{naam}.xlsx") for naam in boeken]
    profiel = f"-env:UserInstallation={(map_ / 'profiel').as_uri()}"
    opdracht = [soffice, profiel, "--headless", "--convert-to", "pdf", "--outdir", str(map_), *paden]
    subprocess.run(opdracht, check=True, capture_output=True)

    def bladzijden(pad: Path) -> list[str]:
        gelezen = subprocess.run([lezer, "-layout", str(pad), "-"], check=True, capture_output=True, text=True)
        return gelezen.stdout.split("\f")[:-1]

    return {naam: bladzijden(map_ / f"{naam}.pdf") for naam in boeken}


@pytest.mark.parametrize("boek", MEESTE)
def test_a_book_has_no_more_pages_than_are_read(afgedrukt: dict[str, list[str]], boek: str) -> None:
    assert len(afgedrukt[boek]) <= MEESTE[boek]


@pytest.mark.parametrize("boek", MEESTE)
def test_what_is_looked_up_is_not_printed(afgedrukt: dict[str, list[str]], boek: str) -> None:
    bladen = {raak[1].strip() for tekst in afgedrukt[boek] for raak in re.finditer(r"  ([\w ]+) · blad \d", tekst)}
    assert bladen
    assert not [blad for blad in bladen if blad.startswith(("Invoer", "Rekenblad", "Grafiekgegevens"))]


@pytest.mark.parametrize("boek", MEESTE)
def test_no_page_is_nearly_empty(afgedrukt: dict[str, list[str]], boek: str) -> None:
    """A head, a foot and a line or two: that is no page."""
    regels = [sum(bool(regel.strip()) for regel in tekst.splitlines()) for tekst in afgedrukt[boek]]
    assert min(regels) > 8
