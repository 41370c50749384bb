"""Reading a file in a process of its own, with a limit on time and memory: what goes wrong there, goes wrong alone.

One process stays warm and serves many files. It is a plain `python` that talks over its pipes, so it works the same on
every system and under every way of starting us. It can put nothing in a file, prints nowhere, and what comes back is
rebuilt from a short list of plain types, so that a process that was taken over still cannot run anything here.

The limits on memory, on processor time and on writing files need an operating system that has them (Linux, macOS); on
Windows only the limit on time holds.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from schemas.afgezonderdkind import LENGTE, is_kind
from schemas.afgezonderduitpakken import BeperkteUnpickler, Geslaagd, Mislukt, VerkeerdAntwoord, herbouw
from schemas.poort.grenzen import MB
from schemas.poort.weigering import Geweigerd, Kenmerk, Weigering

R = TypeVar("R")

SECONDEN: Final = 60.0
"""Far longer than the largest file that the gate lets through takes."""
MEGABYTES: Final = 2_000
"""What a reader may take on top of the bare process: openpyxl needs about fifty times the size of a sheet."""
_TAKEN_PER_PROCES: Final = 500
"""A process that has read so many files makes way for a fresh one: nothing of a file can stay behind for long."""
_SLUITTIJD: Final = 2.0
_BEGIN: Final = (
    "import gc, os, sys, struct, pickle\n"
    "gc.set_threshold(150_000, 10, 10)\n"
    "invoer = sys.stdin.buffer\n"
    "sys.path[:] = pickle.loads(invoer.read(struct.unpack('<Q', invoer.read(8))[0]))\n"
    "from schemas.afgezonderdkind import werk\n"
    "werk(invoer)\n"
    "os._exit(0)\n"
)
"""The child begins isolated: no environment variables, no user folder and no current folder on its path, but ours. What
it makes it gives back: looking for circles among it, after every 700 objects, took a tenth of its time. So did taking
apart all that it had loaded, when the last answer was given."""


class KindFout(RuntimeError):
    """What happened in the other process, for us: the cause behind the sentence that the user reads."""


class Werker:
    """One process for reading, started when first needed and again after a mishap."""

    def __init__(self) -> None:
        self._slot = threading.Lock()
        self._proces: subprocess.Popen[bytes] | None = None
        self._eigenaar = 0
        self._taken = 0

    def doe(self, functie: Callable[..., R], args: tuple[Any, ...], seconden: float, megabytes: int, naam: str) -> R:
        """Call a function in the other process.

        Raises:
            Gebruikersfout: whatever of that kind the function raised.
            Geweigerd: it took too long, took too much memory, or fell over.
        """
        vraag = pickle.dumps((functie, args, seconden, megabytes * MB), protocol=pickle.HIGHEST_PROTOCOL)
        with self._slot:
            uitslag = self._vraag(vraag, seconden, megabytes, naam)
        if isinstance(uitslag, Geslaagd):
            waarde: R = uitslag.waarde
            return waarde
        if uitslag.geheugen:
            raise _te_veel_geheugen(naam, megabytes) from KindFout(uitslag.spoor)
        fout = herbouw(uitslag)
        if fout is not None:
            raise fout
        raise _vastgelopen(naam) from KindFout(uitslag.spoor)

    def sluit(self) -> None:
        """End the process, if there is one."""
        with self._slot:
            self._weg()

    def __enter__(self) -> Werker:
        return self

    def __exit__(self, *_: object) -> None:
        self.sluit()

    def _vraag(self, vraag: bytes, seconden: float, megabytes: int, naam: str) -> Geslaagd | Mislukt:
        proces = self._warm()
        verlopen = threading.Event()

        def stop() -> None:
            verlopen.set()
            proces.kill()

        wekker = threading.Timer(seconden, stop)
        wekker.daemon = True
        wekker.start()
        try:
            antwoord = _wissel(proces, vraag, hoogstens=max(megabytes, 1) * MB)
        except BaseException:
            # Also when the user breaks off: half a conversation cannot be taken up again.
            self._weg()
            raise
        finally:
            wekker.cancel()
        if antwoord is None or verlopen.is_set():
            code = self._weg()
            if verlopen.is_set():
                raise _te_lang(naam, seconden)
            if code in _GEHEUGENCODES:
                raise _te_veel_geheugen(naam, megabytes) from KindFout(f"exit code {code}")
            raise _vastgelopen(naam) from KindFout(f"exit code {code}")
        self._taken += 1
        if self._taken >= _TAKEN_PER_PROCES:
            self._weg()
        try:
            uitslag = BeperkteUnpickler(io.BytesIO(antwoord)).load()
        except Exception as fout:
            self._weg()
            raise _vastgelopen(naam) from fout
        if not isinstance(uitslag, Geslaagd | Mislukt):
            self._weg()
            raise _vastgelopen(naam) from VerkeerdAntwoord(type(uitslag).__name__)
        return uitslag

    def _warm(self) -> subprocess.Popen[bytes]:
        """The process that runs, or a new one. A process of before a fork belongs to the parent, and is left to it."""
        if self._proces is not None and (self._eigenaar != os.getpid() or self._proces.poll() is not None):
            if self._eigenaar == os.getpid():
                self._weg()
            self._proces = None
        if self._proces is None:
            self._proces = _start()
            self._eigenaar = os.getpid()
            self._taken = 0
        return self._proces

    def _weg(self) -> int | None:
        """End the process and collect it, so that none stays behind dead. Returns its exit code."""
        proces, self._proces = self._proces, None
        if proces is None or self._eigenaar != os.getpid():
            return None
        for pijp in (proces.stdin, proces.stdout):
            if pijp is not None:
                with contextlib.suppress(OSError):
                    pijp.close()
        try:
            return proces.wait(_SLUITTIJD)
        except subprocess.TimeoutExpired:
            proces.kill()
            return proces.wait()


_GEHEUGENCODES: Final = frozenset({137, -9})
"""Killed from outside, and not by us: by a system that ran out of memory."""
_WERKER: Final = Werker()
atexit.register(_WERKER.sluit)


def in_eigen_proces(
    functie: Callable[..., R],
    *args: Any,
    seconden: float = SECONDEN,
    naam: str = "het bestand",
) -> R:
    """Call a function in a process of its own.

    Args:
        functie: a function of a module (no lambda, no method of an object), such as a reader.
        args: what it gets; must be picklable.
        seconden: longest time it may take.
        naam: the file, for the sentence when it goes wrong.
    Returns:
        What the function returned: plain values, dates, decimals, and our own frozen data.
    Raises:
        Gebruikersfout: whatever of that kind the function raised.
        Geweigerd: it took too long, took too much memory, or fell over.
    """
    if is_kind():
        # Already apart, and within the limits of whoever asked.
        return functie(*args)
    return _WERKER.doe(functie, args, seconden, MEGABYTES, naam)


def _start() -> subprocess.Popen[bytes]:
    omgeving = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    proces = subprocess.Popen(
        [sys.executable, "-I", "-S", "-B", "-W", "ignore", "-c", _BEGIN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=omgeving,
        close_fds=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    hier = str(Path(__file__).resolve().parents[1])
    paden = [pad for pad in sys.path if pad]
    _schrijf(proces, pickle.dumps(paden if hier in paden else [*paden, hier]))
    return proces


def _schrijf(proces: subprocess.Popen[bytes], bericht: bytes) -> None:
    assert proces.stdin is not None
    proces.stdin.write(LENGTE.pack(len(bericht)))
    proces.stdin.write(bericht)
    proces.stdin.flush()


def _wissel(proces: subprocess.Popen[bytes], vraag: bytes, hoogstens: int) -> bytes | None:
    """Question and answer; nothing when the process ended before its answer did."""
    assert proces.stdout is not None
    try:
        _schrijf(proces, vraag)
    except OSError:
        return None
    kop = proces.stdout.read(LENGTE.size)
    if len(kop) < LENGTE.size:
        return None
    (lengte,) = LENGTE.unpack(kop)
    if lengte > hoogstens:
        proces.kill()
        return None
    antwoord = proces.stdout.read(lengte)
    return antwoord if len(antwoord) == lengte else None


def _te_lang(naam: str, seconden: float) -> Geweigerd:
    return Geweigerd(naam, Weigering(Kenmerk.TIJD, f"is na {seconden:g} seconden nog niet gelezen".replace(".", ",")))


def _te_veel_geheugen(naam: str, megabytes: int) -> Geweigerd:
    return Geweigerd(naam, Weigering(Kenmerk.GEHEUGEN, f"vraagt bij het lezen meer dan {megabytes} MB geheugen"))


def _vastgelopen(naam: str) -> Geweigerd:
    return Geweigerd(naam, Weigering(Kenmerk.VASTGELOPEN, "is niet te lezen: het lezen liep vast op de inhoud"))
