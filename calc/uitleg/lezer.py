"""The explanations of declared tables; of what is not declared yet the sentences that were written by hand."""

from __future__ import annotations

from calc.model.uitleg import Uitlegger
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst


def uitlegger_van(uitkomst: Uitkomst) -> Uitlegger:
    return uitkomst.bewaar(_uitlegger)


def _uitlegger(uitkomst: Uitkomst) -> Uitlegger:
    return Uitlegger(waarden_van(uitkomst))
