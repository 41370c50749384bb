"""From maatstaven to shares: the weighted key of a kostensoort, exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from schemas.fouten import Gebruikersfout


class LegeMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str) -> None:
        super().__init__(
            f"Maatstaf '{maatstaf}' telt op tot nul; een deel van de sleutel kan daar niet naar verdeeld worden."
        )


class NegatieveMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str, plaats: int) -> None:
        super().__init__(
            f"Maatstaf '{maatstaf}', deelnemer {plaats}: een negatieve waarde; verwacht: een getal van 0 of meer."
        )


def aandelen(waarden: Mapping[str, Sequence[Fraction]], delen: Mapping[str, Fraction]) -> tuple[Fraction, ...]:
    """Share of each participant: the weighted sum of its shares of every maatstaf.

    Args:
        waarden: per maatstaf one value per participant, in the maatstaf's own unit (rato: 1 for everyone).
        delen: weight per maatstaf; they need not add up to 100.
    Returns:
        Exact shares, in the order of the participants, together 1.
    Raises:
        LegeMaatstaf: a maatstaf with a weight adds up to nothing.
        NegatieveMaatstaf: a value below zero.
    Source: SLA art. 8 lid 3 (weights), § 7.2.5 (rato is 1 for everyone).
    """
    som_gewichten = sum(delen.values(), Fraction(0))
    per_deel = [
        [gewicht / som_gewichten * aandeel for aandeel in deelaandelen(maatstaf, waarden[maatstaf])]
        for maatstaf, gewicht in delen.items()
    ]
    return tuple(sum(kolom, Fraction(0)) for kolom in zip(*per_deel, strict=True))


def deelaandelen(maatstaf: str, waarden: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Share of each participant in one maatstaf."""
    for plaats, waarde in enumerate(waarden, start=1):
        if waarde < 0:
            raise NegatieveMaatstaf(maatstaf, plaats)
    totaal = sum(waarden, Fraction(0))
    if totaal == 0:
        raise LegeMaatstaf(maatstaf)
    return tuple(waarde / totaal for waarde in waarden)
