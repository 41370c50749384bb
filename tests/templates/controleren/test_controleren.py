"""A delivered workbook afterwards: what is a fault, what is none, and how it is told."""

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Font, PatternFill

from calc.uitkomst import bereken
from schemas.fouten import Bevinding
from schemas.plaats import Vindplaats
from templates.controleren import AnderPlan, GeenWerkmapVanOns, NietNaTeRekenen
from templates.controleren.verslag import bereiken
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.werkmap.zegel import controlegetal, herkomst_van, vlak

ZEGELFOUT = (
    "het controlegetal klopt niet meer: op een invoerblad is een cijfer of tekst gewijzigd sinds de werkmap is "
    "gemaakt, of de gegevens over de herkomst zijn gewijzigd. Met --invoer ziet u per cel wat er hoort te staan"
)
ALLE = ["voorbeeld-regio", "voorbeeld-gemeente", "klein-regio", "klein-gemeente"]
GEMEENTE = "voorbeeld-gemeente"


def zet(blad, cel, waarde):
    """A change of one cell."""

    def wijzig(werkboek):
        werkboek[blad][cel] = waarde

    return wijzig


def zonder_samenvoegingen(ws):
    for bereik in list(ws.merged_cells.ranges):
        ws.unmerge_cells(str(bereik))


# --- what is no fault


@pytest.mark.parametrize("naam", ALLE)
@pytest.mark.parametrize("met_invoer", [False, True])
def test_a_workbook_as_it_was_made_is_in_order(boeken, naam, met_invoer) -> None:
    verslag = boeken[naam].controleer(boeken[naam].inhoud, met_invoer=met_invoer)
    assert (verslag.fouten, verslag.meldingen) == ((), ())
    assert verslag.cellen > verslag.formules > 100


@pytest.mark.parametrize("naam", ALLE)
def test_saving_by_openpyxl_costs_the_values_and_is_no_fault(boeken, naam) -> None:
    verslag = boeken[naam].controleer(boeken[naam].gewijzigd(lambda werkboek: None))
    assert verslag.fouten == ()
    (melding,) = verslag.meldingen
    assert re.match(r"\d+ formules hebben geen uitkomst in het bestand", melding)


def test_restyling_is_no_fault(boeken) -> None:
    def anders(werkboek) -> None:
        for ws in werkboek:
            for cel in ws._cells.values():
                if not isinstance(cel, MergedCell):
                    cel.font, cel.fill = Font(name="Arial", size=14), PatternFill("solid", start_color="FF00FF00")
                    cel.number_format = "0.000"
            ws.column_dimensions["A"].width, ws.row_dimensions[1].height = 60, 80
            ws.sheet_view.showGridLines, ws.freeze_panes = True, "A1"
            ws.conditional_formatting = type(ws.conditional_formatting)()
            ws.protection.sheet = False
        werkboek.move_sheet("Verantwoording", -5)

    assert boeken[GEMEENTE].controleer(boeken[GEMEENTE].gewijzigd(anders)).fouten == ()


@pytest.mark.parametrize("sluitregel", ["open", "grootste-rest", "grootste-deelnemer", "afrondingsregel"])
def test_a_rule_that_was_chosen_when_the_workbook_was_made_is_known_again(boeken, proefplan, sluitregel) -> None:
    uitkomst = bereken(proefplan(deelnemers=3), sluitregel)
    boek = replace(boeken["klein-regio"], gegevens=uitkomst.gegevens)
    for inhoud in (
        maak_uitvoeringsplan(uitkomst, versie="2021.1"),
        maak_gemeenteboek(uitkomst, "GM9002", versie="2021.1"),
    ):
        assert boek.controleer(inhoud).fouten == ()
        assert boek.controleer(inhoud, met_invoer=True).fouten == ()


