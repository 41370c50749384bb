"""A region that starts: an empty input that fits it, three sheets filled in, and a plan in its first year."""

import json
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

import templates

REGIOS = Path(__file__).parents[1] / "regios"


@pytest.fixture
def leeg(roep, tmp_path) -> Path:
    """The empty input of three municipalities, with their region file beside it."""
    shutil.copy(REGIOS / "drieland.yaml", tmp_path)
    naar = tmp_path / "invoer.xlsx"
    uit = roep("voorbeeld", tmp_path / "drieland.yaml", "--jaar", "2025", "--naar", naar)
    assert (uit.exit_code, "een lege invoer voor Regio Drieland (verzonnen), 2025" in uit.stderr) == (0, True)
    return naar


def vul(pad: Path, *, zonder: tuple[str, ...] = ()) -> Path:
    boek = load_workbook(pad)
    for rij in boek["Plan"].iter_rows(min_row=5, max_col=2):
        if rij[0].value in ("Titel", "Opsteller"):
            rij[1].value = "Verzonnen"
    for plek, inwoners in enumerate((5000, 3000, 2000), start=5):
        boek["Maatstaven"][f"D{plek}"] = inwoners
    begroting = boek["Begroting"]
    begroting["B5"], begroting["E5"], begroting["G5"] = "Ritten", 1000.01, "Verzonnen"
    if "Definities" not in zonder:
        boek["Definities"]["F5"] = "Verzonnen"
    for naam in zonder:
        del boek[naam]
    boek.save(pad)
    return pad


def test_an_empty_input_has_what_the_region_needs_and_no_more(leeg: Path) -> None:
    boek = load_workbook(leeg)
    assert boek.sheetnames == ["Plan", "Definities", "Maatstaven", "Begroting", "Lijsten"]
    koppen = [cel.value for cel in boek["Maatstaven"][4]]
    assert koppen == ["Peiljaar", "Gemeentecode", "Gemeente", "Inwoners"]
    rijen = [[cel.value for cel in rij[:3]] for rij in boek["Maatstaven"].iter_rows(min_row=5)]
    assert rijen == [[2024, "GM9001", "Noordwoude"], [2024, "GM9002", "Zuidermeer"], [2024, "GM9003", "Oosterhorst"]]
    assert [cel.value for cel in boek["Begroting"][5]][:4] == ["vervoer", None, "kosten", "deelnemers"]
    keuzes = {str(k.sqref): k.formula1 for k in boek["Begroting"].data_validations.dataValidation if k.type == "list"}
    assert [k for k in keuzes.values() if k.startswith("=Lijsten!")] != []
    assert [cel.value for cel in boek["Lijsten"][5]] == ["vervoer", "Noordwoude", "Inwoners", "deelnemers"]


def test_what_is_still_empty_is_told_cell_by_cell(roep, leeg: Path) -> None:
    regels = roep("valideer", leeg).stdout.splitlines()
    assert "  blad Plan, cel B6: leeg; verwacht: tekst" in regels
    assert "  blad Begroting, cel E5: kostensoort vervoer heeft geen bedrag in 2025" in regels


@pytest.mark.parametrize("zonder", [(), ("Definities", "Lijsten")])
def test_three_sheets_are_a_plan(roep, leeg: Path, zonder: tuple[str, ...]) -> None:
    vul(leeg, zonder=zonder)
    gekeurd = roep("valideer", leeg)
    assert (gekeurd.exit_code, gekeurd.stdout.startswith("✓ invoer.xlsx is in orde")) == (0, True), gekeurd.stdout
    plan = roep("plan", leeg, "--naar", leeg.parent / "plan")
    assert plan.exit_code == 0, plan.stdout + plan.stderr
    resultaat = json.loads((leeg.parent / "plan" / "resultaat.json").read_text(encoding="utf-8"))
    totaal = resultaat["tabellen"]["meerjarig"]["vervoer"][-1]
    assert totaal["2025"] == "1000.01"
    brief = load_workbook(leeg.parent / "plan" / "drieland-2025-GM9001.xlsx")["Brief"]
    teksten = " ".join(str(cel.value) for rij in brief.iter_rows() for cel in rij if cel.value)
    assert "Dit plan begint in 2025. Er is geen eerder jaar om mee te vergelijken." in teksten
    shutil.copy(REGIOS / "drieland.yaml", leeg.parent / "plan")
    assert roep("controleer", leeg.parent / "plan" / "drieland-2025-GM9001.xlsx").exit_code == 0


