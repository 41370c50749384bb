"""Costs of care: per segment and subregion, a mix of own use and solidarity, and a maximum that is watched."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from kleinplan import cijfers, klein_plan, post, zorgregels
from openpyxl import load_workbook
from ruamel.yaml import YAML

from calc.geldplausibel import geldtwijfels
from calc.model.uitdrukking import Tabelnaam
from calc.tabellen import maak_tabellen
from calc.tabellen.controles import controles
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.cel import uitlegger_van
from schemas.fouten import Gebruikersfout, InvoerFouten
from schemas.inname import lees_invoer
from schemas.regiolezer import lees_regio
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "zorg" / "segmenten.yaml")
JAAR = 2021
INWONERS = {"GM9001": "600", "GM9002": "300", "GM9003": "100"}
REGIO = """
regio: klein
label: Regio Klein (verzonnen)
centrumgemeente: GM9001
bron: Verzonnen
deelnemers:
  - {code: GM9001, naam: Noordwoude, van: 2010, bron: Zo, subregio: {2010: {waarde: Noord, bron: Zo}}}
  - {code: GM9002, naam: Zuidermeer, van: 2010, bron: Zo, subregio: {2010: {waarde: Zuid, bron: Zo}}}
  - {code: GM9003, naam: Oosterhorst, van: 2010, bron: Zo, subregio: {2010: {waarde: Zuid, bron: Zo}}}
maatstaven:
  inwoners: {label: Inwoners, definitie: Verzonnen, eenheid: {2010: {waarde: aantal, bron: Zo}}}
  budget: {label: Budget, definitie: Verzonnen, eenheid: {2010: {waarde: euro, bron: Zo}}}
kostensoorten:
  bureau: {label: Bureau, grondslag: Verzonnen, sleutel: {2010: {delen: {rato: 100}, bron: Zo}}}
