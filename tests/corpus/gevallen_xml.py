"""XML that is not plain: DTDs and entities in every disguise, other encodings, depth, damage."""

from __future__ import annotations

from collections.abc import Iterator

from corpusbouw import BEGIN, HOOFD, TABEL, Geval, blad, ods, ods_delen, xlsx, xlsx_delen, zip_van

BLAD1 = "xl/worksheets/sheet1.xml"
LACHERS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 9))
MB = 1_000_000


def gevallen() -> Iterator[Geval]:
    dtd = f"heeft een DTD (documenttype) in onderdeel '{BLAD1}'"
    for naam, voorspel in (
        ("dtd.xlsx", "<!DOCTYPE worksheet>"),
        ("dtd-lachers.xlsx", f'<!DOCTYPE lolz [<!ENTITY l0 "ha">{LACHERS}]>'),
        ("dtd-bestand.xlsx", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        ("dtd-extern.xlsx", '<!DOCTYPE a SYSTEM "http://voorbeeld.invalid/a.dtd">'),
        ("dtd-parameter.xlsx", '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://voorbeeld.invalid/p">%p;]>'),
        ("dtd-na-commentaar.xlsx", f"<!-- {'x' * 300_000} --><!DOCTYPE a>"),
        ("dtd-na-instructie.xlsx", "<?mso-application progid='Excel.Sheet'?><!DOCTYPE a>"),
    ):
        yield Geval(naam, lambda voorspel=voorspel: xlsx(blad(TABEL, begin=BEGIN + voorspel)), dtd)
    for deel in (
        "xl/workbook.xml",
        "_rels/.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "docProps/core.xml",
        "[Content_Types].xml",
    ):
        naam = f"dtd-in-{deel.replace('/', '-').strip('[].').casefold()}.xlsx".replace("].", ".")
        yield Geval(naam, lambda deel=deel: _dtd_in(deel), f"heeft een DTD (documenttype) in onderdeel '{deel}'")
    yield Geval(
        "dtd-vml.xlsx",
        lambda: xlsx(extra={"xl/drawings/vmlDrawing1.vml": "<!DOCTYPE a><xml/>"}),
        "heeft een DTD (documenttype) in onderdeel 'xl/drawings/vmlDrawing1.vml'",
    )
    yield Geval(
        "dtd-zonder-naam.xlsx",
        lambda: xlsx(extra={"xl/media/plaatje.png": "<!DOCTYPE a><a/>"}),
        "heeft een DTD (documenttype) in onderdeel 'xl/media/plaatje.png'",
    )
    yield Geval(
        "dtd.ods",
        lambda: _ods_begin("content.xml", "<!DOCTYPE a>"),
        "heeft een DTD (documenttype) in onderdeel 'content.xml'",
    )
    yield Geval(
        "dtd-manifest.ods",
        lambda: _ods_begin("META-INF/manifest.xml", '<!DOCTYPE a [<!ENTITY x "y">]>'),
        "heeft een DTD (documenttype) in onderdeel 'META-INF/manifest.xml'",
    )
    codering = f"heeft XML in een andere tekencodering dan UTF-8 (onderdeel '{BLAD1}')"
    kaal = blad(TABEL, begin="<!DOCTYPE a>")
    for naam, inhoud in (
        ("utf16-le.xlsx", b"\xff\xfe" + kaal.encode("utf-16-le")),
        ("utf16-be.xlsx", b"\xfe\xff" + kaal.encode("utf-16-be")),
        ("utf16-zonder-merk.xlsx", kaal.encode("utf-16-le")),
        ("utf16-be-zonder-merk.xlsx", kaal.encode("utf-16-be")),
        ("utf32.xlsx", kaal.encode("utf-32-be")),
        ("utf7.xlsx", b"+/v8-" + kaal.encode("utf-7")),
        ("ebcdic.xlsx", '<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037")),
        ("latin1.xlsx", blad(TABEL, begin='<?xml version="1.0" encoding="ISO-8859-1"?>').encode("latin-1")),
        ("windows1252.xlsx", blad(TABEL, begin='<?xml version="1.0" encoding="windows-1252"?>').encode("cp1252")),
    ):
        yield Geval(naam, lambda inhoud=inhoud: xlsx(inhoud), codering)
    yield Geval(
        "utf16.ods",
        lambda: ods(extra={"styles.xml": b"\xff\xfe<\0a\0/\0>\0"}),
        "heeft XML in een andere tekencodering dan UTF-8 (onderdeel 'styles.xml')",
    )
    ongeldig = f"is beschadigd: onderdeel '{BLAD1}' is geen geldige XML"
    for naam, tekst in (
        ("xml-niet-gesloten.xlsx", f'{BEGIN}<worksheet xmlns="{HOOFD}"><sheetData>'),
        ("xml-kruislings.xlsx", f'{BEGIN}<worksheet xmlns="{HOOFD}"><a><b></a></b></worksheet>'),
        ("xml-entiteit.xlsx", blad('<row r="1"><c r="A1" t="str"><v>&geheim;</v></c></row>')),
        ("xml-twee-wortels.xlsx", blad(TABEL) + "<worksheet/>"),
        ("xml-stuurteken.xlsx", blad('<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>')),
        ("xml-attribuut-dubbel.xlsx", blad('<row r="1" r="2"/>')),
        ("xml-tekst.xlsx", "gemeente;jongeren"),
        ("xml-leeg.xlsx", " "),
    ):
        yield Geval(naam, lambda tekst=tekst: xlsx(tekst), ongeldig)
    yield Geval("xml-geen-utf8.xlsx", lambda: xlsx(blad(TABEL).replace("Beek", "B\xeb").encode("latin-1")), ongeldig)
    yield Geval(
        "xml-diep.xlsx",
        lambda: xlsx(blad(na="<a>" * 5_000 + "</a>" * 5_000)),
        f"is dieper genest dan 100 lagen (onderdeel '{BLAD1}')",
    )
    yield Geval(
        "xml-diep.ods",
        lambda: ods("<table:table-row>" * 200 + "</table:table-row>" * 200),
        "is dieper genest dan 100 lagen (onderdeel 'content.xml')",
    )
    lang = f"heeft XML van meer dan 4 MB zonder einde (onderdeel '{BLAD1}')"
    yield Geval("xml-lang-attribuut.xlsx", lambda: xlsx(blad(na=f'<a b="{"x" * 12 * MB}"/>')), lang)
    yield Geval("xml-lang-commentaar.xlsx", lambda: xlsx(blad(na=f"<!--{'x' * 12 * MB}-->")), lang)


def _dtd_in(deel: str) -> bytes:
    delen = xlsx_delen()
    inhoud = str(delen.get(deel, f"{BEGIN}<a/>"))
    return zip_van({**delen, deel: inhoud.replace(BEGIN, f'{BEGIN}<!DOCTYPE a [<!ENTITY b "c">]>')})


def _ods_begin(deel: str, voorspel: str) -> bytes:
    delen = ods_delen()
    return zip_van({**delen, deel: str(delen[deel]).replace(BEGIN, BEGIN + voorspel)})
