"""What a file is, by its first bytes, and whether its name says the same."""

from __future__ import annotations

import re
from typing import Final, Literal

from schemas.poort.ole import MERK as OLE
from schemas.poort.weigering import RAAD, Kenmerk, Weigering, genoemd

Bestandssoort = Literal["xlsx", "xls", "ods", "csv"]
Drager = Literal["zip", "ole", "tekst"]

ZIP: Final = b"PK\x03\x04"
WORD, POWERPOINT, VISIO = "is een Word-document", "is een PowerPoint-presentatie", "is een Visio-tekening"
MIMETYPE: Final = "mimetype"
"""The part in which a file of LibreOffice says what it is."""
_BINAIR: Final = (
    (b"%PDF", "een PDF"),
    (b"\x89PNG", "een plaatje"),
    (b"\xff\xd8\xff", "een foto"),
    (b"GIF8", "een plaatje"),
    (b"\x1f\x8b", "een gzip-archief"),
    (b"\xfd7zXZ", "een xz-archief"),
    (b"7z\xbc\xaf\x27\x1c", "een 7-Zip-archief"),
    (b"Rar!", "een RAR-archief"),
    (b"PK\x05\x06", "een lege zip"),
    (b"PK\x07\x08", "een gesplitste zip"),
    (b"\x7fELF", "een programma"),
    (b"#!", "een script"),
    (b"{\\rtf", "een RTF-document"),
    (b"SQLite format 3\0", "een database"),
    (b"\xd4\xc3\xb2\xa1", "een netwerkopname"),
    (b"\x00\x00\x1a\x00", "een Lotus-rekenblad"),
    (b"TABLE\r\n0,1", "een DIF-bestand"),
    (b"TABLE\n0,1", "een DIF-bestand"),
    (b"%!PS", "een PostScript-bestand"),
)
_BINAIR_PATROON: Final = (
    # Letters that a column's title may begin with too: only with what follows them are they what they seem.
    (re.compile(rb"MZ[\s\S]{0,62}?[\x00-\x08]"), "een programma"),
    (re.compile(rb"BZh[1-9]1AY&SY"), "een bzip2-archief"),
    (re.compile(rb"PAR1[\s\S]{0,62}?[\x00-\x08\x15]"), "een Parquet-bestand"),
    (re.compile(rb"ID;P(?:WXL|S?CALC\w*)?(?:;[NE])*\r?\n"), "een SYLK-bestand"),
)
_OPMAAK: Final = (
    (re.compile(r"urn:schemas-microsoft-com:office:spreadsheet", re.I), "een XML-werkblad van Excel 2003"),
    (re.compile(r"office:document\b|opendocument", re.I), "een plat OpenDocument-bestand"),
    (re.compile(r"<\s*(?:html|!doctype\s+html|table|body|head|meta|style)\b", re.I), "een webpagina (HTML)"),
    (re.compile(r"<\s*svg\b", re.I), "een plaatje"),
    (re.compile(r"\A<(?:\?xml|!|[A-Za-z])"), "een XML-bestand"),
)
"""What a text is that begins with '<'."""
_TEKSTEN: Final = (
    (re.compile(r"\AMIME-Version:|\AContent-Type:|\AFrom: |\AReceived: ", re.I), "een e-mail of webarchief"),
    (re.compile(r"\A(?:\{\s*[\"}]|\[\s*[\[{\"])"), "een JSON-bestand"),
    (re.compile(r"\A-----BEGIN "), "een certificaat of sleutel"),
)
_TE_LEZEN: Final = 4_096
EXTENSIES: Final[dict[str, Bestandssoort]] = {
    ".xlsx": "xlsx", ".xls": "xls", ".ods": "ods", ".csv": "csv", ".txt": "csv", ".tsv": "csv",
}  # fmt: skip
ANDERE_EXTENSIES: Final = {
    ".xlsm": (Kenmerk.MACRO, "is een werkmap met macro's (.xlsm)"),
    ".xltm": (Kenmerk.MACRO, "is een sjabloon met macro's (.xltm)"),
    ".xlam": (Kenmerk.MACRO, "is een invoegtoepassing met macro's (.xlam)"),
    ".xla": (Kenmerk.MACRO, "is een invoegtoepassing met macro's (.xla)"),
    ".xlsb": (Kenmerk.SOORT, "is een binaire Excel-werkmap (.xlsb)"),
    ".xltx": (Kenmerk.SOORT, "is een Excel-sjabloon (.xltx)"),
    ".xlt": (Kenmerk.SOORT, "is een Excel-sjabloon (.xlt)"),
    ".ots": (Kenmerk.SOORT, "is een LibreOffice-sjabloon (.ots)"),
    ".fods": (Kenmerk.SOORT, "is een plat OpenDocument-bestand (.fods)"),
    ".sxc": (Kenmerk.SOORT, "is een rekenblad van OpenOffice 1 (.sxc)"),
    ".numbers": (Kenmerk.SOORT, "is een rekenblad van Numbers van Apple (.numbers)"),
    ".gsheet": (Kenmerk.SOORT, "is een verwijzing naar een rekenblad bij Google (.gsheet)"),
    ".zip": (Kenmerk.SOORT, "is een zip met bestanden erin (.zip)"),
    ".7z": (Kenmerk.SOORT, "is een 7-Zip-archief (.7z)"),
    ".rar": (Kenmerk.SOORT, "is een RAR-archief (.rar)"),
    ".gz": (Kenmerk.SOORT, "is een gzip-archief (.gz)"),
}
NAMEN: Final[dict[Bestandssoort, str]] = {
    "xlsx": "een Excel-werkmap (.xlsx)",
    "xls": "een oude Excel-werkmap (.xls)",
    "ods": "een LibreOffice-rekenblad (.ods)",
    "csv": "een tekstbestand (.csv)",
}


