"""What an address of the server is: who answers there, and what a request may be."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Antwoord = Callable[[Request], Awaitable[Response]]
OPGAVE: Final = "/opgave"
TERUG: Final = "/aanmelden/terug"
HULP: Final = "/hulp/"
STATISCH: Final = "/static/"
PLAATJES: Final = "/static/images/"
_STATISCH: Final = re.compile(r"/static(?:/[A-Za-z0-9@_-][A-Za-z0-9@._-]*)+")
"""No part begins with a dot, so that no path leads up or to a hidden file."""
_LEZEN: Final = ("GET", "HEAD")


class Vorm(StrEnum):
    """How an error is written: for our own pages, or as the text that Excel shows."""

    JSON = "json"
    TEKST = "tekst"


class Bewaren(StrEnum):
    """What a browser may keep."""

    NIETS = "no-store"
    NAVRAGEN = "no-cache"
    DAG = "max-age=86400"


class Maat(StrEnum):
    """Which rate limit counts."""

    AANROEP = "aanroep"
    UPLOAD = "upload"
    OVERIG = "overig"


@dataclass(frozen=True)
class Serverplek:
    """One address."""

    naam: str
    """Its path, and what the log calls it: never anything that came from outside. A star stands for one name more."""
    antwoord: Antwoord | None = None
    """Where it is none of the library."""
    methoden: tuple[str, ...] = _LEZEN
    beveiligd: bool = False
    hoogstens: int = 0
    """Bytes of a body."""
    seconden: float = 0.0
    """Within which a body has arrived."""
    vorm: Vorm = Vorm.TEKST
    maat: Maat = Maat.OVERIG
    bewaren: Bewaren = Bewaren.NIETS
    ingelijst: bool = False
    """Whether Excel on the web shows it in a frame of its own pages."""
    host_vrij: bool = False
    """Whether it answers under any name: probes of a proxy ask by address."""


class Plekken:
    """The addresses of one server."""

    def __init__(self, plekken: Iterable[Serverplek]) -> None:
        self._vast = {plek.naam: plek for plek in plekken}

    @property
    def routes(self) -> list[Route]:
        """Where each of them leads; what has no answer of ours is a file of the library."""
        return [
            Route(plek.naam.replace("*", "{rest}"), plek.antwoord, methods=list(plek.methoden))
            for plek in self._vast.values()
            if plek.antwoord is not None
        ]

    def zoek(self, pad: str) -> Serverplek | None:
        if pad.startswith(STATISCH) and _STATISCH.fullmatch(pad) is None:
            return None
        soort = next((begin for begin in (PLAATJES, STATISCH, HULP) if pad.startswith(begin)), None)
        return self._vast.get(pad if soort is None else f"{soort}*")
