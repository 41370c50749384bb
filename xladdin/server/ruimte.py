"""Room for large calls: a whole column takes memory and the processor, so they take turns, and small ones go first."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

GEDULD: Final = 0.02
"""Seconds that a large call stands aside at each of its pieces: where small calls never stop, it goes on all the same,
and a whole column has lost two of its fifteen seconds."""


class Ruimte:
    """So many bytes at work at the same time, first come first served; one that is larger goes alone."""

    def __init__(self, bytes_: int, licht: int) -> None:
        self._vrij = self._geheel = bytes_
        self._licht = licht
        self._rij: deque[tuple[int, asyncio.Future[None]]] = deque()
        self._kleine = 0
        self._rustig = asyncio.Event()
        self._rustig.set()

    def is_klein(self, lengte: int) -> bool:
        return lengte <= self._licht

    async def wijk(self) -> None:
        """Let the small calls that are in hand go first."""
        if not self._rustig.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(GEDULD):
                    await self._rustig.wait()

    @asynccontextmanager
    async def neem(self, lengte: int) -> AsyncIterator[None]:
        """Wait for room; what is small needs none."""
        if self.is_klein(lengte):
            self._kleine += 1
            self._rustig.clear()
            try:
                yield
            finally:
                self._kleine -= 1
                if not self._kleine:
                    self._rustig.set()
            return
        nodig = min(lengte, self._geheel)
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
