"""Internal checks: what must tie up does, what `open` leaves is called rounding, and what is tampered with is found."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest

from calc.kritieke_rest import bij_de_helft, kritieke_rest, marge, twijfel
from calc.model.uitdrukking import Celnaam, Tabelnaam, Vast
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen import maak_tabellen, waarden_van
from calc.tabellen.controles import Controleuitslag, controles
from calc.uitkomst import Uitkomst, bereken
from calc.verdeling import Jaarverdeling, Regel, Verdeling
from schemas.gegevens import Gegevens
from schemas.geldend import Regio
from schemas.kernwoorden import Sluitregel
from schemas.regiobestand import RegioBestand

SLUITEND: tuple[Sluitregel, ...] = ("grootste-rest", "grootste-deelnemer", "afrondingsregel")


def vind(uitkomst: Uitkomst, controle: str, waar: str) -> Controleuitslag:
    (gevonden,) = [c for c in controles(uitkomst) if (c.controle, c.waar) == (controle, waar)]
    return gevonden


def afwijkend(uitkomst: Uitkomst) -> dict[tuple[str, str], Controleuitslag]:
    return {(c.controle, c.waar): c for c in controles(uitkomst) if c.oordeel is Oordeel.AFWIJKING}


def met_regels(
    uitkomst: Uitkomst, kostensoort: str, jaar: int, wijzig: Callable[[Regel], tuple[Regel, ...]]
) -> Uitkomst:
    """The outcome with the rows of one year tampered with."""

    def nieuw(bron: Jaarverdeling) -> Jaarverdeling:
        if (bron.kostensoort, bron.jaar) != (kostensoort, jaar):
            return bron
        return replace(bron, regels=tuple(regel for oud in bron.regels for regel in wijzig(oud)))

    return replace(uitkomst, verdeling=Verdeling(tuple(nieuw(bron) for bron in uitkomst.verdeling.jaren)))


def op_rij(
    code: str, onderdeel: str, doe: Callable[[Regel], tuple[Regel, ...]]
) -> Callable[[Regel], tuple[Regel, ...]]:
    return lambda regel: doe(regel) if (regel.gemeentecode, regel.onderdeel) == (code, onderdeel) else (regel,)


def met_cel(uitkomst: Uitkomst, kostensoort: str, jaar: int, rij: str, kolom: str, erbij: str) -> Uitkomst:
    """The outcome with one cell of its table verdeling tampered with."""
    waarden, naam = waarden_van(uitkomst), Tabelnaam("verdeling", kostensoort, jaar)
    tabel, oud = waarden.model.tabel(naam), waarden.getal(Celnaam(naam, rij, kolom))
    geknoeid = replace(tabel.rij_van[rij], cellen={**tabel.rij_van[rij].cellen, kolom: Vast(oud + Fraction(erbij))})
    ernaast = replace(uitkomst)
    model = waarden_van(ernaast).model
    model.zet(replace(tabel, rijen=tuple(geknoeid if een.sleutel == rij else een for een in tabel.rijen)))
    return ernaast


def test_no_check_of_the_golden_year_fails(uitkomst: Uitkomst) -> None:
    assert afwijkend(uitkomst) == {}


def test_under_open_the_euro_too_much_is_reported_as_rounding_in_a_full_sentence(uitkomst: Uitkomst) -> None:
    gevonden = vind(uitkomst, "Kosten geheel verdeeld", "inkoop 2021")
    assert (gevonden.verwacht, gevonden.gevonden, gevonden.verschil) == (2394001, 2394002, 1)
    assert (gevonden.oordeel, gevonden.toegestaan) == (Oordeel.AFRONDING, 8)
    assert gevonden.zin == (
        "Kosten geheel verdeeld sluit niet voor inkoop 2021: verwacht € 2.394.001,00, verdeeld € 2.394.002,00 "
        "(€ 1,00 te veel); dat is afronding, ten hoogste € 8,00"
    )


def test_the_worst_of_the_nine_municipalities_whose_parts_do_not_add_up_stands_for_all(uitkomst: Uitkomst) -> None:
    gevonden = vind(uitkomst, "Delen tellen op tot de bijdrage", "inkoop 2021, Beekdaelen")
    assert (gevonden.verschil, gevonden.oordeel) == (-1, Oordeel.AFRONDING)
    assert gevonden.toelichting == "Er is verschil bij 9 van de 16 rijen; dit is het grootste."


def test_amounts_that_were_decided_are_held_against_the_budget(uitkomst: Uitkomst) -> None:
    gevonden = vind(uitkomst, "Vastgestelde bedragen tegenover begroting", "inkoop 2020")
    assert (gevonden.verwacht, gevonden.gevonden) == (1803063, 1803062)
    assert gevonden.oordeel is Oordeel.AFRONDING


@pytest.mark.parametrize("sluitregel", SLUITEND)
def test_under_a_closing_rule_every_split_year_ties_up_exactly(gegevens: Gegevens, sluitregel: Sluitregel) -> None:
    anders = {c.waar for c in controles(bereken(gegevens, sluitregel)) if c.oordeel is not Oordeel.GELIJK}
    # Only what rests on the decided amounts of 2020 may differ: they were rounded before they were entered.
    assert anders == {
        "inkoop 2020",
        "inkoop 2020–2024",
        *(f"inkoop {jaar} ten opzichte van 2020" for jaar in range(2021, 2025)),
    }


@pytest.mark.parametrize("sluitregel", SLUITEND)
def test_one_cent_that_goes_missing_under_a_closing_rule_is_a_deviation(
    gegevens: Gegevens, sluitregel: Sluitregel
) -> None:
    geknoeid = met_cel(bereken(gegevens, sluitregel), "beleid", 2021, "GM0888", "bedrag", "-0.01")
    gevonden = afwijkend(geknoeid)[("Kosten geheel verdeeld", "beleid 2021")]
    assert gevonden.zin == (
        "Kosten geheel verdeeld sluit niet voor beleid 2021: verwacht € 1.397.920,00, verdeeld € 1.397.919,99 "
        "(€ 0,01 te weinig)"
    )
    assert ("Delen tellen op tot de bijdrage", "beleid 2021, Beek") in afwijkend(geknoeid)


def test_under_open_more_than_half_a_unit_per_row_is_a_deviation(uitkomst: Uitkomst) -> None:
    def met(bedrag: str) -> Oordeel:
        geknoeid = met_cel(uitkomst, "inkoop", 2021, "GM0888", "bedrag", bedrag)
        return vind(geknoeid, "Kosten geheel verdeeld", "inkoop 2021").oordeel

    assert (met("7"), met("8")) == (Oordeel.AFRONDING, Oordeel.AFWIJKING)


def test_a_pot_that_is_not_split_whole_is_found(uitkomst: Uitkomst) -> None:
    geknoeid = met_cel(uitkomst, "inkoop", 2022, "GM0935", "bedrag_declaraties", "9")
    assert ("Deel van de sleutel geheel verdeeld", "inkoop 2022, declaraties") in afwijkend(geknoeid)


@pytest.mark.parametrize(
    ("doe", "toelichting"),
    [
        (lambda regel: (), "geen bijdrage: Beek."),
        (lambda regel: (regel, regel), "meer dan één bijdrage: Beek."),
        (
            lambda regel: (regel, replace(regel, gemeentecode="GM9999")),
            "wel een bijdrage maar geen deelnemer: GM9999.",
        ),
    ],
)
def test_everyone_who_takes_part_pays_once_and_nobody_else(
    uitkomst: Uitkomst, doe: Callable[[Regel], tuple[Regel, ...]], toelichting: str
) -> None:
    geknoeid = met_regels(uitkomst, "inkoop", 2020, op_rij("GM0888", "totaal", doe))
    gevonden = vind(geknoeid, "Deelnemers zonder precies één bijdrage", "inkoop 2020")
    assert (gevonden.gevonden, gevonden.oordeel) == (1, Oordeel.AFWIJKING)
    assert gevonden.toelichting == toelichting


def test_percentages_that_do_not_make_100_are_found(gegevens: Gegevens) -> None:
    eerste = next(m for m in gegevens.maatstaven if m.maatstaf == "jongeren")
    nieuw = tuple(replace(m, waarde=m.waarde + Decimal("0.01")) if m is eerste else m for m in gegevens.maatstaven)
    gevonden = vind(bereken(replace(gegevens, maatstaven=nieuw)), "Percentages samen 100%", "jongeren 2020")
    assert gevonden.zin == (
        "Percentages samen 100% sluit niet voor jongeren 2020: verwacht 100,00%, opgeteld 100,01% (0,01% te veel)"
    )


def test_what_is_split_must_follow_from_hours_and_lines(uitkomst: Uitkomst, gegevens: Gegevens) -> None:
    eerste = gegevens.capaciteit[0]
    meer_uren = replace(eerste, uren={**eerste.uren, 2020: Decimal(5351)})
    geknoeid = replace(uitkomst, gegevens=replace(gegevens, capaciteit=(meer_uren, *gegevens.capaciteit[1:])))
    gevonden = afwijkend(geknoeid)[("Te verdelen volgt uit uren en posten", "beleid 2020")]
    assert (gevonden.verwacht, gevonden.gevonden) == (766626, 766500)


def test_posts_that_are_funded_otherwise_come_off_whole(uitkomst: Uitkomst) -> None:
    gevonden = vind(uitkomst, "Posten min andere dekking", "inkoop 2021")
    assert (gevonden.verwacht, gevonden.gevonden, gevonden.oordeel) == (2394001, 2394001, Oordeel.GELIJK)


def test_the_saving_must_come_back_as_the_balance_of_the_scenario(uitkomst: Uitkomst, gegevens: Gegevens) -> None:
    goed = vind(uitkomst, "Besparing komt terug als saldo", "scenario_2, 2020–2026 samen")
    assert (goed.verwacht, goed.oordeel) == (-4 * 600000, Oordeel.GELIJK)

    ernaast = bereken(gegevens)
    model = waarden_van(ernaast).model
    tabel = model.tabel(Tabelnaam("scenario"))
    saldo = tabel.rij_van["scenario_2: Saldo"]
    geknoeid = replace(saldo, cellen={**saldo.cellen, "2024": Vast(-600001), "2023": Vast(-599999)})
    model.zet(replace(tabel, rijen=tuple(geknoeid if rij is saldo else rij for rij in tabel.rijen)))
    fout = vind(ernaast, "Besparing komt terug als saldo", "scenario_2, 2020–2026 samen")
    # A euro too little in one year does not make up for a euro too much in another.
    assert (fout.verschil, fout.oordeel) == (2, Oordeel.AFWIJKING)


def test_a_plan_without_scenario_has_no_check_of_it(gegevens: Gegevens) -> None:
    namen = {c.controle for c in controles(bereken(replace(gegevens, scenario=())))}
    assert not any("cenario" in naam or "nvestering" in naam for naam in namen)


def test_the_table_has_the_columns_of_the_contract_and_says_what_does_not_tie_up(uitkomst: Uitkomst) -> None:
    (tabel,) = maak_tabellen(uitkomst, "controles")
    assert [k.naam for k in tabel.kolommen] == ["controle", "waar", "verwacht", "gevonden", "verschil", "oordeel"]
    assert len(tabel.rijen) == len(controles(uitkomst))
    assert all(rij.vorm is not None and rij.vorm[0] in (Soort.GELD, Soort.AANDEEL, Soort.WAARDE) for rij in tabel.rijen)
    assert not any("sluit niet" in noot for noot in tabel.noten)


def test_a_check_says_what_its_figures_rest_on_as_every_table_does(uitkomst: Uitkomst) -> None:
    (tabel,) = maak_tabellen(uitkomst, "controles")
    woorden = {rij.waarden[:2]: rij.markering for rij in tabel.rijen}
    assert woorden["Kosten geheel verdeeld", "beleid 2021"] == "afgeleid"
    assert woorden["Te verdelen volgt uit uren en posten", "beleid 2021"] == "afgeleid"
    assert woorden["Kosten geheel verdeeld", "inkoop 2022"] == "afgeleid, oude cijfers, raming"
    assert woorden["Deelnemers zonder precies één bijdrage", "beleid 2021"] == ""


def test_under_the_table_stands_only_what_rounding_does_not_explain(uitkomst: Uitkomst, gegevens: Gegevens) -> None:
    eerste = gegevens.capaciteit[0]
    meer_uren = replace(eerste, uren={**eerste.uren, 2020: Decimal(5351)})
    geknoeid = replace(uitkomst, gegevens=replace(gegevens, capaciteit=(meer_uren, *gegevens.capaciteit[1:])))
    zinnen = [noot for noot in maak_tabellen(geknoeid, "controles")[0].noten if "sluit niet" in noot]
    assert zinnen
    # Also what rests on the costs of that year: meerjarig, and the years that are compared with it.
    assert all("beleid" in zin and "2020" in zin for zin in zinnen)
    assert not any(".." in zin for zin in zinnen)


# -- where doubles could fall otherwise --------------------------------------------------------------------------------


def twee_deelnemers(
    gegevens: Gegevens,
    gewichten: tuple[int, int],
    bedrag: str,
    sluitregel: Sluitregel,
    eenheid: Literal["cent", "euro"],
) -> Uitkomst:
    """A made-up region of two, one kostensoort and one maatstaf, on the frame of the example."""
    bron = {"bron": "verzonnen voor deze test"}
    bestand = RegioBestand.model_validate(
        {
            "regio": "tweeland",
            "label": "Tweeland (verzonnen)",
            "centrumgemeente": "GM0001",
            **bron,
            "deelnemers": [{"code": f"GM000{i}", "naam": f"Plaats {i}", "van": 2020, **bron} for i in (1, 2)],
            "maatstaven": {
                "inwoners": {
                    "label": "Inwoners",
                    "definitie": "inwoners",
                    "eenheid": {2019: {"waarde": "aantal", **bron}},
                }
            },
            "kostensoorten": {
                "toegang": {
                    "label": "Toegang",
                    "grondslag": "verzonnen",
                    "sluitregel": {2020: {"waarde": sluitregel, **bron}},
                    "eenheid": {2020: {"waarde": eenheid, **bron}},
                    "sleutel": {2020: {"delen": {"inwoners": 100}, **bron}},
                }
            },
        }
    )
    plan = replace(gegevens.plan, regio="tweeland", jaar=2020, basisjaar=2020, laatste_jaar=2020)
    waarden = tuple(
        replace(gegevens.maatstaven[0], maatstaf="inwoners", peiljaar=2019, gemeentecode=f"GM000{i}", waarde=Decimal(w))
        for i, w in enumerate(gewichten, start=1)
    )
    regel = replace(
        gegevens.begroting[0],
        kostensoort="toegang",
        post="Balie",
        bedragen={2020: Decimal(bedrag)},
        dekking="deelnemers",
    )
    return bereken(
        replace(
            gegevens,
            regio=Regio(bestand),
            plan=plan,
            definities=(),
            maatstaven=waarden,
            begroting=(regel,),
            capaciteit=(),
            formatie=(),
            vastgesteld=(),
            scenario=(),
            gedrukt=(),
        )
    )


def test_the_example_has_no_amount_that_a_formula_could_round_otherwise(gegevens: Gegevens) -> None:
    assert kritieke_rest(bereken(gegevens)) == ()
    assert kritieke_rest(bereken(gegevens, "grootste-rest")) == ()


def test_remainders_that_almost_tie_are_named(gegevens: Gegevens) -> None:
    bijna = twee_deelnemers(gegevens, (50_000_000_000, 50_000_000_001), "100.01", "grootste-rest", "cent")
    (zin,) = kritieke_rest(bijna)
    assert zin == (
        "Let op bij toegang 2020, inwoners: voor Plaats 1 en Plaats 2 ligt de rest zo dicht bij die van een ander "
        "dat een formule in de werkmap anders kan afronden. Deze berekening is exact."
    )
    assert zin in maak_tabellen(bijna, "controles")[0].noten


def test_remainders_that_tie_exactly_or_lie_apart_are_not_named(gegevens: Gegevens) -> None:
    assert kritieke_rest(twee_deelnemers(gegevens, (5, 5), "100.01", "grootste-rest", "cent")) == ()
    assert kritieke_rest(twee_deelnemers(gegevens, (500, 501), "100.01", "grootste-rest", "cent")) == ()


@pytest.mark.parametrize("sluitregel", ["open", "afrondingsregel", "grootste-deelnemer"])
def test_an_amount_a_hair_below_a_half_is_named_once_and_a_half_is_certain(
    gegevens: Gegevens, sluitregel: Sluitregel
) -> None:
    bijna = twee_deelnemers(gegevens, (49_999_999_999, 50_000_000_001), "25", sluitregel, "euro")
    (zin,) = kritieke_rest(bijna)
    assert "een halve eenheid" in zin
    assert kritieke_rest(twee_deelnemers(gegevens, (5, 5), "25", sluitregel, "euro")) == ()
    assert kritieke_rest(twee_deelnemers(gegevens, (5, 5), "26", sluitregel, "euro")) == ()


def test_the_margin_grows_with_amounts_that_leave_a_double_few_decimals() -> None:
    assert marge(Fraction(100)) == Fraction(1, 10**6)
    assert marge(Fraction(10**13)) == Fraction(10**13, 2**49)


def test_equal_remainders_of_unequal_weights_are_in_doubt_only_between_two_sixth_decimals() -> None:
    half, midden = Fraction(1, 2), Fraction(5, 10**7)
    totaal = Fraction(10**6)
    assert twijfel([(half, Fraction(1)), (half, Fraction(3))], [False, True], totaal) == []
    assert twijfel([(midden, Fraction(1)), (midden, Fraction(3))], [False, True], totaal) == [0, 1]


def test_negative_parts_are_judged_by_their_size() -> None:
    hair = Fraction(1, 10**9)
    assert bij_de_helft([-Fraction(5, 2) + hair, -Fraction(5, 2), Fraction(-9, 4)], Fraction(10)) == [0]


def test_a_half_of_an_amount_that_leaves_a_double_few_decimals_is_in_doubt() -> None:
    assert bij_de_helft([Fraction(5, 2)], Fraction(10**8)) == []
    assert bij_de_helft([Fraction(5, 2)], Fraction(10**10)) == [0]