"""


def regio(segmenten, aanbieders=None) -> str:
    zorg = {2020: {"segmenten": segmenten, "aanbieders": aanbieders or {}, "bron": "Verzonnen regeling"}}
    return f"{REGIO}zorg: {zorg}\n".replace("None", "null")


def plan_van(segmenten, kosten, aanbieders=None, inwoners=INWONERS) -> Uitkomst:
    waarden = (*cijfers("inwoners", 2020, inwoners), *cijfers("budget", 2020, dict.fromkeys(INWONERS, "1000")))
    gegevens = klein_plan(
        (JAAR, JAAR), [post("Kosten", {JAAR: "1"})], regiotekst=regio(segmenten, aanbieders), zorg=zorgregels(kosten),
        maatstaven=waarden,
    )  # fmt: skip
    return bereken(gegevens)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_example_comes_out(geval, sommen) -> None:
    uitkomst = plan_van(geval["segmenten"], geval["kosten"])
    (tabel,) = maak_tabellen(uitkomst, "zorgkosten")
    namen = [kolom.naam for kolom in tabel.kolommen]
    rijen = {rij.waarden[0]: dict(zip(namen, rij.waarden, strict=True)) for rij in tabel.rijen if rij.waarden[0]}
    assert {code: rij["bijdrage"] for code, rij in rijen.items()} == {
        code: Fraction(bedrag) for code, bedrag in geval["bijdrage"].items()
    }
    assert sum(Fraction(str(rij["bijdrage"])) for rij in rijen.values()) == sum(
        Fraction(regel[3]) for regel in geval["kosten"]
    )
    assert {controle.oordeel for controle in controles(uitkomst)} == {"gelijk"}
    soorten = [Tabelnaam(naam, jaar=JAAR) for naam in ("zorgkosten", "zorgplafonds")]
    assert sommen(uitlegger_van(uitkomst), soorten)[1] == []


def test_what_was_derived_of_care_and_its_source_are_accounted_for() -> None:
    """Sheet Verantwoording names the sources of every sheet of the input, not of those that somebody thought of."""
    gegevens = plan_van(GEVALLEN[0]["segmenten"], GEVALLEN[0]["kosten"]).gegevens
    zorg = tuple(replace(r, afgeleid="Geschat uit drie kwartalen", bron="Rapportage zorg") for r in gegevens.zorg)
    boek = load_workbook(BytesIO(maak_uitvoeringsplan(bereken(replace(gegevens, zorg=zorg)), versie="test")))
    regels = {tuple(cel.value for cel in rij[:2]) for rij in boek["Verantwoording"].iter_rows()}
    assert ("Bron", "Rapportage zorg") in regels
    assert ("Zorgkosten: Noordwoude", "Geschat uit drie kwartalen") in regels


def test_who_left_before_the_year_has_no_part_in_its_care() -> None:
    """Oosterhorst left after 2020 and has no figures of it: 30% of 100 goes over 600 and 300 inhabitants."""
    segmenten = {"ambulant": {"label": "Ambulant", "solidair": 30, "naar": "inwoners"}}
    tekst = regio(segmenten).replace("naam: Oosterhorst, van: 2010", "naam: Oosterhorst, van: 2010, tot_en_met: 2020")
    inwoners = {"GM9001": "600", "GM9002": "300"}
    gegevens = klein_plan(
        (JAAR - 1, JAAR), [post("Kosten", {JAAR - 1: "1", JAAR: "1"})], regiotekst=tekst,
        zorg=zorgregels([["ambulant", "GM9001", "0", "100"]]), maatstaven=cijfers("inwoners", JAAR - 1, inwoners),
    )  # fmt: skip
    (tabel,) = maak_tabellen(bereken(gegevens), "zorgkosten")
    plek = [kolom.naam for kolom in tabel.kolommen].index("bijdrage")
    assert [(rij.waarden[1], rij.waarden[plek]) for rij in tabel.rijen[:3]] == [
        ("Noordwoude", 90), ("Zuidermeer", 10), ("Totaal", 100),
    ]  # fmt: skip


def test_who_shares_nothing_in_a_segment_needs_no_figure_for_it() -> None:
    """Oosterhorst has no inhabitants on the sheet: 30% of 100 goes over the 600 and 300 of who share."""
    segment = {"label": "Ambulant", "solidair": 30, "naar": "inwoners"}
    zonder = {"zonder": ["GM9003"], "bron": "Besluit C"}
    kosten, inwoners = [["ambulant", "GM9001", "0", "100"]], {"GM9001": "600", "GM9002": "300"}
    uitkomst = plan_van({"ambulant": {**segment, "deelnemers": zonder}}, kosten, inwoners=inwoners)
    (tabel,) = maak_tabellen(uitkomst, "zorgkosten")
    plek = [kolom.naam for kolom in tabel.kolommen].index("bijdrage")
    bijdragen = {rij.waarden[1]: rij.waarden[plek] for rij in tabel.rijen}
    assert {wie: bijdragen[wie] for wie in ("Noordwoude", "Zuidermeer", "Totaal")} == {
        "Noordwoude": 90, "Zuidermeer": 10, "Totaal": 100,
    }  # fmt: skip
    with pytest.raises(Gebruikersfout, match="peiljaar 2020: de waarde van Oosterhorst ontbreekt"):
        maak_tabellen(plan_van({"ambulant": segment}, kosten, inwoners=inwoners), "zorgkosten")


def test_segments_stand_beside_each_other_and_subregions_below() -> None:
    geval = GEVALLEN[2]
    (tabel,) = maak_tabellen(plan_van(geval["segmenten"], geval["kosten"]), "zorgkosten")
    assert [kolom.naam for kolom in tabel.kolommen] == [
        "gemeentecode", "gemeente",
        "gerealiseerd_ambulant", "prognose_ambulant", "bijdrage_ambulant",
        "gerealiseerd_verblijf", "prognose_verblijf", "bijdrage_verblijf",
        "gerealiseerd", "prognose", "bijdrage", "verschil",
    ]  # fmt: skip
    onder = {rij.waarden[1]: rij.waarden[-2:] for rij in tabel.rijen if not rij.waarden[0]}
    assert onder["Subregio Noord"] == (Fraction("21.67"), Fraction("11.67"))
    assert onder["Subregio Zuid"] == (Fraction("88.33"), Fraction("-11.67"))
    assert "Verblijf: 50% naar eigen gebruik, 50% solidair, gelijk gedeeld." in tabel.noten


SEGMENT = {"ambulant": {"label": "Ambulant", "plafond": {"euro": 500, "bron": "Besluit A"}}}
GROEP = {"groep_a": {"label": "Groep A", "plafond": {"procent": 10, "maatstaf": "budget", "bron": "Besluit B"}}}
KOSTEN = [["ambulant", "GM9001", "100", "300", "groep_a"], ["ambulant", "GM9002", "100", "200.01"]]


def test_passing_a_maximum_is_said_in_every_output() -> None:
    uitkomst = plan_van(SEGMENT, KOSTEN, GROEP)
    (tabel,) = maak_tabellen(uitkomst, "zorgplafonds")
    assert [rij.waarden for rij in tabel.rijen] == [
        ("segment", "Ambulant", 200, Fraction("500.01"), 500, Fraction("-0.01"), "Let op: boven het plafond"),
        ("aanbieder", "Groep A", 100, 300, 300, 0, ""),
    ]
    zin = "Let op: Ambulant kost naar verwachting € 500,01, meer dan het plafond van € 500,00."
    assert all(zin in maak_tabellen(uitkomst, naam)[0].noten for naam in ("zorgkosten", "zorgplafonds"))
    twijfels = [twijfel for twijfel in geldtwijfels(uitkomst.gegevens) if twijfel.blad == "Zorgkosten"]
    assert [t.tekst for t in twijfels] == [
        "prognose van Ambulant: € 500,01, meer dan het plafond van € 500,00; klopt dat?"
    ]


def test_the_book_recalculates_to_the_same(tmp_path, herreken) -> None:
    geval = GEVALLEN[1]
    segmenten = {"ambulant": {**geval["segmenten"]["ambulant"], "plafond": {"euro": 999, "bron": "Besluit"}}}
    pad = tmp_path / "regio.xlsx"
    pad.write_bytes(maak_uitvoeringsplan(plan_van(segmenten, geval["kosten"]), versie="test"))
    (bladen,) = herreken([pad]).values()
    assert {390, 230, 380, "Let op: boven het plafond"} <= set(bladen["Zorgkosten"].values())
    assert not [w for cellen in bladen.values() for w in cellen.values() if str(w).startswith(("#", "Err:"))]


def test_nothing_to_share_by_is_a_fault_and_no_traceback() -> None:
    geval = GEVALLEN[1]
    uitkomst = plan_van(geval["segmenten"], geval["kosten"], inwoners=dict.fromkeys(INWONERS, "0"))
    with pytest.raises(Gebruikersfout, match="Segment Ambulant: Inwoners is van wie meedoet samen nul"):
        maak_tabellen(uitkomst, "zorgkosten")


@pytest.mark.parametrize(
    ("segment", "melding"),
    [
        ({"label": "X", "naar": "inwoner"}, "'inwoner' is geen maatstaf van deze regio. Bedoelde u 'inwoners'?"),
        ({"label": "X", "plafond": {"bron": "B"}}, "verwacht: euro, of procent met een maatstaf"),
        ({"label": "X", "plafond": {"procent": 5, "bron": "B"}}, "procent en maatstaf horen bij elkaar"),
        ({"label": "X", "solidair": 101}, "percentage van 0 tot en met 100"),
        ({"label": "X", "deelnemers": {"zonder": ["GM9009"], "bron": "B"}}, "'GM9009' is geen code van een deelnemer"),
        ({"label": "X", "deelnemers": {"bron": "B"}}, "verwacht: zonder (wie niet meedoet) of waarde (wie meedoet)"),
    ],
)
def test_a_segment_that_cannot_be_is_said(segment, melding) -> None:
    with pytest.raises(InvoerFouten) as gevonden:
        lees_regio(regio({"ambulant": segment}).encode(), "klein.yaml")
    assert melding in str(gevonden.value)


RIJ = {"segment": "ambulant", "gemeente": "Zuidermeer", "gerealiseerd": 1, "prognose": 2, "bron": "Verzonnen"}


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        ({"segment": "Ambulante"}, "'Ambulante' is geen segment van deze regio. Bedoelde u 'Ambulant'?"),
        ({"gemeente": "Oosterhorst"}, "Oosterhorst deelt in 2025 niet mee in segment Ambulant"),
        ({"aanbieder": "Groep B"}, "'Groep B' is geen aanbieder van deze regio. Bedoelde u 'Groep A'?"),
        ({"prognose": -1}, "'-1'; verwacht: bedrag van 0 of meer"),
    ],
)
def test_costs_that_cannot_be_are_said_with_their_cell(tmp_path, schrijf_drieland, rij, melding) -> None:
    pad = schrijf_drieland(tmp_path, {"Zorgkosten": [{**RIJ, **rij}]})
    segment = {"label": "Ambulant", "deelnemers": {"zonder": ["GM9003"], "bron": "Verzonnen"}}
    zorg = {2024: {"segmenten": {"ambulant": segment}, "aanbieders": {"a": {"label": "Groep A"}}, "bron": "Verzonnen"}}
    with (tmp_path / "drieland.yaml").open("a", encoding="utf-8") as bestand:
        bestand.write(f"\nzorg: {zorg}\n")
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(pad)
    assert melding in str(gevonden.value)


def test_costs_of_care_without_segments_are_not_left_out_in_silence(tmp_path, schrijf_drieland) -> None:
    with pytest.raises(InvoerFouten, match="het regiobestand noemt geen segmenten van zorg"):
        lees_invoer(schrijf_drieland(tmp_path, {"Zorgkosten": [RIJ]}))


def test_a_plan_without_costs_of_care_has_no_such_table(uitkomst) -> None:
    assert maak_tabellen(uitkomst, "zorgkosten") == ()
    assert maak_tabellen(uitkomst, "zorgplafonds") == ()
