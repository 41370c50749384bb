"""Every way in which a program may write a cell gives the same cell."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import templates
from schemas.geleverd.werkmap import Boekcel, Onleesbaar, lees_werkmap, ontleed_werkmap
from schemas.ooxml.pakket import Pakket
from schemas.werkboek import Foutwaarde

VOORBEELDEN = Path(templates.__file__).parent / "voorbeelden"
RUIMTE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOEK = f"""<workbook {RUIMTE} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Een" sheetId="1" state="hidden" r:id="rId7"/></sheets>
<definedNames><definedName name="veld">Een!$A$1</definedName>
<definedName name="_xlnm.Print_Area" localSheetId="0">Een!$A$1:$B$2</definedName></definedNames></workbook>"""
RELATIES = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId7"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/blad.xml"/>
<Relationship Id="rId8"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings2.xml"/>
</Relationships>"""
TEKSTEN = f"""<sst {RUIMTE}><si><t xml:space="preserve"> los </t></si>
<si><r><t>op</t></r><r><rPr><b/></rPr><t>maak</t></r><rPh sb="0" eb="1"><t>niet</t></rPh></si></sst>"""


def lees(cellen: str):
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr("xl/workbook.xml", BOEK)
        archief.writestr("xl/_rels/workbook.xml.rels", RELATIES)
        archief.writestr("xl/sharedStrings2.xml", TEKSTEN)
        archief.writestr("xl/worksheets/blad.xml", f"<worksheet {RUIMTE}><sheetData>{cellen}</sheetData></worksheet>")
    return ontleed_werkmap(uit.getvalue(), "x.xlsx")


@pytest.mark.parametrize(
    ("xml", "cel"),
    [
        ('<c r="A1"><v>5</v></c>', Boekcel("", 5.0)),
        ('<c r="A1" s="3" t="n"><v>5.0E0</v></c>', Boekcel("", 5.0)),
        ("<c><v>5</v></c>", Boekcel("", 5.0)),
        ('<c r="A1" t="s"><v>0</v></c>', Boekcel("", " los ")),
        ('<c r="A1" t="s"><v>1</v></c>', Boekcel("", "opmaak")),
        ('<c r="A1" t="inlineStr"><is><t>direct</t></is></c>', Boekcel("", "direct")),
        ('<c r="A1" t="b"><v>1</v></c>', Boekcel("", True)),
        ('<c r="A1" t="e"><v>#N/A</v></c>', Boekcel("", Foutwaarde("#N/A"))),
        ('<c r="A1"><f aca="false">1+1</f><v>2</v></c>', Boekcel("1+1", 2.0)),
        ('<c r="A1"><f>1+1</f><v></v></c>', Boekcel("1+1", None)),
        ('<c r="A1" t="str"><f>"a"</f><v>a_x000D_\nb</v></c>', Boekcel('"a"', "a\nb")),
        ('<c r="A1"><f t="array" ref="A1:A2">1+1</f><v>2</v></c>', Boekcel("{1+1}", 2.0)),
    ],
)
def test_a_cell_as_programs_write_it(xml, cel) -> None:
    assert lees(f'<row r="1">{xml}</row>').bladen["Een"] == {(1, 1): cel}


def test_a_shared_formula_is_read_as_each_cell_has_it() -> None:
    rij = '<row r="{r}"><c r="B{r}"><f t="shared" {meer} si="0">{f}</f><v>1</v></c></row>'
    cellen = (
        rij.format(r=2, meer='ref="B2:B4"', f="$A2+C$1")
        + rij.format(r=3, meer="", f="")
        + rij.format(r=4, meer="", f="")
    )
    bladen = lees(cellen).bladen["Een"]
    assert [bladen[r, 2].formule for r in (2, 3, 4)] == ["$A2+C$1", "$A3+C$1", "$A4+C$1"]


def test_names_of_people_are_kept_and_those_of_programs_are_not() -> None:
    werkmap = lees("")
    assert werkmap.namen == {"veld": "Een!$A$1"}
    assert werkmap.verborgen == ("Een",)


def test_a_damaged_workbook_is_one_sentence() -> None:
    with pytest.raises(Onleesbaar, match="is beschadigd en niet te lezen"):
        lees('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')


def test_a_damaged_workbook_that_the_gate_lets_in_is_that_sentence_too(tmp_path: Path) -> None:
    """It is read in a process of its own, and the sentence must come back from there."""
    pad = tmp_path / "stuk.xlsx"
    pakket = Pakket((VOORBEELDEN / "zuid-limburg-2021.xlsx").read_bytes())
    deel = pakket.bladen[0].deel
    rij = b'<sheetData><row r="900"><c r="A900" t="s"><v>99</v></c></row>'
    pakket.zet(deel, pakket.lees(deel).replace(b"<sheetData>", rij))
    pad.write_bytes(pakket.bewaar())
    with pytest.raises(Onleesbaar, match=r"^stuk.xlsx is beschadigd en niet te lezen. Vraag de werkmap opnieuw op.$"):
        lees_werkmap(pad)
