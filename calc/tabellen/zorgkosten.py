"""Zorgkosten: care per segment and participant, partly each for its own use and partly shared; and what it may cost.

One table per segment would be a row's length: a participant stands on one row, with the segments beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.sluitregels import sluit
from calc.model.tabel import TOTAAL, Controle, Eis, Kolom, Rij, Tabel, Uitgesteld
from calc.model.uitdrukking import (
    Celnaam,
    Tabelnaam,
    Term,
    Uitdrukking,
    als,
    cel,
    kol,
    som,
    som_waar,
    term,
    totaal,
)
from calc.model.waarden import Waarden
from calc.notatie import euro, kort, uniek
from calc.noten import bronnen
from calc.plafond import hoogste
from calc.tabel import CENT, Soort
from calc.tabellen import waarden_van
from calc.tabellen.deelnemers import deelnemertabel, subregiorijen
from calc.tabellen.invoer import invoer
from calc.uitlegvorm import afgeleidzin
from schemas.inhoud import klein
from schemas.kernwoorden import RATO
from schemas.regiozorg import Aanbieders, Segment, Zorg

MEER = (
    "Verschil is bijdrage min eigen prognose: een plus betekent dat de deelnemer meer betaalt dan zijn eigen gebruik."
)
BOVEN = "Let op: boven het plafond"


def _zorg(plan: Plan, naam: Tabelnaam) -> Zorg | None:
    return plan.regio.zorg(plan.jaar) if plan.uitkomst.gegevens.zorg and naam.jaar == plan.jaar else None


def _wie(plan: Plan) -> tuple[str, ...]:
    """Who takes part in the year of the plan: who left before it has no figures of its year, nor a part in its care."""
    return tuple(deelnemer.code for deelnemer in plan.regio.deelnemers(plan.jaar))


def zorgdelen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What the region file says per segment and participant: whether it takes part, and the part that is shared."""
    zorg = _zorg(plan, naam)
    if zorg is None:
        return None
    deelt = {s: set(plan.regio.segmentdeelnemers(s, plan.jaar)) for s in zorg.segmenten}
    kolommen, eigen = [], {}
    for s, segment in zorg.segmenten.items():
        kolommen.append(Kolom(f"doet_mee_{s}", f"Doet mee: {segment.label}", Soort.MAATSTAF, 0))
        kolommen.append(Kolom(f"solidair_{s}", f"Solidair: {segment.label}", Soort.AANDEEL, 2))
    for code in _wie(plan):
        cellen: dict[str, Term] = {}
        for s, segment in zorg.segmenten.items():
            bron = segment.deelnemers.bron if segment.deelnemers else zorg.bron
            cellen[f"doet_mee_{s}"] = plan.uit_regio(int(code in deelt[s]), bron)
            cellen[f"solidair_{s}"] = plan.uit_regio(segment.solidair / 100, zorg.bron)
        eigen[code] = cellen
    return deelnemertabel(plan, naam, f"Segmenten {plan.jaar}", eigen, kolommen, eigen=eigen, totaal=False)


