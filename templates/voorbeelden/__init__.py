"""The inputs that come with the product."""

from __future__ import annotations

from pathlib import Path
from typing import Final

VOORBEELDEN: Final = Path(__file__).parent


def voorbeelden() -> list[str]:
    """Names of the shipped inputs."""
    return sorted(pad.stem for pad in VOORBEELDEN.glob("*.xlsx"))


def voorbeeld(naam: str) -> Path | None:
    """The file of a shipped input, or None where there is none of that name."""
    return VOORBEELDEN / f"{naam}.xlsx" if naam in voorbeelden() else None
