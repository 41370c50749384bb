"""Explanations in words: how a figure of the plan came about, down to its inputs and their sources. Pure.

uitleg             the contribution of one municipality, step by step
uitleg_cel         any figure in any table
waarom_veranderd   two sentences: what a municipality pays this year, and why that is not what it paid in the base year
opbouw             the facts under those sentences
"""

from calc.uitleg.bijdrage import uitleg
from calc.uitleg.cellen import uitleg_cel
from calc.uitleg.veranderd import Opbouw, Verschil, opbouw, waarom_veranderd
from calc.uitleg.zoek import zoek_gemeente
from calc.uitlegvorm import Stap, Uitleg

__all__ = [
    "Opbouw",
    "Stap",
    "Uitleg",
    "Verschil",
    "opbouw",
    "uitleg",
    "uitleg_cel",
    "waarom_veranderd",
    "zoek_gemeente",
]
