"""Sheet Betaling: terms within the year of the plan that are together the whole contribution, for whoever they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from schemas.geldend import Regio
from schemas.inhoud import dutch
from schemas.invoer import Kladblok, Kop, Rij, Tabelblad

BLAD: Final = "Betaling"
BIJ_EEN: Final = "verwacht: bij één gemeente, niet bij alle"
GEHEEL: Final = Decimal(100)


def controleer_betaling(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Per kostensoort and participant (or all) the percentages are 100 together; what was charged is of one of them."""
    groepen: dict[tuple[str, str], list[Rij]] = {}
    for rij in bladen[BLAD].rijen:
        if rij.stuk & {"kostensoort", "gemeentecode", "gemeente", "datum", "procent"}:
            return
        groepen.setdefault((rij.tekst("kostensoort"), rij.tekst("gemeentecode")), []).append(rij)
        dag = rij.dag("datum")
        if dag is not None and dag.year != kop.jaar:
            klad.rijfout(
                rij, "datum", f"'{rij.tekst('datum')}'; verwacht: een dag in {kop.jaar}, het jaar van het plan"
            )
        code = rij.tekst("gemeentecode")
        if code and code not in regio.alle_deelnemers:
            klad.rijfout(rij, "gemeentecode", f"'{code}' is geen code van een deelnemer")
        if rij.getal("in_rekening") is not None and not code:
            klad.rijfout(rij, "in_rekening", f"'{rij.tekst('in_rekening')}'; {regio.zeg(BIJ_EEN)}")
        if rij.getal("in_rekening") is not None and not rij.tekst("kostensoort") and len(regio.kostensoorten) > 1:
            klad.rijfout(rij, "in_rekening", f"'{rij.tekst('in_rekening')}'; verwacht: bij één kostensoort")
    for rijen in groepen.values():
        samen = sum((rij.getal("procent") or Decimal(0) for rij in rijen), Decimal(0))
        if samen != GEHEEL:
            klad.rijfout(rijen[-1], "procent", f"de termijnen zijn samen {dutch(samen)}%; verwacht: 100%")
        laatste = max(rijen, key=lambda rij: rij.dag("datum") or date.min)
        if laatste.getal("in_rekening") is not None:
            klad.rijfout(
                laatste, "in_rekening",
                f"'{laatste.tekst('in_rekening')}'; verwacht: leeg, want in de laatste termijn wordt verrekend",
            )  # fmt: skip
