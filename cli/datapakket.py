"""datapackage.json beside CSV files: what is in each and what every column holds (Frictionless Data Package 1).

A column is described by the declaration it is made of, so the description cannot differ from the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any, Final

from calc.tabel import Beeld, Beeldkolom, Soort
from cli.weergave import AANTEKENING, tabellen_in

NAAM: Final = "datapackage.json"
UITLEG: Final = {
    Soort.GELD: "Bedrag in euro's.",
    Soort.AANDEEL: "Deel van het geheel, als breuk: 0.25 is 25%.",
    Soort.UREN: "Uren.",
}


@dataclass(frozen=True)
class Csv:
    """One CSV file, made of tables of one name."""

    bestand: str
    titel: str
    tabellen: Sequence[Beeld]
    met_kostensoort: bool = True

    @cached_property
    def inhoud(self) -> bytes:
        return tabellen_in(self.tabellen, "csv", met_kostensoort=self.met_kostensoort)


def datapakket(naam: str, titel: str, csvs: Sequence[Csv], *, bron: str = "") -> dict[str, bytes]:
    """CSV files that stand in one folder, and their description.

    Args:
        naam: of the package, in lower case without spaces.
        bron: the document that the figures come from.
    """
    pakket: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": naam,
        "title": titel,
        **({"sources": [{"title": bron}]} if bron else {}),
        "resources": [_bestand(csv) for csv in csvs],
    }
    beschrijving = (json.dumps(pakket, ensure_ascii=False, indent=1) + "\n").encode()
    return {**{csv.bestand: csv.inhoud for csv in csvs}, NAAM: beschrijving}


def _bestand(csv: Csv) -> dict[str, Any]:
    inhoud = csv.inhoud
    return {
        "profile": "tabular-data-resource",
        "name": PurePath(csv.bestand).stem.lower(),
        "path": csv.bestand,
        "title": csv.titel,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(inhoud),
        "hash": f"sha256:{hashlib.sha256(inhoud).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {"fields": _velden(csv), "missingValues": [""]},
    }


def _velden(csv: Csv) -> list[dict[str, Any]]:
    kolommen = {kolom.naam: kolom for tabel in csv.tabellen for kolom in tabel.kolommen}
    velden = [{"name": "kostensoort", "type": "string", "title": "Kostensoort"}] if csv.met_kostensoort else []
    velden += [_veld(kolom) for kolom in kolommen.values()]
    return [
        *velden,
        {"name": AANTEKENING, "type": "string", "title": "Wat voorlopig, afgeleid of anders op te merken is"},
    ]


def _veld(kolom: Beeldkolom) -> dict[str, Any]:
    if kolom.soort is Soort.TEKST:
        return {"name": kolom.naam, "type": "date" if kolom.naam == "datum" else "string", "title": kolom.titel}
    uitleg = {"description": UITLEG[kolom.soort]} if kolom.soort in UITLEG else {}
    return {"name": kolom.naam, "type": "number", "title": kolom.titel, **uitleg}
