"""The contract of every function: each argument with everything odd that a sheet can hand over.

What comes of it stands in contract.txt, one line per case, to be read by people; after a change that is meant, make it
anew with `python tests/xladdin/test_contract.py` and look at the difference.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from xlwings import XlwingsError

import xladdin.functies  # noqa: F401  (fills the register)
from xladdin.functie import FUNCTIES, Beschrijving

Bereik = list[list[Any]]
BESTAND = Path(__file__).with_name("contract.txt")
_STUK = re.compile(r'"((?:[^"]|"")*)"|([^,;{}]+)')


def constante(tekst: str) -> Bereik:
    """An argument of an example, as Excel hands it over: floats and texts in rows of cells."""
    return [
        [getal if (getal := _getal(los)) is not None else woord for woord, los in _STUK.findall(rij)]
        for rij in _gesplitst(tekst.strip("{}"), ";")
    ]


def _getal(tekst: str) -> float | None:
    return float(tekst) if tekst else None


def _gesplitst(tekst: str, teken: str) -> list[str]:
    """Apart at every `teken` that stands in no text and in no constant."""
    delen, diepte, aanhaling = [""], 0, False
    for een in tekst:
        aanhaling ^= een == '"'
        diepte += (een == "{") - (een == "}") if not aanhaling else 0
        if een == teken and not aanhaling and not diepte:
            delen.append("")
        else:
            delen[-1] += een
    return delen


def voorbeeld(een: Beschrijving) -> list[Bereik]:
    binnen = een.voorbeeld.removeprefix(f"={een.excelnaam}(").removesuffix(")")
    return [constante(deel) for deel in _gesplitst(binnen, ",")] if binnen else []


def _laatste(maak: Callable[[Any], Any]) -> Callable[[Bereik], Bereik]:
    """Another value in the last cell of the range."""
    return lambda bereik: [*bereik[:-1], [*bereik[-1][:-1], maak(bereik[-1][-1])]]


VREEMD: dict[str, Callable[[Bereik], Any]] = {
    "weggelaten": lambda bereik: None,
    "lege tekst": lambda bereik: [[""]],
    "alleen spaties": lambda bereik: [["  "]],
    "lege cel": _laatste(lambda _: None),
    "foutwaarde": _laatste(lambda _: "#N/A"),
    "getal als tekst": _laatste(lambda _: "1.234,50"),
    "tekst": _laatste(lambda _: "n.v.t."),
    "breuk": _laatste(lambda cel: cel + 0.5 if isinstance(cel, float) else 2.5),
    "negatief": _laatste(lambda cel: -cel if isinstance(cel, float) else -1.0),
    "nul": _laatste(lambda _: 0.0),
    "reusachtig": _laatste(lambda _: 1e300),
    "geen getal": _laatste(lambda _: math.nan),
    "waar": _laatste(lambda _: True),
    "datum": _laatste(lambda _: dt.datetime(2021, 2, 1)),
    "gekoppeld gegevenstype": _laatste(lambda _: "__xlwings_not_an_object_handle__"),
    "een cel": lambda bereik: bereik[0][0],
    "een kolom": lambda bereik: [[rij[0]] for rij in bereik],
    "een rij": lambda bereik: [[cel for rij in bereik for cel in rij]],
    "twee keer zo breed": lambda bereik: [[*rij, *rij] for rij in bereik],
    "alle cellen leeg": lambda bereik: [[None] * len(rij) for rij in bereik],
    "stuurtekens": _laatste(lambda _: "a\n\x1b[31mb"),
}
ONZICHTBAAR: dict[str, Callable[[Bereik], Any]] = {
    "lege rijen aan het eind": lambda bereik: [*bereik, *[[None, *[""] * (len(bereik[0]) - 1)]] * (len(bereik) + 1)],
    "lege kolommen aan het eind": lambda bereik: [[*rij, None, *[""] * len(rij)] for rij in bereik],
}


def uitkomst(een: Beschrijving, argumenten: list[Any]) -> str:
    """What Excel shows, in one line: the size of the answer, or the sentence."""
    try:
        blok = een.functie(*argumenten)
    except XlwingsError as fout:
        return str(fout)
    return f"→ {len(blok)} × {len(blok[0])}: {blok[0][0]}"


def gevallen() -> Iterator[tuple[str, str]]:
    for een in FUNCTIES.values():
        if een.naam == "VERSIE":
            continue
        argumenten = voorbeeld(een)
        ingevuld = argumenten + [None] * (len(een.argumenten) - len(argumenten))
        for plek, argument in enumerate(een.argumenten):
            for naam, maak in VREEMD.items():
                vreemd = [*ingevuld[:plek], maak(ingevuld[plek] or [[""]]), *ingevuld[plek + 1 :]]
                yield f"{een.naam}, {argument.naam}, {naam}", uitkomst(een, vreemd)


def contract() -> str:
    return "".join(f"{wat}\n    {wat_volgt}\n" for wat, wat_volgt in gevallen())


@pytest.fixture(scope="module")
def gelopen() -> list[tuple[str, str]]:
    return list(gevallen())


def test_every_function_answers_as_its_contract_says(gelopen):
    geschreven = BESTAND.read_text(encoding="utf-8").splitlines()
    assert [regel for geval in gelopen for regel in geval] == [regel.removeprefix("    ") for regel in geschreven]


def test_every_refusal_is_one_dutch_sentence(gelopen):
    zinnen = [zin for _, zin in gelopen if not zin.startswith("→")]
    assert len(zinnen) > 300
    for zin in zinnen:
        assert zin[-1] in ".?", zin
        assert zin.isprintable(), zin
        assert len(zin) < 600, zin
        assert not re.search(r"\bNone\b|\bnan\b|Traceback|Error|\[\[|datetime|object at", zin), zin


@pytest.mark.parametrize("naam", [naam for naam, een in FUNCTIES.items() if een.argumenten])
def test_who_chooses_far_more_than_is_filled_means_what_is_filled(naam):
    een = FUNCTIES[naam]
    goed = voorbeeld(een)
    verwacht = een.functie(*goed)
    for plek in range(len(goed)):
        for maak in ONZICHTBAAR.values():
            assert een.functie(*goed[:plek], maak(goed[plek]), *goed[plek + 1 :]) == verwacht


@pytest.mark.parametrize("naam", list(FUNCTIES))
def test_every_example_works_and_fills_a_rectangle_with_what_a_cell_can_hold(naam):
    blok = FUNCTIES[naam].functie(*voorbeeld(FUNCTIES[naam]))
    assert len({len(rij) for rij in blok}) == 1
    for cel in (cel for rij in blok for cel in rij):
        assert type(cel) in (str, int, float)
        assert isinstance(cel, str) or math.isfinite(cel)


@pytest.mark.parametrize("naam", list(FUNCTIES))
def test_every_function_is_described_for_whoever_types_it(naam):
    een = FUNCTIES[naam]
    assert een.uitleg.endswith(".")
    assert len(een.uitleg) < 255, "VBA shows no more"
    assert all(argument.uitleg.endswith(".") and len(argument.uitleg) < 255 for argument in een.argumenten)
    assert "," not in een.voorbeeld_nl.replace('",', "").split("{")[0]


@pytest.mark.parametrize(
    ("engels", "nederlands"),
    [
        ("=VW.VERDEEL(1000.5,{1,2;3,4})", "=VW.VERDEEL(1000,5;{1\\2;3\\4})"),
        ('=VW.UITLEG("Beek, of {zo}",2021)', '=VW.UITLEG("Beek, of {zo}";2021)'),
        ('=VW.VALIDEER({"a ""b"", c",0.5},"x")', '=VW.VALIDEER({"a ""b"", c"\\0,5};"x")'),
    ],
)
def test_an_example_is_shown_as_a_dutch_excel_shows_it(engels, nederlands):
    from xladdin.functie import in_het_nederlands

    assert in_het_nederlands(engels) == nederlands


if __name__ == "__main__":
    BESTAND.write_text(contract(), encoding="utf-8")
