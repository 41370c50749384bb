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
    uit: Bijdragen = {}
    for soort in bestand["kostensoorten"]:
        for jaar in jaren:
            uit[soort, jaar] = _jaar(bestand, bladen, soort, jaar, uit)
    return uit


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
    bestand: dict[str, Any], bladen: dict[str, list[dict[str, Any]]], soort: str, jaar: int, eerder: Bijdragen
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
    bedrag = te_verdelen(bladen, soort, jaar) * per_euro
    delen = _in_delen(regels, jaar)
    los, exact, afronding = [0] * len(doet_mee), [Fraction(0)] * len(doet_mee), 0
    over = bedrag
    for deel in delen:
        if deel["soort"] in ("vast", "prijs", "eigen"):
            for n, code in enumerate(doet_mee):
                los[n] += _rond(_zonder_pot(bladen, deel, code, jaar) * per_euro)
                over -= _rond(_zonder_pot(bladen, deel, code, jaar) * per_euro)
            continue
        pot = over
        if "bedrag" in deel:
            pot = Fraction(str(deel["bedrag"])) * per_euro
        elif "procent" in deel:
            pot = bedrag * Fraction(str(deel["procent"])) / 100
            pot = pot if sluitregel == "open" else Fraction(_rond(pot))
        over -= pot
        cijfers = _cijfers(bladen, deel, doet_mee, jaar, eerder)
        gewichten = [Fraction(str(deel.get("delen", {}).get(naam, 1))) for naam in cijfers]
        aandelen = [
            sum(w * cijfers[naam][n] / sum(cijfers[naam]) for naam, w in zip(cijfers, gewichten, strict=True))
            / sum(gewichten)
            for n in range(len(doet_mee))
        ]
        if sluitregel == "open":
            exact = [een + pot * aandeel for een, aandeel in zip(exact, aandelen, strict=True)]
            continue
        assert pot.denominator == 1
        for naam, stuk in zip(cijfers, _grootste_rest(int(pot), gewichten, [0] * len(gewichten)), strict=True):
            gesloten, rest = _sluit(sluitregel, stuk, cijfers[naam], aandelen)
            los = [een + nog for een, nog in zip(los, gesloten, strict=True)]
            afronding += rest
    uitkomst = [Fraction(een + _rond(nog), per_euro) for een, nog in zip(los, exact, strict=True)]
    heeft_regel = sluitregel == "afrondingsregel"
    grenzen = [grens for vanaf, grens in sorted(regels.get("grenzen", {}).items()) if vanaf <= jaar]
    if grenzen:
        uitkomst, meer = _begrensd(grenzen[-1], uitkomst, sluitregel, per_euro)
        afronding += meer
    gevonden = dict(zip(doet_mee, uitkomst, strict=True))
    return gevonden | ({"": Fraction(afronding, per_euro)} if heeft_regel else {})


def _in_delen(regels: dict[str, Any], jaar: int) -> list[dict[str, Any]]:
    """The parts in force; a key is one part that takes all."""
    vanaf = max(j for j in (*regels["sleutel"], *regels.get("opbouw", {})) if j <= jaar)
    if vanaf in regels["sleutel"]:
        return [{"soort": "sleutel", "delen": regels["sleutel"][vanaf]["delen"]}]
    return list(regels["opbouw"][vanaf]["onderdelen"].values())


def _zonder_pot(bladen: dict[str, list[dict[str, Any]]], deel: dict[str, Any], code: str, jaar: int) -> Fraction:
    if deel["soort"] == "eigen":
        return _waarde(bladen, deel["maatstaf"], code, jaar)
    if deel["soort"] == "prijs":
        return Fraction(str(deel["prijs"])) * _waarde(bladen, deel["maatstaf"], code, jaar)
    if not isinstance(deel["bedrag"], str):
        return Fraction(str(deel["bedrag"]))
    keer, _, naam, _, plus = deel["bedrag"].split()
    return Fraction(keer) * _waarde(bladen, naam, code, jaar) + Fraction(plus)


def _cijfers(
    bladen: dict[str, list[dict[str, Any]]], deel: dict[str, Any], doet_mee: list[str], jaar: int, eerder: Bijdragen
) -> dict[str, list[Fraction]]:
    if deel["soort"] == "naar":
        anderen = [eerder[soort, jaar] for soort in deel["kostensoorten"]]
        return {"naar": [sum((a.get(code, Fraction(0)) for a in anderen), Fraction(0)) for code in doet_mee]}
    if "punten" in deel:
        punten = dict(deel["punten"])
        iedereen = Fraction(str(punten.pop("vast", 0)))

        def eigen(code: str) -> Fraction:
            return sum((Fraction(str(p)) * _waarde(bladen, m, code, jaar) for m, p in punten.items()), iedereen)

        return {"punten": [eigen(code) for code in doet_mee]}
    return {naam: [_waarde(bladen, naam, code, jaar) for code in doet_mee] for naam in deel["delen"]}


def _sluit(sluitregel: str, pot: int, cijfers: list[Fraction], aandelen: list[Fraction]) -> tuple[list[int], int]:
    """One pot in whole units, and what is left for the line Afronding."""
    if sluitregel == "grootste-rest":
        return _grootste_rest(pot, cijfers, cijfers), 0
    delen = [_rond(pot * waarde / sum(cijfers)) for waarde in cijfers]
    verschil = pot - sum(delen)
    if sluitregel == "afrondingsregel":
        return delen, verschil
    if sluitregel == "grootste-deelnemer":
        delen[max(range(len(delen)), key=lambda n: (cijfers[n], aandelen[n], -n))] += verschil
    return delen, 0


def _begrensd(grens: dict[str, Any], was: list[Fraction], sluitregel: str, per_euro: int) -> tuple[list[Fraction], int]:
    """Within the limits; what that scheelt is carried by who is not at one, round after round."""
    laag, hoog = Fraction(grens.get("minimum", "-1000000000")), Fraction(grens["maximum"])
    binnen = [min(max(een, laag), hoog) for een in was]
    if grens.get("verschil") == "organisatie":
        return binnen, 0
    nu, vrij = list(was), [een != 0 for een in was]
    while True:
        buiten = [v and not laag <= een <= hoog for v, een in zip(vrij, nu, strict=True)]
        vrij = [v and not weg for v, weg in zip(vrij, buiten, strict=True)]
        vast = [0 if v else min(max(een, laag), hoog) for v, een in zip(vrij, nu, strict=True)]
        gewicht = [een if v else Fraction(0) for v, een in zip(vrij, was, strict=True)]
        over = sum(was) - sum(vast)
        if not any(buiten):
            break
        nu = [w * over / sum(gewicht) if v else f for v, w, f in zip(vrij, gewicht, vast, strict=True)]
    rest = 0
    gedragen = [0] * len(was)
    if any(gewicht):
        gedragen, rest = _sluit(sluitregel, int(over * per_euro), gewicht, gewicht)
    return [f + Fraction(g, per_euro) for f, g in zip(vast, gedragen, strict=True)], rest


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
