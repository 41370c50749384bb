"""Scenario and investering: what the plan means for the care budget, and in how many years the investment pays itself
back.

Everything in whole euros: amounts that enter are rounded first, and care is the balancing line, so every column adds
up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import rond_op
from calc.notatie import euro
from schemas.fouten import Gebruikersfout
from schemas.gegevens import PM, Gegevens, Pm, Scenarioregel

ZONDER: Final = "scenario_1"
MET: Final = "scenario_2"
VERSCHIL: Final = "verschil"
SALDO: Final = "Saldo"
BESPARING: Final = "Besparing"
EXTRA_KOSTEN: Final = "Extra kosten uitbreiding formatie"

Bedrag = Fraction | Pm
Reeks = Mapping[int, Bedrag | None]


@dataclass(frozen=True)
class Lijn:
    """One printed line: euros per year. `soort` names the Scenarioregel or `kosten:<kostensoort>`, `saldo`,
    `besparing`, `extra`."""

    deel: str
    regel: str
    soort: str
    bedragen: Reeks


@dataclass(frozen=True)
class Investering:
    """Costs above the base year in the years of the investment, per kostensoort, against the yearly saving.

    `terugverdientijd` is in years, exact; None where nothing is saved.
    """

    basisjaar: int
    jaren: tuple[int, ...]
    regulier: Mapping[str, Fraction]
    extra: Mapping[str, Mapping[int, Fraction]]
    besparing: Fraction
    besparing_vanaf: int | None

    @property
    def totaal(self) -> Fraction:
        return sum((bedrag for reeks in self.extra.values() for bedrag in reeks.values()), Fraction(0))

    @property
    def terugverdientijd(self) -> Fraction | None:
        return terugverdientijd(self.totaal, self.besparing) if self.besparing else None


class GeenBesparing(Gebruikersfout):
    def __init__(self, besparing: Fraction) -> None:
        super().__init__(
            f"Een besparing van {euro(besparing)} per jaar verdient geen investering terug; "
            "verwacht: een bedrag per jaar boven nul."
        )


def terugverdientijd(investering: Fraction, besparing: Fraction) -> Fraction:
    """Years in which a yearly saving pays an investment back, exact.

    Args:
        investering: euros, once.
        besparing: euros per year.
    Raises:
        GeenBesparing: nothing is saved.
    Source: § 3.2 (2.320.333 / 600.000 = 3,87 years).
    """
    if besparing <= 0:
        raise GeenBesparing(besparing)
    return investering / besparing


@dataclass(frozen=True)
class Scenario:
    """`jaren` runs to the horizon; years after the last budget year repeat it."""

    jaren: tuple[int, ...]
    lijnen: tuple[Lijn, ...]
    investering: Investering
    varianten: Mapping[str, Fraction]
    herhaald_vanaf: int | None

    def lijn(self, deel: str, regel: str) -> Lijn:
        return next(lijn for lijn in self.lijnen if (lijn.deel, lijn.regel) == (deel, regel))


def scenario(gegevens: Gegevens, te_verdelen: Mapping[str, Mapping[int, Fraction]]) -> Scenario | None:
    """Without and with the investment, and the difference; None where the input has no scenario.

    Without: every kostensoort stays at its base year. With: its own budget, and the saving comes off the care. Care
        (restpost) =
    budget − kostensoorten − saving; the budget is what the state provides, so it stands with a minus.

    Args:
        te_verdelen: per kostensoort the euros per year of the plan.
    Source: § 3.2; § 7 (investering).
    """
    plan = gegevens.plan
    regels = gegevens.scenario
    budget = next((regel for regel in regels if regel.soort == "budget"), None)
    rest = next((regel for regel in regels if regel.soort == "restpost"), None)
    if budget is None or rest is None:
        return None
    jaren = tuple(range(plan.basisjaar, plan.scenario_tot_en_met + 1))
    kosten = {
        soort: {jaar: rond_op(reeks[min(jaar, plan.laatste_jaar)], 0) for jaar in jaren}
        for soort, reeks in te_verdelen.items()
    }
    besparing = {
        jaar: sum((_bedrag(regel, jaar) for regel in regels if regel.soort == "besparing"), Fraction(0))
        for jaar in jaren
    }
    geen = dict.fromkeys(jaren, Fraction(0))
    zonder_kosten = {soort: dict.fromkeys(jaren, reeks[plan.basisjaar]) for soort, reeks in kosten.items()}
    zonder = _deel(gegevens, ZONDER, jaren, budget, rest, zonder_kosten, geen)
    met = _deel(gegevens, MET, jaren, budget, rest, kosten, besparing)
    investering = _investering(gegevens, kosten, besparing)
    verschil = _verschil(zonder, met, jaren, investering)
    varianten = _varianten(regels, budget, zonder, plan.basisjaar)
    herhaald = plan.laatste_jaar + 1 if plan.scenario_tot_en_met > plan.laatste_jaar else None
    return Scenario(jaren, (*zonder, *met, *verschil), investering, varianten, herhaald)


def _bedrag(regel: Scenarioregel, jaar: int) -> Fraction:
    bedrag = regel.bedragen.get(jaar)
    return Fraction(0) if bedrag is None or isinstance(bedrag, Pm) else rond_op(Fraction(bedrag), 0)


def _deel(
    gegevens: Gegevens,
    deel: str,
    jaren: tuple[int, ...],
    budget: Scenarioregel,
    rest: Scenarioregel,
    kosten: Mapping[str, Mapping[int, Fraction]],
    besparing: Mapping[int, Fraction],
) -> list[Lijn]:
    posten = [regel for regel in gegevens.scenario if regel.soort == "post"]
    lijnen = [Lijn(deel, budget.regel, "budget", {jaar: -_bedrag(budget, jaar) for jaar in jaren})]
    lijnen += [
        Lijn(deel, gegevens.regio.kostensoort(soort).label, f"kosten:{soort}", dict(reeks))
        for soort, reeks in kosten.items()
    ]
    overige = [Lijn(deel, post.regel, "post", {jaar: _of_pm(post, jaar) for jaar in jaren}) for post in posten]
    # Care balances: what the budget leaves after the known costs and the saving. PM is not known, so it takes no part.
    zorg = {
        jaar: _bedrag(budget, jaar)
        - sum((reeks[jaar] for reeks in kosten.values()), Fraction(0))
        - sum((_bedrag(post, jaar) for post in posten), Fraction(0))
        - besparing[jaar]
        for jaar in jaren
    }
    lijnen += [Lijn(deel, rest.regel, "restpost", zorg), *overige]
    saldo = {jaar: sum((_getal(lijn.bedragen[jaar]) for lijn in lijnen), Fraction(0)) for jaar in jaren}
    return [*lijnen, Lijn(deel, SALDO, "saldo", saldo)]


def _of_pm(regel: Scenarioregel, jaar: int) -> Bedrag:
    return PM if regel.bedragen.get(jaar) is PM else _bedrag(regel, jaar)


def _getal(bedrag: Bedrag | None) -> Fraction:
    return Fraction(0) if bedrag is None or isinstance(bedrag, Pm) else bedrag


def _verschil(zonder: list[Lijn], met: list[Lijn], jaren: tuple[int, ...], investering: Investering) -> list[Lijn]:
    lijnen = []
    for een, twee in zip(zonder, met, strict=True):
        if een.soort == "saldo":
            besparing: dict[int, Bedrag] = {j: _getal(twee.bedragen[j]) - _getal(een.bedragen[j]) for j in jaren}
            lijnen.append(Lijn(VERSCHIL, BESPARING, "besparing", besparing))
            continue
        reeks: dict[int, Bedrag] = {}
        for jaar in jaren:
            a, b = een.bedragen[jaar], twee.bedragen[jaar]
            reeks[jaar] = PM if a is PM or b is PM else _getal(a) - _getal(b)
        lijnen.append(Lijn(VERSCHIL, een.regel, een.soort, reeks))
    if investering.jaren:
        laatste = jaren[-1]
        extra: Reeks = {jaar: investering.totaal if jaar == laatste else None for jaar in jaren}
        lijnen.append(Lijn(VERSCHIL, EXTRA_KOSTEN, "extra", extra))
    return lijnen


def _investering(
    gegevens: Gegevens, kosten: Mapping[str, Mapping[int, Fraction]], besparing: Mapping[int, Fraction]
) -> Investering:
    basisjaar = gegevens.plan.basisjaar
    jaren = tuple(
        sorted(
            {
                jaar
                for regel in gegevens.scenario
                if regel.soort == "investering"
                for jaar, aan in regel.bedragen.items()
                if aan
            }
        )
    )
    vanaf = min((jaar for jaar, bedrag in besparing.items() if bedrag), default=None)
    return Investering(
        basisjaar,
        jaren,
        {soort: reeks[basisjaar] for soort, reeks in kosten.items()},
        {soort: {jaar: reeks[jaar] - reeks[basisjaar] for jaar in jaren} for soort, reeks in kosten.items()},
        besparing[vanaf] if vanaf is not None else Fraction(0),
        vanaf,
    )


def _varianten(
    regels: tuple[Scenarioregel, ...], budget: Scenarioregel, zonder: list[Lijn], basisjaar: int
) -> dict[str, Fraction]:
    grondslagen = {
        "budget": _bedrag(budget, basisjaar),
        "restpost": _getal(next(lijn for lijn in zonder if lijn.soort == "restpost").bedragen[basisjaar]),
    }
    return {
        regel.regel: rond_op(grondslagen[regel.grondslag] * Fraction(regel.percentage or 0) / 100, 0)
        for regel in regels
        if regel.soort == "variant" and regel.grondslag in grondslagen
    }
