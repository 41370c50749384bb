"""One fresh process: imports, reading, calculating and filling the example, then bare openpyxl on the same books.

Prints seconds of wall clock and of processor time per step, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

VOORBEELD = "zuid-limburg-2021"


class Klok:
    def __init__(self) -> None:
        self.stappen: dict[str, tuple[float, float]] = {}

    @contextmanager
    def stap(self, naam: str) -> Iterator[None]:
        muur, werk = time.perf_counter(), time.process_time()
        yield
        self.stappen[naam] = (time.perf_counter() - muur, time.process_time() - werk)


def main(map: Path) -> None:
    klok = Klok()
    with klok.stap("importeren"):
        from openpyxl import load_workbook

        from calc.uitkomst import bereken
        from cli.opdrachten import versie
        from schemas.inname import lees_invoer
        from templates.voorbeelden import voorbeeld
        from templates.werkmappen import write_plan
    invoer = voorbeeld(VOORBEELD)
    assert invoer is not None
    with klok.stap("lezen"):
        gegevens = lees_invoer(invoer)
    with klok.stap("rekenen"):
        uitkomst = bereken(gegevens)
    with klok.stap("vullen"):
        paden = write_plan(uitkomst, map, versie=versie())
    inhoud = [pad.read_bytes() for pad in paden if pad.suffix == ".xlsx"]
    with klok.stap("openpyxl"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for data in inhoud:
            load_workbook(BytesIO(data)).save(BytesIO())
    print(json.dumps(klok.stappen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
