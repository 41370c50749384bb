"""Step 3: pot and part, exact and rounded, and how the closing rule (sluitregel) came to the rounded amount."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from calc.afronding import EENHEDEN, Deel, Pot, naar_bedrag, rond
from calc.notatie import kort
from calc.splitsing import Onderdeel
from calc.uitleg.sleutel import Plek
from calc.uitlegvorm import NUL, Stap, eenheidwoord, gewicht, heel, som

RANG: Final = {1: "de grootste", 2: "de op één na grootste", 3: "de op twee na grootste"}
GELIJKE_RESTEN: Final = "bij gelijke rest gaat het grootste gewicht voor, en daarna de volgorde van het regiobestand"


def stap_delen(plek: Plek) -> Stap:
    """What the municipality pays in each part of a key of several parts."""
    zinnen = [zin for deel in plek.sleutel.delen for zin in deelzinnen(plek, deel)]
    return Stap("Het bedrag per deel van de sleutel", (*potten_samen(plek), *zinnen))


def deelbedrag(plek: Plek, deel: str) -> list[str]:
    """From the te verdelen bedrag to the amount of one municipality in one part."""
    return [*potten_samen(plek), *deelzinnen(plek, deel)]


def deelzinnen(plek: Plek, deel: str) -> list[str]:
    if plek.bron.sluitregel == "open":
        regel = plek.regel(deel)
        assert regel.exact is not None
        exact = f"{plek.geld(plek.bron.te_verdelen)} × {plek.gewogen(deel)} = {plek.geld(regel.exact)}"
        return [f"{_voor(plek, deel)}{exact}{afgerond(plek, regel.exact, regel.bedrag)}."]
    return [*_potzin(plek, deel), *_partzinnen(plek, deel)]


def _voor(plek: Plek, deel: str) -> str:
    return "" if plek.enkel else f"{plek.label(deel)}: "


def afgerond(plek: Plek, exact: Fraction, bedrag: Fraction) -> str:
    """`, afgerond op hele euro's € 5`, or nothing when nothing was rounded."""
    if exact == bedrag:
        return ""
    return f", afgerond op {heel(plek.bron.eenheid)} {plek.geld(bedrag)}"


def potten_samen(plek: Plek) -> list[str]:
    """How a closing rule splits the amount over the parts of the key: by largest remainder, so that the pots add up."""
    if plek.enkel or plek.bron.sluitregel == "open":
        return []
    totaal, eenheid = plek.splitsing.totaal, plek.bron.eenheid
    over = int(abs(totaal)) - sum(
        int(abs(totaal * d.gewicht / plek.gewichten_samen)) for d in plek.splitsing.onderdelen
    )
    aanhef = f"Het bedrag is eerst over de delen van de sleutel verdeeld, in {heel(eenheid)}."
    if not over:
        return [aanhef]
    blijft = "blijft" if over == 1 else "blijven"
    return [
        f"{aanhef} Na afronden {_omlaag(totaal)} {blijft} {over} {eenheidwoord(eenheid, over)} over, voor de delen met "
        "de grootste rest; bij gelijke rest in de volgorde van de sleutel."
    ]


def _omlaag(bedrag: Fraction) -> str:
    return "naar nul toe" if bedrag < 0 else "naar beneden"


def _potzin(plek: Plek, deel: str) -> list[str]:
    if plek.enkel:
        return []
    onderdeel, eenheid = plek.onderdeel(deel), plek.bron.eenheid
    exact = plek.splitsing.totaal * onderdeel.gewicht / plek.gewichten_samen
    weging = gewicht(onderdeel.gewicht, plek.gewichten_samen)
    som_van_pot = f"{plek.geld(plek.bron.te_verdelen)} × {weging} = {plek.geld(naar_bedrag(exact, eenheid))}"
    erbij = ""
    if exact != onderdeel.pot.totaal:
        meer = abs(onderdeel.pot.totaal) > abs(exact)
        erbij = f"; {'met' if meer else 'zonder'} een {eenheid} van het overschot {_potbedrag(plek, onderdeel)}"
    return [f"De pot van {plek.label(deel)}: {som_van_pot}{erbij}."]


def _partzinnen(plek: Plek, deel: str) -> list[str]:
    onderdeel, regel = plek.onderdeel(deel), plek.regel(deel)
    assert regel.exact is not None
    part = onderdeel.pot.delen[plek.nummer]
    aanhef = f"{_voor(plek, deel)}{_potbedrag(plek, onderdeel)} × {plek.verhouding(deel)} = {plek.geld(regel.exact)}"
    match plek.bron.sluitregel:
        case "grootste-rest":
            return [f"{aanhef}.", *_grootste_rest(plek, onderdeel, part)]
        case "grootste-deelnemer":
            los = naar_bedrag(rond(part.exact), plek.bron.eenheid)
            return [f"{aanhef}{afgerond(plek, regel.exact, los)}.", *_grootste_deelnemer(plek, onderdeel, part)]
        case _:
            return [f"{aanhef}{afgerond(plek, regel.exact, regel.bedrag)}.", *_afrondingsregel(plek, onderdeel.pot)]


def _potbedrag(plek: Plek, onderdeel: Onderdeel) -> str:
    return plek.geld(naar_bedrag(onderdeel.pot.totaal, plek.bron.eenheid))


def _grootste_rest(plek: Plek, onderdeel: Onderdeel, part: Deel) -> list[str]:
    pot, eenheid = onderdeel.pot, plek.bron.eenheid
    teken = -1 if pot.totaal < 0 else 1
    onder = plek.geld(naar_bedrag(teken * part.heel, eenheid))
    over = int(abs(pot.totaal)) - sum(deel.heel for deel in pot.delen)
    if over == 0:
        return []
    een = over == 1
    blijft, grootste = ("blijft", "grootste rest") if een else ("blijven", "grootste resten")
    zinnen = [
        f"Afgerond {_omlaag(pot.totaal)} is dat {onder}, met een rest van {kort(part.rest, 6)} {eenheid}. "
        f"Bij alle gemeenten samen {blijft} zo {over} {eenheidwoord(eenheid, over)} over, voor de {grootste}."
    ]
    rang = RANG.get(part.beurt, f"nummer {part.beurt} in grootte")
    hoe = f"; {GELIJKE_RESTEN}" if sum(deel.rest == part.rest for deel in pot.delen) > 1 else ""
    if part.beurt > over:
        return [*zinnen, f"{plek.gemeente} krijgt er geen, want deze rest is {rang}{hoe}. Het blijft {onder}."]
    beurt = f"Die ene {eenheid}" if een else f"De {part.beurt}e van die {over} {eenheidwoord(eenheid)}"
    erbij = som([naar_bedrag(teken * part.heel, eenheid), teken * EENHEDEN[eenheid]], plek.decimalen)
    return [
        *zinnen,
        f"{beurt} gaat naar {plek.gemeente}, want deze rest is {rang}{hoe}. Dus {erbij} = "
        f"{plek.geld(naar_bedrag(part.eenheden, eenheid))}.",
    ]


def _verschil(plek: Plek, pot: Pot) -> tuple[int, str]:
    """What the rounded parts miss of the pot in units, and that in words."""
    verschil = int(pot.totaal) - sum(rond(deel.exact) for deel in pot.delen)
    if not verschil:
        return 0, "De afgeronde bedragen van alle gemeenten zijn samen precies de pot; er is geen verschil."
    kant = "te laag" if verschil > 0 else "te hoog"
    hoeveel = plek.geld(naar_bedrag(abs(verschil), plek.bron.eenheid))
    return verschil, f"De afgeronde bedragen van alle gemeenten zijn samen {hoeveel} {kant}."


def _grootste_deelnemer(plek: Plek, onderdeel: Onderdeel, part: Deel) -> list[str]:
    verschil, zin = _verschil(plek, onderdeel.pot)
    if not verschil:
        return [zin]
    drager = next(i for i, deel in enumerate(onderdeel.pot.delen) if deel.beurt)
    zwaarst = [waarde for waarde in onderdeel.waarden if waarde == max(onderdeel.waarden)]
    gelijk = " (bij gelijk gewicht: met het grootste aandeel in het geheel)" if len(zwaarst) > 1 else ""
    if drager != plek.nummer:
        naam = plek.regio.gemeente(plek.bron.deelnemers[drager])
        return [f"{zin} Dat verschil draagt {naam}, de gemeente met het grootste gewicht{gelijk}."]
    eenheid = plek.bron.eenheid
    los = rond(part.exact)
    opgeteld = som([naar_bedrag(los, eenheid), naar_bedrag(verschil, eenheid)], plek.decimalen)
    return [
        f"{zin} Dat verschil draagt {plek.gemeente}, de gemeente met het grootste gewicht{gelijk}: "
        f"{opgeteld} = {plek.geld(naar_bedrag(part.eenheden, eenheid))}."
    ]


def _afrondingsregel(plek: Plek, pot: Pot) -> list[str]:
    verschil, zin = _verschil(plek, pot)
    return [f"{zin} Dat verschil staat op de regel Afronding, bij geen enkele gemeente." if verschil else zin]


def bijdragekern(plek: Plek) -> str:
    """The contribution in one sum, under every closing rule."""
    totaal = plek.bron.regel(plek.code)
    assert totaal.exact is not None
    te_verdelen = plek.geld(plek.bron.te_verdelen)
    if plek.bron.sluitregel == "open":
        aandeel = plek.aandeelsom() if plek.enkel else f"({plek.aandeelsom()})"
        return f"{te_verdelen} × {aandeel} = {plek.geld(totaal.exact)}{afgerond(plek, totaal.exact, totaal.bedrag)}."
    delen = [plek.regel(deel).bedrag for deel in plek.sleutel.delen]
    if len(delen) > 1:
        return f"{som(delen, plek.decimalen)} = {plek.geld(totaal.bedrag)}."
    exact = f"{te_verdelen} × {plek.aandeelsom()} = {plek.geld(totaal.exact)}"
    if totaal.exact == totaal.bedrag:
        return f"{exact}."
    return f"{exact}; met sluitregel {plek.bron.sluitregel} wordt dat {plek.geld(totaal.bedrag)}."


def afwijking_van_delen(plek: Plek) -> list[str]:
    """Under `open` the rounded parts need not add up to the rounded total: said where it is so."""
    if plek.bron.sluitregel != "open" or plek.enkel:
        return []
    delen = [plek.regel(deel).bedrag for deel in plek.sleutel.delen]
    totaal, samen = plek.bron.regel(plek.code).bedrag, sum(delen, NUL)
    if samen == totaal:
        return []
    return [
        f"De afgeronde delen zijn samen {som(delen, plek.decimalen)} = {plek.geld(samen)}. Dat is "
        f"{plek.geld(abs(samen - totaal))} {'meer' if samen > totaal else 'minder'} dan de bijdrage, omdat elk bedrag "
        "apart is afgerond."
    ]
