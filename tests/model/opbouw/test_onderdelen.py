"""Contributions of parts: published rules and small cases, worked out by hand."""

from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from calc.notatie import getal
from calc.tabellen import maak_tabellen
from calc.uitkomst import bereken
from schemas.fouten import Gebruikersfout
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

LEDEN = {"AA": 30_000, "BB": 12_000, "CC": 8_000}


def vast(bedrag: object) -> dict[str, object]:
    return {"soort": "vast", "bedrag": bedrag if isinstance(bedrag, str) else Decimal(str(bedrag))}


def prijs(maatstaf: str, bedrag: object) -> dict[str, object]:
    return {"soort": "prijs", "maatstaf": maatstaf, "prijs": Decimal(str(bedrag))}


def sleutel(**meer: object) -> dict[str, object]:
    return {"soort": "sleutel", **meer}


def test_a_subsidy_of_three_parts_gives_a_base_an_amount_per_seat_and_the_rest_by_members(maak, delen, bedragen):
    """Wet financiering politieke partijen, art. 8: 175.563 each, 50.921 per seat, 1.922.318 over all members."""
    zetels = {"AA": 34, "BB": 9, "CC": 0}
    leden = {"AA": 26_000, "BB": 33_000, "CC": 1_000}
    deel = delen(
        basis=vast(175_563), zetels=prijs("zetels", 50_921),
        leden=sleutel(delen={"leden": Decimal(100)}, bedrag=Decimal(1_922_318)),
    )  # fmt: skip
    uitkomst = bereken(maak({"subsidie": deel}, {"zetels": zetels, "leden": leden}, {}))
    bron = uitkomst.verdeling.van("subsidie", 2024)
    assert bedragen(uitkomst, "subsidie") == {
        "AA": Fraction(175_563 + 34 * 50_921) + Fraction("833004.47"),
        "BB": Fraction(175_563 + 9 * 50_921) + Fraction("1057274.90"),
        "CC": Fraction(175_563) + Fraction("32038.63"),
    }
    assert bron.te_verdelen == bron.totaal == 3 * 175_563 + 43 * 50_921 + 1_922_318


def test_a_price_per_unit_needs_no_budget_and_is_rounded_by_itself(maak, delen, bedragen):
    """Regeling Nationale ombudsman: € 0,1953 per inhabitant of a municipality."""
    uitkomst = bereken(maak({"klachten": delen(klachten=prijs("inwoners", "0.1953"))}, {"inwoners": LEDEN}, {}))
    assert bedragen(uitkomst, "klachten") == {
        "AA": Fraction("5859"), "BB": Fraction("2343.60"), "CC": Fraction("1562.40"),
    }  # fmt: skip


def test_units_stand_under_their_own_name_and_a_second_price_of_them_under_its_own(maak, delen):
    deel = delen(hoofd=prijs("inwoners", 1), vergoeding=prijs("zetels", 100), toeslag=prijs("zetels", 5))
    cijfers = {"inwoners": LEDEN, "zetels": {"AA": 3, "BB": 1, "CC": 0}}
    (tabel,) = maak_tabellen(bereken(maak({"raad": deel}, cijfers, {})), "verdeling")
    koppen = [kolom.titel for kolom in tabel.kolommen]
    assert koppen[2:8:2] == ["Inwoners", "Zetels", "Toeslag"]


