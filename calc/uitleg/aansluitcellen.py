"""Cells of aansluiting: where a published figure stands, how the calculated one came about, and the difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from calc.model.tabel import TOTAAL
from calc.tabel import Soort
from calc.tabellen.aansluiting import Aansluitpunt, Bestanddeel, aansluiting
from calc.tabellen.aansluiting.duiding import NAAM, is_totaal
from calc.tabellen.aansluiting.plantabellen import naam_van_besparing
from calc.tabellen.aansluiting.weergave import ANDER_TEKEN
from calc.uitleg.aansluitposten import leg_formatie_uit, leg_jeugdbudget_uit, leg_uren_uit, leg_zorgdeel_uit
from calc.uitleg.cel import Beeldcel, zoek_cellen
from calc.uitlegvorm import NUL, Stap, Uitleg, breuk, plaats, precies, punt, sommeer, tussen_haakjes
from schemas.fouten import VerkeerdGebruik
from schemas.gegevens import Gedrukt

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst

Deel = tuple[str, tuple[Stap, ...]]
"""The last sum (or place) and the steps to it."""
EIGEN_TABELLEN: Final = ("verdeling", "meerjarig", "toename", "mutaties", "begroting", "scenario", "investering")


@dataclass(frozen=True)
class Bevindingcel:
    """A cell of aansluiting with its finding, and how a cell of another table is explained."""

    cel: Beeldcel
    bevinding: Aansluitpunt
    leg_uit: Callable[[Beeldcel], Uitleg]

    @property
    def uitkomst(self) -> Uitkomst:
        return self.cel.uitkomst

    @property
    def vorm(self) -> tuple[Soort, int]:
        return self.bevinding.soort, self.bevinding.decimalen

    def getal(self, waarde: Fraction) -> str:
        return precies(waarde, *self.vorm)


def leg_aansluiting_uit(cel: Beeldcel, leg_uit: Callable[[Beeldcel], Uitleg]) -> Uitleg:
    """Args: leg_uit: the explanation of a cell of another table (given along, for it leads back to here)."""
    bevinding = aansluiting(cel.uitkomst)[cel.nummer]
    plek = Bevindingcel(cel, bevinding, leg_uit)
    oordeel = Stap("Het oordeel", (f"{str(bevinding.oordeel).capitalize()}. {punt(bevinding.reden)}",))
    if cel.kolom.naam == "gepubliceerd":
        kern, stappen = _gepubliceerd(plek)
        return cel.uitleg(kern, (*stappen, oordeel))
    if cel.kolom.naam == "berekend":
        kern, stappen = _berekend(plek)
        return cel.uitleg(kern, (*stappen, oordeel))
    return _verschil(plek, oordeel)


def _verschil(plek: Bevindingcel, oordeel: Stap) -> Uitleg:
    gepubliceerd, berekend = plek.bevinding.gepubliceerd, plek.bevinding.berekend
    if not isinstance(gepubliceerd, Fraction) or not isinstance(berekend, Fraction):
        return plek.cel.uitleg("Deze cel is leeg: een van de twee is geen getal.", (oordeel,))
    kern = f"{sommeer([berekend, -gepubliceerd], *plek.vorm)} = {plek.getal(berekend - gepubliceerd)}."
    zinnen = (_gepubliceerd(plek)[0], f"Berekend: {_berekend(plek)[0]}")
    stap = Stap("Het verschil", (*zinnen, f"Verschil is berekend min gepubliceerd: {kern}"))
    return plek.cel.uitleg(kern, (stap, oordeel))


def _gepubliceerd(plek: Bevindingcel) -> Deel:
    gedrukt, bevinding = plek.bevinding.gedrukt, plek.bevinding
    if gedrukt is not None:
        bron = "; ".join(deel for deel in (gedrukt.bron, gedrukt.plaats) if deel)
        cijfer = bevinding.in_woorden(bevinding.gepubliceerd)
        kern = f"Gepubliceerd: {cijfer}{tussen_haakjes(plaats(gedrukt.cel), f'bron: {bron}' if bron else '')}."
        return kern, (Stap("Het gepubliceerde cijfer", (kern,)),)
    if isinstance(bevinding.gepubliceerd, Fraction) and not bevinding.sleutelrij:
        kern = f"De aandelen van alle deelnemers moeten samen {plek.getal(bevinding.gepubliceerd)} kunnen zijn."
        return kern, (Stap("Wat moet kunnen", (kern,)),)
    return punt(bevinding.reden), ()


def _berekend(plek: Bevindingcel) -> Deel:
    bevinding = plek.bevinding
    if bevinding.bestanddelen:
        return _som(plek, bevinding.bestanddelen)
    if bevinding.gedrukt is None:
        return punt(bevinding.reden), ()
    if bevinding.berekend is None:
        return punt(bevinding.reden), ()
    gedrukt = bevinding.gedrukt
    if gedrukt.kolom == NAAM:
        kern = f"In dit plan heet deze gemeente {bevinding.in_woorden(bevinding.berekend)}."
        return kern, (Stap("De naam", (kern,)),)
    return _uit_het_plan(plek, gedrukt)


def _uit_het_plan(plek: Bevindingcel, gedrukt: Gedrukt) -> Deel:
    """The plan's own figure at the place of a published one."""
    if gedrukt.kolom.startswith("pct_van_"):
        return leg_jeugdbudget_uit(plek.uitkomst, gedrukt)
    if gedrukt.tabel == "capaciteit" or gedrukt.kolom.startswith("uren: "):
        return leg_uren_uit(plek.uitkomst, gedrukt)
    if gedrukt.tabel == "formatie":
        return leg_formatie_uit(plek.uitkomst, gedrukt)
    if gedrukt.kolom == "investering_van_zorg":
        return leg_zorgdeel_uit(plek.uitkomst)
    tabel, rij, kolom = _eigen_plaats(plek, gedrukt)
    return _eigen(plek, tabel, rij, kolom)


