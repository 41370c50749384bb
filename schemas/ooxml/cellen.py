"""The cells of a sheet as they go by: each with its place, also where a program left rows or cells unnumbered."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import Element, lokaal, stroom

Plek = tuple[int, int]
"""Row and column, from 1."""


def plek_van(cel: str) -> Plek:
    letters, rij = coordinate_from_string(cel)
    return rij, column_index_from_string(letters)


def cellen(inhoud: bytes) -> Iterator[tuple[Plek, Element]]:
    """Every cell of a sheet. What was read is thrown away row by row, so that a large sheet takes no memory.

    Raises:
        SyntaxError, ValueError: the part is damaged.
    """
    rij = 0
    for element in stroom(inhoud, "row"):
        rij, kolom = int(element.get("r", rij + 1)), 0
        for cel in element:
            plek = cel.get("r")
            rij, kolom = plek_van(plek) if plek else (rij, kolom + 1)
            yield (rij, kolom), cel
        element.clear()


def gedeelde_teksten(pakket: Pakket) -> list[Element]:
    """The texts to which cells refer by number."""
    deel = pakket.van_soort(pakket.werkboek, "sharedstrings")
    return list(stroom(pakket.lees(deel), "si")) if deel else []


def lopende_tekst(element: Element) -> str:
    """A text without its looks: runs joined, phonetic help left out."""
    stukken = []
    for kind in element:
        soort = lokaal(kind)
        if soort == "t":
            stukken.append(kind.text or "")
        elif soort == "r":
            stukken += [deel.text or "" for deel in kind if lokaal(deel) == "t"]
    return "".join(stukken)
