"""Two ranges that are held against each other, cell by cell."""

from __future__ import annotations

from fractions import Fraction

from schemas.fouten import Gebruikersfout
from xladdin.grens.bereiken import maat, rijen
from xladdin.grens.cellen import Bereik, Cel, cijfer_of_tekst


def _vorm(bereik: Bereik) -> tuple[int, int]:
    """Rows and columns of a range as it was chosen."""
    if not isinstance(bereik, list | tuple):
        return 1, 1
    breedtes = [len(rij) for rij in bereik if isinstance(rij, list | tuple)]
    return (len(bereik), max(breedtes)) if breedtes else (1, len(bereik))


def _samen(*tabellen: list[list[Cel]]) -> list[list[list[Cel]]]:
    """Tables as large as the largest: an empty cell against a figure is a difference, not another size."""
    if not all(tabellen):
        return list(tabellen)
    hoog, breed = max(map(len, tabellen)), max(len(tabel[0]) for tabel in tabellen)
    leeg: list[Cel] = [None] * breed
    return [[[*rij, *leeg][:breed] for rij in (*tabel, *[leeg] * (hoog - len(tabel)))] for tabel in tabellen]


def even_groot(
    links: Bereik, rechts: Bereik, namen: tuple[str, str]
) -> tuple[list[list[Fraction | str | None]], list[list[Fraction | str | None]]]:
    """Two ranges of figures and texts, cell against cell.

    Raises:
        Gebruikersfout: one is empty, or they are not of one size.
        OnbruikbareCel: an error, a date, or WAAR or ONWAAR.
    """
    tabellen = _samen(rijen(links), rijen(rechts)) if _vorm(links) == _vorm(rechts) else [rijen(links), rijen(rechts)]
    for tabel, naam in zip(tabellen, namen, strict=True):
        if not tabel:
            raise Gebruikersfout(f"{naam}: het bereik is leeg; kies de cellen met de cijfers.")
    maten = [maat(tabel) for tabel in tabellen]
    if maten[0] != maten[1]:
        raise Gebruikersfout(
            f"{namen[0]} heeft {maten[0]}, {namen[1]} {maten[1]}; "
            "verwacht: evenveel, zonder lege rijen of kolommen aan het eind."
        )
    eerste, tweede = (
        [
            [cijfer_of_tekst(cel, f"{naam}, rij {plek}, kolom {kolom}") for kolom, cel in enumerate(rij, start=1)]
            for plek, rij in enumerate(tabel, start=1)
        ]
        for tabel, naam in zip(tabellen, namen, strict=True)
    )
    return eerste, tweede
