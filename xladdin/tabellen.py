"""Tables that spill in the sheet: what the core split, laid out as the year plan prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from calc.afronding import op_een_noemer
from calc.indexering import Indexstap
from calc.model.tabel import AFRONDING, TOTAAL
from calc.splitsing import Splitsing
from calc.tabel import Beeld, Waarde
from schemas.inhoud import Pm
from schemas.kernwoorden import Munteenheid, Sluitregel
from xladdin.grens import Blok, Uit, bedragen_uit, getal_uit

TE_VERDELEN: Final = "Te verdelen"


class _Cijfers(NamedTuple):
    """One column of figures that are no amounts, and its total."""

    waarden: Sequence[float]
    totaal: float


class _Bedragen(NamedTuple):
    """One column of amounts, all in units."""

    te_verdelen: Fraction
    eenheden: Sequence[int]
    afronding: int


def kolom(splitsing: Splitsing, sluitregel: Sluitregel, eenheid: Munteenheid) -> Blok:
    """The amounts below each other; under `afrondingsregel` the difference stands last."""
    verschil = [splitsing.afronding] if sluitregel == "afrondingsregel" else []
    return [[bedrag] for bedrag in bedragen_uit([*splitsing.totalen, *verschil], eenheid)]


def bijdragetabel(
    namen: Sequence[str],
    titel: str,
    waarden: Sequence[Fraction | int],
    splitsingen: Mapping[str, Splitsing],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Blok:
    """The table of § 7.1.3: the maatstaf, the share, and a contribution for each amount."""
    sleutel = next(iter(splitsingen.values())).sleutel
    tellers, noemer = op_een_noemer(waarden)
    som = getal_uit(Fraction(sum(tellers), noemer))
    cijfers = [_Cijfers([*map(float, waarden)], som), _samen_een(sleutel.tellers, sleutel.noemer)]
    return [
        ["Gemeente", titel or "Maatstaf", "Aandeel", *(f"Bijdrage {kop}".rstrip() for kop in splitsingen)],
        *_rijen(namen, cijfers, [_totaal(s) for s in splitsingen.values()], sluitregel, eenheid),
    ]


def uitvoeringskostentabel(
    namen: Sequence[str], splitsing: Splitsing, sluitregel: Sluitregel, eenheid: Munteenheid
) -> Blok:
    """The table of § 7.2.5: the share in each part of the key and in all, the amount of each part, the contribution."""
    delen = splitsing.onderdelen
    cijfers = [_samen_een(*deel.verhouding) for deel in delen] + [
        _samen_een(splitsing.sleutel.tellers, splitsing.sleutel.noemer)
    ]
    potten = [_Bedragen(deel.pot.totaal, deel.pot.eenheden, deel.pot.afronding) for deel in delen]
    koppen = [f"Aandeel {deel.naam}" for deel in delen] + ["Aandeel"] + [f"Bedrag {deel.naam}" for deel in delen]
    return [
        ["Gemeente", *koppen, "Bijdrage"],
        *_rijen(namen, cijfers, [*potten, _totaal(splitsing)], sluitregel, eenheid),
    ]


def aandelen(tellers: Sequence[int], som: int) -> list[float]:
    """Shares, each the double nearest to it: so Python divides whole numbers."""
    return [teller / som for teller in tellers]


def _samen_een(tellers: Sequence[int], som: int) -> _Cijfers:
    return _Cijfers(aandelen(tellers, som), 1.0)


def _totaal(splitsing: Splitsing) -> _Bedragen:
    return _Bedragen(splitsing.totaal, splitsing.totalen, splitsing.afronding)


def _rijen(
    namen: Sequence[str],
    cijfers: Sequence[_Cijfers],
    bedragen: Sequence[_Bedragen],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Blok:
    """A row per participant, and below them what the closing rule asks for.

    `Totaal` is the sum of the rows. Under `open` that may differ from what was to be split, so that stands below it.
    """

    def onder(naam: str, eenheden: Sequence[int | Fraction]) -> list[Uit]:
        leeg: list[Uit] = [""] * len(cijfers)
        return [naam, *leeg, *bedragen_uit(eenheden, eenheid)]

    kolommen: list[Sequence[Uit]] = [namen, *(kolom.waarden for kolom in cijfers)]
    kolommen += [bedragen_uit(kolom.eenheden, eenheid) for kolom in bedragen]
    blok: Blok = [list(rij) for rij in zip(*kolommen, strict=True)]
    if sluitregel == "afrondingsregel":
        blok.append(onder(AFRONDING, [kolom.afronding for kolom in bedragen]))
    totalen = onder(TOTAAL, [sum(kolom.eenheden) + kolom.afronding for kolom in bedragen])
    totalen[1 : len(cijfers) + 1] = [kolom.totaal for kolom in cijfers]
    blok.append(totalen)
    if sluitregel == "open":
        blok.append(onder(TE_VERDELEN, [kolom.te_verdelen for kolom in bedragen]))
    return blok


def meerjarentabel(
    namen: Sequence[str],
    vastgesteld: Mapping[int, Sequence[Fraction]],
    splitsingen: Mapping[int, Splitsing],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Blok:
    """The table over years of § 7.2.5; years that were decided before stand where they belong in time."""
    jaren = sorted([*vastgesteld, *splitsingen])

    def in_euro(eenheden: int | Fraction) -> float:
        return bedragen_uit([eenheden], eenheid)[0]

    def onder(naam: str, per_jaar: Mapping[int, float]) -> list[Uit]:
        return [naam, *(per_jaar.get(jaar, "") for jaar in jaren)]

    kolommen = {jaar: [*map(getal_uit, reeks)] for jaar, reeks in vastgesteld.items()}
    kolommen |= {jaar: bedragen_uit(een.totalen, eenheid) for jaar, een in splitsingen.items()}
    rijen = zip(namen, *(kolommen[jaar] for jaar in jaren), strict=True)
    blok: Blok = [["Gemeente", *jaren], *map(list, rijen)]
    if sluitregel == "afrondingsregel":
        blok.append(onder(AFRONDING, {jaar: in_euro(een.afronding) for jaar, een in splitsingen.items()}))
    sommen = {jaar: getal_uit(sum(reeks, Fraction(0))) for jaar, reeks in vastgesteld.items()}
    sommen |= {jaar: in_euro(sum(een.totalen) + een.afronding) for jaar, een in splitsingen.items()}
    blok.append(onder(TOTAAL, sommen))
    if sluitregel == "open":
        blok.append(onder(TE_VERDELEN, {jaar: in_euro(een.totaal) for jaar, een in splitsingen.items()}))
    return blok


def als_blok(tabel: Beeld) -> Blok:
    """A table of the core as it spills."""
    koppen: list[Uit] = [int(kolom.titel) if kolom.titel.isdecimal() else kolom.titel for kolom in tabel.kolommen]
    return [koppen, *(list(map(cel_uit, rij.waarden)) for rij in tabel.rijen)]


def indextabel(namen: Sequence[str], stappen: Sequence[Indexstap]) -> Blok:
    """A row per percentage: the year (or its place in the list), the percentage, the index since the start, the
    amount."""
    blok: Blok = [["Jaar", "Percentage", "Index", "Bedrag"]]
    for naam, stap in zip(namen, stappen, strict=True):
        blok.append([int(naam), float(stap.percentage), float(stap.index), getal_uit(stap.bedrag)])
    return blok


def cel_uit(waarde: Waarde) -> Uit:
    """A value of a table of the core; an empty cell is an empty text."""
    if waarde is None:
        return ""
    return str(waarde) if isinstance(waarde, str | Pm) else getal_uit(waarde)
