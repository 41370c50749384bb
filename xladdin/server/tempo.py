"""How often one user may ask."""

from __future__ import annotations

import time
from collections.abc import Mapping

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from xladdin.server.afwijzing import Afwijzing
from xladdin.server.instellingen import Servergrenzen
from xladdin.server.plekken import Maat

MISLUKT = "mislukt"


class Tempo:
    """Counts by user, and failed attempts to get in by address. Every worker counts for itself."""

    def __init__(self, grenzen: Servergrenzen) -> None:
        self._teller = FixedWindowRateLimiter(MemoryStorage())
        self._grens = {
            Maat.AANROEP: RateLimitItemPerMinute(grenzen.aanroepen_per_minuut),
            Maat.UPLOAD: RateLimitItemPerMinute(grenzen.uploads_per_minuut),
            Maat.OVERIG: RateLimitItemPerMinute(grenzen.overig_per_minuut),
        }
        self._mislukt = RateLimitItemPerMinute(grenzen.mislukt_per_minuut)

    def tel(self, maat: Maat, wie: str) -> None:
        """Count one request.

        Raises:
            Afwijzing: there were too many this minute.
        """
        self._tel(self._grens[maat], maat, wie, "Dit zijn te veel verzoeken in één minuut", {})

    def tel_mislukt(self, adres: str) -> None:
        """Count one failed attempt to get in. Who does have the right code or token is not held up by it."""
        zin = "Er is te vaak met een verkeerde code of aanmelding geprobeerd"
        # By the header a page knows that it is the code that must be asked for, as with a 401.
        self._tel(self._mislukt, MISLUKT, adres, zin, {"WWW-Authenticate": "Bearer"})

    def _tel(self, grens: RateLimitItem, soort: str, wie: str, zin: str, koppen: Mapping[str, str]) -> None:
        if self._teller.hit(grens, soort, wie):
            return
        seconden = max(1, round(self._teller.get_window_stats(grens, soort, wie).reset_time - time.time()))
        zin = f"{zin}; probeer het over {seconden} seconden opnieuw."
        raise Afwijzing(429, zin, {"Retry-After": str(seconden), **koppen})
