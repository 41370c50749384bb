"""What everyone pays, worked out from the rules as they are written down and from nothing of the program.

Slow and plain on purpose: fractions, lists, and a loop that hands out one unit at a time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from orakelcijfers import Bijdragen, Cijfers, geldt, per_euro, te_verdelen
from orakelcijfers import afgerond as _rond

NIETS = Fraction(0)


def bijdragen(bestand: dict[str, Any], plan: dict[str, Any], bladen: dict[str, list[dict[str, Any]]]) -> Bijdragen:
    """Per kostensoort and year the amount of each code in the order of the region file; "" is the line Afronding."""
    jaren = range(plan["basisjaar"], plan["laatste_jaar"] + 1)
    uit: Bijdragen = {}
    for soort in bestand["kostensoorten"]:
        for jaar in jaren:
            uit[soort, jaar] = _jaar(bestand, bladen, soort, jaar, uit)
    return uit


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
    keuze = geldt(regels["sluitregel"], jaar)
    sluitregel, lijst = keuze["waarde"], keuze.get("bij_gelijk") == "lijst"
    keer = per_euro(bestand, soort, jaar)
    bedrag = te_verdelen(bestand, bladen, soort, jaar) * keer
    delen, cijfer = _in_delen(regels, jaar), Cijfers(bestand, bladen, jaar, doet_mee, eerder)
    sluiter = _sluiter(delen) if sluitregel != "open" else None
    los, exact = [0] * len(doet_mee), [NIETS] * len(doet_mee)
    afronding = NIETS
    over = bedrag
    for deel in delen:
        if deel["soort"] in ("vast", "prijs", "eigen"):
            for n, code in enumerate(doet_mee):
                los[n] += _rond(_zonder_pot(cijfer, deel, code) * keer)
                over -= _rond(_zonder_pot(cijfer, deel, code) * keer)
            continue
        pot = over
        if "bedrag" in deel:
            pot = Fraction(str(deel["bedrag"])) * keer
        elif deel is sluiter:
            procenten = [Fraction(str(een["procent"])) for een in delen if "procent" in een and een is not deel]
            pot = bedrag - sum(_rond(bedrag * procent / 100) for procent in procenten)
        elif "procent" in deel:
            pot = bedrag * Fraction(str(deel["procent"])) / 100
            pot = pot if sluitregel == "open" else Fraction(_rond(pot))
        over -= pot
        cijfers = _cijfers(cijfer, deel)
        gewichten = [Fraction(str(deel.get("delen", {}).get(naam, 1))) for naam in cijfers]
        aandelen = [
            sum((w * cijfers[naam][n] / sum(cijfers[naam]) for naam, w in zip(cijfers, gewichten, strict=True)), NIETS)
            / sum(gewichten)
            for n in range(len(doet_mee))
        ]
        if sluitregel == "open":
            exact = [een + pot * aandeel for een, aandeel in zip(exact, aandelen, strict=True)]
            continue
        assert pot.denominator == 1
        for naam, stuk in zip(cijfers, _grootste_rest(int(pot), gewichten, [0] * len(gewichten)), strict=True):
            gesloten, rest = _sluit(sluitregel, stuk, cijfers[naam], aandelen, lijst)
            los = [een + nog for een, nog in zip(los, gesloten, strict=True)]
            afronding += rest
    uitkomst = [(een + _rond(nog)) / keer for een, nog in zip(los, exact, strict=True)]
    heeft_regel = sluitregel == "afrondingsregel"
    grenzen = [grens for vanaf, grens in sorted(regels.get("grenzen", {}).items()) if vanaf <= jaar]
    if grenzen:
        paren = [_paar(cijfer, grenzen[-1], code, keer) for code in doet_mee]
        uitkomst, meer = _begrensd(grenzen[-1], paren, uitkomst, sluitregel, keer, lijst)
        afronding += meer
    gevonden = dict(zip(doet_mee, uitkomst, strict=True))
    return gevonden | ({"": afronding / keer} if heeft_regel else {})


def _sluiter(delen: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Where percentages are all there is the largest takes what rounding leaves, of equal ones the first by name."""
    procenten = [deel for deel in delen if "procent" in deel]
    rest = any(deel["soort"] in ("sleutel", "naar") and not {"bedrag", "procent"} & deel.keys() for deel in delen)
    if rest or sum(Fraction(str(deel["procent"])) for deel in procenten) != 100:
        return None
    return max(procenten, key=lambda deel: Fraction(str(deel["procent"])))


def _in_delen(regels: dict[str, Any], jaar: int) -> list[dict[str, Any]]:
    """The parts in force; a key is one part that takes all."""
    vanaf = max(j for j in (*regels["sleutel"], *regels.get("opbouw", {})) if j <= jaar)
    if vanaf in regels["sleutel"]:
        return [{"soort": "sleutel", **regels["sleutel"][vanaf]}]
    return list(regels["opbouw"][vanaf]["onderdelen"].values())


