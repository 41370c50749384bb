"""The explanations of the tables of an outcome, kept with it."""

from __future__ import annotations

from calc.antwoord import Uitkomst
from calc.model.uitleg import Uitlegger
from calc.tabellen import waarden_van


def uitlegger_van(uitkomst: Uitkomst) -> Uitlegger:
    return uitkomst.bewaar(_uitlegger)


def zonder_plaatsen(uitkomst: Uitkomst) -> Uitlegger:
    """For who has the figures and not the file that they came in."""
    return uitkomst.bewaar(_zonder_plaatsen)


def _zonder_plaatsen(uitkomst: Uitkomst) -> Uitlegger:
    return Uitlegger(waarden_van(uitkomst), plaatsen=False)


def _uitlegger(uitkomst: Uitkomst) -> Uitlegger:
    return Uitlegger(waarden_van(uitkomst))
