"""What is found in a template: one line each, with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Niveau = Literal["fout", "melding"]
MEESTE_GENOEMD: Final = 5
"""Cells, styles and the like that a line names before it only counts."""


@dataclass(frozen=True)
class Sjabloonbevinding:
    """`fout`: something visible gets lost, or filling fails. `melding`: good to know."""

    niveau: Niveau
    plaats: str
    wat: str
    raad: str

    @property
    def zin(self) -> str:
        plaats = f"{self.plaats}: " if self.plaats else ""
        return f"{plaats}{self.wat}; {self.raad}."

    def __str__(self) -> str:
        return f"{self.niveau}: {self.zin}"


def fout(plaats: str, wat: str, raad: str) -> Sjabloonbevinding:
    return Sjabloonbevinding("fout", plaats, wat, raad)


def melding(plaats: str, wat: str, raad: str) -> Sjabloonbevinding:
    return Sjabloonbevinding("melding", plaats, wat, raad)


def op_blad(titel: str, *cellen: str) -> str:
    """`blad Voorblad`, `blad Voorblad, cel A4` or `blad Voorblad, cellen A4, B7`."""
    if not cellen:
        return f"blad {titel}"
    return f"blad {titel}, {'cel' if len(cellen) == 1 else 'cellen'} {opgesomd(cellen)}"


def opgesomd(dingen: Sequence[str]) -> str:
    """The first few by name, the others by number."""
    eerste, rest = dingen[:MEESTE_GENOEMD], len(dingen) - MEESTE_GENOEMD
    return ", ".join(eerste) + (f" en nog {rest}" if rest > 0 else "")
