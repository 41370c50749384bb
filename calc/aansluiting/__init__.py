"""Holding computed against published figures: cells, tables against themselves and each other, the proof of one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calc.aansluiting.bevinding import SOM_DELEN, SOM_RIJEN, Bestanddeel, Bevinding
from calc.aansluiting.bewijs import bewijs
from calc.aansluiting.cellen import bevinding, lees_cellen
from calc.aansluiting.onderbouwing import onderbouwing
from calc.aansluiting.onderling import tabeldelen, tegen_elkaar, tegen_zichzelf
from calc.aansluiting.termen import Termen
from calc.aansluiting.weergave import aansluiting_tabel as _tabel
from calc.tabel import Tabel

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst

__all__ = ["SOM_DELEN", "SOM_RIJEN", "Bestanddeel", "Bevinding", "aansluiting", "aansluiting_tabel"]


def aansluiting(uitkomst: Uitkomst) -> tuple[Bevinding, ...]:
    """Every finding on what was published; nothing where nothing was.

    First the published cells in the order of the input, then tables against themselves, then against each other, the
    build-up of extra staff, and the proof per kostensoort that one key explains the years that share one.
    """
    return uitkomst.bewaar(_bevindingen)


def _bevindingen(uitkomst: Uitkomst) -> tuple[Bevinding, ...]:
    termen = Termen(uitkomst)
    cellen = lees_cellen(termen)
    delen = tabeldelen(cellen)
    return (
        *(bevinding(termen.regio, cel) for cel in cellen),
        *tegen_zichzelf(termen, delen),
        *tegen_elkaar(termen, cellen),
        *onderbouwing(termen, cellen),
        *bewijs(termen, cellen),
    )


def aansluiting_tabel(uitkomst: Uitkomst) -> Tabel:
    """The findings as a table: tabel, rij, kolom, gepubliceerd, berekend, verschil, oordeel."""
    return _tabel(aansluiting(uitkomst))
