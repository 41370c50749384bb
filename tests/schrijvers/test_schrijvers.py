"""The same sixteen rows, written by the libraries that web portals and scripts use, are read the same.

The files are made here and not kept: what a library writes changes with its versions. Those of npm are installed from
the lock file beside this test.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from schemas.fouten import Ernst
from schemas.geldend import laad_regio
from templates.rapport.keuren import Gekeurd, Keurvraag, keur

HIER = Path(__file__).parent
KOP = ["CBS-code", "Gemeente", "Jongeren 2021", "Toekenningen 2021", "Verdeelmodel jeugd 2021"]
Rijen = Sequence[Sequence[str | int | float]]
Schrijf = Callable[[Rijen, Path], None]


@pytest.fixture(scope="module")
def rijen() -> list[list[str | int | float]]:
    """Codes that begin with a zero, whole numbers, a zero, cents, and a number above a million."""
    deelnemers = laad_regio("zuid-limburg").deelnemers(2022)
    cijfers: list[list[str | int | float]] = [
        [d.code.removeprefix("GM"), d.naam, 1180 + 397 * nr, 40 * nr, 1_900_120.25 + 100_000.5 * nr]
        for nr, d in enumerate(deelnemers)
    ]
    return [list(KOP), *cijfers]


def met_openpyxl(rijen: Rijen, pad: Path) -> None:
    boek = openpyxl.Workbook()
    boek.worksheets[0].title = "Opgave"
    for rij in rijen:
        boek.worksheets[0].append(list(rij))
    boek.save(pad)


def met_openpyxl_stroom(rijen: Rijen, pad: Path) -> None:
    boek = openpyxl.Workbook(write_only=True)
    blad = boek.create_sheet("Opgave")
    for rij in rijen:
        blad.append(list(rij))
    boek.save(pad)


def als_tabel(rijen: Rijen) -> pd.DataFrame:
    return pd.DataFrame(list(rijen[1:]), columns=list(rijen[0]))


def met_pandas(rijen: Rijen, pad: Path) -> None:
    als_tabel(rijen).to_excel(pad, sheet_name="Opgave", index=False, engine="openpyxl")


def met_pandas_csv(rijen: Rijen, pad: Path) -> None:
    als_tabel(rijen).to_csv(pad, sep=";", decimal=",", index=False)


def met_xlsxwriter(rijen: Rijen, pad: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(pad) as boek:
        blad = boek.add_worksheet("Opgave")
        for nummer, rij in enumerate(rijen):
            blad.write_row(nummer, 0, rij)


def met_xlsxwriter_zuinig(rijen: Rijen, pad: Path) -> None:
    """Row by row, with the texts in their cells."""
    import xlsxwriter

    with xlsxwriter.Workbook(pad, {"constant_memory": True}) as boek:
        blad = boek.add_worksheet("Opgave")
        for nummer, rij in enumerate(rijen):
            blad.write_row(nummer, 0, rij)


def met_pyexcelerate(rijen: Rijen, pad: Path) -> None:
    import pyexcelerate

    boek = pyexcelerate.Workbook()
    boek.new_sheet("Opgave", data=[list(rij) for rij in rijen])
    boek.save(str(pad))


def met_pylightxl(rijen: Rijen, pad: Path) -> None:
    import pylightxl

    boek = pylightxl.Database()
    boek.add_ws("Opgave")
    for nummer, rij in enumerate(rijen, start=1):
        for kolom, waarde in enumerate(rij, start=1):
            boek.ws("Opgave").update_index(nummer, kolom, waarde)
    pylightxl.writexl(boek, str(pad))


def met_rust(rijen: Rijen, pad: Path) -> None:
    import rustpy_xlsxwriter

    rustpy_xlsxwriter.write_worksheet([dict(zip(rijen[0], rij, strict=True)) for rij in rijen[1:]], str(pad), "Opgave")


def met_xlwt(rijen: Rijen, pad: Path) -> None:
    import xlwt

    boek = xlwt.Workbook()
    blad = boek.add_sheet("Opgave")
    for nummer, rij in enumerate(rijen):
        for kolom, waarde in enumerate(rij):
            blad.write(nummer, kolom, waarde)
    boek.save(str(pad))


def met_odfpy(rijen: Rijen, pad: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    boek = OpenDocumentSpreadsheet()
    tabel = Table(name="Opgave")
    for rij in rijen:
        regel = TableRow()
        for waarde in rij:
            soort = {"valuetype": "string"} if isinstance(waarde, str) else {"valuetype": "float", "value": waarde}
            cel = TableCell(**soort)
            cel.addElement(P(text=str(waarde)))
            regel.addElement(cel)
        tabel.addElement(regel)
    boek.spreadsheet.addElement(tabel)
    boek.save(str(pad))


def met_odswriter(rijen: Rijen, pad: Path) -> None:
    import odswriter

    with pad.open("wb") as stroom, odswriter.writer(stroom) as boek:
        blad = boek.new_sheet("Opgave")
        for rij in rijen:
            blad.writerow(list(rij))


PYPI: dict[str, tuple[str, Schrijf]] = {
    "openpyxl": ("xlsx", met_openpyxl),
    "openpyxl, write only": ("xlsx", met_openpyxl_stroom),
    "pandas": ("xlsx", met_pandas),
    "pandas, csv": ("csv", met_pandas_csv),
    "XlsxWriter": ("xlsx", met_xlsxwriter),
    "XlsxWriter, constant memory": ("xlsx", met_xlsxwriter_zuinig),
    "PyExcelerate": ("xlsx", met_pyexcelerate),
    "pylightxl": ("xlsx", met_pylightxl),
    "rustpy-xlsxwriter": ("xlsx", met_rust),
    "xlwt": ("xls", met_xlwt),
    "odfpy": ("ods", met_odfpy),
    "odswriter": ("ods", met_odswriter),
}
NPM = ("xlsx.xlsx", "xlsx.xls", "xlsx.ods", "xlsx.csv", "xlsx-js-style.xlsx", "hucre.xlsx", "hucre.ods")


@pytest.fixture(scope="module")
def van_npm(programma, tmp_path_factory, rijen) -> Path:
    """What the libraries of npm write, in a folder."""
    node, npm = programma("Node", "nodejs", "node"), programma("npm", "npm", "npm")
    werk, uit = tmp_path_factory.mktemp("npm"), tmp_path_factory.mktemp("geschreven")
    for naam in ("package.json", "package-lock.json", ".npmrc", "schrijf.cjs"):
        shutil.copy(HIER / naam, werk)
    subprocess.run([npm, "ci"], cwd=werk, check=True, capture_output=True, timeout=300)
    tabel = json.dumps(rijen).encode()
    subprocess.run([node, "schrijf.cjs", uit], cwd=werk, check=True, input=tabel, capture_output=True, timeout=120)
    return uit


def gelijk(gekeurd: Gekeurd, rijen: Rijen) -> None:
    assert [str(b) for b in gekeurd.keuring.bevindingen if b.ernst is not Ernst.MELDING] == []
    assert gekeurd.tabel is not None
    tabel = gekeurd.tabel
    gelezen = zip(
        tabel["gemeentecode"], tabel["jongeren"], tabel["toekenningen"], tabel["verdeelmodel_jeugd"], strict=True
    )
    assert [list(rij) for rij in gelezen] == [[f"GM{code}", *cijfers] for code, _, *cijfers in rijen[1:]]


@pytest.mark.parametrize("naam", PYPI)
def test_what_a_library_of_pypi_writes_is_read_the_same(naam: str, rijen, tmp_path) -> None:
    vorm, schrijf = PYPI[naam]
    pad = tmp_path / f"opgave.{vorm}"
    with warnings.catch_warnings():
        # Some are old: what they do is what is asked, not how modern they are.
        warnings.simplefilter("ignore")
        schrijf(rijen, pad)
    gelijk(keur(pad, Keurvraag()), rijen)


@pytest.mark.parametrize("naam", NPM)
def test_what_a_library_of_npm_writes_is_read_the_same(naam: str, rijen, van_npm) -> None:
    gelijk(keur(van_npm / naam, Keurvraag()), rijen)


def test_the_lock_file_names_no_registry() -> None:
    slot = json.loads((HIER / "package-lock.json").read_text(encoding="utf-8"))
    pakketten = slot["packages"].values()
    assert not any("resolved" in pakket for pakket in pakketten)
    assert all("integrity" in pakket for naam, pakket in slot["packages"].items() if naam)
