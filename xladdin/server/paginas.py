"""The pages, and what Excel fetches to know the functions: the same for everyone, so made once."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from xladdin.functie import FUNCTIES
from xladdin.manifest import manifest
from xladdin.server.afwijzing import Afwijzing
from xladdin.server.instellingen import Instellingen
from xladdin.server.plekken import HULP, OPGAVE, STATISCH

ALIAS: Final = "_OOK"
"""Behind the id of a function under its other name: Excel wants every id once."""
_ADRESSEN: Final = ("requiresAddress", "requiresParameterAddresses")


class Paginas:
    """The answers without figures."""

    def __init__(self, instellingen: Instellingen) -> None:
        entra = instellingen.entra
        self._manifest = manifest(instellingen.basis, entra=entra.client_id if entra is not None else None)
        self._basis = instellingen.basis
        self._gemaakt: dict[str, Response] = {}

    async def begin(self, _: Request) -> Response:
        return RedirectResponse(OPGAVE, HTTPStatus.SEE_OTHER)

    async def opgave(self, request: Request) -> Response:
        return _pagina(request, "opgave.html")

    async def deelvenster(self, request: Request) -> Response:
        return _pagina(request, "taskpane.html", officejs=officejs())

    async def hulp(self, request: Request) -> Response:
        """The page to which Excel leads who asks for help with a function."""
        functie = FUNCTIES.get(request.url.path.removeprefix(HULP))
        if functie is None:
            raise Afwijzing(404, "Deze functie bestaat niet op de server van Verdeelwijzer.")
        return _pagina(request, "hulp.html", functie=functie, alle=FUNCTIES.values())

    async def manifest_xml(self, _: Request) -> Response:
        return Response(self._manifest, media_type="application/xml")

    async def meta(self, _: Request) -> Response:
        if "meta" not in self._gemaakt:
            from xlwings_server.routers.xlwings import custom_functions_meta

            meta = await custom_functions_meta()
            for functie in meta["functions"]:
                # With them every call would carry the name of the workbook and the cell, for which we have no use.
                for naam in _ADRESSEN:
                    functie["options"].pop(naam, None)
                functie["helpUrl"] = f"{self._basis}{HULP}{functie['name'].partition('.')[2]}"
            # A workbook that was made without a server says VW_VERDEEL, and works here too.
            meta["functions"] += [
                {**functie, "id": f"{functie['id']}{ALIAS}", "name": functie["id"]} for functie in meta["functions"]
            ]
            self._gemaakt["meta"] = Response(json.dumps(meta, ensure_ascii=False), media_type="application/json")
        return self._gemaakt["meta"]

    async def code(self, _: Request) -> Response:
        if "code" not in self._gemaakt:
            from xlwings_server.routers.xlwings import custom_functions_code

            code = await custom_functions_code()
            ook = (
                f'CustomFunctions.associate("{een.python_naam}{ALIAS}", {een.python_naam});'
                for een in FUNCTIES.values()
            )
            self._gemaakt["code"] = Response("\n".join([bytes(code.body).decode(), *ook]), media_type="text/javascript")
        return self._gemaakt["code"]


def _pagina(request: Request, naam: str, **inhoud: object) -> Response:
    from xlwings_server.templates import TemplateResponse

    antwoord: Response = TemplateResponse(request=request, name=naam, context=inhoud)
    return antwoord


def officejs() -> str:
    """Where the office.js is that came along with xlwings Server; each of its releases may bring another.

    Raises:
        Afwijzing: there is none, so that no page of ours would work in Excel.
    """
    from xlwings_server.config import PACKAGE_DIR

    wortel = PACKAGE_DIR / "static"
    versies = sorted(wortel.glob("vendor/office-js/*/dist/office.js"), key=lambda pad: pad.stat().st_mtime)
    if not versies:
        raise Afwijzing(503, "Office.js zit niet bij deze xlwings-server; installeer de versie van Verdeelwijzer.")
    return f"{STATISCH}{versies[-1].relative_to(wortel).as_posix()}"


class Bibliotheek:
    """The application of xlwings Server, with its errors in our words: its own are in English."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = 0

        async def stuur(bericht: Message) -> None:
            nonlocal status
            if bericht["type"] == "http.response.start":
                status = bericht["status"]
            if status < HTTPStatus.BAD_REQUEST:
                await send(bericht)

        await self._app(scope, receive, stuur)
        if status >= HTTPStatus.BAD_REQUEST:
            raise Afwijzing(404, "Dit bestand staat niet op de server van Verdeelwijzer.")
