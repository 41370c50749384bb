"""Next year's input from this year's: years shifted, contributions decided, lines carried on as proposals.

What is carried on is marked *over te nemen*; what was of last year alone is left out and named. The contributions up to
the plan's own year are taken over as decided, and the figures of their keys stay beside them, so that the next plan
can still say why something changed. So the new input gives the same amounts for every year that both have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, cast

from calc.antwoord import Uitkomst
from calc.model.uitdrukking import Celnaam, Getal, Tabelnaam
from calc.notatie import bronnen_in, euro, opsomming
from calc.tabellen import waarden_van as van_model
from calc.tabellen.scenario import alle_kosten
from calc.verklaring import verklaard
from calc.volgendekosten import (
    OVER,
    PER_POST,
    Regel,
    Waarde,
    Werk,
    begrotingsrijen,
    bron_van,
    correcties,
    jarenrij,
    rijen_per_post,
    tarieven,
    vlak,
)
from schemas.bladen import BLADEN, HERKOMST
from schemas.fouten import VerkeerdGebruik
from schemas.getal import als_decimaal
from schemas.gevraagd import peiljaren
from schemas.invoer import Invoer, Kop, Rij
from schemas.invoerblad import waarden_van
from schemas.standen import CONCEPT

VAN_DIT_JAAR: Final = ("Gepubliceerd", "Realisatie", "Zorgkosten", "Besluiten", "Betaling")
"""Sheets that are about one year and no other."""
VAN_EEN_BRIEF: Final = ("kenmerk", "datum")
EIGEN: Final = (
    "Plan",
    "Definities",
    "Maatstaven",
    "Begroting",
    *PER_POST,
    "Tarieven",
    "Vastgesteld",
    "Scenario",
    "Scenarios",
)
NOTITIES: Final[Mapping[str, str]] = {
    "besluit": "Besluit", "besluitdatum": "Besluitdatum", "besluitkenmerk": "Besluitkenmerk",
    "opmerkingen": "Opmerkingen",
}  # fmt: skip
"""Fields of Plan that are about last year's plan alone."""


class BasisjaarBuiten(VerkeerdGebruik):
    def __init__(self, gevraagd: int, eerste: int, laatste: int) -> None:
        super().__init__(f"--basisjaar {gevraagd} kan niet; kies een jaar van {eerste} tot en met {laatste}.")


@dataclass(frozen=True)
class VolgendeInvoer:
    """Everything of the next input, by sheet and column; `meldingen` says what was done and what was left out."""

    kop: Kop
    plan: Mapping[str, Waarde]
    bladen: Mapping[str, Sequence[Mapping[str, Waarde]]]
    meldingen: tuple[str, ...]


