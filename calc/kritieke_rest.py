"""Where a workbook's live formulas, which count in doubles, could round otherwise than the exact core.

A double holds about sixteen figures. An exact part that lies within a hair of a half can be rounded to either side.
Formulas compare remainders in six decimals: two that differ by less can get their unit in the other order. Remainders
that are exactly equal are equal there too, and weight and order decide as in the core, unless the sixth decimal
itself is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from calc.notatie import opsomming
from calc.verdeling import Jaarverdeling
from schemas.regio import TOTAAL

if TYPE_CHECKING:
    from calc.uitkomst import Uitkomst

HALF: Final = Fraction(1, 2)
KLEINSTE: Final = Fraction(1, 10**6)
RELATIEF: Final = Fraction(1, 2**49)
"""A double has 53 bits; a formula takes a few steps, and every step may lose one."""
REST: Final = "ligt de rest zo dicht bij die van een ander"
HELFT: Final = "ligt het exacte bedrag zo dicht bij een halve eenheid"


def marge(totaal: Fraction) -> Fraction:
    """The distance in units below which doubles cannot be trusted, for an amount of so many units."""
    return max(KLEINSTE, ruis(totaal))


def ruis(totaal: Fraction) -> Fraction:
    """What the steps of a formula may lose of an amount of so many units."""
    return abs(totaal) * RELATIEF


def kritieke_rest(uitkomst: Uitkomst) -> tuple[str, ...]:
    """One Dutch sentence per pot where it could matter; nothing is the rule."""
    return tuple(zin for bron in uitkomst.verdeling.jaren for zin in _van_jaar(uitkomst, bron))


def _van_jaar(uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[str]:
    splitsing = bron.splitsing
    if splitsing is None:
        return
    namen = [uitkomst.gegevens.regio.gemeente(code) for code in bron.deelnemers]
    waar, totaal = f"{bron.kostensoort} {bron.jaar}", splitsing.totaal
    for onderdeel in splitsing.onderdelen:
        pot = onderdeel.pot
        if bron.sluitregel == "grootste-rest":
            over = int(abs(pot.totaal)) - sum(deel.heel for deel in pot.delen)
            resten = [(deel.rest, gewicht) for deel, gewicht in zip(pot.delen, onderdeel.waarden, strict=True)]
            plekken = twijfel(resten, [deel.beurt <= over for deel in pot.delen], totaal)
        else:
            plekken = bij_de_helft((deel.exact for deel in pot.delen), totaal)
        zin = REST if bron.sluitregel == "grootste-rest" else HELFT
        yield from _zin(f"{waar}, {onderdeel.naam}", zin, [namen[plek] for plek in plekken])
    if bron.sluitregel == "open":
        yield from _zin(f"{waar}, {TOTAAL}", HELFT, [namen[plek] for plek in bij_de_helft(splitsing.exact, totaal)])
        return
    som = sum((deel.gewicht for deel in splitsing.onderdelen), Fraction(0))
    exact = [abs(totaal * deel.gewicht / som) for deel in splitsing.onderdelen]
    kreeg = [abs(deel.pot.totaal) > int(geheel) for deel, geheel in zip(splitsing.onderdelen, exact, strict=True)]
    resten = [(geheel % 1, deel.gewicht) for deel, geheel in zip(splitsing.onderdelen, exact, strict=True)]
    plekken = twijfel(resten, kreeg, totaal)
    yield from _zin(f"{waar}, delen van de sleutel", REST, [splitsing.onderdelen[plek].naam for plek in plekken])


def _zin(waar: str, reden: str, namen: Sequence[str]) -> Iterator[str]:
    if namen:
        yield (
            f"Let op bij {waar}: voor {opsomming(list(namen))} {reden} dat een formule in de werkmap anders kan "
            "afronden. Deze berekening is exact."
        )


def bij_de_helft(exact: Iterable[Fraction], totaal: Fraction) -> list[int]:
    """Which exact parts lie within the margin of a half."""
    return [plek for plek, deel in enumerate(exact) if abs(abs(deel) % 1 - HALF) < marge(totaal)]


def twijfel(resten: Sequence[tuple[Fraction, Fraction]], kreeg: Sequence[bool], totaal: Fraction) -> list[int]:
    """Which parts just did or just did not get a unit, and may do so otherwise in a formula.

    Args:
        resten: remainder and weight per part. Equal remainders of equal weights are one and the same double.
        kreeg: whether the part got a unit.
        totaal: the amount in units.
    """
    wel = [plek for plek, gekregen in enumerate(kreeg) if gekregen]
    niet = [plek for plek, gekregen in enumerate(kreeg) if not gekregen]
    return sorted(
        {
            plek
            for een in wel
            for ander in niet
            if _te_dicht(resten[een], resten[ander], totaal)
            for plek in (een, ander)
        }
    )


def _te_dicht(een: tuple[Fraction, Fraction], ander: tuple[Fraction, Fraction], totaal: Fraction) -> bool:
    if een == ander:
        return False
    if een[0] == ander[0]:
        # Rounded to six decimals they are equal too, but for a remainder in the middle between two sixth decimals.
        return abs(een[0] / KLEINSTE % 1 - HALF) < ruis(totaal) / KLEINSTE
    return abs(een[0] - ander[0]) < marge(totaal)
