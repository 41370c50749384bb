"""A share that is far out of line with the participant's other shares: no proof of a mistake, but worth a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from calc.aansluiting.bevinding import Bevinding
from calc.aansluiting.termen import Termen
from calc.notatie import kort, opsomming, procent
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.uitschieter import uitschieters_van
from calc.verdeling import Jaarverdeling
from schemas.geldend import geldig
from schemas.regio import RATO, TOTAAL


def uitschieters(termen: Termen) -> Iterator[Bevinding]:
    """Per counted maatstaf of a key, once per set of peiljaren: shares more than a factor away from all of the others.

    The factor is the region's own, dated; without one nothing is reported.
    """
    gezien: set[object] = set()
    for bron in termen.uitkomst.verdeling.jaren:
        grens = geldig(termen.regio.bestand.uitschieter, bron.jaar)
        kenmerk = (bron.kostensoort, bron.deelnemers, tuple(bron.peiljaren.items()))
        if grens is None or bron.sleutel is None or len(bron.peiljaren) < 2 or kenmerk in gezien:
            continue
        gezien.add(kenmerk)
        for code in bron.deelnemers:
            aandelen = {
                deel: bron.regel(code, deel).aandeel or Fraction(0)
                for deel in bron.peiljaren
                if deel not in (RATO, TOTAAL)
            }
            yield from _van(termen, bron, code, aandelen, Fraction(grens.waarde))


def _van(
    termen: Termen, bron: Jaarverdeling, code: str, aandelen: Mapping[str, Fraction], factor: Fraction
) -> Iterator[Bevinding]:
    for deel, aandeel, dichtst, _ in uitschieters_van(aandelen, factor):
        andere = {naam: waarde for naam, waarde in aandelen.items() if naam != deel}
        label = {naam: termen.regio.label_deel(naam).lower() for naam in aandelen}
        rest = opsomming([f"{procent(waarde)} van de {label[naam]}" for naam, waarde in andere.items()])
        reden = (
            f"Uitschieter, laat nagaan: {termen.regio.gemeente(code)} heeft {procent(aandeel)} van de {label[deel]}, "
            f"maar {rest}; dat scheelt meer dan een factor {kort(factor)}."
        )
        yield Bevinding(
            f"uitschieters {bron.kostensoort} {bron.jaar}",
            bron.kostensoort,
            bron.jaar,
            termen.regio.gemeente(code),
            f"aandeel_{deel}",
            aandeel,
            dichtst,
            Oordeel.AFWIJKING,
            reden,
            dichtst,
            dichtst,
            Fraction(1, 10000),
            Soort.AANDEEL,
            2,
            "",
            code,
        )
