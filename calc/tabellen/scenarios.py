"""Scenarios beside each other: each against its own zero year, with its own saving; when it pays itself back, how that
changes with the saving, and what it means per participant.

One sign throughout: a plus is paid more, a minus is paid less. The printed table of the scenario shows a budget with a
minus; it says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.sluitregels import sluit
from calc.model.tabel import TOTAAL, Controle, Kolom, Rij, Tabel
from calc.model.uitdrukking import (
    GEHEEL,
    Tabelnaam,
    Term,
    Uitdrukking,
    Vast,
    Zuiver,
    als,
    cel,
    exact,
    kol,
    rij,
    rond,
    som,
    term,
    totaal,
)
from calc.notatie import uniek
from calc.noten import bronnen
from calc.scenario import ZONDER
from calc.tabel import CENT, EURO, Rijsoort, Soort
from calc.tabellen.deelnemers import deelnemertabel, subregiorijen
from calc.tabellen.invoer import invoer
from calc.tabellen.naar import iemand, naar
from calc.tabellen.scenario import TERUG, alle_kosten, regels, terugverdiend
from calc.uitlegvorm import afgeleidzin
from schemas.bladen import VORM
from schemas.gegevens import Scenariokeuze
from schemas.regiojaar import BIJDRAGE

MEERKOSTEN, BESPARING, SALDO, OPGETELD = "Meerkosten", "Besparing", "Saldo", "Saldo opgeteld"
TEKEN = "Een plus betekent meer betalen, een min minder."
WAT = (
    "Meerkosten zijn de kosten van het plan min die van het nuljaar. De investering is de meerkosten van de jaren "
    "voordat de besparing begint; de terugverdientijd is die investering gedeeld door de eerste besparing per jaar. "
    "In het omslagjaar zijn meerkosten en besparing, opgeteld, voor het eerst in evenwicht."
)
PROCENTEN = (80, 90, 100, 110, 120)
Keuzes = list[tuple[str, Scenariokeuze]]


def keuzes(plan: Plan) -> Keuzes:
    """Each scenario with the number of its row in the input."""
    return [(str(nummer), keuze) for nummer, keuze in enumerate(plan.uitkomst.gegevens.scenarios)]


def _jaren(plan: Plan) -> range:
    return range(plan.basisjaar, plan.uitkomst.gegevens.plan.scenario_tot_en_met + 1)


def _bespaard(plan: Plan, nummer: str, keuze: Scenariokeuze, jaar: int) -> Uitdrukking:
    """In whole euros, above zero."""
    cijfer = cel(plan.tabel(invoer("Scenarios")), nummer, str(jaar))
    if keuze.eenheid == "euro":
        return rond(cijfer)
    if keuze.grondslag == "budget":
        (budget, *_) = regels(plan, "budget")
        return rond(cel(plan.tabel(invoer("Scenario")), budget, str(jaar)) * cijfer / 100)
    (zorg, *_) = regels(plan, "restpost").values()
    return rond(cel(plan.tabel("scenario"), f"{ZONDER}: {zorg}", str(jaar)) * cijfer / 100)


def scenarios(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per scenario and year: what it costs more than its zero year, what it saves, and both added up."""
    rijen, jaren = [], _jaren(plan)
    for nummer, keuze in keuzes(plan):
        nul: Uitdrukking = rond(cel(plan.tabel(invoer("Scenarios")), nummer, "nulkosten"))
        if keuze.nuljaar in plan.jaren:
            nul = alle_kosten(plan, keuze.nuljaar)
        # Years before the zero year are no part of the scenario.
        eigen = [jaar for jaar in jaren if jaar >= keuze.nuljaar]
        regels_ = {regel: f"{keuze.scenario}: {regel}" for regel in (MEERKOSTEN, BESPARING, SALDO, OPGETELD)}
        cellen: dict[str, dict[str, Term]] = {regel: {} for regel in regels_}
        for jaar in eigen:
            cellen[MEERKOSTEN][str(jaar)] = alle_kosten(plan, jaar) - nul
            cellen[BESPARING][str(jaar)] = -_bespaard(plan, nummer, keuze, jaar)
            cellen[SALDO][str(jaar)] = rij(regels_[MEERKOSTEN]) + rij(regels_[BESPARING])
            tot = [cel(naam, regels_[SALDO], str(j)) for j in eigen if j <= jaar]
            cellen[OPGETELD][str(jaar)] = som(tot)
        for regel, sleutel in regels_.items():
            soort = Rijsoort.TOTAAL if regel == SALDO else Rijsoort.GEWOON
            teksten = {"scenario": keuze.scenario, "regel": regel}
            leeg = {str(jaar): None for jaar in jaren if jaar < keuze.nuljaar}
            rijen.append(Rij(sleutel, {**teksten, **leeg, **cellen[regel]}, soort=soort))
    if not rijen:
        return None
    kolommen = (*map(Kolom, ("scenario", "regel")), *(Kolom(str(j), str(j), Soort.GELD, totaal=None) for j in jaren))
    noten = (TEKEN, WAT, *_herkomst(plan))
    return Tabel(naam, VORM["Scenarios"].titel, kolommen, tuple(rijen), noemt=("scenario", "regel"), noten=noten)