def volgende(
    invoer: Invoer,
    uitkomst: Uitkomst,
    *,
    basisjaar: int | None = None,
    definitief: Uitkomst | None = None,
    log: Iterable[Rij] = (),
    ver: bool = True,
) -> VolgendeInvoer:
    """The input of the next year.

    Args:
        invoer: this year's input as it was read, and `uitkomst` what follows from it.
        basisjaar: first year of the new plan; the one after the old first year where nothing is said.
        definitief: the definitive outcome of a year of this plan; the difference in costs becomes a correction.
        log: the lines of sheet Herkomst.
        ver: whether the last year moves along too, with the amounts of the last one as proposals.
    Raises:
        BasisjaarBuiten, NietDefinitief, AnderPlan.
    """
    oud = invoer.kop
    basis = min(oud.basisjaar + 1, oud.jaar) if basisjaar is None else basisjaar
    if not oud.basisjaar <= basis <= oud.jaar + 1:
        raise BasisjaarBuiten(basis, oud.basisjaar, oud.jaar + 1)
    laatste = oud.laatste_jaar + 1 if ver else max(oud.laatste_jaar, oud.jaar + 1)
    scenario = max(oud.scenario_tot_en_met, laatste)
    met_scenario = basis == oud.basisjaar and bool(invoer.rijen("Scenario"))
    eigen_nuljaar = bool(invoer.rijen("Scenarios")) or (bool(invoer.rijen("Scenario")) and basis == oud.basisjaar + 1)
    tot = scenario if met_scenario or eigen_nuljaar else laatste
    kop = Kop(oud.regio, oud.jaar + 1, basis, laatste, tot, CONCEPT)
    werk = Werk(invoer, uitkomst, kop)
    bladen = {naam: list(rijen_per_post(werk, naam)) for naam in PER_POST}
    bladen["Maatstaven"] = _maatstaven(werk)
    bladen["Begroting"] = begrotingsrijen(werk, bladen)
    bladen["Vastgesteld"] = _vastgesteld(werk)
    bladen["Definities"] = _definities(werk, bladen["Maatstaven"])
    bladen["Tarieven"] = tarieven(werk, bladen)
    if met_scenario:
        bladen["Scenario"] = [jarenrij(werk, rij, kop.scenariojaren) for rij in invoer.rijen("Scenario")]
    elif invoer.rijen("Scenario"):
        nul = f"want het nuljaar {oud.basisjaar} is geen jaar meer van dit plan (met --basisjaar {oud.basisjaar} wel)"
        werk.weg("Scenario", len(invoer.rijen("Scenario")), nul)
    bladen["Scenarios"] = _scenarios(werk, met_scenario=met_scenario)
    for vorm in BLADEN:
        rijen = invoer.rijen(vorm.naam) if vorm.naam not in EIGEN else ()
        if vorm.naam == "Brief":
            blijft = [rij for rij in rijen if rij.tekst("onderdeel") not in VAN_EEN_BRIEF]
            werk.weg("Brief", len(rijen) - len(blijft), f"want {opsomming(list(VAN_EEN_BRIEF))} zijn van één brief")
            rijen = tuple(blijft)
        if vorm.naam in VAN_DIT_JAAR:
            werk.weg(vorm.naam, len(rijen), f"want dat gaat over {oud.jaar}")
        elif rijen:
            wissel = vorm.wissel == "plan"
            bladen[vorm.naam] = [jarenrij(werk, r, kop.jaren) if wissel else dict(vlak(r)) for r in rijen]
    peiljaren = {rij["peiljaar"] for rij in bladen["Maatstaven"]}
    bladen[HERKOMST.naam] = [dict(vlak(rij)) for rij in log if rij.heel("peiljaar") in peiljaren]
    if definitief is not None:
        bladen["Begroting"] += correcties(werk, definitief)
    if invoer.niet_gelezen:
        werk.meldingen.append(f"niet overgenomen: {invoer.niet_gelezen}")
    return VolgendeInvoer(kop, _plan(werk), {n: rijen for n, rijen in bladen.items() if rijen}, tuple(werk.meldingen))


def _scenarios(werk: Werk, *, met_scenario: bool) -> list[Regel]:
    """Each keeps its own zero year, with the costs of that year where it is no year of the plan any more.

    The one of sheet Scenario has the base year as its zero year, so it goes on here. Without the costs of every year
    since the zero year an investment would be too small: then it stays behind.
    """
    uitkomst, basis = werk.uitkomst, werk.kop.basisjaar
    rijen, weg = [], []
    for rij in werk.invoer.rijen("Scenarios"):
        nuljaar = rij.heel("nuljaar") or 0
        if nuljaar + 1 < basis or (rij.tekst("eenheid") == "procent" and not met_scenario):
            weg.append(rij.tekst("scenario"))
            continue
        toen = _nulkosten(werk, nuljaar) if nuljaar < basis else None
        if toen is not None and toen < 0:
            wat = f"{rij.tekst('scenario')} niet overgenomen, want de kosten in het nuljaar {nuljaar} zijn onder nul"
            werk.meldingen.append(f"blad Scenarios: {wat}.")
            continue
        regel = jarenrij(werk, rij, werk.kop.scenariojaren)
        rijen.append({**regel, "nulkosten": toen})
    plan = uitkomst.gegevens.plan
    nulkosten = _nulkosten(werk, plan.basisjaar) or Decimal(0)
    if uitkomst.scenario is not None and not met_scenario and plan.basisjaar + 1 == basis and nulkosten > 0:
        regel = {
            "scenario": f"Scenario van plan {plan.jaar}", "nuljaar": plan.basisjaar, "eenheid": "euro",
            "nulkosten": nulkosten,
            "afgeleid": f"{OVER}: van blad Scenario in het plan van {plan.jaar}.", "bron": bron_van(werk),
        }  # fmt: skip
        lijnen = [rij.bedragen() for rij in werk.invoer.rijen("Scenario") if rij.tekst("soort") == "besparing"]
        for jaar in werk.kop.scenariojaren:
            was = min(jaar, plan.scenario_tot_en_met)
            regel[str(jaar)] = sum((bedragen.get(was, Decimal(0)) for bedragen in lijnen), Decimal(0))
        rijen.append(regel)
        werk.meldingen.append(f"blad Scenarios: {regel['scenario']} rekent vanaf zijn eigen nuljaar {plan.basisjaar}.")
    if weg:
        werk.meldingen.append(
            f"blad Scenarios: {opsomming(weg)} niet overgenomen, want niet alle jaren ervan zijn er nog."
        )
    return rijen


