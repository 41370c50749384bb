"""`tabel`: the contract that other programs read, and the text that people read."""

import ast
import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from calc.tabellen import TABELLEN, maak_tabellen
from calc.uitkomst import bereken

VOORBEELD = "zuid-limburg-2021"
VAN_HET_VOORBEELD = (
    "samenvatting", "samenvatting_jaren", "capaciteit", "begroting", "verdeling", "toename", "meerjarig", "mutaties",
    "boeking", "scenario", "investering", "controles", "aansluiting",
)  # fmt: skip
"""The tables of the example; what the others rest on (terms, indices, hours supplied, ...) it does not have."""
DELEN = ("rato", "jongeren", "toekenningen", "declaraties")
JAREN = ["2020", "2021", "2022", "2023", "2024"]
PER_DEEL = [f"{wat}_{deel}" for deel in DELEN for wat in ("waarde", "aandeel", "bedrag")]
INVESTERING = [
    "regel", "regulier_2021", "extra_2021", "totaal_2021", "extra_2022", "totaal_2022", "extra_investering",
    "besparing_vanaf_2023",
]  # fmt: skip


def rijen(uitvoer: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(uitvoer)))


@pytest.mark.parametrize(
    ("args", "kolommen"),
    [
        (["verdeling", "--kostensoort", "inkoop"], ["gemeentecode", "gemeente", *PER_DEEL, "aandeel", "bedrag"]),
        (["verdeling", "--kostensoort", "inkoop", "--jaar", "2020"], ["gemeentecode", "gemeente", "bedrag"]),
        (["meerjarig", "--kostensoort", "inkoop"], ["gemeentecode", "gemeente", *JAREN]),
        (["mutaties", "--kostensoort", "inkoop"], ["gemeentecode", "gemeente", *JAREN[1:]]),
        (
            ["toename", "--kostensoort", "inkoop"],
            ["gemeentecode", "gemeente", "2020", "2021", "toename", "toename_pct"],
        ),
        (["toename"], ["kostensoort", "gemeentecode", "gemeente", "2020", "2021", "toename", "toename_pct"]),
        (["begroting", "--kostensoort", "beleid"], ["post", *JAREN]),
        (["begroting"], ["kostensoort", "post", *JAREN]),
        (["capaciteit", "--kostensoort", "beleid"], ["taak", "functie", "uren", "tarief", "bedrag"]),
        (["scenario"], ["deel", "regel", *JAREN, "2025", "2026"]),
        (["investering"], INVESTERING),
        (["controles"], ["controle", "waar", "verwacht", "gevonden", "verschil", "oordeel"]),
        (["aansluiting"], ["tabel", "rij", "kolom", "gepubliceerd", "berekend", "verschil", "oordeel"]),
    ],
)
def test_the_columns_are_those_of_the_contract(roep, args, kolommen) -> None:
    naam, *opties = args
    uit = roep("tabel", naam, VOORBEELD, *opties, "--formaat", "csv")
    assert uit.exit_code == 0
    assert uit.stderr == ""
    assert next(csv.reader(io.StringIO(uit.stdout))) == [*kolommen, "aantekening"]


@pytest.mark.parametrize("jaar", ["2020", "2021"])
def test_beleid_on_the_command_line_is_the_published_table(roep, bron, jaar) -> None:
    uit = roep("tabel", "verdeling", VOORBEELD, "--kostensoort", "beleid", "--jaar", jaar, "--formaat", "csv")
    gevonden = {rij["gemeente"]: rij["bedrag"] for rij in rijen(uit.stdout)}
    verwacht = {r["gemeente"]: r[f"bijdrage_{jaar}_eur"] for r in bron("bijdrage_beleid") if r["gemeente"] != "Totaal"}
    assert {naam: gevonden[naam] for naam in verwacht} == verwacht


def test_beleid_closes_to_the_cent_when_asked(roep) -> None:
    uit = roep(
        "tabel", "verdeling", VOORBEELD, "--kostensoort", "beleid", "--jaar", "2021", "--formaat", "csv",
        "--sluitregel", "grootste-rest",
    )  # fmt: skip
    *deelnemers, totaal = rijen(uit.stdout)
    assert (totaal["gemeentecode"], totaal["gemeente"], totaal["bedrag"]) == ("", "Totaal", "1397920.00")
    assert sum(Fraction(rij["bedrag"]) for rij in deelnemers) == 1397920


def test_every_table_that_another_closing_rule_changes_can_be_asked_with_one(uitkomst, gegevens) -> None:
    anders = bereken(gegevens, "grootste-rest")
    rijen_van = [
        {naam: [tabel.rijen for tabel in maak_tabellen(een, naam)] for naam in TABELLEN} for een in (uitkomst, anders)
    ]
    veranderd = {naam for naam in TABELLEN if rijen_van[0][naam] != rijen_van[1][naam]}
    assert {"verdeling", "samenvatting", "mutaties"} <= veranderd
    assert not [naam for naam in veranderd if not TABELLEN[naam].verdeeld]


