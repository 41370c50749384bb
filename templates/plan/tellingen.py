"""A row per group and a column per verdict, live: what Controles and Aansluiting show of their figures on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from calc.oordeel import Oordeel
from templates.werkmap.adressen import a1
from templates.werkmap.blad import Blad

Tellingen = dict[Oordeel, tuple[str, int]]
"""Per verdict the cell with its count, and that count."""
Groepen = Mapping[str, Counter[Oordeel]]


@dataclass(frozen=True)
class Geteld:
    """Where the figures stand that are counted, from any sheet; `begin`: a group is all whose name begins so."""

    namen: str
    oordelen: str
    begin: bool = False


def schrijf_tellingen(
    blad: Blad, kop: int, titel: str, woorden: Mapping[Oordeel, str], groepen: Groepen, geteld: Geteld
) -> tuple[Tellingen, tuple[str, int]]:
    """Write the table from its head on. Returns the counts of all groups together, and of all verdicts."""
    laatste, onder = len(woorden) + 2, kop + len(groepen) + 1
    achter = '&"*"' if geteld.begin else ""
    blad.koppen(kop, (titel, *woorden.values(), "Samen"), rechts=range(2, laatste + 1))
    for r, (naam, aantal) in enumerate(groepen.items(), start=kop + 1):
        blad.schrijf(r, 1, naam, "VW tekst")
        for k, oordeel in enumerate(woorden, start=2):
            waar = f"{geteld.namen},{a1(r, 1, vast_kolom=True)}{achter}"
            formule = f"=COUNTIFS({waar},{geteld.oordelen},{a1(kop, k, vast_rij=True)})"
            blad.zet(r, k, formule, aantal[oordeel], "VW getal")
        blad.zet(r, laatste, f"=SUM({a1(r, 2)}:{a1(r, laatste - 1)})", aantal.total(), "VW getal")
    blad.schrijf(onder, 1, "Totaal", "VW tekst totaal")
    heel = sum(groepen.values(), Counter())

    def samen(kolom: int, aantal: int) -> tuple[str, int]:
        som = f"=SUM({a1(kop + 1, kolom)}:{a1(onder - 1, kolom)})"
        return blad.zet(onder, kolom, som, aantal, "VW getal totaal"), aantal

    per_oordeel = {oordeel: samen(k, heel[oordeel]) for k, oordeel in enumerate(woorden, start=2)}
    return per_oordeel, samen(laatste, heel.total())
