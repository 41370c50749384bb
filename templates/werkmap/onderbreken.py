"""Signals and locks: what may not be broken off halfway, and what may not live on when its maker is gone."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, BinaryIO, Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

SIGNALEN: Final = tuple(
    getattr(signal, naam) for naam in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, naam)
)
"""By which a person or the system asks a process to stop."""


@contextmanager
def ongestoord() -> Iterator[None]:
    """Let a request to stop wait until the block is done."""
    if threading.current_thread() is not threading.main_thread():
        # Signals go to the main thread only.
        yield
        return
    gevraagd: list[int] = []

    def onthoud(nummer: int, _: FrameType | None) -> None:
        gevraagd.append(nummer)

    vorige = {soort: signal.getsignal(soort) for soort in SIGNALEN}
    # None is a handler that was not set from Python: leave it.
    eigen = {soort: doe for soort, doe in vorige.items() if doe is not None and doe != signal.SIG_IGN}
    for soort in eigen:
        signal.signal(soort, onthoud)
    try:
        yield
    finally:
        for soort, doe in eigen.items():
            signal.signal(soort, doe)
        if gevraagd:
            signal.raise_signal(gevraagd[0])


def grendel(bestand: BinaryIO) -> bool:
    """Lock an open file until it is closed, also by a sudden end; False where another process holds it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(bestand.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(bestand.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def zonder_ctrl_c() -> Iterator[None]:
    """Processes that start in here never hear Ctrl-C, also not while they still import: their parent tells them to
    end. The parent hears it when this is over. Windows has no such mask; there a starting worker may be caught.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    eerder = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, eerder)


def volg_de_ouder() -> None:
    """In a worker: leave stopping to the parent, and end with it.

    A Ctrl-C in a terminal reaches every process of the command; the parent tells it once. A worker that waits for work
    does not notice that its parent was killed.
    """
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ouder = parent_process()
    if ouder is not None:
        threading.Thread(target=_eindig_met, args=(ouder,), daemon=True).start()


def _eindig_met(ouder: BaseProcess) -> None:
    ouder.join()
    os._exit(1)
