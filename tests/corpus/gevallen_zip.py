"""The zip itself: bombs, lies, tricks with names."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from corpusbouw import (
    BEGIN,
    TABEL,
    Geval,
    ander_woord,
    blad,
    in_kop,
    ods,
    ods_delen,
    xlsx,
    xlsx_delen,
    zip_van,
)

BLAD1 = "xl/worksheets/sheet1.xml"
MB = 1_000_000


def gevallen() -> Iterator[Geval]:
    groot, vaak = "wordt uitgepakt groter dan 200 MB", "wordt uitgepakt meer dan 200 keer zo groot"
    yield Geval("bom-nullen.xlsx", lambda: xlsx(extra={"xl/media/a.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 60 * MB}), vaak)
    yield Geval("bom-blad.xlsx", lambda: xlsx(blad(TABEL + " " * 60 * MB)), vaak)
    yield Geval("bom-teksten.xlsx", lambda: xlsx(extra={"xl/sharedStrings.xml": _teksten()}), vaak)
    yield Geval("bom-verdeeld.xlsx", _verdeeld, vaak)
    yield Geval(
        "bom-rekenblad.ods", lambda: ods(extra={"Pictures/a.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 60 * MB}), vaak
    )
    yield Geval("groot-echt.xlsx", _groot_echt, groot)
    yield Geval(
        "genest.xlsx", lambda: xlsx(extra={"xl/media/image1.png": zip_van({"a": b"a"})}), _object("xl/media/image1.png")
    )
    yield Geval("genest.ods", lambda: ods(extra={"Pictures/1.png": zip_van({"a": b"a"})}), _object("Pictures/1.png"))
    yield Geval("genest-in-blad.xlsx", lambda: xlsx(zip_van({"a": b"a"})), _object(BLAD1))
    yield Geval("overlap.xlsx", _overlap, f"heeft onderdelen die over elkaar liggen (bij '{BLAD1}')")
    yield Geval(
        "veel-delen.xlsx",
        lambda: xlsx(extra={f"xl/d{i}.xml": "<a/>" for i in range(2_000)}),
        "heeft meer dan 2000 onderdelen",
    )
    onwaar = f"is beschadigd: onderdeel '{BLAD1}' is niet wat zijn kop zegt"
    yield Geval("maat-te-klein.xlsx", lambda: in_kop(xlsx(), BLAD1, 24, "<I", 10, lokaal=22), onwaar)
    yield Geval("maat-te-groot.xlsx", lambda: in_kop(xlsx(), BLAD1, 24, "<I", 9_999_999, lokaal=22), onwaar)
    yield Geval("controlegetal.xlsx", lambda: in_kop(xlsx(), BLAD1, 16, "<I", 12345, lokaal=14), onwaar)
    yield Geval("gepakt-te-klein.xlsx", lambda: in_kop(xlsx(), BLAD1, 20, "<I", 30, lokaal=18), onwaar)
    yield Geval("rommel-in-deel.xlsx", _rommel, onwaar)
    kapot = "is beschadigd: de inhoudsopgave van het bestand klopt niet"
    yield Geval("methode-verschilt.xlsx", lambda: in_kop(xlsx(), BLAD1, 10, "<H", 0), kapot)
    yield Geval("kop-elders.xlsx", lambda: in_kop(xlsx(), BLAD1, 42, "<I", 5), kapot)
    yield Geval("kop-achter-einde.xlsx", lambda: in_kop(xlsx(), BLAD1, 42, "<I", 0x7FFFFFFF), kapot)
    yield Geval("zip64.xlsx", lambda: in_kop(xlsx(), BLAD1, 20, "<I", 0xFFFFFFFF), kapot)
    yield Geval("zip64-einde.xlsx", _zip64_einde, kapot)
    yield Geval("twee-schijven.xlsx", lambda: _einde(4, 1), kapot)
    yield Geval("aantal-verkeerd.xlsx", lambda: _einde(10, 3, ook=8), kapot)
    yield Geval("inhoud-verschoven.xlsx", lambda: _einde(16, 7), kapot)
    yield Geval("naam-verschilt.xlsx", _naam_verschilt, kapot)
    yield Geval(
        "commentaar.xlsx", _commentaar, "is niet compleet: het einde van het bestand ontbreekt of er staat iets achter"
    )
    yield Geval(
        "staart.xlsx",
        lambda: xlsx() + b"\r\n",
        "is niet compleet: het einde van het bestand ontbreekt of er staat iets achter",
    )
    pakking = f"is op een ongewone manier ingepakt (onderdeel '{BLAD1}')"
    yield Geval("bzip2.xlsx", lambda: _anders_gepakt(zipfile.ZIP_BZIP2), pakking)
    yield Geval("lzma.xlsx", lambda: _anders_gepakt(zipfile.ZIP_LZMA), pakking)
    yield Geval("zip-wachtwoord.xlsx", lambda: in_kop(xlsx(), BLAD1, 8, "<H", 1, lokaal=6), "heeft een wachtwoord")
    yield Geval(
        "zip-wachtwoord.ods", lambda: in_kop(ods(), "content.xml", 8, "<H", 1, lokaal=6), "heeft een wachtwoord"
    )
    for bestand, naam, toon in (
        ("pad-omhoog.xlsx", "../../buiten.xml", "../../buiten.xml"),
        ("pad-midden.xlsx", "xl/../../buiten.xml", "xl/../../buiten.xml"),
        ("pad-vast.xlsx", "/etc/cron.d/taak", "/etc/cron.d/taak"),
        ("pad-schijf.xlsx", "C:/taak.xml", "C:/taak.xml"),
        ("pad-punt.xlsx", "xl/./a.xml", "xl/./a.xml"),
        ("pad-leeg-stuk.xlsx", "xl//a.xml", "xl//a.xml"),
        ("pad-stuurteken.xlsx", "xl/a\x1b[31mb.xml", "xl/a\ufffdb.xml"),
        ("pad-richting.xlsx", "xl/a\u202egpj.xml", "xl/a\ufffdgpj.xml"),
        ("pad-lang.xlsx", f"xl/{'a' * 300}.xml", f"xl/{'a' * 56}…"),
        ("pad-omhoog.ods", "../buiten.xml", "../buiten.xml"),
    ):
        delen = ods_delen if bestand.endswith("ods") else xlsx_delen
        yield Geval(
            bestand,
            lambda delen=delen, naam=naam: zip_van(delen(extra={naam: "<a/>"})),
            f"bevat een onderdeel met een ongeldige naam ('{toon}')",
        )
    yield Geval(
        "pad-backslash.xlsx",
        lambda: ander_woord(xlsx(extra={"xl/media_a.xml": "<a/>"}), b"xl/media_a.xml", b"xl\\media_a.xml"),
        "bevat een onderdeel met een ongeldige naam ('xl\\media_a.xml')",
    )
    yield Geval(
        "pad-nul.xlsx",
        lambda: ander_woord(xlsx(extra={"xl/media_a.xml": "<a/>"}), b"xl/media_a.xml", b"xl/media\0a.xml"),
        "bevat een onderdeel met een ongeldige naam ('xl/media\ufffda.xml')",
    )
    yield Geval(
        "dubbel.xlsx",
        lambda: xlsx(extra={"XL/worksheets/Sheet1.xml": "<a/>"}),
        "bevat onderdeel 'XL/worksheets/Sheet1.xml' twee keer",
    )
    yield Geval(
        "snelkoppeling.xlsx", _snelkoppeling, f"bevat een snelkoppeling in plaats van een onderdeel ('{BLAD1}')"
    )
    yield Geval(
        "map-met-inhoud.xlsx",
        lambda: zip_van(xlsx_delen(extra={"xl/map/": "inhoud"})),
        "bevat een map met inhoud ('xl/map/')",
    )


def _object(naam: str) -> str:
    return f"heeft een ingesloten bestand of object ('{naam}')"


def _teksten() -> str:
    return f'{BEGIN}<sst xmlns="x">' + "<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>" * 1_000_000 + "</sst>"


def _verdeeld() -> bytes:
    """Many parts of 3 MB each: none is remarkable alone."""
    return xlsx(extra={f"xl/media/{i}.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 3 * MB for i in range(20)})


def _groot_echt() -> bytes:
    """Past the limit without a remarkable ratio: as a large sheet would be."""
    regel = "".join(f"{(i * 7919) % 9973:04d}" for i in range(2_000)).encode()
    return xlsx(extra={f"xl/media/{i}.png": b"\x89PNG\r\n\x1a\n" + regel * 900 for i in range(29)})


def _overlap() -> bytes:
    """The header of one entry lies within the bytes of another."""
    delen = xlsx_delen()
    los = zip_van({BLAD1: delen[BLAD1]})
    binnen = los[: los.index(b"PK\x01\x02")]
    data = zip_van({**delen, "xl/vast.xml": binnen + b" " * 20}, opgeslagen=("xl/vast.xml",))
    return in_kop(data, BLAD1, 42, "<I", data.rindex(binnen))


def _rommel() -> bytes:
    data = bytearray(xlsx())
    plek = data.index(BLAD1.encode()) + len(BLAD1)
    data[plek : plek + 8] = b"\xff" * 8
    return bytes(data)


def _einde(plek: int, waarde: int, ook: int | None = None) -> bytes:
    data = bytearray(xlsx())
    slot = len(data) - 22
    struct.pack_into("<H" if plek < 12 else "<I", data, slot + plek, waarde)
    if ook is not None:
        struct.pack_into("<H", data, slot + ook, waarde)
    return bytes(data)


def _zip64_einde() -> bytes:
    """The marker of a second, larger table of contents right in front of the end."""
    data = xlsx()
    slot = len(data) - 22
    return data[:slot] + b"PK\x06\x07" + b"\0" * 16 + data[slot:]


def _naam_verschilt() -> bytes:
    data = xlsx()
    plek = data.index(BLAD1.encode())
    return data[:plek] + BLAD1.replace("sheet1", "sheet2").encode() + data[plek + len(BLAD1) :]


def _commentaar() -> bytes:
    uit = io.BytesIO(xlsx())
    with zipfile.ZipFile(uit, "a") as archief:
        archief.comment = b"hier past een tweede inhoudsopgave"
    return uit.getvalue()


def _anders_gepakt(methode: int) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, inhoud in xlsx_delen().items():
            kop = zipfile.ZipInfo(naam, (2021, 1, 1, 0, 0, 0))
            archief.writestr(kop, inhoud, compress_type=methode if naam == BLAD1 else zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def _snelkoppeling() -> bytes:
    return in_kop(xlsx(), BLAD1, 38, "<I", 0o120777 << 16)
