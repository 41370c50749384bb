"""`verdeel`: an amount over a CSV never seen before."""

import csv
import io
import json
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from schemas.kernwoorden import SLUITREGELS


@pytest.fixture
def cijfers(tmp_path):
    def schrijf(tekst: str, codering: str = "utf-8"):
        pad = tmp_path / "cijfers.csv"
        pad.write_bytes(tekst.encode(codering))
        return pad

    return schrijf


def rijen(uitvoer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(uitvoer)))


@pytest.mark.parametrize("sluitregel", SLUITREGELS)
@pytest.mark.parametrize("eenheid", ["cent", "euro"])
def test_ten_trillion_over_500_rows_with_6_decimals_is_exact(roep, cijfers, sluitregel, eenheid) -> None:
    willekeur = random.Random(20211122)
    gewichten = [
        (Decimal(willekeur.randrange(10**12)) / 10**6, Decimal(willekeur.randrange(10**9)) / 10**6) for _ in range(500)
    ]
    regels = [f"Plaats {n},{een:.6f},{twee:.6f}" for n, (een, twee) in enumerate(gewichten)]
    pad = cijfers("\n".join(["naam,een,twee", *regels]))
    bedrag = Decimal("9999999999999") if eenheid == "euro" else Decimal("9999999999999.99")

    uit = roep(
        "verdeel", bedrag, pad, "--sleutel", "een=30", "--sleutel", "twee=45.5", "--sleutel", "rato=24.5",
        "--sluitregel", sluitregel, "--eenheid", eenheid, "--formaat", "csv",
    )  # fmt: skip

    assert uit.exit_code == 0
    gelezen = rijen(uit.stdout)
    assert list(gelezen[0]) == ["naam", "aandeel", "bedrag"]
    *deelnemers, totaal = gelezen
    som = sum(Decimal(rij["bedrag"]) for rij in deelnemers)
    assert totaal["naam"] == "Totaal"
    assert Decimal(totaal["bedrag"]) == som
    if sluitregel != "open":
        assert som == bedrag
    assert [rij["naam"] for rij in deelnemers[500:]] == (["Afronding"] if sluitregel == "afrondingsregel" else [])
    een_som, twee_som = (sum(kolom) for kolom in zip(*gewichten, strict=True))
    stap = Fraction(1) if eenheid == "euro" else Fraction(1, 100)
    buiten = []
    for rij, (een, twee) in zip(deelnemers, gewichten, strict=False):
        aandeel = Fraction(3, 10) * Fraction(een) / Fraction(een_som) + Fraction(455, 1000) * Fraction(twee) / Fraction(
            twee_som
        )
        aandeel += Fraction(245, 1000) / 500
        if abs(Fraction(rij["bedrag"]) - aandeel * Fraction(bedrag)) > 3 * stap:
            buiten.append(rij["naam"])
        assert abs(Fraction(rij["aandeel"]) - aandeel) < Fraction(1, 10**14)
    # Three pots, each within a unit of exact; only the largest of a pot may carry the difference of that whole pot.
    assert len(buiten) <= (3 if sluitregel == "grootste-deelnemer" else 0)


def test_a_dutch_csv_with_semicolons_and_decimal_commas_is_understood(roep, cijfers) -> None:
    pad = cijfers("Gemeente;Jongeren\r\nBeek;1.000,50\r\nStein;2.001\r\n\r\n".replace("2.001", "2001"))
    uit = roep("verdeel", "1.234,50", pad, "--sleutel", "Jongeren", "--formaat", "csv")
    assert uit.exit_code == 0
    assert [(r["Gemeente"], r["bedrag"]) for r in rijen(uit.stdout)] == [
        ("Beek", "411.50"),
        ("Stein", "823.00"),
        ("Totaal", "1234.50"),
    ]


def test_a_csv_from_windows_excel_keeps_its_accents(roep, cijfers) -> None:
    pad = cijfers("Gemeente;Jongeren\nSúdwest-Fryslân;1\n", "cp1252")
    uit = roep("verdeel", "10", pad, "--sleutel", "Jongeren", "--formaat", "json")
    assert json.loads(uit.stdout)[0] == {
        "Gemeente": "Súdwest-Fryslân",
        "aandeel": "1.000000000000000",
        "bedrag": "10.00",
    }


