"""The sheets of the year, each against the plan and the region file: decisions, terms, letters, care, scenarios.

A plan goes without any of them; what is said in them is checked where it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from schemas.dekkingcontrole import DEELNEMERS
from schemas.fouten import aangehaald, bedoelde_u
from schemas.geldend import Regio, in_jaar
from schemas.gevraagd import Gevraagd
from schemas.inhoud import HONDERD, PROCENT, dutch, opsomming, toon
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kernwoorden import RATO
from schemas.kladblok import Kladblok, los_namen_op
from schemas.naamvorm import naamvorm
from schemas.regiojaar import BIJDRAGE
from schemas.regiovorm import labels

BIJ_EEN: Final = "verwacht: bij één gemeente, niet bij alle"
MEERMAALS: Final = ("alinea", "gevraagd")
IBAN: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
NEDERLANDS: Final = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
VOORBEELD: Final = "NL91 ABNA 0417 1643 00"


def controleer_besluiten(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio, klad: Kladblok) -> None:
    wie = in_jaar(regio.bestand.besluitvorming, kop.jaar)
    if wie is None:
        return
    bekend = {naamvorm(orgaan): orgaan for orgaan in wie.organen}
    for rij in bladen["Besluiten"].rijen:
        orgaan = rij.tekst("orgaan")
        if naamvorm(orgaan) in bekend:
            rij.waarden["orgaan"] = bekend[naamvorm(orgaan)]
        elif orgaan:
            wel = f"verwacht: {', '.join(wie.organen)}, zoals het regiobestand bij besluitvorming zegt"
            klad.rijfout(rij, "orgaan", f"'{orgaan}'; {wel}.{bedoelde_u(orgaan, wie.organen)}")


def controleer_betaling(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Per kostensoort and participant (or all) the percentages are 100 together; what was charged is of one of them."""
    groepen: dict[tuple[str, str], list[Rij]] = {}
    for rij in bladen["Betaling"].rijen:
        if rij.stuk & {"kostensoort", "gemeentecode", "gemeente", "datum", "procent"} or "procent" not in rij.plaatsen:
            return
        groepen.setdefault((rij.tekst("kostensoort"), rij.tekst("gemeentecode")), []).append(rij)
        dag = rij.dag("datum")
        if dag is not None and dag.year != kop.jaar:
            klad.rijfout(rij, "datum", aangehaald(rij.tekst("datum")), f"een dag in {kop.jaar}, het jaar van het plan")
        code = rij.tekst("gemeentecode")
        if code and code not in regio.alle_deelnemers:
            klad.rijfout(rij, "gemeentecode", f"'{code}' is geen code van een deelnemer")
        if rij.getal("in_rekening") is not None and not code:
            klad.rijfout(rij, "in_rekening", f"'{rij.tekst('in_rekening')}'; {regio.zeg(BIJ_EEN)}")
        if rij.getal("in_rekening") is not None and not rij.tekst("kostensoort") and len(regio.kostensoorten) > 1:
            klad.rijfout(rij, "in_rekening", aangehaald(rij.tekst("in_rekening")), "bij één kostensoort")
    for rijen in groepen.values():
        samen = sum((rij.getal("procent") or Decimal(0) for rij in rijen), Decimal(0))
        if samen != HONDERD:
            klad.rijfout(rijen[-1], "procent", f"de termijnen zijn samen {dutch(samen)}%", "100%")
        laatste = max(rijen, key=lambda rij: rij.dag("datum") or date.min)
        if laatste.getal("in_rekening") is not None:
            klad.rijfout(
                laatste, "in_rekening",
                aangehaald(laatste.tekst("in_rekening")), "leeg, want in de laatste termijn wordt verrekend",
            )  # fmt: skip


