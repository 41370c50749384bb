"""Voorschotten: a contribution in terms, rounded cumulatively, so that every row adds up to the contribution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import SAMEN, TOTAAL, Controle, Kolom, Tabel
from calc.model.uitdrukking import Gegeven, Tabelnaam, Uitdrukking, als, cel, exact, is_leeg, kol, rond, som, term
from calc.notatie import datum
from calc.tabel import CENT, Soort
from calc.tabellen.deelnemers import deelnemertabel, geldkolom
from schemas.gegevens import Gegevens
from schemas.maanden import op_dag
from schemas.plaats import Vindplaats
from schemas.regio import Betaling
from schemas.regiovorm import in_jaar

VERREKEND = (
    "Wat voor een termijn al in rekening is gebracht, blijft zo; wat daarop te weinig of te veel was, zit in de eerste "
    "termijn daarna."
)


@dataclass(frozen=True)
class Betaaldag:
    """A day, the part of the contribution that is due by it alone, and who says so.

    in_rekening: the amount that was charged for it already, by an earlier version of the plan.
    """

    dag: date
    deel: Fraction
    plaats: Vindplaats | str
    bron: str
    in_rekening: Decimal | None = None


def termijnen_van(gegevens: Gegevens, kostensoort: str, code: str, jaar: int) -> tuple[Betaaldag, ...]:
    """The terms in force, in the order of the year; none where nobody says when to pay. The code may be empty: what
    holds for everyone.

    Letter, ledger and table ask here. The terms of who has its own go before those of a kostensoort, and these before
    those of all; of the same width the input goes before the region file.
    """
    regio = gegevens.regio
    eigen = regio.alle_deelnemers[code].betaling if code else {}
    eigen_regels = gegevens.betaling if jaar == gegevens.plan.jaar else ()

    def uit_invoer(soort: str, wie: str) -> tuple[Betaaldag, ...]:
        regels = (regel for regel in eigen_regels if (regel.kostensoort, regel.gemeentecode) == (soort, wie))
        return tuple(
            Betaaldag(r.datum, Fraction(r.procent) / 100, Vindplaats.op_rij("Betaling", r.rij), r.bron, r.in_rekening)
            for r in regels
        )

    def uit_regio(betalingen: dict[int, Betaling]) -> tuple[Betaaldag, ...]:
        betaling, plaats = in_jaar(betalingen, jaar), f"regiobestand {regio.naam}"
        return () if betaling is None else tuple(
            Betaaldag(op_dag(termijn.datum, jaar), Fraction(termijn.procent) / 100, plaats, betaling.bron)
            for termijn in betaling.termijnen
        )  # fmt: skip

    persoonlijk = (uit_invoer(kostensoort, code), uit_invoer("", code), uit_regio(dict(eigen))) if code else ()
    gevonden = (
        *persoonlijk,
        uit_invoer(kostensoort, ""),
        uit_regio(dict(regio.bestand.kostensoorten[kostensoort].betaling)),
        uit_invoer("", ""),
        uit_regio(dict(regio.bestand.betaling)),
    )
    return next((tuple(sorted(een, key=lambda termijn: termijn.dag)) for een in gevonden if een), ())


def _per_code(plan: Plan, kostensoort: str, jaar: int) -> dict[str, tuple[Betaaldag, ...]]:
    """The terms of everyone; those of the line Afronding under an empty code."""
    codes = ("", *plan.deelnemers(jaar, kostensoort))
    return {code: termijnen_van(plan.uitkomst.gegevens, kostensoort, code, jaar) for code in codes}


def dagen(plan: Plan, kostensoort: str, jaar: int) -> dict[str, date]:
    """The terms of everyone, by the name of their column."""
    alle = {termijn.dag for termijnen in _per_code(plan, kostensoort, jaar).values() for termijn in termijnen}
    return {dag.isoformat(): dag for dag in sorted(alle)}


def _in_rekening(plan: Plan, kostensoort: str, jaar: int) -> dict[str, list[Betaaldag]]:
    """The terms that were charged already, by their day."""
    per_dag: dict[str, list[Betaaldag]] = {}
    for termijnen in _per_code(plan, kostensoort, jaar).values():
        for termijn in termijnen:
            if termijn.in_rekening is not None:
                per_dag.setdefault(termijn.dag.isoformat(), []).append(termijn)
    return per_dag


def termijnen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Which percentage each participant pays on which day, and what was charged for it already."""
    van = soort, jaar = naam.kostensoort, naam.jaar
    if soort == SAMEN or not (data := dagen(plan, *van)):
        return None
    kolommen = [Kolom(dag, datum(op), Soort.AANDEEL, 2) for dag, op in data.items()]
    kolommen += [Kolom(f"gevraagd_{dag}", f"In rekening {datum(data[dag])}", *CENT) for dag in _in_rekening(plan, *van)]
    per_code = _per_code(plan, *van)

    def cellen(code: str) -> Mapping[str, Uitdrukking]:
        eigen = per_code[code]
        uit = {t.dag.isoformat(): Gegeven(exact(t.deel), t.plaats, t.bron) for t in eigen}
        gevraagd = ((t, t.in_rekening) for t in eigen if t.in_rekening is not None)
        return uit | {f"gevraagd_{t.dag.isoformat()}": Gegeven(exact(b), t.plaats, t.bron) for t, b in gevraagd}

    codes = plan.deelnemers(jaar, soort)
    afronding = cellen("") if plan.met_afronding([soort], [jaar]) else False
    titel, eigen = f"Termijnen {soort} {jaar}, deel van de bijdrage", {code: cellen(code) for code in codes}
    return deelnemertabel(plan, naam, titel, codes, kolommen, eigen=eigen, afronding=afronding, totaal=False)


