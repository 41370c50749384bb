"""One word for one thing, short sentences, one and more told apart: everything that a user reads is held against
docs/woorden.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from calc.tabellen import TABELLEN
from cli import main

DOCS: Final = Path(__file__).parents[1] / "docs"
ENGELS: Final = ("bouw.md", "prestaties.md", "python.md")
MEESTE_WOORDEN: Final = 25
ZIN: Final = re.compile(r"(?<=[.!?;:])\**\s+|\n\s*\n|(?:^|\n)\s*[-*\d.]+ ")
"""Where a reader breathes: what follows a colon or semicolon is read by itself."""
WOORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
EEN_VAN_MEER: Final = re.compile(r"(?<![\d.,/–-])1 (?!tot\b|augustus\b)[a-z]{4,}(?:en|ers|els|s)\b")


def woordenlijst() -> list[list[str]]:
    regels = (DOCS / "woorden.md").read_text(encoding="utf-8").splitlines()
    return [[cel.strip() for cel in regel.strip("|").split("|")] for regel in regels if regel.startswith("|")][2:]


NIET: Final = [(woord, niet) for woord, _, fout in woordenlijst() for niet in fout.split(", ") if niet]


def _zonder_opmaak(tekst: str) -> str:
    """The prose of a page: what stands between fences or backticks is no Dutch, and an address is no word."""
    tekst = re.sub(r"^```.*?^```$", "\n\n", tekst, flags=re.M | re.S)
    tekst = re.sub(r"`[^`]*`", "x", tekst)
    tekst = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", tekst)
    return re.sub(r"^\|(.*)\|$", lambda rij: rij[1].replace("|", "\n\n"), tekst, flags=re.M)


def _bladzijden() -> Iterator[tuple[str, str]]:
    for pad in sorted(DOCS.glob("*.md")):
        if pad.name not in (*ENGELS, "woorden.md"):
            yield pad.name, _zonder_opmaak(pad.read_text(encoding="utf-8"))


def _hulp(opdracht: click.Command, pad: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    uitvoer = CliRunner().invoke(main, [*pad, "--help"]).output
    yield f"{' '.join(pad)} --help", re.split("Voorbeeld:|Opties:", uitvoer)[0]
    if isinstance(opdracht, click.Group):
        for naam, deel in opdracht.commands.items():
            yield from _hulp(deel, (*pad, naam))


def _tabellen(invoer: Path) -> Iterator[tuple[str, str]]:
    for naam in TABELLEN:
        yield f"tabel {naam}", CliRunner().invoke(main, ["tabel", naam, str(invoer)]).output


def _boeken(voorbeeldboek: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    for naam, code in (("regio", ""), ("GM0888", "GM0888"), ("GM0917", "GM0917")):
        for blad in load_workbook(BytesIO(voorbeeldboek(code)), data_only=True):
            teksten = [cel for rij in blad.iter_rows(values_only=True) for cel in rij if isinstance(cel, str)]
            yield f"{naam}, blad {blad.title}", "\n\n".join(dict.fromkeys(teksten))


@pytest.fixture(scope="module")
def teksten(voorbeeldboek: Callable[[str], bytes], invoer: Path) -> dict[str, str]:
    gelezen = [*_bladzijden(), *_hulp(main), *_tabellen(invoer), *_boeken(voorbeeldboek)]
    return {waar: tekst.replace("\u00a0", " ") for waar, tekst in gelezen}


@pytest.mark.parametrize(("woord", "niet"), NIET, ids=[niet for _, niet in NIET])
def test_there_is_one_word_for_one_thing(teksten, woord, niet):
    anders = re.compile(rf"\b{re.escape(niet)}(?:en|s)?\b", re.I)
    gevonden = [f"{waar}: {raak[0]}" for waar, tekst in teksten.items() for raak in anders.finditer(tekst)]
    assert gevonden == [], f"zeg {woord}"


def test_one_is_no_plural(teksten):
    assert [f"{waar}: {raak[0]}" for waar, tekst in teksten.items() for raak in EEN_VAN_MEER.finditer(tekst)] == []


def test_no_sentence_is_longer_than_twenty_five_words(teksten):
    lang = {
        zin.strip(): waar
        for waar, tekst in teksten.items()
        if not waar.startswith("tabel ")  # rows of figures; the notes below them stand in the books too
        for zin in ZIN.split(tekst)
        if zin and len(WOORD.findall(zin)) > MEESTE_WOORDEN
    }
    assert lang == {}


def test_the_list_is_in_order_and_says_what_every_word_means():
    woorden = [rij[0] for rij in woordenlijst()]
    assert woorden == sorted(set(woorden), key=str.casefold)
    assert all(rij[1] for rij in woordenlijst())
