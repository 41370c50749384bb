"""A workbook changed in place: cells set and a sheet added, and everything else kept byte for byte.

openpyxl would read the whole workbook and write back what it knows: values beside formulas, text boxes, threaded notes
and more would be gone. Here only the parts that change are opened, and written back as they were but for the change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Final
from xml.dom import minidom
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from schemas.onschadelijk import voor_cel
from templates.werkmap.vastleggen import TIJD_IN_ARCHIEF
from templates.werkmap.werkmapdom import (
    HOOFD,
    NietTeBewerken,
    als_bytes,
    elementen,
    kinderen,
    leegmaken,
    maak,
    ontleed,
    tekst_van,
    voeg_toe,
    wortel,
    zet_tekst,
)

RELATIE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKKET: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
BLADSOORT: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TYPEN: Final = "[Content_Types].xml"
GEBIEDEN: Final = ("_xlnm.Print_Area", "_xlnm._FilterDatabase")
"""Names that say how far a sheet's table runs."""
VOOR_REKENEN: Final = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""What stands before `calcPr` in a workbook part."""
WAARDE_IN_CEL: Final = ("v", "is", "f")
ADRES: Final = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+:\$?[A-Z]{1,3}\$?([0-9]+)")

Celinhoud = Decimal | int | str | None


class Werkmap:
    """A workbook that is being changed. `bewaar` gives its bytes."""

    def __init__(self, inhoud: bytes, bestand: str) -> None:
        self.bestand = bestand
        try:
            with ZipFile(BytesIO(inhoud)) as archief:
                self._delen = {info.filename: archief.read(info) for info in archief.infolist()}
                self._volgorde = archief.infolist()
        except (BadZipFile, NotImplementedError, RuntimeError):
            raise NietTeBewerken(f"{bestand} is beschadigd en niet te bewerken. Sla het in Excel opnieuw op.") from None
        self._namen = {naam.casefold(): naam for naam in self._delen}
        self._gelezen: dict[str, minidom.Document] = {}
        self._bomen: dict[str, minidom.Document] = {}
        self._bladen: dict[str, Werkblad] = {}
        self.werkboek = self.van_soort("", "officeDocument") or self._echt("xl/workbook.xml")

    def _echt(self, deel: str) -> str:
        """A part as this file spells it: to the format its names are equal in whatever case."""
        return self._namen.get(deel.casefold(), deel)

    def van_soort(self, deel: str, soort: str) -> str:
        """The part to which another has a relation of this kind; nothing where there is none."""
        return next((doel for wat, doel in self.relaties(deel).values() if wat == soort), "")

    def boom(self, deel: str) -> minidom.Document:
        """A part as a tree; it is written back from the tree."""
        if deel not in self._bomen:
            self._bomen[deel] = self.boom_zonder_wijzigen(deel)
        return self._bomen[deel]

    def heeft(self, deel: str) -> bool:
        return deel in self._delen

    def relaties(self, deel: str) -> dict[str, tuple[str, str]]:
        """Kind and target part of every relation of a part, by its id."""
        naam = self._relatiedeel(deel)
        if naam not in self._delen:
            return {}
        relaties = self.boom_zonder_wijzigen(naam).getElementsByTagNameNS(PAKKET, "Relationship")
        return {
            relatie.getAttribute("Id"): (
                relatie.getAttribute("Type").rpartition("/")[2],
                self._echt(_target(deel, relatie.getAttribute("Target"))),
            )
            for relatie in relaties
        }

    def _relatiedeel(self, deel: str) -> str:
        return self._echt(join(dirname(deel), "_rels", deel.rpartition("/")[2] + ".rels"))

    def _sheets(self) -> list[minidom.Element]:
        return elementen(self.boom_zonder_wijzigen(self.werkboek), "sheet")

    def boom_zonder_wijzigen(self, deel: str) -> minidom.Document:
        """A part to look into; it is kept byte for byte unless it was opened to change."""
        if deel not in self._gelezen:
            if deel not in self._delen:
                raise NietTeBewerken(f"{self.bestand} mist onderdeel {deel}. Sla het in Excel opnieuw op.")
            self._gelezen[deel] = ontleed(self._delen[deel], deel)
        return self._gelezen[deel]

    @property
    def bladnamen(self) -> list[str]:
        return [blad.getAttribute("name") for blad in self._sheets()]

    def blad(self, naam: str) -> Werkblad:
        """A sheet to change, by its exact name."""
        if naam not in self._bladen:
            plek = self.bladnamen.index(naam)
            relaties = self.relaties(self.werkboek)
            deel = relaties[self._sheets()[plek].getAttributeNS(RELATIE, "id")][1]
            self._bladen[naam] = Werkblad(self, naam, plek, deel)
        return self._bladen[naam]

    def voeg_blad_toe(self, naam: str, breedtes: Sequence[float], vastgezet: int) -> Werkblad:
        """A new sheet at the end, with its widths and the rows that stay in sight."""
        nummer = 1
        while f"xl/worksheets/sheet{nummer}.xml" in self._namen:
            nummer += 1
        deel = f"xl/worksheets/sheet{nummer}.xml"
        self._delen[deel] = _empty_sheet(breedtes, vastgezet)
        voeg_toe(wortel(self.boom(self._echt(TYPEN))), "Override", PartName=f"/{deel}", ContentType=BLADSOORT)
        relaties = wortel(self.boom(self._relatiedeel(self.werkboek)))
        bezet = {relatie.getAttribute("Id") for relatie in kinderen(relaties)}
        nieuw_id = next(f"rId{n}" for n in range(1, len(bezet) + 2) if f"rId{n}" not in bezet)
        voeg_toe(relaties, "Relationship", Id=nieuw_id, Type=f"{RELATIE}/worksheet", Target=f"/{deel}")
        lijst = elementen(self.boom(self.werkboek), "sheets")[0]
        hoogste = max(int(blad.getAttribute("sheetId")) for blad in self._sheets())
        nieuw = voeg_toe(lijst, "sheet", name=naam, sheetId=str(hoogste + 1))
        # With its prefix: some programs declare it on every sheet and not on the workbook.
        nieuw.setAttribute("xmlns:r", RELATIE)
        nieuw.setAttributeNS(RELATIE, "r:id", nieuw_id)
        return self.blad(naam)

    def verleng_namen(self, plek: int, bladnaam: str, oud: int, nieuw: int) -> None:
        """Let the print area and the filter of a sheet run on to its new last row."""
        for nummer, naam in enumerate(elementen(self.boom_zonder_wijzigen(self.werkboek), "definedName")):
            blad, _, adres = tekst_van(naam).rpartition("!")
            eigen = naam.getAttribute("name") in GEBIEDEN and naam.getAttribute("localSheetId") == str(plek)
            verlengd = longer(adres, oud, nieuw)
            if eigen and blad in (quote_sheetname(bladnaam), bladnaam) and verlengd != adres:
                zet_tekst(elementen(self.boom(self.werkboek), "definedName")[nummer], f"{blad}!{verlengd}")

    def reken_bij_openen(self) -> bool:
        """Have Excel recalculate when it opens the workbook. Says whether there are formulas at all."""
        if not any(b"<f>" in inhoud or b"<f " in inhoud for naam, inhoud in self._delen.items() if "sheets/" in naam):
            return False
        boek = wortel(self.boom(self.werkboek))
        gevonden = elementen(boek, "calcPr")
        reken = gevonden[0] if gevonden else maak(boek, "calcPr")
        reken.setAttribute("fullCalcOnLoad", "1")
        if not gevonden:
            verder = kinderen(boek)[kinderen(boek).index(kinderen(boek, VOOR_REKENEN)[-1]) + 1 :]
            boek.insertBefore(reken, verder[0] if verder else None)
        return True

    def bewaar(self) -> bytes:
        """The workbook: changed parts written anew, all others as they came, in the order in which they came."""
        uit = BytesIO()
        with ZipFile(uit, "w") as archief:
            bekend = set()
            for info in self._volgorde:
                bekend.add(info.filename)
                archief.writestr(info, self._written(info.filename), compress_type=info.compress_type)
            for naam in self._delen:
                if naam not in bekend:
                    archief.writestr(ZipInfo(naam, TIJD_IN_ARCHIEF), self._written(naam), compress_type=ZIP_DEFLATED)
        return uit.getvalue()

    def _written(self, naam: str) -> bytes:
        boom = self._bomen.get(naam)
        return self._delen[naam] if boom is None else als_bytes(boom)


class Werkblad:
    """One sheet that is being changed; rows and columns count from 1."""

    def __init__(self, map_: Werkmap, naam: str, plek: int, deel: str) -> None:
        self.map, self.naam, self.plek, self.deel = map_, naam, plek, deel
        self.boom = map_.boom(deel)
        self.wortel = wortel(self.boom)
        self.gegevens = elementen(self.boom, "sheetData")[0]
        self._rijen: dict[int, minidom.Element] = {}
        self._cellen: dict[tuple[int, int], minidom.Element] = {}
        rij = 0
        for element in elementen(self.gegevens, "row"):
            # Both may be left out by a program that writes every row and cell.
            rij = int(element.getAttribute("r") or rij + 1)
            self._rijen[rij] = element
            kolom = 0
            for cel in elementen(element, "c"):
                adres = cel.getAttribute("r")
                kolom = column_index_from_string(coordinate_from_string(adres)[0]) if adres else kolom + 1
                self._cellen[rij, kolom] = cel

    @property
    def laatste_rij(self) -> int:
        """The last row that holds a value."""
        gevuld = [rij for (rij, _), cel in self._cellen.items() if kinderen(cel, WAARDE_IN_CEL)]
        return max(gevuld, default=0)

    def is_formule(self, rij: int, kolom: int) -> bool:
        cel = self._cellen.get((rij, kolom))
        return cel is not None and bool(kinderen(cel, ("f",)))

    def stijl(self, rij: int, kolom: int) -> str:
        """The index of a cell's style; nothing where it has none."""
        cel = self._cellen.get((rij, kolom))
        return cel.getAttribute("s") if cel is not None else ""

    def zet(self, rij: int, kolom: int, waarde: Celinhoud, stijl: str = "") -> None:
        """A number or a text; a text never becomes a formula. A cell keeps its style unless another is given.

        Raises:
            NietTeBewerken: a formula stands there.
        """
        adres = f"{get_column_letter(kolom)}{rij}"
        if self.is_formule(rij, kolom):
            raise NietTeBewerken(
                f"{self.map.bestand}, blad {self.naam}, cel {adres}: hier staat een formule, en die wordt niet "
                "vervangen. Zet er een getal voor in de plaats en probeer het opnieuw."
            )
        cel = self._cell(rij, kolom)
        leegmaken(cel)
        for naam in ("t", "cm", "vm"):
            if cel.hasAttribute(naam):
                cel.removeAttribute(naam)
        if stijl:
            cel.setAttribute("s", stijl)
        if isinstance(waarde, str) and waarde:
            cel.setAttribute("t", "inlineStr")
            tekst = voeg_toe(voeg_toe(cel, "is"), "t")
            tekst.setAttribute("xml:space", "preserve")
            zet_tekst(tekst, voor_cel(waarde))
        elif isinstance(waarde, int | Decimal):
            zet_tekst(voeg_toe(cel, "v"), f"{Decimal(waarde):f}")

    def hoogte(self, rij: int, punten: float) -> None:
        """Make a row at least so high, in points."""
        element = self._row(rij)
        if float(element.getAttribute("ht") or 0) >= punten:
            return
        element.setAttribute("ht", f"{punten:g}")
        element.setAttribute("customHeight", "1")

    def verleng(self, oud: int, nieuw: int) -> None:
        """Let filter, tables, print area and dimension run on where rows were added below the last one."""
        if nieuw <= oud:
            return
        for filter_ in elementen(self.wortel, "autoFilter"):
            filter_.setAttribute("ref", longer(filter_.getAttribute("ref"), oud, nieuw))
        for soort, deel in self.map.relaties(self.deel).values():
            if soort == "table" and self.map.heeft(deel):
                tabel = wortel(self.map.boom(deel))
                for element in (tabel, *elementen(tabel, "autoFilter")):
                    element.setAttribute("ref", longer(element.getAttribute("ref"), oud, nieuw))
        for maat in elementen(self.wortel, "dimension"):
            maat.setAttribute("ref", longer(maat.getAttribute("ref"), oud, nieuw))
        self.map.verleng_namen(self.plek, self.naam, oud, nieuw)

    def _cell(self, rij: int, kolom: int) -> minidom.Element:
        cel = self._cellen.get((rij, kolom))
        if cel is None:
            element = self._row(rij)
            cel = maak(element, "c", r=f"{get_column_letter(kolom)}{rij}")
            verder = min((k for r, k in self._cellen if r == rij and k > kolom), default=None)
            element.insertBefore(cel, self._cellen[rij, verder] if verder else None)
            self._cellen[rij, kolom] = cel
        return cel

    def _row(self, rij: int) -> minidom.Element:
        element = self._rijen.get(rij)
        if element is None:
            element = maak(self.gegevens, "row", r=str(rij))
            verder = min((r for r in self._rijen if r > rij), default=None)
            self.gegevens.insertBefore(element, self._rijen[verder] if verder else None)
            self._rijen[rij] = element
        # Only a hint for faster reading, and wrong once a cell was added.
        if element.hasAttribute("spans"):
            element.removeAttribute("spans")
        return element


def _target(deel: str, doel: str) -> str:
    """The part to which a relation points: from the root of the package, or from the folder of its source."""
    return doel.lstrip("/") if doel.startswith("/") else normpath(join(dirname(deel), doel))


def longer(bereik: str, oud: int, nieuw: int) -> str:
    """A range that ends in row `oud` or an empty row below it, made to end in row `nieuw`; another range as it is."""
    gevonden = ADRES.fullmatch(bereik)
    if gevonden is None or not oud <= int(gevonden[1]) < nieuw:
        return bereik
    return f"{bereik[: len(bereik) - len(gevonden[1])]}{nieuw}"


def _empty_sheet(breedtes: Sequence[float], vastgezet: int) -> bytes:
    kolommen = "".join(
        f'<col min="{n}" max="{n}" width="{breedte:g}" customWidth="1"/>' for n, breedte in enumerate(breedtes, start=1)
    )
    plek = f"A{vastgezet + 1}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{HOOFD}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{vastgezet}" topLeftCell="{plek}" '
        f'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="{plek}" sqref="{plek}"/>'
        f"</sheetView></sheetViews><cols>{kolommen}</cols><sheetData/>"
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    ).encode()
