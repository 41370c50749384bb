"""The application: xlwings Server for what it makes, our own routes before it, and the guard around both."""

from __future__ import annotations

import gc
import importlib
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from starlette.types import ASGIApp

from xladdin.server.einde import breek_af, wacht_op_draden
from xladdin.server.instellingen import Instellingen, Modus, gebruik
from xladdin.server.logboek import richt_in, schrijf
from xladdin.server.omgeving import zet_omgeving

if TYPE_CHECKING:
    from xladdin.server.aanroep import Functies
    from xladdin.server.api import Api

WISSEL: Final = 0.001
OPRUIMEN: Final = 10_000
"""New objects after which Python looks for rings of rubbish; by itself 700, which a table has many times over."""
Levensduur = Callable[[Any], AbstractAsyncContextManager[None]]


def maak_app(instellingen: Instellingen) -> ASGIApp:
    """The whole application. Every worker makes its own, so nothing of xlwings is imported before this."""
    gebruik(instellingen)
    zet_omgeving(instellingen)
    richt_in()
    # A thread that converts a large range gives way to the event loop five times sooner than it would by itself.
    sys.setswitchinterval(WISSEL)
    from starlette.routing import Mount, Router
    from xlwings_server.main import app as bibliotheek

    from xladdin.server.aanroep import Functies
    from xladdin.server.adressen import adressen
    from xladdin.server.api import Api
    from xladdin.server.paginas import Bibliotheek, Paginas
    from xladdin.server.plekken import Plekken
    from xladdin.server.toegang import Toegang
    from xladdin.server.wacht import Wacht

    functies = Functies(importlib.import_module("custom_functions"), instellingen.grenzen.draden)
    api = Api(instellingen, functies)
    toegang = Toegang(instellingen)
    aanmelden = None
    if instellingen.modus is Modus.ENTRAID:
        from xladdin.server.aanmelden import Aanmelden, met_sessie

        aanmelden = Aanmelden(instellingen, toegang)
    plekken = Plekken(adressen(instellingen.grenzen, Paginas(instellingen), functies, api, aanmelden))
    routes = [*plekken.routes, Mount("/", Bibliotheek(bibliotheek))]
    wacht = Wacht(Router(routes, lifespan=_levensduur(instellingen, functies, api)), plekken, instellingen, toegang)
    return wacht if aanmelden is None else met_sessie(wacht, instellingen)


def _levensduur(instellingen: Instellingen, functies: Functies, api: Api) -> Levensduur:
    @asynccontextmanager
    async def levensduur(_: Any) -> AsyncIterator[None]:
        # What is loaded stays: else Python goes through all of it over and over while it reads a large range, and no
        # thread can do anything else meanwhile.
        gc.collect()
        gc.freeze()
        gc.set_threshold(OPRUIMEN, *gc.get_threshold()[1:])
        yield
        functies.sluit()
        api.sluit()
        if not await wacht_op_draden():
            schrijf(logging.WARNING, bericht="werk dat te lang liep, is afgebroken")
            if instellingen.werkers > 1:
                # A worker has nothing more to say; a server by itself says goodbye first.
                breek_af()

    return levensduur
