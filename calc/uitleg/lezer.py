"""The explanations of the tables of an outcome, kept with it."""

from __future__ import annotations

from calc.antwoord import Uitkomst
from calc.model.uitleg import Uitlegger
from calc.tabellen import waarden_van


def uitlegger_van(uitkomst: Uitkomst) -> Uitlegger:
    return uitkomst.bewaar(_uitlegger)


def _uitlegger(uitkomst: Uitkomst) -> Uitlegger:
    return Uitlegger(waarden_van(uitkomst))
