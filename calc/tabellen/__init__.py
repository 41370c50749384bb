"""The tables of the plan. A table registers by living here: a module with a `Tabelsoort` in it is enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from calc.antwoord import Uitkomst
from calc.model.beeld import als_tabel
from calc.model.kolommen import Kolomwaarden
from calc.model.model import Model, Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import SAMEN
from calc.model.uitdrukking import Tabelnaam
from calc.model.waarden import Waarden
from calc.tabel import Beeld
from schemas.fouten import VerkeerdGebruik, bedoelde_u


class OnbekendeTabel(VerkeerdGebruik):
    def __init__(self, gevraagd: str) -> None:
        super().__init__(
            f"Tabel '{gevraagd}' bestaat niet; kies uit {', '.join(TABELLEN)}.{bedoelde_u(gevraagd, TABELLEN)}"
        )


class NietInDitPlan(VerkeerdGebruik):
    def __init__(self, naam: str, kostensoort: str | None = None) -> None:
        uit = SOORTEN[naam].komt_uit
        zin = f"Dit plan heeft geen tabel {naam}{f' voor {kostensoort}' if kostensoort else ''}."
        super().__init__(f"{zin} Die komt uit {uit}." if uit else zin)


class OnbekendeKostensoort(VerkeerdGebruik):
    def __init__(self, gevraagd: str, bekend: Sequence[str]) -> None:
        # Tables and letters show the label, which is often longer.
        binnen = [naam for naam in bekend if naam in gevraagd.casefold()]
        hint = bedoelde_u(binnen[0] if len(binnen) == 1 else gevraagd, bekend)
        super().__init__(f"Kostensoort '{gevraagd}' komt in deze regio niet voor; kies uit {', '.join(bekend)}.{hint}")


class JaarBuitenPlan(VerkeerdGebruik):
    def __init__(self, jaar: int, jaren: Sequence[int]) -> None:
        super().__init__(f"Jaar {jaar} valt buiten dit plan; kies een jaar van {jaren[0]} tot en met {jaren[-1]}.")


def _soorten() -> Mapping[str, Tabelsoort]:
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    gevonden = {soort for module in modules for soort in vars(module).values() if isinstance(soort, Tabelsoort)}
    op_volgorde = sorted(gevonden, key=lambda soort: (soort.volgorde, soort.naam))
    soorten = {soort.naam: soort for soort in op_volgorde}
    if len(soorten) < len(gevonden):
        raise ValueError(f"two tables of one name: {[soort.naam for soort in op_volgorde]}")
    return soorten


def waarden_van(uitkomst: Uitkomst) -> Waarden:
    """Every figure of an outcome, kept with it."""
    return uitkomst.bewaar(_waarden)


def _waarden(uitkomst: Uitkomst) -> Waarden:
    andere = {naam: Plan(ander, naam) for naam, ander in uitkomst.naast.items()}
    return Kolomwaarden(Model({"": Plan(uitkomst, "", andere), **andere}, SOORTEN))


def kostensoorten_van(uitkomst: Uitkomst, soort: Tabelsoort) -> Sequence[str]:
    """Those that may be asked for; of a table that has one, all of them together too."""
    bekend = tuple(uitkomst.gegevens.regio.kostensoorten)
    return (*bekend, SAMEN) if soort.samen and len(bekend) > 1 else bekend


def maak_tabellen(
    uitkomst: Uitkomst, naam: str, kostensoort: str | None = None, jaar: int | None = None
) -> tuple[Beeld, ...]:
    """What `gevraagde_tabellen` finds, as every door shows it."""
    namen = gevraagde_tabellen(uitkomst, naam, kostensoort, jaar)
    return tuple(als_tabel(waarden_van(uitkomst), een) for een in namen)


def gevraagde_tabellen(
    uitkomst: Uitkomst, naam: str, kostensoort: str | None = None, jaar: int | None = None
) -> tuple[Tabelnaam, ...]:
    """The tables of one name: one per kostensoort where it has any, else one.

    Args:
        kostensoort: only that one; meaningless for a table without.
        jaar: the plan's year where None; meaningless for a table over years.
    Raises:
        OnbekendeTabel, OnbekendeKostensoort, JaarBuitenPlan.
    """
    soort = TABELLEN.get(naam)
    if soort is None:
        raise OnbekendeTabel(naam)
    bekend = kostensoorten_van(uitkomst, soort)
    if kostensoort is not None and kostensoort not in bekend:
        raise OnbekendeKostensoort(kostensoort, bekend)
    plan = uitkomst.gegevens.plan
    if jaar is not None and jaar not in plan.jaren:
        raise JaarBuitenPlan(jaar, plan.jaren)
    soorten = ([kostensoort] if kostensoort else bekend) if soort.per_kostensoort else [""]
    model = waarden_van(uitkomst).model
    if soort.weiger is not None and jaar is not None:
        soort.weiger(model.plannen[""], jaar)
    van = 0 if not soort.per_jaar else plan.jaar if jaar is None else jaar
    namen = (Tabelnaam(naam, welke, van) for welke in soorten)
    return tuple(een for een in namen if model.zoek(een) is not None)


SOORTEN: Final = _soorten()
TABELLEN: Final[Mapping[str, Tabelsoort]] = {naam: soort for naam, soort in SOORTEN.items() if soort.zichtbaar}
"""Those that a user may ask for."""
