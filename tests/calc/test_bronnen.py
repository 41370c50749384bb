"""What stands under a table names its sources, each once."""

from calc.notatie import bronnen_in
from calc.noten import bronnen
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst

DUBBEL = ("Transformatieplan 2023, § 7.1.3; meicirculaire 2018", "", "Transformatieplan 2023, § 7.1.3")


def test_a_source_that_another_text_names_too_is_named_once() -> None:
    assert bronnen_in(DUBBEL) == ("Transformatieplan 2023, § 7.1.3", "meicirculaire 2018")
    assert bronnen(DUBBEL) == ("Bron: Transformatieplan 2023, § 7.1.3; meicirculaire 2018.",)
    assert bronnen(["", ""]) == ()


def test_no_note_of_the_published_year_names_a_source_twice(uitkomst: Uitkomst) -> None:
    model = waarden_van(uitkomst).model
    noten = [
        noot.removeprefix("Bron: ").removesuffix(".").split("; ")
        for soort in model.soorten.values()
        for naam in model.exemplaren(soort)
        for noot in model.tabel(naam).noten
        if noot.startswith("Bron: ")
    ]
    assert any(len(namen) > 1 for namen in noten)
    assert [namen for namen in noten if len(set(namen)) < len(namen)] == []
