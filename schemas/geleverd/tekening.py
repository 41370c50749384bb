"""What is drawn on a sheet and lies over something: pictures, shapes and charts, over cells that say something and over
charts.

Sizes are in the unit of the format (EMU, 12.700 to a point); rows and columns count from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import WAAR, Element, afstammelingen, attribuut, kinderen, lokaal
from schemas.plaats import Plek

PUNT: Final = 12_700
PER_TEKEN: Final = 66_675
"""Of the width of a column: seven dots a character, at 96 dots an inch."""
PUNTJE: Final = 9_525
SPELING: Final = 4 * PUNTJE
"""So much programs shift a drawing that they save."""
DIK: Final = 6 * PUNT
"""A line of this width hides a figure."""
BEELD: Final = "een afbeelding"
SOORTEN: Final = {
    "pic": BEELD, "sp": "een vorm", "grpSp": "een groep vormen", "cxnSp": "een lijn",
    "graphicFrame": "een tekening", "contentPart": "een tekening",
}  # fmt: skip
GRAFIEK: Final = "een grafiek"
ANKERS: Final = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
VAK: Final = re.compile(rb'<(?:\w+:)?ClientData\s[^>]*?ObjectType="(\w+)"[^>]*>(.*?)</(?:\w+:)?ClientData>', re.S)
HOEKEN: Final = re.compile(rb"Anchor>\s*" + rb"\s*,\s*".join([rb"(\d+)"] * 8))

Bedekking = tuple[str, Plek, list[Plek], list[int]]
"""What lies there, the cell in which it begins, the filled cells under it, and which charts of the sheet."""


class Lijnen:
    """Where the rows or the columns of a sheet begin."""

    def __init__(self, maten: Mapping[int, float], gewoon: float) -> None:
        self._gewoon, self._nummers = gewoon, sorted(maten)
        self._verschil = [0.0, *accumulate(maten[nummer] - gewoon for nummer in self._nummers)]

    def begin(self, nummer: int) -> float:
        return (nummer - 1) * self._gewoon + self._verschil[bisect_left(self._nummers, nummer)]

    def geraakt(self, van: float, tot: float, nummers: Collection[int]) -> set[int]:
        """Of these lines those of which more than an edge lies between two places."""
        return {n for n in nummers if min(tot, self.begin(n + 1)) - max(van, self.begin(n)) > SPELING}


@dataclass(frozen=True)
class Voorwerp:
    """One thing that is drawn; `grafiek` is the part of a chart."""

    wat: str
    begin: Plek
    links: float
    boven: float
    rechts: float
    onder: float
    grafiek: str = ""

    def over(self, ander: Voorwerp) -> bool:
        breed = min(self.rechts, ander.rechts) - max(self.links, ander.links)
        return breed > SPELING and min(self.onder, ander.onder) - max(self.boven, ander.boven) > SPELING


def lees_voorwerpen(pakket: Pakket, deel: str, rijen: Lijnen, kolommen: Lijnen) -> Iterator[Voorwerp]:
    """Everything on a sheet that can be seen and hides what is under it, in the order in which it is drawn."""
    for relatie in pakket.relaties(deel).values():
        if relatie.soort != "drawing" or relatie.buiten or not pakket.echt(relatie.doel):
            continue
        grafieken = {
            nummer: r.doel
            for nummer, r in pakket.relaties(relatie.doel).items()
            if r.soort == "chart" and pakket.echt(r.doel)
        }
        for anker in afstammelingen(pakket.xml(relatie.doel), *ANKERS):
            for ding in afstammelingen(anker, *SOORTEN):
                verwezen = next(iter(afstammelingen(ding, "chart")), None) if lokaal(ding) == "graphicFrame" else None
                grafiek = grafieken.get(attribuut(verwezen, "id"), "") if verwezen is not None else ""
                if bedekt(ding):
                    plek, vak = _vak(anker, rijen, kolommen)
                    yield Voorwerp(GRAFIEK if grafiek else SOORTEN[lokaal(ding)], plek, *vak, grafiek)


def lees_vakken(pakket: Pakket, deel: str, rijen: Lijnen, kolommen: Lijnen) -> Iterator[Voorwerp]:
    """The notes that are shown and the controls of a sheet: they stand in a drawing that may be no XML."""
    for relatie in pakket.relaties(deel).values():
        if relatie.soort == "vmldrawing" and pakket.echt(relatie.doel):
            for soort, inhoud in VAK.findall(pakket.lees(relatie.doel)):
                hoeken = HOEKEN.search(inhoud)
                if hoeken is None or (soort == b"Note" and b":Visible" not in inhoud):
                    continue
                kol, links, rij, boven, kol_tot, rechts, rij_tot, onder = map(int, hoeken.groups())
                vak = (
                    kolommen.begin(kol + 1) + PUNTJE * links,
                    rijen.begin(rij + 1) + PUNTJE * boven,
                    kolommen.begin(kol_tot + 1) + PUNTJE * rechts,
                    rijen.begin(rij_tot + 1) + PUNTJE * onder,
                )
                yield Voorwerp("een notitie" if soort == b"Note" else "een knop of keuzevak", (rij + 1, kol + 1), *vak)


def bedekt(ding: Element) -> bool:
    """Whether a thing hides what is under it: a frame without a filling and without words does not."""
    soort = lokaal(ding)
    # Of a group each thing is told by itself; a fallback is the same thing for a program that knows no better.
    if soort == "grpSp" or any(_verborgen(een) for een in (ding, *ding.iterancestors("{*}grpSp", "{*}Fallback"))):
        return False
    if soort not in ("sp", "cxnSp"):
        return True
    vorm = next(iter(kinderen(ding, "spPr")), ding)
    dik = any(int(lijn.get("w", "0")) >= DIK for lijn in kinderen(vorm, "ln"))
    if soort == "cxnSp":
        return dik
    woorden = any((t.text or "").strip() for t in afstammelingen(ding, "t"))
    return dik or woorden or not kinderen(vorm, "noFill")


def _verborgen(ding: Element) -> bool:
    return lokaal(ding) == "Fallback" or any(
        eigen.get("hidden") in WAAR for deel in kinderen(ding) for eigen in kinderen(deel, "cNvPr")
    )


def _vak(anker: Element, rijen: Lijnen, kolommen: Lijnen) -> tuple[Plek, tuple[float, float, float, float]]:
    """The cell in which a thing begins, and where it lies: left, top, right, bottom."""
    delen = {lokaal(kind): kind for kind in kinderen(anker)}

    def hoek(naam: str) -> tuple[Plek, float, float]:
        waarden = {lokaal(kind): int(kind.text or "0") for kind in kinderen(delen[naam])}
        rij, kolom = waarden.get("row", 0) + 1, waarden.get("col", 0) + 1
        boven, links = rijen.begin(rij) + waarden.get("rowOff", 0), kolommen.begin(kolom) + waarden.get("colOff", 0)
        return (rij, kolom), links, boven

    if "from" in delen:
        begin, links, boven = hoek("from")
    else:
        begin, (links, boven) = (0, 0), (float(delen["pos"].get(as_, "0")) for as_ in "xy")
    if "to" in delen:
        _, rechts, onder = hoek("to")
    else:
        rechts, onder = links + float(delen["ext"].get("cx", "0")), boven + float(delen["ext"].get("cy", "0"))
    return begin, (links, boven, rechts, onder)


def bedekkingen(
    pakket: Pakket, voorwerpen: Sequence[Voorwerp], gevuld: Collection[Plek], rijen: Lijnen, kolommen: Lijnen
) -> Iterator[Bedekking]:
    """What lies over something that a reader should see.

    Args:
        gevuld: the cells of the sheet that hold something.
    """
    grafieken = [voorwerp for voorwerp in voorwerpen if voorwerp.grafiek]
    op_rij, op_kolom = {rij for rij, _ in gevuld}, {kolom for _, kolom in gevuld}
    for nummer, een in enumerate(voorwerpen):
        in_rij = rijen.geraakt(een.boven, een.onder, op_rij)
        in_kolom = kolommen.geraakt(een.links, een.rechts, op_kolom)
        onder = sorted(plek for plek in gevuld if plek[0] in in_rij and plek[1] in in_kolom)
        eronder = [n for n, ander in enumerate(grafieken) if ander in voorwerpen[:nummer] and een.over(ander)]
        if onder or eronder:
            yield een.wat, een.begin, onder, eronder
    for n, grafiek in enumerate(grafieken):
        for r in pakket.relaties(grafiek.grafiek).values():
            if r.soort == "chartusershapes" and pakket.echt(r.doel):
                for ding in afstammelingen(pakket.xml(r.doel), *SOORTEN):
                    if bedekt(ding):
                        yield SOORTEN[lokaal(ding)], grafiek.begin, [], [n]
