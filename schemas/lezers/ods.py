"""Reading an OpenDocument sheet (.ods) from outside: its XML tells an error and a formula without a value apart."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Final
from xml.parsers import expat

from schemas.lezers.xlsx import Beschadigd, walk
from schemas.tabel import Procentcel, Rauw, Rauwblad
from schemas.werkboek import DAMAGE, Foutwaarde, Ongerekend

MEESTE_RIJEN: Final = 1_048_576
MEESTE_KOLOMMEN: Final = 16_384
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
        lezer = _Lezer()
        walk(inhoud, lezer.start, lezer.end, lezer.tekst)
    except (*DAMAGE, expat.ExpatError, ArithmeticError) as fout:
        raise Beschadigd(bestand) from fout
    return tuple(lezer.bladen)


class _Lezer:
    """Walks through the content; repeated cells and rows are only written out where they hold something."""

    def __init__(self) -> None:
        self.bladen: list[Rauwblad] = []
        self._verborgen: set[str] = set()
        self._stijl = ""
        self._naam = ""
        self._zichtbaar = True
        self._rijen: list[list[Rauw]] = []
        self._rij: list[Rauw] = []
        self._leeg = 0
        self._herhaal_rij = 1
        self._cel: dict[str, str] | None = None
        self._stukken: list[str] = []
        self._alineas: list[str] = []
        self._diepte = 0
        self._in_tekst = 0
        self._in_notitie = 0

    def start(self, naam: str, kenmerken: dict[str, str]) -> None:
        kaal = {sleutel.rpartition(":")[2] if ":" not in sleutel else sleutel: w for sleutel, w in kenmerken.items()}
        if naam == "style:style" and kaal.get("style:family") == "table":
            self._stijl = kaal.get("style:name", "")
        elif naam == "style:table-properties" and kaal.get("table:display") == "false":
            self._verborgen.add(self._stijl)
        elif naam == "table:table":
            self._diepte += 1
            if self._diepte == 1:
                self._naam = kaal.get("table:name", "")
                self._zichtbaar = kaal.get("table:style-name", "") not in self._verborgen
                self._rijen, self._leeg = [], 0
        elif self._diepte != 1:
            return
        elif naam == "table:table-row":
            self._rij = []
            self._herhaal_rij = int(kaal.get("table:number-rows-repeated", "1"))
        elif naam in ("table:table-cell", "table:covered-table-cell"):
            self._cel, self._alineas = kaal, []
        elif naam == "office:annotation":
            self._in_notitie += 1
        elif naam == "text:p" and self._cel is not None and not self._in_notitie:
            self._in_tekst += 1
            self._stukken = []
        elif naam == "text:s" and self._in_tekst:
            self._stukken.append(" " * min(int(kaal.get("text:c", "1")), 1000))
        elif naam in ("text:tab", "text:line-break") and self._in_tekst:
            self._stukken.append(" ")

    def tekst(self, stuk: str) -> None:
        if self._in_tekst and not self._in_notitie:
            self._stukken.append(stuk)

    def end(self, naam: str) -> None:
        if naam == "table:table":
            if self._diepte == 1:
                breedte = max((len(rij) for rij in self._rijen), default=0)
                gevuld = [[*rij, *[None] * (breedte - len(rij))] for rij in self._rijen]
                kolommen = tuple(zip(*gevuld, strict=True))
                self.bladen.append(Rauwblad(self._naam, kolommen, self._zichtbaar))
            self._diepte -= 1
        elif self._diepte != 1:
            return
        elif naam == "text:p" and self._in_tekst:
            self._in_tekst -= 1
            self._alineas.append("".join(self._stukken))
        elif naam == "office:annotation":
            self._in_notitie -= 1
        elif naam in ("table:table-cell", "table:covered-table-cell") and self._cel is not None:
            waarde = _waarde(self._cel, "\n".join(self._alineas))
            aantal = int(self._cel.get("table:number-columns-repeated", "1"))
            if len(self._rij) + aantal > MEESTE_KOLOMMEN:
                aantal = 1 if waarde is not None else 0
            self._rij += [waarde] * aantal
            self._cel = None
        elif naam == "table:table-row":
            self._row()

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
        self._rijen += [list(self._rij) for _ in range(self._herhaal_rij)]
        self._leeg = 0


def _waarde(cel: dict[str, str], tekst: str) -> Rauw:
    soort = cel.get("office:value-type", "")
    formule = cel.get("table:formula")
    if formule is not None and (cel.get("calcext:value-type") == "error" or _FOUTTEKST.fullmatch(tekst)):
        return Foutwaarde(tekst or "#N/A")
    if soort in ("float", "currency", "percentage"):
        getal = float(cel["office:value"])
        schoon = float(f"{getal:.15g}") if formule is not None else getal
        return Procentcel(Decimal(repr(schoon)) * 100) if soort == "percentage" else schoon
    if soort == "boolean":
        return cel.get("office:boolean-value") == "true"
    if soort == "date":
        moment = datetime.fromisoformat(cel["office:date-value"])
        return moment if moment.time() != datetime.min.time() else date(moment.year, moment.month, moment.day)
    if soort == "time":
        duur = _DUUR.fullmatch(cel.get("office:time-value", ""))
        return timedelta(hours=int(duur[2]), minutes=int(duur[3]), seconds=int(duur[4])) if duur else tekst
    if formule is not None and not soort:
        return Ongerekend(formule.partition(":")[2] or formule)
    return tekst or cel.get("office:string-value") or None
