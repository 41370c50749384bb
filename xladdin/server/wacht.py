"""The guard: everything that a request must be before any other code sees it, and the form of every answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext
from http import HTTPStatus
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schemas.poort.grenzen import MB
from xladdin.server.afwijzing import Afwijzing
from xladdin.server.beurt import Beurt
from xladdin.server.instellingen import Instellingen
from xladdin.server.koppen import veiligheidskoppen
from xladdin.server.logboek import schrijf, schuilnaam
from xladdin.server.plekken import Maat, Plekken, Serverplek
from xladdin.server.ruimte import Ruimte
from xladdin.server.tempo import Tempo
from xladdin.server.toegang import Toegang

ENKEL: Final = ("host", "origin", "content-length", "authorization", "auth-provider", "cookie", "x-verdeelwijzer")
"""Headers that mean something different to different programs when they come twice."""
UITLOOP: Final = 5.0
"""Seconds in which the body of a refused request is read and dropped, so that its sender gets to see the answer."""
ONVERWACHT: Final = (
    "Er ging iets mis in Verdeelwijzer zelf; probeer het opnieuw en geef anders dit nummer door aan de beheerder."
)


GESTOPT: Final = "De server stopt; probeer het over een halve minuut opnieuw."


class _Vertrokken(Exception):
    """The other side closed the connection."""


class Wacht:
    """An ASGI application around the application."""

    def __init__(self, app: ASGIApp, plekken: Plekken, instellingen: Instellingen, toegang: Toegang) -> None:
        self._app = app
        self._instellingen = instellingen
        self._toegang = toegang
        self._plekken = plekken
        self._tempo = Tempo(instellingen.grenzen)
        self._ruimte = Ruimte(instellingen.grenzen.zwaar, instellingen.grenzen.licht)
        self._bezig = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        plek = self._plekken.zoek(scope["path"])
        beurt = Beurt(scope, send, plek, veiligheidskoppen(plek, self._instellingen))
        try:
            await self._behandel(scope, receive, beurt)
        except Afwijzing as afwijzing:
            if afwijzing.__cause__ is not None:
                beurt.verhaal["oorzaak"] = type(afwijzing.__cause__).__name__
            await beurt.weiger(afwijzing)
        except _Vertrokken:
            beurt.status = 499
        except asyncio.CancelledError:
            # The server stops and has waited long enough; whoever asked hears so, and not in English.
            await beurt.weiger(Afwijzing(HTTPStatus.SERVICE_UNAVAILABLE, GESTOPT, {"Retry-After": "10"}))
        except Exception as fout:
            schrijf(logging.ERROR, vraag=beurt.vraag, **beurt.fout(fout))
            await beurt.weiger(Afwijzing(HTTPStatus.INTERNAL_SERVER_ERROR, ONVERWACHT))
        finally:
            schrijf(logging.INFO, **beurt.regel())

    async def _behandel(self, scope: Scope, receive: Receive, beurt: Beurt) -> None:
        try:
            plek, koppen = self._keur(scope, beurt.plek)
            wie = await self._wie(scope, plek, koppen, beurt)
            self._tempo.tel(plek.maat, wie)
            lengte = _lengte(plek, koppen)
            # Only now: nobody takes a place away from others by being refused.
            if self._bezig >= self._instellingen.grenzen.tegelijk and not plek.host_vrij:
                raise Afwijzing(503, "Het is nu te druk op de server; probeer het zo opnieuw.", {"Retry-After": "5"})
        except Afwijzing:
            beurt.sluit = True
            await _laat_uitlopen(scope, receive, self._instellingen.grenzen.upload)
            raise
        self._bezig += 1
        try:
            bestand = plek.maat is Maat.UPLOAD
            wijk = self._ruimte.wijk if bestand or not self._ruimte.is_klein(lengte) else _ga_door
            # Files have a row of their own, and are read on while others are at work.
            async with nullcontext() if bestand else self._ruimte.neem(lengte):
                try:
                    body = await _lees(receive, plek, wijk) if lengte else b""
                except Afwijzing:
                    beurt.sluit = True
                    raise
                beurt.ontvangen = len(body)
                await wijk()
                await self._app(scope, _herhaal(body, receive), beurt.stuur)
        finally:
            self._bezig -= 1

    def _keur(self, scope: Scope, plek: Serverplek | None) -> tuple[Serverplek, Mapping[str, str]]:
        """The address, method and sender of a request, before anything is done for it."""
        koppen = _koppen(scope)
        vrij = plek is not None and plek.host_vrij
        if not vrij and koppen.get("host", "").casefold() not in self._instellingen.hosts:
            raise Afwijzing(400, f"Deze server antwoordt alleen onder zijn eigen adres: {self._instellingen.basis}.")
        if plek is None:
            raise Afwijzing(404, "Dit adres bestaat niet op de server van Verdeelwijzer.")
        eigen = koppen.get("origin") in (None, *self._instellingen.oorsprongen)
        if scope["method"] not in plek.methoden:
            if not eigen:
                raise _vreemd()
            raise Afwijzing(405, f"Dit adres neemt alleen {plek.methoden[0]} aan.", {"Allow": ", ".join(plek.methoden)})
        if scope["method"] == "POST" and (not eigen or koppen.get("sec-fetch-site", "same-origin") == "cross-site"):
            raise _vreemd()
        return plek, koppen

    async def _wie(self, scope: Scope, plek: Serverplek, koppen: Mapping[str, str], beurt: Beurt) -> str:
        """Who asks, in a word that counts and logs can use."""
        adres = scope["client"][0] if scope.get("client") else ""
        if not plek.beveiligd:
            return adres
        try:
            gebruiker = await self._toegang(koppen, scope)
        except Afwijzing as afwijzing:
            if afwijzing.status == HTTPStatus.UNAUTHORIZED:
                self._tempo.tel_mislukt(adres)
            raise
        beurt.wie = schuilnaam(gebruiker, self._instellingen.zout)
        return beurt.wie


def _vreemd() -> Afwijzing:
    return Afwijzing(403, "Dit verzoek komt van een andere website; dat mag niet.")


def _koppen(scope: Scope) -> Mapping[str, str]:
    koppen: dict[str, str] = {}
    for ruw, waarde in scope["headers"]:
        naam = ruw.decode("latin-1").lower()
        if naam in koppen and naam in ENKEL:
            raise Afwijzing(400, "Het verzoek heeft een kop die maar één keer mag voorkomen, vaker.")
        koppen[naam] = waarde.decode("latin-1")
    return koppen


def _lengte(plek: Serverplek, koppen: Mapping[str, str]) -> int:
    """The declared length of the body. Who does not tell it, could send without end: also headers, behind the body."""
    if "transfer-encoding" in koppen:
        raise Afwijzing(411, "Dit verzoek zegt niet hoe lang het is; dat moet.")
    tekst = koppen.get("content-length", "0")
    lengte = int(tekst) if tekst.isascii() and tekst.isdecimal() else -1
    if lengte < 0:
        raise Afwijzing(400, "De lengte van het verzoek is geen getal.")
    if lengte > plek.hoogstens:
        raise te_groot(plek)
    return lengte


def te_groot(plek: Serverplek) -> Afwijzing:
    if not plek.hoogstens:
        return Afwijzing(413, "Dit adres neemt geen gegevens aan.")
    return Afwijzing(413, f"Dit is te groot: hoogstens {plek.hoogstens / MB:g} MB kan tegelijk naar de server.")


async def _ga_door() -> None:
    """What is small lets nobody go first."""


async def _lees(receive: Receive, plek: Serverplek, wijk: Callable[[], Awaitable[None]]) -> bytes:
    """The whole body, in memory: nothing that is sent to us touches a disk."""
    body = bytearray()
    try:
        async with asyncio.timeout(plek.seconden or UITLOOP):
            meer = True
            while meer:
                await wijk()
                bericht = await receive()
                if bericht["type"] == "http.disconnect":
                    raise _Vertrokken
                body += bericht.get("body", b"")
                if len(body) > plek.hoogstens:
                    raise te_groot(plek)
                meer = bericht.get("more_body", False)
    except TimeoutError:
        raise Afwijzing(408, "Het verzoek kwam te langzaam binnen; probeer het opnieuw.") from None
    return bytes(body)


async def _laat_uitlopen(scope: Scope, receive: Receive, hoogstens: int) -> None:
    """Drop what a refused sender is still sending; whoever closes at once takes the answer away as well."""
    if any(naam in (b"expect", b"transfer-encoding") for naam, _ in scope["headers"]):
        return
    try:
        async with asyncio.timeout(UITLOOP):
            gelezen, meer = 0, True
            while meer and gelezen <= hoogstens:
                bericht = await receive()
                gelezen += len(bericht.get("body", b""))
                meer = bericht["type"] == "http.request" and bericht.get("more_body", False)
    except TimeoutError:
        return


def _herhaal(body: bytes, receive: Receive) -> Receive:
    """The body once more, for the application; after that only the news that the other side left."""
    berichten: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def opnieuw() -> Message:
        if berichten:
            return berichten.pop()
        while (bericht := await receive())["type"] != "http.disconnect":
            pass
        return bericht

    return opnieuw
