"""Who pays a post: the participants, or something else that is named. One letter must not decide between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schemas.fouten import Foutzin, aangehaald, bedoelde_u
from schemas.geldend import Regio
from schemas.inhoud import opsomming
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.naamvorm import naamvorm

DEELNEMERS: Final = "deelnemers"
"""The dekking of what is split over the participants; any other text names who else pays."""
BEDOELD: Final = (DEELNEMERS, "deelnemende gemeenten", "gemeenten", "alle gemeenten")
"""What people write who mean the participants."""
STAM: Final = "deelnem"
"""Whatever else is said around it, a word with this in it may mean the participants."""


def controleer_dekking(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Gives every row its dekking as it is known; what is near 'deelnemers' is asked, for it would take the post out
    of the distribution.
    """
    eerder: dict[str, str] = {}
    for rij in blad.rijen:
        gevraagd = rij.tekst("dekking")
        if not gevraagd:
            continue
        bekend = _listed(rij, kop, regio)
        vorm = naamvorm(gevraagd)
        gevonden = DEELNEMERS if vorm == DEELNEMERS else bekend.get(vorm)
        if gevonden is not None:
            rij.waarden["dekking"] = gevonden
        elif fout := _fault(gevraagd, bekend, bool(regio.bestand.dekkingen)):
            klad.weiger(rij, "dekking", *fout)
        else:
            # Capitals make no other payer.
            rij.waarden["dekking"] = eerder.setdefault(vorm, gevraagd)


def _listed(rij: Rij, kop: Kop, regio: Regio) -> Mapping[str, str]:
    """The covers that the region file lists for every year in which the row has an amount."""
    jaren = sorted(rij.bedragen()) or [kop.jaar]
    per_jaar = [{naamvorm(naam): naam for naam in regio.dekkingen(jaar)} for jaar in jaren]
    return {vorm: naam for vorm, naam in per_jaar[-1].items() if all(vorm in een for een in per_jaar)}


def _fault(gevraagd: str, bekend: Mapping[str, str], lijst: bool) -> Foutzin | None:
    if STAM in naamvorm(gevraagd) or bedoelde_u(gevraagd, BEDOELD):
        slot = f"{DEELNEMERS}, of waaruit het anders wordt betaald. Bedoelde u '{DEELNEMERS}'?"
        return Foutzin(aangehaald(gevraagd), slot)
    if not lijst:
        return None
    namen = [DEELNEMERS, *bekend.values()]
    hint = bedoelde_u(gevraagd, namen) or f" Bekend zijn: {opsomming(namen)}."
    return Foutzin(f"'{gevraagd}' is geen dekking van deze regio.{hint}")
