"""Where a workbook's live formulas, which count in doubles, could round otherwise than the exact core; and the largest
amount of which a workbook can still be made.

A double holds about sixteen figures. An exact part that lies a hair below a half can be rounded up; one at a half, or
above it, is certain as long as the amount leaves a double its six decimals.
Formulas compare remainders in six decimals: two that differ by less can get their unit in the other order. Remainders
that are exactly equal are equal there too, and weight and order decide as in the core, unless the sixth decimal
itself is in doubt.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from calc.afronding import EENHEDEN
from calc.notatie import opsomming
from calc.verdeling import Jaarverdeling
from schemas.fouten import Gebruikersfout
from schemas.kernwoorden import BIJDRAGE

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst


HOOGSTE_BEDRAG: Final = 10**9
"""Above this the doubles of a workbook could round a cent otherwise than the exact core."""
HALF: Final = Fraction(1, 2)
KLEINSTE: Final = Fraction(1, 10**6)
RELATIEF: Final = Fraction(1, 2**49)
"""A double has 53 bits; a formula takes a few steps, and every step may lose one."""
REST: Final = "ligt de rest zo dicht bij die van een ander"
HELFT: Final = "ligt het exacte bedrag zo dicht bij een halve eenheid"


class BedragTeHoog(Gebruikersfout):
    def __init__(self, kostensoort: str, jaar: int) -> None:
        super().__init__(
            f"Het te verdelen bedrag van {kostensoort} in {jaar} is hoger dan € 1.000.000.000. Excel rekent dan niet "
            "meer op de cent; een werkmap is daarvoor niet te maken. Controleer of het bedrag in euro's staat."
        )


def controleer_bedragen(uitkomst: Uitkomst) -> None:
    """Refuse what doubles cannot carry.

    Raises:
        BedragTeHoog: an amount to split above 10^9 euro.
    """
    for jaar in uitkomst.verdeling.jaren:
        if abs(jaar.te_verdelen) > HOOGSTE_BEDRAG:
            raise BedragTeHoog(jaar.kostensoort, jaar.jaar)


def marge(totaal: Fraction) -> Fraction:
    """The distance in units below which doubles cannot be trusted, for an amount of so many units."""
    return max(KLEINSTE, ruis(totaal))


def ruis(totaal: Fraction) -> Fraction:
    """What the steps of a formula may lose of an amount of so many units."""
    return abs(totaal) * RELATIEF


@dataclass(frozen=True)
class _Plek:
    """Where in a kostensoort and year doubles could fall otherwise: in which part, why, and for whom."""

    waar: str
    reden: str
    namen: tuple[str, ...]


def kritieke_rest(uitkomst: Uitkomst) -> tuple[str, ...]:
    """One Dutch sentence per kostensoort and year where it could matter; nothing is the rule."""
    return uitkomst.bewaar(_zinnen)


def _zinnen(uitkomst: Uitkomst) -> tuple[str, ...]:
    per_jaar = (
        (f"{bron.kostensoort} {bron.jaar}", list(_van_jaar(uitkomst, bron))) for bron in uitkomst.verdeling.jaren
    )
    return tuple(_zin(waar, plekken) for waar, plekken in per_jaar if plekken)


def _van_jaar(uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[_Plek]:
    if uitkomst.scenario is not None and bij_de_helft([bron.te_verdelen], bron.te_verdelen):
        yield _Plek("scenario", HELFT, ("het bedrag in hele euro's",))
    per_euro = 1 / EENHEDEN[bron.eenheid]
    namen = [uitkomst.gegevens.regio.gemeente(code) for code in bron.deelnemers]
    samen, hoog = [Fraction(0)] * len(namen), abs(bron.te_verdelen) * per_euro
    for deel in bron.delen if not bron.vastgesteld else ():
        regels = [bron.regel(code, deel.naam) for code in bron.deelnemers]
        exact = [bron.exact(code, deel) * per_euro for code in bron.deelnemers]
        if deel.deelt and not deel.van:
            samen = [een + nog for een, nog in zip(samen, exact, strict=True)]
        rest = bron.sluitregel == "grootste-rest" and deel.deelt
        if rest and regels[0].waarde is not None:
            kreeg = [abs(r.bedrag) * per_euro > int(abs(een)) for r, een in zip(regels, exact, strict=True)]
            resten = [(abs(een) % 1, regel.waarde or Fraction(0)) for een, regel in zip(exact, regels, strict=True)]
            plekken = twijfel(resten, kreeg, hoog)
        else:
            plekken = [] if rest else bij_de_helft(exact, hoog)
        if plekken:
            yield _Plek(deel.naam, REST if rest else HELFT, tuple(namen[plek] for plek in plekken))
    if bron.sluitregel == "open" and (plekken := bij_de_helft(samen, hoog)):
        yield _Plek(BIJDRAGE, HELFT, tuple(namen[plek] for plek in plekken))
    if bron.sluitregel != "open" and bron.sleutel is not None:
        delen, som = bron.sleutel.delen, sum(bron.sleutel.delen.values(), Fraction(0))
        exact = [hoog * gewicht / som for gewicht in delen.values()]
        kreeg = [abs(bron.potten[naam]) * per_euro > int(heel) for naam, heel in zip(delen, exact, strict=True)]
        resten = [(heel % 1, gewicht) for heel, gewicht in zip(exact, delen.values(), strict=True)]
        if plekken := twijfel(resten, kreeg, hoog):
            yield _Plek("delen van de sleutel", REST, tuple(list(delen)[plek] for plek in plekken))


def _zin(waar: str, plekken: Sequence[_Plek]) -> str:
    waarin = opsomming([plek.waar for plek in plekken])
    namen = opsomming(list(dict.fromkeys(naam for plek in plekken for naam in plek.namen)))
    reden = " of ".join(dict.fromkeys(plek.reden for plek in plekken))
    return (
        f"Let op bij {waar}, {waarin}: voor {namen} {reden} dat een formule in de werkmap anders kan afronden. "
        "Deze berekening is exact."
    )


def bij_de_helft(exact: Iterable[Fraction], totaal: Fraction) -> list[int]:
    """Which exact parts a formula could round to the other side of a half.

    It rounds at six decimals first: what lies a hair below a half becomes one, and a half stays a half as long as the
    speling of the double is smaller than half a sixth decimal.
    """
    grens, speling = KLEINSTE / 2, ruis(totaal)
    gevonden = []
    for plek, deel in enumerate(exact):
        afstand = abs(deel) % 1 - HALF
        if (speling >= grens + afstand) if afstand >= 0 else (afstand + speling >= -grens):
            gevonden.append(plek)
    return gevonden


def twijfel(resten: Sequence[tuple[Fraction, Fraction]], kreeg: Sequence[bool], totaal: Fraction) -> list[int]:
    """Which parts just did or just did not get a unit, and may do so otherwise in a formula.

    Args:
        resten: remainder and weight per part. Equal remainders of equal weights are one and the same double.
        kreeg: whether the part got a unit.
        totaal: the amount in units.
    """
    wel = [plek for plek, gekregen in enumerate(kreeg) if gekregen]
    niet = [plek for plek, gekregen in enumerate(kreeg) if not gekregen]
    if not wel or not niet:
        return []
    # Who got a unit has the larger remainders, so only those beside the boundary can be near one of the other side.
    afstand = marge(totaal)
    grens_wel, grens_niet = min(resten[plek][0] for plek in wel), max(resten[plek][0] for plek in niet)
    wel = [plek for plek in wel if resten[plek][0] - grens_niet < afstand]
    niet = [plek for plek in niet if grens_wel - resten[plek][0] < afstand]
    return sorted([*_beside(wel, niet, resten, totaal), *_beside(niet, wel, resten, totaal)])


def _beside(
    eigen: Sequence[int], ander: Sequence[int], resten: Sequence[tuple[Fraction, Fraction]], totaal: Fraction
) -> Iterator[int]:
    """Which of these parts have one of the others too near; each is held against its neighbours only."""
    gewichten: dict[Fraction, set[Fraction]] = {}
    for plek in ander:
        gewichten.setdefault(resten[plek][0], set()).add(resten[plek][1])
    op_rij = sorted(gewichten)
    for plek in eigen:
        rest, gewicht = resten[plek]
        links, rechts = bisect_left(op_rij, rest), bisect_right(op_rij, rest)
        buren = op_rij[max(0, links - 1) : links] + op_rij[rechts : rechts + 1]
        # Rounded to six decimals equal ones stay equal, but for a remainder in the middle between two sixth decimals.
        gelijk = gewichten.get(rest, set()) - {gewicht} and abs(rest / KLEINSTE % 1 - HALF) < ruis(totaal) / KLEINSTE
        if gelijk or any(abs(rest - buur) < marge(totaal) for buur in buren):
            yield plek