def _herkomst(plan: Plan) -> tuple[str, ...]:
    gebruikt = [keuze for _, keuze in keuzes(plan)]
    afgeleid = uniek(f"{keuze.scenario}: {keuze.afgeleid}" for keuze in gebruikt if keuze.afgeleid)
    return (*map(afgeleidzin, afgeleid), *bronnen(keuze.bron for keuze in gebruikt))


def _van(plan: Plan, keuze: Scenariokeuze, regel: str, jaren: Iterable[int]) -> list[Uitdrukking]:
    tabel = plan.tabel("scenarios")
    return [cel(tabel, f"{keuze.scenario}: {regel}", str(jaar)) for jaar in jaren if jaar >= keuze.nuljaar]


def terugverdienen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per scenario the investment, the saving, the payback in years, the year of balance and what is left."""
    rijen = []
    for _, keuze in keuzes(plan):
        jaren = [jaar for jaar in _jaren(plan) if jaar >= keuze.nuljaar]
        vanaf = min((jaar for jaar, bedrag in keuze.besparing.items() if bedrag and jaar in jaren), default=None)
        voor = [jaar for jaar in jaren if vanaf is None or jaar < vanaf]
        bespaard = -som(_van(plan, keuze, BESPARING, [vanaf])) if vanaf is not None else term(0)
        cellen: dict[str, Term] = {
            "scenario": keuze.scenario,
            "nuljaar": keuze.nuljaar,
            "investering": som(_van(plan, keuze, MEERKOSTEN, voor)),
            "besparing_per_jaar": bespaard,
            "saldo": som(_van(plan, keuze, SALDO, jaren)),
            "omslagjaar": _omslag(plan, keuze, [jaar for jaar in jaren if vanaf is not None and jaar >= vanaf]),
        }
        rijen.append(Rij(keuze.scenario, cellen))
    if not rijen:
        return None
    terug = terugverdiend(kol("investering"), kol("besparing_per_jaar"))
    kolommen = (
        *map(Kolom, ("scenario", "nuljaar")),
        Kolom("investering", "Investering", Soort.GELD),
        Kolom("besparing_per_jaar", "Besparing per jaar", Soort.GELD),
        Kolom("terugverdientijd", TERUG, Soort.WAARDE, 2, terug),
        Kolom("omslagjaar", "Omslagjaar"),
        Kolom("saldo", f"Saldo tot en met {_jaren(plan)[-1]}", Soort.GELD),
    )
    noten = (f"{TEKEN} Besparing per jaar staat hier zonder min.", WAT)
    return Tabel(naam, "Terugverdienen", kolommen, tuple(rijen), noemt=("scenario",), noten=noten)


def _omslag(plan: Plan, keuze: Scenariokeuze, jaren: list[int]) -> Uitdrukking:
    """The first year in which everything added up is nothing or less; nothing where that is not in sight."""
    wat: Uitdrukking = Vast(None)
    for jaar in reversed(jaren):
        (opgeteld,) = _van(plan, keuze, OPGETELD, [jaar])
        wat = als(Zuiver(opgeteld) <= 0, jaar, wat)
    return wat


def gevoeligheid(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What a saving that turns out smaller or larger does to the payback and to what is left."""
    bron, rijen = plan.tabel("terugverdienen"), []
    for _, keuze in keuzes(plan):
        jaren = list(_jaren(plan))
        meer, minder = som(_van(plan, keuze, MEERKOSTEN, jaren)), som(_van(plan, keuze, BESPARING, jaren))
        for procent in PROCENTEN:
            jaarlijks = cel(bron, keuze.scenario, "besparing_per_jaar") * kol("deel")
            investering = cel(bron, keuze.scenario, "investering")
            cellen: dict[str, Term] = {
                "scenario": keuze.scenario,
                "deel": exact(Fraction(procent, 100)),
                "terugverdientijd": terugverdiend(investering, jaarlijks),
                "saldo": rond(meer + minder * kol("deel")),
            }
            rijen.append(Rij(f"{keuze.scenario}|{procent}", cellen))
    kolommen = (
        Kolom("scenario"),
        Kolom("deel", "Deel van de besparing", Soort.AANDEEL, 2),
        Kolom("terugverdientijd", TERUG, Soort.WAARDE, 2),
        Kolom("saldo", f"Saldo tot en met {_jaren(plan)[-1]}", Soort.GELD),
    )
    titel = "Gevoeligheid voor de besparing"
    return Tabel(naam, titel, kolommen, tuple(rijen), noemt=("scenario",), noten=(TEKEN,)) if rijen else None


