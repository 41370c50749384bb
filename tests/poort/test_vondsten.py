"""What fuzzing and the corpus found while the gate was built, kept so that it stays found."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from schemas.fouten import Gebruikersfout
from schemas.lezers.xls import lees_xls
from schemas.onschadelijk import voor_terminal
from schemas.poort import Geweigerd, poort
from schemas.poort.formule import keur_formule
from schemas.poort.weigering import Weigering

TYPEN = (
    '<Types xmlns="x"><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main'
    '+xml"/></Types>'
)
RIJ = '<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>'


def werkmap(rij: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr("[Content_Types].xml", TYPEN)
        archief.writestr(
            "xl/worksheets/sheet1.xml", b'<worksheet xmlns="x"><sheetData>' + rij + b"</sheetData></worksheet>"
        )
    return uit.getvalue()


@pytest.mark.parametrize(
    "tekst", [b"\x01", b"B\xebek", b"&geheim;", b"&#1;"], ids=["control", "encoding", "entity", "reference"]
)
def test_the_short_cut_for_plain_rows_lets_in_no_text_that_is_no_xml(tekst):
    with pytest.raises(Geweigerd, match="is geen geldige XML"):
        poort(werkmap((RIJ % "X").encode().replace(b"X", tekst)), "a.xlsx")


def test_text_with_usual_entities_passes():
    assert poort(werkmap((RIJ % "Baarle &amp; Nassau &#233; é &lt;1&gt;").encode()), "a.xlsx") == "xlsx"


def test_a_quote_in_the_name_of_a_sheet_hides_no_call():
    with pytest.raises(Weigering, match="DDE"):
        keur_formule("'a\"b'!A1&cmd|'/c\"'!A0")


def test_a_name_of_spaces_that_do_not_break_is_shown_with_plain_spaces():
    assert voor_terminal("[\u00a0\u00a0a") == "[  a"


@pytest.mark.parametrize("sector", [-6, 0])
def test_an_old_workbook_of_which_the_table_of_sectors_leads_nowhere_is_damaged(sector):
    kop = bytearray(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00" + bytes(10)
    )
    kop += struct.pack("<7i", 1, 0, 0, 4096, -2, 0, sector) + struct.pack("<i", 1) + struct.pack("<i", -1) * 109
    with pytest.raises(Gebruikersfout, match=r"a\.xls is beschadigd"):
        lees_xls(bytes(kop) + struct.pack("<i", 0) * 128 * 9, "a.xls")
