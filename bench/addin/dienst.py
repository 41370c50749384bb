"""`python -m bench.addin.dienst POORT WERKERS MAP`: the server as the command starts it, with the doubles among its
functions. Says its startcode on the first line.
"""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.addin.vragen import van_de_dienst
from xladdin.server.certificaat import eigen_certificaat
from xladdin.server.instellingen import PROJECT, Instellingen, Servergrenzen
from xladdin.server.start import open_poort, start

VOORAF = "from bench.addin.dienst import zet_klaar\n\nzet_klaar()\n"


def zet_klaar() -> None:
    """In a worker, before xlwings looks which functions there are."""
    from bench.addin.binnen import antwoord
    from bench.addin.dubbel import zet_dubbels

    zet_dubbels([(vraag.naam, antwoord(vraag)) for vraag in van_de_dienst()])


def main(poort: int, werkers: int, map: Path) -> None:
    project = map / "project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("__pycache__"))
    functies = project / "custom_functions" / "__init__.py"
    kop, _, rest = functies.read_text(encoding="utf-8").partition("globals()")
    functies.write_text(f"{kop}{VOORAF}globals(){rest}", encoding="utf-8")
    certificaat, sleutel = eigen_certificaat(map, datetime.now(UTC))
    instellingen = Instellingen(
        poort=poort,
        werkers=werkers,
        project=project,
        certificaat=certificaat,
        sleutelbestand=sleutel,
        # A benchmark asks more in a minute than a user does.
        grenzen=Servergrenzen(aanroepen_per_minuut=10**9, uploads_per_minuut=10**9),
    )
    sockets = open_poort(instellingen)
    print(instellingen.startcode, flush=True)
    start(instellingen, sockets)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
