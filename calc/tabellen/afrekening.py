"""Afrekening and materialiteit: a provisional year and the definitive one beside it, as one table over both.

Between them stands a third outcome: the definitive costs by the provisional key. What changes up to there is due to
the costs, and what changes after it to the key, so that the two add up exactly under every closing rule. Source: SLA
art. 8 lid 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import SAMEN, TOTAAL, ZELFDE, Controle, Kolom, Rij, Tabel, Vorm
from calc.model.uitdrukking import (
    SOM,
    Gegeven,
    Tabelnaam,
    Term,
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
from calc.notatie import kort, opsomming
from calc.standen import statuszin
from calc.tabel import CENT, Rijsoort, Soort
from calc.tabellen.deelnemers import CODE, GEMEENTE, deelnemertabel, geldkolom
from calc.tabellen.eigen import GEEN, Deelnemer, eigen_soort
from calc.tabellen.opbouw import zoals_gegeven
from schemas.gegevens import Betaald
from schemas.inhoud import klein
from schemas.regio import Materialiteit

VOORLOPIG: Final = "voorlopig"
TUSSEN: Final = "met de voorlopige sleutel"
"""The names under which the two other outcomes stand beside the definitive one."""
BINNEN: Final = "binnen de drempel"
MATERIEEL: Final = "materieel"
NAGEGAAN: Final = "materieel, nagegaan"
GEEN_DREMPEL: Final = "geen drempel"
SAMEN_NIET_NUL: Final = (
    "Wat door de sleutel komt, is samen niet nul: andere cijfers veranderen ook wat de deelnemers samen betalen."
)


def deelnemers(plan: Plan, kostensoort: str) -> list[str]:
    """Everyone who shared this cost in one of the outcomes, in the order of the region."""
    alle = (plan, *(plan.andere[naam] for naam in (VOORLOPIG, TUSSEN)))
    codes = {code for een in alle for code in een.deelnemers(plan.jaar, kostensoort)}
    return [code for code in plan.regio.alle_deelnemers if code in codes]


def bekend(plan: Plan, kostensoort: str) -> bool:
    """Whether advances are given for this cost: each with its kostensoort, or without one for all together."""
    alle = plan.uitkomst.gegevens.betaald
    if not alle or VOORLOPIG not in plan.andere:
        return False
    per_soort = bool(alle[0].kostensoort)
    return not per_soort if kostensoort == SAMEN else per_soort or len(plan.kostensoorten) == 1


def betalingen(plan: Plan, kostensoort: str) -> dict[str, list[Betaald]]:
    """What each paid in advance for this cost; with one kostensoort it need not be named."""
    per_code: dict[str, list[Betaald]] = {}
    for een in plan.uitkomst.gegevens.betaald:
        if een.kostensoort in (kostensoort, ""):
            per_code.setdefault(een.gemeentecode, []).append(een)
    return per_code


def zonder_betaling(plan: Plan, kostensoort: str) -> Iterable[str]:
    """Who was asked for this cost and has no row among the advances: that counts as nothing paid, and is said."""
    groepen = {s: [s] for s in plan.kostensoorten if kostensoort in (s, SAMEN) and bekend(plan, s)}
    if kostensoort == SAMEN and bekend(plan, SAMEN):
        groepen = {SAMEN: list(plan.kostensoorten)}
    toen = plan.andere[VOORLOPIG].uitkomst.verdeling
    for soort, soorten in groepen.items():
        gevraagd = {code for s in soorten for code, bedrag in toen.van(s, plan.jaar).bedragen.items() if bedrag}
        stil = gevraagd - betalingen(plan, soort).keys()
        if namen := [lid.naam for code, lid in plan.regio.alle_deelnemers.items() if code in stil]:
            voor = "" if bekend(plan, SAMEN) else f" voor {soort}"
            yield f"Van {opsomming(namen)} is{voor} geen voorschot opgegeven: gerekend is met € 0,00."


def betaald(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What every participant paid in advance, as it came in."""
    if not bekend(plan, naam.kostensoort):
        return None
    per_code = betalingen(plan, naam.kostensoort)
    codes = _codes_samen(plan) if naam.kostensoort == SAMEN else deelnemers(plan, naam.kostensoort)

    def gegeven(code: str) -> Gegeven:
        eigen = per_code.get(code, [])
        waar = opsomming([een.plaats for een in eigen])
        return Gegeven(exact(sum((Fraction(een.bedrag) for een in eigen), Fraction(0))), waar, "opgegeven voorschotten")

    kolom = Kolom("bedrag", "Betaald", *CENT)
    eigen = {code: {"bedrag": gegeven(code)} for code in codes}
    return deelnemertabel(plan, naam, f"Betaald {naam.kostensoort}", codes, [kolom], eigen=eigen, totaal=False)


