"""One call of a function from the sheet: judged, converted, calculated and answered away from the event loop."""

from __future__ import annotations

import asyncio
import contextvars
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any, Final

import xlwings.server
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json
from starlette.requests import Request
from starlette.responses import Response
from xlwings import XlwingsError

from xladdin.functie import NAAMRUIMTE, Functiefout
from xladdin.planmap import GEBRUIKT
from xladdin.server.afwijzing import Afwijzing
from xladdin.server.einde import DRAAD
from xladdin.server.inkorten import kort_in
from xladdin.server.rechthoek import rechthoek

_RUNTIME: Final = r"^\d{1,2}\.\d{1,2}$"
OUDSTE: Final = "1.1"
"""The version of custom functions that every Excel has."""
_ONLEESBAAR: Final = "De aanroep van de functie is niet te lezen; sluit Excel en open het opnieuw."


class Aanroep(BaseModel):
    """What the JavaScript of xlwings sends. The name of the workbook, the cell and the language are not taken in."""

    model_config = ConfigDict(extra="ignore", strict=True)

    func_name: str = Field(max_length=100)
    args: list[Any] = Field(max_length=100)
    runtime: str | None = Field(default=None, pattern=_RUNTIME)


class Functies:
    """The functions that are offered, and the threads they run in."""

    def __init__(self, module: ModuleType, draden: int) -> None:
        self._module = module
        self._bekend: dict[str, Callable[..., Any]] = {
            naam: functie for naam, functie in vars(module).items() if hasattr(functie, "__xlfunc__")
        }
        self._draden = ThreadPoolExecutor(draden, thread_name_prefix=f"{DRAAD}functie")
        self._lokaal = threading.local()
        self._lussen: list[asyncio.AbstractEventLoop] = []

    @property
    def namen(self) -> tuple[str, ...]:
        return tuple(self._bekend)

    async def beantwoord(self, request: Request) -> Response:
        """The route: POST of a call."""
        body = await request.body()
        lus = asyncio.get_running_loop()
        # All of it in one thread: reading and writing a large range takes longer than most of the functions.
        inhoud = await lus.run_in_executor(self._draden, self._voer_uit, body, request.scope["verhaal"])
        return Response(inhoud, media_type="application/json")

    def sluit(self) -> None:
        """Take on no more calls; the threads end when they are done."""
        self._draden.shutdown(wait=False, cancel_futures=True)
        for lus in self._lussen:
            if not lus.is_running():
                lus.close()

    def _voer_uit(self, body: bytes, verhaal: dict[str, str]) -> bytes:
        aanroep = _lees(body)
        functie = self._bekend.get(aanroep.func_name)
        if functie is None:
            raise Afwijzing(
                404,
                "Deze functie staat niet op de server; sluit Excel en open het opnieuw.",
            )
        verhaal["functie"] = aanroep.func_name
        argumenten: list[dict[str, Any]] = functie.__xlfunc__["args"]  # type: ignore[attr-defined]
        args = _argumenten(aanroep, argumenten)
        data = {
            "client": "Office.js",
            "version": xlwings.__version__,
            "func_name": aanroep.func_name,
            "args": args,
            "culture_info_name": None,
            "date_format": None,
            "runtime": aanroep.runtime or OUDSTE,
        }
        gebruikt: dict[str, str] = {}
        context = contextvars.copy_context()
        context.run(GEBRUIKT.set, gebruikt)
        try:
            vraag = xlwings.server.custom_functions_call(data, self._module)
            uitkomst = context.run(self._lus().run_until_complete, vraag)
        except XlwingsError as fout:
            raise Afwijzing(
                400, str(fout) if isinstance(fout, Functiefout) else _onbruikbaar(aanroep.func_name)
            ) from fout
        antwoord = {"result": uitkomst, **({"plannen": gebruikt} if gebruikt else {})}
        return json.dumps(antwoord, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()

    def _lus(self) -> asyncio.AbstractEventLoop:
        """The event loop of this thread, as the call of xlwings is a coroutine."""
        lus: asyncio.AbstractEventLoop | None = getattr(self._lokaal, "lus", None)
        if lus is None:
            lus = self._lokaal.lus = asyncio.new_event_loop()
            self._lussen.append(lus)
        return lus


def _lees(body: bytes) -> Aanroep:
    try:
        return Aanroep.model_validate(from_json(kort_in(body), allow_inf_nan=False))
    except (ValidationError, ValueError):
        raise Afwijzing(400, _ONLEESBAAR) from None


def _argumenten(aanroep: Aanroep, bekend: list[dict[str, Any]]) -> list[Any]:
    """The arguments as rows of cells, as many as the function has."""
    args = aanroep.args
    if len(args) > len(bekend):
        naam = excelnaam(aanroep.func_name)
        raise Afwijzing(400, f"{naam} heeft hoogstens {len(bekend)} argumenten en kreeg er {len(args)}.")
    rechthoeken = [rechthoek(arg, str(info["name"])) for arg, info in zip(args, bekend, strict=False)]
    return rechthoeken + [None] * (len(bekend) - len(args))


def excelnaam(naam: str) -> str:
    return naam.replace(f"{NAAMRUIMTE}_", f"{NAAMRUIMTE}.", 1)


def _onbruikbaar(naam: str) -> str:
    return f"{excelnaam(naam)} kan deze argumenten niet lezen; kies gewone cellen of een bereik."
