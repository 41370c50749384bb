"""The tables that one participant reads, and the sheet of a split: each figure is declared once, and explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import SOORTEN, waarden_van
from calc.tabellen.eigenjaren import AANDEEL, GEEN, JAREN, PROCENT, VERSCHIL
from calc.tabellen.verdeelblad import VERDEELBLAD
from calc.uitkomst import Uitkomst
from calc.uitleg.lezer import uitlegger_van

EIGEN = (JAREN, VERSCHIL, PROCENT, AANDEEL)


def test_a_participant_reads_what_it_pays_in_every_year_and_against_the_base_year(uitkomst: Uitkomst) -> None:
    waarden, plan = waarden_van(uitkomst), uitkomst.gegevens.plan
    for code in uitkomst.gemeenten:
        jaren, meer, procent, aandeel = (Tabelnaam(f"{soort.naam}:{code}") for soort in EIGEN)
        for jaar in plan.jaren:
            eigen = {s: uitkomst.verdeling.van(s, jaar) for s in uitkomst.gegevens.regio.kostensoorten}
            bedragen = {soort: bron.bedragen[code] for soort, bron in eigen.items()}
            for soort, bron in eigen.items():
                assert waarden[Celnaam(jaren, soort, str(jaar))] == bedragen[soort]
                assert waarden[Celnaam(aandeel, f"te_verdelen {soort}", str(jaar))] == bron.te_verdelen
                deel = GEEN if bron.vastgesteld else bron.regel(code).aandeel
                assert waarden[Celnaam(aandeel, f"aandeel {soort}", str(jaar))] == deel
            samen, toen = (waarden.getal(Celnaam(jaren, TOTAAL, str(een))) for een in (jaar, plan.basisjaar))
            assert samen == sum(bedragen.values())
            verwacht = (GEEN, GEEN) if jaar == plan.basisjaar else (samen - toen, samen / toen - 1)
            assert tuple(waarden[Celnaam(naam, TOTAAL, str(jaar))] for naam in (meer, procent)) == verwacht


def test_these_tables_are_of_a_participant_and_not_of_the_plan(uitkomst: Uitkomst) -> None:
    model = waarden_van(uitkomst).model
    assert all(SOORTEN[soort.naam] is soort and not model.exemplaren(soort) for soort in EIGEN)


@pytest.mark.parametrize("code", ["GM0888", "GM0935"])
def test_every_figure_of_its_own_is_explained_by_a_sum_that_gives_it(
    uitkomst: Uitkomst, code: str, sommen: Callable[..., tuple[int, list[str]]]
) -> None:
    aantal, fout = sommen(uitlegger_van(uitkomst), [Tabelnaam(f"{soort.naam}:{code}") for soort in EIGEN])
    assert aantal > 20
    assert fout == []


def test_what_is_read_of_a_split_is_what_the_split_has(
    uitkomst: Uitkomst, sommen: Callable[..., tuple[int, list[str]]]
) -> None:
    waarden = waarden_van(uitkomst)
    namen = waarden.model.exemplaren(VERDEELBLAD)
    for naam in namen:
        tabel, verdeling = waarden.model.tabel(naam), naam._replace(naam="verdeling")
        daar = waarden.model.tabel(verdeling)
        gelijk = [kolom for kolom in tabel.kolom_van if kolom in daar.kolom_van]
        assert "bedrag" in gelijk
        for rij in (*tabel.sleutels, TOTAAL):
            for kolom in gelijk:
                assert waarden[Celnaam(naam, rij, kolom)] == waarden[Celnaam(verdeling, rij, kolom)]
    aantal, fout = sommen(uitlegger_van(uitkomst), namen)
    assert aantal
    assert fout == []
