"""`verdeel` by points, prices, amounts for everyone and formulas, from any file; and it says which rule it was."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

TABEL = "gemeente;ots;toekenningen;jongeren\nAstad;10;20;450,5\nBdorp;2;44;400\nCstede;3;1;250\n"


@pytest.fixture
def tabel(tmp_path: Path) -> Path:
    pad = tmp_path / "cijfers.csv"
    pad.write_text(TABEL, encoding="utf-8")
    return pad


def bedragen(uit) -> list[str]:
    assert uit.exit_code == 0, uit.output
    return [rij["bedrag"] for rij in csv.DictReader(io.StringIO(uit.stdout))]


def vraag(roep, pad: Path, bedrag: str, *opties: str):
    return roep("verdeel", bedrag, pad, *opties, "--formaat", "csv")


def test_a_key_weighs_shares_and_points_weigh_units_and_each_says_so(roep, tabel) -> None:
    """The same numbers are two rules: 3 against 1 of shares, and 3 for one unit."""
    sleutel = roep("verdeel", "100", tabel, "--sleutel", "ots=3", "--sleutel", "toekenningen=1")
    punten = roep("verdeel", "100", tabel, "--punten", "ots=3", "--punten", "toekenningen=1")
    assert sleutel.stdout.splitlines()[0] == "Ots weegt 75% van de sleutel en toekenningen weegt 25%."
    assert punten.stdout.splitlines()[0] == "Ots telt voor 3 per eenheid en toekenningen telt voor 1 per eenheid."
    # 50, 50 and 10 points.
    opties = ("--punten", "ots=3", "--punten", "toekenningen=1")
    assert bedragen(vraag(roep, tabel, "110", *opties)) == ["50.00", "50.00", "10.00", "110.00"]
    anders = vraag(roep, tabel, "110", "--sleutel", "ots=3", "--sleutel", "toekenningen=1")
    assert bedragen(anders) == ["63.46", "29.62", "16.92", "110.00"]


def test_points_scaled_by_a_factor_change_nothing(roep, tabel) -> None:
    een = vraag(roep, tabel, "1000.01", "--punten", "ots=3", "--punten", "toekenningen=1", "--punten", "vast=10")
    ander = vraag(roep, tabel, "1000.01", "--punten", "ots=7,5", "--punten", "toekenningen=2,5", "--punten", "vast=25")
    assert bedragen(een) == bedragen(ander)


def test_an_amount_for_everyone_and_a_price_leave_the_rest_to_the_points(roep, tabel) -> None:
    opties = ("--vast", "100", "--prijs", "ots=10,50", "--punten", "toekenningen=1", "--punten", "vast=10")
    uit = vraag(roep, tabel, "1000", *opties)
    regels = list(csv.DictReader(io.StringIO(uit.stdout)))
    assert [rij["bedrag_vast"] for rij in regels] == ["100.00", "100.00", "100.00", "300.00"]
    assert sum(Decimal(rij["bedrag"]) for rij in regels[:-1]) == Decimal(regels[-1]["bedrag"]) == 1000
    # What remains is 542,50 over 30, 54 and 11 points.
    assert [rij["bedrag_rest"] for rij in regels] == ["171.32", "308.37", "62.81", "542.50"]
    gezegd = " ".join(roep("verdeel", "1000", tabel, *opties).stdout.split())
    assert gezegd.startswith(
        "Elke regel krijgt een vast bedrag van 100, ots kost 10,5 per eenheid, toekenningen telt voor 1 per "
        "eenheid en iedereen telt voor 10; zo wordt verdeeld wat overblijft."
    )


def test_a_formula_is_a_column_like_any_other(roep, tabel) -> None:
    formule = ("--formule", "zwaar=max(jongeren - 300, 0)", "--sleutel", "zwaar")
    assert bedragen(vraag(roep, tabel, "250.50", *formule)) == ["150.50", "100.00", "0.00", "250.50"]
    deel = ("--formule", "deel=jongeren / totaal(jongeren)", "--formule", "dubbel=2 * deel", "--sleutel", "dubbel")
    assert bedragen(vraag(roep, tabel, "1100.50", *deel)) == ["450.50", "400.00", "250.00", "1100.50"]


def test_whole_millions_are_a_unit_like_a_cent(roep, tmp_path) -> None:
    pad = tmp_path / "lucht.csv"
    pad.write_text("stad,aandeel\nA,10\nB,17\nC,31\nD,42\n", encoding="utf-8")
    opties = ("--sleutel", "aandeel", "--eenheid", "miljoen", "--sluitregel", "grootste-deelnemer")
    assert bedragen(vraag(roep, pad, "75000000", *opties)) == [
        "8000000",
        "13000000",
        "23000000",
        "31000000",
        "75000000",
    ]
    assert "in hele miljoenen euro's" in roep("verdeel", "75000000", pad, *opties).stdout


@pytest.mark.parametrize("soort", ["xlsx", "ods"])
def test_a_sheet_is_read_as_well_as_a_csv(roep, tmp_path, soort: str) -> None:
    pad = tmp_path / f"cijfers.{soort}"
    rijen = [[None, None, None], ["gemeente", "ots", "toekenningen"], ["Astad", 10, 20.5], ["Bdorp", 2, "1.044,5"]]
    if soort == "xlsx":
        boek = Workbook()
        for rij in rijen:
            boek.active.append(rij)  # type: ignore[arg-type]
        boek.create_sheet("Uitleg").append(["hier staat uitleg"])
        boek.save(pad)
    else:
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableCell, TableRow
        from odf.text import P

        boek = OpenDocumentSpreadsheet()
        blad = Table(name="Cijfers")
        for rij in rijen:
            regel = TableRow()
            for cel in rij:  # type: ignore[attr-defined]
                getal = isinstance(cel, int | float)
                vak = TableCell(valuetype="float", value=cel) if getal else TableCell(valuetype="string")
                vak.addElement(P(text="" if cel is None else str(cel)))
                regel.addElement(vak)
            blad.addElement(regel)
        boek.spreadsheet.addElement(blad)
        boek.save(str(pad))
    # 50,5 and 1.050,5 points.
    uit = vraag(roep, pad, "1101", "--punten", "ots=3", "--punten", "toekenningen=1")
    assert bedragen(uit) == ["50.50", "1050.50", "1101.00"]


def test_a_wrong_cell_of_a_sheet_is_named_as_a_cell(roep, tmp_path) -> None:
    boek = Workbook()
    for rij in (["gemeente", "ots"], ["Astad", -1], ["Bdorp", "veel"]):
        boek.active.append(rij)
    boek.save(tmp_path / "fout.xlsx")
    uit = roep("verdeel", "100", tmp_path / "fout.xlsx", "--sleutel", "ots")
    assert uit.exit_code == 1
    assert "cel B2: '-1'; verwacht: een getal van 0 of meer" in uit.stderr
    assert "cel B3: 'veel' is geen getal; verwacht" in uit.stderr


@pytest.mark.parametrize(
    ("opties", "uitgang", "melding"),
    [
        ((), 2, "--sleutel of --punten ontbreekt"),
        (("--sleutel", "ots", "--punten", "ots=1"), 2, "--sleutel en --punten tegelijk; verwacht: een van beide."),
        (("--punten", "ots"), 2, "--punten 'ots' heeft geen kolom; verwacht: KOLOM=PUNTEN."),
        (("--punten", "ots=-1"), 1, "Punten: Astad komt op -10; verwacht: een getal van 0 of meer."),
        (("--vast", "400", "--sleutel", "ots"), 2, "BEDRAG is te klein: de andere onderdelen zijn samen € 200,00 meer"),
        (("--vast", "10"), 2, "de onderdelen zijn samen 30, en BEDRAG is 1.000; geef dat bedrag, of zeg met --sleutel"),
        (("--formule", "a=ots *", "--sleutel", "a"), 2, "--formule a: formule 'ots *': aan het einde staat niets meer"),
        (("--formule", "a=otss", "--sleutel", "a"), 2, "heeft geen kolom 'otss'; wel: gemeente, ots, toekenningen"),
        (("--formule", "a=vorig(ots, 1)", "--sleutel", "a"), 2, "een losse tabel heeft geen meer jaren"),
        (("--formule", "a=a + 1", "--sleutel", "a"), 2, "--formule a: de formule heeft zichzelf nodig."),
        (("--formule", "a=1 / (ots - 2)", "--sleutel", "a"), 1, "a van Bdorp is niet te berekenen, want er wordt"),
        (("--formule", "rato=ots", "--sleutel", "rato"), 2, "die naam heeft al een betekenis"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_one_sentence(roep, tabel, opties, uitgang, melding) -> None:
    uit = roep("verdeel", "1000", tabel, *opties)
    assert (uit.exit_code, uit.stdout) == (uitgang, "")
    assert melding in uit.stderr


@pytest.mark.parametrize("bedrag", ["-1234,50", "-1.234,50", "-1234.5", "−1234,50"])
def test_an_amount_below_zero_is_typed_as_it_is(roep, tabel, bedrag) -> None:
    for opdracht in ((bedrag, tabel, "--sleutel", "ots"), ("--sleutel", "ots", bedrag, tabel)):
        uit = roep("verdeel", *opdracht, "--formaat", "csv")
        assert bedragen(uit) == ["-823.00", "-164.60", "-246.90", "-1234.50"]


def test_weights_that_no_percentage_says_are_said_as_a_part(roep, tabel) -> None:
    def gezegd(*gewichten: str) -> str:
        uit = roep("verdeel", "10", tabel, *(deel for gewicht in gewichten for deel in ("--sleutel", gewicht)))
        return uit.stdout.splitlines()[0]

    assert gezegd("ots=2", "rato=1") == "Ots weegt 2/3 van de sleutel en rato weegt 1/3."
    assert gezegd("ots=1", "rato=7") == "Ots weegt 12,5% van de sleutel en rato weegt 87,5%."


@pytest.mark.parametrize("sluitregel", ["grootste-rest", "grootste-deelnemer", "afrondingsregel"])
@pytest.mark.parametrize(
    "delen",
    [
        ("--sleutel", "ots", "--sleutel", "jongeren"),
        ("--vast", "1", "--sleutel", "ots", "--sleutel", "jongeren"),
        ("--formule", "z=ots + 1", "--sleutel", "z", "--sleutel", "jongeren"),
        ("--prijs", "toekenningen=1", "--sleutel", "rato", "--sleutel", "ots"),
    ],
)
def test_an_amount_that_cannot_close_is_never_rounded_whatever_the_parts(roep, tabel, delen, sluitregel) -> None:
    uit = vraag(roep, tabel, "1000,50", *delen, "--eenheid", "euro", "--sluitregel", sluitregel)
    assert uit.exit_code == 1
    assert uit.stdout == ""
    assert "Het te verdelen bedrag 1000,5 is geen bedrag in hele euro's" in uit.stderr


def test_a_difference_that_turns_a_sign_is_told_by_the_name_of_the_row(roep, tmp_path) -> None:
    pad = tmp_path / "vijf.csv"
    pad.write_text("naam;w\n" + "".join(f"{naam};1\n" for naam in "ABCDE"), encoding="utf-8")
    uit = vraag(roep, pad, "303", "--prijs", "w=0,6", "--sleutel", "rato", "--sluitregel", "grootste-deelnemer",
                "--eenheid", "honderd")  # fmt: skip
    assert uit.exit_code == 1
    assert "is geen bedrag in hele honderdtallen" in uit.stderr
    uit = vraag(roep, pad, "300", "--prijs", "w=0,6", "--sleutel", "rato", "--sluitregel", "grootste-deelnemer",
                "--eenheid", "honderd")  # fmt: skip
    assert uit.stderr.startswith("Fout: Het afrondingsverschil van -2 eenheden past niet in A, de grootste deelnemer")


def test_without_a_pot_there_is_no_line_afronding(roep, tabel) -> None:
    uit = vraag(roep, tabel, "15", "--prijs", "ots=1", "--sluitregel", "afrondingsregel")
    assert bedragen(uit) == ["10.00", "2.00", "3.00", "15.00"]


@pytest.mark.parametrize(
    ("formule", "zin"),
    [
        ("z=ots/(ots - 2)", "Fout: z van Bdorp is niet te berekenen, want er wordt gedeeld door 0.\n"),
        ("z=afronden(ots,0)", "Bedoelde u 'afrond'?\n"),
    ],
)
def test_a_formula_that_cannot_be_is_told_without_what_a_loose_table_has_not(roep, tabel, formule, zin) -> None:
    uit = vraag(roep, tabel, "15", "--formule", formule, "--sleutel", "z")
    assert uit.stdout == ""
    assert uit.stderr.endswith(zin)
