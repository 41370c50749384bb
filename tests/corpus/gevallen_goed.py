"""Files that must pass: every usual spelling, notation and encoding, and what real programs leave in their files."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

from collections.abc import Iterator

from corpusbouw import (
    BEGIN,
    BLADTYPE,
    TABEL,
    Geval,
    blad,
    bof,
    cel,
    formule,
    getal,
    ods,
    odscel,
    record,
    relatie,
    rij,
    xls,
    xlsx,
    xlsx_delen,
    zip_van,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
RIJEN = "gemeente;jongeren\r\nBeek;3.180\r\nEijsden-Margraten;4.212,5\r\n"
TEKSTEN = (
    ("puntkomma.csv", RIJEN),
    ("komma.csv", RIJEN.replace(",", ".").replace(";", ",")),
    ("tab.tsv", RIJEN.replace(";", "\t")),
    ("tab.txt", RIJEN.replace(";", "\t")),
    ("streep.csv", RIJEN.replace(";", "|")),
    ("streep-negatief.csv", "gemeente|mutatie|noot\nBeek|-10|a!\n"),
    ("unix.csv", RIJEN.replace("\r\n", "\n")),
    ("oude-mac.csv", RIJEN.replace("\r\n", "\r")),
    ("zonder-laatste-regeleinde.csv", RIJEN.rstrip()),
    ("citaten.csv", '"gemeente";"opmerking"\r\n"Beek";"zegt ""ja""; en\r\nnog een regel"\r\n'),
    ("euro.csv", "gemeente;bedrag\r\nBeek;€ 27.584,03\r\nStein;€ -1.000,00\r\n"),
    ("procent.csv", "gemeente;aandeel\r\nBeek;1,97%\r\n"),
    ("min.csv", "gemeente;mutatie\r\nBeek;-1.234,56\r\nStein;−12\r\nVaals;+3\r\n"),
    ("gewone-formule.csv", "gemeente;jongeren\r\nBeek;=1+2\r\nStein;=SOM(A1:A2)\r\n"),
    ("haakjes-na-min.csv", "gemeente;mutatie;noot\r\nBeek;-10;(zie mail | telefoon)\r\n"),
    ("adres.csv", "gemeente;contact\r\nBeek;https://www.voorbeeld.invalid/a|b\r\n"),
    ("dos-einde.csv", RIJEN + "\x1a"),
    ("harde-spatie.csv", "gemeente;jongeren\r\nBeek;1\u00a0234\r\n"),
    ("accolade-in-cel.csv", "gemeente;noot\r\nBeek;{x}\r\n"),
    ("hoofdletters.CSV", RIJEN),
    ("begint-met-ID.csv", "ID;Plaats\r\nA;Beek\r\n"),
    ("begint-met-MZ.csv", "MZ-nummer;gemeente\r\n1;Beek\r\n"),
    ("begint-met-PAR1.csv", "PAR1;PAR2\r\n1;2\r\n"),
    ("noemt-opendocument.csv", "bestand;soort\r\nx.ods;opendocument\r\nurn:schemas-microsoft-com:office:spreadsheet;y\r\n"),
    ("kleiner-dan.csv", "<5 jaar;gemeente\r\n1;Beek\r\n"),
    ("streepjes.csv", "-----;-----\r\n1;2\r\n"),
    ("vijfhonderd-kolommen.csv", ";".join(f"kolom {i}" for i in range(500)) + "\r\n"),
)  # fmt: skip
CODERINGEN = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15", "utf-16-be", "cp850")
FORMULES = (
    ("som.xlsx", "SUM(A1:A3)"),
    ("tabelverwijzing.xlsx", "SUM(Cijfers[2020])"),
    ("tabelrij.xlsx", "Cijfers[[#This Row],[2021]]-Cijfers[[#This Row],[2020]]"),
    ("bladverwijzing.xlsx", "'Vorig jaar'!B2+Opgave!A1"),
    ("streep-in-tekst.xlsx", 'IF(A1="ja|nee","a","b|c")'),
    ("streep-in-bladnaam.xlsx", "'a|b'!A1"),
    ("kolom-met-haakje.xlsx", "SUM(Cijfers[run (km)])"),
    ("link.xlsx", 'HYPERLINK("https://www.voorbeeld.invalid","meer")'),
    ("zoeken.xlsx", "_xlfn.XLOOKUP(A1,A:A,B:B)"),
    ("google.xlsx", 'IFERROR(__xludf.DUMMYFUNCTION("IMPORTRANGE(""x"",""y"")"),3)'),
)
DELEN = (
    ("met-stijlen.xlsx", {"xl/styles.xml": f'{BEGIN}<styleSheet xmlns="x"/>', "xl/theme/theme1.xml": "<a:theme xmlns:a='x'/>"}),
    ("met-plaatje.xlsx", {"xl/media/image1.png": PNG, "xl/media/image2.jpeg": b"\xff\xd8\xff\xe0"}),
    ("met-noten.xlsx", {"xl/comments1.xml": "<comments/>", "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="x"><br></xml>'}),
    ("met-printer.xlsx", {"xl/printerSettings/printerSettings1.bin": b"P\0r\0i\0n\0t\0"}),
    ("met-printer-zonder-naam.xlsx", {"xl/printerSettings/printerSettings1.bin": b"\0\0\0\0"}),
    ("met-printer-mac.xlsx", {"xl/printerSettings/printerSettings1.bin": b"<?xml version='1.0'?><!DOCTYPE plist><plist/>"}),
    ("met-vinkje.xlsx", {"xl/ctrlProps/ctrlProp1.xml": "<formControlPr objectType='CheckBox'/>"}),
    ("met-draaitabel.xlsx", {"xl/pivotCache/pivotCacheDefinition1.xml": '<pivotCacheDefinition><cacheSource type="worksheet"/></pivotCacheDefinition>'}),
    ("met-tabel.xlsx", {"xl/tables/table1.xml": '<table name="Cijfers" ref="A1:B2"/>'}),
    ("met-label.xlsx", {"docMetadata/LabelInfo.xml": "<clbl:labelList xmlns:clbl='x'/>", "customXml/item1.xml": "<p:properties xmlns:p='x'/>"}),
    ("met-miniatuur.xlsx", {"docProps/thumbnail.wmf": b"\xd7\xcd\xc6\x9a\0\0"}),
    ("met-grafiek.xlsx", {"xl/charts/chart1.xml": "<c:chartSpace xmlns:c='x'><c:f>Opgave!$B$2</c:f></c:chartSpace>"}),
    ("met-mappen.xlsx", {"xl/media/": b"", "docProps/": b""}),
)  # fmt: skip


def gevallen() -> Iterator[Geval]:
    for naam, tekst in TEKSTEN:
        yield Geval(f"goed-{naam}", lambda tekst=tekst: tekst.encode(), soort="csv")
    for codering in CODERINGEN:
        tekst = "gemeente;jongeren\r\nSúdwest-Fryslân;1\r\nDe Fryske Marren;€ 2\r\n"
        yield Geval(
            f"goed-{codering}.csv", lambda tekst=tekst, codering=codering: _codeer(tekst, codering), soort="csv"
        )
    for naam, tekst in FORMULES:
        yield Geval(f"goed-{naam}", lambda tekst=tekst: xlsx(blad(formule(tekst.replace('"', "&quot;")))), soort="xlsx")
    for naam, extra in DELEN:
        yield Geval(f"goed-{naam}", lambda extra=extra: xlsx(extra=extra), soort="xlsx")
    yield from _xlsx()
    yield from _ods()
    yield from _xls()


def _codeer(tekst: str, codering: str) -> bytes:
    if codering == "cp850":
        # DOS had no euro.
        tekst = tekst.replace("€ ", "")
    return b"\xfe\xff" + tekst.encode(codering) if codering == "utf-16-be" else tekst.encode(codering)


def _xlsx() -> Iterator[Geval]:
    yield Geval("goed.xlsx", xlsx, soort="xlsx")
    yield Geval("goed-vinkje-op-blad.xlsx", _vinkje, soort="xlsx")
    yield Geval("GOED-HOOFDLETTERS.XLSX", xlsx, soort="xlsx")
    yield Geval("goed met spaties (2) - kopie.xlsx", xlsx, soort="xlsx")
    yield Geval("goed-opgeslagen.xlsx", lambda: zip_van(xlsx_delen(), opgeslagen=tuple(xlsx_delen())), soort="xlsx")
    yield Geval("goed-bom.xlsx", lambda: xlsx(b"\xef\xbb\xbf" + blad(TABEL).encode()), soort="xlsx")
    yield Geval("goed-voorvoegsel.xlsx", lambda: xlsx(_voorvoegsel()), soort="xlsx")
    yield Geval(
        "goed-opmaak-tot-de-hoek.xlsx",
        lambda: xlsx(blad(TABEL + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')),
        soort="xlsx",
    )
    yield Geval("goed-lang.xlsx", lambda: xlsx(blad(cel("A1") + cel("E1048576"))), soort="xlsx")
    yield Geval("goed-breed.xlsx", lambda: xlsx(blad(cel("A1") + cel("XFD600"))), soort="xlsx")
    yield Geval(
        "goed-samengevoegd.xlsx",
        lambda: xlsx(blad(TABEL, na='<mergeCells><mergeCell ref="A1:Z1"/></mergeCells>')),
        soort="xlsx",
    )
    yield Geval(
        "goed-link-buiten.xlsx",
        lambda: xlsx(
            blad(TABEL, na='<hyperlinks><hyperlink ref="A1" r:id="rId9"/></hyperlinks>'),
            bladrelaties=relatie("hyperlink", "mailto:a@voorbeeld.invalid", buiten=True),
        ),
        soort="xlsx",
    )
    yield Geval(
        "goed-naam.xlsx",
        lambda: xlsx(
            boek='<definedNames><definedName name="_xlnm.Print_Area">Opgave!$A$1:$B$9</definedName></definedNames>'
        ),
        soort="xlsx",
    )
    yield Geval(
        "goed-sjabloontype-tabel.xlsx",
        lambda: xlsx(typen=f'<Override PartName="/xl/tables/table1.xml" ContentType="{BLADTYPE}.table+xml"/>'),
        soort="xlsx",
    )


def _vinkje() -> bytes:
    vinkje = '<controls><control shapeId="1" r:id="rId9" name="Vinkje"/></controls>'
    return xlsx(blad(TABEL, na=vinkje), bladrelaties=relatie("ctrlProp", "../ctrlProps/ctrlProp1.xml"))


def _voorvoegsel() -> str:
    return f'{BEGIN}<x:worksheet xmlns:x="x"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'


def _ods() -> Iterator[Geval]:
    yield Geval("goed.ods", ods, soort="ods")
    leeg_tot_de_rand = rij(odscel(1), odscel(None, keer=16_383)) + rij(odscel(None, keer=16_384), keer=1_048_575)
    yield Geval("goed-leeg-tot-de-rand.ods", lambda: ods(leeg_tot_de_rand), soort="ods")
    yield Geval(
        "goed-formule.ods", lambda: ods(rij(odscel(1, extra=' table:formula="of:=SUM([.A1:.A3])"'))), soort="ods"
    )
    yield Geval("goed-matrix.ods", lambda: ods(rij(odscel(1, extra=' table:formula="of:={1;2|3;4}"'))), soort="ods")
    yield Geval(
        "goed-link.ods",
        lambda: ods(rij(odscel(1, binnen='<text:a xlink:href="https://voorbeeld.invalid"/>'))),
        soort="ods",
    )
    grafiek = '<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.chart"/>'
    yield Geval(
        "goed-grafiek.ods",
        lambda: ods(
            manifest=grafiek, extra={"Object 1/content.xml": "<a/>", "ObjectReplacements/Object 1": b"VCLMTF\1\0"}
        ),
        soort="ods",
    )
    yield Geval(
        "goed-lege-basic.ods",
        lambda: ods(
            voor="<office:scripts/>", extra={"Basic/script-lc.xml": "<a/>", "Basic/Standard/script-lb.xml": "<a/>"}
        ),
        soort="ods",
    )
    yield Geval(
        "goed-plaatje.ods",
        lambda: ods(extra={"Pictures/1.png": PNG, "Thumbnails/thumbnail.png": PNG, "layout-cache": b"\1\2"}),
        soort="ods",
    )


def _xls() -> Iterator[Geval]:
    yield Geval("goed.xls", xls, soort="xls")
    eigen = record(0x01AE, b"\1\0\x01\x04") + record(0x01AE, b"\1\0\x01\x3a")
    yield Geval("goed-eigen-verwijzing.xls", lambda: xls(algemeen=eigen), soort="xls")
    yield Geval("goed-lang.xls", lambda: xls(getal(0, 0) + getal(65_535, 30)), soort="xls")
    yield Geval("goed-grafiek.xls", lambda: xls(getal(0, 0) + bof(0x0020) + record(0x000A)), soort="xls")
    yield Geval(
        "goed-eigenschappen.xls",
        lambda: xls(extra={"\x05SummaryInformation": b"x"}, mappen=("_SX_DB_CUR",)),
        soort="xls",
    )
