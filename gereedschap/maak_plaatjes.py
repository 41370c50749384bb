"""Makes the pictures of the README and the manual anew: fills the example, prints it with LibreOffice, cuts out pages.

python gereedschap/maak_plaatjes.py        (needs soffice, pdftoppm and pdftotext)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PLAATJES = Path(__file__).parents[1] / "docs" / "plaatjes"
REGIO, BEEK = "zuid-limburg-2021-uitvoeringsplan", "zuid-limburg-2021-GM0888"
# Picture, workbook, words that only that page has, and what to keep of it in thousandths: left, top, width, height.
UITSNEDEN = [
    ("voorblad.png", REGIO, ["Kerncijfers", "Onderbouwing"], (40, 30, 920, 930)),
    ("verdeling-inkoop.png", REGIO, ["Verdeling inkoop 2021", "Valkenburg aan de Geul"], (30, 30, 940, 690)),
    ("grafiek.png", REGIO, ["Bijdrage per gemeente in 2021, naast 2020", "600.000"], (30, 30, 940, 540)),
    ("brief.png", BEEK, ["Uw bijdrage in 2021"], (40, 30, 920, 930)),
]
# Figures as a Dutch reader sees them.
NEDERLANDS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item>
</oor:items>
"""
PUNTEN_PER_DUIM = 110


def main() -> None:
    with tempfile.TemporaryDirectory() as tijdelijk:
        map = Path(tijdelijk)
        profiel = map / "profiel" / "user"
        profiel.mkdir(parents=True)
        (profiel / "registrymodifications.xcu").write_text(NEDERLANDS, encoding="utf-8")
        plan = [sys.executable, "-m", "cli", "plan", "zuid-limburg-2021", "--naar", str(map)]
        subprocess.run(plan, check=True, stdout=subprocess.DEVNULL)
        for boek in {boek for _, boek, _, _ in UITSNEDEN}:
            instelling = f"-env:UserInstallation={profiel.parent.as_uri()}"
            naar_pdf = ["soffice", instelling, "--headless", "--convert-to", "pdf", "--outdir", str(map)]
            subprocess.run([*naar_pdf, str(map / f"{boek}.xlsx")], check=True, stdout=subprocess.DEVNULL)
        for naam, boek, woorden, uitsnede in UITSNEDEN:
            snijd(map / f"{boek}.pdf", woorden, uitsnede, PLAATJES / naam)


def snijd(pdf: Path, woorden: list[str], uitsnede: tuple[int, int, int, int], doel: Path) -> None:
    """Cut the first page that has all the words out of a PDF."""
    bladzijden = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    nummer = next(
        n
        for n, tekst in enumerate(bladzijden.stdout.split("\f"), start=1)
        if all(woord in " ".join(tekst.split()) for woord in woorden)
    )
    maten = subprocess.run(["pdfinfo", "-f", str(nummer), "-l", str(nummer), str(pdf)], check=True, capture_output=True)
    regel = next(r for r in maten.stdout.decode().splitlines() if r.startswith("Page") and "size" in r)
    breed, hoog = (float(stuk) / 72 * PUNTEN_PER_DUIM for stuk in (regel.split()[3], regel.split()[5]))
    links, boven, breedte, hoogte = uitsnede
    plek = {
        "-x": breed * links / 1000,
        "-y": hoog * boven / 1000,
        "-W": breed * breedte / 1000,
        "-H": hoog * hoogte / 1000,
    }
    snede = [woord for optie, maat in plek.items() for woord in (optie, str(round(maat)))]
    opdracht = ["pdftoppm", "-r", str(PUNTEN_PER_DUIM), "-f", str(nummer), "-l", str(nummer), *snede]
    subprocess.run([*opdracht, "-singlefile", "-png", str(pdf), str(doel.with_suffix(""))], check=True)


if __name__ == "__main__":
    main()
