"""Sheet Besluiten against the region file: a body that decides is one that the region names, where it names any."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.fouten import bedoelde_u
from schemas.geldend import Regio, in_jaar
from schemas.invoer import Kladblok, Kop, Tabelblad
from schemas.naamvorm import naamvorm

BLAD = "Besluiten"


def controleer_besluiten(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio, klad: Kladblok) -> None:
    wie = in_jaar(regio.bestand.besluitvorming, kop.jaar)
    if wie is None:
        return
    bekend = {naamvorm(orgaan): orgaan for orgaan in wie.organen}
    for rij in bladen[BLAD].rijen:
        orgaan = rij.tekst("orgaan")
        if naamvorm(orgaan) in bekend:
            rij.waarden["orgaan"] = bekend[naamvorm(orgaan)]
        elif orgaan:
            wel = f"verwacht: {', '.join(wie.organen)}, zoals het regiobestand bij besluitvorming zegt"
            klad.rijfout(rij, "orgaan", f"'{orgaan}'; {wel}.{bedoelde_u(orgaan, wie.organen)}")
