"""What a contribution is per head, of whatever the region counts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import regiomaker
from click.testing import CliRunner

from cli import main
from schemas.fouten import InvoerFouten

CENT = Decimal("0.01")


@pytest.mark.parametrize("woord", ["jongere", "klant"])
def test_a_contribution_per_head_is_by_what_the_region_counts(woord: str, tmp_path: Path) -> None:
    v = next(v for v in map(regiomaker.maak, range(40)) if v.bladen["Maatstaven"] and len(v.bladen["Maatstaven"]) > 3)
    maatstaf = "jongeren" if woord == "jongere" else "klanten"
    v.bestand["maatstaven"][maatstaf] = {
        "label": maatstaf.capitalize(), "definitie": "Geteld", "eenheid": {2015: {"waarde": "aantal", "bron": "x"}},
    }  # fmt: skip
    if woord != "jongere":
        v.bestand["per_hoofd"] = {2015: {"maatstaf": maatstaf, "woord": woord, "bron": "x"}}
    for rij in v.bladen["Maatstaven"]:
        rij[maatstaf] = 40
    for peiljaar in {rij["peiljaar"] for rij in v.bladen["Maatstaven"]}:
        definitie = {"maatstaf": maatstaf, "peiljaar": peiljaar, "definitie": "Geteld", "bron": "x"}
        v.bladen["Definities"].append(definitie)
    invoer = v.schrijf(tmp_path)
    uit = CliRunner().invoke(main, ["tabel", "samenvatting", str(invoer), "--formaat", "csv"])
    assert uit.exit_code == 0, uit.output
    kop, eerste, *_ = (regel.split(",") for regel in uit.stdout.splitlines())
    rij = dict(zip(kop, eerste, strict=False))
    assert Decimal(rij[f"per_{woord}"]) == (Decimal(rij["totaal"]) / 40).quantize(CENT, ROUND_HALF_UP)


def test_a_region_is_told_that_it_divides_by_a_maatstaf_it_does_not_have(tmp_path) -> None:
    v = regiomaker.maak(0)
    v.bestand["per_hoofd"] = {2015: {"maatstaf": "inwonrs", "woord": "inwoner", "bron": "x"}}
    with pytest.raises(InvoerFouten, match="'inwonrs' is geen maatstaf van deze regio"):
        v.schrijf(tmp_path)
