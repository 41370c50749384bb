"""Reading an OpenDocument sheet (.ods) from outside: its XML tells an error and a formula without a value apart."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Final, Literal

from schemas.lezers.opmaak import Stand, met_tekens
from schemas.lezers.xlsx import Beschadigd, dek_toe
from schemas.ooxml.xml import Element, kinderen, lokaal, stroom
from schemas.poort.grenzen import LAATSTE_KOLOM, LAATSTE_RIJ
from schemas.tabel import Procentcel, Rauw, Rauwblad
from schemas.werkboek import DAMAGE, Foutwaarde, Ongerekend, Verborgen

LOS: Final = frozenset({"annotation", "frame", "custom-shape", "g", "caption", "control", "note"})
"""What stands in a cell without being its text: a note, a picture or a text box that lies over it."""
_ODF: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABEL, KANTOOR, TEKST, STIJL = (_ODF % naam for naam in ("table", "office", "text", "style"))
CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
KEREN_BREED, KEREN_HOOG = f"{TABEL}number-columns-repeated", f"{TABEL}number-rows-repeated"
BREED, HOOG = f"{TABEL}number-columns-spanned", f"{TABEL}number-rows-spanned"
SOORT, GETAL, FORMULE = f"{KANTOOR}value-type", f"{KANTOOR}value", f"{TABEL}formula"
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
        vormen = _Vormen()
        if stijlen:
            # Looks that have a name of their own stand apart from the cells.
            for stijl in stroom(stijlen, "style"):
                vormen.leer(stijl)
        return tuple(blad.klaar() for blad in _bladen(inhoud, vormen))
    except (*DAMAGE, ArithmeticError) as fout:
        raise Beschadigd(bestand) from fout


def _bladen(inhoud: bytes, vormen: _Vormen) -> list[_Blad]:
    """The sheets in their order; what was read is thrown away row by row. A table within a cell is no sheet."""
    bladen: dict[Element, _Blad] = {}
    for element in stroom(inhoud, "style", "table", "table-column", "table-row"):
        soort, binnen = lokaal(element), [*element.iterancestors(f"{TABEL}table")]
        if soort == "style":
            vormen.leer(element)
            continue
        if soort == "table":
            binnen.append(element)
        if len(binnen) != 1:
            continue
        if binnen[0] not in bladen:
            bladen[binnen[0]] = _Blad(binnen[0], vormen)
        blad = bladen[binnen[0]]
        if soort == "table-column":
            blad.kolommen(element)
        elif soort == "table-row":
            blad.rij(element)
            element.clear()
    return list(bladen.values())


class _Vormen:
    """Which styles hide a sheet, and which raise, lower or strike through what is in them."""

    def __init__(self) -> None:
        self.verborgen: set[str] = set()
        self._stand: dict[str, Stand] = {}
        self._doorgehaald: set[str] = set()

    def leer(self, stijl: Element) -> None:
        naam = stijl.get(f"{STIJL}name", "")
        if any(deel.get(f"{TABEL}display") == "false" for deel in kinderen(stijl, "table-properties")):
            self.verborgen.add(naam)
        for deel in kinderen(stijl, "text-properties"):
            plaats = deel.get(f"{STIJL}text-position", "").split(" ")[0]
            if plaats.startswith("super") or (plaats.endswith("%") and not plaats.startswith(("-", "0%"))):
                self._stand[naam] = "hoog"
            elif plaats.startswith(("sub", "-")):
                self._stand[naam] = "laag"
            if any(deel.get(f"{STIJL}text-line-through-{wat}", "none") != "none" for wat in ("style", "type")):
                self._doorgehaald.add(naam)

    def tekst(self, element: Element) -> str:
        """The paragraphs of a cell; most have one, of plain text."""
        if len(element) == 1 and not len(element[0]) and lokaal(element[0]) == "p":
            return element[0].text or ""
        return "\n".join(met_tekens(self._stukken(alinea, "", weg=False)) for alinea in _alineas(element))

    def _stukken(self, element: Element, stand: Stand, *, weg: bool) -> Iterator[tuple[str, Stand, bool]]:
        yield element.text or "", stand, weg
        for kind in element:
            soort = lokaal(kind)
            if soort == "span":
                stijl = kind.get(f"{TEKST}style-name", "")
                eigen = stand or self._stand.get(stijl, "")
                yield from self._stukken(kind, eigen, weg=weg or stijl in self._doorgehaald)
            elif soort == "s":
                yield " " * min(int(kind.get(f"{TEKST}c", "1")), 1000), stand, weg
            elif soort in ("tab", "line-break"):
                yield " ", stand, weg
            elif soort not in LOS:
                yield from self._stukken(kind, stand, weg=weg)
            yield kind.tail or "", stand, weg


def _alineas(element: Element) -> Iterator[Element]:
    for kind in element:
        if lokaal(kind) == "p":
            yield kind
        elif lokaal(kind) not in (*LOS, "table"):
            yield from _alineas(kind)


class _Blad:
    """One sheet; repeated cells and rows are only written out where they hold something."""

    def __init__(self, tabel: Element, vormen: _Vormen) -> None:
        self._naam, self._vormen = tabel.get(f"{TABEL}name", ""), vormen
        self._stand = tabel.get(f"{TABEL}style-name", "")
        self._rijen: list[list[Rauw]] = []
        self._leeg = self._kolom = 0
        self._rijen_weg: set[int] = set()
        self._kolommen_weg: set[int] = set()
        self._samengevoegd: list[tuple[int, int, int, int]] = []

    def kolommen(self, element: Element) -> None:
        aantal = _aantal(element, KEREN_BREED)
        if _is_weg(element) and self._kolom + aantal <= LAATSTE_KOLOM:
            self._kolommen_weg |= set(range(self._kolom + 1, self._kolom + aantal + 1))
        self._kolom += aantal

    def rij(self, element: Element) -> None:
        rij: list[Rauw] = []
        for cel in kinderen(element, "table-cell", "covered-table-cell"):
            breed, hoog = _aantal(cel, BREED), _aantal(cel, HOOG)
            if breed > 1 or hoog > 1:
                boven, links = len(self._rijen) + self._leeg + 1, len(rij) + 1
                self._samengevoegd.append((boven, links, boven + hoog - 1, links + breed - 1))
            waarde, aantal = _waarde(cel, self._vormen.tekst(cel)), _aantal(cel, KEREN_BREED)
            if len(rij) + aantal > LAATSTE_KOLOM:
                aantal = 1 if waarde is not None else 0
            rij += [waarde] * aantal
        while rij and rij[-1] is None:
            rij.pop()
        self._neem(rij, _aantal(element, KEREN_HOOG), weg=_is_weg(element))

    def _neem(self, rij: list[Rauw], keren: int, *, weg: bool) -> None:
        if not rij:
            # Empty rows count only once something stands below them.
            self._leeg += keren
            return
        if len(self._rijen) + self._leeg + keren > LAATSTE_RIJ:
            raise ValueError("more rows than a sheet can hold")
        self._rijen += [[] for _ in range(self._leeg)]
        if weg:
            self._rijen_weg |= set(range(len(self._rijen) + 1, len(self._rijen) + keren + 1))
        self._rijen += [list(rij) for _ in range(keren)]
        self._leeg = 0

    def klaar(self) -> Rauwblad:
        breedte = max((len(rij) for rij in self._rijen), default=0)
        kolommen = list(zip(*([*rij, *[None] * (breedte - len(rij))] for rij in self._rijen), strict=True))
        dek_toe(kolommen, self._samengevoegd)
        weg = frozenset(kolom for kolom in self._kolommen_weg if kolom <= breedte)
        stand: Literal["", "verborgen"] = "verborgen" if self._stand in self._vormen.verborgen else ""
        verborgen = Verborgen(stand, frozenset(self._rijen_weg), weg)
        return Rauwblad(self._naam, tuple(kolommen), verborgen=verborgen)


def _aantal(element: Element, kenmerk: str) -> int:
    return int(element.get(kenmerk, "1"))


def _is_weg(element: Element) -> bool:
    return element.get(f"{TABEL}visibility", "visible") != "visible"


def _waarde(cel: Element, tekst: str) -> Rauw:
    soort = cel.get(SOORT, "")
    formule = cel.get(FORMULE)
    if formule is not None and (cel.get(f"{CALC}value-type") == "error" or _FOUTTEKST.fullmatch(tekst)):
        return Foutwaarde(tekst or "#N/A")
    if soort in ("float", "currency", "percentage"):
        return _getal(cel.get(GETAL, ""), tekst, procent=soort == "percentage", berekend=formule is not None)
    if soort == "boolean":
        return cel.get(f"{KANTOOR}boolean-value") == "true"
    if soort == "date":
        return _moment(cel.get(f"{KANTOOR}date-value", ""), tekst)
    if soort == "time":
        duur = _DUUR.fullmatch(cel.get(f"{KANTOOR}time-value", ""))
        return timedelta(hours=int(duur[2]), minutes=int(duur[3]), seconds=int(duur[4])) if duur else tekst
    if formule is not None and not soort:
        return Ongerekend(formule.partition(":")[2] or formule)
    return tekst or cel.get(f"{KANTOOR}string-value") or None


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
