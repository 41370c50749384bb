"""The same declarations, fed from a range of a sheet instead of a plan: what the functions of Excel need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import repeat
from typing import Any, Final

from calc.afronding import DECIMALEN, op_een_noemer
from calc.model.rijfunctie import Rijwaarden, rijfunctie
from calc.model.tabel import TOTAAL, ZELFDE, Kolom
from calc.model.uitdrukking import Getal, Tabelnaam, cel, exact, kol, rond
from calc.tabel import CENT, Beeld, Beeldkolom, Beeldrij, Rijsoort, Soort
from calc.tabellen.indexering import stijgt
from calc.tabellen.meerjaren import mutatie, toenamekolommen
from schemas.kernwoorden import Munteenheid

BEREIK: Final = Tabelnaam("bereik")
Jaarbedragen = Mapping[int, Sequence[Fraction | None]]
"""Euros per year, a figure per row; None where a cell is empty."""
Kolommen = tuple[tuple[Kolom, Callable[[Rijwaarden], Any]], ...]
"""Of a table, each with what it makes of a row."""
BEWAARD: Final = 100
"""Sets of columns that stay at hand: of other years they are others."""


def toename_van(namen: Sequence[str], bedragen: Jaarbedragen, basisjaar: int, jaar: int) -> Beeld:
    """Two years next to each other, and what the later one costs more."""
    return _van_bereik(namen, bedragen, _toename(basisjaar, jaar))


def mutaties_van(namen: Sequence[str], bedragen: Jaarbedragen, basisjaar: int) -> Beeld:
    """Per later year the difference with the base year: a plus means that the participant pays more."""
    return _van_bereik(namen, bedragen, _mutaties(basisjaar, *(jaar for jaar in bedragen if jaar > basisjaar)))


@dataclass(frozen=True)
class Indexstap:
    """One step: the percentage as a fraction, the index since the start (1 is unchanged) and the amount in euros."""

    percentage: Fraction
    index: Fraction
    bedrag: Fraction


def indexeer(bedrag: Fraction, percentages: Sequence[Fraction], eenheid: Munteenheid) -> tuple[Indexstap, ...]:
    """An amount after each of its percentages.

    Each amount is the first one times the whole index, rounded once, so that a rounded year does not weigh on the next.

    Args:
        bedrag: euros, at the price level before the first percentage.
        percentages: as fractions (0,025 is 2,5%), oldest first.
    Source: amounts are indexed yearly by dated percentages, which compound; rounded half away from zero, as all are.
    """
    erna, afgerond = rijfunctie(stijgt(kol("index"), kol("index"))), rijfunctie(rond(kol("bedrag"), DECIMALEN[eenheid]))
    stappen, index = [], Fraction(1)
    for percentage in percentages:
        index = Fraction(erna({(None, "index"): index, (None, "percentage"): percentage}))
        stappen.append(Indexstap(percentage, index, Fraction(afgerond({(None, "bedrag"): bedrag * index}))))
    return tuple(stappen)


@lru_cache(maxsize=BEWAARD)
def _toename(basisjaar: int, jaar: int) -> Kolommen:
    jaren = [Kolom(str(een), str(een), *CENT, cel(BEREIK, None, str(een))) for een in (basisjaar, jaar)]
    return _met_functie([*jaren, *toenamekolommen(str(basisjaar), str(jaar), 2)])


@lru_cache(maxsize=BEWAARD)
def _mutaties(basisjaar: int, *jaren: int) -> Kolommen:
    toen = cel(BEREIK, None, str(basisjaar))
    return _met_functie([Kolom(str(een), str(een), *CENT, mutatie(toen, cel(BEREIK, None, str(een)))) for een in jaren])


def _met_functie(kolommen: Sequence[Kolom]) -> Kolommen:
    return tuple((kolom, rijfunctie(kolom.formule)) for kolom in kolommen)


def _som(waarden: Sequence[Getal]) -> Getal:
    tellers, noemer = op_een_noemer(waarden)
    return exact(Fraction(sum(tellers), noemer))


def _van_bereik(namen: Sequence[str], bedragen: Jaarbedragen, kolommen: Kolommen) -> Beeld:
    """A row per row of the range, which may name two participants alike, and the total."""
    jaren = [(BEREIK, str(een)) for een in bedragen]
    rijen: list[dict[tuple[Tabelnaam | None, str], Any]] = [
        dict(zip(jaren, [None if waarde is None else exact(waarde) for waarde in cellen], strict=True))
        for cellen in zip(*bedragen.values(), strict=True)
    ]
    totaal: dict[tuple[Tabelnaam | None, str], Any] = {}
    for kolom, functie in kolommen:
        hier = None, kolom.naam
        for rij in rijen:
            rij[hier] = functie(rij)
        zelfde = kolom.totaal is ZELFDE
        totaal[hier] = functie(totaal) if zelfde else _som([rij[hier] or 0 for rij in rijen])
    alle = [
        Beeldrij((naam, *(rij[None, kolom.naam] for kolom, _ in kolommen)), soort)
        for naam, rij, soort in (
            *zip(namen, rijen, repeat(Rijsoort.GEWOON), strict=False),
            (TOTAAL, totaal, Rijsoort.TOTAAL),
        )
    ]
    koppen = [Beeldkolom(kolom.naam, kolom.titel, kolom.soort, kolom.decimalen) for kolom, _ in kolommen]
    gemeente = Beeldkolom("gemeente", "Gemeente", Soort.TEKST)
    return Beeld("uitkomst", "Uitkomst", None, None, (gemeente, *koppen), tuple(alle))
