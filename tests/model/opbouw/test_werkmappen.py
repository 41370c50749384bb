"""Workbooks and explanations of contributions of parts: each formula and each sum gives the exact amount."""

import pytest

from calc.tabellen import maak_tabellen
from calc.tabellen.opbouw import tabellen_van
from calc.uitleg import uitleg
from calc.uitleg.cel import uitlegger_van
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan


@pytest.fixture(scope="module")
def boeken(uitkomsten, tmp_path_factory):
    map_, paden = tmp_path_factory.mktemp("opbouw"), []
    for regel, uitkomst in uitkomsten.items():
        inhoud = {"regio": maak_uitvoeringsplan(uitkomst, versie="1")}
        inhoud["BB"] = maak_gemeenteboek(uitkomst, "BB", versie="1")
        for naam, data in inhoud.items():
            paden.append(map_ / f"{regel}-{naam}.xlsx")
            paden[-1].write_bytes(data)
    return paden


def test_every_formula_gives_the_value_that_stands_beside_it(boeken, verschillen):
    assert verschillen(boeken) == []


def test_every_pot_is_split_whole_under_every_rule_that_closes(uitkomsten):
    for regel, uitkomst in uitkomsten.items():
        for soort in uitkomst.gegevens.regio.kostensoorten:
            bron = uitkomst.verdeling.van(soort, 2024)
            speling = 0 if regel != "open" else len(bron.deelnemers) * len(bron.delen)
            assert abs(bron.gedekt - bron.te_verdelen) <= speling, (regel, soort)
            for deel, pot in bron.potten.items():
                samen = sum(r.bedrag for r in bron.regels if r.onderdeel == deel)
                assert abs(samen - pot) <= speling, (regel, soort, deel)


def test_every_sum_of_every_step_gives_its_figure(uitkomsten, sommen):
    for regel, uitkomst in uitkomsten.items():
        lezer = uitlegger_van(uitkomst)
        namen = [naam for bron in uitkomst.verdeling.jaren for naam in tabellen_van(lezer.model, bron)]
        aantal, fout = sommen(lezer, namen)
        assert fout == [], regel
        assert aantal > 300


def test_a_contribution_is_explained_from_its_parts_to_the_region_file(uitkomsten):
    tekst = "\n".join(uitleg(uitkomsten["grootste-rest"], "BB", "zorg", 2024).regels())
    assert "Plaats BB, Bedrag uren: 33,335 × 3 = € 100,005, afgerond op hele euro's € 100." in tekst
    assert "Uren, Prijs: 33,335 (regiobestand opbouwland; bron: Verzonnen besluit)." in tekst
    assert "Plaats BB, Punten punten: 3 × 3 + 2 = 11." in tekst
    assert "Plaats AA" not in tekst


def test_every_part_has_its_columns_for_programs_and_what_is_no_share_has_no_share(uitkomsten):
    (tabel,) = maak_tabellen(uitkomsten["open"], "verdeling", "zorg")
    namen = [kolom.naam for kolom in tabel.kolommen]
    assert [naam for naam in namen if naam.endswith(("_basis", "_uren", "_eigen"))] == [
        "waarde_basis", "bedrag_basis", "waarde_uren", "bedrag_uren", "waarde_eigen", "bedrag_eigen",
    ]  # fmt: skip
    assert {"waarde_punten", "aandeel_punten", "bedrag_punten", "bedrag_rest", "aandeel", "bedrag"} <= set(namen)
