"""The boundary with Excel: from cells to exact values and back; what is not what was asked for, is refused in Dutch.

Nothing is dropped or rounded in silence. A cell holds a double, of which Excel keeps and shows fifteen digits; those
fifteen are the number that is meant, so 2.7 is exactly 2.70 and a sum of cents is a whole number of cents.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise, repeat
from math import isfinite
from operator import eq, mul, truediv
from typing import Any, Final

from calc.afronding import EENHEDEN, SLUITREGELS, controleer_sluitregel
from calc.notatie import procent
from calc.regio import STANDAARD_EENHEID, STANDAARD_SLUITREGEL
from schemas.fouten import Gebruikersfout, bedoelde_u
from schemas.getal import DubbelzinnigGetal, GeenGetal, lees_cel
from schemas.onschadelijk import voor_terminal
from schemas.regio import RATO, Munteenheid, Sluitregel
from schemas.totaalrij import is_te_verdelen, is_totaal

Cel = Any
"""What Excel hands over for one cell: float, text, bool, date or nothing."""
Uit = str | float
"""What goes back into one cell."""
Blok = list[list[Uit]]
"""What spills: rows of equal length."""
Bereik = Any
"""One cell, one row or column of cells, or rows of cells."""

CIJFERS: Final = 15
TE_GROOT: Final = 10**CIJFERS
SCHALEN: Final = (1, 100, 1_000_000)
HOOGSTE_GESCHAALD: Final = 10.0**CIJFERS / SCHALEN[-1]
HEEL: Final = frozenset((int,))
GETALLEN: Final = frozenset((int, float))
PROEF: Final = 8
PER_EURO: Final[Mapping[Munteenheid, int]] = {naam: int(1 / eenheid) for naam, eenheid in EENHEDEN.items()}
GEKOPPELD: Final = "__xlwings_not_an_object_handle__"
"""What xlwings hands over for a cell with a linked data type, such as Aandelen."""
LANGST: Final = 60
"""Of a text from a cell that a sentence repeats."""
JAREN: Final = range(1900, 2200)
VIER_CIJFERS: Final = re.compile(r"\s*[0-9]{4}\s*")
VOORBEELDJAAR: Final = 2021
SPELING: Final = Fraction(1, 10**CIJFERS)
"""How far the last of fifteen digits may be off, as a part of the number."""
KOPWOORDEN: Final = frozenset(
    ("gemeente", "gemeenten", "gemeentenaam", "gemeentecode", "deelnemer", "deelnemers", "naam")
)


class OnbruikbareCel(Gebruikersfout):
    """One cell that is not what the argument asks for."""

    def __init__(self, plek: str, waarde: Cel, verwacht: str, hint: str = "") -> None:
        super().__init__(f"{plek}: {_noem(waarde)}; verwacht: {verwacht}.{hint}")


class TeGrootVoorExcel(Gebruikersfout):
    def __init__(self, advies: str) -> None:
        super().__init__(
            f"Een uitkomst heeft meer dan {CIJFERS} cijfers; Excel kan die niet tot op de eenheid tonen. {advies}"
        )


class OnbekendeEenheid(Gebruikersfout):
    def __init__(self, gevraagd: str) -> None:
        hint = bedoelde_u(gevraagd, EENHEDEN)
        super().__init__(f"Eenheid '{gevraagd}' bestaat niet; kies uit {', '.join(EENHEDEN)}.{hint}")


def _noem(waarde: Cel) -> str:
    """What stands in a cell, in words."""
    if _leeg(waarde):
        return "een lege cel"
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, dt.date | dt.datetime):
        return f"een datum ({waarde:%d-%m-%Y})"
    if isinstance(waarde, str) and waarde.startswith(GEKOPPELD):
        return "een gekoppeld gegevenstype"
    if is_foutwaarde(waarde):
        return f"foutwaarde {waarde.strip()}"
    if isinstance(waarde, float) and not isfinite(waarde):
        return "foutwaarde #GETAL!"
    if isinstance(waarde, float):
        return f"'{_cijfers(waarde)}'"
    tekst = voor_terminal(str(waarde).strip(), LANGST)
    return f"'{tekst}'"


def _cijfers(waarde: Fraction | float) -> str:
    """A number as a Dutch Excel shows it in full."""
    return f"{float(waarde):.{CIJFERS}g}".replace(".", ",")


def _leeg(waarde: Cel) -> bool:
    return waarde is None or (isinstance(waarde, str) and not waarde.strip())


def is_foutwaarde(waarde: Cel) -> bool:
    """Whether a cell holds what no function can take for a text: an error, or a linked data type."""
    return isinstance(waarde, str) and waarde.strip().startswith(("#", GEKOPPELD))


def rijen(bereik: Bereik) -> list[list[Cel]]:
    """A range as rows of equal length, without the empty rows and columns at its end.

    Excel gives one cell bare and, when not asked for two dimensions, one row or column as a plain list: that becomes
    a row.
    """
    if not isinstance(bereik, list | tuple):
        tabel = [[bereik]]
    elif bereik and not any(isinstance(rij, list | tuple) for rij in bereik):
        tabel = [list(bereik)]
    else:
        tabel = [list(rij) if isinstance(rij, list | tuple) else [rij] for rij in bereik]
    while tabel and all(_leeg(cel) for cel in tabel[-1]):
        tabel.pop()
    breedte = max(map(len, tabel), default=0)
    while breedte and all(len(rij) < breedte or _leeg(rij[breedte - 1]) for rij in tabel):
        breedte -= 1
    return [rij if len(rij) == breedte else (rij + [None] * breedte)[:breedte] for rij in tabel]


def _tel(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"


def _maat(tabel: Sequence[Sequence[Cel]]) -> str:
    return f"{_tel(len(tabel), 'rij', 'rijen')} en {_tel(len(tabel[0]), 'kolom', 'kolommen')}"


def reeks(bereik: Bereik, naam: str) -> list[Cel]:
    """A range of one column or one row, as a list.

    Raises:
        Gebruikersfout: it is empty, or wider and higher than one.
    """
    tabel = rijen(bereik)
    if not tabel:
        raise Gebruikersfout(f"{naam}: het bereik is leeg; kies de cellen met de gegevens.")
    if len(tabel) == 1:
        return tabel[0]
    if len(tabel[0]) > 1:
        raise Gebruikersfout(f"{naam}: {_maat(tabel)}; verwacht: één kolom (of één rij).")
    return [rij[0] for rij in tabel]


def getal(cel: Cel, plek: str) -> Fraction:
    """An exact number from one cell.

    Raises:
        OnbruikbareCel: anything that is not a number; a number typed as text is not one.
    """
    if isinstance(cel, str) and any(teken.isdigit() for teken in cel) and not is_foutwaarde(cel):
        raise OnbruikbareCel(plek, cel, "getal", " Dit staat als tekst in de cel: maak er een getal van.")
    if isinstance(cel, bool) or not isinstance(cel, int | float | Decimal):
        raise OnbruikbareCel(plek, cel, "getal")
    if isinstance(cel, float):
        if not isfinite(cel):
            raise OnbruikbareCel(plek, cel, "getal")
        return _exact(cel)
    return Fraction(cel)


def _exact(cel: float) -> Fraction:
    """The fifteen digits of a double.

    A decimal of fewer than sixteen digits is the only one of that length for its double. So where a number with few
    decimals has this double, it is the one; that is found sooner than by writing and reading the digits.
    """
    if -HOOGSTE_GESCHAALD < cel < HOOGSTE_GESCHAALD:
        for schaal in SCHALEN:
            heel = round(cel * schaal)
            if heel / schaal == cel:
                return Fraction(heel, schaal) if schaal > 1 else Fraction(heel)
    return Fraction(f"{cel:.{CIJFERS}g}")


def gewicht(cel: Cel, plek: str) -> Fraction:
    """An exact number of 0 or more."""
    waarde = getal(cel, plek)
    if waarde.numerator < 0:
        raise OnbruikbareCel(plek, cel, "getal van 0 of meer")
    return waarde


def _gewichten(cellen: Sequence[Cel], plek: Callable[[int], str]) -> list[Fraction]:
    """Exact numbers of 0 or more; `plek` names the cell of that place in the list."""
    return [gewicht(cel, plek(nummer)) for nummer, cel in enumerate(cellen)]


def _verhouding(cellen: Sequence[Cel], plek: Callable[[int], str]) -> Sequence[Fraction | int]:
    """Numbers of 0 or more of which only the proportion matters; as whole numbers where that can be done for all.

    They are the numbers that `getal` reads, a good deal faster. One with few decimals is the quotient of a whole number
    and a power of ten, and of fewer than sixteen digits there is just one such decimal for a double.
    """
    soorten = set(map(type, cellen))
    # A not-a-number is neither below nor above anything, so it is asked for by itself.
    if not GETALLEN.issuperset(soorten) or not 0 <= min(cellen) <= (hoogste := max(cellen)) < TE_GROOT:
        return _gewichten(cellen, plek)
    if soorten == HEEL:
        return cellen
    if not all(map(isfinite, cellen)):
        return _gewichten(cellen, plek)
    for schaal in SCHALEN:
        # The first few nearly always tell; where they do not, all are tried.
        if hoogste * schaal < TE_GROOT and _geschaald(cellen[:PROEF], schaal):
            heel = _geschaald(cellen, schaal)
            if heel:
                return heel
    return _op_macht_van_tien(cellen)


def _geschaald(cellen: Sequence[float], schaal: int) -> list[int]:
    """The numbers as whole multiples of 1/schaal; empty where they are not all such multiples."""
    heel = [round(cel * schaal) for cel in cellen]
    return heel if all(map(eq, map(truediv, heel, repeat(schaal)), cellen)) else []


def _op_macht_van_tien(cellen: Sequence[float]) -> list[int]:
    """The fifteen digits of every number, all over one power of ten."""
    # Written in one go, which takes half the time of one by one: digits and power in turn.
    geschreven = f"%.{CIJFERS - 1}e " * len(cellen) % tuple(cellen)
    stukken = geschreven.replace(".", "").replace("e", " ").split()
    cijfers, machten = stukken[::2], stukken[1::2]
    bekend = {macht: int(macht) for macht in set(machten)}
    laagste = min(bekend.values())
    tienen = {macht: 10 ** (getal_ - laagste) for macht, getal_ in bekend.items()}
    return list(map(mul, map(int, cijfers), map(tienen.__getitem__, machten)))


def gewichten(bereik: Bereik, naam: str) -> list[Fraction]:
    return _gewichten(reeks(bereik, naam), lambda nummer: f"{naam}, cel {nummer + 1}")


def bedrag(bereik: Bereik, naam: str) -> Fraction:
    """One amount in euros."""
    cellen = reeks(bereik, naam)
    if len(cellen) > 1:
        raise Gebruikersfout(f"{naam}: {len(cellen)} cellen; verwacht: één bedrag.")
    return getal(cellen[0], naam)


def een_cel(bereik: Bereik, naam: str) -> Cel:
    """What stands in an argument of one cell; None where it was left out or is empty."""
    tabel = rijen(bereik)
    if not tabel:
        return None
    if len(tabel) > 1 or len(tabel[0]) > 1:
        raise Gebruikersfout(f"{naam}: {_maat(tabel)}; verwacht: één cel.")
    return tabel[0][0]


def tekst(bereik: Bereik, naam: str, verwacht: str) -> str:
    """A text in one cell, without the spaces around it; empty where it was left out.

    Raises:
        OnbruikbareCel: anything else than a text.
    """
    cel = een_cel(bereik, naam)
    return "" if cel is None else _als_tekst(cel, naam, verwacht)


def _als_tekst(cel: Cel, plek: str, verwacht: str) -> str:
    if not isinstance(cel, str) or _leeg(cel) or is_foutwaarde(cel):
        raise OnbruikbareCel(plek, cel, verwacht)
    return cel.strip()


def verplichte_tekst(bereik: Bereik, naam: str, verwacht: str) -> str:
    """As `tekst`, but it may not be left out."""
    gevonden = tekst(bereik, naam, verwacht)
    if not gevonden:
        raise OnbruikbareCel(naam, None, verwacht)
    return gevonden


def jaartal(cel: Cel, plek: str) -> int:
    """A year: a whole number from 1900 to 2199; typed as text it is refused, as every number is."""
    if not is_jaar(cel):
        hint = " Dit staat als tekst in de cel: maak er een getal van." if is_jaar(jaar_uit_tekst(cel)) else ""
        raise OnbruikbareCel(plek, cel, f"een jaartal, zoals {VOORBEELDJAAR}", hint)
    return int(cel)


def jaar(bereik: Bereik, naam: str = "jaar") -> int | None:
    """A year in one cell, or None where it was left out."""
    cel = een_cel(bereik, naam)
    return None if cel is None else jaartal(cel, naam)


def verplicht_jaar(bereik: Bereik, naam: str = "jaar") -> int:
    gevonden = jaar(bereik, naam)
    if gevonden is None:
        raise OnbruikbareCel(naam, None, f"een jaartal, zoals {VOORBEELDJAAR}")
    return gevonden


def per_cel(bereik: Bereik, naam: str, verwacht: str, zoek: Callable[[str], str]) -> list[list[str]]:
    """What every text of a range stands for, in the shape of the range: for a function that answers cell by cell.

    Raises:
        OnbruikbareCel: the range is empty, or a cell in it is not a text.
        Gebruikersfout: what `zoek` cannot find, with its place.
    """
    tabel = rijen(bereik)
    if not tabel:
        raise OnbruikbareCel(naam, None, verwacht)
    een = len(tabel) == len(tabel[0]) == 1

    def gevonden(cel: Cel, rij: int, kolom: int) -> str:
        plek = naam if een else f"{naam}, rij {rij}, kolom {kolom}"
        tekst = _als_tekst(cel, plek, verwacht)
        try:
            return zoek(tekst)
        except Gebruikersfout as fout:
            raise Gebruikersfout(f"{plek}: {fout}") from None

    return [
        [gevonden(cel, rij, kolom) for kolom, cel in enumerate(cellen, start=1)]
        for rij, cellen in enumerate(tabel, start=1)
    ]


def sluitregel(bereik: Bereik) -> Sluitregel:
    cel = een_cel(bereik, "sluitregel")
    return STANDAARD_SLUITREGEL if cel is None else controleer_sluitregel(_keuze(cel, "sluitregel", SLUITREGELS))


def eenheid(bereik: Bereik) -> Munteenheid:
    cel = een_cel(bereik, "eenheid")
    if cel is None:
        return STANDAARD_EENHEID
    gevraagd = _keuze(cel, "eenheid", tuple(EENHEDEN))
    for naam in EENHEDEN:
        if naam == gevraagd:
            return naam
    raise OnbekendeEenheid(gevraagd)


def _keuze(cel: Cel, naam: str, keuzes: Sequence[str]) -> str:
    if not isinstance(cel, str) or is_foutwaarde(cel):
        raise OnbruikbareCel(naam, cel, f"een van {', '.join(keuzes)}")
    return cel.strip().casefold()


def is_kop(cel: Cel) -> bool:
    """Whether a cell can head a column of numbers: a text with a letter in it."""
    return isinstance(cel, str) and not is_foutwaarde(cel) and any(teken.isalpha() for teken in cel)


def kop(cel: Cel, plek: str) -> str:
    """The heading of one column: a text, or a year."""
    if is_jaar(cel):
        return str(int(cel))
    if not isinstance(cel, str) or _leeg(cel) or is_foutwaarde(cel):
        raise OnbruikbareCel(plek, cel, "een kop (tekst of jaartal)")
    return cel.strip()


def is_jaar(cel: Cel) -> bool:
    # Whether a float is in a range, Python finds out by going through all of it.
    return type(cel) in GETALLEN and JAREN.start <= cel < JAREN.stop and cel == int(cel)


def koppen(cellen: Sequence[Cel], naam: str) -> list[str]:
    """The header row of a range; no heading twice."""
    gevonden = [kop(cel, f"{naam}, kop {plek}") for plek, cel in enumerate(cellen, start=1)]
    _geen_dubbele(gevonden, lambda nummer: f"{naam}, kop {nummer + 1}")
    return gevonden


def _geen_dubbele(namen: Sequence[str], plek: Callable[[int], str]) -> None:
    gezien: set[str] = set()
    for nummer, tekst in enumerate(namen):
        if tekst.casefold() in gezien:
            raise Gebruikersfout(f"{plek(nummer)}: '{tekst}' staat er twee keer; elke naam mag één keer voorkomen.")
        gezien.add(tekst.casefold())


def heeft_kop(gemeenten: Bereik) -> bool:
    """Whether the range of the participants begins with their header: a known word, else a name would be lost."""
    eerste = gemeenten
    while isinstance(eerste, list | tuple):
        eerste = eerste[0] if eerste else None
    return isinstance(eerste, str) and eerste.strip().casefold() in KOPWOORDEN


def gemeenten(bereik: Bereik, aantal: int, kop_erboven: str = "") -> list[str]:
    """The names of the participants, one for each of `aantal` rows of figures.

    The header above the names may be part of the range where the figures have theirs (`kop_erboven`).
    """
    cellen = reeks(bereik, "gemeenten")
    eerste = 1
    if kop_erboven and heeft_kop(bereik):
        cellen, eerste = cellen[1:], 2
    if len(cellen) != aantal:
        cijfers = _tel(aantal, "rij", "rijen")
        onder = f" onder de kop '{kop_erboven}'" if kop_erboven else ""
        raise Gebruikersfout(
            f"gemeenten heeft {_tel(len(cellen), 'cel', 'cellen')} en de cijfers hebben {cijfers}{onder}; "
            f"verwacht: evenveel. Kies bij beide dezelfde rijen, zonder lege cellen en zonder de rij Totaal."
        )
    namen = []
    for plek, cel in enumerate(cellen, start=eerste):
        if not isinstance(cel, str) or _leeg(cel) or is_foutwaarde(cel):
            raise OnbruikbareCel(f"gemeenten, cel {plek}", cel, "de naam van een gemeente")
        if is_totaal(cel):
            raise Gebruikersfout(
                f"gemeenten, cel {plek}: {_noem(cel)} is geen gemeente; laat de totaalrij buiten het bereik."
            )
        namen.append(cel.strip())
    _geen_dubbele(namen, lambda nummer: f"gemeenten, cel {nummer + eerste}")
    return namen


def maatstaf(bereik: Bereik, *, met_kop: bool = False) -> tuple[str, list[Fraction]]:
    """One maatstaf: its header (empty where the range has none) and its values.

    Args:
        met_kop: the names beside it begin with their header, so this begins with one too, be it a year.
    """
    cellen = reeks(bereik, "maatstaf")
    if met_kop:
        titel = kop(cellen[0], "maatstaf, cel 1")
    else:
        titel = cellen[0].strip() if len(cellen) > 1 and is_kop(cellen[0]) else ""
    begin = 1 if titel else 0
    return titel, [gewicht(cel, f"maatstaf, cel {plek}") for plek, cel in enumerate(cellen[begin:], start=begin + 1)]


def maatstaven(bereik: Bereik) -> dict[str, Sequence[Fraction | int]]:
    """Several maatstaven by the names in their header row, each in its own proportion."""
    tabel = rijen(bereik)
    if len(tabel) < 2:
        raise Gebruikersfout("maatstaven: verwacht: een kopregel met namen en daaronder een rij per gemeente.")
    namen = koppen(tabel[0], "maatstaven")
    for naam in namen:
        if naam.casefold() == RATO:
            raise Gebruikersfout("maatstaven: 'rato' is het gelijke deel en heeft geen cijfers; laat die kolom weg.")
    kolommen = zip(namen, zip(*tabel[1:], strict=True), strict=True)
    return {naam: _verhouding(cellen, partial(_in_rij, naam)) for naam, cellen in kolommen}


def _in_rij(naam: str, nummer: int) -> str:
    return f"maatstaven, rij {nummer + 2}, {naam}"


def sleutel(bereik: Bereik, bekend: Sequence[str]) -> dict[str, Fraction]:
    """The weights of a key, in its order, by the names of the maatstaven as `bekend` spells them (and `rato`).

    Raises:
        Gebruikersfout: a weight without a maatstaf, a maatstaf without a weight, or weights that are together nothing.
    """
    tabel = rijen(bereik)
    if len(tabel) != 2:
        raise Gebruikersfout(
            "gewichten: verwacht: twee rijen, boven de namen (zoals rato of jongeren) en daaronder de gewichten."
        )
    namen = {naam.casefold(): naam for naam in (RATO, *bekend)}
    delen: dict[str, Fraction] = {}
    for gevraagd, cel in zip(koppen(tabel[0], "gewichten"), tabel[1], strict=True):
        if gevraagd.casefold() not in namen:
            raise Gebruikersfout(
                f"gewichten: '{gevraagd}' is geen kolom van maatstaven.{bedoelde_u(gevraagd, namen.values())} "
                f"Bekend zijn: {', '.join(namen.values())}."
            )
        delen[namen[gevraagd.casefold()]] = gewicht(cel, f"gewichten, {gevraagd}")
    for naam in bekend:
        if naam not in delen:
            raise Gebruikersfout(f"gewichten: '{naam}' heeft geen gewicht; geef 0 als de maatstaf niet meetelt.")
    if not any(delen.values()):
        raise Gebruikersfout("gewichten: de gewichten zijn samen nul; geef ten minste één gewicht boven nul.")
    return delen


def bedragen(bereik: Bereik) -> dict[str, Fraction]:
    """Amounts in euros by the title of their column: a row or column of amounts, or a header row (years) above them."""
    tabel = rijen(bereik)
    smal = len(tabel) == 2 and len(tabel[0]) == 1
    if smal and is_jaar(tabel[0][0]):
        raise Gebruikersfout(
            f"bedragen: is {tabel[0][0]:.0f} een jaartal of een bedrag? Kies alleen het bedrag, "
            f"of zet twee bedragen naast elkaar onder hun jaartal."
        )
    if len(tabel) == 2 and (not smal or is_kop(tabel[0][0])):
        titels = [f"Bijdrage {titel}" for titel in koppen(tabel[0], "bedragen")]
        cellen = tabel[1]
    else:
        cellen = reeks(bereik, "bedragen")
        titels = ["Bijdrage"] if len(cellen) == 1 else [f"Bijdrage {plek}" for plek in range(1, len(cellen) + 1)]
    return {
        titel: getal(cel, f"bedragen, {titel.removeprefix('Bijdrage ')}")
        for titel, cel in zip(titels, cellen, strict=True)
    }


def bedragen_uit(eenheden: Sequence[int | Fraction], munteenheid: Munteenheid) -> list[float]:
    """Units as euros; fifteen digits are what Excel shows.

    Raises:
        TeGrootVoorExcel: more digits than that.
    """
    if eenheden and not -TE_GROOT < min(eenheden) <= max(eenheden) < TE_GROOT:
        raise TeGrootVoorExcel("Kies eenheid euro.")
    per_euro = PER_EURO[munteenheid]
    return [float(aantal / per_euro) for aantal in eenheden]


def jaarbedragen(bereik: Bereik) -> dict[int, Fraction]:
    """Amounts in euros by year: two rows (or columns), the years first, in rising order."""
    tabel = rijen(bereik)
    if tabel and len(tabel[0]) == 2:
        gekanteld = [list(kolom) for kolom in zip(*tabel, strict=True)]
        if len(tabel) != 2 or (_zijn_jaren(gekanteld[0]) and not _zijn_jaren(tabel[0])):
            tabel = gekanteld
        elif _zijn_jaren(gekanteld[0]) and not any(isinstance(cel, str) for cel in tabel[0]):
            raise Gebruikersfout(
                f"bedragen: staan de jaren ({', '.join(f'{cel:.0f}' for cel in tabel[0])}) in de eerste rij, of "
                f"({', '.join(f'{cel:.0f}' for cel in gekanteld[0])}) in de eerste kolom? Maak van de jaren tekst."
            )
    if len(tabel) != 2:
        raise Gebruikersfout("bedragen: verwacht: twee rijen, boven de jaren (zoals 2021) en daaronder de bedragen.")
    jaren = _jaren(tabel[0], "bedragen")
    return {een: getal(cel, f"bedragen, {een}") for een, cel in zip(jaren, tabel[1], strict=True)}


def _jaren(cellen: Sequence[Cel], naam: str) -> list[int]:
    gevonden: list[int] = []
    for plek, cel in enumerate(cellen, start=1):
        een = jaartal(jaar_uit_tekst(cel), f"{naam}, kop {plek}")
        if gevonden and een <= gevonden[-1]:
            raise Gebruikersfout(f"{naam}: {een} staat na {gevonden[-1]}; zet elk jaar één keer, van vroeg naar laat.")
        gevonden.append(een)
    return gevonden


def _zijn_jaren(cellen: Sequence[Cel]) -> bool:
    """Whether cells can head a table as its years: each later than the one before."""
    jaren = [jaar_uit_tekst(cel) for cel in cellen]
    return all(map(is_jaar, jaren)) and all(a < b for a, b in pairwise(jaren))


def jaar_uit_tekst(cel: Cel) -> Cel:
    """The head of a table in Excel is always text, so a year there is "2021"."""
    return int(cel) if isinstance(cel, str) and VIER_CIJFERS.fullmatch(cel) and int(cel) in JAREN else cel


def vastgesteld(bereik: Bereik, aantal: int) -> dict[int, list[Fraction]]:
    """Amounts that were decided before: a header row of years, and below it a row per participant; may be left out."""
    tabel = rijen(bereik)
    if not tabel:
        return {}
    jaren = _jaren(tabel[0], "vastgesteld")
    if len(tabel) - 1 != aantal:
        raise Gebruikersfout(
            f"vastgesteld: {_tel(len(tabel) - 1, 'rij', 'rijen')} onder de jaren en "
            f"{_tel(aantal, 'gemeente', 'gemeenten')}; verwacht: evenveel, zonder de rij Totaal."
        )
    return {
        een: [getal(rij[kolom], f"vastgesteld, rij {plek}, {een}") for plek, rij in enumerate(tabel[1:], start=2)]
        for kolom, een in enumerate(jaren)
    }


def jarentabel(bereik: Bereik, naam: str = "tabel") -> tuple[list[str], dict[int, list[Fraction | None]]]:
    """A table as MEERJAREN makes it: a header row with the years, a row per participant; totals are worked out anew.

    Returns:
        The names of the rows, and per year an amount in euros per row (None where a cell is empty).
    Raises:
        Gebruikersfout: no such table; a total in it that is not the sum of its rows.
    """
    tabel = rijen(bereik)
    if len(tabel) < 2 or len(tabel[0]) < 2:
        raise Gebruikersfout(
            f"{naam}: verwacht: een kopregel met Gemeente en de jaren, en daaronder een rij per gemeente."
        )
    jaren = _jaren(tabel[0][1:], naam)
    namen: list[str] = []
    bedragen_: dict[int, list[Fraction | None]] = {een: [] for een in jaren}
    totaal: list[Fraction | None] | None = None
    for plek, rij in enumerate(tabel[1:], start=2):
        wie = _als_tekst(rij[0], f"{naam}, rij {plek}", "de naam van een gemeente")
        cijfers = [
            None if _leeg(cel) else getal(cel, f"{naam}, rij {plek}, {een}")
            for een, cel in zip(jaren, rij[1:], strict=True)
        ]
        if is_te_verdelen(wie):
            continue
        if totaal is not None:
            raise Gebruikersfout(f"{naam}, rij {plek}: {_noem(wie)} staat onder de rij Totaal; zet Totaal onderaan.")
        if is_totaal(wie):
            totaal = cijfers
            continue
        namen.append(wie)
        for een, cijfer in zip(jaren, cijfers, strict=True):
            bedragen_[een].append(cijfer)
    _geen_dubbele(namen, lambda nummer: f"{naam}, rij {nummer + 2}")
    if not namen:
        raise Gebruikersfout(f"{naam}: er staat geen enkele gemeente in; kies ook de rijen met de gemeenten.")
    if totaal is not None:
        _controleer_totaal(naam, totaal, bedragen_)
    return namen, bedragen_


def _controleer_totaal(
    naam: str, totaal: Sequence[Fraction | None], bedragen_: Mapping[int, Iterable[Fraction | None]]
) -> None:
    """The total is that of the rows, but for what a sum of doubles cannot hold."""
    for gegeven, (een, kolom) in zip(totaal, bedragen_.items(), strict=True):
        gevuld = [bedrag_ for bedrag_ in kolom if bedrag_ is not None]
        som = sum(gevuld, Fraction(0))
        speling = sum(map(abs, gevuld), Fraction(0)) * SPELING * (len(gevuld) + 1)
        if gegeven is not None and abs(gegeven - som) > speling:
            raise Gebruikersfout(
                f"{naam}, Totaal, {een}: '{_cijfers(gegeven)}', maar de rijen tellen op tot {_cijfers(som)}; "
                f"herstel het totaal of laat de rij Totaal weg."
            )


def percentages(bereik: Bereik) -> list[tuple[str, Fraction]]:
    """Index percentages, oldest first, each with its year (or its place in the list where no years are given).

    Raises:
        OnbruikbareCel: a percentage of 100% or more, or of -100% or less: 2,5 is 250%.
    """
    tabel = rijen(bereik)
    if not tabel:
        raise OnbruikbareCel("percentages", None, "één of meer percentages, zoals 2,5%")
    if len(tabel) == 2 and len(tabel[0]) > 1 and all(is_jaar(jaar_uit_tekst(cel)) for cel in tabel[0]):
        tabel = [list(kolom) for kolom in zip(*tabel, strict=True)]
    if len(tabel) > 1 and len(tabel[0]) == 2 and all(map(is_kop, tabel[0])):
        tabel = tabel[1:]
    if len(tabel[0]) == 2 and all(is_jaar(jaar_uit_tekst(rij[0])) for rij in tabel):
        namen = [str(een) for een in _jaren([rij[0] for rij in tabel], "percentages")]
        cellen = [rij[1] for rij in tabel]
    else:
        cellen = reeks(tabel, "percentages")
        namen = [str(plek) for plek in range(1, len(cellen) + 1)]
        return [(naam, _index(cel, f"percentages, cel {naam}")) for naam, cel in zip(namen, cellen, strict=True)]
    return [(naam, _index(cel, f"percentages, {naam}")) for naam, cel in zip(namen, cellen, strict=True)]


def _index(cel: Cel, plek: str) -> Fraction:
    waarde = getal(cel, plek)
    if abs(waarde) >= 1:
        # Who types 2,5 means 2,5%; of a year or an amount nothing of the kind can be said.
        hint = f" Dit is {procent(waarde, 0)}; typ het met een procentteken." if abs(waarde) < 100 else ""
        raise OnbruikbareCel(plek, cel, "een percentage onder 100%", hint)
    return waarde


def getal_uit(waarde: Fraction) -> float:
    """An exact figure as Excel holds it: fifteen digits.

    Raises:
        TeGrootVoorExcel: an amount of more digits than that before the comma.
    """
    if not -TE_GROOT < waarde < TE_GROOT:
        raise TeGrootVoorExcel("Kijk of de bedragen kloppen.")
    return float(waarde)


def _vorm(bereik: Bereik) -> tuple[int, int]:
    """Rows and columns of a range as it was chosen."""
    if not isinstance(bereik, list | tuple):
        return 1, 1
    breedtes = [len(rij) for rij in bereik if isinstance(rij, list | tuple)]
    return (len(bereik), max(breedtes)) if breedtes else (1, len(bereik))


def _samen(*tabellen: list[list[Cel]]) -> list[list[list[Cel]]]:
    """Tables as large as the largest: an empty cell against a figure is a difference, not another size."""
    if not all(tabellen):
        return list(tabellen)
    hoog, breed = max(map(len, tabellen)), max(len(tabel[0]) for tabel in tabellen)
    leeg: list[Cel] = [None] * breed
    return [[[*rij, *leeg][:breed] for rij in (*tabel, *[leeg] * (hoog - len(tabel)))] for tabel in tabellen]


def even_groot(
    links: Bereik, rechts: Bereik, namen: tuple[str, str]
) -> tuple[list[list[Fraction | str | None]], list[list[Fraction | str | None]]]:
    """Two ranges of figures and texts, cell against cell.

    Raises:
        Gebruikersfout: one is empty, or they are not of one size.
        OnbruikbareCel: an error, a date, or WAAR or ONWAAR.
    """
    tabellen = _samen(rijen(links), rijen(rechts)) if _vorm(links) == _vorm(rechts) else [rijen(links), rijen(rechts)]
    for tabel, naam in zip(tabellen, namen, strict=True):
        if not tabel:
            raise Gebruikersfout(f"{naam}: het bereik is leeg; kies de cellen met de cijfers.")
    maten = [_maat(tabel) for tabel in tabellen]
    if maten[0] != maten[1]:
        raise Gebruikersfout(
            f"{namen[0]} heeft {maten[0]}, {namen[1]} {maten[1]}; "
            "verwacht: evenveel, zonder lege rijen of kolommen aan het eind."
        )
    eerste, tweede = (
        [
            [cijfer_of_tekst(cel, f"{naam}, rij {plek}, kolom {kolom}") for kolom, cel in enumerate(rij, start=1)]
            for plek, rij in enumerate(tabel, start=1)
        ]
        for tabel, naam in zip(tabellen, namen, strict=True)
    )
    return eerste, tweede


def cijfer_of_tekst(cel: Cel, plek: str) -> Fraction | str | None:
    """A figure, a text such as PM, or nothing; a number that was typed as text is neither, and is refused."""
    if _leeg(cel):
        return None
    cel = jaar_uit_tekst(cel)
    if isinstance(cel, str) and not is_foutwaarde(cel) and not _is_getaltekst(cel):
        return cel.strip()
    return getal(cel, plek)


def _is_getaltekst(tekst: str) -> bool:
    try:
        lees_cel(tekst)
    except DubbelzinnigGetal:
        return True
    except GeenGetal:
        return False
    return True
