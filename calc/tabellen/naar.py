"""By what a difference is shared over participants, as a rule that is stated: the key, contributions, equally, or the
figures of a maatstaf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Eis
from calc.model.uitdrukking import Tabelnaam, Uitdrukking, Vast, Zuiver, cel, ongelijk, som
from calc.tabellen.opbouw import deelt_op
from schemas.inhoud import klein
from schemas.kernwoorden import RATO
from schemas.regiojaar import BIJDRAGE, SLEUTEL

ZOALS_BIJDRAGE: Final = "in verhouding tot de bijdragen van {jaar}"


@dataclass(frozen=True)
class Naar:
    """What each participant weighs, and how that reads."""

    gewicht: Uitdrukking
    zin: str


def naar(plan: Plan, wat: str, jaar: int, *soorten: str) -> Naar:
    """
    Args:
        wat: `sleutel`, `bijdrage`, `rato`, a maatstaf, or a kostensoort (as it is shared).
        soorten: whose contributions and key are meant.
    """
    if wat in plan.kostensoorten:
        return _sleutel(plan, jaar, wat)
    if wat == SLEUTEL and len(soorten) == 1:
        return _sleutel(plan, jaar, soorten[0])
    if wat == RATO:
        return Naar(Vast(1), "gelijk")
    if wat in (SLEUTEL, BIJDRAGE):
        return _bijdrage(plan, jaar, soorten)
    peiljaar = plan.peiljaar(wat, jaar, [code for soort in soorten for code in plan.deelnemers(jaar, soort)])
    label = klein(plan.regio.label_deel(wat))
    return Naar(som([cel(plan.tabel("maatstaven", jaar=peiljaar), None, wat)]), f"naar {label} {peiljaar}")


def _bijdrage(plan: Plan, jaar: int, soorten: tuple[str, ...]) -> Naar:
    bedragen = [cel(plan.tabel("verdeling", soort, jaar), None, "bedrag") for soort in soorten]
    return Naar(som(bedragen), ZOALS_BIJDRAGE.format(jaar=jaar))


def _sleutel(plan: Plan, jaar: int, soort: str) -> Naar:
    """By the shares of what remains: a fixed amount or a price does not change with the costs."""
    bron, tabel = plan.uitkomst.verdeling.van(soort, jaar), plan.tabel("verdeling", soort, jaar)
    woord = soort.replace("_", " ")
    if bron.opbouw is None:
        return _bijdrage(plan, jaar, (soort,))
    if not deelt_op(bron):
        return Naar(som([cel(tabel, None, "aandeel")]), f"volgens de sleutel van {woord} {jaar}")
    rest = bron.opbouw.rest
    if rest is None:
        return _bijdrage(plan, jaar, (soort,))
    aandeel = som([cel(tabel, None, f"aandeel_{rest.naam}")])
    return Naar(aandeel, f"volgens het onderdeel {klein(rest.label)} van {woord} {jaar}")


def iemand(naam: Tabelnaam, kolom: str, waar: str) -> Eis:
    """Somebody weighs something."""
    samen = cel(naam, TOTAAL, kolom)
    fout = f"{waar}: de gewichten zijn samen nul; er is niets om naar te verdelen."
    return Eis(ongelijk(Zuiver(samen), 0), fout)