def test_notes_and_places_of_the_input_file_need_not_be_in_the_workbook(boeken, proefplan) -> None:
    gegevens = proefplan(deelnemers=3)
    gegevens = replace(
        gegevens,
        meldingen=(Bevinding("'Verzonen 1' is gelezen als 'Verzonnen 1'", Vindplaats.in_cel("Maatstaven", 7, 3)),),
        begroting=tuple(replace(regel, rij=regel.rij + 40) for regel in gegevens.begroting),
        maatstaven=tuple(replace(waarde, cel="Maatstaven!X99") for waarde in gegevens.maatstaven),
    )
    uitkomst = bereken(gegevens)
    boek = replace(boeken["klein-regio"], gegevens=gegevens)
    for inhoud in (
        maak_uitvoeringsplan(uitkomst, versie="2021.1"),
        maak_gemeenteboek(uitkomst, "GM9002", versie="2021.1"),
    ):
        assert boek.controleer(inhoud).fouten == ()


def test_a_definitive_plan_keeps_the_date_of_its_decision(boeken, proefplan) -> None:
    gegevens = proefplan(deelnemers=3)
    besluit = {"besluit": "Besluit", "besluitdatum": date(2021, 2, 3), "besluitkenmerk": "K-1", "status": "definitief"}
    gegevens = replace(gegevens, plan=replace(gegevens.plan, **besluit))
    uitkomst = bereken(gegevens)
    boek = replace(boeken["klein-regio"], gegevens=gegevens)
    for inhoud in (
        maak_uitvoeringsplan(uitkomst, versie="2021.1"),
        maak_gemeenteboek(uitkomst, "GM9002", versie="2021.1"),
    ):
        assert boek.controleer(inhoud).fouten == ()


def test_another_version_of_the_program_is_told(boeken) -> None:
    verslag = boeken[GEMEENTE].controleer(boeken[GEMEENTE].inhoud, versie="2030.1")
    assert verslag.in_orde
    assert verslag.meldingen == (
        "De werkmap is gemaakt met Verdeelwijzer 2021.1; deze controle is van versie 2030.1. "
        "Teksten en opbouw kunnen daardoor verschillen.",
    )


# --- one cell


@pytest.mark.parametrize(
    ("blad", "cel", "waarde", "zin"),
    [
        (
            "Meerjarig",
            "C8",
            81456,
            "81456 staat op de plaats van een formule; hoort te zijn ='Rekenblad inkoop'!$P$17 (uitkomst 81456)",
        ),
        ("Meerjarig", "C8", "=1+1", "=1+1; hoort te zijn ='Rekenblad inkoop'!$P$17 (uitkomst 81456)"),
        ("Meerjarig", "C8", None, "leeg; hoort te zijn ='Rekenblad inkoop'!$P$17 (uitkomst 81456)"),
        ("Brief", "E15", "2021", "'2021' is een getal dat als tekst is opgeslagen; hoort te zijn 2021"),
        ("Brief", "E15", 2022, "2022; hoort te zijn 2021"),
        ("Brief", "E15", "=2021", "=2021; hoort te zijn 2021"),
        ("Te verdelen", "C7", 640716, "640716 staat op de plaats van een formule; hoort te zijn =IF(SUMPRODUCT("),
        ("Brief", "B6", "Gemeente Stein", "'Gemeente Stein'; hoort te zijn 'Gemeente Beek'"),
        ("Te verdelen", "H6", "let op", "'let op'; hoort leeg te zijn"),
    ],
)
def test_a_changed_cell_is_told_with_what_it_should_be(boeken, blad, cel, waarde, zin) -> None:
    verslag = boeken[GEMEENTE].controleer(boeken[GEMEENTE].gewijzigd(zet(blad, cel, waarde)))
    (fout,) = verslag.fouten
    assert fout.startswith(f"blad {blad}, cel {cel}: {zin}")


def test_a_value_that_its_own_formula_does_not_give_is_found(boeken) -> None:
    """Nobody types this: someone who edits the file itself would, for readers that do not recalculate."""
    inhoud = xml_gewijzigd(boeken[GEMEENTE].inhoud, rb"<v>109040\.03</v>", b"<v>9040.03</v>")
    verslag = boeken[GEMEENTE].controleer(inhoud)
    assert len(verslag.fouten) >= 1
    assert all(
        re.match(r"blad \w+, cel [A-Z]+\d+: toont 9040,03; de formule geeft 109040,03", f) for f in verslag.fouten
    )


