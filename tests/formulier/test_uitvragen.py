"""Command uitvraag: a form for everyone or for no one, and a secret that stays."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from schemas.formulier import BLAD
from schemas.kenmerk import GEHEIMBESTAND, kenmerk, klopt, lees_geheim

REGIOS = Path(__file__).parents[1] / "regios"


def kenmerk_op(pad: Path) -> str:
    return load_workbook(pad)[BLAD]["H6"].value


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory):
    from click.testing import CliRunner

    from cli import main

    map_ = tmp_path_factory.mktemp("uitvraag") / "opgaven"
    opdracht = ["uitvraag", "zuid-limburg", "--jaar", "2022", "--vorig", "zuid-limburg-2021", "--naar", str(map_)]
    return map_, CliRunner().invoke(main, opdracht)


def test_every_participant_gets_a_form_of_its_own(gemaakt, regio):
    map_, resultaat = gemaakt
    assert resultaat.exit_code == 0
    namen = [f"zuid-limburg-2022-opgave-{deelnemer.code}.xlsx" for deelnemer in regio.deelnemers(2022)]
    assert resultaat.stdout.splitlines() == [str(map_ / naam) for naam in namen]
    assert sorted(pad.name for pad in map_.iterdir()) == sorted([GEHEIMBESTAND, *namen])
    assert resultaat.stderr.splitlines() == [
        "✓ 16 formulieren voor de cijfers over 2021 zijn gemaakt. Stuur elke gemeente haar eigen formulier.",
        f"Bewaar {map_ / GEHEIMBESTAND} en deel het met niemand: daarmee herkent verzamel de formulieren "
        "die terugkomen.",
        "Let op: op de formulieren staat geen datum. Geef die met --terug-voor 1-12-2021.",
    ]


def test_the_last_figures_stand_on_the_form_with_their_year_and_unit(gemaakt):
    blad = load_workbook(gemaakt[0] / "zuid-limburg-2022-opgave-GM0899.xlsx")[BLAD]
    assert [blad.cell(rij, 5).value for rij in (13, 14, 15)] == ["4,96% (2020)", "1,01% (2020)", "6,65% (2020)"]


def test_every_form_has_a_key_of_its_own(gemaakt, regio):
    geheim = lees_geheim(gemaakt[0] / GEHEIMBESTAND)
    for deelnemer in regio.deelnemers(2022):
        pad = gemaakt[0] / f"zuid-limburg-2022-opgave-{deelnemer.code}.xlsx"
        assert klopt(kenmerk_op(pad), geheim, "zuid-limburg", 2022, deelnemer.code)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file modes")
def test_only_the_owner_can_read_the_secret(gemaakt):
    assert stat.S_IMODE((gemaakt[0] / GEHEIMBESTAND).stat().st_mode) == 0o600


def test_a_second_year_and_a_second_time_keep_the_secret(tmp_path, roep):
    assert roep("uitvraag", "zuid-limburg", "--jaar", "2021", "--naar", tmp_path).exit_code == 0
    geheim = lees_geheim(tmp_path / GEHEIMBESTAND)
    tweede = roep("uitvraag", "zuid-limburg", "--jaar", "2022", "--naar", tmp_path)
    assert tweede.exit_code == 0
    assert GEHEIMBESTAND not in tweede.stderr
    assert roep("uitvraag", "zuid-limburg", "--jaar", "2022", "--naar", tmp_path, "--overschrijf").exit_code == 0
    assert lees_geheim(tmp_path / GEHEIMBESTAND) == geheim
    gelezen = kenmerk_op(tmp_path / "zuid-limburg-2021-opgave-GM0888.xlsx")
    assert gelezen == kenmerk(geheim, "zuid-limburg", 2021, "GM0888")


def test_forms_that_are_there_are_not_replaced_unasked(gemaakt, roep):
    map_ = gemaakt[0]
    voor = {pad.name: pad.read_bytes() for pad in map_.iterdir()}
    resultaat = roep("uitvraag", "zuid-limburg", "--jaar", "2022", "--naar", map_)
    assert resultaat.exit_code == 2
    assert "bestaan al; gebruik --overschrijf om ze te vervangen, of kies een andere map." in resultaat.stderr
    assert {pad.name: pad.read_bytes() for pad in map_.iterdir()} == voor


def test_a_form_that_came_back_is_never_replaced_by_an_empty_one(tmp_path, roep):
    assert roep("uitvraag", REGIOS / "drieland.yaml", "--jaar", "2025", "--naar", tmp_path).exit_code == 0
    ingevuld, leeg, opmerking = (tmp_path / f"drieland-2025-opgave-GM900{n}.xlsx" for n in (1, 2, 3))
    for pad, cel, waarde in ((ingevuld, "B13", 4321), (opmerking, "B19", "wij zijn er mee bezig")):
        boek = load_workbook(pad)
        assert boek[BLAD][cel].value is None
        boek[BLAD][cel] = waarde
        boek.save(pad)
    voor = {pad: pad.read_bytes() for pad in (ingevuld, opmerking)}
    again = roep("uitvraag", REGIOS / "drieland.yaml", "--jaar", "2025", "--naar", tmp_path, "--overschrijf")
    assert again.exit_code == 0
    assert again.stdout.splitlines() == [str(leeg)]
    assert {pad: pad.read_bytes() for pad in voor} == voor
    assert "deze formulieren zijn al ingevuld of gewijzigd en niet vervangen: " in again.stderr
    assert f"{ingevuld.name} en {opmerking.name}. " in again.stderr


def test_a_form_that_cannot_be_read_may_hold_figures_and_stays(tmp_path, roep):
    assert roep("uitvraag", REGIOS / "drieland.yaml", "--jaar", "2025", "--naar", tmp_path).exit_code == 0
    versleuteld = tmp_path / "drieland-2025-opgave-GM9002.xlsx"
    versleuteld.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    again = roep("uitvraag", REGIOS / "drieland.yaml", "--jaar", "2025", "--naar", tmp_path, "--overschrijf")
    assert again.exit_code == 0
    assert len(again.stdout.splitlines()) == 2
    assert versleuteld.read_bytes().startswith(b"\xd0\xcf")
    assert f"dit formulier is al ingevuld of gewijzigd en niet vervangen: {versleuteld.name}." in again.stderr


def test_a_run_that_fails_leaves_nothing_behind(tmp_path, roep, monkeypatch):
    import cli.uitvragen

    def kapot(*_: object, **__: object) -> list[Path]:
        raise cli.uitvragen.NietTeSchrijven(tmp_path / "x.xlsx", PermissionError())  # type: ignore[attr-defined]

    monkeypatch.setattr(cli.uitvragen, "schrijf_bestanden", kapot)
    resultaat = roep("uitvraag", "zuid-limburg", "--jaar", "2022", "--naar", tmp_path / "opgaven")
    assert resultaat.exit_code == 1
    assert "is niet te schrijven. Staat het open in Excel" in resultaat.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_region_of_ones_own_is_a_file(tmp_path, roep):
    resultaat = roep("uitvraag", REGIOS / "drieland.yaml", "--jaar", "2025", "--naar", tmp_path / "opgaven")
    assert resultaat.exit_code == 0
    assert [Path(regel).name for regel in resultaat.stdout.splitlines()] == [
        "drieland-2025-opgave-GM9001.xlsx", "drieland-2025-opgave-GM9002.xlsx", "drieland-2025-opgave-GM9003.xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opdracht", "zin"),
    [
        (("zuid-limberg", "--jaar", "2022"), "Regio 'zuid-limberg' is niet bekend. Bedoelde u 'zuid-limburg'?"),
        (("weg.yaml", "--jaar", "2022"), "regiobestand 'weg.yaml' bestaat niet."),
        (("zuid-limburg", "--jaar", "2015"), "Voor zuid-limburg 2015 is er niets uit te vragen"),
        (("zuid-limburg",), "optie '--jaar' ontbreekt."),
        (("zuid-limburg", "--jaar", "2022", "--vorig", "weg.xlsx"), "bestand 'weg.xlsx' bestaat niet"),
        (
            (REGIOS / "drieland.yaml", "--jaar", "2025", "--vorig", "zuid-limburg-2021"),
            "zuid-limburg-2021.xlsx is van regio zuid-limburg; verwacht: drieland.",
        ),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(opdracht, zin, tmp_path, roep):
    resultaat = roep("uitvraag", *opdracht, "--naar", tmp_path / "opgaven")
    assert resultaat.exit_code in (1, 2)
    assert zin in resultaat.stderr
    assert not (tmp_path / "opgaven").exists()
