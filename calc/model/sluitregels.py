"""The four closing rules as macros: from a pot and weights to columns of one expression each, read like any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from calc.afronding import ZONDER_SLOT
from calc.model.tabel import Getallen, Kolom
from calc.model.uitdrukking import (
    SOM,
    Beurt,
    Celnaam,
    Functie,
    Uitdrukking,
    Zuiver,
    alle,
    gelijk,
    kol,
    rond,
    totaal,
)
from calc.tabel import Soort
from schemas.kernwoorden import Sluitregel

ZONDER_TOTAAL: Final = ("volgorde", "rest", "beurt")
"""Of turns and remainders there is no sum."""
TITELS: Final = {"exact": "Exact in eenheden", "heel": "Hele eenheden"}


@dataclass(frozen=True)
class Gesloten:
    """The steps, and last the amount itself; `afronding`: what the line Afronding holds, where the rule asks for it."""

    kolommen: tuple[Kolom, ...]
    afronding: Uitdrukking | None = None


def in_eenheden(bedrag: Uitdrukking, decimalen: int) -> Uitdrukking:
    """Euros as a number of units: cents, euros, or thousands."""
    schaal = int(10 ** abs(decimalen))
    return bedrag * schaal if decimalen >= 0 else bedrag / schaal


def in_euro(eenheden: Uitdrukking, decimalen: int) -> Uitdrukking:
    schaal = int(10 ** abs(decimalen))
    return eenheden / schaal if decimalen >= 0 else eenheden * schaal


def sluit(
    regel: Sluitregel,
    naam: str,
    titel: str,
    pot: Uitdrukking,
    aandeel: str,
    gewicht: str,
    voorrang: str,
    decimalen: int,
    uitleg: Callable[[Getallen, Celnaam], Sequence[str]] | str = "",
    kort: Callable[[Getallen, Celnaam], Sequence[str]] | str = "",
) -> Gesloten:
    """A pot over the rows of a table.

    Args:
        naam, titel: of the column with the amounts.
        pot: in euros, the same for every row.
        aandeel, gewicht: columns with the share and the weight of a row.
        voorrang: the column that decides between equal ones, before the order of the list.
        decimalen: of the unit in which the rule closes.
        uitleg, kort: why a row gets what it gets, with the steps before it and without them.
    """

    def bedrag(formule: Uitdrukking) -> Kolom:
        voor = None if formule is los else pot * kol(aandeel)
        return Kolom(naam, titel, Soort.GELD, max(0, decimalen), formule, uitleg=uitleg, voor=voor, kort=kort)

    los = rond(pot * kol(aandeel), decimalen)
    if regel in ZONDER_SLOT:
        verschil = rond(pot - alle(), decimalen)
        return Gesloten((bedrag(los),), verschil if regel == "afrondingsregel" else None)
    if regel == "grootste-deelnemer":
        verschil = rond(pot - totaal(f"afgerond_{naam}"), decimalen)
        return Gesloten((
            _stap("afgerond", naam, titel, Soort.GELD, los, max(0, decimalen)),
            _stap("volgorde", naam, titel, Soort.MAATSTAF, Beurt(gewicht, voorrang)),
            bedrag(kol(f"afgerond_{naam}") + gelijk(kol(f"volgorde_{naam}"), 1) * verschil),
        ))  # fmt: skip
    eenheden = abs(rond(in_eenheden(pot, decimalen)))
    stappen, krijgt = grootste_rest(naam, titel, eenheden * kol(aandeel), eenheden, voorrang)
    return Gesloten((*stappen, bedrag(in_euro(Functie("SIGN", pot) * krijgt, decimalen))))


def grootste_rest(
    naam: str, titel: str, eenheden: Uitdrukking, samen: Uitdrukking, voorrang: str
) -> tuple[tuple[Kolom, ...], Uitdrukking]:
    """The steps from exact units to whole ones that are `samen` together, and those of a row: what rounding down leaves
    over goes to the largest remainders.
    """
    exact, heel, rest, beurt = (f"{woord}_{naam}" for woord in ("exact", "heel", "rest", "beurt"))
    return (
        _stap("exact", naam, titel, Soort.WAARDE, eenheden, 6),
        _stap("heel", naam, titel, Soort.MAATSTAF, Functie("INT", Zuiver(kol(exact)))),
        _stap("rest", naam, titel, Soort.WAARDE, Zuiver(kol(exact) - kol(heel)), 6),
        _stap("beurt", naam, titel, Soort.MAATSTAF, Beurt(rest, voorrang)),
    ), kol(heel) + (kol(beurt) <= samen - totaal(heel))  # fmt: skip


def _stap(woord: str, naam: str, titel: str, soort: Soort, formule: Uitdrukking, cijfers: int = 0) -> Kolom:
    som, kop = None if woord in ZONDER_TOTAAL else SOM, f"{TITELS.get(woord, woord.capitalize())}: {titel.lower()}"
    return Kolom(f"{woord}_{naam}", kop, soort, cijfers, formule, som, stap=True)
