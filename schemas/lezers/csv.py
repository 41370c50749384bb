"""Reading a CSV from outside: in which encoding it was saved, and what stands between the columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Final

from schemas.fouten import Bestandsfout
from schemas.tabel import Rauwblad

SCHEIDINGEN: Final = (";", "\t", "|", ",")
"""In the order in which a tie is decided: a comma is often a decimal comma."""
NAMEN: Final = {";": "puntkomma", "\t": "tab", "|": "verticale streep", ",": "komma"}
PROEFREGELS: Final = 50
PROEFTEKENS: Final = 10_000
LANGSTE_VELD: Final = 100_000
_MET_BOM: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NIET_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LEESTEKENS: Final = frozenset("€‘’“”–—…•²³°½§©®\u00a0")
"""Signs that occur in Dutch texts; other signs beside letters betray the wrong code page."""


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
    tekst, codering = _tekst(data, bestand)
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


def _tekst(data: bytes, bestand: str) -> tuple[str, str]:
    geen_tekst = Bestandsfout(
        bestand, "is geen leesbare tekst. Sla het in Excel op als 'CSV UTF-8' of als Excel-werkmap (.xlsx)."
    )
    for bom, codering in _MET_BOM:
        if data.startswith(bom):
            try:
                tekst = data.decode(codering)
            except UnicodeDecodeError as fout:
                raise geen_tekst from fout
            if "\0" in tekst:
                raise geen_tekst
            return tekst, codering
    if b"\0" in data:
        raise geen_tekst
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    mogelijk = [(_likeness(tekst), tekst, codering) for codering, tekst in _pages(data)]
    if not mogelijk:
        raise geen_tekst
    _, tekst, codering = max(mogelijk, key=lambda kandidaat: kandidaat[0])
    return tekst, codering


def _pages(data: bytes) -> list[tuple[str, str]]:
    """The code pages of Windows and of the older console in which these bytes are text; Windows goes first in a tie."""
    gelukt = []
    for codering in ("cp1252", "cp850"):
        try:
            gelukt.append((codering, data.decode(codering)))
        except UnicodeDecodeError:
            continue
    return gelukt


def _likeness(tekst: str) -> int:
    """How much a text looks like Dutch: accented letters in the case of their neighbours, and few odd signs."""
    punten = 0
    for gevonden in islice(_NIET_ASCII.finditer(tekst), PROEFTEKENS):
        teken, plek = gevonden[0], gevonden.start()
        vorige = tekst[plek - 1] if plek else " "
        if teken.isalpha():
            past = teken.islower() or not vorige.islower()
            punten += 1 if past else -1
        else:
            punten += 1 if teken in _LEESTEKENS and not vorige.islower() else -1
    return punten


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
