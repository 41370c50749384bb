"""The readers of files from outside tell an error, an empty cell, a formula without a value and a percentage apart."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from schemas.fouten import Gebruikersfout
from schemas.lezers.bladen import lees_bladen, werkboek_uit
from schemas.lezers.csv import lees_csv
from schemas.lezers.ods import lees_ods
from schemas.lezers.xlsx import lees_xlsx
from schemas.tabel import Procentcel, Rauwblad
from schemas.werkboek import Celwaarde, Foutwaarde, Ongerekend


@pytest.fixture(scope="module")
def proef() -> bytes:
    """A sheet with one of everything."""
    boek = openpyxl.Workbook()
    # As Excel leaves it: this library would ask for every formula to be calculated on opening.
    boek.calculation.fullCalcOnLoad = False
    blad = boek.worksheets[0]
    blad.title = "Proef & zo"
    for plek, waarde in {
        "B2": 1, "C2": 1.5, "D2": "tekst", "E2": True, "F2": date(2021, 12, 31), "G2": datetime(2021, 1, 2, 3, 4),
        "H2": time(5, 6), "B3": "=1+1", "C3": "#N/A", "D3": 0.027, "E3": "  spaties ", "F3": 1e15, "G3": 0.1,
    }.items():  # fmt: skip
        blad[plek] = waarde  # type: ignore[assignment]
    blad["D3"].number_format = "0.00%"
    blad["H3"] = 12.0
    blad["H3"].number_format = '0" %"'
    boek.create_sheet("Leeg")
    verborgen = boek.create_sheet("Verborgen")
    verborgen["A1"] = 7
    verborgen.sheet_state = "hidden"
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def cellen(blad: Rauwblad) -> dict[str, object]:
    return {
        blad.plaats(rij, kolom).nummer: waarde
        for kolom, reeks in enumerate(blad.kolommen, start=1)
        for rij, waarde in enumerate(reeks, start=1)
        if waarde not in (None, "")
    }


def test_an_xlsx_is_read_cell_by_cell(proef: bytes) -> None:
    blad, leeg, verborgen = lees_xlsx(proef, "proef.xlsx")
    assert blad.naam == "Proef & zo"
    assert cellen(blad) == {
        "B2": 1.0, "C2": 1.5, "D2": "tekst", "E2": True, "F2": date(2021, 12, 31), "G2": datetime(2021, 1, 2, 3, 4),
        "H2": time(5, 6), "B3": Ongerekend("=1+1"), "C3": Foutwaarde("#N/A"), "D3": Procentcel(Decimal("2.7")),
        "E3": "  spaties ", "F3": 1e15, "G3": 0.1, "H3": 12.0,
    }  # fmt: skip
    assert leeg.hoogte == 0
    assert (verborgen.naam, verborgen.zichtbaar) == ("Verborgen", False)


def bewerkt(data: bytes, oud: bytes, nieuw: bytes, deel: str = "xl/worksheets/sheet1.xml") -> bytes:
    uit = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as bron, zipfile.ZipFile(uit, "w") as doel:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            doel.writestr(naam, inhoud.replace(oud, nieuw) if naam == deel else inhoud)
    return uit.getvalue()


def test_the_noise_of_a_calculated_double_is_dropped(proef: bytes) -> None:
    met = bewerkt(proef, b"<f>1+1</f><v></v>", b"<f>0.1+0.2</f><v>0.30000000000000004</v>")
    met = bewerkt(met, b"<f>1+1</f><v />", b"<f>0.1+0.2</f><v>0.30000000000000004</v>")
    assert cellen(lees_xlsx(met, "proef.xlsx")[0])["B3"] == 0.3


def test_an_error_below_everything_else_is_still_seen(proef: bytes) -> None:
    regel = b'<row r="9"><c r="J9" t="e"><f>NA()</f><v>#N/A</v></c></row></sheetData>'
    assert cellen(lees_xlsx(bewerkt(proef, b"</sheetData>", regel), "x.xlsx")[0])["J9"] == Foutwaarde("#N/A")


def test_a_formula_that_made_an_empty_text_is_empty(proef: bytes) -> None:
    regel = b'<row r="9"><c r="J9" t="str"><f>""</f><v></v></c></row></sheetData>'
    assert "J9" not in cellen(lees_xlsx(bewerkt(proef, b"</sheetData>", regel), "x.xlsx")[0])


@pytest.mark.parametrize("lezer", [lees_xlsx, lees_ods])
def test_a_damaged_file_is_one_sentence(lezer: Callable[[bytes, str], object], proef: bytes) -> None:
    for stuk in (proef[: len(proef) // 2], b"PK\x03\x04niets", bewerkt(proef, b"<sheetData>", b"<sheetData><")):
        with pytest.raises(Gebruikersfout, match=r"x is beschadigd en niet te lezen\."):
            lezer(stuk, "x")


def test_a_document_type_is_refused_here_too(proef: bytes) -> None:
    kapot = bewerkt(proef, b"<worksheet ", b'<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet ')
    with pytest.raises(Gebruikersfout):
        lees_xlsx(kapot, "x")


def met_openpyxl(data: bytes) -> dict[str, dict[tuple[int, int], Celwaarde]]:
    """Every filled cell by another program, in two passes: its formulas and its values."""
    waarden, formules = (openpyxl.load_workbook(BytesIO(data), data_only=vlak) for vlak in (True, False))
    return {blad.title: {
        (cel.row, cel.column): gelezen
        for rij in blad.iter_rows()
        for cel in rij
        if cel.value is not None and (gelezen := _waarde(cel, waarden[blad.title][cel.coordinate])) is not None
    } for blad in formules.worksheets}  # fmt: skip


def _waarde(formule: Any, waarde: Any) -> Celwaarde:
    if formule.data_type == "f" and waarde.value is None:
        return Ongerekend(str(getattr(formule.value, "text", formule.value)))
    if waarde.data_type == "e":
        return Foutwaarde(str(waarde.value))
    inhoud = waarde.value
    if isinstance(inhoud, float):
        getal = Decimal(f"{inhoud:.15g}") if formule.data_type == "f" else Decimal(repr(inhoud))
        return int(getal) if getal == getal.to_integral_value() else getal
    if isinstance(inhoud, datetime) and inhoud.time() == time():
        return inhoud.date()
    return inhoud


@pytest.mark.parametrize("welk", ["the example", "one of everything"])
def test_another_program_sees_the_same_in_every_cell(welk: str, invoer: Path, proef: bytes) -> None:
    data = invoer.read_bytes() if welk == "the example" else proef
    eigen = werkboek_uit(lees_bladen(data, "xlsx", "x.xlsx").bladen, "x.xlsx", "").bladen
    ander = met_openpyxl(data)
    assert {blad.naam: dict(blad.cellen) for blad in eigen} == ander
    for blad in eigen:
        assert {plek: type(w) for plek, w in blad.cellen.items()} == {k: type(w) for k, w in ander[blad.naam].items()}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes these files")
@pytest.mark.parametrize("vorm", ["ods", "xls"])
def test_libreoffice_and_old_excel_are_read_the_same(proef: bytes, vorm: str, tmp_path: Path) -> None:
    (tmp_path / "proef.xlsx").write_bytes(proef)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless", "--convert-to", vorm,
         "--outdir", tmp_path, tmp_path / "proef.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    data = (tmp_path / f"proef.{vorm}").read_bytes()
    blad, leeg, verborgen = lees_bladen(data, vorm, "proef").bladen  # type: ignore[arg-type]
    gevonden = cellen(blad)
    assert gevonden["B2"] == 1.0
    assert gevonden["C2"] == 1.5
    assert gevonden["D2"] == "tekst"
    assert gevonden["F2"] == date(2021, 12, 31)
    assert gevonden["G2"] == datetime(2021, 1, 2, 3, 4)
    assert gevonden["B3"] == 2.0
    assert gevonden["C3"] == Foutwaarde("#N/A")
    assert gevonden["D3"] == Procentcel(Decimal("2.7"))
    assert gevonden["G3"] == 0.1
    assert not cellen(leeg)
    assert not verborgen.zichtbaar


def ods(rijen: str) -> bytes:
    ruimten = " ".join(
        f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{lang}:1.0"'
        for kort, lang in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr(
            "content.xml",
            f"<office:document-content {ruimten}><office:body><office:spreadsheet>"
            f'<table:table table:name="Blad">{rijen}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )
    return uit.getvalue()


def test_repeated_rows_and_cells_of_an_ods_are_written_out_only_where_they_hold_something() -> None:
    cel = '<table:table-cell office:value-type="float" office:value="3"/>'
    rijen = (
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{cel}</table:table-row>'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{cel}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (blad,) = lees_ods(ods(rijen), "x.ods")
    assert cellen(blad) == {"C1": 3.0, "A5": 3.0, "A6": 3.0}


def test_a_formula_without_a_value_in_an_ods_is_seen() -> None:
    rij = '<table:table-row><table:table-cell table:formula="of:=SUM([.A1])"/></table:table-row>'
    (blad,) = lees_ods(ods(rij), "x.ods")
    assert cellen(blad) == {"A1": Ongerekend("=SUM([.A1])")}


@pytest.mark.parametrize(
    ("codering", "tekst"),
    [
        ("cp1252", "Súdwest-Fryslân;Coöperatie;€ 5"),
        ("cp850", "Súdwest-Fryslân;Coöperatie;één"),
        ("cp1252", "café;reünie"),
        ("cp850", "café;reünie"),
        ("utf-16", "Súdwest-Fryslân;€"),
        ("utf-8-sig", "Súdwest-Fryslân;€"),
    ],
)
def test_the_encoding_of_a_csv_is_recognised(codering: str, tekst: str) -> None:
    gelezen = lees_csv(f"naam;rest\n{tekst}\n".encode(codering), "x.csv")
    assert ";".join(str(kolom[1]) for kolom in gelezen.blad.kolommen if kolom[1]) == tekst


def test_a_line_that_names_the_separator_is_followed_and_is_no_row() -> None:
    gelezen = lees_csv(b"sep=|\na|b;c\n1|2;3\n", "x.csv")
    assert gelezen.blad.scheiding == "|"
    assert gelezen.blad.kolommen == (("a", "1"), ("b;c", "2;3"))
    assert gelezen.blad.regel(2) == 3


def test_a_decimal_comma_does_not_pass_for_a_separator() -> None:
    assert lees_csv(b"naam;a;b\nx;1,5;2,5\ny;3,5;4,5\n", "x.csv").blad.scheiding == ";"


def test_a_cell_of_two_lines_does_not_shift_the_numbers_of_the_lines() -> None:
    blad = lees_csv(b'naam;a\n"x\ny";1\nz;2\n', "x.csv").blad
    assert [blad.regel(rij) for rij in (1, 2, 3)] == [1, 2, 4]


@pytest.mark.parametrize("data", [b'a;b\n"open;1\n', b'a;b\n"x"y;1\n', b"a\0b", b"\xff\xfea"])
def test_what_is_no_csv_is_one_sentence(data: bytes) -> None:
    with pytest.raises(Gebruikersfout, match=r"^x\.csv is geen "):
        lees_csv(data, "x.csv")


def test_an_ordinary_sheet_is_not_walked_through_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its values are all there is: margins of a page are no hidden rows."""
    boek = openpyxl.Workbook()
    for rij in range(1, 9):
        boek.worksheets[0].append([f"naam {rij}", rij, None, rij / 2])
    uit = BytesIO()
    boek.save(uit)
    assert b'right="0.' in zipfile.ZipFile(uit).read("xl/worksheets/sheet1.xml")

    def weiger(*_: object) -> None:
        raise AssertionError("walked through")

    monkeypatch.setattr("schemas.lezers.xlsxblad.stroom", weiger)
    assert lees_xlsx(uit.getvalue(), "x.xlsx")[0].cel(8, 4) == 4.0
