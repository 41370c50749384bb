"""Reading an OpenDocument sheet (.ods) from outside: its XML tells an error and a formula without a value apart."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any, Final
from xml.parsers import expat

from schemas.lezers.opmaak import Stand, met_tekens
from schemas.lezers.xlsx import Beschadigd, dek_toe
from schemas.tabel import Procentcel, Rauw, Rauwblad
from schemas.werkboek import DAMAGE, Foutwaarde, Ongerekend, Verborgen

MEESTE_RIJEN: Final = 1_048_576
MEESTE_KOLOMMEN: Final = 16_384
CELLEN: Final = ("table:table-cell", "table:covered-table-cell")
LOS: Final = frozenset(
    {"office:annotation", "draw:frame", "draw:custom-shape", "draw:g", "draw:caption", "draw:control", "text:note"}
)
"""What stands in a cell without being its text: a note, a picture or a text box that lies over it."""
_FOUTTEKST: Final = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d{3}|#[A-Z ]+!?")
_DUUR: Final = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


def lees_ods(data: bytes, bestand: str) -> tuple[Rauwblad, ...]:
    """Every sheet of an OpenDocument file.

    Raises:
        Gebruikersfout: the file is damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archief:
            inhoud = archief.read("content.xml")
            stijlen = archief.read("styles.xml") if "styles.xml" in archief.namelist() else b""
        lezer = _Lezer()
        if stijlen:
            # Looks that have a name of their own stand apart from the cells.
            walk(stijlen, lezer.start)
        walk(inhoud, lezer.start, lezer.end, lezer.tekst)
    except (*DAMAGE, expat.ExpatError, ArithmeticError) as fout:
        raise Beschadigd(bestand) from fout
    return tuple(lezer.bladen)


def walk(
    xml: bytes,
    start: Callable[[str, dict[str, str]], Any],
    end: Callable[[str], Any] | None = None,
    tekst: Callable[[str], Any] | None = None,
) -> None:
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


