"""What a person made of a template and openpyxl forgets: the columns with a width of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import WAAR, Element, afstammelingen


@lru_cache(maxsize=4)
def eigen_breedtes(inhoud: bytes) -> Mapping[str, frozenset[int]]:
    """Per sheet the columns to which a person gave a width."""
    pakket = Pakket(inhoud)
    return {blad.naam: frozenset(_breed_gemaakt(pakket.xml(blad.deel))) for blad in pakket.bladen if blad.deel}


def _breed_gemaakt(blad: Element) -> Iterator[int]:
    for kolom in afstammelingen(blad, "col"):
        if kolom.get("customWidth", "").lower() in WAAR:
            yield from range(int(kolom.get("min", "1")), int(kolom.get("max", "1")) + 1)
