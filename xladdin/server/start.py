"""Starting and stopping the server."""

from __future__ import annotations

import contextlib
import errno
import importlib
import ipaddress
import logging
import multiprocessing
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from functools import partial
from types import FrameType
from typing import Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from schemas.fouten import Gebruikersfout, VerkeerdGebruik
from schemas.systeem import reden
from xladdin.server.app import maak_app
from xladdin.server.instellingen import Instellingen, Modus, gebruik
from xladdin.server.logboek import richt_in, schrijf, spoor
from xladdin.server.lus import verhoog_open_bestanden
from xladdin.server.omgeving import LICENTIE, zet_omgeving
from xladdin.server.verbinding import Verbinding

RIJ: Final = 512
"""Connections that may wait while the application loads."""
_DICHT: Final[signal.Signals | None] = getattr(signal, "SIGHUP", None)
"""The terminal closes."""


class StartMislukt(Gebruikersfout):
    def __init__(self) -> None:
        super().__init__("De server kon niet starten; de regels hierboven zeggen waar het misging.")


def start(instellingen: Instellingen, sockets: list[socket.socket]) -> None:
    """Serve until the system or a person says stop; running calls may finish.

    Raises:
        Gebruikersfout: the server cannot start.
    """
    gebruik(instellingen)
    zet_omgeving(instellingen)
    verhoog_open_bestanden()
    controleer_licentie()
    if instellingen.werkers == 1:
        config = _config(instellingen)
        config.app = maak_app(instellingen)
        with _stil_einde():
            uvicorn.Server(config).run(sockets)
        return
    richt_in()
    config = _config(instellingen)
    config.app, config.factory = partial(_maak_in_werker, instellingen), True
    toezicht = _Toezicht(config, sockets)
    toezicht.run()
    if any(proces.exitcode == STARTUP_FAILURE for proces in toezicht.processes):
        raise StartMislukt


class _Toezicht(Multiprocess):
    """The parent of the workers. Of uvicorn a terminal that closes would start them anew, with nobody to stop them."""

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        doof = _DICHT is not None and signal.getsignal(_DICHT) is signal.SIG_IGN
        super().__init__(config, sockets)
        if doof and _DICHT is not None:
            # Started to outlive its terminal (nohup).
            signal.signal(_DICHT, signal.SIG_IGN)

    def handle_hup(self) -> None:
        self.handle_term()


def _maak_in_werker(instellingen: Instellingen) -> ASGIApp:
    if _DICHT is not None:
        # It is for the parent, which lets running calls finish.
        signal.signal(_DICHT, signal.SIG_IGN)
    threading.Thread(target=_stop_met_ouder, daemon=True).start()
    try:
        return maak_app(instellingen)
    except Exception as fout:
        schrijf(logging.CRITICAL, bericht="de server kon niet starten", **spoor(fout))
        # Tells the parent that another attempt would end the same way.
        sys.exit(STARTUP_FAILURE)


def _stop_met_ouder() -> None:
    """Without its parent a worker would hold the port, and nobody knows of it."""
    ouder = multiprocessing.parent_process()
    if ouder is not None:
        ouder.join()
        signal.raise_signal(signal.SIGTERM)


def _config(instellingen: Instellingen) -> uvicorn.Config:
    grenzen = instellingen.grenzen
    return uvicorn.Config(
        app="",
        host=instellingen.adres,
        port=instellingen.poort,
        http=Verbinding,
        loop="xladdin.server.lus:Lus",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        workers=instellingen.werkers,
        proxy_headers=bool(instellingen.proxy),
        forwarded_allow_ips=list(instellingen.proxy),
        ssl_certfile=instellingen.certificaat if instellingen.tls else None,
        ssl_keyfile=instellingen.sleutelbestand if instellingen.tls else None,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=grenzen.stopseconden,
    )


def controleer_licentie() -> None:
    """Is the key of xlwings one that it accepts?

    Raises:
        VerkeerdGebruik: it is not.
    """
    try:
        importlib.import_module("xlwings.server")
    except Exception as fout:
        # The class cannot be named: without a key that it accepts, the library cannot be imported at all.
        if type(fout).__name__ != "LicenseError":
            raise
        raise VerkeerdGebruik(
            f"de licentiesleutel van xlwings in {LICENTIE} is niet geldig; haal de variabele weg voor niet-commercieel "
            "gebruik, of geef een geldige sleutel."
        ) from fout


def open_poort(instellingen: Instellingen) -> list[socket.socket]:
    """The sockets to listen on: in local mode both addresses that a browser may take for localhost.

    Raises:
        VerkeerdGebruik: the address is not there, or the port is taken.
    """
    adressen = [instellingen.adres]
    if instellingen.modus is Modus.LOKAAL and instellingen.adres == "127.0.0.1":
        adressen.append("::1")
    geopend: list[socket.socket] = []
    try:
        for adres in adressen:
            try:
                geopend.append(_luister(adres, instellingen.poort))
            except OSError as fout:
                # Many computers have no IPv6; the first address must work.
                if geopend and fout.errno != errno.EADDRINUSE:
                    continue
                raise
    except OSError as fout:
        for een in geopend:
            een.close()
        raise VerkeerdGebruik(_waarom(fout, instellingen)) from fout
    return geopend


def _luister(adres: str, poort: int) -> socket.socket:
    familie = socket.AF_INET6 if ":" in adres else socket.AF_INET
    luisteraar = socket.socket(familie, socket.SOCK_STREAM)
    try:
        # On Windows the first of these would let another program take the port over.
        optie = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        luisteraar.setsockopt(socket.SOL_SOCKET, optie, 1)
        if familie == socket.AF_INET6:
            luisteraar.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        luisteraar.bind((adres, poort))
        # From now on a browser waits rather than being turned away while the application loads.
        luisteraar.listen(RIJ)
        luisteraar.set_inheritable(True)
    except BaseException:
        luisteraar.close()
        raise
    return luisteraar


def _waarom(fout: OSError, instellingen: Instellingen) -> str:
    if fout.errno == errno.EADDRINUSE:
        return f"poort {instellingen.poort} is al in gebruik; stop wat daar draait of kies een andere met --poort."
    if fout.errno == errno.EACCES:
        return f"poort {instellingen.poort} mag u niet gebruiken; kies er een boven 1023 met --poort."
    waarom = reden(fout) if fout.errno else "geen geldig adres"
    return f"op adres '{instellingen.adres}' is niet te luisteren ({waarom}); kies een ander --adres."


def is_lus(adres: str) -> bool:
    """Whether an address is one of this computer alone."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(adres).is_loopback
    return False


@contextlib.contextmanager
def _stil_einde() -> Iterator[None]:
    """A request to stop is what a server waits for: uvicorn sees to it, and afterwards it means nothing any more."""

    def niets(_: int, __: FrameType | None) -> None:
        return

    soorten = [getattr(signal, naam) for naam in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, naam)]
    vorige = {soort: signal.signal(soort, niets) for soort in soorten}
    if _DICHT is not None and signal.getsignal(_DICHT) is not signal.SIG_IGN:
        vorige[_DICHT] = signal.signal(_DICHT, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        yield
    finally:
        for soort, doe in vorige.items():
            signal.signal(soort, doe)
