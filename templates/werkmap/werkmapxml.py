"""A workbook changed in place: cells set and a sheet added, and everything else kept byte for byte.

openpyxl would read the whole workbook and write back what it knows: values beside formulas, text boxes, threaded notes
and more would be gone. Here only the parts that change are opened, and written back as they were but for the change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Final

from openpyxl.utils import quote_sheetname

from schemas.onschadelijk import voor_cel
from schemas.ooxml.blad import Bladxml
from schemas.ooxml.pakket import Pakket
from schemas.ooxml.stijlen import Stijlen
from schemas.ooxml.xml import HOOFD, RELATIE, RUIMTE, NietTeBewerken, afstammelingen, kinderen, maak, voeg_toe
from schemas.plaats import celnaam

BLADSOORT: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
GEBIEDEN: Final = ("_xlnm.Print_Area", "_xlnm._FilterDatabase")
"""Names that say how far a sheet's table runs."""
VOOR_REKENEN: Final = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""What stands before `calcPr` in a workbook part."""
ADRES: Final = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+:\$?[A-Z]{1,3}\$?([0-9]+)")
FORMULE: Final = re.compile(rb"<(?:[\w.-]+:)?f[ >]")

Celinhoud = Decimal | int | str | None


class Werkmapxml(Pakket):
    """A workbook that is being changed. `bewaar` gives its bytes."""

    def __init__(self, inhoud: bytes, bestand: str) -> None:
        super().__init__(inhoud, bestand)
        self._open: dict[str, Werkblad] = {}

    @cached_property
    def stijlen(self) -> Stijlen:
        return Stijlen(self)

    @property
    def bladnamen(self) -> list[str]:
        return [blad.naam for blad in self.bladen]

    def blad(self, naam: str) -> Werkblad:
        """A sheet to change, by its exact name."""
        if naam not in self._open:
            plek = self.bladnamen.index(naam)
            self._open[naam] = Werkblad(self, naam, plek, self.bladen[plek].deel)
        return self._open[naam]

    def voeg_blad_toe(self, naam: str, breedtes: Sequence[float], vastgezet: int) -> Werkblad:
        """A new sheet at the end, with its widths and the rows that stay in sight."""
        deel = self.vrij("xl/worksheets/sheet", ".xml")
        self.zet(deel, _empty_sheet(breedtes, vastgezet))
        self.zet_type(deel, BLADSOORT)
        lijst = kinderen(self.wijzig(self.werkboek), "sheets")[0]
        hoogste = max(int(blad.get("sheetId", "0")) for blad in kinderen(lijst))
        nieuw = voeg_toe(lijst, "sheet", name=naam, sheetId=str(hoogste + 1))
        nieuw.set(f"{{{RELATIE}}}id", self.relateer(self.werkboek, "worksheet", deel))
        return self.blad(naam)

    def verleng_namen(self, plek: int, bladnaam: str, oud: int, nieuw: int) -> None:
        """Let the print area and the filter of a sheet run on to its new last row."""
        for naam in afstammelingen(self.xml(self.werkboek), "definedName"):
            blad, _, adres = (naam.text or "").rpartition("!")
            eigen = naam.get("name") in GEBIEDEN and naam.get("localSheetId") == str(plek)
            if eigen and blad in (quote_sheetname(bladnaam), bladnaam) and longer(adres, oud, nieuw) != adres:
                naam.text = f"{blad}!{longer(adres, oud, nieuw)}"
                self.wijzig(self.werkboek)

    def reken_bij_openen(self) -> bool:
        """Have Excel recalculate when it opens the workbook. Says whether there are formulas at all."""
        if not any(FORMULE.search(self.lees(blad.deel)) for blad in self.bladen if blad.deel):
            return False
        boek = self.wijzig(self.werkboek)
        reken = next(iter(kinderen(boek, "calcPr")), None)
        if reken is None:
            reken = maak(boek, "calcPr")
            kinderen(boek, *VOOR_REKENEN)[-1].addnext(reken)
        reken.set("fullCalcOnLoad", "1")
        return True

    def bewaar(self) -> bytes:
        for blad in self._open.values():
            self.zet(blad.deel, blad.als_bytes())
        return super().bewaar()


class Werkblad(Bladxml):
    """One sheet that is being changed; rows and columns count from 1."""

    def __init__(self, map_: Werkmapxml, naam: str, plek: int, deel: str) -> None:
        super().__init__(map_.lees(deel), deel)
        self.map, self.naam, self.plek = map_, naam, plek

    def stijl(self, rij: int, kolom: int) -> str:
        """The number of a cell's format; nothing where it has none."""
        cel = self.zoek(rij, kolom)
        return cel.get("s", "") if cel is not None else ""

    def zet(self, rij: int, kolom: int, waarde: Celinhoud, stijl: str = "") -> None:
        """A number or a text; a text never becomes a formula. A cell keeps its style unless another is given.

        Raises:
            NietTeBewerken: a formula stands there.
        """
        cel = self.cel(rij, kolom)
        if kinderen(cel, "f"):
            raise NietTeBewerken(
                f"{self.map.bestand}, blad {self.naam}, cel {celnaam(rij, kolom)}: hier staat een formule, "
                "en die wordt niet vervangen. Zet er een getal voor in de plaats en probeer het opnieuw."
            )
        for kind in kinderen(cel):
            cel.remove(kind)
        for naam in ("t", "cm", "vm"):
            cel.attrib.pop(naam, "")
        if stijl:
            cel.set("s", stijl)
        if isinstance(waarde, str) and waarde:
            cel.set("t", "inlineStr")
            tekst = voeg_toe(voeg_toe(cel, "is"), "t")
            tekst.set(RUIMTE, "preserve")
            tekst.text = voor_cel(waarde)
        elif isinstance(waarde, int | Decimal):
            voeg_toe(cel, "v").text = f"{Decimal(waarde):f}"

    def hoogte(self, rij: int, punten: float) -> None:
        """Make a row at least so high, in points."""
        element = self.rij(rij)
        if float(element.get("ht") or 0) < punten:
            element.set("ht", f"{punten:g}")
            element.set("customHeight", "1")

    def verleng(self, oud: int, nieuw: int) -> None:
        """Let filter, tables, print area and dimension run on where rows were added below the last one."""
        if nieuw <= oud:
            return
        tabellen = (
            r.doel for r in self.map.relaties(self.deel).values() if r.soort == "table" and self.map.echt(r.doel)
        )
        langer = [*kinderen(self.wortel, "autoFilter", "dimension")]
        for deel in tabellen:
            langer += afstammelingen(self.map.wijzig(deel), "table", "autoFilter")
        for element in langer:
            element.set("ref", longer(element.get("ref", ""), oud, nieuw))
        self.map.verleng_namen(self.plek, self.naam, oud, nieuw)


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
