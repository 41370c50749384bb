"""Figures from a plan that is held: by name and version, the same as the command gives, and what is refused."""

from __future__ import annotations

import csv
import io
import os
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from xlwings import XlwingsError

from calc.tabellen import TABELLEN
from calc.uitkomst import bereken
from cli import main
from schemas.fouten import Bevinding, Gebruikersfout
from schemas.geldend import REGIOS
from schemas.keuring import Keuring
from schemas.poort.weigering import Geweigerd, Kenmerk, Weigering
from templates.rapport.keuren import Gekeurd
from xladdin.functies import VW_BIJDRAGE, VW_GEMEENTECODE, VW_PLANTABEL, VW_UITLEG, VW_VALIDEER, VW_VERSIE
from xladdin.planmap import OMGEVING, Planmap, planmap

JAREN = range(2020, 2025)
GEEN_UREN = "Dit plan heeft geen tabel capaciteit voor inkoop. Die komt uit blad Capaciteit."


@pytest.fixture
def plannen(tmp_path, monkeypatch, invoer, maak_drieland):
    """A folder with two plans, one of them in three versions."""
    map_ = tmp_path / "plannen"
    maak_drieland(map_)
    for naam in ("jeugd-2021@9", "jeugd-2021@10", "jeugd-2021@2"):
        shutil.copy(invoer, map_ / f"{naam}.xlsx")
    (map_ / "~$jeugd-2021.xlsx").write_bytes(b"lock")
    (map_ / "notitie.txt").write_text("geen plan")
    monkeypatch.setenv(OMGEVING, str(map_))
    # Every change counts at once, but for the test below that is about it.
    monkeypatch.setattr("xladdin.planmap.VERS", 0)
    return map_


def zin(functie, *argumenten) -> str:
    with pytest.raises(XlwingsError) as gevangen:
        functie(*argumenten)
    return str(gevangen.value)


@pytest.fixture
def eens_berekend(monkeypatch, invoer, gegevens, uitkomst):
    """For who asks the command for table after table: it reads and calculates the example once."""
    monkeypatch.setattr("schemas.inname.lees_invoer", {invoer: gegevens}.__getitem__)

    def rekenend(van, sluitregel=None):
        return uitkomst if van is gegevens and sluitregel is None else bereken(van, sluitregel)

    monkeypatch.setattr("calc.uitkomst.bereken", rekenend)


@pytest.mark.usefixtures("eens_berekend")
@pytest.mark.parametrize("soort", ["beleid", "inkoop"])
def test_every_contribution_is_the_one_that_the_command_gives(soort):
    for jaar in JAREN:
        uit = CliRunner().invoke(
            main,
            [
                "tabel",
                "verdeling",
                "zuid-limburg-2021",
                "--kostensoort",
                soort,
                "--jaar",
                str(jaar),
                "--formaat",
                "csv",
            ],
        )
        rijen = [rij for rij in csv.DictReader(io.StringIO(uit.stdout)) if rij["gemeentecode"]]
        blok = VW_BIJDRAGE([[rij["gemeente"]] for rij in rijen], [[float(jaar)]], [[soort]])
        assert len(rijen) == 16
        assert [Decimal(repr(cel)) for (cel,) in blok] == [Decimal(rij["bedrag"]) for rij in rijen]


def test_without_a_kostensoort_everything_is_added_up():
    assert VW_BIJDRAGE([["Beek"]], [[2021.0]]) == [[109040.03]]
    assert VW_BIJDRAGE("GM0888", 2021.0, "INKOOP") == [[81456.0]]


VRAGEN = [
    (naam, soort)
    for naam, tabel in TABELLEN.items()
    for soort in (("beleid", "inkoop") if tabel.per_kostensoort else (None,))
]


@pytest.mark.usefixtures("eens_berekend")
@pytest.mark.parametrize(("naam", "soort"), VRAGEN)
def test_every_table_of_the_plan_is_the_one_of_the_command(naam, soort):
    vraag = [naam, "zuid-limburg-2021", *(["--kostensoort", soort] if soort else [])]
    uit = CliRunner().invoke(main, ["tabel", *vraag, "--formaat", "csv"])
    if not uit.stdout:
        # Which tables the example has, is a test of the command.
        assert zin(VW_PLANTABEL, naam, None, soort) == uit.stderr.splitlines()[0]
        return
    koppen, *gedrukt = csv.reader(io.StringIO(uit.stdout))
    _, *rijen = VW_PLANTABEL(naam, None, soort)
    assert len(rijen) > len(gedrukt) > 0
    # In a sheet the last column of the command stands there only where it says something.
    breedte = len(koppen) if any(rij[-1] for rij in gedrukt) else len(koppen) - 1
    for rij, verwacht in zip(rijen, gedrukt, strict=False):
        assert [_tekst(cel) for cel in rij[:breedte]] == [_tekst(cel) for cel in verwacht[:breedte]]
    # What follows are the notes: a sentence in the first column and nothing beside it.
    assert all(rij[0] and not any(rij[1:]) for rij in rijen[len(gedrukt) :])


