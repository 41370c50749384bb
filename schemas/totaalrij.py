"""Which rows of a table are participants and which are totals: by what they are called, and by what they add up to.

Counted along, a total would be paid for twice. People call it anything (Grand Total, Alle gemeenten, the name of a part
of the region, nothing at all), but it is always the sum of rows above it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import lcm
from typing import Final, NamedTuple

Getal = int | Fraction | Decimal
TOTALEN: Final = frozenset(("totaal", "totalen", "subtotaal", "subtotalen", "eindtotaal", "regiototaal", "total"))
SOMS: Final = frozenset(("som", "regio"))
"""A total where nothing follows, or where it is known who takes part: there are posts that begin with these words."""
_TE_VERDELEN: Final = "te verdelen"
_GEHEEL: Final = SOMS | {
    _TE_VERDELEN, "sum", "nederland", "alle gemeenten", "alle deelnemers", "gemeenten samen", "samen", "opgeteld",
    "tot", "∑", "σ",
}  # fmt: skip
KENGETALLEN: Final = frozenset(
    ("gemiddelde", "gemiddeld", "gem", "average", "mediaan", "median", "minimum", "maximum", "min", "max", "verschil")
)
_TOTAALWOORD: Final = re.compile(r"(?:sub|eind|regio|generaal|groot)?(?:tota(?:a?l|len)|totals)|totaal\w+")
_KAN_TOTAAL: Final = re.compile("|".join(sorted({"tota", *(max(naam.split(), key=len) for naam in _GEHEEL)})))
"""What a name must have to be worth a closer look: hardly any has."""
FIJN: Final = 10**13
"""A sum of doubles may be off from the exact one by so small a part of what is added up."""


def begint_als_totaal(waarde: object) -> bool:
    """Whether a cell reads as the label of a total: `Totaal`, `Totalen:`, `Subtotaal Maastricht-Heuvelland`."""
    woorden = waarde.casefold().split() if isinstance(waarde, str) else []
    return bool(woorden) and woorden[0].rstrip(":.") in TOTALEN


def is_te_verdelen(naam: str) -> bool:
    """Whether a name is that of the row below a total that says what was to be split."""
    return " ".join(naam.casefold().split()).rstrip(":.") == _TE_VERDELEN


def kan_totaal(namen: Iterable[str]) -> bool:
    """Whether any of these names is worth asking of whether it names a total: hardly ever one is."""
    return _KAN_TOTAAL.search("\n".join(namen).casefold()) is not None


def is_totaal(naam: str) -> bool:
    """Whether what stands where any participant may be named, names a total: `Grand Total`, `Totaal Beek`."""
    klein = naam.casefold()
    if not _KAN_TOTAAL.search(klein):
        return False
    woorden = re.findall(r"[^\s:.,;()\[\]-]+", klein)
    return any(map(_TOTAALWOORD.fullmatch, (*woorden[:1], *woorden[-1:]))) or " ".join(woorden) in _GEHEEL


def heet_regio(naam: str) -> bool:
    """Whether a name begins as that of an area: `Regio Zuid-Limburg`, `Jeugdhulpregio Noord`."""
    klein = naam.casefold()
    return "regio" in klein and klein.replace("-", " ").partition(" ")[0].endswith("regio")


def is_kengetal(naam: str) -> bool:
    """Whether a row holds a figure about the rows, that is no participant and no sum: an average, a highest one."""
    return naam.casefold().strip(" :.") in KENGETALLEN


def zonder_totaalwoord(naam: str) -> str:
    """What is left of the name of a total: `Totaal Beek` may hide a participant."""
    woorden = naam.split()
    return " ".join(woord for woord in woorden if not _TOTAALWOORD.fullmatch(woord.casefold().strip(":.,;()[]-")))


@dataclass(frozen=True)
class Totaalrij:
    """A row that is no participant, but a total of rows above it.

    Attributes:
        plek: which row, counted from 0.
        blok: the rows it is the sum of, or should be.
        benoemd: its name says that it is a total; otherwise only its figures do.
        afwijking: per column (counted from 0) that does not add up, what stands there and what the rows of `blok` give.
    """

    plek: int
    blok: tuple[int, ...]
    benoemd: bool
    afwijking: Mapping[int, tuple[Getal, Fraction]]


def totaalrijen(
    namen: Sequence[str], kolommen: Sequence[Sequence[Getal | None]], deelnemers: Collection[int] = ()
) -> tuple[Totaalrij, ...]:
    """The rows of a table that are totals; every other row is a participant.

    A row is a total when its name says so, or when it is in every column the sum of all participants above it or of
    those since the last total (its block). What adds up by its figures alone, does so to two or more rows that are not
    nothing. On top it is a total when two columns say so. Each total is held against its block, so that who
    asks can tell that a figure is wrong; no row is judged by part of its columns.

    Args:
        namen: what each row is called; an empty text for a row without a name.
        kolommen: the figures of each column, one per row; None where none stands.
        deelnemers: the rows of which it is certain that they are participants, whatever they add up to.
    Returns:
        The totals, from top to bottom.
    """
    heel = [_heel(kolom) for kolom in kolommen]
    genoemd = {plek for plek, naam in enumerate(namen) if plek not in deelnemers and is_totaal(naam)}
    gevonden: dict[int, Totaalrij] = {}
    boven, sinds, totalen = (_Blok(heel) for _ in range(3))
    eerste = min(genoemd | _eerste_som(heel, len(namen), deelnemers), default=len(namen))
    boven.neem_alle(range(eerste))
    sinds.neem_alle(range(eerste))
    for plek in range(eerste, len(namen)):
        if plek not in deelnemers:
            benoemd = plek in genoemd
            blok = _beste(plek, [sinds, boven, totalen], benoemd=benoemd)
            if benoemd or blok is not None:
                gevonden[plek] = _totaal(plek, blok or boven, benoemd=benoemd)
                if blok is sinds:
                    totalen.neem_alle([plek])
                sinds = _Blok(heel)
                continue
        boven.neem_alle([plek])
        sinds.neem_alle([plek])
    bovenaan = min(set(gevonden) | set(boven.rijen[:1]), default=0)
    if boven.rijen and bovenaan not in deelnemers:
        _on_top(bovenaan, boven, heel, gevonden)
    return tuple(gevonden[plek] for plek in sorted(gevonden))


class _Kolom(NamedTuple):
    """The figures of a column as whole numbers over one denominator: adding fractions takes twenty times as long."""

    stond: Sequence[Getal | None]
    tellers: Sequence[int | None]
    noemer: int


def _heel(kolom: Sequence[Getal | None]) -> _Kolom:
    breuken = [None if waarde is None else waarde.as_integer_ratio() for waarde in kolom]
    noemer = lcm(*{breuk[1] for breuk in breuken if breuk is not None})
    return _Kolom(kolom, [None if breuk is None else breuk[0] * (noemer // breuk[1]) for breuk in breuken], noemer)


def _eerste_som(kolommen: Sequence[_Kolom], hoogte: int, deelnemers: Collection[int]) -> set[int]:
    """The first row that may be the sum of all above it; up to there nothing has to be held against anything."""
    kan = set(range(2, hoogte)) - set(deelnemers)
    for kolom in kolommen:
        tellers = [teller or 0 for teller in kolom.tellers]
        som, omvang = accumulate(tellers, initial=0), accumulate(map(abs, tellers), initial=0)
        kan &= {
            plek
            for plek, (stond, boven, dik) in enumerate(zip(kolom.tellers, som, omvang, strict=False))
            if stond is None or abs(boven - stond) * FIJN <= dik
        }
    return {min(plekken)} if (plekken := {p for p in kan if any(kolom.tellers[p] for kolom in kolommen)}) else set()


class _Blok:
    """Rows that are added up as they come."""

    def __init__(self, kolommen: Sequence[_Kolom]) -> None:
        self.kolommen = kolommen
        self.rijen: list[int] = []
        self.som = [0] * len(kolommen)
        self.omvang = [0] * len(kolommen)
        self.gevuld = [0] * len(kolommen)

    def neem_alle(self, plekken: Sequence[int]) -> None:
        self.rijen.extend(plekken)
        for nummer, kolom in enumerate(self.kolommen):
            waarden = [waarde for plek in plekken if (waarde := kolom.tellers[plek])]
            self.som[nummer] += sum(waarden)
            self.omvang[nummer] += sum(map(abs, waarden))
            self.gevuld[nummer] += len(waarden)

    def afwijking(self, plek: int) -> dict[int, tuple[Getal, Fraction]]:
        return {
            nummer: (stond, Fraction(self.som[nummer], kolom.noemer))
            for nummer, kolom in enumerate(self.kolommen)
            if (stond := kolom.stond[plek]) is not None and not self._past(nummer, kolom.tellers[plek])
        }

    def _past(self, nummer: int, stond: int | None) -> bool:
        return stond is None or abs(self.som[nummer] - stond) * FIJN <= self.omvang[nummer]

    def is_som(self, plek: int, kolommen: int = 1) -> bool:
        """Whether a row is the sum of this by its figures alone, in so many columns: of one row it only repeats it."""
        cellen = [kolom.tellers[plek] for kolom in self.kolommen]
        dragend = sum(bool(stond) and aantal > 1 for stond, aantal in zip(cellen, self.gevuld, strict=True))
        return dragend >= kolommen and all(self._past(nummer, stond) for nummer, stond in enumerate(cellen))


def _totaal(plek: int, blok: _Blok, *, benoemd: bool) -> Totaalrij:
    return Totaalrij(plek, tuple(blok.rijen), benoemd, blok.afwijking(plek) if blok.rijen else {})


def _beste(plek: int, blokken: Sequence[_Blok], *, benoemd: bool) -> _Blok | None:
    """The block that a row is the sum of; of a row whose name calls it a total, the nearest one where none fits."""
    gevuld = [blok for blok in blokken if blok.rijen]
    for blok in gevuld:
        if blok.is_som(plek) or (benoemd and not blok.afwijking(plek)):
            return blok

    def verte(blok: _Blok) -> Fraction:
        return sum((abs(Fraction(stond) - som) for stond, som in blok.afwijking(plek).values()), Fraction(0))

    # A total is of participants: only where it fits, it is taken to be of the totals above it.
    return min((blok for blok in gevuld if blok is not blokken[-1]), key=verte, default=None) if benoemd else None


def _on_top(plek: int, boven: _Blok, kolommen: Sequence[_Kolom], gevonden: dict[int, Totaalrij]) -> None:
    """The first row as the sum of all others: tables of statistics begin with the whole.

    Without a name that says so, two columns must agree: that somebody has half of everything, is no coincidence.
    """
    rest = _Blok(kolommen)
    rest.neem_alle([rij for rij in boven.rijen if rij != plek])
    benoemd = plek in gevonden
    if benoemd or rest.is_som(plek, 2):
        gevonden[plek] = _totaal(plek, rest, benoemd=benoemd)
