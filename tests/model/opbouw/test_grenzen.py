"""Limits: nobody is outside, and what that gives or takes is carried by the others, or by the organisation."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from calc.afrekening import afgerekend
from calc.geldplausibel import geldtwijfels
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import maak_tabellen, waarden_van
from calc.tabellen.controles import controles
from calc.uitkomst import bereken
from calc.uitleg.cel import uitlegger_van
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Vastgesteld
from schemas.plaats import Vindplaats
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

HOOFD = {"AA": 60, "BB": 25, "CC": 10, "DD": 5}


def met(delen, verschil="anderen", **grens):
    deel = delen(deel={"soort": "sleutel", "delen": {"inwoners": Decimal(1)}})
    return {**deel, "grenzen": {2020: {"verschil": verschil, "bron": "Verzonnen", **grens}}}


def test_what_a_maximum_takes_is_carried_by_the_others_in_proportion(maak, delen, bedragen):
    """1000 is 600, 250, 100, 50; at most 400 leaves 600 over 250, 100 and 50: times one and a half."""
    uitkomst = bereken(maak({"x": met(delen, maximum="400")}, {"inwoners": HOOFD}, {"x": 1000}))
    assert bedragen(uitkomst, "x") == {"AA": 400, "BB": 375, "CC": 150, "DD": 75}


def test_below_the_table_a_limit_stands_in_words(maak, delen):
    grens = {"minimum": "12.50", "maximum": "min(20 * inwoners, 560)"}
    (tabel,) = maak_tabellen(bereken(maak({"x": met(delen, **grens)}, {"inwoners": HOOFD}, {"x": 1000})), "verdeling")
    woorden = "ten minste € 12,50 en ten hoogste het kleinste van 20 × inwoners en 560"
    assert f"Grenzen: {woorden} (bron: Verzonnen)." in tabel.noten


def test_again_until_nobody_is_outside(maak, delen, bedragen):
    """At most 360: BB would come to 400, so it stops there too, and 280 is left over 100 and 50."""
    uitkomst = bereken(maak({"x": met(delen, maximum="360")}, {"inwoners": HOOFD}, {"x": 1000}))
    assert bedragen(uitkomst, "x") == {
        "AA": 360, "BB": 360, "CC": Fraction("186.67"), "DD": Fraction("93.33"),
    }  # fmt: skip


def test_a_minimum_and_a_maximum_in_one_round_leave_what_is_between_them_to_the_others(maak, delen, bedragen):
    """DD goes up 10 and AA down 40: BB and CC carry 30 together, by 250 and 100."""
    grens = {"minimum": "6 * inwoners / inwoners * 10", "maximum": "min(20 * inwoners, 560)"}
    uitkomst = bereken(maak({"x": met(delen, **grens)}, {"inwoners": HOOFD}, {"x": 1000}))
    assert bedragen(uitkomst, "x") == {
        "AA": 560, "BB": Fraction("271.43"), "CC": Fraction("108.57"), "DD": 60,
    }  # fmt: skip


def test_what_a_maximum_takes_can_bring_the_others_above_their_minimum(maak, delen, bedragen):
    """40, 40, 40 and 880 within 200 and 300: the large one leaves 700, which is 233,33 for each of the others."""
    hoofd = {"AA": 1, "BB": 1, "CC": 1, "DD": 22}
    uitkomst = bereken(maak({"x": met(delen, minimum="200", maximum="300")}, {"inwoners": hoofd}, {"x": 1000}))
    assert bedragen(uitkomst, "x") == {
        "AA": Fraction("233.34"), "BB": Fraction("233.33"), "CC": Fraction("233.33"), "DD": 300,
    }  # fmt: skip


def test_the_organisation_bears_it_in_a_row_of_its_own(maak, delen, bedragen):
    uitkomst = bereken(maak({"x": met(delen, "organisatie", maximum="400")}, {"inwoners": HOOFD}, {"x": 1000}))
    bron = uitkomst.verdeling.van("x", 2024)
    assert bedragen(uitkomst, "x") == {"AA": 400, "BB": 250, "CC": 100, "DD": 50}
    assert (bron.totaal, bron.ten_laste, bron.te_verdelen) == (800, 200, 1000)
    (tabel,) = maak_tabellen(uitkomst, "verdeling")
    assert [rij.waarden[1] for rij in tabel.rijen[-2:]] == ["Totaal", "Ten laste van Dienst Opbouwland"]
    assert tabel.rijen[-1].waarden[-1] == 200
    assert [c.zin for c in controles(uitkomst) if c.oordeel.value == "afwijking"] == []


def test_a_year_is_settled_within_limits_that_are_formulas(maak, delen):
    """A third each of 100, at most twice the inhabitants: CC stops at 20, and 80 is left over 33,34 and 33,33.

    Definitively it is 130 and CC has 15: at most 30. With the figures of then 110 is left for AA and BB, and now 100.
    """
    grens = {"grenzen": {2020: {"maximum": "2 * inwoners", "bron": "Verzonnen"}}}
    soort = {**delen(deel={"soort": "sleutel", "delen": {"rato": Decimal(1)}}), **grens}
    toen = maak({"x": soort}, {"inwoners": {"AA": 60, "BB": 30, "CC": 10}}, {"x": 100})
    nu = maak({"x": soort}, {"inwoners": {"AA": 60, "BB": 30, "CC": 15}}, {"x": 130})
    (tabel,) = maak_tabellen(afgerekend(toen, nu), "afrekening", "x")
    namen = [kolom.naam for kolom in tabel.kolommen]
    gevonden = [dict(zip(namen, rij.waarden, strict=True)) for rij in tabel.rijen]
    kolommen = ("voorschotten", "effect_kosten", "effect_sleutel", "definitief")
    assert [[rij[naam] for naam in kolommen] for rij in gevonden] == [
        [Fraction("40.01"), 15, -5, Fraction("50.01")],
        [Fraction("39.99"), 15, -5, Fraction("49.99")],
        [20, 0, 10, 30],
        [100, 30, 0, 130],
    ]  # fmt: skip


def test_a_decided_year_holds_what_its_rule_gave_and_asks_about_what_the_organisation_bears(
    maak, delen, verschillen, tmp_path
):
    """At most 400 of 1000 by 600, 250, 100 and 50 is 800; the other 200 are the organisation's."""
    gegevens = maak(
        {"x": met(delen, "organisatie", maximum="400")}, {"inwoners": HOOFD}, {"x": 1000}, jaren=(2023, 2024)
    )
    gegevens = replace(gegevens, maatstaven=tuple(replace(w, peiljaar=2022) for w in gegevens.maatstaven))
    toen = bereken(gegevens).verdeling.van("x", 2023).bedragen
    vast = tuple(
        Vastgesteld("x", code, 2023, Decimal(int(b)), "Besluit", Vindplaats.in_cel("Vastgesteld", 1, 1))
        for code, b in toen.items()
    )
    uitkomst = bereken(replace(gegevens, vastgesteld=vast))
    assert [c.zin for c in controles(uitkomst) if c.oordeel.value == "afwijking"] == []
    assert uitkomst.verdeling.van("x", 2023).te_verdelen == 800
    assert [t.tekst for t in geldtwijfels(uitkomst.gegevens) if t.blad == "Vastgesteld"] == [
        "van x is in 2023 € 800,00 vastgesteld, bij een begroting van € 1.000,00; dan komt € 200,00 ten laste van "
        "Dienst Opbouwland; klopt dat?"
    ]
    boek = tmp_path / "boek.xlsx"
    boek.write_bytes(maak_uitvoeringsplan(uitkomst, versie="1"))
    assert verschillen([boek]) == []


