"""The application: xlwings Server for what it makes, our own routes before it, and the guard around both."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.types import ASGIApp

from xladdin.server.instellingen import Instellingen, Modus, gebruik
from xladdin.server.logboek import richt_in
from xladdin.server.omgeving import zet_omgeving

if TYPE_CHECKING:
    from xladdin.server.aanroep import Functies
    from xladdin.server.api import Api


def maak_app(instellingen: Instellingen) -> ASGIApp:
    """The whole application. Every worker makes its own, so nothing of xlwings is imported before this."""
    gebruik(instellingen)
    zet_omgeving(instellingen)
    richt_in()
    from starlette.routing import BaseRoute, Mount, Router
    from xlwings_server.main import app as bibliotheek

    from xladdin.server.aanroep import Functies
    from xladdin.server.api import Api
    from xladdin.server.paginas import Bibliotheek, Paginas
    from xladdin.server.toegang import Toegang
    from xladdin.server.wacht import Wacht

    functies = Functies(importlib.import_module("custom_functions"), instellingen.grenzen.draden)
    api = Api(instellingen, functies)
    paginas = Paginas(instellingen)
    toegang = Toegang(instellingen)
    routes: list[BaseRoute] = [*paginas.routes, *api.routes]
    if instellingen.modus is Modus.ENTRAID:
        from xladdin.server.aanmelden import Aanmelden

        routes += Aanmelden(instellingen, toegang).routes
    routes.append(Mount("/", Bibliotheek(bibliotheek)))
    wacht = Wacht(Router(routes, lifespan=_levensduur(functies, api)), instellingen, toegang)
    if instellingen.modus is Modus.LOKAAL:
        return wacht
    from xladdin.server.aanmelden import met_sessie

    return met_sessie(wacht, instellingen)


def _levensduur(functies: Functies, api: Api) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def levensduur(_: Any) -> AsyncIterator[None]:
        yield
        # In threads, because they wait for calls that still run.
        await asyncio.gather(asyncio.to_thread(functies.sluit), asyncio.to_thread(api.sluit))

    return levensduur