def controleer_brief(blad: Tabelblad, klad: Kladblok) -> None:
    eerste: dict[tuple[str, str], int] = {}
    for rij in blad.rijen:
        onderdeel, code, tekst = rij.tekst("onderdeel"), rij.tekst("gemeentecode"), rij.tekst("tekst")
        if onderdeel == "rekening" and tekst and not is_rekening(tekst):
            klad.rijfout(rij, "tekst", f"'{tekst}' is geen IBAN", f"een rekeningnummer zoals {VOORBEELD}")
        if not onderdeel or onderdeel in MEERMAALS:
            continue
        if (onderdeel, code) in eerste:
            waar = f"zie rij {eerste[onderdeel, code]}"
            klad.rijfout(rij, "onderdeel", f"'{onderdeel}' staat er twee keer voor dezelfde brief; {waar}")
        eerste.setdefault((onderdeel, code), rij.nummer)


def is_rekening(tekst: str) -> bool:
    """Whether a text is an IBAN, by its shape and its own check digits: a letter with a slip in it costs money."""
    kaal = re.sub(r"\s", "", tekst).upper()
    if not (NEDERLANDS if kaal.startswith("NL") else IBAN).fullmatch(kaal):
        return False
    cijfers = "".join(str(int(teken, 36)) for teken in kaal[4:] + kaal[:4])
    return int(cijfers) % 97 == 1


