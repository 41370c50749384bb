"""The golden year: everything that was printed and follows from a rule, read from the source's own tables."""

from fractions import Fraction
from typing import Any

import pytest

from calc.afronding import rond_op
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.scenario import BESPARING
from calc.tabellen import maak_tabellen, waarden_van
from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import PM

JAREN = ("2020", "2021", "2022", "2023", "2024")
DELEN = ("rato", "jongeren", "toekenningen", "declaraties")


def kolom(uitkomst: Uitkomst, naam: str, kostensoort: str, jaar: int | None, welke: str) -> dict[str, Any]:
    (tabel,) = maak_tabellen(uitkomst, naam, kostensoort, jaar)
    return dict(zip(map(str, tabel.kolom("gemeente")), tabel.kolom(welke), strict=True))


def gedrukt(rijen: list[dict[str, str]], welke: str) -> dict[str, Fraction]:
    return {rij["gemeente"]: Fraction(rij[welke]) for rij in rijen if rij["gemeente"] != "Totaal"}


@pytest.mark.parametrize("jaar", [2020, 2021])
def test_every_contribution_to_beleid_is_the_published_one_to_the_cent(uitkomst, bron, jaar) -> None:
    berekend = kolom(uitkomst, "verdeling", "beleid", jaar, "bedrag")
    verwacht = gedrukt(bron("bijdrage_beleid"), f"bijdrage_{jaar}_eur")
    assert len(verwacht) == 16
    assert {naam: berekend[naam] for naam in verwacht} == verwacht


def test_the_shares_of_beleid_are_the_printed_ones(uitkomst, bron) -> None:
    berekend = kolom(uitkomst, "verdeling", "beleid", 2021, "aandeel")
    for naam, aandeel in gedrukt(bron("bijdrage_beleid"), "aandeel_pct").items():
        assert rond_op(berekend[naam] * 100, 2) == aandeel, naam


@pytest.mark.parametrize("jaar", [2020, 2021])
def test_beleid_adds_up_to_the_cent_when_it_closes_by_largest_remainder(gegevens, jaar) -> None:
    uitkomst = bereken(gegevens, "grootste-rest")
    berekend = kolom(uitkomst, "verdeling", "beleid", jaar, "bedrag")
    te_verdelen = {2020: Fraction(766500), 2021: Fraction(1397920)}[jaar]
    assert berekend["Totaal"] == te_verdelen
    assert sum(bedrag for naam, bedrag in berekend.items() if naam != "Totaal") == te_verdelen


def test_the_rows_of_beleid_miss_a_cent_when_open_as_printed(uitkomst) -> None:
    assert kolom(uitkomst, "verdeling", "beleid", 2020, "bedrag")["Totaal"] == Fraction("766500.01")
    assert kolom(uitkomst, "verdeling", "beleid", 2021, "bedrag")["Totaal"] == Fraction("1397919.99")


@pytest.mark.parametrize("deel", DELEN)
def test_every_part_of_inkoop_is_the_published_one_to_the_euro(uitkomst, bron, deel) -> None:
    berekend = kolom(uitkomst, "verdeling", "inkoop", 2021, f"bedrag_{deel}")
    verwacht = gedrukt(bron("uitvoeringskosten_inkoop_2021"), f"{deel}_eur")
    assert len(verwacht) == 16
    assert {naam: berekend[naam] for naam in verwacht} == verwacht


def test_every_share_of_inkoop_is_the_printed_one(uitkomst, bron) -> None:
    berekend = kolom(uitkomst, "verdeling", "inkoop", 2021, "aandeel")
    verwacht = gedrukt(bron("uitvoeringskosten_inkoop_2021"), "aandeel_pct")
    assert {naam: rond_op(berekend[naam] * 100, 2) for naam in verwacht} == verwacht


@pytest.mark.parametrize("jaar", JAREN)
def test_every_year_of_inkoop_is_the_published_one_to_the_euro(uitkomst, bron, jaar) -> None:
    berekend = kolom(uitkomst, "meerjarig", "inkoop", None, jaar)
    verwacht = gedrukt(bron("meerjarig_inkoop"), f"{jaar}_eur")
    assert len(verwacht) == 16
    assert {naam: berekend[naam] for naam in verwacht} == verwacht


def test_the_parts_of_inkoop_add_up_as_the_source_would_have_if_it_had_added_them(uitkomst) -> None:
    totalen = {deel: kolom(uitkomst, "verdeling", "inkoop", 2021, f"bedrag_{deel}")["Totaal"] for deel in DELEN}
    assert totalen == {"rato": 598496, "jongeren": 598501, "toekenningen": 598499, "declaraties": 598497}
    assert kolom(uitkomst, "verdeling", "inkoop", 2021, "bedrag")["Totaal"] == 2394002


def begroot(uitkomst: Uitkomst, kostensoort: str) -> dict[str, dict[str, Fraction | None]]:
    (tabel,) = maak_tabellen(uitkomst, "begroting", kostensoort)
    return {rij.waarden[0]: dict(zip(JAREN, rij.waarden[1:], strict=True)) for rij in tabel.rijen}  # type: ignore[misc, arg-type]


def test_the_budget_of_beleid_follows_from_hours_and_rates(uitkomst) -> None:
    posten = begroot(uitkomst, "beleid")
    assert [posten["Totaal"][jaar] for jaar in JAREN] == [766500, 1397920, 1397920, 978820, 978820]
    assert posten["Beleidsadviseur"]["2020"] == 674100
    assert posten["Ondersteuner"]["2020"] == 92400
    assert posten["Beleidsadviseur"]["2021"] == 640715
    assert posten["Ondersteuner"]["2021"] == 84105
    assert posten["Correctie feitelijke inzet 2020"]["2021"] == 41680
    assert posten["Beleidsinzet en ondersteuning"]["2021"] == 631420
    assert posten["Beleidsinzet en ondersteuning"]["2022"] == 673100
    assert posten["Beleidsinzet en ondersteuning"]["2023"] == 254000
    assert not posten["Correctie feitelijke inzet 2020"]["2022"]


