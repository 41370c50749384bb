"""Entra ID as xlwings Server checks it, with what it leaves open: a token counts no longer than it says itself."""

from __future__ import annotations

import time

from fastapi import HTTPException, status
from xlwings_server.auth.entraid import validate_token as _validate
from xlwings_server.models import User

from xladdin.server.instellingen import huidig


async def validate_token(token_string: str) -> User:
    """xlwings Server calls this with the Authorization header.

    The library remembers a valid token for an hour, so that one which expired meanwhile would still be let in.

    Raises:
        HTTPException: the token is not one of this organisation for this server, or it has expired.
    """
    gebruiker: User = await _validate(token_string)
    einde = gebruiker.claims.get("exp")
    entra = huidig().entra
    if not isinstance(einde, int | float) or einde <= time.time():
        raise HTTPException(status.HTTP_401_UNAUTHORIZED)
    if entra is None or gebruiker.claims.get("tid") != entra.tenant or not gebruiker.id:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED)
    return gebruiker
