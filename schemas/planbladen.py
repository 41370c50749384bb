"""By its sheets: whether a workbook is an input, and which sheets are of a filled plan and so no part of its input."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, Literal, NewType, get_args

from schemas.bladen import BLADEN, PLAN
from schemas.fouten import Advies
from schemas.naamvorm import naamvorm
from schemas.werkboek import Werkboek

Vastblad = Literal[
    "Voorblad", "Raad", "Samenvatting", "Toename", "Meerjarig", "Mutaties", "Begroting", "Capaciteit", "Scenario",
    "Investering", "Grafiekgegevens", "Controles", "Aansluiting", "Aansluiting cijfers", "Controles cijfers",
    "Rekenblad uren", "Uren maal tarief", "Verantwoording",
]  # fmt: skip
"""A sheet of every plan."""
Planblad = Vastblad | Literal[
    "Formules", "Indexering", "Inzet", "Keuzepakket", "Prognose", "Scenarios", "Uittreding", "Voorschotten",
    "Zorgkosten",
]  # fmt: skip
"""And those of a plan that uses what they are about. What writes one is held to these words by its type."""
Afrekenblad = Literal["Afrekening", "Materialiteit"]
"""A sheet of a settlement, which is a book of its own."""
Gemeenteblad = Literal["Sleutel", "Toelichting", "Te verdelen"]
"""A sheet of a participant's workbook alone."""
Reeksblad = Literal["Verdeling", "Rekenblad"]
"""And one that a template has once, for each kostensoort of a plan."""
Invoerblad = NewType("Invoerblad", str)
"""The sheet of a plan with a sheet of its input."""
VASTE_BLADEN: Final = frozenset(get_args(Vastblad))
PLANBLADEN: Final = frozenset(blad for woorden in get_args(Planblad) for blad in get_args(woorden))
VERDELING: Final[Reeksblad] = "Verdeling"
REKENBLAD: Final[Reeksblad] = "Rekenblad"
INVOER: Final = "Invoer "
REEKSEN: Final = (f"{VERDELING} ", f"{REKENBLAD} ", INVOER)
"""How the names begin of sheets that a plan has more of: one for each kostensoort, or for each table of its input."""
INGEVOEGD: Final = "plan"
"""Stands in brackets behind the name of a sheet that the input has as well: Begroting (plan)."""
_ACHTER: Final = re.compile(rf"(?: \((?:{INGEVOEGD}|oud|[1-9]\d?)\))+$")


def invoerblad(naam: str) -> Invoerblad:
    return Invoerblad(f"{INVOER}{naam}")


SLEUTELBLAD: Final = invoerblad("Sleutels")
KOSTENBLAD: Final = invoerblad("Kosten")
"""Of a participant's workbook."""


def reeks_van(naam: str) -> str:
    """What a sheet is one of, where a plan has more of its kind; else its own name."""
    return next((begin.strip() for begin in REEKSEN if f"{naam} ".startswith(begin)), naam)


def is_planblad(naam: str, invoerbladen: frozenset[str]) -> bool:
    """Whether a sheet is one of a filled plan, also beside another of that name.

    Args:
        naam: as it stands on the tab.
        invoerbladen: the names of the sheets that an input has.
    """
    achter = _ACHTER.search(naam)
    kaal = naam[: achter.start()] if achter else naam
    if kaal in invoerbladen:
        return kaal in PLANBLADEN and achter is not None and f"({INGEVOEGD})" in achter[0]
    return kaal in PLANBLADEN or kaal.startswith(REEKSEN)


GENOEG: Final = 3
"""So many known fields or sheets are no coincidence: somebody's planning may be on a sheet Plan too."""


def is_invoer(boek: Werkboek) -> bool:
    """Whether a workbook is an input, good or not: by the fields on its sheet Plan, or by its other sheets."""
    bladen = {naamvorm(raster.naam): raster for raster in boek.bladen}
    plan = bladen.get(naamvorm(PLAN.naam))
    if plan is None:
        return False
    velden = {naamvorm(kolom.titel) for kolom in PLAN.kolommen()}
    gevonden = {naamvorm(w) for (_, kolom), w in plan.cellen.items() if kolom == 1 and isinstance(w, str)} & velden
    return len(gevonden) >= GENOEG or sum(naamvorm(vorm.naam) in bladen for vorm in BLADEN) >= GENOEG


INGEVULD: Final = "is een werkmap die Verdeelwijzer heeft gemaakt, en geen invoer."
NOG_KLOPT: Final = Advies("Of zij nog klopt, ziet u met: verdeelwijzer controleer")


def is_ingevuld_plan(bladen: Collection[str]) -> bool:
    """Whether these are the sheets of a book that was made: its input stands on sheets of its own."""
    return {invoerblad("Maatstaven"), SLEUTELBLAD} <= set(bladen)