def controleer_realisatie(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Of a post that the participants pay, up to the end of a month of the plan's year."""
    wijze = regio.prognosewijze(kop.jaar) if bladen["Realisatie"].rijen else None
    naar = wijze.naar if wijze is not None and wijze.naar in regio.bestand.maatstaven else ""
    soorten = {rij.tekst("kostensoort") for rij in bladen["Realisatie"].rijen} & regio.bestand.kostensoorten.keys()
    if naar and (mist := zonder_cijfers(naar, bladen["Maatstaven"], kop, regio, soorten)):
        klad.bladfout("Realisatie", f"de prognose wordt verdeeld naar een maatstaf, maar {mist}")
    posten: dict[str, list[str]] = {}
    for rij in bladen["Begroting"].rijen:
        if rij.tekst("dekking") == DEELNEMERS:
            posten.setdefault(rij.tekst("kostensoort"), []).append(rij.tekst("post"))
    for rij in bladen["Realisatie"].rijen:
        soort, post, dag = rij.tekst("kostensoort"), rij.tekst("post"), rij.dag("tot_en_met")
        if soort and post and bladen["Begroting"].koppen and post not in posten.get(soort, ()):
            hint = bedoelde_u(post, posten.get(soort, ()))
            klad.rijfout(
                rij, "post", f"'{post}' is op blad Begroting geen post van {soort} die de deelnemers betalen.{hint}"
            )
        if dag is not None and (dag.year != kop.jaar or (dag + timedelta(days=1)).day != 1):
            verwacht = f"de laatste dag van een maand in {kop.jaar}, zoals 30-6-{kop.jaar}"
            klad.rijfout(rij, "tot_en_met", toon(dag), verwacht)


def controleer_scenarios(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Costs of a zero year come from the plan, or stand on the sheet where the plan does not have that year."""
    met_budget = any(rij.tekst("soort") == "budget" for rij in bladen["Scenario"].rijen)
    for rij in bladen["Scenarios"].rijen:
        nuljaar = rij.heel("nuljaar")
        if nuljaar is not None and nuljaar not in kop.jaren and rij.leeg("nulkosten"):
            klad.rijfout(rij, "nulkosten", "leeg", f"de kosten van {nuljaar}, want dat jaar staat niet in het plan")
        elif nuljaar in kop.jaren and rij.getal("nulkosten") is not None:
            waarde = toon(rij.waarden["nulkosten"])
            klad.rijfout(rij, "nulkosten", waarde, f"leeg, want {nuljaar} staat in het plan")
        _naar(rij, bladen["Maatstaven"], kop, regio, klad)
        if rij.tekst("eenheid") == "procent":
            _percentages(rij, klad, met_budget=met_budget)
        elif rij.tekst("eenheid") == "euro" and rij.tekst("grondslag"):
            klad.rijfout(rij, "grondslag", toon(rij.waarden["grondslag"]), "leeg, want de eenheid is euro")


def _naar(rij: Rij, cijfers: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    wat = rij.tekst("naar")
    gevraagd = [naam for naam, maatstaf in regio.bestand.maatstaven.items() if not maatstaf.formule]
    bekend = [BIJDRAGE, RATO, *regio.kostensoorten, *gevraagd]
    if wat and wat not in bekend:
        hint = bedoelde_u(wat, bekend)
        klad.rijfout(rij, "naar", toon(wat), f"{opsomming(bekend)}{'.' + hint if hint else ''}")
    elif wat in gevraagd and (mist := zonder_cijfers(wat, cijfers, kop, regio)):
        klad.rijfout(rij, "naar", f"{toon(wat)}; {mist}")


def _percentages(rij: Rij, klad: Kladblok, *, met_budget: bool) -> None:
    if rij.leeg("grondslag"):
        klad.rijfout(rij, "grondslag", "leeg", "budget of restpost, want de eenheid is procent")
    elif not met_budget:
        klad.rijfout(rij, "grondslag", "het budget staat niet op blad Scenario; zonder budget zegt een procent niets")
    for jaar, getal in rij.bedragen().items():
        if getal > HONDERD:
            klad.rijfout(rij, str(jaar), aangehaald(dutch(getal)), PROCENT.verwacht)


def controleer_zorg(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Names may be labels too; who does not share a segment has no costs in it."""
    zorg = regio.zorg(kop.jaar)
    if zorg is None:
        if blad.rijen:
            klad.bladfout(blad.naam, "het regiobestand noemt geen segmenten van zorg; zet ze daar onder 'zorg'")
        return
    segmenten, aanbieders = labels(zorg.segmenten), labels(zorg.aanbieders)
    los_namen_op(blad, "segment", segmenten, "segment", klad, segmenten.values())
    los_namen_op(blad, "aanbieder", aanbieders, "aanbieder", klad, aanbieders.values())
    for rij in blad.rijen:
        naam, code = rij.tekst("segment"), rij.tekst("gemeentecode")
        if naam in zorg.segmenten and code and code not in regio.segmentdeelnemers(naam, kop.jaar):
            wie = regio.gemeente(code) if code in regio.alle_deelnemers else code
            klad.rijfout(rij, "gemeente", f"{wie} deelt in {kop.jaar} niet mee in segment {segmenten[naam]}")


def zonder_cijfers(maatstaf: str, blad: Tabelblad, kop: Kop, regio: Regio, soorten: Iterable[str] = ("",)) -> str:
    """What is missing, in words; nothing where all is there of who shares in these costs, or in any."""
    per_jaar: dict[int, set[str]] = {}
    for rij in blad.rijen:
        peiljaar = rij.heel("peiljaar")
        if peiljaar is not None and maatstaf in rij.plaatsen and rij.getal(maatstaf) is not None:
            per_jaar.setdefault(peiljaar, set()).add(rij.tekst("gemeentecode"))
    vraag = Gevraagd(maatstaf, None, regio.achterstand(maatstaf, kop.jaar))
    peiljaar, label = vraag.peiljaar_uit(per_jaar.keys(), kop.jaar), regio.label_deel(maatstaf)
    if peiljaar is None:
        return f"{label} van een peiljaar tot en met {vraag.gewenst(kop.jaar)} staat niet op blad {blad.naam}"
    codes = {wie.code for soort in soorten for wie in regio.deelnemers(kop.jaar, soort)} - per_jaar[peiljaar]
    mist = [wie.naam for wie in regio.deelnemers(kop.jaar) if wie.code in codes]
    return f"{label} {peiljaar} van {opsomming(mist)} staat niet op blad {blad.naam}" if mist else ""