def xml_gewijzigd(inhoud, patroon, nieuw):
    uit = BytesIO()
    with zipfile.ZipFile(BytesIO(inhoud)) as bron, zipfile.ZipFile(uit, "w") as doel:
        for naam in bron.namelist():
            deel = bron.read(naam)
            doel.writestr(naam, re.sub(patroon, nieuw, deel) if naam.startswith("xl/worksheets/sheet") else deel)
    return uit.getvalue()


def test_cells_that_follow_from_a_change_are_told_together(boeken, door_libreoffice) -> None:
    boek = boeken[GEMEENTE]
    (inhoud,) = door_libreoffice([boek.gewijzigd(zet("Te verdelen", "C7", 1640715))])
    een, *gevolgen = boek.controleer(inhoud).fouten
    assert een.startswith("blad Te verdelen, cel C7: 1640715 staat op de plaats van een formule; hoort te zijn =IF(")
    assert een.endswith("(uitkomst 640715)")
    assert len(gevolgen) == len({zin.partition(":")[0] for zin in gevolgen})
    assert all("tonen een andere uitkomst" in zin or "toont een andere uitkomst" in zin for zin in gevolgen)


# --- input


@pytest.mark.parametrize("naam", ["voorbeeld-regio", GEMEENTE])
def test_a_typed_over_input_breaks_the_control_number_and_is_named_with_the_input(boeken, naam) -> None:
    inhoud = boeken[naam].gewijzigd(zet("Invoer Maatstaven", "D5", 4711))
    assert boeken[naam].controleer(inhoud).fouten[0] == ZEGELFOUT
    met = boeken[naam].controleer(inhoud, met_invoer=True).fouten
    assert met == ("blad Invoer Maatstaven, cel D5: 4711; hoort te zijn 2339122",)


def test_input_that_can_no_longer_be_read_is_told_with_its_cells(boeken) -> None:
    inhoud = boeken[GEMEENTE].gewijzigd(zet("Invoer Kosten", "A24", "belied"))
    fouten = boeken[GEMEENTE].controleer(inhoud).fouten
    assert fouten[0].startswith("blad Invoer Kosten, cel A24: 'belied'")
    assert fouten[-2].startswith("met deze invoer is de werkmap niet na te rekenen")
    assert fouten[-1] == ZEGELFOUT
    (fout,) = boeken[GEMEENTE].controleer(inhoud, met_invoer=True).fouten
    assert fout == "blad Invoer Kosten, cel A24: 'belied'; hoort te zijn 'beleid'"


def test_an_input_figure_as_text_does_not_keep_the_rest_from_being_checked(boeken) -> None:
    def wijzig(werkboek) -> None:
        werkboek["Invoer Maatstaven"]["D5"] = "2339122"
        werkboek["Meerjarig"]["C7"] = 5

    fouten = boeken[GEMEENTE].controleer(boeken[GEMEENTE].gewijzigd(wijzig)).fouten
    assert fouten[0] == ZEGELFOUT
    assert fouten[1].startswith("blad Meerjarig, cel C7: 5 staat op de plaats van een formule")


@pytest.mark.parametrize(
    ("blad", "label"),
    [("Voorblad", "SHA-256 van de invoer"), ("Voorblad", "Invoerbestand"), ("Voorblad", "Controlegetal"),
     ("Voorblad", "Gemaakt met"), ("Verantwoording", "SHA-256 van de invoer"), ("Verantwoording", "Programma")],
)  # fmt: skip
def test_what_the_workbook_says_of_its_origin_cannot_be_changed_unseen(boeken, blad, label) -> None:
    boek = boeken["klein-regio"]
    ws = load_workbook(BytesIO(boek.inhoud))[blad]
    rij = next(cel.row for cel in ws["A"] if cel.value == label)
    # Every digit another: a fingerprint need not hold any one of them.
    andere_cijfers = str.maketrans("0123456789", "1234567890")
    anders = str(ws[f"B{rij}"].value).translate(andere_cijfers).replace("verzonnen", "anders")
    fouten = boek.controleer(boek.gewijzigd(zet(blad, f"B{rij}", anders))).fouten
    assert fouten
    assert label == "Controlegetal" or [f for f in fouten if f.startswith(f"blad {blad}, cel B{rij}: ")] == list(fouten)


