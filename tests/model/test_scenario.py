"""Scenario and investering from their declarations: as the core has them, explained, and of any number of parts."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from calc.afronding import rond_op
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.scenario import MET, SALDO, ZONDER
from calc.tabellen import maak_tabellen, scenario, waarden_van
from calc.tabellen.scenario import Scenariodeel
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.cel import uitlegger_van
from schemas.gegevens import PM, Gegevens

SCENARIO, INVESTERING = Tabelnaam("scenario"), Tabelnaam("investering")


def test_every_line_that_a_scenario_has_is_a_row_of_its_table(uitkomst: Uitkomst) -> None:
    bron, (tabel,) = uitkomst.scenario, maak_tabellen(uitkomst, "scenario")
    assert bron is not None
    assert dict.fromkeys(rij.waarden[1] for rij in tabel.rijen).keys() == bron.regels.keys()
    per_deel = {deel: [rij.waarden[1] for rij in tabel.rijen if rij.waarden[0] == deel] for deel in (ZONDER, MET)}
    assert per_deel[ZONDER] == per_deel[MET] == list(bron.regels)[: list(bron.regels).index(SALDO) + 1]
    assert [kolom.naam for kolom in tabel.kolommen[2:]] == list(map(str, bron.jaren))


def test_care_is_what_the_budget_leaves_in_every_year(uitkomst: Uitkomst, gegevens: Gegevens) -> None:
    """By another road: from the rows of the input and the budgets."""
    bron, waarden, plan = uitkomst.scenario, waarden_van(uitkomst), gegevens.plan
    assert bron is not None

    def van(soort: str, jaar: int) -> Fraction:
        bedragen = (r.bedragen.get(jaar) for r in gegevens.scenario if r.soort == soort)
        return sum((rond_op(Fraction(b), 0) for b in bedragen if isinstance(b, Decimal)), Fraction(0))

    for jaar in bron.jaren:
        for deel, van_jaar in ((ZONDER, plan.basisjaar), (MET, min(jaar, plan.laatste_jaar))):
            kosten = sum(rond_op(reeks.te_verdelen[van_jaar], 0) for reeks in uitkomst.begrotingen.values())
            bespaard = van("besparing", jaar) if deel == MET else 0
            zorg = van("budget", jaar) - kosten - van("post", jaar) - bespaard
            assert waarden[Celnaam(SCENARIO, f"{deel}: {bron.regel('restpost')}", str(jaar))] == zorg
            assert waarden[Celnaam(SCENARIO, f"{deel}: {SALDO}", str(jaar))] == -bespaard
    vanaf = bron.besparing_vanaf
    terug = waarden[Celnaam(INVESTERING, "Terugverdientijd (jaren)", f"besparing_vanaf_{vanaf}")]
    meer = Fraction(waarden.getal(Celnaam(INVESTERING, "Totaal", "extra_investering")))
    assert vanaf is not None
    assert terug == meer / van("besparing", vanaf)


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
    eigen = Scenariodeel("scenario_3", 2022, besparing=False)
    gewoon = scenario.delen
    monkeypatch.setattr(scenario, "delen", lambda plan: (*gewoon(plan), eigen))
    # What was published is of two scenarios.
    waarden = waarden_van(bereken(replace(gegevens, gedrukt=())))

    def van(rij: str, jaar: int) -> object:
        return waarden[Celnaam(SCENARIO, rij, str(jaar))]

    label = "Uitvoeringskosten inkoop"
    assert {van(f"scenario_3: {label}", jaar) for jaar in range(2020, 2027)} == {2269616}
    assert {van("scenario_3: Saldo", jaar) for jaar in range(2020, 2027)} == {0}
    assert van(f"verschil_scenario_3: {label}", 2026) == 1803063 - 2269616
    assert van("verschil_scenario_3: Toegangsmanagement", 2026) is PM
    waar = {controle.waar for naam, controle in waarden.model.controles() if naam == SCENARIO}
    assert "scenario_3, 2020–2026 samen" in waar
