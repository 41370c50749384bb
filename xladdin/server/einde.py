"""The end of a server: work that runs longer than it may wait for, is left behind.

A thread cannot be stopped, and Python waits for each of them before it ends. Somebody who asked for a stop would wait
as long as the slowest call.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from typing import Final

DRAAD: Final = "verdeelwijzer-"
"""What the names of the threads begin with that do work for users."""
NASLEEP: Final = 1.0
"""Seconds for threads that are done to end, and for answers to leave."""


def loopt_nog() -> bool:
    return any(draad.name.startswith(DRAAD) for draad in threading.enumerate())


async def wacht_op_draden() -> bool:
    """Whether all work has ended, within a moment."""
    einde = time.monotonic() + NASLEEP
    while loopt_nog() and time.monotonic() < einde:
        await asyncio.sleep(0.02)
    return not loopt_nog()


def breek_af() -> None:
    """End the process here and now, when work still runs."""
    if loopt_nog():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
