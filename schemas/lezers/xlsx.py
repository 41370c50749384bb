"""Reading an .xlsx from outside at speed: values by calamine, and beside it what calamine does not tell.

Calamine gives nothing for an error and for a formula without a value, and does not tell a percentage from a number.
Only where the sheet's own XML has any of these is it walked through a second time, for those cells alone.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any, Final
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from schemas.fouten import Gebruikersfout
from schemas.tabel import Procentcel, Rauw, Rauwblad
from schemas.werkboek import DAMAGE, Foutwaarde, Ongerekend

LETTERLIJK: Final = re.compile(r"\"[^\"]*\"|\\.|_.|\[[^\]]*\]")
"""Parts of a number format that are shown as they stand, and so mean nothing."""


class Beschadigd(Gebruikersfout):
    def __init__(self, bestand: str) -> None:
        super().__init__(f"{bestand} is beschadigd en niet te lezen. Open het in Excel en sla het opnieuw op.")


@dataclass
class _Bijzonder:
    """What the XML of a sheet says of a cell beyond its value."""

    soort: str = ""
    stijl: str = ""
    formule: list[str] | None = None
    waarde: list[str] = field(default_factory=list)


def lees_xlsx(data: bytes, bestand: str) -> tuple[Rauwblad, ...]:
    """Every worksheet of a workbook.

    Raises:
        Gebruikersfout: the file is damaged.
    """
    try:
        return tuple(_bladen(data))
    except (*DAMAGE, expat.ExpatError) as fout:
        raise Beschadigd(bestand) from fout
    except BaseException as fout:
        # A panic in the Rust library is no Exception, so that nobody takes it for an ordinary error by accident.
        if type(fout).__name__ in ("PanicException", "CalamineError", "XmlError", "ZipError"):
            raise Beschadigd(bestand) from fout
        raise


def _bladen(data: bytes) -> Iterator[Rauwblad]:
    boek = CalamineWorkbook.from_filelike(BytesIO(data))
    with zipfile.ZipFile(BytesIO(data)) as archief:
        delen = sheet_parts(archief)
        procenten = _percent_styles(archief)
        for blad in boek.sheets_metadata:
            if blad.name not in delen:
                continue
            rijen = boek.get_sheet_by_name(blad.name).to_python(skip_empty_area=False)
            xml = archief.read(delen[blad.name])
            kolommen: list[Any] = list(zip(*rijen, strict=True))
            for (rij, kolom), waarde in _specials(xml, procenten, rijen):
                if kolom > len(kolommen) or rij > len(rijen):
                    kolommen = _grown(kolommen, rij, kolom)
                if not isinstance(kolommen[kolom - 1], list):
                    kolommen[kolom - 1] = list(kolommen[kolom - 1])
                kolommen[kolom - 1][rij - 1] = waarde
            yield Rauwblad(blad.name, tuple(kolommen), blad.visible == SheetVisibleEnum.Visible)


def _grown(kolommen: list[Any], rij: int, kolom: int) -> list[Any]:
    """An error or a formula beyond the last value that calamine saw."""
    hoogte = max(rij, len(kolommen[0]) if kolommen else 0)
    return [
        [*(kolommen[k] if k < len(kolommen) else ()), *[""] * (hoogte - (len(kolommen[k]) if k < len(kolommen) else 0))]
        for k in range(max(kolom, len(kolommen)))
    ]


def sheet_parts(archief: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    hoofd = next(
        (doel for soort, doel in relations(archief, "").values() if soort == "officeDocument"), "xl/workbook.xml"
    )
    doelen = relations(archief, hoofd)
    namen: dict[str, str] = {}

    def start(naam: str, kenmerken: dict[str, str]) -> None:
        if _lokaal(naam) == "sheet":
            verwijzing = next((w for k, w in kenmerken.items() if _lokaal(k) == "id" and ":" in k), "")
            soort, doel = doelen.get(verwijzing, ("", ""))
            if soort == "worksheet":
                namen[kenmerken.get("name", "")] = doel

    walk(archief.read(hoofd), start)
    return namen


def relations(archief: zipfile.ZipFile, deel: str) -> dict[str, tuple[str, str]]:
    """Kind and part of every relation of a part, by its id."""
    map_, naam = posixpath.split(deel)
    bestand = posixpath.join(map_, "_rels", f"{naam}.rels")
    gevonden: dict[str, tuple[str, str]] = {}
    if bestand not in archief.namelist():
        return gevonden

    def start(element: str, kenmerken: dict[str, str]) -> None:
        if _lokaal(element) == "Relationship":
            doel = posixpath.normpath(posixpath.join("/", map_, kenmerken.get("Target", ""))).lstrip("/")
            gevonden[kenmerken.get("Id", "")] = (kenmerken.get("Type", "").rpartition("/")[2], doel)

    walk(archief.read(bestand), start)
    return gevonden


def _percent_styles(archief: zipfile.ZipFile) -> frozenset[str]:
    """The cell styles that show a number as a percentage."""
    if "xl/styles.xml" not in archief.namelist():
        return frozenset()
    vormen = {str(nummer): vorm for nummer, vorm in BUILTIN_FORMATS.items()}
    stijlen: list[str] = []
    binnen = False

    def start(naam: str, kenmerken: dict[str, str]) -> None:
        nonlocal binnen
        lokaal = _lokaal(naam)
        if lokaal == "numFmt":
            vormen[kenmerken.get("numFmtId", "")] = kenmerken.get("formatCode", "")
        elif lokaal == "cellXfs":
            binnen = True
        elif lokaal == "xf" and binnen:
            stijlen.append(kenmerken.get("numFmtId", "0"))

    def end(naam: str) -> None:
        nonlocal binnen
        if _lokaal(naam) == "cellXfs":
            binnen = False

    walk(archief.read("xl/styles.xml"), start, end)
    return frozenset(str(nr) for nr, vorm in enumerate(stijlen) if "%" in LETTERLIJK.sub("", vormen.get(vorm, "")))


def _specials(xml: bytes, procenten: frozenset[str], rijen: list[list[Any]]) -> Iterator[tuple[tuple[int, int], Rauw]]:
    """The cells of which the value alone does not tell enough."""
    gemerkt = (b"<f", b":f", b't="e"', b"t='e'", *(f's="{nr}"'.encode() for nr in sorted(procenten)))
    enkel = tuple(f"s='{nr}'".encode() for nr in procenten)
    leesbaar = not xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    if leesbaar and not any(merk in xml for merk in (*gemerkt, *enkel)):
        return
    for plek, cel in _cells(xml, procenten):
        rij, kolom = plek
        waarde = rijen[rij - 1][kolom - 1] if rij <= len(rijen) and kolom <= len(rijen[rij - 1]) else ""
        tekst = "".join(cel.waarde)
        if cel.soort == "e":
            yield plek, Foutwaarde(tekst or "#N/A")
        elif cel.formule is not None and not tekst and cel.soort != "inlineStr":
            # Text that a formula made may be empty: then the file says that it is text.
            if cel.soort != "str":
                yield plek, Ongerekend(f"={''.join(cel.formule)}")
        elif isinstance(waarde, float):
            # A formula leaves the noise of doubles, which Excel hides after 15 digits.
            schoon = float(f"{waarde:.15g}") if cel.formule is not None else waarde
            if cel.stijl in procenten:
                yield plek, Procentcel(Decimal(repr(schoon)) * 100)
            elif schoon != waarde:
                yield plek, schoon


def _cells(xml: bytes, procenten: frozenset[str]) -> list[tuple[tuple[int, int], _Bijzonder]]:
    gevonden: list[tuple[tuple[int, int], _Bijzonder]] = []
    rij = kolom = 0
    cel: _Bijzonder | None = None
    doel: list[str] | None = None

    def start(naam: str, kenmerken: dict[str, str]) -> None:
        nonlocal rij, kolom, cel, doel
        lokaal = _lokaal(naam)
        if lokaal == "c":
            plek = kenmerken.get("r")
            if plek:
                letters, rij = coordinate_from_string(plek)
                kolom = column_index_from_string(letters)
            else:
                kolom += 1
            cel = _Bijzonder(kenmerken.get("t", "n"), kenmerken.get("s", "0"))
        elif lokaal == "row":
            rij, kolom = int(kenmerken.get("r", rij + 1)), 0
        elif cel is not None and lokaal == "f":
            doel = cel.formule = []
        elif cel is not None and lokaal == "v":
            doel = cel.waarde

    def end(naam: str) -> None:
        nonlocal cel, doel
        lokaal = _lokaal(naam)
        if lokaal == "c" and cel is not None:
            if cel.soort == "e" or cel.formule is not None or cel.stijl in procenten:
                gevonden.append(((rij, kolom), cel))
            cel = None
        elif lokaal in ("f", "v"):
            doel = None

    def tekst(stuk: str) -> None:
        if doel is not None:
            doel.append(stuk)

    walk(xml, start, end, tekst)
    return gevonden


def _lokaal(naam: str) -> str:
    return naam.rpartition(":")[2]


def walk(xml: bytes, start: Any, end: Any = None, tekst: Any = None) -> None:
    """Walk through XML that the gate has let in; a document type is refused here too, for who comes by another door."""
    lezer = expat.ParserCreate()
    lezer.buffer_text = True
    lezer.StartElementHandler = start
    lezer.EndElementHandler = end
    lezer.CharacterDataHandler = tekst
    lezer.StartDoctypeDeclHandler = _refuse
    lezer.Parse(xml, True)


def _refuse(*_: object) -> None:
    raise ValueError("a document type has no place in a workbook")
