"""When a share is out of line with the same participant's other shares: one rule, for the plan and for what is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from calc.notatie import kort, opsomming, procent
from schemas.geldend import Regio, in_jaar
from schemas.inhoud import klein
from schemas.kernwoorden import BIJDRAGE, RATO

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst


def uitschieters_van(aandelen: Mapping[str, Fraction], factor: Fraction) -> Iterator[tuple[str, Fraction]]:
    """The shares of one participant that are more than `factor` times all of its others, or less than one such part.

    Of two shares each is out of line with the other: then the first one is told.
    """
    if len(aandelen) < 2:
        return
    for deel, aandeel in aandelen.items():
        andere = [waarde for naam, waarde in aandelen.items() if naam != deel]
        hoger = all(aandeel > factor * waarde for waarde in andere)
        lager = all(aandeel * factor < waarde for waarde in andere)
        if hoger or lager:
            yield deel, aandeel
            if len(aandelen) == 2:
                return


def uitschieters(uitkomst: Uitkomst) -> Iterator[str]:
    """A sentence per counted maatstaf of a key, once per set of peiljaren: shares more than a factor away from all of
    the others.

    The factor is the region's own, dated; without one nothing is reported.
    """
    regio = uitkomst.gegevens.regio
    gezien: set[object] = set()
    for bron in uitkomst.verdeling.jaren:
        grens = in_jaar(regio.bestand.uitschieter, bron.jaar)
        kenmerk = (bron.kostensoort, bron.deelnemers, tuple(bron.peiljaren.items()))
        if grens is None or bron.sleutel is None or len(bron.peiljaren) < 2 or kenmerk in gezien:
            continue
        gezien.add(kenmerk)
        for code in bron.deelnemers:
            aandelen = {
                deel: bron.regel(code, deel).aandeel or Fraction(0)
                for deel in bron.peiljaren
                if deel not in (RATO, BIJDRAGE)
            }
            wie = f"{bron.kostensoort} {bron.jaar}: {regio.gemeente(code)}"
            yield from _van(regio, wie, aandelen, Fraction(grens.waarde))


def _van(regio: Regio, wie: str, aandelen: Mapping[str, Fraction], factor: Fraction) -> Iterator[str]:
    label = {naam: klein(regio.label_deel(naam)) for naam in aandelen}
    for deel, aandeel in uitschieters_van(aandelen, factor):
        rest = opsomming(
            [f"{procent(waarde)} van de {label[naam]}" for naam, waarde in aandelen.items() if naam != deel]
        )
        yield (
            f"{wie} heeft {procent(aandeel)} van de {label[deel]}, maar {rest}. Dat scheelt meer dan een factor "
            f"{kort(factor)}; klopt dat?"
        )