def _zonder_pot(cijfer: Cijfers, deel: dict[str, Any], code: str) -> Fraction:
    if deel["soort"] == "eigen":
        return cijfer.waarde(deel["maatstaf"], code)
    if deel["soort"] == "prijs":
        return Fraction(str(deel["prijs"])) * cijfer.waarde(deel["maatstaf"], code)
    return cijfer.formule(str(deel["bedrag"]), code)


def _cijfers(cijfer: Cijfers, deel: dict[str, Any]) -> dict[str, list[Fraction]]:
    doet_mee, vast = cijfer.doet_mee, deel.get("peiljaar")
    if deel["soort"] == "naar":
        anderen = [cijfer.eerder[soort, cijfer.jaar] for soort in deel["kostensoorten"]]
        return {"naar": [sum((a.get(code, Fraction(0)) for a in anderen), Fraction(0)) for code in doet_mee]}
    if "punten" in deel:
        punten = dict(deel["punten"])
        iedereen = Fraction(str(punten.pop("vast", 0)))

        def eigen(code: str) -> Fraction:
            return sum((Fraction(str(p)) * cijfer.waarde(m, code) for m, p in punten.items()), iedereen)

        return {"punten": [eigen(code) for code in doet_mee]}
    return {naam: [cijfer.waarde(naam, code, vast) for code in doet_mee] for naam in deel["delen"]}


def _sluit(
    sluitregel: str, pot: int, cijfers: list[Fraction], aandelen: list[Fraction], lijst: bool
) -> tuple[list[int], int]:
    """One pot in whole units, and what is left for the line Afronding."""
    if sluitregel == "grootste-rest":
        return _grootste_rest(pot, cijfers, [0] * len(cijfers) if lijst else cijfers), 0
    delen = [_rond(pot * waarde / sum(cijfers)) for waarde in cijfers]
    verschil = pot - sum(delen)
    if sluitregel == "afrondingsregel":
        return delen, verschil
    if sluitregel == "grootste-deelnemer":
        delen[max(range(len(delen)), key=lambda n: (cijfers[n], aandelen[n], -n))] += verschil
    return delen, 0


def _paar(cijfer: Cijfers, grens: dict[str, Any], code: str, keer: Fraction) -> tuple[Fraction, Fraction]:
    """The limits of one participant in whole units: a minimum rounded up, a maximum rounded down."""
    eigen = {**grens, **grens.get(code, {})}
    laag, hoog = (eigen.get(wat) for wat in ("minimum", "maximum"))
    return (
        Fraction(-(10**12)) if laag is None else -(-cijfer.formule(str(laag), code) * keer).__floor__() / keer,
        Fraction(10**12) if hoog is None else (cijfer.formule(str(hoog), code) * keer).__floor__() / keer,
    )


def _begrensd(
    grens: dict[str, Any],
    paren: list[tuple[Fraction, Fraction]],
    was: list[Fraction],
    sluitregel: str,
    keer: Fraction,
    lijst: bool,
) -> tuple[list[Fraction], int]:
    """Within the limits; what that scheelt is carried by who is not at one, round after round."""
    binnen = [min(max(een, laag), hoog) for een, (laag, hoog) in zip(was, paren, strict=True)]
    if grens.get("verschil") == "organisatie":
        return binnen, 0
    nu, vrij = list(was), [een != 0 for een in was]
    while True:
        buiten = [v and not laag <= een <= hoog for v, een, (laag, hoog) in zip(vrij, nu, paren, strict=True)]
        vrij = [v and not weg for v, weg in zip(vrij, buiten, strict=True)]
        vast = [
            Fraction(0) if v else min(max(een, laag), hoog)
            for v, een, (laag, hoog) in zip(vrij, nu, paren, strict=True)
        ]
        gewicht = [een if v else NIETS for v, een in zip(vrij, was, strict=True)]
        over = sum(was) - sum(vast)
        if not any(buiten):
            break
        nu = [w * over / sum(gewicht) if v else f for v, w, f in zip(vrij, gewicht, vast, strict=True)]
    rest = 0
    gedragen = [0] * len(was)
    if any(gewicht):
        gedragen, rest = _sluit(sluitregel, int(over * keer), gewicht, gewicht, lijst)
    return [f + g / keer for f, g in zip(vast, gedragen, strict=True)], rest


def _grootste_rest(pot: int, gewichten: list[Fraction], bij_gelijk: list[Any]) -> list[int]:
    exact = [abs(pot) * gewicht / sum(gewichten) for gewicht in gewichten]
    delen = [getal.__floor__() for getal in exact]
    while sum(delen) < abs(pot):
        # Whoever lacks most, then the largest weight, then who stands first; nobody gets a second one.
        wie = max(range(len(delen)), key=lambda n: (exact[n] - delen[n], bij_gelijk[n], -n))
        delen[wie] += 1
    return [-deel if pot < 0 else deel for deel in delen]
