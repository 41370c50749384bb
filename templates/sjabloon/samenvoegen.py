"""A Word document with ordinary merge fields, filled: a field is its text, a row of a table as many rows as there are.

Where there is nothing to say nothing stands: a line of which all fields are empty goes, as in Word, and so does a row
and a table.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping, Sequence
from copy import copy, deepcopy
from functools import lru_cache
from io import BytesIO
from typing import Final

from mailmerge import MailMerge

from schemas.ooxml.pakket import Pakket, pak_in
from schemas.ooxml.xml import Element, afstammelingen, als_bytes, attribuut, kinderen, lokaal, ontleed
from schemas.poort.docx import LOSSE_RELATIES

VELD: Final = "MergeField"
"""As the library marks a field that it found."""
BRONNEN: Final = frozenset({"attachedTemplate", "mailMerge"})
"""What a document says of where it was made from."""
Rijen = Mapping[str, Sequence[Mapping[str, str]]]


def velden_van(inhoud: bytes) -> frozenset[str]:
    """The names of the fields of a document that the gate let in."""
    return frozenset(_gelezen(inhoud).get_merge_fields())


@lru_cache(maxsize=4)
def _gelezen(inhoud: bytes) -> MailMerge:
    return MailMerge(BytesIO(inhoud))


def _document(inhoud: bytes) -> MailMerge:
    """A document with its fields found, which is most of the work and the same for every letter. A field knows what its
    text looks like, and not where it stands: so the letters share those, and each has the parts to itself.
    """
    gelezen, eigen = _gelezen(inhoud), MailMerge.__new__(MailMerge)
    docx = copy(gelezen.docx)
    docx.parts = {plek: deel | {"part": deepcopy(deel["part"])} for plek, deel in docx.parts.items()}
    vars(eigen).update(vars(gelezen), docx=docx)
    return eigen


def voeg_samen(inhoud: bytes, waarden: Mapping[str, str], rijen: Rijen) -> bytes:
    """A filled document, the same bytes for the same content.

    Args:
        inhoud: a document that the gate let in.
        waarden: the text of each field; a line break in it is one in the document. Of rows that are not there too.
        rijen: per field that stands in a row of a table the rows that come of it.
    """
    uit, leeg = BytesIO(), {naam for naam, waarde in waarden.items() if not waarde}
    document = _document(inhoud)
    for deel in document.docx.get_parts():
        _zonder_lege(deel["part"].getroot(), leeg)
    for anker, regels in rijen.items():
        document.merge_rows(anker, [dict(regel) for regel in regels])
    document.merge(**waarden)
    document.write(uit)
    pakket = Pakket(uit.getvalue(), "De brief")
    return pak_in({naam: _zonder_bronnen(naam, pakket.lees(naam)) for naam in pakket.namen})


def _zonder_lege(wortel: Element, leeg: Collection[str]) -> None:
    """Tables, rows and lines that say nothing; a cell keeps its last line."""
    for soort in ("tbl", "tr", "p"):
        for element in list(afstammelingen(wortel, soort)):
            velden = [veld.get("name", "") for veld in element.iter(VELD)]
            ouder = element.getparent()
            if not velden or ouder is None or not all(naam in leeg for naam in velden):
                continue
            if lokaal(ouder) == "tc" and len(kinderen(ouder, "p")) == 1:
                continue
            ouder.remove(element)


def _zonder_bronnen(naam: str, inhoud: bytes) -> bytes:
    """A letter does not tell from which file of whose computer it was made."""
    kort = posixpath.basename(naam).removesuffix(".rels")
    if kort != "settings.xml":
        return inhoud
    wortel = ontleed(inhoud, naam)
    for kind in kinderen(wortel):
        if lokaal(kind) in BRONNEN or attribuut(kind, "Type").rpartition("/")[2] in LOSSE_RELATIES:
            wortel.remove(kind)
    return als_bytes(wortel, inhoud)