def test_a_csv_from_dos_keeps_its_accents_and_that_is_said(roep, cijfers) -> None:
    uit = roep("verdeel", "10", cijfers("Gemeente;Jongeren\nKöln;1\n", "cp850"), "--sleutel", "Jongeren")
    assert "Köln" in uit.stdout
    assert uit.stderr == "De tekst is gelezen als DOS (cp850).\n"


def test_above_the_header_there_may_be_a_letterhead(roep, cijfers) -> None:
    pad = cijfers("Cijfers van 2021\n\nnaam;w\nA;1\nB;3\n")
    uit = roep("verdeel", "10", pad, "--sleutel", "w", "--formaat", "csv")
    assert [rij["bedrag"] for rij in rijen(uit.stdout)] == ["2.50", "7.50", "10.00"]


@pytest.mark.parametrize("naam", ["beek", "BEEK", " Beek ", "Beek\u200b"])
def test_one_name_in_two_ways_of_writing_is_one_participant(roep, cijfers, naam) -> None:
    uit = roep("verdeel", "10", cijfers(f"naam;w\nBeek;1\nStein;5\n{naam};2\n"), "--sleutel", "w")
    assert uit.exit_code == 1
    assert "verwacht: elke naam één keer" in uit.stderr


def test_an_amount_finer_than_a_cent_is_shown_as_it_was_typed(roep, cijfers) -> None:
    pad = cijfers("naam;w\nA;1\nB;2\nC;4\n")
    uit = roep("verdeel", "1000,005", pad, "--sleutel", "w", "--sluitregel", "open")
    assert "Te verdelen: € 1.000,005." in uit.stdout
    assert "afrondingsverschil van € 0,005 (sluitregel open)" in uit.stdout


def test_what_other_cells_decided_about_a_dot_is_said(roep, cijfers) -> None:
    uit = roep("verdeel", "1000", cijfers("naam;w\nA;1.500\nB;2,5\n"), "--sleutel", "w", "--formaat", "csv")
    assert uit.stderr == "In kolom w is 1.500 gelezen als 1500.\n"
    assert rijen(uit.stdout)[0]["bedrag"] == "998.34"


def test_a_refund_is_split_with_the_same_rule(roep, cijfers) -> None:
    pad = cijfers("naam,w\nA,1\nB,1\nC,1\n")
    uit = roep("verdeel", "--sleutel", "w", "--formaat", "csv", "--", "-1,00", pad)
    assert uit.exit_code == 0
    assert [r["bedrag"] for r in rijen(uit.stdout)] == ["-0.34", "-0.33", "-0.33", "-1.00"]


def test_text_ends_with_the_verdict_and_names_the_rule(roep, cijfers) -> None:
    pad = cijfers("naam,w\nA,1\nB,1\nC,1\n")
    uit = roep("verdeel", "1", pad, "--sleutel", "w", "--sluitregel", "open")
    assert "Sluitregel: open, in centen" in uit.stdout
    assert uit.stdout.splitlines()[-1] == "✓ Verdeeld met een afrondingsverschil van € -0,01 (sluitregel open)."


def test_a_name_that_looks_like_a_formula_is_made_harmless(roep, cijfers) -> None:
    pad = cijfers('naam,w\n"=HYPERLINK(""http://x"")",1\n-5,1\n')
    uit = roep("verdeel", "1", pad, "--sleutel", "w", "--formaat", "csv")
    assert rijen(uit.stdout)[0]["naam"].startswith("'=")
    assert rijen(uit.stdout)[1]["naam"] == "-5"


