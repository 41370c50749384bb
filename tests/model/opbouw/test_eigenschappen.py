"""Promises for all contributions of parts, whatever their figures."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from calc.afronding import EENHEDEN, TekenDraaitOm
from calc.tabellen.controles import controles
from calc.uitkomst import bereken

CODES = ("AA", "BB", "CC", "DD")
REGELS = st.sampled_from(("grootste-rest", "grootste-deelnemer", "afrondingsregel"))
CIJFERS = (
    st.lists(st.integers(0, 2000), min_size=4, max_size=4).filter(any).map(lambda c: dict(zip(CODES, c, strict=True)))
)
CENTEN = st.integers(0, 10**7).map(lambda cent: Decimal(cent) / 100)
GEWICHT = st.sampled_from((Decimal(1), Decimal(25), Decimal("0.5")))


@st.composite
def potten(draw):
    """A few parts with pots of their own, by shares or by points."""
    delen = {}
    for plek in range(draw(st.integers(1, 3))):
        pot = draw(st.sampled_from(({"bedrag": Decimal(500)}, {"procent": Decimal("12.5")}, {"procent": Decimal(20)})))
        wat = draw(st.sampled_from(("delen", "punten")))
        naar = {"m": draw(GEWICHT), "rato" if wat == "delen" else "vast": draw(GEWICHT)}
        delen[f"pot{plek}"] = {"soort": "sleutel", wat: naar, **pot}
    return delen


REST = {"soort": "sleutel", "delen": {"n": Decimal(3), "rato": Decimal(1)}, "mag_negatief": True}


@settings(max_examples=40)
@given(m=CIJFERS, n=CIJFERS, bedrag=CENTEN, vast=CENTEN, eigen=potten(), regel=REGELS)
def test_a_pot_is_never_lost_whatever_parts(maak, delen, m, n, bedrag, vast, eigen, regel):
    los = {
        "vast": {"soort": "vast", "bedrag": vast},
        "prijs": {"soort": "prijs", "maatstaf": "n", "prijs": Decimal("-0.335")},
    }
    deel = delen(**los, **eigen, rest=REST)
    try:
        uitkomst = bereken(maak({"x": deel}, {"m": m, "n": n}, {"x": bedrag}, sluitregel=regel))
    except TekenDraaitOm:
        return
    bron = uitkomst.verdeling.van("x", 2024)
    assert bron.totaal == Fraction(bedrag) == bron.te_verdelen
    for deel_, pot in bron.potten.items():
        assert sum(r.bedrag for r in bron.regels if r.onderdeel == deel_) == pot
    assert all((bedrag_ / EENHEDEN["cent"]).denominator == 1 for bedrag_ in bron.bedragen.values())
    assert [c.zin for c in controles(uitkomst) if c.oordeel.value == "afwijking"] == []


@settings(max_examples=25)
@given(m=CIJFERS, n=CIJFERS, bedrag=CENTEN, eigen=potten())
def test_the_order_of_parts_with_pots_of_their_own_changes_nothing(maak, delen, m, n, bedrag, eigen):
    heen, terug = (
        bereken(maak({"x": delen(**dict(volgorde), rest=REST)}, {"m": m, "n": n}, {"x": bedrag}))
        for volgorde in (eigen.items(), reversed(eigen.items()))
    )
    assert heen.verdeling.van("x", 2024).bedragen == terug.verdeling.van("x", 2024).bedragen


@settings(max_examples=25)
@given(m=CIJFERS, bedrag=CENTEN, factor=st.sampled_from((2, 7, Decimal("0.25"), 1000)))
def test_points_times_a_factor_change_nothing(maak, delen, m, bedrag, factor):
    def met(keer):
        punten = {"m": Decimal(3) * keer, "vast": Decimal("0.5") * keer}
        return bereken(maak({"x": delen(p={"soort": "sleutel", "punten": punten})}, {"m": m}, {"x": bedrag}))

    assert met(1).verdeling.van("x", 2024).bedragen == met(factor).verdeling.van("x", 2024).bedragen


@settings(max_examples=25)
@given(m=CIJFERS, n=CIJFERS, bedrag=CENTEN, eigen=potten(), regel=REGELS)
def test_who_takes_no_part_is_as_good_as_not_there(maak, delen, m, n, bedrag, eigen, regel):
    m, n = m | {"AA": m["AA"] + 1}, n | {"AA": n["AA"] + 1}
    zonder = {**delen(**eigen, rest=REST), "deelnemers": {2020: {"zonder": ("CC",), "bron": "Verzonnen"}}}
    minder = [{code: wat for code, wat in cijfers.items() if code != "CC"} for cijfers in (m, n)]
    try:
        een = bereken(maak({"x": zonder}, {"m": m, "n": n}, {"x": bedrag}, sluitregel=regel))
        ander = bereken(
            maak(
                {"x": delen(**eigen, rest=REST)}, dict(zip("mn", minder, strict=True)), {"x": bedrag}, sluitregel=regel
            )
        )
    except TekenDraaitOm:
        return
    assert een.verdeling.van("x", 2024).bedragen == ander.verdeling.van("x", 2024).bedragen


@settings(max_examples=30)
@given(m=CIJFERS, bedrag=CENTEN, boven=st.integers(30, 100), onder=st.integers(0, 20), regel=REGELS)
def test_nobody_is_outside_its_limits_and_the_total_stays(maak, delen, m, bedrag, boven, onder, regel):
    """A maximum of at least 30% of the whole, and a minimum of at most 20%: of four that can be met."""
    m, bedrag = {code: cijfer + 50 for code, cijfer in m.items()}, bedrag + 100
    hoog, laag = bedrag * boven / 100 + Decimal("0.10"), max(bedrag * onder / 100 - Decimal("0.10"), Decimal(0))
    grens = {"maximum": f"{hoog:f}", "minimum": f"{laag:f}", "bron": "Verzonnen"}
    deel = {**delen(d={"soort": "sleutel", "delen": {"m": Decimal(1)}}), "grenzen": {2020: grens}}
    try:
        bron = bereken(maak({"x": deel}, {"m": m}, {"x": bedrag}, sluitregel=regel)).verdeling.van("x", 2024)
    except TekenDraaitOm:
        return
    assert bron.totaal == Fraction(bedrag)
    assert all(Fraction(laag) <= een <= Fraction(hoog) for een in bron.bedragen.values()), (laag, hoog, bron.bedragen)
