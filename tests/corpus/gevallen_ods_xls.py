"""Spreadsheets of LibreOffice (.ods) and old Excel workbooks (.xls) with what does not belong among figures."""
# ruff: noqa: E501 (a case is a row of a table)

from __future__ import annotations

import struct
from collections.abc import Iterator

from corpusbouw import (
    EOF,
    Geval,
    bof,
    getal,
    ods,
    odscel,
    ole,
    record,
    rij,
    xls,
)

MACROS, OBJECT = "heeft macro's", "heeft een ingesloten bestand of object"
KOPPELING = "heeft een koppeling met een database of een ander bestand"
KNOP = "heeft macro's of een knop die er een start"
KAPOT = "is beschadigd: de opbouw van dit oude Excel-bestand klopt niet"
GEWOON = rij(odscel("a"), odscel(1))


def gevallen() -> Iterator[Geval]:
    yield from _ods()
    yield from _ods_afmetingen()
    yield from _xls()
    yield from _xls_kapot()


def _ods() -> Iterator[Geval]:
    yield Geval(
        "macro.ods",
        lambda: ods(extra={"Basic/Standard/Module1.xml": "<a/>"}),
        f"{MACROS} ('Basic/Standard/Module1.xml')",
    )
    yield Geval(
        "macro-python.ods", lambda: ods(extra={"Scripts/python/a.py": "x"}), f"{MACROS} ('Scripts/python/a.py')"
    )
    knop = '<office:scripts><office:event-listeners><script:event-listener script:event-name="dom:load"/></office:event-listeners></office:scripts>'
    yield Geval("macro-bij-openen.ods", lambda: ods(voor=knop), KNOP)
    sleutel = '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>'
    yield Geval("wachtwoord.ods", lambda: ods(manifest=sleutel), "heeft een wachtwoord")
    for naam, soort, pad in (
        ("ingesloten-tekst.ods", "application/vnd.oasis.opendocument.text", "Object 1/"),
        ("ingesloten-ole.ods", "application/vnd.sun.star.oleobject", "Object 2"),
    ):
        regel = f'<manifest:file-entry manifest:full-path="{pad}" manifest:media-type="{soort}"/>'
        yield Geval(naam, lambda regel=regel: ods(manifest=regel), f"{OBJECT} ('{pad}')")
    yield Geval("ingesloten-element.ods", lambda: ods(rij(odscel(1, binnen="<draw:object-ole/>"))), OBJECT)
    yield Geval("ingesloten-invoegtoepassing.ods", lambda: ods(rij(odscel(1, binnen="<draw:plugin/>"))), OBJECT)
    yield Geval("ingesloten-venster.ods", lambda: ods(rij(odscel(1, binnen="<draw:floating-frame/>"))), OBJECT)
    yield Geval("ingesloten-oud.ods", lambda: ods(extra={"Object 3": b"\xd0\xcf\x11\xe0"}), f"{OBJECT} ('Object 3')")
    for naam, element in (
        ("dde.ods", "dde-links"),
        ("gekoppeld-blad.ods", "table-source"),
        ("gekoppeld-bereik.ods", "cell-range-source"),
        ("database.ods", "database-source-sql"),
    ):
        yield Geval(naam, lambda element=element: ods(GEWOON + f"<table:{element}/>"), KOPPELING)
    yield Geval(
        "plaatje-buiten.ods",
        lambda: ods(rij(odscel(1, binnen='<draw:image xlink:href="http://voorbeeld.invalid/a.png"/>'))),
        "haalt iets van buiten: 'http://voorbeeld.invalid/a.png'",
    )
    yield Geval(
        "plaatje-omhoog.ods",
        lambda: ods(rij(odscel(1, binnen='<draw:image xlink:href="../geheim.png"/>'))),
        "haalt iets van buiten: '../geheim.png'",
    )
    for naam, tekst, reden in (
        (
            "formule-dde.ods",
            "of:=DDE(&quot;soffice&quot;;&quot;x&quot;;&quot;y&quot;)",
            "heeft een formule met DDE, die gegevens van buiten haalt of iets start",
        ),
        (
            "formule-webservice.ods",
            "of:=WEBSERVICE([.A1])",
            "heeft een formule met WEBSERVICE, die gegevens van buiten haalt of iets start",
        ),
        (
            "formule-elders.ods",
            "of:=['file:///tmp/x.ods'#$Blad.A1]",
            "heeft een formule die naar een ander bestand verwijst: 'of:=['file:///tmp/x.ods'#$Blad.A1]'",
        ),
        (
            "formule-excel-dde.ods",
            "msoxl:=cmd|'/c calc'!A0",
            "heeft een formule die een ander programma aanroept (DDE): 'msoxl:=cmd|'/c calc'!A0'",
        ),
    ):
        yield Geval(naam, lambda tekst=tekst: ods(rij(odscel(1, extra=f' table:formula="{tekst}"'))), reden)
    yield Geval(
        "regel-webservice.ods",
        lambda: ods(GEWOON + '<table:content-validation table:condition="of:WEBSERVICE([.A1])"/>'),
        "heeft een formule met WEBSERVICE, die gegevens van buiten haalt of iets start",
    )
    yield Geval(
        "raadsel.ods",
        lambda: ods(extra={"vreemd.bin": b"\1\2\3"}),
        "is beschadigd: onderdeel 'vreemd.bin' is geen geldige XML",
    )


