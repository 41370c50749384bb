"""The linter of the letter: an ordinary Word document, with fields that the program knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from schemas.fouten import bedoelde_u
from schemas.poort import Geweigerd
from schemas.poort.docx import keur_docx
from templates.sjabloon.bevinding import Sjabloonbevinding, fout, melding, opgesomd
from templates.sjabloon.meegeleverd import AFREKENING, BRIEF, BRIEVEN, meegeleverd
from templates.sjabloon.samenvoegen import velden_van

DOCUMENT: Final = ".docx"
NODIG: Final = frozenset({"bedrag"})
"""Without it the letter does not say what must be paid."""


@cache
def bekende_velden(soort: str = BRIEF) -> frozenset[str]:
    """Those of the shipped template: it uses every one."""
    return velden_van(meegeleverd(soort).read_bytes())


def _soort(gevonden: frozenset[str], naam: str) -> str:
    """Which letter it is: by its name, else by the fields that only one of them has."""
    if naam.casefold() in BRIEVEN:
        return naam.casefold()
    return AFREKENING if gevonden & (bekende_velden(AFREKENING) - bekende_velden()) else BRIEF


def controleer_brief(inhoud: bytes, naam: str) -> tuple[str | None, tuple[Sjabloonbevinding, ...]]:
    """Which template it stands in for, and what is found in it."""
    try:
        keur_docx(inhoud, naam)
    except Geweigerd as geweigerd:
        return None, (fout("", f"het bestand {geweigerd.reden}", geweigerd.raad),)
    try:
        gevonden = velden_van(inhoud)
    except Exception as oorzaak:  # the library has no one class of faults, and whatever it is, the file is at fault
        raad = "open het in Word, sla het opnieuw op en controleer het nog eens"
        return None, (fout("", f"het bestand is niet te lezen ({type(oorzaak).__name__})", raad),)
    soort = _soort(gevonden, naam)
    return soort, tuple(_velden(gevonden, naam, soort))


def _velden(gevonden: frozenset[str], naam: str, soort: str) -> Iterator[Sjabloonbevinding]:
    bekend = bekende_velden(soort)
    for veld in sorted(gevonden - bekend):
        hint = bedoelde_u(veld, bekend)
        raad = f"verbeter de naam.{hint}" if hint else "haal het weg; het blijft anders leeg"
        yield fout("", f"het samenvoegveld '{veld}' kent het programma niet", raad)
    for veld in sorted(NODIG - gevonden):
        raad = "voeg het in met Invoegen > Snelonderdelen > Veld > MergeField"
        yield fout("", f"het samenvoegveld '{veld}' ontbreekt: de brief noemt het bedrag niet", raad)
    if mist := sorted(bekend - gevonden - NODIG):
        wat = "dit samenvoegveld staat" if len(mist) == 1 else f"{len(mist)} samenvoegvelden staan"
        yield melding("", f"{wat} niet in het sjabloon: {opgesomd(mist)}", "dat mag; het komt dan niet in de brief")
    if naam.casefold() != soort:
        opdracht = "afrekening" if soort == AFREKENING else "plan"
        yield melding("", f"{opdracht} --sjablonen gebruikt dit bestand onder deze naam niet", f"noem het {soort}")
