"""The plans that formulas may ask for: input workbooks in one folder, by name and version, and the shipped example.

`jeugd-2027.xlsx` is plan jeugd-2027; `jeugd-2027@2.xlsx` is version 2 of it. Who names no version gets the newest: the
highest number, or else the file without one. A file is read once, through the same gate as every file from outside, and
again when it changed on the disk; that is noticed within a second. What went wrong with it is tried again too: it can
lie in the moment, such as a reader that was killed for want of memory.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from schemas.fouten import Gebruikersfout, bedoelde_u
from schemas.geldend import regiobestanden
from templates.rapport.keuren import alle_regios
from templates.voorbeelden import GEPUBLICEERD, VOORBEELDEN, voorbeelden

if TYPE_CHECKING:
    from calc.eindoordeel import Eindoordeel
    from calc.uitkomst import Uitkomst
    from schemas.geldend import Regio

T = TypeVar("T")

OMGEVING: Final = "VERDEELWIJZER_PLANNEN"
"""The environment variable that names the folder."""
VOORBEELD: Final = "voorbeeld"
"""The version of a plan that comes along with the product."""
VERS: Final = 1.0
"""Seconds for which what was seen on the disk counts: a sheet asks a thousand times in one, and every look costs more
than most of the answers."""
RUST: Final = 10.0
"""Before a plan that could not be used is read anew, so many times as long as it took to find that out: whatever is
wrong with it takes no more than a tenth of the time of whoever asks for it."""
GEBRUIKT: ContextVar[dict[str, str] | None] = ContextVar("gebruikt", default=None)
"""Where a call keeps the plans that it asked for, each with its fingerprint, for whoever wants to know."""
_BESTAND: Final = re.compile(r"(?P<naam>[^@~.][^@]{0,99}?)(?:@(?P<versie>[\w.-]{1,40}))?\.xlsx", re.IGNORECASE)
_Stempel = tuple[tuple[str, int, int, int, int], ...]


class OnbekendPlan(Gebruikersfout):
    def __init__(self, gevraagd: str, bekend: Iterable[str]) -> None:
        namen = list(bekend)
        super().__init__(
            f"Plan '{gevraagd}' is er niet.{bedoelde_u(gevraagd, namen)} Bekend zijn: {', '.join(namen) or 'geen'}."
        )


class WelkPlan(Gebruikersfout):
    def __init__(self, bekend: Iterable[str]) -> None:
        super().__init__(f"Er is meer dan één plan; geef bij plan op welk u bedoelt: {', '.join(bekend)}.")


class GeenPlanmap(Gebruikersfout):
    def __init__(self, map_: Path) -> None:
        super().__init__(
            f"De map met plannen ({map_.name}) is niet te lezen; vraag de beheerder om {OMGEVING} na te kijken."
        )


class OnbruikbaarPlan(Gebruikersfout):
    def __init__(self, plan: str, fouten: Iterable[str]) -> None:
        eerste, *meer = fouten
        super().__init__(
            f"Plan '{plan}' is niet bruikbaar. Controleer het bestand met: verdeelwijzer valideer. "
            f"{f'De eerste van {len(meer) + 1} fouten' if meer else 'De fout'}: {eerste}"
        )


class PlanBezet(Gebruikersfout):
    """For the moment: another program may have the file, so the next who asks tries again."""

    def __init__(self, plan: str) -> None:
        super().__init__(f"Plan '{plan}' is nu niet te lezen; sluit het bestand waar het open is, en reken opnieuw.")


@dataclass(frozen=True, eq=False)
class Gelezenplan:
    """What was calculated from one file, and the fingerprint of its bytes."""

    sha256: str
    uitkomst: Uitkomst

    @cached_property
    def kenmerk(self) -> str:
        """What changes when an answer may: the file, its region, the program."""
        regio = self.uitkomst.gegevens.regio.bestand.model_dump_json()
        return hashlib.sha256(f"{version('verdeelwijzer')} {self.sha256} {regio}".encode()).hexdigest()[:16]

    @cached_property
    def eindoordeel(self) -> Eindoordeel:
        from calc.eindoordeel import eindoordeel

        return eindoordeel(self.uitkomst)


@dataclass(frozen=True)
class Planbestand:
    """One version of a plan; an empty `versie` is the file without one."""

    naam: str
    versie: str
    pad: Path

    @property
    def volle_naam(self) -> str:
        return f"{self.naam}@{self.versie}" if self.versie and self.versie != VOORBEELD else self.naam


class _Gezien(Generic[T]):
    """What a look at the disk gave, and another look when that is too long ago."""

    def __init__(self, kijk: Callable[[], T]) -> None:
        self._kijk = kijk
        self._laatst: tuple[float, T] | None = None

    def __call__(self) -> T:
        laatst = self._laatst
        nu = time.monotonic()
        if laatst is None or nu - laatst[0] >= VERS:
            laatst = self._laatst = (nu, self._kijk())
        return laatst[1]


class _Plaats:
    """What is known of one file; the lock keeps two callers from reading it at the same time."""

    def __init__(self, plan: Planbestand) -> None:
        self.slot = Lock()
        self.stempel_nu = _Gezien(lambda: _stempel(plan))
        self.stempel: _Stempel | None = None
        self.gelezen: Gelezenplan | str = ""
        """What it comes to, or the sentence that says why not."""
        self.nog_eens = 0.0
        """From when on that sentence counts no more."""


class Planmap:
    """The plans in one folder; safe to use from more than one thread."""

    def __init__(self, map_: Path | None) -> None:
        self.map = map_
        self.regios: Callable[[], list[Regio]] = _Gezien(lambda: alle_regios(map_))
        """Every region whose file comes along or stands beside the plans."""
        self._inhoud = _Gezien(self._kijk)
        self._kenmerk = _Gezien(self._som)
        self._plaatsen: dict[Path, _Plaats] = {}
        self._slot = Lock()

    def plannen(self) -> tuple[Planbestand, ...]:
        """Every version of every plan, by name, the version that counts first.

        Raises:
            GeenPlanmap: the folder cannot be read.
        """
        return self._inhoud()

    def _kijk(self) -> tuple[Planbestand, ...]:
        eigen = sorted(self._eigen(), key=_volgorde)
        namen = {plan.naam.casefold() for plan in eigen}
        return (
            *eigen,
            *(
                Planbestand(naam, VOORBEELD, VOORBEELDEN / f"{naam}.xlsx")
                for naam in sorted(voorbeelden(), key=lambda naam: naam != GEPUBLICEERD)
                if naam.casefold() not in namen
            ),
        )

    def kenmerk(self) -> str:
        """What changes when anything in the folder does; without reading a plan."""
        return self._kenmerk()

    def _som(self) -> str:
        staat = [(plan.volle_naam, _stempel(plan)) for plan in self.plannen()]
        return hashlib.sha256(repr(staat).encode()).hexdigest()[:16]

    def plan(self, gevraagd: str = "") -> Planbestand:
        """The plan of that name (`naam` or `naam@versie`), or the only one there is; of the examples the published one.

        Raises:
            OnbekendPlan: none is called so.
            WelkPlan: nothing was asked for, and there is more than one.
            GeenPlanmap: the folder cannot be read.
        """
        alle = self.plannen()
        if not gevraagd:
            eigen = [plan for plan in alle if plan.versie != VOORBEELD]
            eigen = eigen or [plan for plan in alle if plan.naam == GEPUBLICEERD]
            namen = list(dict.fromkeys(plan.naam for plan in eigen))
            if len(namen) > 1:
                raise WelkPlan(namen)
            return eigen[0]
        naam, _, versie = gevraagd.casefold().partition("@")
        for plan in alle:
            if plan.naam.casefold() == naam and (not versie or plan.versie.casefold() == versie):
                return plan
        bekend = [plan.volle_naam for plan in alle] if versie else dict.fromkeys(plan.naam for plan in alle)
        raise OnbekendPlan(gevraagd, bekend)

    def lees(self, plan: Planbestand) -> Gelezenplan:
        """What the plan comes to.

        Raises:
            Gebruikersfout: the file is no input that can be calculated with, or cannot be read now.
        """
        with self._slot:
            plaats = self._plaatsen.setdefault(plan.pad, _Plaats(plan))
        with plaats.slot:
            stempel = plaats.stempel_nu()
            begin = time.monotonic()
            verlopen = isinstance(plaats.gelezen, str) and begin >= plaats.nog_eens
            if plaats.stempel != stempel or verlopen:
                try:
                    gelezen: Gelezenplan | str = _lees(plan)
                except OnbruikbaarPlan as fout:
                    gelezen = str(fout)
                    nu = time.monotonic()
                    plaats.nog_eens = nu + max(VERS, RUST * (nu - begin))
                plaats.stempel, plaats.gelezen = stempel, gelezen
            if isinstance(plaats.gelezen, str):
                raise Gebruikersfout(plaats.gelezen)
            return plaats.gelezen

    def _eigen(self) -> Iterable[Planbestand]:
        if self.map is None:
            return
        try:
            with os.scandir(self.map) as inhoud:
                namen = [deel.name for deel in inhoud if Path(deel.path).is_file()]
        except OSError:
            raise GeenPlanmap(self.map) from None
        for bestand in namen:
            vorm = _BESTAND.fullmatch(bestand)
            if vorm is not None:
                yield Planbestand(vorm["naam"], vorm["versie"] or "", self.map / bestand)


def planmap() -> Planmap:
    """The plans of the folder that the environment names; without one only the shipped example."""
    return _planmap(os.environ.get(OMGEVING, ""))


@lru_cache(maxsize=4)
def _planmap(map_: str) -> Planmap:
    return Planmap(Path(map_) if map_ else None)


def _volgorde(plan: Planbestand) -> tuple[str, bool, list[tuple[int, int, str]]]:
    """By name; of one name first the highest version (10 goes before 9), and last the file that names none."""
    delen = re.findall(r"\d+|\D+", plan.versie)
    aflopend = [(0, -int(deel), "") if deel.isdigit() else (1, 0, _omgekeerd(deel)) for deel in delen]
    return plan.naam.casefold(), not plan.versie, aflopend


def _omgekeerd(tekst: str) -> str:
    return "".join(chr(0x10FFFF - ord(teken)) for teken in tekst.casefold())


def _stempel(plan: Planbestand) -> _Stempel:
    """What changes when the file or a region file beside it does."""
    try:
        return tuple(_stand(pad) for pad in [plan.pad, *regiobestanden(plan.pad.parent)])
    except OSError:
        raise PlanBezet(plan.volle_naam) from None


def _stand(pad: Path) -> tuple[str, int, int, int, int]:
    """Not by time and size alone: who puts a copy back keeps its time, and a figure can be as long as another."""
    stand = pad.stat()
    return pad.name, stand.st_mtime_ns, stand.st_size, stand.st_ino, stand.st_ctime_ns


def _lees(plan: Planbestand) -> Gelezenplan:
    from calc.uitkomst import bereken
    from templates.rapport.keuren import Keurvraag, keur

    try:
        plan.pad.open("rb").close()
    except OSError:
        raise PlanBezet(plan.volle_naam) from None
    gekeurd = keur(plan.pad, Keurvraag())
    if gekeurd.gegevens is None:
        fouten = [str(bevinding) for bevinding in gekeurd.keuring.bevindingen if not gekeurd.keuring.goed]
        raise OnbruikbaarPlan(plan.volle_naam, fouten or [f"het is een {gekeurd.keuring.soort} en geen invoer"])
    return Gelezenplan(gekeurd.keuring.sha256, bereken(gekeurd.gegevens))
