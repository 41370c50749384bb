"""Three words that are not the same: the status of a plan, the stand of a figure, and what is old or estimated.

Every door says them from here. A plan is a concept, provisional, or adopted as the definitive settlement of its year. A
figure is provisional as long as whoever gave it says that it can still change. Old figures are those of an earlier
peiljaar than the key asks for; a later year of a plan is an estimate.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Status = Literal["concept", "voorlopig", "definitief"]
STATUSSEN: Final[tuple[Status, ...]] = get_args(Status)
Stand = Literal["voorlopig", "definitief"]
STANDEN: Final[tuple[Stand, ...]] = get_args(Stand)
CONCEPT: Final = "concept"
VOORLOPIG: Final = "voorlopig"
DEFINITIEF: Final = "definitief"
VASTGESTELD: Final = "vastgesteld"
OUDE_CIJFERS: Final = "oude cijfers"
RAMING: Final = "raming"