def voorschotten(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """A term is what is due up to and with it, minus what was due up to the one before.

    What was charged already stays: the difference that an amendment makes on it is in the first term after.
    """
    if naam.kostensoort == SAMEN:
        return _samen(plan, naam)
    van = soort, jaar = naam.kostensoort, naam.jaar
    data, deel, gevraagd = dagen(plan, *van), plan.tabel("termijnen", *van), _in_rekening(plan, *van)
    if not data:
        return None
    decimalen = _decimalen(plan, *van)
    kolommen = [geldkolom("bijdrage", "Bijdrage", decimalen, cel(plan.tabel("verdeling", *van), None, "bedrag"))]
    tot_nu: list[str] = []
    for dag, op in data.items():
        tot_nu.append(dag)
        deel_tot_nu = som(cel(deel, None, eerder) for eerder in tot_nu)
        vorige = [kol(f"tot_{tot_nu[-2]}")] if len(tot_nu) > 1 else []
        tot: Uitdrukking = rond(kol("bijdrage") * deel_tot_nu, decimalen)
        if dag in gevraagd:
            bedrag = cel(deel, None, f"gevraagd_{dag}")
            tot = als(is_leeg(bedrag), tot, som([*vorige, bedrag]))
        if gevraagd:
            # What was charged too much or too little waits for a day on which this participant pays.
            tot = als(is_leeg(cel(deel, None, dag)), som(vorige), tot)
        kolommen.append(geldkolom(f"tot_{dag}", f"Tot en met {datum(op)}", decimalen, tot, stap=True))
        kolommen.append(geldkolom(dag, datum(op), decimalen, kol(f"tot_{dag}") - som(vorige)))
    kolommen.append(geldkolom("samen", "Samen", decimalen, som(kol(dag) for dag in data)))
    wie = plan.deelnemers(jaar, soort)
    verrekend = [VERREKEND] if gevraagd else []
    return _tabel(plan, naam, kolommen, wie, decimalen, afronding=plan.met_afronding([soort], [jaar]), erbij=verrekend)


def _samen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What each pays on each day for all kostensoorten together."""
    per_soort = {soort: dagen(plan, soort, naam.jaar) for soort in plan.kostensoorten}
    alle = {dag: op for data in per_soort.values() for dag, op in data.items()}
    decimalen = max(_decimalen(plan, soort, naam.jaar) for soort in plan.kostensoorten)

    def van_alle(kolom: str) -> Uitdrukking:
        soorten = [soort for soort, data in per_soort.items() if data and (kolom in data or kolom == "bijdrage")]
        return som(cel(plan.tabel("voorschotten", soort, naam.jaar), None, kolom) for soort in soorten)

    if not alle:
        return None
    kolommen = [geldkolom("bijdrage", "Bijdrage", decimalen, van_alle("bijdrage"))]
    kolommen += [geldkolom(dag, datum(alle[dag]), decimalen, van_alle(dag)) for dag in sorted(alle)]
    kolommen.append(geldkolom("samen", "Samen", decimalen, som(kol(dag) for dag in sorted(alle))))
    codes = {code for soort, data in per_soort.items() if data for code in plan.deelnemers(naam.jaar, soort)}
    wie = [code for code in plan.gemeenten if code in codes]
    afronding = plan.met_afronding([soort for soort, data in per_soort.items() if data], [naam.jaar])
    return _tabel(plan, naam, kolommen, wie, decimalen, afronding=afronding)


def _tabel(
    plan: Plan,
    naam: Tabelnaam,
    kolommen: list[Kolom],
    codes: Iterable[str],
    decimalen: int,
    *,
    afronding: bool,
    erbij: Sequence[str] = (),
) -> Tabel:
    waar = f"{naam.kostensoort} {naam.jaar}"
    bijdrage, samen = cel(naam, TOTAAL, "bijdrage"), cel(naam, TOTAAL, "samen")
    vorm = (Soort.GELD, decimalen)
    controle = Controle("Voorschotten samen de bijdrage", waar, bijdrage, samen, term(0), vorm, "opgeteld")
    noten = (
        "Een termijn is wat tot en met die dag verschuldigd is, min wat tot en met de vorige verschuldigd was: "
        "zo telt elke rij op tot de bijdrage.",
        *erbij,
    )
    titel = f"Voorschotten {waar}"
    return deelnemertabel(plan, naam, titel, codes, kolommen, afronding=afronding, noten=noten, controles=(controle,))


def _decimalen(plan: Plan, kostensoort: str, jaar: int) -> int:
    """Those of the unit; an amount decided before that is finer than it is paid to the cent."""
    decimalen = plan.decimalen(kostensoort, jaar)
    bedragen = plan.uitkomst.verdeling.van(kostensoort, jaar).bedragen.values()
    gevraagd = [Fraction(t.in_rekening or 0) for een in _in_rekening(plan, kostensoort, jaar).values() for t in een]
    heel = all((bedrag * Fraction(10) ** decimalen).denominator == 1 for bedrag in (*bedragen, *gevraagd))
    return decimalen if heel else CENT[1]


VOORSCHOTTEN = Tabelsoort(
    "voorschotten", voorschotten, 72, per_kostensoort=True, per_jaar=True, verdeeld=True, samen=True,
    blad="Voorschotten", inhoud="wat elke gemeente wanneer betaalt",
    komt_uit="de termijnen: betaling in het regiobestand, of blad Betaling",
)  # fmt: skip
TERMIJNEN = Tabelsoort(
    "termijnen", termijnen, 73, per_kostensoort=True, per_jaar=True, zichtbaar=False, blad="Voorschotten"
)