def test_what_remains_goes_by_the_key_and_not_a_cent_is_lost(maak, delen, bedragen):
    deel = delen(basis=vast("100.005"), eigen={"soort": "eigen", "maatstaf": "extra"}, rest=sleutel(
        delen={"inwoners": Decimal(60), "rato": Decimal(40)}))  # fmt: skip
    extra = {"AA": "10.50", "BB": 0, "CC": "-3.25"}
    uitkomst = bereken(maak({"dienst": deel}, {"inwoners": LEDEN, "extra:euro": extra}, {"dienst": "1000.00"}))
    bron = uitkomst.verdeling.van("dienst", 2024)
    assert bron.totaal == bron.te_verdelen == 1000
    # 1000 - 3 × 100,01 - 7,25 = 692,72: 60% is 415,63 by inhabitants, 40% is 277,09 in three.
    assert [bron.regel(code, "rest_inwoners").bedrag for code in LEDEN] == [
        Fraction("249.38"), Fraction("99.75"), Fraction("66.50"),
    ]  # fmt: skip
    assert [bron.regel(code, "basis").bedrag for code in LEDEN] == [Fraction("100.01")] * 3
    assert bron.regel("CC", "eigen").bedrag == Fraction("-3.25")
    assert bron.regel("AA", "rest").bedrag == Fraction("249.38") + bron.regel("AA", "rest_rato").bedrag


def test_a_unit_counts_for_its_points_whoever_has_it(maak, delen, bedragen):
    """`ots=3, toekenningen=1` is three for one: 10 × 3 + 20 = 50 points against 2 × 3 + 44 = 50."""
    punten = sleutel(punten={"ots": Decimal(3), "toekenningen": Decimal(1)})
    maten = {"ots": {"AA": 10, "BB": 2}, "toekenningen": {"AA": 20, "BB": 44}}
    uitkomst = bereken(maak({"zorg": delen(zorg=punten)}, maten, {"zorg": 100}))
    assert bedragen(uitkomst, "zorg") == {"AA": 50, "BB": 50}


def test_points_below_zero_name_the_participant(maak, delen):
    punten = sleutel(punten={"ots": Decimal(-3), "vast": Decimal(10)})
    with pytest.raises(
        Gebruikersfout, match=r"Kostensoort zorg 2024, Zorg: Plaats AA komt op -20; verwacht: een getal"
    ):
        bereken(maak({"zorg": delen(zorg=punten)}, {"ots": {"AA": 10, "BB": 2}}, {"zorg": 100}))


def test_overhead_follows_the_outcome_of_the_programmes_and_a_surplus_goes_back_by_it(maak, delen, bedragen):
    """Brabants Historisch Centrum: fixed amounts, and a surplus in proportion to the contribution."""
    soorten = {
        "programma": delen(aandeel=vast("bedrag_vast")),
        "overschot": delen(terug={"soort": "naar", "kostensoorten": ("programma",)}),
    }
    vaste = {"AA": 600, "BB": 300, "CC": 100}
    uitkomst = bereken(maak(soorten, {"bedrag_vast:euro": vaste}, {"overschot": "-50.01"}))
    assert bedragen(uitkomst, "programma") == vaste
    assert bedragen(uitkomst, "overschot") == {
        "AA": Fraction("-30.01"), "BB": Fraction("-15.00"), "CC": Fraction("-5.00"),
    }  # fmt: skip


def test_a_formula_differs_per_participant(maak, delen, bedragen):
    """Participatiewet: the weight of the model is (inhabitants - 15.000) / 25.000, between 0 and 1."""
    formules = {"gewicht": "min(max((inwoners - 15000) / 25000, 0), 1)"}
    inwoners = {"AA": 50_000, "BB": 40_000, "CC": 27_500, "DD": 15_000}
    uitkomst = bereken(
        maak({"budget": delen(model=sleutel(delen={"gewicht": Decimal(1)}))}, {"inwoners": inwoners},
             {"budget": 2500}, formules=formules)
    )  # fmt: skip
    assert bedragen(uitkomst, "budget") == {"AA": 1000, "BB": 1000, "CC": 500, "DD": 0}


