"""A Word document (.docx): text, looks and pictures, and nothing that runs or fetches anything."""

from __future__ import annotations

from typing import Final

from schemas.poort.grenzen import GROOTSTE_BESTAND, MB
from schemas.poort.weigering import Geweigerd, Kenmerk, Weigering
from schemas.poort.xlsx import TYPEN, Relatiekeurder, is_stil, keur_geen_bestand, keur_woord, weer_voor
from schemas.poort.xml import Keurder, Namen, keur_xml
from schemas.poort.zip import Archief, Deel

DOCUMENT: Final = "wordprocessingml.document.main+xml"
LOSSE_RELATIES: Final = frozenset({"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource"})
"""Where a document was made from, and with which list it was merged before: left out of what is made of it."""
GEEN_DOCUMENT: Final = "is geen Word-document (.docx)"
RAAD: Final = "sla het in Word op als Word-document (.docx)"


def keur_docx(data: bytes, naam: str) -> None:
    """Let a document in, or not.

    Raises:
        Geweigerd: it is no Word document, or holds more than text and looks.
    """
    try:
        if len(data) > GROOTSTE_BESTAND:
            raise Weigering(Kenmerk.TE_GROOT, f"is groter dan {GROOTSTE_BESTAND // MB} MB", RAAD)
        if not data.startswith(b"PK"):
            raise Weigering(Kenmerk.SOORT, GEEN_DOCUMENT, RAAD)
        archief, namen = Archief(data), Namen()
        typen = _Typen()
        gevonden = archief.zoek(TYPEN)
        if gevonden is not None:
            keur_xml(archief.stukken(gevonden), TYPEN, lambda *_: typen)
        if not typen.is_document:
            raise Weigering(Kenmerk.SOORT, GEEN_DOCUMENT, RAAD)
        for deel in archief.delen.values():
            if deel is not gevonden:
                _keur(archief, deel, namen)
    except Weigering as weigering:
        raise Geweigerd(naam, weigering) from None


def _keur(archief: Archief, deel: Deel, namen: Namen) -> None:
    stukken = archief.stukken(deel)
    eerste = next(stukken, b"")
    keur_geen_bestand(eerste, deel.naam)
    if is_stil(eerste, deel.naam) or not deel.naam.casefold().endswith((".xml", ".rels")):
        for _ in stukken:
            pass  # inflated all the same: a bomb may be in a picture
        return
    # Of text and looks it is enough that they are plain XML.
    los = Relatiekeurder(deel.naam, namen, LOSSE_RELATIES) if deel.naam.casefold().endswith(".rels") else Keurder()
    keur_xml(weer_voor(eerste, stukken), deel.naam, lambda *_: los)


class _Typen(Keurder):
    """The list of what every part is."""

    def __init__(self) -> None:
        self.is_document = False

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        soort = attributen.get("ContentType", "")
        if "Extension" not in attributen:
            keur_woord(soort, attributen.get("PartName", ""))
            self.is_document |= DOCUMENT in soort
