"""The engine under every workbook: a template, and cells that get a formula and its value in one go.

boek = Boek.open(pad)                                     a template, as a person may have restyled it
blad = boek.blad("Meerjarig")                             one of its sheets
ref = blad.zet(6, 3, "=C5+C4", Fraction(12), "VW euro")   live formula and the core's value; returns 'Meerjarig'!$C$6
blad.schrijf(6, 1, "GM0888", "VW tekst")                  text or input; never a formula, whatever it looks like
boek.veld("plan_titel", "Uitvoeringsplan 2021")           a field: a defined name of the template
boek.anker("tabel_meerjarig")                             where a table starts
boek.plaatsen[Plaats(...)] = ref                          where a figure stands, so that other sheets can refer to it
data = boek.bewaar(moment)                                bytes, the same for the same content
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import NamedStyle
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from calc.gegevens import Pm
from schemas.fouten import Gebruikersfout
from templates.opmaak import kolommen_apart, kopieer_beelden, schuif_opmaak
from templates.sjabloonpakket import eigen_breedtes
from templates.vastleggen import Celwaarde, leg_vast

LANGSTE_BLADNAAM: Final = 31
LANGSTE_TEKST: Final = 32_000
VERBODEN_IN_BLADNAAM: Final = re.compile(r"[\[\]:*?/\\']")
UITLEGRIJ: Final = 2
"""Row under the title: one sentence on what the sheet shows; where a person made no room above it."""
SCHERMBREEDTE: Final = 130
STAAND: Final = 118
"""Widest sheet, in characters, that reads well on upright A4."""
TE_BREED: Final = 330
"""Widest sheet that can be read on one A4 page."""
KLEINE_LETTER: Final = 12.75
"""Height in points of one line of 10 point text."""

Invoerwaarde = Fraction | Decimal | int | float | str | date | Pm | None


class Sjabloonfout(Gebruikersfout):
    """Something in a template that a person can mend."""


@dataclass(frozen=True)
class Plaats:
    """Name of a figure, as the command's CSV names it."""

    tabel: str
    kostensoort: str
    jaar: int | None
    rij: str
    kolom: str


def a1(rij: int, kolom: int, *, vast_rij: bool = False, vast_kolom: bool = False) -> str:
    """Address of a cell: `C5`, `$C5`, `C$5` or `$C$5`."""
    return f"{'$' if vast_kolom else ''}{get_column_letter(kolom)}{'$' if vast_rij else ''}{rij}"


def vast(rij: int, kolom: int) -> str:
    return a1(rij, kolom, vast_rij=True, vast_kolom=True)


def kolombereik(eerste: int, laatste: int, kolom: int, *, vast_kolom: bool = False) -> str:
    """Rows of one column, the rows fixed: `C$5:C$20`."""
    van, tot = (a1(rij, kolom, vast_rij=True, vast_kolom=vast_kolom) for rij in (eerste, laatste))
    return f"{van}:{tot}"


def rijbereik(rij: int, eerste: int, laatste: int, *, vast_rij: bool = False, vast_kolom: bool = False) -> str:
    """Columns of one row: `C5:F5`."""
    van = a1(rij, eerste, vast_rij=vast_rij, vast_kolom=vast_kolom)
    return f"{van}:{a1(rij, laatste, vast_rij=vast_rij, vast_kolom=vast_kolom)}"


def benoemde_stijlen(werkboek: Workbook) -> list[NamedStyle]:
    """The named cell styles, whole: openpyxl itself shows only their names."""
    return list(werkboek._named_styles)  # type: ignore[attr-defined]


