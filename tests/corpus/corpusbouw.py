"""Building blocks of the corpus: the smallest workbooks of each kind, and ways to spoil them."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

HOOFD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIES = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPEN = "http://schemas.openxmlformats.org/package/2006/content-types"
BLADTYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Geval:
    """One file: what makes it, and what the gate should say of it (or, when it is let in, which kind it is)."""

    naam: str
    maak: Callable[[], bytes]
    verwacht: str = ""
    soort: str = ""


# --- zip


def zip_van(delen: Mapping[str, bytes | str], *, opgeslagen: tuple[str, ...] = ("mimetype",), niveau: int = 6) -> bytes:
    """A zip with fixed dates, so that the corpus is the same every time."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, inhoud in delen.items():
            kop = zipfile.ZipInfo(naam, (2021, 1, 1, 0, 0, 0))
            kop.compress_type = zipfile.ZIP_STORED if naam in opgeslagen else zipfile.ZIP_DEFLATED
            kop.create_system = 3
            archief.writestr(kop, inhoud, compresslevel=niveau)
    return uit.getvalue()


def in_kop(data: bytes, naam: str, plek: int, vorm: str, waarde: int, *, lokaal: int | None = None) -> bytes:
    """A field of one entry's line in the table of contents changed, and (with `lokaal`) of its own header too."""
    uit = bytearray(data)
    ruw = naam.encode()
    hier = data.index(b"PK\x01\x02")
    while data[hier + 46 : hier + 46 + len(ruw)] != ruw:
        hier = data.index(b"PK\x01\x02", hier + 4)
    struct.pack_into(vorm, uit, hier + plek, waarde)
    if lokaal is not None:
        struct.pack_into(vorm, uit, struct.unpack_from("<I", data, hier + 42)[0] + lokaal, waarde)
    return bytes(uit)


def ander_woord(data: bytes, oud: bytes, nieuw: bytes) -> bytes:
    """Bytes of the container replaced by as many others."""
    assert len(oud) == len(nieuw)
    assert oud in data
    return data.replace(oud, nieuw)


# --- xlsx


def blad(cellen: str = "", *, na: str = "", voor: str = "", begin: str = BEGIN, wortel: str = "worksheet") -> str:
    return f'{begin}<{wortel} xmlns="{HOOFD}" xmlns:r="{DOCUMENT}">{voor}<sheetData>{cellen}</sheetData>{na}</{wortel}>'


def cel(plek: str, waarde: str = "1") -> str:
    cijfers = "".join(teken for teken in plek if teken.isdigit())
    return f'<row r="{cijfers}"><c r="{plek}"><v>{waarde}</v></c></row>'


def formule(tekst: str) -> str:
    return f'<row r="1"><c r="A1"><f>{tekst}</f><v>1</v></c></row>'


TABEL = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>gemeente</t></is></c><c r="B1" t="inlineStr"><is><t>jongeren</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Beek</t></is></c><c r="B2"><v>3180</v></c></row>'
)


def relatie(soort: str, doel: str, *, buiten: bool = False, basis: str = DOCUMENT) -> str:
    wijze = ' TargetMode="External"' if buiten else ""
    return f'<Relationship Id="rId9" Type="{basis}/{soort}" Target="{doel}"{wijze}/>'


def relaties(*regels: str) -> str:
    return f'{BEGIN}<Relationships xmlns="{RELATIES}">{"".join(regels)}</Relationships>'


def xlsx_delen(
    blad1: str | bytes = "",
    *,
    typen: str = "",
    hoofdtype: str = f"{BLADTYPE}.sheet.main+xml",
    boek: str = "",
    bladrelaties: str = "",
    extra: Mapping[str, bytes | str] | None = None,
) -> dict[str, bytes | str]:
    """The parts of a workbook of one sheet."""
    delen: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'{BEGIN}<Types xmlns="{TYPEN}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
            f'.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook'
            f'.xml" ContentType="{hoofdtype}"/><Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="{BLADTYPE}.worksheet+xml"/>{typen}</Types>'
        ),
        "_rels/.rels": relaties(f'<Relationship Id="rId1" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": (
            f'{BEGIN}<workbook xmlns="{HOOFD}" xmlns:r="{DOCUMENT}"><sheets><sheet name="Opgave" sheetId="1" r:id="rId1"/>'
            f"</sheets>{boek}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relaties(
            f'<Relationship Id="rId1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": blad1 or blad(TABEL),
    }
    if bladrelaties:
        delen["xl/worksheets/_rels/sheet1.xml.rels"] = relaties(bladrelaties)
    return {**delen, **(extra or {})}


def xlsx(blad1: str | bytes = "", **anders: object) -> bytes:
    return zip_van(xlsx_delen(blad1, **anders))  # type: ignore[arg-type]


# --- ods


def ods_delen(
    tabel: str = "",
    *,
    voor: str = "",
    manifest: str = "",
    soort: str = "application/vnd.oasis.opendocument.spreadsheet",
    extra: Mapping[str, bytes | str] | None = None,
) -> dict[str, bytes | str]:
    ruimten = " ".join(
        f'xmlns:{kort}="{OPEN}:{lang}:1.0"'
        for kort, lang in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("draw", "drawing"),
            ("script", "script"),
        )
    )
    tabel = tabel or rij(odscel("gemeente"), odscel("jongeren")) + rij(odscel("Beek"), odscel(3180))
    return {
        "mimetype": soort,
        "content.xml": (
            f'{BEGIN}<office:document-content {ruimten} xmlns:xlink="http://www.w3.org/1999/xlink">{voor}<office:body>'
            f'<office:spreadsheet><table:table table:name="Opgave">{tabel}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>"
        ),
        "META-INF/manifest.xml": (
            f'{BEGIN}<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{soort}"/>{manifest}</manifest:manifest>'
        ),
        **(extra or {}),
    }