@pytest.fixture
def twee(plannen, maak_drieland):
    """A provisional plan, and the definitive one: other costs and other figures."""
    voorlopig = plannen / "drieland-2025.xlsx"
    boek = load_workbook(voorlopig)
    for blad, was, wordt in (("Begroting", 1000.01, 1200.02), ("Maatstaven", 3000, 4000)):
        for cel in [cel for rij in boek[blad].iter_rows() for cel in rij if cel.value == was]:
            cel.value = wordt
    definitief = plannen / "drieland-2025@2.xlsx"
    boek.save(definitief)
    # A plan without a version is an older one than any with.
    voorlopig.rename(plannen / "drieland-2025@1.xlsx")
    return plannen / "drieland-2025@1.xlsx", definitief


@pytest.mark.parametrize("naam", ["afrekening", "vergelijking"])
def test_a_table_over_two_plans_is_the_one_of_the_command(twee, naam):
    toen, nu = map(str, twee)
    vraag = ["vergelijk", toen, nu] if naam == "vergelijking" else ["tabel", naam, nu, "--voorlopig", toen]
    uit = CliRunner().invoke(main, [*vraag, "--formaat", "csv"])
    _, *gedrukt = csv.reader(io.StringIO(uit.stdout))
    _, *rijen = VW_PLANTABEL(naam, None, None, "drieland-2025@2", "drieland-2025@1")
    assert len(rijen) >= len(gedrukt) > 3
    assert any("200" in cel for rij in gedrukt for cel in rij)
    for rij, verwacht in zip(rijen, gedrukt, strict=False):
        breedte = min(len(rij), len(verwacht) - 1)
        assert [_tekst(cel) for cel in rij[:breedte]] == [_tekst(cel) for cel in verwacht[:breedte]]


def test_which_plan_stands_beside_a_table_must_be_clear(twee):
    assert zin(VW_PLANTABEL, "vergelijking", None, None, "drieland-2025@2") == (
        "ander: een lege cel; verwacht: de naam van het oude plan."
    )
    assert zin(VW_PLANTABEL, "verdeling", None, None, "drieland-2025@2", "drieland-2025@1") == (
        "ander: tabel verdeling is van één plan; laat dit argument leeg."
    )
    assert zin(VW_PLANTABEL, "afrekening", None, None, "drieland-2025@2", "zuid-limburg-2021").endswith(
        "verwacht: tweemaal dezelfde regio en hetzelfde jaar."
    )


def test_a_table_that_the_plan_lacks_both_doors_say_so():
    vraag = ["tabel", "capaciteit", "zuid-limburg-2021", "--kostensoort", "inkoop", "--formaat"]
    for formaat, leeg in (("csv", ""), ("json", "[]\n")):
        uit = CliRunner().invoke(main, [*vraag, formaat])
        assert (uit.exit_code, uit.stdout) == (0, leeg)
        assert uit.stderr.startswith(f"{GEEN_UREN}\n")
    assert zin(VW_PLANTABEL, "capaciteit", None, "inkoop") == GEEN_UREN


def test_what_all_kostensoorten_are_together_both_doors_know_by_one_word():
    uit = CliRunner().invoke(
        main, ["tabel", "meerjarig", "zuid-limburg-2021", "--kostensoort", "samen", "--formaat", "csv"]
    )
    _, *gedrukt = csv.reader(io.StringIO(uit.stdout))
    _, *rijen = VW_PLANTABEL("meerjarig", None, "Samen", "zuid-limburg-2021")
    assert [rij[1] for rij in gedrukt] == [rij[1] for rij in rijen[: len(gedrukt)]]
    assert Decimal(gedrukt[0][3]) == Decimal(str(rijen[0][3]))
    fout = "Kostensoort 'samem' komt in deze regio niet voor; kies uit beleid, inkoop, samen. Bedoelde u 'samen'?"
    assert zin(VW_PLANTABEL, "meerjarig", None, "samem", "zuid-limburg-2021") == fout
    assert zin(VW_PLANTABEL, "verdeling", None, "samen", "zuid-limburg-2021") == (
        "Kostensoort 'samen' komt in deze regio niet voor; kies uit beleid, inkoop."
    )


