"""Command vergelijk: what a board reads, what a program reads, and the workbook with live formulas."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from cli import main

VOORBEELD = "zuid-limburg-2021"
JAREN = [VOORBEELD, VOORBEELD, "--jaar-oud", "2020"]
KOLOMMEN = "gemeentecode,gemeente,oud,nieuw,verschil,door_kosten,door_cijfers,door_sleutel,door_deelnemers,door_regels"


def vergelijk(*argumenten):
    return CliRunner().invoke(main, ["vergelijk", *argumenten])


def rijen(*argumenten):
    uitkomst = vergelijk(*argumenten, "--formaat", "csv")
    assert uitkomst.exit_code == 0, uitkomst.output
    return list(csv.DictReader(io.StringIO(uitkomst.stdout)))


def plat(tekst):
    return " ".join(tekst.split())


def test_a_board_reads_what_rises_and_by_what():
    tekst = plat(vergelijk(*JAREN).stdout)
    # 2.394.001 - 1.803.063; posten van § 7.2.4: 957.119 - 309.616 en 59.500 - 23.847 erbij, de rest eraf.
    assert "Inkoop stijgt met € 590.938 (32,8%), van € 1.803.063 naar € 2.394.001: € 647.503 door Inhuur" in tekst
    assert "€ 35.653 door Juridische ondersteuning; daartegenover € 76.235 minder door ICT" in tekst
    assert 647_503 + 35_653 - 76_235 - 6_337 - 5_570 - 4_076 == 590_938
    assert "Van 2020 zijn alleen de bedragen bekend, en niet de sleutel" in tekst
    # 61.150 / 1.803.062 x 2.394.001 = 81.191,4
    assert "- Beek betaalt € 32.765,30 meer (43,0%), € 109.040,03 tegen € 76.274,73: € 32.500,30 meer" in tekst
    assert round(Fraction(61_150 * 2_394_001, 1_803_062)) - 61_150 == 32_500.30 - 12_459.30 == 20_041


def test_a_plan_compared_with_itself_says_so_and_has_only_zeros():
    assert "Er is geen verschil: elke deelnemer betaalt evenveel." in vergelijk(VOORBEELD, VOORBEELD).stdout
    for rij in rijen(VOORBEELD, VOORBEELD):
        assert rij["oud"] == rij["nieuw"]
        assert {Fraction(waarde) for kolom, waarde in rij.items() if kolom.startswith(("verschil", "door_"))} == {0}


def test_programs_read_the_columns_of_the_contract_and_the_causes_add_up():
    gelezen = rijen(*JAREN, "--kostensoort", "inkoop")
    assert ",".join(gelezen[0]).startswith(KOLOMMEN)
    for rij in gelezen:
        door = sum(Fraction(waarde) for kolom, waarde in rij.items() if kolom.startswith("door_"))
        assert door == Fraction(rij["verschil"]) == Fraction(rij["nieuw"]) - Fraction(rij["oud"])
    assert (gelezen[-1]["gemeentecode"], gelezen[-1]["gemeente"], gelezen[-1]["nieuw"]) == ("", "Totaal", "2394002")
    per_soort = {(rij["kostensoort"], rij["gemeente"]): rij for rij in rijen(*JAREN)}
    for kolom in KOLOMMEN.split(",")[2:]:
        delen = [Fraction(per_soort[soort, "Beek"][kolom]) for soort in ("beleid", "inkoop", "samen")]
        assert delen[0] + delen[1] == delen[2]
    uitkomst = json.loads(vergelijk(*JAREN, "--formaat", "json").stdout)
    assert {rij["kostensoort"] for rij in uitkomst} == {"beleid", "inkoop", "samen"}


def test_ingroei_and_variants_are_tables_of_their_own():
    gelezen = rijen(*JAREN, "--kostensoort", "inkoop", "--ingroei", "4")
    assert [kolom for kolom in gelezen[0] if kolom.isdecimal()] == ["2021", "2022", "2023", "2024"]
    assert {gelezen[-1][jaar] for jaar in ("2021", "2022", "2023", "2024")} == {"2394002"}
    varianten = rijen(
        *JAREN, "--varieer", "jongeren=0:50:12,5", "--varieer", "rato=25:50:25", "--kostensoort", "inkoop"
    )
    assert len(varianten) == 5 * 2 * 16
    nu = {rij["gemeente"]: rij["bedrag"] for rij in varianten if (rij["jongeren"], rij["rato"]) == ("25", "25")}
    assert nu["Beek"] == "81456"
    assert {rij["verschil"] for rij in varianten if (rij["jongeren"], rij["rato"]) == ("25", "25")} == {"0"}
    # Too many to stand beside each other: what each pays least and most.
    beek = sorted(int(rij["bedrag"]) for rij in varianten if rij["gemeente"] == "Beek")
    wensen = ["--varieer", "jongeren=0:50:12,5", "--varieer", "rato=25:50:25", "--kostensoort", "inkoop"]
    getoond = vergelijk(*JAREN, *wensen).stdout.split("Variatie inkoop 2021: 10 sleutels")[1]
    for bedrag in (beek[0], beek[-1]):
        assert f"{bedrag:,}".replace(",", ".") in getoond


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (["--hoogstens", "5"], "--hoogstens hoort bij --ingroei"),
        (["--ingroei", "2", "--hoogstens", "veel"], "verwacht: een bedrag als 5000 of een deel als 2,5%"),
        (["--ingroei", "2", "--hoogstens", "-1"], "verwacht: 0 of meer"),
        (["--varieer", "jongeren"], "verwacht: MAATSTAF=VAN:TOT:STAP, zoals jongeren=0:50:5"),
        (["--varieer", "jongeren=50:0:5"], "TOT niet lager dan VAN"),
        (["--varieer", "jongern=0:50:5"], "Bedoelde u 'jongeren'?"),
        (["--varieer", "jongeren=0:1000:0,01"], "geeft 100.001 varianten; hoogstens 10.000"),
        (["--varieer", "verdeelmodel_jeugd=0:1:1"], "blijft er van de sleutel niets over"),
        (["--varieer", "rato=1:2:1", "--varieer", "rato=1:2:1"], "staat er twee keer"),
        (["--varieer", "rato=1:2:1", "--ingroei", "2", "--formaat", "csv"], "geef er één, of schrijf beide met --naar"),
        (["--kostensoort", "inkop"], "Bedoelde u 'inkoop'?"),
        (["--jaar", "2031"], "Jaar 2031 valt buiten dit plan"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(argumenten, zin):
    uitkomst = vergelijk(VOORBEELD, VOORBEELD, *argumenten)
    assert uitkomst.exit_code == 2
    assert zin in plat(uitkomst.output)


def test_where_no_cost_has_a_key_nothing_is_offered_to_choose_from():
    """Contributions of parts, or of another cost: no weight of a key to try."""
    uitkomst = vergelijk(
        *["omgevingsdienst-voorbeeldstreek-2026"] * 2, "--varieer", "uren=0:50:5", "--kostensoort", "resultaat"
    )
    assert "geen kostensoort van NIEUW heeft een sleutel waarvan dat kan." in plat(uitkomst.output)


def test_of_a_comparison_is_printed_what_is_read(tmp_path):
    """All costs together; the steps, ingroei per cost and the variants are looked up. Each page says what it is of."""
    wensen = ["--ingroei", "3", "--varieer", "jongeren=0:100:25", "--naar", str(tmp_path / "v")]
    assert vergelijk(*JAREN, *wensen).exit_code == 0
    boek = load_workbook(tmp_path / "v" / "vergelijking.xlsx")
    for blad in boek:
        assert blad.page_setup.scale >= 80, blad.title
        assert blad.oddFooter.left.text.startswith("Vergelijking Transformatieplan"), blad.title
        assert blad.row_dimensions[1].fill.start_color.rgb.endswith("1F3A5F"), blad.title
        assert blad.title == "Stappen" or blad.print_area.startswith(f"'{blad.title}'!$A$1:"), blad.title
    einde = {blad.title: range_boundaries(blad.print_area.rpartition("!")[2])[2:] for blad in boek}
    assert boek["Ingroei"]["A4"].value.startswith("Ingroei van alle kostensoorten samen")
    assert boek["Ingroei"].max_row > 2 * einde["Ingroei"][1]
    assert boek["Stappen"].print_area.endswith("$XFD$1")
    assert einde["Variatie"][0] == 6


def test_the_workbook_recalculates_to_the_same(tmp_path, herreken):
    naar = tmp_path / "vergelijking"
    wensen = ["--ingroei", "3", "--hoogstens", "2000", "--varieer", "jongeren=0:100:25", "--naar", str(naar)]
    assert vergelijk(*JAREN, *wensen).exit_code == 0
    assert sorted(pad.name for pad in naar.iterdir()) == [
        "datapackage.json", "ingroei.csv", "variatie.csv", "vergelijking.csv", "vergelijking.xlsx",
    ]  # fmt: skip
    assert vergelijk(*JAREN, *wensen).exit_code == 2
    pad = naar / "vergelijking.xlsx"
    waarden, formules = load_workbook(pad, data_only=True), load_workbook(pad)
    assert formules.sheetnames == ["Vergelijking", "Ingroei", "Stappen", "Variatie"]
    assert all(len(formules[blad]._charts) == 1 for blad in ("Vergelijking", "Variatie"))  # type: ignore[attr-defined]
    herrekend, aantal = herreken([pad])[pad], 0
    for blad in formules.sheetnames:
        for rij in formules[blad].iter_rows():
            for cel in rij:
                if cel.data_type == "f":
                    bewaard, gevonden = waarden[blad][cel.coordinate].value, herrekend[blad].get(cel.coordinate)
                    aantal += 1
                    if bewaard in (None, ""):
                        assert gevonden in (None, "")
                    else:
                        assert gevonden == pytest.approx(bewaard, abs=1e-6), (blad, cel.coordinate, cel.value)
    assert aantal > 1000


def test_a_plan_that_was_made_is_read_back_from_its_folder(gemaakt_plan, tmp_path):
    assert {Fraction(rij["verschil"]) for rij in rijen(str(gemaakt_plan), VOORBEELD)} == {0}
    (tmp_path / "plan").mkdir()
    boek = tmp_path / "plan" / "zuid-limburg-2021-uitvoeringsplan.xlsx"
    boek.write_bytes((gemaakt_plan / boek.name).read_bytes())
    werkmap = load_workbook(boek)
    werkmap["Invoer Maatstaven"]["D8"] = 999
    werkmap.save(boek)
    uitkomst = vergelijk(str(tmp_path / "plan"), VOORBEELD)
    assert uitkomst.exit_code == 1
    assert "op een invoerblad is iets gewijzigd" in uitkomst.output
    uitkomst = vergelijk(str(tmp_path), VOORBEELD)
    assert uitkomst.exit_code == 2
    assert "staat geen plan" in plat(uitkomst.output)
