"""A folder with everything in it that people send: one overview, every file named, and the input as it was."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from calc.uitvraag import uitvraag_van
from schemas.formulier import BLAD


@pytest.fixture
def bewerk():
    """Change the XML of the sheet with the form, as other programs write it."""

    def zet(pad: Path, *vervangingen: tuple[str, str]) -> Path:
        uit = BytesIO()
        with zipfile.ZipFile(pad) as bron, zipfile.ZipFile(uit, "w") as doel:
            for naam in bron.namelist():
                deel = bron.read(naam)
                if naam == "xl/worksheets/sheet1.xml":
                    for oud, nieuw in vervangingen:
                        assert oud.encode() in deel, oud
                        deel = deel.replace(oud.encode(), nieuw.encode(), 1)
                doel.writestr(naam, deel)
        pad.write_bytes(uit.getvalue())
        return pad

    return zet


@pytest.fixture
def ander_jaar(map_, regio, leeg):
    """Forms of the plan of another year, as they should be for that one."""

    def zet(*codes: str, jaar: int = 2022) -> None:
        uitvraag = uitvraag_van(regio, jaar)
        for code in codes:
            (map_ / f"{jaar}-{code}.xlsx").write_bytes(leeg(uitvraag, code))

    return zet


def twee_formulieren(pad: Path) -> Path:
    boek = load_workbook(pad)
    boek.copy_worksheet(boek[BLAD])
    boek.save(pad)
    return pad


def regels(uitvoer: str, teken: str) -> list[str]:
    return [regel.removeprefix(teken) for regel in uitvoer.splitlines() if regel.startswith(teken)]


def test_a_workbook_with_two_forms_does_not_stop_the_others(map_, doel, stuur, roep):
    stuur("GM0971")
    twee_formulieren(stuur("GM0888", naam="beek.xlsx"))
    uit = roep("verzamel", map_, "--in", doel).stdout
    assert "✗ beek.xlsx heeft meer dan één formulier, op blad 'Opgave' en 'Opgave Copy'. Laat er één staan." in uit
    assert "✓ Stein" in uit
    assert "✗ Beek                     niet bruikbaar: beek.xlsx" in uit


def test_a_workbook_with_two_forms_is_one_fault_of_that_file_for_valideer_too(map_, stuur, roep):
    goed, dubbel = stuur("GM0971"), twee_formulieren(stuur("GM0888", naam="beek.xlsx"))
    uit = roep("valideer", dubbel, goed)
    assert uit.exit_code == 1
    assert "heeft meer dan één formulier, op blad 'Opgave' en 'Opgave Copy'. Laat er één staan." in uit.stdout
    assert "✓ GM0971.xlsx is in orde" in uit.stdout


def test_forms_of_another_year_are_one_sentence(map_, doel, ander_jaar, roep):
    ander_jaar("GM0888", "GM0971", "GM0981", "GM0994")
    uitkomst = roep("verzamel", map_, "--in", doel)
    assert uitkomst.exit_code == 1
    assert regels(uitkomst.stdout, "✗ ") == [
        "4 formulieren zijn voor het plan van 2022 (2022-GM0888.xlsx tot en met 2022-GM0994.xlsx), maar invoer.xlsx is "
        "het plan van 2021. Verzamel ze met de invoer van dat plan, of kies de goede map.",
        "Er is niets overgenomen: 4 formulieren van een ander plan. De invoer is niet gewijzigd.",
    ]


def test_a_form_whose_year_was_changed_by_hand_is_told_by_its_cells(map_, doel, stuur, roep):
    pad = stuur("GM0888")
    boek = load_workbook(pad)
    cel = next(c for rij in boek[BLAD].iter_rows() for c in rij if c.value == 2021)
    cel.value = 2022
    boek.save(pad)
    uit = roep("verzamel", map_, "--in", doel).stdout
    assert "'2022'; verwacht: 2021" in uit
    assert "van een ander plan" not in uit


def test_everything_wrong_with_a_folder_is_one_overview(map_, doel, stuur, bewerk, ander_jaar, regio, leeg, roep):
    """Nothing is taken in, nothing is changed, and each sentence is about its own file."""
    stuur("GM0971", naam="stein.xlsx")
    twee_formulieren(stuur("GM0888", naam="dubbel.xlsx"))
    ander_jaar("GM0981")
    cijfer = '<c r="B13" s="22"><v>2.7</v></c>'
    inhoud = zipfile.ZipFile(stuur("GM1954", naam="formule.xlsx")).read("xl/worksheets/sheet1.xml").decode()
    cijfer = inhoud[inhoud.index('<c r="B13"') : inhoud.index('<c r="C13"')]
    begin = cijfer[: cijfer.index(">")].replace(' t="n"', "")
    bewerk(map_ / "formule.xlsx", (cijfer, f"{begin}><f>1+1.7</f><v>0</v></c>"))
    noot = '<is><r><t>2,7</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is>'
    bewerk(stuur("GM0899", naam="voetnoot.xlsx"), (cijfer, f'{begin} t="inlineStr">{noot}</c>'))
    bewerk(stuur("GM1903", naam="tweemaal.xlsx"), (cijfer, f"{begin}><v>2.7</v></c>{begin}><v>7.2</v></c>"))
    bewerk(stuur("GM0928", naam="verborgen.xlsx"), ('<row r="13"', '<row hidden="1" r="13"'))
    (map_ / "leeg.xlsx").write_bytes(leeg(uitvraag_van(regio, 2021), "GM0994"))
    (map_ / "kapot.xlsx").write_bytes(b"PK\x03\x04 kapot")
    (map_ / "nul.xlsx").write_bytes(b"")
    (map_ / "tabel.csv").write_text("Gemeente;Jongeren\nVaals;5\n", encoding="utf-8")
    for naam, begin in (  # type: ignore[assignment]
        ("plat.fods", b"<?xml version='1.0'?><office:document/>"),
        ("mac.numbers", b"PK\x03\x04"),
        ("alles.zip", b"PK\x03\x04"),
    ):
        (map_ / naam).write_bytes(begin)
    (map_ / "brief.pdf").write_bytes(b"%PDF-1.4")
    (map_ / "oud").mkdir()
    voor = {pad: pad.read_bytes() for pad in [doel, *map_.iterdir()] if pad.is_file()}
    uitkomst = roep("verzamel", map_, "--in", doel)
    assert uitkomst.exit_code == 1
    assert {pad: pad.read_bytes() for pad in [doel, *map_.iterdir()] if pad.is_file()} == voor
    procent = "verwacht: percentage van 0 tot en met 100"
    opnieuw = "stuur een Excel-werkmap (.xlsx of .xls), een LibreOffice-rekenblad (.ods) of een CSV."
    gezegd = uitkomst.stdout
    for zin in (
        "2 van 16 deelnemers hebben een opgave die in orde is.",
        "1 formulier is voor het plan van 2022 (2022-GM0981.xlsx), maar invoer.xlsx is het plan van 2021.",
        "dubbel.xlsx heeft meer dan één formulier, op blad 'Opgave' en 'Opgave Copy'. Laat er één staan.",
        f"blad Opgave, cel B13: formule '=1+1.7' heeft geen berekende waarde in het bestand; {procent}.",
        f"blad Opgave, cel B13: '2,7¹'; {procent}",
        f"blad Opgave, cel B13: '2,7' en '7,2': het bestand noemt deze cel meer dan eens; {procent}.",
        "Let op: verborgen.xlsx, blad Opgave: rij 13 is verborgen, maar wel gelezen",
        "Geweigerd: kapot.xlsx is niet compleet: het einde van het bestand ontbreekt of er staat iets achter; ",
        "Geweigerd: nul.xlsx is leeg (0 bytes); ",
        "tabel.csv is geen opgaveformulier van Verdeelwijzer: ",
        f"Geweigerd: alles.zip is een zip met bestanden erin (.zip); {opnieuw}",
        f"Geweigerd: mac.numbers is een rekenblad van Numbers van Apple (.numbers); {opnieuw}",
        f"Geweigerd: plat.fods is een plat OpenDocument-bestand; {opnieuw}",
        "– Valkenburg aan de Geul   formulier nog leeg: leeg.xlsx",
        "– Vaals                    nog geen opgave",
        "Melding: niet gelezen, want geen werkmap: brief.pdf.",
        "Melding: deze map is niet gelezen: oud.",
    ):
        assert zin in gezegd
    assert regels(gezegd, "✗ ")[-1] == (
        "Er is niets overgenomen: 1 formulier van een ander plan, 7 opgaven met fouten en 3 bestanden die niet zijn "
        "gelezen. De invoer is niet gewijzigd."
    )


def test_only_a_file_in_another_form_is_enough_to_stop(map_, doel, stuur, roep):
    """Its figures may be in the zip: then the others are not all there are."""
    stuur("GM0971")
    (map_ / "opgave.zip").write_bytes(b"PK\x03\x04")
    uitkomst = roep("verzamel", map_, "--in", doel)
    assert uitkomst.exit_code == 1
    assert "Er is niets overgenomen: 1 bestand dat niet is gelezen." in uitkomst.stdout


def test_forms_of_another_region_are_one_sentence(map_, doel, drieland, leeg, roep):
    uitvraag = uitvraag_van(drieland, 2026)
    for code in list(uitvraag.deelnemers)[:2]:
        (map_ / f"{code}.xlsx").write_bytes(leeg(uitvraag, code))
    uit = roep("verzamel", map_, "--in", doel)
    assert uit.exit_code == 1
    assert "2 formulieren zijn voor het plan van regio drieland van 2026" in uit.stdout
    assert "maar invoer.xlsx is het plan van regio zuid-limburg van 2021." in uit.stdout
