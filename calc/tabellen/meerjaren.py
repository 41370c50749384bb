"""Meerjarig, toename and mutaties: the same contributions over the years, and against the base year.

Differences are taken between the amounts as they are charged (rounded), so that a reader can redo them from the table.
Source: § 7.2.5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from calc.afronding import DECIMALEN
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import SAMEN, TOTAAL, ZELFDE, Controle, Kolom, Rij, Tabel
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
    rij,
    samen,
    som,
    term,
)
from calc.notatie import euro, opsomming, uniek
from calc.noten import bronnen, sluitregel_in_woorden
from calc.standen import woorden_van_jaar
from calc.tabel import Rijsoort, Soort
from calc.tabellen.deelnemers import MEER, OPGETELD, VERSCHIL, deelnemertabel, met_leden, onderrij
from calc.tabellen.opbouw import ORGANISATIE, te_verdelen, ten_laste, voor_deelnemers
from calc.tabellen.uittreding import wie_wegging
from schemas.fouten import VerkeerdGebruik

PLUS: Final = "Een plus betekent: de gemeente betaalt meer."


class GeenBasisjaar(VerkeerdGebruik):
    def __init__(self, jaar: int, basisjaar: int) -> None:
        super().__init__(f"Jaar {jaar} is het basisjaar zelf of ligt ervoor; kies een jaar na {basisjaar}.")


def jarentabel(
    plan: Plan,
    naam: Tabelnaam,
    titel: str,
    kolommen: Sequence[Kolom],
    controles: Sequence[Controle] = (),
    onder: Sequence[Rij] = (),
) -> Tabel:
    """Everyone who shares this cost in any year."""
    soort, afronding = naam.kostensoort, plan.met_afronding([naam.kostensoort], plan.jaren)
    return deelnemertabel(
        plan, naam, titel, plan.ooit(soort), kolommen, afronding=afronding, onder=onder, controles=controles,
        noten=_noten(plan, soort, naam.naam),
    )  # fmt: skip


def jaarkolom(plan: Plan, kostensoort: str, jaar: int, wat: Uitdrukking) -> Kolom:
    stand = woorden_van_jaar(plan.uitkomst, kostensoort, jaar)
    return Kolom(str(jaar), str(jaar), Soort.GELD, plan.decimalen(kostensoort, jaar), wat, stand=stand)


def meerjarig(plan: Plan, naam: Tabelnaam) -> Tabel:
    """Contribution per participant and year; below it what was to be split, and what rounding made of that."""
    soort, jaren = naam.kostensoort, plan.jaren
    if soort == SAMEN:
        return _samen(plan, naam)
    bedragen = {jaar: cel(plan.tabel("verdeling", soort, jaar), None, "bedrag") for jaar in jaren}
    kolommen = [jaarkolom(plan, soort, jaar, bedrag) for jaar, bedrag in bedragen.items()]
    gevraagd = {str(jaar): voor_deelnemers(plan, soort, jaar) for jaar in jaren}
    onder = _onder(plan, [soort])
    waar, vorm = f"{soort} {jaren[0]}–{jaren[-1]}", (Soort.GELD, plan.decimalen(soort, *jaren))
    gevonden = som(cel(naam, TOTAAL, jaar) for jaar in gevraagd)
    mag = term(sum(plan.speling(soort, jaar) for jaar in jaren))
    controle = Controle(
        "Meerjarig telt op over rijen en jaren", waar, som(gevraagd.values()), gevonden, mag, vorm, "opgeteld"
    )
    return jarentabel(plan, naam, f"Meerjarig {waar}", kolommen, (controle,), onder)


def _samen(plan: Plan, naam: Tabelnaam) -> Tabel:
    """What each participant pays per year for all kostensoorten together; empty where it takes no part in any."""
    decimalen = max(plan.decimalen(soort, *plan.jaren) for soort in plan.kostensoorten)
    per_jaar = {
        str(jaar): [cel(plan.tabel("meerjarig", soort), None, str(jaar)) for soort in plan.kostensoorten]
        for jaar in plan.jaren
    }
    kolommen = [Kolom(jaar, jaar, Soort.GELD, decimalen, som(delen, leeg=True)) for jaar, delen in per_jaar.items()]
    afronding = plan.met_afronding(plan.kostensoorten, plan.jaren)
    titel, noten = f"Meerjarig samen {plan.jaren[0]}–{plan.jaren[-1]}", (OPGETELD,)
    onder = _onder(plan, plan.kostensoorten)
    return deelnemertabel(plan, naam, titel, plan.gemeenten, kolommen, afronding=afronding, onder=onder, noten=noten)


def _onder(plan: Plan, soorten: Sequence[str]) -> list[Rij]:
    """Below the total what was to be split, what of it a limit puts on the organisation, and what rounding made of it.

    What was to be split is one figure everywhere: what the organisation carries is a row of its own.
    """
    jaren = plan.jaren
    gevraagd = {str(jaar): samen([te_verdelen(plan, soort, jaar) for soort in soorten]) for jaar in jaren}
    lasten = {str(jaar): [last for s in soorten if (last := ten_laste(plan, s, jaar)) is not None] for jaar in jaren}
    draagt = any(lasten.values())
    gedekt = {jaar: rij(TOTAAL) + rij(ORGANISATIE) if draagt else rij(TOTAAL) for jaar in gevraagd}
    verschil = {jaar: wat - rij("te_verdelen") for jaar, wat in gedekt.items()}
    onder = [onderrij("te_verdelen", Rijsoort.EXTRA, gevraagd, titel="Te verdelen", stap=True)]
    if draagt:
        gedragen = {jaar: samen(delen) if delen else term(0) for jaar, delen in lasten.items()}
        titel = f"Ten laste van {plan.regio.organisatie.naam}"
        onder.insert(0, onderrij(ORGANISATIE, Rijsoort.EXTRA, gedragen, titel=titel, stap=True))
    return [*onder, onderrij("verschil", Rijsoort.EXTRA, verschil, titel=VERSCHIL, stap=True)]


def toenamekolommen(oud: str, nieuw: str, decimalen: int) -> tuple[Kolom, Kolom]:
    """The year minus the base year, in euros and as a fraction of the base year."""
    meer = som([kol(nieuw)]) - som([kol(oud)])
    deel = als(gelijk(Zuiver(som([kol(oud)])), 0), None, kol("toename") / kol(oud))
    hoe = f"De toename is het bedrag van {nieuw} min dat van {oud}, zoals de bedragen worden betaald."
    return (
        Kolom("toename", "Toename", Soort.GELD, decimalen, meer, ZELFDE, uitleg=hoe),
        Kolom("toename_pct", "Toename %", Soort.AANDEEL, 1, deel, ZELFDE),
    )


def toename(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Base year and year, and the increase; a plan of the base year itself has none."""
    soort, basis, jaar = naam.kostensoort, plan.basisjaar, naam.jaar
    if jaar <= basis:
        return None
    bron = plan.tabel("meerjarig", soort)
    jaren = [jaarkolom(plan, soort, een, cel(bron, None, str(een))) for een in (basis, jaar)]
    meer = toenamekolommen(str(basis), str(jaar), plan.decimalen(soort, basis, jaar))
    tabel = jarentabel(plan, naam, f"Toename {soort} {basis}–{jaar}", [*jaren, *meer])
    voorgangers = plan.voorgangers(soort, basis, jaar)
    eigen = {code: {str(basis): met_leden(bron, str(basis), leden)} for code, leden in voorgangers.items()}
    noten = (*tabel.noten, *wie_wegging(plan, [soort], basis, jaar))
    return replace(_zonder(tabel, {lid for leden in voorgangers.values() for lid in leden}, eigen), noten=noten)


