"""Tables that spill in the sheet: what the core split, laid out as the year plan prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from calc.afronding import op_een_noemer
from calc.model.tabel import AFRONDING, TOTAAL
from calc.model.uitdrukking import exact
from calc.splitsing import Splitsing
from calc.tabel import Beeld, Waarde
from calc.tabellen.bereik import Indexstap
from calc.tabellen.verdeling import GEVRAAGD
from schemas.inhoud import Pm
from schemas.kernwoorden import Munteenheid, Sluitregel
from xladdin.grens import Blok, Uit, bedragen_uit, getal_uit

_WOORDEN: Final = (str, Pm)


class _Kolom(NamedTuple):
    """One column of figures, and what stands below it; of what is no amount, or was decided before, only its total."""

    waarden: Sequence[float]
    totaal: float
    afronding: Uit = ""
    te_verdelen: Uit = ""


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
    cijfers = _Kolom([*map(float, waarden)], getal_uit(Fraction(sum(tellers), noemer)))
    bedragen = (_totaal(een, eenheid) for een in splitsingen.values())
    koppen: list[Uit] = ["Gemeente", titel or "Maatstaf", "Aandeel"]
    koppen += (f"Bijdrage {kop}".rstrip() for kop in splitsingen)
    return [koppen, *_rijen(namen, [cijfers, _samen_een(sleutel.tellers, sleutel.noemer), *bedragen], sluitregel)]


def uitvoeringskostentabel(
    namen: Sequence[str], splitsing: Splitsing, sluitregel: Sluitregel, eenheid: Munteenheid
) -> Blok:
    """The table of § 7.2.5: the share in each part of the key and in all, the amount of each part, the contribution."""
    delen = splitsing.onderdelen
    kolommen = [_samen_een(*deel.verhouding) for deel in delen]
    kolommen.append(_samen_een(splitsing.sleutel.tellers, splitsing.sleutel.noemer))
    kolommen += (_bedragen(deel.pot.totaal, deel.pot.eenheden, deel.pot.afronding, eenheid) for deel in delen)
    koppen = [f"Aandeel {deel.naam}" for deel in delen] + ["Aandeel"] + [f"Bedrag {deel.naam}" for deel in delen]
    rijen = _rijen(namen, [*kolommen, _totaal(splitsing, eenheid)], sluitregel)
    return [["Gemeente", *koppen, "Bijdrage"], *rijen]


def meerjarentabel(
    namen: Sequence[str],
    vastgesteld: Mapping[int, Sequence[Fraction]],
    splitsingen: Mapping[int, Splitsing],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Blok:
    """The table over years of § 7.2.5; years that were decided before stand where they belong in time."""
    per_jaar = {
        jaar: _Kolom([*map(getal_uit, reeks)], getal_uit(sum(reeks, Fraction(0))))
        for jaar, reeks in vastgesteld.items()
    } | {jaar: _totaal(een, eenheid) for jaar, een in splitsingen.items()}
    jaren = sorted(per_jaar)
    return [["Gemeente", *jaren], *_rijen(namen, [per_jaar[jaar] for jaar in jaren], sluitregel)]


def aandelen(tellers: Sequence[int], som: int) -> list[float]:
    """Shares, each the double nearest to it: so Python divides whole numbers."""
    return [teller / som for teller in tellers]


def _samen_een(tellers: Sequence[int], som: int) -> _Kolom:
    return _Kolom(aandelen(tellers, som), 1.0)


def _totaal(splitsing: Splitsing, eenheid: Munteenheid) -> _Kolom:
    return _bedragen(splitsing.totaal, splitsing.totalen, splitsing.afronding, eenheid)


def _bedragen(te_verdelen: Fraction, eenheden: Sequence[int], afronding: int, eenheid: Munteenheid) -> _Kolom:
    """Amounts, all in units."""
    onder = (sum(eenheden) + afronding, afronding, exact(te_verdelen))
    return _Kolom(bedragen_uit(eenheden, eenheid), *bedragen_uit(onder, eenheid))


def _rijen(namen: Sequence[str], kolommen: Sequence[_Kolom], sluitregel: Sluitregel) -> Blok:
    """A row per participant, and below them what the closing rule asks for.

    `Totaal` is the sum of the rows. Under `open` that may differ from what was to be split, so that stands below it.
    """
    blok: Blok = [list(rij) for rij in zip(namen, *(kolom.waarden for kolom in kolommen), strict=True)]
    if sluitregel == "afrondingsregel":
        blok.append([AFRONDING, *(kolom.afronding for kolom in kolommen)])
    blok.append([TOTAAL, *(kolom.totaal for kolom in kolommen)])
    if sluitregel == "open":
        blok.append([GEVRAAGD, *(kolom.te_verdelen for kolom in kolommen)])
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
    return str(waarde) if isinstance(waarde, _WOORDEN) else getal_uit(waarde)
