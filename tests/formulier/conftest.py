"""Forms as they are sent, and as they come back: filled in, spoiled, or rewritten by another program."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from calc.uitvraag import uitvraag_van
from schemas.formulier import BLAD, KOLOMMEN, VELDEN, Opgave, Uitvraag
from schemas.formulierlezer import lees_formulier
from schemas.fouten import Gebruikersfout
from schemas.geldend import Regio, laad_regio
from schemas.inname import lees_werkboek
from schemas.kenmerk import GEHEIMBESTAND, kenmerk
from templates.formulier.opgaveformulier import maak_opgaveformulier

GEHEIM = b"g" * 32
REGIOS = Path(__file__).parents[1] / "regios"
ALTIJD_HERREKENEN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""

Verander = Callable[[Worksheet], object]


class Formulier:
    """A form in the hands of a sender: cells by label, and figures by maatstaf."""

    def __init__(self, ws: Worksheet) -> None:
        self.ws = ws
        self.kop = next(rij for rij in range(1, 60) if ws.cell(rij, 1).value == KOLOMMEN["maatstaf"])

    def veld(self, naam: str, waarde: object) -> None:
        for rij in self.ws.iter_rows():
            for cel in rij:
                if cel.value == VELDEN[naam]:
                    doel = self.ws.cell(cel.row, cel.column + 1)
                    doel.value = waarde  # type: ignore[assignment]
                    if isinstance(waarde, str):
                        doel.data_type = "s"
                    return
        raise AssertionError(naam)

    def cel(self, label: str, kolom: str):
        rij = next(r for r in range(self.kop + 1, self.kop + 9) if self.ws.cell(r, 1).value == label)
        return self.ws.cell(rij, list(KOLOMMEN).index(kolom) + 1)

    def vul(
        self, cijfers: Mapping[str, object], stand: str = "definitief", dag: date | None = date(2022, 2, 3)
    ) -> None:
        """As a sender who makes no mistakes; a label without a figure stays empty."""
        for label, waarde in cijfers.items():
            self.cel(label, "waarde").value = waarde
            self.cel(label, "stand").value = stand
        self.veld("ingevuld_door", "Controller")
        self.veld("contact", "controller@gemeente.example")
        self.veld("datum", dag)


GOED = {"Jongeren": 3000, "Toekenningen": 400, "Declaraties": 500}


@pytest.fixture(scope="session")
def klein(invoer: Path) -> bytes:
    """The example with two of its published figures, so that each test reads it in a moment."""
    boek = load_workbook(invoer)
    boek["Gepubliceerd"].delete_rows(7, boek["Gepubliceerd"].max_row)
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


@pytest.fixture(scope="session")
def regio() -> Regio:
    return laad_regio("zuid-limburg")


@pytest.fixture(scope="session")
def uitvraag(regio: Regio) -> Uitvraag:
    """What is asked for the plan of 2022: counts of 2021."""
    return uitvraag_van(regio, 2022)


@pytest.fixture(scope="session")
def drieland() -> Regio:
    return laad_regio("drieland", REGIOS)


@pytest.fixture(scope="session")
def leeg() -> Callable[..., bytes]:
    """The form of one participant as it is sent."""

    def maak(uitvraag: Uitvraag, code: str = "GM0888", **vorig: str) -> bytes:
        sleutel = kenmerk(GEHEIM, uitvraag.regio, uitvraag.jaar, code)
        return maak_opgaveformulier(uitvraag, uitvraag.deelnemers[code], sleutel, vorig)

    return maak


@pytest.fixture
def ingevuld(uitvraag: Uitvraag, leeg: Callable[..., bytes]) -> Callable[..., bytes]:
    """A good form after one change."""

    def maak(verander: Callable[[Formulier], object] = lambda formulier: None, code: str = "GM0888") -> bytes:
        boek = load_workbook(BytesIO(leeg(uitvraag, code)))
        formulier = Formulier(boek[BLAD])
        formulier.vul(GOED)
        verander(formulier)
        uit = BytesIO()
        boek.save(uit)
        return uit.getvalue()

    return maak


@pytest.fixture
def lees(uitvraag: Uitvraag) -> Callable[..., Opgave]:
    def lezen(inhoud: bytes, geheim: bytes | None = GEHEIM) -> Opgave:
        return lees_formulier(lees_werkboek(inhoud, "opgave.xlsx"), uitvraag, geheim)

    return lezen


@pytest.fixture
def fouten(ingevuld: Callable[..., bytes], lees: Callable[..., Opgave]) -> Callable[..., str]:
    """The whole message about a form after one change."""

    def melding(verander: Callable[[Formulier], object], **extra: object) -> str:
        with pytest.raises(Gebruikersfout) as gevonden:
            lees(ingevuld(verander), **extra)
        return str(gevonden.value)

    return melding


@pytest.fixture(scope="session")
def libreoffice(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[bytes]]:
    """Files as LibreOffice writes them back, every formula recalculated."""

    def zet_om(*inhoud: bytes, naar: str = "xlsx") -> list[bytes]:
        werk = tmp_path_factory.mktemp("libreoffice")
        (werk / "profiel" / "user").mkdir(parents=True)
        (werk / "profiel" / "user" / "registrymodifications.xcu").write_text(ALTIJD_HERREKENEN, encoding="utf-8")
        paden = [werk / f"boek{nummer}.xlsx" for nummer in range(len(inhoud))]
        for pad, bytes_ in zip(paden, inhoud, strict=True):
            pad.write_bytes(bytes_)
        opdracht = [
            str(soffice), f"-env:UserInstallation={(werk / 'profiel').as_uri()}", "--headless", "--convert-to", naar,
            "--outdir", str(werk / "uit"), *map(str, paden),
        ]  # fmt: skip
        subprocess.run(opdracht, check=True, capture_output=True, timeout=600)
        return [(werk / "uit" / f"{pad.stem}.{naar}").read_bytes() for pad in paden]

    return zet_om


@pytest.fixture
def map_(tmp_path) -> Path:
    """A folder for forms, with the secret with which the tests make them."""
    pad = tmp_path / "opgaven"
    pad.mkdir()
    (pad / GEHEIMBESTAND).write_text(f"{GEHEIM.hex()}\n", encoding="ascii")
    return pad


@pytest.fixture
def doel(tmp_path, klein) -> Path:
    """An input workbook of the plan of 2021."""
    pad = tmp_path / "invoer.xlsx"
    pad.write_bytes(klein)
    return pad


@pytest.fixture
def stuur(map_, regio, leeg):
    """Put a form over 2020 in the folder: the figures of the example, or others."""
    uitvraag = uitvraag_van(regio, 2021)

    def sturen(
        code="GM0888", naam="", cijfers=(2.7, 2.54, 2.12), dag=date(2021, 2, 3), stand="definitief", opmerking=None
    ):
        boek = load_workbook(BytesIO(leeg(uitvraag, code)))
        ws = boek[BLAD]
        for rij, waarde in zip((13, 14, 15), cijfers, strict=True):
            ws.cell(rij, 2).value, ws.cell(rij, 4).value = waarde, stand
        ws["B18"], ws["B19"], ws["B20"], ws["B21"] = "Controller", "controller@gemeente.example", dag, opmerking
        if isinstance(opmerking, str):
            ws["B21"].data_type = "s"
        pad = map_ / (naam or f"{code}.xlsx")
        boek.save(pad)
        return pad

    return sturen
