"""The most that costs may be, from the region file: what passes it asks for a look in every output."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import cast

from calc.afronding import NUL
from calc.model.plan import Plan
from calc.model.uitdrukking import Celnaam, Getal, Tabelnaam, Uitdrukking, cel, rond, som
from calc.model.waarden import Waarden
from calc.notatie import euro
from calc.peiljaren import GeenMaatstaf, OnvolledigeMaatstaf
from schemas.geldend import in_jaar
from schemas.regiozorg import Plafond


def hoogste(plan: Plan, plafond: Plafond, jaar: int, codes: Collection[str]) -> Uitdrukking:
    """In euros: as it stands in the region file, or a part of a maatstaf of who shares the costs together.

    Raises:
        GeenMaatstaf, OnvolledigeMaatstaf: there is no figure of the maatstaf that it is a percentage of.
    """
    if plafond.maatstaf is None or plafond.procent is None:
        return plan.uit_regio(plafond.euro or 0, plafond.bron)
    tabel = plan.tabel("maatstaven", jaar=plan.peiljaar(plafond.maatstaf, jaar, codes))
    deel = plan.uit_regio(plafond.procent, plafond.bron)
    return rond(som(cel(tabel, code, plafond.maatstaf) for code in codes) * deel / 100, 2)


def plafondzinnen(waarden: Waarden, kostensoort: str, *jaren: int) -> Iterator[str]:
    """What the budget or the forecast of these years has above the maximum; of all years where none is named."""
    plan, hier = waarden.model.plannen[""], Celnaam(Tabelnaam(""), "", "")
    soort = plan.regio.kostensoort(kostensoort)
    for jaar in jaren or plan.jaren:
        plafond = in_jaar(soort.plafond, jaar)
        if plafond is None:
            continue
        wie = [deelnemer.code for deelnemer in plan.regio.deelnemers(jaar, kostensoort)]
        try:
            meest = Fraction(cast(Getal, waarden.lees(hoogste(plan, plafond, jaar, wie), hier)))
        except (GeenMaatstaf, OnvolledigeMaatstaf) as fout:
            yield f"het plafond van {soort.label} {jaar} is niet te toetsen: {fout.reden}"
            continue
        for wat, bedrag in _bedragen(waarden, plan, kostensoort, jaar).items():
            if bedrag > meest:
                meer = f"{euro(bedrag - meest)} meer dan het plafond van {euro(meest)}"
                yield f"{wat} van {soort.label} {jaar}: {euro(bedrag)}, {meer} ({plafond.bron})"


def _bedragen(waarden: Waarden, plan: Plan, kostensoort: str, jaar: int) -> dict[str, Fraction]:
    """What it costs before what who left pays comes off, and of the plan's own year what it will come to."""
    posten = [p for p in plan.uitkomst.begrotingen[kostensoort].posten if not p.dekking and not p.van]
    uit = {"kosten": sum((post.bedragen.get(jaar, NUL) for post in posten), NUL)}
    naam = Tabelnaam("prognose", kostensoort, jaar)
    if waarden.model.zoek(naam) is not None:
        verwacht = (Fraction(waarden.getal(Celnaam(naam, post.naam, "prognose"))) for post in posten)
        uit["prognose"] = sum(verwacht, NUL)
    return uit
