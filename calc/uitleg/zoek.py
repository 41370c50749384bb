"""What a user means, by code, name or other spelling; and what cannot be explained, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from calc.antwoord import Uitkomst
from calc.tabellen import JaarBuitenPlan, OnbekendeKostensoort
from calc.verdeling import Jaarverdeling
from schemas.fouten import VerkeerdGebruik, bedoelde_u
from schemas.geldend import Regio
from schemas.naamvorm import naamvorm


class OnbekendeGemeente(VerkeerdGebruik):
    def __init__(self, gevraagd: str, bekend: Iterable[str], regio: Regio) -> None:
        namen = list(bekend)
        super().__init__(
            f"{regio.zeg('Gemeente')} '{gevraagd}' komt in dit plan niet voor.{bedoelde_u(gevraagd, namen)} "
            f"Bekend zijn: {', '.join(namen)}."
        )


class GeenDeelnemer(VerkeerdGebruik):
    def __init__(self, gemeente: str, jaar: int, kostensoort: str = "") -> None:
        waaraan = f" aan {kostensoort}" if kostensoort else ""
        super().__init__(f"{gemeente} doet in {jaar} niet mee{waaraan}; er is geen bijdrage om uit te leggen.")


def schrijfwijzen(regio: Regio, code: str) -> tuple[str, ...]:
    """Everything by which a municipality may be called."""
    deelnemer = regio.alle_deelnemers[code]
    return (code, deelnemer.naam, *deelnemer.andere_schrijfwijzen)


def zoek_gemeente(uitkomst: Uitkomst, gevraagd: str) -> str:
    """The gemeentecode that belongs to a code, a name or another known spelling; capitals and accents do not matter.

    Raises:
        OnbekendeGemeente: none of the plan's participants is called so.
    """
    regio = uitkomst.gegevens.regio
    for code in regio.codes.get(naamvorm(gevraagd), ()):
        if code in uitkomst.gemeenten:
            return code
    raise OnbekendeGemeente(gevraagd, (regio.gemeente(code) for code in uitkomst.gemeenten), regio)


def zoek_jaarverdeling(uitkomst: Uitkomst, kostensoort: str, jaar: int) -> Jaarverdeling:
    """Raises: OnbekendeKostensoort, JaarBuitenPlan."""
    gegevens = uitkomst.gegevens
    if kostensoort not in gegevens.regio.kostensoorten:
        raise OnbekendeKostensoort(kostensoort, gegevens.regio.kostensoorten)
    if not uitkomst.verdeling.heeft(kostensoort, jaar):
        raise JaarBuitenPlan(jaar, gegevens.plan.jaren)
    return uitkomst.verdeling.van(kostensoort, jaar)