def test_a_region_needs_a_year_and_an_example_has_its_own(roep, tmp_path) -> None:
    zonder = roep("voorbeeld", "zuid-limburg", "--naar", tmp_path / "a.xlsx")
    assert (zonder.exit_code, "geeft u het jaar, zoals --jaar 2027" in zonder.stderr) == (2, True)
    eigen = roep("voorbeeld", "zuid-limburg-2021", "--jaar", "2026", "--naar", tmp_path / "a.xlsx")
    assert (eigen.exit_code, "laat --jaar en --basisjaar weg" in eigen.stderr) == (2, True)
    geen = roep("voorbeeld", "zuidlimburg", "--jaar", "2026", "--naar", tmp_path / "a.xlsx")
    assert (geen.exit_code, "Bedoelde u 'zuid-limburg'?" in geen.stderr) == (2, True)
    assert not (tmp_path / "a.xlsx").exists()


def test_an_earlier_base_year_gets_its_own_columns_and_figures(roep, tmp_path) -> None:
    naar = tmp_path / "a.xlsx"
    assert roep("voorbeeld", "zuid-limburg", "--jaar", "2022", "--basisjaar", "2020", "--naar", naar).exit_code == 0
    boek = load_workbook(naar)
    assert boek.sheetnames[-2:] == ["Vastgesteld", "Lijsten"]
    assert [cel.value for cel in boek["Begroting"][4]][4:7] == [2020, 2021, 2022]
    assert {rij[0].value for rij in boek["Maatstaven"].iter_rows(min_row=5)} == {2019, 2020, 2021}


def test_a_fault_in_the_region_file_names_that_file_and_its_line(roep, leeg: Path) -> None:
    vul(leeg)
    regiobestand = leeg.parent / "drieland.yaml"
    tekst = regiobestand.read_text(encoding="utf-8")
    regiobestand.write_text(tekst.replace("code: GM9002", "code: X9002"), encoding="utf-8")
    regel = next(n for n, r in enumerate(tekst.splitlines(), start=1) if "GM9002" in r)
    gekeurd = roep("valideer", leeg)
    assert gekeurd.exit_code == 1
    assert f"drieland.yaml, regel {regel}, deelnemers[2].code: 'X9002'" in gekeurd.stdout


def test_a_file_of_the_wrong_kind_is_one_sentence(roep, leeg: Path, tmp_path) -> None:
    vul(leeg)
    roep("plan", leeg, "--naar", tmp_path / "plan")
    boek = tmp_path / "plan" / "drieland-2025-uitvoeringsplan.xlsx"
    for uit in (roep("valideer", boek), roep("tabel", "verdeling", boek), roep("plan", boek, "--naar", tmp_path / "x")):
        assert uit.exit_code == 1
        assert "en geen invoer. Of zij nog klopt, ziet u met: verdeelwijzer controleer" in uit.stdout + uit.stderr
    gecontroleerd = roep("controleer", leeg)
    assert gecontroleerd.exit_code == 1
    assert gecontroleerd.stdout == (
        "✗ invoer.xlsx is een invoer en geen werkmap van een plan. Of zij in orde is, ziet u met: "
        "verdeelwijzer valideer.\n"
    )
    ander = load_workbook(leeg)
    ander["Plan"]["B7"] = 2024
    for blad in ("Begroting",):
        ander[blad]["E4"] = 2024
    for rij in range(5, 8):
        ander["Maatstaven"][f"A{rij}"] = 2023
    ander["Definities"]["B5"], ander["Plan"]["B8"] = 2023, 2024
    ander.save(tmp_path / "ander.xlsx")
    van_ander_jaar = roep("controleer", boek, "--invoer", tmp_path / "ander.xlsx")
    assert "hoort bij een ander plan dan ander.xlsx: dat is drieland 2024" in van_ander_jaar.stdout


REGELINGEN = Path(__file__).parents[1] / "regelingen"


def test_an_own_region_of_five_goes_from_nothing_to_a_plan_in_two_rounds_of_valideer(roep, tmp_path) -> None:
    """Three kostensoorten, one of them of three participants. Who fills in what the first round lists, is done."""
    shutil.copy(REGELINGEN / "veilig.yaml", tmp_path)
    regio, invoer = tmp_path / "veilig.yaml", tmp_path / "invoer.xlsx"
    gelezen = roep("regio", regio, "--jaar", "2026").stdout
    assert "Alle deelnemers delen in de kosten van Meldkamer, behalve Duinen en Eksloo." in gelezen
    assert roep("voorbeeld", regio, "--jaar", "2026", "--naar", invoer).exit_code == 0
    eerste = roep("valideer", invoer)
    cellen = re.findall(r"blad (\w+), cel ([A-Z]+\d+): (?:leeg|kostensoort)", eerste.stdout)
    assert (eerste.exit_code, "blad Maatstaven, cel" in eerste.stdout) == (1, True)
    boek = load_workbook(invoer)
    for blad, cel in cellen:
        # A fault on a whole column of a year stands at its head: the amount goes into the first empty cell below it.
        if blad == "Begroting" and cel.startswith("E"):
            continue
        boek[blad][cel] = "Verzonnen"
    for rij in range(5, 7):
        boek["Begroting"][f"E{rij}"] = 100_000 * rij
    for rij in range(5, 10):
        for kolom in "DEF":
            boek["Maatstaven"][f"{kolom}{rij}"] = 10 * rij
    boek.save(invoer)
    tweede = roep("valideer", invoer)
    assert tweede.exit_code == 0, tweede.stdout
    plan = roep("plan", invoer, "--naar", tmp_path / "plan")
    assert (plan.exit_code, "✓ Sluit" in plan.stdout) == (0, True), plan.output
    assert len([*(tmp_path / "plan").glob("veilig-2026-GM*.xlsx")]) == 5