def test_without_a_kostensoort_the_tables_stand_below_each_other():
    samen = VW_PLANTABEL("meerjarig")
    assert [rij[0] for rij in samen].count("Kostensoort") == 3
    for soort in ("beleid", "inkoop"):
        eigen = [rij[1:] for rij in samen if rij[0] == soort]
        assert eigen == VW_PLANTABEL("meerjarig", None, soort)[1 : len(eigen) + 1]


def _tekst(cel: object) -> object:
    """A figure as one with at most nine decimals, so that a double and its printed share are the same."""
    try:
        return round(float(cel), 9)  # type: ignore[arg-type]
    except ValueError:
        return cel


def test_what_must_be_said_of_a_table_stands_below_it():
    onder = [rij[0] for rij in VW_PLANTABEL("verdeling", 2021.0, "inkoop")[18:]]
    assert any(regel.startswith("Sluitregel: open") for regel in onder)
    assert any("Afgeleid" in regel for regel in onder)
    assert any(regel.startswith("Bron:") for regel in onder)


def test_a_table_over_years_takes_the_year_of_the_plan_and_no_other():
    assert VW_PLANTABEL("meerjarig", 2021.0, "inkoop") == VW_PLANTABEL("meerjarig", None, "inkoop")
    assert zin(VW_PLANTABEL, "meerjarig", 2022.0) == (
        "jaar: tabel meerjarig gaat niet over één jaar maar over het hele plan van 2021; laat jaar leeg."
    )
    assert "heeft geen kostensoort" in zin(VW_PLANTABEL, "scenario", None, "inkoop")


def test_the_explanation_is_that_of_the_command():
    uit = CliRunner().invoke(main, ["uitleg", "zuid-limburg-2021", "--gemeente", "Beek", "--kostensoort", "inkoop"])
    gezegd = " ".join(uit.stdout.split())
    regels = [rij[0] for rij in VW_UITLEG("Beek", 2021.0, "inkoop")]
    assert len(regels) > 10
    assert regels[-1] == "De voorlopige bijdrage van Beek aan uitvoeringskosten inkoop in 2021 is dus € 81.456."
    for regel in regels:
        assert " ".join(regel.split()) in gezegd


@pytest.mark.parametrize(
    ("argumenten", "melding"),
    [
        (("Beekk", 2021.0), "gemeente: Gemeente 'Beekk' komt in dit plan niet voor. Bedoelde u 'Beek'?"),
        (("Beek", 2031.0), "Jaar 2031 valt buiten dit plan; kies een jaar van 2020 tot en met 2024."),
        (("Beek", 2031.0, "inkoop"), "Jaar 2031 valt buiten dit plan; kies een jaar van 2020 tot en met 2024."),
        (
            ("Beek", 2021.0, "inkop"),
            "Kostensoort 'inkop' komt in deze regio niet voor; kies uit beleid, inkoop. Bedoelde",
        ),
        (
            ("Weert", 2026.0, "jeugdhulp_oost", "midden-limburg-2026"),
            "Weert doet in 2026 niet mee aan jeugdhulp_oost; er is geen bijdrage.",
        ),
        (("Beek", 2021.0, "inkoop", "zuid-limburg-2020"), "Plan 'zuid-limburg-2020' is er niet. Bedoelde u 'zuid-limb"),
    ],
)
def test_what_is_not_in_the_plan_is_one_sentence_with_a_suggestion(argumenten, melding):
    assert zin(VW_BIJDRAGE, *argumenten).startswith(melding)


def test_of_more_plans_one_must_be_named(plannen):
    assert zin(VW_BIJDRAGE, "Beek", 2021.0).startswith("Er is meer dan één plan; geef bij plan op welk u bedoelt:")
    assert VW_BIJDRAGE("Beek", 2021.0, "inkoop", "Jeugd-2021") == [[81456.0]]


def test_the_highest_version_counts_and_an_older_one_can_be_asked_for(plannen):
    versies = [plan.versie for plan in planmap().plannen() if plan.naam == "jeugd-2021"]
    assert versies == ["10", "9", "2"]
    assert planmap().plan("jeugd-2021").versie == "10"
    assert planmap().plan("JEUGD-2021@9").versie == "9"
    assert "Bekend zijn: " in zin(VW_BIJDRAGE, "Beek", 2021.0, "inkoop", "jeugd-2021@3")


