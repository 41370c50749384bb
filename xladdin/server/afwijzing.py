"""A request that is refused: the status for the program, the sentence for the person."""

from __future__ import annotations

from collections.abc import Mapping


class Afwijzing(Exception):
    """Raised anywhere behind the guard, which answers with it."""

    def __init__(self, status: int, zin: str, koppen: Mapping[str, str] | None = None) -> None:
        super().__init__(zin)
        self.status = status
        self.zin = zin
        self.koppen = dict(koppen or {})