def _segment(plan: Plan, delen: Tabelnaam, naam: str, segment: Segment) -> list[Kolom]:
    """Own use for the part that is not shared, and a share of the rest; what rounding leaves closes per segment."""
    invoertabel, titel = plan.tabel(invoer("Zorgkosten")), segment.label
    waar: dict[str, Term] = {"segment": naam, "gemeentecode": kol("gemeentecode")}
    mee, solidair = (cel(delen, None, f"{wat}_{naam}") for wat in ("doet_mee", "solidair"))
    gewicht: Uitdrukking = mee
    if segment.naar != RATO:
        peiljaar = plan.peiljaar(segment.naar, plan.jaar, plan.regio.segmentdeelnemers(naam, plan.jaar))
        gewicht = mee * som([cel(plan.tabel("maatstaven", jaar=peiljaar), None, segment.naar)])
    prognose, weegt, deel = f"prognose_{naam}", f"weegt_{naam}", f"deel_{naam}"
    samen = kol(prognose) - kol(prognose) * solidair
    gedeeld = totaal(prognose) * solidair * kol(weegt) / totaal(weegt)
    gesloten = sluit(
        "grootste-rest", f"bijdrage_{naam}", f"Bijdrage {klein(titel)}", totaal(prognose), deel, weegt, weegt, 2
    )
    uit, verwacht = (som_waar(invoertabel, wat, waar) for wat in ("gerealiseerd", "prognose"))
    return [
        Kolom(f"gerealiseerd_{naam}", f"Gerealiseerd {klein(titel)}", *CENT, uit),
        Kolom(prognose, f"Prognose {klein(titel)}", *CENT, verwacht),
        Kolom(weegt, f"Telt mee: {klein(titel)}", Soort.MAATSTAF, 0, gewicht, stap=True),
        Kolom(f"eigen_{naam}", f"Eigen gebruik: {klein(titel)}", *CENT, samen, stap=True),
        Kolom(f"gedeeld_{naam}", f"Gedeeld: {klein(titel)}", *CENT, gedeeld, stap=True),
        Kolom(
            deel, f"Deel: {klein(titel)}", Soort.AANDEEL, 4,
            (kol(f"eigen_{naam}") + kol(f"gedeeld_{naam}")) / totaal(prognose), stap=True,
        ),
        *gesloten.kolommen,
    ]  # fmt: skip


