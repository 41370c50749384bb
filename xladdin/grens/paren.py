"""Two ranges that are held against each other, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from schemas.fouten import Gebruikersfout
from xladdin.grens.bereiken import gevuld, maat, rijen
from xladdin.grens.cellen import Bereik, Excelcel, cijfer_of_tekst


def _vorm(bereik: Bereik) -> tuple[int, int]:
    """Rows and columns of a range as it was chosen."""
    if not isinstance(bereik, list | tuple):
        return 1, 1
    breedtes = [len(rij) for rij in bereik if isinstance(rij, list | tuple)]
    return (len(bereik), max(breedtes)) if breedtes else (1, len(bereik))


def _samen(*tabellen: list[list[Excelcel]]) -> list[list[list[Excelcel]]]:
    """Tables as large as the largest: an empty cell against a figure is a difference, not another size."""
    if not all(tabellen):
        return list(tabellen)
    hoog, breed = max(map(len, tabellen)), max(len(tabel[0]) for tabel in tabellen)
    leeg: list[Excelcel] = [None] * breed
    return [[[*rij, *leeg][:breed] for rij in (*tabel, *[leeg] * (hoog - len(tabel)))] for tabel in tabellen]


def _kort(bereik: Bereik) -> list[list[Excelcel]]:
    """What is filled: an empty cell at the end is compared like any other, when the other range has something there."""
    tabel = rijen(bereik)
    hoog, breed = gevuld(tabel) if tabel else (0, 0)
    return [rij[:breed] for rij in tabel[:hoog]]


def geen_percentages(cijfers: Sequence[Sequence[Fraction | str | None]], eenheid: Fraction) -> None:
    """Figures that are rounded to a unit of money are no percentages: those are rounded to something else.

    Raises:
        Gebruikersfout: a column of them is between -1 and 1, and not in whole units.
    """
    for nummer, kolom in enumerate(zip(*cijfers, strict=True), start=1):
        getallen = [cel for cel in kolom if isinstance(cel, Fraction)]
        if any(cel % eenheid for cel in getallen) and all(-1 <= cel <= 1 for cel in getallen):
            raise Gebruikersfout(
                f"gepubliceerd, kolom {nummer}: zijn dit percentages? Geef bij eenheid op waarop zij zijn afgerond, "
                "zoals 0,01% voor twee decimalen, en vergelijk bedragen in een eigen formule."
            )


def even_groot(
    links: Bereik, rechts: Bereik, namen: tuple[str, str]
) -> tuple[list[list[Fraction | str | None]], list[list[Fraction | str | None]]]:
    """Two ranges of figures and texts, cell against cell.

    Raises:
        Gebruikersfout: one is empty, or they are not of one size.
        OnbruikbareCel: an error, a date, or WAAR or ONWAAR.
    """
    tabellen = [_kort(links), _kort(rechts)]
    if _vorm(links) == _vorm(rechts):
        tabellen = _samen(*tabellen)
    for tabel, naam in zip(tabellen, namen, strict=True):
        if not tabel:
            raise Gebruikersfout(f"{naam}: het bereik is leeg; kies de cellen met de cijfers.")
    maten = [maat(tabel) for tabel in tabellen]
    if maten[0] != maten[1]:
        raise Gebruikersfout(
            f"{namen[0]} heeft {maten[0]}, {namen[1]} {maten[1]}",
            "evenveel, zonder lege rijen of kolommen aan het eind.",
        )
    eerste, tweede = (
        [
            [cijfer_of_tekst(cel, f"{naam}, rij {plek}, kolom {kolom}") for kolom, cel in enumerate(rij, start=1)]
            for plek, rij in enumerate(tabel, start=1)
        ]
        for tabel, naam in zip(tabellen, namen, strict=True)
    )
    return eerste, tweede
