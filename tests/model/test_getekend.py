"""What the charts over the years draw is what the tables say."""

from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.scenario import BESPARING, VERSCHIL
from calc.tabellen import waarden_van
from calc.tabellen.getekend import JAREN, OVERIGE, SCENARIO, overige
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
