"""A new table is one declaration: text, csv, json, sheet, explanation, checks and PLANTABEL follow from it."""

import inspect
import json
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, ZELFDE, Controle, Kolom, Tabel
from calc.model.uitdrukking import Celnaam, Gegeven, Tabelnaam, als, cel, gelijk, kol, rond, som, term, totaal
from calc.tabel import Soort
from calc.tabellen import SOORTEN, TABELLEN, maak_tabellen, waarden_van
from calc.tabellen.controles import controles
from calc.tabellen.deelnemers import deelnemertabel
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import uitleg_cel
from calc.uitleg.cel import uitlegger_van
from cli.weergave import als_tekst, tabellen_in
from schemas.gegevens import Gegevens
from templates.plan.rekenwerk import vul_rekenwerk, woorden
from templates.plan.uitvoeringsplan import SJABLOON, maak_uitvoeringsplan
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen
from xladdin.functies import plannen

NAAM = "spreiding"


def spreiding(plan: Plan, naam: Tabelnaam) -> Tabel:
    """Ten columns: what each pays against the mean, with a levy and a discount that were made up."""
    soort, jaar, geld = naam.kostensoort, naam.jaar, (Soort.GELD, 2)
    heffing = Gegeven(3, "blad Heffing, cel B2", "Verzonnen besluit", "geschat", "voorlopig")
    groot = gelijk(kol("boven"), 1) * (kol("bedrag") - kol("gemiddeld"))
    kolommen = [
        Kolom("bedrag", "Bijdrage", *geld, cel(plan.tabel("verdeling", soort, jaar), None, "bedrag")),
        Kolom("aandeel", "Aandeel", Soort.AANDEEL, 2, kol("bedrag") / totaal("bedrag")),
        Kolom("gemiddeld", "Gemiddeld", *geld, totaal("bedrag") / len(plan.deelnemers(jaar, soort)), ZELFDE),
        Kolom("boven", "Boven", Soort.MAATSTAF, 0, als(gelijk(kol("aandeel"), 0), 0, 1)),
        Kolom("verschil", "Verschil", *geld, groot),
        Kolom("heffing", "Heffing", Soort.WAARDE, 2, heffing, None),
        Kolom("toeslag", "Toeslag", *geld, rond(kol("bedrag") * kol("heffing") / 100, 2)),
        Kolom(
            "korting", "Korting", *geld, -rond(kol("toeslag") / 7, 2), uitleg="Een zevende van de toeslag gaat eraf."
        ),
        Kolom("samen", "Samen", *geld, som([kol("bedrag"), kol("toeslag"), kol("korting")])),
        Kolom("meer", "Meer dan de bijdrage", Soort.AANDEEL, 1, (kol("samen") - kol("bedrag")) / kol("bedrag"), ZELFDE),
    ]
    meer = cel(naam, TOTAAL, "samen") - cel(naam, TOTAAL, "bedrag")
    los = cel(naam, TOTAAL, "toeslag") + cel(naam, TOTAAL, "korting")
    controle = Controle("Toeslag min korting", f"{soort} {jaar}", los, meer, term(0), geld)
    codes = plan.deelnemers(jaar, soort)
    return deelnemertabel(plan, naam, f"Spreiding {soort} {jaar}", codes, kolommen, controles=[controle])


# A sheet that no plan has: of one that stays its name is a word of `Planblad`.
BLAD: Any = "Spreiding"
SPREIDING = Tabelsoort(NAAM, spreiding, 75, True, True, blad=BLAD, inhoud="wie er boven het gemiddelde zit")


@pytest.fixture(scope="module", autouse=True)
def geregistreerd() -> Iterator[None]:
    """As if the declaration stood in calc/tabellen."""
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setitem(SOORTEN, NAAM, SPREIDING)
        omgeving.setitem(TABELLEN, NAAM, SPREIDING)
        yield


@pytest.fixture(scope="module")
def uitkomst(met_termijnen: Gegevens, geregistreerd: None) -> Uitkomst:
    return bereken(met_termijnen)


@pytest.fixture(scope="module")
def boek(uitkomst: Uitkomst) -> tuple[Boek, Modelbladen]:
    """The sheets of the declared tables in the regional workbook, and those that they rest on."""
    boek = Boek.open(SJABLOON)
    boek.vul_teksten(woorden(uitkomst))
    return boek, vul_rekenwerk(boek, uitkomst).model


def test_the_declaration_is_ten_columns_in_at_most_25_lines(uitkomst: Uitkomst) -> None:
    regels = [*inspect.getsource(spreiding).splitlines(), "SPREIDING = Tabelsoort(...)"]
    assert len(regels) <= 25
    tabel = waarden_van(uitkomst).model.tabel(Tabelnaam(NAAM, "inkoop", 2021))
    assert len(tabel.kolommen) == len(("gemeentecode", "gemeente")) + 10


