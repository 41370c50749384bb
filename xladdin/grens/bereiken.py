"""A range of cells: its rows, one row or column of it, or the one cell of an argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from schemas.fouten import Gebruikersfout, hoeveel
from schemas.tabel import is_leeg
from xladdin.grens.cellen import (
    EEN_JAAR,
    Bereik,
    Excelcel,
    OnbruikbareCel,
    als_tekst,
    getal,
    gewichten_van,
    jaartal,
    kop,
)

MEESTE_CELLEN: Final = 200_000
"""That are filled, of one range: no region has so many figures, and each takes memory and time."""
WEGLATEN: Final = " Laat het argument weg als u het niet wilt opgeven."
"""For an argument that may be left out, and refers to a cell with nothing in it."""


def rijen(bereik: Bereik) -> list[list[Excelcel]]:
    """A range as rows of equal length; nothing where all of it is empty.

    An empty cell at the end is like one in the middle: whoever needs a figure there, says so. Only who chose far more
    than is filled, such as a whole column, meant what is filled: then the empty end does not count.
    """
    tabel = _rechthoek(bereik)
    hoog, breed = gevuld(tabel)
    hoog = hoog if len(tabel) > 2 * hoog else len(tabel)
    breed = breed if len(tabel[0]) > 2 * breed else len(tabel[0])
    return tabel if (hoog, breed) == (len(tabel), len(tabel[0])) else [rij[:breed] for rij in tabel[:hoog]]


def gevuld(tabel: Sequence[Sequence[Excelcel]]) -> tuple[int, int]:
    """How many rows and columns there are until the last cell that is filled."""
    hoog, breed = len(tabel), len(tabel[0])
    while hoog and all(map(is_leeg, tabel[hoog - 1])):
        hoog -= 1
    while breed and all(is_leeg(tabel[rij][breed - 1]) for rij in range(hoog)):
        breed -= 1
    return hoog, breed


def _rechthoek(bereik: Bereik) -> list[list[Excelcel]]:
    """Excel gives one cell bare and, when not asked for two dimensions, one row or column as a plain list: that becomes
    a row."""
    if not isinstance(bereik, list | tuple):
        return [[bereik]]
    if not bereik:
        return [[None]]
    if not any(isinstance(rij, list | tuple) for rij in bereik):
        return [list(bereik)]
    tabel = [rij if isinstance(rij, list) else list(rij) if isinstance(rij, tuple) else [rij] for rij in bereik]
    breed = max(map(len, tabel))
    return [rij if len(rij) == breed else rij + [None] * (breed - len(rij)) for rij in tabel]


def maat(tabel: Sequence[Sequence[Excelcel]]) -> str:
    return f"{hoeveel(len(tabel), 'rij', 'rijen')} en {hoeveel(len(tabel[0]), 'kolom', 'kolommen')}"


def reeks(bereik: Bereik, naam: str) -> list[Excelcel]:
    """A range of one column or one row, as a list.

    Raises:
        Gebruikersfout: it is empty, or wider and higher than one.
    """
    tabel = rijen(bereik)
    if not tabel:
        raise Gebruikersfout(f"{naam}: het bereik is leeg; kies de cellen met de gegevens.")
    if len(tabel) == 1:
        return tabel[0]
    if len(tabel[0]) > 1:
        raise Gebruikersfout(f"{naam}: {maat(tabel)}", "één kolom (of één rij).")
    return [rij[0] for rij in tabel]


def een_cel(bereik: Bereik, naam: str, verwacht: str) -> Excelcel:
    """What stands in an argument of one cell; None where the argument was left out.

    Raises:
        OnbruikbareCel: it is a reference to an empty cell. That is no omission: somebody meant what should stand there.
    """
    if bereik is None:
        return None
    tabel = rijen(bereik)
    if len(tabel) > 1 or (tabel and len(tabel[0]) > 1):
        raise Gebruikersfout(f"{naam}: {maat(tabel)}", "één cel.")
    if not tabel or is_leeg(tabel[0][0]):
        raise OnbruikbareCel(naam, None, verwacht, WEGLATEN)
    return tabel[0][0]


def tekst(bereik: Bereik, naam: str, verwacht: str) -> str:
    """A text in one cell, without the spaces around it; empty where the argument was left out.

    Raises:
        OnbruikbareCel: anything else than a text.
    """
    cel = een_cel(bereik, naam, verwacht)
    return "" if cel is None else als_tekst(cel, naam, verwacht)


def verplichte_tekst(bereik: Bereik, naam: str, verwacht: str) -> str:
    """As `tekst`, but it may not be left out."""
    if not rijen(bereik):
        raise OnbruikbareCel(naam, None, verwacht)
    return tekst(bereik, naam, verwacht)


def jaar(bereik: Bereik, naam: str = "jaar") -> int | None:
    """A year in one cell, or None where the argument was left out."""
    cel = een_cel(bereik, naam, EEN_JAAR)
    return None if cel is None else jaartal(cel, naam)


def verplicht_jaar(bereik: Bereik, naam: str = "jaar") -> int:
    if not rijen(bereik):
        raise OnbruikbareCel(naam, None, EEN_JAAR)
    return jaartal(een_cel(bereik, naam, EEN_JAAR), naam)


def jaren(bereik: Bereik) -> list[int]:
    """One year, or a row of years."""
    tabel = rijen(bereik)
    if not tabel:
        raise OnbruikbareCel("jaar", None, EEN_JAAR)
    if len(tabel) > 1:
        raise Gebruikersfout(f"jaar: {maat(tabel)}", "één jaar, of een rij met jaren naast elkaar.")
    if len(tabel[0]) == 1:
        return [jaartal(tabel[0][0], "jaar")]
    return [jaartal(cel, f"jaar, cel {plek}") for plek, cel in enumerate(tabel[0], start=1)]


def bedrag(bereik: Bereik, naam: str) -> Fraction:
    """One amount in euros."""
    cellen = reeks(bereik, naam)
    if len(cellen) > 1:
        raise Gebruikersfout(f"{naam}: {len(cellen)} cellen", "één bedrag.")
    return getal(cellen[0], naam)


def gewichten(bereik: Bereik) -> list[Fraction | int]:
    return gewichten_van(reeks(bereik, "gewichten"), lambda nummer: f"gewichten, cel {nummer + 1}")


def per_cel(bereik: Bereik, naam: str, verwacht: str, zoek: Callable[[str], str]) -> list[list[str]]:
    """What every text of a range stands for, in the shape of the range: for a function that answers cell by cell.

    Raises:
        OnbruikbareCel: the range is empty, or a cell in it is not a text.
        Gebruikersfout: what `zoek` cannot find, with its place.
    """
    tabel = rijen(bereik)
    if not tabel:
        raise OnbruikbareCel(naam, None, verwacht)
    een = len(tabel) == len(tabel[0]) == 1

    def gevonden(cel: Excelcel, rij: int, kolom: int) -> str:
        plek = naam if een else f"{naam}, rij {rij}, kolom {kolom}"
        tekst = als_tekst(cel, plek, verwacht)
        try:
            return zoek(tekst)
        except Gebruikersfout as fout:
            raise Gebruikersfout(f"{plek}: {fout}") from None

    return [
        [gevonden(cel, rij, kolom) for kolom, cel in enumerate(cellen, start=1)]
        for rij, cellen in enumerate(tabel, start=1)
    ]


def koppen(cellen: Sequence[Excelcel], naam: str) -> list[str]:
    """The header row of a range; no heading twice."""
    gevonden = [kop(cel, f"{naam}, kop {plek}") for plek, cel in enumerate(cellen, start=1)]
    geen_dubbele(gevonden, lambda nummer: f"{naam}, kop {nummer + 1}")
    return gevonden


def geen_dubbele(namen: Sequence[str], plek: Callable[[int], str]) -> None:
    gezien: set[str] = set()
    for nummer, tekst in enumerate(namen):
        vorm = " ".join(tekst.casefold().split())
        if vorm in gezien:
            raise Gebruikersfout(f"{plek(nummer)}: '{tekst}' staat er twee keer; elke naam mag één keer voorkomen.")
        gezien.add(vorm)
