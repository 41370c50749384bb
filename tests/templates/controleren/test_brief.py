"""A letter checked: what was changed in it is told with its place; how it looks and what was added is no fault."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result
from openpyxl import load_workbook

from schemas.geldend import REGIOS
from schemas.geleverd.brief import zinnen_van
from schemas.ooxml.pakket import pak_in
from templates.controleren.brief import vergelijk_brief
from templates.sjabloon.meegeleverd import BRIEF, meegeleverd

Roep = Callable[..., Result]
CIJFER = re.compile(r"\d")
REGEL = '\nuittreding: {2015: {percentages: [100, 80, 60, 40, 20], bron: "Verzonnen regeling, artikel 30"}}\n'


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of 2022 that Vaals left, and the settlement of 2021 by a definitive input with one amount changed."""
    from click.testing import CliRunner

    from cli import main

    map_ = tmp_path_factory.mktemp("brieven")
    voor, naam, na = (REGIOS / "zuid-limburg.yaml").read_text(encoding="utf-8").partition("naam: Vaals\n")
    na = na.replace("van: 2020", "van: 2020\n    tot_en_met: 2021", 1)
    (map_ / "zuid-limburg.yaml").write_text(f"{voor}{naam}{na}{REGEL}", encoding="utf-8")

    def doe(*stukken: object) -> None:
        uitslag = CliRunner().invoke(main, [str(stuk) for stuk in stukken])
        assert uitslag.exit_code == 0, uitslag.output

    doe("voorbeeld", "zuid-limburg-2021", "--naar", map_ / "2021.xlsx")
    doe("volgend", map_ / "2021.xlsx", "--naar", map_ / "2022.xlsx")
    doe("plan", map_ / "2022.xlsx", "--naar", map_ / "plan")
    boek = load_workbook(map_ / "2021.xlsx")
    een, ander = [cel for cel in boek["Maatstaven"]["E"] if isinstance(cel.value, int | float)][:2]
    een.value, ander.value = ander.value, een.value
    boek.save(map_ / "2021-definitief.xlsx")
    doe("afrekening", map_ / "2021.xlsx", map_ / "2021-definitief.xlsx", "--naar", map_ / "afrekening")
    return map_


def gewijzigd(pad: Path, naar: Path, *paren: tuple[str, str], deel: str = "word/document.xml") -> Path:
    """The letter with something replaced in its XML, once each."""
    with ZipFile(pad) as archief:
        delen = {naam: archief.read(naam) for naam in archief.namelist()}
    tekst = delen[deel].decode()
    for oud, nieuw in paren:
        assert oud in tekst, oud
        tekst = tekst.replace(oud, nieuw, 1)
    naar.write_bytes(pak_in(delen | {deel: tekst.encode()}))
    return naar


def test_letters_as_they_were_made_are_in_order(map_: Path, roep: Roep) -> None:
    brieven = [map_ / "plan" / f"zuid-limburg-2022-{code}-brief.docx" for code in ("GM0888", "GM0981")]
    brieven.append(map_ / "afrekening" / "zuid-limburg-2021-afrekening-GM0888-brief.docx")
    uit = roep("controleer", *brieven)
    assert uit.exit_code == 0, uit.output
    assert uit.output.count("in orde") == 3
    assert "Melding" not in uit.output
    assert roep("controleer", brieven[0], "--invoer", map_ / "2022.xlsx").exit_code == 0


@pytest.mark.parametrize("welke", ["plan/zuid-limburg-2022-GM0888", "plan/zuid-limburg-2022-GM0981",
                                   "afrekening/zuid-limburg-2021-afrekening-GM0888"])  # fmt: skip
def test_every_figure_that_is_changed_is_told_with_what_it_should_be(welke: str, map_: Path) -> None:
    inhoud = (map_ / f"{welke}-brief.docx").read_bytes()
    hoort = zinnen_van(inhoud)
    vast = frozenset(zin.tekst for zin in zinnen_van(meegeleverd(BRIEF).read_bytes()))
    with ZipFile(BytesIO(inhoud)) as archief:
        delen = {naam: archief.read(naam) for naam in archief.namelist()}
    tekst = delen["word/document.xml"].decode()
    aantal = 0
    for stuk in re.finditer(r"<w:t\b[^>]*>([^<]*)</w:t>", tekst):
        for cijfer in CIJFER.finditer(tekst, stuk.start(1), stuk.end(1)):
            anders = f"{tekst[: cijfer.start()]}{9 - int(cijfer[0])}{tekst[cijfer.end() :]}"
            staat = zinnen_van(pak_in(delen | {"word/document.xml": anders.encode()}))
            verslag = vergelijk_brief("brief.docx", "", staat, hoort, vast)
            assert len(verslag.fouten) == 1, (stuk[1], verslag)
            assert re.match(r"alinea \d+: '.*'; verwacht: '.*'$", verslag.fouten[0])
            assert not verslag.meldingen
            aantal += 1
    assert aantal > 40


