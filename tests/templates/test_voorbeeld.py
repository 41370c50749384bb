"""The shipped example: made from the published tables, and holding every figure of them."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from gereedschap.voorbeeld import cijfers
from gereedschap.voorbeeld.maak import maak
from schemas.bladen import BLADEN
from schemas.gegevens import PM, Gedrukt, Gegevens
from templates.voorbeelden import voorbeeld, voorbeelden

BRON = Path(__file__).parents[1] / "bron" / "transformatieplan-2021"
Bron = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="module")
def gemaakt() -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setattr(cijfers, "TABELLEN", BRON)
        return maak()


def _delen(inhoud: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(inhoud)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


@pytest.mark.parametrize("naam", voorbeelden())
def test_a_shipped_file_is_what_the_script_makes(gemaakt: dict[str, bytes], naam: str) -> None:
    pad = voorbeeld(naam)
    assert pad is not None
    verscheept, nieuw = _delen(pad.read_bytes()), _delen(gemaakt[naam])
    assert list(verscheept) == list(nieuw)
    assert [deel for deel in nieuw if verscheept[deel] != nieuw[deel]] == []


def test_the_same_figures_make_the_same_bytes(gemaakt: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cijfers, "TABELLEN", BRON)
    assert maak() == gemaakt


def _by_cell(gegevens: Gegevens) -> dict[tuple[str, str, int | None, str, str], Gedrukt]:
    return {(g.tabel, g.kostensoort, g.jaar, g.rij, g.kolom): g for g in gegevens.gedrukt}


def _printed(gedrukt: Gedrukt) -> str:
    """A figure as it was printed."""
    return f"{gedrukt.waarde:.{gedrukt.decimalen}f}" if isinstance(gedrukt.waarde, Decimal) else str(gedrukt.waarde)


def test_every_printed_cell_per_municipality_is_in_the_example(gegevens: Gegevens, bron: Bron) -> None:
    cellen = _by_cell(gegevens)
    codes = {rij["gemeente"]: rij["gemeentecode"] for rij in bron("gemeenten")} | {"Totaal": "Totaal"}
    delen = ("rato", "jongeren", "toekenningen", "declaraties")
    jaren = {f"{jaar}_eur": str(jaar) for jaar in range(2020, 2025)}
    inkoop = {f"{deel}_pct": f"aandeel_{deel}" for deel in delen} | {f"{deel}_eur": f"bedrag_{deel}" for deel in delen}
    tabellen: list[tuple[str, str, str, int | None, dict[str, str]]] = [
        ("bijdrage_beleid", "verdeling", "beleid", 2020, {"bijdrage_2020_eur": "bedrag"}),
        (
            "bijdrage_beleid",
            "verdeling",
            "beleid",
            2021,
            {
                "verdeelmodel_jeugd_2019_eur": "waarde_verdeelmodel_jeugd",
                "aandeel_pct": "aandeel",
                "bijdrage_2021_eur": "bedrag",
                "pct_van_jeugdbudget": "pct_van_jeugdbudget",
            },
        ),
        (
            "uitvoeringskosten_inkoop_2021",
            "verdeling",
            "inkoop",
            2021,
            inkoop | {"naam_in_bron": "gemeente", "aandeel_pct": "aandeel", "totaal_eur": "bedrag"},
        ),
        (
            "toename_inkoop_2020_2021",
            "toename",
            "inkoop",
            2021,
            {"naam_in_bron": "gemeente", "2020_eur": "2020", "2021_eur": "2021"}
            | {"toename_eur": "toename", "toename_pct": "toename_pct"},
        ),
        ("meerjarig_inkoop", "meerjarig", "inkoop", None, {"naam_in_bron": "gemeente"} | jaren),
        (
            "mutaties_inkoop",
            "mutaties",
            "inkoop",
            None,
            {"naam_in_bron": "gemeente"} | {k: v for k, v in jaren.items() if v != "2020"},
        ),
    ]
    for bestand, tabel, kostensoort, jaar, kolommen in tabellen:
        for rij in bron(bestand):
            for oorsprong, kolom in kolommen.items():
                if not (kolom == "gemeente" and rij["gemeente"] == "Totaal"):
                    gedrukt = cellen[tabel, kostensoort, jaar, codes[rij["gemeente"]], kolom]
                    assert _printed(gedrukt) == rij[oorsprong]
                    assert gedrukt.procent == oorsprong.startswith("pct") | oorsprong.endswith("_pct")
        namen = {"gemeente", "gemeentecode", *kolommen, "bijdrage_2020_eur"}
        if bestand != "bijdrage_beleid" or jaar == 2021:
            assert set(bron(bestand)[0]) <= namen


def test_every_printed_cell_of_budget_hours_scenario_and_investment_is_in_the_example(
    gegevens: Gegevens, bron: Bron
) -> None:
    cellen = _by_cell(gegevens)
    verwacht: list[tuple[tuple[str, str, int | None, str, str], str]] = []
    for kostensoort in ("beleid", "inkoop"):
        for rij in bron(f"begroting_{kostensoort}"):
            plekken = {jaar: ("begroting", kostensoort, None, rij["post"], str(jaar)) for jaar in range(2020, 2025)}
            verwacht += [(plek, rij[f"{jaar}_eur"]) for jaar, plek in plekken.items()]
    uren = {"beleid_uren": "uren_beleidsadviseur", "ondersteuning_uren": "uren_ondersteuner", "totaal_uren": "uren"}
    for bestand in ("capaciteit_regiocoordinatie", "capaciteit_transformatie"):
        for rij in bron(bestand):
            for oorsprong, kolom in uren.items():
                verwacht.append((("capaciteit", "beleid", 2021, rij["taak"], kolom), rij.get(oorsprong, "")))
    for rij in bron("formatie_inkoop"):
        naam = f"{rij['onderdeel']}: {rij['functie']}"
        verwacht.append((("formatie", "inkoop", 2021, naam, "bedrag"), rij["bedrag_eur"]))
    for rij in bron("scenario"):
        regel = rij["regel"]
        regel += " (inkoop zorg)" if regel == "Contract- en leveranciersmanagement" else ""
        plekken = {jaar: ("scenario", "", None, f"{rij['deel']}: {regel}", str(jaar)) for jaar in range(2020, 2027)}
        verwacht += [(plek, rij[f"{jaar}_eur"]) for jaar, plek in plekken.items()]
    for rij in bron("investering"):
        regel = rij["regel"]
        verwacht += [(("investering", "", None, regel, k.removesuffix("_eur")), rij[k]) for k in list(rij)[1:]]
    for plek, gedrukt in verwacht:
        assert (plek in cellen) == bool(gedrukt), plek
        if gedrukt:
            assert _printed(cellen[plek]) == gedrukt


def test_every_published_input_is_in_the_example(gegevens: Gegevens, bron: Bron) -> None:
    codes = {rij["gemeente"]: rij["gemeentecode"] for rij in bron("gemeenten")}
    waarden = {(w.maatstaf, w.peiljaar, w.gemeentecode): w.waarde for w in gegevens.maatstaven}
    for rij in bron("bijdrage_beleid")[:-1]:
        assert waarden["verdeelmodel_jeugd", 2019, codes[rij["gemeente"]]] == int(rij["verdeelmodel_jeugd_2019_eur"])
    for rij in bron("uitvoeringskosten_inkoop_2021")[:-1]:
        for maatstaf in ("jongeren", "toekenningen", "declaraties"):
            assert waarden[maatstaf, 2020, codes[rij["gemeente"]]] == Decimal(rij[f"{maatstaf}_pct"])
    vast = {v.gemeentecode: v.bedrag for v in gegevens.vastgesteld}
    assert vast == {codes[rij["gemeente"]]: Decimal(rij["2020_eur"]) for rij in bron("meerjarig_inkoop")[:-1]}
    tarieven = {(t.schaal, t.vanaf): t.bedrag for t in gegevens.tarieven if t.eenheid == "uur"}
    assert [tarieven[rij["fwg_schaal"], 2021] for rij in bron("tarieven_beleid")] == [127, 89]
    fte = [(f.onderdeel, f.functie, f.schaal, f.fte[2021]) for f in gegevens.formatie]
    assert fte == [(r["onderdeel"], r["functie"], r["schaal"], Decimal(r["fte"])) for r in bron("formatie_inkoop")]


def test_hours_times_rate_give_the_printed_budget_of_policy(gegevens: Gegevens) -> None:
    tarief = {(t.functie, t.vanaf): t.bedrag for t in gegevens.tarieven if t.eenheid == "uur"}
    som: Counter[tuple[str, int]] = Counter()
    for regel in gegevens.capaciteit:
        for jaar, uren in regel.uren.items():
            som[regel.post, jaar] += int(uren * tarief[regel.functie, 2020 if jaar == 2020 else 2021])
    assert [som["Beleidsadviseur", 2020], som["Ondersteuner", 2020]] == [674100, 92400]
    assert [som["Beleidsadviseur", 2021], som["Ondersteuner", 2021]] == [640715, 84105]
    assert [som["Beleidsinzet en ondersteuning", jaar] for jaar in range(2021, 2025)] == [
        673100,
        673100,
        254000,
        254000,
    ]


def test_what_was_derived_says_so(gegevens: Gegevens) -> None:
    for tarief in gegevens.tarieven:
        assert bool(tarief.afgeleid) == (tarief.eenheid == "fte" or tarief.vanaf == 2020)
    assert all("percentages, geen aantallen" in d.afgeleid for d in gegevens.definities if d.peiljaar == 2020)
    afgeleide_taken = {regel.taak for regel in gegevens.capaciteit if regel.afgeleid}
    assert afgeleide_taken == {
        "Regiocoördinatie 2020, niet uitgesplitst naar taak",
        "Afronding van de tekst op 5.300 uren",
        "Transformatie vanaf 2023, niet uitgesplitst naar taak",
    }


def test_every_row_names_its_source(gegevens: Gegevens) -> None:
    bronnen = [regel.bron for regel in gegevens.begroting]
    bronnen += [regel.bron for regel in gegevens.capaciteit]
    bronnen += [regel.bron for regel in gegevens.formatie]
    bronnen += [tarief.bron for tarief in gegevens.tarieven]
    bronnen += [regel.bron for regel in gegevens.scenario]
    assert all(bron.startswith("Transformatieplan 2023") for bron in bronnen)


def test_no_decision_was_made_up(gegevens: Gegevens) -> None:
    plan = gegevens.plan
    assert (plan.status, plan.besluit, plan.besluitdatum, plan.besluitkenmerk) == ("voorlopig", "", None, "")
    assert plan.opsteller == "Centrumgemeente Maastricht"


def test_pm_is_printed_as_pm(gegevens: Gegevens) -> None:
    assert _by_cell(gegevens)["scenario", "", None, "scenario_1: Toegangsmanagement", "2020"].waarde is PM


def test_the_example_opens_on_plan_and_reads_as_a_form(invoer: Path) -> None:
    boek = openpyxl.load_workbook(invoer)
    assert boek.sheetnames == [vorm.naam for vorm in BLADEN if not vorm.optioneel]
    assert boek.active is boek["Plan"]
    assert boek.properties.created == datetime(2021, 1, 1)
    for blad in boek.worksheets:
        assert blad.freeze_panes is not None
        assert not blad.sheet_view.showGridLines
        assert blad.print_title_rows == "$4:$4"
        assert blad["A5"].style.startswith("VW ")
    assert [boek["Begroting"].cell(4, kolom).value for kolom in range(5, 10)] == list(range(2020, 2025))
    lijsten = {controle.formula1 for controle in boek["Begroting"].data_validations.dataValidation}
    assert {'"beleid,inkoop"', '"kosten,correctie"'} <= lijsten
