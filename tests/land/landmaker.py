"""A country that does not exist: 42 regions with 342 participants, and all their inputs, from one seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from schemas.geldend import Regio, laad_regio
from schemas.invoer import Kop
from templates.werkmap.invoerboek import Invoerboek, Invoerrij, maak_invoerboek

REGIOS = 42
DEELNEMERS = 342
JAAR = 2025


def maak_land(map_: Path, zaad: int = 1, regios: int = REGIOS, deelnemers: int = DEELNEMERS) -> Mapping[str, list[str]]:
    """A region file and an input per region, all in one folder; returns the codes of every region."""
    toeval = random.Random(zaad)
    codes = [f"GM{1000 + nummer}" for nummer in range(deelnemers)]
    # Every region has at least two; the rest falls where it falls.
    groottes = [2] * regios
    for _ in range(deelnemers - 2 * regios):
        groottes[toeval.randrange(regios)] += 1
    land: dict[str, list[str]] = {}
    for nummer, grootte in enumerate(groottes, start=1):
        naam = f"streek-{nummer:02d}"
        land[naam], codes = codes[:grootte], codes[grootte:]
        (map_ / f"{naam}.yaml").write_text(_regiobestand(naam, land[naam], toeval), encoding="utf-8")
        (map_ / f"{naam}.xlsx").write_bytes(_invoer(laad_regio(naam, map_), land[naam], toeval))
    return land


def _regiobestand(naam: str, codes: list[str], toeval: random.Random) -> str:
    regel = toeval.choice(("grootste-rest", "grootste-deelnemer", "open"))
    eenheid = toeval.choice(("cent", "euro"))
    deelnemers = "\n".join(
        f"  - {{code: {code}, naam: Plaats {code[2:]}, van: 2020, bron: Verzonnen}}" for code in codes
    )
    aantal = "eenheid: {2020: {waarde: aantal, bron: Verzonnen}}"
    telling = "telling: {2023: {soort: toekenning, bron: Verzonnen}}"
    return f"""regio: {naam}
label: Jeugdhulpregio {naam}
centrumgemeente: {codes[0]}
bron: Verzonnen
deelnemers:
{deelnemers}
maatstaven:
  jongeren: {{label: Jongeren, definitie: Verzonnen, {aantal}}}
  toekenningen: {{label: Toekenningen, definitie: Verzonnen, {aantal}, {telling}}}
kostensoorten:
  inkoop:
    label: Uitvoeringskosten inkoop
    grondslag: Verzonnen
    sluitregel: {{2020: {{waarde: {regel}, bron: Verzonnen}}}}
    eenheid: {{2020: {{waarde: {eenheid}, bron: Verzonnen}}}}
    sleutel: {{2020: {{delen: {{rato: {toeval.randint(0, 40) + 1}, jongeren: 40, toekenningen: 20}}, bron: Verzonnen}}}}
"""


def _invoer(regio: Regio, codes: list[str], toeval: random.Random) -> bytes:
    plan: Invoerrij = {
        "regio": regio.naam, "titel": f"Plan van {regio.naam}", "jaar": JAAR, "basisjaar": JAAR - 1,
        "laatste_jaar": JAAR, "scenario_tot_en_met": JAAR, "status": "voorlopig", "opsteller": "Verzonnen",
        "bron": "Verzonnen",
    }  # fmt: skip
    definities: list[Invoerrij] = [
        {"maatstaf": naam, "peiljaar": jaar, "definitie": "Verzonnen", "bron": "Verzonnen"}
        for naam in ("jongeren", "toekenningen")
        for jaar in (JAAR - 2, JAAR - 1)
    ]
    maatstaven: list[Invoerrij] = []
    for code in codes:
        jongeren = toeval.randint(500, 40_000)
        for jaar in (JAAR - 2, JAAR - 1):
            aantallen = {"jongeren": jongeren + toeval.randint(0, 200), "toekenningen": jongeren // 11}
            maatstaven.append({"peiljaar": jaar, "gemeente": f"Plaats {code[2:]}", **aantallen})
    begroting: Invoerrij = {
        "kostensoort": "inkoop", "post": "Personeel", "soort": "kosten", "dekking": "deelnemers", "bron": "Verzonnen",
        **{str(jaar): Decimal(toeval.randint(100_000, 3_000_000)) for jaar in (JAAR - 1, JAAR)},
    }  # fmt: skip
    bladen = {"Definities": definities, "Maatstaven": maatstaven, "Begroting": [begroting]}
    kop = Kop(regio.naam, JAAR, JAAR - 1, JAAR, JAAR, "voorlopig")
    return maak_invoerboek(Invoerboek(plan, bladen, kop), regio, datetime(2025, 1, 1))
