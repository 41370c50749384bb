"""What is read of a split on paper: the figures of verdeling that say something, without the steps between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from calc.model.herkomst import AFGELEID
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import AFRONDING, TOTAAL, ZELFDE, Kolom, Rij, Tabel, Uitgesteld, Vorm
from calc.model.uitdrukking import GEHEEL, SOM, Tabelnaam, Uitdrukking, als, cel, gelijk, kol, rij
from calc.noten import noten_verdeling
from calc.standen import Stand, is_afgeleid, samengevat, woorden_van_deel, woorden_van_jaar
from calc.tabel import CENT, Rijsoort, Soort
from calc.tabellen import waarden_van
from calc.tabellen.deelnemers import CODE, GEMEENTE, TOTAALRIJ, VERSCHIL, deelnemerrijen, onderrij
from calc.tabellen.opbouw import ORGANISATIE, deelt_op, eenheid_van, te_verdelen, vorm_van_deel
from calc.tabellen.verdeling import GEVRAAGD, verdeling
from calc.verdeling import Deel
from schemas.geldend import in_jaar
from schemas.inhoud import klein

LET_OP: Final = "Let op"
BUDGETDEEL: Final = "pct_van_jeugdbudget"
BUDGETKOP: Final = "Bijdrage als deel van het jeugdbudget"


def verdeelblad(plan: Plan, naam: Tabelnaam) -> Tabel:
    """Values that say more than their share, the shares, the amounts; below them what was to be split."""
    return _Blad(plan, naam).tabel()


class _Blad:
    def __init__(self, plan: Plan, naam: Tabelnaam) -> None:
        self._plan, self._naam = plan, naam
        self._bron = plan.uitkomst.verdeling.van(naam.kostensoort, naam.jaar)
        self._verdeling = naam._replace(naam="verdeling")
        self._decimalen = plan.decimalen(naam.kostensoort, naam.jaar)
        gegevens, bron = plan.uitkomst.gegevens, self._bron
        self._stand = {
            deel.naam: woorden_van_deel(gegevens, bron, deel)
            or ((AFGELEID,) if is_afgeleid(gegevens, bron, deel) else ())
            for deel in bron.delen
            if deel.maatstaf
        }

    def tabel(self) -> Tabel:
        plan, bron = self._plan, self._bron
        kolommen = [*self._waarden(), *self._aandelen(), *self._bedragen()]
        kolommen += self._van_budget({kolom.naam for kolom in kolommen})
        rijen = deelnemerrijen({code: plan.regio.gemeente(code) for code in bron.deelnemers})
        titel = plan.regio.kostensoort(bron.kostensoort).label
        return Tabel(
            self._naam, titel, (CODE, GEMEENTE, *kolommen), rijen, tuple(self._onder()), noemt=("gemeente",),
            noten=Uitgesteld(lambda: noten_verdeling(waarden_van(plan.uitkomst), bron)), boven=LET_OP,
        )  # fmt: skip

    def _kolom(self, naam: str, titel: str, vorm: Vorm, stand: Stand, totaal: Uitdrukking = SOM) -> Kolom:
        return Kolom(naam, titel, *vorm, cel(self._verdeling, None, naam), totaal, stand=stand)

    def _waarden(self) -> Iterator[Kolom]:
        regio, bron = self._plan.regio, self._bron
        groepen = {deel.van for deel in bron.delen}
        for deel in (deel for deel in bron.delen if deel.naam not in groepen and self._zegt_iets(deel)):
            label = regio.label_deel(deel.maatstaf) if bron.sleutel and deel.peiljaar else deel.label
            titel = f"{label} {deel.peiljaar}" if deel.peiljaar else label
            vorm = vorm_van_deel(regio, bron, deel)
            yield self._kolom(f"waarde_{deel.naam}", titel, vorm, self._stand.get(deel.naam, ()))

    def _zegt_iets(self, deel: Deel) -> bool:
        """Whether its value says more than its share: everyone counts for 1, and a percentage is the share itself,
        shown in the next columns."""
        return not deel.rato and not (deel.deelt and eenheid_van(self._plan.regio, deel) == "procent")

    def _aandelen(self) -> Iterator[Kolom]:
        """A key of one part has no parts to show."""
        if len(self._bron.delen) > 1:
            for deel in (deel for deel in self._bron.delen if deel.deelt):
                stand = self._stand.get(deel.naam, ())
                yield self._kolom(f"aandeel_{deel.naam}", f"Aandeel {klein(deel.label)}", (Soort.AANDEEL, 2), stand)
        if self._bron.delen:
            # Of contributions above and below zero a share can be many times the whole.
            geheel = GEHEEL if deelt_op(self._bron) else SOM
            afgeleid = (AFGELEID,)
            stand = samengevat(stand for stand in self._stand.values() if stand and stand != afgeleid)
            stand = stand or (afgeleid if afgeleid in self._stand.values() else ())
            yield self._kolom("aandeel", "Aandeel in totaal", (Soort.AANDEEL, 2), stand, geheel)

    def _bedragen(self) -> Iterator[Kolom]:
        bron, geld = self._bron, (Soort.GELD, self._decimalen)
        for deel in bron.delen if len(bron.delen) > 1 else ():
            stand = self._stand.get(deel.naam, ())
            yield self._kolom(f"bedrag_{deel.naam}", f"Bedrag {klein(deel.label)}", geld, stand)
        status = woorden_van_jaar(self._plan.uitkomst, bron.kostensoort, bron.jaar)
        yield self._kolom("bedrag", f"Bijdrage {bron.jaar}", geld, status)

    def _van_budget(self, kolommen: set[str]) -> Iterator[Kolom]:
        """As part of the maatstaf that stands for a municipality's own youth budget, when this very key shows it."""
        gekozen = in_jaar(self._plan.regio.bestand.budgetmaatstaf, self._bron.jaar)
        budget = f"waarde_{gekozen.waarde}" if gekozen else ""
        if budget in kolommen:
            deel = als(gelijk(kol(budget), 0), 0, kol("bedrag") / kol(budget))
            yield Kolom(BUDGETDEEL, BUDGETKOP, Soort.AANDEEL, 2, deel, ZELFDE)

    def _onder(self) -> Iterator[Rij]:
        """The line Afronding, the total, what was to be split, and what rounding left between them."""
        plan, bron, van = self._plan, self._bron, self._verdeling
        daar = {r.sleutel: r for r in verdeling(plan, van).onder}
        bedragen = {kolom.naam for kolom in self._bedragen()}

        def van_daar(sleutel: str) -> dict[str, Uitdrukking]:
            """What verdeling has in that row under the amounts."""
            return {k: cel(van, sleutel, k) for k in daar[sleutel].cellen if k in bedragen} if sleutel in daar else {}

        if AFRONDING in daar:
            yield onderrij(AFRONDING, Rijsoort.AFRONDING, van_daar(AFRONDING))
        yield TOTAALRIJ
        gevraagd = {**van_daar(GEVRAAGD), "bedrag": te_verdelen(plan, bron.kostensoort, bron.jaar)}
        verschil: dict[str, Uitdrukking] = {naam: rij(TOTAAL) - rij(GEVRAAGD) for naam in gevraagd}
        if last := van_daar(ORGANISATIE):
            naam = f"Ten laste van {plan.regio.organisatie.naam}"
            yield onderrij(ORGANISATIE, Rijsoort.EXTRA, last, titel=naam, stap=True)
            verschil["bedrag"] = rij(TOTAAL) + rij(ORGANISATIE) - rij(GEVRAAGD)
        # What there was to split can have cents where the rows have none.
        met_centen = any(bedrag.denominator > 1 for bedrag in (bron.te_verdelen, *bron.potten.values()))
        vorm = CENT if met_centen else None
        for naam, cellen in ((GEVRAAGD, gevraagd), (VERSCHIL, verschil)):
            yield replace(onderrij(naam, Rijsoort.EXTRA, cellen, stap=True), vorm=vorm)


VERDEELBLAD: Final = Tabelsoort(
    "verdeelblad", verdeelblad, 41, per_kostensoort=True, per_jaar=True, zichtbaar=False, heet="verdeling"
)
