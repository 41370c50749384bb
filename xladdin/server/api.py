"""What the task pane and the upload page ask for, each in a thread of its own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import Annotated, Any, Final
from urllib.parse import unquote, unquote_to_bytes

from openpyxl.utils.cell import coordinate_to_tuple
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from xlwings import XlwingsError

from schemas.fouten import Gebruikersfout
from schemas.geldend import Regio
from schemas.poort.grenzen import LAATSTE_KOLOM, LAATSTE_RIJ
from xladdin.functie import FUNCTIES, Beschrijving
from xladdin.herkomst import kenmerk
from xladdin.planmap import planmap
from xladdin.server.aanroep import Functies
from xladdin.server.afwijzing import Afwijzing
from xladdin.server.einde import DRAAD
from xladdin.server.inkorten import kort_in
from xladdin.server.instellingen import Instellingen
from xladdin.server.paginas import officejs
from xladdin.server.rechthoek import rechthoek
from xladdin.server.voorbeelden import opmaak
from xladdin.server.werk import Velden, apart, controleer, overzicht

LEZERS: Final = 2
"""Ranges that one worker has in hand; of files one, in a process beside it."""
BESTANDSNAAM: Final = "x-bestandsnaam"
SLUITREGEL: Final = "sluitregel"
LANGSTE_NAAM: Final = 400


class Rij:
    """Heavy work, some of it at the same time and the rest in turn, beside the event loop."""

    def __init__(self, naam: str, draden: int, hoogstens: int) -> None:
        self._draden = ThreadPoolExecutor(draden, thread_name_prefix=f"{DRAAD}{naam}")
        self._hoogstens = hoogstens
        self._wachtend = 0

    async def doe(self, werk: Callable[[], dict[str, Any] | bytes]) -> Response:
        """The outcome as JSON; what is wrong with the input is an answer, and no mistake of ours."""
        if self._wachtend >= self._hoogstens:
            raise Afwijzing(503, "Er wacht al veel werk; probeer het zo opnieuw.", {"Retry-After": "10"})
        self._wachtend += 1
        try:
            inhoud = await asyncio.get_running_loop().run_in_executor(self._draden, lambda: _als_json(werk))
        finally:
            self._wachtend -= 1
        return Response(inhoud, media_type="application/json")

    def sluit(self) -> None:
        self._draden.shutdown(wait=False, cancel_futures=True)


class Bereikvraag(BaseModel):
    """A range to check, as the task pane sends it."""

    model_config = ConfigDict(extra="ignore", strict=True)

    soort: Annotated[str, Field(max_length=100)]
    blad: Annotated[str, Field(max_length=100)] = ""
    hoek: Annotated[str, Field(pattern=r"^\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}$")] = "A1"
    cellen: list[Any]


class Api:
    """The answers under /vw, and those for the administrator."""

    def __init__(self, instellingen: Instellingen, functies: Functies) -> None:
        self._instellingen = instellingen
        self._functies = functies
        self._bestanden = Rij("bestand", 1, instellingen.grenzen.wachtrij)
        # So that who looks or checks a range does not wait for files of others.
        self._bereiken = Rij("bereik", LEZERS, instellingen.grenzen.wachtrij)

    def sluit(self) -> None:
        """Take on no more work; the threads end when they are done."""
        self._bestanden.sluit()
        self._bereiken.sluit()

    async def gezond(self, _: Request) -> Response:
        return JSONResponse({"gezond": True})

    async def gereed(self, _: Request) -> Response:
        try:
            await asyncio.to_thread(planmap().plannen)
        except Gebruikersfout as fout:
            raise Afwijzing(503, str(fout)) from fout
        officejs()
        if not self._functies.namen:
            raise Afwijzing(503, "Er zijn geen functies geladen; vraag de beheerder om de installatie na te kijken.")
        return JSONResponse({"gereed": True, "versie": version("verdeelwijzer"), "functies": len(self._functies.namen)})

    async def start(self, _: Request) -> Response:
        grenzen, modus = self._instellingen.grenzen, self._instellingen.modus
        regios = [{"naam": regio.naam, "label": regio.label} for regio in await asyncio.to_thread(_regios)]
        start = {"modus": modus, "versie": version("verdeelwijzer"), "grootste": grenzen.upload, "regios": regios}
        return JSONResponse(start)

    async def lijst(self, _: Request) -> Response:
        return await asyncio.to_thread(_functielijst)

    async def kenmerk(self, _: Request) -> Response:
        """What changes when an answer may: for who keeps answers."""
        return JSONResponse({"kenmerk": await asyncio.to_thread(kenmerk, planmap())})

    async def toegang(self, _: Request) -> Response:
        """The guard let them in: that is the answer."""
        return JSONResponse({"toegang": True})

    async def overzicht(self, _: Request) -> Response:
        return await self._bereiken.doe(overzicht)

    async def controleer(self, request: Request) -> Response:
        body = await request.body()

        def werk() -> dict[str, Any]:
            try:
                vraag = Bereikvraag.model_validate(from_json(kort_in(body), allow_inf_nan=False))
            except (ValidationError, ValueError):
                raise Afwijzing(400, "Het bereik is niet te lezen; kies een gewoon bereik van cellen.") from None
            cellen = rechthoek(vraag.cellen, "bereik") if vraag.cellen else []
            rij, kolom = coordinate_to_tuple(vraag.hoek.replace("$", "").upper())
            if cellen and (rij + len(cellen) - 1 > LAATSTE_RIJ or kolom + len(cellen[0]) - 1 > LAATSTE_KOLOM):
                raise Afwijzing(400, "Het bereik past niet in een blad; kies een gewoon bereik van cellen.")
            return controleer(cellen or [], vraag.soort, vraag.blad, (rij, kolom))

        return await self._bereiken.doe(werk)

    async def valideer(self, request: Request) -> Response:
        inhoud, naam = await request.body(), _bestandsnaam(request)
        velden = Velden(*(_kop(request, veld) for veld in Velden._fields))
        return await self._bestanden.doe(lambda: apart("valideer", inhoud, naam, velden, planmap().map))

    async def plan(self, request: Request) -> Response:
        inhoud, naam = await request.body(), _bestandsnaam(request)
        sluitregel = _kop(request, SLUITREGEL)
        return await self._bestanden.doe(lambda: apart("vul_plan", inhoud, naam, sluitregel))


def _regios() -> Sequence[Regio]:
    """Those to choose from; none where the folder with plans cannot be read: who asks for a plan hears why."""
    try:
        return tuple(planmap().regios())
    except Gebruikersfout:
        return ()


def _opmaak(een: Beschrijving) -> dict[str, Any] | None:
    """None where the example cannot be worked out, such as without a folder with plans."""
    try:
        return opmaak(een)
    except XlwingsError:
        return None


def _functielijst() -> Response:
    """Every function as the task pane shows it."""
    functies = [
        {
            "naam": een.excelnaam,
            "uitleg": een.uitleg,
            "argumenten": [
                {"naam": arg.naam, "uitleg": arg.uitleg, "verplicht": arg.verplicht} for arg in een.argumenten
            ],
            "voorbeeld": een.voorbeeld,
            "voorbeeld_nl": een.voorbeeld_nl,
            "uitkomst": _opmaak(een),
        }
        for een in FUNCTIES.values()
    ]
    return JSONResponse({"functies": functies})


def _als_json(werk: Callable[[], dict[str, Any] | bytes]) -> bytes:
    try:
        uit = werk()
        return uit if isinstance(uit, bytes) else json.dumps(uit, ensure_ascii=False, allow_nan=False).encode()
    except Gebruikersfout as fout:
        raise Afwijzing(400, str(fout)) from fout


def _kop(request: Request, veld: str) -> str:
    """What was filled in at a field of the page."""
    return unquote(request.headers.get(f"x-{veld}", ""))[:LANGSTE_NAAM].strip()


def _bestandsnaam(request: Request) -> str:
    """The name of the file that is sent; only for its extension and for the sentences in the answer."""
    ruw = request.headers.get(BESTANDSNAAM, "")
    try:
        naam = unquote_to_bytes(ruw[: 3 * LANGSTE_NAAM]).decode()
    except UnicodeDecodeError:
        naam = ""
    if not naam.strip() or len(naam) > LANGSTE_NAAM:
        raise Afwijzing(400, "De naam van het bestand ontbreekt of is niet te lezen; geef het een gewone, korte naam.")
    return naam
