"""Begroting, hours, rates and formatie from their declarations: as the core has them, live, and explained."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.model.uitleg import Uitlegger
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.cel import uitlegger_van
from schemas.gegevens import Gegevens
from templates.plan.rekenwerk import moment
from templates.plan.uitvoeringsplan import vul_uitvoeringsplan
from templates.werkmap.modelblad import Modelbladen

FAMILIE = ("tarieven", "uren", "taken", "uren_per_post", "capaciteit", "begroting", "formatie")


def tabellen(lezer: Uitlegger) -> list[Tabelnaam]:
    model = lezer.model
    return [naam for soort in FAMILIE for naam in model.exemplaren(model.soorten[soort])]


def test_what_is_declared_is_what_the_distribution_starts_from(uitkomst: Uitkomst) -> None:
    """Two roads to the amount to split: the declared table, and hours and lines of the input added up here."""
    waarden, gegevens = waarden_van(uitkomst), uitkomst.gegevens
    for soort, begroting in uitkomst.begrotingen.items():
        verwacht = dict.fromkeys(begroting.jaren, Fraction(0))
        for uren in begroting.uren:
            verwacht[uren.jaar] += uren.uren * Fraction(uren.tarief.bedrag)
        for regel in gegevens.begroting:
            if (regel.kostensoort, regel.dekking) == (soort, "deelnemers"):
                for jaar, euros in regel.bedragen.items():
                    verwacht[jaar] += Fraction(euros)
        totalen = {j: waarden[Celnaam(Tabelnaam("begroting", soort), "Totaal", str(j))] for j in begroting.jaren}
        assert totalen == dict(begroting.te_verdelen) == verwacht
    kosten = {
        (k.regel.kostensoort, f"{k.regel.onderdeel}: {k.regel.functie}", k.jaar): k.fte * Fraction(k.tarief.bedrag)
        for k in uitkomst.formatie
    }
    assert kosten
    for (soort, rij, jaar), bedrag in kosten.items():
        assert waarden[Celnaam(Tabelnaam("formatie", soort), rij, str(jaar))] == bedrag


def test_every_sum_in_the_explanations_gives_its_figure(
    uitkomst: Uitkomst, sommen: Callable[..., tuple[int, list[str]]]
) -> None:
    lezer = uitlegger_van(uitkomst)
    aantal, fout = sommen(lezer, tabellen(lezer))
    assert not fout
    assert aantal > 200


def test_a_post_reads_as_hours_times_rate_down_to_the_rows_of_the_input(uitkomst: Uitkomst) -> None:
    cel = Celnaam(Tabelnaam("begroting", "beleid"), "Beleidsinzet en ondersteuning", "2021")
    regels = uitlegger_van(uitkomst).uitleg(cel).regels()
    assert "Beleidsinzet en ondersteuning, 2021: € 673.100 - € 41.680 = € 631.420,00." in [r.strip() for r in regels]
    assert any("5.300 × € 127,00 = € 673.100" in regel for regel in regels)
    assert any("blad Capaciteit" in regel for regel in regels)
    assert any("blad Tarieven" in regel for regel in regels)
    assert any("blad Begroting, rij" in regel and "Afgeleid" in regel for regel in regels)


@pytest.fixture(scope="module")
def halve_uren(gegevens: Gegevens) -> Uitkomst:
    """Half hours, cents in a post, the same post under two covers, and a post that is empty in a year."""
    eerste, *uren = gegevens.capaciteit
    halve = replace(eerste, uren={jaar: aantal + Decimal("0.5") for jaar, aantal in eerste.uren.items()})
    eigen, *regels = gegevens.begroting
    anders = replace(eigen, dekking="reserve", bedragen={2021: Decimal("100.25"), 2022: Decimal("-3.10")})
    nul = replace(eigen, post="Niets", dekking="reserve nul", bedragen={2021: Decimal(5)})
    terug = replace(nul, post="Niets terug", bedragen={2021: Decimal(-5)})
    return bereken(
        replace(gegevens, capaciteit=(halve, *uren), begroting=(eigen, *regels, anders, nul, terug), gedrukt=())
    )


def test_a_sheet_recalculates_to_the_exact_values_and_sees_a_planted_fault(
    halve_uren: Uitkomst,
    tmp_path: Path,
    herreken: Callable[..., dict[Path, dict[str, dict[str, object]]]],
    herrekenverschillen: Callable[..., list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bladen: list[Modelbladen] = []
    gewoon = Modelbladen.__init__

    def onthoud(zelf: Modelbladen, *args: Any) -> None:
        gewoon(zelf, *args)
        bladen.append(zelf)

    monkeypatch.setattr(Modelbladen, "__init__", onthoud)
    boek = vul_uitvoeringsplan(halve_uren, versie="test")
    goed, fout = tmp_path / "goed.xlsx", tmp_path / "fout.xlsx"
    goed.write_bytes(boek.bewaar(moment(halve_uren)))
    (blad,) = bladen
    vak = blad.indeling[Tabelnaam("uren")]
    ws = boek.werkboek["Uren maal tarief"]
    ws[vak.plek(next(iter(vak.rijen)), "bedrag_2021")].value += "+1"
    fout.write_bytes(boek.bewaar(moment(halve_uren)))
    herrekend = herreken([goed, fout])
    del blad.indeling[Tabelnaam("controles")]
    waarden = waarden_van(halve_uren)
    assert herrekenverschillen(waarden, blad, herrekend[goed]) == []
    geraakt = herrekenverschillen(waarden, blad, herrekend[fout])
    assert any("Totaal, 2021" in regel for regel in geraakt)
