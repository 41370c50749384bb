"""Municipalities in the input: spellings resolved and noted, near misses suggested, codes held against names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from schemas.bladen import PER_GEMEENTE
from schemas.fouten import bedoelde_u
from schemas.invoer import Kladblok, Kop, Rij, Tabelblad
from schemas.regio import Deelnemer
from schemas.regiocontrole import naamvorm

if TYPE_CHECKING:
    from schemas.geldend import Regio


def controleer_deelnemers(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Gives every row of Maatstaven or Vastgesteld its code and its proper name."""
    deelnemers = deelnemers_van(regio, kop.jaren)
    vormen = _spellings(deelnemers)
    for rij in blad.rijen:
        _resolve(rij, deelnemers, vormen, kop, klad)


def deelnemers_van(regio: Regio, jaren: Iterable[int]) -> dict[str, Deelnemer]:
    """Who takes part in any of these years, by code, in the order of the region file."""
    codes = {deelnemer.code for jaar in jaren for deelnemer in regio.deelnemers(jaar)}
    return {code: deelnemer for code, deelnemer in regio.alle_deelnemers.items() if code in codes}


def _spellings(deelnemers: Mapping[str, Deelnemer]) -> dict[str, str]:
    """Code by every known spelling."""
    vormen: dict[str, str] = {}
    for code, deelnemer in deelnemers.items():
        for naam in (*deelnemer.andere_schrijfwijzen, deelnemer.naam):
            vormen[naamvorm(naam)] = code
    return vormen


def _resolve(
    rij: Rij, deelnemers: Mapping[str, Deelnemer], vormen: Mapping[str, str], kop: Kop, klad: Kladblok
) -> None:
    naam, code = rij.tekst("gemeente"), rij.tekst("gemeentecode").upper()
    if not naam or "gemeentecode" in rij.stuk:
        return
    gevonden = vormen.get(naamvorm(naam))
    if gevonden is None:
        namen = [deelnemer.naam for deelnemer in deelnemers.values()]
        klad.rijfout(rij, "gemeente", f"'{naam}' is geen deelnemer in {kop.jaar}.{bedoelde_u(naam, namen)}")
        rij.stuk.add("gemeentecode")
        return
    if code and code not in deelnemers:
        klad.rijfout(
            rij,
            "gemeentecode",
            f"'{code}' is geen code van een deelnemer. {deelnemers[gevonden].naam} heeft {gevonden}.",
        )
        rij.stuk.add("gemeentecode")
        return
    if code and code != gevonden:
        klad.rijfout(
            rij,
            "gemeentecode",
            f"'{code}' is de code van {deelnemers[code].naam}, maar in de rij staat {naam} ({gevonden})",
        )
        rij.stuk.add("gemeentecode")
        return
    eigen = deelnemers[gevonden].naam
    if naam != eigen:
        klad.melding(rij.blad, rij.cel("gemeente"), f"'{naam}' is gelezen als '{eigen}'")
    rij.waarden["gemeente"], rij.waarden["gemeentecode"] = eigen, gevonden


def los_gepubliceerde_rijen_op(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """A printed row of a table per municipality is named by code or name; afterwards by code."""
    deelnemers = deelnemers_van(regio, kop.jaren)
    vormen = _spellings(deelnemers)
    for rij in blad.rijen:
        naam = rij.tekst("rij")
        if rij.tekst("tabel") not in PER_GEMEENTE or not naam or naam in deelnemers or naamvorm(naam) == "totaal":
            continue
        code = vormen.get(naamvorm(naam))
        if code is None:
            bekend = [*deelnemers, *(deelnemer.naam for deelnemer in deelnemers.values()), "Totaal"]
            klad.rijfout(
                rij, "rij", f"'{naam}' is geen deelnemer in {kop.jaar} en niet 'Totaal'.{bedoelde_u(naam, bekend)}"
            )
            rij.stuk.add("rij")
        else:
            rij.waarden["rij"] = code
