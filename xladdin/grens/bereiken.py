"""A range of cells: its rows, one row or column of it, or the one cell of an argument."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from schemas.fouten import Gebruikersfout
from xladdin.grens.cellen import (
    VOORBEELDJAAR,
    Bereik,
    Cel,
    OnbruikbareCel,
    als_tekst,
    getal,
    gewichten_van,
    jaartal,
    kop,
    leeg,
)


def rijen(bereik: Bereik) -> list[list[Cel]]:
    """A range as rows of equal length, without the empty rows and columns at its end.

    Excel gives one cell bare and, when not asked for two dimensions, one row or column as a plain list: that becomes
    a row.
    """
    if not isinstance(bereik, list | tuple):
        tabel = [[bereik]]
    elif bereik and not any(isinstance(rij, list | tuple) for rij in bereik):
        tabel = [list(bereik)]
    else:
        tabel = [rij if isinstance(rij, list) else list(rij) if isinstance(rij, tuple) else [rij] for rij in bereik]
    while tabel and all(leeg(cel) for cel in tabel[-1]):
        tabel.pop()
    breedte = max(map(len, tabel), default=0)
    while breedte and all(len(rij) < breedte or leeg(rij[breedte - 1]) for rij in tabel):
        breedte -= 1
    return [rij if len(rij) == breedte else (rij + [None] * breedte)[:breedte] for rij in tabel]


def tel(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"


def maat(tabel: Sequence[Sequence[Cel]]) -> str:
    return f"{tel(len(tabel), 'rij', 'rijen')} en {tel(len(tabel[0]), 'kolom', 'kolommen')}"


def reeks(bereik: Bereik, naam: str) -> list[Cel]:
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
        raise Gebruikersfout(f"{naam}: {maat(tabel)}; verwacht: één kolom (of één rij).")
    return [rij[0] for rij in tabel]


def een_cel(bereik: Bereik, naam: str) -> Cel:
    """What stands in an argument of one cell; None where it was left out or is empty."""
    tabel = rijen(bereik)
    if not tabel:
        return None
    if len(tabel) > 1 or len(tabel[0]) > 1:
        raise Gebruikersfout(f"{naam}: {maat(tabel)}; verwacht: één cel.")
    return tabel[0][0]


def tekst(bereik: Bereik, naam: str, verwacht: str) -> str:
    """A text in one cell, without the spaces around it; empty where it was left out.

    Raises:
        OnbruikbareCel: anything else than a text.
    """
    cel = een_cel(bereik, naam)
    return "" if cel is None else als_tekst(cel, naam, verwacht)


def verplichte_tekst(bereik: Bereik, naam: str, verwacht: str) -> str:
    """As `tekst`, but it may not be left out."""
    gevonden = tekst(bereik, naam, verwacht)
    if not gevonden:
        raise OnbruikbareCel(naam, None, verwacht)
    return gevonden


def jaar(bereik: Bereik, naam: str = "jaar") -> int | None:
    """A year in one cell, or None where it was left out."""
    cel = een_cel(bereik, naam)
    return None if cel is None else jaartal(cel, naam)


def verplicht_jaar(bereik: Bereik, naam: str = "jaar") -> int:
    gevonden = jaar(bereik, naam)
    if gevonden is None:
        raise OnbruikbareCel(naam, None, f"een jaartal, zoals {VOORBEELDJAAR}")
    return gevonden


def bedrag(bereik: Bereik, naam: str) -> Fraction:
    """One amount in euros."""
    cellen = reeks(bereik, naam)
    if len(cellen) > 1:
        raise Gebruikersfout(f"{naam}: {len(cellen)} cellen; verwacht: één bedrag.")
    return getal(cellen[0], naam)


def gewichten(bereik: Bereik, naam: str) -> list[Fraction | int]:
    return gewichten_van(reeks(bereik, naam), lambda nummer: f"{naam}, cel {nummer + 1}")


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

    def gevonden(cel: Cel, rij: int, kolom: int) -> str:
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


def koppen(cellen: Sequence[Cel], naam: str) -> list[str]:
    """The header row of a range; no heading twice."""
    gevonden = [kop(cel, f"{naam}, kop {plek}") for plek, cel in enumerate(cellen, start=1)]
    geen_dubbele(gevonden, lambda nummer: f"{naam}, kop {nummer + 1}")
    return gevonden


def geen_dubbele(namen: Sequence[str], plek: Callable[[int], str]) -> None:
    gezien: set[str] = set()
    for nummer, tekst in enumerate(namen):
        if tekst.casefold() in gezien:
            raise Gebruikersfout(f"{plek(nummer)}: '{tekst}' staat er twee keer; elke naam mag één keer voorkomen.")
        gezien.add(tekst.casefold())