def test_a_name_a_date_and_two_amounts_that_changed_places_are_told(map_: Path, roep: Roep, tmp_path: Path) -> None:
    pad = map_ / "plan" / "zuid-limburg-2022-GM0888-brief.docx"
    kopie = pad.with_name("zuid-limburg-2022-GM0888-brief-terug.docx")
    rijen = [zin.tekst.split(" | ") for zin in zinnen_van(pad.read_bytes()) if zin.tekst.startswith("Uitvoerings")]
    rijen = [rij for rij in rijen if len(rij) > 1]
    assert len(rijen) == 2
    een, ander = (rij[-2].replace("€ ", "€\u00a0") for rij in rijen)
    met = ((f">{een}<", ">#<"), (f">{ander}<", f">{een}<"), (">#<", f">{ander}<"), ("Gemeente Beek", "Gemeente Stein"))
    gewijzigd(pad, kopie, *met)
    uit = roep("controleer", kopie)
    kopie.unlink()
    assert uit.exit_code == 1
    assert "is niet meer zoals de brief is gemaakt" in uit.output
    assert "'Gemeente Stein'; verwacht: 'Gemeente Beek'" in uit.output
    assert uit.output.count("; verwacht: 'Uitvoeringskosten") == 2


def test_a_letter_restyled_in_word_is_in_order_and_what_was_added_is_told(map_: Path, roep: Roep) -> None:
    pad = map_ / "plan" / "zuid-limburg-2022-GM0888-brief.docx"
    kopie = pad.with_name("eigen.docx")
    erbij = "<w:body><w:p><w:r><w:t>Wij zien u graag op 3 maart.</w:t></w:r></w:p>"
    los = '</w:t></w:r><w:r><w:rPr><w:b/><w:sz w:val="40"/></w:rPr><w:t xml:space="preserve">'
    gewijzigd(pad, kopie, ("<w:body>", erbij), ("vriendelijke groet", f"vriendelijke{los} groet"))
    uit = roep("controleer", kopie)
    kopie.unlink()
    assert uit.exit_code == 0, uit.output
    assert "alinea 1 is niet door het programma geschreven: 'Wij zien u graag op 3 maart.'" in uit.output


def test_what_is_hidden_or_struck_out_does_not_stand_there(map_: Path) -> None:
    inhoud = (map_ / "plan" / "zuid-limburg-2022-GM0888-brief.docx").read_bytes()
    hoort = zinnen_van(inhoud)
    with ZipFile(BytesIO(inhoud)) as archief:
        delen = {naam: archief.read(naam) for naam in archief.namelist()}
    tekst = delen["word/document.xml"].decode()
    bedrag = re.search(r"<w:p\b(?:(?!</w:p>).)*Uw bijdrage(?:(?!</w:p>).)*</w:p>", tekst, flags=re.S)
    assert bedrag is not None
    weg = re.sub(r"(<w:r\b.*</w:r>)", r'<w:del w:id="1" w:author="x">\1</w:del>', bedrag[0], flags=re.S)
    verborgen = re.sub(r"<w:r>(<w:rPr>)?", "<w:r><w:rPr><w:vanish/>", bedrag[0]).replace(
        "<w:vanish/><w:t", "<w:vanish/></w:rPr><w:t"
    )
    for anders in (weg, verborgen):
        assert anders != bedrag[0]
        nu = delen | {"word/document.xml": tekst.replace(bedrag[0], anders).encode()}
        verslag = vergelijk_brief("b", "", zinnen_van(pak_in(nu)), hoort, frozenset())
        assert len(verslag.fouten) == 1
        assert "'Onderwerp'; verwacht: 'Onderwerp | Uw bijdrage" in verslag.fouten[0]


@pytest.mark.usefixtures("writer")
def test_a_letter_saved_by_libreoffice_reads_the_same(map_: Path, soffice: str, tmp_path: Path) -> None:
    pad = map_ / "plan" / "zuid-limburg-2022-GM0888-brief.docx"
    opdracht = [soffice, f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "docx",
                "--outdir", str(tmp_path), str(pad)]  # fmt: skip
    subprocess.run(opdracht, check=True, capture_output=True)
    staat = zinnen_van((tmp_path / pad.name).read_bytes(), pad.name)
    assert sorted(zin.tekst for zin in staat) == sorted(zin.tekst for zin in zinnen_van(pad.read_bytes()))


