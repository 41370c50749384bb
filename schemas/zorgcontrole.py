"""Costs of care: segments and providers as the region file names them, and only of who shares a segment."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.fouten import bedoelde_u
from schemas.geldend import Regio
from schemas.inhoud import opsomming
from schemas.invoer import Kladblok, Kop, Rij, Tabelblad
from schemas.naamvorm import naamvorm


def controleer_zorg(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Names may be labels too; who does not share a segment has no costs in it."""
    zorg = regio.zorg(kop.jaar)
    if zorg is None:
        if blad.rijen:
            klad.bladfout(blad.naam, "het regiobestand noemt geen segmenten van zorg; zet ze daar onder 'zorg'")
        return
    segmenten = {naam: segment.label for naam, segment in zorg.segmenten.items()}
    aanbieders = {naam: groep.label for naam, groep in zorg.aanbieders.items()}
    for rij in blad.rijen:
        _resolve(rij, "segment", segmenten, klad)
        _resolve(rij, "aanbieder", aanbieders, klad)
        naam, code = rij.tekst("segment"), rij.tekst("gemeentecode")
        if naam in zorg.segmenten and code and code not in regio.segmentdeelnemers(naam, kop.jaar):
            wie = regio.gemeente(code) if code in regio.alle_deelnemers else code
            klad.rijfout(rij, "gemeente", f"{wie} deelt in {kop.jaar} niet mee in segment {segmenten[naam]}")


def _resolve(rij: Rij, sleutel: str, namen: Mapping[str, str], klad: Kladblok) -> None:
    gevraagd = rij.tekst(sleutel)
    if not gevraagd:
        return
    vormen = {naamvorm(tekst): naam for naam, label in namen.items() for tekst in (naam, label)}
    gevonden = vormen.get(naamvorm(gevraagd))
    if gevonden is None:
        bekend = list(namen.values())
        hint = bedoelde_u(gevraagd, bekend) or (f" Bekend zijn: {opsomming(bekend)}." if bekend else "")
        klad.rijfout(rij, sleutel, f"'{gevraagd}' is geen {sleutel} van deze regio.{hint}")
        rij.stuk.add(sleutel)
    rij.waarden[sleutel] = gevonden
