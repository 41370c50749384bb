"""Starts the command many times and loads it once: each run is a fork of this program, so it is a process of its own.

It reads a question a line and answers with a line: `begin` forks and gives the number of the process, `wacht` gives how
it ended. Signals, limits, closed streams and rights are real; only the loading of the libraries was done before.
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import resource
import signal
import struct
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

GELADEN = (
    "cli.afrekenen", "cli.boeken", "cli.controleren", "cli.opdrachten", "cli.tellen", "cli.uitvragen", "cli.valideren",
    "cli.vergelijken", "cli.verzamelen", "cli.volgende", "schemas.inname", "templates.werkmappen",
    "templates.afrekening.afrekendocument", "templates.brief.briefdocument", "templates.rapport.html",
    "templates.rapport.telling", "templates.vergelijking.vergelijkboek", "xladdin.com.bestanden", "xladdin.manifest",
)  # fmt: skip
KIJK_NAAR = ("open", "os.", "shutil.", "tempfile.", "subprocess.")
HERNOEM = "os.rename"
VERSIE_3 = struct.pack("Ii", 0x20080522, 0)


class Kijker:
    """Counts what the command does with files, and does something at a chosen moment."""

    def __init__(self, vraag: dict[str, Any]) -> None:
        self.geteld = self.hernoemd = 0
        self.bij: int = vraag.get("bij", 0)
        self.bij_hernoemen: int = vraag.get("bij_hernoemen", 0)
        self.doe: str = vraag.get("doe_dan", "")

    def __call__(self, gebeurtenis: str, gegevens: tuple[Any, ...]) -> None:
        if not gebeurtenis.startswith(KIJK_NAAR):
            return
        self.geteld += 1
        # A folder gets another name before it is taken away: with that nothing is put in place.
        geplaatst = gebeurtenis == HERNOEM and not Path(gegevens[0]).is_dir()
        self.hernoemd += geplaatst
        raak = self.geteld == self.bij or (geplaatst and self.hernoemd == self.bij_hernoemen)
        if not raak:
            return
        if self.doe.startswith("SIG"):
            os.kill(os.getpid(), getattr(signal, self.doe))
        else:
            Path(self.doe, "bezig").touch()
            while not Path(self.doe, "ga").exists():
                time.sleep(0.005)


def zonder_voorrecht() -> None:
    """The administrator may write everywhere; from here on this process may not."""
    if os.geteuid() == 0 and ctypes.CDLL(None).capset(VERSIE_3, bytes(24)) != 0:
        raise OSError


def loop(vraag: dict[str, Any]) -> int:
    """In the fork: the command, and its exit code."""
    from cli import main

    os.setsid()
    os.chdir(vraag["in"])
    os.environ["TMPDIR"] = vraag["tijdelijk"]
    for nummer, naam in ((1, "stdout"), (2, "stderr")):
        if naam in vraag["dicht"]:
            os.close(nummer)
            setattr(sys, naam, None)
        else:
            os.dup2(os.open(vraag[naam], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), nummer)
    if vraag["zonder_voorrecht"]:
        zonder_voorrecht()
    if vraag["hoogstens"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (vraag["hoogstens"],) * 2)
    kijker = Kijker(vraag)
    if vraag.get("telling"):
        # The command ends the process itself.
        atexit.register(lambda: Path(vraag["telling"]).write_text(f"[{kijker.geteld}, {kijker.hernoemd}]"))
    sys.addaudithook(kijker)
    try:
        main(vraag["args"])
    except SystemExit as einde:
        uitgang = einde.code if isinstance(einde.code, int) else 0
    except BaseException as gelekt:
        import traceback

        traceback.print_exception(gelekt)
        uitgang = 99
    for stroom in (sys.stdout, sys.stderr):
        if stroom is not None:
            stroom.flush()
    return uitgang


def dien() -> None:
    """Until nobody asks any more."""
    sys.argv = ["verdeelwijzer"]
    # Whoever runs the tests may ignore signals, and a child takes that over.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for naam in GELADEN:
        import_module(naam)
    antwoord = os.fdopen(os.dup(1), "w", encoding="ascii")
    # What is asked is for this program alone: a fork reads nothing of it.
    vragen = os.fdopen(os.dup(0), encoding="utf-8", errors="surrogateescape")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for regel in vragen:
        vraag = json.loads(regel)
        if vraag["wat"] == "begin":
            kind = os.fork()
            if kind == 0:
                uitgang = 98
                try:
                    uitgang = loop(vraag)
                finally:
                    os._exit(uitgang)
            print(kind, file=antwoord, flush=True)
        else:
            _, stand = os.waitpid(vraag["kind"], 0)
            print(os.waitstatus_to_exitcode(stand), file=antwoord, flush=True)


if __name__ == "__main__":
    dien()