def drager(data: bytes) -> Drager:
    """What carries the content.

    Raises:
        Weigering: it is something that holds no table of ours.
    """
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(OLE):
        return "ole"
    for merk, naam in _BINAIR:
        if data.startswith(merk):
            raise Weigering(Kenmerk.SOORT, f"is {naam}")
    for patroon, naam in _BINAIR_PATROON:
        if patroon.match(data):
            raise Weigering(Kenmerk.SOORT, f"is {naam}")
    begin = _begin(data)
    for opmaak, naam in (*(_OPMAAK if begin.startswith("<") else ()), *_TEKSTEN):
        if opmaak.search(begin):
            raise Weigering(Kenmerk.SOORT, f"is {naam}")
    return "tekst"


def _begin(data: bytes) -> str:
    kop = data[:_TE_LEZEN]
    codering = "utf-16" if kop.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return kop.decode(codering, "replace").lstrip()


def extensie(naam: str) -> str:
    """The last extension of a name, in lower case, with its dot."""
    kaal = naam.rstrip(" .")
    punt = kaal.rfind(".")
    return kaal[punt:].casefold() if punt > 0 else ""


def keur_naam(naam: str) -> Bestandssoort:
    """The kind that a name promises.

    Raises:
        Weigering: a kind that is not let in, or no extension at all.
    """
    staart = extensie(naam)
    soort = EXTENSIES.get(staart)
    if soort is not None:
        return soort
    if staart in ANDERE_EXTENSIES:
        kenmerk, reden = ANDERE_EXTENSIES[staart]
        raise Weigering(kenmerk, reden)
    if not staart:
        raise Weigering(Kenmerk.SOORT, "heeft geen extensie, zodat niet te zien is wat het is")
    raise Weigering(Kenmerk.SOORT, f"heeft een extensie die niet wordt gelezen ({genoemd(staart)})")


def keur_belofte(beloofd: Bestandssoort, is_echt: Bestandssoort) -> None:
    """The name and the content must agree: a program that goes by the name would read something else."""
    if beloofd != is_echt:
        raise Weigering(
            Kenmerk.SOORT,
            f"heet {NAMEN[beloofd]}, maar is {NAMEN[is_echt]}",
            RAAD[Kenmerk.XML],
        )
