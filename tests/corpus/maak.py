"""Makes the corpus: files that a municipality should never send, or might, each with what the gate should say of it.

Every module `gevallen_*.py` beside this one has a function `gevallen()` with its cases; a new one joins by itself.

    python tests/corpus/maak.py MAP      writes all files, and verwacht.tsv with the expected answer of each
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

HIER = Path(__file__).resolve().parent
if str(HIER) not in sys.path:
    # The cases share their building blocks; there is no package of tests to import them from.
    sys.path.insert(0, str(HIER))

if TYPE_CHECKING:
    from corpusbouw import Geval


def alle_gevallen() -> list[Geval]:
    """Every case, in the order of the modules; no two files have the same name."""
    gevonden = [
        geval for pad in sorted(HIER.glob("gevallen_*.py")) for geval in importlib.import_module(pad.stem).gevallen()
    ]
    namen = [geval.naam.casefold() for geval in gevonden]
    dubbel = sorted({naam for naam in namen if namen.count(naam) > 1})
    if dubbel:
        raise ValueError(f"double in the corpus: {', '.join(dubbel)}")
    return gevonden


def main(doel: Path) -> None:
    """Write all files."""
    doel.mkdir(parents=True, exist_ok=True)
    regels = ["bestand\tverwacht"]
    for geval in alle_gevallen():
        (doel / geval.naam).write_bytes(geval.maak())
        regels.append(f"{geval.naam}\t{geval.verwacht or geval.soort}")
    (doel / "verwacht.tsv").write_text("\n".join(regels) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print("gebruik: python tests/corpus/maak.py MAP", file=sys.stderr)
        raise SystemExit(2)
    main(Path(sys.argv[1]))
