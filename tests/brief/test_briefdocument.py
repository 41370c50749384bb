"""The letter in Word: filled merge fields, nothing empty, the same bytes; a template of one's own is judged first."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from calc.brief import maak_brief
from calc.uitkomst import Uitkomst, bereken
from cli import main
from gereedschap.maak_brief import delen
from gereedschap.maak_brief import maak_brief as maak_sjabloon
from schemas.gegevens import Briefregel
from schemas.inname import lees_invoer
from schemas.ooxml.pakket import pak_in
from templates.brief.briefdocument import maak_briefdocument, rijen, velden
from templates.sjabloon.briefcontrole import bekende_velden
from templates.sjabloon.controle import controleer_sjabloon
from templates.sjabloon.meegeleverd import BRIEF, meegeleverd
from templates.werkmap.maat import tekstmaat

VOORBEELD = Path(__file__).parents[2] / "templates" / "voorbeelden" / "zuid-limburg-2021.xlsx"


@pytest.fixture(scope="module")
def uitkomst() -> Uitkomst:
    return bereken(lees_invoer(VOORBEELD))


def regels(inhoud: bytes, deel: str = "word/document.xml") -> list[str]:
    """The lines of a document as one reads them."""
    with ZipFile(BytesIO(inhoud)) as archief:
        xml = archief.read(deel).decode()
    alineas = re.findall(r"<w:p\b.*?</w:p>", xml, flags=re.S)
    return ["".join(re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>|<w:br/>", alinea)) for alinea in alineas]


def met(sjabloon: dict[str, str], pad: Path) -> Path:
    pad.write_bytes(pak_in({naam: tekst.encode() for naam, tekst in sjabloon.items()}))
    return pad


def test_the_shipped_template_is_what_its_maker_makes() -> None:
    assert meegeleverd(BRIEF).read_bytes() == maak_sjabloon()


def test_every_field_of_the_template_is_filled_and_every_field_that_is_filled_stands_in_it(uitkomst: Uitkomst) -> None:
    brief = maak_brief(uitkomst, "GM0888")
    gevuld = set(velden(brief)) | {naam for regel in rijen(brief)["kostensoort"] for naam in regel}
    assert gevuld | {"termijn_dag", "termijn_bedrag"} == bekende_velden()


def test_the_letter_says_what_its_one_source_says(uitkomst: Uitkomst) -> None:
    brief = maak_brief(uitkomst, "GM0888")
    inhoud = maak_briefdocument(uitkomst, "GM0888")
    assert inhoud == maak_briefdocument(uitkomst, "GM0888")
    staat = regels(inhoud)
    for alinea in ("bedrag", "wat", "vergelijking", "waarom", "betaling", "status", "vragen"):
        assert brief.tekst(alinea) in staat
    assert {"Uitvoeringskosten inkoop", "€\u00a081.456,00"} <= set(staat)
    assert "MERGEFIELD" not in ZipFile(BytesIO(inhoud)).read("word/document.xml").decode()
    assert not any("«" in regel for regel in staat)
    assert regels(inhoud, "word/header1.xml") == ["Jeugdhulpregio Zuid-Limburg", "Centrumgemeente Maastricht"]


def test_what_there_is_not_takes_no_place(uitkomst: Uitkomst) -> None:
    staat = regels(maak_briefdocument(uitkomst, "GM0888"))
    assert not {"Datum", "Kenmerk", "Uiterlijk op", "Het keuzepakket"} & set(staat)
    assert "Het keuzepakket" in regels(maak_briefdocument(uitkomst, "GM0917"))
    gegevens = replace(uitkomst.gegevens, brief=(Briefregel("kenmerk", "", "", "2020-118", 5),))
    staat = regels(maak_briefdocument(bereken(gegevens), "GM0888"))
    assert staat[staat.index("Kenmerk") + 1] == "2020-118"


def test_a_template_of_ones_own_is_used(uitkomst: Uitkomst, tmp_path: Path) -> None:
    eigen = delen()
    eigen["word/document.xml"] = eigen["word/document.xml"].replace("Met vriendelijke groet,", "Hoogachtend,")
    inhoud = maak_briefdocument(uitkomst, "GM0888", sjabloon=met(eigen, tmp_path / "brief.docx"))
    assert "Hoogachtend," in regels(inhoud)


def test_a_letter_tells_not_from_which_file_it_was_made(uitkomst: Uitkomst, tmp_path: Path) -> None:
    eigen = delen()
    eigen["word/settings.xml"] = eigen["word/settings.xml"].replace(
        "<w:compat>", '<w:attachedTemplate r:id="rId1"/><w:compat>'
    )
    eigen["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="file:///C:/huisstijl.dotx" TargetMode="External"/></Relationships>'
    )
    pad = met(eigen, tmp_path / "brief.docx")
    assert controleer_sjabloon(pad).bruikbaar
    with ZipFile(BytesIO(maak_briefdocument(uitkomst, "GM0888", sjabloon=pad))) as archief:
        assert all(b"huisstijl" not in archief.read(naam) for naam in archief.namelist())
        assert b"attachedTemplate" not in archief.read("word/settings.xml")


@pytest.mark.parametrize(
    ("deel", "oud", "nieuw", "zin"),
    [
        ("word/document.xml", "MERGEFIELD bedrag ", "MERGEFIELD bedrga ", "samenvoegveld 'bedrga' kent het programma"),
        ("word/document.xml", "MERGEFIELD bedrag ", "MERGEFIELD wat ", "'bedrag' ontbreekt: de brief noemt het bedrag"),
        ("[Content_Types].xml", "wordprocessingml.document", "ms-word.document.macroEnabled", "heeft macro's"),
        ("word/document.xml", "<w:body>", "<!DOCTYPE x><w:body>", "geen geldige XML"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_refused_with_a_sentence(
    deel: str, oud: str, nieuw: str, zin: str, tmp_path: Path
) -> None:
    eigen = delen()
    assert oud in eigen[deel]
    eigen[deel] = eigen[deel].replace(oud, nieuw)
    oordeel = controleer_sjabloon(met(eigen, tmp_path / "brief.docx"))
    assert not oordeel.bruikbaar
    assert zin in " ".join(map(str, oordeel.fouten))


def test_an_input_with_a_wrong_account_number_is_refused(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    boek = load_workbook(VOORBEELD)
    blad = boek.create_sheet("Brief")
    for rij in (
        ("Onderdeel", "Gemeentecode", "Gemeente", "Tekst"),
        ("rekening", None, None, "NL91 ABNA 0417 1643 01"),
        ("kenmerk", None, None, "een"),
        ("kenmerk", None, None, "twee"),
        ("geadresseerde", None, "Bek", "College"),
    ):
        blad.append(rij)
    boek.save(tmp_path / "invoer.xlsx")
    uit = CliRunner().invoke(main, ["tabel", "samenvatting", str(tmp_path / "invoer.xlsx")])
    assert uit.exit_code == 1
    assert "blad Brief, cel D2: 'NL91 ABNA 0417 1643 01' is geen IBAN" in uit.output
    assert "blad Brief, cel A4: 'kenmerk' staat er twee keer" in uit.output
    assert "blad Brief, cel C5: 'Bek' is geen deelnemer in 2021. Bedoelde u 'Beek'?" in uit.output


def test_an_amount_of_tens_of_millions_stays_in_one_piece() -> None:
    """Of the table of costs each column of figures holds a total in bold; Word broke it within a number."""
    inhoud = ZipFile(meegeleverd(BRIEF)).read("word/document.xml").decode()
    roosters = re.findall("<w:tblGrid>.*?</w:tblGrid>", inhoud)
    breedtes = [list(map(int, re.findall(r'gridCol w:w="(\d+)"', rooster))) for rooster in roosters]
    (kosten,) = [tabel for tabel in breedtes if len(tabel) == 6]
    marges = 2 * 85
    for breedte, tekst in zip(kosten[1:], ["€ 19.250.000,01", "27,12%", *["€ -19.250.000,01"] * 3], strict=True):
        assert tekstmaat(tekst) * 20 <= breedte - marges, tekst
