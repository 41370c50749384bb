"""What a reading process may send back: plain values and our own data, and nothing that runs when it is unpacked."""

from __future__ import annotations

import dataclasses
import enum
import importlib
import pickle
from dataclasses import dataclass
from typing import Any, Final

from schemas.fouten import Gebruikersfout

_GEWOON: Final = frozenset(
    {
        ("builtins", "complex"), ("builtins", "set"), ("builtins", "frozenset"), ("builtins", "bytearray"),
        ("builtins", "range"), ("builtins", "slice"), ("collections", "OrderedDict"), ("collections", "deque"),
        ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"),
        ("datetime", "timezone"), ("decimal", "Decimal"), ("fractions", "Fraction"), ("types", "MappingProxyType"),
        ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"),
    }
)  # fmt: skip
_EIGEN: Final = ("schemas.", "calc.")
"""Rooms whose data may come back: frozen records, enumerations and user errors, never functions."""


class VerkeerdAntwoord(pickle.UnpicklingError):
    """The other process sent something that it may not send."""


@dataclass(frozen=True)
class Geslaagd:
    """What the function returned."""

    waarde: Any


@dataclass(frozen=True)
class Mislukt:
    """An exception, taken apart: its class may be ours, its traceback stays text."""

    module: str
    klasse: str
    args: tuple[Any, ...]
    staat: dict[str, Any]
    spoor: str
    geheugen: bool = False


class BeperkteUnpickler(pickle.Unpickler):
    """Knows only the types of this page."""

    def find_class(self, module: str, naam: str) -> Any:
        if (module, naam) in _GEWOON:
            return super().find_class(module, naam)
        if module.startswith(_EIGEN) and "." not in naam:
            klasse = super().find_class(module, naam)
            if isinstance(klasse, type) and _is_eigen(klasse):
                return klasse
        raise VerkeerdAntwoord(f"{module}.{naam}")


def _is_eigen(klasse: type) -> bool:
    gegevens = dataclasses.is_dataclass(klasse) or (issubclass(klasse, tuple) and hasattr(klasse, "_fields"))
    return gegevens or issubclass(klasse, enum.Enum | Gebruikersfout)


def herbouw(mislukt: Mislukt) -> Gebruikersfout | None:
    """The user error that the other process raised, as it was; nothing when it was no user error."""
    if not mislukt.module.startswith(_EIGEN):
        return None
    klasse = getattr(importlib.import_module(mislukt.module), mislukt.klasse, None)
    if not (isinstance(klasse, type) and issubclass(klasse, Gebruikersfout)):
        return None
    # Around __init__: it takes facts to word its sentence, and the sentence is there already.
    fout = klasse.__new__(klasse)
    fout.args = mislukt.args
    fout.__dict__.update(mislukt.staat)
    return fout