def test_whole_millions_close_over_four_cities(maak, delen, bedragen):
    """Luchtkwaliteit, fourth tranche: € 75 mln by 10/17/31/42% in whole millions gives 8, 13, 23 and 31."""
    aandelen = {"AA": 10, "BB": 17, "CC": 31, "DD": 42}
    for deel in (delen(lucht=sleutel(delen={"aandeel": Decimal(1)})),
                 {"sleutel": {2020: {"delen": {"aandeel": Decimal(1)}, "bron": "Verzonnen"}}}):  # fmt: skip
        uitkomst = bereken(
            maak({"lucht": deel}, {"aandeel": aandelen}, {"lucht": 75_000_000}, eenheid="miljoen",
                 sluitregel="grootste-deelnemer")
        )  # fmt: skip
        assert [int(b / 10**6) for b in bedragen(uitkomst, "lucht").values()] == [8, 13, 23, 31]


def test_percentages_of_the_whole_lose_no_cent_and_their_order_changes_nothing(maak, delen):
    maten = {"a": {"AA": 1, "BB": 2}, "b": {"AA": 5, "BB": 1}}
    een = sleutel(delen={"a": Decimal(1)}, procent=Decimal(50))
    ander = sleutel(delen={"b": Decimal(1)}, procent=Decimal(50))
    heen = bereken(maak({"x": delen(een=een, ander=ander)}, maten, {"x": "100.01"})).verdeling.van("x", 2024)
    terug = bereken(maak({"x": delen(ander=ander, een=een)}, maten, {"x": "100.01"})).verdeling.van("x", 2024)
    assert heen.totaal == terug.totaal == heen.te_verdelen == Fraction("100.01")
    assert dict(heen.bedragen) == dict(terug.bedragen)


def test_a_remainder_below_zero_is_a_fault_with_the_figures_unless_it_may_be(maak, delen, bedragen):
    def deel(**mag: object) -> dict[str, object]:
        return delen(basis=vast(60), rest=sleutel(delen={"rato": Decimal(1)}, **mag))

    with pytest.raises(
        Gebruikersfout, match=r"zijn samen € 20,00 meer dan er te verdelen is, zodat voor Rest € -20,00"
    ):
        bereken(maak({"x": deel()}, {"inwoners": {"AA": 1, "BB": 1}}, {"x": 100}))
    uitkomst = bereken(maak({"x": deel(mag_negatief=True)}, {"inwoners": {"AA": 1, "BB": 1}}, {"x": 100}))
    assert bedragen(uitkomst, "x") == {"AA": 50, "BB": 50}


def test_an_amount_that_cannot_close_is_told_with_its_kostensoort_year_and_part(maak, delen):
    deel = delen(basis=vast(10), over=sleutel(delen={"inwoners": Decimal(1)}))
    cijfers = {"inwoners": {"AA": 1, "BB": 1}}
    with pytest.raises(Gebruikersfout) as fout:
        bereken(maak({"x": deel, "y": deel}, cijfers, {"x": 100, "y": "100.5"}, eenheid="euro"))
    assert str(fout.value) == (
        "Kostensoort y 2024, Over: het te verdelen bedrag 80,5 is geen bedrag in hele euro's; zo kan de verdeling niet "
        "sluiten. Rond een post, de uren of een tarief af, of kies in het regiobestand een kleinere eenheid."
    )


def test_a_difference_that_turns_a_sign_is_told_by_name(maak, delen):
    codes = ("AA", "BB", "CC", "DD", "EE")
    deel = delen(over=sleutel(delen={"rato": Decimal(1)}))
    with pytest.raises(Gebruikersfout) as fout:
        bereken(maak({"x": deel}, {"inwoners": dict.fromkeys(codes, 1)}, {"x": 3}, eenheid="euro",
                     sluitregel="grootste-deelnemer"))  # fmt: skip
    assert str(fout.value).startswith(
        "Kostensoort x 2024: het afrondingsverschil van -2 eenheden past niet in Plaats AA, de grootste deelnemer"
    )


def test_a_share_of_nothing_is_a_fault(maak, delen):
    deel = delen(basis=vast(1), rest=sleutel(delen={"inwoners": Decimal(1)}))
    with pytest.raises(Gebruikersfout, match="telt op tot nul"):
        bereken(maak({"x": deel}, {"inwoners": {"AA": 0, "BB": 0}}, {"x": 100}))


