"""Signing in with Entra ID in a browser, for the page outside Excel: the authorization code flow with PKCE."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any, Final

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp

from xladdin.server.afwijzing import Afwijzing
from xladdin.server.instellingen import Instellingen
from xladdin.server.plekken import OPGAVE, TERUG
from xladdin.server.toegang import SESSIE, Toegang

UREN: Final = 8
KOEKJE: Final = "__Host-verdeelwijzer"
"""With this name a browser takes it only over https, for this host and all of its pages."""


class Aanmelden:
    """Signing in and out."""

    def __init__(self, instellingen: Instellingen, toegang: Toegang) -> None:
        entra = instellingen.entra
        if entra is None:
            raise AssertionError("only with Entra ID does anybody sign in")
        self._instellingen = instellingen
        self._toegang = toegang
        self._tenant = entra.tenant
        self._oauth: Any = OAuth()
        self._oauth.register(
            name="entra",
            client_id=entra.client_id,
            client_secret=entra.geheim or None,
            server_metadata_url=entra.metadata_url,
            client_kwargs={
                "scope": "openid profile",
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": "client_secret_post" if entra.geheim else "none",
                "timeout": 10.0,
            },
        )

    async def heen(self, request: Request) -> Response:
        request.session.clear()
        try:
            antwoord: Response = await self._oauth.entra.authorize_redirect(
                request, f"{self._instellingen.basis}{TERUG}"
            )
        except Exception as fout:
            raise _vertaald(fout) from fout
        return antwoord

    async def terug(self, request: Request) -> Response:
        try:
            # Checks state and nonce, and the signature, issuer, audience and time of the token.
            antwoord = await self._oauth.entra.authorize_access_token(request)
        except Exception as fout:
            request.session.clear()
            raise _vertaald(fout) from fout
        wie: dict[str, Any] = antwoord.get("userinfo") or {}
        request.session.clear()
        if not isinstance(wie.get("oid"), str) or wie.get("tid") != self._tenant:
            raise _mislukt()
        self._toegang.eis_rollen(wie.get("roles"))
        # No name and no address: who it is, is all that the server must know.
        request.session[SESSIE] = {"id": wie["oid"], "tot": int(time.time()) + UREN * 3600}
        return RedirectResponse(OPGAVE, HTTPStatus.SEE_OTHER)

    async def weg(self, request: Request) -> Response:
        request.session.clear()
        return Response(status_code=HTTPStatus.NO_CONTENT)


def met_sessie(app: ASGIApp, instellingen: Instellingen) -> ASGIApp:
    """Give every request its session: a signed cookie, and nothing on the server."""
    return SessionMiddleware(
        app,
        instellingen.sessiesleutel,
        session_cookie=KOEKJE,
        max_age=UREN * 3600,
        same_site="lax",
        https_only=True,
    )


def _vertaald(fout: Exception) -> Exception:
    """What went wrong in the flow, for a person; a mistake of ours stays one."""
    if isinstance(fout, OAuthError | JoseError):
        return _mislukt()
    if type(fout).__module__.partition(".")[0] in ("httpx", "httpcore"):
        return Afwijzing(503, "Entra ID is nu niet bereikbaar; probeer het later opnieuw.")
    return fout


def _mislukt() -> Afwijzing:
    return Afwijzing(400, "Het aanmelden bij Entra ID is niet gelukt; begin opnieuw op /aanmelden.")
