"""What came in as tables that others rest on, a sheet of the input each: every figure with its place and its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Kolom, Rij, Tabel
from calc.model.uitdrukking import Gegeven, Tabelnaam, Term, exact
from calc.tabel import Soort
from schemas.gegevens import (
    Begrotingsregel,
    Capaciteitsregel,
    Formatieregel,
    Inzetregel,
    Pm,
    Scenariokeuze,
    Scenarioregel,
    Tarief,
    Zorgregel,
)
from schemas.standen import RAMING

Regel = (
    Begrotingsregel | Capaciteitsregel | Formatieregel | Inzetregel | Scenariokeuze | Scenarioregel | Tarief | Zorgregel
)
Vorm = tuple[Soort, int]


def invoer(blad: str) -> str:
    """The name of the table that a sheet of the input is."""
    return f"invoer_{blad.lower()}"


def gegeven(blad: str, regel: Regel, waarde: Decimal | Pm | None, aantekening: str = "") -> Gegeven:
    """A figure of a row of the input; of what is not filled in nothing is said."""
    getal = exact(waarde) if isinstance(waarde, Decimal) else waarde
    woorden = ("", "") if waarde is None else (regel.afgeleid, aantekening)
    return Gegeven(getal, f"blad {blad}, rij {regel.rij}", regel.bron, *woorden)


def _regels(
    plan: Plan,
    naam: Tabelnaam,
    blad: str,
    regels: Iterable[Regel],
    teksten: str,
    noemt: str,
    reeks: str,
    vormen: Mapping[str, Vorm],
) -> Tabel:
    """The rows of one sheet: texts, and figures by their column; those of a year after the plan's own are estimates."""
    kolommen = [Kolom(veld, veld.capitalize()) for veld in teksten.split()]
    kolommen += [Kolom(kolom, kolom, *vorm) for kolom, vorm in vormen.items()]
    rijen = []
    for nummer, regel in enumerate(regels):
        cellen: dict[str, Term] = {veld: getattr(regel, veld) for veld in teksten.split()}
        cijfers = {str(kolom): waarde for kolom, waarde in getattr(regel, reeks).items()}
        cellen |= {k: gegeven(blad, regel, cijfers.get(k), RAMING if int(k) > plan.jaar else "") for k in vormen}
        rijen.append(Rij(str(nummer), cellen))
    return Tabel(naam, f"Invoer {blad}", tuple(kolommen), tuple(rijen), noemt=tuple(noemt.split()))


def _jaren(plan: Plan, soort: Soort, decimalen: int = 0) -> dict[str, Vorm]:
    return {str(jaar): (soort, decimalen) for jaar in plan.jaren}


def _begroting(plan: Plan, naam: Tabelnaam) -> Tabel:
    regels, teksten = plan.uitkomst.gegevens.begroting, "kostensoort post soort dekking"
    return _regels(plan, naam, "Begroting", regels, teksten, "post soort", "bedragen", _jaren(plan, Soort.GELD))


def _capaciteit(plan: Plan, naam: Tabelnaam) -> Tabel:
    regels, teksten = plan.uitkomst.gegevens.capaciteit, "kostensoort post taak functie"
    return _regels(plan, naam, "Capaciteit", regels, teksten, "taak functie", "uren", _jaren(plan, Soort.UREN))


