"""What every room needs: the published tables, the example calculated once, LibreOffice as a second calculator."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from calc.uitkomst import Uitkomst, bereken
from cli import main
from schemas.gegevens import Gegevens
from schemas.geldend import laad_regio
from schemas.inname import lees_invoer
from schemas.invoer import Kop
from templates.voorbeelden import voorbeeld
from templates.werkmap.invoerboek import Invoerboek, Invoerrij, maak_invoerboek

# What makes templates and examples is not installed. Last on the path, so that the package itself is the installed one.
sys.path.append(str(Path(__file__).parents[1]))

# A property is a promise about figures, not about the speed of this machine.
settings.register_profile("verdeelwijzer", deadline=None)
settings.load_profile("verdeelwijzer")

BRON = Path(__file__).parent / "bron" / "transformatieplan-2021"
REGIOS = Path(__file__).parent / "regios"
ALTIJD_HERREKENEN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Celwaarden = Mapping[str, Mapping[str, object]]
Roep = Callable[..., Result]
Herreken = Callable[[Sequence[Path]], Mapping[Path, Celwaarden]]


@pytest.fixture(scope="session")
def documentatie() -> str:
    """Everything that is written for users: an example of it is held wherever it stands."""
    return "\n".join(
        pad.read_text(encoding="utf-8") for pad in sorted((Path(__file__).parents[1] / "docs").glob("*.md"))
    )


@pytest.fixture(scope="session")
def bron() -> Callable[[str], list[dict[str, str]]]:
    """The rows of one published table, as printed."""

    def rijen(naam: str) -> list[dict[str, str]]:
        paden = [BRON / f"{naam}.csv", BRON / f"{naam}_zoals_gedrukt.csv"]
        pad = next(pad for pad in paden if pad.exists())
        with pad.open(encoding="utf-8", newline="") as stroom:
            return list(csv.DictReader(stroom))

    return rijen


@pytest.fixture(scope="session")
def invoer() -> Path:
    """The shipped example."""
    pad = voorbeeld("zuid-limburg-2021")
    assert pad is not None
    return pad


@pytest.fixture(scope="session")
def gegevens(invoer: Path) -> Gegevens:
    return lees_invoer(invoer)


@pytest.fixture(scope="session")
def uitkomst(gegevens: Gegevens) -> Uitkomst:
    return bereken(gegevens)


@pytest.fixture(scope="session")
def voorbeeldboek(uitkomst: Uitkomst) -> Callable[[str], bytes]:
    """A workbook of the example: of the region, or of the participant with this code. Each is filled once."""
    from templates.gemeente.gemeenteboek import maak_gemeenteboek
    from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

    @cache
    def boek(code: str) -> bytes:
        if not code:
            return maak_uitvoeringsplan(uitkomst, versie="1.0")
        return maak_gemeenteboek(uitkomst, code, versie="1.0")

    return boek


@pytest.fixture(scope="session")
def roep() -> Roep:
    """Run the command through its real front; a leaked exception other than the exit itself fails the test."""

    def uitvoeren(*args: object, **extra: Any) -> Result:
        resultaat = CliRunner().invoke(main, [str(arg) for arg in args], **extra)
        assert resultaat.exception is None or isinstance(resultaat.exception, SystemExit)
        assert "Traceback" not in resultaat.output
        return resultaat

    return uitvoeren


@pytest.fixture(scope="session")
def maak_drieland() -> Callable[[Path], Path]:
    """Writes the input of a plan of three municipalities that do not exist, with its region file beside it."""
    plan: Invoerrij = {
        "regio": "drieland", "titel": "Verzonnen plan", "jaar": 2025, "basisjaar": 2024, "laatste_jaar": 2025,
        "scenario_tot_en_met": 2025, "status": "voorlopig", "opsteller": "Noordwoude", "bron": "Verzonnen",
    }  # fmt: skip
    definitie: Invoerrij = {"maatstaf": "inwoners", "peiljaar": 2023, "definitie": "Inwoners", "bron": "Verzonnen"}
    inwoners = {"Noordwoude": 5000, "Zuidermeer": 3000, "Oosterhorst": 2000}
    maatstaven: list[Invoerrij] = [{"peiljaar": 2023, "gemeente": n, "inwoners": a} for n, a in inwoners.items()]
    begroting: Invoerrij = {
        "kostensoort": "vervoer", "post": "Ritten", "soort": "kosten", "dekking": "deelnemers", "bron": "Verzonnen",
        "2024": Decimal("1000.01"), "2025": Decimal("1000.01"),
    }  # fmt: skip
    bladen = {"Definities": [definitie], "Maatstaven": maatstaven, "Begroting": [begroting]}
    boek = Invoerboek(plan, bladen, Kop("drieland", 2025, 2024, 2025, 2025, "voorlopig"))
    inhoud = maak_invoerboek(boek, laad_regio("drieland", REGIOS), datetime(2025, 1, 1))

    def schrijf(map: Path) -> Path:
        map.mkdir(parents=True, exist_ok=True)
        shutil.copy(REGIOS / "drieland.yaml", map)
        (map / "drieland-2025.xlsx").write_bytes(inhoud)
        return map / "drieland-2025.xlsx"

    return schrijf


Programma = Callable[..., str]


@pytest.fixture(scope="session")
def programma() -> Programma:
    """Where a system program is; a test that lacks it says what to install, and fails in CI."""

    def zoek(naam: str, pakket: str, *bevelen: str) -> str:
        for bevel in bevelen:
            if (pad := shutil.which(bevel)) is not None:
                return pad
        ontbreekt(naam, pakket)

    return zoek


def ontbreekt(naam: str, pakket: str) -> NoReturn:
    melding = f"{naam} ontbreekt: apt-get install {pakket}"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(melding)
    pytest.skip(melding)


@pytest.fixture(scope="session")
def soffice(programma: Programma) -> str:
    return programma("LibreOffice", "libreoffice-calc-nogui", "soffice", "libreoffice")


@pytest.fixture(scope="session")
def writer(soffice: str) -> str:
    """LibreOffice with the part that reads documents, which Debian has as a package of its own."""
    if not any(Path(soffice).resolve().parent.glob("*swlo.*")):
        ontbreekt("LibreOffice Writer", "libreoffice-writer-nogui")
    return soffice


@pytest.fixture(scope="session")
def herreken(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Herreken:
    """LibreOffice, told to recalculate whatever values a file holds: per file, per sheet, per cell the value it found.

    Without that setting it trusts the values in the file and this proves nothing.
    """

    def reken(paden: Sequence[Path]) -> Mapping[Path, Celwaarden]:
        werk = tmp_path_factory.mktemp("libreoffice")
        (werk / "profiel" / "user").mkdir(parents=True)
        (werk / "profiel" / "user" / "registrymodifications.xcu").write_text(ALTIJD_HERREKENEN, encoding="utf-8")
        opdracht = [
            soffice, f"-env:UserInstallation={(werk / 'profiel').as_uri()}", "--headless", "--convert-to", "xlsx",
            "--outdir", str(werk / "uit"), *map(str, paden),
        ]  # fmt: skip
        subprocess.run(opdracht, check=True, capture_output=True, timeout=600)
        return {pad: celwaarden(werk / "uit" / pad.name) for pad in paden}

    return reken


def celwaarden(pad: Path) -> Celwaarden:
    """Every value of a workbook, by sheet and cell."""
    return {
        blad: {plek: cel.waarde for plek, cel in cellen.items() if cel.waarde is not None}
        for blad, cellen in lees_cellen(pad).items()
    }


@dataclass(frozen=True)
class Cel:
    formule: str
    waarde: object
    procent: bool


def lees_cellen(pad: Path) -> dict[str, dict[str, Cel]]:
    """The cells of a workbook straight from its XML: with formula and value at once, and many times faster than
    openpyxl.
    """
    with ZipFile(pad) as archief:
        werkboek, relaties = (
            ElementTree.fromstring(archief.read(f"xl/{n}")) for n in ("workbook.xml", "_rels/workbook.xml.rels")
        )
        doel = {r.get("Id"): str(r.get("Target")) for r in relaties}
        gedeeld = _gedeelde_teksten(archief)
        procenten = _procentstijlen(archief)
        bladen = {}
        for blad in werkboek.iter(f"{NS}sheet"):
            pad_in_archief = doel[blad.get(f"{R}id")]
            naam = pad_in_archief.lstrip("/") if pad_in_archief.startswith("/") else f"xl/{pad_in_archief}"
            bladen[str(blad.get("name"))] = {
                str(c.get("r")): Cel(
                    f"={c.findtext(f'{NS}f')}" if c.find(f"{NS}f") is not None else "",
                    _waarde(c, gedeeld),
                    c.get("s") in procenten,
                )
                for c in ElementTree.fromstring(archief.read(naam)).iter(f"{NS}c")
            }
    return bladen


def _gedeelde_teksten(archief: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archief.namelist():
        return []
    return [
        "".join(t.text or "" for t in si.iter(f"{NS}t"))
        for si in ElementTree.fromstring(archief.read("xl/sharedStrings.xml"))
    ]


def _procentstijlen(archief: ZipFile) -> set[str]:
    """The numbers of the cell formats that show a percentage."""
    stijlen = ElementTree.fromstring(archief.read("xl/styles.xml"))
    eigen = {f.get("numFmtId") for f in stijlen.iter(f"{NS}numFmt") if "%" in str(f.get("formatCode"))}
    vormen = stijlen.find(f"{NS}cellXfs")
    assert vormen is not None
    return {str(n) for n, xf in enumerate(vormen) if xf.get("numFmtId") in eigen | {"9", "10"}}


def _waarde(c: ElementTree.Element, gedeeld: Sequence[str]) -> object:
    soort, tekst = c.get("t", "n"), c.findtext(f"{NS}v")
    if soort == "inlineStr":
        return "".join(t.text or "" for t in c.iter(f"{NS}t"))
    if tekst is None:
        return None
    if soort == "s":
        return gedeeld[int(tekst)]
    if soort == "b":
        return tekst == "1"
    return tekst if soort in ("str", "e") else float(tekst)


@dataclass(frozen=True)
class Verschil:
    bestand: str
    blad: str
    cel: str
    formule: str
    in_bestand: object
    herrekend: object


@pytest.fixture(scope="session")
def cellen() -> Callable[[Path], Mapping[str, Mapping[str, Cel]]]:
    """The cells of a workbook with formula and value at once, by sheet and place."""
    return lees_cellen


@pytest.fixture(scope="session")
def verschillen(herreken: Herreken) -> Callable[..., list[Verschil]]:
    """Every formula cell whose value in the file is not what LibreOffice makes of the formula.

    `anders` is a folder with the same files in a form that is calculated sooner.
    """

    def vergelijk(paden: Sequence[Path], anders: Path | None = None) -> list[Verschil]:
        gerekend_van = {pad: pad if anders is None else anders / pad.name for pad in paden}
        herrekend = herreken(list(gerekend_van.values()))
        return [
            Verschil(pad.name, blad, plek, cel.formule, cel.waarde, gerekend)
            for pad in paden
            for blad, cellen in lees_cellen(pad).items()
            for plek, cel in cellen.items()
            if cel.formule
            and not _gelijk(cel.waarde, gerekend := herrekend[gerekend_van[pad]][blad].get(plek), procent=cel.procent)
        ]

    return vergelijk


def _gelijk(een: object, ander: object, *, procent: bool) -> bool:
    """Shares to 1e-12, everything else to well below a cent; an empty text is an empty cell to LibreOffice.

    It writes fifteen figures, so a share of many times the whole cannot be compared closer than that.
    """
    if isinstance(een, float) and isinstance(ander, float):
        marge = 1e-12 if procent else 1e-6
        return abs(een - ander) <= max(marge * max(1.0, abs(een) * 1e-6), abs(een) * 5e-15)
    return ("" if een is None else een) == ("" if ander is None else ander)


@pytest.fixture(scope="session")
def anders_genoemd() -> Callable[[bytes], bytes]:
    """A workbook whose parts are called as Excel on the web calls them, and the list of types in small letters."""
    namen = {f"{deel}.xml": f"{deel}2.xml" for deel in ("workbook", "styles", "sharedStrings")}

    def hernoem(inhoud: bytes) -> bytes:
        uit = BytesIO()
        with ZipFile(BytesIO(inhoud)) as bron, ZipFile(uit, "w") as doel:
            for naam in bron.namelist():
                deel, nieuw = bron.read(naam), naam
                for oud, ander in namen.items():
                    nieuw = nieuw.replace(oud, ander)
                    if naam.endswith((".rels", "[Content_Types].xml")):
                        deel = deel.replace(oud.encode(), ander.encode())
                doel.writestr("[content_types].xml" if naam == "[Content_Types].xml" else nieuw, deel)
        return uit.getvalue()

    return hernoem


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long ones run in CI, and when they are asked for."""
    if os.environ.get("CI", "").lower() != "true" and "groot" not in config.option.markexpr:
        for item in items:
            if "groot" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="duurt lang: pytest -m groot"))
