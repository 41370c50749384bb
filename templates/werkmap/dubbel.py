"""Formulas that say in doubles what the core says exactly: noise in the sixteenth figure is rounded off first.

A sum or difference of amounts is a double, and misses the amount itself by a hair: a half then falls to the other
side, and what is nothing is not. Rounded at six decimals it is the amount again.
"""

from __future__ import annotations

from typing import Final

ZUIVER: Final = 6
"""Decimals to which a double of at most 10^9 euros can be trusted after a few steps."""


def verschil(een: str, ander: str) -> str:
    return f"ROUND({een}-{ander},{ZUIVER})"


def met_punten(aantal: str) -> str:
    """A count in a sentence: `1.063`, whatever the language of the program that calculates it."""
    return f'SUBSTITUTE(FIXED({aantal},0),",",".")'
