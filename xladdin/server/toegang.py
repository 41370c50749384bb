"""Who asks: by the token in the header, or by the session of whoever signed in on the page outside Excel."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final

from fastapi import HTTPException
from starlette.types import Scope

from xladdin.server.afwijzing import Afwijzing
from xladdin.server.instellingen import Instellingen, Modus

SESSIE: Final = "gebruiker"
EIGEN_KOP: Final = "x-verdeelwijzer"
_ZINNEN: Final = {
    Modus.LOKAAL: "De startcode klopt niet of ontbreekt; neem de code over die 'verdeelwijzer addin start' bij deze "
    "start toonde.",
    Modus.ENTRAID: "U bent niet aangemeld, of uw aanmelding is verlopen; meld u opnieuw aan met het account van uw "
    "organisatie.",
}


class Toegang:
    """Lets a request in, or not."""

    def __init__(self, instellingen: Instellingen) -> None:
        self._instellingen = instellingen

    async def __call__(self, koppen: Mapping[str, str], scope: Scope) -> str:
        """Who asks, by the id of its token or session.

        Raises:
            Afwijzing: nobody we know, or somebody who may not.
        """
        token = koppen.get("authorization", "")
        if token or self._instellingen.modus is Modus.LOKAAL:
            return await self._per_token(token, koppen.get("auth-provider"))
        return self._per_sessie(scope.get("session", {}), koppen, scope["method"])

    async def _per_token(self, token: str, aanbieder: str | None) -> str:
        from xlwings_server.dependencies import authenticate

        try:
            gebruiker = await authenticate(token, aanbieder)
        except HTTPException as fout:
            raise self._onbekend() from fout
        except (OSError, ValueError) as fout:
            raise _geen_sleutels() from fout
        except Exception as fout:
            # The library fetches the keys of Entra over the network, and has no errors of its own for that.
            if type(fout).__module__.partition(".")[0] in ("httpx", "httpcore"):
                raise _geen_sleutels() from fout
            raise
        self.eis_rollen(gebruiker.roles)
        return str(gebruiker.id)

    def _per_sessie(self, sessie: Mapping[str, Any], koppen: Mapping[str, str], methode: str) -> str:
        wie = sessie.get(SESSIE)
        if not isinstance(wie, dict) or wie.get("tot", 0) <= time.time():
            raise self._onbekend()
        # A browser sends the cookie along by itself; only a script of our own page can add this header.
        if methode == "POST" and (koppen.get(EIGEN_KOP) != "1" or "origin" not in koppen):
            raise Afwijzing(403, "Dit verzoek komt niet van de pagina van Verdeelwijzer zelf; open de pagina opnieuw.")
        return str(wie["id"])

    def eis_rollen(self, rollen: object) -> None:
        """Refuses whoever lacks a role that the administrator demands."""
        entra = self._instellingen.entra
        heeft = set(rollen) if isinstance(rollen, list) else set()
        if entra is not None and not set(entra.rollen) <= heeft:
            raise Afwijzing(
                403, "Uw account mag Verdeelwijzer niet gebruiken; vraag de beheerder om de rol die daarvoor nodig is."
            )

    def _onbekend(self) -> Afwijzing:
        return Afwijzing(401, _ZINNEN[self._instellingen.modus], {"WWW-Authenticate": "Bearer"})


def _geen_sleutels() -> Afwijzing:
    return Afwijzing(
        503, "De aanmelding is nu niet te controleren, omdat Entra ID niet bereikbaar is; probeer het later opnieuw."
    )
