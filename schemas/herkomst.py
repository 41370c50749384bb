"""The log in an input workbook: which figure came from whom, when, and from which file."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.bladen import HERKOMST
from schemas.bladen import Herkomstregel as Herkomstregel
from schemas.geldend import Regio
from schemas.invoer import Kop, Rij
from schemas.invoerblad import regel_uit
from schemas.lezer import lees_tabel
from schemas.werkboek import Werkboek


def lees_herkomst(boek: Werkboek, kop: Kop, regio: Regio) -> tuple[Herkomstregel, ...]:
    """The log as far as it can be read, oldest line first; nothing where there is none.

    A line without its year, code or figure tells nothing and is left out; it stays on the sheet.
    """
    blad = lees_tabel(boek, HERKOMST, kop, regio)
    regels = [_regel(rij) for rij in (blad.rijen if blad else ())]
    return tuple(regel for regel in regels if regel is not None)


def _regel(rij: Rij) -> Herkomstregel | None:
    peiljaar, nieuw, code = rij.heel("peiljaar"), rij.getal("nieuw"), rij.tekst("gemeentecode")
    if peiljaar is None or nieuw is None or not code:
        return None
    oud = rij.getal("oud")
    return regel_uit(Herkomstregel, rij, oud=oud if oud is not None else rij.tekst("oud") or None)


def laatste_regels(log: Sequence[Herkomstregel]) -> dict[tuple[int, str, str], Herkomstregel]:
    """The line in force per peiljaar, participant and maatstaf: a later one replaces an earlier one."""
    return {(regel.peiljaar, regel.gemeentecode, regel.maatstaf): regel for regel in log}
