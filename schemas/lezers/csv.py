"""Reading a CSV from outside: in which encoding it was saved, and what stands between the columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Final

from schemas.codering import GeenTekst, lees_tekst
from schemas.fouten import Bestandsfout
from schemas.poort.weigering import RAAD, Kenmerk
from schemas.tabel import Rauwblad

SCHEIDINGEN: Final = (";", "\t", "|", ",")
"""In the order in which a tie is decided: a comma is often a decimal comma."""
NAMEN: Final = {";": "puntkomma", "\t": "tab", "|": "verticale streep", ",": "komma"}
PROEFREGELS: Final = 50
LANGSTE_VELD: Final = 100_000


@dataclass(frozen=True)
class Tekstbestand:
    """A CSV as it was read: its one table, and how it was understood."""

    blad: Rauwblad
    codering: str


def lees_csv(data: bytes, bestand: str) -> Tekstbestand:
    """The table of a CSV, every cell as text.

    Raises:
        Gebruikersfout: it is no text, or no CSV.
    """
    try:
        tekst, codering = lees_tekst(data)
    except GeenTekst as fout:
        raise Bestandsfout(bestand, f"{fout}; {RAAD[Kenmerk.TEKST]}.") from None
    # The end-of-file mark of an old console program is no row.
    tekst = tekst.removesuffix("\x1a")
    scheiding = ""
    eerste, _, rest = tekst.partition("\n")
    voorsprong = 0
    if eerste.strip().casefold().startswith("sep=") and len(eerste.strip()) == 5:
        # Excel's own first line, by which a program says what separates.
        scheiding, tekst, voorsprong = eerste.strip()[4], rest, 1
    if scheiding not in SCHEIDINGEN:
        scheiding = _scheiding(tekst)
    rijen: list[list[str]] = []
    regels: list[int] = []
    csv.field_size_limit(LANGSTE_VELD)
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    vorige = voorsprong
    # Without a quote every line is a row.
    los = '"' not in tekst
    try:
        if los:
            rijen = list(lezer)
        for rij in lezer:
            rijen.append(rij)
            regels.append(vorige + 1)
            vorige = lezer.line_num + voorsprong
    except csv.Error as fout:
        regel = lezer.line_num + voorsprong if los else vorige + 1
        raise Bestandsfout(
            bestand,
            f"is geen goede CSV: het gaat mis bij regel {regel}. "
            "Controleer de aanhalingstekens, of sla het op als Excel-werkmap (.xlsx).",
        ) from fout
    kolommen = tuple(zip_longest(*rijen, fillvalue=""))
    if los:
        regels = list(range(voorsprong + 1, voorsprong + 1 + len(rijen)))
    doorlopend = all(regel == nummer for nummer, regel in enumerate(regels, start=1))
    blad = Rauwblad("", kolommen, None if doorlopend else tuple(regels), scheiding=scheiding)
    return Tekstbestand(blad, codering)


def _scheiding(tekst: str) -> str:
    """What separates: the sign that cuts most lines into equally many columns."""

    def score(teken: str) -> tuple[int, int]:
        try:
            rijen = [
                rij
                for rij in islice(csv.reader(io.StringIO(tekst, newline=""), delimiter=teken), PROEFREGELS)
                if any(cel.strip() for cel in rij)
            ]
        except csv.Error:
            return 0, 0
        breedtes = Counter(len(rij) for rij in rijen if len(rij) > 1)
        if not breedtes:
            return 0, 0
        breedte, aantal = max(breedtes.items(), key=lambda paar: (paar[1], paar[0]))
        return aantal, breedte

    return max(SCHEIDINGEN, key=score)
