"""The inputs that come with the product."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

VOORBEELDEN: Final = Path(__file__).parent
GEPUBLICEERD: Final = "zuid-limburg-2021"
"""The one with published figures: what is meant where nothing is named and there is nothing else."""


@cache
def voorbeelden() -> tuple[str, ...]:
    """Names of the shipped inputs."""
    return tuple(sorted(pad.stem for pad in VOORBEELDEN.glob("*.xlsx")))


def voorbeeld(naam: str) -> Path | None:
    """The file of a shipped input, or None where there is none of that name."""
    return VOORBEELDEN / f"{naam}.xlsx" if naam in voorbeelden() else None
