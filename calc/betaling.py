"""When who pays which part: the terms of the input where it has its own, else those of the region file.

Letter, ledger and table ask here. The terms of who has its own go before those of a kostensoort, and these before those
of all; of the same width the input goes before the region file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from schemas.gegevens import Betaalregel, Gegevens
from schemas.maanden import op_dag
from schemas.plaats import Vindplaats
from schemas.regio import Betaling
from schemas.regiovorm import in_jaar


@dataclass(frozen=True)
class Termijn:
    """A day, the part of the contribution that is due by it alone, and who says so.

    in_rekening: the amount that was charged for it already, by an earlier version of the plan.
    """

    dag: date
    deel: Fraction
    plaats: Vindplaats | str
    bron: str
    in_rekening: Decimal | None = None


def termijnen_van(gegevens: Gegevens, kostensoort: str, code: str, jaar: int) -> tuple[Termijn, ...]:
    """The terms in force, in the order of the year; none where nobody says when to pay. The code may be empty: what
    holds for everyone."""
    regio = gegevens.regio
    eigen = regio.alle_deelnemers[code].betaling if code else {}
    eigen_regels = gegevens.betaling if jaar == gegevens.plan.jaar else ()

    def uit_invoer(soort: str, wie: str) -> tuple[Termijn, ...]:
        return tuple(_regel(r) for r in eigen_regels if (r.kostensoort, r.gemeentecode) == (soort, wie))

    def uit_regio(betalingen: dict[int, Betaling]) -> tuple[Termijn, ...]:
        betaling = in_jaar(betalingen, jaar)
        return () if betaling is None else _dated(betaling, jaar, f"regiobestand {regio.naam}")

    persoonlijk = (uit_invoer(kostensoort, code), uit_invoer("", code), uit_regio(dict(eigen))) if code else ()
    gevonden = (
        *persoonlijk,
        uit_invoer(kostensoort, ""),
        uit_regio(dict(regio.bestand.kostensoorten[kostensoort].betaling)),
        uit_invoer("", ""),
        uit_regio(dict(regio.bestand.betaling)),
    )
    return next((tuple(sorted(een, key=lambda termijn: termijn.dag)) for een in gevonden if een), ())


def _regel(regel: Betaalregel) -> Termijn:
    plaats = Vindplaats.op_rij("Betaling", regel.rij)
    return Termijn(regel.datum, Fraction(regel.procent) / 100, plaats, regel.bron, regel.in_rekening)


def _dated(betaling: Betaling, jaar: int, plaats: str) -> tuple[Termijn, ...]:
    return tuple(
        Termijn(op_dag(termijn.datum, jaar), Fraction(termijn.procent) / 100, plaats, betaling.bron)
        for termijn in betaling.termijnen
    )
