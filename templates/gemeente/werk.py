"""The workbook of one participant while it is being filled: the answer, and where its figures stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import waarden_van
from calc.tabellen.eigen import Deelnemer
from calc.tabellen.eigenjaren import JAREN
from calc.uitkomst import Uitkomst
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen

NUL: Final = Fraction(0)


@dataclass
class Gemeenteboek:
    """The workbook of one participant while it is being filled: the answer, and where its figures stand."""

    boek: Boek
    uitkomst: Uitkomst
    code: str
    versie: str
    invoer: Invoerplaatsen = field(default_factory=Invoerplaatsen)
    model: Modelbladen = field(init=False)

    @property
    def jaar(self) -> int:
        return self.uitkomst.gegevens.plan.jaar

    @property
    def jaren(self) -> tuple[int, ...]:
        return self.uitkomst.gegevens.plan.jaren

    @cached_property
    def wie(self) -> Deelnemer:
        """Of the costs that it does not share in any year of the plan nothing stands in its workbook."""
        return Deelnemer(waarden_van(self.uitkomst).model.plannen[""], self.code)

    @cached_property
    def rekensoorten(self) -> tuple[str, ...]:
        """The costs that it shares, and those on whose outcome they rest."""
        alle, gevonden = self.uitkomst.gegevens.regio.kostensoorten, set(self.wie.soorten)
        nieuw = set(gevonden)
        while nieuw:
            leunt_op = self.uitkomst.gegevens.regio.leunt_op
            nieuw = {ander for soort in nieuw for jaar in self.jaren for ander in leunt_op(soort, jaar)}
            nieuw -= gevonden
            gevonden |= nieuw
        return tuple(soort for soort in alle if soort in gevonden)

    def eigen(self, soort: Tabelsoort, kostensoort: str = "", jaar: int = 0) -> Tabelnaam:
        """A table of this participant."""
        return Tabelnaam(f"{soort.naam}:{self.code}", kostensoort, jaar)

    def bijdrage(self, rij: str, jaar: int) -> str:
        """The cell on Meerjarig with what it pays for a kostensoort, or in all."""
        return self.model.indeling[self.eigen(JAREN)].cel(rij, str(jaar))

    def bedrag(self, rij: str, jaar: int) -> Fraction | None:
        """What stands in it; nothing where it does not take part."""
        waarde = self.model.waarden[Celnaam(self.eigen(JAREN), rij, str(jaar))]
        return Fraction(waarde) if isinstance(waarde, int | Fraction) else None
