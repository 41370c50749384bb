"""Of single parts of a region file: names that exist, maxima that mean something, days that every year has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from schemas.fouten import Regiofout, onbekend
from schemas.kernwoorden import RATO
from schemas.maanden import is_elk_jaar
from schemas.regiojaar import Kalender
from schemas.regiozorg import Aanbieders, Plafond, Segment, Zorg

CODE: Final = "code van een deelnemer"
MAATSTAF: Final = "maatstaf van deze regio"
Maatstaven = Mapping[str, bool]
"""Per maatstaf whether it is asked for, and not worked out from others."""


def controleer_regiozorg(
    per_jaar: Mapping[int, Zorg], maatstaven: Maatstaven, codes: Collection[str]
) -> Iterator[Regiofout]:
    """Maatstaven that exist and are asked for; a maximum is either an amount or a percentage of something."""
    for jaar, zorg in per_jaar.items():
        for naam, segment in zorg.segmenten.items():
            pad = ("zorg", jaar, "segmenten", naam)
            if segment.naar != RATO:
                yield from controleer_maatstaf(maatstaven, segment.naar, (*pad, "naar"))
            for code in segment.deelnemers.codes if segment.deelnemers else ():
                if code not in codes:
                    yield onbekend((*pad, "deelnemers"), code, CODE, codes)
        for plek, plafond in _plafonds(zorg, jaar):
            yield from controleer_plafond(plafond, maatstaven, plek)


def controleer_plafond(plafond: Plafond, maatstaven: Maatstaven, plek: tuple[str | int, ...]) -> Iterator[Regiofout]:
    """An amount, or a percentage of a maatstaf that is asked for."""
    if (plafond.euro is None) == (plafond.procent is None):
        yield Regiofout(plek, "verwacht: euro, of procent met een maatstaf")
    elif (plafond.procent is None) != (plafond.maatstaf is None):
        yield Regiofout(plek, "procent en maatstaf horen bij elkaar")
    elif plafond.maatstaf is not None:
        yield from controleer_maatstaf(maatstaven, plafond.maatstaf, plek)


def _plafonds(zorg: Zorg, jaar: int) -> Iterator[tuple[tuple[str | int, ...], Plafond]]:
    groepen: dict[str, Mapping[str, Segment | Aanbieders]] = {
        "segmenten": dict(zorg.segmenten), "aanbieders": dict(zorg.aanbieders),
    }  # fmt: skip
    for soort, groep in groepen.items():
        for naam, een in groep.items():
            if een.plafond is not None:
                yield ("zorg", jaar, soort, naam, "plafond"), een.plafond


def controleer_maatstaf(maatstaven: Maatstaven, naam: str, pad: tuple[str | int, ...]) -> Iterator[Regiofout]:
    if naam not in maatstaven:
        yield onbekend(pad, naam, MAATSTAF, maatstaven)
    elif not maatstaven[naam]:
        yield Regiofout(pad, f"'{naam}' is een formule", "een maatstaf die wordt gevraagd")


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
            yield Regiofout(("kalender", jaar), "zegt geen enkele dag", "wgr, vaststelling of mijlpalen")
