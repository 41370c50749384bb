"""The few words that a region file, a command and the rules share; whoever needs only these loads nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, get_args

Sluitregel = Literal["open", "grootste-rest", "grootste-deelnemer", "afrondingsregel"]
SLUITREGELS: Final[tuple[Sluitregel, ...]] = get_args(Sluitregel)
Bijgelijk = Literal["gewicht", "lijst"]
"""Who goes first where remainders are equal: the largest weight, or the order of the list alone."""
Munteenheid = Literal["cent", "euro", "tien", "honderd", "duizend", "tienduizend", "honderdduizend", "miljoen"]
MUNTEENHEDEN: Final[tuple[Munteenheid, ...]] = get_args(Munteenheid)
REGIOS: Final = Path(__file__).parent / "regios"
"""Where the region files are that come along, each by the name of its region."""
RATO: Final = "rato"
"""The part of a key that is equal for every participant; no maatstaf may have this name."""
VAST: Final = "vast"
"""What counts for every participant alike, among points; no maatstaf may have this name."""
BIJDRAGE: Final = "totaal"
"""The onderdeel of a contribution as a whole; no maatstaf may have this name."""
