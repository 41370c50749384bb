"""Published against calculated for two ranges of figures of which nothing else is known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calc.aansluiting.grootheid import afgerond
from calc.oordeel import Oordeel

Cel = Fraction | str | None
Rijen = Sequence[Sequence[Cel]]


def sluit_aan(gepubliceerd: Rijen, berekend: Rijen, eenheid: Fraction) -> list[list[Oordeel | None]]:
    """The verdict per cell; None where both are empty.

    A figure is `gelijk` when the calculated one is the published one, as it is or rounded to the unit. The one path of
    rounding that two bare ranges can show is a total: published as the sum of the rounded figures above it (or to the
    left of it), while the calculated one is the sum of the figures themselves. That is `afronding`.

    Args:
        gepubliceerd: rows of cells; figures, texts and empty cells.
        berekend: the same number of rows and columns.
        eenheid: in which the published figures are rounded, in euros (1/100 or 1).
    """
    oordelen = [
        [_cel(links, rechts, eenheid) for links, rechts in zip(*rijen, strict=True)]
        for rijen in zip(gepubliceerd, berekend, strict=True)
    ]
    onder, rechts = len(oordelen) - 1, len(oordelen[0]) - 1
    for rij, regel in enumerate(oordelen):
        for kolom, oordeel in enumerate(regel):
            if oordeel is not Oordeel.AFWIJKING:
                continue
            boven = [(r, kolom) for r in range(onder)] if rij == onder else []
            ernaast = [(rij, k) for k in range(rechts)] if kolom == rechts else []
            if any(_opgeteld(gepubliceerd, berekend, (rij, kolom), delen, eenheid) for delen in (boven, ernaast)):
                regel[kolom] = Oordeel.AFRONDING
    return oordelen


def _cel(gepubliceerd: Cel, berekend: Cel, eenheid: Fraction) -> Oordeel | None:
    if gepubliceerd is None and berekend is None:
        return None
    if isinstance(gepubliceerd, Fraction) and isinstance(berekend, Fraction):
        gelijk = gepubliceerd in (berekend, afgerond(berekend, eenheid))
    else:
        gelijk = gepubliceerd == berekend
    return Oordeel.GELIJK if gelijk else Oordeel.AFWIJKING


def _opgeteld(
    gepubliceerd: Rijen, berekend: Rijen, plek: tuple[int, int], delen: Sequence[tuple[int, int]], eenheid: Fraction
) -> bool:
    """Whether the published total is the sum of rounded figures, and the calculated one that of the same figures."""
    paren = [(gepubliceerd[rij][kolom], berekend[rij][kolom]) for rij, kolom in delen]
    getallen = [(a, b) for a, b in paren if isinstance(a, Fraction) and isinstance(b, Fraction)]
    totaal, gerekend = gepubliceerd[plek[0]][plek[1]], berekend[plek[0]][plek[1]]
    if len(getallen) < 2 or not isinstance(totaal, Fraction) or not isinstance(gerekend, Fraction):
        return False
    return (
        all(_cel(a, b, eenheid) is Oordeel.GELIJK for a, b in getallen)
        and totaal == sum((a for a, _ in getallen), Fraction(0))
        and abs(gerekend - sum((b for _, b in getallen), Fraction(0))) <= eenheid / 2
    )