def test_an_input_file_that_was_saved_again_is_told_and_no_fault(boeken) -> None:
    """The region's workbook tells of which file it was made; the reader of a participant's has no such file."""
    boek = replace(boeken[GEMEENTE], gegevens=replace(boeken[GEMEENTE].gegevens, sha256="a" * 64))
    assert boek.controleer(boek.inhoud, met_invoer=True).meldingen == ()
    boek = replace(boeken["klein-regio"], gegevens=replace(boeken["klein-regio"].gegevens, sha256="a" * 64))
    verslag = boek.controleer(boek.inhoud, met_invoer=True)
    assert verslag.in_orde
    assert "is een ander bestand dan waarmee de werkmap is gemaakt" in verslag.meldingen[0]


def test_the_input_of_another_plan_is_refused(boeken) -> None:
    gegevens = boeken[GEMEENTE].gegevens
    anders = replace(gegevens, plan=replace(gegevens.plan, regio="elders", jaar=2022))
    with pytest.raises(AnderPlan, match=r"hoort bij een ander plan dan zuid-limburg-2021\.xlsx: dat is elders 2022"):
        replace(boeken[GEMEENTE], gegevens=anders).controleer(boeken[GEMEENTE].inhoud, met_invoer=True)


def test_the_input_of_another_year_of_the_same_region_is_one_sentence(boeken) -> None:
    gegevens = boeken[GEMEENTE].gegevens
    anders = replace(gegevens, plan=replace(gegevens.plan, jaar=2022))
    with pytest.raises(AnderPlan, match="dat is zuid-limburg 2022"):
        replace(boeken[GEMEENTE], gegevens=anders).controleer(boeken[GEMEENTE].inhoud, met_invoer=True)


def test_what_another_version_made_otherwise_is_one_sentence(boeken) -> None:
    boek = boeken["klein-gemeente"]
    anders = boek.gewijzigd(zet("Meerjarig", "A5", "zoals die versie het schreef"))
    assert boek.controleer(anders, versie="2031.1").fouten == (
        "de werkmap is gemaakt met Verdeelwijzer 2021.1, dat werkmappen anders opbouwt dan deze versie (2031.1); "
        "controleer haar met versie 2021.1",
    )


# --- the region file


def test_a_region_file_that_changed_since_is_told_as_such(boeken) -> None:
    boek = boeken["klein-gemeente"]
    regio = boek.gegevens.regio
    soort = regio.bestand.kostensoorten["zorg"]
    sleutel = soort.sleutel[2020].model_copy(update={"bron": "een later besluit"})
    nieuw = soort.model_copy(update={"sleutel": {2020: sleutel}})
    bestand = regio.bestand.model_copy(update={"kostensoorten": {"zorg": nieuw}})
    anders = replace(boek, gegevens=replace(boek.gegevens, regio=replace(regio, bestand=bestand)))
    fouten = anders.controleer(boek.inhoud).fouten
    assert fouten[0].startswith("het regiobestand zegt nu iets anders dan toen de werkmap is gemaakt")


def test_a_region_file_that_no_longer_fits_is_no_fault_of_the_workbook(boeken) -> None:
    boek = boeken["klein-gemeente"]
    regio = boek.gegevens.regio
    bestand = regio.bestand.model_copy(update={"deelnemers": regio.bestand.deelnemers[:-1]})
    anders = replace(boek, gegevens=replace(boek.gegevens, regio=replace(regio, bestand=bestand)))
    with pytest.raises(NietNaTeRekenen, match="De invoer in de werkmap is ongewijzigd, maar past niet meer"):
        anders.controleer(boek.inhoud)


# --- files


def test_a_workbook_of_someone_else_is_refused(boeken) -> None:
    from openpyxl import Workbook

    uit = BytesIO()
    Workbook().save(uit)
    with pytest.raises(GeenWerkmapVanOns, match="is geen werkmap die Verdeelwijzer heeft gemaakt"):
        boeken[GEMEENTE].controleer(uit.getvalue())


