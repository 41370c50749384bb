"""One request and its answer: what it is called, how it ends, and what the log keeps of it."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

from xladdin.server.afwijzing import Afwijzing
from xladdin.server.logboek import spoor
from xladdin.server.plekken import Serverplek, Vorm

NUMMER = "X-Vraagnummer"


def vraagnummer() -> str:
    """A number for one request, short enough to read out over the phone."""
    return secrets.token_hex(4)


class Beurt:
    """The turn of one request."""

    def __init__(self, scope: Scope, send: Send, plek: Serverplek | None, koppen: Mapping[str, str]) -> None:
        self.vraag = vraagnummer()
        self.plek = plek
        self.status = 0
        self.wie = ""
        self.ontvangen = 0
        self.sluit = False
        self._scope = scope
        self._send = send
        self._koppen = koppen
        self._verstuurd = 0
        self._begin = time.perf_counter()
        # The application tells the log what it did, in words of its own.
        self.verhaal: dict[str, str] = {}
        scope["verhaal"] = self.verhaal

    async def stuur(self, bericht: Message) -> None:
        """Send on, with the headers that every answer has."""
        if bericht["type"] == "http.response.start":
            self.status = bericht["status"]
            bericht = {**bericht, "headers": list(bericht.get("headers", []))}
            koppen = MutableHeaders(raw=bericht["headers"])
            for naam, waarde in self._koppen.items():
                koppen[naam] = waarde
            koppen[NUMMER] = self.vraag
            if self.sluit:
                koppen["Connection"] = "close"
        else:
            self._verstuurd += len(bericht.get("body", b""))
        await self._send(bericht)

    async def weiger(self, afwijzing: Afwijzing) -> None:
        """Answer with the sentence, unless an answer is already under way."""
        if self.status:
            return
        if self.plek is not None and self.plek.vorm is Vorm.JSON:
            soort = "application/json"
            tekst = json.dumps({"fout": afwijzing.zin, "vraag": self.vraag}, ensure_ascii=False)
        else:
            soort = "text/plain; charset=utf-8"
            tekst = f"{afwijzing.zin} (vraag {self.vraag})"
        inhoud = tekst.encode()
        koppen = {"Content-Type": soort, "Content-Length": str(len(inhoud)), **afwijzing.koppen}
        ruw = [(naam.encode("latin-1"), waarde.encode("latin-1")) for naam, waarde in koppen.items()]
        await self.stuur({"type": "http.response.start", "status": afwijzing.status, "headers": ruw})
        await self.stuur({"type": "http.response.body", "body": inhoud})

    def fout(self, fout: BaseException) -> dict[str, Any]:
        """What the log may know of a mistake of ours."""
        return {"route": self._route, **spoor(fout)}

    @property
    def _route(self) -> str:
        return self.plek.naam if self.plek is not None else "onbekend"

    def regel(self) -> dict[str, Any]:
        """The line in the log."""
        methode = self._scope["method"]
        bekend = methode if methode in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH") else "anders"
        return {
            "vraag": self.vraag,
            "methode": bekend,
            "route": self._route,
            **self.verhaal,
            "status": self.status,
            "ms": round((time.perf_counter() - self._begin) * 1000, 1),
            "in": self.ontvangen,
            "uit": self._verstuurd,
            "wie": self.wie,
        }
