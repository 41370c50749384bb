"""Computed against published figures: every fault of the printed tables is found, and nothing else is called one."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.model.uitdrukking import Celnaam
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen import maak_tabellen, waarden_van
from calc.tabellen.aansluiting import SOM_DELEN, SOM_RIJEN, Aansluitpunt, aansluiting
from calc.tabellen.aansluiting.bevinding import in_woorden
from calc.tabellen.aansluiting.termen import NAAM
from calc.uitkomst import Uitkomst, bereken
from calc.uitschieter import uitschieters
from schemas.gegevens import Gedrukt, Gegevens

Bron = Callable[[str], list[dict[str, str]]]
GELIJK, AFRONDING, AFWIJKING = Oordeel.GELIJK, Oordeel.AFRONDING, Oordeel.AFWIJKING
DELEN = ("rato", "jongeren", "toekenningen", "declaraties")
ZORG = "Contract- en leveranciersmanagement (inkoop zorg)"


@pytest.fixture(scope="module")
def bevindingen(uitkomst: Uitkomst) -> tuple[Aansluitpunt, ...]:
    return aansluiting(uitkomst)


def vind(bevindingen: Iterable[Aansluitpunt], tabel: str, rij: str, kolom: str) -> Aansluitpunt:
    (gevonden,) = [b for b in bevindingen if (b.tabel, b.rij, b.kolom) == (tabel, rij, kolom)]
    return gevonden


def test_what_a_finding_has_of_its_row_is_what_the_expressions_of_that_row_give(uitkomst: Uitkomst) -> None:
    waarden = waarden_van(uitkomst)
    for rij, gevonden in waarden.model.tabel(NAAM).uitgerekend.items():
        for kolom, waarde in gevonden.items():
            cel = Celnaam(NAAM, rij, kolom)
            opnieuw = waarden.lees(waarden.model.formule(cel), cel)
            assert (opnieuw, type(opnieuw)) == (waarde, type(waarde)), cel


def cijfers(bevinding: Aansluitpunt) -> tuple[object, object, Oordeel]:
    return bevinding.gepubliceerd, bevinding.berekend, bevinding.oordeel


def met_gedrukt(gegevens: Gegevens, wijzig: Callable[[Gedrukt], Gedrukt | None]) -> tuple[Aansluitpunt, ...]:
    """The findings when the publication had been another."""
    gedrukt = tuple(nieuw for cel in gegevens.gedrukt if (nieuw := wijzig(cel)) is not None)
    return aansluiting(bereken(replace(gegevens, gedrukt=gedrukt)))


def plek(cel: Gedrukt) -> tuple[str, str, int | None, str, str]:
    return (cel.tabel, cel.kostensoort, cel.jaar, cel.rij, cel.kolom)


def test_all_144_printed_cells_of_the_inkoop_table_follow_from_the_key(
    bevindingen: tuple[Aansluitpunt, ...], bron: Bron
) -> None:
    gezien = 0
    for rij in bron("uitvoeringskosten_inkoop_2021")[:-1]:
        verwacht = {f"bedrag_{deel}": Fraction(rij[f"{deel}_eur"]) for deel in DELEN}
        verwacht["aandeel"] = Fraction(rij["aandeel_pct"]) / 100
        for kolom, waarde in verwacht.items():
            gevonden = vind(bevindingen, "verdeling inkoop 2021", rij["gemeente"], kolom)
            assert (gevonden.gepubliceerd, gevonden.oordeel) == (waarde, GELIJK)
            gezien += 1
    for rij in bron("meerjarig_inkoop")[:-1]:
        for jaar in ("2021", "2022", "2023", "2024"):
            gevonden = vind(bevindingen, "meerjarig inkoop", rij["gemeente"], jaar)
            assert cijfers(gevonden) == (Fraction(rij[f"{jaar}_eur"]), Fraction(rij[f"{jaar}_eur"]), GELIJK)
            gezien += 1
    assert gezien == 144


def test_all_contributions_to_beleid_are_the_printed_cents(bevindingen: tuple[Aansluitpunt, ...], bron: Bron) -> None:
    for rij in bron("bijdrage_beleid")[:-1]:
        for jaar in (2020, 2021):
            waarde = Fraction(rij[f"bijdrage_{jaar}_eur"])
            gevonden = vind(bevindingen, f"verdeling beleid {jaar}", rij["gemeente"], "bedrag")
            assert cijfers(gevonden) == (waarde, waarde, GELIJK)


def test_the_contribution_as_part_of_the_youth_budget_is_the_printed_one(
    bevindingen: tuple[Aansluitpunt, ...],
) -> None:
    kolom = "pct_van_jeugdbudget"
    gevonden = [b for b in bevindingen if b.kolom == kolom]
    assert {b.oordeel for b in gevonden} == {GELIJK}
    assert {b.tabel: b.gepubliceerd for b in gevonden if b.rij == "Totaal"} == {
        "verdeling beleid 2020": Fraction("0.0065"),
        "verdeling beleid 2021": Fraction("0.0118"),
        "verdeling beleid 2023": Fraction("0.0083"),
    }
    assert len(gevonden) == 19


def test_a_name_that_is_spelt_otherwise_is_no_figure_that_differs(bevindingen: tuple[Aansluitpunt, ...]) -> None:
    gemeld = [b for b in bevindingen if b.oordeel is Oordeel.MELDING]
    assert {b.kolom for b in gemeld} == {"gemeente"}
    assert {(b.tabel, b.gepubliceerd) for b in gemeld} == {
        ("verdeling inkoop 2021", "Gulpen-Wittern"),
        ("toename inkoop 2021", "Gulpen-Witterm"),
        ("meerjarig inkoop", "Gulpen-Witterm"),
        ("mutaties inkoop", "Gulpen-Wittern"),
    }


def test_what_no_rounding_explains_is_exactly_this(bevindingen: tuple[Aansluitpunt, ...]) -> None:
    afwijkend = {(b.tabel, b.rij, b.kolom): (b.gepubliceerd, b.berekend) for b in bevindingen if b.oordeel is AFWIJKING}
    correctie = "Correctie feitelijke inzet 2020"
    verwacht: dict[tuple[str, str, str], tuple[object, object]] = {
        ("begroting beleid", correctie, "2022"): (41680, 0),
        ("begroting beleid", correctie, "2023"): (41680, 0),
        ("begroting beleid", correctie, "2024"): (41680, 0),
        ("begroting beleid", SOM_RIJEN, "2022"): (1397920, 1439600),
        ("begroting beleid", SOM_RIJEN, "2023"): (978820, 1020500),
        ("begroting beleid", SOM_RIJEN, "2024"): (978820, 1020500),
        ("formatie inkoop 2021", "handhaving administratieve lasten: financieel adviseur", "bedrag"): (
            12655,
            Fraction("13096.40"),
        ),
        ("tekst beleid 2021", "Uren regiocoördinatie", "uren: Totaal regiocoördinatie"): (6000, 5990),
        ("tekst beleid 2021", "Uren transformatie", "uren: Totaal regulier"): (5300, 5295),
        ("tekst", "Extra investering als deel van de zorg", "investering_van_zorg"): (
            Fraction("0.019"),
            Fraction(2320331, 115973864),
        ),
        ("formatie inkoop 2021 tegenover investering", "Uitvoeringskosten inkoop", "extra_2021"): (590939, 581357),
        ("formatie inkoop 2022 tegenover investering", "Uitvoeringskosten inkoop", "extra_2022"): (466554, 563632),
    }
    assert afwijkend == verwacht


@pytest.mark.parametrize(
    ("tabel", "rij", "kolom", "woorden"),
    [
        (
            "formatie inkoop 2021",
            "handhaving administratieve lasten: financieel adviseur",
            "bedrag",
            ("0,1 fte", "130.964", "126.550"),
        ),
        ("tekst", "Extra investering als deel van de zorg", "investering_van_zorg", ("2,00% van de zorg", "1,957%")),
        ("begroting beleid", "Correctie feitelijke inzet 2020", "2022", ("In 2022 heeft deze post geen bedrag",)),
        ("begroting beleid", SOM_RIJEN, "2022", ("Correctie feitelijke inzet 2020, 2022 (€ 41.680)",)),
        ("meerjarig inkoop", "Gulpen-Wittem", "gemeente", ("anders gespeld",)),
        ("formatie inkoop 2021 tegenover investering", "Uitvoeringskosten inkoop", "extra_2021", ("581.357", "9.582")),
    ],
)
def test_a_deviation_says_why(
    bevindingen: tuple[Aansluitpunt, ...], tabel: str, rij: str, kolom: str, woorden: tuple[str, ...]
) -> None:
    reden = vind(bevindingen, tabel, rij, kolom).reden
    for woord in woorden:
        assert woord in reden


@pytest.mark.parametrize(
    ("tabel", "rij", "kolom", "gepubliceerd", "berekend"),
    [
        ("verdeling beleid 2020", SOM_RIJEN, "bedrag", "766500", "766500.01"),
        ("verdeling beleid 2021", SOM_RIJEN, "bedrag", "1397920", "1397919.99"),
        ("verdeling inkoop 2021", SOM_RIJEN, "bedrag_rato", "598500", "598496"),
        ("verdeling inkoop 2021", SOM_RIJEN, "bedrag_jongeren", "598500", "598501"),
        ("verdeling inkoop 2021", SOM_RIJEN, "bedrag_toekenningen", "598500", "598499"),
        ("verdeling inkoop 2021", SOM_RIJEN, "bedrag_declaraties", "598500", "598497"),
        ("verdeling inkoop 2021", SOM_RIJEN, "bedrag", "2394001", "2394002"),
        ("verdeling inkoop 2021", SOM_RIJEN, "aandeel", "1", "1.0004"),
        ("toename inkoop 2021", SOM_RIJEN, "toename", "590939", "590938"),
        ("mutaties inkoop", SOM_RIJEN, "2023", "125845", "125846"),
        ("mutaties inkoop", SOM_RIJEN, "2024", "125845", "125846"),
        ("meerjarig inkoop", SOM_RIJEN, "2023", "1677217", "1677218"),
        ("meerjarig inkoop", SOM_RIJEN, "2024", "1677217", "1677218"),
        ("begroting inkoop", SOM_RIJEN, "2023", "1677217", "1677218"),
        ("begroting inkoop", SOM_RIJEN, "2024", "1677217", "1677218"),
        ("begroting inkoop", "Totaal", "2023", "1677217", "1677218"),
        ("meerjarig inkoop tegenover begroting", "Totaal", "2020", "1803062", "1803063"),
        ("mutaties inkoop tegenover meerjarig", "Totaal", "2022", "-466553", "-466554"),
        ("investering tegenover scenario", "Uitvoeringskosten inkoop", "extra_2021", "590939", "590938"),
        ("investering tegenover scenario", "Uitvoeringskosten inkoop", "totaal_2021", "2394002", "2394001"),
        ("investering tegenover scenario", "Uitvoeringskosten inkoop", "extra_2022", "466554", "466553"),
        ("investering tegenover scenario", "Uitvoeringskosten inkoop", "totaal_2022", "2269617", "2269616"),
        ("investering tegenover scenario", "Totaal", "extra_2021", "1222359", "1222358"),
        ("investering tegenover scenario", "Totaal", "extra_2022", "1097974", "1097973"),
        ("investering", "Totaal", "extra_investering", "2320333", "2320331"),
        ("scenario", "verschil: Extra kosten uitbreiding formatie", "2026", "2320333", "2320331"),
        ("scenario", "scenario_2: Uitvoeringskosten inkoop", "2023", "1677217", "1677218"),
        ("scenario", f"scenario_2: {ZORG}", "2026", "115287390", "115287389"),
        ("scenario", f"verschil: {ZORG}", "2025", "686474", "686475"),
        ("toename inkoop 2021", "Landgraaf", "toename", "30216", "30217"),
        ("toename inkoop 2021", "Meerssen", "toename", "22727", "22728"),
    ],
)
def test_what_rounding_explains_is_found_and_called_so(
    bevindingen: tuple[Aansluitpunt, ...], tabel: str, rij: str, kolom: str, gepubliceerd: str, berekend: str
) -> None:
    gevonden = vind(bevindingen, tabel, rij, kolom)
    assert cijfers(gevonden) == (Fraction(gepubliceerd), Fraction(berekend), AFRONDING)
    assert gevonden.reden
    assert gevonden.verschil == Fraction(berekend) - Fraction(gepubliceerd)


def test_in_nine_municipalities_and_in_the_total_the_four_parts_differ_a_euro_from_the_whole(
    bevindingen: tuple[Aansluitpunt, ...],
) -> None:
    verschil = {
        b.rij: b.verschil
        for b in bevindingen
        if b.tabel == "verdeling inkoop 2021" and b.kolom == SOM_DELEN and b.oordeel is AFRONDING
    }
    negen = [
        "Beekdaelen",
        "Eijsden-Margraten",
        "Gulpen-Wittem",
        "Landgraaf",
        "Simpelveld",
        "Stein",
        "Vaals",
        "Valkenburg aan de Geul",
        "Voerendaal",
    ]
    assert list(verschil) == [*negen, "Totaal"]
    assert {abs(v) for v in verschil.values() if v is not None} == {1}


def test_changes_that_were_subtracted_before_rounding_are_named_per_municipality(
    bevindingen: tuple[Aansluitpunt, ...],
) -> None:
    anders = {(b.rij, b.kolom) for b in bevindingen if b.tabel == "mutaties inkoop" and b.oordeel is AFRONDING}
    later = ["Eijsden-Margraten", "Gulpen-Wittem", "Heerlen", "Landgraaf", "Meerssen", "Valkenburg aan de Geul"]
    gemeenten = {paar for paar in anders if paar[0] not in ("Totaal", SOM_RIJEN)}
    assert {naam for naam, jaar in gemeenten if jaar == "2021"} == {"Landgraaf", "Meerssen"}
    assert sorted({naam for naam, jaar in gemeenten if jaar != "2021"}) == later
    reden = vind(bevindingen, "mutaties inkoop", "Heerlen", "2023").reden
    assert reden == (
        "Gerekend met de onafgeronde bijdrage van 2023 (€ 213.677,57) en de vastgestelde bijdrage van 2020 "
        "(€ 235.267), die zelf al is afgerond."
    )


def test_a_total_says_from_which_amounts_it_was_made(bevindingen: tuple[Aansluitpunt, ...]) -> None:
    assert vind(bevindingen, "toename inkoop 2021", "Totaal", "toename").reden == (
        "Gerekend met het te verdelen bedrag van inkoop 2021 (€ 2.394.001) en de som van de rijen van inkoop 2020 "
        "(€ 1.803.062)."
    )
    assert vind(bevindingen, "begroting inkoop", "Totaal", "2023").reden == (
        "Gerekend met de begrotingsregels van inkoop 2023, opgeteld voordat ze werden afgerond "
        "(6 regels, elk ± € 0,50)."
    )


def test_one_key_explains_the_published_amounts_of_four_years(bevindingen: tuple[Aansluitpunt, ...]) -> None:
    rij = "één sleutel verklaart de gepubliceerde bedragen"
    onder = vind(bevindingen, "bewijs inkoop 2021–2024", rij, "som ondergrenzen")
    boven = vind(bevindingen, "bewijs inkoop 2021–2024", rij, "som bovengrenzen")
    assert onder.oordeel is boven.oordeel is GELIJK
    assert isinstance(onder.berekend, Fraction)
    assert isinstance(boven.berekend, Fraction)
    assert round(onder.berekend, 8) == Fraction("0.99999816")
    assert round(boven.berekend, 8) == Fraction("1.00000193")
    assert {b.oordeel for b in bevindingen if b.tabel == "bewijs beleid 2020–2021"} == {GELIJK}


def test_an_amount_that_no_one_key_can_give_is_named_with_its_years(gegevens: Gegevens) -> None:
    def wijzig(cel: Gedrukt) -> Gedrukt:
        anders = plek(cel) == ("meerjarig", "inkoop", None, "GM0888", "2023")
        return replace(cel, waarde=Decimal(57070)) if anders else cel

    bewijs = [b for b in met_gedrukt(gegevens, wijzig) if b.tabel == "bewijs inkoop 2021–2024"]
    assert {b.oordeel for b in bewijs} == {AFWIJKING}
    assert "overlappen niet voor Beek." in bewijs[0].reden
    assert bewijs[-1].rij == "Beek"
    assert "uit 2021 van ten hoogste" in bewijs[-1].reden or "uit 2024 van ten hoogste" in bewijs[-1].reden


def test_a_planted_wrong_cell_is_a_deviation_with_its_place(gegevens: Gegevens) -> None:
    def wijzig(cel: Gedrukt) -> Gedrukt:
        anders = plek(cel) == ("verdeling", "inkoop", 2021, "GM0971", "bedrag_jongeren")
        return replace(cel, waarde=Decimal(25377)) if anders else cel

    gevonden = met_gedrukt(gegevens, wijzig)
    cel = vind(gevonden, "verdeling inkoop 2021", "Stein", "bedrag_jongeren")
    assert cijfers(cel) == (25377, 25376, AFWIJKING)
    assert cel.plaats == "§ 7.2.5"
    som = vind(gevonden, "verdeling inkoop 2021", SOM_RIJEN, "bedrag_jongeren")
    assert cijfers(som) == (598500, 598502, AFWIJKING)
    assert "Stein, bedrag_jongeren (€ 25.377)" in som.reden


@pytest.mark.parametrize(
    ("waar", "gedrukt", "oordeel"),
    [
        (("verdeling", "inkoop", 2021, "Totaal", "bedrag"), "2394002", GELIJK),
        (("verdeling", "inkoop", 2021, "Totaal", "bedrag"), "2394005", AFWIJKING),
        (("verdeling", "inkoop", 2021, "Totaal", "bedrag_rato"), "598501", AFWIJKING),
        (("verdeling", "beleid", 2021, "Totaal", "bedrag"), "1397920.01", AFWIJKING),
        (("begroting", "inkoop", None, "Totaal", "2023"), "1677215", AFRONDING),
        (("begroting", "inkoop", None, "Totaal", "2023"), "1677214", AFWIJKING),
        (("begroting", "inkoop", None, "Totaal", "2023"), "1677221", AFRONDING),
        (("begroting", "inkoop", None, "Totaal", "2023"), "1677222", AFWIJKING),
        (("begroting", "inkoop", None, "Accountant", "2023"), "55001", AFWIJKING),
        (("toename", "inkoop", 2021, "GM0882", "toename"), "30218", AFWIJKING),
        (("toename", "inkoop", 2021, "GM0882", "toename"), "30215", AFWIJKING),
        (("mutaties", "inkoop", None, "GM0917", "2023"), "21591", AFWIJKING),
        (("capaciteit", "beleid", 2021, "Totaal regiocoördinatie", "uren"), "5991", AFWIJKING),
        (("scenario", "", None, "scenario_2: Saldo", "2023"), "-599999", AFWIJKING),
        (("scenario", "", None, "scenario_1: Toegangsmanagement", "2021"), "0", AFWIJKING),
    ],
)
def test_one_unit_beyond_a_stated_path_is_a_deviation(
    gegevens: Gegevens, waar: tuple[str, str, int | None, str, str], gedrukt: str, oordeel: Oordeel
) -> None:
    alleen = next(cel for cel in gegevens.gedrukt if plek(cel) == waar)
    nieuw = replace(alleen, waarde=Decimal(gedrukt))
    gevonden = aansluiting(bereken(replace(gegevens, gedrukt=(nieuw,))))
    assert gevonden[0].oordeel is oordeel, gevonden[0].zin


def test_a_place_that_the_plan_does_not_have_is_reported_and_not_passed_over(gegevens: Gegevens) -> None:
    cel = replace(gegevens.gedrukt[0], kolom="bedrag_onbekend", jaar=2021)
    (gevonden,) = [b for b in aansluiting(bereken(replace(gegevens, gedrukt=(cel,)))) if b.kolom == cel.kolom]
    assert (gevonden.oordeel, gevonden.berekend) == (AFWIJKING, None)
    assert "geen berekend cijfer" in gevonden.reden


def test_an_outlier_was_published_by_nobody_and_is_a_question_of_its_own(gegevens: Gegevens) -> None:
    zonder = bereken(replace(gegevens, gedrukt=()))
    assert aansluiting(zonder) == ()
    assert list(uitschieters(zonder)) == [
        "inkoop 2021: Brunssum heeft 1,01% van de toekenningen, maar 4,96% van de jongeren en 6,65% van de "
        "declaraties. Dat scheelt meer dan een factor 3; klopt dat?"
    ]


def test_every_table_can_be_the_only_one_that_was_published(gegevens: Gegevens) -> None:
    geheel = {(b.tabel, b.rij, b.kolom): b.oordeel for b in aansluiting(bereken(gegevens))}
    for tabel in dict.fromkeys(cel.tabel for cel in gegevens.gedrukt):
        alleen = tuple(cel for cel in gegevens.gedrukt if cel.tabel == tabel)
        for b in aansluiting(bereken(replace(gegevens, gedrukt=alleen))):
            if tabel == "tekst" and b.kolom.startswith("uren: Totaal"):
                assert b.oordeel is AFWIJKING  # the total that it speaks of was not published
            elif "tegenover" not in b.tabel and "bewijs" not in b.tabel:
                assert b.oordeel is geheel[(b.tabel, b.rij, b.kolom)], b.zin


def test_a_row_that_was_not_published_is_not_explained_as_rounding(gegevens: Gegevens) -> None:
    def zonder(cel: Gedrukt) -> Gedrukt | None:
        return None if cel.tabel == "begroting" and cel.rij == "ICT" else cel

    som = vind(met_gedrukt(gegevens, zonder), "begroting inkoop", SOM_RIJEN, "2021")
    assert cijfers(som) == (2394001, 2226001, AFWIJKING)
    assert "misschien ontbreekt er een regel" in som.reden


def test_decided_amounts_of_another_budget_are_no_rounding_of_this_one(gegevens: Gegevens) -> None:
    ander = tuple(replace(v, bedrag=v.bedrag + 1000) if v.gemeentecode == "GM0888" else v for v in gegevens.vastgesteld)

    def wijzig(cel: Gedrukt) -> Gedrukt:
        if cel.tabel != "meerjarig" or cel.kolom != "2020" or cel.rij not in ("GM0888", "Totaal"):
            return cel
        assert isinstance(cel.waarde, Decimal)
        return replace(cel, waarde=cel.waarde + 1000)

    gevonden = met_gedrukt(replace(gegevens, vastgesteld=ander), wijzig)
    assert vind(gevonden, "meerjarig inkoop", "Totaal", "2020").oordeel is GELIJK
    tegen = vind(gevonden, "meerjarig inkoop tegenover begroting", "Totaal", "2020")
    assert cijfers(tegen) == (1804062, 1803063, AFWIJKING)
    assert "ander bedrag" in tegen.reden


@pytest.mark.parametrize("sluitregel", ["grootste-rest", "grootste-deelnemer", "afrondingsregel"])
def test_another_sluitregel_than_the_publication_used_makes_no_deviation(
    gegevens: Gegevens, bevindingen: tuple[Aansluitpunt, ...], sluitregel: str
) -> None:
    anders = aansluiting(bereken(gegevens, sluitregel))  # type: ignore[arg-type]
    plekken = [(b.tabel, b.rij, b.kolom) for b in anders if b.oordeel is AFWIJKING]
    assert plekken == [(b.tabel, b.rij, b.kolom) for b in bevindingen if b.oordeel is AFWIJKING]


def test_every_calculated_figure_is_that_of_the_table_of_that_name(
    uitkomst: Uitkomst, bevindingen: tuple[Aansluitpunt, ...]
) -> None:
    vergeleken = 0
    for b in bevindingen:
        naam = b.tabel.split()[0]
        kaal = " ".join(filter(None, (naam, b.kostensoort, str(b.jaar) if b.jaar else "")))
        if naam not in ("verdeling", "meerjarig", "mutaties", "toename", "begroting", "scenario") or b.tabel != kaal:
            continue
        if b.rij == SOM_RIJEN or b.kolom == SOM_DELEN or b.kolom == "gemeente" or b.kolom.startswith("pct_van_"):
            continue
        (tabel,) = maak_tabellen(uitkomst, naam, b.kostensoort or None, b.jaar)
        leiding = {"scenario": 2, "begroting": 1}.get(naam, 2)
        rijen = {_rijnaam(naam, rij.waarden[:leiding]): rij.waarden for rij in tabel.rijen}
        kolommen = [kolom.naam for kolom in tabel.kolommen]
        waarde = rijen[b.rij][kolommen.index(b.kolom)]
        if naam == "mutaties":
            # Printed as the base year minus the year; the plan's own table has one sign with all the others.
            waarde = -(waarde or 0)
        assert (str(waarde) if isinstance(b.berekend, str) else waarde or 0) == b.berekend, b.zin
        vergeleken += 1
    assert vergeleken > 600


def _rijnaam(naam: str, leiding: tuple[object, ...]) -> str:
    return f"{leiding[0]}: {leiding[1]}" if naam == "scenario" else str(leiding[-1])


def test_the_table_has_the_columns_of_the_contract_and_reports_the_counts(uitkomst: Uitkomst) -> None:
    (tabel,) = maak_tabellen(uitkomst, "aansluiting")
    assert [kolom.naam for kolom in tabel.kolommen] == [
        "tabel",
        "rij",
        "kolom",
        "gepubliceerd",
        "berekend",
        "verschil",
        "oordeel",
    ]
    assert {rij.waarden[-1] for rij in tabel.rijen} == {"gelijk", "afronding", "melding", "afwijking"}
    assert tabel.noten[0].endswith("4 melding, 12 afwijking. Verschil is berekend min gepubliceerd.")
    assert sum("; afwijking. " in noot for noot in tabel.noten[2:]) == 12
    assert sum("; melding. " in noot for noot in tabel.noten[2:]) == 4


def test_a_finding_reads_as_a_sentence(bevindingen: tuple[Aansluitpunt, ...]) -> None:
    assert vind(bevindingen, "verdeling inkoop 2021", "Totaal", "bedrag").zin == (
        "verdeling inkoop 2021, Totaal, bedrag: gepubliceerd € 2.394.001, berekend € 2.394.002; afronding. "
        "Gerekend met het te verdelen bedrag van inkoop 2021 (€ 2.394.001)."
    )


def test_the_stated_bounds_reproduce_every_verdict_on_a_figure(bevindingen: tuple[Aansluitpunt, ...]) -> None:
    """The rule of the workbook's verdict formula, on what the core hands over."""
    for b in bevindingen:
        if not isinstance(b.gepubliceerd, Fraction) or not isinstance(b.berekend, Fraction):
            continue
        if b.tabel.startswith("bewijs") or b.laagst is None or b.hoogst is None:
            continue

        def rond(waarde: Fraction, eenheid: Fraction = b.eenheid) -> Fraction:
            teken = -1 if waarde < 0 else 1
            return teken * ((abs(waarde) / eenheid + Fraction(1, 2)) // 1) * eenheid

        if rond(b.berekend) == b.gepubliceerd:
            oordeel = GELIJK
        elif b.laagst == b.hoogst:
            oordeel = AFRONDING if rond(b.laagst) == b.gepubliceerd else AFWIJKING
        else:
            binnen = b.gepubliceerd + b.eenheid / 2 > b.laagst and b.gepubliceerd - b.eenheid / 2 < b.hoogst
            oordeel = AFRONDING if binnen else AFWIJKING
        assert oordeel is b.oordeel, b.zin


def _leest_als_nul(tekst: str) -> bool:
    return not set(tekst) & set("123456789")


def _getoond(b: Aansluitpunt) -> list[str]:
    """What a reader sees of printed, calculated and difference."""
    assert b.verschil is not None
    return [in_woorden(cijfer, b.soort, b.getoond) for cijfer in (b.gepubliceerd, b.berekend, b.verschil)]


def test_where_figures_look_equal_their_difference_reads_as_nothing(bevindingen: tuple[Aansluitpunt, ...]) -> None:
    gezien = [(_getoond(b), b) for b in bevindingen if b.verschil is not None]
    assert len(gezien) > 1000
    assert [tekst for tekst, _ in gezien if tekst[0] == tekst[1] and not _leest_als_nul(tekst[2])] == []
    meer = [tekst for tekst, b in gezien if b.getoond != b.decimalen]
    assert ["6,1600%", "6,1550%", "-0,0050%"] in meer
    assert len(meer) == 6


@given(
    st.sampled_from([Soort.GELD, Soort.AANDEEL, Soort.UREN, Soort.WAARDE]),
    st.integers(0, 4),
    st.fractions(-1000, 1000, max_denominator=10**7),
    st.fractions(Fraction(-2, 100), Fraction(2, 100), max_denominator=10**6),
)
def test_whatever_the_figures_are_no_difference_is_said_that_cannot_be_seen(
    soort: Soort, decimalen: int, gepubliceerd: Fraction, erbij: Fraction
) -> None:
    b = Aansluitpunt(
        "t",
        "k",
        2021,
        "r",
        "k",
        gepubliceerd,
        gepubliceerd + erbij,
        GELIJK,
        "",
        None,
        None,
        Fraction(1),
        soort,
        decimalen,
    )
    gedrukt, berekend, verschil = _getoond(b)
    assert gedrukt != berekend or _leest_als_nul(verschil)