def test_the_newest_version_goes_before_the_file_that_names_none(plannen, invoer):
    shutil.copy(invoer, plannen / "jeugd-2021.xlsx")
    assert planmap().plan("jeugd-2021").versie == "10"
    for versie in ("10", "9", "2"):
        (plannen / f"jeugd-2021@{versie}.xlsx").unlink()
    assert planmap().plan("jeugd-2021").versie == ""


def test_the_shipped_example_stays_until_the_folder_has_one_of_that_name(plannen, invoer):
    assert planmap().plan("zuid-limburg-2021").versie == "voorbeeld"
    shutil.copy(invoer, plannen / "zuid-limburg-2021@1.xlsx")
    assert planmap().plan("zuid-limburg-2021").versie == "1"


def test_a_plan_is_read_again_when_its_file_changed_and_only_then(plannen):
    map_ = Planmap(plannen)
    plan = map_.plan("jeugd-2021@2")
    eerst = map_.lees(plan)
    assert map_.lees(plan) is eerst
    stand = plan.pad.stat()
    os.utime(plan.pad, ns=(stand.st_atime_ns, stand.st_mtime_ns + 1))
    assert map_.lees(plan) is not eerst


def test_what_was_seen_on_the_disk_counts_for_a_second(plannen, invoer, monkeypatch):
    klok = [100.0]
    monkeypatch.setattr("xladdin.planmap.VERS", 1.0)
    monkeypatch.setattr("xladdin.planmap.time.monotonic", lambda: klok[0])
    map_ = Planmap(plannen)
    namen = [plan.volle_naam for plan in map_.plannen()]
    eerst = map_.lees(map_.plan("jeugd-2021@2"))
    shutil.copy(invoer, plannen / "later.xlsx")
    os.utime(plannen / "jeugd-2021@2.xlsx", ns=(1, 1))
    klok[0] += 0.9
    assert [plan.volle_naam for plan in map_.plannen()] == namen
    assert map_.lees(map_.plan("jeugd-2021@2")) is eerst
    klok[0] += 0.1
    assert "later" in [plan.volle_naam for plan in map_.plannen()]
    assert map_.lees(map_.plan("jeugd-2021@2")) is not eerst


def test_a_region_file_that_changed_beside_a_plan_counts_for_it(plannen):
    map_ = Planmap(plannen)
    plan = map_.plan("drieland-2025")
    eerst = map_.lees(plan)
    assert map_.lees(plan) is eerst
    regio = plannen / "drieland.yaml"
    regio.write_text(regio.read_text(encoding="utf-8").replace("Noordwoude", "Noorderwoude"), encoding="utf-8")
    with pytest.raises(Gebruikersfout, match="Noordwoude"):
        map_.lees(plan)


def test_a_plan_that_another_program_holds_is_tried_again(plannen, monkeypatch):
    map_ = Planmap(plannen)
    plan = map_.plan("jeugd-2021@2")
    open_gewoon = Path.open

    def bezet(pad, *woorden):
        if pad == plan.pad:
            raise PermissionError(13, "in gebruik")
        return open_gewoon(pad, *woorden)

    monkeypatch.setattr(Path, "open", bezet)
    with pytest.raises(Gebruikersfout, match="'jeugd-2021@2' is nu niet te lezen; sluit het bestand waar het open is"):
        map_.lees(plan)
    monkeypatch.setattr(Path, "open", open_gewoon)
    assert map_.lees(plan).sha256


def test_a_mistake_of_ours_while_reading_gives_no_older_figures(plannen, monkeypatch):
    map_ = Planmap(plannen)
    plan = map_.plan("jeugd-2021@2")
    map_.lees(plan)
    os.utime(plan.pad, ns=(1, 1))

    def stuk(_):
        raise ZeroDivisionError

    monkeypatch.setattr("calc.uitkomst.bereken", stuk)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            map_.lees(plan)


def test_a_plan_that_is_broken_says_so_and_leaves_the_others_alone(plannen):
    (plannen / "stuk.xlsx").write_bytes(b"dit is geen werkmap")
    melding = zin(VW_BIJDRAGE, "Beek", 2021.0, "inkoop", "stuk")
    raad = "Controleer het bestand met: verdeelwijzer valideer."
    assert melding.startswith(f"Plan 'stuk' is niet bruikbaar. {raad} De fout: Geweigerd: stuk.xlsx heet ")
    assert VW_BIJDRAGE("Beek", 2021.0, "inkoop", "jeugd-2021") == [[81456.0]]
    (kenmerk,) = [rij[2] for rij in VW_VERSIE() if rij[0] == "Plan stuk"]
    assert kenmerk == melding


