"""Published against calculated for two ranges of figures of which nothing else is known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from calc.oordeel import Oordeel
from calc.tabellen.aansluiting.grootheid import afgerond

Reekscel = Fraction | str | None
Rijen = Sequence[Sequence[Reekscel]]
JAREN: Final = range(1900, 2200)
"""What in a table of figures can be a year."""


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
    # Years in a head are no figures of the sum; what may be a year may also be a figure, so both are tried.
    koprijen = range(1 + _zijn_jaren(gepubliceerd[0]))
    kopkolommen = range(1 + _zijn_jaren([rij[0] for rij in gepubliceerd]))
    for rij, regel in enumerate(oordelen):
        for kolom, oordeel in enumerate(regel):
            if oordeel is not Oordeel.AFWIJKING:
                continue
            sommen = [[(r, kolom) for r in range(kop, onder)] for kop in koprijen if rij == onder]
            sommen += [[(rij, k) for k in range(kop, rechts)] for kop in kopkolommen if kolom == rechts]
            if any(_opgeteld(gepubliceerd, berekend, (rij, kolom), delen, eenheid) for delen in sommen):
                regel[kolom] = Oordeel.AFRONDING
    return oordelen


def _zijn_jaren(cellen: Sequence[Reekscel]) -> bool:
    """Whether a row or column is a head of years: its figures are years, each later than the one before."""
    getallen = [cel for cel in cellen if isinstance(cel, Fraction)]
    return (
        bool(getallen)
        and all(een.denominator == 1 and een.numerator in JAREN for een in getallen)
        and all(eerder < later for eerder, later in pairwise(getallen))
    )


def _cel(gepubliceerd: Reekscel, berekend: Reekscel, eenheid: Fraction) -> Oordeel | None:
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
