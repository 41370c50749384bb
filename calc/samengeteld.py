"""Figures of who merged: which of them are those of its members together, as the figures themselves tell."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from schemas.gegevens import Gegevens
from schemas.samenvoeging import opgeteld


def samengetelde_cijfers(gegevens: Gegevens, code: str) -> Iterator[tuple[str, str]]:
    """Per peiljaar a sentence on the figures of a participant that others had before it, with who decided on that."""
    regio = gegevens.regio
    leden = [lid for lid in regio.alle_deelnemers[code].samengesteld_uit if lid != code]
    waarden = {(w.peiljaar, w.maatstaf, w.gemeentecode): w.waarde for w in gegevens.maatstaven}
    sommen: dict[int, dict[str, list[Decimal]]] = {}
    for (peiljaar, maatstaf, wie), waarde in waarden.items() if leden else ():
        van = [een for lid in leden if (een := waarden.get((peiljaar, maatstaf, lid))) is not None]
        if wie == code and len(van) == len(leden) and sum(van, Decimal(0)) == waarde:
            sommen.setdefault(peiljaar, {})[maatstaf] = van
    namen, bron = [regio.gemeente(lid) for lid in leden], regio.alle_deelnemers[code].bron
    for peiljaar, cijfers in sorted(sommen.items()):
        yield opgeteld(regio, code, peiljaar, namen, cijfers), bron