def _folder(pad):
    pad.mkdir()


def _naar_niets(pad):
    pad.symlink_to("iemand@computer.123")


def _kring(pad):
    pad.symlink_to(pad.name)


def _pijp(pad):
    os.mkfifo(pad)


@pytest.fixture(scope="module")
def een_plan(tmp_path_factory, maak_drieland):
    """A folder with one plan and its region, which stays."""
    return maak_drieland(tmp_path_factory.mktemp("plannen"))


def _over_noordwoude():
    return VW_BIJDRAGE("Noordwoude", 2025.0, "vervoer", "drieland-2025"), VW_VERSIE(), VW_GEMEENTECODE("Noordwoude")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("naam", [".#drieland.yaml", "ander.yaml", "ander.xlsx"])
@pytest.mark.parametrize("maak", [_folder, _naar_niets, _kring, _pijp])
def test_what_is_no_file_is_no_region_and_no_plan_and_in_nobodys_way(een_plan, naam, maak, monkeypatch):
    monkeypatch.setenv(OMGEVING, str(een_plan.parent))
    monkeypatch.setattr("xladdin.planmap.VERS", 0)
    voor = _over_noordwoude()
    geen = een_plan.with_name(naam)
    maak(geen)
    try:
        # The plan is read anew with it beside it.
        os.utime(een_plan)
        assert _over_noordwoude() == voor
    finally:
        geen.rmdir() if geen.is_dir() else geen.unlink()


def test_a_region_file_that_cannot_be_read_is_told_among_the_versions(plannen, monkeypatch):
    lees = Path.read_bytes

    def bezet(pad):
        if pad.name == "drieland.yaml":
            raise PermissionError(13, "in gebruik")
        return lees(pad)

    monkeypatch.setattr(Path, "read_bytes", bezet)
    regels = {rij[0]: rij[2] for rij in VW_VERSIE()}
    assert regels["Regio drieland"] == "drieland.yaml is nu niet te lezen: geen toegang."


def test_a_plan_that_could_not_be_used_is_tried_again_when_it_may_have_lain_in_the_moment(plannen, monkeypatch):
    """A reader that is killed for want of memory says the same of a file as one that cannot bear it."""
    klok = [100.0]
    monkeypatch.setattr("xladdin.planmap.VERS", 1.0)
    monkeypatch.setattr("xladdin.planmap.time.monotonic", lambda: klok[0])
    map_, gelezen = Planmap(plannen), []
    plan = map_.plan("jeugd-2021@2")

    def gedood(pad, vraag):
        gelezen.append(pad)
        klok[0] += 3.0
        weigering = Weigering(Kenmerk.GEHEUGEN, "vraagt bij het lezen meer dan 2000 MB geheugen")
        fout = Geweigerd(pad.name, weigering)
        return Gekeurd(Keuring(pad.name, "", "onbekend", (Bevinding.van(fout),)))

    with monkeypatch.context() as even:
        even.setattr("templates.rapport.keuren.keur", gedood)
        for _ in range(3):
            with pytest.raises(Gebruikersfout, match="meer dan 2000 MB geheugen"):
                map_.lees(plan)
            klok[0] += 9.0
        # Three seconds of work, then thirty of rest.
        assert len(gelezen) == 1
    klok[0] += 3.0
    assert map_.lees(plan).sha256


@pytest.mark.skipif(os.name == "nt", reason="only elsewhere a copy that is put back shows itself otherwise")
def test_a_copy_of_the_same_length_and_time_is_another_file(plannen):
    map_ = Planmap(plannen)
    plan = map_.plan("drieland-2025")
    map_.lees(plan)
    regio, elders = plannen / "drieland.yaml", plannen / "elders"
    stand = regio.stat()
    elders.write_text(regio.read_text(encoding="utf-8").replace("Noordwoude", "Noordwaude"), encoding="utf-8")
    os.utime(elders, ns=(stand.st_atime_ns, stand.st_mtime_ns))
    elders.replace(regio)
    assert (regio.stat().st_mtime_ns, regio.stat().st_size) == (stand.st_mtime_ns, stand.st_size)
    with pytest.raises(Gebruikersfout, match="Noordwoude"):
        map_.lees(plan)


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv(OMGEVING, str(tmp_path / "weg"))
    assert zin(VW_BIJDRAGE, "Beek", 2021.0).startswith("De map met plannen (weg) is niet te lezen;")


