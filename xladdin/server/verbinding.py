"""One connection: who sends its request too slowly, or never stops, is cut off; what is no HTTP hears so in Dutch."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from xladdin.server.beurt import NUMMER, vraagnummer
from xladdin.server.instellingen import Servergrenzen, huidig
from xladdin.server.logboek import schrijf

ONLEESBAAR: Final = "Dit verzoek is niet te lezen."


class Verbinding(HttpToolsProtocol):
    """The protocol of uvicorn, which waits for headers as long as it takes and keeps all of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._grenzen: Servergrenzen = huidig().grenzen
        self._wekker: asyncio.TimerHandle | None = None
        self._kop = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self._grenzen.verbindingen:
            transport.abort()
            return
        # Else the second half of an answer waits 40 ms, until the other side has said that it has the first; asyncio
        # sees to it only where whoever opened the port named the protocol.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._zet_wekker()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_wekker()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._wekker is not None:
            self._kop += len(data)
            # A body may come along with the headers; the guard counts it. A chunk from the network is 256 kB at most.
            if self._kop > self._grenzen.kopgrootte and b"\r\n\r\n" not in data:
                self.send_400_response("")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._zet_wekker()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._stop_wekker()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:
        vraag = vraagnummer()
        inhoud = f"{ONLEESBAAR} (vraag {vraag})".encode()
        koppen = (
            "HTTP/1.1 400 Bad Request",
            "content-type: text/plain; charset=utf-8",
            f"content-length: {len(inhoud)}",
            "cache-control: no-store",
            "x-content-type-options: nosniff",
            f"{NUMMER.casefold()}: {vraag}",
            "connection: close",
        )
        schrijf(logging.INFO, vraag=vraag, route="onleesbaar", status=400)
        self.transport.write("\r\n".join((*koppen, "", "")).encode() + inhoud)
        self.transport.close()

    def _zet_wekker(self) -> None:
        if self._wekker is None:
            self._kop = 0
            self._wekker = self.loop.call_later(self._grenzen.kopseconden, self._te_laat)

    def _stop_wekker(self) -> None:
        if self._wekker is not None:
            self._wekker.cancel()
            self._wekker = None

    def _te_laat(self) -> None:
        self._wekker = None
        if self._kop:
            # Closing would wait for a goodbye of who says too little.
            self.transport.abort()
        elif not self.transport.is_closing():
            # A browser opens connections in advance: it takes an end as one, and a reset as a reason to give up.
            self.transport.close()
