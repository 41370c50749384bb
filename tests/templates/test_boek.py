"""The engine under the workbooks: formula and value in one go, and faults of a template in words."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from schemas.gegevens import PM
from templates.werkmap.blad import NERGENS, Bladsoort, Sjabloonfout
from templates.werkmap.boek import Boek
from templates.werkmap.maat import regelhoogte
from templates.werkmap.stijlen import maak_stijlen, zet_stijlen
from templates.werkmap.vastleggen import OntbrekendeWaarde, als_getal

MOMENT = datetime(2021, 1, 1)


@pytest.fixture
def sjabloon(tmp_path: Path) -> Path:
    boek = Workbook()
    zet_stijlen(boek)
    blad = boek["Sheet"]
    blad.title = "Tabel"
    blad["A1"] = "Plan {jaar} van {onbekend}"
    blad["A5"] = "onder"
    blad.row_dimensions[5].height = 33
    boek.defined_names["veld"] = DefinedName("veld", attr_text="'Tabel'!$A$5")
    pad = tmp_path / "sjabloon.xlsx"
    boek.save(pad)
    return pad


def terug(inhoud: bytes, *, waarden: bool = True) -> Workbook:
    return load_workbook(BytesIO(inhoud), data_only=waarden)


def test_a_sheet_is_what_its_maker_says_of_it_and_not_what_its_title_begins_with(sjabloon: Path) -> None:
    boek = Boek.open(sjabloon, {"Tabel": Bladsoort(bijlage=True)})
    eigen = boek.extra_blad("Tabel", "Invoer van onszelf", "Kop", "Uitleg.", Bladsoort("wat wij zelf bijhouden"))
    kopie, _ = boek.kopieer("Tabel", ["Deel a", "Deel b"])
    assert (eigen.inhoud, eigen.bijlage) == ("wat wij zelf bijhouden", False)
    assert (kopie.inhoud, kopie.bijlage) == ("", True)
    eigen.druk(5, 2)
    kopie.druk(5, 2)
    assert NERGENS not in eigen.ws.print_area.replace("$", "")
    assert NERGENS in kopie.ws.print_area.replace("$", "")


def test_a_formula_and_its_value_are_both_in_the_file(sjabloon: Path) -> None:
    boek = Boek.open(sjabloon)
    blad = boek.blad("Tabel")
    assert blad.zet(2, 1, "=1+1", Fraction(2), "VW euro") == "'Tabel'!$A$2"
    blad.zet(2, 2, '=IF(1=1,"a&b<c>","")', "a&b<c>")
    blad.zet(2, 3, "=1=1", True)
    blad.zet(2, 4, '=""', "")
    blad.zet(2, 5, "=1/3", Fraction(1, 3), "VW aandeel")
    inhoud = boek.bewaar(MOMENT)
    cellen = terug(inhoud)["Tabel"]
    assert [cellen.cell(2, k).value for k in range(1, 6)] == [2, "a&b<c>", True, None, 1 / 3]
    assert terug(inhoud, waarden=False)["Tabel"]["A2"].value == "=1+1"
    assert cellen["A2"].style == "VW euro"


def test_a_formula_without_a_value_is_never_written(sjabloon: Path) -> None:
    boek = Boek.open(sjabloon)
    boek.blad("Tabel").ws["B2"] = "=A1"
    with pytest.raises(OntbrekendeWaarde, match="Tabel!B2"):
        boek.bewaar(MOMENT)


@pytest.mark.parametrize("tekst", ["=1+1", "+1", "-1", "@A1", "#N/A", "TRUE", "01", "1e5", "<v>1</v>"])
def test_text_from_outside_stays_text(sjabloon: Path, tekst: str) -> None:
    boek = Boek.open(sjabloon)
    boek.blad("Tabel").schrijf(2, 1, tekst)
    cel = terug(boek.bewaar(MOMENT), waarden=False)["Tabel"]["A2"]
    assert (cel.value, cel.data_type) == (tekst, "s")


def test_what_a_cell_cannot_hold_is_left_out_of_a_text(sjabloon: Path) -> None:
    boek = Boek.open(sjabloon)
    boek.blad("Tabel").schrijf(2, 1, "a\x00b\x1bc")
    boek.blad("Tabel").schrijf(3, 1, PM)
    boek.blad("Tabel").schrijf(4, 1, "")
    blad = terug(boek.bewaar(MOMENT))["Tabel"]
    assert [blad.cell(rij, 1).value for rij in (2, 3, 4)] == ["abc", "PM", None]


def test_words_between_braces_are_filled_and_unknown_ones_stay(sjabloon: Path) -> None:
    boek = Boek.open(sjabloon)
    boek.vul_teksten({"jaar": "=2021"})
    cel = boek.blad("Tabel").ws["A1"]
    assert (cel.value, cel.data_type) == ("Plan =2021 van {onbekend}", "s")


def test_rows_that_shift_take_their_name_and_height_along(sjabloon: Path) -> None:
    boek = Boek.open(sjabloon)
    boek.schuif("Tabel", 4, 3)
    boek.veld("veld", "verhuisd")
    inhoud = terug(boek.bewaar(MOMENT))
    assert inhoud["Tabel"]["A8"].value == "verhuisd"
    assert inhoud["Tabel"].row_dimensions[8].height == 33
    assert inhoud.defined_names["veld"].attr_text == "'Tabel'!$A$8"


def test_a_sheet_name_fits_and_is_free(sjabloon: Path) -> None:
    boek = Boek.open(sjabloon)
    lang = "Verdeling van/alle [kosten] samen: 'eerste' deel"
    namen = [blad.ws.title for blad in boek.kopieer("Tabel", [lang, lang, lang.upper()])]
    assert len({naam.casefold() for naam in namen}) == 3
    assert all(len(naam) <= 31 for naam in namen)
    assert not any(teken in naam for naam in namen for teken in "[]:*?/\\'")


def test_the_faults_of_a_template_are_sentences(sjabloon: Path, tmp_path: Path) -> None:
    boek = Boek.open(sjabloon)
    with pytest.raises(Sjabloonfout, match=r"^Het sjabloon mist het blad 'Ander'\.$"):
        boek.blad("Ander")
    with pytest.raises(Sjabloonfout, match=r"^Het sjabloon mist de naam 'tabel_x'\.$"):
        boek.anker("tabel_x")
    with pytest.raises(Sjabloonfout, match=r"^Het sjabloon mist de celstijl 'VW Nieuw'\.$"):
        boek.blad("Tabel").schrijf(1, 1, "x", "VW Nieuw")
    assert boek.veld("onbekend_veld", "x") == ""
    kapot = tmp_path / "kapot.xlsx"
    kapot.write_bytes(b"geen zip")
    with pytest.raises(Sjabloonfout, match=r"^Sjabloon kapot\.xlsx is geen werkmap van Excel \(\.xlsx\)\.$"):
        Boek.open(kapot)
    with pytest.raises(Sjabloonfout, match=r"^Sjabloon weg\.xlsx staat niet in de map"):
        Boek.open(tmp_path / "weg.xlsx")


def test_a_template_with_a_part_that_would_be_lost_is_refused(sjabloon: Path, tmp_path: Path) -> None:
    met = tmp_path / "met.xlsx"
    uitbreiding = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups/></ext></extLst></worksheet>'
    )
    with ZipFile(sjabloon) as bron, ZipFile(met, "w") as doel:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == "xl/worksheets/sheet1.xml":
                inhoud = inhoud.replace(b"</worksheet>", uitbreiding.encode())
            doel.writestr(naam, inhoud)
    with pytest.raises(Sjabloonfout, match="onderdeel dat verloren zou gaan"):
        Boek.open(met)


def test_every_style_has_its_own_name() -> None:
    namen = [stijl.name for stijl in maak_stijlen()]
    assert len(namen) == len(set(namen))


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(Fraction(5), "5"), (Fraction(1, 100), "0.01"), (-3, "-3"), (0.1, "0.1"), (Fraction(10**16), "1e+16")],
)
def test_a_number_is_written_in_the_fewest_digits(waarde: Fraction | int | float, tekst: str) -> None:
    assert als_getal(waarde) == tekst


def test_a_long_text_gets_more_lines() -> None:
    assert regelhoogte([("kort", 40)]) < regelhoogte([("lang " * 40, 40)])
    assert regelhoogte([("een\ntwee\ndrie", 40)]) > regelhoogte([("een", 40)])


def test_rows_of_a_table_are_an_excel_table_whose_years_are_texts_without_a_warning(
    voorbeeldboek: Callable[[str], bytes],
) -> None:
    inhoud = voorbeeldboek("")
    boek = load_workbook(BytesIO(inhoud))
    verwacht = {"Verdeling_inkoop", "Meerjarig_inkoop", "Toename_beleid", "Mutaties_inkoop", "Begroting_beleid"}
    tabellen = {naam: (ws, ref) for ws in boek.worksheets for naam, ref in ws.tables.items()}
    assert verwacht <= set(tabellen)
    for ws, ref in tabellen.values():
        koppen = [cel.value for cel in ws[ref][0]]
        assert all(isinstance(kop, str) for kop in koppen)
        assert len({kop.casefold() for kop in koppen}) == len(koppen)
    with ZipFile(BytesIO(inhoud)) as archief:
        bladen = [archief.read(naam) for naam in archief.namelist() if naam.startswith("xl/worksheets/sheet")]
    genegeerd = b"".join(re.findall(rb'<ignoredError sqref="([^"]+)" numberStoredAsText="1"/>', b"".join(bladen)))
    ws, ref = tabellen["Meerjarig_inkoop"]
    jaren = [cel.coordinate for cel in ws[ref][0] if cel.value.isdigit()]
    assert len(jaren) == 5
    assert all(jaar.encode() in genegeerd for jaar in jaren)


ZONDER_NUMPY = """
import sys
import templates.werkmappen
from openpyxl import Workbook
assert "numpy" not in sys.modules and "ssl" not in sys.modules and "multiprocessing" not in sys.modules
import numpy
assert int(numpy.int64(3)) == 3
import pandas
pandas.DataFrame({"a": [1, 2]}).to_excel(sys.argv[1])
"""


def test_a_workbook_does_not_wait_for_numpy_and_who_asks_for_it_gets_it(tmp_path: Path) -> None:
    """openpyxl loads it where it is installed; whoever needs it later has it, and pandas writes a workbook with it."""
    pad = tmp_path / "kolom.xlsx"
    subprocess.run([sys.executable, "-c", ZONDER_NUMPY, str(pad)], check=True)
    assert [cel.value for cel in load_workbook(pad).active["B"]] == ["a", 1, 2]
