"""An Excel workbook (.xlsx): every part is judged by what it says it is, never by its name alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from typing import Final

from schemas.poort.blad import Bladkeurder, Omvang, Teller
from schemas.poort.formule import Formulekeurder
from schemas.poort.grenzen import MB, MEESTE_BLADEN
from schemas.poort.snel import is_blad, zonder_gewone_rijen
from schemas.poort.soort import ANDERE_EXTENSIES, POWERPOINT, VISIO, WORD, extensie
from schemas.poort.weigering import REDEN, Kenmerk, Weigering, genoemd
from schemas.poort.xml import Keurder, Namen, keur_losse_opmaak, keur_xml
from schemas.poort.zip import Archief, Deel, te_groot

TYPEN: Final = "[Content_Types].xml"
_GROOTSTE_LOSSE_OPMAAK: Final = 20 * MB

_MACROS: Final = REDEN[Kenmerk.MACRO]
_OBJECT: Final = REDEN[Kenmerk.INGESLOTEN]
_BESTURING: Final = "heeft een besturingselement (ActiveX) of een invoegtoepassing"
VERBINDING: Final = "heeft een gegevensverbinding of query"
ANDER_BESTAND: Final = "heeft een koppeling met een ander bestand"
GEEN_REKENBLAD: Final = "is een zip, maar geen rekenblad"
_LINT: Final = "past de knoppen van Excel aan (customUI)"
RAAD_VERBINDING: Final = "verwijder haar in Excel met Gegevens > Query's en verbindingen, en stuur alleen de waarden"

_VERBODEN_WOORDEN: Final = (
    (Kenmerk.MACRO, _MACROS, "vbaproject vbadata macrosheet dialogsheet macroenabled attachedtoolbars"),
    (Kenmerk.INGESLOTEN, _BESTURING, "activex relationships/control"),
    (Kenmerk.INGESLOTEN, _OBJECT, "oleobject relationships/package afchunk"),
    (Kenmerk.KOPPELING, ANDER_BESTAND, "externallink attachedtemplate"),
    (Kenmerk.KOPPELING, VERBINDING, "connections querytable powerpivotdata volatiledependencies"),
    (Kenmerk.MACRO, _LINT, "ui/extensibility customui"),
    (Kenmerk.SOORT, ANDERE_EXTENSIES[".xlsb"][1], "ms-excel.sheet.binary"),
)
"""Words within a content type or a kind of relationship, in lower case, and what they stand for."""
_VERBODEN_WORTELS: Final = {
    "macrosheet": (Kenmerk.MACRO, _MACROS),
    "dialogsheet": (Kenmerk.MACRO, _MACROS),
    "customUI": (Kenmerk.MACRO, _LINT),
    "ocx": (Kenmerk.INGESLOTEN, _BESTURING),
    "externalLink": (Kenmerk.KOPPELING, ANDER_BESTAND),
    "connections": (Kenmerk.KOPPELING, VERBINDING),
    "queryTable": (Kenmerk.KOPPELING, VERBINDING),
    "DataMashup": (Kenmerk.KOPPELING, VERBINDING),
    "volTypes": (Kenmerk.KOPPELING, VERBINDING),
}
"""Root elements: a part may have any name and any type."""
_VERBODEN_PLAATSEN: Final = (
    (re.compile(r"(?:^|/)vbaProject[^/]*\.bin$|(?:^|/)(?:macrosheets|dialogsheets)/", re.I), Kenmerk.MACRO, _MACROS),
    (re.compile(r"^customUI/|(?:^|/)userCustomization/", re.I), Kenmerk.MACRO, _LINT),
    (re.compile(r"(?:^|/)activeX/", re.I), Kenmerk.INGESLOTEN, _BESTURING),
    (re.compile(r"(?:^|/)embeddings/", re.I), Kenmerk.INGESLOTEN, _OBJECT),
    (re.compile(r"(?:^|/)externalLinks/", re.I), Kenmerk.KOPPELING, ANDER_BESTAND),
    (re.compile(r"(?:^|/)connections\.xml$|(?:^|/)queryTables/|^xl/model/", re.I), Kenmerk.KOPPELING, VERBINDING),
)
_HOOFDTYPEN: Final = (
    ("spreadsheetml.sheet.main+xml", ""),
    ("spreadsheetml.template.main+xml", ANDERE_EXTENSIES[".xltx"][1]),
    ("ms-excel.addin", "is een invoegtoepassing van Excel"),
    ("wordprocessingml", WORD),
    ("presentationml", POWERPOINT),
    ("ms-visio", VISIO),
    ("fixeddocument", "is een XPS-document"),
)
_BEELD: Final = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\xd7\xcd\xc6\x9a",
    b"\x01\0\t\0", b"\x02\0\t\0", b"\x01\0\0\0", b"VCLMTF", b"II\xbc", b"\0\0\1\0",
)  # fmt: skip
"""PNG, JPEG, GIF, BMP, TIFF (two), WebP, WMF (three), EMF, LibreOffice's own drawing, JPEG XR and ICO."""
_BEELDPLAATS: Final = re.compile(
    r"(?:^|/)(?:media|Pictures|Thumbnails|ObjectReplacements)/|(?:^|/)thumbnail\.\w+$", re.I
)
_STILLE_PLAATS: Final = re.compile(
    r"(?:^|/)(?:printerSettings|customProperty)[^/]*(?:/[^/]+)?\.bin$|(?:^|/)\[trash\]/", re.I
)
"""What a printer, an add-in or SharePoint left behind: nothing reads it."""
_TRASH: Final = re.compile(r"\[trash\]/", re.I)
"""By the format no part at all, whatever bytes of before are in it."""
_VAN_ANDEREN: Final = re.compile(r"^customXml/", re.I)
"""Data that other programs keep in a workbook, often in UTF-16: no reader of cells opens it."""
_STILLE_SOORT: Final = re.compile(r"^image/|/image$|printersettings|customproperty|thumbnail|hdphoto", re.I)
"""Types and relationships that may lead to such a place; any other would have a reader open what was not judged."""
_FORMULES: Final = frozenset({"definedName", "f", "calculatedColumnFormula", "totalsRowFormula"})
_LETTEN_OP: Final = frozenset({"sheet", "externalReference", "table", "cacheSource", "oleLink", "ddeLink"})
_EIGEN_BRONNEN: Final = frozenset({"worksheet", "consolidation", "scenario"})
_STRIKT: Final = "purl.oclc.org/ooxml"
_RAAD_STRIKT: Final = "sla het in Excel op als gewone Excel-werkmap (.xlsx)"
_LEIDT_WEG: Final = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:|^//|\\|(?:\.\./){3}")
_VERPAKT: Final = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"{\\rtf",
)


