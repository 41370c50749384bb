"""The explanation of a contribution, and of why it changed: checked by hand and against the published tables."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from calc.noten import te_verdelen_en_verdeeld
from calc.tabellen import JaarBuitenPlan, OnbekendeKostensoort
from calc.tabellen.controles import controles
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import Uitleg, uitleg, zoek_gemeente
from calc.uitleg.cel import OnbekendeGemeente
from schemas.gegevens import Gegevens

DELEN = ("rato", "jongeren", "toekenningen", "declaraties")


def zinnen(uitleg: Uitleg, kop: str) -> tuple[str, ...]:
    return next(stap.zinnen for stap in uitleg.stappen if stap.kop == kop)


def invoer(uitleg: Uitleg, kop: str) -> tuple[str, ...]:
    return next(stap.invoer for stap in uitleg.stappen if stap.kop == kop)


@pytest.fixture(scope="module")
def beek(uitkomst: Uitkomst) -> Uitleg:
    return uitleg(uitkomst, "GM0888", "inkoop", 2021)


def test_a_contribution_is_explained_from_cost_to_rounded_amount(beek: Uitleg) -> None:
    assert beek.titel == "Uitvoeringskosten inkoop 2021: de bijdrage van Beek"
    assert [stap.kop for stap in beek.stappen] == [
        "Begroting inkoop 2020–2024",
        "Sleutel inkoop 2021",
        "Verdeling inkoop 2021",
        "Status en regels",
    ]
    assert beek.kern == ("Beek, Bijdrage: € 2.394.001 × 3,4025% = € 81.455,8840, afgerond op hele euro's € 81.456.")
    assert beek.slot == "De voorlopige bijdrage van Beek aan uitvoeringskosten inkoop in 2021 is dus € 81.456."
    assert beek.uitkomst == "€ 81.456"


def test_the_cost_is_added_up_and_what_is_funded_otherwise_is_left_out(beek: Uitleg) -> None:
    kosten = zinnen(beek, "Begroting inkoop 2020–2024")
    som = "€ 711.308 + € 443.074 + € 957.119 + € 59.500 + € 55.000 + € 168.000 + € 56.968 - € 56.968 = € 2.394.001"
    assert f"Totaal, 2021: {som}." in kosten
    regels = zinnen(beek, "Status en regels")
    assert "Niet verdeeld: € 56.968 in 2021, want dat wordt betaald uit opbrengst handhaving." in regels


def test_every_part_of_the_key_names_weight_value_total_share_and_peiljaar(beek: Uitleg) -> None:
    sleutel, verdeling = zinnen(beek, "Sleutel inkoop 2021"), zinnen(beek, "Verdeling inkoop 2021")
    assert "Jongeren, Aandeel: 25/100 = 25,00%." in sleutel
    assert "Beek, Aandeel jongeren: 2,7/100 = 2,70%." in verdeling
    # How much each of the others has is no part of what one of them is told.
    assert "Totaal, Jongeren: 100." in verdeling
    assert not any("Beekdaelen" in regel or "6,37" in regel for regel in beek.regels())
    assert any(
        zin.startswith("Peiljaar 2020, het jaar voor 2021. Aandeel van de gemeente in de jongeren") and "2020" in zin
        for zin in verdeling
    )
    assert "Beek, Aandeel: 6,25% × 25,00% + 2,70% × 25,00% + 2,54% × 25,00% + 2,12% × 25,00% = 3,4025%." in verdeling
    (jongeren,) = (r for r in invoer(beek, "Verdeling inkoop 2021") if r.startswith("Beek, Jongeren: 2,7 "))
    assert "blad Maatstaven, cel E21" in jongeren
    assert any("peildatum: 2020" in zin for zin in verdeling)
    assert "bron: " in jongeren
    assert "Afgeleid: Dit zijn percentages, geen aantallen" in jongeren


def test_parts_that_do_not_add_up_say_why(uitkomst: Uitkomst) -> None:
    # The source prints 37.406, 38.124, 39.441 and 32.379 for Beekdaelen, and 147.351 in all.
    beekdaelen = zinnen(uitleg(uitkomst, "Beekdaelen", "inkoop", 2021), "Verdeling inkoop 2021")
    assert beekdaelen[-1] == (
        "De afgeronde delen zijn samen € 37.406 + € 38.124 + € 39.441 + € 32.379 = € 147.350. Dat is € 1 minder dan de "
        "bijdrage, omdat elk bedrag apart is afgerond."
    )


def test_status_rule_unit_and_legal_basis_close_the_explanation(beek: Uitleg) -> None:
    regels = zinnen(beek, "Status en regels")
    assert regels[0] == "Het plan is voorlopig: na de jaarrekening volgt de definitieve bijdrage."
    assert any(zin.startswith("Sluitregel: open, in hele euro's") for zin in regels)
    assert "Te verdelen: € 2.394.001; de rijen tellen op tot € 2.394.002, € 1 te veel door afronden." in regels
    assert any(zin.startswith("Grondslag: SLA art. 8 lid 3") for zin in regels)
    assert any("regiobestand zuid-limburg" in zin for zin in regels)


def test_what_is_finer_than_the_unit_is_shown_so_that_no_difference_reads_as_zero(gegevens: Gegevens) -> None:
    """By hand: 20,5 cents more to split than 2.394.001, of which rows in whole euros take nothing."""
    eerste = next(regel for regel in gegevens.begroting if regel.kostensoort == "inkoop")
    meer = replace(eerste, bedragen={2021: eerste.bedragen.get(2021, Decimal(0)) + Decimal("0.205")})
    begroting = tuple(meer if regel is eerste else regel for regel in gegevens.begroting)
    uitkomst = bereken(replace(gegevens, begroting=begroting))
    bron = uitkomst.verdeling.van("inkoop", 2021)
    assert te_verdelen_en_verdeeld(bron) == (
        "Te verdelen: € 2.394.001,205; de rijen tellen op tot € 2.394.002, € 0,795 te veel door afronden."
    )
    zin = next(c.zin for c in controles(uitkomst) if (c.controle, c.waar) == ("Kosten geheel verdeeld", "inkoop 2021"))
    assert "verwacht € 2.394.001,205, verdeeld € 2.394.002,00 (€ 0,795 te veel)" in zin


def test_hours_times_rate_lead_to_the_cost_of_beleid(uitkomst: Uitkomst) -> None:
    stein = uitleg(uitkomst, "Stein", "beleid", 2021)
    uren = zinnen(stein, "Uren maal tarief")
    assert "Beleidsadviseur, Beleidsadviseur, Bedrag 2021: 5.045 × € 127,00 = € 640.715." in uren
    assert "Ondersteuner, Ondersteuner, Bedrag 2021: 945 × € 89,00 = € 84.105." in uren
    kosten = zinnen(stein, "Begroting beleid 2020–2024")
    assert "Beleidsinzet en ondersteuning, 2021: € 673.100 - € 41.680 = € 631.420,00." in kosten
    regels = invoer(stein, "Uren maal tarief")
    assert any("blad Capaciteit, rij 55" in regel and "Afgeleid: " in regel for regel in regels)
    assert any(regel.startswith("Beleidsadviseur, per uur vanaf 2021, Tarief: € 127,00 (blad") for regel in regels)
    assert "€ 1.397.920,00 × 4.029.399/118.543.427 = " in stein.kern
    assert "Peiljaar 2019, zo staat het in de sleutel." in "\n".join(zinnen(stein, "Verdeling beleid 2021"))


def test_inferred_hours_and_rates_of_2020_say_so(uitkomst: Uitkomst) -> None:
    regels = invoer(uitleg(uitkomst, "Vaals", "beleid", 2020), "Uren maal tarief")
    assert len(regels) == 4
    assert all("Afgeleid" in regel for regel in regels)
    assert not any("Afgeleid: Afgeleid" in regel for regel in regels)


def test_a_decided_amount_is_named_with_its_place_and_not_recalculated(uitkomst: Uitkomst) -> None:
    toen = uitleg(uitkomst, "Beek", "inkoop", 2020)
    assert toen.kern.startswith("Beek, eerder vastgesteld: € 61.150 (blad Vastgesteld, cel D5; bron: ")
    assert "Dit bedrag is een gegeven en wordt niet opnieuw berekend." in "\n".join(toen.regels())
    assert not any(stap.kop.startswith("Sleutel") for stap in toen.stappen)
    assert toen.slot == "De vastgestelde bijdrage van Beek aan uitvoeringskosten inkoop in 2020 is dus € 61.150."


def test_a_key_that_is_carried_forward_rests_on_old_figures_and_a_later_year_is_an_estimate(uitkomst: Uitkomst) -> None:
    tekst = "\n".join(uitleg(uitkomst, "Heerlen", "inkoop", 2022).regels())
    assert "Peiljaar 2020, het laatst bekende: dat over 2021 is er nog niet. Dit zijn oude cijfers." in tekst
    assert "Oude cijfers: Jongeren (2020), Toekenningen (2020) en Declaraties (2020); " in tekst
    assert "Het jaar 2022 is een raming." in tekst
    assert "De geraamde bijdrage van Heerlen" in tekst
    assert "Heerlen koopt alleen het keuzepakket" in tekst


def test_all_contributions_of_all_years_end_with_the_amount_and_hold(uitkomst: Uitkomst, narekenaar) -> None:
    for bron in uitkomst.verdeling.jaren:
        for code, bedrag in bron.bedragen.items():
            gevonden = uitleg(uitkomst, code, bron.kostensoort, bron.jaar)
            assert narekenaar.foute_som(gevonden) == ""
            assert narekenaar.aantal_sommen(gevonden) >= 2
            cijfer = gevonden.uitkomst.removeprefix("€ ").replace(".", "").replace(",", ".")
            assert Fraction(cijfer) == bedrag
            assert gevonden.slot.endswith(f" is dus {gevonden.uitkomst}.")


def test_the_turn_in_which_a_left_over_euro_is_given_follows_from_the_remainders(gegevens, bron) -> None:
    """Worked from the published percentages: the pot of each counted part is 598.500 euro."""
    uitkomst = bereken(gegevens, "grootste-rest")
    rijen = [rij for rij in bron("uitvoeringskosten_inkoop_2021") if rij["gemeente"] != "Totaal"]
    for deel in DELEN[1:]:
        exact = {rij["gemeente"]: 598500 * Fraction(rij[f"{deel}_pct"]) / 100 for rij in rijen}
        rest = {gemeente: bedrag - int(bedrag) for gemeente, bedrag in exact.items()}
        over = 598500 - sum(int(bedrag) for bedrag in exact.values())
        for gemeente, eigen in rest.items():
            hoger = sum(ander > eigen for ander in rest.values())
            gelijk = sum(ander == eigen for ander in rest.values())
            tekst = "\n".join(uitleg(uitkomst, gemeente, "inkoop", 2021).regels())
            label = uitkomst.gegevens.regio.label_deel(deel)
            _, aanhef, rest_van_de_tekst = tekst.partition(f"\n{gemeente}, Exact in eenheden: bedrag {label.lower()}: ")
            assert aanhef
            assert rest_van_de_tekst.startswith("€ 598.500 × ")
            # Up to the next part of the key.
            regel = rest_van_de_tekst.partition(", Exact in eenheden: ")[0]
            assert f"zo {over} euro's over, voor de grootste resten." in regel, (gemeente, deel)
            if hoger + gelijk <= over:
                assert any(
                    f"\nDe {beurt}e van die {over} euro's gaat naar {gemeente}, want " in regel
                    for beurt in range(hoger + 1, hoger + gelijk + 1)
                ), regel
            if hoger >= over:
                assert f"\n{gemeente} krijgt er geen, want " in regel, regel
            assert ("bij gelijke rest gaat het" in regel) == (gelijk > 1)


def test_lines_for_a_sheet_hold_every_step_with_its_inputs(beek: Uitleg) -> None:
    regels = beek.regels()
    assert regels[0] == beek.titel
    assert regels[-1] == beek.slot
    assert "1. Begroting inkoop 2020–2024" in regels
    assert "4. Status en regels" in regels
    assert {zin for stap in beek.stappen for zin in stap.invoer} < set(regels)


@pytest.mark.parametrize("naam", ["GM0971", "gm0971", "Stein", "STEIN", "Stein (L.)", " stein "])
def test_a_municipality_is_found_by_code_name_and_other_spelling(uitkomst: Uitkomst, naam: str) -> None:
    assert zoek_gemeente(uitkomst, naam) == "GM0971"


def test_an_unknown_municipality_gets_a_suggestion(uitkomst: Uitkomst) -> None:
    with pytest.raises(OnbekendeGemeente, match=r"Gemeente 'Gulpen-Witem' .* Bedoelde u 'Gulpen-Wittem'\?"):
        uitleg(uitkomst, "Gulpen-Witem", "inkoop", 2021)


def test_an_unknown_kostensoort_or_year_is_told(uitkomst: Uitkomst) -> None:
    with pytest.raises(OnbekendeKostensoort, match=r"Bedoelde u 'inkoop'\?"):
        uitleg(uitkomst, "Beek", "inkop", 2021)
    with pytest.raises(JaarBuitenPlan, match="Jaar 2019 valt buiten dit plan"):
        uitleg(uitkomst, "Beek", "inkoop", 2019)
