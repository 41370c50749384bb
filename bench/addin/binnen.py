"""Within one process: the real application with its guard, from JSON in to JSON out, without a network."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from bench.addin.dubbel import MAAT, maak_app, naam_van
from bench.addin.vragen import Vraag
from xladdin.server.instellingen import Instellingen, Servergrenzen
from xladdin.server.omgeving import zet_omgeving

RONDEN = 41
DUUR = 0.01
"""Seconds that the calls of one function take together in a round; of a slow function one call is enough."""


@dataclass(frozen=True)
class Gemeten:
    vraag: Vraag
    dubbel: float
    functie: float
    keer: float
    """Median over the rounds; each round measures both, one right after the other."""

    @property
    def gehaald(self) -> bool:
        return self.keer <= self.vraag.grens

    def __str__(self) -> str:
        return (
            f"{self.vraag.naam:<23}{self.vraag.wat:<28}{self.dubbel * 1000:>8.2f}{self.functie * 1000:>9.2f}"
            f"{self.keer:>8.2f} ×   ≤ {self.vraag.grens:<4g}{'✓ gehaald' if self.gehaald else '✗ niet gehaald'}"
        )


KOP = f"{'':<51}{'leeg':>8}{'functie':>9}   (ms, mediaan)"


def meet_binnen(vragen: Sequence[Vraag], ronden: int = RONDEN) -> list[Gemeten]:
    """Time every question against its double; a question about size against a function that tells the size."""
    # A minute of measuring is more calls than one user makes.
    instellingen = Instellingen(grenzen=Servergrenzen(aanroepen_per_minuut=10**9))
    zet_omgeving(instellingen)
    antwoorden = [(vraag.naam, antwoord(vraag)) for vraag in vragen]
    # The log is written as always, but to nowhere.
    with Path(os.devnull).open("w", encoding="utf-8") as nergens:
        scherm, sys.stderr = sys.stderr, nergens
        try:
            app = maak_app(instellingen, antwoorden)
            with asyncio.Runner() as lus:
                return lus.run(_meet(Bel(app, instellingen), vragen, ronden))
        finally:
            sys.stderr = scherm


def antwoord(vraag: Vraag) -> Any:
    """What a function answers, for its double to give."""
    import xladdin.functies  # noqa: F401  # fills the register
    from xladdin.functie import FUNCTIES

    return FUNCTIES[vraag.naam].functie(*vraag.args)


class Bel:
    """Calls the application as a server does."""

    def __init__(self, app: ASGIApp, instellingen: Instellingen) -> None:
        self._app = app
        self._koppen = [
            (b"host", f"localhost:{instellingen.poort}".encode()),
            (b"authorization", f"Bearer {instellingen.startcode}".encode()),
            (b"auth-provider", b"lokaal"),
            (b"content-type", b"application/json"),
        ]

    async def __call__(self, body: bytes) -> bytes:
        stukken: list[bytes] = []
        status = 0

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(bericht: Message) -> None:
            nonlocal status
            status = bericht.get("status", status)
            stukken.append(bericht.get("body", b""))

        scope: Scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "https",
            "path": "/xlwings/custom-functions-call", "raw_path": b"/xlwings/custom-functions-call",
            "query_string": b"", "root_path": "", "client": ("127.0.0.1", 5000), "server": ("127.0.0.1", 8443),
            "headers": [*self._koppen, (b"content-length", str(len(body)).encode())],
        }  # fmt: skip
        await self._app(scope, receive, send)
        uit = b"".join(stukken)
        if status != 200:
            raise SystemExit(f"{body[:60]!r}: {status} {uit.decode()}")
        return uit


def body_van(naam: str, args: Sequence[Any]) -> bytes:
    """What the JavaScript of xlwings sends."""
    inhoud = {
        "client": "Office.js", "func_name": naam, "args": list(args), "caller_address": None, "session_id": "1",
        "culture_info_name": "nl-NL", "date_format": "d-m-jjjj", "version": "0.37.8", "runtime": "1.4",
    }  # fmt: skip
    return json.dumps(inhoud, separators=(",", ":")).encode()


async def _meet(bel: Bel, vragen: Sequence[Vraag], ronden: int) -> list[Gemeten]:
    paren = []
    for nummer, vraag in enumerate(vragen):
        leeg = MAAT if vraag.wat.startswith("1000 ") else naam_van(vraag.naam, nummer)
        paren.append((body_van(leeg, vraag.args), body_van(f"VW_{vraag.naam}", vraag.args)))
    keren = []
    for maat, werk in paren:
        for _ in range(3):
            a, b = await bel(maat), await bel(werk)
        if b"_MAAT" not in maat and json.loads(a)["result"] != json.loads(b)["result"]:
            raise SystemExit(f"the double of {werk[:60]!r} answers otherwise")
        keren.append(max(1, round(DUUR / await _klok(bel, maat, 1))))
    tijden: list[list[tuple[float, float]]] = [[] for _ in vragen]
    gc.collect()
    gc.freeze()
    for ronde in range(ronden):
        for plek, (maat, werk) in enumerate(paren):
            # Turn about, so that neither always comes first.
            volgorde = (maat, werk) if ronde % 2 else (werk, maat)
            klok = {body: await _klok(bel, body, keren[plek]) for body in volgorde}
            tijden[plek].append((klok[maat], klok[werk]))
    return [Gemeten(vraag, *medianen(paren)) for vraag, paren in zip(vragen, tijden, strict=True)]


def medianen(paren: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Of the double, of the function, and of the one over the other in each round."""
    return (
        median(leeg for leeg, _ in paren),
        median(echt for _, echt in paren),
        median(echt / leeg for leeg, echt in paren),
    )


async def _klok(bel: Bel, body: bytes, keren: int) -> float:
    begin = time.process_time()
    for _ in range(keren):
        await bel(body)
    return (time.process_time() - begin) / keren
