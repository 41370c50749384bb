"""How a workbook is packed: parts under other names and in other letters, leftovers, and what is declared but not there."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

from corpusbouw import BEGIN, HOOFD, RELATIES, Geval, relaties
from opgavebouw import RIJEN, Opgavegeval, Ruw, klaar, met_deel, noem, vervang, werkmap

Delen = dict[str, bytes | str]
ANDER = "http://schemas.microsoft.com/office/2011/relationships"
BESTURING = "heeft een besturingselement (ActiveX) of een invoegtoepassing"
MACROS = "heeft macro's"
PROCENT = f'<styleSheet xmlns="{HOOFD}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs></styleSheet>'
SHEETJS = "".join(
    f'<Default Extension="{staart}" ContentType="{soort}"/>'
    for staart, soort in (
        ("bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
        ("data", "application/vnd.openxmlformats-officedocument.model+data"),
        ("pdf", "application/pdf"),
    )
)
WEB = "http://schemas.microsoft.com/office/webextensions"
INVOEGTOEPASSING = f'{BEGIN}<we:webextension xmlns:we="{WEB}/webextension/2010/11" id="{{1}}"><we:reference id="a" version="1.0" store="developer" storeType="Registry"/><we:alternateReferences/><we:properties/><we:bindings/><we:snapshot/></we:webextension>'
VENSTERS = f'{BEGIN}<wetp:taskpanes xmlns:wetp="{WEB}/taskpanes/2010/11"><wetp:taskpane dockstate="right" visibility="1" width="350" row="4"><wetp:webextensionref xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/></wetp:taskpane></wetp:taskpanes>'


def gevallen() -> Iterator[Geval]:
    for naam, maak in GOED:
        yield Opgavegeval(f"pakket-{naam}.xlsx", klaar(maak), soort="xlsx")
    yield Opgavegeval("pakket-zip64.xlsx", lambda: zip64(werkmap()), soort="xlsx")
    yield Opgavegeval("pakket-zip64-alleen-slot.xlsx", lambda: zip64(werkmap(), delen_lang=False), soort="xlsx")
    kapot = "is beschadigd: de inhoudsopgave van het bestand klopt niet"
    yield Geval("pakket-zip64-zonder-maten.xlsx", lambda: zip64(werkmap(), maten=False), kapot)
    yield Geval("pakket-zip64-twee-tabellen.xlsx", lambda: zip64(werkmap(), begin=7), kapot)
    for naam, maak, reden in SLECHT:
        yield Geval(f"pakket-{naam}.xlsx", klaar(maak), reden)


def _strings() -> Delen:
    """The names as shared texts, so that a reader has to find them."""
    gedeeld = [[Ruw(f'<c r="{{plek}}" t="s"><v>{nummer}</v></c>'), *rij[1:]] for nummer, rij in enumerate(RIJEN)]
    return werkmap(gedeeld, strings=[f"<t>{rij[0]}</t>" for rij in RIJEN])


def _met_stijlen() -> Delen:
    delen = werkmap()
    delen["xl/styles.xml"] = f"{BEGIN}{PROCENT}"
    met_deel(delen, "styles", "xl/styles.xml", "styles")
    return delen


def _hernoemd(begin: Callable[[], Delen], *namen: tuple[str, str]) -> Callable[[], Delen]:
    def maak() -> Delen:
        delen = begin()
        for oud, nieuw in namen:
            delen = noem(delen, oud, nieuw)
        return delen

    return maak


def _alleen_in_de_zip(begin: Callable[[], Delen], oud: str, nieuw: str) -> Callable[[], Delen]:
    """Another letter case in the zip than in what refers to it."""
    return lambda: {nieuw if naam == oud else naam: inhoud for naam, inhoud in begin().items()}


def _met(extra: Delen, *, typen: str = "", wortel: str = "", blad: str = "") -> Callable[[], Delen]:
    def maak() -> Delen:
        delen = {**werkmap(typen=typen, bladrelaties=blad), **extra}
        if wortel:
            vervang(delen, "_rels/.rels", "</Relationships>", f"{wortel}</Relationships>")
        return delen

    return maak


def _relatie(soort: str, doel: str, basis: str = ANDER) -> str:
    return f'<Relationship Id="rId7" Type="{basis}/{soort}" Target="{doel}"/>'


def _omweg(doel: str) -> Callable[[], Delen]:
    def maak() -> Delen:
        delen = werkmap()
        vervang(delen, "xl/_rels/workbook.xml.rels", '"worksheets/sheet1.xml"', f'"{doel}"')
        return delen

    return maak


def _utf16(tekst: str, codering: str = "utf-16") -> bytes:
    return f'<?xml version="1.0" encoding="utf-16"?>{tekst}'.encode(codering)


def _dimensie(bereik: str) -> Callable[[], Delen]:
    return lambda: werkmap(voor=f'<dimension ref="{bereik}"/>')


BLAD = "xl/worksheets/sheet1.xml"
_WEBDELEN: Delen = {
    "xl/webextensions/webextension1.xml": INVOEGTOEPASSING,
    "xl/webextensions/taskpanes.xml": VENSTERS,
    "xl/webextensions/_rels/taskpanes.xml.rels": relaties(
        f'<Relationship Id="rId1" Type="{ANDER}/webextension" Target="webextension1.xml"/>'
    ),
}
_WEBTYPEN = '<Override PartName="/xl/webextensions/webextension1.xml" ContentType="application/vnd.ms-office.webextension+xml"/><Override PartName="/xl/webextensions/taskpanes.xml" ContentType="application/vnd.ms-office.webextensiontaskpanes+xml"/>'
GOED: tuple[tuple[str, Callable[[], Delen]], ...] = (
    # by relation, whatever the name
    ("hoofd-workbook2", _hernoemd(werkmap, ("xl/workbook.xml", "xl/workbook2.xml"))),
    ("hoofd-elders", _hernoemd(werkmap, ("xl/workbook.xml", "xl/boek.xml"))),
    ("stijlen-styles2", _hernoemd(_met_stijlen, ("xl/styles.xml", "xl/styles2.xml"))),
    ("teksten-sharedstrings2", _hernoemd(_strings, ("xl/sharedStrings.xml", "xl/sharedStrings2.xml"))),
    ("blad-in-een-map", _hernoemd(werkmap, (BLAD, "xl/bladen/opgave.xml"))),
    (
        "alles-anders",
        _hernoemd(
            _strings,
            ("xl/workbook.xml", "xl/workbook2.xml"),
            ("xl/sharedStrings.xml", "xl/teksten.xml"),
            (BLAD, "xl/worksheets/sheet7.xml"),
        ),
    ),
    ("omweg-punt", _omweg("./worksheets/sheet1.xml")),
    ("omweg-omhoog", _omweg("../xl/worksheets/sheet1.xml")),
    ("omweg-wortel", _omweg("/xl/worksheets/sheet1.xml")),
    # in other letters
    ("letters-typen", _alleen_in_de_zip(werkmap, "[Content_Types].xml", "[content_types].xml")),
    ("letters-hoofd", _alleen_in_de_zip(werkmap, "xl/workbook.xml", "xl/Workbook.xml")),
    ("letters-hoofdrelaties", _alleen_in_de_zip(werkmap, "xl/_rels/workbook.xml.rels", "xl/_rels/Workbook.xml.rels")),
    ("letters-relaties", _alleen_in_de_zip(werkmap, "_rels/.rels", "_RELS/.rels")),
    ("letters-blad", _alleen_in_de_zip(werkmap, BLAD, "XL/Worksheets/Sheet1.xml")),
    ("letters-teksten", _alleen_in_de_zip(_strings, "xl/sharedStrings.xml", "xl/SharedStrings.xml")),
    ("letters-stijlen", _alleen_in_de_zip(_met_stijlen, "xl/styles.xml", "xl/Styles.xml")),
    # declared, and not there
    ("verklaard-sheetjs", _met({}, typen=SHEETJS)),
    (
        "verklaard-macro",
        _met({}, typen='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
    ),
    (
        "verklaard-hoofdletters",
        _met({}, typen='<Default Extension="BIN" ContentType="application/vnd.ms-office.vbaProject"/>'),
    ),
    # what others leave behind
    ("resten-sharepoint", _met({"[trash]/0000.dat": b"\xff" * 246})),
    (
        "resten-sharepoint-meer",
        _met({"[trash]/0000.dat": b"\0" * 30, "[trash]/0001.dat": b"PK\x03\x04\0\0", "[trash]/0002.dat": b"<a>"}),
    ),
    ("resten-hoofdletters", _met({"[Trash]/0000.dat": b"\xff" * 20})),
    ("eigen-gegevens-utf16", _met({"customXml/item1.xml": _utf16("<a xmlns='x'>é</a>")})),
    ("eigen-gegevens-utf16-be", _met({"customXml/item1.xml": b"\xfe\xff" + _utf16("<a/>", "utf-16-be")})),
    ("eigen-gegevens-hoofdletters", _met({"customXML/item1.xml": _utf16("<a/>")})),
    # a range that is wrong: the cells decide
    ("bereik-te-klein", _dimensie("A1")),
    ("bereik-te-groot", _dimensie("A1:XFD1048576")),
    ("bereik-elders", _dimensie("C9:D12")),
    ("bereik-onzin", _dimensie("niets")),
    # an add-in of the web that was open when Excel saved: references
    (
        "webinvoegtoepassing",
        _met(_WEBDELEN, typen=_WEBTYPEN, wortel=_relatie("webextensiontaskpanes", "xl/webextensions/taskpanes.xml")),
    ),
    (
        "webinvoegtoepassing-op-blad",
        _met(
            {"xl/webextensions/webextension1.xml": INVOEGTOEPASSING},
            blad=_relatie("webextension", "../webextensions/webextension1.xml"),
        ),
    ),
    (
        "webinvoegtoepassing-met-plaatje",
        _met(
            {
                **_WEBDELEN,
                "xl/media/image1.png": b"\x89PNG\r\n\x1a\n\0",
                "xl/webextensions/_rels/webextension1.xml.rels": relaties(
                    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../media/image1.png"/>'
                ),
            },
            typen=_WEBTYPEN,
        ),
    ),
)
_MACROTYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SLECHT: tuple[tuple[str, Callable[[], Delen], str], ...] = (
    ("verklaard-en-aanwezig", _met({"xl/a.bin": b"\0"}, typen='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'), MACROS),
    ("sheetjs-met-macro", _met({"xl/vbaProject.bin": b"\0"}, typen=SHEETJS), MACROS),
    ("macro-hoofdletters", _met({"XL/VBAPROJECT.BIN": b"\0"}), f"{MACROS} ('XL/VBAPROJECT.BIN')"),
    ("macro-onder-letters", lambda: {**werkmap(hoofdtype=_MACROTYPE)}, MACROS),
    ("blad-in-resten", _met({"[trash]/0000.dat": str(werkmap()[BLAD])}, blad=f'<Relationship Id="rId7" Type="{RELATIES.replace("package", "officeDocument")}/worksheet" Target="/[trash]/0000.dat"/>'), "gebruikt een plaatje of printerinstelling als iets anders ('/[trash]/0000.dat')"),
    ("query-utf16", _met({"customXml/item1.xml": _utf16("<DataMashup xmlns='x'>AAAA</DataMashup>")}), "heeft een gegevensverbinding of query ('customXml/item1.xml')"),
    ("dtd-utf16", _met({"customXml/item1.xml": _utf16("<!DOCTYPE a><a/>")}), "heeft een DTD (documenttype) in onderdeel 'customXml/item1.xml'"),
    ("utf16-zonder-merk", _met({"customXml/item1.xml": "<a/>".encode("utf-16-le")}), "heeft XML in een andere tekencodering dan UTF-8 (onderdeel 'customXml/item1.xml')"),
    ("utf16-elders", _met({"xl/a.xml": _utf16("<a/>")}), "heeft XML in een andere tekencodering dan UTF-8 (onderdeel 'xl/a.xml')"),
    ("latin1-eigen-gegevens", _met({"customXml/item1.xml": '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'}), "heeft XML in een andere tekencodering dan UTF-8 (onderdeel 'customXml/item1.xml')"),
    ("activex-blijft", _met({"xl/activeX/activeX1.xml": "<a/>"}), f"{BESTURING} ('xl/activeX/activeX1.xml')"),
    ("webinvoegtoepassing-buiten", _met({**_WEBDELEN, "xl/webextensions/_rels/webextension1.xml.rels": relaties('<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://voorbeeld.invalid/a.png" TargetMode="External"/>')}), "haalt iets van buiten: 'https://voorbeeld.invalid/a.png'"),
)  # fmt: skip


def zip64(delen: Delen, *, delen_lang: bool = True, maten: bool = True, begin: int = 0) -> bytes:
    """The large form of a zip, for a small file: as the streaming writers of Java make it.

    `begin` is what the short table says of where the contents begin, 0 for "see the large one".
    """
    vol = 0xFFFFFFFF
    uit, inhoud = b"", b""
    for naam, deel in delen.items():
        ruw, data = naam.encode(), deel.encode() if isinstance(deel, str) else deel
        gepakt = zlib.compress(data, wbits=-15)
        lang = struct.pack("<HHQQ", 1, 16, len(data), len(gepakt)) if maten else b""
        kort = (vol, vol) if delen_lang else (len(gepakt), len(data))
        vast = (45, 0, 8, 0, 0x5221, zlib.crc32(data), *kort, len(ruw))
        plek = len(uit)
        uit += struct.pack("<4s5H3I2H", b"PK\x03\x04", *vast, len(lang)) + ruw + lang + gepakt
        inhoud += struct.pack("<4sH5H3I5H2I", b"PK\x01\x02", 45, *vast, len(lang), 0, 0, 0, 0, plek) + ruw + lang
    slot = len(uit) + len(inhoud)
    einde = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, len(delen), len(delen), len(inhoud), len(uit))
    wijzer = struct.pack("<4sIQI", b"PK\x06\x07", 0, slot, 1)
    kort_einde = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, vol, begin or vol, 0)
    return uit + inhoud + einde + wijzer + kort_einde
