"""Who is a participant and who is none: a total or an area among them would make everybody else pay too little."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Final

from schemas.fouten import Gebruikersfout
from schemas.geldend import Regio
from schemas.naamvorm import naamvorm
from schemas.totaalrij import heet_regio, totaalrijen
from xladdin.planmap import planmap

Getal = Fraction | int
Kolom = Sequence[Getal]
_RUIM: Final = 1e-9
"""How far a sum of doubles may be off, as a part of it, to be looked at closer."""
_WEG: Final = "laat de totaalrij buiten het bereik"


class SomVanAnderen(Gebruikersfout):
    """A row that is a total by its figures, whatever it is called."""

    def __init__(self, plek: str, naam: str, erboven: int, *, bovenaan: bool) -> None:
        wat = f"'{naam}'" if naam else "deze rij"
        som = "alle andere rijen" if bovenaan else f"{erboven} rijen erboven"
        super().__init__(
            f"{plek}: {wat} is precies de som van {som}; {_WEG}. "
            "Is het toch een deelnemer, zet de rij dan ergens anders in de lijst."
        )


class ZelfdeGemeente(Gebruikersfout):
    def __init__(self, plek: str, naam: str, eerder: str) -> None:
        super().__init__(f"{plek}: '{naam}' is dezelfde gemeente als '{eerder}'; elke gemeente mag één keer voorkomen.")


class Gebied(Gebruikersfout):
    def __init__(self, plek: str, naam: str) -> None:
        super().__init__(f"{plek}: '{naam}' is een gebied en geen gemeente; {_WEG}.")


def keur_namen(namen: Sequence[str], vormen: Sequence[str], plek: Callable[[int], str]) -> None:
    """No name of a region, or of a part of one that we know, among municipalities; a list of regions is one too. And
    no municipality under two of its names.

    Args:
        vormen: the plain forms of the names.
    Raises:
        Gebied: one stands there, or more of them beside a municipality that we know.
        ZelfdeGemeente: two names are of one municipality of a region that we know.
    """
    if len(namen) < 2:
        return
    regios = planmap().regios()
    alle = set(vormen)
    bekend = {vorm for regio in regios for vorm in regio.codes.keys() & alle}
    gebieden = {vorm for regio in regios for vorm in regio.gebieden & alle}
    verdacht = [
        nummer for nummer, vorm in enumerate(vormen) if vorm not in bekend and (vorm in gebieden or heet_regio(vorm))
    ]
    if len(verdacht) == 1 or (verdacht and bekend):
        raise Gebied(plek(verdacht[0]), namen[verdacht[0]])
    # Nearly all of them are unknown, or all of one region.
    for regio in regios if bekend else ():
        eerder: dict[tuple[str, ...], str] = {}
        for nummer, vorm in enumerate(vormen):
            codes = tuple(regio.codes.get(vorm, ()))
            if codes in eerder:
                raise ZelfdeGemeente(plek(nummer), namen[nummer], eerder[codes])
            if codes:
                eerder[codes] = namen[nummer]


def keur_cijfers(kolommen: Sequence[Kolom], plek: Callable[[int], str], namen: Sequence[str] = ()) -> None:
    """No row that is the sum of others, but for municipalities of a region that we know.

    Args:
        kolommen: one figure per row, each column in its own proportion.
        plek: how to name the row of that number.
        namen: what each row is called, where that is known.
    Raises:
        GeenDeelnemer: such a row.
    """
    if not _is_verdacht(kolommen):
        return
    regios = planmap().regios()
    zeker = [nummer for nummer, naam in enumerate(namen) if _is_bekend(naamvorm(naam), regios)]
    for rij in totaalrijen(namen or [""] * len(kolommen[0]), kolommen, zeker):
        if not rij.benoemd:
            naam = namen[rij.plek] if namen else ""
            raise SomVanAnderen(plek(rij.plek), naam, len(rij.blok), bovenaan=rij.plek < rij.blok[0])


def _is_verdacht(kolommen: Sequence[Kolom]) -> bool:
    """Whether a row can be the first total, or the sum of all below it; nearly always not, so this is quick."""
    eerste = [float(cel) for cel in kolommen[0]]
    bovenaan = len(kolommen) > 1 and _gelijk(2 * eerste[0], sum(eerste))
    rijen = [
        rij
        for rij, (cel, som) in enumerate(zip(eerste[1:], accumulate(eerste), strict=False), start=1)
        if rij > 1 and _gelijk(cel, som)
    ]
    # What one column cannot rule out, is for whoever adds up exactly.
    return bovenaan or any(
        all(_gelijk(float(kolom[rij]), sum(map(float, kolom[:rij]))) for kolom in kolommen[1:]) for rij in rijen
    )


def _gelijk(een: float, ander: float) -> bool:
    return abs(een - ander) <= _RUIM * abs(ander)


def _is_bekend(vorm: str, regios: Sequence[Regio]) -> bool:
    return any(vorm in regio.codes for regio in regios)
