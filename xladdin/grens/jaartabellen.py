"""Tables over years: amounts, decided contributions and percentages by their year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from calc.notatie import procent
from schemas.fouten import Gebruikersfout, hoeveel
from schemas.getal import CIJFERS
from schemas.tabel import is_leeg
from schemas.totaalrij import is_te_verdelen, is_totaal
from xladdin.grens.bereiken import WEGLATEN, een_cel, geen_dubbele, reeks, rijen
from xladdin.grens.cellen import (
    Bereik,
    Excelcel,
    OnbruikbareCel,
    als_tekst,
    getal,
    gewicht,
    is_jaar,
    is_kop,
    jaar_uit_tekst,
    jaartal,
    noem,
    uitgeschreven,
)

SPELING: Final = Fraction(1, 10**CIJFERS)
"""How far the last of fifteen digits may be off, as a part of the number."""
HOOGSTE: Final = Fraction(1, 4)
"""Above this a percentage of an index is asked about."""


def jaarbedragen(bereik: Bereik) -> dict[int, Fraction]:
    """Amounts in euros by year: two rows (or columns), the years first, in rising order."""
    tabel = jaren_boven(rijen(bereik))
    if len(tabel) != 2:
        raise Gebruikersfout("bedragen: verwacht: twee rijen, boven de jaren (zoals 2021) en daaronder de bedragen.")
    jaren = _jaren(tabel[0], "bedragen")
    return {een: getal(cel, f"bedragen, {een}") for een, cel in zip(jaren, tabel[1], strict=True)}


def jaren_boven(tabel: list[list[Excelcel]]) -> list[list[Excelcel]]:
    """Amounts in two lines with their years above the figures; another one as it is.

    Raises:
        Gebruikersfout: more than one line can be the years, and none of them is text.
    """
    gekanteld = _gekanteld(tabel)
    lijnen = [
        (stand, stand[plek], f"{'tweede' if plek else 'eerste'} {soort}")
        for plek in (0, 1)
        for stand, soort in ((tabel, "rij"), (gekanteld, "kolom"))
        if len(stand) == 2 and _zijn_jaren(stand[plek])
    ]
    if not lijnen:
        return tabel
    (stand, eerste, waar), *andere = sorted(lijnen, key=lambda lijn: not any(isinstance(cel, str) for cel in lijn[1]))
    if andere and not any(isinstance(cel, str) for cel in eerste):
        of = f"({', '.join(f'{cel:.0f}' for cel in andere[0][1])}) in de {andere[0][2]}"
        raise Gebruikersfout(
            f"bedragen: staan de jaren ({', '.join(f'{cel:.0f}' for cel in eerste)}) in de {waar}, of {of}? "
            "Maak van de jaren tekst."
        )
    return stand


def _gekanteld(tabel: list[list[Excelcel]]) -> list[list[Excelcel]]:
    return [list(kolom) for kolom in zip(*tabel, strict=True)]


def _jaren(cellen: Sequence[Excelcel], naam: str) -> list[int]:
    gevonden: list[int] = []
    for plek, cel in enumerate(cellen, start=1):
        een = jaartal(jaar_uit_tekst(cel), f"{naam}, kop {plek}")
        if gevonden and een <= gevonden[-1]:
            raise Gebruikersfout(f"{naam}: {een} staat na {gevonden[-1]}; zet elk jaar één keer, van vroeg naar laat.")
        gevonden.append(een)
    return gevonden


def _zijn_jaren(cellen: Sequence[Excelcel]) -> bool:
    """Whether cells can head a table as its years: each later than the one before."""
    jaren = [jaar_uit_tekst(cel) for cel in cellen]
    return all(map(is_jaar, jaren)) and all(a < b for a, b in pairwise(jaren))


def vastgesteld(bereik: Bereik, aantal: int) -> dict[int, list[Fraction]]:
    """Amounts that were decided before: a header row of years, and below it a row per participant; may be left out."""
    if bereik is None:
        return {}
    tabel = rijen(bereik)
    if not tabel:
        raise Gebruikersfout(f"vastgesteld: alle cellen zijn leeg; kies de jaren met hun bijdragen.{WEGLATEN}")
    jaren = _jaren(tabel[0], "vastgesteld")
    if len(tabel) - 1 != aantal:
        raise Gebruikersfout(
            f"vastgesteld: {hoeveel(len(tabel) - 1, 'rij', 'rijen')} onder de jaren en "
            f"{hoeveel(aantal, 'gemeente', 'gemeenten')}",
            "evenveel, zonder de rij Totaal.",
        )
    return {
        een: [getal(rij[kolom], f"vastgesteld, rij {plek}, {een}") for plek, rij in enumerate(tabel[1:], start=2)]
        for kolom, een in enumerate(jaren)
    }


def jarentabel(bereik: Bereik) -> tuple[list[str], dict[int, list[Fraction | None]]]:
    """A table as MEERJAREN makes it: a header row with the years, a row per participant; totals are worked out anew.

    Returns:
        The names of the rows, and per year an amount in euros per row (None where a cell is empty).
    Raises:
        Gebruikersfout: no such table; a total in it that is not the sum of its rows.
    """
    tabel = rijen(bereik)
    if len(tabel) < 2 or len(tabel[0]) < 2:
        raise Gebruikersfout(
            "tabel: verwacht: een kopregel met Gemeente en de jaren, en daaronder een rij per gemeente."
        )
    jaren = _jaren(tabel[0][1:], "tabel")
    namen: list[str] = []
    bedragen_: dict[int, list[Fraction | None]] = {een: [] for een in jaren}
    totaal: list[Fraction | None] | None = None
    for plek, rij in enumerate(tabel[1:], start=2):
        wie = als_tekst(rij[0], f"tabel, rij {plek}", "de naam van een gemeente")
        cijfers = [
            None if is_leeg(cel) else getal(cel, f"tabel, rij {plek}, {een}")
            for een, cel in zip(jaren, rij[1:], strict=True)
        ]
        if is_te_verdelen(wie):
            continue
        if totaal is not None:
            raise Gebruikersfout(f"tabel, rij {plek}: {noem(wie)} staat onder de rij Totaal; zet Totaal onderaan.")
        if is_totaal(wie):
            totaal = cijfers
            continue
        namen.append(wie)
        for een, cijfer in zip(jaren, cijfers, strict=True):
            bedragen_[een].append(cijfer)
    geen_dubbele(namen, lambda nummer: f"tabel, rij {nummer + 2}")
    if not namen:
        raise Gebruikersfout("tabel: er staat geen enkele gemeente in; kies ook de rijen met de gemeenten.")
    if totaal is not None:
        _controleer_totaal(totaal, bedragen_)
    return namen, bedragen_


def _controleer_totaal(totaal: Sequence[Fraction | None], bedragen_: Mapping[int, Iterable[Fraction | None]]) -> None:
    """The total is that of the rows, but for what a sum of doubles cannot hold."""
    for gegeven, (een, kolom) in zip(totaal, bedragen_.items(), strict=True):
        gevuld = [bedrag_ for bedrag_ in kolom if bedrag_ is not None]
        som = sum(gevuld, Fraction(0))
        speling = sum(map(abs, gevuld), Fraction(0)) * SPELING * (len(gevuld) + 1)
        if gegeven is not None and abs(gegeven - som) > speling:
            raise Gebruikersfout(
                f"tabel, Totaal, {een}: '{uitgeschreven(gegeven)}', maar de rijen tellen op tot {uitgeschreven(som)}; "
                f"herstel het totaal of laat de rij Totaal weg."
            )


def hoogste_percentage(bereik: Bereik) -> Fraction:
    """Up to where a percentage is taken without asking; by default more than any index of prices or wages."""
    cel = een_cel(bereik, "hoogste", "een percentage, zoals 50%")
    waarde = HOOGSTE if cel is None else gewicht(cel, "hoogste")
    if waarde >= 1:
        raise OnbruikbareCel("hoogste", cel, "een percentage onder 100%")
    return waarde


def percentages(bereik: Bereik, hoogste: Fraction = HOOGSTE) -> list[tuple[str, Fraction]]:
    """Index percentages, oldest first, each with its year (or its place in the list where no years are given).

    Raises:
        OnbruikbareCel: a percentage above `hoogste`, up or down: who types 0,5 for 0,5% typed 50%.
    """
    tabel = rijen(bereik)
    if not tabel:
        raise OnbruikbareCel("percentages", None, "één of meer percentages, zoals 2,5%")
    if len(tabel) == 2 and len(tabel[0]) > 1 and all(is_jaar(jaar_uit_tekst(cel)) for cel in tabel[0]):
        tabel = _gekanteld(tabel)
    if len(tabel) > 1 and len(tabel[0]) == 2 and all(map(is_kop, tabel[0])):
        tabel = tabel[1:]
    if len(tabel[0]) == 2 and all(is_jaar(jaar_uit_tekst(rij[0])) for rij in tabel):
        plek = "percentages,"
        namen = [str(een) for een in _jaren([rij[0] for rij in tabel], "percentages")]
        cellen = [rij[1] for rij in tabel]
    else:
        cellen = reeks(tabel, "percentages")
        namen = [str(nummer) for nummer in range(1, len(cellen) + 1)]
        plek = "percentages, cel"
    return [(naam, _index(cel, f"{plek} {naam}", hoogste)) for naam, cel in zip(namen, cellen, strict=True)]


def _index(cel: Excelcel, plek: str, hoogste: Fraction) -> Fraction:
    waarde = getal(cel, plek)
    if abs(waarde) > hoogste:
        # Who types 2,5 means 2,5%; of a year or an amount nothing of the kind can be said.
        zeker = f" Is het dat echt, geef dan {procent(abs(waarde), 0)} op als hoogste." if abs(waarde) < 1 else ""
        hint = f" Dit is {procent(waarde, 0)}; typ het met een procentteken.{zeker}" if abs(waarde) < 100 else ""
        grens = f"ten minste {procent(-hoogste, 0)}" if waarde < 0 else f"ten hoogste {procent(hoogste, 0)}"
        raise OnbruikbareCel(plek, cel, f"een percentage van {grens}", hint)
    return waarde
