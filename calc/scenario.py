"""Scenario and investering: which lines and years they have, and in how many years an investment pays itself back."""

from __future__ import annotations

from collections.abc import Mapping
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
class Scenario:
    """What a scenario has; its amounts are those of the tables scenario and investering.

    `jaren` runs to the horizon; years after the last budget year repeat it, from `herhaald_vanaf`. `regels` has of each
    line by its name the kind (that of the Scenarioregel, or `kosten`, `saldo`, `besparing`, `extra`), and of costs the
    kostensoort. In `investeringsjaren` the costs above the base year are the investment; `besparing_vanaf` is None
    where nothing is saved; `varianten` are savings that are also named.
    """

    jaren: tuple[int, ...]
    regels: Mapping[str, tuple[str, str]]
    investeringsjaren: tuple[int, ...]
    besparing_vanaf: int | None
    varianten: tuple[str, ...]
    herhaald_vanaf: int | None

    def regel(self, soort: str) -> str:
        """The name of the only line of a kind."""
        return self.regels_van(soort)[0]

    def regels_van(self, soort: str) -> list[str]:
        return [regel for regel, (eigen, _) in self.regels.items() if eigen == soort]


def scenario(gegevens: Gegevens) -> Scenario | None:
    """Without and with the investment, and the difference; None where the input has no scenario.

    Source: § 3.2; § 7 (investering).
    """
    plan, regels = gegevens.plan, gegevens.scenario
    namen = {soort: [regel.regel for regel in regels if regel.soort == soort] for soort in ("budget", "restpost")}
    if not all(namen.values()):
        return None
    jaren = tuple(range(plan.basisjaar, plan.scenario_tot_en_met + 1))
    lijnen = {namen["budget"][0]: ("budget", "")}
    lijnen |= {gegevens.regio.kostensoort(soort).label: ("kosten", soort) for soort in gegevens.regio.kostensoorten}
    lijnen |= {namen["restpost"][0]: ("restpost", "")}
    lijnen |= {regel.regel: ("post", "") for regel in regels if regel.soort == "post"}
    lijnen |= {SALDO: ("saldo", ""), BESPARING: ("besparing", "")}
    investering = {j for r in regels if r.soort == "investering" for j, aan in r.bedragen.items() if aan}
    if investering:
        lijnen[EXTRA_KOSTEN] = ("extra", "")
    besparingen = [regel for regel in regels if regel.soort == "besparing"]
    vanaf = (jaar for jaar in jaren if sum(_heel(regel.bedragen.get(jaar)) for regel in besparingen))
    varianten = tuple(r.regel for r in regels if r.soort == "variant" and r.grondslag in ("budget", "restpost"))
    herhaald = plan.laatste_jaar + 1 if plan.scenario_tot_en_met > plan.laatste_jaar else None
    return Scenario(jaren, lijnen, tuple(sorted(investering)), next(vanaf, None), varianten, herhaald)


def _heel(bedrag: Decimal | Pm | None) -> Fraction:
    """In whole euros, as a scenario counts; what is not known takes no part."""
    return Fraction(0) if bedrag is None or isinstance(bedrag, Pm) else rond_op(Fraction(bedrag), 0)
