"""What is not distributed is said, with its amount and its reason, wherever figures are shown."""

from dataclasses import replace
from decimal import Decimal

from calc.anders_gedekt import anders_gedekt
from calc.tabellen import maak_tabellen
from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Gegevens
from schemas.geldend import Regio
from schemas.regiobestand import RegioBestand

ZIN = (
    "van inkoop wordt € 56.968 in 2021 niet verdeeld (Handhaving administratieve lasten): dat wordt betaald uit "
    "opbrengst handhaving."
)


def test_the_golden_year_says_what_it_does_not_distribute(gegevens: Gegevens) -> None:
    assert [een.zin for een in anders_gedekt(gegevens)] == [ZIN]


def test_a_cover_that_the_region_file_lists_is_no_question(gegevens: Gegevens) -> None:
    lijst = {2021: {"waarde": ("opbrengst handhaving",), "bron": "Besluit"}}
    bestand = RegioBestand.model_validate(gegevens.regio.bestand.model_dump() | {"dekkingen": lijst})
    assert [een.bekend for een in anders_gedekt(gegevens)] == [False]
    assert [een.bekend for een in anders_gedekt(replace(gegevens, regio=Regio(bestand)))] == [True]


def test_every_table_of_the_split_says_it_beside_te_verdelen(uitkomst: Uitkomst) -> None:
    (tabel,) = maak_tabellen(uitkomst, "verdeling", "inkoop", 2021)
    assert tabel.noten[1] == "Niet verdeeld: € 56.968 in 2021, want dat wordt betaald uit opbrengst handhaving."
    (later,) = maak_tabellen(uitkomst, "verdeling", "inkoop", 2022)
    assert not any("Niet verdeeld" in noot for noot in later.noten)


def test_the_amount_is_what_the_distribution_is_less(gegevens: Gegevens) -> None:
    """A post of € 59.500 that a reserve pays: exactly that is missing from te verdelen, and exactly that is said."""
    anders = [
        replace(regel, dekking="reserve") if regel.post == "Juridische ondersteuning" else regel
        for regel in gegevens.begroting
    ]
    gegevens_anders = replace(gegevens, begroting=tuple(anders))
    (reserve,) = [een for een in anders_gedekt(gegevens_anders) if een.dekking == "reserve"]
    eerst, daarna = bereken(gegevens).begrotingen["inkoop"], bereken(gegevens_anders).begrotingen["inkoop"]
    assert {j: eerst.te_verdelen[j] - daarna.te_verdelen[j] for j in eerst.jaren} == reserve.bedragen
    assert reserve.bedragen[2021] == Decimal(59_500)
    assert "€ 23.847 in 2020, € 59.500 in 2021," in reserve.zin
