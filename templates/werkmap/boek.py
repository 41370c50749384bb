"""The engine under every workbook: a template, and cells that get a formula and its value in one go.

boek = Boek.open(pad)                                     a template, as a person may have restyled it
blad = boek.blad("Meerjarig")                             one of its sheets
ref = blad.zet(6, 3, "=C5+C4", Fraction(12), "VW euro")   live formula and the core's value; returns 'Meerjarig'!$C$6
blad.schrijf(6, 1, "GM0888", "VW tekst")                  text or input; never a formula, whatever it looks like
boek.veld("plan_titel", "Uitvoeringsplan 2021")           a field: a defined name of the template
boek.anker("tabel_meerjarig")                             where a table starts
data = boek.bewaar(moment)                                bytes, the same for the same content
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import copy, deepcopy
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import quote_sheetname
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from schemas.gegevens import Pm
from schemas.plaats import Plek
from templates.werkmap.adressen import vast
from templates.werkmap.binnenschrijver import Stijlblad, Vastblad
from templates.werkmap.binnenwerk import benoemde_stijlen, cellen, ingepakt, met_formaat, uitgepakt
from templates.werkmap.blad import (
    JAARFORMAAT,
    KOP_JAAR,
    KOP_RECHTS,
    UITLEGRIJ,
    Blad,
    Bladsoort,
    Invoerwaarde,
    Sjabloonfout,
)
from templates.werkmap.breedtes import eigen_breedtes
from templates.werkmap.celxml import leg_blad_vast
from templates.werkmap.opmaak import kolommen_apart, kopieer_beelden
from templates.werkmap.vastleggen import Celwaarde, leg_vast

LANGSTE_BLADNAAM: Final = 31
VERBODEN_IN_BLADNAAM: Final = re.compile(r"[\[\]:*?/\\']")


@lru_cache(maxsize=4)
def _geladen(inhoud: bytes) -> bytes:
    """A template as openpyxl reads it, kept for the next workbook: reading it again takes ten times as long."""
    with warnings.catch_warnings():
        # A warning of openpyxl is the only sign that a part of the template gets lost.
        warnings.simplefilter("error")
        werkboek = load_workbook(BytesIO(inhoud))
    for ws in werkboek.worksheets:
        kolommen_apart(ws)
    return ingepakt(werkboek)


class Boek:
    """A workbook that is being filled from a template."""

    def __init__(
        self,
        werkboek: Workbook,
        eigen_breedtes: Mapping[str, Collection[int]] | None = None,
        soorten: Mapping[str, Bladsoort] | None = None,
    ) -> None:
        self.werkboek = werkboek
        self._soorten = dict(soorten or {})
        self._eigen_breedtes = dict(eigen_breedtes or {})
        self.stijlen: dict[str, StyleArray] = {s.name: s.as_tuple() for s in benoemde_stijlen(werkboek)}
        if (kop := self.stijlen.get(KOP_RECHTS)) is not None:
            self.stijlen[KOP_JAAR] = met_formaat(werkboek, kop, JAARFORMAAT)
        self._bladen: dict[str, Blad] = {}
        self._op_naam: dict[str, Blad] = {}
        self._namen: dict[str, tuple[str, int, int]] = {}
        self._klaar: dict[str, Vastblad] = {}
        self._ingepakt = b""
        self._stijlblad: Stijlblad | None = None
        for naam, definitie in werkboek.defined_names.items():
            doelen = list(definitie.destinations)
            if len(doelen) == 1 and ":" not in doelen[0][1]:
                letters, rij = coordinate_from_string(doelen[0][1].replace("$", ""))
                self._namen[naam] = (doelen[0][0], rij, column_index_from_string(letters))

    @classmethod
    def open(cls, pad: Path, soorten: Mapping[str, Bladsoort] | None = None) -> Boek:
        """Load a template; soorten: what is said of its sheets, by their title.

        Raises:
            Sjabloonfout: it is no workbook, or holds parts that would be lost.
        """
        try:
            inhoud = pad.read_bytes()
            return cls(uitgepakt(_geladen(inhoud)), eigen_breedtes(inhoud), soorten)
        except FileNotFoundError:
            raise Sjabloonfout(f"Sjabloon {pad.name} staat niet in de map {pad.parent}.") from None
        except OSError:
            raise Sjabloonfout(
                f"Sjabloon {pad.name} is niet te lezen. Staat het open in een ander programma?"
            ) from None
        except UserWarning as waarschuwing:
            raise Sjabloonfout(
                f"Sjabloon {pad.name} bevat een onderdeel dat verloren zou gaan: {waarschuwing}."
            ) from None
        except (BadZipFile, KeyError, ValueError):
            raise Sjabloonfout(f"Sjabloon {pad.name} is geen werkmap van Excel (.xlsx).") from None

    def blad(self, titel: str) -> Blad:
        """A sheet of the template.

        Raises:
            Sjabloonfout: the template has no such sheet.
        """
        if titel not in self._bladen:
            if titel not in self.werkboek.sheetnames:
                raise Sjabloonfout(f"Het sjabloon mist het blad '{titel}'.")
            self._bladen[titel] = blad = Blad(self, self.werkboek[titel], self._soorten.get(titel, Bladsoort()))
            blad.eigen_breedtes = frozenset(self._eigen_breedtes.get(titel, ()))
            blad.uitlegrij = self._uitlegrij(titel)
            self._op_naam[blad.naam] = blad
        return self._bladen[titel]

    def _uitlegrij(self, titel: str) -> int:
        """The row with the sentence of explanation: the longest text between the title and the table, and a sentence
        before what is none.
        """
        ankers = [rij for blad, rij, _ in self._namen.values() if blad == titel]
        if len(ankers) != 1:
            return UITLEGRIJ
        teksten = {rij: str(self.werkboek[titel].cell(rij, 1).value or "") for rij in range(1, ankers[0])}
        gevuld = [rij for rij, tekst in teksten.items() if tekst]
        return max(gevuld[1:], key=lambda rij: (teksten[rij].endswith("."), len(teksten[rij])), default=UITLEGRIJ)

    def heeft_blad(self, titel: str) -> bool:
        return titel in self.werkboek.sheetnames

    def kopieer(self, voorbeeld: str, titels: Sequence[str]) -> list[Blad]:
        """Replace a sheet of the template by copies of it, in its place: one per title."""
        plek = self.werkboek.index(self.blad(voorbeeld).ws)
        soort = self._soorten.get(voorbeeld, Bladsoort())
        bladen = [self._kopie(voorbeeld, titel, plek + 1 + nummer, soort) for nummer, titel in enumerate(titels)]
        self.verwijder(voorbeeld)
        return bladen

    def extra_blad(self, voorbeeld: str, titel: str, kop: str, uitleg: str, soort: Bladsoort) -> Blad:
        """A sheet that the template does not have, after another and with its look; that one is not filled yet."""
        bron = self.blad(voorbeeld)
        blad = self._kopie(voorbeeld, titel, self.werkboek.index(bron.ws) + 1, soort)
        blad.schrijf(blad.titelrij, 1, kop)
        blad.schrijf(blad.uitlegrij, 1, uitleg)
        return blad

    def _kopie(self, voorbeeld: str, titel: str, plek: int, soort: Bladsoort) -> Blad:
        bron = self.blad(voorbeeld).ws
        kopie = self.werkboek.copy_worksheet(bron)
        # What copy_worksheet leaves behind.
        kopie.sheet_view.showGridLines = bron.sheet_view.showGridLines
        kopie.sheet_view.zoomScale = bron.sheet_view.zoomScale
        kopie.HeaderFooter = bron.HeaderFooter
        kopie.protection = bron.protection
        kopie.conditional_formatting = deepcopy(bron.conditional_formatting)
        kopie.data_validations = deepcopy(bron.data_validations)
        kopieer_beelden(bron, kopie)
        kopie.title = self.vrije_naam(titel)
        self._eigen_breedtes[kopie.title] = self._eigen_breedtes.get(voorbeeld, ())
        self._soorten[kopie.title] = soort
        self.werkboek.move_sheet(kopie, plek - self.werkboek.index(kopie))
        blad = self.blad(kopie.title)
        blad.uitlegrij = self.blad(voorbeeld).uitlegrij
        return blad

    def verwijder(self, titel: str) -> None:
        """Take a sheet out, with the names that point at it."""
        self.werkboek.remove(self.werkboek[titel])
        self._bladen.pop(titel, None)
        for naam in [naam for naam, (blad, _, _) in self._namen.items() if blad == titel]:
            del self.werkboek.defined_names[naam]

    def vrije_naam(self, titel: str) -> str:
        """A sheet name that Excel takes and that is not in use yet."""
        kaal = VERBODEN_IN_BLADNAAM.sub(" ", titel).strip()[:LANGSTE_BLADNAAM]
        bezet = {naam.casefold() for naam in self.werkboek.sheetnames}
        kandidaat, nummer = kaal, 2
        while kandidaat.casefold() in bezet:
            staart = f" {nummer}"
            kandidaat, nummer = kaal[: LANGSTE_BLADNAAM - len(staart)] + staart, nummer + 1
        return kandidaat

    def waarde(self, verwijzing: str) -> Celwaarde | None:
        """The value of a formula cell that has been filled, by its reference."""
        titel, _, cel = verwijzing.rpartition("!")
        blad = self._op_naam.get(titel)
        return None if blad is None else blad.waarden.get(cel.replace("$", ""))

    def heeft_anker(self, naam: str) -> bool:
        return naam in self._namen

    def anker(self, naam: str) -> tuple[int, int]:
        """Row and column of a name of the template (also of a sheet that has been copied away).

        Raises:
            Sjabloonfout: the template has no such name.
        """
        if naam not in self._namen:
            raise Sjabloonfout(f"Het sjabloon mist de naam '{naam}'.")
        return self._namen[naam][1:]

    def veld(self, naam: str, waarde: Invoerwaarde, formule: str = "") -> str:
        """Fill a field; a template that leaves the field out goes without. Returns its reference, or nothing."""
        if naam not in self._namen:
            return ""
        titel, rij, kolom = self._namen[naam]
        blad = self.blad(titel)
        if formule:
            return blad.zet(rij, kolom, formule, _celwaarde(waarde))
        blad.schrijf(rij, kolom, waarde)
        return blad.verwijs(rij, kolom)

    def benoem(self, naam: str, blad: Blad, rij: int, kolom: int) -> None:
        """Make a field of a cell that has its place only now."""
        self._namen[naam] = (blad.ws.title, rij, kolom)
        self.werkboek.defined_names[naam] = DefinedName(naam, attr_text=blad.verwijs(rij, kolom))

    def cellen(self) -> Iterator[tuple[str, Cell, Celwaarde | None]]:
        """Every filled cell with the title of its sheet, and of a formula its value."""
        for ws in self.werkboek.worksheets:
            waarden = self._bladen[ws.title].waarden if ws.title in self._bladen else {}
            for cel in cellen(ws).values():
                if isinstance(cel, Cell) and cel.value is not None:
                    yield ws.title, cel, waarden.get(cel.coordinate)

    def schuif(self, titel: str, vanaf: int, aantal: int) -> None:
        """Move everything from a row on down, names and heights included: room for rows of a table."""
        blad = self.blad(titel)
        blad.schuif(vanaf, aantal)
        for naam, (bladtitel, rij, kolom) in list(self._namen.items()):
            if bladtitel == titel and rij >= vanaf:
                self._namen[naam] = (titel, rij + aantal, kolom)
                self.werkboek.defined_names[naam].attr_text = f"{quote_sheetname(titel)}!{vast(rij + aantal, kolom)}"

    def zeg(self, zeg: Callable[[str], str]) -> None:
        """Say the texts of the template in the words of a region."""
        for ws in self.werkboek.worksheets:
            for cel in cellen(ws).values():
                if cel.data_type == "s" and isinstance(cel.value, str) and (gezegd := zeg(cel.value)) != cel.value:
                    cel.value = gezegd

    def vul_teksten(self, woorden: Mapping[str, str], titel: str | None = None) -> None:
        """Fill `{jaar}` and the like in the texts of the template; unknown words between braces stay as they are."""
        patroon = re.compile("|".join(re.escape(f"{{{woord}}}") for woord in woorden))
        bladen = self.werkboek.worksheets if titel is None else [self.werkboek[titel]]
        for ws in bladen:
            for cel in cellen(ws).values():
                if isinstance(cel.value, str) and "{" in cel.value:
                    cel.value = patroon.sub(lambda vondst: woorden[vondst[0][1:-1]], cel.value)
                    cel.data_type = "s"
            koppen = (ws.oddHeader, ws.evenHeader, ws.firstHeader, ws.oddFooter, ws.evenFooter, ws.firstFooter)
            for deel in koppen:
                for kant in (deel.left, deel.center, deel.right) if deel is not None else ():
                    if kant.text:
                        # An ampersand is an instruction in a header or footer.
                        kant.text = patroon.sub(lambda v: woorden[v[0][1:-1]].replace("&", "&&"), kant.text)

    def bewaar(self, moment: datetime) -> bytes:
        """The workbook as bytes; every formula carries its value."""
        waarden = {titel: blad.waarden for titel, blad in self._bladen.items()}
        return leg_vast(self.werkboek, waarden, moment, self._klaar)

    def leg_bladen_vast(self, woorden: Mapping[str, str], eigen: Collection[str]) -> None:
        """Write the rows of the sheets that were filled so far, for this workbook and every copy of it.

        Args:
            woorden: what is filled into their texts.
            eigen: words that each copy fills in by itself: a sheet with one of them is not done yet.
        """
        for titel, blad in self._bladen.items():
            self.vul_teksten(woorden, titel)
            teksten = [cel.value for cel in cellen(blad.ws).values() if isinstance(cel.value, str)]
            los = any(f"{{{woord}}}" in tekst for tekst in teksten for woord in eigen)
            if not los and (klaar := leg_blad_vast(blad.ws, blad.waarden)) is not None:
                self._klaar[titel] = klaar
        self._ingepakt, self._stijlblad = ingepakt(self.werkboek), Stijlblad(self.werkboek)

    def kopie(self) -> Boek:
        """A workbook of its own that begins where this one was when its sheets were done."""
        boek = copy(self)
        boek.werkboek, boek._eigen_breedtes = uitgepakt(self._ingepakt), dict(self._eigen_breedtes)
        boek._soorten = dict(self._soorten)
        boek.stijlen, boek._namen = dict(self.stijlen), dict(self._namen)
        boek._bladen, boek._op_naam = {}, {}
        for titel, blad in self._bladen.items():
            boek._bladen[titel] = eigen = blad.kopie(boek, boek.werkboek[titel])
            boek._op_naam[eigen.naam] = eigen
        boek._klaar = dict(self._klaar)
        for titel, klaar in self._klaar.items():
            klaar.geef_tabellen(boek.werkboek[titel])
        if self._stijlblad is not None:
            self._stijlblad.geef(boek.werkboek)
        return boek

    def van_cellen(self, ws: Worksheet, maak: Callable[[Mapping[Plek, object]], str]) -> str:
        """What is made of the filled cells of a sheet; of a sheet that is done once for all its workbooks."""
        if ws.title not in self._klaar:
            return maak({plek: cel.value for plek, cel in cellen(ws).items() if cel.value is not None})
        blad = self._klaar[ws.title]
        if maak.__qualname__ not in blad.bewaard:
            blad.bewaard[maak.__qualname__] = maak(blad.waarden)
        return blad.bewaard[maak.__qualname__]


def _celwaarde(waarde: Invoerwaarde) -> Celwaarde:
    if waarde is None or isinstance(waarde, (date, Pm)):
        return "" if waarde is None else str(waarde)
    return waarde
