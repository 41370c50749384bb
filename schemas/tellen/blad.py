"""The sheets of a workbook with a count, by which it is known again."""

from __future__ import annotations

from typing import Final

MAATSTAVEN: Final = "Maatstaven"
DEFINITIES: Final = "Definities"
TELLING: Final = "Telling"
GETELD: Final = "Geteld uit regels"
"""Who supplied a figure that nobody filled in."""
