"""Costs of care against their maximum, from the figures of the input: what passes it asks for a look everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from calc.verdeling import GeenMaatstaf, OnvolledigeMaatstaf
from schemas.gegevens import Gegevens
from schemas.gevraagd import Gevraagd
from schemas.regiozorg import Plafond


@dataclass(frozen=True)
class Zorggroep:
    """A segment, or a group of providers: what it will cost and what it may cost at most, in euros."""

    soort: str
    naam: str
    label: str
    prognose: Fraction
    plafond: Fraction | None

    @property
    def boven(self) -> bool:
        return self.plafond is not None and self.prognose > self.plafond


def zorggroepen(gegevens: Gegevens) -> Iterator[Zorggroep]:
    """Every segment and group of providers of the plan's year; nothing where the input has no costs of care."""
    zorg = gegevens.regio.zorg(gegevens.plan.jaar)
    if zorg is None or not gegevens.zorg:
        return
    for soort, groepen in (("segment", dict(zorg.segmenten)), ("aanbieder", dict(zorg.aanbieders))):
        for naam, groep in groepen.items():
            prognose = sum((Fraction(r.prognose) for r in gegevens.zorg if getattr(r, soort) == naam), Fraction(0))
            plafond = None if groep.plafond is None else plafond_van(gegevens, groep.plafond)
            yield Zorggroep(soort, naam, groep.label, prognose, plafond)


def plafond_van(gegevens: Gegevens, plafond: Plafond, jaar: int | None = None) -> Fraction:
    """In euros; of the plan's year where no other is named.

    Raises:
        GeenMaatstaf: there is no figure of the maatstaf that it is a percentage of.
    """
    if plafond.maatstaf is None or plafond.procent is None:
        return Fraction(plafond.euro or 0)
    peiljaar = peiljaar_van(gegevens, plafond.maatstaf, jaar)
    waarden = [w.waarde for w in gegevens.maatstaven if (w.maatstaf, w.peiljaar) == (plafond.maatstaf, peiljaar)]
    return sum(map(Fraction, waarden), Fraction(0)) * Fraction(plafond.procent) / 100


def peiljaar_van(gegevens: Gegevens, maatstaf: str, van: int | None = None) -> int:
    """The peiljaar of a maatstaf that a year takes: the plan's, where no other is named.

    Raises:
        GeenMaatstaf, OnvolledigeMaatstaf: it is not there, or not of everyone who takes part.
    """
    regio, jaar = gegevens.regio, gegevens.plan.jaar if van is None else van
    vraag = Gevraagd(maatstaf, None, regio.achterstand(maatstaf, jaar))
    peiljaar = vraag.peiljaar_uit({w.peiljaar for w in gegevens.maatstaven if w.maatstaf == maatstaf}, jaar)
    if peiljaar is None:
        raise GeenMaatstaf(maatstaf, jaar, vraag.gewenst(jaar), vast=False)
    bekend = {w.gemeentecode for w in gegevens.maatstaven if (w.maatstaf, w.peiljaar) == (maatstaf, peiljaar)}
    for deelnemer in regio.deelnemers(jaar):
        if deelnemer.code not in bekend:
            raise OnvolledigeMaatstaf(maatstaf, peiljaar, deelnemer.naam)
    return peiljaar
