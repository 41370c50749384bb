"""One sheet that is being filled: cells with formula and value, heads, notes, widths and page set-up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple, Protocol

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break, ColBreak, RowBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from schemas.fouten import Gebruikersfout
from schemas.gegevens import Pm
from templates.werkmap.adressen import a1, vast
from templates.werkmap.binnenwerk import cel_op, cellen, geef_stijl, rijmaten, vul
from templates.werkmap.bladzijden import KRAPST, VAST, Deling, Vel, deel_in, past_op
from templates.werkmap.maat import (
    LETTER,
    punten,
    regelhoogte,
    tekstbreedte,
)
from templates.werkmap.opmaak import schuif_opmaak, voeg_samen
from templates.werkmap.vastleggen import Celwaarde

LANGSTE_TEKST: Final = 32_000
KOPRIJ: Final = 4
"""Where a sheet of our own has its heads: below its title, what it shows and whose it is."""
UITLEGRIJ: Final = 2
"""Row under the title: one sentence on what the sheet shows; where a person made no room above it."""
SCHERMBREEDTE: Final = 130
SMALSTE_BLAD: Final = 92.0
"""In characters: on less a chart, a title and a sentence look lost."""
RUIMST: Final = 1.5
BIJLAGE: Final = "Bijlage: dit blad wordt niet mee afgedrukt. Wilt u het toch op papier, wis dan het afdrukbereik."
RUIMER: Final = 1.08
"""Running text has more letters on a line than figures."""
ALINEAREGEL: Final = 14.5
"""Height in points of a line of a paragraph."""
LUCHT: Final = 4.0
"""Points of white below a paragraph, or of a row without anything in it where room is scarce."""
NERGENS: Final = "XFD1"
"""An empty cell as print area: a page that holds nothing is not printed."""
DUIM: Final = 72.0
RIJHOOGTE: Final = 15.0

KOP_RECHTS: Final = "VW Kop rechts"
KOP_JAAR: Final = "VW Kop rechts, een jaar"
"""No style of a template: that of a head at the right, for a year."""
JAARFORMAAT: Final = "0_0;\\-0_0;0_0;@_0"
"""A year keeps its distance as the figures below it do: LibreOffice forgets an indent at the right of a number."""

Invoerwaarde = Fraction | Decimal | int | float | str | date | Pm | None


class Sjabloonfout(Gebruikersfout):
    """Something in a template that a person can mend."""


class Bladsoort(NamedTuple):
    """What its maker says of a sheet.

    inhoud: what it is about, for the contents of the workbook.
    bijlage: it is there to be looked up, and not printed.
    """

    inhoud: str = ""
    bijlage: bool = False


class Omslag(Protocol):
    """What a sheet asks of the workbook around it."""

    werkboek: Workbook
    stijlen: dict[str, StyleArray]


class Blad:
    """One sheet that is being filled; rows and columns count from 1."""

    def __init__(self, boek: Omslag, ws: Worksheet, soort: Bladsoort) -> None:
        self.boek = boek
        self.ws = ws
        self.naam = quote_sheetname(ws.title)
        self.waarden: dict[str, Celwaarde] = {}
        self.eigen_breedtes: Collection[int] = ()
        """Columns to which a person gave a width in the template."""
        self.uitlegrij = UITLEGRIJ
        self.delen: list[int] = []
        """The rows before which a page may end."""
        self.grafieken: list[int] = []
        """Those of them with which a chart begins."""
        self.kop: int | None = None
        """The row that is repeated above every page."""
        self.inhoud, self.bijlage = soort
        self.leeg = False
        """Whether nothing came in of what stands here."""
        self.rest = False
        """Whether below what is printed stands more, to be looked up."""
        self.strook = 0
        """Where its columns run on over pages beside each other: the last one of the first page. On the later ones the
        first columns are repeated, and a sentence that began there would be cut off."""
        self.vlakken: list[tuple[int, int]] = []
        """First row and last column of what stands below each other, where that is not as wide."""
        self.bladzijden = 1
        """Below each other."""
        self.breedste = 1
        """The last column of the first of the pages beside each other."""
        self.afgedrukt = (1, 1)
        """The last row and column that are printed."""

    def kopie(self, boek: Omslag, ws: Worksheet) -> Blad:
        """The same sheet in a copy of the workbook."""
        ander = copy(self)
        ander.boek, ander.ws = boek, ws
        ander.waarden, ander.delen, ander.grafieken = dict(self.waarden), list(self.delen), list(self.grafieken)
        ander.vlakken = list(self.vlakken)
        return ander

    def verwijs(self, rij: int, kolom: int) -> str:
        """Reference from any sheet: `'Meerjarig'!$C$6`."""
        return f"{self.naam}!${get_column_letter(kolom)}${rij}"

    def bereik(self, eerste: int, laatste: int, kolom: int, tot_kolom: int | None = None) -> str:
        """Range from any sheet: `'Meerjarig'!$C$6:$C$21`."""
        return f"{self.naam}!{vast(eerste, kolom)}:{vast(laatste, tot_kolom or kolom)}"

    def zet(self, rij: int, kolom: int, formule: str, waarde: Celwaarde, stijl: str = "") -> str:
        """A live formula and its value; returns the reference to the cell."""
        cel = cel_op(self.ws, rij, kolom)
        vul(cel, ILLEGAL_CHARACTERS_RE.sub("", formule), "f")
        if stijl:
            geef_stijl(cel, self._stijl(stijl))
        self.waarden[a1(rij, kolom)] = waarde
        return self.verwijs(rij, kolom)

    def schrijf(self, rij: int, kolom: int, waarde: Invoerwaarde, stijl: str = "") -> None:
        """Text or a figure as input. A text never becomes a formula."""
        cel = cel_op(self.ws, rij, kolom)
        if isinstance(waarde, (str, Pm)) and waarde != "":
            vul(cel, ILLEGAL_CHARACTERS_RE.sub("", str(waarde))[:LANGSTE_TEKST], "s")
        elif type(waarde) is int:
            vul(cel, waarde, "n")
        elif isinstance(waarde, (Fraction, Decimal)):
            getal = float(waarde)
            vul(cel, int(getal) if getal.is_integer() else getal, "n")
        else:
            cel.value = None if waarde == "" else waarde
        if stijl:
            jaar = stijl == KOP_RECHTS and type(waarde) is int and KOP_JAAR in self.boek.stijlen
            geef_stijl(cel, self._stijl(KOP_JAAR if jaar else stijl))

    def kleur(self, rij: int, eerste: int, laatste: int, stijl: str) -> None:
        """Give the cells of a row a style and nothing in them."""
        for kolom in range(eerste, laatste + 1):
            geef_stijl(cel_op(self.ws, rij, kolom), self._stijl(stijl))

    def koppen(self, rij: int, titels: Sequence[str | int], rechts: Collection[int] = (), eerste: int = 1) -> None:
        """A table head from column `eerste`; `rechts` are the columns that stand at the right, as their figures do."""
        for kolom, titel in enumerate(titels, start=eerste):
            self.schrijf(rij, kolom, titel, KOP_RECHTS if kolom in rechts else "VW Kop")
        hoog = regelhoogte([(str(titel), self.breedte(kolom)) for kolom, titel in enumerate(titels, start=eerste)])
        if hoog > RIJHOOGTE:
            self.hoogte(rij, hoog + 2)

    def tussenkop(self, rij: int, laatste: int, tekst: str) -> None:
        self.kleur(rij, 1, laatste, "VW Tussenkop")
        self.schrijf(rij, 1, tekst)
        self.hoogte(rij, 20)

    def noten(self, rij: int, laatste: int, teksten: Sequence[str], stijl: str = "VW Noot") -> int:
        """Sentences under a table, each over its whole width; returns the first free row."""
        van, tot = VAST + 1 if self.strook else 1, self._tekst_tot(laatste)
        breedte = sum(self.breedte(kolom) for kolom in range(van, tot + 1))
        for tekst in teksten:
            self.schrijf(rij, van, tekst, stijl)
            if tot > van:
                voeg_samen(self.ws, rij, tot, van)
            self.hoogte(rij, regelhoogte([(tekst, breedte)]))
            rij += 1
        return rij

    def _tekst_tot(self, laatste: int) -> int:
        """The last column over which a sentence runs: the width of what is printed, at most a screen."""
        tot, breed = 1, self.breedte(1)
        while tot < laatste and breed < SCHERMBREEDTE:
            tot += 1
            breed += self.breedte(tot)
        return min(tot, self.strook or tot)

    def zeg_erbij(self, zin: str) -> None:
        """One more sentence under the title."""
        uitleg = self.ws.cell(self.uitlegrij, 1).value
        self.schrijf(self.uitlegrij, 1, f"{uitleg} {zin}" if uitleg else zin)

    def koppel(self, rij: int, kolom: int, tekst: str, doel: Blad) -> None:
        """A link to another sheet."""
        self.schrijf(rij, kolom, tekst, "VW Verwijzing")
        cel = cel_op(self.ws, rij, kolom)
        cel.hyperlink = Hyperlink(ref=cel.coordinate, location=f"{doel.naam}!A1", display=tekst)
        geef_stijl(cel, self._stijl("VW Verwijzing"))

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

    def alinea(self, rij: int, laatste: int, tekst: str, stijl: str = "VW Alinea", regel: float = ALINEAREGEL) -> int:
        """A paragraph over these columns, as high as its text, if there is any; returns the first free row."""
        if not tekst:
            return rij
        self.schrijf(rij, 1, tekst, stijl)
        voeg_samen(self.ws, rij, laatste)
        breedte = RUIMER * sum(self.breedte(kolom) for kolom in range(1, laatste + 1))
        self.hoogte(rij, regelhoogte([(tekst, breedte)], regel) + LUCHT)
        return rij + 1

    def breedtes(self, maten: Sequence[float], eerste: int = 1) -> None:
        """Give columns a width, but for those to which a person gave one."""
        for kolom, maat in enumerate(maten, start=eerste):
            if kolom not in self.eigen_breedtes:
                self.ws.column_dimensions[get_column_letter(kolom)].width = maat

    def vullend(self, maten: Sequence[float]) -> list[float]:
        """Widths that leave room for the title of the sheet: of a table of a few columns they are made wider."""
        titel = self.ws.cell(self.titelrij, 1)
        nodig = tekstbreedte([str(titel.value or "")]) * titel.font.sz / LETTER
        factor = max(1.0, min(RUIMST, SMALSTE_BLAD / sum(maten)))
        ruimer = [maat * factor for maat in maten]
        return [*ruimer[:-1], ruimer[-1] + max(0.0, nodig - sum(ruimer))]

    def hoogte(self, rij: int, punten: float) -> None:
        rijmaten(self.ws, rij).height = punten

    def afdruk(
        self, laatste_kolom: int, laatste_rij: int, kop: int | None = None, *, nieuw_blad_voor: Sequence[int] = ()
    ) -> None:
        """What is printed, which row is the repeated head, and before which rows a new page starts where what follows
        does not fit on the one before.
        """
        self.delen += nieuw_blad_voor
        if self.bijlage:
            self.zeg_erbij(BIJLAGE)
        uitleg = self.ws.cell(self.uitlegrij, 1).value
        if laatste_kolom > 1 and isinstance(uitleg, str):
            self._uitleg_samen(uitleg, VAST if self.strook else self._tekst_tot(laatste_kolom))
        self.kop = kop
        self.druk(laatste_rij, laatste_kolom)

    def _uitleg_samen(self, uitleg: str, tot: int) -> None:
        """The sentence under the title runs over so many columns; on more pages beside each other it stands on each."""
        for rij in (self.uitlegrij, *([self.uitlegrij + 1] if self.strook else [])):
            if not any(rij in range(s.min_row, s.max_row + 1) for s in self.ws.merged_cells.ranges):
                voeg_samen(self.ws, rij, tot)
            tekst = uitleg if rij == self.uitlegrij else str(self.ws.cell(rij, 1).value or "")
            if self.strook:
                self.schrijf(rij, 1, tekst, "VW Uitleg")
            self.hoogte(rij, regelhoogte([(tekst, self.breedte_samen(rij, 1))]) + 3)

    def druk(self, laatste_rij: int, laatste_kolom: int) -> None:
        """What is printed, as it is."""
        self.afgedrukt = laatste_rij, laatste_kolom
        self._deel_in()

    def zet_onder(self, rij: int, laatste_rij: int, *, samen: bool = False) -> None:
        """A chart below what is printed already, from a row up to another; `samen`: more than one. Above it no head is
        repeated."""
        self.kop = None
        self.delen.append(rij)
        self.grafieken += [] if samen else [rij]
        self.vlakken.append((rij, 1))
        self.druk(laatste_rij, self.afgedrukt[1])

    def past_eronder(self, hoogtes: Sequence[float], *, zonder_bladzijde: bool = False) -> bool:
        """Whether charts of such heights, in points, can stand below what is printed: none alone on a page.

        zonder_bladzijde: only where that asks no page more.
        """
        vel, rij = self._vel(), self.afgedrukt[0] + 1
        plekken = [rij + n for n in range(len(hoogtes))]
        samen = replace(
            vel,
            kop=0.0,
            rijen=[*vel.rijen, *hoogtes],
            delen=[*vel.delen, *plekken],
            grafieken=[*vel.grafieken, *plekken],
        )
        deling = deel_in(samen)
        return not deling.alleen and not (zonder_bladzijde and len(deling.begin) >= self.bladzijden)

    def _vel(self) -> Vel:
        laatste_rij, laatste_kolom = self.afgedrukt
        hoogtes = [maat.height if maat else None for maat in map(self.ws.row_dimensions.get, range(1, laatste_rij + 1))]
        marges = self.ws.page_margins
        return Vel(
            [punten(self.breedte(kolom)) for kolom in range(1, laatste_kolom + 1)],
            [RIJHOOGTE if hoogte is None else hoogte for hoogte in hoogtes],
            self.delen,
            self.grafieken,
            0.0 if self.kop is None else self.ws.row_dimensions[self.kop].height or RIJHOOGTE,
            DUIM * (marges.left + marges.right),
            DUIM * (marges.top + marges.bottom),
        )

    def _deel_in(self) -> None:
        """Set up the pages: the area, upright or not, the scale and the breaks."""
        vel, opzet = self._vel(), self.ws.page_setup
        if not past_op(sum(vel.kolommen), staand=False, marge=vel.marge_breed) and vel.marge_breed > KRAPST:
            # Rather a narrower margin than columns that run on over a second page.
            krap = replace(vel, marge_breed=KRAPST)
            if past_op(sum(krap.kolommen), staand=False, marge=KRAPST):
                vel = krap
                self.ws.page_margins.left = self.ws.page_margins.right = KRAPST / 2 / DUIM
        deling = deel_in(vel)
        self.breedste = (deling.naast[0] - 1) if deling.naast else self.afgedrukt[1]
        if self.kop is not None and deling.begin:
            self.ws.print_title_rows = f"{self.kop}:{self.kop}"
        self.bladzijden = len(deling.begin) + 1
        self.ws.print_area = NERGENS if self.bijlage else ",".join(self._gebieden(deling))
        opzet.orientation = "portrait" if deling.staand else "landscape"
        opzet.scale = int(100 * deling.schaal)
        self.ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
        if deling.naast:
            self.ws.print_title_cols = f"A:{get_column_letter(VAST)}"
            self.ws.col_breaks = ColBreak(brk=tuple(Break(id=kolom - 1) for kolom in deling.naast))
        self.ws.row_breaks = RowBreak(brk=tuple(Break(id=rij - 1) for rij in deling.begin))

    def _gebieden(self, deling: Deling) -> Iterator[str]:
        """What is printed: where columns run on over more pages, of every row no more pages than it fills."""
        laatste_rij, laatste_kolom = self.afgedrukt
        randen = [*(kolom - 1 for kolom in deling.naast), laatste_kolom]
        vlakken = [(rij, randen[bisect_left(randen, kolom)]) for rij, kolom in self.vlakken if deling.naast]
        rand_van_begin = dict([(1, rand) for _, rand in vlakken[:1]] + vlakken[1:]) or {1: laatste_kolom}
        stukken = [(rand, [rij for rij, _ in stuk]) for rand, stuk in groupby(rand_van_begin.items(), itemgetter(1))]
        volgende = [*(rijen[0] for _, rijen in stukken[1:]), laatste_rij + 1]
        for (rand, rijen), na in zip(stukken, volgende, strict=True):
            yield f"A{rijen[0]}:{a1(na - 1, rand)}"

    def tabel(self, naam: str, kop: int, laatste_rij: int, laatste_kolom: int) -> None:
        """Declare rows an Excel table: its head is marked as such, and it can be filtered. The look is that of the
        cells.

        Only where every column has a head of its own: Excel takes no other table. A year becomes a text, for the same
        reason; the sheet says to Excel that it is meant so (see templates.werkmap.celxml).
        """
        cellen = [cel_op(self.ws, kop, kolom) for kolom in range(1, laatste_kolom + 1)]
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

    def _stijl(self, naam: str) -> StyleArray:
        try:
            return self.boek.stijlen[naam]
        except KeyError:
            raise Sjabloonfout(f"Het sjabloon mist de celstijl '{naam}'.") from None
