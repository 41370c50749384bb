"""Every address that the server answers to, and what a request there may be. What is not listed does not exist."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from xladdin.server.instellingen import Grenzen, Instellingen, Modus

AANROEP: Final = "/xlwings/custom-functions-call"
DEELVENSTER: Final = "/taskpane.html"
OPGAVE: Final = "/opgave"
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
class Plek:
    """One address."""

    naam: str
    """As the log calls it: never anything that came from outside."""
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

    def __init__(self, instellingen: Instellingen) -> None:
        self._vast = {plek.naam: plek for plek in _plekken(instellingen.grenzen, instellingen.modus)}
        self._hulp = Plek(f"{HULP}*", bewaren=Bewaren.NAVRAGEN)
        self._statisch = Plek(f"{STATISCH}*", bewaren=Bewaren.NAVRAGEN, ingelijst=True)
        # Excel shows no icon in its ribbon that may not be kept.
        self._plaatje = replace(self._statisch, bewaren=Bewaren.DAG)

    def zoek(self, pad: str) -> Plek | None:
        if pad.startswith(STATISCH):
            if _STATISCH.fullmatch(pad) is None:
                return None
            return self._plaatje if pad.startswith(PLAATJES) else self._statisch
        if pad.startswith(HULP):
            return self._hulp
        return self._vast.get(pad)


def _plekken(grenzen: Grenzen, modus: Modus) -> list[Plek]:
    def lezen(naam: str, *, beveiligd: bool = False) -> Plek:
        return Plek(naam, beveiligd=beveiligd, vorm=Vorm.JSON)

    def schrijven(naam: str, hoogstens: int, seconden: float, maat: Maat, vorm: Vorm = Vorm.JSON) -> Plek:
        return Plek(naam, ("POST",), True, hoogstens, seconden, vorm, maat)

    vast = [
        Plek("/gezond", vorm=Vorm.JSON, host_vrij=True),
        Plek("/gereed", vorm=Vorm.JSON, host_vrij=True),
        Plek("/"),
        Plek("/favicon.ico", ("GET",), bewaren=Bewaren.NAVRAGEN),
        Plek(DEELVENSTER, ("GET",), ingelijst=True),
        Plek(OPGAVE),
        Plek("/manifest.xml", bewaren=Bewaren.NAVRAGEN),
        Plek("/xlwings/custom-functions-meta.json", bewaren=Bewaren.NAVRAGEN, ingelijst=True),
        Plek("/xlwings/custom-functions-code.js", bewaren=Bewaren.NAVRAGEN, ingelijst=True),
        schrijven(AANROEP, grenzen.aanroep, grenzen.aanroepseconden, Maat.AANROEP, Vorm.TEKST),
        lezen("/vw/start"),
        lezen("/vw/functies"),
        lezen("/vw/kenmerk", beveiligd=True),
        lezen("/vw/toegang", beveiligd=True),
        lezen("/vw/overzicht", beveiligd=True),
        schrijven("/vw/controleer-bereik", grenzen.bereik, grenzen.aanroepseconden, Maat.OVERIG),
        schrijven("/vw/valideer", grenzen.upload, grenzen.uploadseconden, Maat.UPLOAD),
        schrijven("/vw/plan", grenzen.upload, grenzen.uploadseconden, Maat.UPLOAD),
    ]
    if modus is Modus.ENTRAID:
        vast += [
            Plek("/aanmelden"),
            Plek("/aanmelden/terug"),
            schrijven("/afmelden", grenzen.klein, grenzen.aanroepseconden, Maat.OVERIG),
        ]
    return vast
