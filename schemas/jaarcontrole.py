"""What must hold of the course of a year in a region file: days that exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from schemas.fouten import Regiofout
from schemas.maanden import is_elk_jaar

if TYPE_CHECKING:
    from schemas.regiojaar import Kalender


def controleer_kalender(per_jaar: Mapping[int, Kalender]) -> Iterator[Regiofout]:
    for jaar, kalender in per_jaar.items():
        genoemd: list[tuple[tuple[str | int, ...], str]] = [
            (("mijlpalen", nummer, "datum"), mijlpaal.datum) for nummer, mijlpaal in enumerate(kalender.mijlpalen)
        ]
        if kalender.vaststelling is not None:
            genoemd.append((("vaststelling",), kalender.vaststelling))
        for plek, tekst in genoemd:
            if not is_elk_jaar(tekst):
                yield Regiofout(("kalender", jaar, *plek), f"{tekst} is geen dag die elk jaar bestaat")
        if not (genoemd or kalender.wgr):
            yield Regiofout(("kalender", jaar), "zegt geen enkele dag; verwacht: wgr, vaststelling of mijlpalen")
