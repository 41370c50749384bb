"""What differs between two plans comes from causes that add up, each worked out by hand in the cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from calc.tabellen.vergelijkzinnen import regiozinnen
from calc.uitkomst import bereken
from calc.verdeling import GEEN_CODE
from calc.vergelijking import OORZAKEN, vergelijk
from schemas.gegevens import Vastgesteld
from schemas.getal import als_decimaal
from schemas.inname import lees_invoer
from templates.voorbeelden import VOORBEELDEN

GEVALLEN = Path(__file__).parent.parent / "gevallen" / "vergelijken"


def gevallen(naam: str) -> Iterator[Any]:
    for geval in YAML(typ="safe").load((GEVALLEN / naam).read_text(encoding="utf-8")):
        yield pytest.param(geval, id=geval["naam"])


@pytest.mark.parametrize("geval", [*gevallen("oorzaken.yaml"), *gevallen("delen.yaml")])
def test_a_worked_example_comes_out_as_written(geval, plan_van, code_van):
    stappen = vergelijk(plan_van(geval["oud"]), plan_van(geval["nieuw"]), "inkoop")
    assert set(stappen.codes) == {code_van(naam) for naam in geval["uitkomst"]}
    for naam, hoort in geval["uitkomst"].items():
        code = code_van(naam)
        gevonden = {oorzaak: stappen.door(oorzaak, code) for oorzaak in OORZAKEN}
        assert gevonden == {oorzaak: Fraction(str(hoort.get(oorzaak, 0))) for oorzaak in OORZAKEN}, naam
        assert (stappen.bedragen[0][code], stappen.bedragen[-1][code]) == tuple(
            Fraction(str(hoort[k])) for k in ("oud", "nieuw")
        )
    afronding = geval.get("afronding", {})
    assert {o: stappen.door(o, GEEN_CODE) for o in OORZAKEN if stappen.door(o, GEEN_CODE)} == {
        oorzaak: Fraction(str(bedrag)) for oorzaak, bedrag in afronding.items()
    }
    assert stappen.gekomen == tuple(map(code_van, geval.get("gekomen", ())))
    assert stappen.vertrokken == tuple(map(code_van, geval.get("vertrokken", ())))
    assert stappen.onbekend == tuple(geval.get("onbekend", ()))
    samengevoegd = {code_van(naam): tuple(map(code_van, wie)) for naam, wie in geval.get("samengevoegd", {}).items()}
    assert stappen.samengevoegd == samengevoegd


def test_the_cases_are_there():
    assert len(list(gevallen("oorzaken.yaml"))) >= 12


cijfers = st.dictionaries(
    st.sampled_from("ABCDE"),
    st.fixed_dictionaries({"jongeren": st.integers(0, 50), "toekenningen": st.integers(0, 9)}),
    min_size=1,
)
plannen = st.fixed_dictionaries(
    {
        "jaar": st.sampled_from([2023, 2024]),
        "kosten": st.fixed_dictionaries({"Personeel": st.integers(-900, 9000), "Overhead": st.integers(0, 100)}),
        "cijfers": cijfers.filter(lambda c: all(any(f[m] for f in c.values()) for m in ("jongeren", "toekenningen"))),
        "sleutel": st.dictionaries(
            st.sampled_from(["rato", "jongeren", "toekenningen"]), st.integers(1, 9), min_size=1
        ),
        "sluitregel": st.sampled_from(["open", "grootste-rest", "afrondingsregel"]),
        "eenheid": st.sampled_from(["cent", "euro"]),
    }
)


@given(plannen, plannen)
def test_the_causes_add_up_to_the_difference_of_each_whatever_changed(plan_van, oud, nieuw):
    toen, nu = plan_van(oud), plan_van(nieuw)
    stappen = vergelijk(toen, nu, "inkoop")
    (van,), (naar,) = toen.verdeling.jaren, nu.verdeling.jaren
    for code in stappen.codes:
        verschil = naar.bedragen.get(code, 0) - van.bedragen.get(code, 0)
        assert sum(stappen.door(oorzaak, code) for oorzaak in OORZAKEN) == verschil
    if oud["sluitregel"] != "open":
        # Under a closing rule only the costs can change what all pay together.
        for oorzaak in OORZAKEN[1:-1]:
            assert sum(stappen.door(oorzaak, code) for code in (*stappen.codes, GEEN_CODE)) == 0


@given(plannen)
def test_a_plan_compared_with_itself_is_nothing(plan_van, plan):
    stappen = vergelijk(plan_van(plan), plan_van(plan), "inkoop")
    assert all(bedragen == stappen.bedragen[0] for bedragen in stappen.bedragen)
    assert (stappen.gekomen, stappen.vertrokken, stappen.samengevoegd, stappen.ondeelbaar) == ((), (), {}, ())


@given(plannen, st.sampled_from(["grootste-rest", "grootste-deelnemer"]))
def test_merging_is_the_sum_but_for_rato(plan_van, code_van, plan, sluitregel):
    """Without rato the merged one pays what its members did, but for what rounding can move."""
    los = {**plan, "sluitregel": sluitregel, "cijfers": {"A": {"jongeren": 4, "toekenningen": 2}, **plan["cijfers"]}}
    los["cijfers"].setdefault("B", {"jongeren": 3, "toekenningen": 1})
    los["sleutel"] = {deel: gewicht for deel, gewicht in plan["sleutel"].items() if deel != "rato"} or {"jongeren": 1}
    samen = {m: sum(los["cijfers"][naam][m] for naam in "AB") for m in ("jongeren", "toekenningen")}
    rest = {naam: figuren for naam, figuren in los["cijfers"].items() if naam not in "AB"}
    een = {**los, "cijfers": {"Z": samen, **rest}, "samengesteld_uit": {"Z": ["A", "B"]}}
    if not all(any(f[m] for f in los["cijfers"].values()) for m in samen):
        return
    stappen = vergelijk(plan_van(los), plan_van(een), "inkoop")
    eenheid = Fraction(1) if plan["eenheid"] == "euro" else Fraction(1, 100)
    assert abs(stappen.bedragen[-1][code_van("Z")] - stappen.bedragen[0][code_van("Z")]) <= 4 * eenheid * len(
        los["sleutel"]
    )


def test_the_example_of_the_manual_is_right(plan_van, code_van, documentatie):
    zin = "twee gemeenten, kosten van € 100 naar € 200, en van 1 en 3 jongeren naar 7 en 7."
    regels = documentatie.partition(zin)[2].split("\n\n")[1].splitlines()
    assert regels[0] == "| gemeente | oud | nieuw | verschil | door_kosten | door_cijfers |"
    toen, nu = (
        plan_van({"kosten": {"P": kosten}, "cijfers": {"A": {"j": a}, "B": {"j": b}}, "sleutel": {"j": 1}})
        for kosten, a, b in ((100, 1, 3), (200, 7, 7))
    )
    stappen = vergelijk(toen, nu, "inkoop")
    for regel, naam in zip(regels[2:], "AB", strict=True):
        code = code_van(naam)
        van, naar = stappen.bedragen[0][code], stappen.bedragen[-1][code]
        cijfers = [van, naar, naar - van, stappen.door("kosten", code), stappen.door("cijfers", code)]
        assert regel == f"| Gemeente {naam} | {' | '.join(map(str, cijfers))} |"


def test_a_board_reads_what_shifts_and_how_many_posts_are_not_named(plan_van, code_van):
    """Of 810 by 1 to 3 is 202,50 and 607,50; by 3 to 1 the other way around. Six posts rise by 10 to 60."""
    oud, nieuw = (
        plan_van(
            {
                "kosten": {f"P{n}": 100 + erbij * n for n in range(1, 7)}, "sleutel": {"j": 1},
                "cijfers": {"A": {"j": a}, "B": {"j": b}},
            }
        )
        for erbij, a, b in ((0, 1, 3), (10, 3, 1))
    )  # fmt: skip
    namen = {code_van(naam): naam for naam in "AB"}.__getitem__
    stijgt, schuift, *_ = regiozinnen([oud], nieuw, vergelijk(oud, nieuw, "inkoop"), 2, namen, ())
    assert stijgt.endswith(": € 60 door P6, € 50 door P5, € 40 door P4 en € 60 door 3 andere posten.")
    assert schuift == (
        "Door de cijfers verschuift € 405,00: A betaalt het meest meer (€ 405,00) en B het meest minder (€ 405,00)."
    )


def test_what_follows_from_contributions_is_told_by_what_is_paid(plan_van, code_van):
    """Two euros for each of 1 and 3, and then of 1 and 4; nobody budgeted anything for it, or quite another amount."""
    namen = {code_van(naam): naam for naam in "AB"}.__getitem__
    for kosten in ({}, {"P": 90}):
        oud, nieuw = (
            plan_van(
                {
                    "kosten": kosten, "cijfers": {"A": {"j": 1}, "B": {"j": b}},
                    "opbouw": {"per_stuk": {"soort": "prijs", "maatstaf": "j", "prijs": 2}},
                }
            )
            for b in (3, 4)
        )  # fmt: skip
        zin, *_ = regiozinnen([oud], nieuw, vergelijk(oud, nieuw, "inkoop"), 2, namen, ())
        assert zin == "Inkoop stijgt met € 2 (25,0%), van € 8 naar € 10: dat volgt uit de bijdragen."


def test_a_decided_year_that_its_key_explains_is_told_apart_by_that_key(plan_van, code_van):
    """Decided 25 and 75 are what jongeren 1 to 3 give; the figures then become equal."""
    toen = {"kosten": {"P": 100}, "sleutel": {"jongeren": 1}, "besluit": {"A": 25, "B": 75}}
    oud = plan_van({**toen, "cijfers": {"A": {"jongeren": 1}, "B": {"jongeren": 3}}})
    nieuw = plan_van({**toen, "besluit": {}, "cijfers": {"A": {"jongeren": 2}, "B": {"jongeren": 2}}})
    stappen = vergelijk(oud, nieuw, "inkoop")
    assert stappen.onbekend == ()
    assert [stappen.door("cijfers", code_van(naam)) for naam in "AB"] == [25, -25]
    assert stappen.door("sleutel", code_van("A")) == 0


@pytest.mark.parametrize("geval", list(gevallen("delen.yaml")))
@pytest.mark.parametrize("welk", ["oud", "nieuw"])
def test_a_contribution_of_parts_compared_with_itself_is_nothing(geval, welk, plan_van):
    stappen = vergelijk(plan_van(geval[welk]), plan_van(geval[welk]), "inkoop")
    assert all(bedragen == stappen.bedragen[0] for bedragen in stappen.bedragen)
    assert stappen.ondeelbaar == ()


@pytest.mark.parametrize("geval", [*gevallen("oorzaken.yaml"), *gevallen("delen.yaml")])
@pytest.mark.parametrize("sluitregel", ["open", "afrondingsregel"])
def test_another_closing_rule_that_was_asked_for_is_a_rule_and_no_cost(geval, sluitregel, plan_van):
    oud = plan_van(geval["nieuw"])
    stappen = vergelijk(oud, bereken(oud.gegevens, sluitregel), "inkoop")
    assert all(bedragen == stappen.bedragen[0] for bedragen in stappen.bedragen[:-1])
    assert stappen.ondeelbaar == ()


def test_a_cost_that_is_shared_by_the_outcome_of_others_is_told_apart_with_these():
    gegevens = lees_invoer(VOORBEELDEN / "omgevingsdienst-voorbeeldstreek-2026.xlsx")
    nieuw = bereken(gegevens)
    oud = bereken(replace(gegevens, plan=replace(gegevens.plan, jaar=2025)))
    stappen = vergelijk(oud, nieuw, "resultaat")
    assert not stappen.ondeelbaar
    noordhaven = "GM9901"
    # The result goes by what each pays for the other two. With the figures of 2025 and the costs of 2026 that is
    # 940.178,25 of 3.698.303,25 and 318.748,98 of 1.263.000: -91.250 x 1.258.927,23 / 4.961.303,25.
    na_kosten = Fraction("-91250") * Fraction("1258927.23") / Fraction("4961303.25")
    assert abs(stappen.bedragen[1][noordhaven] - na_kosten) < Fraction(1, 100)
    wat = {oorzaak: stappen.door(oorzaak, noordhaven) for oorzaak in OORZAKEN}
    assert wat == {"kosten": Fraction("-10974.14"), "cijfers": Fraction("333.92"), **dict.fromkeys(OORZAKEN[2:], 0)}
    for soort in gegevens.regio.kostensoorten:
        zelf = vergelijk(nieuw, nieuw, soort)
        assert not any(zelf.door(oorzaak, code) for oorzaak in OORZAKEN for code in zelf.codes), soort


def test_what_leans_on_amounts_that_were_decided_is_not_told_apart():
    gegevens = lees_invoer(VOORBEELDEN / "omgevingsdienst-voorbeeldstreek-2026.xlsx")
    oud = bereken(gegevens)
    besloten = tuple(
        Vastgesteld("werkprogramma", code, 2026, als_decimaal(bedrag * (2 if code == "PV99" else 1)), "Besluit", None)
        for code, bedrag in oud.verdeling.van("werkprogramma", 2026).bedragen.items()
    )
    nieuw = bereken(replace(gegevens, vastgesteld=besloten))
    stappen = vergelijk(oud, nieuw, "resultaat")
    assert stappen.ondeelbaar == OORZAKEN[:-1]
    waar = [zin for zin in regiozinnen([oud], nieuw, stappen, 2, str, ()) if "niet apart" in zin]
    assert waar == [
        "Wat door de kosten, de cijfers, de sleutel en wie meedoet komt is niet apart te berekenen; het staat bij de "
        "afrondingsregels."
    ]
    assert any(stappen.door("regels", code) for code in stappen.codes)


def test_what_makes_no_difference_alone_is_said_in_its_own_number():
    """The rules are more than one, also where they are the only cause that does nothing."""
    gegevens = lees_invoer(VOORBEELDEN / "zuid-limburg-2021.xlsx")
    oud, nieuw = bereken(replace(gegevens, plan=replace(gegevens.plan, jaar=2020))), bereken(gegevens)
    stappen = vergelijk(oud, nieuw, "inkoop")
    reeks = [dict(stappen.bedragen[0])]
    for stap in range(1, len(OORZAKEN)):
        reeks.append({code: bedrag + (1 if n else -1) * stap for n, (code, bedrag) in enumerate(reeks[-1].items())})
    zinnen = regiozinnen([oud], nieuw, replace(stappen, bedragen=(*reeks, reeks[-1])), 2, str, ())
    assert "De afrondingsregels doen geen verschil." in zinnen
