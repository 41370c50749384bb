"""Vergelijking: what each pays in two plans, and by what cause it differs; over the plan `oud` beside this one.

The amounts after each cause come from `calc.vergelijking`; here they are inputs, and everything else follows from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from calc.antwoord import Uitkomst
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import SAMEN, TOTAAL, ZELFDE, Controle, Kolom, Tabel
from calc.model.uitdrukking import (
    Gegeven,
    Tabelnaam,
    Uitdrukking,
    Zuiver,
    als,
    cel,
    exact,
    gelijk,
    kol,
    som,
    term,
)
from calc.notatie import uniek
from calc.standen import kan_veranderen, woorden_van_jaar
from calc.tabel import CENT, Soort
from calc.tabellen.deelnemers import ALLE_SAMEN, deelnemertabel
from calc.tabellen.uittreding import nog_gevraagd
from calc.tabellen.vergelijkzinnen import regiozinnen
from calc.verdeling import GEEN_CODE
from calc.vergelijking import OORZAKEN, Stappen, vergelijk
from schemas.inhoud import klein

OUD = "oud"
"""The name of the plan beside this one."""
TITELS = {
    "kosten": "Door de kosten",
    "cijfers": "Door de cijfers",
    "sleutel": "Door de sleutel",
    "deelnemers": "Door de deelnemers",
    "regels": "Door de regels",
}
NA = ("oud", *(f"na_{oorzaak}" for oorzaak in OORZAKEN[:-1]), "nieuw")
GEKOMEN, VERTROKKEN, SAMENGEVOEGD = "toegetreden", "uitgetreden", "samengevoegd"


def stappen_van(uitkomst: Uitkomst) -> Mapping[str, Stappen]:
    """Every kostensoort of either plan, those of the new one first; kept with the outcome."""
    return uitkomst.bewaar(_stappen)


def _stappen(uitkomst: Uitkomst) -> Mapping[str, Stappen]:
    oud, *erbij = uitkomst.naast.values()
    soorten = dict.fromkeys(soort for een in (uitkomst, oud, *erbij) for soort in een.gegevens.regio.kostensoorten)
    return {soort: vergelijk(oud, uitkomst, soort, tuple(erbij)) for soort in soorten}


def label(plan: Plan, kostensoort: str) -> str:
    """As the newest of the two plans that has it calls it."""
    alle = (plan, *plan.andere.values())
    return next(een.regio.kostensoort(kostensoort).label for een in alle if kostensoort in een.kostensoorten)


def gemeente(plan: Plan, code: str) -> str:
    return next(een.regio.gemeente(code) for een in (plan, *plan.andere.values()) if code in een.regio.alle_deelnemers)


def decimalen(plan: Plan, kostensoort: str) -> int:
    """Of the finest unit, and of amounts that were decided finer than that."""
    eenheden = [
        een.decimalen(kostensoort, een.jaar)
        for een in (plan, *plan.andere.values())
        if kostensoort in een.kostensoorten
    ]
    bedragen = (bedrag for na in stappen_van(plan.uitkomst)[kostensoort].bedragen for bedrag in na.values())
    fijn = max(eenheden)
    return fijn if all((bedrag * 10**fijn).denominator == 1 for bedrag in bedragen) else 2


def vergelijkstappen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The amounts after each cause."""
    if OUD not in plan.andere or naam.kostensoort == SAMEN:
        return None
    stappen, cijfers = stappen_van(plan.uitkomst)[naam.kostensoort], decimalen(plan, naam.kostensoort)
    titels = ("Oud", *(f"Na {oorzaak}" for oorzaak in OORZAKEN[:-1]), "Nieuw")
    kolommen = [Kolom(kolom, titel, Soort.GELD, cijfers) for kolom, titel in zip(NA, titels, strict=True)]
    waar, aantekeningen = f"vergelijking {naam.kostensoort}", dict.fromkeys(stappen.gekomen, GEKOMEN)
    aantekeningen |= dict.fromkeys(stappen.vertrokken, VERTROKKEN) | dict.fromkeys(stappen.samengevoegd, SAMENGEVOEGD)
    kanten = {"oud": _stand(plan.andere[OUD], naam.kostensoort), "nieuw": _stand(plan, naam.kostensoort)}

    def bedragen(code: str) -> Mapping[str, Uitdrukking]:
        woord = aantekeningen.get(code, "")
        return {
            kolom: Gegeven(exact(na[code]), waar, "", *kanten.get(kolom, ("", woord)))
            for kolom, na in zip(NA, stappen.bedragen, strict=True)
        }

    afronding = bedragen(GEEN_CODE) if any(na[GEEN_CODE] for na in stappen.bedragen) else False
    titel = f"{label(plan, naam.kostensoort)}: de verdeling met telkens één ding meer van het nieuwe plan"
    eigen = {code: bedragen(code) for code in stappen.codes}
    return deelnemertabel(
        plan, naam, titel, stappen.codes, kolommen, heet=partial(gemeente, plan), eigen=eigen, afronding=afronding
    )


def _stand(plan: Plan, kostensoort: str) -> tuple[str, str]:
    """What was derived of it, and whether it is provisional."""
    if kostensoort not in plan.kostensoorten:
        return "", ""
    gegevens, bron = plan.uitkomst.gegevens, plan.uitkomst.verdeling.van(kostensoort, plan.jaar)
    teksten = [d.afgeleid for d in gegevens.definities if bron.peiljaren.get(d.maatstaf) == d.peiljaar]
    teksten += [tekst for post in plan.uitkomst.begrotingen[kostensoort].posten for tekst in post.afgeleid]
    stand = woorden_van_jaar(plan.uitkomst, kostensoort, plan.jaar)
    return "; ".join(uniek(teksten)), ", ".join(stand) if kan_veranderen(stand) else ""