def _nulkosten(werk: Werk, jaar: int) -> Decimal | None:
    """What all kostensoorten together cost then, in whole euros each; as it was given where that is no year of it."""
    if jaar not in werk.uitkomst.gegevens.plan.jaren:
        rijen = [rij for rij in werk.invoer.rijen("Scenarios") if rij.heel("nuljaar") == jaar]
        return rijen[0].getal("nulkosten") if rijen else None
    waarden = van_model(werk.uitkomst)
    wat = alle_kosten(waarden.model.plannen[""], jaar)
    return als_decimaal(Fraction(cast(Getal, waarden.lees(wat, Celnaam(Tabelnaam("scenarios"), "", "")))))


def _plan(werk: Werk) -> Regel:
    """The head: its years, a title of the new year, a concept again; what was about the old plan alone is gone."""
    plan, kop = werk.uitkomst.gegevens.plan, werk.kop
    waarden: Regel = {k: w for k, w in waarden_van(plan).items() if isinstance(w, str | int | Decimal | date)}
    weg = [titel for veld, titel in NOTITIES.items() if waarden.get(veld)]
    if weg:
        werk.meldingen.append(f"blad Plan: {opsomming(weg)} leeggelaten, want dat gaat over {plan.jaar}.")
    waarden |= {"jaar": kop.jaar, "basisjaar": kop.basisjaar, "laatste_jaar": kop.laatste_jaar, "status": CONCEPT}
    waarden |= {"scenario_tot_en_met": kop.scenario_tot_en_met, **dict.fromkeys(NOTITIES)}
    waarden["titel"] = re.sub(rf"\b{plan.jaar}\b", str(kop.jaar), plan.titel)
    waarden["bron"] = bron_van(werk)
    return waarden


def _vastgesteld(werk: Werk) -> list[Regel]:
    """What every participant pays up to and with the old plan's own year; of later years what was decided already."""
    gegevens, verdeling = werk.uitkomst.gegevens, werk.uitkomst.verdeling
    regio, bron = gegevens.regio, bron_van(werk)
    besloten = {(een.kostensoort, een.gemeentecode, een.jaar): een.bron for een in gegevens.vastgesteld}
    rijen: dict[tuple[str, str], Regel] = {}
    afronding = []
    for jaar in gegevens.plan.jaren:
        for soort in regio.kostensoorten if jaar in werk.kop.jaren else ():
            van = verdeling.van(soort, jaar)
            if jaar > gegevens.plan.jaar and not van.vastgesteld:
                continue
            if van.afronding:
                afronding.append(f"{soort} {jaar} ({euro(van.afronding, 2)})")
            for code, bedrag in van.bedragen.items():
                vast: Regel = {"kostensoort": soort, "gemeentecode": code, "gemeente": regio.gemeente(code), "bron": ""}
                rij = rijen.setdefault((soort, code), vast)
                rij[str(jaar)] = als_decimaal(bedrag)
                rij["bron"] = "; ".join(bronnen_in((str(rij["bron"]), besloten.get((soort, code, jaar), bron))))
    if afronding:
        werk.meldingen.append(f"blad Vastgesteld: de regel Afronding staat er niet op: {opsomming(afronding)}.")
    if rijen and gegevens.plan.status == CONCEPT:
        werk.meldingen.append(
            f"blad Vastgesteld: het plan van {gegevens.plan.jaar} is een concept, dus zijn bijdragen zijn nog niet "
            "besloten. Worden zij anders, maak deze invoer dan opnieuw."
        )
    for soort in regio.kostensoorten:
        _later(werk, soort, rijen)
    volgorde = {code: plek for plek, code in enumerate(regio.alle_deelnemers)}
    soorten = list(regio.kostensoorten)
    return [rijen[wie] for wie in sorted(rijen, key=lambda wie: (soorten.index(wie[0]), volgorde[wie[1]]))]


