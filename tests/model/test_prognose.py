"""What the year will come to: by a stated rule per post, and per participant and subregion."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from kleinplan import REGIO, cijfers, klein_plan, post
from ruamel.yaml import YAML

from calc.model.uitdrukking import Tabelnaam
from calc.tabellen import maak_tabellen
from calc.tabellen.controles import controles
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.cel import uitlegger_van
from schemas.fouten import InvoerFouten
from schemas.gegevens import Realisatieregel
from schemas.inname import lees_invoer
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "prognose" / "posten.yaml")
JAAR = 2021
SUBREGIOS = REGIO.replace(
    "naam: Zuidermeer, van", "naam: Zuidermeer, subregio: {2010: {waarde: Zuid, bron: Zo}}, van"
).replace("naam: Oosterhorst, van", "naam: Oosterhorst, subregio: {2010: {waarde: Zuid, bron: Zo}}, van")


def plan_van(geval, regiotekst: str = REGIO) -> Uitkomst:
    regels = []
    for naam, bedrag, dag, hoe in geval["realisatie"]:
        dag_, maand = map(int, dag.split("-"))
        regels.append(Realisatieregel("bureau", naam, Decimal(bedrag), date(JAAR, maand, dag_), hoe, "Verzonnen", 5))
    begroting = [post(naam, {JAAR: bedrag}) for naam, bedrag in geval["posten"].items()]
    inwoners = cijfers("inwoners", JAAR - 1, geval.get("inwoners", {}))
    tekst = met_inwoners(regiotekst, geval) if inwoners else regiotekst
    return bereken(klein_plan((JAAR, JAAR), begroting, realisatie=tuple(regels), maatstaven=inwoners, regiotekst=tekst))


def met_inwoners(regiotekst: str, geval) -> str:
    """A key by inhabitants, or a fixed amount and what remains by inhabitants; and by what a difference is shared."""
    maatstaf = "maatstaven: {inwoners: {label: Inwoners, definitie: Zo, eenheid: {2010: {waarde: aantal, bron: Zo}}}}"
    regel = "sleutel: {2010: {delen: {inwoners: 100}, bron: Verzonnen}}"
    if "vast" in geval:
        delen = (
            f"vast: {{soort: vast, bedrag: {geval['vast']}}}, inwoners: {{soort: sleutel, delen: {{inwoners: 100}}}}"
        )
        regel = f"opbouw: {{2010: {{onderdelen: {{{delen}}}, bron: Verzonnen}}}}"
    tekst = regiotekst.replace("maatstaven: {}", maatstaf)
    tekst = tekst.replace("sleutel: {2010: {delen: {rato: 100}, bron: Verzonnen}}", regel)
    naar = geval.get("naar")
    return f"{tekst}prognose: {{2020: {{naar: {naar}, bron: Verzonnen afspraak}}}}\n" if naar else tekst


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_example_comes_out(geval, sommen) -> None:
    uitkomst = plan_van(geval)
    (tabel,) = maak_tabellen(uitkomst, "prognose")
    assert [kolom.naam for kolom in tabel.kolommen] == ["post", "begroot", "gerealiseerd", "prognose", "verschil"]
    *posten, totaal = tabel.rijen
    assert {rij.waarden[0]: rij.waarden[3] for rij in posten} == {
        naam: Fraction(bedrag) for naam, bedrag in geval["prognose"].items()
    }
    assert totaal.waarden[3] == sum(rij.waarden[3] for rij in posten)  # type: ignore[misc]
    assert all(rij.waarden[4] == rij.waarden[3] - rij.waarden[1] for rij in tabel.rijen)
    (deelnemers,) = maak_tabellen(uitkomst, "prognose_deelnemers")
    assert [kolom.naam for kolom in deelnemers.kolommen] == [
        "gemeentecode",
        "gemeente",
        "bijdrage",
        "prognose",
        "verschil",
    ]
    per_code = {rij.waarden[0]: rij.waarden[3] for rij in deelnemers.rijen if rij.waarden[0]}
    assert per_code == {code: Fraction(bedrag) for code, bedrag in geval["deelnemers"].items()}
    assert sum(per_code.values()) == totaal.waarden[3]  # type: ignore[arg-type]
    assert {controle.oordeel for controle in controles(uitkomst)} == {"gelijk"}
    namen = [Tabelnaam(naam, "bureau", JAAR) for naam in ("prognose", "prognose_deelnemers")]
    assert sommen(uitlegger_van(uitkomst), namen)[1] == []


def test_the_rule_of_each_post_stands_under_the_table() -> None:
    (tabel,) = maak_tabellen(plan_van(GEVALLEN[0]), "prognose")
    assert tabel.noten[0] == (
        "Personeel: gerealiseerd, en de rest van het jaar zoals begroot (gerealiseerd tot en met 30 juni 2021)."
    )
    assert "De andere posten: zoals begroot." in tabel.noten


def test_participants_are_added_up_per_subregion() -> None:
    (tabel,) = maak_tabellen(plan_van(GEVALLEN[0], SUBREGIOS), "prognose_deelnemers")
    onder = {rij.waarden[1]: rij.waarden[2:] for rij in tabel.rijen if not rij.waarden[0]}
    assert onder["Subregio Zuid"] == (106666, 114666, 8000)
    assert onder["Zonder subregio"] == (53334, 57334, 4000)
    assert onder["Totaal"] == (160000, 172000, 12000)


def test_what_closes_on_a_line_of_its_own_stays_in_the_total() -> None:
    """160.000 by three is 53.333 each, and 1 on the line Afronding: the total is that of the posts all the same."""
    tekst = REGIO.replace("    sleutel:", "    sluitregel: {2010: {waarde: afrondingsregel, bron: Zo}}\n    sleutel:")
    uitkomst = plan_van(GEVALLEN[0], tekst)
    (posten,), (tabel,) = (maak_tabellen(uitkomst, naam) for naam in ("prognose", "prognose_deelnemers"))
    onder = {rij.waarden[1]: rij.waarden[2:] for rij in tabel.rijen if not rij.waarden[0]}
    assert onder == {"Afronding": (1, 1, None), "Totaal": (160000, posten.rijen[-1].waarden[3], 12000)}


def test_a_forecast_by_a_maatstaf_asks_it_of_who_shares_the_cost() -> None:
    geval = {**GEVALLEN[0], "naar": "inwoners", "inwoners": {"GM9001": "600", "GM9002": "300"}}
    tekst = REGIO.replace("    sleutel:", "    deelnemers: {2010: {zonder: [GM9003], bron: Zo}}\n    sleutel:")
    (tabel,) = maak_tabellen(plan_van(geval, tekst), "prognose_deelnemers")
    assert [rij.waarden[4] for rij in tabel.rijen if rij.waarden[0]] == [8000, 4000]


def test_a_forecast_by_a_maatstaf_needs_no_figure_of_who_shares_nothing_that_is_forecast(tmp_path, schrijf_drieland):
    """Oosterhorst has inhabitants for no cost at all; the sheet is read as long as it does not share vervoer."""
    bladen = {
        "Maatstaven": [
            {"peiljaar": 2023, "gemeente": n, "inwoners": a} for n, a in (("Noordwoude", 5), ("Zuidermeer", 3))
        ],
        "Realisatie": [{**RIJ, "tot_en_met": date(2025, 9, 30)}],
    }
    pad, regio = schrijf_drieland(tmp_path, bladen), tmp_path / "drieland.yaml"
    tekst = regio.read_text(encoding="utf-8") + "prognose: {2024: {naar: inwoners, bron: Verzonnen}}\n"
    regio.write_text(tekst, encoding="utf-8")
    with pytest.raises(InvoerFouten, match="naar een maatstaf, maar Inwoners 2023 van Oosterhorst staat niet op blad"):
        lees_invoer(pad)
    zonder = "    grondslag: x\n    deelnemers: {2024: {zonder: [GM9003], bron: Verzonnen}}\n"
    regio.write_text(tekst.replace("    grondslag: Verzonnen regeling, artikel 3\n", zonder), encoding="utf-8")
    (tabel,) = maak_tabellen(bereken(lees_invoer(pad)), "prognose_deelnemers")
    assert [rij.waarden[0] for rij in tabel.rijen] == ["GM9001", "GM9002", ""]


def test_that_a_limit_is_not_applied_once_more_is_said() -> None:
    """Each may pay at most € 60.000: contributions of € 53.333 stay below it, a forecast need not."""
    grens = 'grenzen: {2010: {maximum: "60000", verschil: organisatie, bron: Zo}}\n    sleutel:'
    for tekst, gezegd in ((REGIO, False), (REGIO.replace("sleutel:", grens), True)):
        (tabel,) = maak_tabellen(plan_van(GEVALLEN[0], tekst), "prognose_deelnemers")
        assert (
            "Een minimum of maximum per deelnemer is op de prognose niet opnieuw toegepast." in tabel.noten
        ) == gezegd


def test_a_plan_without_figures_of_the_year_has_no_forecast(uitkomst) -> None:
    assert maak_tabellen(uitkomst, "prognose") == ()
    assert maak_tabellen(uitkomst, "prognose_deelnemers") == ()


RIJ = {"kostensoort": "vervoer", "post": "Ritten", "prognose": "restant", "bron": "Verzonnen", "gerealiseerd": 600}


def test_the_sheet_is_read_and_the_book_recalculates_to_the_same(tmp_path, schrijf_drieland, herreken) -> None:
    gegevens = lees_invoer(schrijf_drieland(tmp_path, {"Realisatie": [{**RIJ, "tot_en_met": date(2025, 9, 30)}]}))
    uitkomst = bereken(gegevens)
    # 600 + 3/12 van 1.000,01 = 850,0025
    (tabel,) = maak_tabellen(uitkomst, "prognose")
    assert tabel.rijen[0].waarden == ("Ritten", Fraction("1000.01"), 600, 850, Fraction("-150.01"))
    pad = tmp_path / "regio.xlsx"
    pad.write_bytes(maak_uitvoeringsplan(uitkomst, versie="test"))
    (bladen,) = herreken([pad]).values()
    assert 850 in bladen["Prognose"].values()
    assert not [w for cellen in bladen.values() for w in cellen.values() if str(w).startswith(("#", "Err:"))]


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        ({"tot_en_met": date(2025, 6, 29)}, "verwacht: de laatste dag van een maand in 2025, zoals 30-6-2025"),
        ({"tot_en_met": date(2024, 6, 30)}, "verwacht: de laatste dag van een maand in 2025"),
        (
            {"tot_en_met": date(2025, 6, 30), "post": "Riten"},
            "geen post van vervoer die de deelnemers betalen. Bedoelde u",
        ),
        ({"tot_en_met": date(2025, 6, 30), "prognose": "gok"}, "'gok'; verwacht: restant, doortrekken of begroting"),
    ],
)
def test_what_cannot_be_forecast_is_said_with_its_cell(tmp_path, schrijf_drieland, rij, melding) -> None:
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(schrijf_drieland(tmp_path, {"Realisatie": [{**RIJ, **rij}]}))
    assert melding in str(gevonden.value)
