"""The days of the cycle of a plan, in order: those of the region file, and those of the law where it says so.

A day of the law counts when the law had it by then: `wgr.yaml` holds every version with the day from which it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from schemas.geldend import Regio, in_jaar
from schemas.maanden import op_dag
from schemas.regiojaar import Kalender

WGR: Final = Path(__file__).parent / "wgr.yaml"
JAREN: Final = {"ervoor": -1, "zelf": 0, "erna": 1}


@dataclass(frozen=True)
class Dag:
    """One day; `voor`: something must be done before it, and not on it."""

    datum: date
    wat: str
    bron: str
    voor: bool = False


@dataclass(frozen=True)
class Wet:
    """One version of the law."""

    vanaf: date
    kaders: str
    weken: int
    provincie: str
    bron: str


def kalender(regio: Regio, jaar: int) -> tuple[Dag, ...]:
    """The cycle of the plan of a year, by date; nothing where the region file says nothing."""
    gevonden = in_jaar(regio.bestand.kalender, jaar)
    if gevonden is None:
        return ()
    eigen = [Dag(op_dag(m.datum, jaar + JAREN[m.jaar]), m.wat, gevonden.bron) for m in gevonden.mijlpalen]
    if gevonden.vaststelling is not None:
        eigen.append(Dag(op_dag(gevonden.vaststelling, jaar - 1), "Vaststelling van de begroting", gevonden.bron))
    wet = list(_wettelijk(gevonden, jaar)) if gevonden.wgr else []
    return tuple(sorted([*eigen, *wet], key=lambda dag: dag.datum))


def _wettelijk(eigen: Kalender, jaar: int) -> Iterator[Dag]:
    yield _geldend(
        lambda wet: op_dag(wet.kaders, jaar - 1), lambda _: "Kaders en voorlopige jaarrekening naar de raden"
    )
    if eigen.vaststelling is not None:
        dag = op_dag(eigen.vaststelling, jaar - 1)
        yield _geldend(
            lambda wet: dag - timedelta(weeks=wet.weken),
            lambda wet: f"Ontwerpbegroting naar de raden, {wet.weken} weken voor de vaststelling",
        )
    yield _geldend(lambda wet: op_dag(wet.provincie, jaar - 1), lambda _: "Begroting naar de provincie")


def _geldend(wanneer: Callable[[Wet], date], wat: Callable[[Wet], str]) -> Dag:
    """By the newest version that held on the day which it gives; the oldest where none did."""
    versies = wetten()
    wet = next((wet for wet in reversed(versies) if wanneer(wet) >= wet.vanaf), versies[0])
    return Dag(wanneer(wet), wat(wet), wet.bron, voor=True)


@cache
def wetten() -> tuple[Wet, ...]:
    """Every version of the law, the oldest first."""
    return tuple(Wet(**versie) for versie in yaml.safe_load(WGR.read_bytes()))
