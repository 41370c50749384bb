"""Room for large calls: a whole column takes memory and the processor, so they take turns; small calls do not wait."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Ruimte:
    """So many bytes at work at the same time, first come first served; one that is larger goes alone."""

    def __init__(self, bytes_: int, licht: int) -> None:
        self._vrij = self._geheel = bytes_
        self._licht = licht
        self._rij: deque[tuple[int, asyncio.Future[None]]] = deque()

    @asynccontextmanager
    async def neem(self, lengte: int) -> AsyncIterator[None]:
        """Wait for room; what is small needs none."""
        nodig = min(lengte, self._geheel)
        if lengte <= self._licht:
            yield
            return
        if self._rij or nodig > self._vrij:
            beurt = asyncio.get_running_loop().create_future()
            plaats = (nodig, beurt)
            self._rij.append(plaats)
            try:
                await beurt
            except asyncio.CancelledError:
                if plaats in self._rij:
                    self._rij.remove(plaats)
                else:
                    self._geef_terug(nodig)
                raise
        else:
            self._vrij -= nodig
        try:
            yield
        finally:
            self._geef_terug(nodig)

    def _geef_terug(self, bytes_: int) -> None:
        self._vrij += bytes_
        while self._rij and self._rij[0][0] <= self._vrij:
            nodig, beurt = self._rij.popleft()
            if not beurt.cancelled():
                self._vrij -= nodig
                beurt.set_result(None)
