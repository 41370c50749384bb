"""The explanation of any figure in any table of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from calc.antwoord import Uitkomst
from calc.model.beeld import zichtbare_rijen
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.uitleg.cel import Beeldcel, zoek_cel
from calc.uitleg.controlecellen import leg_controles_uit
from calc.uitleg.lezer import uitlegger_van
from calc.uitlegvorm import Uitleg

UITLEGGERS: Final[Mapping[str, Callable[[Beeldcel], Uitleg]]] = {
    "controles": leg_controles_uit,
}


def uitleg_cel(
    uitkomst: Uitkomst, tabel: str, rij: str, kolom: str, kostensoort: str | None = None, jaar: int | None = None
) -> Uitleg:
    """How one figure of one table came about, down to its inputs.

    Args:
        rij: the row by name: a municipality by code, name or other spelling, a post, a line (`deel: regel`), a task
            (`taak: functie`), `Totaal`; or its number, counted from 1.
        kolom: the column by its name in the CSV.
        kostensoort: needed where the table is made per kostensoort and the cell is in more than one.
        jaar: the plan's year where None; meaningless for a table over years.
    Raises:
        VerkeerdGebruik: no such table, kostensoort, year, row or column; or more than one.
    """
    cel = zoek_cel(uitkomst, tabel, rij, kolom, kostensoort, jaar)
    return leg_uit(cel)


def leg_uit(cel: Beeldcel) -> Uitleg:
    """The explanation of a cell that was found."""
    if (zelf := UITLEGGERS.get(cel.tabel.naam)) is not None:
        return zelf(cel)
    lezer = uitlegger_van(cel.uitkomst)
    naam = Tabelnaam(cel.tabel.naam, cel.kostensoort, cel.tabel.jaar or 0)
    return lezer.uitleg(Celnaam(naam, zichtbare_rijen(lezer.waarden, naam)[cel.nummer].sleutel, cel.kolom.naam))
