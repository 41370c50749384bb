"""What came in as tables that others rest on, a sheet of the input each: every figure with its place and its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Kolom, Rij, Tabel, Vorm
from calc.model.uitdrukking import Gegeven, Tabelnaam, Term, exact
from calc.tabel import Soort
from schemas.gegevens import Gegevens
from schemas.plaats import Vindplaats
from schemas.standen import RAMING

Vormen = Mapping[str, Vorm]
GELD: Final = Soort.GELD, 0
CENT: Final = Soort.GELD, 2


def invoer(blad: str) -> str:
    """The name of the table that a sheet of the input is."""
    return f"invoer_{blad.lower()}"


def _blad(
    blad: str,
    volgorde: int,
    regels: Callable[[Gegevens], Sequence[Any]],
    teksten: str,
    noemt: str,
    vormen: Callable[[Plan], Vormen],
    reeks: str = "",
    *,
    altijd: bool = False,
    titels: Mapping[str, str] | None = None,
    anders: Callable[[Any, dict[str, Term]], dict[str, Term]] = lambda _, cellen: cellen,
) -> Tabelsoort:
    """A sheet as a table: texts and figures of each row by the name of their field.

    Args:
        reeks: the field with the figures of years; those of a year after the plan's own are estimates.
        altijd: also where the sheet has no rows.
        titels: the heads that are not the name of their field.
        anders: what a row has otherwise.
    """

    def cel(plan: Plan, regel: Any, kolom: str) -> Gegeven:
        """Of what is not filled in nothing is said."""
        waarde = getattr(regel, reeks).get(int(kolom)) if kolom.isdigit() else getattr(regel, kolom)
        raming = reeks != "besparing" and (int(kolom) if kolom.isdigit() else getattr(regel, "jaar", 0)) > plan.jaar
        woorden = ("", "") if waarde is None else (getattr(regel, "afgeleid", ""), RAMING if raming else "")
        getal = exact(waarde) if isinstance(waarde, Decimal) else waarde
        return Gegeven(getal, Vindplaats.op_rij(blad, regel.rij), regel.bron, *woorden)

    def maak(plan: Plan, naam: Tabelnaam) -> Tabel | None:
        namen, cijfers = teksten.split(), vormen(plan)
        kolommen = [Kolom(veld, veld.capitalize()) for veld in namen]
        kolommen += [Kolom(k, (titels or {}).get(k, k.capitalize()), *vorm) for k, vorm in cijfers.items()]
        rijen = []
        for nummer, regel in enumerate(regels(plan.uitkomst.gegevens)):
            cellen = {veld: getattr(regel, veld) for veld in namen} | {k: cel(plan, regel, k) for k in cijfers}
            rijen.append(Rij(str(nummer), anders(regel, cellen)))
        if not rijen and not altijd:
            return None
        return Tabel(naam, f"Invoer {blad}", tuple(kolommen), tuple(rijen), noemt=tuple(noemt.split()))

    return Tabelsoort(invoer(blad), maak, volgorde, zichtbaar=False)


def _jaren(vorm: Vorm) -> Callable[[Plan], Vormen]:
    return lambda plan: {str(jaar): vorm for jaar in plan.jaren}


def _scenariojaren(plan: Plan, vorm: Vorm) -> Vormen:
    laatste = plan.uitkomst.gegevens.plan.scenario_tot_en_met
    return {str(jaar): vorm for jaar in range(plan.basisjaar, laatste + 1)}


def _met_pm(regel: Any, cellen: dict[str, Term]) -> dict[str, Term]:
    """A post of a scenario may be PM."""
    pm = regel.soort == "post"
    return {kolom: replace(wat, pm=pm) if isinstance(wat, Gegeven) else wat for kolom, wat in cellen.items()}


def _tarieven(plan: Plan, naam: Tabelnaam) -> Tabel:
    kolommen = [Kolom(veld, veld.capitalize()) for veld in ("wat", "functie", "schaal", "eenheid")]
    kolommen += [Kolom("vanaf", "Vanaf", Soort.MAATSTAF), Kolom("tarief", "Tarief", *CENT)]
    rijen = []
    for nummer, t in enumerate(plan.uitkomst.gegevens.tarieven):
        wat = f"{zoeknaam(t.functie, '' if t.functie else t.schaal)}, per {t.eenheid} vanaf {t.vanaf}"
        bedrag = Gegeven(exact(t.bedrag), Vindplaats.op_rij("Tarieven", t.rij), t.bron, t.afgeleid)
        cellen: dict[str, Term] = {
            "wat": wat,
            "functie": t.functie,
            "schaal": t.schaal,
            "eenheid": t.eenheid,
            "vanaf": t.vanaf,
        }
        rijen.append(Rij(str(nummer), {**cellen, "tarief": bedrag}))
    return Tabel(naam, "Invoer Tarieven", tuple(kolommen), tuple(rijen), noemt=("wat",))


def zoeknaam(functie: str, schaal: str) -> str:
    """The name by which a rate is found: that of the schaal where it goes by that."""
    return f"schaal {schaal}" if schaal else functie


INVOER: Final = (
    "Begroting",
    "Indexen",
    "Capaciteit",
    "Inzet",
    "Realisatie",
    "Formatie",
    "Tarieven",
    "Scenario",
    "Zorgkosten",
    "Scenarios",
)
"""The sheets that are tables of the model."""
BEGROTING = _blad(
    "Begroting", 1, lambda van: van.begroting, "kostensoort post soort dekking", "post soort", _jaren(GELD),
    "bedragen", altijd=True,
)  # fmt: skip
CAPACITEIT = _blad(
    "Capaciteit", 2, lambda van: van.capaciteit, "kostensoort post taak functie", "taak functie",
    _jaren((Soort.UREN, 0)), "uren", altijd=True,
)  # fmt: skip
FORMATIE = _blad(
    "Formatie", 3, lambda van: van.formatie, "kostensoort onderdeel functie schaal dekking", "onderdeel functie",
    _jaren((Soort.MAATSTAF, 2)), "fte", altijd=True,
)  # fmt: skip
TARIEVEN = Tabelsoort(invoer("Tarieven"), _tarieven, 4, zichtbaar=False)
SCENARIO = _blad(
    "Scenario", 5, lambda van: van.scenario, "regel soort", "regel",
    lambda plan: {**_scenariojaren(plan, GELD), "percentage": (Soort.WAARDE, 0)}, "bedragen", altijd=True,
    anders=_met_pm,
)  # fmt: skip
INDEXEN = _blad(
    "Indexen", 6, lambda van: van.indexen, "reeks jaar stand", "reeks jaar stand",
    lambda _: {"percentage": (Soort.WAARDE, 2)}, titels={"percentage": "%"},
)  # fmt: skip
INZET = _blad(
    "Inzet", 7, lambda van: van.inzet, "gemeentecode gemeente kostensoort post functie", "gemeente functie",
    _jaren((Soort.UREN, 0)), "uren",
)  # fmt: skip
REALISATIE = _blad(
    "Realisatie", 8, lambda van: van.realisatie, "post kostensoort", "post", lambda _: {"gerealiseerd": CENT}
)
SCENARIOS = _blad(
    "Scenarios", 9, lambda van: van.scenarios, "scenario", "scenario",
    lambda plan: {"nulkosten": GELD, **_scenariojaren(plan, (Soort.WAARDE, 2))}, "besparing",
)  # fmt: skip
ZORGKOSTEN = _blad(
    "Zorgkosten", 9, lambda van: van.zorg, "gemeentecode gemeente segment aanbieder", "gemeente segment",
    lambda _: {"gerealiseerd": CENT, "prognose": CENT},
)  # fmt: skip
