"""A request to stop that comes while the command is still being loaded: one sentence then too, and no traceback.

Nothing has been read or written by then, so it can end at once. It loads nothing itself that takes time.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType
from typing import Any, Final

ZINNEN: Final = {"SIGINT": "Afgebroken", "SIGTERM": "Gestopt", "SIGHUP": "Gestopt", "SIGBREAK": "Gestopt"}
EERSTE_SIGNAAL: Final = 128
"""An exit code above it is that of a signal, as shells have it."""
VUILNISGRENS: Final = (150_000, 10, 10)
"""After so many new objects the collector looks (Python: 700)."""
_vorige: dict[signal.Signals, Any] = {}


def let_op() -> None:
    """From here on, where this process is the command; whoever loads the package for something else keeps its own."""
    naam = sys.argv[0].replace("\\", "/").rpartition("/")[2] if sys.argv else ""
    # A worker of the server loads the command again before it knows itself that somebody started it.
    if not (naam == "-m" or naam.startswith("verdeelwijzer")) or "--multiprocessing-fork" in sys.orig_argv:
        return
    # A command makes much, keeps it, and ends: looking for circles among it took a tenth of its time.
    gc.set_threshold(*VUILNISGRENS)
    for woord in ZINNEN:
        soort = getattr(signal, woord, None)
        # Whoever started the command may have told it to ignore a signal (nohup).
        if soort is not None and signal.getsignal(soort) in (signal.SIG_DFL, signal.default_int_handler):
            _vorige[soort] = signal.signal(soort, _stop)


def klaar() -> tuple[signal.Signals, ...]:
    """The command itself takes over; the signals are returned that are this process's own."""
    eigen = tuple(_vorige)
    while _vorige:
        signal.signal(*_vorige.popitem())
    return eigen


def doof(eigen: tuple[signal.Signals, ...]) -> None:
    """All is done and told: a request to stop that comes while Python takes itself apart would be a traceback."""
    for soort in eigen:
        signal.signal(soort, signal.SIG_IGN)


def weg(uitgang: int) -> None:
    """The end of a process that is the command, when all is done and told. Python would first take apart all that was
    made, piece by piece: a tenth of the time of a plan, and for nobody.
    """
    if threading.active_count() > 1:
        return
    # What was registered for the end is done, and what was said is said.
    atexit._run_exitfuncs()
    for stroom in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stroom.flush()
    os._exit(uitgang)


def _stop(nummer: int, _: FrameType | None) -> None:
    zin = f"{ZINNEN[signal.Signals(nummer).name]}; er is niets half geschreven.\n"
    with suppress(OSError):
        os.write(2, zin.encode())
    os._exit(EERSTE_SIGNAAL + nummer)