def _later(werk: Werk, soort: str, rijen: Mapping[tuple[str, str], Regel]) -> None:
    """A year more without a key has what was decided for the last one, as a proposal."""
    regio, laatste = werk.uitkomst.gegevens.regio, werk.oud.laatste_jaar
    for jaar in werk.kop.jaren:
        if jaar > laatste and regio.opbouw(soort, jaar) is None:
            codes = {deelnemer.code for deelnemer in regio.deelnemers(jaar, soort)}
            for (welke, code), rij in rijen.items():
                if welke == soort and code in codes and rij.get(str(laatste)) is not None:
                    rij[str(jaar)] = rij[str(laatste)]
                    rij["bron"] = f"{rij['bron']}; {OVER}: {jaar} zoals {laatste}"


def _maatstaven(werk: Werk) -> list[Regel]:
    """The figures that the rules of these years use, those that explain a decided year, and what is newer."""
    jaren = [verklaard(werk.uitkomst, jaar) for jaar in werk.uitkomst.verdeling.jaren if jaar.jaar in werk.kop.jaren]
    alle, gegevens = werk.invoer.rijen("Maatstaven"), werk.uitkomst.gegevens
    er_zijn = [(waarde.maatstaf, waarde.peiljaar) for waarde in gegevens.maatstaven]
    nodig = {peiljaar for jaar in jaren for peiljaar in jaar.gebruikt.values()}
    # A key may name a fixed peiljaar, in years that this plan did not have yet too.
    nodig |= peiljaren(gegevens.regio, er_zijn, [jaar for jaar in werk.kop.jaren if jaar not in gegevens.plan.jaren])
    nodig |= {p for p in {rij.heel("peiljaar") or 0 for rij in alle} if p > max(nodig, default=werk.kop.basisjaar - 2)}
    # What was added up of those who merged stands on the row of the first of them; it is added up again.
    eerste = {rij.nummer: rij for rij in reversed(alle)}
    ingevuld = [rij for rij in alle if eerste[rij.nummer] is rij]
    rijen = [dict(vlak(rij)) for rij in ingevuld if rij.heel("peiljaar") in nodig]
    werk.weg("Maatstaven", len(ingevuld) - len(rijen), "want geen sleutel gebruikt ze nog")
    werk.meldingen += _in_te_vullen(werk, rijen)
    return rijen


def _in_te_vullen(werk: Werk, rijen: Sequence[Regel]) -> Iterator[str]:
    """Who joins has no figures yet, and none are made up: what is asked of whom that the old plan did not know."""
    regio, oud = werk.uitkomst.gegevens.regio, werk.uitkomst.gegevens.plan.jaren
    bekend = {deelnemer.code for jaar in oud for deelnemer in regio.deelnemers(jaar)}
    er_staan: dict[int, set[str]] = {}
    for rij in rijen:
        er_staan.setdefault(int(str(rij["peiljaar"])), set()).add(str(rij["gemeentecode"]))
    er_zijn = [
        (maatstaf, int(str(rij["peiljaar"])))
        for rij in rijen
        for maatstaf in regio.bestand.maatstaven
        if rij.get(maatstaf) is not None
    ]
    nodig: dict[int, set[str]] = {}
    for jaar in werk.kop.jaren:
        for soort in regio.kostensoorten:
            for peiljaar in peiljaren(regio, er_zijn, [jaar], [soort]):
                nodig.setdefault(peiljaar, set()).update(d.code for d in regio.deelnemers(jaar, soort))
    for peiljaar in er_staan.keys() - nodig.keys():
        jaar = peiljaar + 1 if peiljaar + 1 in werk.kop.jaren else werk.kop.jaar
        nodig[peiljaar] = {deelnemer.code for deelnemer in regio.deelnemers(jaar)}
    for code, deelnemer in regio.alle_deelnemers.items():
        leden = deelnemer.samengesteld_uit
        mist = [
            str(peiljaar)
            for peiljaar, codes in sorted(er_staan.items())
            if code in nodig.get(peiljaar, set()) - codes - bekend and not (leden and codes.issuperset(leden))
        ]
        if mist:
            wie = f"{deelnemer.naam} doet mee vanaf {deelnemer.van}"
            yield f"blad Maatstaven: {wie}; in te vullen: de cijfers van peiljaar {opsomming(mist)}."


def _definities(werk: Werk, maatstaven: Sequence[Regel]) -> list[Regel]:
    er_zijn = {(naam, rij["peiljaar"]) for rij in maatstaven for naam, waarde in rij.items() if waarde is not None}
    alle = [dict(vlak(rij)) for rij in werk.invoer.rijen("Definities")]
    return [rij for rij in alle if (rij["maatstaf"], rij["peiljaar"]) in er_zijn]
