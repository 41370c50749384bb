"""The region that an argument names."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from schemas.fouten import VerkeerdGebruik
from schemas.geldend import Regio, laad_regio

REGIOBESTAND: Final = ".yaml"


def lees_regio(gevraagd: str) -> Regio:
    """A shipped region, one in this folder, or the file that was pointed at."""
    pad = Path(gevraagd)
    if pad.suffix.lower() != REGIOBESTAND:
        return laad_regio(gevraagd, Path())
    if not pad.is_file():
        raise VerkeerdGebruik(f"regiobestand '{gevraagd}' bestaat niet.")
    return laad_regio(pad.stem, pad.parent)
