"""Fixtures for the workbooks: made-up plans of any shape."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from schemas.gegevens import (
    PM,
    Begrotingsregel,
    Capaciteitsregel,
    Definitie,
    Formatieregel,
    Gegevens,
    Maatstafwaarde,
    Plan,
    Scenarioregel,
    Tarief,
    Vastgesteld,
)
from schemas.geldend import Regio
from schemas.plaats import Vindplaats
from schemas.regiobestand import RegioBestand

# There is no package of tests to import from.
HIER = str(Path(__file__).parent)
if HIER not in sys.path:
    sys.path.insert(0, HIER)


@pytest.fixture(scope="session")
def voorbeeldpad(invoer: Path) -> Path:
    return invoer


@pytest.fixture(scope="session")
def voorbeeld(gegevens: Gegevens) -> Gegevens:
    """The shipped example: the published year 2021."""
    return gegevens


@dataclass(frozen=True)
class Proefplan:
    """A made-up plan: what matters for the sheets, the rest is filled in."""

    deelnemers: int = 3
    delen: Mapping[str, str] | None = None
    sluitregel: str = "grootste-rest"
    eenheid: str = "cent"
    bedragen: Mapping[int, str] | None = None
    vastgesteld: Sequence[int] = ()
    komt_later: int | None = None
    gaat_weg: int | None = None
    scenario: bool = True
    namen: Sequence[str] = ()


@pytest.fixture(scope="session")
def proefplan() -> Callable[..., Gegevens]:
    """Figures of a region that does not exist, of any size."""

    def maak(**keuzes: object) -> Gegevens:
        return _gegevens(Proefplan(**keuzes))  # type: ignore[arg-type]

    return maak


def _regio(vorm: Proefplan, delen: Mapping[str, str]) -> Regio:
    deelnemers = []
    for n in range(vorm.deelnemers):
        naam = vorm.namen[n] if n < len(vorm.namen) else f"Verzonnen {n + 1}"
        deelnemer: dict[str, object] = {"code": f"GM{9000 + n}", "naam": naam, "van": 2020, "bron": "verzonnen"}
        if n == vorm.komt_later:
            deelnemer["van"] = 2022
        if n == vorm.gaat_weg:
            deelnemer["tot_en_met"] = 2021
        deelnemers.append(deelnemer)
    eenheden = {"m2": "euro", "m3": "procent"}
    bestand = {
        "regio": "verzonnen-regio", "label": "Verzonnen regio", "centrumgemeente": "GM9000", "bron": "verzonnen",
        "deelnemers": deelnemers,
        "maatstaven": {
            deel: {
                "label": f"Maatstaf {deel}", "definitie": f"Wat {deel} telt",
                "eenheid": {2019: {"waarde": eenheden.get(deel, "aantal"), "bron": "verzonnen"}},
            }
            for deel in delen
            if deel != "rato"
        },
        "kostensoorten": {
            "zorg": {
                "label": "Kosten zorg", "grondslag": "verzonnen",
                "sluitregel": {2020: {"waarde": vorm.sluitregel, "bron": "verzonnen"}},
                "eenheid": {2020: {"waarde": vorm.eenheid, "bron": "verzonnen"}},
                "sleutel": {
                    2020: {"delen": {d: Decimal(g) for d, g in delen.items()}, "bron": "verzonnen"},
                },
            }
        },
    }  # fmt: skip
    return Regio(RegioBestand.model_validate(bestand))


def _gegevens(vorm: Proefplan) -> Gegevens:
    delen = vorm.delen or {"rato": "25", "m1": "25", "m2": "50"}
    regio = _regio(vorm, delen)
    codes = [d.code for d in regio.bestand.deelnemers]
    waarden = []
    for deel in delen:
        for peiljaar in (2019, 2020) if deel != "rato" else ():
            for n, code in enumerate(codes):
                getal = Decimal((n * 37 + len(deel) * 11 + peiljaar) % 97 + (n % 3))
                if deel == "m3":
                    # Percentages: equal parts, the remainder with the first.
                    getal = Decimal(10000 // len(codes)) / 100
                    getal += Decimal(100) - getal * len(codes) if n == 0 else 0
                waarden.append(Maatstafwaarde(deel, peiljaar, code, getal, Vindplaats.in_cel("Maatstaven", n, 1)))
    bedragen = {j: Decimal(b) for j, b in (vorm.bedragen or {2020: "1000", 2021: "1000.01", 2022: "999.97"}).items()}
    jaren = tuple(bedragen)
    bron, leeg, wie = "verzonnen", "", "deelnemers"
    zeven, half = dict.fromkeys(jaren, Decimal(7)), {jaren[1]: Decimal("0.5")}
    vast = [
        Vastgesteld("zorg", d.code, jaar, Decimal(10 + n), bron, Vindplaats.in_cel("Vastgesteld", 1, 1))
        for jaar in vorm.vastgesteld
        for n, d in enumerate(regio.deelnemers(jaar))
    ]
    per_jaar = dict.fromkeys(jaren, Decimal(0))
    begin = per_jaar | {jaren[0]: Decimal("2.5")}
    scenario = [
        Scenarioregel(
            "Budget", "budget", {j: Decimal(5000) for j in (*jaren, jaren[-1] + 1)}, None, leeg, leeg, bron, 5
        ),
        Scenarioregel("Zorg", "restpost", {}, None, leeg, leeg, bron, 6),
        Scenarioregel("Toegang", "post", dict.fromkeys((*jaren, jaren[-1] + 1), PM), None, leeg, leeg, bron, 7),
        Scenarioregel("Besparing", "besparing", {jaren[-1]: Decimal(100)}, None, leeg, leeg, bron, 8),
        Scenarioregel("Besparing 5%", "variant", {}, Decimal(5), "budget", leeg, bron, 9),
        Scenarioregel("Extra", "investering", {jaren[1]: Decimal(1)}, None, leeg, leeg, bron, 10),
    ]
    return Gegevens(
        regio=regio,
        plan=Plan(
            "verzonnen-regio", "Verzonnen plan", jaren[1], jaren[0], jaren[-1], jaren[-1] + 1, "voorlopig", "Verzonnen",
            leeg, leeg, None, leeg, bron, leeg,
        ),
        definities=tuple(
            Definitie(d, p, f"Wat {d} telt", str(p), leeg, bron) for d in delen for p in (2019, 2020) if d != "rato"
        ),
        maatstaven=tuple(waarden),
        begroting=(
            Begrotingsregel("zorg", "Inkoop", "kosten", "deelnemers", bedragen, leeg, bron, 5),
            Begrotingsregel("zorg", "Uren", "kosten", "deelnemers", {}, leeg, bron, 6),
            Begrotingsregel("zorg", "Handhaving *", "kosten", "opbrengst", zeven, leeg, bron, 7),
        ),
        capaciteit=(
            Capaciteitsregel("zorg", "Uren", "=Taak een", "Adviseur", begin, leeg, bron, 5),
            Capaciteitsregel("zorg", "Uren", "Taak twee", "Adviseur", per_jaar, "geschat", bron, 6),
        ),
        formatie=(Formatieregel("zorg", "Vast", "Jurist", "10", wie, half, leeg, bron, 5),),
        tarieven=(
            Tarief("Adviseur", leeg, "uur", 2019, Decimal(100), leeg, bron, 5),
            Tarief("Adviseur", leeg, "uur", jaren[1], Decimal(110), leeg, bron, 6),
            Tarief(leeg, "10", "fte", 2019, Decimal(90000), "geschat", bron, 7),
        ),
        vastgesteld=tuple(vast),
        scenario=tuple(scenario) if vorm.scenario else (),
        gedrukt=(),
        meldingen=(),
        bestand="verzonnen.xlsx",
        sha256="0" * 64,
    )  # fmt: skip