def test_what_cannot_be_checked_is_one_sentence(map_: Path, roep: Roep, tmp_path: Path) -> None:
    (tmp_path / "notitie.docx").write_bytes(b"geen document")
    los = tmp_path / "los-brief.docx"
    los.write_bytes((map_ / "plan" / "zuid-limburg-2022-GM0888-brief.docx").read_bytes())
    af = tmp_path / "zuid-limburg-2021-afrekening-GM0888-brief.docx"
    af.write_bytes(los.read_bytes())
    # Beside its plan it is checked; alone it is not.
    weg = tmp_path / "weg.xlsx"
    weg.write_bytes((map_ / "plan" / "zuid-limburg-2022-GM0981.xlsx").read_bytes())
    losse_afrekening = tmp_path / "zuid-limburg-2021-afrekening.xlsx"
    losse_afrekening.write_bytes((map_ / "afrekening" / losse_afrekening.name).read_bytes())
    ander = map_ / "plan" / "ander.docx"
    with ZipFile(los) as archief:
        delen = {naam: archief.read(naam) for naam in archief.namelist()}
    alinea = b"<w:body><w:p><w:r><w:t>Boodschappen: melk.</w:t></w:r></w:p></w:body>"
    delen["word/document.xml"] = re.sub(rb"<w:body>.*</w:body>", alinea, delen["word/document.xml"], flags=re.S)
    ander.write_bytes(pak_in(delen))
    for pad, zin in (
        (tmp_path / "notitie.docx", "is geen Word-document (.docx)"),
        (los, "er staat geen uitvoeringsplan naast. Leg de brief terug in de map van het plan"),
        (af, "er staat geen afrekening.json naast. Leg de brief terug in de map van de afrekening"),
        (ander, "is geen brief van dit plan"),
        (losse_afrekening, "er staat geen afrekening.json naast. Leg de werkmap terug in de map van de afrekening"),
        (weg, "is de werkmap van wie is uitgetreden; daarin staat"),
    ):
        uit = roep("controleer", pad)
        assert uit.exit_code == 1
        assert zin in uit.output
        assert len(uit.output.strip().splitlines()) == 1
    ander.unlink()


def test_a_settlement_whose_input_was_changed_is_not_checked_against_it(map_: Path, roep: Roep, tmp_path: Path) -> None:
    pad = tmp_path / "afrekening" / "zuid-limburg-2021-afrekening-GM0888-brief.docx"
    pad.parent.mkdir()
    for naam in (pad.name, "afrekening.json"):
        (pad.parent / naam).write_bytes((map_ / "afrekening" / naam).read_bytes())
    (tmp_path / "2021.xlsx").write_bytes((map_ / "2021-definitief.xlsx").read_bytes())
    uit = roep("controleer", pad)
    assert "de invoer van toen is niet gevonden (2021.xlsx en 2021-definitief.xlsx)" in uit.output
    assert roep("controleer", pad, "--invoer", map_ / "2021-definitief.xlsx").exit_code == 0


def test_the_workbooks_of_a_settlement_are_calculated_again(map_: Path, roep: Roep) -> None:
    for naam in ("zuid-limburg-2021-afrekening.xlsx", "zuid-limburg-2021-afrekening-GM0888.xlsx"):
        uit = roep("controleer", map_ / "afrekening" / naam)
        assert uit.exit_code == 0, uit.output
        assert "vergeleken met een nieuwe berekening uit de invoeren die afrekening.json noemt." in uit.output


@pytest.mark.parametrize(
    ("naam", "blad"),
    [
        ("zuid-limburg-2021-afrekening.xlsx", "Afrekening"),
        ("zuid-limburg-2021-afrekening-GM0888.xlsx", "Eindafrekening"),
    ],
)
def test_a_figure_typed_over_in_a_settlement_is_named(map_: Path, roep: Roep, naam: str, blad: str) -> None:
    werkboek = load_workbook(map_ / "afrekening" / naam)
    cel = next(cel for rij in werkboek[blad].iter_rows() for cel in rij if cel.data_type == "f")
    cel.value = 4711
    kopie = map_ / "afrekening" / f"gewijzigd-{naam}"
    werkboek.save(kopie)
    uit = roep("controleer", kopie)
    kopie.unlink()
    assert uit.exit_code == 1
    assert f"blad {blad}, cel {cel.coordinate}: 4711 staat op de plaats van een formule; hoort te zijn =" in uit.output