def scenario_deelnemers(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What each scenario comes to per participant, over all its years together."""
    gekozen, jaar = keuzes(plan), plan.jaar
    if not gekozen or not any(plan.uitkomst.verdeling.van(soort, jaar).totaal for soort in plan.kostensoorten):
        return None
    soorten = plan.kostensoorten
    bijdrage = naar(plan, BIJDRAGE, jaar, *soorten).gewicht
    kolommen = [Kolom("bijdrage", f"Bijdrage {jaar}", *CENT, bijdrage, stap=True)]
    controles, zinnen, eisen = [], [], []
    for (_, keuze), kolom in zip(gekozen, _kolomnamen(gekozen), strict=True):
        pot = cel(plan.tabel("terugverdienen"), keuze.scenario, "saldo")
        wie = naar(plan, keuze.naar or BIJDRAGE, jaar, *soorten)
        weegt, aandeel, deel = f"weegt_{kolom}", f"aandeel_{kolom}", kol(f"weegt_{kolom}") / totaal(f"weegt_{kolom}")
        kolommen.append(Kolom(weegt, f"Weegt: {keuze.scenario}", Soort.MAATSTAF, 4, wie.gewicht, stap=True))
        kolommen.append(Kolom(aandeel, f"Aandeel: {keuze.scenario}", Soort.AANDEEL, 4, deel, GEHEEL, stap=True))
        kolommen += sluit("grootste-rest", kolom, keuze.scenario, pot, aandeel, weegt, weegt, 0).kolommen
        zinnen.append(f"{keuze.scenario}: {wie.zin}.")
        eisen.append(iemand(naam, weegt, f"{keuze.scenario}, {wie.zin}"))
        controles.append(
            Controle("Scenario geheel verdeeld", keuze.scenario, pot, cel(naam, TOTAAL, kolom), term(0), EURO)
        )
    noten = (f"Het saldo tot en met {_jaren(plan)[-1]} per deelnemer. {TEKEN}", "Verdeeld is:", *zinnen)
    codes = [c for c in plan.gemeenten if any(c in plan.deelnemers(jaar, soort) for soort in soorten)]
    onder = subregiorijen(plan, codes, jaar, (kolom.naam for kolom in kolommen if not kolom.stap))
    return deelnemertabel(
        plan, naam, "Scenario's per deelnemer", codes, kolommen, onder=onder, noten=noten, eisen=eisen,
        controles=controles,
    )  # fmt: skip


def _kolomnamen(gekozen: Keuzes) -> list[str]:
    """Names that programs can rely on, each its own."""
    kaal = [re.sub(r"[^a-z0-9]+", "_", keuze.scenario.lower()).strip("_") or "scenario" for _, keuze in gekozen]
    return [f"saldo_{naam}" if kaal.count(naam) == 1 else f"saldo_{naam}_{n}" for n, naam in enumerate(kaal, start=1)]


SCENARIOS = Tabelsoort(
    "scenarios", scenarios, 82, blad="Scenarios", inhoud="scenario's met elk een eigen nuljaar",
    komt_uit="blad Scenarios",
)  # fmt: skip
TERUGVERDIENEN = Tabelsoort("terugverdienen", terugverdienen, 83, blad="Scenarios", komt_uit="blad Scenarios")
GEVOELIGHEID = Tabelsoort("gevoeligheid", gevoeligheid, 84, blad="Scenarios", komt_uit="blad Scenarios")
SCENARIO_DEELNEMERS = Tabelsoort(
    "scenario_deelnemers", scenario_deelnemers, 85, verdeeld=True, blad="Scenarios", komt_uit="blad Scenarios"
)
