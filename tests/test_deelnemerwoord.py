"""One word for who takes part: `gemeente` where all are municipalities, `deelnemer` where a province does too."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from calc.tabellen import TABELLEN
from cli import main
from schemas.deelnemerwoord import met_deelnemers
from schemas.geldend import REGIOS, laad_regio
from templates.voorbeelden import voorbeeld

DIENST = "omgevingsdienst-voorbeeldstreek"
WOORD = re.compile(r"\bgemeenten?\b|\bgemeentecodes?\b", re.I)

GEADRESSEERDE = re.compile(r"Gemeente (Noordhaven|Zuiderveen|Oostermeer)")


def roep(*args: object) -> str:
    """What is printed, on both streams; the examples of an option are no sentence on this region."""
    return CliRunner().invoke(main, [str(arg) for arg in args]).output


def teksten(pad: Path) -> Iterator[tuple[str, str]]:
    if pad.suffix == ".docx":
        with zipfile.ZipFile(pad) as pakket:
            tekst = re.sub(r"<[^>]*>", " ", pakket.read("word/document.xml").decode())
            yield pad.name, tekst
        return
    for blad in load_workbook(pad):
        yield pad.name, blad.title
        for rij in blad.iter_rows():
            for cel in rij:
                if isinstance(cel.value, str) and not cel.value.startswith("="):
                    yield f"{pad.name}, {blad.title}!{cel.coordinate}", cel.value
                if cel.comment:
                    yield f"{pad.name}, {blad.title}!{cel.coordinate}, toelichting", cel.comment.text


@pytest.mark.parametrize(
    ("zin", "anders"),
    [
        ("Bij alle gemeenten samen blijft 1 euro over.", "Bij alle deelnemers samen blijft 1 euro over."),
        ("Gemeentecode", "Deelnemercode"),
        ("Stuur elke gemeente haar eigen formulier.", "Stuur elke deelnemer zijn eigen formulier."),
        ("Bijdrage van de gemeente {gemeente}", "Bijdrage van de deelnemer {gemeente}"),
        ("De centrumgemeente en haar Gemeentewet", "De centrumgemeente en haar Gemeentewet"),
    ],
)
def test_a_sentence_on_municipalities_becomes_one_on_participants(zin: str, anders: str) -> None:
    assert met_deelnemers(zin) == anders


def test_the_region_file_decides_the_word() -> None:
    assert laad_regio("zuid-limburg").zeg("gemeenten") == "gemeenten"
    assert laad_regio(DIENST).zeg("gemeenten") == "deelnemers"


def test_no_book_letter_or_form_of_a_region_with_a_province_says_gemeente(tmp_path: Path) -> None:
    assert "✓ Sluit" in roep("plan", f"{DIENST}-2026", "--naar", tmp_path / "plan")
    assert "is gemaakt" in roep("voorbeeld", DIENST, "--jaar", 2027, "--naar", tmp_path / "leeg.xlsx")
    gezegd = roep("uitvraag", DIENST, "--jaar", 2027, "--naar", tmp_path / "opgaven")
    paden = [*tmp_path.rglob("*.xlsx"), *tmp_path.rglob("*.docx")]
    # To whom a letter goes may be one.
    alle = ((waar, GEADRESSEERDE.sub("", tekst)) for pad in paden for waar, tekst in teksten(pad))
    fout = [(waar, tekst) for waar, tekst in alle if WOORD.search(tekst)]
    assert (fout, WOORD.findall(gezegd)) == ([], [])
    assert len(paden) >= 10


def test_no_table_message_or_explanation_of_such_a_region_says_gemeente(tmp_path: Path) -> None:
    pad = voorbeeld(f"{DIENST}-2026")
    assert pad is not None
    uit = {naam: roep("tabel", naam, pad) for naam in TABELLEN}
    uit["valideer"] = roep("valideer", pad)
    uit["regio"] = roep("regio", DIENST, "--jaar", 2026)
    for soort in ("werkprogramma", "overhead", "resultaat"):
        uit[f"uitleg {soort}"] = roep("uitleg", pad, "--gemeente", "PV99", "--kostensoort", soort)
        for rij in ("GM9901", "Totaal"):
            vraag = ("--tabel", "verdeling", "--rij", rij, "--kolom", "bedrag", "--kostensoort", soort)
            uit[f"uitleg {soort} {rij}"] = roep("uitleg", pad, *vraag)
    uit["vergelijk"] = roep("vergelijk", pad, pad, "--ingroei", 3, "--naar", tmp_path / "vergelijking")
    uit["afrekening"] = roep("afrekening", pad, pad, "--naar", tmp_path / "afrekening")
    uit["volgend"] = roep("volgend", pad, "--naar", tmp_path / "volgend.xlsx")
    uit |= {waar: GEADRESSEERDE.sub("", tekst) for een in tmp_path.rglob("*.xlsx") for waar, tekst in teksten(een)}
    uit["onbekend"] = roep("uitleg", pad, "--gemeente", "Nergens", "--kostensoort", "overhead")
    assert {waar: WOORD.findall(tekst) for waar, tekst in uit.items() if WOORD.search(tekst)} == {}
    assert "Deelnemer 'Nergens' komt in dit plan niet voor." in uit["onbekend"]
    assert "Gelezen: 4 deelnemers" in uit["valideer"]


@pytest.mark.parametrize("kop", ["Gemeente", "Deelnemer"])
def test_a_sheet_may_have_either_word_above_the_names(kop: str, tmp_path: Path) -> None:
    """Inputs that were filled in before keep their heads."""
    pad = tmp_path / "invoer.xlsx"
    bron = voorbeeld(f"{DIENST}-2026")
    assert bron is not None
    shutil.copy(bron, pad)
    shutil.copy(REGIOS / f"{DIENST}.yaml", tmp_path)
    boek = load_workbook(pad)
    assert [cel.value for cel in boek["Maatstaven"][4]][:3] == ["Peiljaar", "Deelnemercode", "Deelnemer"]
    boek["Maatstaven"]["B4"], boek["Maatstaven"]["C4"] = f"{kop}code", kop
    boek.save(pad)
    assert roep("valideer", pad).startswith("✓ invoer.xlsx is in orde")
