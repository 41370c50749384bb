"""The headers by which a browser keeps strangers out: one set for every answer."""

from __future__ import annotations

from typing import Final

from xladdin.server.instellingen import Instellingen
from xladdin.server.plekken import Serverplek

KADERS: Final = (
    "https://*.office.com", "https://*.officeapps.live.com", "https://*.sharepoint.com", "https://*.live.com",
    "https://*.office365.com", "https://*.microsoft.com", "https://*.cloud.microsoft",
)  # fmt: skip
"""The pages of Excel on the web, which show the task pane in a frame."""
_BELEID: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "
)
_JAAR: Final = 31_536_000


def veiligheidskoppen(plek: Serverplek | None, instellingen: Instellingen) -> dict[str, str]:
    """The headers for an answer of this address."""
    ingelijst = plek is not None and plek.ingelijst
    koppen = {
        "Cache-Control": str(plek.bewaren) if plek is not None else "no-store",
        "Content-Security-Policy": _BELEID + (f"'self' {' '.join(KADERS)}" if ingelijst else "'none'"),
        # Pages of Excel on the web isolate themselves, and may then only hold what allows it.
        "Cross-Origin-Resource-Policy": "cross-origin" if ingelijst else "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Permitted-Cross-Domain-Policies": "none",
    }
    if ingelijst:
        koppen["Cross-Origin-Embedder-Policy"] = "require-corp"
    else:
        koppen["X-Frame-Options"] = "DENY"
        koppen["Cross-Origin-Opener-Policy"] = "same-origin"
    if instellingen.url:
        # Not on this computer itself: a browser would then ask every other program on localhost for https as well.
        koppen["Strict-Transport-Security"] = f"max-age={_JAAR}"
    return koppen
