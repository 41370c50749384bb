"""The findings of aansluiting as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from calc.notatie import getal
from calc.oordeel import Oordeel
from calc.tabel import Beeld, Beeldkolom, Beeldrij, Soort
from calc.tabellen.aansluiting.bevinding import Aansluitpunt

GENOEMD: Final = 3
"""How many places are named of one rounding path; the table has them all."""
ANDER_TEKEN: Final = "mutaties"
"""The table that is held against the printed one with the sign of that."""
TEKEN: Final = (
    "Mutaties staan hier met het teken waarmee zij zijn gedrukt: basisjaar min jaar, een min betekent meer betalen. "
    "In de tabel mutaties zelf is dat een plus."
)
KOLOMMEN: Final = (
    Beeldkolom("tabel", "Tabel", Soort.TEKST),
    Beeldkolom("rij", "Rij", Soort.TEKST),
    Beeldkolom("kolom", "Kolom", Soort.TEKST),
    Beeldkolom("gepubliceerd", "Gepubliceerd", Soort.WAARDE),
    Beeldkolom("berekend", "Berekend", Soort.WAARDE),
    Beeldkolom("verschil", "Verschil", Soort.WAARDE),
    Beeldkolom("oordeel", "Oordeel", Soort.TEKST),
)


def aansluiting_tabel(bevindingen: Sequence[Aansluitpunt]) -> Beeld:
    """One row per finding; under it the counts, and the reason of every difference."""
    rijen = tuple(
        Beeldrij(
            (b.tabel, b.rij, b.kolom, b.gepubliceerd, b.berekend, b.verschil, str(b.oordeel)),
            vorm=(b.soort, b.getoond),
        )
        for b in bevindingen
    )
    return Beeld(
        "aansluiting", "Aansluiting op de gepubliceerde cijfers", None, None, KOLOMMEN, rijen, _noten(bevindingen)
    )


def _noten(bevindingen: Sequence[Aansluitpunt]) -> tuple[str, ...]:
    if not bevindingen:
        return ("Er zijn geen gepubliceerde cijfers om mee te vergelijken.",)
    aantal = Counter(b.oordeel for b in bevindingen)
    telling = ", ".join(f"{getal(aantal[oordeel])} {oordeel}" for oordeel in Oordeel)
    return (
        f"{getal(len(bevindingen))} vergelijkingen: {telling}. Verschil is berekend min gepubliceerd.",
        "Afronding: een andere volgorde van afronden en optellen geeft precies het gepubliceerde cijfer. "
        "Afwijking: geen afronding geeft het. Melding: een naam is anders geschreven.",
        *([TEKEN] if any(b.tabel.startswith(ANDER_TEKEN) for b in bevindingen) else []),
        *(b.zin for oordeel in (Oordeel.AFWIJKING, Oordeel.MELDING) for b in bevindingen if b.oordeel is oordeel),
        *_redenen(bevindingen),
    )


def _redenen(bevindingen: Sequence[Aansluitpunt]) -> Iterator[str]:
    """Per rounding path once which figures it explains: many follow from the same one."""
    plekken: dict[str, list[str]] = {}
    for b in bevindingen:
        if b.oordeel is Oordeel.AFRONDING:
            plekken.setdefault(b.reden, []).append(f"{b.tabel} ({b.rij}, {b.kolom})")
    for reden, waar in plekken.items():
        meer = f" en {getal(len(waar) - GENOEMD)} andere" if len(waar) > GENOEMD else ""
        yield f"Afronding bij {'; '.join(waar[:GENOEMD])}{meer}. {reden}"