def afrekening(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What was asked, what it became, by costs and by key, and what is still to be paid (a minus: to be received)."""
    if not {VOORLOPIG, TUSSEN} <= plan.andere.keys():
        return None
    if naam.kostensoort == SAMEN:
        return _samen(plan, naam)
    soort, v, t = naam.kostensoort, plan.andere[VOORLOPIG], plan.andere[TUSSEN]
    van = ("verdeling", soort, plan.jaar)
    decimalen = max(een.decimalen(soort, plan.jaar) for een in (plan, v, t))
    bedragen = {een: cel(een.tabel(*van), None, "bedrag") for een in (v, t, plan)}
    cijfers = CENT[1] if bekend(plan, soort) else decimalen
    kolommen = [
        geldkolom("voorlopig", "Voorlopig", decimalen, bedragen[v]),
        geldkolom("definitief", "Definitief", decimalen, bedragen[plan]),
        geldkolom("tussen", "Definitieve kosten, voorlopige sleutel", decimalen, bedragen[t], stap=True),
        geldkolom("effect_kosten", "Door de kosten", decimalen, som([kol("tussen")]) - som([kol("voorlopig")])),
        geldkolom("effect_sleutel", "Door de sleutel", decimalen, som([kol("definitief")]) - som([kol("tussen")])),
        *_betaling(plan, soort, cijfers),
    ]
    afronding = any(een.met_afronding([soort], [plan.jaar]) for een in (plan, v, t))
    sleutel = cel(naam, TOTAAL, "effect_sleutel")
    controle = () if _los(plan, soort) else (Controle(
        "Effect van de sleutel is samen nul", f"{soort} {plan.jaar}", term(0), sleutel,
        term(plan.speling(soort, plan.jaar) + t.speling(soort, plan.jaar)), (Soort.GELD, decimalen), "samen",
    ),)  # fmt: skip
    label = plan.regio.kostensoort(soort).label
    return deelnemertabel(
        plan, naam, f"Afrekening {klein(label)} {plan.jaar}", deelnemers(plan, soort), kolommen, afronding=afronding,
        noten=_noten(plan, soort), controles=(_telt_op(naam, decimalen), *controle),
    )  # fmt: skip


def _los(plan: Plan, soort: str) -> bool:
    """Whether another key can change what the participants pay together, in one of the outcomes."""
    alle = (plan, *(plan.andere[naam] for naam in (VOORLOPIG, TUSSEN)))
    return any(een.regio.los_van_begroting(soort, plan.jaar) for een in alle)


def _betaling(plan: Plan, soort: str, decimalen: int) -> list[Kolom]:
    """What was paid in advance: as it was given, or else the provisional contribution; nothing where it is not known
    for this cost alone."""
    voorschot: Uitdrukking | None = kol("voorlopig")
    if plan.uitkomst.gegevens.betaald:
        voorschot = cel(plan.tabel("betaald", soort), None, "bedrag") if bekend(plan, soort) else None
    rest = som([kol("definitief")]) - som([kol("voorschotten")]) if voorschot is not None else None
    return [
        Kolom("voorschotten", "Voorschotten", Soort.GELD, decimalen, voorschot, SOM if voorschot is not None else None),
        Kolom("te_betalen", "Te betalen", Soort.GELD, decimalen, rest, SOM if rest is not None else None),
    ]


def _telt_op(naam: Tabelnaam, decimalen: int) -> Controle:
    delen = som(cel(naam, TOTAAL, kolom) for kolom in ("voorlopig", "effect_kosten", "effect_sleutel"))
    definitief = cel(naam, TOTAAL, "definitief")
    waar = naam.kostensoort
    return Controle("Voorlopig en effecten samen definitief", waar, definitief, delen, term(0), (Soort.GELD, decimalen))


def _codes_samen(plan: Plan) -> list[str]:
    codes = {code for soort in plan.kostensoorten for code in deelnemers(plan, soort)}
    return [code for code in plan.regio.alle_deelnemers if code in codes]


def _samen(plan: Plan, naam: Tabelnaam) -> Tabel:
    """All kostensoorten together: what each participant settles."""
    decimalen = max(een.decimalen(s, plan.jaar) for een in (plan, *plan.andere.values()) for s in plan.kostensoorten)
    per_soort = [plan.tabel("afrekening", soort) for soort in plan.kostensoorten]
    cijfers = CENT[1] if plan.uitkomst.gegevens.betaald else decimalen

    def van_alle(kolom: str) -> Uitdrukking:
        return som(cel(tabel, None, kolom) for tabel in per_soort)

    namen = {"voorlopig": "Voorlopig", "definitief": "Definitief", "effect_kosten": "Door de kosten"}
    namen["effect_sleutel"] = "Door de sleutel"
    kolommen = [geldkolom(kolom, titel, decimalen, van_alle(kolom)) for kolom, titel in namen.items()]
    if bekend(plan, SAMEN):
        kolommen += _betaling(plan, SAMEN, cijfers)
    else:
        kolommen += [geldkolom("voorschotten", "Voorschotten", cijfers, van_alle("voorschotten"))]
        kolommen += [
            geldkolom("te_betalen", "Te betalen", cijfers, som([kol("definitief")]) - som([kol("voorschotten")]))
        ]
    afronding = any(een.met_afronding(plan.kostensoorten, [plan.jaar]) for een in (plan, *plan.andere.values()))
    return deelnemertabel(
        plan, naam, f"Afrekening {plan.jaar}, alle kostensoorten samen", _codes_samen(plan), kolommen,
        afronding=afronding, noten=_noten(plan, ""), controles=(_telt_op(naam, decimalen),),
    )  # fmt: skip


def van_een(wie: Deelnemer, naam: Tabelnaam) -> Tabel | None:
    """The page of one participant: a row per kostensoort, from what was asked to what is still to be paid."""
    plan, code = wie.plan, wie.code
    if not {VOORLOPIG, TUSSEN} <= plan.andere.keys():
        return None
    soorten = [soort for soort in plan.kostensoorten if code in deelnemers(plan, soort)]
    rest = som([kol("definitief")]) - som([kol("voorschotten")])
    # What was paid in advance for all together is not known of one kostensoort, and so neither is the rest.
    voor_alles = bekend(plan, SAMEN) and len(plan.kostensoorten) > 1
    titels = {
        "voorlopig": "Voorlopige bijdrage", "effect_kosten": "Door de kosten", "effect_sleutel": "Door de sleutel",
        "definitief": "Definitieve bijdrage", "voorschotten": "Voorschotten", "te_betalen": "Te betalen",
    }  # fmt: skip
    formules = {"definitief": som(map(kol, ("voorlopig", "effect_kosten", "effect_sleutel"))), "te_betalen": rest}
    kolommen = [
        Kolom(k, titel, *CENT, formules.get(k), ZELFDE if k == "te_betalen" else SOM, geen=GEEN)
        for k, titel in titels.items()
    ]
    rijen = []
    for soort in soorten:
        van = plan.tabel("afrekening", soort)
        cellen: dict[str, Term] = {"kostensoort": wie.label(soort)}
        cellen |= {kolom: cel(van, code, kolom) for kolom in titels if kolom not in formules}
        rijen.append(Rij(soort, {**cellen, **({"te_betalen": None} if voor_alles else {})}))
    samen: dict[str, Term] = {"kostensoort": TOTAAL}
    if voor_alles:
        samen["voorschotten"] = cel(plan.tabel("afrekening", SAMEN), code, "voorschotten")
    onder = (Rij(TOTAAL, samen, soort=Rijsoort.TOTAAL),)
    return Tabel(naam, f"Afrekening {plan.jaar}", (Kolom("kostensoort"), *kolommen), tuple(rijen), onder)


def _noten(plan: Plan, soort: str) -> tuple[str, ...]:
    v, gegevens = plan.andere[VOORLOPIG].uitkomst.gegevens, plan.uitkomst.gegevens
    noten = [
        "Definitief is voorlopig, plus wat door de kosten komt, plus wat door de sleutel komt.",
        "Door de kosten: de definitieve kosten met de voorlopige sleutel, min de voorlopige bijdrage.",
        "Door de sleutel: de definitieve bijdrage min die met de voorlopige sleutel.",
        "Te betalen is de definitieve bijdrage min de voorschotten. "
        + plan.regio.zeg("Een min betekent: de gemeente ontvangt geld terug."),
        f"Voorlopig is {v.bestand} (SHA-256 {v.sha256[:12]}…), definitief {gegevens.bestand} "
        f"(SHA-256 {gegevens.sha256[:12]}…). {statuszin(gegevens.plan)}",
    ]
    if any(_los(plan, een) for een in ([soort] if soort else plan.kostensoorten)):
        noten.insert(3, SAMEN_NIET_NUL)
    if not gegevens.betaald:
        noten.append("Er zijn geen betaalde voorschotten opgegeven: gerekend is met de voorlopige bijdrage.")
    elif soort and not bekend(plan, soort):
        noten.append("De voorschotten zijn niet per kostensoort opgegeven: zie alle kostensoorten samen.")
    return (*noten, *zonder_betaling(plan, soort or SAMEN))


def materialiteit(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Every figure that the keys of the year use: as it was, as it became, and whether that is far off."""
    if VOORLOPIG not in plan.andere:
        return None
    v = plan.andere[VOORLOPIG]
    grens = plan.regio.materialiteit(plan.jaar)
    rijen = [rij for maatstaf in plan.regio.bestand.maatstaven for rij in _rijen(plan, v, maatstaf, grens)]
    if not rijen:
        return None
    verschil = som([kol("definitief")]) - som([kol("voorlopig")])
    deel = als(gelijk(Zuiver(som([kol("voorlopig")])), 0), None, kol("verschil") / kol("voorlopig"))
    kolommen = (
        Kolom("maatstaf"), CODE, GEMEENTE,
        Kolom("voorlopig", "Voorlopig", Soort.MAATSTAF), Kolom("definitief", "Definitief", Soort.MAATSTAF),
        Kolom("verschil", "Verschil", Soort.MAATSTAF, 0, verschil),
        Kolom("verschil_pct", "Verschil %", Soort.AANDEEL, 1, deel),
        Kolom("drempel", "Drempel", Soort.MAATSTAF), Kolom("oordeel"),
    )  # fmt: skip
    noten = ["De regio heeft geen drempel: geen afwijking houdt een definitieve afrekening tegen."]
    if grens is not None:
        extra = f", en in euro's bovendien meer dan € {kort(grens.euro)}" if grens.euro else ""
        noten = [f"Materieel is meer dan {kort(grens.procent)}% van het voorlopige cijfer{extra}. Bron: {grens.bron}."]
    titel = f"Materialiteit {plan.jaar}"
    return Tabel(naam, titel, kolommen, tuple(rijen), noemt=("maatstaf", "gemeente"), noten=tuple(noten))


def _peiljaren(plan: Plan, v: Plan, maatstaf: str) -> dict[tuple[int, int], list[str]]:
    """Every peiljaar that contributions of the year rest on, as it was and as it became, with the kostensoorten: a
    mean over years takes more of them, and a rule may fix one."""
    paren: dict[tuple[int, int], list[str]] = {}
    for soort in plan.kostensoorten:
        toen, nu = (een.uitkomst.verdeling.van(soort, plan.jaar) for een in (v, plan))
        for (naam, vast, eerder), peiljaar in nu.gebruikt.items():
            was = toen.gebruikt.get((naam, vast, eerder), toen.peiljaren.get(naam))
            if naam == maatstaf and was is not None:
                paren.setdefault((was, peiljaar), []).append(soort)
    return paren


def _rijen(plan: Plan, v: Plan, maatstaf: str, grens: Materialiteit | None) -> Iterator[Rij]:
    paren = _peiljaren(plan, v, maatstaf)
    for (toen, nu), soorten in sorted(paren.items(), reverse=True):
        mee = {code for een in (v, plan) for soort in soorten for code in een.deelnemers(een.jaar, soort)}
        yield from _van_peiljaar(plan, v, maatstaf, (toen, nu), mee, f" {nu}" if len(paren) > 1 else "", grens)


def _van_peiljaar(
    plan: Plan, v: Plan, maatstaf: str, paar: tuple[int, int], mee: set[str], slot: str, grens: Materialiteit | None
) -> Iterator[Rij]:
    toen, nu = paar
    eenheid = plan.regio.bestand.maatstaven[maatstaf].eenheid_van(nu) or ""
    cijfers, eerdere = plan.uitkomst.gegevens.maatstaven, v.uitkomst.gegevens.maatstaven
    bekend = {w.gemeentecode: w for w in cijfers if (w.maatstaf, w.peiljaar) == (maatstaf, nu)}
    eerder = {w.gemeentecode: w for w in eerdere if (w.maatstaf, w.peiljaar) == (maatstaf, toen)}
    vormen = _vormen(eenheid, [Fraction(w.waarde) for w in (*eerder.values(), *bekend.values())])
    for code in plan.regio.alle_deelnemers:
        if code not in mee or (code not in bekend and code not in eerder):
            continue
        cellen: dict[str, Term] = {
            "maatstaf": f"{plan.regio.label_deel(maatstaf)}{slot}", "gemeentecode": code,
            "gemeente": plan.regio.gemeente(code),
        }  # fmt: skip
        if code in eerder:
            cellen["voorlopig"] = cel(v.tabel("maatstaven", jaar=toen), code, maatstaf)
        if code in bekend:
            cellen["definitief"] = cel(plan.tabel("maatstaven", jaar=nu), code, maatstaf)
        cellen["oordeel"] = GEEN_DREMPEL
        if grens is not None:
            cellen["drempel"] = _drempel(plan, grens, eenheid)
            ver = NAGEGAAN if code in bekend and bekend[code].bevestigd else MATERIEEL
            cellen["oordeel"] = als(Zuiver(abs(kol("verschil"))) <= Zuiver(kol("drempel")), BINNEN, ver)
        yield Rij(f"{maatstaf}{slot}: {code}", cellen, vormen=vormen)


def _vormen(eenheid: str, cijfers: Sequence[Fraction]) -> dict[str, Vorm]:
    """How a sheet shows the figures of a maatstaf; a threshold is a part of one, and seldom whole."""
    soort = Soort.GELD if eenheid == "euro" else Soort.WAARDE
    decimalen = 0 if all(cijfer.denominator == 1 for cijfer in cijfers) else zoals_gegeven(cijfers)
    return {**dict.fromkeys(("voorlopig", "definitief", "verschil"), (soort, decimalen)), "drempel": (soort, 2)}


def _drempel(plan: Plan, grens: Materialiteit, eenheid: str) -> Uitdrukking:
    deel = abs(som([kol("voorlopig")])) * plan.uit_regio(Fraction(grens.procent) / 100, grens.bron)
    if eenheid != "euro" or not grens.euro:
        return deel
    euro = plan.uit_regio(grens.euro, grens.bron)
    return als(deel > euro, deel, euro)


AFREKENING = Tabelsoort(
    "afrekening", afrekening, 76, per_kostensoort=True, verdeeld=True, samen=True, blad="Afrekening",
    inhoud="wat elke gemeente nog betaalt of ontvangt",
    komt_uit="twee invoeren: geef ook de voorlopige",
)  # fmt: skip
MATERIALITEIT = Tabelsoort(
    "materialiteit", materialiteit, 77, blad="Materialiteit", inhoud="welke cijfers ver afwijken",
    komt_uit="twee invoeren: geef ook de voorlopige",
)  # fmt: skip
BETAALD = Tabelsoort("betaald", betaald, 75, per_kostensoort=True, samen=True, zichtbaar=False)
EIGEN = eigen_soort("eigen_afrekening", van_een, 76, "eigen_afrekening")