def zorgkosten(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """A row per participant: per segment realised, expected and what it pays; together, and per subregion."""
    zorg = _zorg(plan, naam)
    if zorg is None:
        return None
    gegevens, delen = plan.uitkomst.gegevens, plan.tabel("zorgdelen", jaar=plan.jaar)
    # A segment without any cost has nothing to share.
    kost = {regel.segment for regel in gegevens.zorg if regel.prognose}
    gebruikt = {s: segment for s, segment in zorg.segmenten.items() if s in kost}
    kolommen = [kolom for s, segment in gebruikt.items() for kolom in _segment(plan, delen, s, segment)]
    kolommen += [
        Kolom(wat, f"{wat.capitalize()} samen", *CENT, som(kol(f"{wat}_{s}") for s in gebruikt))
        for wat in ("gerealiseerd", "prognose", "bijdrage")
    ]
    kolommen.append(Kolom("verschil", "Verschil", *CENT, kol("bijdrage") - kol("prognose"), uitleg=MEER))
    onder = subregiorijen(plan, _wie(plan), plan.jaar, (kolom.naam for kolom in kolommen if not kolom.stap))
    controles = [
        Controle(
            "Kosten van zorg geheel verdeeld", f"{segment.label} {plan.jaar}", cel(naam, TOTAAL, f"prognose_{s}"),
            cel(naam, TOTAAL, f"bijdrage_{s}"), term(0), CENT, "verdeeld",
        )
        for s, segment in gebruikt.items()
    ]  # fmt: skip
    noten = Uitgesteld(
        lambda: (
            *(_mengsel(plan, segment) for segment in gebruikt.values()),
            MEER,
            *_boven(plan),
            *map(afgeleidzin, uniek(regel.afgeleid for regel in gegevens.zorg)),
            *bronnen([zorg.bron, *(regel.bron for regel in gegevens.zorg)]),
        )
    )
    titel = f"Kosten van zorg {plan.jaar}"
    eisen = [_iemand(plan, naam, s, segment) for s, segment in gebruikt.items()]
    return deelnemertabel(
        plan, naam, titel, _wie(plan), kolommen, onder=onder, noten=noten, eisen=eisen, controles=controles
    )


def _iemand(plan: Plan, naam: Tabelnaam, segment: str, wat: Segment) -> Eis:
    """Something to share by."""
    samen = cel(naam, TOTAAL, f"weegt_{segment}")
    naar = plan.regio.label_deel(wat.naar)
    fout = f"Segment {wat.label}: {naar} is van wie meedoet samen nul; er is niets om naar te verdelen."
    return Eis(samen > 0, fout)


def _mengsel(plan: Plan, segment: Segment) -> str:
    naar = "gelijk" if segment.naar == RATO else f"naar {klein(plan.regio.label_deel(segment.naar))}"
    if not segment.solidair:
        return f"{segment.label}: ieder betaalt zijn eigen gebruik."
    return (
        f"{segment.label}: {kort(100 - segment.solidair)}% naar eigen gebruik, {kort(segment.solidair)}% solidair, "
        f"{naar} gedeeld."
    )


def boven_plafond(waarden: Waarden, jaar: int) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Of each segment and group of providers that passes its maximum what it is, will cost and may cost, in euros."""
    naam = Tabelnaam("zorgplafonds", jaar=jaar)
    tabel = waarden.model.zoek(naam)
    for rij in tabel.sleutels if tabel is not None else ():
        if waarden[Celnaam(naam, rij, "let_op")] == BOVEN:
            prognose, plafond = (Fraction(waarden.getal(Celnaam(naam, rij, k))) for k in ("prognose", "plafond"))
            yield str(waarden[Celnaam(naam, rij, "naam")]), prognose, plafond


def _boven(plan: Plan) -> list[str]:
    return [
        f"Let op: {label} kost naar verwachting {euro(prognose)}, meer dan het plafond van {euro(plafond)}."
        for label, prognose, plafond in boven_plafond(waarden_van(plan.uitkomst), plan.jaar)
    ]


def zorgplafonds(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per segment and group of providers what it costs, what it may cost at most, and what is left."""
    zorg, bron = _zorg(plan, naam), plan.tabel(invoer("Zorgkosten"))
    if zorg is None:
        return None
    rijen = []
    groepen: list[tuple[str, str, Segment | Aanbieders]] = []
    groepen += [("segment", naam, segment) for naam, segment in zorg.segmenten.items()]
    groepen += [("aanbieder", naam, aanbieders) for naam, aanbieders in zorg.aanbieders.items()]
    for soort, welke, groep in groepen:
        waar: dict[str, Term] = {soort: welke}
        cellen: dict[str, Term] = {
            "soort": soort,
            "naam": groep.label,
            "gerealiseerd": som_waar(bron, "gerealiseerd", waar),
            "prognose": som_waar(bron, "prognose", waar),
        }
        if groep.plafond is not None:
            wie = plan.regio.segmentdeelnemers(welke, plan.jaar) if soort == "segment" else _wie(plan)
            cellen["plafond"] = hoogste(plan, groep.plafond, plan.jaar, wie)
            cellen["ruimte"] = kol("plafond") - kol("prognose")
            cellen["let_op"] = als(kol("prognose") > kol("plafond"), BOVEN, "")
        rijen.append(Rij(f"{soort} {welke}", cellen))
    kolommen = (
        *map(Kolom, ("soort", "naam")),
        *(Kolom(k, k.capitalize(), *CENT) for k in ("gerealiseerd", "prognose", "plafond", "ruimte")),
        Kolom("let_op", "Let op"),
    )
    ruimte = "Ruimte is plafond min prognose: een min betekent boven het plafond."
    noten = Uitgesteld(lambda: (ruimte, *_boven(plan)))
    return Tabel(naam, f"Plafonds van zorg {plan.jaar}", kolommen, tuple(rijen), noemt=("naam",), noten=noten)


ZORGKOSTEN = Tabelsoort(
    "zorgkosten", zorgkosten, 86, per_jaar=True, blad="Zorgkosten",
    inhoud="kosten van zorg per segment en deelnemer", komt_uit="blad Zorgkosten",
)  # fmt: skip
ZORGPLAFONDS = Tabelsoort(
    "zorgplafonds", zorgplafonds, 87, per_jaar=True, blad="Zorgkosten", komt_uit="blad Zorgkosten"
)
ZORGDELEN = Tabelsoort("zorgdelen", zorgdelen, 88, per_jaar=True, zichtbaar=False, blad="Zorgkosten")
