"""Samenvatting: what each participant pays in a year beside the year before, per head, and of its budget; and what it
pays over the years.

A plus means: pays more. What it is divided by is a step: on the sheet and in an explanation, not for programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import SAMEN, ZELFDE, Kolom, Rij, Tabel
from calc.model.uitdrukking import (
    Tabelnaam,
    Term,
    Uitdrukking,
    Zuiver,
    als,
    cel,
    gelijk,
    is_leeg,
    kol,
    rond,
    som,
    som_waar,
)
from calc.plafond import plafondzinnen
from calc.standen import Stand, samengevat, woorden_van_jaar
from calc.tabel import CENT, EURO, Rijsoort, Soort
from calc.tabellen import waarden_van
from calc.tabellen.deelnemers import OPGETELD, Cellen, deelnemertabel, onderrij
from calc.tabellen.uittreding import wie_wegging
from schemas.geldend import in_jaar
from schemas.inhoud import klein

PLUS = "Een plus bij het verschil betekent: de gemeente betaalt meer dan het jaar ervoor."
ONDER = "Per kostensoort staan onder de verdeling de sluitregel, wat voorlopig of afgeleid is, en de bronnen."
NIET_MEE = "–"
"""Who does not share a cost has no contribution to it, which is not a contribution of nothing."""
NIETS: Mapping[str, Term] = {}
SUBREGIO = Kolom("subregio", "Subregio", stap=True)


def vorig_jaar(plan: Plan, jaar: int) -> int | None:
    """The year before, where it is in the plan."""
    return jaar - 1 if jaar - 1 in plan.jaren else None


def samenvatting(plan: Plan, naam: Tabelnaam) -> Tabel:
    jaar, soorten, vorig = naam.jaar, plan.kostensoorten, vorig_jaar(plan, naam.jaar)
    decimalen, noten = max(plan.decimalen(soort, jaar) for soort in soorten), [ONDER]
    bedragen = [_bijdrage(plan, soort, jaar) for soort in soorten]
    samen: Uitdrukking = som([kol(soort) for soort in soorten], leeg=True)
    bedragen.append(_geld("totaal", f"Samen {jaar}", decimalen, samen, _stand(plan, jaar)))
    afgeleid: list[Kolom] = []
    if vorig is not None:
        betaald = som([cel(plan.tabel("meerjarig", soort), None, str(vorig)) for soort in soorten], leeg=True)
        bedragen.append(_geld("vorig_jaar", f"Samen {vorig}", decimalen, betaald, _stand(plan, vorig)))
        meer = som([kol("totaal")]) - som([kol("vorig_jaar")])
        afgeleid.append(Kolom("verschil", "Verschil", Soort.GELD, decimalen, meer, ZELFDE))
        afgeleid.append(_deel("verschil_pct", "Verschil in %", (Soort.AANDEEL, 1), "verschil", "vorig_jaar"))
        noten = [plan.regio.zeg(PLUS), *wie_wegging(plan, soorten, vorig, jaar), *noten]
    for kolommen, noot in (*_per_hoofd(plan, jaar), *_budget(plan, jaar)):
        afgeleid += kolommen
        noten.insert(-1, noot)
    jaren = [een for een in (jaar, vorig) if een is not None]
    waarden = waarden_van(plan.uitkomst)
    noten += [f"Let op: {zin}." for soort in soorten for zin in plafondzinnen(waarden, soort, jaar)]
    eigen = _wie(plan, jaar, vorig)
    return _tabel(plan, naam, f"Samenvatting {jaar}", (jaar, jaren), bedragen, afgeleid, noten, eigen)


def samenvatting_jaren(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """All kostensoorten together over the years; a plan of one year has none."""
    soorten, jaren = plan.kostensoorten, plan.jaren
    if len(jaren) < 2:
        return None
    bron = plan.tabel("meerjarig", SAMEN if len(soorten) > 1 else soorten[0])
    decimalen = max(plan.decimalen(soort, *jaren) for soort in soorten)
    bedragen = [_geld(str(een), str(een), decimalen, cel(bron, None, str(een)), _stand(plan, een)) for een in jaren]
    oud, nieuw = str(jaren[0]), str(jaren[-1])
    meer = som([kol(nieuw)]) - som([kol(oud)])
    afgeleid = [
        Kolom("verschil", f"Verschil {oud}–{nieuw}", Soort.GELD, decimalen, meer, ZELFDE),
        _deel("verschil_pct", "Verschil in %", (Soort.AANDEEL, 1), "verschil", oud),
    ]
    noten = [
        plan.regio.zeg(f"Een plus bij het verschil betekent: de gemeente betaalt in {nieuw} meer dan in {oud}."),
        *wie_wegging(plan, soorten, jaren[0], jaren[-1], "het verschil is met"),
        OPGETELD if len(soorten) > 1 else "",
    ]
    titel = f"Samenvatting {oud}–{nieuw}"
    wie: dict[str, Mapping[str, Term]] = dict.fromkeys(
        (code for een in jaren for soort in soorten for code in plan.deelnemers(een, soort)), NIETS
    )
    betaald, anders = _betaald(plan, jaren[0], jaren[-1])
    for code in anders:
        toen = som(betaald.get(code, ()))
        deel = als(gelijk(Zuiver(toen), 0), None, kol("verschil") / toen)
        eigen: dict[str, Term] = {"verschil": som([kol(nieuw)]) - toen, "verschil_pct": deel}
        wie[code] = eigen if code in betaald else dict.fromkeys(eigen)
    return _tabel(plan, naam, titel, (plan.jaar, jaren), bedragen, afgeleid, [noot for noot in noten if noot], wie)


def _tabel(
    plan: Plan,
    naam: Tabelnaam,
    titel: str,
    wanneer: tuple[int, Sequence[int]],
    bedragen: Sequence[Kolom],
    afgeleid: Sequence[Kolom],
    noten: Sequence[str],
    eigen: Cellen,
) -> Tabel:
    """A row per participant of any of the years, and below the total one per subregio of the year."""
    jaar, jaren = wanneer
    namen = {code: plan.regio.gemeente(code) for code in plan.gemeenten if code in eigen}
    subregio = {code: plan.regio.subregio(code, jaar) for code in namen}
    zelfde = {kolom.naam: kolom.formule for kolom in (*bedragen, *afgeleid[:1]) if kolom.formule is not None}
    groepen = [_groep(een, bedragen, afgeleid) for een in dict.fromkeys(filter(None, subregio.values()))]
    groepen = groepen if len(groepen) > 1 else []
    kolommen = (*([SUBREGIO] if groepen else []), *bedragen, *afgeleid)
    cellen: Cellen = {code: {**eigen[code], **({"subregio": subregio[code]} if groepen else {})} for code in namen}
    return deelnemertabel(
        plan, naam, titel, namen, kolommen, eigen=cellen, onder=groepen, noten=tuple(noten),
        afronding=zelfde if plan.met_afronding(plan.kostensoorten, jaren) else False,
    )  # fmt: skip


def _wie(plan: Plan, jaar: int, vorig: int | None) -> Cellen:
    """Who has a row, and what of its own: who merged has what all of them paid."""
    if vorig is None:
        return {code: {} for soort in plan.kostensoorten for code in plan.deelnemers(jaar, soort)}
    betaald, anders = _betaald(plan, vorig, jaar)
    return {code: {"vorig_jaar": som(wie, leeg=True)} if code in anders else {} for code, wie in betaald.items()}


def _betaald(plan: Plan, toen: int, nu: int) -> tuple[Mapping[str, Sequence[Uitdrukking]], Set[str]]:
    """What each paid then, in the row of whom it became; and who merged, or merged into another. Whose amounts all
    stand in the row of whom it became, has none itself.
    """
    cellen: dict[str, list[Uitdrukking]] = {}
    anders: set[str] = set()
    for soort in plan.kostensoorten:
        voorgangers, bron = plan.voorgangers(soort, toen, nu), plan.tabel("meerjarig", soort)
        weg = {lid for leden in voorgangers.values() for lid in leden}
        anders |= {*voorgangers, *weg}
        for code in {*plan.deelnemers(toen, soort), *plan.deelnemers(nu, soort)} - weg:
            samen = [cel(bron, wie, str(toen)) for wie in (None, *voorgangers.get(code, ()))]
            cellen.setdefault(code, []).extend(samen)
    return cellen, anders


def _bijdrage(plan: Plan, soort: str, jaar: int) -> Kolom:
    bedrag = cel(plan.tabel("verdeling", soort, jaar), None, "bedrag")
    label, stand = soort.replace("_", " ").capitalize(), woorden_van_jaar(plan.uitkomst, soort, jaar)
    return replace(_geld(soort, label, plan.decimalen(soort, jaar), bedrag, stand), geen=NIET_MEE)


def _geld(naam: str, titel: str, decimalen: int, formule: Uitdrukking, stand: Stand) -> Kolom:
    return Kolom(naam, titel, Soort.GELD, decimalen, formule, stand=stand)


def _stand(plan: Plan, jaar: int) -> Stand:
    """What all kostensoorten are, or what the least certain of them is."""
    return samengevat(woorden_van_jaar(plan.uitkomst, soort, jaar) for soort in plan.kostensoorten)


def _deel(naam: str, titel: str, vorm: tuple[Soort, int], van: str, door: str) -> Kolom:
    """One column by another; empty where there is nothing to divide or to divide by."""
    deel: Uitdrukking = kol(van) / kol(door)
    if vorm[0] is Soort.GELD:
        deel = rond(deel, vorm[1])
    quotient = als(gelijk(Zuiver(som([kol(door)])), 0), None, deel)
    return Kolom(naam, titel, *vorm, als(is_leeg(kol(van)), None, quotient), ZELFDE)


def _per_hoofd(plan: Plan, jaar: int) -> Iterator[tuple[Sequence[Kolom], str]]:
    """The contribution per jongere, or per what the region file says; only where heads were counted."""
    hoofd = plan.regio.per_hoofd(jaar)
    peiljaar = _peiljaar(plan, hoofd.maatstaf, jaar) if hoofd else None
    if hoofd is None or peiljaar is None:
        return
    eenheid = plan.regio.bestand.maatstaven[hoofd.maatstaf].eenheid_van(peiljaar)
    if eenheid == "aantal":
        label = plan.regio.label_deel(hoofd.maatstaf)
        noemer = _maatstaf(plan, "hoofden", f"{label} {peiljaar}", (Soort.MAATSTAF, 0), hoofd.maatstaf, peiljaar)
        per = _deel(f"per_{hoofd.woord}", f"Per {hoofd.woord}", CENT, "totaal", "hoofden")
        yield (noemer, per), f"Per {hoofd.woord}: de bijdrage gedeeld door {klein(label)} {peiljaar}."


def _budget(plan: Plan, jaar: int) -> Iterator[tuple[Sequence[Kolom], str]]:
    """What part the contribution is of the maatstaf that stands for the youth budget."""
    budget = jeugdbudget(plan, jaar)
    if budget is None:
        return
    maatstaf, peiljaar = budget
    label = plan.regio.label_deel(maatstaf)
    noemer = _maatstaf(plan, "jeugdbudget", f"Jeugdbudget {peiljaar}", EURO, maatstaf, peiljaar)
    titel = f"Deel van het jeugdbudget {peiljaar}"
    deel = _deel("pct_van_jeugdbudget", titel, (Soort.AANDEEL, 2), "totaal", "jeugdbudget")
    yield (noemer, deel), f"Jeugdbudget: {klein(label)} {peiljaar} {plan.regio.zeg('van de gemeente')}."


def jeugdbudget(plan: Plan, jaar: int) -> tuple[str, int] | None:
    """The maatstaf that stands for the youth budget, and its peiljaar; nothing where the columns of it are missing."""
    gekozen = in_jaar(plan.regio.bestand.budgetmaatstaf, jaar)
    peiljaar = _peiljaar(plan, gekozen.waarde, jaar) if gekozen else None
    return None if gekozen is None or peiljaar is None else (gekozen.waarde, peiljaar)


def _peiljaar(plan: Plan, maatstaf: str, jaar: int) -> int | None:
    """The newest of which there are figures, not after the year."""
    waarden = plan.uitkomst.gegevens.maatstaven
    return max((w.peiljaar for w in waarden if w.maatstaf == maatstaf and w.peiljaar <= jaar), default=None)


def _maatstaf(plan: Plan, naam: str, titel: str, vorm: tuple[Soort, int], maatstaf: str, peiljaar: int) -> Kolom:
    cijfer = som([cel(plan.tabel("maatstaven", jaar=peiljaar), None, maatstaf)])
    return Kolom(naam, titel, *vorm, cijfer, stap=True)


def _groep(subregio: str, bedragen: Sequence[Kolom], afgeleid: Sequence[Kolom]) -> Rij:
    """A subregion together, below the total and no part of it."""
    samen = {
        k.naam: som_waar(None, k.naam, {"subregio": subregio}) for k in (*bedragen, *afgeleid) if k.totaal is not ZELFDE
    }
    zelfde = {k.naam: k.formule for k in afgeleid if k.totaal is ZELFDE and k.formule is not None}
    return onderrij(subregio, Rijsoort.EXTRA, {**samen, **zelfde}, titel=f"Waarvan {subregio}", stap=True)


SAMENVATTING = Tabelsoort(
    "samenvatting", samenvatting, 6, per_jaar=True, verdeeld=True,
    blad="Samenvatting", inhoud="wat elke gemeente bijdraagt", vervolg="samenvatting_jaren", raad=True,
)  # fmt: skip
SAMENVATTING_JAREN = Tabelsoort(
    "samenvatting_jaren", samenvatting_jaren, 7, verdeeld=True,
    blad="Samenvatting", inhoud="wat elke gemeente bijdraagt",
)  # fmt: skip
