"""Run on its own: xlwings as it is on Windows, with stand-ins for what only Windows has, answering as its COM server.

Reads a question on every line of standard input, as JSON: the function and its arguments as pywin32 would hand them
over, with {"datum": "2021-12-31"} for a date. Writes the answer of xlwings' own CallUDF on a line: {"waarde": ...}, or
{"fout": ...} where an exception would have reached Excel.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import json
import sys
import types
from unittest.mock import MagicMock


class Stand_in(types.ModuleType):
    """A module in which every name exists."""

    def __getattr__(self, naam: str) -> MagicMock:
        if naam.startswith("__"):
            raise AttributeError(naam)
        setattr(self, naam, MagicMock(name=f"{self.__name__}.{naam}"))
        return self.__dict__[naam]


def stand_in(naam: str, **inhoud: object) -> types.ModuleType:
    module = Stand_in(naam)
    module.__path__ = []
    module.__dict__.update(inhoud)
    sys.modules[naam] = module
    ouder, _, kind = naam.rpartition(".")
    if ouder:
        setattr(sys.modules[ouder], kind, module)
    return module


class Com_error(Exception):
    pass


def geen_omhulsel(waarde: object) -> object:
    raise Com_error("not one of ours")


stand_in("pywintypes", com_error=Com_error, TimeType=dt.datetime)
stand_in("pythoncom", com_error=Com_error, IID_IDispatch=0, TypeIIDs={0: type("PyIDispatch", (), {})}, __file__=None)
for naam in ("win32api", "win32con", "win32gui", "win32process", "win32timezone", "win32event", "win32com"):
    stand_in(naam)
soorten = {naam: type(naam, (), {}) for naam in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass")}
stand_in("win32com.client", **soorten)
stand_in("win32com.server")
stand_in("win32com.server.util", unwrap=geen_omhulsel)
for naam in ("dispatcher", "policy", "exception"):
    stand_in(f"win32com.server.{naam}")
for naam in ("windll", "oledll"):
    setattr(ctypes, naam, MagicMock())
ctypes.PyDLL = MagicMock()  # type: ignore[misc]

import xlwings  # noqa: E402
from xlwings import _xlwindows, udfs  # noqa: E402
from xlwings.com_server import XLPython  # noqa: E402
from xlwings.main import Engine  # noqa: E402

xlwings._xlwindows = _xlwindows
xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret  # type: ignore[assignment]
xlwings.engines.add(Engine(impl=_xlwindows.engine))


def van_pywin32(waarde: object) -> object:
    """JSON as pywin32 hands it over: tuples, and dates."""
    if isinstance(waarde, list):
        return tuple(van_pywin32(deel) for deel in waarde)
    if isinstance(waarde, dict):
        return dt.datetime.fromisoformat(waarde["datum"])
    return waarde


python = XLPython()
for regel in sys.stdin:
    module, functie, argumenten = json.loads(regel)
    try:
        antwoord = {"waarde": python.CallUDF(module, functie, van_pywin32(argumenten))}
    except Exception as fout:
        antwoord = {"fout": repr(fout)}
    print(json.dumps(antwoord), flush=True)
