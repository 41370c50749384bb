"""What the charts draw: participants by the size of what they pay, and over the years all contributions per kostensoort
and what an investment costs or saves.

A chart sorts its participants, a table never does: so a chart draws from a table in which they stand sorted too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel
from calc.model.uitdrukking import Beurt, Celnaam, Tabelnaam, cel, gevonden, kol, rond, som, term
from calc.scenario import BESPARING, VERSCHIL
from calc.tabel import CENT, EURO, Rijsoort, Soort
from calc.tabellen import waarden_van
from calc.tabellen.deelnemers import CODE
from calc.tabellen.samenvatting import vorig_jaar

OVERIGE: Final = "Overige"
GEMEENTE: Final = "gemeente"
FIJN: Final = 6
"""Decimals of a share that are drawn and compared, far below what can be seen."""
VOLGORDE: Final = "gesorteerd_"
"""Before the name of a column its figures in order."""


def bijdragen(plan: Plan, naam: Tabelnaam) -> Tabel:
    """Beside those of last year, where it is in the plan."""
    vorig = vorig_jaar(plan, plan.jaar)
    jaren = (("vorig_jaar", vorig), ("totaal", plan.jaar)) if vorig is not None else (("totaal", plan.jaar),)
    return _gesorteerd(plan, naam, "Op bijdrage", [_bedrag(plan, kolom, str(jaar)) for kolom, jaar in jaren])


def verschil(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    if vorig_jaar(plan, plan.jaar) is None:
        return None
    return _gesorteerd(plan, naam, "Op verschil in euro's", [_bedrag(plan, "verschil", "Verschil")])


def verschil_pct(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Of who paid last year too."""
    if vorig_jaar(plan, plan.jaar) is None:
        return None
    deel = rond(som([cel(_bron(plan), None, "verschil_pct")]), FIJN)
    kolommen = [Kolom("verschil_pct", "Verschil in %", Soort.AANDEEL, 1, deel)]
    tabel = _gesorteerd(plan, naam, "Op verschil in procenten", kolommen)
    return tabel if tabel.rijen else None


def _bron(plan: Plan) -> Tabelnaam:
    return plan.tabel("samenvatting", jaar=plan.jaar)


def _bedrag(plan: Plan, kolom: str, titel: str) -> Kolom:
    # A sum takes nothing for 0: who is new paid nothing before.
    return Kolom(kolom, titel, *CENT, rond(som([cel(_bron(plan), None, kolom)]), CENT[1]))


def _gesorteerd(plan: Plan, naam: Tabelnaam, titel: str, cijfers: Sequence[Kolom]) -> Tabel:
    """Who pays this year, as table samenvatting has them, and behind that in the order of the last figure: the largest
    first, equal ones as in the list."""
    waarden, bron, maat = waarden_van(plan.uitkomst), _bron(plan), cijfers[-1].naam
    wie = [
        code for code in waarden.model.tabel(bron).sleutels
        if all(isinstance(waarden[Celnaam(bron, code, kolom)], int | Fraction) for kolom in ("totaal", maat))
    ]  # fmt: skip
    gemeente = Kolom(GEMEENTE, plan.regio.zeg("Gemeente"))
    op_volgorde = [
        replace(k, naam=f"{VOLGORDE}{k.naam}", formule=gevonden(k.naam, "plek", kol("nummer")))
        for k in (gemeente, *cijfers)
    ]
    # By the code in the first column its figures are found in the other table.
    kolommen = [CODE, gemeente, *cijfers, Kolom("plek", "Plek", Soort.MAATSTAF, 0, Beurt(maat, maat))]
    kolommen += [Kolom("nummer", "Nummer", Soort.MAATSTAF), *op_volgorde]
    naast = {op_volgorde[0].naam: term(op_volgorde[0].formule)}
    rijen = [
        Rij(code, {CODE.naam: code, GEMEENTE: plan.regio.gemeente(code), "nummer": nummer, **naast})
        for nummer, code in enumerate(wie, start=1)
    ]
    return Tabel(naam, titel, tuple(kolommen), tuple(rijen), noemt=(GEMEENTE,))


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


BIJDRAGEN: Final = Tabelsoort("getekend_bijdragen", bijdragen, 70, zichtbaar=False)
VERSCHILLEN: Final = Tabelsoort("getekend_verschil", verschil, 70, zichtbaar=False)
PROCENTEN: Final = Tabelsoort("getekend_procent", verschil_pct, 70, zichtbaar=False)
JAREN: Final = Tabelsoort("getekend_jaren", jaren, 70, zichtbaar=False)
SCENARIO: Final = Tabelsoort("getekend_scenario", scenario, 70, zichtbaar=False)
