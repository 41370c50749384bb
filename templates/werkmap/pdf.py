"""Documents as PDF, by the LibreOffice of this computer; the same bytes for the same content and version of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from schemas.fouten import Gebruikersfout, VerkeerdGebruik
from templates.werkmap.wegschrijven import kladmap

PROGRAMMAS: Final = ("soffice", "libreoffice")
PLEKKEN: Final = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
"""Where it stands on a computer on which it is not in the path."""
LANGST: Final = 600
"""Seconds; a letter takes less than one."""
KIJKEN: Final = 0.02
KEREN: Final = 250
"""Seconds between two looks whether all are gone, and how often."""
MOMENT: Final = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)[^)]*(?=\))")
KENMERK: Final = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


class GeenLibreOffice(VerkeerdGebruik):
    def __init__(self) -> None:
        super().__init__(
            "voor --pdf is LibreOffice nodig, en dat staat niet op deze computer. Laat --pdf weg en bewaar de brieven "
            "in Word als PDF."
        )


class PdfMislukt(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(f"LibreOffice heeft van {naam} geen PDF gemaakt. Laat --pdf weg. Er is niets gewijzigd.")


def libreoffice() -> str:
    """The program.

    Raises:
        GeenLibreOffice: it is not on this computer.
    """
    gevonden = next(filter(None, map(shutil.which, PROGRAMMAS)), None)
    gevonden = gevonden or next((str(pad) for pad in PLEKKEN if pad.is_file()), None)
    if gevonden is None:
        raise GeenLibreOffice
    return gevonden


def als_pdf(bestanden: Mapping[str, bytes]) -> dict[str, bytes]:
    """Documents as PDF, by their name with that extension.

    Raises:
        GeenLibreOffice, PdfMislukt.
    """
    programma = libreoffice()
    with kladmap(Path(tempfile.gettempdir())) as plek:
        for naam, inhoud in bestanden.items():
            (plek / naam).write_bytes(inhoud)
        # A profile of its own: one that is open in a window would not answer.
        opdracht = [programma, f"-env:UserInstallation={(plek / 'profiel').as_uri()}", "--headless", "--convert-to"]
        bronnen = [str(plek / naam) for naam in bestanden]
        try:
            _voer_uit([*opdracht, "pdf", "--outdir", str(plek / "uit"), *bronnen])
        except (OSError, subprocess.TimeoutExpired):
            raise PdfMislukt(next(iter(bestanden))) from None
        uit = {}
        for naam in bestanden:
            gemaakt = plek / "uit" / Path(naam).with_suffix(".pdf").name
            if not gemaakt.is_file():
                raise PdfMislukt(naam)
            uit[gemaakt.name] = _zonder_moment(gemaakt.read_bytes())
    return uit


def _voer_uit(opdracht: list[str]) -> None:
    """Until it is done. What is found is a script that starts the program: who stops it early stops both."""
    with subprocess.Popen(
        opdracht, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as proces:
        try:
            proces.wait(LANGST)
        except BaseException:
            with suppress(ProcessLookupError, PermissionError):
                _stop_allen(proces)
            raise


def _stop_allen(proces: subprocess.Popen[bytes]) -> None:
    """And wait until they are gone: what still writes keeps its folder from being taken away."""
    if not hasattr(os, "killpg"):
        proces.kill()
        return
    os.killpg(proces.pid, signal.SIGKILL)
    proces.wait()
    for _ in range(KEREN):
        os.killpg(proces.pid, 0)
        time.sleep(KIJKEN)


def _zonder_moment(inhoud: bytes) -> bytes:
    """Without when it was made: in as many bytes, so that everything in it keeps its place."""
    inhoud = MOMENT.sub(lambda raak: raak[1] + b"20000101000000Z".ljust(len(raak[0]) - len(raak[1]), b" "), inhoud)
    return KENMERK.sub(b"0" * 32, inhoud)