def test_a_budget_that_says_otherwise_than_the_rows_is_shown_by_a_control(maak, delen):
    from calc.tabellen.controles import controles

    uitkomst = bereken(maak({"x": delen(basis=vast(60))}, {"inwoners": {"AA": 1, "BB": 1}}, {"x": 100}))
    (een,) = (c for c in controles(uitkomst) if c.controle == "Bijdragen tegenover begroting")
    assert (een.verwacht, een.gevonden, een.oordeel.value) == (100, 120, "afwijking")
    assert uitkomst.verdeling.van("x", 2024).te_verdelen == 120


def test_a_column_of_amounts_shows_the_decimals_that_they_have(maak, delen):
    """1.500,005 four times is 6.000,02; shown to the cent the rows would be 6.000,04. A supplied 0,125 likewise."""
    eigen = {"soort": "eigen", "maatstaf": "meerwerk"}
    maten = {"meerwerk:euro": {"AA": "0.125", "BB": 1, "CC": 2, "DD": 3}}
    uitkomst = bereken(maak({"x": delen(basis=vast("1500.005"), meer=eigen)}, maten, {}))
    (tabel,) = maak_tabellen(uitkomst, "verdeling")
    basis, meer = (next(k for k in tabel.kolommen if k.naam == naam) for naam in ("waarde_basis", "waarde_meer"))
    assert (basis.decimalen, meer.decimalen) == (3, 3)
    getoond = [getal(Fraction(str(waarde)), basis.decimalen) for waarde in tabel.kolom("waarde_basis")]
    assert getoond == ["1.500,005"] * 4 + ["6.000,020"]
    boek = load_workbook(BytesIO(maak_uitvoeringsplan(uitkomst, versie="1.0")))
    vormen = {cel.number_format for blad in boek for rij in blad.iter_rows() for cel in rij if cel.value == 1500.005}
    assert vormen == {"General"}


@pytest.mark.parametrize("onderdeel", [
    prijs("leden", 2), {"soort": "eigen", "maatstaf": "leden"}, vast("2 * leden"), vast("2 * dubbel"),
    sleutel(delen={"leden": Decimal(1)}), sleutel(delen={"dubbel": Decimal(1)}), sleutel(punten={"leden": Decimal(1)}),
])  # fmt: skip
@pytest.mark.parametrize("peiljaar", [2023, 2022])
def test_a_contribution_says_that_a_figure_it_is_made_of_is_old_whatever_kind_of_part_it_is(
    maak, delen, onderdeel, peiljaar
):
    """The plan is of 2024 and wishes for 2023: of 2022 they are carried forward."""
    maten = {"leden:euro": LEDEN}
    gegevens = maak(
        {"klachten": delen(deel=onderdeel)}, maten, {"klachten": 1000}, peiljaar=peiljaar,
        formules={"dubbel": "leden * 2"},
    )  # fmt: skip
    (tabel,) = maak_tabellen(bereken(gegevens), "verdeling")
    assert [rij.markering for rij in tabel.rijen] == ["oude cijfers" if peiljaar == 2022 else ""] * 4


def test_only_what_stands_on_an_old_figure_is_called_so(maak, delen):
    grens = {"grenzen": {2020: {"bron": "x", "maximum": "leden", "verschil": "organisatie"}}}
    gegevens = maak(
        {"vast": delen(deel=vast(5)), "begrensd": {**delen(deel=vast(5)), **grens}}, {"leden": LEDEN}, {}, peiljaar=2022
    )
    gemerkt = {t.kostensoort: {rij.markering for rij in t.rijen} for t in maak_tabellen(bereken(gegevens), "verdeling")}
    assert gemerkt == {"vast": {""}, "begrensd": {"oude cijfers"}}
