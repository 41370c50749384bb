"""What was read from a file, in one line and figure by figure: a wrong column or a lost row shows at a glance."""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pandas as pd

from calc.notatie import euro, kort
from schemas.deelnemerwoord import met_deelnemers
from schemas.geldend import Regio
from schemas.inhoud import klein
from schemas.keuring import Gelezen, Reekssom, Waarde
from schemas.regio import Maateenheid
from schemas.samenvoeging import dubbel

MEESTE_WAARDEN: Final = 50_000
MEESTE_REEKSEN: Final = 6
"""So many sums fit in one line."""


def gelezen_van(tabel: pd.DataFrame, regio: Regio, vorig: pd.DataFrame | None = None) -> Gelezen:
    """Everything that was read, in the order of the region.

    Args:
        tabel: a row per participant and peiljaar (`peiljaar`, `gemeentecode`), a column of doubles per maatstaf.
        regio: the region it is of.
        vorig: earlier figures in the same form.
    """
    reeksen: list[Reekssom] = []
    waarden: list[Waarde] = []
    deelnemers: set[str] = set()
    aantal = 0
    for naam, maatstaf in regio.bestand.maatstaven.items():
        if naam not in tabel.columns:
            continue
        gevuld = tabel[tabel[naam].notna()]
        aantal += len(gevuld)
        deelnemers |= set(gevuld["gemeentecode"].astype(str))
        for sleutel, blok in gevuld.groupby("peiljaar", sort=True):
            jaar = int(str(sleutel))
            eenheid = maatstaf.eenheid_van(jaar) or "aantal"
            som = _sum_once(blok, naam, regio)
            toen = _before(vorig, naam, jaar, regio, set(blok["gemeentecode"].astype(str)))
            reeksen.append(Reekssom(naam, maatstaf.label, jaar, eenheid, som, toen))
            if aantal <= MEESTE_WAARDEN:
                waarden += [
                    Waarde(naam, jaar, str(code), regio.gemeente(str(code)), _decimal(float(waarde)))
                    for code, waarde in zip(blok["gemeentecode"], blok[naam], strict=True)
                ]
    alle = tuple(waarden) if aantal <= MEESTE_WAARDEN else ()
    return Gelezen(len(deelnemers), aantal, tuple(reeksen), alle, regio.bestand.alleen_gemeenten)


def _decimal(waarde: float) -> Decimal:
    return Decimal(int(waarde)) if waarde.is_integer() else Decimal(repr(waarde))


def _sum_once(blok: pd.DataFrame, naam: str, regio: Regio) -> Decimal:
    """Of one peiljaar; who merged does not count once more in whom it became."""
    codes = blok["gemeentecode"].astype(str)
    return sum((_decimal(float(w)) for w in blok.loc[~codes.isin(dubbel(codes, regio)), naam]), Decimal(0))


def _before(vorig: pd.DataFrame | None, naam: str, jaar: int, regio: Regio, codes: Set[str]) -> Decimal | None:
    """The sum of the newest earlier peiljaar, where it is in the same unit; of one participant alone its own figure."""
    if vorig is None or naam not in vorig.columns:
        return None
    eerder = vorig[(vorig["peiljaar"] < jaar) & vorig[naam].notna()]
    if len(codes) == 1:
        eerder = eerder[eerder["gemeentecode"].isin(codes)]
    if eerder.empty:
        return None
    laatste = int(eerder["peiljaar"].max())
    maatstaf = regio.bestand.maatstaven[naam]
    if maatstaf.eenheid_van(laatste) != maatstaf.eenheid_van(jaar):
        return None
    return _sum_once(eerder[eerder["peiljaar"] == laatste], naam, regio)


def in_zin(gelezen: Gelezen) -> str:
    """`16 gemeenten, 3 maatstaven, 48 cijfers; jongeren samen 101.350 (vorig jaar 100.912), ...`"""
    maatstaven = len({reeks.maatstaf for reeks in gelezen.reeksen})
    wie = _count(gelezen.deelnemers, "gemeente", "gemeenten")
    begin = ", ".join(
        (
            wie if gelezen.alleen_gemeenten else met_deelnemers(wie),
            _count(maatstaven, "maatstaf", "maatstaven"),
            _count(gelezen.cijfers, "cijfer", "cijfers"),
        )
    )
    meer_jaren = len({reeks.peiljaar for reeks in gelezen.reeksen}) > 1
    sommen = [_sum_in_words(reeks, met_jaar=meer_jaren) for reeks in gelezen.reeksen[:MEESTE_REEKSEN]]
    verder = len(gelezen.reeksen) - len(sommen)
    return f"{begin}; {', '.join(sommen)}{f' en nog {verder}' if verder else ''}" if sommen else begin


def _count(aantal: int, een: str, meer: str) -> str:
    return f"{kort(aantal)} {een if aantal == 1 else meer}"


def _sum_in_words(reeks: Reekssom, *, met_jaar: bool) -> str:
    naam = f"{klein(reeks.label)}{f' {reeks.peiljaar}' if met_jaar else ''}"
    vorig = f" (vorig jaar {_shown(reeks.vorig, reeks.eenheid)})" if reeks.vorig is not None else ""
    return f"{naam} samen {_shown(reeks.som, reeks.eenheid)}{vorig}"


def _shown(som: Decimal, eenheid: Maateenheid) -> str:
    if eenheid == "euro" and som % 1:
        return euro(som)
    getal = kort(Fraction(som))
    return f"€ {getal}" if eenheid == "euro" else f"{getal}%" if eenheid == "procent" else getal
