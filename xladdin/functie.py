"""The register of the functions for the sheet: each is described once, for every place that must know it.

xlwings gets its names, arguments and help from here, and so do the VBA module, the task pane and the handbook. Each
argument comes in as rows of cells, and an error cell as its text, so that `xladdin.grens` can refuse it by name.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final, Literal, NamedTuple, ParamSpec, get_type_hints

from xlwings import XlwingsError, arg, func

from schemas.fouten import Gebruikersfout
from schemas.onschadelijk import voor_terminal
from xladdin.grens import Blok

P = ParamSpec("P")

NAAMRUIMTE: Final = "VW"
"""`VW.VERDEEL` through a server, `VW_VERDEEL` in VBA, where a name can have no dot."""
LANGSTE_ZIN: Final = 1_000
DROPDOWNS: Final = func.__module__.endswith("officejs")
"""Whether xlwings makes a drop-down of a Literal; over COM it would take it for a converter."""
_STUK: Final = re.compile(r'"(?:[^"]|"")*"|[{},;.]|[^"{},;.]+')


def _cel(tekst: str) -> str | float:
    return tekst.strip('"') if tekst.startswith('"') else float(tekst)


class Functiefout(XlwingsError):
    """A sentence of ours for in the cell; those of xlwings itself are in English."""


class Keuzelijst(NamedTuple):
    """Beside the type of an argument: the words that it can be, for the drop-down in the cell."""

    woorden: tuple[str, ...]


@dataclass(frozen=True)
class Argument:
    """One argument."""

    naam: str
    uitleg: str
    verplicht: bool
    keuzes: tuple[str, ...] = ()
    """What it can be, where that is one of a few words."""


_ARGUMENT: Final = re.compile(r'\{[^}]*\}|"[^"]*"|[^,{}"]+')
_CEL: Final = re.compile(r'"[^"]*"|[^,"]+')


@dataclass(frozen=True)
class Beschrijving:
    """One function as its users must know it."""

    naam: str
    uitleg: str
    argumenten: tuple[Argument, ...]
    voorbeeld: str
    """A formula that works in any workbook, in the notation that Office.js takes."""
    functie: Callable[..., Blok]
    vluchtig: bool = False
    """Whether Excel asks it again at every calculation, also when nothing in the sheet changed."""
    aandelen: bool = False
    """Whether its figures are shares; else they are amounts. Of a table the heads say it."""

    @property
    def excelnaam(self) -> str:
        return f"{NAAMRUIMTE}.{self.naam}"

    @property
    def python_naam(self) -> str:
        return f"{NAAMRUIMTE}_{self.naam}"

    @property
    def aanroep(self) -> str:
        """The function with its arguments, as a Dutch Excel shows it."""
        namen = [een.naam if een.verplicht else f"[{een.naam}]" for een in self.argumenten]
        return f"{self.excelnaam}({'; '.join(namen)})"

    def argumenten_van_voorbeeld(self) -> list[list[list[str | float]]]:
        """The arguments of the example, as Excel hands them over."""
        binnen = self.voorbeeld.partition("(")[2].removesuffix(")")
        return [
            [[_cel(cel) for cel in _CEL.findall(rij)] for rij in stuk.strip("{}").split(";")]
            for stuk in _ARGUMENT.findall(binnen)
        ]

    @property
    def voorbeeld_nl(self) -> str:
        return in_het_nederlands(self.voorbeeld)


FUNCTIES: Final[dict[str, Beschrijving]] = {}
"""Every function by its name, in the order in which they are shown; filled by importing `xladdin.functies`."""


def functie(
    naam: str, /, *, voorbeeld: str, vluchtig: bool = False, aandelen: bool = False, **uitleg: str
) -> Callable[[Callable[P, Blok]], Callable[P, Blok]]:
    """Makes a function one for the sheet: registered, described, and at the door.

    Args:
        naam: its name in Excel, without the namespace.
        voorbeeld: a formula in the notation that Office.js takes.
        vluchtig: whether its answer changes by itself; else Excel may keep it.
        aandelen: whether its figures are shares.
        uitleg: for each argument what it is, in Dutch, unless its annotation says so; that says too what it can be
            (`Keuzelijst`).
    """

    def maak(kern: Callable[P, Blok]) -> Callable[P, Blok]:
        parameters, hints = inspect.signature(kern).parameters, get_type_hints(kern, include_extras=True)
        argumenten = tuple(
            Argument(
                een,
                uitleg.pop(een, "") or _uitleg(hints[een]),
                parameter.default is parameter.empty,
                _keuzes(hints[een]),
            )
            for een, parameter in parameters.items()
        )
        if uitleg or kern.__doc__ is None or not all(een.uitleg for een in argumenten):
            raise AssertionError(f"{naam}: every argument has its explanation, and the function a docstring")
        deur = _deur(kern)
        if DROPDOWNS:
            deur.__annotations__ = {een.naam: Literal[een.keuzes] for een in argumenten if een.keuzes}
        for een in argumenten:
            deur = arg(een.naam, ndim=2, err_to_str=True, doc=een.uitleg)(deur)
        deur = func(name=naam, volatile=vluchtig, cache=not vluchtig)(deur)
        uitleg_ = inspect.cleandoc(kern.__doc__)
        FUNCTIES[naam] = Beschrijving(naam, uitleg_, argumenten, voorbeeld, deur, vluchtig, aandelen)
        return deur

    return maak


def _uitleg(hint: object) -> str:
    return next((deel for deel in getattr(hint, "__metadata__", ()) if isinstance(deel, str)), "")


def _keuzes(hint: object) -> tuple[str, ...]:
    return next((deel.woorden for deel in getattr(hint, "__metadata__", ()) if isinstance(deel, Keuzelijst)), ())


def _deur(kern: Callable[P, Blok]) -> Callable[P, Blok]:
    """A user error leaves as the sentence that Excel shows.

    The annotations stay behind, because xlwings takes nearly each of them for a converter.
    """

    @wraps(kern)
    def deur(*args: P.args, **kwargs: P.kwargs) -> Blok:
        try:
            return kern(*args, **kwargs)
        except Gebruikersfout as fout:
            # What stood in a cell is repeated in a sentence: on one line, and no more than a sentence can hold.
            raise Functiefout(voor_terminal(str(fout), LANGSTE_ZIN)) from None

    deur.__annotations__ = {}
    return deur


def in_het_nederlands(formule: str) -> str:
    """A formula as a Dutch Excel shows it: semicolons, decimal commas, and a backslash between the columns of a
    constant."""
    uit: list[str] = []
    binnen = False
    for stuk in _STUK.findall(formule):
        match stuk:
            case "{" | "}":
                binnen = stuk == "{"
                uit.append(stuk)
            case ",":
                uit.append("\\" if binnen else ";")
            case "." if uit and uit[-1][-1].isdigit():
                uit.append(",")
            case _:
                uit.append(stuk)
    return "".join(uit)
