"""Places in the tables of posts, hours and lines: begroting, capaciteit, formatie, scenario and investering."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from calc.afronding import DECIMALEN
from calc.notatie import euro, kort, woordvorm
from calc.scenario import BESPARING, MET, SALDO, VERSCHIL, ZONDER, Lijn, Scenario
from calc.tabel import Soort
from calc.tabellen.aansluiting.duiding import Duiding, is_totaal
from calc.tabellen.aansluiting.grootheid import NUL, Grootheid, Term, som
from calc.tabellen.aansluiting.termen import BEGROTING, Termen
from calc.tabellen.begroting import formatiebedrag
from calc.tabellen.scenario import Scenariocijfers
from schemas.gegevens import PM, Gedrukt

AF = "Af: "
UREN = "uren"
TE_VERDELEN, EXTRA, INVESTERING = "te verdelen", "extra", "investering"


def duid_begroting(termen: Termen, cel: Gedrukt) -> Duiding | None:
    """Posts, what is funded otherwise, and the total: the amount that is split."""
    bron = termen.uitkomst.begrotingen.get(cel.kostensoort)
    if bron is None or not cel.kolom.isdecimal() or int(cel.kolom) not in bron.jaren:
        return None
    jaar, decimalen = int(cel.kolom), DECIMALEN[termen.regio.eenheid(cel.kostensoort, termen.plan.jaar)]
    if is_totaal(cel.rij):
        totaal = termen.totaal(cel.kostensoort, jaar, BEGROTING)
        sleutel = (TE_VERDELEN, cel.kostensoort, cel.kolom)
        return None if totaal is None else Duiding(Soort.GELD, decimalen, som([(1, totaal)]), sleutel=sleutel)
    if cel.rij.startswith(AF) and (af := bron.anders_gedekt.get(cel.rij.removeprefix(AF))) is not None:
        return Duiding(Soort.GELD, decimalen, Grootheid(-af[jaar]))
    posten = [post for post in bron.posten if post.naam == cel.rij]
    if not posten:
        return None
    bedragen = [post.bedragen[jaar] for post in posten if jaar in post.bedragen]
    uitleg = (
        "" if bedragen else f"In {jaar} heeft deze post geen bedrag in de begroting, en het totaal bevat het ook niet."
    )
    return Duiding(Soort.GELD, decimalen, Grootheid(sum(bedragen, NUL)), uitleg=uitleg)


def duid_capaciteit(termen: Termen, cel: Gedrukt) -> Duiding | None:
    """Hours of a task, of all functions (`uren`) or one (`uren_<functie>`); a total is of the tasks printed above."""
    jaar = cel.jaar if cel.jaar is not None else termen.plan.jaar
    taken = termen.blok(cel) if is_totaal(cel.rij) else (cel.rij,)
    functie = cel.kolom.removeprefix(f"{UREN}_")
    regels = [r for r in termen.uitkomst.gegevens.capaciteit if r.kostensoort == cel.kostensoort and r.taak in taken]
    functies = {woordvorm(r.functie) for r in termen.uitkomst.gegevens.capaciteit if r.kostensoort == cel.kostensoort}
    if not regels or (cel.kolom != UREN and functie not in functies):
        return None
    uren = [
        Fraction(r.uren[jaar])
        for r in regels
        if jaar in r.uren and cel.kolom in (UREN, f"{UREN}_{woordvorm(r.functie)}")
    ]
    return Duiding(Soort.UREN, 0, Grootheid(sum(uren, NUL)))


def duid_formatie(termen: Termen, cel: Gedrukt) -> Duiding | None:
    """Cost of one function (`onderdeel: functie`): fte × rate."""
    jaar = cel.jaar if cel.jaar is not None else termen.plan.jaar
    kosten = [
        k
        for k in termen.uitkomst.formatie
        if k.regel.kostensoort == cel.kostensoort
        and k.jaar == jaar
        and f"{k.regel.onderdeel}: {k.regel.functie}" == cel.rij
    ]
    if not kosten or cel.kolom not in ("bedrag", "fte"):
        return None
    fte = sum((k.fte for k in kosten), NUL)
    if cel.kolom == "fte":
        return Duiding(Soort.MAATSTAF, 2, Grootheid(fte))
    uitleg = ""
    if len(kosten) == 1 and fte and isinstance(cel.waarde, Decimal):
        bij = f"schaal {kosten[0].regel.schaal}" if kosten[0].regel.schaal else kosten[0].regel.functie
        uitleg = (
            f"{kort(fte)} fte × {euro(kosten[0].tarief.bedrag, 0)} ({bij}); "
            f"gepubliceerd komt neer op {euro(Fraction(cel.waarde) / fte, 0)} per fte."
        )
    return Duiding(
        Soort.GELD, 2, Grootheid(sum((formatiebedrag(termen.waarden, k) for k in kosten), NUL)), uitleg=uitleg
    )


def duid_scenario(termen: Termen, cel: Gedrukt) -> Duiding | None:
    """A line of one part (`deel: regel`) in one year."""
    bron, cijfers = termen.uitkomst.scenario, termen.scenario
    deel, _, regel = cel.rij.partition(": ")
    if bron is None or cijfers is None or not cel.kolom.isdecimal() or int(cel.kolom) not in bron.jaren:
        return None
    lijn = next((lijn for lijn in bron.lijnen if (lijn.deel, lijn.regel) == (deel, regel)), None)
    if lijn is None:
        return None
    jaar = int(cel.kolom)
    if cijfers.lijn(deel, regel, jaar) is PM:
        return Duiding(Soort.TEKST, 0, tekst=str(PM))
    getal = cijfers.getal(deel, regel, jaar)
    delen, vast = _ontleed(termen, bron, lijn, jaar, getal)
    sleutel, teken = _sleutel(termen, cijfers, lijn, jaar)
    return Duiding(Soort.GELD, 0, som(delen, vast, getal), sleutel=sleutel, teken=teken)


def _ontleed(
    termen: Termen, bron: Scenario, lijn: Lijn, jaar: int, waarde: Fraction
) -> tuple[list[tuple[Fraction | int, Term]], Fraction]:
    """A line as a sum of yearly totals and a fixed rest: what the rounding of those totals does to it."""
    plan = termen.plan
    basis, nu = plan.basisjaar, min(jaar, plan.laatste_jaar)
    factoren: dict[tuple[str, int], int] = {}

    def tel(soort: str, welk: int, factor: int) -> None:
        factoren[(soort, welk)] = factoren.get((soort, welk), 0) + factor

    # Costs weigh 1 in their own line and -1 in that of the care; the part decides which years they are of.
    gewichten = {ZONDER: {basis: 1}, MET: {nu: 1}, VERSCHIL: {basis: 1, nu: -1} if basis != nu else {}}[lijn.deel]
    for soort in termen.regio.kostensoorten:
        if lijn.soort == f"kosten:{soort}" or lijn.soort == "restpost":
            for welk, gewicht in gewichten.items():
                tel(soort, welk, gewicht if lijn.soort != "restpost" else -gewicht)
        if lijn.soort == "extra":
            for welk in bron.investeringsjaren:
                tel(soort, welk, 1)
                tel(soort, basis, -1)
    delen: list[tuple[Fraction | int, Term]] = [
        (factor, gevonden)
        for (soort, welk), factor in factoren.items()
        if factor and (gevonden := termen.totaal(soort, welk, BEGROTING)) is not None
    ]
    return delen, waarde - sum((factor * deel.waarde for factor, deel in delen), NUL)


def _sleutel(termen: Termen, cijfers: Scenariocijfers, lijn: Lijn, jaar: int) -> tuple[tuple[str, ...], int]:
    basis, nu = termen.plan.basisjaar, min(jaar, termen.plan.laatste_jaar)
    soort, is_kosten = lijn.soort.removeprefix("kosten:"), lijn.soort.startswith("kosten:")
    if is_kosten and lijn.deel != VERSCHIL:
        return (TE_VERDELEN, soort, str(basis if lijn.deel == ZONDER else nu)), 1
    if is_kosten:
        return ((EXTRA, soort, str(nu)), -1) if nu != basis else ((), 1)
    if lijn.soort == "budget" and lijn.deel != VERSCHIL:
        return ("budget", str(jaar)), -1
    if lijn.soort == "extra":
        return (INVESTERING,), 1
    if lijn.soort == "restpost" and lijn.deel == VERSCHIL and nu != basis:
        # Without a saving in that year the care pays exactly what the kostensoorten cost more.
        return ((EXTRA, "", str(nu)), 1) if not cijfers.getal(MET, SALDO, jaar) else ((), 1)
    return (), 1


def duid_investering(termen: Termen, cel: Gedrukt) -> Duiding | None:
    """Regular, extra and total per year of the investment; the investment and the saving."""
    bron, cijfers = termen.uitkomst.scenario, termen.scenario
    if bron is None or cijfers is None or not bron.investeringsjaren:
        return None
    soorten = [soort for soort in termen.regio.kostensoorten if termen.regio.kostensoort(soort).label == cel.rij]
    if is_totaal(cel.rij):
        soorten = list(termen.regio.kostensoorten)
    if soorten:
        return _kosten(termen, bron, cel, soorten, "" if is_totaal(cel.rij) else soorten[0])
    naam, _, jaartal = cel.kolom.rpartition("_")
    if cel.rij == bron.regel("budget") and naam in ("regulier", "totaal") and jaartal in map(str, bron.jaren):
        waarde = Grootheid(cijfers.getal(ZONDER, cel.rij, int(jaartal)))
        return Duiding(Soort.GELD, 0, waarde, sleutel=("budget", jaartal), teken=-1)
    bedrag = besparingen(cijfers).get(naam_van_besparing(bron, cel.rij))
    if bedrag is None:
        return None
    # A saving has an amount in its own column, and nothing in those of the years of the investment.
    hier = naam == "besparing_vanaf" and jaartal == str(bron.besparing_vanaf)
    return Duiding(
        Soort.GELD, 0, Grootheid(-bedrag if hier else NUL), sleutel=("besparing", cel.rij) if hier else (), teken=-1
    )


def besparingen(cijfers: Scenariocijfers) -> Mapping[str, Fraction]:
    """The saving that the scenario counts with, and those that are also named."""
    return {BESPARING: cijfers.besparing, **cijfers.varianten}


def naam_van_besparing(scenario: Scenario, rij: str) -> str:
    """The saving of that name, or the first one whose name begins so (a table prints the short name)."""
    bekend = (BESPARING, *scenario.varianten)
    return rij if rij in bekend else next((naam for naam in bekend if naam.startswith(rij)), "")


def _kosten(termen: Termen, bron: Scenario, cel: Gedrukt, soorten: list[str], soort: str) -> Duiding | None:
    naam, _, jaartal = cel.kolom.rpartition("_")
    delen: list[tuple[Fraction | int, Term]] = []
    basis = termen.plan.basisjaar
    if cel.kolom == "extra_investering":
        delen = [(f, t) for s in soorten for j in bron.investeringsjaren for f, t in _extra(termen, s, j)]
        sleutel: tuple[str, ...] = (EXTRA, soort, "samen") if soort else (INVESTERING,)
    elif naam == "regulier" and jaartal.isdecimal():
        delen = [(1, t) for s in soorten if (t := termen.totaal(s, basis, BEGROTING)) is not None]
        sleutel = (TE_VERDELEN, soort, str(basis))
    elif naam in ("extra", "totaal") and jaartal in map(str, bron.investeringsjaren):
        delen = [paar for s in soorten for paar in _extra(termen, s, int(jaartal))]
        if naam == "totaal":
            # Regular plus extra: the base year stands in it twice, and may have been read in two ways.
            delen += [(1, t) for s in soorten if (t := termen.totaal(s, basis, BEGROTING)) is not None]
        sleutel = (EXTRA if naam == "extra" else TE_VERDELEN, soort, jaartal)
    return Duiding(Soort.GELD, 0, som(_samen(delen)), sleutel=sleutel) if delen else None


def _extra(termen: Termen, soort: str, jaar: int) -> list[tuple[Fraction | int, Term]]:
    paren = ((1, termen.totaal(soort, jaar, BEGROTING)), (-1, termen.totaal(soort, termen.plan.basisjaar, BEGROTING)))
    return [(factor, gevonden) for factor, gevonden in paren if gevonden is not None]


def _samen(delen: list[tuple[Fraction | int, Term]]) -> list[tuple[Fraction | int, Term]]:
    """A term that is added, or subtracted, more than once is read in one way only."""
    samen: dict[tuple[bool, Term], Fraction] = {}
    for factor, deel in delen:
        plek = (factor > 0, deel)
        samen[plek] = samen.get(plek, NUL) + factor
    return [(factor, deel) for (_, deel), factor in samen.items()]