def test_what_the_organisation_bears_is_no_fault_of_a_settlement(maak, delen):
    """At most 40 each: of 100 by 60, 30 and 10 the organisation bears 20, and by 30, 30 and 40 nothing."""
    regels = met(delen, "organisatie", maximum="40")
    toen, nu = (
        maak({"x": regels}, {"inwoners": dict(zip(("AA", "BB", "CC"), figuren, strict=True))}, {"x": 100})
        for figuren in ((60, 30, 10), (30, 30, 40))
    )
    uitkomst = afgerekend(toen, nu)
    (tabel,) = maak_tabellen(uitkomst, "afrekening", "x")
    namen = [kolom.naam for kolom in tabel.kolommen]
    assert [rij.waarden[namen.index("effect_sleutel")] for rij in tabel.rijen] == [-10, 0, 30, 20]
    assert [c.zin for c in controles(uitkomst) if c.oordeel.value == "afwijking"] == []
    assert "Wat door de sleutel komt, is samen niet nul" in " ".join(tabel.noten)


def test_one_participant_may_have_a_limit_of_its_own(maak, delen, bedragen):
    eigen = {"BB": {"maximum": "200", "bron": "Besluit"}}
    uitkomst = bereken(maak({"x": met(delen, **eigen)}, {"inwoners": HOOFD}, {"x": 1000}))
    assert bedragen(uitkomst, "x") == {
        "AA": 640, "BB": 200, "CC": Fraction("106.67"), "DD": Fraction("53.33"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("bij_gelijk", "verwacht", "zin"),
    [
        ("gewicht", {"BB": 2, "CC": 8}, "bij gelijke rest gaat het grootste gewicht voor"),
        ("lijst", {"BB": 3, "CC": 7}, "bij gelijke rest beslist de volgorde van de deelnemers"),
    ],
)
def test_of_equal_remainders_the_largest_weight_goes_first_as_everywhere(
    maak, delen, bedragen, bij_gelijk, verwacht, zin
):
    """At most 90 of 96 leaves 10 over 1 and 3: 2,5 and 7,5. The one euro that is left goes by the rule."""
    regels = met(delen, maximum="90") | {
        "sluitregel": {2020: {"waarde": "grootste-rest", "bij_gelijk": bij_gelijk, "bron": "Verzonnen"}},
    }
    gegevens = maak({"x": regels}, {"inwoners": {"AA": 96, "BB": 1, "CC": 3}}, {"x": 100}, eenheid="euro")
    uitkomst = bereken(gegevens)
    assert bedragen(uitkomst, "x") == {"AA": 90, **verwacht}
    uitleg = uitlegger_van(uitkomst).uitleg(Celnaam(Tabelnaam("grenzen", "x", 2024), "CC", "gedragen"))
    assert zin in str(uitleg)


@pytest.mark.parametrize(
    ("grens", "zin"),
    [
        (
            {"maximum": "200"},
            "de grenzen laten samen € 800,00 toe. Dat is € 200,00 minder dan de bijdragen",
        ),
        ({"minimum": "300"}, "de grenzen laten samen € 1.200,00 toe. Dat is € 200,00 meer"),
        ({"minimum": "300", "maximum": "200"}, "voor Plaats AA is het minimum € 300,00 en het maximum € 200,00"),
    ],
)
def test_a_limit_that_cannot_be_met_is_a_fault_with_the_figures(maak, delen, grens, zin):
    with pytest.raises(Gebruikersfout, match=zin):
        bereken(maak({"x": met(delen, **grens)}, {"inwoners": HOOFD}, {"x": 1000}))


@pytest.mark.parametrize("regel", ["open", "grootste-rest", "grootste-deelnemer", "afrondingsregel"])
def test_under_every_rule_the_total_stays_and_a_limit_that_nobody_reaches_changes_nothing(maak, delen, bedragen, regel):
    maten, begroting = {"inwoners": {"AA": 61, "BB": 24, "CC": 11, "DD": 7}}, {"x": "1000.01"}
    soort = {k: v for k, v in met(delen, maximum="1").items() if k != "grenzen"}
    zonder = bereken(maak({"x": soort}, maten, begroting, sluitregel=regel)).verdeling.van("x", 2024)
    ruim = bereken(maak({"x": met(delen, maximum="5000")}, maten, begroting, sluitregel=regel)).verdeling.van("x", 2024)
    assert ruim.bedragen == zonder.bedragen
    assert ruim.totaal == zonder.totaal
    krap = bereken(maak({"x": met(delen, maximum="333.337")}, maten, begroting, sluitregel=regel))
    bron = krap.verdeling.van("x", 2024)
    assert max(bron.bedragen.values()) <= Fraction("333.337")
    assert abs(bron.totaal - zonder.totaal) <= (Fraction("0.02") if regel == "open" else 0)
    assert [c.zin for c in controles(krap) if c.oordeel.value == "afwijking"] == []


def test_a_limit_in_millions_is_looked_at_to_the_cent(maak, delen, verschillen, tmp_path):
    """A maximum of 2.999.999,60 is two millions, and a minimum of 0,40 is one: in the formulas too."""
    regels = met(delen, "organisatie", maximum="2999999.6", minimum="0.4")
    uitkomst = bereken(maak({"x": regels}, {"inwoners": HOOFD}, {"x": 10**7}, eenheid="miljoen"))
    waarden, tabel = waarden_van(uitkomst), Tabelnaam("grenzen", "x", 2024)
    gevonden = [waarden[Celnaam(tabel, "AA", kolom)] for kolom in ("minimum", "maximum", "bedrag")]
    assert gevonden == [10**6, 2 * 10**6, 2 * 10**6]
    boek = tmp_path / "boek.xlsx"
    boek.write_bytes(maak_uitvoeringsplan(uitkomst, versie="1"))
    assert verschillen([boek]) == []


@pytest.mark.parametrize(
    ("maximum", "dragers", "mag", "te_ver"),
    [
        # 27.062,88 over five is 5.412,58 each; one pays 250,55, and the rest of 27.062,90 is 6.703,09 for the others.
        ("250.55", 4, "0.045", "0.05"),
        # Nobody is at it: nothing is carried, and each is rounded once.
        ("9000", 0, "0.025", "0.03"),
    ],
)
def test_who_carries_under_open_is_rounded_twice_and_half_a_unit_more_is_a_fault(
    maak, delen, maximum, dragers, mag, te_ver
):
    deel = delen(deel={"soort": "sleutel", "delen": {"rato": Decimal(1)}})
    regels = {**deel, "grenzen": {2020: {"EE": {"maximum": maximum, "bron": "Besluit"}}}}
    hoofd = dict.fromkeys(("AA", "BB", "CC", "DD", "EE"), 1)
    uitkomst = bereken(maak({"x": regels}, {"inwoners": hoofd}, {"x": "27062.88"}, sluitregel="open"))
    bron = uitkomst.verdeling.van("x", 2024)
    assert bron.dragers == dragers
    gedaan = {c.controle: c for c in controles(uitkomst)}
    assert "afwijking" not in {c.oordeel.value for c in gedaan.values()}
    assert gedaan["Kosten geheel verdeeld"].toegestaan == Fraction(mag)
    assert gedaan["Meerjarig telt op over rijen en jaren"].toegestaan == Fraction(mag)
    # From the contributions before the limits to those within them only who carries is rounded.
    assert gedaan["Grenzen veranderen het totaal niet"].toegestaan == Fraction("0.005") * dragers
    heel = gedaan["Kosten geheel verdeeld"]
    for scheelt, oordeel in ((mag, "afronding"), (te_ver, "afwijking")):
        assert replace(heel, gevonden=heel.verwacht + Fraction(scheelt)).oordeel.value == oordeel
