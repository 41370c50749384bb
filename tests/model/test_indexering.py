"""Posts that follow an index: worked examples, te verdelen that follows, the input, the sheet, the explanation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from kleinplan import indexregels, klein_plan, post
from ruamel.yaml import YAML

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import maak_tabellen, waarden_van
from calc.tabellen.bereik import indexeer
from calc.tabellen.controles import controles
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import uitleg_cel
from calc.uitleg.cel import uitlegger_van
from schemas.fouten import InvoerFouten
from schemas.inname import lees_invoer
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "indexeren" / "posten.yaml")
GELIJK = {"gelijk"}


def regeling(geval) -> str:
    wijze = geval.get("regeling")
    regels = "".join(f", {naam}: {waarde}" for naam, waarde in (wijze or {}).items())
    return f"indexering: {{2010: {{bron: Verzonnen regeling{regels}}}}}\n" if wijze else ""


def plan_van(geval) -> Uitkomst:
    p = geval["post"]
    basis = geval["jaren"][0]
    begroting = [
        post("Personeel", {basis: p["bedrag"]}, index=p["index"], soort=p.get("soort", "kosten")),
        post("Huur", dict.fromkeys(range(basis, geval["jaren"][1] + 1), "500")),
    ]
    eenheid = geval.get("eenheid", "euro")
    indexen = indexregels(geval["indexen"])
    return bereken(klein_plan(geval["jaren"], begroting, eenheid=eenheid, erbij=regeling(geval), indexen=indexen))


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_example_comes_out_and_te_verdelen_follows_by_every_road(geval) -> None:
    uitkomst = plan_van(geval)
    (tabel,) = maak_tabellen(uitkomst, "indexering")
    assert [kolom.naam for kolom in tabel.kolommen] == [
        "post", "reeks", "jaar", "bedrag_voor", "percentage", "bedrag_na", "correctie",
    ]  # fmt: skip
    erna = dict(zip(tabel.kolom("jaar"), tabel.kolom("bedrag_na"), strict=True))
    assert erna == {jaar: Fraction(bedrag) for jaar, bedrag in geval["erna"].items()}
    bij = {j: c for j, c in zip(tabel.kolom("jaar"), tabel.kolom("correctie"), strict=True) if c is not None}
    assert bij == {jaar: Fraction(bedrag) for jaar, bedrag in geval["correcties"].items()}
    begroting = uitkomst.begrotingen["bureau"]
    for jaar, bedrag in erna.items():
        te_verdelen = bedrag + bij.get(jaar, 0) + 500
        assert begroting.te_verdelen[jaar] == te_verdelen
        assert uitkomst.verdeling.van("bureau", jaar).totaal == te_verdelen  # type: ignore[arg-type]
        assert waarden_van(uitkomst)[Celnaam(Tabelnaam("begroting", "bureau"), "Totaal", str(jaar))] == te_verdelen
    assert {controle.oordeel for controle in controles(uitkomst)} == GELIJK


def test_the_function_for_excel_gives_the_amounts_of_the_table() -> None:
    gewoon = [geval for geval in GEVALLEN if not geval["correcties"] and not geval.get("regeling")]
    assert gewoon
    for geval in gewoon:
        (tabel,) = maak_tabellen(plan_van(geval), "indexering")
        percentages = [Fraction(een) for een in tabel.kolom("percentage")]  # type: ignore[arg-type]
        stappen = indexeer(Fraction(geval["post"]["bedrag"]), percentages, geval.get("eenheid", "euro"))
        assert [stap.bedrag for stap in stappen] == list(tabel.kolom("bedrag_na")), geval["naam"]


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_every_sum_of_every_explanation_gives_its_figure(geval, sommen) -> None:
    uitkomst = plan_van(geval)
    namen = [Tabelnaam(naam, "bureau") for naam in ("indexering", "prijspeil", "begroting")]
    if geval["correcties"]:
        namen += [Tabelnaam("indexcorrecties", "bureau"), Tabelnaam("indexreeksen")]
    aantal, fout = sommen(uitlegger_van(uitkomst), namen)
    assert fout == []
    assert aantal > 5


def met_correctie() -> Uitkomst:
    geval = next(geval for geval in GEVALLEN if geval["naam"].startswith("De raming viel"))
    return plan_van(geval)


def test_the_note_says_how_percentages_add_up_and_nothing_else() -> None:
    """Of added percentages no year follows from the one before by its percentage: that was said beside it."""
    geval = next(geval for geval in GEVALLEN if geval["naam"] == "Dezelfde percentages opgeteld")
    (tabel,) = maak_tabellen(plan_van(geval), "indexering")
    (zin,) = [noot for noot in tabel.noten if noot.startswith("Het bedrag staat")]
    assert "komt elk jaar het percentage van het bedrag van het basisjaar. Het is één keer afgerond." in zin
    assert "Percentages tellen bij elkaar op" in zin
    assert "Elk jaar volgt" not in zin
    (doorgewerkt,) = maak_tabellen(met_correctie(), "indexering")
    assert doorgewerkt.noten[0].startswith("Het bedrag staat in het basisjaar. Elk jaar volgt uit het onafgeronde")


def test_a_correction_is_a_line_of_its_own_with_both_percentages() -> None:
    (tabel,) = maak_tabellen(met_correctie(), "begroting")
    regel = next(rij for rij in tabel.rijen if str(rij.waarden[0]).startswith("Correctie"))
    assert regel.waarden == ("Correctie index loon 2021: 3,00% in plaats van 2,00%", None, None, 1000, None)


def test_indexed_and_not_stand_beside_each_other() -> None:
    (tabel,) = maak_tabellen(met_correctie(), "prijspeil")
    assert [kolom.naam for kolom in tabel.kolommen] == ["jaar", "zonder_index", "index", "correctie", "te_verdelen"]
    assert [rij.waarden for rij in tabel.rijen] == [
        (2020, 100500, 0, 0, 100500),
        (2021, 100500, 2000, 0, 102500),
        (2022, 100500, 4040, 1000, 105540),
        (2023, 100500, 6090, 0, 106590),
    ]


def test_a_correction_is_explained_down_to_both_rows_of_the_input() -> None:
    tekst = "\n".join(
        uitleg_cel(met_correctie(), "indexering", "Personeel: loon: 2022", "correctie", "bureau").regels()
    )
    assert "blad Indexen, rij 5" in tekst
    assert "blad Indexen, rij 6" in tekst


def test_what_others_pay_follows_its_index_and_is_not_split() -> None:
    begroting = [
        post("Toezicht", {2020: "1000"}, index="loon", dekking="leges"),
        post("Huur", {2020: "500", 2021: "500", 2022: "500"}),
    ]
    indexen = indexregels(
        [["loon", 2021, "10", "raming"], ["loon", 2021, "20", "definitief"], ["loon", 2022, "0", "raming"]]
    )
    uitkomst = bereken(klein_plan((2020, 2022), begroting, indexen=indexen))
    assert dict(uitkomst.begrotingen["bureau"].te_verdelen) == {2020: 500, 2021: 500, 2022: 500}
    assert dict(uitkomst.begrotingen["bureau"].anders_gedekt["leges"]) == {2020: 1000, 2021: 1100, 2022: 1200}
    assert {controle.oordeel for controle in controles(uitkomst)} == GELIJK


INDEXEN = [
    {"reeks": "Loon", "jaar": 2025, "percentage": Decimal("2.5"), "stand": "raming", "bron": "Verzonnen"},
    {"reeks": "Loon", "jaar": 2025, "percentage": Decimal("3.25"), "stand": "definitief", "bron": "Verzonnen"},
    {"reeks": "Loon", "jaar": 2026, "percentage": Decimal("2"), "stand": "raming", "bron": "Verzonnen"},
    {"reeks": "prijs", "jaar": 2025, "percentage": Decimal("-0.1"), "stand": "raming", "bron": "Verzonnen"},
    {"reeks": "prijs", "jaar": 2026, "percentage": Decimal("1"), "stand": "raming", "bron": "Verzonnen"},
]  # fmt: skip
RIJ = {"kostensoort": "vervoer", "post": "Ritten", "soort": "kosten", "dekking": "deelnemers", "bron": "Verzonnen"}


@pytest.fixture
def schrijf(schrijf_drieland):
    return lambda map, begroting, indexen=INDEXEN: schrijf_drieland(
        map, {"Begroting": begroting, "Indexen": indexen}, tot=2026
    )


def test_an_input_with_indexes_is_read_and_its_book_recalculates_to_the_same(tmp_path, schrijf, herreken) -> None:
    begroting = [
        {**RIJ, "2024": Decimal("1000.01"), "index": "70% loon + 30 % Prijs"},
        {**RIJ, "post": "Huur", "2024": 100, "2025": 100, "2026": 100},
    ]
    gegevens = lees_invoer(schrijf(tmp_path, begroting))
    assert [regel.index for regel in gegevens.begroting] == ["70% Loon + 30% prijs", ""]
    uitkomst = bereken(gegevens)
    # 0,7 × 2,5 - 0,3 × 0,1 = 1,72%: 1.017,21; 2026 1,7% meer: 1.034,50, en 70% van 0,75% van 1.000,01 is 5,25
    assert uitkomst.begrotingen["vervoer"].te_verdelen == {
        2024: Fraction("1100.01"), 2025: Fraction("1117.21"), 2026: Fraction("1139.75"),
    }  # fmt: skip
    boeken = {
        tmp_path / "regio.xlsx": maak_uitvoeringsplan(uitkomst, versie="test"),
        tmp_path / "gemeente.xlsx": maak_gemeenteboek(uitkomst, "GM9001", versie="test"),
    }
    for pad, inhoud in boeken.items():
        pad.write_bytes(inhoud)
    regio, gemeente = herreken(list(boeken)).values()
    assert {"Indexering", "Invoer Indexen"} <= set(regio)
    waarden = [waarde for cellen in (regio["Begroting"], regio["Indexering"]) for waarde in cellen.values()]
    assert any(isinstance(w, float) and abs(w - 1139.75) < 1e-6 for w in waarden)
    assert any(isinstance(w, float) and abs(w - 1139.75) < 1e-6 for w in gemeente["Te verdelen"].values())
    assert not [
        w
        for cellen in (*regio.values(), *gemeente.values())
        for w in cellen.values()
        if str(w).startswith(("#", "Err:"))
    ]


LOON = {"2024": 1, "index": "loon"}
FOUT = [
    ({"2024": 1, "index": "looon"}, INDEXEN, "reeks 'looon' staat niet op blad Indexen. Bedoelde u 'Loon'?"),
    ({"2024": 1, "index": "60% loon + 30% prijs"}, INDEXEN, "een mengsel dat samen 100% is"),
    ({**LOON, "2025": 2}, INDEXEN, "'2'; verwacht: leeg, want deze post volgt vanaf 2024 de index (Loon)"),
    ({"2024": None, "index": "loon"}, INDEXEN, "leeg; verwacht: het bedrag van 2024"),
    (LOON, INDEXEN[:2], "reeks 'Loon' heeft geen percentage voor 2026. Zet het op blad Indexen."),
    (LOON, [], "blad ontbreekt; een percentage per reeks en jaar is nodig voor blad Begroting"),
    (LOON, [*INDEXEN, INDEXEN[2]], "'Loon' staat er twee keer"),
    (LOON, [{**INDEXEN[0], "verrekenen_in": 2026}, *INDEXEN[1:]], "leeg, want een raming wordt niet verrekend"),
    (LOON, [INDEXEN[0], {**INDEXEN[1], "verrekenen_in": 2025}, *INDEXEN[2:]], "'2025'; verwacht: een jaar na 2025"),
    (LOON, [{**INDEXEN[0], "percentage": Decimal(250)}, *INDEXEN[1:]], "percentage tussen -100 en 100"),
]


@pytest.mark.parametrize(("rij", "indexen", "melding"), FOUT, ids=[melding for _, _, melding in FOUT])
def test_an_index_that_cannot_be_followed_is_said_with_its_cell(tmp_path, schrijf, rij, indexen, melding) -> None:
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(schrijf(tmp_path, [{**RIJ, **rij}], indexen))
    assert melding in str(gevonden.value)


def test_a_percentage_that_lost_its_percent_sign_is_asked_about(tmp_path, schrijf) -> None:
    indexen = [{**INDEXEN[0], "percentage": Decimal("0.025")}, *INDEXEN[2:]]
    gegevens = lees_invoer(schrijf(tmp_path, [{**RIJ, "2024": 1, "index": "loon"}], indexen))
    assert any("'0,025' is gelezen als 0,025%. Bedoelde u 2,5%?" in str(melding) for melding in gegevens.meldingen)
    assert any("geen post volgt reeks 'prijs'" in str(melding) for melding in gegevens.meldingen)


def test_a_plan_without_indexes_has_no_such_table_and_no_such_column(uitkomst) -> None:
    assert maak_tabellen(uitkomst, "indexering") == ()
    assert maak_tabellen(uitkomst, "prijspeil") == ()