def test_text_csv_and_json(uitkomst: Uitkomst) -> None:
    (tabel,) = maak_tabellen(uitkomst, NAAM, "inkoop")
    assert "Spreiding inkoop 2021" in als_tekst(tabel)
    rijen = tabellen_in([tabel], "csv", met_kostensoort=False).decode().splitlines()
    assert rijen[0].startswith("gemeentecode,gemeente,bedrag,aandeel,gemiddeld,boven,verschil,heffing,toeslag,korting")
    assert rijen[1].startswith("GM0888,Beek,81456.00,0.034025")
    assert len(rijen) == 18
    json_rijen = json.loads(tabellen_in([tabel], "json", met_kostensoort=False))
    # 3% of 81.456 is 2.443,68; a seventh of that is 349,097…
    assert [json_rijen[0][k] for k in ("toeslag", "korting", "samen")] == ["2443.68", "-349.10", "83550.58"]


def test_what_is_provisional_or_derived_follows_from_the_inputs(uitkomst: Uitkomst) -> None:
    (tabel,) = maak_tabellen(uitkomst, NAAM, "beleid")
    assert {rij.markering for rij in tabel.rijen} == {"afgeleid, voorlopig"}
    herkomst, naam = waarden_van(uitkomst).herkomst, Tabelnaam(NAAM, "inkoop", 2021)
    assert herkomst[Celnaam(naam, "GM0888", "toeslag")] == {"afgeleid", "voorlopig"}
    assert "voorlopig" not in herkomst[Celnaam(naam, "GM0888", "bedrag")]


def test_a_cell_is_explained_down_to_its_inputs(uitkomst: Uitkomst) -> None:
    tekst = uitleg_cel(uitkomst, NAAM, "Beek", "samen", "inkoop").regels()
    assert "Beek, Samen: € 81.456,00 + € 2.443,68 - € 349,10 = € 83.550,58." in tekst
    assert "Beek, Toeslag: € 81.456,00 × 3/100 = € 2.443,68." in tekst
    assert "Een zevende van de toeslag gaat eraf." in tekst
    assert "Beek, Heffing: 3 (blad Heffing, cel B2; bron: Verzonnen besluit). Afgeleid: geschat." in tekst
    assert any("blad Maatstaven, cel E21" in regel for regel in tekst)


def test_every_sum_of_its_explanations_gives_its_figure(uitkomst: Uitkomst, sommen) -> None:
    aantal, fout = sommen(uitlegger_van(uitkomst), [Tabelnaam(NAAM, soort, 2021) for soort in ("beleid", "inkoop")])
    assert fout == []
    assert aantal > 200


def test_its_check_stands_among_the_checks_and_is_explained(uitkomst: Uitkomst) -> None:
    (controle,) = (c for c in controles(uitkomst) if (c.controle, c.waar) == ("Toeslag min korting", "inkoop 2021"))
    assert controle.zin.startswith("Toeslag min korting sluit voor inkoop 2021: € ")
    kern = uitleg_cel(uitkomst, "controles", "Toeslag min korting: inkoop 2021", "verschil").kern
    assert kern.endswith("= € 0,00.")


def test_plantabel_gives_it(uitkomst: Uitkomst) -> None:
    blok = plannen._blok(uitkomst, NAAM, "inkoop", None)
    assert blok[0][:4] == ["Code", "Gemeente", "Bijdrage", "Aandeel"]
    assert blok[1][10] == 83550.58
    assert [rij[1] for rij in blok].index("Totaal") == 17


def test_it_stands_in_the_workbook_and_on_the_cover(uitkomst: Uitkomst) -> None:
    werkmap = load_workbook(BytesIO(maak_uitvoeringsplan(uitkomst, versie="1")))
    assert "Spreiding" in werkmap.sheetnames
    assert werkmap["Spreiding"]["A1"].value == "Spreiding 2021"
    omslag = [cel.value for rij in werkmap["Voorblad"].iter_rows() for cel in rij]
    assert "wie er boven het gemiddelde zit" in omslag
    assert "Toeslag min korting" in [cel.value for cel in werkmap["Controles cijfers"]["A"]]


def test_libreoffice_finds_the_values_of_every_declared_table(
    uitkomst: Uitkomst, boek: tuple[Boek, Modelbladen], herreken, herrekenverschillen, tmp_path: Path
) -> None:
    """Of this one, and with it of voorschotten, meerjarig, toename and mutaties."""
    werkmap, bladen = boek
    pad = tmp_path / "boek.xlsx"
    pad.write_bytes(werkmap.bewaar(datetime(2021, 1, 1)))
    assert {naam.naam for naam in bladen.indeling} >= {NAAM, "voorschotten", "meerjarig", "toename", "mutaties"}
    gevonden = herreken([pad])[pad]
    assert herrekenverschillen(bladen.waarden, bladen, gevonden) == []
    # A planted fault is found.
    fout = Celnaam(Tabelnaam(NAAM, "inkoop", 2021), "GM0888", "samen")
    goed, bladen.waarden._cellen[fout] = bladen.waarden[fout], Fraction(83551)
    assert len(herrekenverschillen(bladen.waarden, bladen, gevonden)) == 1
    bladen.waarden._cellen[fout] = goed
