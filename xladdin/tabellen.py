"""Tables that spill in the sheet: what the core split, laid out as the year plan prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from calc.splitsing import Splitsing
from schemas.regio import Munteenheid, Sluitregel
from xladdin.grens import Uit, bedrag_uit

Blok = list[list[Uit]]
TOTAAL: Final = "Totaal"
AFRONDING: Final = "Afronding"
TE_VERDELEN: Final = "Te verdelen"


class _Bedragen(NamedTuple):
    """One column of amounts, all in units."""

    te_verdelen: Fraction
    eenheden: tuple[int, ...]
    afronding: int


def kolom(splitsing: Splitsing, sluitregel: Sluitregel, eenheid: Munteenheid) -> Blok:
    """The amounts below each other; under `afrondingsregel` the difference stands last."""
    verschil = [splitsing.afronding] if sluitregel == "afrondingsregel" else []
    return [[bedrag_uit(eenheden, eenheid)] for eenheden in (*splitsing.totalen, *verschil)]


def bijdragetabel(
    namen: Sequence[str],
    titel: str,
    waarden: Sequence[Fraction],
    splitsingen: Mapping[str, Splitsing],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Blok:
    """The table of § 7.1.3: the maatstaf, the share, and a contribution for each amount."""
    aandelen = next(iter(splitsingen.values())).aandelen
    return [
        ["Gemeente", titel or "Maatstaf", "Aandeel", *splitsingen],
        *_rijen(namen, [waarden, aandelen], [_totaal(s) for s in splitsingen.values()], sluitregel, eenheid),
    ]


def uitvoeringskostentabel(
    namen: Sequence[str], splitsing: Splitsing, sluitregel: Sluitregel, eenheid: Munteenheid
) -> Blok:
    """The table of § 7.2.5: the share in each part of the key and in all, the amount of each part, the contribution."""
    delen = splitsing.onderdelen
    aandelen = [[waarde / sum(deel.waarden) for waarde in deel.waarden] for deel in delen]
    potten = [_Bedragen(deel.pot.totaal, deel.pot.eenheden, deel.pot.afronding) for deel in delen]
    koppen = [f"Aandeel {deel.naam}" for deel in delen] + ["Aandeel"] + [f"Bedrag {deel.naam}" for deel in delen]
    return [
        ["Gemeente", *koppen, "Bijdrage"],
        *_rijen(namen, [*aandelen, splitsing.aandelen], [*potten, _totaal(splitsing)], sluitregel, eenheid),
    ]


def _totaal(splitsing: Splitsing) -> _Bedragen:
    return _Bedragen(splitsing.totaal, splitsing.totalen, splitsing.afronding)


def _rijen(
    namen: Sequence[str],
    cijfers: Sequence[Sequence[Fraction]],
    bedragen: Sequence[_Bedragen],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Blok:
    """A row per participant, and below them what the closing rule asks for.

    `Totaal` is the sum of the rows. Under `open` that may differ from what was to be split, so that stands below it.
    """

    def rij(naam: str, links: Sequence[Fraction], rechts: Sequence[int | Fraction]) -> list[Uit]:
        return [naam, *map(float, links), *(bedrag_uit(eenheden, eenheid) for eenheden in rechts)]

    leeg: list[Uit] = [""] * len(cijfers)
    blok = [
        rij(naam, [reeks[plek] for reeks in cijfers], [kolom.eenheden[plek] for kolom in bedragen])
        for plek, naam in enumerate(namen)
    ]
    if sluitregel == "afrondingsregel":
        afronding = rij(AFRONDING, [], [kolom.afronding for kolom in bedragen])
        blok.append([AFRONDING, *leeg, *afronding[1:]])
    totalen = [sum(kolom.eenheden) + kolom.afronding for kolom in bedragen]
    blok.append(rij(TOTAAL, [sum(reeks, Fraction(0)) for reeks in cijfers], totalen))
    if sluitregel == "open":
        te_verdelen = rij(TE_VERDELEN, [], [kolom.te_verdelen for kolom in bedragen])
        blok.append([TE_VERDELEN, *leeg, *te_verdelen[1:]])
    return blok
