"""What a cell may hold: one test and one wording per kind, and the sentence for a cell that holds something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final, TypeGuard

from schemas.fouten import Foutzin, aangehaald, bedoelde_u
from schemas.getal import TE_GROOT, TE_LANG, lezingen
from schemas.maanden import MAANDEN
from schemas.naamvorm import zonder_nootcijfers
from schemas.werkboek import Bedekt, Celwaarde, Dubbel, Foutwaarde, Ongerekend

PM_TEKST: Final = "PM"


class Pm(Enum):
    """Pro memorie: not yet known. A value of its own: never 0, never added."""

    PM = PM_TEKST

    def __str__(self) -> str:
        return PM_TEKST


PM: Final = Pm.PM
GEWONE_DECIMALEN: Final = 2
"""Of a percentage as people type it."""
HALF: Final = Decimal("0.5")
HONDERD: Final = Decimal(100)
"""Of percentages that are a whole together."""
LANGST_GETAL: Final = 40
"""Characters of a number that a message shows."""


@dataclass(frozen=True)
class Perken:
    """Which numbers: between two bounds where they are given, with no more decimals than these where that is said.

    open: the bounds themselves are not among them.
    """

    van: int | None = None
    tot: int | None = None
    decimalen: int | None = None
    open: bool = False

    def __contains__(self, getal: Decimal) -> bool:
        onder = self.van is None or getal > self.van or (getal == self.van and not self.open)
        boven = self.tot is None or getal < self.tot or (getal == self.tot and not self.open)
        past = abs(getal) < TE_GROOT and onder and boven
        return past and (self.decimalen is None or getal == round(getal, self.decimalen))


@dataclass(frozen=True)
class Inhoud:
    """A kind of content, as data: whoever reads cells one by one or a column at once reads the same.

    `verwacht` closes the sentence of an error and is the help beside the column. What is no choice and no number is a
    text or a day.
    """

    verwacht: str
    bereik: Perken | None = None
    keuzes: tuple[str, ...] = ()
    woorden: tuple[str, ...] = ()
    """Words that may stand where a number belongs."""
    tekst: bool = False
    dag: bool = False

    def goed(self, waarde: object) -> bool:
        """Whether a cell that is filled may hold this."""
        if self.keuzes:
            return waarde in self.keuzes
        if self.bereik is not None:
            return waarde in self.woorden or (is_number(waarde) and Decimal(waarde) in self.bereik)
        # Also a number where a name is wanted: a schaal or a column may be called 10 or 2020.
        naam = isinstance(waarde, str) or is_number(waarde)
        return (self.tekst and naam) or (self.dag and isinstance(waarde, date))

    def fout(self, waarde: Celwaarde) -> Foutzin:
        """The sentence about a cell that does not hold this."""
        if waarde is None:
            return Foutzin("leeg", self.verwacht)
        if isinstance(waarde, Foutwaarde):
            return Foutzin(f"'{waarde.code}' is een foutwaarde", self.verwacht)
        if isinstance(waarde, Ongerekend):
            formule = f"formule '{waarde.formule}'" if waarde.formule else "de formule"
            raad = "Open het bestand in Excel en sla het op, of typ de waarde."
            return Foutzin(f"{formule} heeft geen berekende waarde in het bestand", f"{self.verwacht}. {raad}")
        if isinstance(waarde, Bedekt):
            tekst = f"'{waarde.tekst}' staat onder een samengevoegde cel, waar niemand het ziet"
            return Foutzin(tekst, f"{self.verwacht}. Hef de samenvoeging op en kijk wat er moet staan.")
        if isinstance(waarde, Dubbel):
            raad = "Open het bestand in Excel, kijk wat er moet staan, en sla het op."
            return Foutzin(f"{toon(waarde)}: het bestand noemt deze cel meer dan eens", f"{self.verwacht}. {raad}")
        if is_number(waarde) and abs(Decimal(waarde)) >= TE_GROOT:
            getoond = toon(waarde)
            return Foutzin(f"{getoond if len(getoond) < LANGST_GETAL else 'dit getal'} heeft {TE_LANG}")
        if isinstance(waarde, str) and self.bereik is not None:
            # The mark of a footnote is no digit.
            getallen = lezingen(waarde) if zonder_nootcijfers(waarde) == waarde else ()
            if getallen:
                raad = f"Typ het als getal: {' of '.join(map(dutch, getallen))}."
                return Foutzin(f"'{waarde}' is tekst", f"{self.verwacht}. {raad}")
        hint = bedoelde_u(waarde, (*self.keuzes, *self.woorden)) if isinstance(waarde, str) else ""
        return Foutzin(toon(waarde), f"{self.verwacht}{'.' + hint if hint else ''}")


def toon(waarde: Celwaarde) -> str:
    """What stood in a cell, as a Dutch Excel shows it."""
    if waarde is None:
        return "leeg"
    if isinstance(waarde, bool):
        return aangehaald("WAAR" if waarde else "ONWAAR")
    if isinstance(waarde, Decimal):
        return aangehaald(dutch(waarde))
    if isinstance(waarde, Foutwaarde):
        return aangehaald(waarde.code)
    if isinstance(waarde, Ongerekend):
        return aangehaald(waarde.formule) if waarde.formule else "een formule"
    if isinstance(waarde, Bedekt):
        return aangehaald(waarde.tekst)
    if isinstance(waarde, Dubbel):
        return " en ".join(f"'{tekst}'" for tekst in waarde.teksten)
    if isinstance(waarde, date):
        return aangehaald(datumtekst(waarde))
    return aangehaald(waarde)


def zonder_spaties(waarde: Celwaarde) -> Celwaarde:
    """Text without the spaces around it; nothing but spaces is nothing."""
    return (waarde.strip() or None) if isinstance(waarde, str) else waarde


def opsomming(woorden: Sequence[str], voegwoord: str = "en") -> str:
    """`a, b en c`."""
    return f" {voegwoord} ".join(filter(None, (", ".join(woorden[:-1]), woorden[-1]))) if woorden else ""


def klein(label: str) -> str:
    """A label within a sentence: `jeugdhulp Oost`, and an abbreviation stays one."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def dutch(getal: Decimal | int) -> str:
    return f"{Decimal(getal):f}".replace(".", ",")


