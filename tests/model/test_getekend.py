"""What the charts draw is what the tables say."""

from fractions import Fraction

from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.scenario import BESPARING, VERSCHIL
from calc.tabellen import waarden_van
from calc.tabellen.getekend import JAREN, OVERIGE, PROCENTEN, SCENARIO, VOLGORDE, overige
from calc.uitkomst import Uitkomst


def test_rows_that_are_drawn_as_one_are_their_sum_under_every_year(uitkomst: Uitkomst) -> None:
    waarden = waarden_van(uitkomst)
    tabel = waarden.model.tabel(Tabelnaam(JAREN.naam))
    samen = overige(tabel, tabel.sleutels)
    waarden.model.zet(samen)
    for jaar in ("2020", "2021", "2024"):
        getekend = waarden[Celnaam(samen.naam, OVERIGE, jaar)]
        per_soort = [uitkomst.verdeling.van(soort, int(jaar)).totaal for soort in tabel.sleutels]
        assert getekend == waarden[Celnaam(tabel.naam, TOTAAL, jaar)] == sum(per_soort)
    assert samen.kolom_van["2021"].titel == "2021"


def test_what_costs_more_stands_above_the_line_and_what_is_saved_below_it(uitkomst: Uitkomst) -> None:
    """Table scenario counts what is left of a budget: more costs are less of it."""
    waarden, getekend = waarden_van(uitkomst), Tabelnaam(SCENARIO.naam)
    for regel in waarden.model.tabel(getekend).sleutels:
        staat = waarden.getal(Celnaam(Tabelnaam("scenario"), f"{VERSCHIL}: {regel}", "2023"))
        assert waarden[Celnaam(getekend, regel, "2023")] == (staat if regel == BESPARING else -staat) != 0


def test_participants_stand_sorted_beside_their_own_order(uitkomst: Uitkomst) -> None:
    waarden, naam = waarden_van(uitkomst), Tabelnaam(PROCENTEN.naam)
    tabel = waarden.model.tabel(naam)

    def paren(begin: str) -> list[tuple[Fraction, str]]:
        kolommen = (f"{begin}verschil_pct", f"{begin}gemeente")
        rijen = ([waarden[Celnaam(naam, rij, kolom)] for kolom in kolommen] for rij in tabel.sleutels)
        return [(Fraction(str(deel)), str(wie)) for deel, wie in rijen]

    # A sort keeps the order of the list among equal ones.
    assert paren(VOLGORDE) == sorted(paren(""), key=lambda een: -een[0])
    assert len(tabel.rijen) == 16
