"""Cells of investering: regular, extra and total per year, the saving, its variants and the payback."""

from __future__ import annotations

from fractions import Fraction

from calc.afronding import rond_op
from calc.notatie import getal as in_notatie
from calc.scenario import ZONDER, Investering
from calc.tabel import Rijsoort
from calc.uitleg.cel import Cel
from calc.uitleg.scenariocellen import extrastappen, getal, in_hele_euros, kostenstappen, leg_budget_uit, regelinvoer
from calc.uitlegvorm import NUL, Stap, Uitleg, bedrag, herkomst, percentage, som
from schemas.gegevens import Pm


def leg_investering_uit(cel: Cel) -> Uitleg:
    scenario = cel.uitkomst.scenario
    assert scenario is not None
    bron = scenario.investering
    if cel.waarde is None:
        return cel.uitleg("Deze cel is leeg: voor deze rij heeft de kolom geen betekenis.")
    soorten = list(bron.extra)
    if cel.nummer == 0:
        return leg_budget_uit(cel, _jaar(cel))
    if cel.nummer <= len(soorten):
        return _kosten(cel, bron, (soorten[cel.nummer - 1],))
    if cel.rij.soort is Rijsoort.TOTAAL:
        return _kosten(cel, bron, tuple(soorten))
    if cel.rij.markering == "variant":
        return _variant(cel)
    if cel.rij.soort is Rijsoort.EXTRA:
        return _terugverdientijd(cel, bron)
    return _besparing(cel, bron)


def _jaar(cel: Cel) -> int:
    return int(cel.kolom.naam.rpartition("_")[2])


def _kosten(cel: Cel, bron: Investering, soorten: tuple[str, ...]) -> Uitleg:
    """One kostensoort, or all of them together in the row Totaal."""
    wat = cel.kolom.naam.rpartition("_")[0]
    regulier = [bron.regulier[soort] for soort in soorten]
    if wat == "regulier":
        stappen = [stap for soort in soorten for stap in kostenstappen(cel.uitkomst, soort, ZONDER, bron.basisjaar)[0]]
        kern = kostenstappen(cel.uitkomst, soorten[0], ZONDER, bron.basisjaar)[1]
        if len(soorten) > 1:
            kern = _optelling(regulier)
            stappen.append(Stap("Samen", (kern,)))
        return cel.uitleg(kern, stappen)
    stappen = extrastappen(cel.uitkomst, soorten)
    if cel.kolom.naam == "extra_investering":
        kern = _optelling([extra for soort in soorten for extra in bron.extra[soort].values()])
        return cel.uitleg(kern, (*stappen, Stap("Alle jaren van de investering samen", (kern,))))
    jaar = _jaar(cel)
    extra = [bron.extra[soort][jaar] for soort in soorten]
    if wat == "totaal":
        kern = _optelling([sum(regulier, NUL), sum(extra, NUL)])
        return cel.uitleg(kern, (*stappen, Stap("Regulier en extra samen", (kern,))))
    if len(soorten) == 1:
        oud, meer = regulier[0], extra[0]
        kern = f"{bedrag(oud + meer, 0)} - {bedrag(oud, 0)} = {bedrag(meer, 0)}."
        return cel.uitleg(kern, stappen)
    kern = _optelling(extra)
    return cel.uitleg(kern, (*stappen, Stap("Samen", (kern,))))


def _optelling(termen: list[Fraction]) -> str:
    return f"{som(termen, 0)} = {bedrag(sum(termen, NUL), 0)}."


def _besparing(cel: Cel, bron: Investering) -> Uitleg:
    assert bron.besparing_vanaf is not None
    jaar = bron.besparing_vanaf
    regels = [r for r in cel.uitkomst.gegevens.scenario if r.soort == "besparing" and r.bedragen.get(jaar)]
    bedragen = [rond_op(Fraction(w), 0) for r in regels if not isinstance(w := r.bedragen[jaar], Pm)]
    kern = f"-1 × {bedrag(bron.besparing, 0)} = {bedrag(-bron.besparing, 0)}."
    samen = [_optelling(bedragen)] if len(bedragen) > 1 else []
    zinnen = (*samen, f"Vanaf {jaar} wordt dit elk jaar bespaard; een besparing staat met een min.", kern)
    return cel.uitleg(kern, (Stap("De besparing", zinnen, tuple(regelinvoer(regel, jaar) for regel in regels)),))


def _variant(cel: Cel) -> Uitleg:
    """A saving that the text also names: a percentage of the budget or of the care in the base year."""
    scenario, plan = cel.uitkomst.scenario, cel.uitkomst.gegevens.plan
    assert scenario is not None
    naam = str(cel.rij.waarden[0])
    regel = next(r for r in cel.uitkomst.gegevens.scenario if (r.soort, r.regel) == ("variant", naam))
    lijn = next(li for li in scenario.lijnen if (li.deel, li.soort) == (ZONDER, regel.grondslag))
    grondslag = abs(getal(lijn.bedragen[plan.basisjaar]))
    pct = Fraction(regel.percentage or 0) / 100
    exact = -grondslag * pct
    kern = f"-1 × {bedrag(grondslag, 0)} × {percentage(pct)} = {bedrag(exact, 0)}{in_hele_euros(exact)}."
    zinnen = (
        f"De tekst noemt deze besparing ook; het scenario rekent er niet mee. Het is {percentage(pct)} van "
        f"'{lijn.regel}' in {plan.basisjaar}.",
        kern,
    )
    invoer = (f"{naam}: {percentage(pct)} van {regel.grondslag}{herkomst('Scenario', regel)}",)
    return cel.uitleg(kern, (Stap("De besparing volgens de tekst", zinnen, invoer),))


def _terugverdientijd(cel: Cel, bron: Investering) -> Uitleg:
    tijd = bron.terugverdientijd
    assert tijd is not None
    kern = f"{bedrag(bron.totaal, 0)} / {bedrag(bron.besparing, 0)} = {in_notatie(tijd, 2)}."
    samen = _optelling([extra for reeks in bron.extra.values() for extra in reeks.values()])
    jaar = bron.besparing_vanaf
    invoer = [
        regelinvoer(regel, jaar)
        for regel in cel.uitkomst.gegevens.scenario
        if jaar is not None and regel.soort == "besparing" and regel.bedragen.get(jaar)
    ]
    zinnen = (f"De investering: {samen}", f"De investering gedeeld door de besparing per jaar: {kern}")
    return cel.uitleg(kern, (*extrastappen(cel.uitkomst), Stap("De terugverdientijd", zinnen, tuple(invoer))))
