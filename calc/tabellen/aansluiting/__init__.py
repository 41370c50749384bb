"""Holding computed against published figures: cells, tables against themselves and each other, the proof of one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calc.model.model import Tabelsoort
from calc.tabellen.aansluiting.bevinding import SOM_DELEN, SOM_RIJEN, Aansluitpunt
from calc.tabellen.aansluiting.bewijs import bewijs
from calc.tabellen.aansluiting.cellen import Drukwerk, bevinding
from calc.tabellen.aansluiting.onderling import onderbouwing, tabeldelen, tegen_elkaar, tegen_zichzelf
from calc.tabellen.aansluiting.termen import Termen
from calc.tabellen.aansluiting.weergave import aansluittabel

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst

__all__ = ["SOM_DELEN", "SOM_RIJEN", "Aansluitpunt", "aansluiting"]


def aansluiting(uitkomst: Uitkomst) -> tuple[Aansluitpunt, ...]:
    """Every finding on what was published; nothing where nothing was.

    First the published cells in the order of the input, then tables against themselves, then against each other, the
    build-up of extra staff, and the proof per kostensoort that one key explains the years that share one.
    """
    return uitkomst.bewaar(_bevindingen)


def _bevindingen(uitkomst: Uitkomst) -> tuple[Aansluitpunt, ...]:
    termen = Termen(uitkomst)
    gedrukt = Drukwerk(termen)
    return (
        *(bevinding(termen.regio, cel) for cel in gedrukt.cellen),
        *tegen_zichzelf(termen, tabeldelen(gedrukt.cellen)),
        *tegen_elkaar(termen, gedrukt),
        *onderbouwing(termen, gedrukt),
        *bewijs(termen, gedrukt),
    )


AANSLUITING = Tabelsoort(
    "aansluiting", lambda plan, _: aansluittabel(aansluiting(plan.uitkomst)), 110, verdeeld=True, toetst=True
)