def _ods_afmetingen() -> Iterator[Geval]:
    def ver(rijen: str, kolommen: str) -> str:
        return f"heeft cijfers die te ver uit elkaar staan: {rijen} rijen bij {kolommen} kolommen (onderdeel 'content.xml')"

    yield Geval(
        "herhaald-veel.ods", lambda: ods(rij(odscel(1, keer=10_000), keer=1_000_000)), "heeft meer dan 2.000.000 cellen"
    )
    yield Geval(
        "hoeken.ods",
        lambda: ods(GEWOON + rij(odscel(None), keer=1_048_574) + rij(odscel(None, keer=16_383), odscel(1))),
        ver("1.048.576", "16.384"),
    )
    for naam, waarde in (
        ("herhaald-nul.ods", "0"),
        ("herhaald-negatief.ods", "-1"),
        ("herhaald-lang.ods", "99999999999999"),
        ("herhaald-tekst.ods", "veel"),
    ):
        yield Geval(
            naam,
            lambda waarde=waarde: ods(rij(odscel(1), keer=waarde)),
            f"noemt een cel die niet bestaat: 'number-rows-repeated = {waarde}' (onderdeel 'content.xml')",
        )
    yield Geval(
        "voorbij-de-rand.ods",
        lambda: ods(rij(odscel(None), keer=1_048_576) + GEWOON),
        "noemt een cel die niet bestaat: 'rij 1048577, kolom 1' (onderdeel 'content.xml')",
    )
    yield Geval(
        "samengevoegd.ods",
        lambda: ods(rij(odscel(1, extra=' table:number-columns-spanned="10" table:number-rows-spanned="1000000"'))),
        "heeft samengevoegde cellen of koppelingen over meer dan 200.000 cellen",
    )
    bladen = "".join(f'</table:table><table:table table:name="b{i}">' for i in range(251))
    yield Geval("bladen-veel.ods", lambda: ods(GEWOON + bladen), "heeft meer dan 250 bladen")


