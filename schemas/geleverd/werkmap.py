"""Reading a delivered workbook: every cell with its formula and its value, whatever program saved it last.

It reads the XML itself: openpyxl would need two passes for formulas and values, and gives dates by their looks.
Whoever calls this has sent the file through the gate and reads in a process of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Final

from openpyxl.formula.translate import Translator
from openpyxl.utils.escape import unescape

from schemas.afgezonderd import in_eigen_proces
from schemas.fouten import Gebruikersfout
from schemas.geleverd.uiterlijk import Uiterlijk, lees_instellingen, lees_uiterlijk, lees_vormen, letterstukken
from schemas.ooxml.cellen import cellen, gedeelde_teksten, lopende_tekst
from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import WAAR, Element, NietTeBewerken, afstammelingen, lokaal, stroom
from schemas.plaats import Plek, celnaam
from schemas.poort import open_bestand, poort
from schemas.werkboek import DAMAGE, Foutwaarde, Vlak

INGEBOUWD: Final = "_xlnm."
"""Names that a program makes for print areas and filters."""
AFDRUK: Final = "_xlnm.print_area"


class Onleesbaar(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(f"{naam} is beschadigd en niet te lezen. Vraag de werkmap opnieuw op.")


class GeenWerkmap(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(f"{naam} is geen Excel-werkmap (.xlsx). Sla het bestand in Excel op als .xlsx.")


@dataclass(frozen=True)
class Boekcel:
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
    bladen: Mapping[str, Mapping[Plek, Boekcel]]
    namen: Mapping[str, str]
    verborgen: tuple[str, ...]
    uiterlijk: Mapping[str, Uiterlijk]
    """Of each sheet what decides how a reader sees it."""
    instellingen: tuple[str, ...]
    """What the workbook is told to calculate or show otherwise."""


def lees_werkmap(pad: Path) -> Werkmap:
    """A workbook from outside.

    Raises:
        Gebruikersfout: it is not let in, or cannot be read.
    """
    data = open_bestand(pad)
    if poort(data, pad.name) != "xlsx":
        raise GeenWerkmap(pad.name)
    return in_eigen_proces(ontleed_werkmap, data, pad.name, naam=pad.name)


def ontleed_werkmap(data: bytes, naam: str) -> Werkmap:
    """A workbook that the gate let in; meant to be called in a process of its own.

    Raises:
        Onleesbaar: the file is damaged.
    """
    try:
        return _werkmap(Pakket(data, naam), naam)
    except (*DAMAGE, NietTeBewerken) as fout:
        raise Onleesbaar(naam) from fout


def _werkmap(pakket: Pakket, naam: str) -> Werkmap:
    gedeeld = gedeelde_teksten(pakket)
    teksten = [unescape(lopende_tekst(tekst)) for tekst in gedeeld]
    rijk = {str(nummer): stukken for nummer, tekst in enumerate(gedeeld) if (stukken := letterstukken(tekst))}
    vormen, dxfs = lees_vormen(pakket)
    genaamd = list(afstammelingen(pakket.xml(pakket.werkboek), "definedName"))
    afdruk = {n.get("localSheetId"): n.text or "" for n in genaamd if n.get("name", "").lower() == AFDRUK}
    bladen: dict[str, Mapping[Plek, Boekcel]] = {}
    uiterlijk = {}
    for nummer, blad in enumerate(pakket.bladen):
        bladen[blad.naam] = {}
        if blad.deel:
            wortel = next(stroom(pakket.lees(blad.deel), "worksheet", "chartsheet"))
            gevonden = list(cellen(wortel))
            bladen[blad.naam] = _cellen(gevonden, teksten)
            uiterlijk[blad.naam] = lees_uiterlijk(
                pakket, blad.deel, wortel, gevonden, vormen, dxfs, rijk, afdruk.get(str(nummer), "")
            )
    return Werkmap(
        naam,
        bladen,
        {n.get("name", ""): n.text or "" for n in genaamd if not n.get("name", "").startswith(INGEBOUWD)},
        tuple(blad.naam for blad in pakket.bladen if blad.stand != "visible"),
        uiterlijk,
        tuple(lees_instellingen(pakket)),
    )


def _cellen(gevonden: Sequence[tuple[Plek, Element]], teksten: list[str]) -> dict[Plek, Boekcel]:
    gedeeld: dict[str, Translator] = {}
    gelezen = ((plek, Boekcel(*_inhoud(element, plek, teksten, gedeeld))) for plek, element in gevonden)
    return {plek: cel for plek, cel in gelezen if not cel.leeg}


def _inhoud(
    cel: Element, plek: Plek, teksten: list[str], gedeeld: dict[str, Translator]
) -> tuple[str, Vlak | Foutwaarde]:
    formule, tekst, soort = "", "", cel.get("t", "n")
    for kind in cel:
        naam = lokaal(kind)
        if naam == "f":
            formule = _formule(kind, plek, gedeeld)
        elif naam == "v" and soort != "inlineStr":
            tekst = kind.text or ""
        elif naam == "is" and soort == "inlineStr":
            tekst = unescape(lopende_tekst(kind))
    return formule, _waarde(tekst, soort, teksten)


def _formule(element: Element, plek: Plek, gedeeld: dict[str, Translator]) -> str:
    """A formula as it stands in its cell; one that is shared is told once in the file and shifted for the others."""
    tekst = element.text or ""
    soort, nummer = element.get("t"), element.get("si", "")
    if soort == "shared":
        cel = celnaam(*plek)
        if tekst:
            gedeeld[nummer] = Translator(f"={tekst}", cel)
        elif nummer in gedeeld:
            tekst = str(gedeeld[nummer].translate_formula(cel)).removeprefix("=")
    # A matrix formula is another formula than the same text in one cell.
    return f"{{{tekst}}}" if soort in ("array", "dataTable") else tekst


def _waarde(tekst: str, soort: str, teksten: list[str]) -> Vlak | Foutwaarde:
    if soort == "s":
        tekst = teksten[int(tekst)] if tekst else ""
    elif soort == "str":
        tekst = unescape(tekst)
    elif tekst:
        if soort == "b":
            return tekst in WAAR
        if soort == "e":
            return Foutwaarde(tekst)
        if soort == "n":
            getal = float(tekst)
            return getal if isfinite(getal) else tekst
    return tekst.replace("\r\n", "\n").replace("\r", "\n") or None
