"""Command verzamel: with a fault nothing changes; without, the figures are in with their origin and nothing is lost."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from calc.uitvraag import uitvraag_van
from schemas.formulier import BLAD
from schemas.herkomst import lees_herkomst
from schemas.inname import lees_invoer, lees_werkboek
from schemas.kenmerk import GEHEIMBESTAND
from schemas.lezer import lees_kop
from templates.werkmap.vastleggen import leg_vast

GEHEIM = b"g" * 32
KLAAR = re.compile(r"✓ 3 cijfers zijn overgenomen in invoer\.xlsx\. De vorige invoer staat in invoer\.\d{3}\.xlsx\.")


def invoer_nu(doel: Path, rij: int) -> list[object]:
    blad = load_workbook(doel)["Maatstaven"]
    return [blad.cell(rij, kolom).value for kolom in range(1, 8)]


def rij_van_beek(doel: Path) -> int:
    blad = load_workbook(doel)["Maatstaven"]
    return next(r for r in range(5, 60) if blad.cell(r, 1).value == 2020 and blad.cell(r, 2).value == "GM0888")


def log(doel: Path, regio):
    boek = lees_werkboek(doel)
    return lees_herkomst(boek, lees_kop(boek), regio)


def test_a_figure_is_taken_in_with_its_origin_and_the_old_input_is_kept(map_, doel, stuur, roep, regio):
    oud = doel.read_bytes()
    pad = stuur(cijfers=(2.71, 2.54, 2.12), opmerking="=1+1; nageteld")
    # Together the percentages must be 100,00, so another one gives way.
    stuur("GM1954", cijfers=(6.36, 6.59, 5.41))
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 0, resultaat.output
    assert "  Beek                     Jongeren 2020: 2,7 → 2,71" in resultaat.stdout
    assert "4 cijfers zijn hetzelfde als wat er al stond." in resultaat.stdout
    assert invoer_nu(doel, rij_van_beek(doel))[4:] == [2.71, 2.54, 2.12]
    assert (doel.parent / "invoer.001.xlsx").read_bytes() == oud
    eerste = log(doel, regio)[0]
    assert (eerste.gemeente, eerste.maatstaf, str(eerste.oud), str(eerste.nieuw)) == ("Beek", "jongeren", "2.7", "2.71")
    assert (eerste.ingevuld_door, eerste.datum, eerste.bestand) == ("Controller", "3 februari 2021", pad.name)
    assert eerste.opmerking == "=1+1; nageteld"
    assert load_workbook(doel)["Herkomst"]["M5"].data_type == "s"
    lees_invoer(doel)


def test_a_fault_in_one_form_keeps_all_figures_out(map_, doel, stuur, roep):
    oud = doel.read_bytes()
    stuur()
    stuur("GM1954", naam="fout.xlsx", cijfers=(-1, 6.59, 5.41))
    (map_ / "brief.pdf").write_bytes(b"%PDF-1.4")
    (map_ / "geen-excel.xlsx").write_bytes(b"%PDF-1.4")
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 1
    assert "1 van 16 deelnemers heeft een opgave die in orde is." in resultaat.stdout
    assert "  ✗ Beekdaelen               niet bruikbaar: fout.xlsx" in resultaat.stdout
    assert "  – Stein                    nog geen opgave" in resultaat.stdout
    assert (
        "✗ fout.xlsx is niet bruikbaar (1 fout):\n  blad Opgave, cel B13: '-1'; verwacht: percentage van 0"
        in resultaat.stdout
    )
    assert "✗ Geweigerd: geen-excel.xlsx" in resultaat.stdout
    assert "Melding: niet gelezen, want geen werkmap: brief.pdf." in resultaat.stdout
    assert "✗ Er is niets overgenomen: 2 opgaven met fouten. De invoer is niet gewijzigd." in resultaat.stdout
    assert doel.read_bytes() == oud
    assert [pad.name for pad in doel.parent.glob("*.xlsx")] == ["invoer.xlsx"]


def test_a_form_that_libreoffice_saved_in_its_own_format_counts_too(map_, doel, stuur, roep, libreoffice):
    pad = stuur()
    (ods,) = libreoffice(pad.read_bytes(), naar="ods")
    pad.unlink()
    (map_ / "beek.ods").write_bytes(ods)
    resultaat = roep("verzamel", map_, "--in", doel)
    assert KLAAR.search(resultaat.stdout), resultaat.output
    assert (
        "  ✓ Beek                     in orde: beek.ods, 3 februari 2021, Controller, controller@gemeente.example"
        in resultaat.stdout
    )


def test_a_workbook_that_is_no_form_does_not_pass_unseen(map_, doel, klein, roep):
    (map_ / "cijfers van Stein.xlsx").write_bytes(klein)
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 1
    assert "✗ cijfers van Stein.xlsx is geen opgaveformulier van Verdeelwijzer" in resultaat.stdout


def test_forms_that_nobody_filled_in_are_told_and_change_nothing(map_, doel, regio, leeg, roep):
    uitvraag = uitvraag_van(regio, 2021)
    (map_ / "beek.xlsx").write_bytes(leeg(uitvraag))
    oud = doel.read_bytes()
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 0
    assert "  – Beek                     formulier nog leeg: beek.xlsx" in resultaat.stdout
    assert resultaat.stdout.splitlines()[-1] == "✓ Er zijn geen nieuwe opgaven. invoer.xlsx is niet gewijzigd."
    assert doel.read_bytes() == oud


def test_a_second_time_takes_nothing_in_twice(map_, doel, stuur, roep):
    stuur()
    assert KLAAR.search(roep("verzamel", map_, "--in", doel).stdout)
    na = doel.read_bytes()
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 0
    assert "  ✓ Beek                     al opgenomen: GM0888.xlsx" in resultaat.stdout
    assert doel.read_bytes() == na


def test_a_second_form_replaces_the_first_only_with_vervang(map_, doel, stuur, roep, regio):
    stuur()
    roep("verzamel", map_, "--in", doel)
    eerste = doel.read_bytes()
    stuur(naam="tweede.xlsx", dag=date(2021, 2, 9), stand="voorlopig")
    geweigerd = roep("verzamel", map_, "--in", doel)
    assert geweigerd.exit_code == 1
    assert "tweede.xlsx komt daar alleen voor in de plaats met --vervang." in geweigerd.stdout
    assert doel.read_bytes() == eerste
    vervangen = roep("verzamel", map_, "--in", doel, "--vervang")
    assert KLAAR.search(vervangen.stdout), vervangen.output
    assert [r.bestand for r in log(doel, regio)] == ["GM0888.xlsx"] * 3 + ["tweede.xlsx"] * 3
    assert (doel.parent / "invoer.002.xlsx").read_bytes() == eerste
    derde = roep("verzamel", map_, "--in", doel)
    assert derde.exit_code == 0
    assert "Melding: GM0888.xlsx is eerder vervangen door een latere opgave en telt niet mee." in derde.stdout


def test_the_stand_of_a_figure_survives_into_the_input_and_is_read_back(map_, doel, stuur, roep):
    stuur(stand="voorlopig")
    assert KLAAR.search(roep("verzamel", map_, "--in", doel).stdout)
    los = {(w.maatstaf, w.gemeentecode, w.peiljaar) for w in lees_invoer(doel).maatstaven if w.voorlopig}
    assert los == {(maatstaf, "GM0888", 2020) for maatstaf in ("jongeren", "toekenningen", "declaraties")}
    stuur(naam="tweede.xlsx", dag=date(2021, 2, 9), stand="definitief")
    assert KLAAR.search(roep("verzamel", map_, "--in", doel, "--vervang").stdout)
    assert not any(w.voorlopig for w in lees_invoer(doel).maatstaven)


def test_figures_that_spoil_the_input_stay_out(map_, doel, stuur, roep):
    stuur(cijfers=(50, 2.54, 2.12))
    oud = doel.read_bytes()
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 1
    assert "Fout: met deze opgaven is invoer.xlsx niet bruikbaar. De invoer is niet gewijzigd." in resultaat.stderr
    assert "Jongeren van peiljaar 2020 is bij elkaar 147,30%; verwacht: precies 100,00%" in resultaat.stderr
    assert doel.read_bytes() == oud


def test_as_long_as_a_participant_is_missing_a_new_year_stays_out(map_, doel, stuur, roep):
    boek = load_workbook(doel)
    blad = boek["Maatstaven"]
    for rij in range(blad.max_row, 4, -1):
        if blad.cell(rij, 1).value == 2020:
            blad.delete_rows(rij)
    boek.save(doel)
    oud = doel.read_bytes()
    stuur()
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 1
    assert resultaat.stderr.startswith("Fout: er zijn nog geen cijfers over 2020 van Beekdaelen, Brunssum, ")
    assert "De cijfers gaan in de invoer zodra zij er allemaal zijn. De invoer is niet gewijzigd." in resultaat.stderr
    assert doel.read_bytes() == oud


def test_the_definitions_say_that_some_figures_came_from_forms_and_the_rest_stays(map_, doel, stuur, roep):
    voor = load_workbook(doel)
    stuur()
    assert roep("verzamel", map_, "--in", doel).exit_code == 0
    na = load_workbook(doel)
    assert na.sheetnames == [*voor.sheetnames, "Herkomst"]
    bronnen = [na["Definities"].cell(rij, 6).value for rij in range(5, 9)]
    assert bronnen[0] == "Transformatieplan 2023, § 7.1.3"
    assert set(bronnen[1:]) == {"Transformatieplan 2023, § 7.2.5; deels opgaven van gemeenten, zie blad Herkomst"}
    for blad in voor.sheetnames:
        if blad != "Definities":
            waarden = [[cel.value for cel in rij] for rij in voor[blad].iter_rows()]
            assert [[cel.value for cel in rij] for rij in na[blad].iter_rows()] == waarden
            assert {k: m.width for k, m in na[blad].column_dimensions.items()} == {
                k: m.width for k, m in voor[blad].column_dimensions.items()
            }


def test_a_changed_definition_is_told_and_goes_into_the_log(map_, doel, stuur, roep, regio):
    pad = stuur()
    boek = load_workbook(pad)
    boek[BLAD]["F13"] = "Jongeren tot 18 jaar"
    boek.save(pad)
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 0
    assert "Let op: GM0888.xlsx, blad Opgave, cel F13: de definitie van Jongeren is veranderd" in resultaat.stdout
    assert "de definitie van Jongeren is veranderd in 'Jongeren tot 18 jaar'" in log(doel, regio)[0].opmerking


def test_the_secret_may_stand_elsewhere(map_, doel, stuur, roep, tmp_path):
    stuur()
    elders = tmp_path / "geheim.txt"
    (map_ / GEHEIMBESTAND).rename(elders)
    zonder = roep("verzamel", map_, "--in", doel)
    assert zonder.exit_code == 2
    assert "Wijs het dan aan met --geheim." in zonder.stderr
    assert roep("verzamel", map_, "--in", doel, "--geheim", elders).exit_code == 0


def test_the_input_may_stand_between_the_forms(map_, doel, stuur, roep):
    stuur()
    binnen = map_ / "invoer.xlsx"
    doel.rename(binnen)
    assert roep("verzamel", map_, "--in", binnen).exit_code == 0
    assert (map_ / "invoer.001.xlsx").exists()
    assert "geen nieuwe opgaven" in roep("verzamel", map_, "--in", binnen).stdout


def test_an_input_that_is_open_elsewhere_stays_as_it_is(map_, doel, stuur, roep, monkeypatch):
    import templates.werkmap.wegschrijven

    def op_slot(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    stuur()
    oud = doel.read_bytes()
    monkeypatch.setattr(templates.werkmap.wegschrijven.os, "replace", op_slot)  # type: ignore[attr-defined]
    resultaat = roep("verzamel", map_, "--in", doel)
    assert resultaat.exit_code == 1
    assert "is niet te schrijven. Staat het open in Excel" in resultaat.stderr
    assert doel.read_bytes() == oud
    assert [pad.name for pad in doel.parent.iterdir() if pad.is_file()] == ["invoer.xlsx"]


def test_formulas_elsewhere_in_the_input_are_told(map_, doel, stuur, roep):
    boek = load_workbook(doel)
    boek["Plan"]["E5"] = "=Maatstaven!E21"
    boek.save(doel)
    stuur()
    resultaat = roep("verzamel", map_, "--in", doel)
    assert "Let op: in de invoer staan formules." in resultaat.stdout


def test_figures_go_in_beside_formulas_and_a_plan_waits_until_excel_calculated_them(map_, doel, stuur, roep):
    boek = load_workbook(doel)
    boek.calculation.fullCalcOnLoad = False
    boek["Begroting"]["F10"] = "=957000+119"
    doel.write_bytes(leg_vast(boek, {"Begroting": {"F10": 957119}}, datetime(2021, 1, 1)))
    stuur()
    assert "Open het bestand in Excel en sla het op" in roep("verzamel", map_, "--in", doel).stdout
    geweigerd = roep("tabel", "begroting", doel)
    assert geweigerd.exit_code == 1
    assert "cel F10: formule '=957000+119' heeft geen berekende waarde in het bestand" in geweigerd.stderr


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        (("weg", "--in", "invoer.xlsx"), "map 'weg' bestaat niet."),
        (("opgaven", "--in", "weg.xlsx"), "bestand 'weg.xlsx' bestaat niet."),
        (("opgaven",), "optie '--in' ontbreekt."),
    ],
)
def test_wrong_use_is_told_in_one_sentence(opdracht, zin, map_, doel, roep, monkeypatch):
    monkeypatch.chdir(doel.parent)
    resultaat = roep("verzamel", *opdracht)
    assert resultaat.exit_code == 2
    assert zin in resultaat.stderr