def keur_xlsx(archief: Archief) -> None:
    """Refuse a workbook that holds anything but cells, looks and pictures.

    Raises:
        Weigering: at the first thing that is not let in.
    """
    typen = archief.zoek(TYPEN)
    if typen is None:
        raise Weigering(Kenmerk.SOORT, GEEN_REKENBLAD)
    typenkeurder = _Typenkeurder({extensie(naam).removeprefix(".") for naam in archief.delen})
    keur_xml(archief.stukken(typen), TYPEN, lambda *_: typenkeurder)
    typenkeurder.besluit()
    for naam in archief.delen:
        for patroon, kenmerk, reden in _VERBODEN_PLAATSEN:
            if patroon.search(naam):
                raise _verboden(kenmerk, reden, naam)
    teller, namen = Teller(), Namen()
    for deel in archief.delen.values():
        if deel is not typen:
            _keur(archief, deel, teller, namen)


def _keur(archief: Archief, deel: Deel, teller: Teller, namen: Namen) -> None:
    stukken = archief.stukken(deel)
    eerste = next(stukken, b"")
    if not _TRASH.match(deel.naam):
        keur_geen_bestand(eerste, deel.naam)
    if deel.naam.casefold().endswith(".vml"):
        if deel.uitgepakt > _GROOTSTE_LOSSE_OPMAAK:
            raise te_groot(deel)
        keur_losse_opmaak(eerste + b"".join(stukken), deel.naam)
    elif not is_stil(eerste, deel.naam):
        omvang = Omvang(deel.naam)
        stroom = weer_voor(eerste, stukken)
        if is_blad(eerste):
            stroom = zonder_gewone_rijen(stroom, deel.naam, teller, omvang)
        utf16 = _VAN_ANDEREN.search(deel.naam) is not None
        keur_xml(stroom, deel.naam, _kiezer(deel.naam, teller, omvang, namen), utf16=utf16)
    else:
        for _ in stukken:
            pass  # inflated all the same: a bomb may be in a picture


