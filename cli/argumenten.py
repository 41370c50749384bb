"""What an argument of the command may be; what it may not be is refused in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from cli.nederlands import RUIM
from schemas.fouten import GeenMap, bedoelde_u

T = TypeVar("T")


class Argumentsoort(click.ParamType[T]):
    """A kind of argument; `metavar` stands for it in the help."""

    name = "waarde"
    metavar = ""

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return self.metavar


class EenVan(Argumentsoort[str]):
    """One of a few words; a function gives them where asking for them takes time that --help has not."""

    def __init__(self, keuzen: Sequence[str] | Callable[[], Sequence[str]]) -> None:
        self._keuzen = keuzen

    @cached_property
    def keuzen(self) -> tuple[str, ...]:
        return tuple(self._keuzen() if callable(self._keuzen) else self._keuzen)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "|".join(self.keuzen)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value in self.keuzen:
            return str(value)
        self.fail(
            f"'{value}' kan niet; kies uit {', '.join(self.keuzen)}.{bedoelde_u(str(value), self.keuzen, RUIM)}",
            param,
            ctx,
        )


class Geheel(Argumentsoort[int]):
    """A whole number within bounds."""

    def __init__(self, laagst: int, hoogst: int, metavar: str) -> None:
        self.laagst, self.hoogst, self.metavar = laagst, hoogst, metavar

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            getal = int(value)
        except ValueError:
            self.fail(f"'{value}' is geen heel getal; verwacht: {self.laagst} tot en met {self.hoogst}.", param, ctx)
        if not self.laagst <= getal <= self.hoogst:
            self.fail(
                f"{getal} kan niet; verwacht: een heel getal van {self.laagst} tot en met {self.hoogst}.",
                param,
                ctx,
            )
        return getal


class Dagwaarde(Argumentsoort[date]):
    """A day as people write it."""

    metavar = "DATUM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from schemas.inhoud import getypte_dag

        dag = getypte_dag(str(value))
        if dag is None:
            self.fail(f"'{value}' is geen datum; verwacht: een dag zoals 1-12-2021.", param, ctx)
        return dag


class Invoerpad(Argumentsoort[Path]):
    """An input workbook, or the name of a shipped example."""

    metavar = "INVOER"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        from templates.voorbeelden import voorbeeld, voorbeelden

        pad = Path(value)
        if pad.is_file():
            return pad
        if pad.is_dir():
            self.fail(f"'{value}' is een map; verwacht: een invoerwerkmap (.xlsx).", param, ctx)
        if (shipped := voorbeeld(str(value))) is not None:
            return shipped
        namen = voorbeelden()
        hint = bedoelde_u(str(value), namen, RUIM)
        self.fail(
            f"bestand '{value}' bestaat niet, en een voorbeeld met die naam ook niet ({', '.join(namen)}).{hint}",
            param,
            ctx,
        )


class InvoerOfMap(Invoerpad):
    """An input, or a folder with inputs."""

    metavar = "INVOER|MAP"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        pad = Path(value)
        return pad if pad.is_dir() else super().convert(value, param, ctx)


class Padwaarde(Argumentsoort[Path]):
    """A file or folder of which `fout` says what is wrong with it, if anything."""

    def fout(self, pad: Path) -> str:
        raise NotImplementedError

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        pad = Path(value)
        if zin := self.fout(pad):
            self.fail(zin, param, ctx)
        return pad


class Bestand(Padwaarde):
    """A file that exists."""

    metavar = "BESTAND"

    def fout(self, pad: Path) -> str:
        if pad.is_dir():
            return f"'{pad}' is een map; verwacht: een bestand."
        return "" if pad.exists() else f"bestand '{pad}' bestaat niet."


class Map(Padwaarde):
    """A folder: one that is made where it is not there yet, or (`bestaat`) one to read."""

    metavar = "MAP"

    def __init__(self, *, bestaat: bool = False) -> None:
        self.bestaat = bestaat

    def fout(self, pad: Path) -> str:
        if pad.exists() and not pad.is_dir():
            return str(GeenMap(pad))
        return f"map '{pad}' bestaat niet." if self.bestaat and not pad.is_dir() else ""


class Doel(Padwaarde):
    """A file that is made; `zoals` is a name that it could have."""

    metavar = "BESTAND"

    def __init__(self, zoals: str) -> None:
        self.zoals = zoals

    def fout(self, pad: Path) -> str:
        zin = f"'{pad}' is een map; geef de naam van het bestand, zoals {pad / self.zoals}."
        return zin if pad.is_dir() else ""


JAAR: Final = Geheel(2000, 2100, "J")
"""A year, of a plan or of its figures."""
