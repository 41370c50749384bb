"""The workbook of one participant while it is being filled: the answer, and where its figures stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from calc.model.plan import Plan
from calc.model.uitdrukking import Tabelnaam
from calc.standen import Stand, kan_veranderen, woorden_van_jaar
from calc.uitkomst import Uitkomst
from calc.verdeling import Jaarverdeling
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.plan.rekenblad import Rekenplek, Rekenplekken
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
    plekken: Rekenplekken = field(default_factory=dict)
    model: Modelbladen = field(init=False)

    @property
    def jaar(self) -> int:
        return self.uitkomst.gegevens.plan.jaar

    @property
    def jaren(self) -> tuple[int, ...]:
        return self.uitkomst.gegevens.plan.jaren

    @property
    def basisjaar(self) -> int:
        return self.uitkomst.gegevens.plan.basisjaar

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

    def voorgangers(self, soort: str, toen: int, nu: int) -> tuple[str, ...]:
        """Who merged into this participant between two years."""
        return Plan(self.uitkomst).voorgangers(soort, toen, nu).get(self.code, ())

    @property
    def eigen_jaren(self) -> Tabelnaam:
        """The table of what it pays per kostensoort and year."""
        return Tabelnaam(f"eigen_jaren:{self.code}")

    def bijdrage(self, rij: str, jaar: int) -> str:
        """The cell on Meerjarig with what it pays for a kostensoort, or in all."""
        return self.model.indeling[self.eigen_jaren].cel(rij, str(jaar))

    def te_verdelen(self, soort: str, jaar: int) -> str:
        """The cell on Meerjarig with what the region splits."""
        return self.model.indeling[Tabelnaam(f"eigen_aandeel:{self.code}")].cel(f"te_verdelen {soort}", str(jaar))

    def betaald(self, soort: str, toen: int, nu: int) -> str:
        """The cells with what it paid then, with those who merged into it since; nothing where there was nobody."""
        eigen = [self.bijdrage(soort, toen)] if self.bedrag(soort, toen) is not None else []
        leden = self.voorgangers(soort, toen, nu)
        return "+".join((*eigen, *(self.plekken[soort, toen].cel(lid, "bedrag") for lid in leden)))

    def gerekend(self, soort: str, jaar: int) -> Rekenplek | None:
        """Where its own figures stand; None where it takes no part, or the year was decided before."""
        plek = self.plekken[soort, jaar]
        return plek if plek.rekent and self.code in plek.bron.deelnemers else None

    def bedrag(self, soort: str, jaar: int) -> Fraction | None:
        return self.verdeling(soort, jaar).bedragen.get(self.code)

    def totaal(self, jaar: int) -> Fraction:
        return sum((self.bedrag(soort, jaar) or NUL for soort in self.soorten), NUL)

    def status(self, soort: str, jaar: int) -> Stand:
        """What its contributions are, as the regional workbook says it; see calc.standen."""
        return woorden_van_jaar(self.uitkomst, soort, jaar)

    def los(self, soort: str, jaar: int) -> bool:
        """Whether that can still change."""
        return kan_veranderen(self.status(soort, jaar))
