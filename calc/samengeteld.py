"""Figures of who merged: which of them are those of its members together, as the figures themselves tell."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from calc.notatie import opsomming
from schemas.gegevens import Gegevens


def samengetelde_cijfers(gegevens: Gegevens, code: str) -> Iterator[tuple[str, str]]:
    """Per peiljaar a sentence on the figures of a participant that others had before it, with who decided on that."""
    regio = gegevens.regio
    leden = [lid for lid in regio.alle_deelnemers[code].samengesteld_uit if lid != code]
    waarden = {(w.peiljaar, w.maatstaf, w.gemeentecode): w.waarde for w in gegevens.maatstaven}
    jaren: dict[int, None] = {}
    for (peiljaar, maatstaf, wie), waarde in waarden.items():
        van = [waarden.get((peiljaar, maatstaf, lid)) for lid in leden] if wie == code else []
        if van and None not in van and sum((een for een in van if een is not None), Decimal(0)) == waarde:
            jaren[peiljaar] = None
    namen = opsomming([regio.gemeente(lid) for lid in leden])
    for peiljaar in sorted(jaren):
        bron = regio.alle_deelnemers[code].bron
        yield f"{regio.gemeente(code)}, peiljaar {peiljaar}: opgeteld uit {namen}", bron
