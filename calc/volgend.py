"""Next year's input from this year's: years shifted, contributions decided, lines carried on as proposals.

What is carried on is marked *over te nemen*; what was of last year alone is left out and named. The contributions up to
the plan's own year are taken over as decided, and the figures of their keys stay beside them, so that the next plan
can still say why something changed. So the new input gives the same amounts for every year that both have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from calc.afronding import rond_op
from calc.antwoord import Uitkomst
from calc.notatie import euro, jarentekst, opsomming
from calc.standen import statuszin
from calc.uittreding import komt_eraf, nog_te_betalen, postnaam, regeling, vertrokken
from calc.verklaring import verklaard
from schemas.bladen import BLADEN, HERKOMST
from schemas.fouten import Gebruikersfout, VerkeerdGebruik
from schemas.getal import als_decimaal
from schemas.gevraagd import peiljaren
from schemas.invoer import Invoer, Kop, Rij
from schemas.invoerblad import waarden_van
from schemas.standen import CONCEPT, DEFINITIEF
from schemas.werkboek import Celwaarde

Waarde = str | int | Decimal | date | None
Regel = dict[str, Waarde]
OVER: Final = "Over te nemen"
_OVER: Final = re.compile(rf" ?{OVER}: [^.]*\.")
VAN_DIT_JAAR: Final = ("Gepubliceerd", "Realisatie", "Zorgkosten", "Besluiten", "Betaling")
"""Sheets that are about one year and no other."""
VAN_EEN_BRIEF: Final = ("kenmerk", "datum")
PER_POST: Final = ("Capaciteit", "Formatie", "Inzet")
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


class NietDefinitief(Gebruikersfout):
    def __init__(self, bestand: str, zin: str) -> None:
        super().__init__(f"{bestand} is geen definitieve afrekening. {zin} Verwacht: status {DEFINITIEF}.")


class AnderPlan(Gebruikersfout):
    def __init__(self, bestand: str, regio: str, jaar: int, gevraagd: str, jaren: str) -> None:
        super().__init__(
            f"{bestand} is van regio {regio}, {jaar}; verwacht: regio {gevraagd} en een jaar van dit plan ({jaren})."
        )


@dataclass(frozen=True)
class VolgendeInvoer:
    """Everything of the next input, by sheet and column; `meldingen` says what was done and what was left out."""

    kop: Kop
    plan: Mapping[str, Waarde]
    bladen: Mapping[str, Sequence[Mapping[str, Waarde]]]
    meldingen: tuple[str, ...]


@dataclass
class _Werk:
    invoer: Invoer
    uitkomst: Uitkomst
    kop: Kop
    meldingen: list[str] = field(default_factory=list)

    @property
    def oud(self) -> Kop:
        return self.invoer.kop

    def weg(self, blad: str, aantal: int, waarom: str) -> None:
        if aantal:
            self.meldingen.append(f"blad {blad}: {_rijen(aantal)} niet overgenomen, {waarom}.")


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
    werk = _Werk(invoer, uitkomst, kop)
    bladen = {naam: list(_per_post(werk, naam)) for naam in PER_POST}
    bladen["Maatstaven"] = _maatstaven(werk)
    bladen["Begroting"] = _begroting(werk, bladen)
    bladen["Vastgesteld"] = _vastgesteld(werk)
    bladen["Definities"] = _definities(werk, bladen["Maatstaven"])
    bladen["Tarieven"] = _tarieven(werk, bladen)
    if met_scenario:
        bladen["Scenario"] = [_jarenrij(werk, rij, kop.scenariojaren) for rij in invoer.rijen("Scenario")]
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
            bladen[vorm.naam] = [_jarenrij(werk, r, kop.jaren) if wissel else dict(_vlak(r)) for r in rijen]
    peiljaren = {rij["peiljaar"] for rij in bladen["Maatstaven"]}
    bladen[HERKOMST.naam] = [dict(_vlak(rij)) for rij in log if rij.heel("peiljaar") in peiljaren]
    if definitief is not None:
        bladen["Begroting"] += _correcties(werk, definitief)
    werk.meldingen += [f"niet overgenomen: {m}" for m in invoer.meldingen if m.startswith("niet gelezen")]
    return VolgendeInvoer(kop, _plan(werk), {n: rijen for n, rijen in bladen.items() if rijen}, tuple(werk.meldingen))


def _rijen(aantal: int) -> str:
    return "1 rij is" if aantal == 1 else f"{aantal} rijen zijn"


def _vlak(rij: Rij) -> Iterator[tuple[str, Waarde]]:
    for sleutel, waarde in rij.waarden.items():
        yield sleutel, _waarde(waarde)


def _waarde(waarde: Celwaarde) -> Waarde:
    """What passed the gate is one of these."""
    return waarde if isinstance(waarde, str | int | Decimal | date) else None


def _scenarios(werk: _Werk, *, met_scenario: bool) -> list[Regel]:
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
        regel = _jarenrij(werk, rij, werk.kop.scenariojaren)
        rijen.append({**regel, "nulkosten": _nulkosten(werk, nuljaar) if nuljaar < basis else None})
    plan = uitkomst.gegevens.plan
    nulkosten = _nulkosten(werk, plan.basisjaar) or Decimal(0)
    if uitkomst.scenario is not None and not met_scenario and plan.basisjaar + 1 == basis and nulkosten > 0:
        regel = {
            "scenario": f"Scenario van plan {plan.jaar}", "nuljaar": plan.basisjaar, "eenheid": "euro",
            "nulkosten": nulkosten,
            "afgeleid": f"{OVER}: van blad Scenario in het plan van {plan.jaar}.", "bron": _bron(werk),
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


def _nulkosten(werk: _Werk, jaar: int) -> Decimal | None:
    """What all kostensoorten together cost then, in whole euros each; as it was given where that is no year of it."""
    begrotingen = werk.uitkomst.begrotingen.values()
    if jaar not in werk.uitkomst.gegevens.plan.jaren:
        rijen = [rij for rij in werk.invoer.rijen("Scenarios") if rij.heel("nuljaar") == jaar]
        return rijen[0].getal("nulkosten") if rijen else None
    return als_decimaal(sum((rond_op(b.te_verdelen[jaar], 0) for b in begrotingen), Fraction(0)))


def _plan(werk: _Werk) -> Regel:
    """The head: its years, a title of the new year, a concept again; what was about the old plan alone is gone."""
    plan, kop = werk.uitkomst.gegevens.plan, werk.kop
    waarden: Regel = {k: w for k, w in waarden_van(plan).items() if isinstance(w, str | int | Decimal | date)}
    weg = [titel for veld, titel in NOTITIES.items() if waarden.get(veld)]
    if weg:
        werk.meldingen.append(f"blad Plan: {opsomming(weg)} leeggelaten, want dat gaat over {plan.jaar}.")
    waarden |= {"jaar": kop.jaar, "basisjaar": kop.basisjaar, "laatste_jaar": kop.laatste_jaar, "status": CONCEPT}
    waarden |= {"scenario_tot_en_met": kop.scenario_tot_en_met, **dict.fromkeys(NOTITIES)}
    waarden["titel"] = re.sub(rf"\b{plan.jaar}\b", str(kop.jaar), plan.titel)
    waarden["bron"] = _bron(werk)
    return waarden


def _bron(werk: _Werk) -> str:
    """Where the new input comes from: the plan and its decision, and its file."""
    plan, gegevens = werk.uitkomst.gegevens.plan, werk.uitkomst.gegevens
    besluit = f"; {statuszin(plan).removesuffix('.')}" if plan.status == DEFINITIEF else f", {plan.status}"
    return f"{plan.titel}, plan {plan.jaar}{besluit} ({gegevens.bestand})"


def _gemerkt(afgeleid: Waarde, zin: str) -> str | None:
    """The sentence about what was derived, with the mark of this year instead of an earlier one."""
    rest = _OVER.sub("", str(afgeleid or "")).strip()
    slot = "." if rest and zin and not rest.endswith(".") else ""
    return " ".join(filter(None, (f"{rest}{slot}", f"{OVER}: {zin}." if zin else ""))) or None


def _jarenrij(werk: _Werk, rij: Rij, jaren: Iterable[int], *, herhaal: bool = True) -> Regel:
    """A row with the years of the new plan: those that both have, and the last one again where there is one more."""
    waarden = dict(_vlak(rij))
    laatste = max(int(sleutel) for sleutel in rij.plaatsen if sleutel.isdigit())
    oud = {int(sleutel): waarden.pop(sleutel) for sleutel in list(waarden) if sleutel.isdigit()}
    bekend, nieuw = [], []
    for jaar in jaren:
        if jaar <= laatste:
            waarden[str(jaar)] = oud.get(jaar)
            bekend += [jaar] if oud.get(jaar) is not None and jaar >= werk.kop.jaar else []
        elif herhaal and oud.get(laatste) is not None:
            waarden[str(jaar)] = oud[laatste]
            nieuw.append(jaar)
    zinnen = [f"{jarentekst(bekend)} zoals in het plan van {werk.oud.jaar}"] if bekend else []
    zinnen += [f"{jarentekst(nieuw)} zoals {laatste}"] if nieuw else []
    if "afgeleid" in waarden or zinnen:
        waarden["afgeleid"] = _gemerkt(waarden.get("afgeleid"), ", ".join(zinnen))
    return waarden


def _gevuld(rij: Mapping[str, Waarde]) -> bool:
    return any(waarde is not None for sleutel, waarde in rij.items() if sleutel.isdigit())


def _begroting(werk: _Werk, bladen: Mapping[str, Sequence[Regel]]) -> list[Regel]:
    """The lines; a correction is of its own year, and a line without amounts stays only for its hours."""
    met_uren = {(r["kostensoort"], r["post"]) for naam in ("Capaciteit", "Inzet") for r in bladen[naam]}
    rijen, weg = [], []
    for rij in [_bevroren(werk, rij) for rij in werk.invoer.rijen("Begroting")]:
        regel = _jarenrij(werk, rij, werk.kop.jaren, herhaal=rij.tekst("soort") == "kosten")
        if _gevuld(regel) or (regel["kostensoort"], regel["post"]) in met_uren:
            rijen.append(regel)
        else:
            weg.append(rij.tekst("post"))
    rijen += [*_indexcorrecties(werk), *_uitgetreden(werk)]
    if weg:
        werk.meldingen.append(
            f"blad Begroting: {opsomming(weg)} niet overgenomen, want zonder bedrag vanaf {werk.kop.basisjaar}."
        )
    return rijen


def _bevroren(werk: _Werk, rij: Rij) -> Rij:
    """A line that follows an index has its amount in a base year that is gone: it stands as it was worked out."""
    if not rij.tekst("index"):
        return rij
    lijnen = werk.uitkomst.begrotingen[rij.tekst("kostensoort")].lijnen
    bedragen = next(lijn.bedragen for lijn in lijnen if lijn.regel.rij == rij.nummer)
    jaren = {str(jaar): als_decimaal(bedrag) for jaar, bedrag in bedragen.items() if str(jaar) in rij.plaatsen}
    afgeleid = f"{rij.tekst('afgeleid')} Geïndexeerd met {rij.tekst('index')} in plan {werk.oud.jaar}.".strip()
    return replace(rij, waarden={**rij.waarden, **jaren, "index": None, "afgeleid": afgeleid})


def _indexcorrecties(werk: _Werk) -> Iterator[Regel]:
    """What an estimated index missed was a line of the budget too."""
    for soort, begroting in werk.uitkomst.begrotingen.items():
        for post in begroting.posten:
            jaren = {str(j): als_decimaal(b) for j, b in post.bedragen.items() if b and j in werk.kop.jaren}
            if post.correcties and jaren:
                yield {
                    "kostensoort": soort, "post": post.naam, "soort": "correctie",
                    "dekking": post.dekking or "deelnemers", "bron": "; ".join(post.bronnen), **jaren,
                }  # fmt: skip


def _uitgetreden(werk: _Werk) -> Iterator[Regel]:
    """What who left pays, where its last year is no year of the new plan: there it would be forgotten."""
    gegevens, verdeling = werk.uitkomst.gegevens, werk.uitkomst.verdeling
    regio = gegevens.regio
    for soort in werk.uitkomst.begrotingen:
        for code, laatste in vertrokken(regio, gegevens.plan.jaren, verdeling, soort).items():
            regels = regeling(regio, laatste)
            if laatste >= werk.kop.basisjaar or not komt_eraf(gegevens, soort, code, werk.kop.jaar):
                continue
            naam, alle = postnaam(regio, code), nog_te_betalen(gegevens, verdeling, soort, code, laatste)
            jaren = {str(jaar): -als_decimaal(bedrag) for jaar, bedrag in alle.items() if jaar in werk.kop.jaren}
            bron = f"{regels.bron}; bijdrage van {laatste} in plan {gegevens.plan.jaar}" if regels else ""
            later = [jaar for jaar in alle if jaar > werk.kop.laatste_jaar]
            if jaren:
                yield {
                    "kostensoort": soort, "post": naam, "soort": "correctie", "dekking": "deelnemers", "bron": bron,
                    **jaren,
                }  # fmt: skip
                nog = f" Vul het in een later plan aan voor {jarentekst(later)}." if later else ""
                werk.meldingen.append(
                    f"blad Begroting: {naam} staat er als post van {soort}, want {laatste} is geen jaar meer van dit "
                    f"plan.{nog}"
                )


def _per_post(werk: _Werk, blad: str) -> Iterator[Regel]:
    for rij in werk.invoer.rijen(blad):
        regel = _jarenrij(werk, rij, werk.kop.jaren)
        if _gevuld(regel):
            yield regel


def _tarieven(werk: _Werk, bladen: Mapping[str, Sequence[Regel]]) -> list[Regel]:
    """Every rate that is still used; and the one in force once more for the new year, as a proposal."""
    velden = ("functie", "schaal")
    gebruikt = {(v, str(rij.get(v) or "")) for n in PER_POST for rij in bladen.get(n, ()) for v in velden}
    was = {(v, rij.tekst(v)) for n in PER_POST for rij in werk.invoer.rijen(n) for v in velden}
    rijen: list[Regel] = []
    in_kracht: dict[tuple[str, str, str], tuple[int, Regel]] = {}
    for rij in werk.invoer.rijen("Tarieven"):
        veld = "functie" if rij.tekst("functie") else "schaal"
        naam = (veld, rij.tekst(veld))
        if naam in was and naam not in gebruikt:
            continue
        regel = dict(_vlak(rij))
        regel["afgeleid"] = _gemerkt(regel.get("afgeleid"), "")
        rijen.append(regel)
        wat, vanaf = (rij.tekst("functie"), rij.tekst("schaal"), rij.tekst("eenheid")), rij.heel("vanaf") or 0
        if vanaf <= werk.kop.jaar and vanaf >= in_kracht.get(wat, (0, regel))[0]:
            in_kracht[wat] = (vanaf, regel)
    for vanaf, regel in in_kracht.values():
        if vanaf < werk.kop.jaar:
            zin = f"tarief van {vanaf}, nog niet vastgesteld voor {werk.kop.jaar}"
            rijen.append({**regel, "vanaf": werk.kop.jaar, "afgeleid": _gemerkt(regel["afgeleid"], zin)})
    return rijen


def _vastgesteld(werk: _Werk) -> list[Regel]:
    """What every participant pays up to and with the old plan's own year; of later years what was decided already."""
    gegevens, verdeling = werk.uitkomst.gegevens, werk.uitkomst.verdeling
    regio, bron = gegevens.regio, _bron(werk)
    rijen: dict[tuple[str, str], Regel] = {}
    afronding = []
    for jaar in gegevens.plan.jaren:
        for soort in regio.kostensoorten if jaar in werk.kop.jaren else ():
            van = verdeling.van(soort, jaar)
            if jaar > gegevens.plan.jaar and not van.vastgesteld:
                continue
            bronnen = [r.bron for r in van.regels] if van.vastgesteld else [bron]
            if van.afronding:
                afronding.append(f"{soort} {jaar} ({euro(van.afronding, 2)})")
            for code, bedrag in van.bedragen.items():
                vast: Regel = {"kostensoort": soort, "gemeentecode": code, "gemeente": regio.gemeente(code), "bron": ""}
                rij = rijen.setdefault((soort, code), vast)
                rij[str(jaar)] = als_decimaal(bedrag)
                oud = str(rij["bron"])
                rij["bron"] = "; ".join(dict.fromkeys(filter(None, (oud, *bronnen[:1]))))
    if afronding:
        werk.meldingen.append(f"blad Vastgesteld: de regel Afronding staat er niet op: {opsomming(afronding)}.")
    for soort in regio.kostensoorten:
        _later(werk, soort, rijen)
    volgorde = {code: plek for plek, code in enumerate(regio.alle_deelnemers)}
    soorten = list(regio.kostensoorten)
    return [rijen[wie] for wie in sorted(rijen, key=lambda wie: (soorten.index(wie[0]), volgorde[wie[1]]))]


