"""A delivered workbook beside what it should be: which cells differ, and in what way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from schemas.geleverd.werkmap import Boekcel, Werkmap
from schemas.plaats import Plek
from schemas.werkboek import Foutwaarde, Vlak
from templates.controleren.formules import Kaart, ontleed, vertaal, zelfde_schrijfwijze
from templates.controleren.herkomst import plaats_van
from templates.controleren.terug import als_getal
from templates.controleren.verschuiving import VANAF, Ligging, hernoemd, ligging, merken
from templates.controleren.verwachting import Verwacht, Verwachting

IN_INVOERBESTAND: Final = re.compile(r"\b(cel|rij|rijen) [A-Z]*\d+(?:(?:, | en )[A-Z]*\d+)*")
"""Where a figure stood in the input file. Without that file its rows and cells cannot be known."""
MARGE_INVOER: Final = 1e-14
"""What a program may leave of a typed number, of each unit: it keeps fifteen digits."""


class Aard(StrEnum):
    """In what way a cell is not what it should be."""

    OVERGETYPT = "formule vervangen"
    FORMULE = "formule gewijzigd"
    WAARDE = "waarde gewijzigd"
    ALS_TEKST = "getal als tekst"
    LEEG = "leeggemaakt"
    ERBIJ = "hoort leeg te zijn"
    UITKOMST = "uitkomst wijkt af"
    VERSCHOVEN = "niet meegeschoven"


@dataclass(frozen=True)
class Verschil:
    """One cell. `plek` is where it stands in the delivered workbook, or should; without `hoort` it should be empty."""

    blad: str
    plek: Plek
    aard: Aard
    hoort: Verwacht | None
    staat: Boekcel | None


@dataclass
class Celvergelijking:
    """Everything that differs. Titles are those of the delivered workbook."""

    verschillen: list[Verschil] = field(default_factory=list)
    liggingen: dict[str, Ligging] = field(default_factory=dict)
    """The sheets of which rows or columns moved."""
    ontbreekt: list[str] = field(default_factory=list)
    erbij: list[str] = field(default_factory=list)
    hernoemd: dict[str, str] = field(default_factory=dict)
    """By title of now the title that it should have."""
    namen: list[tuple[str, str, str]] = field(default_factory=list)
    """Defined names: name, where it should point, where it points (or nothing)."""
    zonder_waarde: int = 0
    """Formulas of which the file holds no value: a program saved it that does not calculate."""
    formules: int = 0
    cellen: int = 0


def vergelijk(hoort: Verwachting, staat: Werkmap, *, uit_afschrift: bool) -> Celvergelijking:
    """Hold every cell against what it should be.

    Args:
        uit_afschrift: what it should be was made from the workbook's own input sheets, so that it cannot tell in which
            rows of the input file a figure stood.
    """
    uit = Celvergelijking()
    ontbreekt = [titel for titel in hoort.bladen if titel not in staat.bladen]
    extra = [titel for titel in staat.bladen if titel not in hoort.bladen]
    uit.hernoemd = hernoemd(
        {titel: merken(hoort.bladen[titel], titel) for titel in ontbreekt},
        {titel: merken(staat.bladen[titel], titel) for titel in extra},
    )
    uit.ontbreekt = [titel for titel in ontbreekt if titel not in uit.hernoemd.values()]
    uit.erbij = [titel for titel in extra if titel not in uit.hernoemd]
    paren = {titel: uit.hernoemd.get(titel, titel) for titel in staat.bladen if titel not in uit.erbij}
    liggingen = {
        titel: _ligging(hoort.bladen[thuis], staat.bladen[titel], thuis, titel) for titel, thuis in paren.items()
    }
    uit.liggingen = {titel: zo for titel, zo in liggingen.items() if zo.ingevoegd or zo.verwijderd}
    lezer = _Lezer(uit, paren, uit_afschrift=uit_afschrift)
    for titel, thuis in paren.items():
        lezer.blad(titel, hoort.bladen[thuis], staat.bladen[titel], liggingen[titel])
    lezer.namen(hoort.namen, staat.namen)
    return uit


def _ligging(hoort: Mapping[Plek, Verwacht], staat: Mapping[Plek, Boekcel], thuis: str, titel: str) -> Ligging:
    """How a sheet lies; only one with more than a few differences is worth the work of finding out."""
    anders = 0
    for plek in hoort.keys() | staat.keys():
        een, ander = hoort.get(plek), staat.get(plek)
        if een is None or ander is None or not _op_het_oog_gelijk(een, ander):
            anders += 1
            if anders == VANAF:
                return ligging(merken(hoort, thuis), merken(staat, titel))
    return Ligging()


def _op_het_oog_gelijk(hoort: Verwacht, staat: Boekcel) -> bool:
    if hoort.formule and staat.formule:
        return zelfde_schrijfwijze(hoort.formule, staat.formule)
    return not hoort.formule and not staat.formule and hoort.waarde == staat.waarde


class _Lezer:
    """Compares sheet by sheet, knowing what moved on all of them."""

    def __init__(self, uit: Celvergelijking, paren: Mapping[str, str], *, uit_afschrift: bool) -> None:
        self.uit = uit
        self.uit_afschrift = uit_afschrift
        self.paren = paren
        self.kaarten: dict[str, Kaart] = {titel.casefold(): zo.kaart for titel, zo in uit.liggingen.items()}
        self.titels = {titel.casefold(): thuis.casefold() for titel, thuis in uit.hernoemd.items()}

    def blad(self, titel: str, hoort: Mapping[Plek, Verwacht], staat: Mapping[Plek, Boekcel], zo: Ligging) -> None:
        as_ = 0 if zo.richting == "rij" else 1
        gezien: set[Plek] = set()
        for plek, cel in sorted(staat.items(), key=lambda paar: paar[0]):
            thuis = zo.kaart.plek(*plek)
            if thuis is None:
                continue
            gezien.add(thuis)
            self._cel(titel, plek, hoort.get(thuis), cel)
        for thuis, bedoeld in sorted(hoort.items(), key=lambda paar: paar[0]):
            if thuis not in gezien and thuis[as_] not in zo.verwijderd:
                self._cel(titel, _terug(zo, thuis), bedoeld, None)

    def _cel(self, titel: str, plek: Plek, hoort: Verwacht | None, staat: Boekcel | None) -> None:
        self.uit.cellen += 1
        self.uit.formules += bool(hoort and hoort.formule)
        aard = self._aard(titel, hoort, staat)
        if aard is not None:
            self.uit.verschillen.append(Verschil(titel, plek, aard, hoort, staat))

    def _aard(self, titel: str, hoort: Verwacht | None, staat: Boekcel | None) -> Aard | None:
        if hoort and hoort.vrij:
            return None
        if staat is None or staat.leeg:
            return Aard.LEEG if hoort else None
        if hoort is None:
            return Aard.ERBIJ
        if hoort.formule:
            if not staat.formule:
                return Aard.OVERGETYPT
            return self._formule(titel, hoort.formule, staat.formule) or self._uitkomst(hoort, staat.waarde)
        if staat.formule:
            return Aard.FORMULE
        return self._waarde(hoort.waarde, staat.waarde)

    def _formule(self, titel: str, hoort: str, staat: str) -> Aard | None:
        verschoven = self.kaarten or self.titels
        if not verschoven and zelfde_schrijfwijze(hoort, staat):
            return None
        gelezen, bedoeld = ontleed(staat, titel), ontleed(hoort, self.paren[titel])
        if not verschoven:
            return None if gelezen == bedoeld else Aard.FORMULE
        if vertaal(gelezen, titel.casefold(), self.kaarten, self.titels) == bedoeld:
            return None
        # The same text, but the cells that it names have moved: the program that moved them left it as it was.
        return Aard.VERSCHOVEN if gelezen == bedoeld else Aard.FORMULE

    def _uitkomst(self, hoort: Verwacht, staat: Vlak | Foutwaarde) -> Aard | None:
        if staat is None:
            self.uit.zonder_waarde += hoort.waarde is not None
            return None
        bedoeld = hoort.waarde
        if isinstance(bedoeld, bool) or isinstance(staat, bool):
            # Some programs write a truth as 1 or 0.
            gelijk = bedoeld is not None and not isinstance(staat, str | Foutwaarde) and bedoeld == staat
        elif isinstance(bedoeld, float) and isinstance(staat, float):
            gelijk = abs(bedoeld - staat) <= hoort.marge * max(1.0, abs(bedoeld) * 1e-6)
        else:
            gelijk = bedoeld == staat
        return None if gelijk else Aard.UITKOMST

    def _waarde(self, hoort: Vlak, staat: Vlak | Foutwaarde) -> Aard | None:
        if isinstance(hoort, float) and isinstance(staat, float):
            return None if abs(hoort - staat) <= abs(hoort) * MARGE_INVOER else Aard.WAARDE
        if type(hoort) is type(staat) and hoort == staat:
            return None
        if isinstance(hoort, str) and isinstance(staat, str):
            if self.uit_afschrift and _zonder_plaatsen(hoort) == _zonder_plaatsen(staat):
                return None
            return Aard.WAARDE
        if isinstance(hoort, float) and isinstance(staat, str) and als_getal(staat) is not None:
            return Aard.ALS_TEKST
        return Aard.WAARDE

    def namen(self, hoort: Mapping[str, str], staat: Mapping[str, str]) -> None:
        """Where the fields are; names that somebody added are nobody's concern."""
        for naam, verwijzing in hoort.items():
            gevonden = plaats_van(staat.get(naam, ""))
            bedoeld = plaats_van(verwijzing)
            if bedoeld is None or bedoeld[0] in self.uit.ontbreekt or gevonden == bedoeld:
                continue
            if gevonden is not None:
                kaart = self.kaarten.get(gevonden[0].casefold())
                thuis = kaart.plek(*gevonden[1]) if kaart else gevonden[1]
                if (self.paren.get(gevonden[0]), thuis) == bedoeld:
                    continue
            self.uit.namen.append((naam, verwijzing, staat.get(naam, "")))


def _terug(zo: Ligging, thuis: Plek) -> Plek:
    """Where a cell that should be there would stand now."""
    rijen = {naar: van for van, naar in zo.kaart.rijen.items()}
    kolommen = {naar: van for van, naar in zo.kaart.kolommen.items()}
    return rijen.get(thuis[0], thuis[0]), kolommen.get(thuis[1], thuis[1])


def _zonder_plaatsen(tekst: str) -> str:
    return IN_INVOERBESTAND.sub(r"\1 …", tekst)
