"""Work shared over processes that talk through files: what is killed halfway can never leave the others waiting.

A pipe that is being written when its reader or writer is killed waits for ever. Here a worker reads its work from one
file, takes the next piece by making a file that nobody can make twice, and leaves each answer as a file under its final
name. Who started it looks at the files, and at whether the workers live.
"""

from __future__ import annotations

import gc
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from schemas.fouten import Gebruikersfout
from templates.werkmap.onderbreken import volg_de_ouder, zonder_ctrl_c
from templates.werkmap.wegschrijven import kladmap

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

WERK: Final = "werk"
KIJKEN: Final = 0.02
"""Seconds between two looks."""
T = TypeVar("T")
R = TypeVar("R")


class TaakGestopt(Gebruikersfout):
    """A worker was killed, most likely for want of memory."""

    def __init__(self, gevolg: str = "Er is niets gewijzigd.") -> None:
        super().__init__(
            f"een van de taken is onverwacht gestopt; misschien was er te weinig geheugen. {gevolg} "
            "Probeer het met minder taken (--taken 1)."
        )


def gedaan(doe: Callable[[T], R], werk: Sequence[T], taken: int) -> Iterator[tuple[T, R]]:
    """Every piece of work with its answer, in order, done by so many processes at the same time.

    Args:
        doe: must be found by its name in another process, and what it gives must be able to travel.
        taken: one works in this process.
    Raises:
        TaakGestopt: a worker was killed; and what `doe` raises.
    """
    if taken <= 1 or len(werk) <= 1:
        yield from ((stuk, doe(stuk)) for stuk in werk)
        return
    # Loaded where it is needed: one process that does all by itself is the usual case.
    from multiprocessing import get_context

    with kladmap(Path(tempfile.gettempdir())) as map_:
        (map_ / WERK).write_bytes(pickle.dumps((doe, list(werk)), pickle.HIGHEST_PROTOCOL))
        # Fresh processes: a fork would take locks and threads of this one along, and Windows has none.
        verband = get_context("spawn")
        werkers = [verband.Process(target=_werk, args=(str(map_),), daemon=False) for _ in range(min(taken, len(werk)))]
        try:
            try:
                with zonder_ctrl_c():
                    for werker in werkers:
                        werker.start()
            except (OSError, EOFError):
                # It died while it was being started.
                raise TaakGestopt from None
            for nummer, stuk in enumerate(werk):
                yield stuk, _antwoord(map_ / f"{nummer}.klaar", werkers)
        finally:
            for werker in werkers:
                if werker.pid is not None:
                    werker.kill()
                    werker.join()


def _antwoord(pad: Path, werkers: Sequence[SpawnProcess]) -> Any:
    """Wait for an answer for as long as there is somebody to give it."""
    from multiprocessing.connection import wait

    while not pad.exists():
        levend = [werker.sentinel for werker in werkers if werker.exitcode is None]
        if any(werker.exitcode for werker in werkers) or (not levend and not pad.exists()):
            raise TaakGestopt
        wait(levend, timeout=KIJKEN)
    gelukt, antwoord = pickle.loads(pad.read_bytes())
    pad.unlink()
    if not gelukt:
        raise antwoord
    return antwoord


def _werk(map_: str) -> None:
    """In a worker: take piece after piece until there is none left."""
    volg_de_ouder()
    # It ends with its work: looking for circles among it, after every 700 objects, took a tenth of its time.
    gc.set_threshold(150_000, 10, 10)
    plek = Path(map_)
    doe, werk = pickle.loads((plek / WERK).read_bytes())
    for nummer, stuk in enumerate(werk):
        try:
            os.close(os.open(plek / f"{nummer}.bezet", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            continue
        try:
            antwoord = pickle.dumps((True, doe(stuk)), pickle.HIGHEST_PROTOCOL)
        except Exception as fout:
            antwoord = _fout(fout)
        tijdelijk = plek / f"{nummer}.half"
        tijdelijk.write_bytes(antwoord)
        Path(tijdelijk).replace(plek / f"{nummer}.klaar")


def _fout(fout: Exception) -> bytes:
    """An error as it can travel: itself, or else its sentence."""
    try:
        heel = pickle.dumps((False, fout))
        pickle.loads(heel)
        return heel
    except Exception:
        soort = Gebruikersfout if isinstance(fout, Gebruikersfout) else RuntimeError
        return pickle.dumps((False, soort(str(fout))))
