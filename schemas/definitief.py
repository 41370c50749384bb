"""Whether a plan may be called definitive: every figure that its own year uses is of the right peiljaar, and final.

What stands in the way is named figure by figure. A figure that can still change, one of an older peiljaar than the key
asks for, and one that differs materially from the figure it replaced, until somebody says that it was looked into.
Source: SLA art. 8 lid 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Final

from schemas.fouten import Foutzin
from schemas.geldend import Regio
from schemas.inhoud import dutch
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.sleutelcontrole import Gebruik, gebruik_van
from schemas.standen import DEFINITIEF, VOORLOPIG

STATUS: Final = f"want de status is {DEFINITIEF}"


def controleer_definitief(
    bladen: Mapping[str, Tabelblad], log: Sequence[Rij], kop: Kop, regio: Regio, klad: Kladblok
) -> None:
    """Every figure that stands in the way, on its own line.

    log: the lines of sheet Herkomst, oldest first.
    """
    laatste = {(r.heel("peiljaar"), r.tekst("maatstaf"), r.tekst("gemeentecode")): r for r in log}
    gebruikt = [gebruik for gebruik in gebruik_van(bladen, kop, regio) if gebruik.jaar == kop.jaar]
    for maatstaf, peiljaar in dict.fromkeys((gebruik.maatstaf, gebruik.peiljaar) for gebruik in gebruikt):
        label = regio.bestand.maatstaven[maatstaf].label
        deze = [gebruik for gebruik in gebruikt if (gebruik.maatstaf, gebruik.peiljaar) == (maatstaf, peiljaar)]
        gevraagd = max(gebruik.gewenst for gebruik in deze)
        if peiljaar < gevraagd:
            verwacht = f"het cijfer over {gevraagd}, {STATUS}"
            klad.bladfout("Maatstaven", f"{label} is van peiljaar {peiljaar}", verwacht)
        delen = (rij.delen(maatstaf) for rij in _rows(bladen["Maatstaven"], deze, peiljaar, kop, regio))
        for rij in chain.from_iterable(delen):
            regel = laatste.get((peiljaar, maatstaf, rij.tekst("gemeentecode")))
            if zin := _in_the_way(rij, maatstaf, regel, bladen["Maatstaven"], kop, regio):
                klad.rijfout(rij, maatstaf, f"{label} van {rij.tekst('gemeente')} {zin.tekst}", zin.verwacht)


def _rows(blad: Tabelblad, gebruik: Sequence[Gebruik], peiljaar: int, kop: Kop, regio: Regio) -> Iterator[Rij]:
    """Of who shares a cost that uses the figure."""
    codes = {d.code for een in gebruik for d in regio.deelnemers(kop.jaar, een.kostensoort)}
    return (rij for rij in blad.rijen if rij.heel("peiljaar") == peiljaar and rij.tekst("gemeentecode") in codes)


def _in_the_way(rij: Rij, maatstaf: str, regel: Rij | None, blad: Tabelblad, kop: Kop, regio: Regio) -> Foutzin | None:
    """Why this figure is not final, or nothing."""
    nu = rij.getal(maatstaf)
    geldt = regel is not None and nu is not None and regel.getal("nieuw") == nu
    volgens_log = geldt and regel is not None and regel.tekst("stand") == VOORLOPIG and "voorlopig" not in blad.koppen
    if rij.genoemd("voorlopig", maatstaf) or volgens_log:
        return Foutzin("is voorlopig", f"een definitief cijfer, {STATUS}")
    eerder = regel.getal("oud") if geldt and regel is not None else None
    grens, eenheid = regio.materialiteit(kop.jaar), regio.bestand.maatstaven[maatstaf].eenheid_van(kop.jaar - 1)
    if nu is None or eerder is None or grens is None or rij.genoemd("bevestigd", maatstaf):
        return None
    drempel, verschil = grens.drempel(Fraction(eerder), eenheid or ""), Fraction(nu) - Fraction(eerder)
    if abs(verschil) <= drempel:
        return None
    raad = "Kijk het na, en noem de maatstaf dan in kolom Bevestigd"
    return Foutzin(f"wijkt materieel af: {dutch(nu)}, was {dutch(eerder)}. {raad}, {STATUS}")
