"""Promises for any bytes and any text. Short and always the same in the suite; long and random under `tox -e fuzz`."""

from __future__ import annotations

import contextlib
import csv
import html
import io
import os
import re
import struct
import zipfile
import zlib
from decimal import Decimal
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.fouten import Gebruikersfout
from schemas.getal import GeenGetal, Notatie, lees_cel
from schemas.lezers.bladen import lees_bladen
from schemas.onschadelijk import voor_bestandsnaam, voor_cel, voor_csv, voor_html, voor_terminal
from schemas.poort import Geweigerd, poort
from schemas.poort.formule import keur_formule
from schemas.poort.ole import Ole
from schemas.poort.weigering import Weigering

FUZZ = "FUZZ" in os.environ
vaak = settings(
    max_examples=200 if FUZZ else 60,
    derandomize=not FUZZ,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
namen = st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv", "a.tsv"])
BLAD = (
    b'<worksheet xmlns="x"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Beek</t></is></c><c r="B1"><v>3</v></c>'
    b"</row></sheetData></worksheet>"
)
TYPEN = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def zip_van(delen: dict[str, bytes]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, inhoud in delen.items():
            archief.writestr(zipfile.ZipInfo(naam), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def antwoord(data: bytes, naam: str) -> str:
    """The kind, or the sentence: nothing else may come out of the gate."""
    try:
        return poort(data, naam)
    except Geweigerd as fout:
        zin = str(fout)
    assert zin.startswith("Geweigerd: ")
    assert zin.isprintable()
    assert len(zin) < 1_000
    return zin


@st.composite
def beschadigd(draw: st.DrawFn, heel: bytes) -> bytes:
    """A good file with some bytes changed, cut out, doubled or put in."""
    data = bytearray(heel)
    for _ in range(draw(st.integers(1, 4))):
        plek = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["zet", "weg", "in", "kap", "getal"])):
            case "zet":
                data[plek : plek + 1] = draw(st.binary(min_size=1, max_size=1))
            case "weg":
                del data[plek : plek + draw(st.integers(1, 40))]
            case "in":
                data[plek:plek] = draw(st.binary(max_size=20))
            case "getal":
                data[plek : plek + 4] = struct.pack(
                    "<I", draw(st.sampled_from([0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE]))
                )
            case _:
                del data[plek:]
    return bytes(data)


def oud_boek() -> bytes:
    """The container of an old workbook: eight sectors of a stream, a directory, a table."""
    leeg, eind = 0xFFFFFFFF, 0xFFFFFFFE
    boek = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0) + struct.pack("<HH", 0x000A, 0)
    kop = struct.pack(
        "<8s16s5H6s9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        62,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        1,
        8,
        0,
        4096,
        eind,
        0,
        eind,
        0,
    )
    kop += struct.pack("<109I", 9, *[leeg] * 108)
    gids = b"".join(
        struct.pack(
            "<64sHBB3I16sI2QIQ",
            naam.encode("utf-16-le"),
            2 * len(naam) + 2,
            soort,
            1,
            leeg,
            leeg,
            leeg,
            b"",
            0,
            0,
            0,
            begin,
            lengte,
        )
        for naam, soort, begin, lengte in (("Root Entry", 5, eind, 0), ("Workbook", 2, 0, 4096))
    )
    tabel = struct.pack("<128I", *range(1, 8), eind, eind, 0xFFFFFFFD, *[leeg] * 118)
    return kop + boek.ljust(4096, b"\0") + gids.ljust(512, b"\0") + tabel