def _eigen_plaats(plek: Bevindingcel, gedrukt: Gedrukt) -> tuple[str, str, str]:
    """Table, row and column of the plan's own figure."""
    scenario = plek.uitkomst.scenario
    if gedrukt.tabel in EIGEN_TABELLEN:
        rij = TOTAAL if is_totaal(gedrukt.rij) else gedrukt.rij
        if gedrukt.tabel == "investering" and scenario is not None:
            rij = naam_van_besparing(scenario, rij) or rij
        return gedrukt.tabel, rij, gedrukt.kolom
    if gedrukt.kolom == "te_verdelen":
        jaar = gedrukt.jaar if gedrukt.jaar is not None else plek.uitkomst.gegevens.plan.jaar
        return "begroting", TOTAAL, str(jaar)
    vanaf = scenario.besparing_vanaf if scenario is not None else None
    besparing = f"besparing_vanaf_{vanaf}"
    return {
        "investering": ("investering", TOTAAL, "extra_investering"),
        "besparing": ("investering", "Besparing", besparing),
        "variant": ("investering", gedrukt.rij, besparing),
        "terugverdientijd": ("investering", "Terugverdientijd (jaren)", besparing),
    }[gedrukt.kolom]


def _eigen(plek: Bevindingcel, tabel: str, rij: str, kolom: str) -> Deel:
    """The explanation of a cell of the plan's own tables, with the sign that the text gives it."""
    bevinding = plek.bevinding
    waarde = bevinding.berekend if bevinding.gedrukt is not None else bevinding.gepubliceerd
    try:
        alle = zoek_cellen(plek.uitkomst, tabel, rij, kolom, bevinding.kostensoort or None, bevinding.jaar)
    except VerkeerdGebruik:
        return _geen_cel(plek, waarde)
    if len(alle) > 1:
        return _samen(plek, alle)
    gevonden = alle[0]
    if gevonden.waarde is None:
        kern = f"Op deze plaats heeft het plan geen bedrag; dat telt als {bevinding.in_woorden(waarde)}."
        return kern, (Stap("Het berekende cijfer", (kern,)),)
    uitleg = plek.leg_uit(gevonden)
    getoond = gevonden.waarde
    if isinstance(waarde, Fraction) and isinstance(getoond, int | Fraction) and waarde and getoond == -waarde:
        kern = f"-1 × {plek.getal(Fraction(getoond))} = {plek.getal(waarde)}."
        hoe = "Met het gedrukte teken" if tabel == ANDER_TEKEN else "Zonder de min van de tabel"
        omgekeerd = Stap(hoe, (kern,))
        return kern, (*uitleg.stappen, omgekeerd)
    return uitleg.kern, uitleg.stappen


