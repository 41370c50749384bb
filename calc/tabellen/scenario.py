"""Scenario and investering: what the plan means for the care budget, and in how many years an investment pays itself
back.

Everything in whole euros: amounts that enter are rounded first, and care is the balancing line, so every column adds
up. Source: § 3.2; § 7 (investering).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from calc.antwoord import Uitkomst
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Controle, Kolom, Rij, Tabel, Uitgesteld
from calc.model.uitdrukking import (
    Cel,
    Celnaam,
    Getal,
    Tabelnaam,
    Term,
    Uitdrukking,
    Zuiver,
    als,
    cel,
    kol,
    rij,
    rond,
    som,
    term,
)
from calc.notatie import euro, getal, opsomming
from calc.noten import bronnen
from calc.scenario import BESPARING, EXTRA_KOSTEN, MET, SALDO, VERSCHIL, ZONDER, Scenario
from calc.tabel import EURO, Rijsoort, Soort
from calc.tabellen import waarden_van
from calc.tabellen.begroting import sleutels
from calc.tabellen.invoer import invoer
from calc.uitlegvorm import afgeleidzin

TERUG = "Terugverdientijd (jaren)"


@dataclass(frozen=True)
class Scenariodeel:
    """One scenario beside others: `nuljaar` is the year whose costs stay the same for ever, None where they follow the
    budget; `besparing`: whether the saving comes off the care."""

    naam: str
    nuljaar: int | None
    besparing: bool


def delen(plan: Plan) -> tuple[Scenariodeel, ...]:
    """The first is what the others are compared with."""
    return Scenariodeel(ZONDER, plan.basisjaar, besparing=False), Scenariodeel(MET, None, besparing=True)


def regels(plan: Plan, soort: str) -> dict[str, str]:
    """The lines of one kind by their row in the input, each with a name of its own."""
    eigen = {str(n): r.regel for n, r in enumerate(plan.uitkomst.gegevens.scenario) if r.soort == soort}
    return dict(zip(eigen, sleutels(eigen.values()), strict=True))


def kosten(plan: Plan, soort: str, jaar: int) -> Uitdrukking:
    """A kostensoort in whole euros; years after the last one of the budget repeat it."""
    return rond(cel(plan.tabel("begroting", soort), TOTAAL, str(min(jaar, plan.jaren[-1]))))


def alle_kosten(plan: Plan, jaar: int) -> Uitdrukking:
    """All kostensoorten together."""
    return som(kosten(plan, soort, jaar) for soort in plan.kostensoorten)


def varianten(plan: Plan) -> dict[str, Uitdrukking]:
    """Savings that are also named: a percentage of the budget of the base year, or of the care without investment."""
    tabel_in, jaar = plan.tabel(invoer("Scenario")), str(plan.basisjaar)
    budget, zorg = next(iter(regels(plan, "budget"))), next(iter(regels(plan, "restpost").values()))
    grondslagen = {
        "budget": rond(cel(tabel_in, budget, jaar)), "restpost": cel(plan.tabel("scenario"), f"{ZONDER}: {zorg}", jaar)
    }  # fmt: skip
    gegeven = ((n, regel, plan.uitkomst.gegevens.scenario[int(n)]) for n, regel in regels(plan, "variant").items())
    return {
        regel: rond(grondslagen[van.grondslag] * cel(tabel_in, n, "percentage") / 100)
        for n, regel, van in gegeven
        if van.grondslag in grondslagen
    }


def scenario(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per part every line and year, and what the first part costs more than the others."""
    bron = plan.uitkomst.scenario
    if bron is None:
        return None
    tabel_in, alle = plan.tabel(invoer("Scenario")), delen(plan)
    (budget, budgetnaam), (_, zorgnaam) = (next(iter(regels(plan, s).items())) for s in ("budget", "restpost"))
    posten, besparingen = regels(plan, "post"), list(regels(plan, "besparing"))
    labels = {soort: plan.regio.kostensoort(soort).label for soort in plan.kostensoorten}
    namen = (budgetnaam, *labels.values(), zorgnaam, *posten.values())
    bedrag = {n: rond(cel(tabel_in, n)) for n in (budget, *posten, *besparingen)}
    rijen: list[Rij] = []

    def lijn(deel: str, regel: str, wat: Uitdrukking, soort: Rijsoort = Rijsoort.GEWOON) -> None:
        rijen.append(Rij(f"{deel}: {regel}", {"deel": deel, "regel": regel}, wat, soort))

    def per_jaar(deel: str, regel: str, cellen: Mapping[str, Uitdrukking]) -> None:
        rijen.append(Rij(f"{deel}: {regel}", {"deel": deel, "regel": regel, **cellen}))

    def in_deel(deel: str, welke: Iterable[str]) -> list[Cel]:
        return [rij(f"{deel}: {regel}") for regel in welke]

    for deel in alle:
        lijn(deel.naam, budgetnaam, -bedrag[budget])
        for soort, label in labels.items():
            per_jaar(deel.naam, label, {str(j): kosten(plan, soort, deel.nuljaar or j) for j in bron.jaren})
        zorg = bedrag[budget] - som(in_deel(deel.naam, (*labels.values(), *posten.values())))
        if deel.besparing and besparingen:
            zorg = zorg - som(bedrag[n] for n in besparingen)
        lijn(deel.naam, zorgnaam, zorg)
        for n, regel in posten.items():
            lijn(deel.naam, regel, bedrag[n])
        lijn(deel.naam, SALDO, som(in_deel(deel.naam, namen)), Rijsoort.TOTAAL)
    eerste, *andere = (deel.naam for deel in alle)
    verschillen = {ander: VERSCHIL if len(andere) == 1 else f"{VERSCHIL}_{ander}" for ander in andere}
    for ander, verschil in verschillen.items():
        for regel in namen:
            lijn(verschil, regel, rij(f"{eerste}: {regel}") - rij(f"{ander}: {regel}"))
        lijn(verschil, BESPARING, rij(f"{ander}: {SALDO}") - rij(f"{eerste}: {SALDO}"))
    if bron.investeringsjaren:
        extra = cel(plan.tabel("investering"), TOTAAL, "extra_investering")
        per_jaar(next(iter(verschillen.values())), EXTRA_KOSTEN, {str(bron.jaren[-1]): extra})
    stand = {j: (f"als {plan.jaren[-1]}",) if j > plan.jaren[-1] else () for j in bron.jaren}
    kolommen = [*map(Kolom, ("deel", "regel"))]
    kolommen += [Kolom(str(j), str(j), Soort.GELD, stand=stand[j]) for j in bron.jaren]
    controles = tuple(_sluit(naam, tabel_in, deel, bron.jaren, besparingen) for deel in alle)
    wat = "scenario_1 is zonder investering en scenario_2 met; verschil is zonder min met: een min is met duurder."
    noten = Uitgesteld(lambda: (wat, *_noten(plan.uitkomst, bron, met_varianten=not bron.investeringsjaren)))
    return Tabel(naam, "Scenario", tuple(kolommen), tuple(rijen), (), True, ("deel", "regel"), noten, (), controles)


