"""Scenario and investering from their declarations: as the core has them, explained, and of any number of parts."""

from collections.abc import Callable

import pytest

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import maak_tabellen, scenario, waarden_van
from calc.tabellen.scenario import Deel
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.lezer import uitlegger_van
from schemas.gegevens import PM, Gegevens

SCENARIO, INVESTERING = Tabelnaam("scenario"), Tabelnaam("investering")


def test_what_is_declared_is_what_the_core_gives(uitkomst: Uitkomst) -> None:
    bron, waarden = uitkomst.scenario, waarden_van(uitkomst)
    assert bron is not None
    for lijn in bron.lijnen:
        rij = f"{lijn.deel}: {lijn.regel}"
        assert {j: waarden[Celnaam(SCENARIO, rij, str(j))] for j in bron.jaren} == dict(lijn.bedragen)
    terug = Celnaam(INVESTERING, "Terugverdientijd (jaren)", f"besparing_vanaf_{bron.investering.besparing_vanaf}")
    assert waarden[terug] == bron.investering.terugverdientijd


def test_every_sum_in_the_explanations_gives_its_figure(
    uitkomst: Uitkomst, sommen: Callable[..., tuple[int, list[str]]]
) -> None:
    aantal, fout = sommen(uitlegger_van(uitkomst), [SCENARIO, INVESTERING])
    assert not fout
    assert aantal > 90


def test_under_the_table_stands_what_was_derived_and_from_what_source(uitkomst: Uitkomst) -> None:
    for naam in ("scenario", "investering"):
        (tabel,) = maak_tabellen(uitkomst, naam)
        assert any(noot.startswith("Afgeleid: Regionaal budget Jeugdhulp: ") for noot in tabel.noten)
        assert tabel.noten[-1].startswith("Bron: Transformatieplan 2023")


def test_a_third_scenario_has_a_zero_year_of_its_own(gegevens: Gegevens, monkeypatch: pytest.MonkeyPatch) -> None:
    eigen = Deel("scenario_3", 2022, besparing=False)
    gewoon = scenario.delen
    monkeypatch.setattr(scenario, "delen", lambda plan: (*gewoon(plan), eigen))
    waarden = waarden_van(bereken(gegevens))

    def van(rij: str, jaar: int) -> object:
        return waarden[Celnaam(SCENARIO, rij, str(jaar))]

    label = "Uitvoeringskosten inkoop"
    assert {van(f"scenario_3: {label}", jaar) for jaar in range(2020, 2027)} == {2269616}
    assert {van("scenario_3: Saldo", jaar) for jaar in range(2020, 2027)} == {0}
    assert van(f"verschil_scenario_3: {label}", 2026) == 1803063 - 2269616
    assert van("verschil_scenario_3: Toegangsmanagement", 2026) is PM
    waar = {controle.waar for naam, controle in waarden.model.controles() if naam == SCENARIO}
    assert "scenario_3, 2020–2026 samen" in waar
