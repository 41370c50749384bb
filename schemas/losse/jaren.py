"""Which peiljaar a title, a cell or a day stands for: the first of January is the last day of the year before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from schemas.onschadelijk import voor_terminal
from schemas.regiovorm import waarde_in
from schemas.tabel import Rauw
from schemas.titels import JAREN
from schemas.titelwoorden import Dag, ontleed

if TYPE_CHECKING:
    from schemas.regio import Maatstaf, Peilmoment

GEEN_JAAR: Final = 0
NIEUWJAAR: Final = (1, 1)
OUDJAAR: Final = (31, 12)


class Jaar(NamedTuple):
    """A peiljaar, and why it is another year than the one that was written; nothing where it is not."""

    jaar: int
    uitleg: str = ""


def peilmoment(maatstaf: Maatstaf, jaar: int) -> Peilmoment | None:
    """When the region counts a maatstaf within a year."""
    return waarde_in(maatstaf.peildatum, jaar, None)


def peiljaar_van(jaar: int, dag: Dag | None, moment: Peilmoment | None) -> Jaar:
    """The peiljaar of a day in a year, as a region counts."""
    if dag is None or (dag == NIEUWJAAR and moment == "1 januari") or (dag == OUDJAAR and moment != "1 januari"):
        return Jaar(jaar)
    if dag == NIEUWJAAR:
        return Jaar(jaar - 1, f"de stand van 1-1-{jaar} is die van 31-12-{jaar - 1}, dus van peiljaar {jaar - 1}")
    if dag == OUDJAAR:
        return Jaar(jaar + 1, f"de stand van 31-12-{jaar} is die van 1-1-{jaar + 1}, dus van peiljaar {jaar + 1}")
    telt = f"de regio telt {'over het hele jaar' if moment == 'heel jaar' else f'op {moment}'}" if moment else ""
    return Jaar(jaar, f"{dag[0]}-{dag[1]}-{jaar} is gelezen als peiljaar {jaar}" + (f", maar {telt}" if telt else ""))


def jaar_in_cel(waarde: Rauw, momenten: Iterable[Peilmoment | None]) -> Jaar:
    """The peiljaar in a cell of a column of years: `2021`, `31-12-2021`, `2021JJ00`, `2021 1 januari`.

    Where the maatstaven beside it are counted at different moments, the reading that has something to say goes first.
    """
    dag: Dag | None
    if isinstance(waarde, date):
        jaar, dag = waarde.year, (waarde.day, waarde.month)
    elif isinstance(waarde, float | int) and not isinstance(waarde, bool):
        return Jaar(int(waarde) if waarde in JAREN else GEEN_JAAR)
    elif isinstance(waarde, str):
        woorden = ontleed(voor_terminal(waarde, 40))
        if woorden.jaar is None or woorden.kern:
            return Jaar(GEEN_JAAR)
        jaar, dag = woorden.jaar, woorden.dag
    else:
        return Jaar(GEEN_JAAR)
    if jaar not in JAREN:
        return Jaar(GEEN_JAAR)
    lezingen = [peiljaar_van(jaar, dag, moment) for moment in dict.fromkeys(momenten)] or [
        peiljaar_van(jaar, dag, None)
    ]
    return next((lezing for lezing in lezingen if lezing.uitleg), lezingen[0])
