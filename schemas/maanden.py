"""The months by name: one list for every day that is read or written in words."""

from __future__ import annotations

from calendar import monthrange
from typing import Final

MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
GEEN_SCHRIKKELJAAR: Final = 2001


def dagen_van(maand: int) -> int:
    """How many days a month has in every year."""
    return monthrange(GEEN_SCHRIKKELJAAR, maand)[1]