class Boek:
    """A workbook that is being filled from a template."""

    def __init__(self, werkboek: Workbook, eigen_breedtes: Mapping[str, Collection[int]] | None = None) -> None:
        self.werkboek = werkboek
        self._eigen_breedtes = dict(eigen_breedtes or {})
        self.plaatsen: dict[Plaats, str] = {}
        self.stijlen: dict[str, StyleArray] = {s.name: s.as_tuple() for s in benoemde_stijlen(werkboek)}
        self._bladen: dict[str, Blad] = {}
        self._op_naam: dict[str, Blad] = {}
        self._namen: dict[str, tuple[str, int, int]] = {}
        for naam, definitie in werkboek.defined_names.items():
            doelen = list(definitie.destinations)
            if len(doelen) == 1 and ":" not in doelen[0][1]:
                letters, rij = coordinate_from_string(doelen[0][1].replace("$", ""))
                self._namen[naam] = (doelen[0][0], rij, column_index_from_string(letters))

    @classmethod
    def open(cls, pad: Path) -> Boek:
        """Load a template.

        Raises:
            Sjabloonfout: it is no workbook, or holds parts that would be lost.
        """
        try:
            inhoud = pad.read_bytes()
            with warnings.catch_warnings():
                # A warning of openpyxl is the only sign that a part of the template gets lost.
                warnings.simplefilter("error")
                werkboek = load_workbook(BytesIO(inhoud))
            for ws in werkboek.worksheets:
                kolommen_apart(ws)
            return cls(werkboek, eigen_breedtes(inhoud))
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
            self._bladen[titel] = blad = Blad(self, self.werkboek[titel])
            blad.eigen_breedtes = frozenset(self._eigen_breedtes.get(titel, ()))
            blad.uitlegrij = self._uitlegrij(titel)
            self._op_naam[blad.naam] = blad
        return self._bladen[titel]

    def _uitlegrij(self, titel: str) -> int:
        """The row with the sentence of explanation: the longest text between the title and the table."""
        ankers = [rij for blad, rij, _ in self._namen.values() if blad == titel]
        if len(ankers) != 1:
            return UITLEGRIJ
        teksten = {rij: str(self.werkboek[titel].cell(rij, 1).value or "") for rij in range(1, ankers[0])}
        gevuld = [rij for rij, tekst in teksten.items() if tekst]
        return max(gevuld[1:], key=lambda rij: len(teksten[rij]), default=UITLEGRIJ)

    def heeft_blad(self, titel: str) -> bool:
        return titel in self.werkboek.sheetnames

    def kopieer(self, voorbeeld: str, titels: Sequence[str]) -> list[Blad]:
        """Replace a sheet of the template by copies of it, in its place: one per title."""
        bron = self.blad(voorbeeld).ws
        plek = self.werkboek.index(bron)
        bladen = []
        for nummer, titel in enumerate(titels):
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
            self.werkboek.move_sheet(kopie, plek + 1 + nummer - self.werkboek.index(kopie))
            bladen.append(self.blad(kopie.title))
            bladen[-1].uitlegrij = self.blad(voorbeeld).uitlegrij
        self.verwijder(voorbeeld)
        return bladen

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
        return blad.schrijf(rij, kolom, waarde)

    def benoem(self, naam: str, blad: Blad, rij: int, kolom: int) -> None:
        """Make a field of a cell that has its place only now."""
        self._namen[naam] = (blad.ws.title, rij, kolom)
        self.werkboek.defined_names[naam] = DefinedName(naam, attr_text=blad.verwijs(rij, kolom))

    def cellen(self) -> Iterator[tuple[str, Cell, Celwaarde | None]]:
        """Every filled cell with the title of its sheet, and of a formula its value."""
        for ws in self.werkboek.worksheets:
            waarden = self._bladen[ws.title].waarden if ws.title in self._bladen else {}
            for cel in ws._cells.values():
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

    def vul_teksten(self, woorden: Mapping[str, str], titel: str | None = None) -> None:
        """Fill `{jaar}` and the like in the texts of the template; unknown words between braces stay as they are."""
        patroon = re.compile("|".join(re.escape(f"{{{woord}}}") for woord in woorden))
        bladen = self.werkboek.worksheets if titel is None else [self.werkboek[titel]]
        for ws in bladen:
            for cel in ws._cells.values():
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
        return leg_vast(self.werkboek, {titel: blad.waarden for titel, blad in self._bladen.items()}, moment)


