"""The same declarations, fed from a range of a sheet instead of a plan: what the functions of Excel need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from calc import tabel as deur
from calc.model.beeld import als_tabel
from calc.model.model import Model
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel
from calc.model.uitdrukking import Gegeven, Tabelnaam, Vast, cel, exact
from calc.model.waarden import Waarden
from calc.tabel import Rijsoort, Soort
from calc.tabellen.meerjaren import mutatie, toenamekolommen

BEREIK: Final = Tabelnaam("bereik")
UITKOMST: Final = Tabelnaam("uitkomst")
Jaarbedragen = Mapping[int, Sequence[Fraction | None]]
"""Euros per year, a figure per row; None where a cell is empty."""


def toename_van(namen: Sequence[str], bedragen: Jaarbedragen, basisjaar: int, jaar: int) -> deur.Tabel:
    """Two years next to each other, and what the later one costs more."""
    jaren = [Kolom(str(een), str(een), Soort.GELD, 2, cel(BEREIK, None, str(een))) for een in (basisjaar, jaar)]
    return _van_bereik(namen, bedragen, [*jaren, *toenamekolommen(str(basisjaar), str(jaar), 2)])


def mutaties_van(namen: Sequence[str], bedragen: Jaarbedragen, basisjaar: int) -> deur.Tabel:
    """Per later year the difference with the base year: a plus means that the participant pays more."""
    kolommen = [
        Kolom(str(een), str(een), Soort.GELD, 2, mutatie(*(cel(BEREIK, None, str(j)) for j in (basisjaar, een))))
        for een in bedragen
        if een > basisjaar
    ]
    return _van_bereik(namen, bedragen, kolommen)


def _van_bereik(namen: Sequence[str], bedragen: Jaarbedragen, kolommen: Sequence[Kolom]) -> deur.Tabel:
    """A row per row of the range, which may name two participants alike, and the total."""
    gemeente = Kolom("gemeente", "Gemeente")
    cijfers = [
        {str(een): Gegeven(None if reeks[n] is None else exact(reeks[n] or 0)) for een, reeks in bedragen.items()}
        for n in range(len(namen))
    ]
    invoer = [Rij(str(n), {"gemeente": Vast(naam), **cijfers[n]}) for n, naam in enumerate(namen)]
    rijen = tuple(Rij(str(n), {"gemeente": Vast(naam)}) for n, naam in enumerate(namen))
    totaal = Rij(TOTAAL, {"gemeente": Vast(TOTAAL)}, soort=Rijsoort.TOTAAL)
    koppen = [Kolom(str(een), str(een), Soort.GELD, 2) for een in bedragen]
    model = Model({}, {})
    model.zet(Tabel(BEREIK, "Bereik", (gemeente, *koppen), tuple(invoer)))
    model.zet(Tabel(UITKOMST, "Uitkomst", (gemeente, *kolommen), rijen, (totaal,)))
    return als_tabel(Waarden(model), UITKOMST)