GOED_XLSX = zip_van({"[Content_Types].xml": TYPEN, "xl/worksheets/sheet1.xml": BLAD, "xl/workbook.xml": b"<workbook/>"})
GOED_ODS = zip_van({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"})
GOED_XLS = oud_boek()


RELATIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HOOFD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
BOEK = {
    "[Content_Types].xml": TYPEN.replace(
        b"</Types>",
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.spreadsheetml.worksheet+xml"/></Types>',
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIES}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ).encode(),
    "xl/workbook.xml": (
        f'<workbook xmlns="{HOOFD}" xmlns:r="{RELATIES}"><sheets><sheet name="Opgave" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    ).encode(),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIES}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ).encode(),
}
plekken = st.sampled_from(["A1", "B1", "B2", "C7", "XFD1", "A1048576", "A0", "a1", ""])
soorten = st.sampled_from(["s", "n", "b", "str", "e", "inlineStr", "d", "z", ""])
waarden = st.sampled_from(
    ["0", "1", "-1", "1e5", "1e999", "nan", "#N/A", "", "waar", "9" * 400, "2021-01-01", "1.5", "é"]
)


@st.composite
def bladen(draw: st.DrawFn) -> bytes:
    """Well-formed sheets with cells that make little sense."""
    cellen = draw(
        st.lists(
            st.tuples(plekken, soorten, waarden, st.sampled_from(["", "<f>A1</f>", "<f/>", "<is><t>x</t></is>"])),
            max_size=6,
        )
    )
    binnen = "".join(f'<c r="{plek}" t="{soort}">{extra}<v>{waarde}</v></c>' for plek, soort, waarde, extra in cellen)
    rij = draw(st.sampled_from(["1", "2", "1048576", "0"]))
    return f'<worksheet xmlns="{HOOFD}"><sheetData><row r="{rij}">{binnen}</row></sheetData></worksheet>'.encode()


@st.composite
def rekenbladen(draw: st.DrawFn) -> bytes:
    """Well-formed spreadsheets with repeats and values that make little sense."""
    cel = st.tuples(
        st.sampled_from(["float", "string", "percentage", "boolean", "date", "currency", "void", ""]),
        waarden,
        st.sampled_from(["1", "3", "16384", "0", "x"]),
    )
    rijen = draw(st.lists(st.tuples(st.sampled_from(["1", "5", "1048576"]), st.lists(cel, max_size=3)), max_size=4))
    tabel = "".join(
        f'<t:table-row t:number-rows-repeated="{keer}">'
        + "".join(
            f'<t:table-cell o:value-type="{soort}" o:value="{waarde}" t:number-columns-repeated="{breed}"><x:p>'
            f"{waarde}</x:p></t:table-cell>"
            for soort, waarde, breed in cellen
        )
        + "</t:table-row>"
        for keer, cellen in rijen
    )
    inhoud = (
        f'<o:document-content xmlns:o="{OPEN}:office:1.0" xmlns:t="{OPEN}:table:1.0" xmlns:x="{OPEN}:text:1.0"><o:body>'
        f'<o:spreadsheet><t:table t:name="Opgave">{tabel}</t:table></o:spreadsheet></o:body></o:document-content>'
    )
    return zip_van({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": inhoud.encode()})


def test_the_files_to_spoil_are_good_themselves():
    assert [antwoord(GOED_XLSX, "a.xlsx"), antwoord(GOED_ODS, "a.ods"), antwoord(GOED_XLS, "a.xls")] == [
        "xlsx",
        "ods",
        "xls",
    ]


def test_the_readers_find_a_table_in_the_files_to_spoil():
    blad = BLAD.replace(b'"x"', f'"{HOOFD}"'.encode())
    data = zip_van({**BOEK, "xl/worksheets/sheet1.xml": blad})
    assert poort(data, "a.xlsx") == "xlsx"
    assert "Beek" in repr(lees_bladen(data, "xlsx", "a.xlsx"))


@vaak
@given(st.binary(max_size=4_000), namen)
def test_any_bytes_get_a_kind_or_a_sentence(data, naam):
    antwoord(data, naam)


@vaak
@given(
    st.sampled_from(
        [b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml "]
    ),
    st.binary(max_size=3_000),
    namen,
)
def test_bytes_behind_a_known_beginning_get_a_kind_or_a_sentence(merk, data, naam):
    antwoord(merk + data, naam)


@vaak
@given(beschadigd(GOED_XLSX))
def test_a_spoiled_workbook_gets_a_kind_or_a_sentence(data):
    antwoord(data, "a.xlsx")


@vaak
@given(beschadigd(GOED_ODS))
def test_a_spoiled_spreadsheet_gets_a_kind_or_a_sentence(data):
    antwoord(data, "a.ods")


@vaak
@given(beschadigd(GOED_XLS))
def test_a_spoiled_old_workbook_gets_a_kind_or_a_sentence(data):
    antwoord(data, "a.xls")


@vaak
@given(beschadigd(GOED_XLS))
def test_no_chain_of_an_old_workbook_runs_forever(data):
    with contextlib.suppress(Weigering):
        ole = Ole(data)
        for ingang in ole.ingangen:
            ole.lees(ingang)


@vaak
@given(beschadigd(BLAD))
def test_a_spoiled_sheet_gets_a_kind_or_a_sentence(data):
    antwoord(zip_van({"[Content_Types].xml": TYPEN, "xl/worksheets/sheet1.xml": data}), "a.xlsx")


@vaak
@given(beschadigd(BLAD))
def test_whether_plain_rows_are_skipped_or_parsed_makes_no_difference_to_damage(data):
    """The short cut may not let in what the parser would call damaged."""
    boek = zip_van({"[Content_Types].xml": TYPEN, "xl/worksheets/sheet1.xml": data})
    kort = antwoord(boek, "a.xlsx")
    with patch("schemas.poort.xlsx.is_blad", return_value=False):
        assert antwoord(boek, "a.xlsx") == kort


@vaak
@given(beschadigd(GOED_XLSX))
def test_what_the_gate_lets_in_zipfile_reads_the_same(data):
    try:
        poort(data, "a.xlsx")
    except Geweigerd:
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archief:
        assert archief.testzip() is None


@vaak
@given(st.text(max_size=400), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_any_text_in_any_usual_encoding_gets_a_kind_or_a_sentence(tekst, codering):
    antwoord(tekst.encode(codering, "replace"), "a.csv")


@vaak
@given(st.text(alphabet="=+-@cmd|'\"![]()A1;,\t :/#{}WEBSRVIC$.", max_size=60))
def test_any_formula_is_judged_without_a_crash(tekst):
    for odf in (False, True):
        with contextlib.suppress(Weigering):
            keur_formule(tekst, odf=odf)


@vaak
@given(
    st.text(max_size=60) | st.text(alphabet="0123456789.,-+€% \u00a0\u2212", max_size=20),
    st.sampled_from(Notatie),
    st.booleans(),
)
def test_any_text_is_a_number_or_is_refused(tekst, notatie, zeker):
    with contextlib.suppress(GeenGetal):
        waarde = lees_cel(tekst, notatie, zeker=zeker).waarde
        assert isinstance(waarde, Decimal)
        assert waarde.is_finite()


def _lezingen(tekst):
    """Every number that a person may see in a text, in each notation and with less care than the reader takes."""
    kern = "".join(teken for teken in tekst.replace("\u2212", "-") if teken in "0123456789.,")
    for groep, decimaal in (".,", ",."):
        heel, _, breuk = kern.partition(decimaal)
        delen = heel.split(groep)
        if len(delen) > 1 and not (
            delen[0] and delen[0][0] != "0" and len(delen[0]) < 4 and all(len(deel) == 3 for deel in delen[1:])
        ):
            continue
        if (heel.replace(groep, "") + breuk).isdigit() and heel and len(breuk) + heel.count(groep) < 20:
            yield Decimal(f"{heel.replace(groep, '')}.{breuk or '0'}")


@vaak
@given(st.from_regex(r"-?(€ ?)?[0-9]{1,4}([., ][0-9]{1,4}){0,3}(,-| ?%)?", fullmatch=True))
def test_no_accepted_text_means_a_thousand_times_as_much_under_another_reading(tekst):
    try:
        gelezen = lees_cel(tekst)
    except GeenGetal:
        return
    if tekst.endswith(",-") or (gelezen.euro and "," not in tekst):
        # Of an amount nobody writes three decimals, and ",-" is written in one notation only.
        return
    for anders in _lezingen(tekst.removesuffix(",-").replace(" ", "")):
        assert anders == abs(gelezen.waarde) or anders * 1000 != abs(gelezen.waarde) != anders / 1000, (tekst, anders)


@vaak
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_number_in_dutch_notation_is_read_as_itself(waarde):
    heel, _, deel = f"{waarde:,.4f}".partition(".")
    assert lees_cel(f"{heel.replace(',', '.')},{deel}").waarde == waarde


@vaak
@given(beschadigd(GOED_XLSX))
def test_the_reader_behind_the_gate_reads_or_says_a_sentence(tmp_path, data):
    with contextlib.suppress(Gebruikersfout):
        poort(data, "a.xlsx")
        lees_bladen(data, "xlsx", "a.xlsx")


@vaak
@given(
    (bladen() | beschadigd(BLAD.replace(b'"x"', f'"{HOOFD}"'.encode()))).map(
        lambda blad: (zip_van({**BOEK, "xl/worksheets/sheet1.xml": blad}), "a.xlsx")
    )
    | rekenbladen().map(lambda data: (data, "a.ods"))
    | beschadigd(GOED_XLSX).map(lambda data: (data, "a.xlsx"))
    | beschadigd(GOED_ODS).map(lambda data: (data, "a.ods"))
    | beschadigd(GOED_XLS).map(lambda data: (data, "a.xls"))
    | st.text(max_size=300).map(lambda tekst: (tekst.encode("utf-8", "replace"), "a.csv"))
    | st.text(alphabet="ab;,\t|\"'\r\n.12é€ ", max_size=300).map(lambda tekst: (tekst.encode("cp1252"), "a.csv"))
)
def test_the_readers_of_loose_tables_read_what_the_gate_lets_in_or_say_a_sentence(bestand):
    data, naam = bestand
    with contextlib.suppress(Gebruikersfout):
        lees_bladen(data, poort(data, naam), naam)


@vaak
@given(st.text() | st.text(alphabet="\x1b[]0;31mABC\x07\x9b\\\u202e\u200b\r\n"))
def test_no_text_moves_the_cursor_or_turns_the_direction_of_a_terminal(tekst):
    schoon = voor_terminal(tekst)
    assert "\x1b" not in schoon
    assert len(schoon) <= 200
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", schoon)
    assert voor_terminal(schoon) == schoon


@vaak
@given(st.text() | st.text(alphabet="=+-@\t\r\n 1.,%e'\"|", max_size=12))
def test_no_text_becomes_a_formula_in_a_csv(tekst):
    veilig = voor_csv(tekst)
    assert veilig.lstrip("'") == tekst.lstrip("'")
    if veilig.lstrip()[:1] in "=@\uff1d\uff20":
        assert not veilig.strip()
    uit = io.StringIO()
    csv.writer(uit).writerow([veilig])
    assert next(csv.reader(io.StringIO(uit.getvalue(), newline=""))) == [veilig]


@vaak
@given(st.text())
def test_no_text_becomes_markup(tekst):
    veilig = voor_html(tekst, 10_000)
    assert not set("<>\"'") & set(veilig)
    assert html.unescape(veilig) == voor_terminal(tekst, 10_000)


@vaak
@given(st.text())
def test_no_text_becomes_a_path(tekst):
    naam = voor_bestandsnaam(tekst)
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", naam)
    assert ".." not in naam
    assert len(naam) <= 81
    assert not naam.endswith((".", "-"))


@vaak
@given(st.text())
def test_any_text_fits_in_a_cell(tekst):
    zlib.crc32(voor_cel(tekst).encode("utf-8"))
    assert "\0" not in voor_cel(tekst)