def test_the_budget_of_inkoop_is_the_sum_of_its_lines(uitkomst, bron) -> None:
    posten = begroot(uitkomst, "inkoop")
    for rij in bron("begroting_inkoop"):
        if rij["post"] != "Totaal":
            assert [posten[rij["post"]][jaar] for jaar in JAREN] == [Fraction(rij[f"{jaar}_eur"]) for jaar in JAREN]
    assert [posten["Totaal"][jaar] for jaar in JAREN] == [1803063, 2394001, 2269616, 1677218, 1677218]


@pytest.mark.parametrize("kostensoort", ["beleid", "inkoop"])
def test_a_budget_adds_up_also_with_what_is_funded_otherwise(uitkomst, kostensoort) -> None:
    posten = begroot(uitkomst, kostensoort)
    for jaar in JAREN:
        assert sum(reeks[jaar] or 0 for naam, reeks in posten.items() if naam != "Totaal") == posten["Totaal"][jaar]


def test_the_enforcement_posts_are_shown_and_not_split(uitkomst) -> None:
    posten = begroot(uitkomst, "inkoop")
    assert posten["Handhaving administratieve lasten"]["2021"] == 44313 + 12655
    assert posten["Af: opbrengst handhaving"]["2021"] == -56968


VOLGT_UIT_1677218 = {
    ("scenario_2", "Uitvoeringskosten inkoop"): 1,
    ("scenario_2", "Contract- en leveranciersmanagement"): -1,
    ("verschil", "Uitvoeringskosten inkoop"): -1,
    ("verschil", "Contract- en leveranciersmanagement"): 1,
}


def test_the_scenario_is_the_printed_one_but_for_what_follows_from_two_totals(uitkomst, bron) -> None:
    (tabel,) = maak_tabellen(uitkomst, "scenario")
    berekend = {}
    for rij in tabel.rijen:
        deel, regel, *bedragen = rij.waarden
        berekend[deel, str(regel).removesuffix(" (inkoop zorg)")] = bedragen
    for rij in bron("scenario_zoals_gedrukt"):
        plaats = (rij["deel"], rij["regel"].removesuffix(" (inkoop zorg)"))
        for n, jaar in enumerate(range(2020, 2027)):
            tekst = rij[f"{jaar}_eur"]
            verwacht = PM if tekst == "PM" else None if tekst == "" else Fraction(tekst)
            if plaats[1] == "Extra kosten uitbreiding formatie" and verwacht:
                assert (verwacht, berekend[plaats][n]) == (2320333, 2320331)
                continue
            if jaar >= 2023 and plaats in VOLGT_UIT_1677218:
                assert isinstance(verwacht, Fraction)
                verwacht += VOLGT_UIT_1677218[plaats]
            assert berekend[plaats][n] == verwacht, (plaats, jaar)


def test_the_investment_pays_itself_back_in_three_years_and_87_hundredths(uitkomst) -> None:
    waarden, investering = waarden_van(uitkomst), Tabelnaam("investering")
    assert waarden[Celnaam(investering, "Totaal", "extra_investering")] == 2320331
    terug = waarden.getal(Celnaam(investering, "Terugverdientijd (jaren)", "besparing_vanaf_2023"))
    assert rond_op(Fraction(terug), 2) == Fraction("3.87")


def test_the_two_savings_of_five_percent_are_variants_and_not_the_saving(uitkomst) -> None:
    waarden, tabel = waarden_van(uitkomst), Tabelnaam("investering")
    van = {
        rij: waarden[Celnaam(tabel, rij, "besparing_vanaf_2023")] for rij in (*uitkomst.scenario.varianten, BESPARING)
    }
    assert van.pop(BESPARING) == -600000
    assert set(van.values()) == {-5927171, -5798693}


def test_the_hours_of_regional_coordination_are_those_of_annex_5(uitkomst, bron) -> None:
    (tabel,) = maak_tabellen(uitkomst, "capaciteit", "beleid", 2021)
    uren: dict[str, dict[str, Fraction]] = {}
    for rij in tabel.rijen:
        taak, functie, aantal, *_ = rij.waarden
        uren.setdefault(str(taak), {})[str(functie)] = aantal  # type: ignore[assignment]
    for rij in bron("capaciteit_regiocoordinatie"):
        if not rij["taak"].startswith("Totaal"):
            gevonden = uren.get(rij["taak"], {})
            assert gevonden.get("Beleidsadviseur", 0) == Fraction(rij["beleid_uren"]), rij["taak"]
            assert gevonden.get("Ondersteuner", 0) == Fraction(rij["ondersteuning_uren"]), rij["taak"]


def test_a_mutation_is_the_increase_with_the_same_sign(uitkomst) -> None:
    toename = kolom(uitkomst, "toename", "inkoop", 2021, "toename")
    mutatie = kolom(uitkomst, "mutaties", "inkoop", None, "2021")
    assert toename == mutatie


def test_years_after_the_last_known_peiljaar_are_provisional(uitkomst) -> None:
    verdeling = uitkomst.verdeling
    assert not verdeling.van("inkoop", 2021).oude_maatstaven
    assert set(verdeling.van("inkoop", 2022).oude_maatstaven) == {"jongeren", "toekenningen", "declaraties"}
    assert not verdeling.van("beleid", 2024).oude_maatstaven
    assert verdeling.van("inkoop", 2020).vastgesteld
