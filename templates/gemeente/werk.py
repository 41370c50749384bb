"""The workbook of one participant while it is being filled: the answer, and where its figures stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.uitdrukking import Tabelnaam
from calc.standen import Stand, woorden_van_jaar
from calc.tabellen.eigenjaren import JAREN
from calc.uitkomst import Uitkomst
from calc.verdeling import Jaarverdeling
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen

NUL: Final = Fraction(0)
GEEN: Final = "–"


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

    @property
    def gemeente(self) -> str:
        return self.uitkomst.gegevens.regio.gemeente(self.code)

    @cached_property
    def soorten(self) -> tuple[str, ...]:
        """The costs that it shares in any year of the plan: of the others nothing stands in its workbook."""
        alle = self.uitkomst.gegevens.regio.kostensoorten
        return tuple(soort for soort in alle if any(self.bedrag(soort, jaar) is not None for jaar in self.jaren))

    @cached_property
    def rekensoorten(self) -> tuple[str, ...]:
        """Those, and the costs on whose outcome they rest."""
        alle, gevonden = self.uitkomst.gegevens.regio.kostensoorten, set(self.soorten)
        nieuw = set(gevonden)
        while nieuw:
            leunt_op = self.uitkomst.gegevens.regio.leunt_op
            nieuw = {ander for soort in nieuw for jaar in self.jaren for ander in leunt_op(soort, jaar)}
            nieuw -= gevonden
            gevonden |= nieuw
        return tuple(soort for soort in alle if soort in gevonden)

    @property
    def geld(self) -> str:
        """One notation for the whole book: cents as soon as one kostensoort has them."""
        eenheden = {jaar.eenheid for jaar in self.uitkomst.verdeling.jaren}
        return "cent" if "cent" in eenheden else "euro"

    @property
    def decimalen(self) -> int:
        return 2 if self.geld == "cent" else 0

    def label(self, soort: str) -> str:
        return self.uitkomst.gegevens.regio.kostensoort(soort).label

    def verdeling(self, soort: str, jaar: int) -> Jaarverdeling:
        return self.uitkomst.verdeling.van(soort, jaar)

    def eigen(self, soort: Tabelsoort, kostensoort: str = "", jaar: int = 0) -> Tabelnaam:
        """A table of this participant."""
        return Tabelnaam(f"{soort.naam}:{self.code}", kostensoort, jaar)

    def bijdrage(self, rij: str, jaar: int) -> str:
        """The cell on Meerjarig with what it pays for a kostensoort, or in all."""
        return self.model.indeling[self.eigen(JAREN)].cel(rij, str(jaar))

    def bedrag(self, soort: str, jaar: int) -> Fraction | None:
        return self.verdeling(soort, jaar).bedragen.get(self.code)

    def totaal(self, jaar: int) -> Fraction:
        return sum((self.bedrag(soort, jaar) or NUL for soort in self.soorten), NUL)

    def status(self, soort: str, jaar: int) -> Stand:
        """What its contributions are, as the regional workbook says it; see calc.standen."""
        return woorden_van_jaar(self.uitkomst, soort, jaar)
