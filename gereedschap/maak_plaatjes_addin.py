"""Makes the pictures of the add-in anew: its pages in Chromium, with the server as the command starts it.

python gereedschap/maak_plaatjes_addin.py        (needs chromium, and the Python packages playwright and openpyxl)

Excel is played by the same file as in the tests: the pane is real, the workbook behind it is not.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Browser, Page, sync_playwright

HIER = Path(__file__).parents[1] / "docs"
PLAATJES = HIER / "plaatjes"
NAMAAK = HIER.parent / "tests" / "xladdin" / "paginas" / "office_namaak.js"
POORT = 8453
SCHAAL = 2
VENSTER = (350, 640)
PAGINA = (900, 700)


def main() -> None:
    chromium = shutil.which("chromium") or sys.exit("Chromium ontbreekt: apt-get install chromium")
    with (
        tempfile.TemporaryDirectory() as tijdelijk,
        server(Path(tijdelijk)) as (basis, code),
        sync_playwright() as spel,
    ):
        bladeraar = spel.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        goed, fout = voorbeelden(Path(tijdelijk))
        venster_met_fouten(bladeraar, basis, code, fout)
        vensters(bladeraar, basis, code, goed)
        opgave(bladeraar, basis, code, fout)
        bladeraar.close()


@contextmanager
def server(map: Path) -> Iterator[tuple[str, str]]:
    logboek = map / "logboek"
    omgeving = {**os.environ, "HOME": str(map), "XDG_CONFIG_HOME": str(map)}
    opdracht = [sys.executable, "-m", "cli", "addin", "start", "--poort", str(POORT)]
    with logboek.open("w", encoding="utf-8") as stroom:
        proces = subprocess.Popen(opdracht, env=omgeving, stdout=stroom, stderr=stroom)
    try:
        while (gevonden := re.search(r"#startcode=(\S+)", logboek.read_text(encoding="utf-8"))) is None:
            if proces.poll() is not None:
                sys.exit(logboek.read_text(encoding="utf-8"))
            time.sleep(0.1)
        yield f"https://localhost:{POORT}", gevonden[1]
    finally:
        proces.terminate()
        proces.wait(60)


def voorbeelden(map: Path) -> tuple[Path, Path]:
    """The shipped example, and one in which two cells are wrong."""
    opdracht = [sys.executable, "-m", "cli", "voorbeeld", "zuid-limburg-2021", "--naar", str(map / "invoer.xlsx")]
    subprocess.run(opdracht, check=True, stdout=subprocess.DEVNULL)
    boek = openpyxl.load_workbook(map / "invoer.xlsx")
    blad = boek["Maatstaven"]
    blad["C9"].value, blad["D7"].value = "Gulpen-Witem", -10
    boek.save(map / "invoer-met-fouten.xlsx")
    return map / "invoer.xlsx", map / "invoer-met-fouten.xlsx"


def open_venster(bladeraar: Browser, basis: str, code: str, invoer: Path) -> Page:
    inhoud = invoer.read_bytes()
    begin: dict[str, Any] = {
        "naam": invoer.name,
        "host": "Excel",
        "versie": 17,
        "token": "",
        "selectie": {"blad": "Plan", "adres": "H30"},
        "bladen": {blad: {} for blad in bladen(inhoud)} | {"Voorblad": {}},
        "bytes": base64.b64encode(inhoud).decode(),
    }
    page = open_pagina(bladeraar, VENSTER)
    page.expose_function("__bladnamen", lambda tekst: bladen(base64.b64decode(tekst)))
    page.add_init_script(f"window.__begin = {json.dumps(begin)};")
    page.add_init_script(f"localStorage.setItem('verdeelwijzer.startcode', {json.dumps(code)});")
    page.route("**/office.js", lambda weg: weg.fulfill(content_type="text/javascript", body=NAMAAK.read_text()))
    page.goto(f"{basis}/taskpane.html")
    page.locator("#delen").wait_for()
    return page


def open_pagina(bladeraar: Browser, maat: tuple[int, int]) -> Page:
    plek = bladeraar.new_context(
        viewport={"width": maat[0], "height": maat[1]}, device_scale_factor=SCHAAL, ignore_https_errors=True
    )
    return plek.new_page()


def bladen(inhoud: bytes) -> list[str]:
    return list(openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True).sheetnames)


def bewaar(page: Page, naam: str, *, hoog: int | None = None) -> None:
    page.mouse.move(0, 0)
    if hoog is not None:
        page.set_viewport_size({"width": page.viewport_size["width"] if page.viewport_size else 0, "height": hoog})
    page.evaluate("document.activeElement.closest('dialog') || document.activeElement.blur()")
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=PLAATJES / naam)


def venster_met_fouten(bladeraar: Browser, basis: str, code: str, fout: Path) -> None:
    page = open_venster(bladeraar, basis, code, fout)
    page.get_by_role("button", name="Controleer de werkmap").click()
    page.locator("#controleer-uitkomst .oordeel").wait_for()
    bewaar(page, "taakvenster-controleer.png", hoog=860)


def vensters(bladeraar: Browser, basis: str, code: str, goed: Path) -> None:
    page = open_venster(bladeraar, basis, code, goed)
    page.get_by_role("tab", name="Vul plan").click()
    page.get_by_role("button", name="Maak de bladen").click()
    page.get_by_role("dialog").wait_for()
    bewaar(page, "taakvenster-vraag.png")
    page.get_by_role("button", name="Vervangen").click()
    page.locator("#vul-uitkomst .oordeel").wait_for()
    bewaar(page, "taakvenster-plan.png")
    page.get_by_role("tab", name="Functies").click()
    page.get_by_label("Zoek een functie").fill("verdeel")
    page.locator("summary:visible").first.click()
    bewaar(page, "taakvenster-functies.png", hoog=820)
    page.get_by_role("tab", name="Over").click()
    bewaar(page, "taakvenster-over.png", hoog=860)


def opgave(bladeraar: Browser, basis: str, code: str, fout: Path) -> None:
    page = open_pagina(bladeraar, PAGINA)
    page.goto(f"{basis}/opgave#startcode={code}")
    page.get_by_label("Kies bestanden").set_input_files(fout)
    page.locator(".bestand .oordeel").wait_for()
    bewaar(page, "opgave.png", hoog=960)


if __name__ == "__main__":
    main()
