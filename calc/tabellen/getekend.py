"""What the charts over the years draw: all contributions per kostensoort, and what an investment costs or saves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel
from calc.model.uitdrukking import Tabelnaam, cel, som
from calc.scenario import BESPARING, VERSCHIL
from calc.tabel import CENT, EURO, Rijsoort

OVERIGE: Final = "Overige"


def jaren(plan: Plan, naam: Tabelnaam) -> Tabel:
    """What all pay together."""
    kolommen = (Kolom("kostensoort"), *(Kolom(str(jaar), "", *CENT) for jaar in plan.jaren))
    rijen = []
    for soort in plan.kostensoorten:
        bedragen = {str(jaar): cel(plan.tabel("meerjarig", soort), TOTAAL, str(jaar)) for jaar in plan.jaren}
        rijen.append(Rij(soort, {"kostensoort": plan.regio.kostensoort(soort).label, **bedragen}))
    samen = Rij(TOTAAL, {"kostensoort": TOTAAL}, soort=Rijsoort.TOTAAL)
    return Tabel(naam, plan.regio.zeg("Alle gemeenten samen, per jaar"), kolommen, tuple(rijen), (samen,))


def scenario(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The differences of table scenario with the opposite sign: it counts what is left, a chart what it costs."""
    bron = plan.uitkomst.scenario
    if bron is None:
        return None
    kolommen = (Kolom("regel"), *(Kolom(str(jaar), "", *EURO) for jaar in bron.jaren))
    rijen = []
    for regel in (*bron.regels_van("kosten"), BESPARING):
        per_jaar = {k.naam: cel(plan.tabel("scenario"), f"{VERSCHIL}: {regel}", k.naam) for k in kolommen[1:]}
        meer = per_jaar if regel == BESPARING else {jaar: -verschil for jaar, verschil in per_jaar.items()}
        rijen.append(Rij(regel, {"regel": regel, **meer}))
    titel = "Scenario: wat de investering meer kost (plus) of minder kost (min)"
    return Tabel(naam, titel, kolommen, tuple(rijen))


def overige(tabel: Tabel, rijen: Sequence[str]) -> Tabel:
    """Rows of a table that a chart draws as one: the others are more than it can tell apart."""
    noemt, *cijfers = tabel.kolommen
    samen = [
        Kolom(k.naam, k.titel, k.soort, k.decimalen, som(cel(tabel.naam, rij, k.naam) for rij in rijen))
        for k in cijfers
    ]
    naam = tabel.naam._replace(naam=f"overige:{tabel.naam.naam}")
    return Tabel(naam, OVERIGE, (noemt, *samen), (Rij(OVERIGE, {noemt.naam: OVERIGE}),))


JAREN: Final = Tabelsoort("getekend_jaren", jaren, 70, zichtbaar=False)
SCENARIO: Final = Tabelsoort("getekend_scenario", scenario, 70, zichtbaar=False)