def _inzet(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    regels, teksten = plan.uitkomst.gegevens.inzet, "gemeentecode gemeente kostensoort post functie"
    if not regels:
        return None
    return _regels(plan, naam, "Inzet", regels, teksten, "gemeente functie", "uren", _jaren(plan, Soort.UREN))


def _formatie(plan: Plan, naam: Tabelnaam) -> Tabel:
    regels, teksten = plan.uitkomst.gegevens.formatie, "kostensoort onderdeel functie schaal dekking"
    return _regels(plan, naam, "Formatie", regels, teksten, "onderdeel functie", "fte", _jaren(plan, Soort.MAATSTAF, 2))


def _scenario(plan: Plan, naam: Tabelnaam) -> Tabel:
    """The years of the scenario, and the percentage of a variant."""
    gegevens = plan.uitkomst.gegevens
    jaren = range(plan.basisjaar, gegevens.plan.scenario_tot_en_met + 1)
    vormen = {str(jaar): (Soort.GELD, 0) for jaar in jaren}
    tabel = _regels(plan, naam, "Scenario", gegevens.scenario, "regel soort", "regel", "bedragen", vormen)
    rijen = []
    for rij, regel in zip(tabel.rijen, gegevens.scenario, strict=True):
        cellen = {**rij.cellen, "percentage": gegeven("Scenario", regel, regel.percentage)}
        if regel.soort == "post":
            cellen |= {jaar: replace(cel, pm=True) for jaar, cel in cellen.items() if isinstance(cel, Gegeven)}
        rijen.append(replace(rij, cellen=cellen))
    return replace(
        tabel, kolommen=(*tabel.kolommen, Kolom("percentage", "Percentage", Soort.WAARDE)), rijen=tuple(rijen)
    )


def _tarieven(plan: Plan, naam: Tabelnaam) -> Tabel:
    kolommen = [Kolom(veld, veld.capitalize()) for veld in ("wat", "functie", "schaal", "eenheid")]
    kolommen += [Kolom("vanaf", "Vanaf", Soort.MAATSTAF), Kolom("tarief", "Tarief", Soort.GELD, 2)]
    rijen = []
    for nummer, t in enumerate(plan.uitkomst.gegevens.tarieven):
        wat = f"{zoeknaam(t.functie, '' if t.functie else t.schaal)}, per {t.eenheid} vanaf {t.vanaf}"
        teksten = {"wat": wat, "functie": t.functie, "schaal": t.schaal, "eenheid": t.eenheid}
        cijfers: dict[str, Term] = {"vanaf": t.vanaf, "tarief": gegeven("Tarieven", t, t.bedrag)}
        rijen.append(Rij(str(nummer), {**teksten, **cijfers}))
    return Tabel(naam, "Invoer Tarieven", tuple(kolommen), tuple(rijen), noemt=("wat",))


def _indexen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    teksten = ("reeks", "jaar", "stand")
    kolommen = [*(Kolom(veld, veld.capitalize()) for veld in teksten), Kolom("percentage", "%", Soort.WAARDE, 2)]
    rijen = []
    for nummer, regel in enumerate(plan.uitkomst.gegevens.indexen):
        raming = RAMING if regel.jaar > plan.jaar else ""
        cijfer = Gegeven(exact(regel.percentage), f"blad Indexen, rij {regel.rij}", regel.bron, aantekening=raming)
        rijen.append(Rij(str(nummer), {**{t: getattr(regel, t) for t in teksten}, "percentage": cijfer}))
    return Tabel(naam, "Invoer Indexen", tuple(kolommen), tuple(rijen), noemt=teksten) if rijen else None


def _realisatie(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    teksten = ("post", "kostensoort")
    kolommen = [
        *(Kolom(tekst, tekst.capitalize()) for tekst in teksten),
        Kolom("gerealiseerd", "Gerealiseerd", Soort.GELD, 2),
    ]
    rijen = []
    for nummer, regel in enumerate(plan.uitkomst.gegevens.realisatie):
        cijfer = Gegeven(exact(regel.gerealiseerd), f"blad Realisatie, rij {regel.rij}", regel.bron)
        cellen = {tekst: getattr(regel, tekst) for tekst in teksten}
        rijen.append(Rij(str(nummer), {**cellen, "gerealiseerd": cijfer}))
    return Tabel(naam, "Invoer Realisatie", tuple(kolommen), tuple(rijen), noemt=("post",)) if rijen else None


def _scenarios(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    jaren = [str(jaar) for jaar in range(plan.basisjaar, plan.uitkomst.gegevens.plan.scenario_tot_en_met + 1)]
    kolommen = [Kolom("scenario", "Scenario"), Kolom("nulkosten", "Nulkosten", Soort.GELD)]
    kolommen += [Kolom(jaar, jaar, Soort.WAARDE, 2) for jaar in jaren]
    rijen = []
    for nummer, regel in enumerate(plan.uitkomst.gegevens.scenarios):
        cijfers = {"nulkosten": gegeven("Scenarios", regel, regel.nulkosten)}
        cijfers |= {jaar: gegeven("Scenarios", regel, regel.besparing.get(int(jaar))) for jaar in jaren}
        rijen.append(Rij(str(nummer), {"scenario": regel.scenario, **cijfers}))
    return Tabel(naam, "Invoer Scenarios", tuple(kolommen), tuple(rijen), noemt=("scenario",)) if rijen else None


def _zorgkosten(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    teksten, cijfers = ("gemeentecode", "gemeente", "segment", "aanbieder"), ("gerealiseerd", "prognose")
    kolommen = [Kolom(tekst, tekst.capitalize()) for tekst in teksten]
    kolommen += [Kolom(cijfer, cijfer.capitalize(), Soort.GELD, 2) for cijfer in cijfers]
    rijen = []
    for nummer, regel in enumerate(plan.uitkomst.gegevens.zorg):
        cellen: dict[str, Term] = {tekst: getattr(regel, tekst) for tekst in teksten}
        cellen |= {cijfer: gegeven("Zorgkosten", regel, getattr(regel, cijfer)) for cijfer in cijfers}
        rijen.append(Rij(str(nummer), cellen))
    return Tabel(naam, "Invoer Zorgkosten", tuple(kolommen), tuple(rijen), noemt=teksten[1:3]) if rijen else None


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
BEGROTING = Tabelsoort(invoer("Begroting"), _begroting, 1, zichtbaar=False)
CAPACITEIT = Tabelsoort(invoer("Capaciteit"), _capaciteit, 2, zichtbaar=False)
FORMATIE = Tabelsoort(invoer("Formatie"), _formatie, 3, zichtbaar=False)
TARIEVEN = Tabelsoort(invoer("Tarieven"), _tarieven, 4, zichtbaar=False)
INDEXEN = Tabelsoort(invoer("Indexen"), _indexen, 6, zichtbaar=False)
REALISATIE = Tabelsoort(invoer("Realisatie"), _realisatie, 8, zichtbaar=False)
SCENARIOS = Tabelsoort(invoer("Scenarios"), _scenarios, 9, zichtbaar=False)
ZORGKOSTEN = Tabelsoort(invoer("Zorgkosten"), _zorgkosten, 9, zichtbaar=False)
INZET = Tabelsoort(invoer("Inzet"), _inzet, 7, zichtbaar=False)
SCENARIO = Tabelsoort(invoer("Scenario"), _scenario, 5, zichtbaar=False)
