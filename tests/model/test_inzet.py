"""Hours that participants supply: they contribute like all, and are paid for the hours."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from kleinplan import inzet, klein_plan, post, uurtarief
from ruamel.yaml import YAML

from calc.model.uitdrukking import Tabelnaam
from calc.oordeel import Oordeel
from calc.tabellen import maak_tabellen
from calc.tabellen.controles import controles
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.cel import uitlegger_van
from schemas.fouten import InvoerFouten
from schemas.gegevens import Capaciteitsregel
from schemas.inname import lees_invoer
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "inzet" / "uren.yaml")
JAAR = 2021


def plan_van(geval) -> Uitkomst:
    begroting = [post("Uren", {}), post("Overig", {JAAR: geval.get("kosten", "0")})]
    capaciteit = tuple(
        Capaciteitsregel("bureau", "Uren", "Beleid", functie, {JAAR: Decimal(uren)}, "", "Verzonnen", 5)
        for functie, uren in geval.get("capaciteit", {}).items()
    )
    regels = tuple(inzet(code, functie, {JAAR: uren}) for code, functie, uren in geval["inzet"])
    tarieven = tuple(uurtarief(functie, 2020, bedrag) for functie, bedrag in geval["tarieven"].items())
    return bereken(
        klein_plan((JAAR, JAAR), begroting, eenheid="cent", inzet=regels, tarieven=tarieven, capaciteit=capaciteit)
    )


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_example_comes_out(geval, sommen) -> None:
    uitkomst = plan_van(geval)
    (tabel,) = maak_tabellen(uitkomst, "inzet")
    namen = [kolom.naam for kolom in tabel.kolommen]
    assert namen == ["gemeentecode", "gemeente", "bijdrage", "uren", "tarief", "vergoeding", "saldo"]
    gevonden = {
        rij.waarden[0] or rij.waarden[1]: dict(zip(namen[2:], rij.waarden[2:], strict=True)) for rij in tabel.rijen
    }
    verwacht = {
        code: {kolom: None if waarde is None else Fraction(waarde) for kolom, waarde in rij.items()}
        for code, rij in geval["uitkomst"].items()
    }
    assert gevonden == verwacht
    assert {controle.oordeel for controle in controles(uitkomst)} == {"gelijk"}
    assert (
        sommen(uitlegger_van(uitkomst), [Tabelnaam("inzet", "bureau", JAAR), Tabelnaam("inzeturen", "bureau", JAAR)])[1]
        == []
    )


def test_hours_that_are_not_those_of_the_budget_do_not_pass_in_silence() -> None:
    geval = {**GEVALLEN[2], "capaciteit": {"Adviseur": "9"}}
    (fout,) = [controle for controle in controles(plan_van(geval)) if controle.oordeel == "afwijking"]
    assert fout.zin.startswith(
        "Vergoeding van inzet is de kosten van de uren sluit niet voor bureau 2021: verwacht € 720"
    )
    assert fout.zin.endswith("Geef uren die geen deelnemer levert een eigen post.")


def test_a_plan_without_hours_of_participants_has_no_such_table(uitkomst) -> None:
    assert maak_tabellen(uitkomst, "inzet") == ()


RIJ = {"kostensoort": "vervoer", "post": "Ritten", "functie": "Adviseur", "bron": "Verzonnen"}


@pytest.fixture
def schrijf(schrijf_drieland):
    def maak(map: Path, inzet_rijen) -> Path:
        tarief = {"functie": "Adviseur", "eenheid": "uur", "vanaf": 2024, "tarief": 100, "bron": "Verzonnen"}
        return schrijf_drieland(map, {"Inzet": inzet_rijen, "Tarieven": [tarief]})

    return maak


def test_the_hours_are_read_by_any_known_name_and_the_book_recalculates_to_the_same(
    tmp_path, schrijf, herreken
) -> None:
    rijen = [
        {**RIJ, "gemeente": "Zuider-Meer a/d Vecht", "2025": Decimal("12.5")},
        {**RIJ, "gemeente": "Oosterhorst", "2025": 2, "2024": 1},
    ]
    gegevens = lees_invoer(schrijf(tmp_path, rijen))
    assert [regel.gemeente for regel in gegevens.inzet] == ["Zuidermeer", "Oosterhorst"]
    uitkomst = bereken(gegevens)
    # 1.000,01 aan ritten en 14,5 uur van € 100
    assert uitkomst.begrotingen["vervoer"].te_verdelen == {2024: Fraction("1100.01"), 2025: Fraction("2450.01")}
    pad = tmp_path / "regio.xlsx"
    pad.write_bytes(maak_uitvoeringsplan(uitkomst, versie="test"))
    (bladen,) = herreken([pad]).values()
    assert 1250 in bladen["Inzet"].values()
    assert any(isinstance(w, float) and abs(w - 2450.01) < 1e-6 for w in bladen["Begroting"].values())
    alle = [waarde for cellen in bladen.values() for waarde in cellen.values()]
    assert not [waarde for waarde in alle if str(waarde).startswith(("#", "Err:"))]


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        ({"gemeente": "Zuidermere", "2025": 1}, "'Zuidermere' is geen deelnemer in 2025. Bedoelde u 'Zuidermeer'?"),
        (
            {"gemeente": "Zuidermeer", "2025": 1, "functie": "Jurist"},
            "1 uur van functie 'Jurist' zonder tarief in 2025",
        ),
        ({"gemeente": "Zuidermeer", "2025": 1, "post": "Riten"}, "'Riten' is geen post van vervoer op blad Begroting"),
        ({"gemeente": "Zuidermeer", "2025": -1}, "'-1'; verwacht: getal van 0 of meer"),
    ],
)
def test_hours_that_cannot_be_paid_are_said_with_their_cell(tmp_path, schrijf, rij, melding) -> None:
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(schrijf(tmp_path, [{**RIJ, **rij}]))
    assert melding in str(gevonden.value)


@pytest.mark.parametrize(
    ("eenheid", "uren", "raad"),
    [
        ("euro", "1.5", "geen bedrag in hele euro's: rond een post, de uren of een tarief af, of kies in het regio"),
        ("cent", "1.5", "geen bedrag in hele centen: rond een post, de uren of een tarief af."),
        ("cent", "2", ""),
    ],
)
def test_what_cannot_add_up_in_whole_units_says_what_can_be_done(eenheid, uren, raad) -> None:
    """1,5 hours of € 127,35 are € 191,025; 2 are € 254,70."""
    regels, tarief = (inzet("GM9002", "Adviseur", {JAAR: uren}),), (uurtarief("Adviseur", 2020, "127.35"),)
    plan = klein_plan((JAAR, JAAR), [post("Uren", {})], eenheid=eenheid, inzet=regels, tarieven=tarief)
    mist = [c.zin for c in controles(bereken(plan)) if c.oordeel is Oordeel.AFWIJKING and c.waar == f"bureau {JAAR}"]
    assert bool(mist) == bool(raad)
    assert all(raad in zin for zin in mist)