def _later(werk: _Werk, soort: str, rijen: Mapping[tuple[str, str], Regel]) -> None:
    """A year more without a key has what was decided for the last one, as a proposal."""
    regio, laatste = werk.uitkomst.gegevens.regio, werk.oud.laatste_jaar
    for jaar in werk.kop.jaren:
        if jaar > laatste and regio.opbouw(soort, jaar) is None:
            codes = {deelnemer.code for deelnemer in regio.deelnemers(jaar, soort)}
            for (welke, code), rij in rijen.items():
                if welke == soort and code in codes and rij.get(str(laatste)) is not None:
                    rij[str(jaar)] = rij[str(laatste)]
                    rij["bron"] = f"{rij['bron']}; {OVER}: {jaar} zoals {laatste}"


def _maatstaven(werk: _Werk) -> list[Regel]:
    """The figures that the rules of these years use, those that explain a decided year, and what is newer."""
    jaren = [verklaard(werk.uitkomst, jaar) for jaar in werk.uitkomst.verdeling.jaren if jaar.jaar in werk.kop.jaren]
    alle, gegevens = werk.invoer.rijen("Maatstaven"), werk.uitkomst.gegevens
    er_zijn = [(waarde.maatstaf, waarde.peiljaar) for waarde in gegevens.maatstaven]
    nodig = {peiljaar for jaar in jaren for peiljaar in jaar.gebruikt.values()}
    # A key may name a fixed peiljaar, in years that this plan did not have yet too.
    nodig |= peiljaren(gegevens.regio, er_zijn, [jaar for jaar in werk.kop.jaren if jaar not in gegevens.plan.jaren])
    nodig |= {p for p in {rij.heel("peiljaar") or 0 for rij in alle} if p > max(nodig, default=0)}
    rijen = [dict(_vlak(rij)) for rij in alle if rij.heel("peiljaar") in nodig]
    werk.weg("Maatstaven", len(alle) - len(rijen), "want geen sleutel gebruikt ze nog")
    return rijen


