"""Every table of the golden year under every closing rule is what it was before tables were declared, byte for byte."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

import pytest

from calc.tabellen import TABELLEN, maak_tabellen
from calc.uitkomst import Uitkomst, bereken
from cli.weergave import tabellen_in
from schemas.fouten import VerkeerdGebruik
from schemas.gegevens import Gegevens
from schemas.kernwoorden import SLUITREGELS

GOUD = json.loads((Path(__file__).parent / "gouden_csv.json").read_text(encoding="utf-8"))
"""Per rule and table the start of the hash of its csv, of all kostensoorten and years after each other."""


def alle_csv(uitkomst: Uitkomst, naam: str) -> str:
    plan, soort = uitkomst.gegevens.plan, TABELLEN[naam]
    uit = []
    for kostensoort in uitkomst.gegevens.regio.kostensoorten if soort.per_kostensoort else [None]:
        for jaar in plan.jaren if soort.per_jaar else [None]:
            try:
                tabellen = maak_tabellen(uitkomst, naam, kostensoort, jaar)
            except VerkeerdGebruik:
                continue
            uit.append(zonder_aantekening(tabellen_in(tabellen, "csv", met_kostensoort=False).decode()))
    return "".join(uit)


def zonder_aantekening(tekst: str) -> str:
    rijen = list(csv.reader(io.StringIO(tekst)))
    if not rijen or rijen[0][-1] != "aantekening":
        return tekst
    uit = io.StringIO(newline="")
    csv.writer(uit, lineterminator="\n").writerows(rij[:-1] for rij in rijen)
    return uit.getvalue()


@pytest.mark.parametrize("regel", ["regio", *SLUITREGELS])
def test_the_tables_of_the_golden_year_are_what_they_were(gegevens: Gegevens, regel: str) -> None:
    uitkomst = bereken(gegevens, None if regel == "regio" else regel)  # type: ignore[arg-type]
    gevonden = {naam: sha256(alle_csv(uitkomst, naam).encode()).hexdigest()[:16] for naam in GOUD[regel]}
    assert gevonden == GOUD[regel]
