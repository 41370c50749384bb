"""The parts of a workbook as they stand in its file: what each is, and what leads to what.

Only for files that the gate has let in: it refuses bombs, DTDs and paths that lead elsewhere.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

TYPEN: Final = "[Content_Types].xml"
WAAR: Final = frozenset({"1", "true"})


def lokaal(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribuut(element: Element, naam: str) -> str:
    """An attribute by its name, in whatever namespace."""
    return next((waarde for sleutel, waarde in element.attrib.items() if sleutel.rpartition("}")[2] == naam), "")


def afstammelingen(element: Element, *namen: str) -> Iterator[Element]:
    """Every element below, of these names."""
    return (deel for deel in element.iter() if lokaal(deel) in namen)


@dataclass(frozen=True)
class Relatie:
    soort: str
    """Last word of the kind of relationship, in lower case."""
    doel: str
    """Name of the part, or the address where it leads outside."""
    buiten: bool


@dataclass(frozen=True)
class Pakket:
    """A workbook as a set of parts."""

    inhoud: bytes
    delen: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        with ZipFile(BytesIO(self.inhoud)) as archief:
            gelezen = {naam.lstrip("/"): archief.read(naam) for naam in archief.namelist() if not naam.endswith("/")}
        object.__setattr__(self, "delen", gelezen)

    @cached_property
    def typen(self) -> dict[str, str]:
        """What every part is, by its name; in lower case."""
        standaard: dict[str, str] = {}
        eigen: dict[str, str] = {}
        for regel in self.xml(TYPEN):
            soort = regel.get("ContentType", "").lower()
            if lokaal(regel) == "Default":
                standaard[regel.get("Extension", "").lower()] = soort
            else:
                eigen[regel.get("PartName", "").lstrip("/")] = soort
        return {naam: eigen.get(naam, standaard.get(naam.rpartition(".")[2].lower(), "")) for naam in self.delen}

    @cached_property
    def werkboek(self) -> str:
        """The part that lists the sheets."""
        return next((naam for naam, soort in self.typen.items() if soort.endswith("sheet.main+xml")), "xl/workbook.xml")

    @cached_property
    def bladen(self) -> dict[str, str]:
        """The part of every sheet, by its title, in order."""
        relaties = self.relaties(self.werkboek)
        gevonden = {}
        for blad in afstammelingen(self.xml(self.werkboek), "sheet"):
            relatie = relaties.get(attribuut(blad, "id"))
            if relatie is not None and relatie.doel in self.delen:
                gevonden[blad.get("name", "")] = relatie.doel
        return gevonden

    def xml(self, naam: str) -> Element:
        return ElementTree.fromstring(self.delen[naam])

    def relaties(self, naam: str) -> dict[str, Relatie]:
        """What a part refers to, by the id that it uses."""
        map_, _, bestand = naam.rpartition("/")
        lijst = f"{map_}/_rels/{bestand}.rels".lstrip("/")
        if lijst not in self.delen:
            return {}
        gevonden = {}
        for regel in self.xml(lijst):
            buiten = regel.get("TargetMode", "").lower() == "external"
            doel = regel.get("Target", "")
            if not buiten:
                doel = posixpath.normpath(posixpath.join("/" + map_, doel)).lstrip("/")
            gevonden[regel.get("Id", "")] = Relatie(regel.get("Type", "").rpartition("/")[2].lower(), doel, buiten)
        return gevonden

    def bereikt(self, naam: str) -> dict[str, str]:
        """Every part that a part leads to, directly or not, with what it is; in order of finding."""
        gevonden: dict[str, str] = {}
        te_doen = [naam]
        while te_doen:
            for relatie in self.relaties(te_doen.pop(0)).values():
                if not relatie.buiten and relatie.doel in self.delen and relatie.doel not in gevonden:
                    gevonden[relatie.doel] = self.typen[relatie.doel]
                    te_doen.append(relatie.doel)
        return gevonden


@lru_cache(maxsize=4)
def eigen_breedtes(inhoud: bytes) -> Mapping[str, frozenset[int]]:
    """Per sheet the columns to which a person gave a width; openpyxl forgets which those are."""
    pakket = Pakket(inhoud)
    return {titel: frozenset(_breed_gemaakt(pakket.xml(deel))) for titel, deel in pakket.bladen.items()}


def _breed_gemaakt(blad: Element) -> Iterator[int]:
    for kolom in afstammelingen(blad, "col"):
        if kolom.get("customWidth", "").lower() in WAAR:
            yield from range(int(kolom.get("min", "1")), int(kolom.get("max", "1")) + 1)
