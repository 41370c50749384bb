"""A plan is definitive only where every figure of its own year is: of the right peiljaar, final, and not far off."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from calc.standen import voorlopige_cijfers, woorden_van_jaar
from calc.tabellen import maak_tabellen
from calc.uitkomst import bereken
from schemas.bladen import HERKOMST
from schemas.fouten import InvoerFouten
from schemas.geldend import Regio
from schemas.inname import lees_invoer
from schemas.regio import Materialiteit

Bederf = Callable[[Workbook], object]
KOP = 4


def besloten(boek: Workbook) -> None:
    """The example as if it had been adopted."""
    blad = boek["Plan"]
    waarden = {
        "Status": "definitief", "Besluit": "Verzonnen besluit", "Besluitdatum": date(2022, 6, 1),
        "Besluitkenmerk": "V-1",
    }  # fmt: skip
    for rij in range(1, blad.max_row + 1):
        if blad.cell(rij, 1).value in waarden:
            blad.cell(rij, 2).value = waarden[blad.cell(rij, 1).value]  # type: ignore[assignment]


def rij_van(blad: Worksheet, naam: str, peiljaar: int) -> int:
    return next(
        r for r in range(1, blad.max_row + 1) if (blad.cell(r, 1).value, blad.cell(r, 3).value) == (peiljaar, naam)
    )


def noem(kolom: str, naam: str, maatstaven: str, peiljaar: int = 2020) -> Bederf:
    """In one of the columns that name figures of a row."""

    def zet(boek: Workbook) -> None:
        blad = boek["Maatstaven"]
        koppen = [blad.cell(KOP, k).value for k in range(1, blad.max_column + 1)]
        plek = koppen.index(kolom) + 1 if kolom in koppen else len(koppen) + 1
        blad.cell(KOP, plek).value = kolom
        blad.cell(rij_van(blad, naam, peiljaar), plek).value = maatstaven

    return zet


def log(naam: str, code: str, oud: float, nieuw: float, stand: str = "definitief") -> Bederf:
    """A line of sheet Herkomst about jongeren of 2020, as verzamel writes it."""

    def zet(boek: Workbook) -> None:
        blad = boek.create_sheet(HERKOMST.naam)
        kolommen = HERKOMST.kolommen()
        waarden = {
            "peiljaar": 2020, "maatstaf": "jongeren", "gemeentecode": code, "gemeente": naam, "oud": oud,
            "nieuw": nieuw, "stand": stand,
        }  # fmt: skip
        for plek, kolom in enumerate(kolommen, start=1):
            blad.cell(KOP, plek).value = kolom.titel
            blad.cell(KOP + 1, plek).value = waarden.get(kolom.sleutel, "x")

    return zet


def samen(*alle: Bederf) -> Bederf:
    def zet(boek: Workbook) -> None:
        for een in alle:
            een(boek)

    return zet


@pytest.fixture
def met_drempel(regio: Regio) -> Regio:
    """Two percent; of a figure in euros also 5.000: made up for this test."""
    grens = Materialiteit(procent=Decimal(2), euro=Decimal(5000), bron="Verzonnen voor deze test")
    return Regio(regio.bestand.model_copy(update={"materialiteit": {2021: grens}}))


@pytest.fixture
def regels(schrijf: Callable[[Bederf], Path], met_drempel: Regio) -> Callable[[Bederf], list[str]]:
    def lees(bederf: Bederf) -> list[str]:
        try:
            lees_invoer(schrijf(bederf), regio=met_drempel)
        except InvoerFouten as fouten:
            return [str(fout) for fout in fouten.fouten]
        return []

    return lees


GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "standen" / "definitief.yaml")


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_case_of_what_may_be_definitive(regels, geval) -> None:
    stappen: list[Bederf] = [besloten]
    for wie, cijfer in geval.get("is", {}).items():
        stappen.append(partial(zet_jongeren, wie=wie, cijfer=cijfer))
    for kolom in ("voorlopig", "bevestigd"):
        stappen += [noem(kolom.capitalize(), *wat) for wat in geval.get(kolom, [])]
    if "nieuw" in geval:
        stappen.append(log(*geval["nieuw"]))
    gevonden = regels(samen(*stappen))
    assert len(gevonden) == len(geval["fouten"])
    assert [zin for zin in geval["fouten"] if not any(zin in een for een in gevonden)] == []


def zet_jongeren(boek: Workbook, *, wie: str, cijfer: float) -> None:
    blad = boek["Maatstaven"]
    plek = [blad.cell(KOP, k).value for k in range(1, blad.max_column + 1)].index("Jongeren") + 1
    blad.cell(rij_van(blad, wie, 2020), plek).value = cijfer


def test_a_plan_of_which_all_is_final_may_be_definitive(regels) -> None:
    assert regels(besloten) == []


def test_each_figure_that_can_still_change_is_named(regels) -> None:
    gevonden = regels(
        samen(besloten, noem("Voorlopig", "Beek", "Jongeren, declaraties"), noem("Voorlopig", "Vaals", "jongeren"))
    )
    assert [zin.partition(": ")[2] for zin in gevonden] == [
        "Jongeren van Beek is voorlopig; verwacht: een definitief cijfer, want de status is definitief",
        "Declaraties van Beek is voorlopig; verwacht: een definitief cijfer, want de status is definitief",
        "Jongeren van Vaals is voorlopig; verwacht: een definitief cijfer, want de status is definitief",
    ]


def test_a_provisional_figure_that_the_year_does_not_use_stands_in_nobodys_way(regels) -> None:
    # The budget of 2019 is used by beleid; the figures of inkoop are of 2020.
    assert regels(samen(besloten, noem("Voorlopig", "Beek", "jongeren", 2020))) != []
    assert regels(noem("Voorlopig", "Beek", "jongeren", 2020)) == []


def test_old_figures_stand_in_the_way(regels) -> None:
    def later(boek: Workbook) -> None:
        for rij in range(1, boek["Plan"].max_row + 1):
            if boek["Plan"].cell(rij, 1).value == "Jaar":
                boek["Plan"].cell(rij, 2).value = 2022

    gevonden = regels(samen(besloten, later))
    assert (
        "blad Maatstaven: Jongeren is van peiljaar 2020; verwacht: het cijfer over 2021, want de status is definitief"
        in gevonden
    )
    assert len(gevonden) == 3


def test_a_figure_that_is_far_from_the_one_before_stands_in_the_way_until_it_was_looked_into(regels) -> None:
    # Beek has 2,70% of the jongeren; it was 2,60, and 2% of that is 0,052.
    ver = samen(besloten, log("Beek", "GM0888", 2.60, 2.70))
    (zin,) = regels(ver)
    assert "Jongeren van Beek wijkt materieel af: 2,70, was 2,60." in zin or "2,7, was 2,6" in zin
    assert regels(samen(ver, noem("Bevestigd", "Beek", "jongeren"))) == []
    assert regels(samen(besloten, log("Beek", "GM0888", 2.66, 2.70))) == []
    # Exactly on the threshold is not above it: 2% of 2,50 is 0,05, and 2,65 × 2% = 0,053.
    assert regels(samen(besloten, log("Beek", "GM0888", 2.65, 2.70))) == []


def test_an_input_that_was_collected_before_there_was_a_column_for_it_is_judged_by_its_log(regels) -> None:
    (zin,) = regels(samen(besloten, log("Beek", "GM0888", 2.70, 2.70, "voorlopig")))
    assert "Jongeren van Beek is voorlopig" in zin


def test_a_name_that_is_no_maatstaf_is_a_fault_with_a_suggestion(regels) -> None:
    (zin,) = regels(noem("Voorlopig", "Beek", "jongern"))
    assert zin.endswith("'jongern' is geen maatstaf van deze regio. Bedoelde u 'jongeren'?")


def test_the_stand_of_a_figure_follows_it_into_every_table(schrijf, regio: Regio) -> None:
    uitkomst = bereken(lees_invoer(schrijf(noem("Voorlopig", "Beek", "jongeren")), regio=regio))
    assert voorlopige_cijfers(uitkomst.gegevens, uitkomst.verdeling.van("inkoop", 2021)) == {"jongeren": ["GM0888"]}
    (inkoop,) = maak_tabellen(uitkomst, "verdeling", "inkoop")
    (beleid,) = maak_tabellen(uitkomst, "verdeling", "beleid")
    # Every share of jongeren rests on the sum, so on the figure of Beek too.
    assert {rij.markering for rij in inkoop.rijen} == {"afgeleid, voorlopig"}
    assert {rij.markering for rij in beleid.rijen} == {"afgeleid"}
    assert any("Voorlopige cijfers: Jongeren van Beek." in noot for noot in inkoop.noten)


def test_the_words_of_a_year(schrijf, regio: Regio) -> None:
    def status(waarde: str) -> Bederf:
        def zet(boek: Workbook) -> None:
            for rij in range(1, boek["Plan"].max_row + 1):
                if boek["Plan"].cell(rij, 1).value == "Status":
                    boek["Plan"].cell(rij, 2).value = waarde

        return zet

    for bederf, woord in ((status("concept"), "concept"), (status("voorlopig"), "voorlopig"), (besloten, "definitief")):
        uitkomst = bereken(lees_invoer(schrijf(bederf), regio=regio))
        jaren = [", ".join(woorden_van_jaar(uitkomst, "inkoop", jaar)) for jaar in uitkomst.gegevens.plan.jaren]
        # Never definitive for a later year in the same book.
        assert jaren == ["vastgesteld", woord, "raming", "raming", "raming"]
