"""Inzet: hours that a participant supplies are paid to it, beside what it contributes.

Source: § 7.1.2 (hours × rate); the policy hours are supplied by six of the sixteen, who contribute like all.
"""

from __future__ import annotations

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Controle, Kolom, Rij, Tabel
from calc.model.uitdrukking import Tabelnaam, Term, als, cel, gelijk, kol, som, som_waar, term
from calc.notatie import uniek
from calc.noten import bronnen
from calc.tabel import CENT, Soort
from calc.tabellen.begroting import UUR, tarief
from calc.tabellen.deelnemers import CODE, GEMEENTE, deelnemertabel
from calc.tabellen.invoer import invoer
from calc.uitlegvorm import afgeleidzin
from schemas.gegevens import Inzetregel

TEKEN = "Saldo is bijdrage min vergoeding: een plus betekent dat de deelnemer betaalt, een min dat hij ontvangt."
GEMIDDELD = (
    "Levert een deelnemer uren van meer functies, dan is dit het gemiddelde: de vergoeding gedeeld door de uren."
)


def _regels(plan: Plan, naam: Tabelnaam) -> dict[str, Inzetregel]:
    """The rows of the input with hours of that kostensoort and year, by their number."""
    regels = enumerate(plan.uitkomst.gegevens.inzet)
    return {str(n): r for n, r in regels if r.kostensoort == naam.kostensoort and r.uren.get(naam.jaar)}


def inzeturen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per row of the input hours × the rate of the function."""
    bron, jaar = plan.tabel(invoer("Inzet")), str(naam.jaar)
    teksten = ("gemeentecode", "gemeente", "post", "functie")
    rijen = []
    for nummer, regel in _regels(plan, naam).items():
        cellen: dict[str, Term] = {tekst: getattr(regel, tekst) for tekst in teksten}
        rijen.append(Rij(nummer, {**cellen, "uren": cel(bron, nummer, jaar)}))
    kolommen = (
        CODE,
        GEMEENTE,
        *map(Kolom, ("post", "functie")),
        Kolom("uren", "Uren", Soort.UREN, 0, totaal=None),
        Kolom("tarief", "Tarief", *CENT, tarief(plan, naam.jaar, "functie", UUR), None),
        Kolom("vergoeding", "Vergoeding", *CENT, kol("uren") * kol("tarief"), None),
    )
    titel = f"Uren van deelnemers {naam.kostensoort} {jaar}"
    return Tabel(naam, titel, kolommen, tuple(rijen), noemt=("gemeente", "functie")) if rijen else None


def inzet(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What each contributes, what it gets for its hours, and what is left to pay."""
    van = soort, jaar = naam.kostensoort, naam.jaar
    regels = _regels(plan, naam)
    if not regels:
        return None
    uren, decimalen = plan.tabel("inzeturen", *van), plan.decimalen(*van)
    eigen: dict[str, Term] = {"gemeentecode": kol("gemeentecode")}
    gemiddeld = als(gelijk(kol("uren"), 0), None, kol("vergoeding") / kol("uren"))
    bijdrage = cel(plan.tabel("verdeling", *van), None, "bedrag")
    kolommen = [
        Kolom("bijdrage", "Bijdrage", Soort.GELD, decimalen, bijdrage),
        Kolom("uren", "Uren", Soort.UREN, 0, som_waar(uren, "uren", eigen)),
        Kolom("tarief", "Gemiddeld tarief", *CENT, gemiddeld, gemiddeld, uitleg=GEMIDDELD),
        Kolom("vergoeding", "Vergoeding", *CENT, som_waar(uren, "vergoeding", eigen)),
        Kolom("saldo", "Saldo", *CENT, som([kol("bijdrage")]) - kol("vergoeding"), uitleg=TEKEN),
    ]
    leveren = {regel.gemeentecode for regel in regels.values()}
    betalen = plan.deelnemers(jaar, soort)
    codes = [code for code in plan.regio.alle_deelnemers if code in leveren or code in betalen]
    noten = (
        TEKEN,
        *(afgeleidzin(tekst) for tekst in uniek(regel.afgeleid for regel in regels.values())),
        *bronnen(regel.bron for regel in regels.values()),
    )
    return deelnemertabel(
        plan, naam, f"Inzet {soort} {jaar}", codes, kolommen, noten=noten, controles=(_kosten(plan, naam, regels),),
        afronding=plan.met_afronding([soort], [jaar]),
    )  # fmt: skip


def _kosten(plan: Plan, naam: Tabelnaam, regels: dict[str, Inzetregel]) -> Controle:
    """What is paid for hours is what the hours of those posts and functions cost in the budget."""
    soort, jaar = naam.kostensoort, naam.jaar
    groepen = dict.fromkeys((regel.post, regel.functie) for regel in regels.values())
    kosten = som(cel(plan.tabel("uren"), "|".join((soort, *groep)), f"bedrag_{jaar}") for groep in groepen)
    return Controle(
        "Vergoeding van inzet is de kosten van de uren", f"{soort} {jaar}", kosten, cel(naam, TOTAAL, "vergoeding"),
        term(0), CENT, "vergoed", raad="Geef uren die geen deelnemer levert een eigen post.",
    )  # fmt: skip


INZET = Tabelsoort(
    "inzet", inzet, 74, per_kostensoort=True, per_jaar=True, verdeeld=True,
    blad="Inzet", inhoud="wie uren levert en wat hij daarvoor krijgt",
    komt_uit="blad Inzet",
)  # fmt: skip
INZETUREN = Tabelsoort("inzeturen", inzeturen, 75, per_kostensoort=True, per_jaar=True, zichtbaar=False, blad="Inzet")
