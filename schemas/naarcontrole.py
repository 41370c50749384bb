"""Whether what something is shared by has figures: of every participant of the plan's year."""

from __future__ import annotations

from schemas.geldend import Regio
from schemas.gevraagd import Gevraagd
from schemas.inhoud import opsomming
from schemas.invoer import Kop, Tabelblad


def zonder_cijfers(maatstaf: str, blad: Tabelblad, kop: Kop, regio: Regio) -> str:
    """What is missing, in words; nothing where all is there."""
    per_jaar: dict[int, set[str]] = {}
    for rij in blad.rijen:
        peiljaar = rij.heel("peiljaar")
        if peiljaar is not None and maatstaf in rij.plaatsen and rij.getal(maatstaf) is not None:
            per_jaar.setdefault(peiljaar, set()).add(rij.tekst("gemeentecode"))
    vraag = Gevraagd(maatstaf, None, regio.achterstand(maatstaf, kop.jaar))
    peiljaar, label = vraag.peiljaar_uit(per_jaar.keys(), kop.jaar), regio.label_deel(maatstaf)
    if peiljaar is None:
        return f"{label} van een peiljaar tot en met {vraag.gewenst(kop.jaar)} staat niet op blad {blad.naam}"
    mist = [wie.naam for wie in regio.deelnemers(kop.jaar) if wie.code not in per_jaar[peiljaar]]
    return f"{label} {peiljaar} van {opsomming(mist)} staat niet op blad {blad.naam}" if mist else ""