@pytest.mark.parametrize(
    ("inhoud", "sleutel", "uitgang", "melding"),
    [
        ("naam,w\nA,x\n", "w", 1, "regel 2, kolom w: 'x' is geen getal; verwacht: een getal van 0 of meer"),
        ("naam,w\nA,\n", "w", 1, "regel 2, kolom w: leeg; verwacht: een getal van 0 of meer"),
        ("naam,w\nA,-1\n", "w", 1, "regel 2, kolom w: '-1'; verwacht: een getal van 0 of meer"),
        ("naam,w\nA,1\nA,2\n", "w", 1, "regel 3, kolom naam: 'A' staat er twee keer; verwacht: elke naam één keer"),
        ("naam,w\nA,1\nTotaal,1\n", "w", 1, "regel 3, kolom naam: 'Totaal'; verwacht: alleen deelnemers"),
        ("naam,w\n,1\n", "w", 1, "regel 2, kolom naam: leeg; verwacht: een naam"),
        ("naam,w\nA,1,2\n", "w", 1, "regel 2: 3 kolommen; verwacht: 2, zoals in de kop"),
        ("naam;w\nA;1.234\n", "w", 1, "'1.234' is dubbelzinnig: bedoelt u 1234 of 1,234?"),
        ('naam,w\nA,"1,5"\n', "w", 1, "Een decimale komma kan alleen in een CSV met puntkomma's"),
        ("naam,w\nA,0\n", "w", 1, "Maatstaf 'w' telt op tot nul"),
        ("naam,w\n", "w", 1, "heeft geen regels onder de kop"),
        ("", "w", 1, "Geweigerd: cijfers.csv is leeg (0 bytes)"),
        ("\n\n", "w", 1, "Geweigerd: cijfers.csv heeft geen enkele regel"),
        ("naam,w\nA\x1b[2J,1\n", "w", 1, "is geen gewone tekst: er staan stuurtekens in"),
        ("w\n1\n", "w", 1, "heeft alleen kolommen van de sleutel"),
        ("naam,w,w\nA,1,2\n", "w", 1, "kolom 'w' staat er twee keer"),
        (
            "naam,jongeren\nA,1\n",
            "jongern",
            2,
            "heeft geen kolom 'jongern'; wel: naam, jongeren. Bedoelde u 'jongeren'?",
        ),
        ("naam,w\nA,1\n", "w=0", 2, "--sleutel w: gewicht '0'; verwacht: een getal boven nul."),
        ("naam,w\nA,1\n", "w=x", 2, "--sleutel w: gewicht 'x' is geen getal"),
        ("naam,w\nA,1\n", "=3", 2, "--sleutel '=3' heeft geen kolom"),
        ("PK\x03\x04", "w", 1, "cijfers.csv is niet compleet"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(roep, cijfers, inhoud, sleutel, uitgang, melding) -> None:
    uit = roep("verdeel", "100", cijfers(inhoud), "--sleutel", sleutel)
    assert uit.exit_code == uitgang
    assert melding in uit.stderr
    assert uit.stdout == ""


def test_all_faults_of_a_csv_are_told_at_once(roep, cijfers) -> None:
    uit = roep("verdeel", "100", cijfers("naam,a,b\nX,1,een\nY,-2,\n"), "--sleutel", "a", "--sleutel", "b")
    assert uit.stderr.splitlines()[0] == "Fout: cijfers.csv is niet bruikbaar (3 fouten):"


@pytest.mark.parametrize("bedrag", ["1.234", "abc", "1e5", "12,3,4", "€", "1" * 40])
def test_an_amount_that_is_no_clear_number_is_wrong_use(roep, cijfers, bedrag) -> None:
    uit = roep("verdeel", bedrag, cijfers("naam,w\nA,1\n"), "--sleutel", "w")
    assert uit.exit_code == 2
    assert "verwacht: een bedrag als 1234.5 of 1.234,50" in uit.stderr


def test_a_closing_rule_refuses_what_is_no_whole_cent(roep, cijfers) -> None:
    uit = roep("verdeel", "10,0005", cijfers("naam,w\nA,1\n"), "--sleutel", "w")
    assert uit.exit_code == 1
    assert "is geen bedrag in hele centen" in uit.stderr


@pytest.mark.parametrize("naam", ["Gemiddelde", "Mediaan:", "Maximum"])
def test_an_average_is_paid_no_more_than_a_total(roep, cijfers, naam) -> None:
    uit = roep("verdeel", "10", cijfers(f"naam,w\nA,1\nB,3\n{naam},2\n"), "--sleutel", "w")
    assert f"'{naam}'; verwacht: alleen deelnemers. Haal deze regel weg" in uit.stderr


@pytest.mark.parametrize("naam", ["Totaal", "Totalen", "Totaal Zuid", "Subtotaal:", "Te verdelen"])
def test_a_total_by_any_name_is_no_participant(roep, cijfers, naam) -> None:
    uit = roep("verdeel", "10", cijfers(f"naam,w\nA,1\n{naam},1\n"), "--sleutel", "w")
    assert uit.exit_code == 1
    assert f"'{naam}'; verwacht: alleen deelnemers, want totalen worden berekend" in uit.stderr


@pytest.mark.parametrize(
    ("tabel", "bedragen"),
    [
        ("naam;w\nA;0.5\nB;0.25\nC;0.125\nD;0.125\n", ["500.00", "250.00", "125.00", "125.00"]),
        ("naam;w\nA;12.5\nB;0.750\nC;3.25\n", ["757.58", "45.45", "196.97"]),
        ("naam;w\nA;1.234,5\nB;1.234\n", ["500.10", "499.90"]),
        ("naam\tw\nA\t1\nB\t3\n", ["250.00", "750.00"]),
        ("naam|w\nA|1\nB|3\n", ["250.00", "750.00"]),
        ("sep=;\nnaam;w\nA;1\nB;3\n", ["250.00", "750.00"]),
    ],
)
def test_a_column_is_read_in_its_own_notation(roep, cijfers, tabel, bedragen) -> None:
    uit = roep("verdeel", "1000", cijfers(tabel), "--sleutel", "w", "--formaat", "csv")
    assert uit.exit_code == 0, uit.stderr
    assert [rij["bedrag"] for rij in rijen(uit.stdout)][:-1] == bedragen


@pytest.mark.parametrize(
    ("tabel", "melding"),
    [
        ("naam;w\nA;1.234.567\nB;1234.5\n", "regel 3, kolom w: de getallen zijn niet op één manier geschreven"),
        ("naam;w\nA;1.234.567\nB;0.125\n", "regel 3, kolom w: de getallen zijn niet op één manier geschreven"),
        ("naam,w\nA,1.234\nB,5\n", "regel 2, kolom w: '1.234' is dubbelzinnig: bedoelt u 1234 of 1,234?"),
        ("naam;w\nA;1,234\nB;5\n", "regel 2, kolom w: '1,234' is dubbelzinnig: bedoelt u 1234 of 1,234?"),
        ("naam;w;v\nA;1.234;2,5\nB;5;1\n", "regel 2, kolom w: '1.234' is dubbelzinnig"),
        ("naam,w,opmerking\nA,5,\nB,3,180\n", "regel 3, kolom w: is '3,180' één getal? De komma scheidt hier"),
    ],
)
def test_what_may_mean_two_things_is_asked(roep, cijfers, tabel, melding) -> None:
    uit = roep("verdeel", "1000", cijfers(tabel), "--sleutel", "w")
    assert uit.exit_code == 1
    assert melding in uit.stderr


@pytest.mark.parametrize(("teken", "eerste"), [("komma", "996.14"), ("punt", "199.23")])
def test_who_asks_can_say_what_a_dot_means(roep, cijfers, teken, eerste) -> None:
    pad = cijfers("naam;w\nA;1.244\nB;5\n".replace("1.244", "1.290" if teken == "komma" else "1.244"))
    uit = roep("verdeel", "1000", pad, "--sleutel", "w", "--decimaal", teken, "--formaat", "csv")
    assert rijen(uit.stdout)[0]["bedrag"] == eerste


def test_weights_and_amounts_on_the_command_line_are_read_by_the_same_rules(roep, cijfers) -> None:
    pad = cijfers("naam;jongeren\nA;900\nB;100\n")
    uit = roep("verdeel", "0.125", pad, "--sleutel", "jongeren", "--sluitregel", "open", "--formaat", "csv")
    assert [rij["bedrag"] for rij in rijen(uit.stdout)] == ["0.11", "0.01", "0.12"]
    uit = roep("verdeel", "1000", pad, "--sleutel", "rato=0.250", "--sleutel", "jongeren=0.75", "--formaat", "csv")
    assert [rij["bedrag"] for rij in rijen(uit.stdout)] == ["800.00", "200.00", "1000.00"]
    uit = roep("verdeel", "1000", pad, "--sleutel", "rato=1.250", "--sleutel", "jongeren=0.75")
    assert uit.exit_code == 2
    assert "--sleutel rato: gewicht '1.250' is dubbelzinnig" in uit.stderr


@pytest.mark.parametrize(
    "naam", ["Grand Total", "Algemeen totaal", "Alle gemeenten", "Totaalbedrag", "Sum", "Nederland", "Parkstad", ""]
)
def test_a_row_that_is_the_sum_of_the_others_is_paid_for_under_no_name(roep, cijfers, naam) -> None:
    uit = roep("verdeel", "1000", cijfers(f"naam;w;v\nA;10;3\nB;20;4\nC;5;1\n{naam};35;8\n"), "--sleutel", "w")
    assert uit.exit_code == 1
    assert "regel 5, kolom naam: " in uit.stderr
    assert "verwacht: alleen deelnemers" in uit.stderr


@pytest.mark.parametrize(
    "naam", ["Regio Zuid-Limburg", "Jeugdhulpregio Zuid", "Zuid-Limburg", "zuid limburg", "Parkstad"]
)
def test_a_region_beside_its_municipalities_pays_nothing_also_where_it_adds_up_to_nothing(roep, cijfers, naam) -> None:
    pad = cijfers(f"naam;w\nBeek;10\nVaals;20\nBrunssum;5\n{naam};36\n")
    uit = roep("verdeel", "1000", pad, "--sleutel", "w")
    assert uit.exit_code == 1
    assert f"regel 5, kolom naam: '{naam}' is een gebied; verwacht: alleen deelnemers" in uit.stderr
    assert roep("verdeel", "1000", pad, "--sleutel", "w", "--deelnemer", naam).exit_code == 0


def test_a_list_of_regions_takes_part(roep, cijfers) -> None:
    uit = roep("verdeel", "10", cijfers("naam;w\nRegio Noord;10\nRegio Zuid;20\n"), "--sleutel", "w")
    assert uit.exit_code == 0


def test_a_subtotal_and_a_total_on_top_are_found_by_what_they_add_up_to(roep, cijfers) -> None:
    uit = roep("verdeel", "1", cijfers("naam;w\nA;10\nB;20\nNoord;30\nC;5\nD;7\nZuid;12\n"), "--sleutel", "w")
    assert "regel 4, kolom naam: 'Noord' is precies de som van 2 regels erboven" in uit.stderr
    assert "regel 7, kolom naam: 'Zuid' is precies de som van 2 regels erboven" in uit.stderr
    uit = roep(
        "verdeel", "1", cijfers("naam;w;v\nZuid;42;7\nA;10;3\nB;20;3\nC;12;1\n"), "--sleutel", "w", "--sleutel", "v"
    )
    assert "regel 2, kolom naam: 'Zuid' is precies de som van alle andere regels" in uit.stderr
    uit = roep("verdeel", "1", cijfers("naam;w\nA;10\nB;20\nC;5\nAlles;35\n"), "--sleutel", "rato")
    assert "regel 5, kolom naam: 'Alles' is precies de som van 3 regels erboven" in uit.stderr


def test_who_is_a_participant_for_certain_may_be_the_sum_of_others(roep, cijfers) -> None:
    pad = cijfers("naam;w\nA;10\nB;20\nC;30\n")
    assert '--deelnemer "C"' in roep("verdeel", "60", pad, "--sleutel", "w").stderr
    uit = roep("verdeel", "60", pad, "--sleutel", "w", "--deelnemer", "C", "--formaat", "csv")
    assert [rij["bedrag"] for rij in rijen(uit.stdout)] == ["10.00", "20.00", "30.00", "60.00"]


def boek(pad, inhoud, verborgen=()):
    from openpyxl import Workbook

    werkmap = Workbook()
    for rij in inhoud:
        werkmap.active.append(rij)
    for rij in verborgen:
        werkmap.active.row_dimensions[rij].hidden = True
    werkmap.save(pad)
    return pad


def test_rows_behind_a_filter_pay_along_and_are_told(roep, tmp_path) -> None:
    pad = boek(tmp_path / "cijfers.xlsx", [("naam", "w"), ("A", 1), ("B", 2), ("C", 5)], [3])
    uit = roep("verdeel", "800", pad, "--sleutel", "w", "--formaat", "csv")
    assert [rij["bedrag"] for rij in rijen(uit.stdout)] == ["100.00", "200.00", "500.00", "800.00"]
    assert uit.stderr == "Let op: rij 3 is verborgen, maar wel gelezen; kijk of er een filter aan staat.\n"


@pytest.mark.parametrize(
    ("cel", "zin"),
    [
        ("=1+1", "formule '=1+1' heeft geen berekende waarde in het bestand"),
        ("#N/A", "'#N/A' is een foutwaarde"),
        (True, "'WAAR'; verwacht: een getal van 0 of meer"),
        (12345678901234567, "'12345678901234570' heeft te veel cijfers; een rekenblad bewaart er hooguit 15"),
        (-1, "'-1'; verwacht: een getal van 0 of meer"),
    ],
)
def test_a_cell_that_holds_no_number_is_told_as_valideer_tells_it(roep, tmp_path, cel, zin) -> None:
    uit = roep("verdeel", "1", boek(tmp_path / "cijfers.xlsx", [("naam", "w"), ("A", cel), ("B", 2)]), "--sleutel", "w")
    assert uit.exit_code == 1
    assert f"cel B2: {zin}" in uit.stderr