def test_a_hidden_sheet_is_told(boeken) -> None:
    def verberg(werkboek) -> None:
        werkboek["Toelichting"].sheet_state = "hidden"

    verslag = boeken[GEMEENTE].controleer(boeken[GEMEENTE].gewijzigd(verberg))
    assert verslag.fouten == ("blad Toelichting is verborgen",)


def test_cells_are_told_in_as_few_ranges_as_can_be() -> None:
    plekken = [(5, 3), (6, 3), (7, 3), (5, 4), (6, 4), (7, 4), (9, 1), (5, 6)]
    assert bereiken(plekken) == "C5:D7, F5 en A9"


def test_the_control_number_is_over_values_and_not_over_how_they_are_written(uitkomst) -> None:
    herkomst = herkomst_van(uitkomst, "1")
    een = controlegetal({"Invoer A": {(1, 1): vlak(5), (2, 1): vlak(0.1), (3, 1): vlak("a\r\nb")}}, herkomst)
    zelfde = controlegetal(
        {"Invoer A": {(2, 1): vlak(0.1000000000000000055), (3, 1): vlak("a\nb"), (1, 1): vlak(5.0), (4, 1): None}},
        herkomst,
    )
    anders = controlegetal({"Invoer A": {(1, 1): vlak("5"), (2, 1): vlak(0.1), (3, 1): vlak("a\nb")}}, herkomst)
    assert een == zelfde != anders


# --- the command


@pytest.fixture
def los(boeken, tmp_path):
    """A workbook as a file."""

    def schrijf(naam: str, inhoud: bytes | None = None):
        pad = tmp_path / f"{naam}.xlsx"
        pad.write_bytes(boeken[naam].inhoud if inhoud is None else inhoud)
        return pad

    return schrijf


def test_the_command_tells_that_a_workbook_is_in_order(roep, los) -> None:
    uit = roep("controleer", los(GEMEENTE))
    assert uit.exit_code == 0
    assert re.match(r"✓ voorbeeld-gemeente.xlsx is in orde: \d+ formules en \d+ cellen zijn vergeleken", uit.stdout)


def test_the_command_names_what_is_wrong_in_every_workbook_and_ends_with_1(roep, los, boeken, invoer) -> None:
    een = los(GEMEENTE, boeken[GEMEENTE].gewijzigd(zet("Invoer Maatstaven", "D5", 4711)))
    twee = los("klein-regio", b"PK\x03\x04 dit is geen zip")
    uit = roep("controleer", een, twee, "--invoer", invoer)
    assert uit.exit_code == 1
    assert "✗ voorbeeld-gemeente.xlsx is niet meer zoals de werkmap is gemaakt:" in uit.stdout
    assert "  blad Invoer Maatstaven, cel D5: 4711; hoort te zijn 2339122" in uit.stdout
    assert "✗ Geweigerd: klein-regio.xlsx is " in uit.stdout


def test_wrong_use_of_the_command_ends_with_2(roep, tmp_path) -> None:
    assert roep("controleer", tmp_path / "niets.xlsx").exit_code == 2
    assert roep("controleer").exit_code == 2


def test_a_workbook_from_a_template_of_ones_own_needs_that_template(roep, tmp_path, uitkomst) -> None:
    from templates.sjabloon.meegeleverd import GEMEENTE, meegeleverd

    eigen = tmp_path / "sjablonen"
    eigen.mkdir()
    sjabloon = eigen / "gemeente.xlsx"
    shutil.copy(meegeleverd(GEMEENTE), sjabloon)
    werkboek = load_workbook(sjabloon)
    werkboek["Brief"]["A12"] = "U betaalt:"
    werkboek.save(sjabloon)
    pad = tmp_path / "boek.xlsx"
    pad.write_bytes(maak_gemeenteboek(uitkomst, "GM0888", versie="1", sjabloon=sjabloon))
    assert roep("controleer", pad).exit_code == 1
    assert roep("controleer", pad, "--sjablonen", eigen).exit_code == 0