def vergelijking(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Old, new, the difference, and what of it comes from each cause."""
    if OUD not in plan.andere:
        return None
    alle = list(stappen_van(plan.uitkomst))
    soorten = alle if naam.kostensoort == SAMEN else [naam.kostensoort]
    cijfers = max(decimalen(plan, soort) for soort in soorten)
    tabellen = [plan.tabel("vergelijking" if naam.kostensoort == SAMEN else "vergelijkstappen", een) for een in soorten]

    def bedrag(kolom: str) -> Uitdrukking:
        delen = [cel(tabel, None, kolom) for tabel in tabellen]
        return som(delen) if naam.kostensoort == SAMEN else delen[0]

    def geld(kolom: str, titel: str, formule: Uitdrukking) -> Kolom:
        return Kolom(kolom, titel, Soort.GELD, cijfers, formule)

    kolommen = [
        geld("oud", f"Oud ({plan.andere[OUD].jaar})", bedrag("oud")),
        geld("nieuw", f"Nieuw ({plan.jaar})", bedrag("nieuw")),
    ]
    kolommen.append(geld("verschil", "Verschil", kol("nieuw") - kol("oud")))
    deel = als(gelijk(Zuiver(kol("oud")), 0), None, kol("verschil") / kol("oud"))
    kolommen.append(Kolom("verschil_pct", "Verschil %", Soort.AANDEEL, 1, deel, ZELFDE, stap=True))
    for plek, (oorzaak, titel) in enumerate(TITELS.items()):
        door = bedrag(f"door_{oorzaak}") if naam.kostensoort == SAMEN else bedrag(NA[plek + 1]) - bedrag(NA[plek])
        kolommen.append(geld(f"door_{oorzaak}", titel, door))
    woord, hoofden = _hoofden(plan)
    if hoofden:
        kolommen.append(Kolom("hoofden", "Geteld", Soort.MAATSTAF, stap=True))
        per_hoofd = als(gelijk(Zuiver(som([kol("hoofden")])), 0), None, kol("verschil") / kol("hoofden"))
        kolommen.append(Kolom(f"per_{woord}", f"Verschil per {woord}", *CENT, per_hoofd, ZELFDE))
    oorzaken = som(cel(naam, TOTAAL, f"door_{oorzaak}") for oorzaak in OORZAKEN)
    controle = Controle(
        "Oorzaken tellen op tot het verschil", naam.kostensoort, cel(naam, TOTAAL, "verschil"), oorzaken, term(0),
        (Soort.GELD, cijfers), "opgeteld",
    )  # fmt: skip
    codes = dict.fromkeys(code for soort in soorten for code in stappen_van(plan.uitkomst)[soort].codes)
    eigen = {code: {"hoofden": hoofden.get(code, Gegeven(None))} for code in codes}
    afgerond = any(na[GEEN_CODE] for soort in soorten for na in stappen_van(plan.uitkomst)[soort].bedragen)
    geld_ = {kolom.naam: kolom.formule for kolom in kolommen if kolom.totaal is not ZELFDE}
    zelfde = {kolom: formule for kolom, formule in geld_.items() if formule is not None}
    wat = ALLE_SAMEN if naam.kostensoort == SAMEN else label(plan, naam.kostensoort)
    titel = f"Vergelijking {klein(wat)}: {plan.andere[OUD].jaar} en {plan.jaar}"
    noten = tuple(zin for soort in soorten for zin in _zinnen(plan, soort))
    return deelnemertabel(
        plan, naam, titel, codes, kolommen, heet=partial(gemeente, plan), eigen=eigen,
        afronding=zelfde if afgerond else False, noten=noten, controles=[controle],
    )  # fmt: skip


def _hoofden(plan: Plan) -> tuple[str, Mapping[str, Gegeven]]:
    """By what the region compares contributions, and the newest count of it; none where heads were not counted."""
    hoofd, gegevens = plan.regio.per_hoofd(plan.jaar), plan.uitkomst.gegevens
    if hoofd is None:
        return "jongere", {}
    geteld = [w for w in gegevens.maatstaven if w.maatstaf == hoofd.maatstaf and w.peiljaar <= plan.jaar]
    peiljaar = max((w.peiljaar for w in geteld), default=0)
    if plan.regio.bestand.maatstaven[hoofd.maatstaf].eenheid_van(peiljaar) != "aantal":
        return hoofd.woord, {}
    return hoofd.woord, {
        w.gemeentecode: Gegeven(exact(w.waarde), w.cel or "") for w in geteld if w.peiljaar == peiljaar
    }


def _zinnen(plan: Plan, kostensoort: str) -> tuple[str, ...]:
    ouden, stappen = list(plan.uitkomst.naast.values()), stappen_van(plan.uitkomst)[kostensoort]
    cijfers = decimalen(plan, kostensoort)
    nog = nog_gevraagd(plan, kostensoort, plan.jaar) if kostensoort in plan.kostensoorten else {}
    return regiozinnen(ouden, plan.uitkomst, stappen, cijfers, lambda code: gemeente(plan, code), nog)


STAPPEN = Tabelsoort("vergelijkstappen", vergelijkstappen, 80, per_kostensoort=True, zichtbaar=False)
VERGELIJKING = Tabelsoort("vergelijking", vergelijking, 81, per_kostensoort=True, samen=True, zichtbaar=False)
