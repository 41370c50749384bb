"""The inside of a workbook file: parts are found as the format says, and what is not changed keeps its bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.ooxml.blad import Bladxml
from schemas.ooxml.cellen import cellen
from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import HOOFD, RELATIE, NietTeBewerken, kinderen, ontleed, voeg_toe

RELATIES = "http://schemas.openxmlformats.org/package/2006/relationships"


def pak(**delen: str) -> bytes:
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()


def relaties(*regels: tuple[str, str, str]) -> str:
    xml = "".join(f'<Relationship Id="{nr}" Type="{RELATIE}/{soort}" Target="{doel}"/>' for nr, soort, doel in regels)
    return f'<Relationships xmlns="{RELATIES}">{xml}</Relationships>'


@pytest.fixture
def vreemd() -> Pakket:
    """A workbook as no program that goes by name would find its way in."""
    bladen = '<sheets><sheet name="Een" sheetId="1" q:id="b"/></sheets>'
    boek = f'<workbook xmlns="{HOOFD}" xmlns:q="{RELATIE}">{bladen}</workbook>'
    delen = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Default Extension='XML' ContentType='application/xml'/><Override PartName='/DOC/Bladen/een.xml' "
        "ContentType='Sheet+xml'/></Types>",
        "_rels/.rels": relaties(("a", "officeDocument", "DOC/werkboek2.xml")),
        "doc/werkboek2.xml": boek,
        "doc/_RELS/werkboek2.xml.rels": relaties(("b", "worksheet", "./bladen/Een.xml"), ("c", "styles", "/stijl.xml")),
        "doc/bladen/EEN.xml": f'<worksheet xmlns="{HOOFD}"><sheetData/></worksheet>',
        "stijl.xml": "<a/>",
        "xl/styles.xml": "<b/>",
    }
    return Pakket(pak(**delen))


def test_parts_are_found_by_relation_and_without_regard_to_case(vreemd: Pakket) -> None:
    assert vreemd.werkboek == "doc/werkboek2.xml"
    assert [(blad.naam, blad.deel) for blad in vreemd.bladen] == [("Een", "doc/bladen/EEN.xml")]
    assert vreemd.van_soort(vreemd.werkboek, "styles") == "stijl.xml"
    assert vreemd.bereikt("") == ["doc/werkboek2.xml", "doc/bladen/EEN.xml", "stijl.xml"]
    assert (vreemd.typen["doc/bladen/EEN.xml"], vreemd.typen["stijl.xml"]) == ("sheet+xml", "application/xml")


def test_a_new_part_takes_a_name_and_an_id_that_are_free(vreemd: Pakket) -> None:
    vreemd.zet(vreemd.vrij("doc/bladen/een", ".xml"), b"<a/>")
    assert vreemd.vrij("doc/bladen/een", ".xml") == "doc/bladen/een2.xml"
    assert vreemd.relateer("doc/bladen/EEN.xml", "comments", "doc/bladen/een1.xml") == "rId1"
    assert vreemd.relateer("doc/bladen/EEN.xml", "comments", "doc/bladen/een1.xml") == "rId2"
    terug = Pakket(vreemd.bewaar())
    assert terug.van_soort("doc/bladen/EEN.xml", "comments") == "doc/bladen/een1.xml"
    assert terug.lees("xl/styles.xml") == b"<b/>"


def blad(rijen: str) -> bytes:
    kop = '<?xml version="1.0"  encoding="UTF-8"?>\r\n'
    return f'{kop}<worksheet  xmlns="{HOOFD}"><cols ></cols><sheetData >{rijen}</sheetData ></worksheet>'.encode()


def test_only_a_row_that_is_touched_is_written_again() -> None:
    rijen = "<row r='1' ><c  r='A1' ></c></row>\n<row r='3'><c r='B3'/></row> <row  r='4' />"
    werk = Bladxml(blad(rijen), "blad.xml")
    werk.cel(3, 1).set("s", "7")
    werk.cel(2, 2).set("s", "8")
    verwacht = rijen.replace(
        "<row r='3'><c r='B3'/></row>",
        '<row r="2"><c r="B2" s="8"/></row><row r="3"><c r="A3" s="7"/><c r="B3"/></row>',
    )
    assert werk.als_bytes() == blad(verwacht)


@pytest.mark.parametrize("stoorder", ["<!-- <row r='1'> -->", "<![CDATA[<row r='1'>]]>"])
def test_what_only_looks_like_a_row_is_none(stoorder: str) -> None:
    werk = Bladxml(blad(f'<row r="2"><c r="A2" t="str"><v>{stoorder}x</v></c></row>'), "blad.xml")
    werk.cel(1, 1).set("s", "7")
    gevonden = {plek: "".join(map(str, cel.itertext())) for plek, cel in cellen(ontleed(werk.als_bytes(), "blad"))}
    assert (list(gevonden), gevonden[2, 1][-1]) == ([(1, 1), (2, 1)], "x")


@pytest.mark.parametrize(
    "inhoud",
    [
        blad("<row r='1'/><row r='1'/>"),
        blad("tekst<row r='1'/>"),
        blad('<q:row xmlns:q="iets anders"/>'),
        b"<worksheet><sheetData/></worksheet>",
        blad("").replace(b"UTF-8", b"ISO-8859-1"),
        blad("").decode().encode("utf-16"),
    ],
)
def test_a_sheet_that_is_written_in_an_unusual_way_is_not_cut(inhoud: bytes) -> None:
    with pytest.raises(NietTeBewerken):
        Bladxml(inhoud, "blad.xml")


@given(
    rijen=st.lists(st.tuples(st.integers(1, 3), st.lists(st.integers(1, 2), max_size=4)), max_size=5),
    prefix=st.sampled_from(["", "x:"]),
    genummerd=st.booleans(),
    rij=st.integers(1, 12),
    kolom=st.integers(1, 8),
)
def test_one_cell_that_is_set_changes_no_other(
    rijen: list[tuple[int, list[int]]], prefix: str, genummerd: bool, rij: int, kolom: int
) -> None:
    stukken, r = [], 0
    for sprong, sprongen in rijen:
        # Without numbers a row and a cell stand right behind the one before.
        r += sprong if genummerd else 1
        kolommen = [sum(sprongen[: n + 1]) if genummerd else n + 1 for n in range(len(sprongen))]
        binnen = "".join(
            f"<c{f' r={chr(34)}{chr(64 + k)}{r}{chr(34)}' if genummerd else ''}><v>{r * 100 + k}</v></c>"
            for k in kolommen
        )
        stukken.append(f"<row{f' r={chr(34)}{r}{chr(34)}' if genummerd else ''}>{binnen}</row>")
    xml = f'<worksheet xmlns="{HOOFD}"><sheetData>{"".join(stukken)}</sheetData></worksheet>'
    if prefix:
        xml = re.sub(r"<(/?)([a-z])", rf"<\1{prefix}\2", xml).replace("xmlns=", "xmlns:x=")
    voor = {plek: "".join(map(str, cel.itertext())) for plek, cel in cellen(ontleed(xml.encode(), "blad"))}
    werk = Bladxml(xml.encode(), "blad.xml")
    cel = werk.cel(rij, kolom)
    for kind in kinderen(cel):
        cel.remove(kind)
    voeg_toe(cel, "v").text = "7"
    na = {plek: "".join(map(str, cel.itertext())) for plek, cel in cellen(ontleed(werk.als_bytes(), "blad"))}
    assert na == voor | {(rij, kolom): "7"}
    assert list(na) == sorted(na)
