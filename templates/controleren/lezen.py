"""Reading a delivered workbook: every cell with its formula and its value, whatever program saved it last.

It reads the XML itself: openpyxl would need two passes for formulas and values, and gives dates by their looks.
Whoever calls this has sent the file through the gate and reads in a process of its own.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers.expat import ExpatError

from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.escape import unescape

from schemas.afgezonderd import in_eigen_proces
from schemas.fouten import Gebruikersfout
from schemas.lezers.pakket import Pakket
from schemas.poort import lees_bestand, poort
from schemas.werkboek import DAMAGE, Foutwaarde
from templates.werkmap.zegel import Plek, Vlak

INGEBOUWD: Final = "_xlnm."
"""Names that a program makes for print areas and filters; how a sheet prints is looks."""


class Onleesbaar(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(f"{naam} is beschadigd en niet te lezen. Vraag de werkmap opnieuw op.")


class GeenWerkmap(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(f"{naam} is geen Excel-werkmap (.xlsx). Sla het bestand in Excel op als .xlsx.")


@dataclass(frozen=True)
class Cel:
    """One cell: its formula without the sign in front, or nothing, and the value that the file holds."""

    formule: str
    waarde: Vlak | Foutwaarde

    @property
    def leeg(self) -> bool:
        return not self.formule and self.waarde is None


@dataclass(frozen=True)
class Werkmap:
    """A delivered workbook. `namen` are the defined names, `verborgen` the sheets that do not show."""

    bestand: str
    bladen: Mapping[str, Mapping[Plek, Cel]]
    namen: Mapping[str, str]
    verborgen: tuple[str, ...]


Ruw = tuple[list[tuple[str, bool, list[tuple[int, int, str, Vlak | Foutwaarde]]]], dict[str, str]]


def read_werkmap(pad: Path) -> Werkmap:
    """A workbook from outside.

    Raises:
        Gebruikersfout: it is not let in, or cannot be read.
    """
    try:
        data = lees_bestand(pad)
    except PermissionError:
        raise Gebruikersfout(
            f"{pad.name} is niet te lezen: het bestand is open in Excel, of u hebt er geen recht op."
        ) from None
    if poort(data, pad.name) != "xlsx":
        raise GeenWerkmap(pad.name)
    return werkmap_van(in_eigen_proces(lees_ruw, data, pad.name, naam=pad.name), pad.name)


def werkmap_van(ruw: Ruw, bestand: str) -> Werkmap:
    bladen, namen = ruw
    return Werkmap(
        bestand,
        {titel: {(r, k): Cel(formule, waarde) for r, k, formule, waarde in cellen} for titel, _, cellen in bladen},
        namen,
        tuple(titel for titel, zichtbaar, _ in bladen if not zichtbaar),
    )


def lees_ruw(data: bytes, naam: str) -> Ruw:
    """Plain values only: they travel between processes.

    Raises:
        Onleesbaar: the file is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archief:
            return _lees(archief)
    except (*DAMAGE, ParseError, ExpatError) as fout:
        raise Onleesbaar(naam) from fout


def _lees(archief: zipfile.ZipFile) -> Ruw:
    pakket = Pakket(archief)
    doelen = {nummer: doel for nummer, (soort, doel) in pakket.relaties(pakket.hoofd).items() if soort == "worksheet"}
    teksten = _gedeelde_teksten(archief, pakket.van_soort("sharedStrings"))
    bladen = []
    namen: dict[str, str] = {}
    for element in _elementen(archief, pakket.hoofd):
        lokaal = _lokaal(element.tag)
        if lokaal == "sheet":
            verwijzing = next((waarde for sleutel, waarde in element.attrib.items() if sleutel.endswith("}id")), "")
            zichtbaar = element.get("state", "visible") == "visible"
            cellen = _cellen(archief, doelen[verwijzing], teksten) if verwijzing in doelen else []
            bladen.append((element.get("name", ""), zichtbaar, cellen))
        elif lokaal == "definedName" and not element.get("name", "").startswith(INGEBOUWD):
            namen[element.get("name", "")] = element.text or ""
    return bladen, namen


