"""Files that are not what they are called, or nothing that holds a table; and files that are empty or cut short."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

from collections.abc import Iterator

from corpusbouw import BEGIN, BLADTYPE, Geval, ods, ods_delen, ole, xls, xlsx, xlsx_delen, zip_van

GEEN_REKENBLAD = (
    # name, first bytes, what it is
    ("factuur.pdf", b"%PDF-1.7\n", "een PDF"),
    ("pdf-als.xlsx", b"%PDF-1.4\n1 0 obj\n", "een PDF"),
    ("pdf-als.csv", b"%PDF-1.4\n1 0 obj\n", "een PDF"),
    ("schermafdruk.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "een plaatje"),
    ("foto.xls", b"\xff\xd8\xff\xe0\0\x10JFIF", "een foto"),
    ("gif.csv", b"GIF89a\1\0\1\0", "een plaatje"),
    ("tabel.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0", "een gzip-archief"),
    ("gzip-als.csv", b"\x1f\x8b\x08\0\0\0\0\0", "een gzip-archief"),
    ("bzip2-als.csv", b"BZh91AY&SY", "een bzip2-archief"),
    ("xz-als.csv", b"\xfd7zXZ\0\0\4", "een xz-archief"),
    ("zevenzip-als.xlsx", b"7z\xbc\xaf\x27\x1c\0\4", "een 7-Zip-archief"),
    ("rar-als.xlsx", b"Rar!\x1a\x07\1\0", "een RAR-archief"),
    ("lege-zip.xlsx", b"PK\x05\x06" + b"\0" * 18, "een lege zip"),
    ("gesplitst.xlsx", b"PK\x07\x08PK\x03\x04", "een gesplitste zip"),
    ("programma.xls", b"MZ\x90\0\3\0\0\0", "een programma"),
    ("programma.csv", b"\x7fELF\2\1\1\0", "een programma"),
    ("script.csv", b"#!/bin/sh\nrm -rf x\n", "een script"),
    ("rtf-als.xls", b"{\\rtf1\\ansi gemeente;jongeren}", "een RTF-document"),
    ("database.csv", b"SQLite format 3\0\x10\0", "een database"),
    ("parquet.csv", b"PAR1\x15\4\x15", "een Parquet-bestand"),
    ("sylk.csv", b"ID;PWXL;N;E\nP;PGeneral\n", "een SYLK-bestand"),
    ("sylk.xls", b"ID;P\nC;Y1;X1;K1\n", "een SYLK-bestand"),
    ("dif.csv", b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "een DIF-bestand"),
    ("postscript.csv", b"%!PS-Adobe-3.0\n", "een PostScript-bestand"),
    ("webpagina.xls", b"<html><table><tr><td>Beek</td></tr></table></html>", "een webpagina (HTML)"),
    ("webpagina2.xls", b'<meta charset="utf-8"><table><tr><td>1</td></tr></table>', "een webpagina (HTML)"),
    ("webpagina.xlsx", b"\xef\xbb\xbf<!DOCTYPE html>\n<html></html>", "een webpagina (HTML)"),
    ("webpagina.csv", b"\r\n  <TABLE><TR><TD>Beek</TD></TR></TABLE>", "een webpagina (HTML)"),
    ("xml2003.xls", f'{BEGIN}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'.encode(), "een XML-werkblad van Excel 2003"),
    ("plat.fods", f'{BEGIN}<office:document xmlns:office="x"/>'.encode(), "een plat OpenDocument-bestand"),
    ("plaatje.csv", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "een plaatje"),
    ("gegevens.csv", f"{BEGIN}<gemeenten><gemeente/></gemeenten>".encode(), "een XML-bestand"),
    ("utf16xml.csv", "\ufeff<?xml version='1.0'?><a/>".encode("utf-16-le"), "een XML-bestand"),
    ("webarchief.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "een e-mail of webarchief"),
    ("bericht.csv", b"Received: from mail\nFrom: iemand\n", "een e-mail of webarchief"),
    ("json.csv", b'{"gemeente": "Beek", "jongeren": 3180}', "een JSON-bestand"),
    ("json-lijst.csv", b'[{"gemeente": "Beek"}]', "een JSON-bestand"),
    ("sleutel.csv", b"-----BEGIN CERTIFICATE-----\nMIIB\n", "een certificaat of sleutel"),
)  # fmt: skip
NAMEN = (
    # name and what is wrong with it, whatever it holds
    ("opgave.xlsm", "is een werkmap met macro's (.xlsm)"),
    ("opgave.XLSM", "is een werkmap met macro's (.xlsm)"),
    ("opgave.xltm", "is een sjabloon met macro's (.xltm)"),
    ("opgave.xlam", "is een invoegtoepassing met macro's (.xlam)"),
    ("opgave.xla", "is een invoegtoepassing met macro's (.xla)"),
    ("opgave.xlsb", "is een binaire Excel-werkmap (.xlsb)"),
    ("opgave.xltx", "is een Excel-sjabloon (.xltx)"),
    ("opgave.ots", "is een LibreOffice-sjabloon (.ots)"),
    ("opgave.xlsx.exe", "heeft een extensie die niet wordt gelezen ('.exe')"),
    ("opgave.docx", "heeft een extensie die niet wordt gelezen ('.docx')"),
    ("opgave", "heeft geen extensie, zodat niet te zien is wat het is"),
    (".xlsx", "heeft geen extensie, zodat niet te zien is wat het is"),
)
HOOFDTYPEN = (
    ("brief.xlsx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "is een Word-document"),
    ("dia.xlsx", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "is een PowerPoint-presentatie"),
    ("sjabloon-als.xlsx", f"{BLADTYPE}.template.main+xml", "is een Excel-sjabloon (.xltx)"),
    ("binair-als.xlsx", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "heeft macro's"),
    ("tekening.xlsx", "application/vnd.ms-visio.drawing.main+xml", "is een Visio-tekening"),
    ("xps.xlsx", "application/vnd.ms-package.xps-fixeddocument+xml", "is een XPS-document"),
    ("onbekend.xlsx", "application/octet-stream", "is een zip, maar geen rekenblad"),
)  # fmt: skip
ODF = (
    ("tekst.ods", "text", "is een LibreOffice-tekstdocument"),
    ("presentatie.ods", "presentation", "is een LibreOffice-presentatie"),
    ("tekening.ods", "graphics", "is een LibreOffice-tekening"),
    ("sjabloon-als.ods", "spreadsheet-template", "is een LibreOffice-sjabloon (.ots)"),
    ("anders.ods", "formula", "is een zip, maar geen rekenblad"),
)
OFFICE = (
    ("brief.xls", "WordDocument", "is een Word-document"),
    ("dia.xls", "PowerPoint Document", "is een PowerPoint-presentatie"),
    ("bericht.xls", "__properties_version1.0", "is een Outlook-bericht"),
    ("visio.xls", "VisioDocument", "is een Visio-tekening"),
    ("raadsel.xls", "Contents", "is een Office-bestand, maar geen rekenblad"),
)
CSV = b"gemeente;jongeren\r\nBeek;3180\r\n"
XLSX, XLS, ODS, TEKST = (
    "een Excel-werkmap (.xlsx)",
    "een oude Excel-werkmap (.xls)",
    "een LibreOffice-rekenblad (.ods)",
    "een tekstbestand (.csv)",
)


def gevallen() -> Iterator[Geval]:
    for naam, inhoud, wat in GEEN_REKENBLAD:
        yield Geval(naam, lambda inhoud=inhoud: inhoud, f"is {wat}")
    for naam, reden in NAMEN:
        yield Geval(naam if naam != "opgave.XLSM" else "HOOFDLETTERS.XLSM", xlsx, reden)
    for naam, hoofdtype, reden in HOOFDTYPEN:
        yield Geval(naam, lambda hoofdtype=hoofdtype: xlsx(hoofdtype=hoofdtype), reden)
    for naam, soort, reden in ODF:
        yield Geval(naam, lambda soort=soort: ods(soort=f"application/vnd.oasis.opendocument.{soort}"), reden)
    for naam, stroom, reden in OFFICE:
        yield Geval(naam, lambda stroom=stroom: ole({stroom: b"x"}), reden)
    for naam, maak, heet, wat in (
        ("werkmap-als.csv", xlsx, TEKST, XLSX),
        ("werkmap-als.ods", xlsx, ODS, XLSX),
        ("werkmap-als.xls", xlsx, XLS, XLSX),
        ("rekenblad-als.xlsx", ods, XLSX, ODS),
        ("oude-werkmap-als.xlsx", xls, XLSX, XLS),
        ("oude-werkmap-als.csv", xls, TEKST, XLS),
        ("csv-als.xlsx", lambda: CSV, XLSX, TEKST),
        ("csv-als.xls", lambda: CSV, XLS, TEKST),
        ("csv-als.ods", lambda: CSV, ODS, TEKST),
    ):
        yield Geval(naam, maak, f"heet {heet}, maar is {wat}")
    for naam in ("leeg.xlsx", "leeg.csv", "leeg.ods", "leeg.xls"):
        yield Geval(naam, lambda: b"", "is leeg (0 bytes)")
    yield Geval("alleen-regeleinden.csv", lambda: b"\r\n\r\n  \r\n", "heeft geen enkele regel")
    yield Geval("alleen-bom.csv", lambda: b"\xef\xbb\xbf", "heeft geen enkele regel")
    yield Geval("foto's.xlsx", lambda: zip_van({"a.jpg": b"\xff\xd8\xff"}), "is een zip, maar geen rekenblad")
    yield Geval("ods-zonder-cellen.ods", _zonder("content.xml"), "is beschadigd: de cellen (content.xml) ontbreken")
    yield Geval("xlsx-zonder-typen.xlsx", _zonder_typen, "is een zip, maar geen rekenblad")
    eind = "is niet compleet: het einde van het bestand ontbreekt of er staat iets achter"
    yield Geval("afgekapt.xlsx", lambda: xlsx()[:-400], eind)
    yield Geval("halverwege.ods", lambda: ods()[: len(ods()) // 2], eind)
    yield Geval("alleen-begin.xlsx", lambda: b"PK\x03\x04", eind)
    yield Geval("te-groot.csv", lambda: CSV * 1_800_000, "is groter dan 50 MB")


def _zonder(deel: str):
    def maak() -> bytes:
        return zip_van({naam: inhoud for naam, inhoud in ods_delen().items() if naam != deel})

    return maak


def _zonder_typen() -> bytes:
    return zip_van({naam: inhoud for naam, inhoud in xlsx_delen().items() if "Types" not in naam})