def _definities(werk: _Werk, maatstaven: Sequence[Regel]) -> list[Regel]:
    er_zijn = {(naam, rij["peiljaar"]) for rij in maatstaven for naam, waarde in rij.items() if waarde is not None}
    alle = [dict(_vlak(rij)) for rij in werk.invoer.rijen("Definities")]
    return [rij for rij in alle if (rij["maatstaf"], rij["peiljaar"]) in er_zijn]


def _correcties(werk: _Werk, definitief: Uitkomst) -> list[Regel]:
    """What the definitive costs of a year differ from what was shared then, as a dated line of the new year."""
    van, plan = definitief.gegevens, werk.uitkomst.gegevens.plan
    if van.plan.status != DEFINITIEF:
        raise NietDefinitief(van.bestand, statuszin(van.plan))
    if van.regio.naam != plan.regio or van.plan.jaar not in plan.jaren or van.plan.jaar > plan.jaar:
        jaren = [jaar for jaar in plan.jaren if jaar <= plan.jaar]
        raise AnderPlan(van.bestand, van.regio.naam, van.plan.jaar, plan.regio, jarentekst(jaren))
    jaar = van.plan.jaar
    rijen: list[Regel] = []
    bekend = {rij.tekst("post") for rij in werk.invoer.rijen("Begroting")}
    for soort in van.regio.kostensoorten:
        nu, toen = definitief.begrotingen[soort].te_verdelen[jaar], werk.uitkomst.begrotingen[soort].te_verdelen[jaar]
        if nu == toen:
            continue
        post = f"Correctie {jaar}"
        post = f"{post} (eindafrekening)" if post in bekend else post
        bron = f"Definitieve kosten {jaar} {euro(nu, 2)} min {euro(toen, 2)} in het plan ({van.bestand})"
        rijen.append(
            {
                "kostensoort": soort, "post": post, "soort": "correctie", "dekking": "deelnemers",
                str(werk.kop.jaar): als_decimaal(nu - toen), "bron": bron,
            }
        )  # fmt: skip
        werk.meldingen.append(
            f"blad Begroting: {post} van {soort}, {euro(nu - toen, 2)}, staat in {werk.kop.jaar}. Dat bedrag verrekent "
            "u dus niet ook nog met afrekening."
        )
    return rijen
