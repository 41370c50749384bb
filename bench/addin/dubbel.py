"""Doubles: functions that take what a function of the sheet takes and give what it gave, but do nothing for it.

They go through the same register and the same decorator, so that a server offers them as it offers the others. Only
the benchmarks ever put them there.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Sequence
from typing import Any

from starlette.types import ASGIApp

from xladdin.server.instellingen import Instellingen
from xladdin.server.omgeving import zet_omgeving

TRAAG = "VW_BENCH_TRAAG"
MAAT = "VW_BENCH_MAAT"


def naam_van(functie: str, nummer: int) -> str:
    """What the double of a function is called in a call."""
    return f"VW_BENCH_{functie}_{nummer}"


def zet_dubbels(antwoorden: Sequence[tuple[str, Any]]) -> None:
    """Register a double for each function and what it answered.

    The environment must have been set before: xlwings looks at it when it is imported.
    """
    from xladdin.functie import FUNCTIES, functie

    import xladdin.functies  # noqa: F401  # isort: skip  # fills the register

    def voeg_toe(naam: str, kern: Any, vorm: inspect.Signature) -> None:
        kern.__doc__ = "Voor de meting."
        kern.__signature__ = vorm
        kern.__annotations__ = dict.fromkeys(vorm.parameters, Any)
        argumenten: dict[str, Any] = dict.fromkeys(vorm.parameters, "Voor de meting.")
        functie(naam, voorbeeld="=1", **argumenten)(kern)

    for nummer, (naam, antwoord) in enumerate(antwoorden):
        vorm = inspect.signature(FUNCTIES[naam].functie)
        voeg_toe(f"BENCH_{naam}_{nummer}", lambda *_, antwoord=antwoord: antwoord, vorm)
    vorm = inspect.signature(FUNCTIES["SLEUTEL"].functie)
    voeg_toe("BENCH_MAAT", lambda tabel, *_: [[len(tabel), len(tabel[0])]], vorm)
    voeg_toe("BENCH_TRAAG", _traag, inspect.signature(FUNCTIES["GEMEENTENAAM"].functie))


def _traag(seconden: Any) -> list[list[float]]:
    """Keep the processor busy, in Python, for as long as is asked."""
    einde = time.perf_counter() + seconden[0][0]
    slagen = 0
    while time.perf_counter() < einde:
        slagen += 1
    return [[float(slagen)]]


def maak_app(instellingen: Instellingen, antwoorden: Sequence[tuple[str, Any]]) -> ASGIApp:
    """The application as the server makes it, with the doubles in the register."""
    zet_omgeving(instellingen)
    zet_dubbels(antwoorden)
    from xladdin.server.app import maak_app as echt

    return echt(instellingen)