def weer_voor(eerste: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """The block that was looked at, back in front of the others."""
    yield eerste
    yield from rest


def keur_geen_bestand(eerste: bytes, naam: str) -> None:
    """No part is a file of its own: an archive, a program, a document."""
    if eerste.startswith(_VERPAKT):
        raise Weigering(Kenmerk.INGESLOTEN, f"{_OBJECT} ({genoemd(naam)})")


def keur_plaats(doel: str, soort: str) -> None:
    """What stands among the pictures is a picture by its type too, and is used as one."""
    if (_BEELDPLAATS.search(doel) or _STILLE_PLAATS.search(doel)) and not _STILLE_SOORT.search(soort):
        raise Weigering(Kenmerk.PAD, f"gebruikt een plaatje of printerinstelling als iets anders ({genoemd(doel)})")


def is_stil(eerste: bytes, naam: str) -> bool:
    """A picture in its place, or what a printer left: bytes that no reader of cells looks at."""
    if _BEELDPLAATS.search(naam):
        return not eerste or eerste.startswith(_BEELD)
    return _STILLE_PLAATS.search(naam) is not None


def _verboden(kenmerk: Kenmerk, reden: str, naam: str = "") -> Weigering:
    raad = RAAD_VERBINDING if reden == VERBINDING else ""
    return Weigering(kenmerk, f"{reden} ({genoemd(naam)})" if naam else reden, raad)


def keur_woord(waarde: str, naam: str) -> None:
    klein = waarde.casefold()
    for kenmerk, reden, woorden in _VERBODEN_WOORDEN:
        if any(woord in klein for woord in woorden.split()):
            raise _verboden(kenmerk, reden, naam)


class _Typenkeurder(Keurder):
    """The list of what every part is. What it says of an extension counts only where a part has that extension.

    SheetJS declares every kind that it could write, macros among them, and writes none.
    """

    def __init__(self, extensies: Set[str]) -> None:
        self._extensies = extensies
        self._gezien: list[str] = []

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        soort = attributen.get("ContentType")
        leeg = "Extension" in attributen and attributen["Extension"].casefold() not in self._extensies
        if soort is not None and not leeg:
            self._gezien.append(soort.casefold())
            keur_plaats(attributen.get("PartName", ""), soort)

    def besluit(self) -> None:
        """Dangerous parts first, so that a macro workbook is called that and not just another kind of file."""
        for soort in self._gezien:
            keur_woord(soort, "")
        for woord, reden in _HOOFDTYPEN:
            if any(woord in soort for soort in self._gezien):
                if reden:
                    raise Weigering(Kenmerk.SOORT, reden)
                return
        raise Weigering(Kenmerk.SOORT, GEEN_REKENBLAD)


def _kiezer(deelnaam: str, teller: Teller, omvang: Omvang, namen: Namen) -> Callable[[str, dict[str, str]], Keurder]:
    """Finds the judge of a part by its root element: a part may have any name."""

    def kies(wortel: str, attributen: dict[str, str]) -> Keurder:
        lokaal = namen[wortel]
        if verboden := _VERBODEN_WORTELS.get(lokaal):
            raise _verboden(*verboden, deelnaam)
        if lokaal == "worksheet":
            return Bladkeurder(deelnaam, teller, omvang, namen)
        if lokaal == "Relationships":
            return Relatiekeurder(deelnaam, namen)
        if lokaal == "workbook" and any(_STRIKT in waarde for waarde in attributen.values()):
            raise Weigering(Kenmerk.SOORT, "is opgeslagen als 'Strict Open XML-werkblad'", _RAAD_STRIKT)
        return _Deelkeurder(deelnaam, namen)

    return kies


class Relatiekeurder(Keurder):
    """What a part leads to. Only a link that a person clicks may lead outside, and `mag`: kinds that are dropped."""

    def __init__(self, deelnaam: str, namen: Namen, mag: frozenset[str] = frozenset()) -> None:
        self._deelnaam = deelnaam
        self._namen = namen
        self._mag = mag

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        if self._namen[naam] != "Relationship":
            return
        soort, doel = attributen.get("Type", ""), attributen.get("Target", "")
        if soort.rpartition("/")[2] in self._mag:
            return
        keur_woord(soort, self._deelnaam)
        if attributen.get("TargetMode", "").casefold() == "external":
            if not soort.casefold().endswith("/hyperlink"):
                raise Weigering(Kenmerk.KOPPELING, f"haalt iets van buiten: {genoemd(doel)}")
        elif _LEIDT_WEG.search(doel):
            raise Weigering(Kenmerk.PAD, f"bevat een verwijzing uit het bestand vandaan: {genoemd(doel)}")
        else:
            keur_plaats(doel, soort)


class _Deelkeurder(Formulekeurder):
    """Workbook, styles, texts, tables, pivot tables, charts, notes: few rules, all on single elements."""

    elementen = _FORMULES

    def __init__(self, deelnaam: str, namen: Namen) -> None:
        super().__init__(deelnaam, namen)
        self._bladen = 0

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        naam = self._namen[naam]
        if naam in _FORMULES:
            self.begin_formule()
            if naam == "definedName":
                self._keur_naam(attributen)
        elif naam in _LETTEN_OP:
            self._let_op(naam, attributen)

    def _keur_naam(self, attributen: dict[str, str]) -> None:
        if any(attributen.get(merk, "").casefold() in ("1", "true") for merk in ("function", "vbProcedure", "xlm")):
            raise _verboden(Kenmerk.MACRO, _MACROS, attributen.get("name", ""))

    def _let_op(self, naam: str, attributen: dict[str, str]) -> None:
        if naam == "sheet":
            self._bladen += 1
            if self._bladen > MEESTE_BLADEN:
                raise Weigering(Kenmerk.AFMETING, f"heeft meer dan {MEESTE_BLADEN} bladen")
        elif naam == "externalReference":
            raise _verboden(Kenmerk.KOPPELING, ANDER_BESTAND)
        elif naam in ("oleLink", "ddeLink"):
            raise _verboden(Kenmerk.KOPPELING, ANDER_BESTAND, self._deelnaam)
        elif (naam == "table" and attributen.get("tableType", "").casefold() == "querytable") or (
            naam == "cacheSource" and attributen.get("type", "worksheet") not in _EIGEN_BRONNEN
        ):
            raise _verboden(Kenmerk.KOPPELING, VERBINDING, self._deelnaam)
