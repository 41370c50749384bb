"""The event loop of the server: connections that say nothing cost little, and are gone soon."""

from __future__ import annotations

import asyncio
import errno
import logging
import time
from typing import Any, Final

from xladdin.server.instellingen import huidig
from xladdin.server.logboek import schrijf

SLUITTIJD: Final = 1.0
"""Seconds that the other side gets to say goodbye over TLS; asyncio itself gives half a minute."""
STIL: Final = 60.0
"""Seconds between two lines in the log that say the same."""
HOOGSTE: Final = 65_536
_Basis: Any = getattr(asyncio, "ProactorEventLoop", asyncio.SelectorEventLoop)


class Lus(_Basis):  # type: ignore[misc]
    """The loop of asyncio, with an end to waiting for a handshake and a word about a full house."""

    def __init__(self) -> None:
        super().__init__()
        self.set_exception_handler(self._fout)
        self._laatst = -STIL

    async def create_server(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("ssl") is not None:
            kwargs |= {"ssl_handshake_timeout": huidig().grenzen.kopseconden, "ssl_shutdown_timeout": SLUITTIJD}
        return await super().create_server(*args, **kwargs)

    def _fout(self, _: Any, gegevens: dict[str, Any]) -> None:
        fout = gegevens.get("exception")
        if not isinstance(fout, OSError) or fout.errno not in (errno.EMFILE, errno.ENFILE):
            self.default_exception_handler(gegevens)
        elif time.monotonic() - self._laatst > STIL:
            self._laatst = time.monotonic()
            schrijf(
                logging.WARNING,
                bericht="de grens van open bestanden is bereikt; nieuwe verbindingen wachten",
                open_bestanden=open_bestanden(),
            )


def open_bestanden() -> int:
    """How many files and connections this process may have open; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def verhoog_open_bestanden() -> None:
    """As many as the system allows: what is usual is less than a department of advisers needs."""
    try:
        import resource
    except ImportError:
        return
    zacht, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    hoogste = HOOGSTE if hard == resource.RLIM_INFINITY else min(hard, HOOGSTE)
    if zacht < hoogste:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hoogste, hard))
