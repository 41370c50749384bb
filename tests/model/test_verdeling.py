"""Verdeling twice: the declaration against the exact core that VERDEEL uses too, under every rule, cell by cell."""

from dataclasses import replace
from fractions import Fraction

import pytest

from calc.afronding import SLUITREGELS, naar_bedrag
from calc.model.tabel import AFRONDING
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.lezer import uitlegger_van
from schemas.gegevens import Gegevens


def ongelijk(uitkomst: Uitkomst) -> tuple[int, list[str]]:
    """How many figures were compared, and those that differ."""
    waarden, aantal, anders = waarden_van(uitkomst), 0, []
    for bron in uitkomst.verdeling.jaren:
        naam = Tabelnaam("verdeling", bron.kostensoort, bron.jaar)
        for regel in bron.regels:
            deel = "" if regel.onderdeel == "totaal" else f"_{regel.onderdeel}"
            verwacht = {"waarde": regel.waarde, "aandeel": regel.aandeel, "bedrag": regel.bedrag}
            for kolom, cijfer in verwacht.items():
                if cijfer is None or f"{kolom}{deel}" not in waarden.model.tabel(naam).kolom_van:
                    continue
                cel = Celnaam(naam, regel.gemeentecode or AFRONDING, f"{kolom}{deel}")
                aantal += 1
                if waarden[cel] != cijfer:
                    anders.append(f"{cel}: {waarden[cel]}, not {cijfer}")
        for onderdeel in bron.splitsing.onderdelen if bron.splitsing else ():
            pot = waarden[Celnaam(naam._replace(naam="sleutel"), onderdeel.naam, "pot")]
            aantal += 1
            if pot != naar_bedrag(onderdeel.pot.totaal, bron.eenheid):
                anders.append(f"{naam}, pot of {onderdeel.naam}: {pot}")
    return aantal, anders


@pytest.mark.parametrize("regel", [None, *SLUITREGELS])
def test_the_declaration_gives_what_the_exact_core_gives(gegevens: Gegevens, regel) -> None:
    aantal, anders = ongelijk(bereken(gegevens, regel))
    assert anders == []
    assert aantal > 1000


def test_a_fault_in_one_of_the_two_is_found(gegevens: Gegevens) -> None:
    uitkomst = bereken(gegevens)
    jaren = uitkomst.verdeling.jaren
    bron = jaren[-1]
    fout = replace(bron, maak_regels=lambda: [replace(r, bedrag=r.bedrag + Fraction(1, 100)) for r in bron.regels])
    gewijzigd = replace(uitkomst, verdeling=replace(uitkomst.verdeling, jaren=(*jaren[:-1], fout)))
    assert len(ongelijk(gewijzigd)[1]) == len(bron.regels)


@pytest.mark.parametrize("regel", SLUITREGELS)
def test_every_sum_of_every_step_gives_its_figure(gegevens: Gegevens, sommen, regel) -> None:
    """Also of the steps that no table shows: exact parts, turns, pots."""
    uitkomst = bereken(gegevens, regel)
    namen = [
        Tabelnaam(naam, s, uitkomst.gegevens.plan.jaar)
        for naam in ("sleutel", "verdeling")
        for s in uitkomst.begrotingen
    ]
    aantal, fout = sommen(uitlegger_van(uitkomst), namen)
    assert fout == []
    assert aantal > 150