def _xls() -> Iterator[Geval]:
    yield Geval("wachtwoord.xls", lambda: xls(algemeen=record(0x002F, b"\1\0\1\0\1\0")), "heeft een wachtwoord")
    yield Geval(
        "wachtwoord.xlsx", lambda: ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "heeft een wachtwoord"
    )
    yield Geval("macro.xls", lambda: xls(mappen=("_VBA_PROJECT_CUR",)), MACROS)
    yield Geval("macro-los.xls", lambda: xls(mappen=("VBA",)), MACROS)
    yield Geval("macroblad.xls", lambda: xls(bladsoort=1), f"{MACROS} (een macroblad)")
    yield Geval("macroblad-vermomd.xls", lambda: xls(bladbof=0x0040), f"{MACROS} (een macroblad)")
    yield Geval("vba-blad.xls", lambda: xls(bladsoort=6), f"{MACROS} (een macroblad)")
    for naam, map_ in (("ingesloten.xls", "MBD0018A5C3"), ("gekoppeld.xls", "LNK0018A5C3")):
        yield Geval(naam, lambda map_=map_: xls(mappen=(map_,)), f"{OBJECT} ('{map_}')")
    yield Geval("ingesloten-los.xls", lambda: xls(extra={"\x01Ole10Native": b"x"}), f"{OBJECT} ('\ufffdOle10Native')")
    yield Geval("besturing.xls", lambda: xls(extra={"Ctls": b"x"}), f"{OBJECT} ('Ctls')")
    elders = record(0x01AE, struct.pack("<HH", 1, 9) + b"\0boek.xls")
    yield Geval("ander-bestand.xls", lambda: xls(algemeen=elders), "heeft een koppeling met een ander bestand")
    yield Geval(
        "query.xls", lambda: xls(getal(0, 0) + record(0x01AD, b"\0" * 10)), "heeft een gegevensverbinding of query"
    )
    yield Geval(
        "consolidatie.xls",
        lambda: xls(getal(0, 0) + record(0x0051, b"\0" * 10)),
        "heeft een gegevensverbinding of query",
    )
    roep = record(0x0023, b"\0\0\0\0\0\0\x10\0_xlfn.WEBSERVICE")
    yield Geval(
        "webservice.xls",
        lambda: xls(algemeen=roep),
        "heeft een formule met WEBSERVICE, die gegevens van buiten haalt of iets start",
    )
    yield Geval(
        "hoeken.xls",
        lambda: xls(getal(0, 0) + getal(65535, 255)),
        "heeft cijfers die te ver uit elkaar staan: 65.536 rijen bij 256 kolommen (onderdeel 'Workbook')",
    )
    yield Geval("kolom-te-ver.xls", lambda: xls(getal(3, 60_000)), "noemt een cel die niet bestaat: rij 4, kolom 60001")
    yield Geval(
        "reeks-omgekeerd.xls",
        lambda: xls(record(0x00BD, struct.pack("<HH6sH", 0, 9, b"", 2))),
        "noemt een cel die niet bestaat: rij 1, kolom 3",
    )


def _xls_kapot() -> Iterator[Geval]:
    oud = "is een Excel-bestand van voor 1995 of beschadigd"
    yield Geval("excel4.xls", lambda: ole({"Book": b"\x09\x04\x06\0\0\0\x10\0\0\0"}), oud)
    yield Geval("versie.xls", lambda: ole({"Workbook": bof(5, versie=0x0400) + EOF}), oud)
    yield Geval(
        "kort-begin.xls", lambda: ole({"Workbook": record(0x0809, b"\0")}), "is beschadigd: een blad heeft geen begin"
    )
    yield Geval(
        "record-te-lang.xls",
        lambda: ole({"Workbook": bof(5) + struct.pack("<HH", 0x0042, 0x1FFF)}),
        "is beschadigd: het einde van de werkmap ontbreekt",
    )
    yield Geval("alleen-merk.xls", lambda: xls()[:8], KAPOT)
    yield Geval("alleen-kop.xls", lambda: xls()[:512], KAPOT)
    yield Geval("afgekapt.xls", lambda: xls()[:2_048], KAPOT)
    yield Geval("lus.xls", _lus, KAPOT)
    yield Geval("lus-in-tabel.xls", lambda: _kop(68, 1), KAPOT)
    yield Geval("gids-elders.xls", lambda: _kop(48, 0x00FFFFFF), KAPOT)
    yield Geval("sectormaat.xls", lambda: _kop(30, 20, "<H"), KAPOT)
    yield Geval("byte-volgorde.xls", lambda: _kop(28, 0xFFFF, "<H"), KAPOT)
    yield Geval("drempel.xls", lambda: _kop(56, 1), KAPOT)


def _kop(plek: int, waarde: int, vorm: str = "<I") -> bytes:
    data = bytearray(xls())
    struct.pack_into(vorm, data, plek, waarde)
    return bytes(data)


def _lus() -> bytes:
    """Every sector is followed by the first: a chain without an end."""
    data = bytearray(xls())
    tabel = len(data) - 512
    for nummer in range(8):
        struct.pack_into("<I", data, tabel + 4 * nummer, 0)
    return bytes(data)