def test_a_foot_of_a_page_stands_below_the_rows_of_an_input_and_of_a_form(roep, leeg: Path) -> None:
    """With the foot where the table may go on only its upper half was printed."""
    for pad in (leeg, Path(templates.__file__).parent / "formulier" / "formulier.xlsx"):
        for blad in load_workbook(pad).worksheets:
            marges = blad.page_margins
            assert marges.bottom - marges.footer >= 0.25, (pad.name, blad.title)


def test_a_fault_in_the_region_file_of_an_empty_input_names_no_option(roep, leeg: Path, tmp_path) -> None:
    regiobestand = leeg.parent / "drieland.yaml"
    tekst = regiobestand.read_text(encoding="utf-8")
    regiobestand.write_text(tekst.replace("code: GM9002", "code: X9002"), encoding="utf-8")
    gevraagd = roep("voorbeeld", regiobestand, "--jaar", "2026", "--naar", tmp_path / "a.xlsx")
    assert (gevraagd.exit_code, "--regio" in gevraagd.stderr, "deelnemers[2].code" in gevraagd.stderr) == (
        1,
        False,
        True,
    )
    weg = roep("voorbeeld", leeg.parent / "weg.yaml", "--jaar", "2026", "--naar", tmp_path / "a.xlsx")
    assert (weg.exit_code, "weg.yaml' bestaat niet" in weg.stderr) == (2, True)


def test_the_rows_of_an_empty_input_follow_the_region_file(roep, tmp_path) -> None:
    """Who shares only in a later kostensoort stood below who comes after it; amounts decided before are of who shared
    in them.
    """
    pad, naar = tmp_path / "vier.yaml", tmp_path / "a.xlsx"
    pad.write_text(VIER, encoding="utf-8")
    assert roep("voorbeeld", pad, "--jaar", "2026", "--basisjaar", "2025", "--naar", naar).exit_code == 0
    boek = load_workbook(naar)
    rijen = [(rij[0].value, rij[1].value) for rij in boek["Maatstaven"].iter_rows(min_row=5)]
    codes = ["GM9901", "GM9902", "GM9903"]
    assert rijen == [(jaar, code) for jaar in (2024, 2025) for code in codes if (jaar, code) != (2024, "GM9902")]
    vastgesteld = [(rij[0].value, rij[1].value) for rij in boek["Vastgesteld"].iter_rows(min_row=5)]
    assert vastgesteld == [("afval", "GM9902"), ("afval", "GM9903")]


VIER = """\
regio: vier
label: Regio Vier
centrumgemeente: GM9901
bron: Verzonnen
deelnemers:
  - {code: GM9901, naam: Noordhaven, van: 2024, bron: Verzonnen}
  - {code: GM9902, naam: Zuiderveen, van: 2024, bron: Verzonnen}
  - {code: GM9903, naam: Oostermeer, van: 2024, bron: Verzonnen}
  - {code: PV99, naam: Provincie Voorbeeld, soort: provincie, van: 2024, bron: Verzonnen}
maatstaven:
  jongeren: {label: Jongeren, definitie: Jongeren, eenheid: {2020: {waarde: aantal, bron: Verzonnen}}}
  budget: {label: Budget, definitie: Budget, eenheid: {2020: {waarde: euro, bron: Verzonnen}}}
kostensoorten:
  inkoop:
    label: Inkoop
    grondslag: Verzonnen
    deelnemers: {2024: {waarde: [GM9901, GM9903], bron: Verzonnen}}
    sleutel: {2024: {delen: {jongeren: 100}, bron: Verzonnen}}
    plafond: {2024: {procent: 5, maatstaf: budget, bron: Verzonnen}}
  afval:
    label: Afval
    grondslag: Verzonnen
    deelnemers: {2024: {waarde: [GM9902, GM9903], bron: Verzonnen}}
    sleutel: {2026: {delen: {jongeren: 100}, bron: Verzonnen}}
"""
