"""What a post follows: a series, or a mix of series; and whether every percentage that it needs is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from schemas.correctiecontrole import controleer_dubbele
from schemas.fouten import aangehaald, bedoelde_u
from schemas.getal import als_decimaal
from schemas.inhoud import dutch, opsomming
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.naamvorm import naamvorm

MENGSEL: Final = "de naam van een reeks, of een mengsel dat samen 100% is, zoals 70% loon + 30% prijs"
TE_KLEIN: Final = Decimal("0.1")
"""An index below a tenth of a percent is seldom one: typed with a percent sign, Excel keeps 2,5% as 0,025."""
_DEEL: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*%\s*(\S.*)")
Delen = tuple[tuple[Fraction, str], ...]
"""Part of the whole and series, in the order in which they were written."""


def lees_mengsel(tekst: str) -> Delen | None:
    """`70% loon + 30% prijs` is 7/10 loon and 3/10 prijs, `loon` all of it; None where it is neither."""
    stukken = [stuk.strip() for stuk in tekst.split("+")]
    if len(stukken) == 1 and "%" not in tekst:
        return ((Fraction(1), tekst.strip()),)
    gevonden = [_DEEL.fullmatch(stuk) for stuk in stukken]
    delen = tuple((Fraction(g[1].replace(",", ".")) / 100, g[2].strip()) for g in gevonden if g)
    heel = len(delen) == len(stukken) and sum(deel for deel, _ in delen) == 1
    return delen if heel and len({naamvorm(reeks) for _, reeks in delen}) == len(delen) else None


def mengseltekst(delen: Delen) -> str:
    """The same, as everyone writes it."""
    if len(delen) == 1:
        return delen[0][1]
    return " + ".join(f"{dutch(als_decimaal(deel * 100))}% {r}" for deel, r in delen)


def controleer_indexen(bladen: Mapping[str, Tabelblad], kop: Kop, klad: Kladblok) -> None:
    """Names become those of the sheet Indexen; a post that follows an index has its amount in the base year."""
    reeksen = _series(bladen["Indexen"], klad)
    volgen = [rij for rij in bladen["Begroting"].rijen if rij.tekst("index")]
    if volgen and not reeksen and not bladen["Indexen"].koppen:
        klad.bladfout("Indexen", "blad ontbreekt; een percentage per reeks en jaar is nodig voor blad Begroting")
        return
    volgt = [(rij.tekst("kostensoort"), naam) for rij in volgen for naam in _post(rij, reeksen, kop, klad)]
    controleer_dubbele(bladen, {vorm: naam for vorm, (naam, _) in reeksen.items()}, set(volgt), klad)
    gebruikt = {naam for _, naam in volgt}
    # Once for each series, however many years it has.
    for naam, rij in {rij.tekst("reeks"): rij for rij in reversed(bladen["Indexen"].rijen)}.items():
        if naam and naam not in gebruikt:
            klad.melding(rij.plaats("reeks"), f"geen post volgt reeks '{naam}'; haar percentages tellen niet mee")


def _series(blad: Tabelblad, klad: Kladblok) -> dict[str, tuple[str, set[int]]]:
    """Per plain form of a name its spelling, and the years of which there is a percentage."""
    reeksen: dict[str, tuple[str, set[int]]] = {}
    for rij in blad.rijen:
        naam, jaar, getal, later = (
            rij.tekst("reeks"),
            rij.heel("jaar"),
            rij.getal("percentage"),
            rij.heel("verrekenen_in"),
        )
        if naam:
            eigen, jaren = reeksen.setdefault(naamvorm(naam), (naam, set()))
            rij.waarden["reeks"] = eigen
            # A year or percentage that is faulty has its own line; that it seems to be missing needs none.
            jaren |= {jaar} if jaar is not None else set(range(2000, 2101)) if "jaar" in rij.stuk else set()
        if getal and abs(getal) < TE_KLEIN:
            bedoeld = f" Bedoelde u {dutch((getal * 100).normalize())}%? Typ dan dat getal."
            klad.melding(rij.plaats("percentage"), f"'{dutch(getal)}' is gelezen als {dutch(getal)}%.{bedoeld}")
        if later is not None and rij.tekst("stand") == "raming":
            klad.rijfout(rij, "verrekenen_in", aangehaald(later), "leeg, want een raming wordt niet verrekend")
        elif later is not None and jaar is not None and later <= jaar:
            klad.rijfout(rij, "verrekenen_in", aangehaald(later), f"een jaar na {jaar}")
    return reeksen


def _post(rij: Rij, reeksen: Mapping[str, tuple[str, set[int]]], kop: Kop, klad: Kladblok) -> set[str]:
    """One post that follows an index; returns the series that it names."""
    tekst, basis = rij.tekst("index"), str(kop.basisjaar)
    delen = lees_mengsel(tekst)
    if delen is None:
        klad.rijfout(rij, "index", aangehaald(tekst), MENGSEL)
        return set()
    bekend = [naam for naam, _ in reeksen.values()]
    eigen = tuple((deel, reeksen[naamvorm(reeks)][0]) for deel, reeks in delen if naamvorm(reeks) in reeksen)
    if len(eigen) < len(delen):
        onbekend = next(reeks for _, reeks in delen if naamvorm(reeks) not in reeksen)
        hint = bedoelde_u(onbekend, bekend) or (f" Bekend zijn: {opsomming(bekend)}." if bekend else "")
        klad.rijfout(rij, "index", f"reeks '{onbekend}' staat niet op blad Indexen.{hint}")
        return {naam for _, naam in eigen}
    rij.waarden["index"] = mengseltekst(eigen)
    for _, naam in eigen:
        mist = [str(jaar) for jaar in kop.jaren if jaar > kop.basisjaar and jaar not in reeksen[naamvorm(naam)][1]]
        if mist:
            klad.rijfout(
                rij, "index", f"reeks '{naam}' heeft geen percentage voor {opsomming(mist)}. Zet het op blad Indexen."
            )
    for jaar, bedrag in rij.bedragen().items():
        if jaar != kop.basisjaar:
            slot = f"leeg, want deze post volgt vanaf {basis} de index ({rij.tekst('index')})"
            klad.rijfout(rij, str(jaar), aangehaald(dutch(bedrag)), slot)
    if rij.leeg(basis):
        klad.rijfout(rij, basis, "leeg", f"het bedrag van {basis}, want van daar volgt deze post de index")
    return {naam for _, naam in eigen}
