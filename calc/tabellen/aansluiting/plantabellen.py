"""Places in the tables of posts, hours and lines: begroting, capaciteit, formatie, scenario and investering; and what
the running text names of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from calc.afronding import DECIMALEN, NUL
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Cel, Tabelnaam, cel, samen, som
from calc.notatie import euro, kort, procent, woordvorm
from calc.scenario import BESPARING, MET, SALDO, VERSCHIL, ZONDER, Scenario
from calc.tabel import CENT, EURO, Soort
from calc.tabellen.aansluiting.grootheid import Duiding, Term, is_totaal, paden
from calc.tabellen.aansluiting.termen import BEGROTING, Termen
from calc.tabellen.begroting import formatiecellen
from calc.tabellen.opbouw import te_verdelen
from calc.tabellen.scenario import TERUG
from schemas.gegevens import PM, Gedrukt

UREN = "uren"
TE_VERDELEN, EXTRA, INVESTERING = "te verdelen", "extra", "investering"
Delen = list[tuple[Fraction | int, Term]]


def duid_begroting(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """Posts, what is funded otherwise, and the total: the amount that is split."""
    soort, jaar = gedrukt.kostensoort, gedrukt.kolom
    if soort not in termen.uitkomst.begrotingen or not jaar.isdecimal() or int(jaar) not in termen.plan.jaren:
        return None
    if is_totaal(gedrukt.rij):
        return duid_te_verdelen(termen, gedrukt, int(jaar))
    vorm, naam = (Soort.GELD, DECIMALEN[termen.regio.eenheid(soort, termen.plan.jaar)]), Tabelnaam("begroting", soort)
    tabel = termen.model.tabel(naam)
    if tabel.tekst(gedrukt.rij, "post") == gedrukt.rij and gedrukt.rij not in tabel.sleutels:
        return Duiding(som([cel(naam, gedrukt.rij, jaar)]), vorm)
    rijen = [rij for rij in tabel.sleutels if tabel.tekst(rij, "post") == gedrukt.rij]
    if not rijen:
        return None
    gevuld = [een for rij in rijen if (een := termen.cel(naam, rij, jaar)) is not None]
    uitleg = f"In {jaar} heeft deze post geen bedrag in de begroting, en het totaal bevat het ook niet."
    return Duiding(samen(gevuld or [som([cel(naam, rijen[0], jaar)])]), vorm, uitleg="" if gevuld else uitleg)


def duid_te_verdelen(termen: Termen, gedrukt: Gedrukt, jaar: int) -> Duiding | None:
    """The amount that is split in a year."""
    soort = gedrukt.kostensoort
    totaal = termen.totaal(soort, jaar, BEGROTING)
    if totaal is None:
        return None
    # A budget over the years is in the unit of the plan's own.
    van = jaar if gedrukt.tabel == "tekst" else termen.plan.jaar
    vorm = Soort.GELD, DECIMALEN[termen.regio.eenheid(soort, van)]
    return Duiding(
        te_verdelen(termen.modelplan, soort, jaar), vorm, paden([(1, totaal)]), (TE_VERDELEN, soort, str(jaar))
    )


def duid_capaciteit(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """Hours of a task, of all functions (`uren`) or one (`uren_<functie>`); a total is of the tasks printed above."""
    taken = termen.blok(gedrukt) if is_totaal(gedrukt.rij) else (gedrukt.rij,)
    regels = [r for r in termen.uitkomst.gegevens.capaciteit if r.kostensoort == gedrukt.kostensoort]
    kolommen = {UREN, *(f"{UREN}_{woordvorm(regel.functie)}" for regel in regels)}
    if gedrukt.kolom not in kolommen or not any(regel.taak in taken for regel in regels):
        return None
    return _uren(termen, Tabelnaam("taken", gedrukt.kostensoort, termen.jaar_van(gedrukt)), taken, gedrukt.kolom)


def _uren(termen: Termen, naam: Tabelnaam, rijen: Sequence[str], kolom: str = UREN) -> Duiding:
    return Duiding(samen(een for rij in rijen if (een := termen.cel(naam, rij, kolom)) is not None), (Soort.UREN, 0))


def duid_uren(termen: Termen, gedrukt: Gedrukt, wat: str) -> Duiding | None:
    """Hours of all that is booked on a post, or of a task."""
    soort, jaar = gedrukt.kostensoort, termen.jaar_van(gedrukt)
    alle = (r for r in termen.uitkomst.gegevens.capaciteit if r.kostensoort == soort)
    if not any(wat in (regel.taak, regel.post) for regel in alle):
        return None
    per_post, taken = Tabelnaam("uren_per_post", soort, jaar), Tabelnaam("taken", soort, jaar)
    return _uren(termen, per_post if termen.cel(per_post, wat, UREN) is not None else taken, [wat])


def duid_formatie(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """Cost of one function (`onderdeel: functie`): fte × rate."""
    jaar, soort = termen.jaar_van(gedrukt), gedrukt.kostensoort
    kosten = [
        k for k in termen.uitkomst.formatie
        if (k.regel.kostensoort, k.jaar, f"{k.regel.onderdeel}: {k.regel.functie}") == (soort, jaar, gedrukt.rij)
    ]  # fmt: skip
    if not kosten or gedrukt.kolom not in ("bedrag", "fte"):
        return None
    fte, bedrag = zip(*(formatiecellen(termen.uitkomst.gegevens, k) for k in kosten), strict=True)
    if gedrukt.kolom == "fte":
        return Duiding(samen(fte), (Soort.MAATSTAF, 2))
    aantal, uitleg = sum((k.fte for k in kosten), NUL), ""
    if len(kosten) == 1 and aantal and isinstance(gedrukt.waarde, Decimal):
        bij = f"schaal {kosten[0].regel.schaal}" if kosten[0].regel.schaal else kosten[0].regel.functie
        uitleg = (
            f"{kort(aantal)} fte × {euro(kosten[0].tarief.bedrag, 0)} ({bij}); "
            f"gepubliceerd komt neer op {euro(Fraction(gedrukt.waarde) / aantal, 0)} per fte."
        )
    return Duiding(samen(bedrag), CENT, uitleg=uitleg)


def duid_scenario(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """A line of one part (`deel: regel`) in one year."""
    bron, naam = termen.uitkomst.scenario, Tabelnaam("scenario")
    if bron is None or not gedrukt.kolom.isdecimal() or int(gedrukt.kolom) not in bron.jaren:
        return None
    deel, _, regel = gedrukt.rij.partition(": ")
    if regel not in bron.regels or gedrukt.rij not in termen.model.tabel(naam).rij_van:
        return None
    jaar, wat = int(gedrukt.kolom), cel(naam, gedrukt.rij, gedrukt.kolom)
    if termen.lees(wat) is PM:
        return Duiding(wat, (Soort.TEKST, 0))
    getal = termen.getal(som([wat]))
    delen, vast = _ontleed(termen, bron, deel, regel, jaar, getal)
    sleutel, teken = _sleutel(termen, bron, deel, regel, jaar)
    return Duiding(wat if termen.lees(wat) is not None else som([wat]), EURO, paden(delen, vast), sleutel, teken)


def _ontleed(
    termen: Termen, bron: Scenario, deel: str, regel: str, jaar: int, waarde: Fraction
) -> tuple[Delen, Fraction]:
    """A line as a sum of yearly totals and a fixed rest: what the rounding of those totals does to it."""
    plan, (lijn, eigen) = termen.plan, bron.regels[regel]
    basis, nu = plan.basisjaar, min(jaar, plan.laatste_jaar)
    factoren: dict[tuple[str, int], int] = {}

    def tel(soort: str, welk: int, factor: int) -> None:
        factoren[(soort, welk)] = factoren.get((soort, welk), 0) + factor

    # Costs weigh 1 in their own line and -1 in that of the care; the part decides which years they are of.
    gewichten = {ZONDER: {basis: 1}, MET: {nu: 1}, VERSCHIL: {basis: 1, nu: -1} if basis != nu else {}}[deel]
    for soort in termen.regio.kostensoorten:
        if eigen == soort or lijn == "restpost":
            for welk, gewicht in gewichten.items():
                tel(soort, welk, gewicht if lijn != "restpost" else -gewicht)
        if lijn == "extra":
            for welk in bron.investeringsjaren:
                tel(soort, welk, 1)
                tel(soort, basis, -1)
    delen: Delen = [
        (factor, gevonden)
        for (soort, welk), factor in factoren.items()
        if factor and (gevonden := termen.totaal(soort, welk, BEGROTING)) is not None
    ]
    return delen, waarde - sum((factor * deel.waarde for factor, deel in delen), NUL)


def _sleutel(termen: Termen, bron: Scenario, deel: str, regel: str, jaar: int) -> tuple[tuple[str, ...], int]:
    basis, nu = termen.plan.basisjaar, min(jaar, termen.plan.laatste_jaar)
    lijn, soort = bron.regels[regel]
    if lijn == "kosten" and deel != VERSCHIL:
        return (TE_VERDELEN, soort, str(basis if deel == ZONDER else nu)), 1
    if lijn == "kosten":
        return ((EXTRA, soort, str(nu)), -1) if nu != basis else ((), 1)
    if lijn == "budget" and deel != VERSCHIL:
        return ("budget", str(jaar)), -1
    if lijn == "extra":
        return (INVESTERING,), 1
    if lijn == "restpost" and deel == VERSCHIL and nu != basis:
        # Without a saving in that year the care pays exactly what the kostensoorten cost more.
        saldo = cel(Tabelnaam("scenario"), f"{MET}: {SALDO}", str(jaar))
        return ((EXTRA, "", str(nu)), 1) if not termen.getal(saldo) else ((), 1)
    return (), 1


def duid_investering(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """Regular, extra and total per year of the investment; the investment and the saving."""
    bron, regio = termen.uitkomst.scenario, termen.regio
    if bron is None or not bron.investeringsjaren:
        return None
    soorten = [soort for soort in regio.kostensoorten if regio.kostensoort(soort).label == gedrukt.rij]
    if is_totaal(gedrukt.rij):
        soorten = list(regio.kostensoorten)
    if soorten:
        wat = termen.cel(Tabelnaam("investering"), gedrukt.rij, gedrukt.kolom)
        return None if wat is None else _kosten(termen, bron, gedrukt.kolom, soorten, wat)
    naam, _, jaartal = gedrukt.kolom.rpartition("_")
    if gedrukt.rij == bron.regel("budget") and naam in ("regulier", "totaal") and jaartal in map(str, bron.jaren):
        # As the scenario has it in any year, also where the table of the investment has no column for it.
        wat = termen.cel(Tabelnaam("scenario"), f"{ZONDER}: {gedrukt.rij}", jaartal)
        return None if wat is None else Duiding(wat, EURO, sleutel=("budget", jaartal), teken=-1)
    regel = _naam_van_besparing(bron, gedrukt.rij)
    bespaard = besparing(termen, regel)
    if bespaard is None:
        return None
    # A saving has an amount in its own column, and nothing in those of the years of the investment.
    if naam != "besparing_vanaf" or jaartal != str(bron.besparing_vanaf):
        return Duiding(som(()), EURO, teken=-1)
    return Duiding(bespaard, EURO, sleutel=("besparing", gedrukt.rij), teken=-1)


def besparing(termen: Termen, regel: str) -> Cel | None:
    """What is saved by that name, with the minus that it has in the table."""
    naam = Tabelnaam("investering")
    tabel = termen.model.zoek(naam)
    return None if tabel is None else termen.cel(naam, regel, tabel.kolommen[-1].naam)


def _naam_van_besparing(scenario: Scenario, rij: str) -> str:
    """The saving of that name, or the first one whose name begins so (a table prints the short name)."""
    bekend = (BESPARING, *scenario.varianten)
    return rij if rij in bekend else next((naam for naam in bekend if naam.startswith(rij)), "")


def _kosten(termen: Termen, bron: Scenario, kolom: str, soorten: list[str], wat: Cel) -> Duiding | None:
    naam, _, jaartal = kolom.rpartition("_")
    soort = soorten[0] if wat.rij != TOTAAL else ""
    regulier: Delen = [(1, t) for s in soorten if (t := termen.totaal(s, termen.plan.basisjaar, BEGROTING)) is not None]
    if kolom == "extra_investering":
        delen = [(f, t) for s in soorten for j in bron.investeringsjaren for f, t in _extra(termen, s, j)]
        sleutel: tuple[str, ...] = (EXTRA, soort, "samen") if soort else (INVESTERING,)
    elif naam == "regulier":
        delen, sleutel = regulier, (TE_VERDELEN, soort, str(termen.plan.basisjaar))
    else:
        delen = [paar for s in soorten for paar in _extra(termen, s, int(jaartal))]
        # Regular plus extra: the base year stands in it twice, and may have been read in two ways.
        delen += regulier if naam == "totaal" else []
        sleutel = (EXTRA if naam == "extra" else TE_VERDELEN, soort, jaartal)
    return Duiding(wat, EURO, paden(_samen(delen)), sleutel) if delen else None


def _extra(termen: Termen, soort: str, jaar: int) -> Delen:
    paren = ((1, termen.totaal(soort, jaar, BEGROTING)), (-1, termen.totaal(soort, termen.plan.basisjaar, BEGROTING)))
    return [(factor, gevonden) for factor, gevonden in paren if gevonden is not None]


def _samen(delen: Delen) -> Delen:
    """A term that is added, or subtracted, more than once is read in one way only."""
    opgeteld: dict[tuple[bool, Term], Fraction] = {}
    for factor, deel in delen:
        plek = (factor > 0, deel)
        opgeteld[plek] = opgeteld.get(plek, NUL) + factor
    return [(factor, deel) for (_, deel), factor in opgeteld.items()]


def duid_tekst(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    """A figure that the running text names: the column says which quantity of the plan is meant, the row is free.

    `te_verdelen` (of a kostensoort and year), `uren: <taak, post of totaal>`, `investering`, `investering_van_zorg`,
    `besparing`, `variant` (the row is its name) and `terugverdientijd`.
    """
    if gedrukt.kolom == "te_verdelen":
        return duid_te_verdelen(termen, gedrukt, termen.jaar_van(gedrukt))
    soort, _, wat = gedrukt.kolom.partition(": ")
    if soort == UREN and is_totaal(wat):
        # Of a printed total.
        van = replace(gedrukt, tabel="capaciteit", jaar=termen.jaar_van(gedrukt), rij=wat, kolom=UREN)
        return duid_capaciteit(termen, van)
    if soort == UREN:
        return duid_uren(termen, gedrukt, wat)
    bron = termen.uitkomst.scenario
    return None if bron is None else _scenario(termen, bron, gedrukt)


def _scenario(termen: Termen, bron: Scenario, gedrukt: Gedrukt) -> Duiding | None:
    if gedrukt.kolom == "investering":
        van = replace(gedrukt, tabel="investering", rij=TOTAAL, kolom="extra_investering")
        geheel = duid_investering(termen, van)
        return None if geheel is None else replace(geheel, sleutel=(INVESTERING,))
    if gedrukt.kolom == "investering_van_zorg":
        return _van_zorg(termen, bron)
    if gedrukt.kolom in ("besparing", "variant"):
        variant = gedrukt.kolom == "variant"
        bedrag = besparing(termen, gedrukt.rij if variant else BESPARING)
        sleutel = () if variant else ("besparing", BESPARING)
        return None if bedrag is None else Duiding(-bedrag, EURO, sleutel=sleutel)
    if gedrukt.kolom == "terugverdientijd":
        jaren = besparing(termen, TERUG)
        return None if jaren is None else Duiding(jaren, (Soort.WAARDE, 2))
    return None


def _van_zorg(termen: Termen, bron: Scenario) -> Duiding | None:
    """The investment as part of the care of the base year; of the whole budget it is another percentage."""
    jaar, naam = str(termen.plan.basisjaar), Tabelnaam("scenario")
    zorg, budget = (termen.cel(naam, f"{ZONDER}: {bron.regel(soort)}", jaar) for soort in ("restpost", "budget"))
    totaal = termen.cel(Tabelnaam("investering"), TOTAAL, "extra_investering")
    if zorg is None or budget is None or totaal is None or not termen.getal(zorg) or not termen.getal(budget):
        return None
    van_zorg, van_budget = (termen.getal(totaal) / abs(termen.getal(deel)) for deel in (zorg, budget))
    uitleg = f"Het is {procent(van_zorg)} van de zorg en {procent(van_budget, 3)} van het budget van {jaar}."
    return Duiding(totaal / zorg, (Soort.AANDEEL, 2), uitleg=uitleg)