class _Lezer:
    """Walks through the content; repeated cells and rows are only written out where they hold something."""

    def __init__(self) -> None:
        self.bladen: list[Rauwblad] = []
        self._verborgen: set[str] = set()
        self._stijl = ""
        self._stand: dict[str, Stand] = {}
        self._doorgehaald: set[str] = set()
        self._naam = ""
        self._zichtbaar = True
        self._rijen_weg: set[int] = set()
        self._kolommen_weg: set[int] = set()
        self._kolom = 0
        self._rij_weg = False
        self._samengevoegd: list[tuple[int, int, int, int]] = []
        self._rijen: list[list[Rauw]] = []
        self._rij: list[Rauw] = []
        self._leeg = 0
        self._herhaal_rij = 1
        self._cel: dict[str, str] | None = None
        self._stukken: list[tuple[str, Stand, bool]] = []
        self._spans: list[str] = []
        self._alineas: list[str] = []
        self._diepte = 0
        self._in_tekst = 0
        self._los = 0

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        if naam == "style:style":
            self._stijl = kenmerken.get("style:name", "")
        elif naam == "style:table-properties" and kenmerken.get("table:display") == "false":
            self._verborgen.add(self._stijl)
        elif naam == "style:text-properties":
            self._textstijl(kenmerken)
        elif naam == "table:table":
            self._diepte += 1
            if self._diepte == 1:
                self._blad(kenmerken)
        elif self._diepte != 1:
            return
        elif naam == "table:table-column":
            aantal = int(kenmerken.get("table:number-columns-repeated", "1"))
            if kenmerken.get("table:visibility", "visible") != "visible" and self._kolom + aantal <= MEESTE_KOLOMMEN:
                self._kolommen_weg |= set(range(self._kolom + 1, self._kolom + aantal + 1))
            self._kolom += aantal
        elif naam == "table:table-row":
            self._rij = []
            self._herhaal_rij = int(kenmerken.get("table:number-rows-repeated", "1"))
            self._rij_weg = kenmerken.get("table:visibility", "visible") != "visible"
        elif naam in CELLEN:
            self._cel, self._alineas = kenmerken, []
            self._span(kenmerken)
        elif naam in LOS:
            self._los += 1
        elif self._cel is not None and not self._los:
            self._in_cel(naam, kenmerken)

    def _in_cel(self, naam: str, kenmerken: dict[str, str]) -> None:
        if naam == "text:p":
            self._in_tekst += 1
            self._stukken = []
        elif naam == "text:span":
            self._spans.append(kenmerken.get("text:style-name", ""))
        elif naam == "text:s" and self._in_tekst:
            self.tekst(" " * min(int(kenmerken.get("text:c", "1")), 1000))
        elif naam in ("text:tab", "text:line-break") and self._in_tekst:
            self.tekst(" ")

    def _textstijl(self, kenmerken: dict[str, str]) -> None:
        """Whether a style raises, lowers or strikes through what is in it."""
        plaats = kenmerken.get("style:text-position", "").split(" ")[0]
        if plaats.startswith("super") or (plaats.endswith("%") and not plaats.startswith(("-", "0%"))):
            self._stand[self._stijl] = "hoog"
        elif plaats.startswith(("sub", "-")):
            self._stand[self._stijl] = "laag"
        strepen = (kenmerken.get(f"style:text-line-through-{wat}", "none") for wat in ("style", "type"))
        if any(streep != "none" for streep in strepen):
            self._doorgehaald.add(self._stijl)

    def _blad(self, kenmerken: dict[str, str]) -> None:
        self._naam = kenmerken.get("table:name", "")
        self._zichtbaar = kenmerken.get("table:style-name", "") not in self._verborgen
        self._rijen, self._leeg, self._kolom = [], 0, 0
        self._rijen_weg, self._kolommen_weg, self._samengevoegd = set(), set(), []

    def _span(self, kenmerken: dict[str, str]) -> None:
        breed = int(kenmerken.get("table:number-columns-spanned", "1"))
        hoog = int(kenmerken.get("table:number-rows-spanned", "1"))
        if breed > 1 or hoog > 1:
            rij, kolom = len(self._rijen) + self._leeg + 1, len(self._rij) + 1
            self._samengevoegd.append((rij, kolom, rij + hoog - 1, kolom + breed - 1))

    def tekst(self, stuk: str) -> None:
        if self._in_tekst and not self._los:
            stand: Stand = next((self._stand[stijl] for stijl in self._spans if stijl in self._stand), "")
            self._stukken.append((stuk, stand, any(stijl in self._doorgehaald for stijl in self._spans)))

    def end(self, naam: str) -> None:
        if naam == "table:table":
            if self._diepte == 1:
                self._klaar()
            self._diepte -= 1
        elif self._diepte != 1:
            return
        elif naam in LOS:
            self._los -= 1
        elif naam in CELLEN and self._cel is not None:
            waarde = _waarde(self._cel, "\n".join(self._alineas))
            aantal = int(self._cel.get("table:number-columns-repeated", "1"))
            if len(self._rij) + aantal > MEESTE_KOLOMMEN:
                aantal = 1 if waarde is not None else 0
            self._rij += [waarde] * aantal
            self._cel = None
        elif naam == "table:table-row":
            self._row()
        elif self._los or self._cel is None:
            return
        elif naam == "text:p" and self._in_tekst:
            self._in_tekst -= 1
            self._alineas.append(met_tekens(self._stukken))
        elif naam == "text:span" and self._spans:
            self._spans.pop()

    def _klaar(self) -> None:
        breedte = max((len(rij) for rij in self._rijen), default=0)
        kolommen = list(zip(*([*rij, *[None] * (breedte - len(rij))] for rij in self._rijen), strict=True))
        dek_toe(kolommen, self._samengevoegd)
        weg = frozenset(kolom for kolom in self._kolommen_weg if kolom <= breedte)
        verborgen = Verborgen("" if self._zichtbaar else "verborgen", frozenset(self._rijen_weg), weg)
        self.bladen.append(Rauwblad(self._naam, tuple(kolommen), verborgen=verborgen))

    def _row(self) -> None:
        while self._rij and self._rij[-1] is None:
            self._rij.pop()
        if not self._rij:
            # Empty rows count only once something stands below them.
            self._leeg += self._herhaal_rij
            return
        if len(self._rijen) + self._leeg + self._herhaal_rij > MEESTE_RIJEN:
            raise ValueError("more rows than a sheet can hold")
        self._rijen += [[] for _ in range(self._leeg)]
        if self._rij_weg:
            self._rijen_weg |= set(range(len(self._rijen) + 1, len(self._rijen) + self._herhaal_rij + 1))
        self._rijen += [list(self._rij) for _ in range(self._herhaal_rij)]
        self._leeg = 0


def _waarde(cel: dict[str, str], tekst: str) -> Rauw:
    soort = cel.get("office:value-type", "")
    formule = cel.get("table:formula")
    if formule is not None and (cel.get("calcext:value-type") == "error" or _FOUTTEKST.fullmatch(tekst)):
        return Foutwaarde(tekst or "#N/A")
    if soort in ("float", "currency", "percentage"):
        return _getal(cel.get("office:value", ""), tekst, procent=soort == "percentage", berekend=formule is not None)
    if soort == "boolean":
        return cel.get("office:boolean-value") == "true"
    if soort == "date":
        return _moment(cel.get("office:date-value", ""), tekst)
    if soort == "time":
        duur = _DUUR.fullmatch(cel.get("office:time-value", ""))
        return timedelta(hours=int(duur[2]), minutes=int(duur[3]), seconds=int(duur[4])) if duur else tekst
    if formule is not None and not soort:
        return Ongerekend(formule.partition(":")[2] or formule)
    return tekst or cel.get("office:string-value") or None


def _getal(waarde: str, tekst: str, *, procent: bool, berekend: bool) -> Rauw:
    """A number as it is kept; what is none is no reason to refuse the whole file, and stays what is shown there."""
    try:
        getal = float(waarde)
    except ValueError:
        return tekst or None
    if not isfinite(getal):
        return tekst or None
    schoon = float(f"{getal:.15g}") if berekend else getal
    return Procentcel(Decimal(repr(schoon)) * 100) if procent else schoon


def _moment(waarde: str, tekst: str) -> Rauw:
    """A day, or a day and an hour; one that does not exist, in a column that nobody uses, is only what is shown."""
    try:
        moment = datetime.fromisoformat(waarde)
    except ValueError:
        return tekst or None
    return moment if moment.time() != datetime.min.time() else date(moment.year, moment.month, moment.day)
