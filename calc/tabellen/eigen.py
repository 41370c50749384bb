"""Tables of one participant: they stand in its own workbook alone, so a plan as a whole has none of them.

Its code stands behind the name of each: `eigen_jaren:GM0882`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Tabel
from calc.model.uitdrukking import Tabelnaam
from calc.tabel import Soort

GEEN: Final = "–"
"""Does not apply or is not known: not the same as nothing."""


class Deelnemer:
    """What the tables of one participant ask of a plan."""

    def __init__(self, plan: Plan, code: str) -> None:
        self.plan, self.code, self.naam = plan, code, plan.regio.gemeente(code)
        self.soorten = [soort for soort in plan.kostensoorten if code in plan.ooit(soort)]
        self.geld = Soort.GELD, max(plan.decimalen(soort, *plan.jaren) for soort in plan.kostensoorten)

    def label(self, soort: str) -> str:
        return self.plan.regio.kostensoort(soort).label

    def betaalt(self, soort: str, jaar: int) -> bool:
        return self.code in self.plan.deelnemers(jaar, soort)

    def rekent(self, soort: str, jaar: int) -> bool:
        """Whether a year has shares: one that was decided before has amounts alone."""
        return not self.plan.uitkomst.verdeling.van(soort, jaar).vastgesteld

    def verdeling(self, soort: str, jaar: int) -> Tabelnaam:
        return self.plan.tabel("verdeling", soort, jaar)

    def voorgangers(self, soort: str, jaar: int) -> tuple[str, ...]:
        """Who merged into it since the base year."""
        return self.plan.voorgangers(soort, self.plan.basisjaar, jaar).get(self.code, ())


def eigen_soort(
    naam: str, maak: Callable[[Deelnemer, Tabelnaam], Tabel | None], volgorde: int, heet: str
) -> Tabelsoort:
    """A kind of table of one participant; `heet` names it in a workbook."""

    def van_deelnemer(plan: Plan, tabel: Tabelnaam) -> Tabel | None:
        code = tabel.naam.partition(":")[2]
        return maak(Deelnemer(plan, code), tabel) if code else None

    return Tabelsoort(naam, van_deelnemer, volgorde, zichtbaar=False, heet=heet)
