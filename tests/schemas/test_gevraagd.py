"""What a region asks of its participants: the figures behind its parts, limits and formulas, and nothing that it works
out itself."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from calc.eerste_invoer import eerste_invoer
from calc.regiowoorden import regio_in_woorden
from calc.uitvraag import uitvraag_van
from cli import main
from schemas.geldend import Regio, laad_regio
from schemas.gevraagd import Gevraagd, gevraagd, gevraagde_jaren
from schemas.inhoud import AANTAL
from schemas.invoer import Rij
from schemas.invoerblad import Kolom
from schemas.maatstafrijen import kolommen_per_peiljaar
from schemas.regiolezer import lees_regio

REGIOS = Path(__file__).parents[1] / "regios"
TEKST = (REGIOS / "omgevingsdienst.yaml").read_text(encoding="utf-8")
OP_HET_BLAD = ("uren", "meerwerk", "bedrijven")
DIENST = laad_regio("omgevingsdienst", REGIOS)


def test_a_formula_asks_for_what_is_in_it_down_to_the_years_before() -> None:
    assert gevraagd(DIENST, "programma", 2025) == (
        Gevraagd("bedrijven", None, 1),
        Gevraagd("uren", None, 0),
        Gevraagd("meerwerk", None, 1),
        Gevraagd("bedrijven", None, 1, deelt=True),
        Gevraagd("bedrijven", None, 1, eerder=1),
        Gevraagd("bedrijven", None, 1, eerder=2),
    )
    assert gevraagd(DIENST, "overhead", 2025) == gevraagd(DIENST, "programma", 2020) == ()


@pytest.mark.parametrize(
    ("vraag", "jaren", "peiljaar"),
    [
        (Gevraagd("m", None, 1), {2022, 2024, 2025}, 2024),
        (Gevraagd("m", None, 0), {2022, 2024, 2025}, 2025),
        (Gevraagd("m", None, 2), {2022, 2024, 2025}, 2022),
        (Gevraagd("m", None, 1, eerder=2), {2022, 2024}, 2022),
        (Gevraagd("m", None, 1, eerder=1), {2022, 2024}, None),
        (Gevraagd("m", 2019, 1), {2022, 2024}, None),
        (Gevraagd("m", 2022, 1), {2022, 2024}, 2022),
    ],
)
def test_the_newest_peiljaar_within_reach_is_taken(vraag: Gevraagd, jaren: set[int], peiljaar: int | None) -> None:
    assert vraag.peiljaar_uit(jaren, 2025) == peiljaar


def test_a_formula_is_asked_of_nobody_and_a_figure_of_the_year_itself_not_yet() -> None:
    vragen = uitvraag_van(DIENST, 2025).deelnemers["PV99"].vragen
    assert [vraag.maatstaf for vraag in vragen] == ["meerwerk", "bedrijven"]
    anders = Regio(
        lees_regio(TEKST.replace("achterstand: {2024: {waarde: 0", "achterstand: {2024: {waarde: 1").encode(), "x")
    )
    uren = uitvraag_van(anders, 2025).deelnemers["PV99"].vragen[0]
    assert (uren.eenheid, uren.peilmoment, uren.peildatum) == ("getal 2", "1 oktober 2024", date(2024, 10, 1))


def test_an_empty_input_has_a_row_per_peiljaar_that_is_needed() -> None:
    invoer = eerste_invoer(DIENST, 2025, 2025)
    gevraagd_ = {(rij["maatstaf"], rij["peiljaar"]) for rij in invoer.bladen["Definities"]}
    assert gevraagd_ == {
        ("Bedrijven", 2022),
        ("Bedrijven", 2023),
        ("Bedrijven", 2024),
        ("Meerwerk", 2024),
        ("Uren", 2025),
    }
    assert {rij["peiljaar"] for rij in invoer.bladen["Maatstaven"]} == {2022, 2023, 2024, 2025}


def test_who_does_not_share_in_a_cost_is_asked_no_figure_for_it() -> None:
    tekst = TEKST.replace(
        "    grondslag: Verzonnen regeling, artikel 4\n",
        "    grondslag: x\n    deelnemers: {2024: {zonder: [PV99], bron: Verzonnen}}\n",
    )
    invoer = eerste_invoer(Regio(lees_regio(tekst.encode(), "x")), 2025, 2025)
    assert {rij["gemeentecode"] for rij in invoer.bladen["Maatstaven"]} == {"GM9901", "GM9902"}


def test_who_comes_or_leaves_is_asked_no_figure_that_is_only_of_other_years() -> None:
    """Uren are of the year itself, the rest is of the year before, bedrijven also of the two before that."""
    regel = "soort: provincie, van: 2024,"
    assert regel in TEKST
    anders = TEKST.replace(regel, "soort: provincie, van: 2025, tot_en_met: 2025,")
    regio, jaren = Regio(lees_regio(anders.encode(), "x")), range(2022, 2027)
    van_provincie = {m: wie["PV99"] for m, wie in gevraagde_jaren(regio, dict.fromkeys(OP_HET_BLAD, jaren)).items()}
    assert van_provincie == {"bedrijven": range(2022, 2025), "uren": range(2025, 2026), "meerwerk": range(2024, 2025)}
    kolommen = [Kolom(maatstaf, maatstaf, AANTAL, "", leeg=False) for maatstaf in OP_HET_BLAD]
    rijen = [
        Rij("Maatstaven", 0, {"peiljaar": jaar, "gemeente": wie, **dict.fromkeys(OP_HET_BLAD, aantal)}, {})
        for jaar in jaren
        for wie, aantal in (("PV99", None), ("GM9901", Decimal(1)))
    ]
    mag_leeg = {
        (rij.heel("peiljaar"), rij.tekst("gemeente")): {kolom.sleutel for kolom in soorten if kolom.leeg}
        for soorten, groep in kolommen_per_peiljaar(kolommen, rijen, regio)
        for rij in groep
    }
    assert {jaar: mag_leeg[jaar, "PV99"] for jaar in jaren} == {
        2022: {"uren", "meerwerk"}, 2023: {"uren", "meerwerk"}, 2024: {"uren"},
        2025: {"bedrijven", "meerwerk"}, 2026: set(OP_HET_BLAD),
    }  # fmt: skip
    assert not any(mag_leeg[jaar, "GM9901"] for jaar in jaren)


def test_an_older_figure_is_asked_of_who_comes_where_no_newer_one_is_there() -> None:
    regio = Regio(
        lees_regio(TEKST.replace("soort: provincie, van: 2024,", "soort: provincie, van: 2026,").encode(), "x")
    )
    assert gevraagde_jaren(regio, {"meerwerk": {2022, 2023}})["meerwerk"]["PV99"].start == 2023


def test_what_follows_from_its_parts_needs_no_budget() -> None:
    delen = "          kwart: {soort: sleutel, procent: 25"
    assert delen in TEKST
    begin, _, rest = TEKST.partition(delen)
    tekst = begin + rest[rest.index("    grenzen:") :]
    regio = Regio(lees_regio(tekst.encode(), "x"))
    assert [rij["kostensoort"] for rij in eerste_invoer(regio, 2025, 2025).bladen["Begroting"]] == ["overhead"]


SAMENGEVOEGD = TEKST.replace(
    "naam: Noordhaven, van: 2024", "naam: Noordhaven, van: 2024, tot_en_met: 2024"
).replace(
    "naam: Zuiderveen, van: 2024, bron: Verzonnen}",
    "naam: Zuiderveen, van: 2024, tot_en_met: 2024, bron: Verzonnen}\n"
    "  - {code: GM9903, naam: Havenveen, van: 2025, samengesteld_uit: [GM9901, GM9902], bron: Verzonnen}",
).replace("        GM9902: {minimum: 10, bron: Verzonnen besluit}\n", "")  # fmt: skip


def test_of_who_merged_no_figures_are_asked_that_its_members_give_already(tmp_path: Path) -> None:
    """Bedrijven of 2023 is used by 2024 for both members and by 2025 for who they became: it is asked once."""
    regio = Regio(lees_regio(SAMENGEVOEGD.encode(), "x"))
    rijen = eerste_invoer(regio, 2025, 2024).bladen["Maatstaven"]
    gevraagd_van = {p: {r["gemeentecode"] for r in rijen if r["peiljaar"] == p} for p in (2022, 2023, 2024, 2025)}
    assert gevraagd_van[2023] == gevraagd_van[2022] == {"GM9901", "GM9902", "PV99"}
    assert gevraagd_van[2025] == {"GM9903", "PV99"}
    pad = tmp_path / "omgevingsdienst.yaml"
    pad.write_text(SAMENGEVOEGD, encoding="utf-8")
    invoer, loper = tmp_path / "invoer.xlsx", CliRunner()
    vraag = ["voorbeeld", str(pad), "--jaar", "2025", "--basisjaar", "2024", "--naar", str(invoer)]
    assert loper.invoke(main, vraag).exit_code == 0
    boek = load_workbook(invoer)
    for rij in boek["Maatstaven"].iter_rows(min_row=5):
        for cel in rij[3:]:
            cel.value = 30
    boek.save(invoer)
    uit = loper.invoke(main, ["valideer", str(invoer)]).output
    assert "blad Maatstaven" not in uit.split("Let op")[0], uit


def test_valideer_knows_units_with_decimals_and_columns_of_formulas(tmp_path: Path) -> None:
    shutil.copy(REGIOS / "omgevingsdienst.yaml", tmp_path)
    pad, loper = tmp_path / "invoer.xlsx", CliRunner()
    vraag = ["voorbeeld", str(tmp_path / "omgevingsdienst.yaml"), "--jaar", "2025", "--naar", str(pad)]
    assert loper.invoke(main, vraag).exit_code == 0
    boek = load_workbook(pad)
    assert [cel.value for cel in boek["Maatstaven"][4]] == [
        "Peiljaar",
        "Deelnemercode",
        "Deelnemer",
        "Uren",
        "Meerwerk",
        "Bedrijven",
    ]
    for rij in boek["Maatstaven"].iter_rows(min_row=5):
        if rij[0].value == 2025:
            rij[3].value = 12.345 if rij[1].value == "PV99" else 1200.25
        elif rij[0].value == 2024:
            rij[4].value, rij[5].value = 100.5, 40
        else:
            rij[5].value = 30
    boek.save(pad)
    regels = loper.invoke(main, ["valideer", str(pad)]).output.splitlines()
    maatstaven = [regel for regel in regels if "Maatstaven" in regel]
    assert maatstaven == [
        "  blad Maatstaven, cel D16: '12,345'; verwacht: getal van 0 of meer, met hoogstens 2 decimalen"
    ]


def test_a_figure_that_a_mean_needs_and_that_is_not_there_is_told_by_its_year(tmp_path: Path) -> None:
    shutil.copy(REGIOS / "omgevingsdienst.yaml", tmp_path)
    pad, loper = tmp_path / "invoer.xlsx", CliRunner()
    vraag = ["voorbeeld", str(tmp_path / "omgevingsdienst.yaml"), "--jaar", "2025", "--naar", str(pad)]
    assert loper.invoke(main, vraag).exit_code == 0
    boek = load_workbook(pad)
    for rij in boek["Maatstaven"].iter_rows(min_row=5):
        rij[3].value, rij[4].value, rij[5].value = 1, 1, None if rij[0].value == 2022 else 30
    boek["Begroting"]["B5"], boek["Begroting"]["E5"], boek["Begroting"]["G5"] = "Programma", 1000, "Verzonnen"
    boek.save(pad)
    uit = loper.invoke(main, ["valideer", str(pad)]).output
    assert "cel F4: de bijdrage van programma 2025 vraagt Bedrijven van peiljaar 2022; dat staat er niet" in uit, uit


def test_who_shares_in_no_cost_that_asks_for_a_figure_may_leave_it_empty(tmp_path: Path) -> None:
    tekst = TEKST.replace(
        "    grondslag: Verzonnen regeling, artikel 4\n",
        "    grondslag: x\n    deelnemers: {2024: {zonder: [PV99], bron: Verzonnen}}\n",
    ).replace(
        "          deel: {soort: naar, kostensoorten: [programma]}\n",
        "          deel: {soort: naar, kostensoorten: [programma]}\n"
        "  archief:\n    label: Archief\n    grondslag: x\n    sleutel: {2024: {delen: {meerwerk: 1}, bron: x}}\n",
    )
    (tmp_path / "omgevingsdienst.yaml").write_text(tekst, encoding="utf-8")
    pad, loper = tmp_path / "invoer.xlsx", CliRunner()
    vraag = ["voorbeeld", str(tmp_path / "omgevingsdienst.yaml"), "--jaar", "2025", "--naar", str(pad)]
    assert loper.invoke(main, vraag).exit_code == 0
    boek = load_workbook(pad)
    for rij in boek["Maatstaven"].iter_rows(min_row=5):
        rij[4].value = 100
        if rij[1].value != "PV99":
            rij[3].value, rij[5].value = 12, 40
    for rij in boek["Begroting"].iter_rows(min_row=5, max_row=7):
        rij[1].value, rij[4].value, rij[6].value = "Kosten", 100000, "Verzonnen"
    boek.save(pad)
    assert "Maatstaven" not in loper.invoke(main, ["valideer", str(pad)]).output
    boek["Maatstaven"]["E5"] = None
    boek.save(pad)
    assert "blad Maatstaven, cel E5: leeg; verwacht" in loper.invoke(main, ["valideer", str(pad)]).output


def test_a_participant_is_found_by_a_code_that_is_not_of_cbs() -> None:
    from schemas.deelnemerlijst import ONBEKEND, Deelnemerlijst

    lijst = Deelnemerlijst(DIENST)
    assert [lijst.op_code(code) for code in ("PV99", "pv99", "GM9902", "9902", "PV98")] == [2, 2, 1, 1, ONBEKEND]


def test_a_figure_that_no_rule_uses_needs_no_definition(tmp_path: Path) -> None:
    """An empty input has a row for each peiljaar that a mean needs; who fills in more of that row makes no mistake."""
    shutil.copy(REGIOS / "omgevingsdienst.yaml", tmp_path)
    pad, loper = tmp_path / "invoer.xlsx", CliRunner()
    vraag = ["voorbeeld", str(tmp_path / "omgevingsdienst.yaml"), "--jaar", "2025", "--naar", str(pad)]
    assert loper.invoke(main, vraag).exit_code == 0
    boek = load_workbook(pad)
    for rij in boek["Maatstaven"].iter_rows(min_row=5):
        rij[3].value, rij[4].value, rij[5].value = 1, 1, 30
    boek.save(pad)
    assert "Definities" not in loper.invoke(main, ["valideer", str(pad)]).output


def test_a_maximum_and_a_shared_kind_of_care_ask_for_their_figures_too() -> None:
    zorg = (
        "zorg:\n  2024:\n    segmenten:\n      kort: {label: Kort, solidair: 50, naar: clienten}\n"
        "      lang: {label: Lang, plafond: {procent: 80, maatstaf: budget, bron: Verzonnen}}\n    bron: Verzonnen\n"
    )
    maten = "".join(
        f"  {naam}: {{label: {naam.title()}, definitie: x, eenheid: {{2020: {{waarde: {eenheid}, bron: x}}}}}}\n"
        for naam, eenheid in (("clienten", "aantal"), ("budget", "euro"))
    )
    regio = Regio(lees_regio((TEKST.replace("maatstaven:\n", f"maatstaven:\n{maten}", 1) + zorg).encode(), "x"))
    koppen = {rij["maatstaf"] for rij in eerste_invoer(regio, 2025, 2025).bladen["Definities"]}
    assert koppen == {"Bedrijven", "Meerwerk", "Uren", "Clienten", "Budget"}
    assert [v.label for v in uitvraag_van(regio, 2025).deelnemers["GM9901"].vragen][:2] == ["Clienten", "Budget"]
    (artikel,) = [artikel for artikel in regio_in_woorden(regio, 2025) if artikel.kop == "Maatstaven"]
    assert {"Clienten", "Budget"} <= {lid.partition(":")[0] for lid in artikel.leden}
