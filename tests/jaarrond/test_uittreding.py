"""Who left pays a part of its last contribution for some years, as dated in the region file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from ruamel.yaml import YAML

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.oordeel import Oordeel
from calc.regiowoorden import regio_in_woorden
from calc.tabellen import maak_tabellen, waarden_van
from calc.tabellen.controles import controles
from calc.tabellen.vergelijking import OUD
from calc.uitkomst import bereken
from calc.uitleg import uitleg
from calc.uitleg.cel import uitlegger_van
from schemas.geldend import Regio
from schemas.regiobestand import RegioBestand
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.stijlen import zet_stijlen

GEVALLEN = Path(__file__).parent.parent / "gevallen" / "boeken" / "uittreding.yaml"
BLIJVERS = {"kosten": {"P": 9}, "cijfers": {"A": {}, "B": {}}, "sleutel": {"rato": 1}}


def met(plan, percentages, verrekenen="kosten"):
    regel = {"percentages": tuple(map(Decimal, percentages)), "verrekenen": verrekenen}
    regels = {2015: {**regel, "bron": "Verzonnen regeling, artikel 30"}}
    return {**plan, "uittreding": regels}


@pytest.mark.parametrize(
    "geval",
    [pytest.param(g, id=g["naam"]) for g in YAML(typ="safe").load(GEVALLEN.read_text(encoding="utf-8"))],
)
def test_a_worked_example_comes_out_as_written(geval, plan_van, code_van):
    uitkomst = plan_van(met(geval["plan"], geval["percentages"], geval.get("verrekenen", "kosten")))
    (tabel,) = maak_tabellen(uitkomst, "uittreding")
    *rijen, totaal = tabel.rijen
    hoort = {n: [None if b is None else Fraction(str(b)) for b in reeks] for n, reeks in geval["uitkomst"].items()}
    assert {str(rij.waarden[1]): list(rij.waarden[3:]) for rij in rijen} == hoort
    for plek, bedrag in enumerate(totaal.waarden[3:]):
        assert bedrag == sum(reeks[plek] or 0 for reeks in hoort.values())
    na = uitkomst.verdeling.van("inkoop", uitkomst.gegevens.plan.laatste_jaar)
    assert na.bedragen == {code_van(naam): Fraction(str(bedrag)) for naam, bedrag in geval["na"].items()}
    # What the participants and who left pay together is what it costs.
    mist = [c for c in controles(uitkomst) if c.oordeel is Oordeel.AFWIJKING]
    assert [c.controle for c in mist] == (["Bijdragen tegenover begroting"] if "opbouw" in geval["plan"] else [])


def test_it_says_by_which_rule_and_whether_it_comes_off_the_costs(plan_van):
    blijft = {**BLIJVERS, "laatste_jaar": 2025, "tot_en_met": {"B": 2024}}
    (tabel,) = maak_tabellen(plan_van(met(blijft, [100, 50])), "uittreding")
    assert tabel.noten == (
        "B deed mee tot en met 2024 en betaalt daarna 100%, 50% van die laatste bijdrage. "
        "Bron: Verzonnen regeling, artikel 30.",
        "Wat B betaalt, gaat van de kosten af: het is een post van de begroting, onder nul.",
    )
    (los,) = maak_tabellen(plan_van(met(blijft, [100, 50], "los")), "uittreding")
    assert los.noten[-1] == "Wat B betaalt, gaat in dit plan niet vanzelf van de kosten af."


@pytest.mark.parametrize(("kostensoort", "betaald"), [("inkoop", True), ("resultaat", False)])
def test_a_rule_may_be_about_some_costs_only(plan_van, kostensoort, betaald):
    """Two share 9, one leaves and pays half of its 4,50; nothing where the rule is about another cost."""
    alle = plan_van(met({**BLIJVERS, "laatste_jaar": 2025, "tot_en_met": {"B": 2024}}, [50]))
    inhoud = alle.gegevens.regio.bestand.model_dump()
    inhoud["kostensoorten"]["resultaat"] = {**inhoud["kostensoorten"]["inkoop"], "label": "Resultaat"}
    inhoud["uittreding"][2015]["kostensoorten"] = (kostensoort,)
    regio = Regio(RegioBestand.model_validate(inhoud))
    uitkomst = bereken(replace(alle.gegevens, regio=regio))
    model = waarden_van(uitkomst).model
    gevraagd = [soort for soort in ("inkoop", "resultaat") if model.zoek(Tabelnaam("uittreding", soort)) is not None]
    assert gevraagd == [kostensoort]
    te_verdelen = uitkomst.begrotingen["inkoop"].te_verdelen[2025]
    assert te_verdelen == (Fraction(9) - Fraction(9, 4) if betaald else 9)
    zinnen = [lid for artikel in regio_in_woorden(regio, 2024) if artikel.kop == "Uittreding" for lid in artikel.leden]
    assert f"van zijn laatste bijdrage aan {regio.kostensoort(kostensoort).label}." in zinnen[0]


@pytest.mark.parametrize(("percentages", "gezegd"), [([80, 40], True), ([0, 40], False)])
def test_a_comparison_says_that_who_left_still_pays(plan_van, percentages, gezegd):
    """It stands there with € 0,00; in 2025 it still owes 80% of its last contribution, or nothing."""
    oud = plan_van(met({**BLIJVERS, "laatste_jaar": 2025, "tot_en_met": {"B": 2024}}, percentages))
    later = replace(oud.gegevens, plan=replace(oud.gegevens.plan, jaar=2025))
    waarden = waarden_van(replace(bereken(later), naast={OUD: oud}))
    noten = waarden.model.tabel(Tabelnaam("vergelijking", "inkoop")).noten
    assert "Uitgetreden: B." in noten
    assert ("Wat B nog voor de uittreding betaalt, telt hier niet mee." in noten) == gezegd


def rijen_en_noten(uitkomst, naam):
    (tabel,) = maak_tabellen(uitkomst, naam)
    kolommen = [kolom.naam for kolom in tabel.kolommen]
    return {str(rij.waarden[1]): dict(zip(kolommen, rij.waarden, strict=True)) for rij in tabel.rijen}, tabel.noten


def test_the_years_beside_each_other_say_who_merged_and_who_left(plan_van):
    """Three share 9: then B and C are D, or B is gone and still pays half of its 3."""
    drie = {**BLIJVERS, "cijfers": {"A": {}, "B": {}, "C": {}, "D": {}}, "van": {"D": 2025}, "laatste_jaar": 2025}
    samen = {**drie, "tot_en_met": {"B": 2024, "C": 2024}, "samengesteld_uit": {"D": ["B", "C"]}}
    rijen, noten = rijen_en_noten(plan_van(samen), "samenvatting_jaren")
    gevonden = {wie: (rij["verschil"], rij["verschil_pct"]) for wie, rij in rijen.items()}
    assert gevonden == {
        "A": (Fraction(3, 2), Fraction(1, 2)), "B": (None, None), "C": (None, None),
        "D": (Fraction(-3, 2), Fraction(-1, 4)), "Totaal": (0, 0),
    }  # fmt: skip
    assert "D is samengevoegd met B en C; het verschil is met wat zij samen betaalden." in noten
    weg = {**drie, "cijfers": {"A": {}, "B": {}, "C": {}}, "van": {}, "tot_en_met": {"B": 2024}}
    _, noten = rijen_en_noten(plan_van(met(weg, [50])), "samenvatting_jaren")
    zin = "B deed mee tot en met 2024 en betaalt in 2025 nog voor de uittreding; dat bedrag telt hier niet mee."
    assert zin in noten


def test_a_budget_is_not_what_is_paid_where_that_follows_from_the_contributions(plan_van):
    for deel in ({"soort": "vast", "bedrag": "2.50"}, {"soort": "sleutel", "procent": 25, "delen": {"rato": 1}}):
        _, noten = rijen_en_noten(plan_van({**BLIJVERS, "opbouw": {"deel": deel}}), "begroting")
        assert noten[0] == "Totaal is wat is begroot. Wat de deelnemers samen betalen, volgt uit hun bijdragen."
    _, noten = rijen_en_noten(plan_van(BLIJVERS), "begroting")
    assert noten[0] == "Totaal is het te verdelen bedrag: wat de deelnemers samen betalen."


def test_the_line_of_the_budget_is_explained_down_to_the_last_contribution(plan_van):
    uitkomst = plan_van(met({**BLIJVERS, "laatste_jaar": 2025, "tot_en_met": {"B": 2024}}, [100, 50]))
    lezer, cel = uitlegger_van(uitkomst), Celnaam(Tabelnaam("begroting", "inkoop"), "Uittreding B", "2025")
    assert str(lezer.zin(cel)) == "Uittreding B, 2025: -1 × € 4,50 = € -4,50."
    totaal = lezer.zin(cel._replace(rij="Totaal"))
    assert str(totaal) == "Totaal, 2025: € 9,00 - € 4,50 = € 4,50."
    assert "Uittreding B, 2025: -1 × € 4,50 = € -4,50." in uitleg(uitkomst, "A", "inkoop", 2025).regels()


def test_who_merged_or_stays_pays_nothing_more(plan_van):
    assert maak_tabellen(plan_van(met(BLIJVERS, [100])), "uittreding") == ()
    samen = {**BLIJVERS, "cijfers": {"A": {}, "B": {}, "C": {}}, "tot_en_met": {"B": 2024}}
    samen["samengesteld_uit"] = {"C": ["B"]}
    samen["van"] = {"C": 2025}
    assert maak_tabellen(plan_van(met(samen, [100])), "uittreding") == ()


def test_without_a_rule_there_is_no_such_table(plan_van):
    assert maak_tabellen(plan_van({**BLIJVERS, "tot_en_met": {"B": 2024}}), "uittreding") == ()


def test_libreoffice_finds_the_same(plan_van, herreken, tmp_path):
    uitkomst = plan_van(met({**BLIJVERS, "laatste_jaar": 2025, "tot_en_met": {"B": 2024}}, [100, 80, 60, 40, 20]))
    werkboek = Workbook()
    zet_stijlen(werkboek)
    werkboek.worksheets[0].title = "Uittreding"
    boek, naam = Boek(werkboek), Tabelnaam("uittreding", "inkoop")
    bladen = Modelbladen(boek, waarden_van(uitkomst))
    namen = [Tabelnaam("verdeling", "inkoop", 2024), Tabelnaam("sleutel", "inkoop", 2024), naam]
    namen += [Tabelnaam("begroting", "inkoop"), Tabelnaam("invoer_begroting")]
    bladen.plaats(boek.blad("Uittreding"), 4, namen)
    bladen.schrijf()
    pad = tmp_path / "boek.xlsx"
    pad.write_bytes(boek.bewaar(datetime(2024, 1, 1)))
    gevonden, vak = herreken([pad])[pad]["Uittreding"], bladen.indeling[naam]
    cellen = [gevonden[vak.plek(rij, kolom)] for rij in ("GM9902", "Totaal") for kolom in ("2025", "2029", "samen")]
    assert cellen == pytest.approx([4.5, 0.9, 13.5] * 2)


def test_both_workbooks_recalculate_with_what_comes_off_the_costs(plan_van, herreken, tmp_path):
    uitkomst = plan_van(met({**BLIJVERS, "laatste_jaar": 2025, "tot_en_met": {"B": 2024}}, [50]))
    boeken = {
        tmp_path / "regio.xlsx": maak_uitvoeringsplan(uitkomst, versie="1.0"),
        tmp_path / "gemeente.xlsx": maak_gemeenteboek(uitkomst, "GM9901", versie="1.0"),
    }
    for pad, inhoud in boeken.items():
        pad.write_bytes(inhoud)
    regio, gemeente = (herreken(list(boeken))[pad] for pad in boeken)
    posten = {waarde: plek for plek, waarde in regio["Begroting"].items() if plek.startswith("A")}
    assert regio["Begroting"][f"D{posten['Uittreding B'].removeprefix('A')}"] == -2.25
    for pad, vel in zip(boeken, (regio, gemeente), strict=True):
        for ws in load_workbook(pad).worksheets:
            waarden = load_workbook(pad, data_only=True)[ws.title]
            for cel in (c for r in ws.iter_rows() for c in r if isinstance(c.value, str) and c.value.startswith("=")):
                gevonden = vel[ws.title].get(cel.coordinate) or ""
                hoort = waarden[cel.coordinate].value or ""
                assert gevonden == (pytest.approx(hoort) if isinstance(hoort, float) else hoort), (ws.title, cel.value)


def test_part_of_a_year_by_months_is_a_formula_of_the_region(plan_van, code_van):
    """B joins on 1 July: it counts for six of the twelve months, in rato and in its figures."""
    plan = {
        "kosten": {"P": 900}, "sleutel": {"maanden": 50, "naar_tijd": 50},
        "cijfers": {"A": {"jongeren": 1000, "maanden": 12}, "B": {"jongeren": 1000, "maanden": 6}},
        "formules": {"naar_tijd": "jongeren * maanden / 12"},
    }  # fmt: skip
    (jaar,) = plan_van(plan).verdeling.jaren
    assert jaar.bedragen == {code_van("A"): 600, code_van("B"): 300}


def test_the_manual_gives_what_the_cases_give(plan_van, documentatie):
    regels = documentatie.partition("bij een laatste bijdrage van € 250:\n\n")[2].splitlines()[2:4]
    assert len(regels) == 2
    for regel in regels:
        reeks, *bedragen = regel.strip("| ").split(" | ")
        plan = {
            "kosten": {"P": 1000}, "sleutel": {"jongeren": 1}, "tot_en_met": {"B": 2024},
            "cijfers": {"A": {"jongeren": 3}, "B": {"jongeren": 1}},
        }  # fmt: skip
        (tabel,) = maak_tabellen(plan_van(met(plan, reeks.split(", "))), "uittreding")
        assert [str(bedrag) for bedrag in tabel.rijen[0].waarden[4:]] == bedragen
