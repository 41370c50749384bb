"""Published rules as region files: from an input to the answer, the workbooks and the explanation, by every door."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from calc.brief import maak_brief
from calc.eindoordeel import eindoordeel
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import waarden_van
from calc.tabellen.opbouw import ORGANISATIE
from calc.uitkomst import Uitkomst, bereken
from cli import main
from schemas.geldend import laad_regio
from schemas.inname import lees_invoer
from schemas.invoer import Kop
from templates.gemeente.gemeenteboek import deelnemers, maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.werkmap.invoerboek import Invoerboek, Invoerrij, maak_invoerboek

HIER = Path(__file__).parent
NAMEN = sorted(pad.name.removesuffix(".geval.yaml") for pad in HIER.glob("*.geval.yaml"))


def geval_van(naam: str) -> dict[str, Any]:
    return dict(YAML(typ="safe").load((HIER / f"{naam}.geval.yaml").read_text(encoding="utf-8")))


def schrijf_invoer(naam: str, map_: Path) -> Path:
    """The input of a case, with its region file beside it."""
    geval, regio = geval_van(naam), laad_regio(naam, HIER)
    jaar, basis = geval["jaar"], geval.get("basisjaar", geval["jaar"])
    plan: Invoerrij = {
        "regio": naam, "titel": f"Proef {naam}", "jaar": jaar, "basisjaar": basis, "status": "voorlopig",
        "opsteller": "Verzonnen",
    }  # fmt: skip
    maatstaven: list[Invoerrij] = [
        {"peiljaar": peiljaar, "gemeentecode": code, "gemeente": regio.gemeente(code)}
        | {maatstaf: Decimal(waarde) for maatstaf, waarde in cijfers.items()}
        for peiljaar, rijen in geval["maatstaven"].items()
        for code, cijfers in rijen.items()
    ]
    begroting: list[Invoerrij] = [
        {
            "kostensoort": soort, "post": "Kosten", "soort": "correctie" if Decimal(bedrag) < 0 else "kosten",
            "dekking": "deelnemers", str(basis): Decimal(bedrag), "index": geval.get("index"), "bron": "Verzonnen",
        }
        for soort, bedrag in geval.get("begroting", {}).items()
    ]  # fmt: skip
    indexen: list[Invoerrij] = [
        dict(zip(("reeks", "jaar", "percentage", "stand", "verrekenen_in"), regel, strict=False))
        | {"percentage": Decimal(regel[2]), "bron": "Verzonnen"}
        for regel in geval.get("indexen", ())
    ]
    bladen = {"Maatstaven": maatstaven, "Begroting": begroting, "Indexen": indexen}
    boek = Invoerboek(plan, bladen, Kop(naam, jaar, basis, jaar, jaar, "voorlopig"))
    shutil.copy(HIER / f"{naam}.yaml", map_)
    pad = map_ / f"{naam}.xlsx"
    pad.write_bytes(maak_invoerboek(boek, regio, datetime(2025, 1, 1)))
    return pad


@pytest.fixture(scope="module")
def invoeren(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    map_ = tmp_path_factory.mktemp("regelingen")
    return {naam: schrijf_invoer(naam, map_) for naam in NAMEN}


@pytest.fixture(scope="module")
def uitkomsten(invoeren: dict[str, Path]) -> dict[str, Uitkomst]:
    return {naam: bereken(lees_invoer(pad)) for naam, pad in invoeren.items()}


@pytest.mark.parametrize("naam", NAMEN)
def test_the_command_gives_the_published_amounts(invoeren, naam: str) -> None:
    geval, pad = geval_van(naam), invoeren[naam]
    gekeurd = CliRunner().invoke(main, ["valideer", str(pad)])
    assert gekeurd.exit_code == 0, gekeurd.output
    for soort, verwacht in geval["verwacht"].items():
        uit = CliRunner().invoke(main, ["tabel", "verdeling", str(pad), "--kostensoort", soort, "--formaat", "json"])
        assert uit.exit_code == 0, uit.output
        alle = json.loads(uit.stdout)
        rijen = {rij["gemeentecode"]: rij for rij in alle if rij["gemeentecode"]}
        assert {code: Decimal(rij["bedrag"]) for code, rij in rijen.items()} == {
            c: Decimal(b) for c, b in verwacht.items()
        }
        totaal = alle[-1]
        for kolom, samen in geval.get("kolommen", {}).get(soort, {}).items():
            assert Decimal(totaal[kolom]) == Decimal(samen)


def test_libreoffice_calculates_every_workbook_to_the_same(
    uitkomsten: dict[str, Uitkomst], verschillen: Callable[[Sequence[Path]], list[object]], tmp_path: Path
) -> None:
    boeken = []
    for plek, (naam, uitkomst) in enumerate(uitkomsten.items()):
        assert eindoordeel(uitkomst).sluit, naam
        boeken.append(tmp_path / f"{naam}-regio.xlsx")
        boeken[-1].write_bytes(maak_uitvoeringsplan(uitkomst, versie="1.0"))
        # The book of a participant is the same formulas over fewer rows: of every other case.
        if plek % 2 == 0:
            boeken.append(tmp_path / f"{naam}-deelnemer.xlsx")
            boeken[-1].write_bytes(maak_gemeenteboek(uitkomst, list(deelnemers(uitkomst))[-1], versie="1.0"))
    assert [str(een) for een in verschillen(boeken)] == []


@pytest.mark.parametrize("naam", NAMEN)
def test_every_amount_is_explained(invoeren, uitkomsten: dict[str, Uitkomst], naam: str) -> None:
    regio = uitkomsten[naam].gegevens.regio
    for soort, verwacht in geval_van(naam)["verwacht"].items():
        code, bedrag = next(iter(verwacht.items()))
        opties = ["--gemeente", regio.gemeente(code), "--kostensoort", soort]
        uit = CliRunner().invoke(main, ["uitleg", str(invoeren[naam]), *opties])
        assert uit.exit_code == 0, uit.output
        slot = " ".join(uit.stdout.split()).rpartition(" is dus € ")[2].rstrip(".")
        assert Decimal(slot.replace(".", "").replace(",", ".")) == Decimal(bedrag), uit.stdout


def test_what_is_split_is_one_figure_where_the_organisation_carries_a_limit(uitkomsten: dict[str, Uitkomst]) -> None:
    """By hand: 428.578,13 and 1.109.400 are 1.537.978,13; a maximum of 380.000 puts 48.578,13 on the organisation."""
    uitkomst = uitkomsten["afval"]
    brief = maak_brief(uitkomst, "GM9751")
    assert [regel.te_verdelen and regel.te_verdelen.tekst(brief.waarden) for regel in brief.kosten] == [
        "€\u00a01.537.978,13"
    ]
    meerjarig, waarden = Tabelnaam("meerjarig", "inzameling"), waarden_van(uitkomst)
    assert [waarden[Celnaam(meerjarig, rij, "2026")] for rij in ("Totaal", ORGANISATIE, "te_verdelen", "verschil")] == [
        1489400, Fraction("48578.13"), Fraction("1537978.13"), 0,
    ]  # fmt: skip
