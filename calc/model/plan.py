"""What a declaration asks of a plan: its years, its participants, the rule and the unit in force, and other tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from calc.afronding import DECIMALEN, EENHEDEN
from calc.antwoord import Uitkomst
from calc.model.uitdrukking import Gegeven, Getal, Tabelnaam, exact
from calc.peiljaren import Peiljaren
from schemas.geldend import Regio
from schemas.gevraagd import Gevraagd
from schemas.standen import OUDE_CIJFERS


@dataclass(frozen=True, eq=False)
class Plan:
    """One outcome under a name of its own; `andere` are the plans beside it, where a table is over more than one."""

    uitkomst: Uitkomst
    naam: str = ""
    andere: Mapping[str, Plan] = field(default_factory=dict)

    @property
    def regio(self) -> Regio:
        return self.uitkomst.gegevens.regio

    @property
    def kostensoorten(self) -> tuple[str, ...]:
        return self.regio.kostensoorten

    @property
    def jaren(self) -> tuple[int, ...]:
        return self.uitkomst.gegevens.plan.jaren

    @property
    def jaar(self) -> int:
        return self.uitkomst.gegevens.plan.jaar

    @property
    def basisjaar(self) -> int:
        return self.uitkomst.gegevens.plan.basisjaar

    @cached_property
    def peiljaren(self) -> Peiljaren:
        return Peiljaren(self.uitkomst.gegevens)

    def peiljaar(self, maatstaf: str, jaar: int, codes: Iterable[str]) -> int:
        """The peiljaar of a maatstaf that a year takes; all of these have a figure of it.

        Raises:
            GeenMaatstaf, OnvolledigeMaatstaf: it is not there, or not of everyone.
        """
        vraag = Gevraagd(maatstaf, None, self.regio.achterstand(maatstaf, jaar))
        return self.peiljaren.van(vraag, jaar, codes)

    def uit_regio(self, waarde: Fraction | Decimal | int | None, bron: str) -> Gegeven:
        """A dated setting of the region file as a figure."""
        getal = None if waarde is None else exact(waarde)
        return Gegeven(getal, f"regiobestand {self.regio.naam}", bron)

    def oude_cijfers(self, kostensoort: str, jaar: int) -> Mapping[tuple[Tabelnaam, str], str]:
        """Where the figures stand that are old for this cost and year, with the word that says so."""
        oud = self.uitkomst.verdeling.van(kostensoort, jaar).oude_cijfers
        return {(self.tabel("maatstaven", jaar=peiljaar), maatstaf): OUDE_CIJFERS for maatstaf, peiljaar in oud}

    def tabel(self, naam: str, kostensoort: str = "", jaar: int = 0) -> Tabelnaam:
        return Tabelnaam(naam, kostensoort, jaar, self.naam)

    def deelnemers(self, jaar: int, kostensoort: str) -> tuple[str, ...]:
        """The codes of who takes part; of a year decided before those for whom something was decided."""
        return self.uitkomst.verdeling.van(kostensoort, jaar).deelnemers

    def ooit(self, kostensoort: str) -> tuple[str, ...]:
        """Who shares this cost in any year, in the order of the region file."""
        aanwezig = {code for jaar in self.jaren for code in self.deelnemers(jaar, kostensoort)}
        return tuple(code for code in self.gemeenten if code in aanwezig)

    def voorgangers(self, kostensoort: str, toen: int, nu: int) -> Mapping[str, tuple[str, ...]]:
        """Per participant of now who of then merged into it: what those paid is compared with what it pays."""
        waren = self.deelnemers(toen, kostensoort)
        opvolgers = self.regio.opvolgers(waren, self.deelnemers(nu, kostensoort))
        return {
            code: tuple(lid for lid in waren if opvolgers.get(lid) == code)
            for code in dict.fromkeys(opvolgers.values())
        }

    @cached_property
    def gemeenten(self) -> tuple[str, ...]:
        """Everyone who takes part in any year, in the order of the region file."""
        return self.uitkomst.gemeenten

    def met_afronding(self, kostensoorten: Iterable[str], jaren: Iterable[int]) -> bool:
        """Whether any of these has a line Afronding: its rule asks for one, and there is a share, or what the others
        carry of a limit, to leave something on it; of prices alone there is none.
        """
        soorten = list(kostensoorten)
        bronnen = [self.uitkomst.verdeling.van(soort, jaar) for jaar in jaren for soort in soorten]
        gesloten = [bron for bron in bronnen if bron.sluitregel == "afrondingsregel"]
        return any(any(deel.deelt for deel in b.delen) or self._gedragen(b.kostensoort, b.jaar) for b in gesloten)

    def _gedragen(self, kostensoort: str, jaar: int) -> bool:
        """Whether the others carry what a limit takes or gives."""
        grenzen = self.regio.grenzen(kostensoort, jaar)
        return grenzen is not None and grenzen.verschil == "anderen"

    def afronden(self, kostensoort: str, *jaren: int) -> int:
        """Decimals of the unit in force, below 0 of tens and more; of more years those of the finest."""
        return max(DECIMALEN[self.regio.eenheid(kostensoort, jaar)] for jaar in jaren)

    def decimalen(self, kostensoort: str, *jaren: int) -> int:
        """Those in which its amounts are shown."""
        return max(0, self.afronden(kostensoort, *jaren))

    def bij_gelijk_lijst(self, kostensoort: str, jaar: int) -> bool:
        """Whether of equal remainders the first in the list goes first, and not the largest weight."""
        return self.regio.bij_gelijk(kostensoort, jaar) == "lijst"

    def speling(self, kostensoort: str, jaar: int) -> Getal:
        """What rounding may leave in a sum of rows: half a unit each where nothing takes the difference.

        Where others carry what a limit takes, those contributions are rounded once more.
        """
        return self.speling_een_keer(kostensoort, jaar) + self.speling_van_dragers(kostensoort, jaar)

    def speling_een_keer(self, kostensoort: str, jaar: int) -> Getal:
        """The same of rows that are rounded once; of a year decided before, as often as they were then."""
        bron = self.uitkomst.verdeling.van(kostensoort, jaar)
        return self._helften(kostensoort, jaar, len(bron.deelnemers) * bron.keren)

    def speling_van_dragers(self, kostensoort: str, jaar: int) -> Getal:
        """The same from the contributions before the limits to those within: of who carries alone."""
        return self._helften(kostensoort, jaar, self.uitkomst.verdeling.van(kostensoort, jaar).dragers)

    def _helften(self, kostensoort: str, jaar: int, aantal: int) -> Getal:
        bron = self.uitkomst.verdeling.van(kostensoort, jaar)
        los = bron.vastgesteld or bron.sluitregel == "open"
        return exact(EENHEDEN[bron.eenheid] / 2 * aantal) if los else 0