def _samen(plek: Bevindingcel, cellen: tuple[Beeldcel, ...]) -> Deel:
    """Rows of one name, as a post that is paid in two ways."""
    gevuld = [(cel, waarde) for cel in cellen if (waarde := breuk(cel.waarde)) is not None]
    samen = sum((waarde for _, waarde in gevuld), NUL)
    kern = f"{sommeer([waarde for _, waarde in gevuld] or [NUL], *plek.vorm)} = {plek.getal(samen)}."
    stappen = [stap for cel, _ in gevuld for stap in plek.leg_uit(cel).stappen]
    return kern, (*stappen, Stap("De rijen met deze naam samen", (kern,)))


def _geen_cel(plek: Bevindingcel, waarde: object) -> Deel:
    """A place that our tables do not have: a row or column that was published and is not in the plan."""
    cijfer = plek.getal(waarde) if isinstance(waarde, Fraction) else str(waarde)
    kern = f"Het plan komt op deze plaats op {cijfer}. {punt(plek.bevinding.reden)}"
    return kern, (Stap("Het berekende cijfer", (kern,)),)


def _som(plek: Bevindingcel, delen: tuple[Bestanddeel, ...]) -> Deel:
    """A sum of other published figures, or one of them."""
    assert isinstance(plek.bevinding.berekend, Fraction)
    if any(abs(deel.factor) != 1 for deel in delen):
        return _aandelensom(plek, delen)
    invoer = tuple(f"{deel.naam}: {plek.getal(deel.waarde)}{tussen_haakjes(plaats(deel.cel))}." for deel in delen)
    if len(delen) == 1:
        kern = (
            invoer[0]
            if delen[0].factor == 1
            else f"-1 × {plek.getal(delen[0].waarde)} = {plek.getal(-delen[0].waarde)}."
        )
    else:
        termen = sommeer([deel.waarde * deel.factor for deel in delen], *plek.vorm)
        kern = f"{termen} = {plek.getal(plek.bevinding.berekend)}."
    hoe = "Dit cijfer komt uit andere gepubliceerde cijfers."
    return kern, (Stap("Waar het mee wordt vergeleken", (hoe, kern), invoer),)


def _aandelensom(plek: Bevindingcel, delen: tuple[Bestanddeel, ...]) -> Deel:
    """Shares: an amount at the end of its rounding interval, divided by the total of its year."""
    assert isinstance(plek.bevinding.berekend, Fraction)
    termen = " + ".join(f"{_euro(deel.waarde)} / {_euro(1 / deel.factor)}" for deel in delen)
    kern = f"{termen} = {plek.getal(plek.bevinding.berekend)}."
    zinnen = (
        "Elk gepubliceerd bedrag kan voor het afronden ten hoogste een halve eenheid lager of hoger zijn geweest.",
        "Per gemeente telt het jaar dat de scherpste grens geeft: die grens, gedeeld door het totaal van dat jaar.",
        kern,
    )
    invoer = tuple(f"{deel.naam}: grens {_euro(deel.waarde)}{tussen_haakjes(plaats(deel.cel))}." for deel in delen)
    return kern, (Stap("Waar het mee wordt vergeleken", zinnen, invoer),)


def _euro(waarde: Fraction) -> str:
    return precies(waarde, Soort.GELD, 0)
