"""The verdicts on a figure that is held against another one, and on a name."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Oordeel(StrEnum):
    """`afronding` only where a stated way of rounding and adding gives the other figure; no blanket tolerance.

    `melding` is of a name that is spelt otherwise: no figure differs.
    """

    GELIJK = "gelijk"
    AFRONDING = "afronding"
    MELDING = "melding"
    AFWIJKING = "afwijking"


CIJFERS: Final = (Oordeel.GELIJK, Oordeel.AFRONDING, Oordeel.AFWIJKING)
"""What can be said of a figure."""
