"""A row under the wrong peiljaar: one slip of the pen, told once, and not as everything that follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

from schemas.inhoud import JAAR, toon
from schemas.invoer import Kladblok, Rij
from schemas.naamvorm import naamvorm

if TYPE_CHECKING:
    from schemas.geldend import Regio


def zet_peiljaren_recht(rijen: Sequence[Rij], regio: Regio, klad: Kladblok) -> None:
    """Names each row whose participant is missing at a peiljaar that is otherwise whole, and does not belong where the
    row stands: at no year, at one that hardly anybody has, or where its participant stands twice. Who merged is not
    missing where its members stand.

    For the checks that follow such a row is of the year that was meant; its fault keeps the input from being used.
    """
    if not any("peiljaar" in rij.plaatsen for rij in rijen):
        return
    blokken: dict[int | None, list[Rij]] = {}
    for rij in rijen:
        blokken.setdefault(_jaar(rij), []).append(rij)
    allen = {_wie(rij) for rij in rijen} - {""}
    hoe_vaak = {jaar: Counter(_wie(rij) for rij in blok) for jaar, blok in blokken.items()}
    heel = {jaar: daar for jaar, daar in hoe_vaak.items() if jaar is not None and 2 * len(daar) > len(allen)}
    plek = {id(rij): nummer for nummer, rij in enumerate(rijen)}
    for jaar, blok in blokken.items():
        for rij in blok:
            wie = _wie(rij)
            if jaar in heel and (hoe_vaak[jaar][wie] < 2 or not _tussen(rij, rijen, plek)):
                continue
            mist = [
                q
                for q, daar in heel.items()
                if q != jaar and wie and wie not in daar and not _opgeteld(wie, daar, regio)
            ]
            if mist:
                _recht(rij, min(mist, key=lambda q: (abs(q - (jaar or q)), -q)), klad)


def _opgeteld(wie: str, daar: Container[str], regio: Regio) -> bool:
    """Whether the figures of a participant are those of its members there."""
    for code, deelnemer in regio.alle_deelnemers.items():
        if wie in (naamvorm(deelnemer.naam), naamvorm(code)):
            leden = [(naamvorm(regio.gemeente(lid)), naamvorm(lid)) for lid in deelnemer.samengesteld_uit]
            return bool(leden) and all(naam in daar or lid in daar for naam, lid in leden)
    return False


def _jaar(rij: Rij) -> int | None:
    return rij.heel("peiljaar") if JAAR.goed(rij.waarden.get("peiljaar")) else None


def _wie(rij: Rij) -> str:
    return naamvorm(rij.tekst("gemeente") or rij.tekst("gemeentecode"))


def _tussen(rij: Rij, rijen: Sequence[Rij], plek: Mapping[int, int]) -> bool:
    """Whether a row stands among rows of another year: of two for one participant that is the one that strayed."""
    hier = plek[id(rij)]
    buren = [rijen[n] for n in (hier - 1, hier + 1) if 0 <= n < len(rijen)]
    return all(_jaar(buur) != _jaar(rij) for buur in buren)


def _recht(rij: Rij, bedoeld: int, klad: Kladblok) -> None:
    wie = rij.tekst("gemeente") or rij.tekst("gemeentecode")
    klad.rijfout(
        rij,
        "peiljaar",
        f"{toon(rij.waarden.get('peiljaar'))}; verwacht: {bedoeld}, want {wie} ontbreekt bij peiljaar {bedoeld}",
    )
    rij.waarden["peiljaar"] = bedoeld