def _zonder(tabel: Tabel, weg: Set[str], eigen: Mapping[str, Mapping[str, Term]]) -> Tabel:
    """Without the rows of who merged into others; those have cells of their own."""
    rijen = (r for r in tabel.rijen if r.sleutel not in weg)
    return replace(tabel, rijen=tuple(replace(r, cellen={**r.cellen, **eigen.get(r.sleutel, {})}) for r in rijen))


def weiger_basisjaar(plan: Plan, jaar: int) -> None:
    """A year that was asked for by name; a plan of its own base year just has no such table."""
    if jaar <= plan.basisjaar and jaar != plan.jaar:
        raise GeenBasisjaar(jaar, plan.basisjaar)


def mutatie(toen: Uitdrukking, nu: Uitdrukking) -> Uitdrukking:
    """The year minus the base year: a plus means that the participant pays more."""
    return als(is_leeg(toen) * is_leeg(nu), None, som([nu]) - som([toen]))


def mutaties(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Every later year against the base year; a plan of one year has none."""
    soort, basis, bron = naam.kostensoort, plan.basisjaar, plan.tabel("meerjarig", naam.kostensoort)
    if plan.jaren[-1] == basis:
        return None
    kolommen, controles = [], []
    eigen: dict[str, dict[str, Term]] = {}
    for jaar in plan.jaren[1:]:
        for code, leden in plan.voorgangers(soort, basis, jaar).items():
            meer = som([cel(bron, None, str(jaar))]) - som([met_leden(bron, str(basis), leden)])
            eigen.setdefault(code, {})[str(jaar)] = meer
            for lid in leden:
                eigen.setdefault(lid, {})[str(jaar)] = None
        decimalen = plan.decimalen(soort, basis, jaar)
        meer = mutatie(cel(bron, None, str(basis)), cel(bron, None, str(jaar)))
        hoe = f"Een mutatie is het bedrag van {jaar} min dat van {basis}. {plan.regio.zeg(PLUS)}"
        stand = woorden_van_jaar(plan.uitkomst, soort, jaar)
        kolommen.append(Kolom(str(jaar), str(jaar), Soort.GELD, decimalen, meer, uitleg=hoe, stand=stand))
        controles.append(
            Controle(
                "Mutaties tellen op", f"{soort} {jaar} ten opzichte van {basis}",
                voor_deelnemers(plan, soort, jaar) - voor_deelnemers(plan, soort, basis), cel(naam, TOTAAL, str(jaar)),
                term(plan.speling(soort, basis) + plan.speling(soort, jaar)), (Soort.GELD, decimalen), "opgeteld",
            )
        )  # fmt: skip
    titel = f"Mutaties {soort} ten opzichte van {basis} {plan.regio.zeg('(plus = de gemeente betaalt meer)')}"
    tabel = jarentabel(plan, naam, titel, kolommen, controles)
    noten = dict.fromkeys(zin for jaar in plan.jaren[1:] for zin in wie_wegging(plan, [soort], basis, jaar))
    return replace(_zonder(tabel, set(), eigen), noten=(*tabel.noten, *noten))


def _noten(plan: Plan, kostensoort: str, naam: str) -> tuple[str, ...]:
    """Per year te verdelen, which years are given or provisional, the rule and the sources."""
    jaren = [plan.uitkomst.verdeling.van(kostensoort, jaar) for jaar in plan.jaren]
    gevraagd = {jaar.jaar: jaar.begroot if jaar.uit_de_rijen and jaar.begroot else jaar.te_verdelen for jaar in jaren}
    bedragen = [f"{jaar.jaar} {euro(gevraagd[jaar.jaar], DECIMALEN[jaar.eenheid])}" for jaar in jaren]
    meer = plan.regio.zeg(MEER)
    eerste = {
        "meerjarig": f"Te verdelen: {opsomming(bedragen)}.",
        "toename": f"Toename is het jaar min {plan.basisjaar}, tussen de bedragen zoals ze worden betaald.",
        "mutaties": f"Mutatie is het jaar min {plan.basisjaar}: {meer}.",
    }
    noten = [eerste[naam]]
    if vast := [str(jaar.jaar) for jaar in jaren if jaar.vastgesteld]:
        noten.append(f"Vastgesteld, niet opnieuw berekend: {opsomming(vast)}.")
    if ramingen := [str(jaar) for jaar in plan.jaren if jaar > plan.jaar]:
        noten.append(f"Raming: {opsomming(ramingen)}.")
    if oud := [str(jaar.jaar) for jaar in jaren if jaar.oude_maatstaven]:
        noten.append(f"Oude cijfers: in {opsomming(oud)} rekent de sleutel met het laatst bekende peiljaar.")
    noten += uniek(sluitregel_in_woorden(jaar) for jaar in jaren if not jaar.vastgesteld)
    return (*noten, *bronnen(bron for jaar in jaren for bron in jaar.bronnen))


MEERJARIG = Tabelsoort(
    "meerjarig", meerjarig, 60, per_kostensoort=True, verdeeld=True, samen=True,
    blad="Meerjarig", inhoud="de bijdragen per jaar", opgezocht=True,
)  # fmt: skip
TOENAME = Tabelsoort(
    "toename", toename, 50, per_kostensoort=True, per_jaar=True, verdeeld=True, weiger=weiger_basisjaar,
    blad="Toename", inhoud="dit jaar naast het basisjaar", opgezocht=True,
    komt_uit="een jaar na het basisjaar",
)  # fmt: skip
MUTATIES = Tabelsoort(
    "mutaties", mutaties, 70, per_kostensoort=True, verdeeld=True, blad="Mutaties",
    inhoud="het verschil met het basisjaar", opgezocht=True, komt_uit="een jaar na het basisjaar",
)  # fmt: skip
