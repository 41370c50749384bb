"""Fixtures for the workbooks: made-up plans of any shape, and LibreOffice as a second calculator."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from calc.gegevens import (
    PM,
    Begrotingsregel,
    Capaciteitsregel,
    Definitie,
    Formatieregel,
    Gegevens,
    Maatstafwaarde,
    Plan,
    Scenarioregel,
    Tarief,
    Vastgesteld,
)
from calc.inlezen import gegevens_van
from calc.regio import Regio, laad_regio
from calc.uitkomst import Uitkomst, bereken
from schemas.lezer import read_invoer, read_kop
from schemas.regio import RegioBestand
from schemas.werkboek import open_werkboek

VOORBEELD = Path(__file__).parents[2] / "templates" / "voorbeelden" / "zuid-limburg-2021.xlsx"

ALTIJD_HERREKENEN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Celwaarden = Mapping[str, Mapping[str, object]]
Herreken = Callable[[Sequence[Path]], Mapping[Path, Celwaarden]]


@pytest.fixture(scope="session")
def voorbeeldpad() -> Path:
    return VOORBEELD


@pytest.fixture(scope="session")
def voorbeeld() -> Gegevens:
    """The shipped example: the published year 2021."""
    boek = open_werkboek(VOORBEELD)
    regio = laad_regio(read_kop(boek).regio, VOORBEELD.parent)
    return gegevens_van(read_invoer(boek, regio), regio)


@pytest.fixture(scope="session")
def uitkomst(voorbeeld: Gegevens) -> Uitkomst:
    return bereken(voorbeeld)


@pytest.fixture(scope="session")
def herreken(tmp_path_factory: pytest.TempPathFactory) -> Herreken:
    """LibreOffice, told to recalculate whatever values a file holds: per file, per sheet, per cell the value it found.

    Without that setting it trusts the values in the file and this proves nothing.
    """
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        melding = "LibreOffice ontbreekt: apt-get install libreoffice-calc-nogui"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(melding)
        pytest.skip(melding)

    def reken(paden: Sequence[Path]) -> Mapping[Path, Celwaarden]:
        werk = tmp_path_factory.mktemp("libreoffice")
        (werk / "profiel" / "user").mkdir(parents=True)
        (werk / "profiel" / "user" / "registrymodifications.xcu").write_text(ALTIJD_HERREKENEN, encoding="utf-8")
        opdracht = [
            str(soffice), f"-env:UserInstallation={(werk / 'profiel').as_uri()}", "--headless", "--convert-to", "xlsx",
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
    blad: str
    cel: str
    formule: str
    in_bestand: object
    herrekend: object


@pytest.fixture(scope="session")
def verschillen(herreken: Herreken) -> Callable[[Sequence[Path]], list[Verschil]]:
    """Every formula cell whose value in the file is not what LibreOffice makes of the formula."""

    def vergelijk(paden: Sequence[Path]) -> list[Verschil]:
        herrekend = herreken(paden)
        return [
            Verschil(blad, plek, cel.formule, cel.waarde, gerekend)
            for pad in paden
            for blad, cellen in lees_cellen(pad).items()
            for plek, cel in cellen.items()
            if cel.formule and not _gelijk(cel.waarde, gerekend := herrekend[pad][blad].get(plek), procent=cel.procent)
        ]

    return vergelijk


def _gelijk(een: object, ander: object, *, procent: bool) -> bool:
    """Shares to 1e-12, everything else to well below a cent; an empty text is an empty cell to LibreOffice."""
    if isinstance(een, float) and isinstance(ander, float):
        marge = 1e-12 if procent else 1e-6
        return abs(een - ander) <= marge * max(1.0, abs(een) * 1e-6)
    return ("" if een is None else een) == ("" if ander is None else ander)


@dataclass(frozen=True)
class Proefplan:
    """A made-up plan: what matters for the sheets, the rest is filled in."""

    deelnemers: int = 3
    delen: Mapping[str, str] | None = None
    sluitregel: str = "grootste-rest"
    eenheid: str = "cent"
    bedragen: Mapping[int, str] | None = None
    vastgesteld: Sequence[int] = ()
    komt_later: int | None = None
    gaat_weg: int | None = None
    scenario: bool = True
    namen: Sequence[str] = ()


@pytest.fixture(scope="session")
def proefplan() -> Callable[..., Gegevens]:
    """Figures of a region that does not exist, of any size."""

    def maak(**keuzes: object) -> Gegevens:
        return _gegevens(Proefplan(**keuzes))  # type: ignore[arg-type]

    return maak


def _regio(vorm: Proefplan, delen: Mapping[str, str]) -> Regio:
    deelnemers = []
    for n in range(vorm.deelnemers):
        naam = vorm.namen[n] if n < len(vorm.namen) else f"Verzonnen {n + 1}"
        deelnemer: dict[str, object] = {"code": f"GM{9000 + n}", "naam": naam, "van": 2020, "bron": "verzonnen"}
        if n == vorm.komt_later:
            deelnemer["van"] = 2022
        if n == vorm.gaat_weg:
            deelnemer["tot_en_met"] = 2021
        deelnemers.append(deelnemer)
    eenheden = {"m2": "euro", "m3": "procent"}
    bestand = {
        "regio": "verzonnen-regio", "label": "Verzonnen regio", "centrumgemeente": "GM9000", "bron": "verzonnen",
        "deelnemers": deelnemers,
        "maatstaven": {
            deel: {
                "label": f"Maatstaf {deel}", "definitie": f"Wat {deel} telt",
                "eenheid": {2019: {"waarde": eenheden.get(deel, "aantal"), "bron": "verzonnen"}},
            }
            for deel in delen
            if deel != "rato"
        },
        "kostensoorten": {
            "zorg": {
                "label": "Kosten zorg", "grondslag": "verzonnen",
                "sluitregel": {2020: {"waarde": vorm.sluitregel, "bron": "verzonnen"}},
                "eenheid": {2020: {"waarde": vorm.eenheid, "bron": "verzonnen"}},
                "sleutel": {
                    2020: {"delen": {d: Decimal(g) for d, g in delen.items()}, "bron": "verzonnen"},
                },
            }
        },
    }  # fmt: skip
    return Regio(RegioBestand.model_validate(bestand))


def _gegevens(vorm: Proefplan) -> Gegevens:
    delen = vorm.delen or {"rato": "25", "m1": "25", "m2": "50"}
    regio = _regio(vorm, delen)
    codes = [d.code for d in regio.bestand.deelnemers]
    waarden = []
    for deel in delen:
        for peiljaar in (2019, 2020) if deel != "rato" else ():
            for n, code in enumerate(codes):
                getal = Decimal((n * 37 + len(deel) * 11 + peiljaar) % 97 + (n % 3))
                if deel == "m3":
                    # Percentages: equal parts, the remainder with the first.
                    getal = Decimal(10000 // len(codes)) / 100
                    getal += Decimal(100) - getal * len(codes) if n == 0 else 0
                waarden.append(Maatstafwaarde(deel, peiljaar, code, getal, f"Maatstaven!A{n}"))
    bedragen = {j: Decimal(b) for j, b in (vorm.bedragen or {2020: "1000", 2021: "1000.01", 2022: "999.97"}).items()}
    jaren = tuple(bedragen)
    bron, leeg, wie = "verzonnen", "", "deelnemers"
    zeven, half = dict.fromkeys(jaren, Decimal(7)), {jaren[1]: Decimal("0.5")}
    vast = [
        Vastgesteld("zorg", d.code, jaar, Decimal(10 + n), bron, "Vastgesteld!A1")
        for jaar in vorm.vastgesteld
        for n, d in enumerate(regio.deelnemers(jaar))
    ]
    per_jaar = dict.fromkeys(jaren, Decimal(0))
    begin = per_jaar | {jaren[0]: Decimal("2.5")}
    scenario = [
        Scenarioregel(
            "Budget", "budget", {j: Decimal(5000) for j in (*jaren, jaren[-1] + 1)}, None, leeg, leeg, bron, 5
        ),
        Scenarioregel("Zorg", "restpost", {}, None, leeg, leeg, bron, 6),
        Scenarioregel("Toegang", "post", dict.fromkeys((*jaren, jaren[-1] + 1), PM), None, leeg, leeg, bron, 7),
        Scenarioregel("Besparing", "besparing", {jaren[-1]: Decimal(100)}, None, leeg, leeg, bron, 8),
        Scenarioregel("Besparing 5%", "variant", {}, Decimal(5), "budget", leeg, bron, 9),
        Scenarioregel("Extra", "investering", {jaren[1]: Decimal(1)}, None, leeg, leeg, bron, 10),
    ]
    return Gegevens(
        regio=regio,
        plan=Plan(
            "verzonnen-regio", "Verzonnen plan", jaren[1], jaren[0], jaren[-1], jaren[-1] + 1, "voorlopig", "Verzonnen",
            leeg, leeg, None, leeg, bron, leeg,
        ),
        definities=tuple(
            Definitie(d, p, f"Wat {d} telt", str(p), bron, leeg) for d in delen for p in (2019, 2020) if d != "rato"
        ),
        maatstaven=tuple(waarden),
        begroting=(
            Begrotingsregel("zorg", "Inkoop", "kosten", "deelnemers", bedragen, leeg, bron, 5),
            Begrotingsregel("zorg", "Uren", "kosten", "deelnemers", {}, leeg, bron, 6),
            Begrotingsregel("zorg", "Handhaving *", "kosten", "opbrengst", zeven, leeg, bron, 7),
        ),
        capaciteit=(
            Capaciteitsregel("zorg", "Uren", "=Taak een", "Adviseur", begin, leeg, bron, 5),
            Capaciteitsregel("zorg", "Uren", "Taak twee", "Adviseur", per_jaar, "geschat", bron, 6),
        ),
        formatie=(Formatieregel("zorg", "Vast", "Jurist", "10", wie, half, leeg, bron, 5),),
        tarieven=(
            Tarief("Adviseur", leeg, "uur", 2019, Decimal(100), leeg, bron, 5),
            Tarief("Adviseur", leeg, "uur", jaren[1], Decimal(110), leeg, bron, 6),
            Tarief(leeg, "10", "fte", 2019, Decimal(90000), "geschat", bron, 7),
        ),
        vastgesteld=tuple(vast),
        scenario=tuple(scenario) if vorm.scenario else (),
        gedrukt=(),
        meldingen=(),
        bestand="verzonnen.xlsx",
        sha256="0" * 64,
    )  # fmt: skip