def _elementen(archief: zipfile.ZipFile, deel: str) -> Iterator[Element]:
    """Every element of a part, at its end."""
    with archief.open(deel) as stroom:
        for _, element in iterparse(stroom):
            yield element


def _lokaal(naam: str) -> str:
    return naam.rpartition("}")[2]


def _gedeelde_teksten(archief: zipfile.ZipFile, deel: str) -> list[str]:
    if not deel:
        return []
    return [_lopende_tekst(element) for element in _elementen(archief, deel) if _lokaal(element.tag) == "si"]


def _lopende_tekst(element: Element) -> str:
    """The text of a cell without its looks: runs joined, phonetic help left out."""
    stukken = []
    for kind in element:
        lokaal = _lokaal(kind.tag)
        if lokaal == "t":
            stukken.append(kind.text or "")
        elif lokaal == "r":
            stukken += [deel.text or "" for deel in kind if _lokaal(deel.tag) == "t"]
    return unescape("".join(stukken))


def _cellen(archief: zipfile.ZipFile, deel: str, teksten: list[str]) -> list[tuple[int, int, str, Vlak | Foutwaarde]]:
    cellen = []
    gedeeld: dict[str, Translator] = {}
    rij = kolom = 0
    with archief.open(deel) as stroom:
        for moment, element in iterparse(stroom, ("start", "end")):
            lokaal = _lokaal(element.tag)
            if lokaal == "row":
                if moment == "start":
                    rij, kolom = int(element.get("r", rij + 1)), 0
                else:
                    element.clear()
            elif lokaal == "c" and moment == "end":
                plek = element.get("r")
                if plek:
                    letters, rij = coordinate_from_string(plek)
                    kolom = column_index_from_string(letters)
                else:
                    kolom += 1
                formule, waarde = _inhoud(element, f"{get_column_letter(kolom)}{rij}", teksten, gedeeld)
                if formule or waarde is not None:
                    cellen.append((rij, kolom, formule, waarde))
    return cellen


def _inhoud(
    cel: Element, plek: str, teksten: list[str], gedeeld: dict[str, Translator]
) -> tuple[str, Vlak | Foutwaarde]:
    formule, tekst, soort = "", "", cel.get("t", "n")
    for kind in cel:
        lokaal = _lokaal(kind.tag)
        if lokaal == "f":
            formule = _formule(kind, plek, gedeeld)
        elif lokaal == "v":
            tekst = kind.text or ""
        elif lokaal == "is":
            tekst = _lopende_tekst(kind)
    return formule, _waarde(tekst, soort, teksten)


def _formule(element: Element, plek: str, gedeeld: dict[str, Translator]) -> str:
    """A formula as it stands in its cell; one that is shared is told once in the file and shifted for the others."""
    tekst = element.text or ""
    soort, nummer = element.get("t"), element.get("si", "")
    if soort == "shared":
        if tekst:
            gedeeld[nummer] = Translator(f"={tekst}", plek)
        elif nummer in gedeeld:
            tekst = str(gedeeld[nummer].translate_formula(plek)).removeprefix("=")
    # A matrix formula is another formula than the same text in one cell.
    return f"{{{tekst}}}" if soort in ("array", "dataTable") else tekst


def _waarde(tekst: str, soort: str, teksten: list[str]) -> Vlak | Foutwaarde:
    if soort == "s":
        tekst = teksten[int(tekst)] if tekst else ""
    elif soort == "str":
        tekst = unescape(tekst)
    elif tekst:
        if soort == "b":
            return tekst in ("1", "true")
        if soort == "e":
            return Foutwaarde(tekst)
        if soort == "n":
            getal = float(tekst)
            return getal if isfinite(getal) else tekst
    return tekst.replace("\r\n", "\n").replace("\r", "\n") or None
