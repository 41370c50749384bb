"""Cells of scenario: budget, kostensoorten, other lines, the care as balancing line, and what remains."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from calc.afronding import rond_op
from calc.scenario import MET, VERSCHIL, ZONDER, Lijn, Scenario
from calc.tabel import Waarde
from calc.uitkomst import Uitkomst
from calc.uitleg.cel import Cel
from calc.uitleg.kosten import stap_te_verdelen
from calc.uitlegvorm import NUL, Stap, Uitleg, bedrag, herkomst, som
from schemas.gegevens import PM, Pm, Scenarioregel

PM_TELT_NIET: Final = "PM is nog niet bekend: het telt niet mee en is geen 0."


def getal(waarde: Waarde) -> Fraction:
    """PM and an empty cell count for nothing in a sum."""
    return waarde if isinstance(waarde, Fraction) else NUL


def regelinvoer(regel: Scenarioregel, jaar: int) -> str:
    """One line of the sheet Scenario in one year, with its place and source."""
    waarde = regel.bedragen.get(jaar)
    if waarde is None:
        wat = f"{bedrag(NUL, 0)}, want er is niets ingevuld"
    else:
        wat = "PM" if isinstance(waarde, Pm) else bedrag(Fraction(waarde), 0)
    return f"{regel.regel}, {jaar}: {wat}{herkomst('Scenario', regel)}"


def kostenjaar(uitkomst: Uitkomst, deel: str, jaar: int) -> int:
    """The budget year that a year of the scenario takes its costs from."""
    plan = uitkomst.gegevens.plan
    return plan.basisjaar if deel == ZONDER else min(jaar, plan.laatste_jaar)


def kostenstappen(uitkomst: Uitkomst, kostensoort: str, deel: str, jaar: int) -> tuple[list[Stap], str]:
    """Steps to the costs of one kostensoort in one year of the scenario, and the last sum of them."""
    plan, welk = uitkomst.gegevens.plan, kostenjaar(uitkomst, deel, jaar)
    stap = stap_te_verdelen(uitkomst, kostensoort, welk, kort=True)
    kern = next(zin for zin in reversed(stap.zinnen) if zin.startswith("Te verdelen"))
    zinnen = []
    if deel == ZONDER:
        zinnen.append(f"Zonder de investering blijven de kosten elk jaar die van {plan.basisjaar}.")
    elif welk != jaar:
        zinnen.append(
            f"De begroting loopt tot en met {plan.laatste_jaar}; {jaar} herhaalt dat jaar, zonder indexering."
        )
    exact = uitkomst.begrotingen[kostensoort].te_verdelen[welk]
    if exact != rond_op(exact, 0):
        kern = f"{kern.rstrip('.')}{in_hele_euros(exact)}."
        zinnen.append(kern)
    label = uitkomst.gegevens.regio.kostensoort(kostensoort).label
    return [Stap(f"{label} in {welk}", (*stap.zinnen, *zinnen), stap.invoer)], kern


def leg_scenario_uit(cel: Cel) -> Uitleg:
    bron = cel.uitkomst.scenario
    assert bron is not None
    lijn, jaar = bron.lijnen[cel.nummer], int(cel.kolom.naam)
    if lijn.deel == VERSCHIL:
        return _verschil(cel, bron, lijn, jaar)
    soort = lijn.soort.partition(":")[0]
    return _PER_SOORT[soort](cel, bron, lijn, jaar)


def _regels(uitkomst: Uitkomst, soort: str) -> list[Scenarioregel]:
    return [regel for regel in uitkomst.gegevens.scenario if regel.soort == soort]


def _budget(cel: Cel, _bron: Scenario, _lijn: Lijn, jaar: int) -> Uitleg:
    return leg_budget_uit(cel, jaar)


def leg_budget_uit(cel: Cel, jaar: int) -> Uitleg:
    """What the state provides, with a minus, in whole euros."""
    regel = _regels(cel.uitkomst, "budget")[0]
    gegeven = regel.bedragen.get(jaar)
    exact = NUL if gegeven is None or isinstance(gegeven, Pm) else Fraction(gegeven)
    kern = f"-1 × {bedrag(exact, 0)} = {bedrag(-exact, 0)}{in_hele_euros(-exact)}."
    zinnen = ("Het budget is wat het Rijk geeft. Daarom staat het met een min tegenover de kosten.", kern)
    return cel.uitleg(kern, (Stap("Het budget", zinnen, (regelinvoer(regel, jaar),)),))


def in_hele_euros(exact: Fraction) -> str:
    """`, afgerond op hele euro's € 5`, or nothing for whole euros: the scenario has no cents."""
    heel = rond_op(exact, 0)
    return "" if heel == exact else f", afgerond op hele euro's {bedrag(heel, 0)}"


def _kosten(cel: Cel, _bron: Scenario, lijn: Lijn, jaar: int) -> Uitleg:
    stappen, kern = kostenstappen(cel.uitkomst, lijn.soort.partition(":")[2], lijn.deel, jaar)
    return cel.uitleg(kern, stappen)


def _post(cel: Cel, _bron: Scenario, lijn: Lijn, jaar: int) -> Uitleg:
    regel = next(regel for regel in _regels(cel.uitkomst, "post") if regel.regel == lijn.regel)
    kern = regelinvoer(regel, jaar)
    gegeven = regel.bedragen.get(jaar)
    zinnen = [PM_TELT_NIET] if lijn.bedragen[jaar] is PM else []
    if gegeven is not None and not isinstance(gegeven, Pm) and in_hele_euros(Fraction(gegeven)):
        zinnen.append(f"{bedrag(Fraction(gegeven), 0)}{in_hele_euros(Fraction(gegeven))}.")
    return cel.uitleg(kern, (Stap("De post", (kern, *zinnen)),))


def besparingen(uitkomst: Uitkomst, deel: str, jaar: int) -> list[tuple[Scenarioregel, Fraction]]:
    """The savings that come off the care: only with the investment."""
    if deel == ZONDER:
        return []
    regels = [(regel, regel.bedragen.get(jaar)) for regel in _regels(uitkomst, "besparing")]
    return [(regel, rond_op(Fraction(w), 0)) for regel, w in regels if w is not None and not isinstance(w, Pm)]


def _restpost(cel: Cel, bron: Scenario, lijn: Lijn, jaar: int) -> Uitleg:
    """Care balances: what the budget leaves after the known costs and the saving."""
    stappen: list[Stap] = []
    invoer = [regelinvoer(_regels(cel.uitkomst, "budget")[0], jaar)]
    termen, namen = [], []
    for ander in bron.lijnen:
        if ander.deel != lijn.deel or ander.soort in ("restpost", "saldo"):
            continue
        waarde = ander.bedragen[jaar]
        if isinstance(waarde, Pm):
            namen.append(f"{ander.regel} is PM")
            continue
        termen.append(-getal(waarde))
        if ander.soort.startswith("kosten:"):
            stappen += kostenstappen(cel.uitkomst, ander.soort.partition(":")[2], lijn.deel, jaar)[0]
        if ander.soort == "post":
            invoer.append(regelinvoer(next(r for r in _regels(cel.uitkomst, "post") if r.regel == ander.regel), jaar))
    for regel, waarde in besparingen(cel.uitkomst, lijn.deel, jaar):
        termen.append(-waarde)
        invoer.append(regelinvoer(regel, jaar))
    kern = f"{som(termen, 0)} = {bedrag(sum(termen, NUL), 0)}."
    min_besparing = " en de besparing" if lijn.deel == MET else ""
    zinnen = [f"{lijn.regel} is de sluitpost: wat het budget overlaat na de andere kosten{min_besparing}.", kern]
    zinnen += [f"{naam}. {PM_TELT_NIET}" for naam in namen]
    return cel.uitleg(kern, (*stappen, Stap("De sluitpost", tuple(zinnen), tuple(invoer))))


def _saldo(cel: Cel, bron: Scenario, lijn: Lijn, jaar: int) -> Uitleg:
    lijnen = [ander for ander in bron.lijnen if ander.deel == lijn.deel and ander.soort != "saldo"]
    bekend = [(ander, w) for ander in lijnen if isinstance(w := ander.bedragen[jaar], Fraction)]
    kern = f"{som([waarde for _, waarde in bekend], 0)} = {bedrag(sum((w for _, w in bekend), NUL), 0)}."
    pm = [f"{ander.regel}: PM. {PM_TELT_NIET}" for ander in lijnen if ander.bedragen[jaar] is PM]
    regels = tuple(f"{ander.regel}: {bedrag(waarde, 0)}." for ander, waarde in bekend)
    return cel.uitleg(kern, (Stap("De som van de regels", (*regels, *pm, kern)),))


def _verschil(cel: Cel, bron: Scenario, lijn: Lijn, jaar: int) -> Uitleg:
    """Without minus with; of the balance with minus without, which is the saving."""
    if lijn.soort == "extra":
        return _extra(cel, bron, jaar)
    soort = "saldo" if lijn.soort == "besparing" else lijn.soort
    zonder, met = (
        next(
            a for a in bron.lijnen if (a.deel, a.soort) == (deel, soort) and (soort == "saldo" or a.regel == lijn.regel)
        )
        for deel in (ZONDER, MET)
    )
    een, twee = zonder.bedragen[jaar], met.bedragen[jaar]
    if een is PM or twee is PM:
        regel = next(regel for regel in _regels(cel.uitkomst, "post") if regel.regel == lijn.regel)
        return cel.uitleg(regelinvoer(regel, jaar), (Stap("Het verschil", (regelinvoer(regel, jaar), PM_TELT_NIET)),))
    termen = [getal(een), -getal(twee)]
    hoe = f"{lijn.regel}: zonder investering {bedrag(getal(een), 0)}, met investering {bedrag(getal(twee), 0)}."
    if lijn.soort == "besparing":
        termen = [getal(twee), -getal(een)]
        hoe = f"Saldo zonder investering {bedrag(getal(een), 0)}, met investering {bedrag(getal(twee), 0)}."
    kern = f"{som(termen, 0)} = {bedrag(sum(termen, NUL), 0)}."
    stappen, invoer = [], []
    if lijn.soort.startswith("kosten:"):
        for deel in (ZONDER, MET):
            stappen += kostenstappen(cel.uitkomst, lijn.soort.partition(":")[2], deel, jaar)[0]
    if lijn.soort in ("besparing", "restpost"):
        invoer = [regelinvoer(regel, jaar) for regel, _ in besparingen(cel.uitkomst, MET, jaar)]
    return cel.uitleg(kern, (*stappen, Stap("Het verschil", (hoe, kern), tuple(invoer))))


def _extra(cel: Cel, bron: Scenario, jaar: int) -> Uitleg:
    if cel.waarde is None:
        return cel.uitleg(f"Deze cel is leeg: de extra kosten staan alleen onder {bron.jaren[-1]}.")
    investering = bron.investering
    termen = [waarde for reeks in investering.extra.values() for waarde in reeks.values()]
    kern = f"{som(termen, 0)} = {bedrag(investering.totaal, 0)}."
    return cel.uitleg(kern, (*extrastappen(cel.uitkomst), Stap("Alle jaren samen", (kern,))))


def extrastappen(uitkomst: Uitkomst, soorten: tuple[str, ...] | None = None) -> list[Stap]:
    """Per kostensoort what the years of the investment cost more than the base year, and the budgets behind it."""
    assert uitkomst.scenario is not None
    investering = uitkomst.scenario.investering
    stappen = []
    for soort, reeks in investering.extra.items():
        if soorten is not None and soort not in soorten:
            continue
        regulier = investering.regulier[soort]
        zinnen: list[str] = []
        invoer: list[str] = []
        for jaar in (investering.basisjaar, *investering.jaren):
            stap = kostenstappen(uitkomst, soort, MET, jaar)[0][0]
            zinnen += [zin for zin in stap.zinnen if zin.startswith("Te verdelen") or "afgerond" in zin]
            invoer += [zin for zin in stap.invoer if zin not in invoer]
        zinnen += [
            f"Extra in {jaar}: {bedrag(regulier + extra, 0)} - {bedrag(regulier, 0)} = {bedrag(extra, 0)}."
            for jaar, extra in reeks.items()
        ]
        label = uitkomst.gegevens.regio.kostensoort(soort).label
        stappen.append(
            Stap(f"Wat {label.lower()} meer kost dan in {investering.basisjaar}", tuple(zinnen), tuple(invoer))
        )
    return stappen


_PER_SOORT: Final[Mapping[str, Callable[[Cel, Scenario, Lijn, int], Uitleg]]] = {
    "budget": _budget,
    "kosten": _kosten,
    "post": _post,
    "restpost": _restpost,
    "saldo": _saldo,
}
