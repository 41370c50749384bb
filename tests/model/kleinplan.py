"""Small plans for worked examples: three participants that do not exist, and figures as they would be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from schemas.gegevens import Begrotingsregel, Gegevens, Indexregel, Inzetregel, Maatstafwaarde, Plan, Tarief, Zorgregel
from schemas.geldend import Regio
from schemas.plaats import Vindplaats
from schemas.regiolezer import lees_regio

REGIO = """
regio: klein
label: Regio Klein (verzonnen)
centrumgemeente: GM9001
bron: Verzonnen
deelnemers:
  - {code: GM9001, naam: Noordwoude, van: 2010, bron: Verzonnen}
  - {code: GM9002, naam: Zuidermeer, van: 2010, bron: Verzonnen}
  - {code: GM9003, naam: Oosterhorst, van: 2010, bron: Verzonnen}
maatstaven: {}
kostensoorten:
  bureau:
    label: Bureau
    grondslag: Verzonnen
    eenheid: {2010: {waarde: EENHEID, bron: Verzonnen}}
    sleutel: {2010: {delen: {rato: 100}, bron: Verzonnen}}
"""


def klein_plan(
    jaren: Sequence[int], begroting: Sequence[Begrotingsregel], *, eenheid: str = "euro", erbij: str = "",
    regiotekst: str = REGIO, **anders: Any,
) -> Gegevens:  # fmt: skip
    """A plan over these years (first and last), of its last year but for the base year.

    Args:
        erbij: lines of YAML that the region file has as well. regiotekst: another region file.
    """
    regio = Regio(lees_regio((regiotekst.replace("EENHEID", eenheid) + erbij).encode(), "klein.yaml"))
    basis, laatste = jaren
    jaar, niets = min(basis + 1, laatste), ("", "", None, "")
    kop = Plan("klein", "Plan", jaar, basis, laatste, laatste, "voorlopig", "Noordwoude", *niets, "Verzonnen", "")
    leeg: Mapping[str, Any] = dict.fromkeys(
        ("definities", "maatstaven", "capaciteit", "formatie", "tarieven", "vastgesteld", "scenario", "gedrukt"), ()
    )
    gegevens = Gegevens(
        regio=regio, plan=kop, begroting=tuple(begroting), meldingen=(), bestand="klein.xlsx", sha256="0" * 64, **leeg
    )
    return replace(gegevens, **anders)


def post(
    naam: str, bedragen: Mapping[int, str], *, soort: str = "kosten", dekking: str = "deelnemers", index: str = ""
) -> Begrotingsregel:
    euro = {jaar: Decimal(bedrag) for jaar, bedrag in bedragen.items()}
    return Begrotingsregel("bureau", naam, soort, dekking, euro, "", "Verzonnen begroting", 5, index)  # type: ignore[arg-type]


def uurtarief(functie: str, vanaf: int, bedrag: str) -> Tarief:
    return Tarief(functie, "", "uur", vanaf, Decimal(bedrag), "", "Verzonnen tarief", 5)


def inzet(code: str, functie: str, uren: Mapping[int, str], *, post: str = "Uren", rij: int = 5) -> Inzetregel:
    naam = {"GM9001": "Noordwoude", "GM9002": "Zuidermeer", "GM9003": "Oosterhorst"}[code]
    per_jaar = {jaar: Decimal(aantal) for jaar, aantal in uren.items()}
    return Inzetregel("bureau", post, code, naam, functie, per_jaar, "", "Verzonnen inzet", rij)


def zorgregels(rijen: Sequence[Sequence[str]]) -> tuple[Zorgregel, ...]:
    return tuple(
        Zorgregel(segment, groep[0] if groep else "", code, code, Decimal(uit), Decimal(heel), "", "Verzonnen", rij)
        for rij, (segment, code, uit, heel, *groep) in enumerate(rijen, start=5)
    )


def cijfers(maatstaf: str, peiljaar: int, waarden: Mapping[str, str]) -> tuple[Maatstafwaarde, ...]:
    return tuple(
        Maatstafwaarde(maatstaf, peiljaar, code, Decimal(waarde), Vindplaats.in_cel("Maatstaven", rij, 4))
        for rij, (code, waarde) in enumerate(waarden.items(), start=5)
    )


def indexregels(rijen: Sequence[Sequence[Any]]) -> tuple[Indexregel, ...]:
    return tuple(
        Indexregel(reeks, jaar, Decimal(procent), stand, "Verzonnen raming", later[0] if later else None, rij)
        for rij, (reeks, jaar, procent, stand, *later) in enumerate(rijen, start=5)
    )
