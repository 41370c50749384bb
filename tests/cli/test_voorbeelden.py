"""The two invented examples that are shipped beside Zuid-Limburg: found by name and carried through every command."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from calc.splitsing import splits
from cli import main

LIMBURG, DIENST = "midden-limburg-2026", "omgevingsdienst-voorbeeldstreek-2026"


@pytest.fixture(scope="module")
def plannen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The plan of each, made by name; the exit code says that it ties up."""
    map_ = tmp_path_factory.mktemp("plannen")
    for naam in (LIMBURG, DIENST):
        uit = CliRunner().invoke(main, ["plan", naam, "--naar", str(map_ / naam)])
        assert (uit.exit_code, "✓ Sluit: alle" in uit.stdout) == (0, True), uit.output
    return {naam: map_ / naam for naam in (LIMBURG, DIENST)}


def bedragen(roep, naam: str, soort: str, kolom: str = "bedrag", **rest: str) -> dict[str, Decimal]:
    opties = [deel for optie, waarde in rest.items() for deel in (f"--{optie}", waarde)]
    uit = roep("tabel", "verdeling", naam, "--kostensoort", soort, *opties, "--formaat", "json")
    rijen = json.loads(uit.stdout)
    return {rij["gemeentecode"]: Decimal(rij[kolom]) for rij in rijen if rij["gemeentecode"]}


@pytest.mark.parametrize("naam", [LIMBURG, DIENST])
def test_an_example_is_in_order_and_asks_for_no_look(roep, naam: str) -> None:
    uit = roep("valideer", naam)
    assert (uit.exit_code, "is in orde" in uit.stdout) == (0, True), uit.output
    assert "Waarschuwing" not in uit.stdout
    assert "verzonnen" in uit.stdout


def test_a_former_region_pays_its_own_cost_and_no_other(roep) -> None:
    bureau = bedragen(roep, LIMBURG, "inkoopbureau")
    oost, west = (bedragen(roep, LIMBURG, f"jeugdhulp_{waar}") for waar in ("oost", "west"))
    assert (len(bureau), set(oost) | set(west), set(oost) & set(west)) == (7, set(bureau), set())
    # Of four: half by the young people of 2025, half by the mean of the clients of 2023, 2024 and 2025.
    jongeren = [Fraction(n) for n in (5060, 3680, 3060, 10300)]
    clienten = [Fraction(sum(n), 3) for n in ((622, 640, 631), (431, 425, 440), (362, 371, 365), (1545, 1580, 1602))]
    gewichten = {"jongeren": Fraction(50), "clienten_3j": Fraction(50)}
    waarden = {"jongeren": jongeren, "clienten_3j": clienten}
    verwacht = splits(Fraction(13_990_000), gewichten, waarden, "grootste-rest", "euro")
    assert list(oost.values()) == [Decimal(int(totaal)) for totaal in verwacht.totalen]


def test_who_pays_more_than_the_maximum_pays_that_and_the_others_the_rest(roep) -> None:
    voor = bedragen(roep, LIMBURG, "jeugdhulp_west", "bedrag_gebruik")
    na = bedragen(roep, LIMBURG, "jeugdhulp_west")
    assert voor["GM0988"] > na["GM0988"] == 770 * 8650
    assert sum(voor.values()) == sum(na.values()) == 12_752_000
    # Leudal and Nederweert share it in proportion to what they paid: 8.030 and 4.158 points.
    meer = Fraction(voor["GM0988"] - na["GM0988"])
    assert abs(Fraction(na["GM1640"] - voor["GM1640"]) - meer * Fraction(8030, 8030 + 4158)) < 1


