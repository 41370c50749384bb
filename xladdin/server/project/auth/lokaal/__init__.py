"""One user on this computer: whoever has the code that the command showed when it started."""

from __future__ import annotations

import secrets
from typing import Final

from fastapi import HTTPException, status
from xlwings_server.models import User

from xladdin.server.instellingen import huidig

LOKAAL: Final = "lokaal"


async def validate_token(token_string: str) -> User:
    """xlwings Server calls this with the Authorization header.

    Raises:
        HTTPException: it does not hold the code of this start.
    """
    soort, _, code = token_string.partition(" ")
    # As bytes, in constant time: neither a strange character nor the time it takes says anything.
    klopt = secrets.compare_digest(code.strip().encode(), huidig().startcode.encode())
    if soort.casefold() != "bearer" or not klopt:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED)
    return User(id=LOKAAL, name=LOKAAL)
