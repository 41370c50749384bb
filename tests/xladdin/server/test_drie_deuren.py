"""The same question by formula, by command and in the workbook: the golden year, cent for cent.

The formula goes to the server as Excel sends it, the command runs as a program of its own, and of the workbooks it is
what LibreOffice makes of their formulas.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from openpyxl.utils import get_column_letter

PLAN = "zuid-limburg-2021"
JAREN = [str(jaar) for jaar in range(2020, 2025)]
DELEN = ["rato", "jongeren", "toekenningen", "declaraties"]
Tabel = Sequence[Sequence[object]]


@pytest.fixture(scope="module")
def formule(server, roep):
    """The rows that a formula spills."""
    with server.client(headers=server.sleutel) as client:

        def vraag(naam, *args):
            antwoord = roep(client, f"VW_{naam}", *args)
            assert antwoord.status_code == 200, antwoord.text
            return antwoord.json()["result"]

        yield vraag


@pytest.fixture(scope="module")
def opdracht():
    """The rows of a table that the command prints."""

    def vraag(naam, soort):
        woorden = [sys.executable, "-m", "cli", "tabel", naam, PLAN, "--kostensoort", soort, "--formaat", "csv"]
        uit = subprocess.run(woorden, capture_output=True, text=True, encoding="utf-8", check=True)
        return list(csv.DictReader(io.StringIO(uit.stdout)))

    return vraag


@pytest.fixture(scope="module")
def werkmappen(tmp_path_factory, herreken):
    """The workbooks of the region and of Beek, recalculated: per sheet the value of every cell."""
    naar = tmp_path_factory.mktemp("drie-deuren") / "plan"
    subprocess.run([sys.executable, "-m", "cli", "plan", PLAN, "--naar", str(naar)], capture_output=True, check=True)
    boeken = [naar / f"{PLAN}-uitvoeringsplan.xlsx", naar / f"{PLAN}-GM0888.xlsx"]
    return list(herreken(boeken).values())


def tabel_op(cellen: Mapping[str, object], welke: int = 0) -> Tabel:
    """A table of a sheet, from its head to its total; the sheet of several years has one per kostensoort."""
    rijen = [[cellen.get(f"{get_column_letter(kolom)}{rij}") for kolom in range(1, 16)] for rij in range(1, 90)]
    begin = [plek for plek, rij in enumerate(rijen) if rij[:2] == ["Code", "Gemeente"]][welke]
    eind = next(plek for plek in range(begin, len(rijen)) if rijen[plek][1] == "Totaal")
    return [rijen[begin], *(rij for rij in rijen[begin + 1 : eind] if rij[1]), rijen[eind]]


def uit(tabel: Tabel, *koppen: str) -> Tabel:
    """These columns of the sixteen municipalities and of the total below them."""
    kolommen = [tabel[0].index(kop) for kop in koppen]
    return [[rij[kolom] for kolom in kolommen] for rij in tabel[1:18]]


def centen(waarde: object) -> Decimal:
    """A figure in cents: a double has no other decimals than those that it shows."""
    return round(Decimal(str(waarde)), 2)


def gelijk(*deuren: Tabel) -> list[list[Decimal]]:
    """What all doors say, when they say the same of all sixteen and of the total."""
    eerste, *andere = ([[centen(cel) for cel in rij] for rij in deur] for deur in deuren)
    assert len(eerste) == 17
    assert [eerste] * len(andere) == andere
    return eerste


def namen(tabel: Tabel) -> Tabel:
    return [[rij[1]] for rij in tabel[1:17]]


def test_beleid_of_2021_is_the_same_through_all_three_doors_and_as_published(formule, opdracht, werkmappen, bron):
    blad = tabel_op(werkmappen[0]["Verdeling beleid"])
    bedragen = [[2020, 2021], [766500, 1397920]]
    uit_cellen = formule("BIJDRAGETABEL", namen(blad), [rij[2:3] for rij in blad[1:17]], bedragen, [["open"]])
    samen = gelijk(
        uit(formule("PLANTABEL", [["verdeling"]], [[2021]], [["beleid"]], [[PLAN]]), "Bijdrage"),
        [[rij["bedrag"]] for rij in opdracht("verdeling", "beleid")],
        uit(blad, "Bijdrage 2021"),
        # From cells of a sheet, as an adviser points them out.
        uit(uit_cellen, "Bijdrage 2021"),
    )
    gedrukt = {rij["gemeente"]: Decimal(rij["bijdrage_2021_eur"]) for rij in bron("bijdrage_beleid")}
    for (naam,), (bedrag,) in zip(namen(blad), samen[:16], strict=True):
        assert bedrag == gedrukt[str(naam)]


def test_inkoop_of_2021_is_the_same_part_by_part_and_as_published(formule, opdracht, werkmappen, bron):
    blad = tabel_op(werkmappen[0]["Verdeling inkoop"])
    koppen = [f"Bedrag {deel}" for deel in DELEN]
    maatstaven = [DELEN[1:], *uit(blad, *(f"Aandeel {deel}" for deel in DELEN[1:]))[:16]]
    uit_cellen = formule(
        "UITVOERINGSKOSTENTABEL", namen(blad), maatstaven, [DELEN, [25] * 4], [[2394001]], [["open"]], [["euro"]]
    )
    samen = gelijk(
        uit(formule("PLANTABEL", [["verdeling"]], [[2021]], [["inkoop"]], [[PLAN]]), *koppen, "Bijdrage"),
        [[rij[f"bedrag_{deel}"] for deel in DELEN] + [rij["bedrag"]] for rij in opdracht("verdeling", "inkoop")],
        uit(blad, *koppen, "Bijdrage 2021"),
        [rij[-5:] for rij in uit_cellen[1:18]],
    )
    gedrukt = bron("uitvoeringskosten_inkoop_2021")[:16]
    assert samen[:16] == [[Decimal(rij[f"{deel}_eur"]) for deel in (*DELEN, "totaal")] for rij in gedrukt]


@pytest.mark.parametrize("soort", ["beleid", "inkoop"])
def test_every_year_of_the_plan_is_the_same_through_all_three_doors(soort, formule, opdracht, werkmappen):
    blad = tabel_op(werkmappen[0]["Meerjarig"], ("beleid", "inkoop").index(soort))
    per_jaar = [formule("BIJDRAGE", namen(blad), [[int(jaar)]], [[soort]], [[PLAN]]) for jaar in JAREN]
    los = [[centen(kolom[plek][0]) for kolom in per_jaar] for plek in range(16)]
    gelijk(
        uit(formule("PLANTABEL", [["meerjarig"]], None, [[soort]], [[PLAN]]), *JAREN),
        [[rij[jaar] for jaar in JAREN] for rij in opdracht("meerjarig", soort)],
        uit(blad, *JAREN),
        [*los, [sum(kolom) for kolom in zip(*los, strict=True)]],
    )


def test_the_letter_of_a_municipality_says_what_the_formula_says(formule, opdracht, werkmappen):
    (((samen,),), brief) = formule("BIJDRAGE", [["Beek"]], [[2021]], None, [[PLAN]]), werkmappen[1]["Brief"]
    gedrukt = [opdracht("verdeling", soort)[0] for soort in ("beleid", "inkoop")]
    assert [rij["gemeente"] for rij in gedrukt] == ["Beek", "Beek"]
    assert centen(brief["B12"]) == centen(samen) == sum(Decimal(rij["bedrag"]) for rij in gedrukt)
