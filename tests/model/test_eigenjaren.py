"""The tables that one participant reads, and the sheet of a split: each figure is declared once, and explained."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabel import Soort
from calc.tabellen import SOORTEN, waarden_van
from calc.tabellen.begroting import POSTEN
from calc.tabellen.eigen import GEEN
from calc.tabellen.eigenjaren import AANDEEL, JAREN, PROCENT, VERSCHIL
from calc.tabellen.eigenkosten import KOSTEN, OVERZICHT
from calc.tabellen.eigensleutel import SLEUTEL, STAVEN
from calc.tabellen.sleutelregels import DELEN, getallen
from calc.tabellen.verdeelblad import VERDEELBLAD
from calc.uitkomst import Uitkomst
from calc.uitleg.cel import uitlegger_van

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


def test_the_key_of_a_participant_has_its_figures_beside_those_of_the_region(uitkomst: Uitkomst) -> None:
    waarden, code = waarden_van(uitkomst), "GM0888"
    beleid, inkoop, staven, *_ = _van_dit_jaar(uitkomst, code)
    bron = uitkomst.verdeling.van("inkoop", inkoop.jaar)
    tabel = waarden.model.tabel(inkoop)
    for deel in bron.delen:
        regel, rij = bron.regel(code, deel.naam), Celnaam(inkoop, deel.naam, "")
        gevonden = [waarden[rij._replace(kolom=kolom)] for kolom in ("waarde", "regio", "aandeel", "bedrag")]
        assert gevonden == [regel.waarde, sum(bron.cijfers_van(deel.naam)), regel.aandeel, regel.bedrag]
        assert waarden[rij._replace(kolom="te_verdelen")] == bron.potten[deel.naam]
    rijen = [waarden[Celnaam(staven, f"inkoop {rij}", "gemiddeld")] for rij in (*tabel.sleutels, TOTAAL)]
    assert rijen == [Fraction(1, 16)] * 5
    # A count, percentages and euros stand below each other under one head, each in its own form.
    assert [tabel.vorm(Celnaam(inkoop, rij, "waarde")) for rij in ("rato", "jongeren")] == [
        (Soort.WAARDE, 0),
        (Soort.WAARDE, 2),
    ]
    euros = waarden.model.tabel(beleid)
    assert euros.vorm(Celnaam(beleid, euros.sleutels[0], "regio")) == (Soort.GELD, 0)


def test_the_posts_that_a_participant_reads_come_to_what_is_split(uitkomst: Uitkomst) -> None:
    waarden = waarden_van(uitkomst)
    for naam in waarden.model.exemplaren(POSTEN):
        begroting = naam._replace(naam="begroting")
        for rij in (*waarden.model.tabel(naam).sleutels, TOTAAL):
            for jaar in map(str, uitkomst.gegevens.plan.jaren):
                assert waarden[Celnaam(naam, rij, jaar)] == waarden[Celnaam(begroting, rij, jaar)]
    assert len(waarden.model.tabel(Tabelnaam("posten", "inkoop")).rijen) == 6


def test_every_number_of_a_rule_stands_once_among_what_the_region_file_says(uitkomst: Uitkomst) -> None:
    waarden = waarden_van(uitkomst)
    plekken = getallen(waarden.model.plannen[""])
    regels = Tabelnaam(DELEN.naam)
    assert len(set(plekken.values())) == len(plekken) == 21
    for cel, rij in plekken.items():
        assert waarden[Celnaam(regels, rij, "getal")] == waarden[cel]


def test_these_tables_are_of_a_participant_and_not_of_the_plan(uitkomst: Uitkomst) -> None:
    model = waarden_van(uitkomst).model
    assert all(SOORTEN[soort.naam] is soort and not model.exemplaren(soort) for soort in EIGEN)


def _van_dit_jaar(uitkomst: Uitkomst, code: str) -> list[Tabelnaam]:
    """Of a participant its key per kostensoort, what a chart draws of those, what its letter has, and the posts."""
    jaar, soorten = uitkomst.gegevens.plan.jaar, uitkomst.gegevens.regio.kostensoorten
    sleutels = [Tabelnaam(f"{SLEUTEL.naam}:{code}", soort, jaar) for soort in soorten]
    posten = [Tabelnaam(POSTEN.naam, soort) for soort in soorten]
    samen = [Tabelnaam(f"{soort.naam}:{code}", jaar=jaar) for soort in (STAVEN, KOSTEN, OVERZICHT)]
    return [*sleutels, *samen, *posten]


@pytest.mark.parametrize("code", ["GM0888", "GM0935"])
def test_every_figure_of_its_own_is_explained_by_a_sum_that_gives_it(
    uitkomst: Uitkomst, code: str, sommen: Callable[..., tuple[int, list[str]]]
) -> None:
    eigen = [Tabelnaam(f"{soort.naam}:{code}") for soort in EIGEN]
    aantal, fout = sommen(uitlegger_van(uitkomst), [*eigen, *_van_dit_jaar(uitkomst, code)])
    assert aantal > 40
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
