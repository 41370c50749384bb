"""Regions that do not exist, to print: five participants that share one cost, and forty with eight of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from schemas.geldend import laad_regio
from schemas.invoer import Kop
from templates.werkmap.invoerboek import Invoerboek, Invoerrij, maak_invoerboek

BRON: Final = "Verzonnen"
JAAR: Final = 2024
SOORTEN: Final = {
    "inkoop": "Uitvoeringskosten inkoop", "beleid": "Uitvoeringskosten beleid", "crisis": "Crisisdienst",
    "pleegzorg": "Pleegzorg en gezinshuizen", "expertise": "Expertisecentrum", "toezicht": "Toezicht en kwaliteit",
    "data": "Gegevens en monitor", "innovatie": "Innovatiefonds",
}  # fmt: skip
EERSTE: Final = ("Noord", "Zuider", "Ooster", "Wester", "Midden", "Nieuw", "Oud", "Hoog")
TWEEDE: Final = ("veen", "burg", "woude-Rijnoever", "dam", "kerk")
"""Forty names, short and long."""
MAATSTAVEN: Final = {"jongeren": "Jongeren", "toekenningen": "Toekenningen", "inwoners": "Inwoners"}


@dataclass(frozen=True)
class Drukregio:
    naam: str
    deelnemers: int
    soorten: int
    jaren: range
    scenario: bool


VIJF: Final = Drukregio("vijfland", 5, 1, range(JAAR - 1, JAAR + 1), scenario=False)
VEERTIG: Final = Drukregio("veertigland", 40, 8, range(JAAR - 1, JAAR + 4), scenario=True)


def schrijf(regio: Drukregio, map_: Path) -> Path:
    """The region file and the input beside it."""
    (map_ / f"{regio.naam}.yaml").write_text(_als_yaml(_bestand(regio)), encoding="utf-8")
    tot = regio.jaren[-1]
    plan: Invoerrij = {
        "regio": regio.naam, "titel": f"Uitvoeringsplan {JAAR}", "jaar": JAAR, "basisjaar": regio.jaren[0],
        "laatste_jaar": tot, "scenario_tot_en_met": tot, "status": "concept", "opsteller": BRON, "bron": BRON,
    }  # fmt: skip
    kop = Kop(regio.naam, JAAR, regio.jaren[0], tot, tot, "concept")
    boek = Invoerboek(plan, _bladen(regio), kop)
    pad = map_ / f"{regio.naam}-invoer.xlsx"
    pad.write_bytes(maak_invoerboek(boek, laad_regio(regio.naam, map_), datetime(2023, 11, 1)))
    return pad


def _als_yaml(bestand: dict[str, Any]) -> str:
    """JSON is YAML, but for keys: years must be numbers there."""
    return re.sub(r'"(\d{4})": ', r"\1: ", json.dumps(bestand, ensure_ascii=False))


def _namen(regio: Drukregio) -> list[str]:
    return [eerste + tweede for tweede in TWEEDE for eerste in EERSTE][: regio.deelnemers]


def _bestand(regio: Drukregio) -> dict[str, Any]:
    def sinds(waarde: Any) -> dict[int, Any]:
        return {2020: {"waarde": waarde, "bron": BRON}}

    deelnemers = [
        {"code": f"GM{9000 + n}", "naam": naam, "van": 2020, "bron": BRON, "subregio": sinds(EERSTE[n % 4])}
        for n, naam in enumerate(_namen(regio))
    ]
    if not regio.scenario:
        for deelnemer in deelnemers:
            del deelnemer["subregio"]
    soorten = {}
    for n, (soort, label) in enumerate(list(SOORTEN.items())[: regio.soorten]):
        delen = {"rato": 20 + n, "jongeren": 50, "toekenningen": 20, "inwoners": 10}
        soorten[soort] = {
            "label": label, "grondslag": BRON, "sluitregel": sinds("grootste-rest"), "eenheid": sinds("cent"),
            "omschrijving": f"De kosten van {label.lower()} voor de hele regio.",
            "sleutel": {2020: {"delen": delen, "bron": BRON}},
        }  # fmt: skip
    return {
        "regio": regio.naam, "label": f"Jeugdhulpregio {regio.naam.capitalize()}", "centrumgemeente": "GM9000",
        "bron": BRON, "deelnemers": deelnemers, "kostensoorten": soorten,
        "maatstaven": {
            naam: {"label": label, "definitie": f"{label} in de gemeente", "eenheid": sinds("aantal")}
            for naam, label in MAATSTAVEN.items()
        },
    }  # fmt: skip


def _bladen(regio: Drukregio) -> Mapping[str, list[Invoerrij]]:
    peiljaren = range(regio.jaren[0] - 1, JAAR)
    definities: list[Invoerrij] = [
        {"maatstaf": naam, "peiljaar": jaar, "definitie": f"{label} op 31 december", "bron": BRON}
        for naam, label in MAATSTAVEN.items()
        for jaar in peiljaren
    ]
    maatstaven: list[Invoerrij] = []
    for n, naam in enumerate(_namen(regio)):
        jongeren = 900 + 7_919 * (n + 3) % 23_000
        for jaar in peiljaren:
            groei = (jaar - peiljaren[0]) * (n % 7 - 2) * 11
            cijfers = {"jongeren": jongeren + groei, "toekenningen": 0 if n == 3 else jongeren // 9 + n}
            maatstaven.append({"peiljaar": jaar, "gemeente": naam, **cijfers, "inwoners": 5 * jongeren + groei})
    begroting: list[Invoerrij] = [
        {
            "kostensoort": soort, "post": post, "soort": "kosten", "dekking": "deelnemers", "bron": BRON,
            **{str(jaar): Decimal(basis * (9 - n) * (100 + 4 * (jaar - JAAR)) // 100) for jaar in regio.jaren},
        }
        for n, soort in enumerate(list(SOORTEN)[: regio.soorten])
        for post, basis in (("Personeel", 210_000), ("Huisvesting", 24_500), ("Licenties en beheer", 9_870))
    ]  # fmt: skip
    bladen = {"Definities": definities, "Maatstaven": maatstaven, "Begroting": begroting}
    if regio.scenario:
        alle = {str(jaar): Decimal(410_000_000) for jaar in regio.jaren}
        besparing = {str(jaar): Decimal(1_500_000) for jaar in regio.jaren if jaar > JAAR + 1}
        investering: Invoerrij = {"regel": "Jaren met extra kosten", "soort": "investering", "bron": BRON}
        investering |= {str(jaar): 1 for jaar in (JAAR, JAAR + 1)}
        bladen["Scenario"] = [
            {"regel": "Jeugdbudget van het Rijk", "soort": "budget", "bron": BRON, **alle},
            {"regel": "Zorgkosten", "soort": "restpost", "bron": BRON},
            {"regel": "Besparing op zorg", "soort": "besparing", "bron": BRON, **besparing},
            investering,
        ]
    return bladen
