"""What a correction of the budget settles: the costs of a year, or a percentage of a series that was estimated."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from schemas.fouten import bedoelde_u
from schemas.inhoud import toon
from schemas.invoer import Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.naamvorm import naamvorm

VELDEN: Final = ("corrigeert", "reeks")
ZOALS_VROEGER: Final = (
    ("bron", re.compile(r"Definitieve kosten (?P<corrigeert>\d{4}) ")),
    ("post", re.compile(r"Correctie index (?P<reeks>.+) (?P<corrigeert>\d{4}):")),
)
"""How a next input said it until 2026.1, in words; since then it has columns of its own."""


def controleer_correcties(begroting: Tabelblad, klad: Kladblok) -> None:
    """Only a correction settles a year; what says so in words alone is read so, and that is said."""
    for rij in begroting.rijen:
        if rij.tekst("soort") == "kosten":
            for veld in VELDEN:
                if (waarde := rij.waarden.get(veld)) is not None:
                    klad.rijfout(rij, veld, toon(waarde), "leeg, want alleen een correctie verrekent een jaar")
        elif rij.tekst("soort") and rij.heel("corrigeert") is None and "corrigeert" not in rij.stuk:
            if rij.tekst("reeks"):
                klad.rijfout(rij, "corrigeert", "leeg", "het jaar waarin de reeks anders uitviel")
            else:
                _in_woorden(rij, klad)


def _in_woorden(rij: Rij, klad: Kladblok) -> None:
    for veld, vorm in ZOALS_VROEGER:
        if gevonden := vorm.match(rij.tekst(veld)):
            wat = gevonden.groupdict()
            rij.waarden |= {**wat, "corrigeert": int(wat["corrigeert"])}
            zet = " en ".join(f"{wat[een]} in kolom {een.capitalize()}" for een in VELDEN if een in wat)
            over = f"de index {wat['reeks']}" if "reeks" in wat else "de kosten"
            tekst = f"gelezen als correctie van {over} van {wat['corrigeert']}, want zo begint de {veld}. "
            klad.melding(rij.plaats(veld), f"{tekst}Klopt dat, zet dan {zet}; klopt het niet, wijzig dan de {veld}")
            return


def controleer_dubbele(
    bladen: Mapping[str, Tabelblad], reeksen: Mapping[str, str], volgt: Collection[tuple[str, str]], klad: Kladblok
) -> None:
    """A correction that an earlier plan left as a line, and a post that follows that series again: it counts twice.

    reeksen: the spelling on sheet Indexen by plain form. volgt: kostensoort and series of the posts that follow one.
    """
    standen: dict[tuple[str, int | None], set[str]] = {}
    for rij in bladen["Indexen"].rijen:
        standen.setdefault((rij.tekst("reeks"), rij.heel("jaar")), set()).add(rij.tekst("stand"))
    for rij in bladen["Begroting"].rijen:
        if not (gevraagd := rij.tekst("reeks")):
            continue
        reeks, jaar = reeksen.get(naamvorm(gevraagd), ""), rij.heel("corrigeert")
        if not reeks and (hint := bedoelde_u(gevraagd, reeksen.values())):
            klad.rijfout(rij, "reeks", f"reeks '{gevraagd}' staat niet op blad Indexen.{hint}")
        if (rij.tekst("kostensoort"), reeks) in volgt and len(standen.get((reeks, jaar), ())) > 1:
            definitief = f"het percentage met stand definitief van {reeks} {jaar} op blad Indexen"
            tekst = "deze correctie volgt ook uit blad Indexen"
            klad.rijfout(rij, "post", tekst, f"een van beide: deze rij, of {definitief}")
