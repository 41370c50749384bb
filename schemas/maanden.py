"""The months by name: one list for every day that is read or written in words."""

from __future__ import annotations

from typing import Final

MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