def test_the_versions_are_those_of_program_region_and_plans(plannen, invoer):
    import hashlib
    from importlib.metadata import version

    rijen = VW_VERSIE()
    assert rijen[0] == ["Onderdeel", "Versie", "Kenmerk (SHA-256)"]
    assert rijen[1][:2] == ["Verdeelwijzer", version("verdeelwijzer")]
    assert {rij[0]: rij[1] for rij in rijen if rij[0].startswith("Regio")} == {
        "Regio drieland": "eigen",
        "Regio zuid-limburg": "meegeleverd",
        "Regio midden-limburg": "meegeleverd",
        "Regio omgevingsdienst-voorbeeldstreek": "meegeleverd",
    }
    kenmerken = {(rij[0], rij[1]): rij[2] for rij in rijen}
    assert kenmerken["Plan jeugd-2021", "10"] == hashlib.sha256(invoer.read_bytes()).hexdigest()
    assert all(len(rij[2]) == 64 for rij in rijen[1:])  # type: ignore[arg-type]


def test_names_of_a_region_beside_the_plans_are_known_too(plannen):
    assert VW_GEMEENTECODE([["Beek (L.)", "Noordwoude"], ["Gulpen-Wittem", "Stein (L.)"]])[0][0] == "GM0888"
    assert VW_GEMEENTECODE("Noordwoude") != [[""]]
    assert "Bedoelde u 'Gulpen-Wittem'?" in zin(VW_GEMEENTECODE, "Gulpen-Wittm")


def test_a_range_is_checked_as_the_sheet_that_it_is_for():
    kop = ["Peiljaar", "Gemeentecode", "Gemeente", "Jongeren"]
    een = ["Melding: hier staat 1 van de 16 deelnemers van peiljaar 2020"]
    assert VW_VALIDEER([kop, [2020.0, "GM0888", "Beek", 2.7]], "maatstaven") == [["in orde"], een]
    assert VW_VALIDEER([kop, [2020.0, "GM0888", "Beekk", 2.7], [2020.0, "GM0971", "Stein", 101.0]], "Maatstaven") == [
        ["rij 2, kolom 3: 'Beekk' is geen deelnemer in 2021. Bedoelde u 'Beek'?"],
        ["rij 3, kolom 4: '101'; verwacht: percentage van 0 tot en met 100"],
    ]
    gelezen = VW_VALIDEER([kop, [2020.0, "GM0888", "Beek (L.)", 2.7]], "Maatstaven")
    # In reading order: of the table as a whole before that of a row.
    assert gelezen == [["in orde"], een, ["Melding: rij 2, kolom 3: 'Beek (L.)' is gelezen als 'Beek'"]]


def test_every_sheet_of_the_example_is_in_order_as_a_range(invoer):
    from openpyxl import load_workbook

    from xladdin.bereik import SOORTEN

    boek = load_workbook(invoer, data_only=True)
    assert set(boek.sheetnames) <= set(SOORTEN) | {"Toelichting", "Lijsten"}
    for soort in set(SOORTEN) & set(boek.sheetnames):
        cellen = [[float(c) if isinstance(c, int | float) else c for c in rij] for rij in boek[soort].values]
        assert VW_VALIDEER(cellen, soort)[0] == ["in orde"], soort


def test_one_name_in_two_regions_is_asked_about(monkeypatch, tmp_path):
    tekst = (REGIOS / "zuid-limburg.yaml").read_text(encoding="utf-8")
    anders = tekst.replace("regio: zuid-limburg", "regio: elders").replace("Jeugdhulpregio Zuid-Limburg", "Elders")
    (tmp_path / "elders.yaml").write_text(anders.replace("GM0888", "GM9988"), encoding="utf-8")
    monkeypatch.setenv(OMGEVING, str(tmp_path))
    with pytest.raises(XlwingsError) as fout:
        VW_GEMEENTECODE([["Beek"], ["Vaals"]])
    assert str(fout.value) == (
        "naam, rij 1, kolom 1: 'Beek' is de naam van meer dan één gemeente; zet zelf de code neer: "
        "GM9988 (Elders) of GM0888 (Jeugdhulpregio Zuid-Limburg)."
    )
    assert VW_GEMEENTECODE([["Vaals"]]) == [["GM0981"]]
