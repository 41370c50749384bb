"""What a contribution is made of in a few Dutch words; and a formula, for whoever adopts it and reads no formulas."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from calc.model.uitdrukking import LOS, STERKTE
from calc.notatie import euro, gewichtsdeel, kort, opsomming
from schemas import formule as f
from schemas.geldend import Regio
from schemas.geldendeopbouw import Delend, Eigen, Naaraandelen, Naarpunten, Naaruitkomst, Onderdeel, Prijs, Vastbedrag
from schemas.inhoud import klein
from schemas.regioopbouw import Grens

TEKENS: Final = {"+": " + ", "-": " − ", "*": " × ", "/": " / "}
WOORDEN: Final = {
    "=": "gelijk is aan",
    "<>": "anders is dan",
    "<": "kleiner is dan",
    "<=": "ten hoogste",
    ">": "groter is dan",
    ">=": "ten minste",
}


def wijze(regio: Regio, deel: Onderdeel) -> str:
    """How a part is worked out."""
    match deel:
        case Vastbedrag(bedrag=f.Getal()):
            return "vast bedrag per deelnemer"
        case Vastbedrag():
            return "bedrag per deelnemer volgens een formule"
        case Prijs(maatstaf=naam):
            return f"prijs maal {klein(regio.label_deel(naam))}"
        case Eigen(maatstaf=naam):
            return f"eigen bedrag: {klein(regio.label_deel(naam))}"
        case Naaraandelen(delen=delen):
            som = sum(delen.values())
            if len(delen) == 1:
                return f"naar {klein(regio.label_deel(next(iter(delen))))}"
            gewogen = [
                f"{gewichtsdeel(gewicht, som)} {klein(regio.label_deel(naam))}" for naam, gewicht in delen.items()
            ]
            return f"naar {opsomming(gewogen)}"
        case Naarpunten(punten=punten, vast=iedereen):
            return f"naar punten: {puntwoorden(regio, punten, iedereen)}"
        case Naaruitkomst(kostensoorten=soorten):
            return f"naar de bijdrage aan {opsomming([klein(regio.kostensoort(soort).label) for soort in soorten])}"
    raise TypeError(deel)


def puntwoorden(regio: Regio, punten: Mapping[str, Fraction], iedereen: Fraction) -> str:
    """What each unit counts for."""
    tellen = [f"{kort(getal)} per eenheid {klein(regio.label_deel(naam))}" for naam, getal in punten.items()]
    return opsomming([*tellen, *([f"{kort(iedereen)} voor iedereen"] if iedereen else [])])


def potwoorden(deel: Onderdeel, rest: str = "wat overblijft") -> str:
    """Where the pot of a part comes from, nothing where it follows from the rows; `rest` is what the last one takes."""
    if not isinstance(deel, Delend):
        return ""
    if deel.pot.bedrag is not None:
        return euro(deel.pot.bedrag, 0 if deel.pot.bedrag.denominator == 1 else 2)
    return rest if deel.pot.deel is None else f"{gewichtsdeel(deel.pot.deel, 1)} van de begroting"


def precies(waarde: Fraction) -> str:
    """Euros as a rule has them: whole, in cents, or with as many decimals as it needs."""
    decimalen = next(n for n in (0, 2, 3, 4, 5, 6, 7, 8, 9) if (waarde * 10**n).denominator == 1 or n == 9)
    return euro(waarde, decimalen)


def grens_in_woorden(regio: Regio, grens: Grens, anders: str = "") -> str:
    """What a limit asks at least and at most, nothing where it asks neither; `anders` comes before a formula."""

    def euros(formule: f.Formule) -> str:
        if not isinstance(formule, f.Getal):
            return f"{anders}{formule_in_woorden(regio, formule)}"
        return precies(formule.waarde)

    delen = zip(("ten minste", "ten hoogste"), grens.formules, strict=True)
    return opsomming([f"{woord} {euros(formule)}" for woord, formule in delen if formule is not None])


def formule_in_woorden(regio: Regio, formule: f.Formule) -> str:
    return _zin(regio, formule)[0]


def _zin(regio: Regio, formule: f.Formule) -> tuple[str, int]:
    """The words, and how firmly they hang together."""

    def deel(wat: f.Formule, sterkte: int = 0) -> str:
        tekst, eigen = _zin(regio, wat)
        return f"({tekst})" if eigen < sterkte else tekst

    def label(naam: str) -> str:
        return klein(regio.label_deel(naam))

    match formule:
        case f.Getal(waarde=waarde):
            return kort(waarde), LOS
        case f.Maatstafnaam(naam=naam):
            return label(naam), LOS
        case f.Bewerking(teken=teken, links=links, rechts=rechts):
            eigen = STERKTE[teken]
            return f"{deel(links, eigen)}{TEKENS[teken]}{deel(rechts, eigen + (teken in '-/'))}", eigen
        case f.Tegengesteld(wat=wat):
            return f"−{deel(wat, LOS)}", 2
        case f.Uiterste(functie=functie, delen=delen):
            welke = "kleinste" if functie == "min" else "grootste"
            return f"het {welke} van {opsomming([deel(een, 1) for een in delen])}", 0
        case f.Absoluut(wat=wat):
            return f"{deel(wat)}, zonder minteken", 0
        case f.Afgerond(wat=wat, decimalen=decimalen):
            waarop = f"{decimalen} decima{'al' if decimalen == 1 else 'len'}" if decimalen > 0 else "hele getallen"
            return f"{deel(wat, 1)}, afgerond op {waarop if decimalen >= 0 else f'veelvouden van {10**-decimalen}'}", 0
        case f.Keuze(voorwaarde=als, dan=dan, anders=anders):
            voorwaarde = f"{deel(als.links, 1)} {WOORDEN[als.teken]} {deel(als.rechts, 1)}"
            is_ = " is" if als.teken in ("<=", ">=") else ""
            return f"als {voorwaarde}{is_}: {deel(dan, 1)}, en anders {deel(anders, 1)}", 0
        case f.Overjaren(functie="vorig", naam=naam, jaren=jaren):
            return f"{label(naam)} van {jaren} jaar eerder", LOS
        case f.Overjaren(functie=functie, naam=naam, jaren=jaren):
            hoe = "het gemiddelde" if functie == "gemiddelde" else "de som"
            return f"{hoe} van {label(naam)} over {jaren} jaar", LOS
        case f.Totaal(naam=naam):
            return f"{label(naam)} van alle deelnemers samen", LOS
        case f.Bijdrage(kostensoort=soort):
            return f"de bijdrage aan {regio.kostensoort(soort).label}", LOS
    raise TypeError(formule)