def ods(tabel: str = "", **anders: object) -> bytes:
    return zip_van(ods_delen(tabel, **anders))  # type: ignore[arg-type]


def rij(*cellen: str, keer: int | str = 1) -> str:
    herhaald = f' table:number-rows-repeated="{keer}"' if keer != 1 else ""
    return f"<table:table-row{herhaald}>{''.join(cellen)}</table:table-row>"


def odscel(waarde: str | int | None, *, keer: int | str = 1, extra: str = "", binnen: str = "") -> str:
    herhaald = f' table:number-columns-repeated="{keer}"' if keer != 1 else ""
    if waarde is None:
        return f"<table:table-cell{herhaald}{extra}>{binnen}</table:table-cell>"
    soort = (
        f'office:value-type="float" office:value="{waarde}"'
        if isinstance(waarde, int)
        else 'office:value-type="string"'
    )
    return f"<table:table-cell {soort}{herhaald}{extra}><text:p>{waarde}</text:p>{binnen}</table:table-cell>"


# --- xls


def record(soort: int, inhoud: bytes = b"") -> bytes:
    return struct.pack("<HH", soort, len(inhoud)) + inhoud


def bof(soort: int, versie: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", versie, soort, 0x0DBB, 0x07CC, 0, 6))


EOF = record(0x000A)


def getal(rij: int, kolom: int, waarde: float = 1.0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", rij, kolom, 0, waarde))


def stroom(cellen: bytes = b"", *, algemeen: bytes = b"", bladsoort: int = 0, bladbof: int = 0x0010) -> bytes:
    """The stream of a workbook of one sheet."""
    naam = b"Opgave"

    def bladrecord(plek: int) -> bytes:
        return record(0x0085, struct.pack("<IBBBB", plek, 0, bladsoort, len(naam), 0) + naam)

    boek = bof(0x0005) + algemeen
    plek = len(boek) + len(bladrecord(0)) + len(EOF)
    return boek + bladrecord(plek) + EOF + bof(bladbof) + (cellen or getal(0, 0)) + EOF


def ole(stromen: Mapping[str, bytes], mappen: tuple[str, ...] = ()) -> bytes:
    """A compound file with these streams (each padded to the size that needs no small pieces) and empty storages."""
    maat, vrij, einde, tabelmerk = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    inhoud = {naam: data.ljust(4096, b"\0") for naam, data in stromen.items()}
    namen = ["Root Entry", *mappen, *inhoud]
    gidssectoren = -(-len(namen) * 128 // maat)
    ketens: list[int] = []
    begin: dict[str, int] = {}
    blokken: list[bytes] = []

    def keten(data: bytes) -> int:
        aantal = -(-len(data) // maat)
        eerste = len(blokken)
        for i in range(aantal):
            blokken.append(data[i * maat : (i + 1) * maat].ljust(maat, b"\0"))
            ketens.append(eerste + i + 1 if i < aantal - 1 else einde)
        return eerste

    for naam, data in inhoud.items():
        begin[naam] = keten(data)
    gids = b""
    for nummer, naam in enumerate(namen):
        ruw = naam.encode("utf-16-le")
        soort = 5 if nummer == 0 else 1 if naam in mappen else 2
        kind = 1 if nummer == 0 and len(namen) > 1 else vrij
        volgende = nummer + 1 if 0 < nummer < len(namen) - 1 else vrij
        eerste = begin.get(naam, einde if nummer == 0 else 0)
        gids += struct.pack(
            "<64sHBB3I16sI2QIQ", ruw, len(ruw) + 2, soort, 1, vrij, volgende, kind, b"", 0, 0, 0, eerste,
            len(inhoud.get(naam, b"")),
        )  # fmt: skip
    gids = gids.ljust(gidssectoren * maat, b"\0")
    gidsplek = keten(gids)
    aantal_tabel = 1
    while aantal_tabel * 128 < len(blokken) + aantal_tabel:
        aantal_tabel += 1
    tabelplek = len(blokken)
    ketens += [tabelmerk] * aantal_tabel
    ketens += [vrij] * (aantal_tabel * 128 - len(ketens))
    tabel = struct.pack(f"<{len(ketens)}I", *ketens)
    kop = struct.pack(
        "<8s16s5H6s9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, aantal_tabel, gidsplek, 0,
        4096, einde, 0, einde, 0,
    )  # fmt: skip
    lijst = [*range(tabelplek, tabelplek + aantal_tabel)]
    kop += struct.pack("<109I", *(lijst + [vrij] * (109 - len(lijst))))
    return kop + b"".join(blokken) + tabel


def xls(
    cellen: bytes = b"", *, mappen: tuple[str, ...] = (), extra: Mapping[str, bytes] | None = None, **anders: object
) -> bytes:
    return ole({"Workbook": stroom(cellen, **anders), **(extra or {})}, mappen)  # type: ignore[arg-type]
