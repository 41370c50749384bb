"""Municipalities in the input: spellings resolved and noted, near misses suggested, codes held against names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from schemas.bladen import PER_GEMEENTE
from schemas.fouten import bedoelde_u
from schemas.geldend import Regio
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.naamvorm import naamvorm
from schemas.regio import Deelnemer


def controleer_deelnemers(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Gives every row of a sheet that names participants its code and its proper name."""
    # Who was counted may have left before the plan begins; percentages are whole only with it.
    geteld = {jaar for rij in blad.rijen if (p := rij.heel("peiljaar")) is not None for jaar in (p, p + 1)}
    deelnemers = deelnemers_van(regio, [*kop.jaren, *sorted(geteld)])
    vormen = _spellings(deelnemers)
    for rij in blad.rijen:
        naam, peiljaar = rij.tekst("gemeente"), rij.heel("peiljaar")
        if not naam or "gemeentecode" in rij.stuk:
            continue
        codes = vormen.get(naamvorm(naam), [])
        if rij.tekst("gemeentecode").upper() not in codes:
            # A row is meant for the year after its peiljaar, or for those under which an amount stands.
            codes = _in_years(codes, rij.bedragen() if peiljaar is None else [peiljaar + 1], regio)
        _resolve(rij, codes, deelnemers, kop.jaar, klad)


def deelnemers_van(regio: Regio, jaren: Iterable[int]) -> dict[str, Deelnemer]:
    """Who takes part in any of these years, by code, in the order of the region file."""
    codes = {deelnemer.code for jaar in jaren for deelnemer in regio.deelnemers(jaar)}
    return {code: deelnemer for code, deelnemer in regio.alle_deelnemers.items() if code in codes}


def _spellings(deelnemers: Mapping[str, Deelnemer]) -> dict[str, list[str]]:
    """Codes by every known spelling: a municipality that goes on under another code keeps its name."""
    vormen: dict[str, list[str]] = {}
    for code, deelnemer in deelnemers.items():
        for vorm in deelnemer.vormen:
            vormen.setdefault(vorm, []).append(code)
    return vormen


def _in_years(codes: Sequence[str], jaren: Iterable[int], regio: Regio) -> list[str]:
    """Those of the codes that take part in one of these years; all of them where that leaves none."""
    if len(codes) < 2:
        # Nothing to choose, as in nearly every row: asking who takes part goes through the whole region.
        return list(codes)
    aanwezig = {deelnemer.code for jaar in jaren for deelnemer in regio.deelnemers(jaar)}
    return [code for code in codes if code in aanwezig] or list(codes)


def _resolve(rij: Rij, codes: Sequence[str], deelnemers: Mapping[str, Deelnemer], jaar: int, klad: Kladblok) -> None:
    """One row, of which the name can be of these codes."""
    naam, code = rij.tekst("gemeente"), rij.tekst("gemeentecode").upper()
    gevonden = code if code in codes else codes[-1] if codes else ""
    kolom, fout = "gemeentecode", ""
    if len(codes) > 1 and not code:
        wie = " en ".join(f"{een} (vanaf {deelnemers[een].van})" for een in codes)
        kolom, fout = "gemeente", f"'{naam}' heeft in dit plan meer dan één code: {wie}; vul de gemeentecode in"
    elif not gevonden:
        namen = [deelnemer.naam for deelnemer in deelnemers.values()]
        kolom, fout = "gemeente", f"'{naam}' is geen deelnemer in {jaar}.{bedoelde_u(naam, namen)}"
    elif code and code not in deelnemers:
        fout = f"'{code}' is geen code van een deelnemer. {deelnemers[gevonden].naam} heeft {gevonden}."
    elif code and code != gevonden:
        fout = f"'{code}' is de code van {deelnemers[code].naam}, maar in de rij staat {naam} ({gevonden})"
    if fout:
        klad.rijfout(rij, kolom, fout)
        rij.stuk.add("gemeentecode")
        return
    eigen = deelnemers[gevonden].naam
    if naam != eigen:
        klad.melding(rij.plaats("gemeente"), f"'{naam}' is gelezen als '{eigen}'")
    rij.waarden["gemeente"], rij.waarden["gemeentecode"] = eigen, gevonden


def los_gepubliceerde_rijen_op(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """A printed row of a table per municipality is named by code or name; afterwards by code."""
    deelnemers = deelnemers_van(regio, kop.jaren)
    vormen = _spellings(deelnemers)
    for rij in blad.rijen:
        naam = rij.tekst("rij")
        if rij.tekst("tabel") not in PER_GEMEENTE or not naam or naam in deelnemers or naamvorm(naam) == "totaal":
            continue
        codes = _in_years(vormen.get(naamvorm(naam), []), [rij.heel("jaar") or kop.jaar], regio)
        code = codes[-1] if codes else None
        if code is None:
            bekend = [*deelnemers, *(deelnemer.naam for deelnemer in deelnemers.values()), "Totaal"]
            klad.rijfout(
                rij, "rij", f"'{naam}' is geen deelnemer in {kop.jaar} en niet 'Totaal'.{bedoelde_u(naam, bekend)}"
            )
            rij.stuk.add("rij")
        else:
            rij.waarden["rij"] = code
