"""What everyone pays, worked out from the rules as they are written down and from nothing of the program.

Slow and plain on purpose: fractions, lists, and a loop that hands out one unit at a time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

Bijdragen = dict[tuple[str, int], dict[str, Fraction]]
"""Per kostensoort and year the amount of each code in the order of the region file; "" is the line Afronding."""


def bijdragen(bestand: dict[str, Any], plan: dict[str, Any], bladen: dict[str, list[dict[str, Any]]]) -> Bijdragen:
    jaren = range(plan["basisjaar"], plan["laatste_jaar"] + 1)
    return {(soort, jaar): _jaar(bestand, bladen, soort, jaar) for soort in bestand["kostensoorten"] for jaar in jaren}


def te_verdelen(bladen: dict[str, list[dict[str, Any]]], soort: str, jaar: int) -> Fraction:
    som = Fraction(0)
    for post in bladen["Begroting"]:
        if post["kostensoort"] == soort and post["dekking"] == "deelnemers":
            som += Fraction(post[str(jaar)])
    for regel in bladen.get("Capaciteit", []):
        if regel["kostensoort"] == soort:
            gelden = [t for t in bladen["Tarieven"] if t["vanaf"] <= jaar]
            som += Fraction(regel[str(jaar)]) * max(gelden, key=lambda t: t["vanaf"])["tarief"]
    return som


def _jaar(
    bestand: dict[str, Any], bladen: dict[str, list[dict[str, Any]]], soort: str, jaar: int
) -> dict[str, Fraction]:
    doet_mee = [d["code"] for d in bestand["deelnemers"] if d["van"] <= jaar <= d.get("tot_en_met", 9999)]
    for vanaf, keuze in bestand["kostensoorten"][soort].get("deelnemers", {}).items():
        if vanaf <= jaar:
            weg = keuze.get("zonder", ())
            doet_mee = [code for code in doet_mee if code not in weg and code in keuze.get("waarde", doet_mee)]
    besloten = {
        rij["gemeentecode"]: Fraction(rij[str(jaar)])
        for rij in bladen.get("Vastgesteld", [])
        if rij["kostensoort"] == soort and str(jaar) in rij
    }
    if besloten:
        return {code: besloten[code] for code in doet_mee}
    regels = bestand["kostensoorten"][soort]
    sluitregel = _geldt(regels["sluitregel"], jaar)["waarde"]
    per_euro = {"cent": 100, "euro": 1}[_geldt(regels["eenheid"], jaar)["waarde"]]
    sleutel = {deel: Fraction(str(gewicht)) for deel, gewicht in _geldt(regels["sleutel"], jaar)["delen"].items()}
    bedrag = te_verdelen(bladen, soort, jaar) * per_euro
    cijfers = {deel: [_waarde(bladen, deel, code, jaar) for code in doet_mee] for deel in sleutel}
    aandelen = [
        sum(gewicht * cijfers[deel][n] / sum(cijfers[deel]) for deel, gewicht in sleutel.items())
        / sum(sleutel.values())
        for n in range(len(doet_mee))
    ]
    if sluitregel == "open":
        return {code: Fraction(_rond(bedrag * a), per_euro) for code, a in zip(doet_mee, aandelen, strict=True)}
    assert bedrag.denominator == 1
    totalen, afronding = [0] * len(doet_mee), 0
    gewichten = list(sleutel.values())
    for deel, pot in zip(sleutel, _grootste_rest(int(bedrag), gewichten, [0] * len(gewichten)), strict=True):
        if sluitregel == "grootste-rest":
            delen = _grootste_rest(pot, cijfers[deel], cijfers[deel])
        else:
            delen = [_rond(pot * waarde / sum(cijfers[deel])) for waarde in cijfers[deel]]
            verschil = pot - sum(delen)
            if sluitregel == "grootste-deelnemer":
                wie = max(range(len(delen)), key=lambda n: (cijfers[deel][n], aandelen[n], -n))
                delen[wie] += verschil
            else:
                afronding += verschil
        totalen = [totaal + een for totaal, een in zip(totalen, delen, strict=True)]
    uitkomst = {code: Fraction(totaal, per_euro) for code, totaal in zip(doet_mee, totalen, strict=True)}
    return uitkomst | ({"": Fraction(afronding, per_euro)} if sluitregel == "afrondingsregel" else {})


def _geldt(gedateerd: dict[int, Any], jaar: int) -> Any:
    return gedateerd[max(vanaf for vanaf in gedateerd if vanaf <= jaar)]


def _waarde(bladen: dict[str, list[dict[str, Any]]], deel: str, code: str, jaar: int) -> Fraction:
    """Of the newest peiljaar before the year; everyone counts as one in rato."""
    if deel == "rato":
        return Fraction(1)
    peiljaar = max(rij["peiljaar"] for rij in bladen["Maatstaven"] if rij["peiljaar"] < jaar)
    rij = next(r for r in bladen["Maatstaven"] if r["peiljaar"] == peiljaar and r["gemeentecode"] == code)
    return Fraction(rij[deel])


def _rond(getal: Fraction) -> int:
    """Half away from zero, as one does by hand: the sign apart, then half up."""
    heel = (abs(getal) + Fraction(1, 2)).__floor__()
    return -heel if getal < 0 else heel


def _grootste_rest(pot: int, gewichten: list[Fraction], bij_gelijk: list[Any]) -> list[int]:
    exact = [abs(pot) * gewicht / sum(gewichten) for gewicht in gewichten]
    delen = [getal.__floor__() for getal in exact]
    while sum(delen) < abs(pot):
        # Whoever lacks most, then the largest weight, then who stands first; nobody gets a second one.
        wie = max(range(len(delen)), key=lambda n: (exact[n] - delen[n], bij_gelijk[n], -n))
        delen[wie] += 1
    return [-deel if pot < 0 else deel for deel in delen]
