"""The three verdicts on a figure that is held against another one."""

from __future__ import annotations

from enum import StrEnum


class Oordeel(StrEnum):
    """`afronding` only where a stated way of rounding and adding gives the other figure; no blanket tolerance."""

    GELIJK = "gelijk"
    AFRONDING = "afronding"
    AFWIJKING = "afwijking"