def lijkt_fractie(percentage: Decimal) -> bool:
    """Whether a percentage may be a fraction of which only the look was lost: typed with a percent sign, Excel keeps
    2,7% as 0.027. People type two decimals, and nobody writes 0,91 for 91%."""
    return 0 < percentage < 1 and (percentage < HALF or percentage != round(percentage, GEWONE_DECIMALEN))


DATUMTEKST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def getypte_dag(tekst: str) -> date | None:
    """A day that was typed as text, such as 31-12-2021; nothing where it is none."""
    gevonden = DATUMTEKST.fullmatch(tekst.strip())
    if gevonden is None:
        return None
    try:
        return date(int(gevonden[3]), int(gevonden[2]), int(gevonden[1]))
    except ValueError:
        return None


def datumtekst(datum: date) -> str:
    tekst = f"{datum.day} {MAANDEN[datum.month - 1]} {datum.year}"
    return f"{tekst} {datum:%H:%M}" if isinstance(datum, datetime) else tekst


def is_number(waarde: object) -> TypeGuard[int | Decimal]:
    return isinstance(waarde, int | Decimal) and not isinstance(waarde, bool)


TEKST: Final = Inhoud("tekst", tekst=True)
JAAR: Final = Inhoud("jaartal, zoals 2021", Perken(2000, 2100, 0))
DATUM: Final = Inhoud("datum, zoals 1-1-2021", dag=True)
DATUM_OF_TEKST: Final = Inhoud("datum of tekst", tekst=True, dag=True)
AANTAL: Final = Inhoud("geheel getal van 0 of meer", Perken(0, decimalen=0))
PROCENT: Final = Inhoud("percentage van 0 tot en met 100", Perken(0, 100))
GROEI: Final = Inhoud("percentage tussen -100 en 100, zoals 2,5", Perken(-100, 100, open=True))
"""How much something rises, or falls: an index."""
EURO: Final = Inhoud("bedrag van 0 of meer, in hele centen", Perken(0, decimalen=2))
BEDRAG: Final = Inhoud("bedrag in hele centen", Perken(decimalen=2))
HOEVEELHEID: Final = Inhoud("getal van 0 of meer", Perken(0))


def hoogstens(decimalen: int) -> str:
    return f"hoogstens {decimalen} {'decimaal' if decimalen == 1 else 'decimalen'}"


def getal_met(decimalen: int) -> Inhoud:
    """A number of 0 or more that has no more decimals than these."""
    wat = f"getal van 0 of meer, met {hoogstens(decimalen)}" if decimalen else AANTAL.verwacht
    return Inhoud(wat, Perken(0, decimalen=decimalen))


DECIMALEN: Final = Inhoud("geheel getal van 0 tot en met 10", Perken(0, 10, 0))
BEDRAG_OF_PM: Final = Inhoud("bedrag van 0 of meer, in hele centen, of PM", Perken(0, decimalen=2), woorden=(PM_TEKST,))
GETAL_TEKST_OF_PM: Final = Inhoud("getal, tekst of PM", tekst=True)


def keuze(*mogelijk: str) -> Inhoud:
    """One of a few words; the wording names them all."""
    return Inhoud(" of ".join(filter(None, (", ".join(mogelijk[:-1]), mogelijk[-1]))), keuzes=mogelijk)
