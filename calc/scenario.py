"""Scenario and investering: which lines and years they have, and in how many years an investment pays itself back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from calc.afronding import rond_op
from calc.notatie import euro
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Gegevens, Pm

ZONDER: Final = "scenario_1"
MET: Final = "scenario_2"
VERSCHIL: Final = "verschil"
SALDO: Final = "Saldo"
BESPARING: Final = "Besparing"
EXTRA_KOSTEN: Final = "Extra kosten uitbreiding formatie"


class GeenBesparing(Gebruikersfout):
    def __init__(self, besparing: Fraction) -> None:
        super().__init__(
            f"Een besparing van {euro(besparing)} per jaar verdient geen investering terug",
            "een bedrag per jaar boven nul.",
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
class Lijn:
    """One line of a scenario. `soort` names the Scenarioregel or is `kosten` (of its kostensoort), `saldo`,
    `besparing`, `extra`."""

    deel: str
    regel: str
    soort: str
    kostensoort: str = ""


@dataclass(frozen=True)
class Scenario:
    """What a scenario has; its amounts are those of the tables scenario and investering.

    `jaren` runs to the horizon; years after the last budget year repeat it, from `herhaald_vanaf`. In
    `investeringsjaren` the costs above the base year are the investment; `besparing_vanaf` is None where nothing is
    saved; `varianten` are savings that are also named.
    """

    jaren: tuple[int, ...]
    lijnen: tuple[Lijn, ...]
    investeringsjaren: tuple[int, ...]
    besparing_vanaf: int | None
    varianten: tuple[str, ...]
    herhaald_vanaf: int | None

    def regel(self, soort: str) -> str:
        """The name of the only line of a kind."""
        return next(lijn.regel for lijn in self.lijnen if lijn.soort == soort)


def scenario(gegevens: Gegevens) -> Scenario | None:
    """Without and with the investment, and the difference; None where the input has no scenario.

    Source: § 3.2; § 7 (investering).
    """
    plan, regels = gegevens.plan, gegevens.scenario
    namen = {soort: [regel.regel for regel in regels if regel.soort == soort] for soort in ("budget", "restpost")}
    if not all(namen.values()):
        return None
    jaren = tuple(range(plan.basisjaar, plan.scenario_tot_en_met + 1))
    wat: list[tuple[str, ...]] = [(namen["budget"][0], "budget")]
    wat += [(gegevens.regio.kostensoort(soort).label, "kosten", soort) for soort in gegevens.regio.kostensoorten]
    wat += [(namen["restpost"][0], "restpost"), *((r.regel, "post") for r in regels if r.soort == "post")]
    lijnen = [Lijn(deel, *een) for deel in (ZONDER, MET) for een in (*wat, (SALDO, "saldo"))]
    lijnen += [Lijn(VERSCHIL, *een) for een in (*wat, (BESPARING, "besparing"))]
    investering = {j for r in regels if r.soort == "investering" for j, aan in r.bedragen.items() if aan}
    if investering:
        lijnen.append(Lijn(VERSCHIL, EXTRA_KOSTEN, "extra"))
    besparingen = [regel for regel in regels if regel.soort == "besparing"]
    vanaf = (jaar for jaar in jaren if sum(_heel(regel.bedragen.get(jaar)) for regel in besparingen))
    varianten = tuple(r.regel for r in regels if r.soort == "variant" and r.grondslag in ("budget", "restpost"))
    herhaald = plan.laatste_jaar + 1 if plan.scenario_tot_en_met > plan.laatste_jaar else None
    return Scenario(jaren, tuple(lijnen), tuple(sorted(investering)), next(vanaf, None), varianten, herhaald)


def _heel(bedrag: Decimal | Pm | None) -> Fraction:
    """In whole euros, as a scenario counts; what is not known takes no part."""
    return Fraction(0) if bedrag is None or isinstance(bedrag, Pm) else rond_op(Fraction(bedrag), 0)
