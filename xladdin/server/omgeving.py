"""What xlwings reads from the environment, set before it is imported for the first time."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, Final

from xladdin.server.instellingen import Instellingen

LICENTIE: Final = "XLWINGS_LICENSE_KEY"
STILTE: Final = 60
"""Seconds without any answer after which a formula no longer waits."""
HERHAAL: Final = (502, 504)
"""A proxy that does not reach the server. Never an answer of the server itself (500, 503): a call that it refuses would
be sent three times."""


def zet_omgeving(instellingen: Instellingen) -> None:
    """Choose every setting of xlwings Server; what someone else left in the environment does not count."""
    for naam in [naam for naam in os.environ if naam.upper().startswith("XLWINGS_") and naam.upper() != LICENTIE]:
        del os.environ[naam]
    # Else it would read settings from a file that is not ours.
    os.environ["DOTENV_PATH"] = os.devnull
    os.environ.setdefault(LICENTIE, "noncommercial")
    entra = instellingen.entra
    keuzen: dict[str, Any] = {
        "on_server": "true",
        "project_dir": str(instellingen.project),
        "environment": "prod",
        # The functions carry their namespace themselves, and the two would stack.
        "functions_namespace": "",
        "project_name": "Verdeelwijzer",
        "auth_providers": [str(instellingen.modus)],
        "auth_required_roles": [],
        "cors_allow_origins": [],
        "custom_functions_max_retries": 3,
        "request_timeout": str(STILTE),
        "custom_functions_retry_codes": list(HERHAAL),
        # The guard sets them, for every answer and not only those of the library.
        "add_security_headers": "false",
        "enable_alpinejs_csp": "false",
        "enable_bootstrap": "false",
        "enable_examples": "false",
        "enable_excel_online": "true",
        "enable_hotreload": "false",
        "enable_htmx": "false",
        "enable_socketio": "false",
        "enable_tests": "false",
        "enable_wasm": "false",
        "cdn_officejs": "false",
        "log_level": "CRITICAL",
    }
    if entra is not None:
        keuzen |= {"auth_entraid_tenant_id": entra.tenant, "auth_entraid_client_id": entra.client_id}
    for naam, waarde in keuzen.items():
        os.environ[f"XLWINGS_{naam.upper()}"] = waarde if isinstance(waarde, str) else json.dumps(waarde)
    # For every cell xlwings tries this import anew when it fails; a name that is known to be absent costs nothing.
    sys.modules.setdefault("pyodide", None)  # type: ignore[arg-type]
    sys.modules.setdefault("pyodide.ffi", None)  # type: ignore[arg-type]
