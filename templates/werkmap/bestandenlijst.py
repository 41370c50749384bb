"""The list of files that belong to one run, with their hashes: what of a folder is ours, and what a person made of it.

The list stands in resultaat.json. Without one (a folder of an earlier version, or of somebody else) nothing is known,
and nothing is taken away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LIJST: Final = "resultaat.json"
SLEUTEL: Final = "bestanden"
WERKMAP: Final = ".xlsx"
SOORTEN: Final = (".docx", ".pdf", WERKMAP)
"""What a run makes."""


def vingerafdruk(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


@dataclass(frozen=True)
class Eerder:
    """What an earlier run left in a folder, beside the files that are to be written now."""

    weg: tuple[str, ...] = ()
    """Of that run, as it was made, and no part of the new set: a former participant."""
    gewijzigd: tuple[str, ...] = ()
    """Of that run, to be replaced, and since then changed by somebody."""
    vreemd: tuple[str, ...] = ()
    """Workbooks that could be taken for part of the new set and are not."""


def eerder(map: Path, namen: Iterable[str], begin: str) -> Eerder:
    """Hold a folder against the list that stands in it.

    Args:
        namen: of the files that are to be written.
        begin: how the names of workbooks of this set begin.
    """
    nieuw, bekend = set(namen), _lees(map)
    weg, gewijzigd, vreemd = [], [], []
    for pad in sorted(p for p in map.iterdir() if p.suffix in SOORTEN) if map.is_dir() else ():
        eigen = bekend.get(pad.name)
        heel = eigen is not None and pad.is_file() and vingerafdruk(pad.read_bytes()) == eigen
        if pad.name in nieuw:
            if eigen is not None and not heel:
                gewijzigd.append(pad.name)
        elif heel:
            weg.append(pad.name)
        elif eigen is not None or pad.name.startswith(begin):
            vreemd.append(pad.name)
    return Eerder(tuple(weg), tuple(gewijzigd), tuple(vreemd))


def _lees(map: Path) -> Mapping[str, str]:
    try:
        inhoud = json.loads((map / LIJST).read_bytes())
    except (OSError, ValueError):
        return {}
    lijst = inhoud.get(SLEUTEL) if isinstance(inhoud, dict) else None
    if not isinstance(lijst, dict):
        return {}
    # Names only: a list that was tampered with must not lead out of the folder.
    return {naam: str(som) for naam, som in lijst.items() if isinstance(naam, str) and Path(naam).name == naam}


def vrije_naam(map: Path, naam: str) -> str:
    """A name beside it for what somebody made of a file: `plan.001.xlsx`, or the next number that is free."""
    pad = Path(naam)
    nummer = 1
    while (map / f"{pad.stem}.{nummer:03}{pad.suffix}").exists():
        nummer += 1
    return f"{pad.stem}.{nummer:03}{pad.suffix}"
