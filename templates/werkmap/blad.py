"""One sheet that is being filled: cells with formula and value, heads, notes, widths and page set-up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any, Final, Protocol

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from schemas.fouten import Gebruikersfout
from schemas.gegevens import Pm
from templates.werkmap.adressen import Plaats, a1, vast
from templates.werkmap.binnenwerk import cellen, geef_stijl
from templates.werkmap.opmaak import schuif_opmaak, voeg_samen
from templates.werkmap.vastleggen import Celwaarde

LANGSTE_TEKST: Final = 32_000
UITLEGRIJ: Final = 2
"""Row under the title: one sentence on what the sheet shows; where a person made no room above it."""
SCHERMBREEDTE: Final = 130
STAAND: Final = 118
"""Widest sheet, in characters, that reads well on upright A4."""
TE_BREED: Final = 330
"""Widest sheet that can be read on one A4 page."""
BIJLAGEN: Final = ("Invoer ", "Rekenblad ", "Grafiekgegevens", "Aansluiting cijfers")
"""How the titles of sheets begin that stand in a book to be looked up, and not to be read on paper."""
BIJLAGE: Final = "Bijlage: dit blad wordt niet mee afgedrukt. Wilt u het toch op papier, wis dan het afdrukbereik."
NERGENS: Final = "XFD1"
"""An empty cell as print area: a page that holds nothing is not printed."""
A4: Final = (595.0, 842.0)
DUIM: Final = 72.0
TEKENBREEDTE: Final = 5.8
"""Width in points of one character of a column, with its share of the margin."""
RIJHOOGTE: Final = 15.0
ZEKER: Final = 0.97
KLEINST: Final = 0.8
"""So far a page may shrink: its 10 point letters are then of 8 points."""
KLEINE_LETTER: Final = 12.75
"""Height in points of one line of 10 point text."""

Invoerwaarde = Fraction | Decimal | int | float | str | date | Pm | None


class Sjabloonfout(Gebruikersfout):
    """Something in a template that a person can mend."""


class Omslag(Protocol):
    """What a sheet asks of the workbook around it."""

    werkboek: Workbook
    stijlen: dict[str, StyleArray]
    plaatsen: dict[Plaats, str]


class Blad:
    """One sheet that is being filled; rows and columns count from 1."""

    def __init__(self, boek: Omslag, ws: Worksheet) -> None:
        self.boek = boek
        self.ws = ws
        self.naam = quote_sheetname(ws.title)
        self.waarden: dict[str, Celwaarde] = {}
        self.eigen_breedtes: Collection[int] = ()
        """Columns to which a person gave a width in the template."""
        self.uitlegrij = UITLEGRIJ
        self.delen: list[int] = []
        """The rows before which a page may end, in order."""

    def kopie(self, boek: Omslag, ws: Worksheet) -> Blad:
        """The same sheet in a copy of the workbook."""
        ander = copy(self)
        ander.boek, ander.ws = boek, ws
        ander.waarden, ander.delen = dict(self.waarden), list(self.delen)
        return ander

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
            geef_stijl(cel, self._stijl(stijl))
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
            geef_stijl(cel, self._stijl(stijl))
        return self.verwijs(rij, kolom)

    def kleur(self, rij: int, eerste: int, laatste: int, stijl: str) -> None:
        """Give the cells of a row a style and nothing in them."""
        for kolom in range(eerste, laatste + 1):
            geef_stijl(self._cel(rij, kolom), self._stijl(stijl))

    def koppen(self, rij: int, titels: Sequence[str | int], rechts: Collection[int] = (), eerste: int = 1) -> None:
        """A table head; `rechts` are the columns (numbers) that stand at the right, as their figures do."""
        for kolom, titel in enumerate(titels, start=eerste):
            self.schrijf(rij, kolom, titel, "VW Kop rechts" if kolom in rechts else "VW Kop")
        hoog = regelhoogte([(str(titel), self.breedte(kolom)) for kolom, titel in enumerate(titels, start=eerste)])
        if hoog > RIJHOOGTE:
            self.hoogte(rij, hoog + 2)

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
                voeg_samen(self.ws, rij, tot)
            self.hoogte(rij, regelhoogte([(tekst, breedte)]))
            rij += 1
        return rij

    def koppel(self, rij: int, kolom: int, tekst: str, doel: Blad, stijl: str = "VW Verwijzing") -> None:
        """A link to another sheet."""
        self.schrijf(rij, kolom, tekst, stijl)
        cel = self._cel(rij, kolom)
        cel.hyperlink = Hyperlink(ref=cel.coordinate, location=f"{doel.naam}!A1", display=tekst)
        geef_stijl(cel, self._stijl(stijl))

    @property
    def titelrij(self) -> int:
        """Right above the sentence of explanation; a person may have made room over it."""
        return self.uitlegrij - 1

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
        """What is printed, which row is the repeated head, and before which rows a new page starts where what follows
        does not fit on the one before.

        Narrow sheets print upright; a very wide one runs over several pages, its first two columns repeated. The
        rest of the page set-up is the template's.
        """
        breed = sum(self.breedte(kolom) for kolom in range(1, laatste_kolom + 1))
        self.ws.page_setup.orientation = "portrait" if breed <= STAAND else "landscape"
        if breed > TE_BREED:
            self.ws.page_setup.fitToWidth = ceil(breed / TE_BREED)
            self.ws.print_title_cols = "A:B"
        if nieuw_blad_voor:
            self.breek_voor(nieuw_blad_voor, laatste_rij, laatste_kolom)
        self.ws.print_area = f"A1:{a1(laatste_rij, laatste_kolom)}"
        if self.ws.title.startswith(BIJLAGEN):
            self.ws.print_area = NERGENS
            eigen = self.ws.cell(self.uitlegrij, 1).value
            self.schrijf(self.uitlegrij, 1, f"{eigen} {BIJLAGE}" if eigen else BIJLAGE)
        uitleg = self.ws.cell(self.uitlegrij, 1).value
        if laatste_kolom > 1 and isinstance(uitleg, str):
            # The sentence under the title runs over the width of what is printed, at most a screen.
            tot = 1
            while tot < laatste_kolom and sum(self.breedte(k) for k in range(1, tot + 1)) < SCHERMBREEDTE:
                tot += 1
            if not any(self.uitlegrij in range(s.min_row, s.max_row + 1) for s in self.ws.merged_cells.ranges):
                voeg_samen(self.ws, self.uitlegrij, tot)
            breedte = self.breedte_samen(self.uitlegrij, 1)
            self.hoogte(self.uitlegrij, regelhoogte([(uitleg, breedte)]) + 3)
        if kop is not None:
            self.ws.print_title_rows = f"{kop}:{kop}"

    def breek_voor(self, rijen: Sequence[int], tot: int, laatste_kolom: int) -> None:
        """A new page before each of these rows whose part, up to the next one, does not fit on the page before it.

        The sheet gets a scale of its own: where it has to fit a number of pages, Excel and LibreOffice take no heed of
        breaks. It is made smaller only where that saves a page.
        """
        self.delen += rijen
        nodig = sum(self.breedte(kolom) * TEKENBREEDTE for kolom in range(1, laatste_kolom + 1))
        marges, staand = self.ws.page_margins, self.ws.page_setup.orientation != "landscape"
        breed, hoog = A4 if staand else A4[::-1]
        naast = self.ws.page_setup.fitToWidth or 1
        ruim = min(1.0, naast * (breed - DUIM * (marges.left + marges.right)) / nodig)
        hoog = ZEKER * (hoog - DUIM * (marges.top + marges.bottom))
        schaal, breuken = min(
            ((schaal, self._breuken(tot, hoog / schaal)) for schaal in (ruim, min(ruim, KLEINST))),
            key=lambda keus: len(keus[1]),
        )
        self.ws.row_breaks = RowBreak(brk=tuple(Break(id=rij - 1) for rij in breuken))
        if naast == 1:
            # Wider sheets keep theirs: else their columns would run on beside every page, and not only where they are.
            self.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
            self.ws.page_setup.scale = int(100 * schaal)

    def _breuken(self, tot: int, bladzijde: float) -> list[int]:
        """The parts that begin a page of so many points."""
        breuken, begin = [], 1
        for deel, volgende in pairwise((*self.delen, tot + 1)):
            maten = (self.ws.row_dimensions.get(rij) for rij in range(begin, volgende))
            if sum(maat.height if maat and maat.height else RIJHOOGTE for maat in maten) > bladzijde:
                breuken.append(deel)
                begin = deel
        return breuken

    def tabel(self, naam: str, kop: int, laatste_rij: int, laatste_kolom: int) -> None:
        """Declare rows an Excel table: its head is marked as such, and it can be filtered. The look is that of the
        cells.

        Only where every column has a head of its own: Excel takes no other table. A year becomes a text, for the same
        reason; the sheet says to Excel that it is meant so (see templates.werkmap.celxml).
        """
        cellen = [self._cel(kop, kolom) for kolom in range(1, laatste_kolom + 1)]
        for cel in cellen:
            if isinstance(cel.value, int):
                cel.value = str(cel.value)
        teksten = {cel.value.casefold() for cel in cellen if isinstance(cel.value, str)}
        if len(teksten) == laatste_kolom and laatste_rij > kop:
            self.ws.add_table(Table(displayName=naam, ref=f"A{kop}:{a1(laatste_rij, laatste_kolom)}"))

    def zet_vast(self, rij: int, kolom: int) -> None:
        """Keep what is above and left of a cell in sight."""
        self.ws.freeze_panes = a1(rij, kolom)

    def schuif(self, vanaf: int, aantal: int) -> None:
        ws, alle = self.ws, cellen(self.ws)
        for (rij, kolom), cel in sorted(alle.items(), reverse=True):
            if rij >= vanaf:
                del alle[rij, kolom]
                cel.row = rij + aantal
                alle[rij + aantal, kolom] = cel
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
