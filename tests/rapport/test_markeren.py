"""The marked copy: wrong cells have a fill and a note, and nothing else in the sender's file is changed."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from schemas.fouten import Bevinding, Ernst
from schemas.plaats import Vindplaats
from templates.rapport.markeren import NietTeMarkeren, markeer, merken_van
from templates.werkmap.stijlen import ORANJE, ROOD


def fout(blad: str, cel: str, tekst: str = "fout", ernst: Ernst = Ernst.FOUT) -> Bevinding:
    from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

    letters, rij = coordinate_from_string(cel)
    return Bevinding(tekst, Vindplaats.in_cel(blad, rij, column_index_from_string(letters)), ernst=ernst)


@pytest.fixture
def boek() -> openpyxl.Workbook:
    boek = openpyxl.Workbook()
    blad = boek.worksheets[0]
    blad.title = "Opgave"
    for rij in (["Gemeente", "Jongeren"], ["Vaals", 5], ["Stein", "=B2*2"]):
        blad.append(rij)
    blad["B2"].font = Font(bold=True, color="FF0000FF")
    blad["B2"].number_format = "#,##0"
    blad["D9"] = "ver weg"
    boek.create_sheet("Leeg")
    return boek


def bytes_van(boek: openpyxl.Workbook) -> bytes:
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def gemarkeerd(inhoud: bytes, *bevindingen: Bevinding) -> bytes:
    bladen = openpyxl.load_workbook(BytesIO(inhoud)).sheetnames
    return markeer(inhoud, merken_van(bevindingen, bladen))


def test_a_wrong_cell_gets_a_fill_and_a_note_and_keeps_its_look(boek: openpyxl.Workbook) -> None:
    uit = gemarkeerd(bytes_van(boek), fout("Opgave", "B2", "'5'; verwacht: <b> & meer"))
    cel = openpyxl.load_workbook(BytesIO(uit))["Opgave"]["B2"]
    assert cel.value == 5
    assert cel.fill.fgColor.rgb == ROOD
    assert cel.comment is not None
    assert cel.comment.text == "Fout: '5'; verwacht: <b> & meer"
    assert (cel.font.bold, cel.font.color.rgb, cel.number_format) == (True, "FF0000FF", "#,##0")


def test_a_warning_has_another_colour_and_another_word(boek: openpyxl.Workbook) -> None:
    uit = gemarkeerd(bytes_van(boek), fout("Opgave", "B2", "let op", Ernst.WAARSCHUWING))
    cel = openpyxl.load_workbook(BytesIO(uit))["Opgave"]["B2"]
    assert cel.fill.fgColor.rgb == ORANJE
    assert cel.comment is not None
    assert cel.comment.text == "Waarschuwing: let op"


@pytest.mark.parametrize("plek", ["A2", "C2", "B5", "C9", "E9", "A40", "AB1"])
def test_a_cell_that_is_not_there_yet_can_be_marked_too(boek: openpyxl.Workbook, plek: str) -> None:
    uit = gemarkeerd(bytes_van(boek), fout("Opgave", plek))
    blad = openpyxl.load_workbook(BytesIO(uit))["Opgave"]
    assert blad[plek].fill.fgColor.rgb == ROOD
    assert [cel.value for rij in blad["A1:D9"] for cel in rij if cel.value is not None] == [
        "Gemeente", "Jongeren", "Vaals", 5, "Stein", "=B2*2", "ver weg",
    ]  # fmt: skip


def test_an_empty_sheet_can_be_marked(boek: openpyxl.Workbook) -> None:
    uit = gemarkeerd(bytes_van(boek), fout("Leeg", "C3"))
    assert openpyxl.load_workbook(BytesIO(uit))["Leeg"]["C3"].fill.fgColor.rgb == ROOD


def test_cells_stay_in_order_within_their_row(boek: openpyxl.Workbook) -> None:
    uit = gemarkeerd(bytes_van(boek), *(fout("Opgave", plek) for plek in ("C9", "A9", "E9", "B9", "A7", "A8", "A12")))
    xml = zipfile.ZipFile(BytesIO(uit)).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'<row r="(\d+)"', xml) == ["1", "2", "3", "7", "8", "9", "12"]
    assert re.findall(r'<c r="([A-Z]+9)"', xml) == ["A9", "B9", "C9", "D9", "E9"]


def test_what_is_said_of_the_sheet_stands_in_its_first_cell_without_a_colour(boek: openpyxl.Workbook) -> None:
    los = Bevinding("deelnemer 'Beek' ontbreekt", Vindplaats("Opgave"))
    uit = gemarkeerd(bytes_van(boek), los, Bevinding("het bestand is oud"))
    cel = openpyxl.load_workbook(BytesIO(uit))["Opgave"]["A1"]
    assert cel.comment is not None
    assert cel.comment.text == "Fout: deelnemer 'Beek' ontbreekt\nFout: het bestand is oud"
    assert cel.fill.fill_type is None


def test_notes_are_not_marked(boek: openpyxl.Workbook) -> None:
    inhoud = bytes_van(boek)
    uit = gemarkeerd(inhoud, fout("Opgave", "B2", ernst=Ernst.MELDING))
    assert delen(uit) == delen(inhoud)


def delen(inhoud: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(inhoud)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def test_nothing_else_is_changed(invoer: Path) -> None:
    """Of the example, with its styles, tables, names and validation, only the cuts differ."""
    inhoud = invoer.read_bytes()
    voor, na = delen(inhoud), delen(gemarkeerd(inhoud, fout("Maatstaven", "D7"), fout("Maatstaven", "Q70")))
    anders = {naam for naam in na if voor.get(naam) != na[naam]}
    blad = next(naam for naam in anders if naam.startswith("xl/worksheets/sheet"))
    assert set(voor) <= set(na)
    rels = f"xl/worksheets/_rels/{blad.rpartition('/')[2]}.rels"
    mag = {blad, rels, "xl/styles.xml", "[Content_Types].xml"}
    assert {naam for naam in anders if naam in voor and "comment" not in naam} <= mag
    kaal = re.sub(rb'<c r="D7" s="\d+"', b'<c r="D7"', na[blad])
    kaal = re.sub(rb'<row r="70"><c r="Q70" s="\d+"/></row>|<c r="Q70" s="\d+"/>', b"", kaal)
    was = re.sub(rb'<c r="D7" s="\d+"', b'<c r="D7"', voor[blad])
    tekening = re.compile(rb"<legacyDrawing [^>]*/>")
    assert tekening.sub(b"", kaal) == tekening.sub(b"", was)
    # The styles that were there keep their number and their content.
    oud = re.search(rb"<cellXfs[^>]*>(.*)</cellXfs>", voor["xl/styles.xml"], re.S)
    nieuw = re.search(rb"<cellXfs[^>]*>(.*)</cellXfs>", na["xl/styles.xml"], re.S)
    assert oud is not None
    assert nieuw is not None
    assert nieuw[1].startswith(oud[1])


def test_the_senders_own_notes_stay(boek: openpyxl.Workbook) -> None:
    blad = boek["Opgave"]
    blad["B2"].comment = Comment("van mij", "afzender")
    blad["A2"].comment = Comment("ook van mij", "afzender")
    uit = gemarkeerd(bytes_van(boek), fout("Opgave", "B2", "te laag"), fout("Opgave", "B3", "te hoog"))
    gelezen = openpyxl.load_workbook(BytesIO(uit))["Opgave"]
    notities = {plek: gelezen[plek].comment.text for plek in ("A2", "B2", "B3") if gelezen[plek].comment}
    assert notities == {"A2": "ook van mij", "B2": "van mij\nFout: te laag", "B3": "Fout: te hoog"}


def test_a_marked_file_can_be_marked_again(boek: openpyxl.Workbook) -> None:
    een = gemarkeerd(bytes_van(boek), fout("Opgave", "B2", "een"))
    twee = gemarkeerd(een, fout("Opgave", "B3", "twee"), fout("Leeg", "A1", "drie"))
    gelezen = openpyxl.load_workbook(BytesIO(twee))
    assert [gelezen["Opgave"][p].comment.text for p in ("B2", "B3")] == ["Fout: een", "Fout: twee"]
    assert gelezen["Leeg"]["A1"].comment is not None


def test_a_workbook_with_a_prefix_on_every_name_is_marked(boek: openpyxl.Workbook) -> None:
    inhoud = delen(bytes_van(boek))
    xml = inhoud["xl/worksheets/sheet1.xml"].decode()
    xml = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x=")
    inhoud["xl/worksheets/sheet1.xml"] = xml.encode()
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, deel in inhoud.items():
            archief.writestr(naam, deel)
    cel = openpyxl.load_workbook(BytesIO(gemarkeerd(uit.getvalue(), fout("Opgave", "B2"))))["Opgave"]["B2"]
    assert cel.fill.fgColor.rgb == ROOD


def test_what_cannot_be_cut_is_said_and_not_guessed(boek: openpyxl.Workbook) -> None:
    inhoud = delen(bytes_van(boek))
    blad = inhoud["xl/worksheets/sheet1.xml"].decode()
    inhoud["xl/worksheets/sheet1.xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + blad).encode("utf-16")
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, deel in inhoud.items():
            archief.writestr(naam, deel)
    with pytest.raises(NietTeMarkeren):
        markeer(uit.getvalue(), merken_van([fout("Opgave", "B2")], ["Opgave", "Leeg"]))


def test_the_same_file_gives_the_same_bytes(boek: openpyxl.Workbook) -> None:
    inhoud = bytes_van(boek)
    assert gemarkeerd(inhoud, fout("Opgave", "B2")) == gemarkeerd(inhoud, fout("Opgave", "B2"))


def test_parts_under_other_names_are_marked_all_the_same(boek: openpyxl.Workbook, anders_genoemd) -> None:
    uit = gemarkeerd(bytes_van(boek), fout("Opgave", "B2", "'5'"))
    anders = markeer(anders_genoemd(bytes_van(boek)), merken_van([fout("Opgave", "B2", "'5'")], ["Opgave", "Leeg"]))
    with zipfile.ZipFile(BytesIO(uit)) as een, zipfile.ZipFile(BytesIO(anders)) as ander:
        assert een.read("xl/styles.xml") == ander.read("xl/styles2.xml")
        assert een.read("xl/worksheets/sheet1.xml") == ander.read("xl/worksheets/sheet1.xml")
        assert b"/xl/comments1.xml" in ander.read("[content_types].xml")


@pytest.mark.parametrize(
    "stijlen",
    [
        "<styleSheet xmlns='x'/>",
        "<styleSheet xmlns='x'><cellXfs count='1'><xf/></cellXfs></styleSheet>",
        "<styleSheet xmlns='x'><fills/><cellXfs count='1'><xf/></cellXfs></styleSheet>",
        "<a/>",
    ],
)
def test_bare_styles_are_told_apart_and_not_tripped_over(boek: openpyxl.Workbook, stijlen: str) -> None:
    uit = BytesIO()
    with zipfile.ZipFile(BytesIO(bytes_van(boek))) as bron, zipfile.ZipFile(uit, "w") as doel:
        for naam in bron.namelist():
            doel.writestr(naam, stijlen if naam == "xl/styles.xml" else bron.read(naam))
    with pytest.raises(NietTeMarkeren):
        markeer(uit.getvalue(), merken_van([fout("Opgave", "B2")], ["Opgave"]))
