"""The whole answer of one plan: what came in, what was worked out of it, and what is kept with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from calc.begroting import Begroting, Formatiekosten
from calc.scenario import Scenario
from calc.verdeling import Verdeling
from schemas.gegevens import Gegevens
from schemas.kernwoorden import Sluitregel

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Uitkomst:
    """What was calculated from `gegevens`; `sluitregel` is set when another rule than the region's was asked for.

    naast: other outcomes by a name, for tables that are over more than one. herreken: makes an outcome of other
        figures, for who asks what would have been.
    One outcome is itself and no other (`eq=False`), so that what is made of it more than once can be kept.
    """

    gegevens: Gegevens
    sluitregel: Sluitregel | None
    begrotingen: Mapping[str, Begroting]
    verdeling: Verdeling
    scenario: Scenario | None
    formatie: tuple[Formatiekosten, ...]
    naast: Mapping[str, Uitkomst] = field(default_factory=dict)
    herreken: Callable[[Gegevens, Sluitregel | None], Uitkomst] | None = None
    _bewaard: dict[Callable[[Uitkomst], Any], Any] = field(default_factory=dict, init=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """What was made of it stays behind when it travels to another process: there it is made again."""
        return {**vars(self), "_bewaard": {}}

    def bewaar(self, maak: Callable[[Uitkomst], T]) -> T:
        """What is made of an outcome is kept with it: it is asked for again, and the outcome never changes."""
        if maak not in self._bewaard:
            self._bewaard[maak] = maak(self)
        return cast(T, self._bewaard[maak])

    def vergeet(self) -> None:
        """Of an outcome that is only a step: what was made of it holds it in turn, so neither would go by itself."""
        self._bewaard.clear()

    @cached_property
    def gemeenten(self) -> tuple[str, ...]:
        """Every gemeentecode of the tables over years, in the order of the region file."""
        aanwezig = {code for jaar in self.verdeling.jaren for code in jaar.deelnemers}
        return tuple(code for code in self.gegevens.regio.alle_deelnemers if code in aanwezig)