def _sluit(
    naam: Tabelnaam, tabel_in: Tabelnaam, deel: Scenariodeel, jaren: Iterable[int], besparingen: Iterable[str]
) -> Controle:
    """Every column balances, to nothing or to the saving: what each year misses of that stands in what was found."""
    jaartallen = [str(jaar) for jaar in jaren]
    verwacht: dict[str, Uitdrukking] = {}
    for jaar in jaartallen:
        bespaard = som(rond(cel(tabel_in, n, jaar)) for n in besparingen)
        verwacht[jaar] = -bespaard if deel.besparing and bespaard.delen else term(0)
    mist = [abs(cel(naam, f"{deel.naam}: {SALDO}", jaar) - wat) for jaar, wat in verwacht.items()]
    samen = som(verwacht.values()) if deel.besparing else term(0)
    wat = "Besparing komt terug als saldo" if deel.besparing else "Scenario in evenwicht"
    waar = f"{deel.naam}, {jaartallen[0]}–{jaartallen[-1]} samen"
    return Controle(wat, waar, samen, som([*verwacht.values(), *mist]), term(0), EURO)


def _noten(uitkomst: Uitkomst, bron: Scenario, *, met_varianten: bool) -> tuple[str, ...]:
    waarden, hier = waarden_van(uitkomst), Celnaam(Tabelnaam("scenario"), "", "")
    plan = waarden.model.plannen[""]

    def lees(wat: Uitdrukking) -> Fraction | None:
        waarde = cast("Getal | None", waarden.lees(wat, hier))
        return None if waarde is None else Fraction(waarde)

    noten = [
        "Het budget staat met een min: dat is wat het Rijk geeft. PM is nog niet bekend, telt niet mee en is geen 0."
    ]
    if bron.herhaald_vanaf is not None:
        noten.append(f"Vanaf {bron.herhaald_vanaf} herhalen de jaren het laatste begrotingsjaar, zonder indexering.")
    if bron.besparing_vanaf is not None:
        meer = cel(plan.tabel("investering"), TOTAAL, "extra_investering") if bron.investeringsjaren else term(0)
        bespaard = -cel(plan.tabel("scenario"), f"{MET}: {SALDO}", str(bron.besparing_vanaf))
        if (terug := lees(terugverdiend(meer, bespaard))) is not None:
            noten.append(
                f"Terugverdientijd: {getal(terug, 2)} jaar ({euro(lees(meer) or 0, 0)} investering, "
                f"{euro(lees(bespaard) or 0, 0)} besparing per jaar vanaf {bron.besparing_vanaf})."
            )
    noten += [
        f"De tekst noemt ook '{naam}': {euro(lees(wat) or 0, 0)}. Dat is niet de besparing waarmee dit scenario rekent."
        for naam, wat in (varianten(plan) if met_varianten else {}).items()
    ]
    gegeven = [een for een in plan.uitkomst.gegevens.scenario if met_varianten or een.soort != "variant"]
    noten += [afgeleidzin(f"{regel.regel}: {regel.afgeleid}") for regel in gegeven if regel.afgeleid]
    return (*noten, *bronnen(regel.bron for regel in gegeven))