def test_the_afrondingsregel_has_a_row_without_code_before_the_total(roep) -> None:
    uit = roep(
        "tabel",
        "verdeling",
        VOORBEELD,
        "--kostensoort",
        "inkoop",
        "--formaat",
        "csv",
        "--sluitregel",
        "afrondingsregel",
    )
    *_, afronding, totaal = rijen(uit.stdout)
    assert (afronding["gemeentecode"], afronding["gemeente"]) == ("", "Afronding")
    assert (totaal["gemeente"], totaal["bedrag"]) == ("Totaal", "2394001")


def test_inkoop_is_in_whole_euros_and_shares_have_at_least_ten_digits(roep, bron) -> None:
    uit = roep("tabel", "verdeling", VOORBEELD, "--kostensoort", "inkoop", "--formaat", "csv")
    gevonden = {rij["gemeente"]: rij for rij in rijen(uit.stdout)}
    for rij in bron("uitvoeringskosten_inkoop_2021"):
        if rij["gemeente"] == "Totaal":
            continue
        mijn = gevonden[rij["gemeente"]]
        assert [mijn[f"bedrag_{deel}"] for deel in DELEN] == [rij[f"{deel}_eur"] for deel in DELEN]
        assert mijn["bedrag"] == rij["totaal_eur"]
        assert abs(Fraction(mijn["aandeel"]) * 100 - Fraction(rij["aandeel_pct"])) <= Fraction(1, 200)
        assert all(len(mijn[f"aandeel_{deel}"].partition(".")[2]) >= 10 for deel in DELEN)


@pytest.mark.parametrize("naam", VAN_HET_VOORBEELD)
def test_json_says_the_same_as_csv_with_figures_as_strings(roep, naam) -> None:
    als_json = json.loads(roep("tabel", naam, VOORBEELD, "--formaat", "json").stdout)
    als_csv = rijen(roep("tabel", naam, VOORBEELD, "--formaat", "csv").stdout)
    assert len(als_json) == len(als_csv) > 0
    for een, ander in zip(als_json, als_csv, strict=True):
        assert all(waarde is None or isinstance(waarde, str) for waarde in een.values())
        assert {k: v or "" for k, v in een.items()} == {k: v.removeprefix("'") for k, v in ander.items() if k in een}


@pytest.mark.parametrize("naam", [een for een, s in TABELLEN.items() if s.komt_uit and een not in VAN_HET_VOORBEELD])
def test_a_table_that_a_plan_lacks_is_said_to_be_so_in_every_form(roep, naam) -> None:
    for formaat, leeg in (("csv", ""), ("json", "[]\n")):
        uit = roep("tabel", naam, VOORBEELD, "--formaat", formaat)
        assert (uit.exit_code, uit.stdout) == (0, leeg)
        assert uit.stderr.startswith(f"Dit plan heeft geen tabel {naam}. Die komt uit {TABELLEN[naam].komt_uit}.\n")


def test_where_it_would_come_from_is_said_of_every_table_that_can_be_missing(uitkomst) -> None:
    missen = [naam for naam in TABELLEN if not maak_tabellen(uitkomst, naam)]
    assert len(missen) > 10
    assert [naam for naam in missen if not TABELLEN[naam].komt_uit] == []


def test_pm_is_a_value_of_its_own_in_every_form(roep) -> None:
    regel = next(
        r
        for r in rijen(roep("tabel", "scenario", VOORBEELD, "--formaat", "csv").stdout)
        if r["regel"] == "Toegangsmanagement"
    )
    assert {regel[jaar] for jaar in JAREN} == {"PM"}
    assert "Toegangsmanagement" in roep("tabel", "scenario", VOORBEELD).stdout


@pytest.mark.parametrize("naam", VAN_HET_VOORBEELD)
def test_the_text_fits_a_terminal_and_ends_with_one_verdict(roep, naam) -> None:
    uit = roep("tabel", naam, VOORBEELD)
    assert uit.exit_code == 0
    regels = uit.stdout.splitlines()
    assert regels[-1].startswith("✓ Sluit: alle ")
    assert sum(regel.startswith(("✓", "✗")) for regel in regels) == 1
    assert all(len(regel) <= 100 for regel in regels[:-1]), max(regels[:-1], key=len)