class Blad:
    """One sheet that is being filled; rows and columns count from 1."""

    def __init__(self, boek: Boek, ws: Worksheet) -> None:
        self.boek = boek
        self.ws = ws
        self.naam = quote_sheetname(ws.title)
        self.waarden: dict[str, Celwaarde] = {}
        self.eigen_breedtes: Collection[int] = ()
        """Columns to which a person gave a width in the template."""
        self.uitlegrij = UITLEGRIJ

    def verwijs(self, rij: int, kolom: int) -> str:
        """Reference from any sheet: `'Meerjarig'!$C$6`."""
        return f"{self.naam}!{vast(rij, kolom)}"

    def bereik(self, eerste: int, laatste: int, kolom: int, tot_kolom: int | None = None) -> str:
        """Range from any sheet: `'Meerjarig'!$C$6:$C$21`."""
        return f"{self.naam}!{vast(eerste, kolom)}:{vast(laatste, tot_kolom or kolom)}"

    def zet(self, rij: int, kolom: int, formule: str, waarde: Celwaarde, stijl: str = "") -> str:
        """A live formula and its value; returns the reference to the cell."""
        cel = self._cel(rij, kolom)
        cel.value = formule
        cel.data_type = "f"
        if stijl:
            cel._style = self._stijl(stijl)
        self.waarden[cel.coordinate] = waarde
        return self.verwijs(rij, kolom)

    def schrijf(self, rij: int, kolom: int, waarde: Invoerwaarde, stijl: str = "") -> str:
        """Text or a figure as input. A text never becomes a formula. Returns the reference to the cell."""
        cel = self._cel(rij, kolom)
        if waarde == "":
            cel.value = None
        elif isinstance(waarde, (str, Pm)):
            cel.value = ILLEGAL_CHARACTERS_RE.sub("", str(waarde))[:LANGSTE_TEKST]
            cel.data_type = "s"
        elif isinstance(waarde, (Fraction, Decimal)):
            getal = float(waarde)
            cel.value = int(getal) if getal.is_integer() else getal
        else:
            cel.value = waarde
        if stijl:
            cel._style = self._stijl(stijl)
        return self.verwijs(rij, kolom)

    def kleur(self, rij: int, eerste: int, laatste: int, stijl: str) -> None:
        """Give the cells of a row a style and nothing in them."""
        for kolom in range(eerste, laatste + 1):
            self._cel(rij, kolom)._style = self._stijl(stijl)

    def koppen(self, rij: int, titels: Sequence[str | int], rechts: Collection[int] = (), eerste: int = 1) -> None:
        """A table head; `rechts` are the columns (numbers) that stand at the right, as their figures do."""
        for kolom, titel in enumerate(titels, start=eerste):
            self.schrijf(rij, kolom, titel, "VW Kop rechts" if kolom in rechts else "VW Kop")

    def tussenkop(self, rij: int, laatste: int, tekst: str) -> None:
        self.kleur(rij, 1, laatste, "VW Tussenkop")
        self.schrijf(rij, 1, tekst)
        self.hoogte(rij, 20)

    def noten(self, rij: int, laatste: int, teksten: Sequence[str], stijl: str = "VW Noot") -> int:
        """Sentences under a table, each over its whole width; returns the first free row."""
        tot = 1
        while tot < laatste and sum(self.breedte(kolom) for kolom in range(1, tot + 1)) < SCHERMBREEDTE:
            tot += 1
        breedte = sum(self.breedte(kolom) for kolom in range(1, tot + 1))
        for tekst in teksten:
            self.schrijf(rij, 1, tekst, stijl)
            if tot > 1:
                self.ws.merge_cells(start_row=rij, end_row=rij, start_column=1, end_column=tot)
            self.hoogte(rij, regelhoogte([(tekst, breedte)]))
            rij += 1
        return rij

    def koppel(self, rij: int, kolom: int, tekst: str, doel: Blad, stijl: str = "VW Verwijzing") -> None:
        """A link to another sheet."""
        self.schrijf(rij, kolom, tekst, stijl)
        cel = self._cel(rij, kolom)
        cel.hyperlink = Hyperlink(ref=cel.coordinate, location=f"{doel.naam}!A1", display=tekst)
        cel._style = self._stijl(stijl)

    def breedte(self, kolom: int) -> float:
        maat = self.ws.column_dimensions.get(get_column_letter(kolom))
        return maat.width if maat is not None else 13.0

    def breedte_samen(self, rij: int, kolom: int) -> float:
        """Width of a cell, with those that are merged with it."""
        for samen in self.ws.merged_cells.ranges:
            if samen.min_row == rij and samen.min_col == kolom:
                return sum(self.breedte(k) for k in range(samen.min_col, samen.max_col + 1))
        return self.breedte(kolom)

    def breedtes(self, maten: Sequence[float], eerste: int = 1) -> None:
        """Give columns a width, but for those to which a person gave one."""
        for kolom, maat in enumerate(maten, start=eerste):
            if kolom not in self.eigen_breedtes:
                self.ws.column_dimensions[get_column_letter(kolom)].width = maat

    def hoogte(self, rij: int, punten: float) -> None:
        self.ws.row_dimensions[rij].height = punten

    def afdruk(
        self, laatste_kolom: int, laatste_rij: int, kop: int | None = None, *, nieuw_blad_voor: Sequence[int] = ()
    ) -> None:
        """What is printed, which row is the repeated head, and before which rows a new page starts.

        Narrow sheets print upright; a very wide one runs over several pages, its first two columns repeated. The
        rest of the page set-up is the template's.
        """
        breed = sum(self.breedte(kolom) for kolom in range(1, laatste_kolom + 1))
        self.ws.page_setup.orientation = "portrait" if breed <= STAAND else "landscape"
        if breed > TE_BREED:
            self.ws.page_setup.fitToWidth = ceil(breed / TE_BREED)
            self.ws.print_title_cols = "A:B"
        for rij in nieuw_blad_voor:
            self.ws.row_breaks.append(Break(id=rij - 1))
        self.ws.print_area = f"A1:{a1(laatste_rij, laatste_kolom)}"
        uitleg = self.ws.cell(self.uitlegrij, 1).value
        if laatste_kolom > 1 and isinstance(uitleg, str):
            # The sentence under the title runs over the width of what is printed, at most a screen.
            tot = 1
            while tot < laatste_kolom and sum(self.breedte(k) for k in range(1, tot + 1)) < SCHERMBREEDTE:
                tot += 1
            if not any(self.uitlegrij in range(s.min_row, s.max_row + 1) for s in self.ws.merged_cells.ranges):
                self.ws.merge_cells(start_row=self.uitlegrij, end_row=self.uitlegrij, start_column=1, end_column=tot)
            breedte = self.breedte_samen(self.uitlegrij, 1)
            self.hoogte(self.uitlegrij, regelhoogte([(uitleg, breedte)]) + 3)
        if kop is not None:
            self.ws.print_title_rows = f"{kop}:{kop}"

    def tabel(self, naam: str, kop: int, laatste_rij: int, laatste_kolom: int) -> None:
        """Declare rows an Excel table: its head is marked as such, and it can be filtered. The look is that of the
        cells.

        Only where every column has a text of its own as head: Excel takes no other table.
        """
        koppen = [self.ws.cell(kop, kolom).value for kolom in range(1, laatste_kolom + 1)]
        teksten = {tekst.casefold() for tekst in koppen if isinstance(tekst, str)}
        if len(teksten) == laatste_kolom and laatste_rij > kop:
            self.ws.add_table(Table(displayName=naam, ref=f"A{kop}:{a1(laatste_rij, laatste_kolom)}"))

    def zet_vast(self, rij: int, kolom: int) -> None:
        """Keep what is above and left of a cell in sight."""
        self.ws.freeze_panes = a1(rij, kolom)

    def schuif(self, vanaf: int, aantal: int) -> None:
        ws = self.ws
        for (rij, kolom), cel in sorted(ws._cells.items(), reverse=True):
            if rij >= vanaf:
                del ws._cells[rij, kolom]
                cel.row = rij + aantal
                ws._cells[rij + aantal, kolom] = cel
        for rij in sorted((r for r in ws.row_dimensions if r >= vanaf), reverse=True):
            hoogte = ws.row_dimensions.pop(rij).height
            ws.row_dimensions[rij + aantal].height = hoogte
        for samen in list(ws.merged_cells.ranges):
            if samen.min_row >= vanaf:
                samen.shift(row_shift=aantal)
        schuif_opmaak(ws, vanaf, aantal)

    def _cel(self, rij: int, kolom: int) -> Any:
        """The cell; untyped, because its style array is shared by all cells of a style and so is set as a whole."""
        return self.ws.cell(rij, kolom)

    def _stijl(self, naam: str) -> StyleArray:
        try:
            return self.boek.stijlen[naam]
        except KeyError:
            raise Sjabloonfout(f"Het sjabloon mist de celstijl '{naam}'.") from None


def regelhoogte(cellen: Sequence[tuple[str, float]], regel: float = KLEINE_LETTER) -> float:
    """Height in points of a row whose texts wrap, from each text and the width of its column in characters."""
    regels = 1
    for tekst, breedte in cellen:
        per_regel = max(4.0, breedte - 2) * 1.08
        regels = max(regels, sum(max(1, ceil(len(deel) / per_regel)) for deel in str(tekst).split("\n")))
    return regels * regel + 2.25


def _celwaarde(waarde: Invoerwaarde) -> Celwaarde:
    if waarde is None or isinstance(waarde, (date, Pm)):
        return "" if waarde is None else str(waarde)
    return waarde