def test_an_omgevingsdienst_bills_hours_work_on_request_overhead_and_settles(roep) -> None:
    programma = bedragen(roep, DIENST, "werkprogramma")
    # Noordhaven: 9.412,5 hours at € 98,50, work on request, and 9.050 hours made of the 9.200 agreed on, at € 96,50.
    assert programma["GM9901"] == Decimal("9412.5") * Decimal("98.50") + 15_000 + (9050 - 9200) * Decimal("96.50")
    overhead, resultaat = (bedragen(roep, DIENST, soort) for soort in ("overhead", "resultaat"))
    assert sum(overhead.values()) == 1_263_000
    assert sum(resultaat.values()) == -91_250
    samen = sum(programma.values()) + sum(overhead.values())
    for code, terug in resultaat.items():
        aandeel = Fraction(programma[code] + overhead[code]) / Fraction(samen)
        assert abs(Fraction(terug) + 91_250 * aandeel) < Fraction(1, 100)


@pytest.mark.parametrize(
    ("naam", "wie", "soort", "zin"),
    [
        (LIMBURG, "Roermond", "jeugdhulp_oost", "Cliënten, gemiddelde van drie jaar"),
        (LIMBURG, "Weert", "jeugdhulp_west", "€ 6.660.500"),
        (DIENST, "Provincie Voorbeeld", "werkprogramma", "96,5 × (-125) = € -12.062,50"),
        (DIENST, "PV99", "resultaat", "Resultaat vorig jaar"),
    ],
)
def test_a_contribution_is_explained_by_name(roep, naam: str, wie: str, soort: str, zin: str) -> None:
    uit = roep("uitleg", naam, "--gemeente", wie, "--kostensoort", soort)
    assert (uit.exit_code, zin in uit.stdout) == (0, True), uit.output


def test_libreoffice_calculates_the_workbooks_to_the_same_and_controleer_finds_them_whole(
    roep, plannen: dict[str, Path], verschillen: Callable[[Sequence[Path]], list[object]]
) -> None:
    boeken = [
        plannen[naam] / f"{naam}-{deel}.xlsx"
        for naam, delen in ((LIMBURG, ("uitvoeringsplan", "GM0988")), (DIENST, ("uitvoeringsplan", "PV99")))
        for deel in delen
    ]
    assert [str(een) for een in verschillen(boeken)] == []
    for boek in boeken:
        uit = roep("controleer", boek)
        assert uit.exit_code == 0, uit.output


def test_each_participant_gets_a_letter_on_what_it_pays_and_on_nothing_else(plannen: dict[str, Path]) -> None:
    def brief(naam: str, code: str) -> str:
        with zipfile.ZipFile(plannen[naam] / f"{naam}-{code}-brief.docx") as pakket:
            return pakket.read("word/document.xml").decode()

    weert = brief(LIMBURG, "GM0988")
    assert ("Jeugdhulp West" in weert, "Jeugdhulp Oost" in weert, "6.660.500" in weert) == (True, False, True)
    provincie = brief(DIENST, "PV99")
    assert ("Provincie Voorbeeld" in provincie, "entrumgemeente" in provincie) == (True, False)


def test_who_does_not_share_a_cost_has_a_dash_and_no_amount_of_nothing(roep, plannen: dict[str, Path]) -> None:
    """People read a dash; programs, as ever, nothing."""
    tabel = roep("tabel", "samenvatting", LIMBURG).stdout
    (leudal,) = (regel.split() for regel in tabel.splitlines() if regel.startswith("Leudal") and "140.199" in regel)
    assert leudal[1:4] == ["140.199", "–", "4.013.353"]
    (rij,) = (r for r in json.loads(roep("tabel", "samenvatting", LIMBURG, "--formaat", "json").stdout)
              if r["gemeente"] == "Leudal")  # fmt: skip
    assert (rij["jeugdhulp_oost"], rij["jeugdhulp_west"]) == (None, "4013353")
    boek = load_workbook(plannen[LIMBURG] / f"{LIMBURG}-uitvoeringsplan.xlsx")["Samenvatting"]
    (cellen,) = (
        [cel.value for cel in rij]
        for rij in boek.iter_rows()
        if rij[1].value == "Leudal" and "–" in [cel.value for cel in rij]
    )
    assert cellen[4] == "–"
