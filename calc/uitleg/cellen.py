"""The explanation of any figure in any table of the plan; of a check what it expected, found, and the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calc.antwoord import Uitkomst
from calc.model.uitdrukking import Celnaam
from calc.tabellen.controles import CONTROLES, Anders, Controleuitslag, controles
from calc.uitleg.cel import uitlegger_van, zoek_cel
from calc.uitlegvorm import Stap, Uitleg, precies, punt, sommeer


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
    return leg_uit(uitkomst, zoek_cel(uitkomst, tabel, rij, kolom, kostensoort, jaar))


def leg_uit(uitkomst: Uitkomst, cel: Celnaam) -> Uitleg:
    """The explanation of a cell that was found."""
    if cel.tabel.naam == CONTROLES.naam:
        return _leg_controles_uit(uitkomst, cel)
    return uitlegger_van(uitkomst).uitleg(cel)


Kant = tuple[str, Sequence[Stap]]
"""One side of a check: its sum as a sentence, and the steps that lead to it."""


def _leg_controles_uit(uitkomst: Uitkomst, cel: Celnaam) -> Uitleg:
    """A difference is found minus expected; each of these is a sum that is shown."""
    controle = controles(uitkomst)[int(cel.rij)]
    (verwacht, van_verwacht), (gevonden, van_gevonden) = _kanten(uitkomst, controle)
    kern, eerst = (verwacht, van_verwacht) if cel.kolom == "verwacht" else (gevonden, van_gevonden)
    zinnen: tuple[str, ...] = (kern,)
    if cel.kolom == "verschil":
        vorm = controle.soort, controle.decimalen
        kern = f"{sommeer([controle.gevonden, -controle.verwacht], *vorm)} = {precies(controle.verschil, *vorm)}."
        slot = f"Verschil is gevonden min verwacht: {kern}"
        zinnen, eerst = (f"Verwacht. {verwacht}", f"Gevonden. {gevonden}", slot), (*van_verwacht, *van_gevonden)
    stappen = [stap for stap in dict.fromkeys(eerst) if stap.zinnen or stap.invoer]
    controlestap = Stap("De controle", (*zinnen, controle.volzin))
    return uitlegger_van(uitkomst).besloten(cel, kern, [*stappen, controlestap])


def _kanten(uitkomst: Uitkomst, controle: Controleuitslag) -> Iterator[Kant]:
    """What was expected and what was found: as a table declares it, or by the other road that a check takes."""
    lezer, vorm = uitlegger_van(uitkomst), (controle.soort, controle.decimalen)
    waarden = controle.verwacht, controle.gevonden
    for kant, waarde, woorden in zip(controle.kanten, waarden, controle.woorden, strict=True):
        if isinstance(kant, Anders):
            som = f"{sommeer(kant.termen, *vorm)} = " if kant.termen else ""
            stappen = lezer.losse_som(kant.naast, controle.tabel, vorm)[1] if kant.naast is not None else ()
            yield f"{kant.woorden}: {som}{precies(waarde, *vorm)}.", stappen
        else:
            zin, stappen = lezer.losse_som(kant, controle.tabel, vorm, woorden)
            yield punt(zin), stappen
