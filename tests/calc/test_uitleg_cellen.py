"""Every figure in every table explains itself: its sums are redone here, and the inputs that it names are looked up."""

from dataclasses import replace
from functools import partial

import pytest

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import TABELLEN
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import uitleg_cel
from calc.uitleg.cel import uitlegger_van, zoek_cel
from calc.uitleg.cellen import leg_uit
from schemas.fouten import VerkeerdGebruik
from schemas.gegevens import Gegevens
from schemas.geldend import Regio
from schemas.regiobestand import RegioBestand

SLUITEND = ("grootste-rest", "grootste-deelnemer", "afrondingsregel")


@pytest.mark.parametrize("naam", TABELLEN)
def test_every_figure_of_every_table_is_explained_and_follows_from_its_explanation(
    uitkomst: Uitkomst, narekenaar, naam: str
) -> None:
    assert narekenaar.problemen(uitkomst, naam) == []


@pytest.mark.parametrize("sluitregel", SLUITEND)
@pytest.mark.parametrize("naam", ["verdeling", "meerjarig", "controles"])
def test_the_explanations_hold_under_every_closing_rule(gegevens, narekenaar, naam, sluitregel) -> None:
    assert narekenaar.problemen(bereken(gegevens, sluitregel), naam) == []


def test_a_wrong_figure_in_an_explanation_would_be_noticed(uitkomst: Uitkomst, narekenaar) -> None:
    """The checks above prove nothing unless they can fail."""
    cel, klopt = zoek_cel(uitkomst, "toename", "Beek", "toename", "inkoop"), partial(narekenaar.klopt, uitkomst)
    goed = leg_uit(uitkomst, cel)
    assert klopt(cel, goed) == ""
    assert "does not give what it says" in klopt(cel, replace(goed, kern="€ 81.456 - € 61.150 = € 20.307."))
    assert "does not follow" in klopt(cel, replace(goed, kern="€ 81.456 - € 61.151 = € 20.305."))
    assert "no sum and no place" in klopt(cel, replace(goed, kern="Dat volgt uit de begroting."))
    assert "ends with" in klopt(cel, replace(goed, slot="Het cijfer in de tabel is dus € 20.305."))
    invoer = zoek_cel(uitkomst, "meerjarig", "Beek", "2020", "inkoop")
    verkeerd = leg_uit(uitkomst, invoer).kern.replace("cel D5", "cel D6")
    assert "no sum and no place" in klopt(invoer, replace(leg_uit(uitkomst, invoer), kern=verkeerd))


@pytest.mark.parametrize(
    ("rij", "kolom"),
    [("Beek", "bedrag"), ("GM0888", "bedrag"), ("beek (l.)", "BEDRAG"), ("1", "bedrag")],
    ids=["name", "code", "other spelling", "number"],
)
def test_a_row_is_found_by_every_name_of_its_municipality(uitkomst: Uitkomst, rij: str, kolom: str) -> None:
    assert uitleg_cel(uitkomst, "verdeling", rij, kolom, "inkoop").uitkomst == "€ 81.456"


@pytest.mark.parametrize("rij", ["scenario_2: Saldo", "scenario_2/Saldo", "Scenario_2:  saldo"])
def test_a_line_of_the_scenario_is_found_by_its_part_and_its_name(uitkomst: Uitkomst, rij: str) -> None:
    assert uitleg_cel(uitkomst, "scenario", rij, "2023").uitkomst == "€ -600.000"


def test_a_kostensoort_need_not_be_named_where_the_row_says_which(uitkomst: Uitkomst) -> None:
    assert uitleg_cel(uitkomst, "begroting", "Personeel", "2021").uitkomst == "€ 711.308"


@pytest.mark.parametrize(
    ("vraag", "melding"),
    [
        (("verdeeling", "Beek", "bedrag"), "Bedoelde u 'verdeling'?"),
        (("verdeling", "Bek", "bedrag"), "Rij 'Bek' staat niet in tabel verdeling. Bedoelde u 'Beek'? Er zijn: Beek, "),
        (
            ("verdeling", "Beek", "bedrag"),
            "Tabel verdeling is er per kostensoort; kies een kostensoort: beleid of inkoop.",
        ),
        (("verdeling", "Beek", "bedrg", "inkoop"), "Kolom 'bedrg' staat niet in tabel verdeling. Bedoelde u 'bedrag'?"),
        (("verdeling", "Beek", "gemeente", "inkoop"), "Kolom 'gemeente' bevat tekst en geen cijfers"),
        (("verdeling", "Beek", "bedrag", "inkop"), "Bedoelde u 'inkoop'?"),
        (("verdeling", "Beek", "bedrag", "inkoop", 2035), "Jaar 2035 valt buiten dit plan"),
        (
            ("capaciteit", "Onvoorzien", "bedrag"),
            "Rij 'Onvoorzien' komt vaker voor in tabel capaciteit; kies uit: "
            "'Onvoorzien: Beleidsadviseur', 'Onvoorzien: Ondersteuner'.",
        ),
        (("begroting", "Personel", "2021"), "Bedoelde u 'Personeel'?"),
        (("mutaties", "Beek", "2020", "inkoop"), "Er zijn: 2021, 2022, 2023, 2024."),
        (("capaciteit", "Onvoorzien", "uren", "inkoop"), "Dit plan heeft geen tabel capaciteit"),
    ],
)
def test_a_cell_that_does_not_exist_is_told_with_a_suggestion(uitkomst: Uitkomst, vraag, melding) -> None:
    with pytest.raises(VerkeerdGebruik) as fout:
        uitleg_cel(uitkomst, *vraag)
    assert melding in str(fout.value)


def test_an_unknown_place_of_the_scenario_is_pm_and_says_so(uitkomst: Uitkomst) -> None:
    uitleg = uitleg_cel(uitkomst, "scenario", "scenario_1: Toegangsmanagement", "2021")
    assert uitleg.slot == "Het cijfer in de tabel is dus PM."
    assert any("telt niet mee en is geen 0" in regel for regel in uitleg.regels())


def test_a_misspelt_name_is_explained_with_the_verdict(uitkomst: Uitkomst) -> None:
    naam = uitleg_cel(uitkomst, "aansluiting", "mutaties inkoop: Gulpen-Wittem: gemeente", "gepubliceerd")
    assert "'Gulpen-Wittern' (blad Gepubliceerd, cel " in naam.kern


@pytest.mark.parametrize(("eenheid", "kolom"), [("cent", "minimum"), ("euro", "minimum"), ("cent", "maximum")])
def test_a_limit_reads_as_it_was_written_and_not_as_a_workbook_rounds_it(
    gegevens: Gegevens, eenheid: str, kolom: str
) -> None:
    """Up is down with a minus before and after, in whole units: -1 × (-1 × 90.000) × 100/100 says nothing more."""
    bestand = gegevens.regio.bestand.model_dump()
    bestand["kostensoorten"]["inkoop"] |= {
        "grenzen": {2021: {"minimum": "90000", "maximum": "2 * 100000", "bron": "Verzonnen"}},
        "eenheid": {2020: {"waarde": eenheid, "bron": "Verzonnen"}},
    }
    uitkomst = bereken(replace(gegevens, regio=Regio(RegioBestand.model_validate(bestand))))
    cel = Celnaam(Tabelnaam("grenzen", "inkoop", 2021), "GM0888", kolom)
    verwacht = {
        "minimum": "Beek, Minimum: 90.000 = € 90.000,00.",
        "maximum": "Beek, Maximum: 2 × 100.000 = € 200.000,00.",
    }
    assert uitlegger_van(uitkomst).uitleg(cel).kern == verwacht[kolom]
