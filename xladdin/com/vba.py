"""The VBA module: a function for each of the register, which passes its cells to Python and gives what comes back.

xlwings can write such a module too, but puts the text of an exception into the cell. Ours gives an error value on every
failure. It also hands over the cells by value and unrounded: Range.Value, which xlwings reads, cuts what is shown as
currency to four decimals.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from importlib import resources
from string import Template
from typing import Final

from xladdin.com.functies import MERK
from xladdin.functie import NAAMRUIMTE, Argument, Beschrijving

CODERING: Final = "cp1252"
"""In which Excel reads a module on a western Windows; a file in UTF-8 would lose every accent."""
LANGSTE_HULP: Final = 255
"""Characters of a description that Excel takes."""
LANGSTE_REGEL: Final = 1023
"""Characters of a line that VBA takes."""

SJABLOON: Final = resources.files("xladdin.com").joinpath("module.bas")
"""The module, with a place for what differs per function."""
LAATSTE: Final = f"{NAAMRUIMTE}_LAATSTEFOUT"
"""Not in the register: the sentence is kept in the workbook, where it is also known that Python did not answer."""
LAATSTE_UITLEG: Final = (
    "Geeft de zin die zegt wat er mis was bij de laatste foutwaarde van een functie van Verdeelwijzer."
)
PROEF: Final = f"{NAAMRUIMTE}_VERSIE"
"""What the trial asks for: it needs no cells."""


def module(functies: Iterable[Beschrijving], versie: str) -> str:
    """The text of the module, with the line ends of Windows."""
    lijst = list(functies)
    tekst = Template(SJABLOON.read_text(encoding="utf-8")).substitute(
        versie=versie,
        laatste=LAATSTE,
        proef=PROEF,
        merk=MERK,
        functies="\n".join(_functie(een) for een in lijst),
        hulp="\n".join(
            [*(_hulp(een.python_naam, een.uitleg, een.argumenten) for een in lijst), _hulp(LAATSTE, LAATSTE_UITLEG, ())]
        ),
    )
    return tekst.replace("\n", "\r\n")


def _functie(een: Beschrijving) -> str:
    parameters = ", ".join(
        f"{'' if argument.verplicht else 'Optional '}ByVal {argument.naam} As Variant" for argument in een.argumenten
    )
    namen = "".join(f", {argument.naam}" for argument in een.argumenten)
    vluchtig = "    Application.Volatile\n" if een.vluchtig else ""
    return (
        f"Public Function {een.python_naam}({parameters}) As Variant\n{vluchtig}"
        f"    {een.python_naam} = Antwoord({_tekst(een.python_naam)}{namen})\n"
        "End Function\n"
    )


def _hulp(naam: str, uitleg: str, argumenten: Iterable[Argument]) -> str:
    """The call that gives a function its help: one line for each text, because VBA limits the length of a line."""
    teksten = [uitleg, *(argument.uitleg for argument in argumenten)]
    return f"    Beschrijf {_tekst(naam)}, _\n" + ", _\n".join(f"        {_tekst(kort(tekst))}" for tekst in teksten)


def _tekst(tekst: str) -> str:
    return '"' + tekst.replace('"', '""') + '"'


def kort(tekst: str) -> str:
    """Help on one line and no longer than Excel takes: whole sentences where they fit."""
    regel = " ".join(tekst.split())
    if len(regel) <= LANGSTE_HULP:
        return regel
    zinnen = ""
    for zin in _zinnen(regel):
        if len(zinnen + zin) > LANGSTE_HULP:
            break
        zinnen += zin
    return zinnen.rstrip() or textwrap.shorten(regel, LANGSTE_HULP, placeholder="…")


def _zinnen(tekst: str) -> Iterator[str]:
    return (gevonden[0] for gevonden in re.finditer(r".*?[.!?](?:\s+|$)|.+$", tekst))
