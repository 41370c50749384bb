"""Explanations in words: how a figure of the plan came about, down to its inputs and their sources. Pure.

uitleg        the contribution of one municipality, step by step
uitleg_cel    any figure in any table
"""

from calc.uitleg.bijdrage import uitleg
from calc.uitleg.cel import zoek_gemeente
from calc.uitleg.cellen import uitleg_cel
from calc.uitlegvorm import Stap, Uitleg

__all__ = [
    "Stap",
    "Uitleg",
    "uitleg",
    "uitleg_cel",
    "zoek_gemeente",
]
