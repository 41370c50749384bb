"""The page for a council: every figure is its cell, the causes in order of size, one page after the cover."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from calc.brief.raad import maak_raadsblad
from calc.brief.zin import Cijfer, Zin
from calc.uitkomst import Uitkomst, bereken
from cli import main
from schemas.gegevens import Briefregel, Gegevens
from schemas.standen import Status
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

CIJFER = re.compile(r"€\u00a0-?[\d.]+(?:,\d+)?|-?[\d.]+,\d+%")


def gaten(zin: Zin) -> list[Cijfer]:
    """The figures that fill its gaps."""
    return [wat for wat in zin.vulling.values() if isinstance(wat, Cijfer)]


def teksten(uitkomst: Uitkomst) -> list[str]:
    raad = maak_raadsblad(uitkomst)
    return [" ".join(zin.tekst(raad.waarden) for zin in alinea.zinnen) for alinea in raad.alineas]


def test_the_page_says_what_changes_and_why_with_the_figures_of_the_region(uitkomst: Uitkomst) -> None:
    verandert, waarom, kost, stand = (tekst.replace("\u00a0", " ") for tekst in teksten(uitkomst))
    assert verandert == (
        "In 2021 betalen de deelnemers samen € 3.791.921,99. "
        "Dat is € 1.222.359,98 (47,6%) meer dan in 2020, toen het € 2.569.562,01 was."
    )
    assert waarom == (
        "De kosten van beleid stijgen van € 766.500 naar € 1.397.920. "
        "De kosten van inkoop stijgen van € 1.803.063 naar € 2.394.001."
    )
    assert "3,20% van € 118.543.427" in kost
    assert "De kosten van de jeugdhulp zelf zitten niet in dit bedrag." in kost
    assert stand.startswith("Het plan is voorlopig.")


@pytest.mark.parametrize("jaar", [2020, 2021, 2022, 2023])
def test_every_figure_on_the_page_is_its_cell(gegevens: Gegevens, jaar: int) -> None:
    raad = maak_raadsblad(bereken(replace(gegevens, plan=replace(gegevens.plan, jaar=jaar))))
    for zin in (zin for alinea in raad.alineas for zin in alinea.zinnen):
        geschreven = CIJFER.findall(zin.tekst(raad.waarden))
        assert len(geschreven) == len(gaten(zin))
        for cijfer, cel in zip(geschreven, gaten(zin), strict=True):
            kaal = Fraction(cijfer.strip("€\u00a0%").replace(".", "").replace(",", "."))
            waarde = abs(cel.waarde(raad.waarden) or 0) * (100 if cijfer.endswith("%") else 1)
            assert abs(kaal - waarde) <= Fraction(1, 2 * 10 ** len(cijfer.strip("%").partition(",")[2]))


def test_the_largest_change_comes_first_and_each_goes_the_way_its_costs_went(gegevens: Gegevens) -> None:
    """In 2022 inkoop is € 124.385 less and beleid the same; the region names beleid first."""
    waarom = teksten(bereken(replace(gegevens, plan=replace(gegevens.plan, jaar=2022))))[1].replace("\u00a0", " ")
    assert waarom == (
        "De kosten van inkoop dalen van € 2.394.001 naar € 2.269.616. De kosten van beleid blijven € 1.397.920."
    )


def test_what_still_follows_is_said_until_the_plan_is_definitive(gegevens: Gegevens) -> None:
    def stand(status: Status) -> str:
        return teksten(bereken(replace(gegevens, plan=replace(gegevens.plan, status=status))))[-1]

    vervolg = "De sleutel wordt definitief na de jaarrekening. Daarna wordt het verschil verrekend."
    assert stand("voorlopig") == f"Het plan is voorlopig. {vervolg}"
    assert stand("definitief") == "Het plan is definitief."


def test_what_is_asked_is_what_the_input_says(gegevens: Gegevens) -> None:
    vraag = Briefregel("gevraagd", "", "", "De raad wordt gevraagd een zienswijze te geven.", 5)
    assert vraag.tekst in teksten(bereken(replace(gegevens, brief=(vraag,))))


def test_the_page_stands_after_the_cover_and_holds_the_figures_of_the_summary(uitkomst: Uitkomst) -> None:
    boek = load_workbook(BytesIO(maak_uitvoeringsplan(uitkomst, versie="1")), data_only=True)
    assert boek.sheetnames[:3] == ["Voorblad", "Raad", "Samenvatting"]
    rijen = {rij[0]: rij[1:5] for rij in boek["Raad"].iter_rows(values_only=True)}
    assert [round(float(str(waarde)), 2) for waarde in rijen["Beek"][:3]] == [76274.73, 109040.03, 32765.3]
    assert round(float(str(rijen["Totaal"][1])), 2) == 3791921.99


def test_table_samenvatting_says_the_page_as_text_and_to_programs_only_the_table(uitkomst: Uitkomst) -> None:
    def roep(*opties: str) -> str:
        return CliRunner().invoke(main, ["tabel", "samenvatting", "zuid-limburg-2021", *opties]).stdout

    alineas = [" ".join(tekst.split()) for tekst in maak_raadsblad(uitkomst).teksten]
    assert alineas[1].startswith("Wat verandert er? In 2021 betalen de deelnemers samen € 3.791.921,99.")
    gezegd = " ".join(roep().split())
    assert " ".join(alineas) in gezegd
    for anders in (roep("--jaar", "2022"), roep("--formaat", "csv")):
        assert not [tekst for tekst in alineas if tekst in " ".join(anders.split())]