def terugverdiend(kosten: Uitdrukking, bespaard: Uitdrukking) -> Uitdrukking:
    """Years in which a saving pays back what is spent; nothing where nothing is spent more, or nothing is saved."""
    minder = Zuiver(kosten) < 0
    return als(Zuiver(bespaard) > 0, als(minder, None, kosten / bespaard), None)


def investering(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Regular, extra and total per year of the investment; the saving, its variants, and the payback in years."""
    bron = plan.uitkomst.scenario
    if bron is None or not bron.investeringsjaren:
        return None
    jaren, vanaf, tabel_in = bron.investeringsjaren, bron.besparing_vanaf, plan.tabel(invoer("Scenario"))
    besparingen, regulier, samen = regels(plan, "besparing"), f"regulier_{jaren[0]}", "extra_investering"
    titels = {regulier: f"Regulier {jaren[0]}"}
    for j in jaren:
        titels |= {f"extra_{j}": f"Extra {j}", f"totaal_{j}": f"Totaal {j}"}
    titels[samen] = "Extra investering"
    tellen = list(titels)
    if vanaf is not None:
        titels[f"besparing_vanaf_{vanaf}"] = f"Besparing vanaf {vanaf}"
    laatste, (budget, budgetnaam) = list(titels)[-1], next(iter(regels(plan, "budget").items()))
    rijen: list[Rij] = []
    onder: list[Rij] = []

    def van_budget(jaar: int) -> Uitdrukking:
        return rond(cel(tabel_in, budget, str(jaar)))

    eerste = {regulier: -van_budget(jaren[0]), **{f"totaal_{j}": -van_budget(j) for j in jaren}}
    rijen.append(Rij(budgetnaam, {"regel": budgetnaam, **eerste}))
    labels = [plan.regio.kostensoort(soort).label for soort in plan.kostensoorten]
    for soort, label in zip(plan.kostensoorten, labels, strict=True):
        eigen = {regulier: kosten(plan, soort, plan.basisjaar), samen: som(kol(f"extra_{j}") for j in jaren)}
        for j in jaren:
            eigen |= {f"extra_{j}": kol(f"totaal_{j}") - kol(regulier), f"totaal_{j}": kosten(plan, soort, j)}
        rijen.append(Rij(label, {"regel": label, **eigen}))
    if vanaf is not None:
        bespaard = -som(rond(cel(tabel_in, n, str(vanaf))) for n in besparingen)
        rijen.append(Rij(BESPARING, {"regel": BESPARING, laatste: bespaard}))
    totalen = {kolom: som(rij(label) for label in labels) for kolom in tellen}
    leeg = {laatste: None} if vanaf is not None else {}
    onder.append(Rij(TOTAAL, {"regel": TOTAAL, **totalen, **leeg}, soort=Rijsoort.TOTAAL))
    for regel, wat in varianten(plan).items():
        onder.append(Rij(regel, {"regel": regel, laatste: -wat}, soort=Rijsoort.EXTRA))
    if vanaf is not None:
        terug: dict[str, Term] = {
            "regel": TERUG,
            laatste: terugverdiend(cel(naam, TOTAAL, samen), -cel(naam, BESPARING, laatste)),
        }
        onder.append(Rij(TERUG, terug, soort=Rijsoort.EXTRA, vorm=(Soort.WAARDE, 2)))
    kolommen = (Kolom("regel"), *(Kolom(kolom, titel, Soort.GELD) for kolom, titel in titels.items()))
    meer = som(kosten(plan, s, j) - kosten(plan, s, plan.basisjaar) for s in plan.kostensoorten for j in jaren)
    waar, gevonden = opsomming([str(j) for j in jaren]), cel(naam, TOTAAL, samen)
    controle = Controle("Investering volgt uit de begroting", waar, meer, gevonden, term(0), EURO)
    noten = Uitgesteld(lambda: _noten(plan.uitkomst, bron, met_varianten=True))
    return Tabel(naam, "Investering", kolommen, tuple(rijen), tuple(onder), True, noten=noten, controles=(controle,))


SCENARIO = Tabelsoort(
    "scenario", scenario, 80, blad="Scenario", inhoud="wat het plan betekent voor het budget", komt_uit="blad Scenario"
)
INVESTERING = Tabelsoort(
    "investering", investering, 90, blad="Investering", inhoud="wat het extra kost en oplevert",
    komt_uit="blad Scenario",
)  # fmt: skip
