"""The keys of Entra ID: from a file where the network has no internet, else fetched by the library."""

from __future__ import annotations

import json
from typing import Any

from xladdin.server.instellingen import huidig


async def get_jwks_json() -> dict[str, Any] | None:
    """The keys of the file that was named, or nothing: then the library asks Entra."""
    entra = huidig().entra
    if entra is None or entra.sleutels is None:
        return None
    sleutels: dict[str, Any] = json.loads(entra.sleutels.read_text(encoding="utf-8"))
    return sleutels
