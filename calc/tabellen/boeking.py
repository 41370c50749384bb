"""Boeking: what is asked as lines for a ledger, one per participant, kostensoort and term; together the plan, with what
who left still pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from calc.besluiten import kenmerk as kenmerk_van
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import AFRONDING, Kolom, Rij, Tabel, Vorm
from calc.model.uitdrukking import Tabelnaam, Uitdrukking, cel
from calc.notatie import euro, opsomming
from calc.tabel import Soort
from calc.tabellen.uittreding import nog_gevraagd
from calc.tabellen.voorschotten import dagen, termijnen_van
from calc.uitlegvorm import hoofdletter
from schemas.geldend import in_jaar
from schemas.inhoud import klein

TEKSTEN = {
    "datum": "Datum", "kenmerk": "Kenmerk", "gemeentecode": "Code", "gemeente": "Gemeente",
    "omschrijving": "Omschrijving", "taakveld": "Taakveld", "categorie": "Categorie",
}  # fmt: skip


def boeking(plan: Plan, naam: Tabelnaam) -> Tabel:
    """A plus is what the participant pays; without terms all of it on the first day of the year.

    Who left and still pays has a line too: so the lines are all that is asked.
    """
    decimalen = max(plan.decimalen(soort, naam.jaar) for soort in plan.kostensoorten)
    kolommen = [*(Kolom(veld, titel) for veld, titel in TEKSTEN.items())]
    kolommen.append(Kolom("bedrag", "Bedrag", Soort.GELD, decimalen, totaal=None))
    rijen = tuple(rij for soort in plan.kostensoorten for rij in _regels(plan, soort, naam.jaar))
    titel = f"Boeking {plan.regio.label} {naam.jaar}"
    return Tabel(naam, titel, tuple(kolommen), rijen, noemt=("gemeente", "omschrijving"), noten=_noten(plan, naam.jaar))


def _regels(plan: Plan, soort: str, jaar: int) -> Iterator[Rij]:
    regio = plan.regio
    label, code_van_soort = klein(regio.kostensoort(soort).label), in_jaar(regio.kostensoort(soort).taakveld, jaar)
    vast = {
        "kenmerk": kenmerk_van(plan.uitkomst) or f"{regio.naam}-{jaar}",
        "taakveld": code_van_soort.taakveld if code_van_soort else "",
        "categorie": code_van_soort.categorie if code_van_soort else "",
    }
    met_termijnen = bool(dagen(plan, soort, jaar))
    wie = [(code, code, regio.gemeente(code)) for code in plan.deelnemers(jaar, soort)]
    if plan.met_afronding([soort], [jaar]):
        wie.append((AFRONDING, "", AFRONDING))
    for rij, code, gemeente in wie:
        betaling = termijnen_van(plan.uitkomst.gegevens, soort, code, jaar) if met_termijnen else ()
        termijnen = [termijn.dag for termijn in betaling] or [date(jaar, 1, 1)]
        for nummer, dag in enumerate(termijnen, start=1):
            welke = f", termijn {nummer} van {len(termijnen)}" if len(termijnen) > 1 else ""
            bedrag: Uitdrukking = cel(plan.tabel("verdeling", soort, jaar), rij, "bedrag")
            if betaling:
                bedrag = cel(plan.tabel("voorschotten", soort, jaar), rij, dag.isoformat())
            teksten = {**vast, "gemeentecode": code, "gemeente": gemeente}
            teksten |= {"datum": dag.isoformat(), "omschrijving": f"Bijdrage {label} {jaar}{welke}"}
            vorm = (Soort.GELD, plan.decimalen(soort, jaar))
            yield _rij(f"{soort}|{rij}|{dag.isoformat()}", teksten, bedrag, vorm)
    for code, bedrag in nog_gevraagd(plan, soort, jaar).items():
        teksten = {**vast, "gemeentecode": code, "gemeente": regio.gemeente(code)}
        teksten |= {"datum": date(jaar, 1, 1).isoformat(), "omschrijving": f"Uittreding {label} {jaar}"}
        # It was rounded in the unit of its own last year.
        yield _rij(f"{soort}|{code}|uittreding", teksten, bedrag, (Soort.GELD, plan.decimalen(soort, *plan.jaren)))


def _rij(sleutel: str, teksten: Mapping[str, str], bedrag: Uitdrukking, vorm: Vorm) -> Rij:
    return Rij(sleutel, {**teksten, "bedrag": bedrag}, vorm=vorm)


def zonder_taakveld(plan: Plan, jaar: int) -> list[str]:
    """Kostensoorten of which the region file does not say where they are booked."""
    return [soort for soort in plan.kostensoorten if in_jaar(plan.regio.kostensoort(soort).taakveld, jaar) is None]


def taakveldzin(zonder: Sequence[str]) -> str:
    return f"van {opsomming(zonder)} staat geen taakveld in het regiobestand; die kolommen zijn leeg."


def _noten(plan: Plan, jaar: int) -> tuple[str, ...]:
    noten = []
    for soort in plan.kostensoorten:
        bron = plan.uitkomst.verdeling.van(soort, jaar)
        totaal = euro(bron.totaal, plan.decimalen(soort, jaar))
        wat = hoofdletter(soort.replace("_", " "))
        noten.append(f"{wat}: samen {totaal}, zoals in de verdeling. Een plus betaalt de deelnemer.")
        if weg := nog_gevraagd(plan, soort, jaar):
            wie = opsomming([plan.regio.gemeente(code) for code in weg])
            noten.append(f"{wat}: daarnaast staat er wat {wie} na uittreding nog betaalt.")
        if (code := in_jaar(plan.regio.kostensoort(soort).taakveld, jaar)) is not None:
            noten.append(f"Taakveld {code.taakveld} en categorie {code.categorie}. Bron: {code.bron}.")
    if zonder := zonder_taakveld(plan, jaar):
        noten.append(hoofdletter(taakveldzin(zonder)))
    return tuple(noten)


BOEKING = Tabelsoort("boeking", boeking, 78, per_jaar=True, verdeeld=True)
