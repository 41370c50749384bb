"""Worked examples in YAML: what a controller can redo by hand."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from calc.afronding import naar_bedrag
from calc.splitsing import splits
from schemas.kernwoorden import RATO

GEVALLEN = Path(__file__).parent.parent / "gevallen" / "verdelen"


def gevallen() -> Iterator[Any]:
    for bestand in sorted(GEVALLEN.glob("*.yaml")):
        for geval in YAML(typ="safe").load(bestand.read_text(encoding="utf-8")):
            yield pytest.param(geval, id=f"{bestand.stem}: {geval['naam']}")


@pytest.mark.parametrize("geval", list(gevallen()))
def test_a_worked_example_comes_out_as_written(geval: dict[str, Any]) -> None:
    namen = list(geval["cijfers"])
    delen = {deel: Fraction(gewicht) for deel, gewicht in geval["sleutel"].items()}
    cijfers = geval["cijfers"]
    waarden = {
        deel: [Fraction(1) if deel == RATO else Fraction(str(cijfers[naam][deel])) for naam in namen] for deel in delen
    }
    eenheid = geval.get("eenheid", "cent")

    uitkomst = splits(Fraction(geval["bedrag"]), delen, waarden, geval["sluitregel"], eenheid)

    gevonden = {naam: naar_bedrag(eenheden, eenheid) for naam, eenheden in zip(namen, uitkomst.totalen, strict=True)}
    assert gevonden == {naam: Fraction(Decimal(bedrag)) for naam, bedrag in geval["uitkomst"].items()}
    assert naar_bedrag(uitkomst.afronding, eenheid) == Fraction(geval.get("afronding", "0"))


def test_the_cases_are_there() -> None:
    assert len(list(gevallen())) >= 14
