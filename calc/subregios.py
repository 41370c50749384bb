"""Subtotals per subregion: the same contributions, added up as the region is organised."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from calc.verdeling import Jaarverdeling
from schemas.geldend import Regio


def subtotalen(bron: Jaarverdeling, regio: Regio) -> Mapping[str, Fraction]:
    """Euros per subregion in force that year, in order of first appearance; empty where the region names none.

    Participants without a subregion add up under an empty name, so that the subtotals and the line Afronding always
    make the total.
    """
    som: dict[str, Fraction] = {}
    for code in bron.deelnemers:
        subregio = regio.subregio(code, bron.jaar)
        som[subregio] = som.get(subregio, Fraction(0)) + bron.bedragen.get(code, Fraction(0))
    return som if any(som) else {}