def test_the_text_says_what_a_reader_needs_to_judge_it(roep) -> None:
    uit = roep("tabel", "verdeling", VOORBEELD, "--kostensoort", "inkoop", "--jaar", "2022").stdout
    eenregelig = " ".join(uit.split())
    assert "Te verdelen: € 2.269.616" in eenregelig
    assert "Sluitregel: open, in hele euro's" in eenregelig
    assert "Oude cijfers: Jongeren (2020), Toekenningen (2020) en Declaraties (2020)" in eenregelig
    assert "Bron: " in eenregelig


def test_the_payback_is_told_in_years(roep) -> None:
    assert "Terugverdientijd: 3,87 jaar (€ 2.320.331 investering, € 600.000 besparing per jaar vanaf 2023)" in " ".join(
        roep("tabel", "scenario", VOORBEELD).stdout.split()
    )


def test_aansluiting_carries_the_proof_of_one_key(roep) -> None:
    gevonden = [
        rij
        for rij in rijen(roep("tabel", "aansluiting", VOORBEELD, "--formaat", "csv").stdout)
        if rij["rij"] == "één sleutel verklaart de gepubliceerde bedragen" and "inkoop" in rij["tabel"]
    ]
    grenzen = {rij["kolom"]: Fraction(rij["berekend"]) for rij in gevonden}
    assert {rij["oordeel"] for rij in gevonden} == {"gelijk"}
    assert round(float(grenzen["som ondergrenzen"]), 8) == 0.99999816
    assert round(float(grenzen["som bovengrenzen"]), 8) == 1.00000193


def test_what_is_provisional_or_derived_stands_in_every_form(roep) -> None:
    """In 2022 the key rests on older figures, and those are shares that stand for counts."""
    meerjarig = rijen(roep("tabel", "meerjarig", VOORBEELD, "--kostensoort", "inkoop", "--formaat", "csv").stdout)
    assert {rij["aantekening"] for rij in meerjarig} == {"afgeleid, oude cijfers, raming"}
    verdeling = roep("tabel", "verdeling", VOORBEELD, "--kostensoort", "inkoop", "--jaar", "2022", "--formaat", "json")
    assert {rij["aantekening"] for rij in json.loads(verdeling.stdout)} == {"afgeleid, oude cijfers, raming"}
    assert "afgeleid, oude cijfers, raming" in roep("tabel", "meerjarig", VOORBEELD, "--kostensoort", "inkoop").stdout


ZONDER_OMWEG = """
import sys
from cli import main
try:
    main(["tabel", "verdeling", "zuid-limburg-2021", "--kostensoort", "inkoop"])
finally:
    print(sorted({"pandas", "pandera", "openpyxl", "numpy"} & sys.modules.keys()), file=sys.stderr)
"""


def test_a_table_of_a_good_input_waits_for_no_library_that_it_does_not_use() -> None:
    """Importing pandas, pandera and openpyxl takes twice as long as the whole answer."""
    klaar = subprocess.run([sys.executable, "-c", ZONDER_OMWEG], check=True, capture_output=True, text=True)
    assert klaar.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("opdracht", ["plan", "verdeel"])
def test_a_plan_and_a_division_are_made_without_pandas(
    opdracht: str, maak_drieland: Callable[[Path], Path], tmp_path: Path
) -> None:
    """The model of a DataFrame is derived from the sheets, and only who has a DataFrame waits for its libraries."""
    cijfers = tmp_path / "cijfers.csv"
    cijfers.write_text("naam;jongeren\nA;3\nB;4\n", encoding="utf-8")
    invoer = maak_drieland(tmp_path)
    args = {"plan": ["plan", str(invoer), "--naar", str(tmp_path / "plan")], "verdeel": ["verdeel", "10", str(cijfers)]}
    woorden = [*args[opdracht], *(["--sleutel", "jongeren"] if opdracht == "verdeel" else [])]
    programma = ZONDER_OMWEG.replace(ZONDER_OMWEG[ZONDER_OMWEG.index("[") : ZONDER_OMWEG.index("]") + 1], repr(woorden))
    klaar = subprocess.run([sys.executable, "-c", programma], check=True, capture_output=True, text=True)
    assert not {"pandas", "pandera"} & set(ast.literal_eval(klaar.stderr.splitlines()[-1]))


def test_the_summary_is_read_with_that_of_the_years_below_it(roep) -> None:
    """People see both; programs get the one they asked for."""
    tekst = roep("tabel", "samenvatting", VOORBEELD).stdout
    assert tekst.index("Samenvatting 2021") < tekst.index("Samenvatting 2020–2024")
    (beek, *_) = json.loads(roep("tabel", "samenvatting_jaren", VOORBEELD, "--formaat", "json").stdout)
    assert (beek["gemeente"], beek["2021"], beek["verschil"]) == ("Beek", "109040.03", "106.54")
    assert "2024" not in roep("tabel", "samenvatting", VOORBEELD, "--formaat", "csv").stdout
