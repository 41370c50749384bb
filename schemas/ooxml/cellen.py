"""The cells of a sheet as they go by: each with its place, also where a program left rows or cells unnumbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import Element, afstammelingen, lokaal, stroom
from schemas.plaats import Plek
from schemas.plaats import plek as plek_van


def cellen(blad: Element) -> Iterator[tuple[Plek, Element]]:
    """Every cell of a sheet that was read without comments."""
    rij = 0
    for element in afstammelingen(blad, "row"):
        rij = rijnummer(element, rij)
        yield from cellen_van(element, rij)


def rijnummer(rij: Element, vorige: int) -> int:
    return int(rij.get("r", vorige + 1))


def cellen_van(rij: Iterable[Element], nummer: int) -> Iterator[tuple[Plek, Element]]:
    """The cells of a row that was read without comments."""
    kolom = 0
    for cel in rij:
        plek = cel.get("r")
        nummer, kolom = plek_van(plek) if plek else (nummer, kolom + 1)
        yield (nummer, kolom), cel


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
