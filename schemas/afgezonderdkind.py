"""The other side of `afgezonderd`: the process that reads. It answers questions until its input ends."""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import select
import signal
import struct
import sys
import threading
import traceback
from pathlib import Path
from typing import Any, BinaryIO, Final

from schemas.afgezonderduitpakken import Geslaagd, Mislukt
from schemas.fouten import Gebruikersfout

if sys.platform != "win32":
    import resource

LENGTE: Final = struct.Struct("<Q")
"""What stands before every message between the two processes."""
_SPELING: Final = 2
"""Seconds of processor time past the limit on time: for when nobody is left to end this process."""


_KIND: Final[list[bool]] = []


def is_kind() -> bool:
    """Whether this process is the one that reads: it needs no other."""
    return bool(_KIND)


def werk(vraag_uit: BinaryIO) -> None:
    """Answer until the input ends.

    Args:
        vraag_uit: standard input, of which the beginning was read already.
    """
    # Breaking off is for the parent, which then ends this process: who stops a service asks all of its processes.
    for naam in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, naam):
            signal.signal(getattr(signal, naam), signal.SIG_IGN)
    threading.Thread(target=_eindig_met_ouder, daemon=True).start()
    antwoord_naar = _eigen_uitgang()
    _beperk_voorgoed()
    _KIND.append(True)
    while (kop := vraag_uit.read(LENGTE.size)) and len(kop) == LENGTE.size:
        (lengte,) = LENGTE.unpack(kop)
        antwoord = _antwoord(vraag_uit.read(lengte))
        antwoord_naar.write(LENGTE.pack(len(antwoord)))
        antwoord_naar.write(antwoord)
        antwoord_naar.flush()


def _eindig_met_ouder() -> None:
    """Also halfway an answer, when the parent is gone: nobody would hear it."""
    if sys.platform != "win32":
        pijp = select.poll()
        # No question wakes it, only the end of the other side.
        pijp.register(0, 0)
        pijp.poll()
        os._exit(0)


def _eigen_uitgang() -> BinaryIO:
    """The way back under another number, and nothing behind the usual ones: what a reader prints goes nowhere."""
    antwoord_naar = os.fdopen(os.dup(1), "wb")
    niets = os.open(os.devnull, os.O_WRONLY)
    for nummer in (1, 2):
        os.dup2(niets, nummer)
    os.close(niets)
    sys.stdin = io.StringIO()  # whoever asks for a line gets none, and takes none of the questions
    return antwoord_naar


def _antwoord(vraag: bytes) -> bytes:
    try:
        functie, args, seconden, geheugen = pickle.loads(vraag)
        del vraag
        with _grenzen(seconden, geheugen):
            antwoord = _ingepakt(Geslaagd(functie(*args)))
    except MemoryError:
        return _ingepakt(Mislukt("builtins", "MemoryError", (), {}, "MemoryError", geheugen=True))
    except BaseException as fout:
        uitslag = _mislukt(fout)
        try:
            return _ingepakt(uitslag)
        except Exception:
            return _ingepakt(Mislukt("builtins", type(fout).__name__, (), {}, uitslag.spoor))
    return antwoord


def _mislukt(fout: BaseException) -> Mislukt:
    spoor = "".join(traceback.format_exception(fout, limit=-20))
    if isinstance(fout, Gebruikersfout):
        return Mislukt(type(fout).__module__, type(fout).__qualname__, fout.args, fout.__dict__, spoor)
    # Readers in other languages word a lack of memory in their own way.
    krap = "memory allocation" in str(fout) or isinstance(fout.__cause__ or fout.__context__, MemoryError)
    return Mislukt("builtins", type(fout).__name__, (), {}, spoor, geheugen=krap)


def _ingepakt(uitslag: Geslaagd | Mislukt) -> bytes:
    return pickle.dumps(uitslag, protocol=pickle.HIGHEST_PROTOCOL)


def _beperk_voorgoed() -> None:
    """A reader only reads: no files written, and no dump of its memory, which holds what people sent."""
    if sys.platform != "win32":
        for grens in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(grens, (0, 0))


@contextlib.contextmanager
def _grenzen(seconden: float, geheugen: int) -> Any:
    """Memory on top of what the process already has, and processor time on top of what it already used."""
    if sys.platform == "win32":
        yield
        return
    gebruikt = resource.getrusage(resource.RUSAGE_SELF)
    rekentijd = int(gebruikt.ru_utime + gebruikt.ru_stime + seconden) + _SPELING
    with _grens(resource.RLIMIT_AS, _adresruimte() + geheugen), _grens(resource.RLIMIT_CPU, rekentijd):
        yield


@contextlib.contextmanager
def _grens(soort: int, waarde: int) -> Any:
    zacht, hard = resource.getrlimit(soort)
    if hard != resource.RLIM_INFINITY:
        waarde = min(waarde, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(soort, (waarde, hard))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(soort, (zacht, hard))


def _adresruimte() -> int:
    """Bytes of address space in use; where that cannot be asked, a guess that a bare process stays under."""
    with contextlib.suppress(OSError, ValueError):
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    return 500_000_000
