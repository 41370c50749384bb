"""What the project says of itself is true: version, licence, packaging, README, help."""

from __future__ import annotations

import configparser
import importlib
import os
import re
import shlex
import shutil
import sysconfig
from collections.abc import Iterator
from datetime import date
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import cast

import click
import openpyxl
import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from ruamel.yaml import YAML

from calc.notatie import datum

ROOT = Path(__file__).parents[1]
NAAM = "verdeelwijzer"
PAKKETTEN = ("calc", "schemas", "cli", "xladdin", "templates")
BLADZIJDEN = ("README.md", "docs/handleiding.md", "docs/excel.md", "docs/tellen.md")
DIENST = ["addin", "start"]
"""Serves until somebody stops it; the tests of the server start it."""
TESTOPDRACHT = "python3 -m venv .venv && .venv/bin/pip install tox && .venv/bin/tox"
EERSTE_OPDRACHT = (
    "python3 -m venv .venv && .venv/bin/pip install . "
    "&& .venv/bin/verdeelwijzer plan zuid-limburg-2021 --naar plan-2021"
)


def lees(bestand: str) -> str:
    return (ROOT / bestand).read_text(encoding="utf-8")


def codeblokken(bestand: str, taal: str) -> list[str]:
    return re.findall(rf"^```{taal}\n(.*?)^```$", lees(bestand), flags=re.M | re.S)


def voorbeeldopdrachten(bestand: str) -> list[list[str]]:
    """Every example of the command that a page gives, as a list of arguments."""
    return [
        shlex.split(regel)[1:]
        for blok in codeblokken(bestand, "sh")
        for regel in blok.splitlines()
        if regel.startswith(f"{NAAM} ")
    ]


# --- packaging


@pytest.mark.parametrize("pakket", PAKKETTEN)
def test_no_other_distribution_owns_our_package_names(pakket):
    assert set(metadata.packages_distributions().get(pakket, [NAAM])) == {NAAM}


@pytest.mark.parametrize("pakket", PAKKETTEN)
def test_every_file_of_a_package_is_installed_with_it(pakket):
    hier = ROOT / pakket
    bestanden = {pad.relative_to(hier).as_posix() for pad in hier.rglob("*") if pad.is_file() and pad.suffix != ".pyc"}
    daar = Path(str(importlib.import_module(pakket).__file__)).parent
    assert "py.typed" in bestanden
    assert [bestand for bestand in sorted(bestanden) if not (daar / bestand).is_file()] == []


@pytest.mark.skipif(
    "TOX_ENV_NAME" not in os.environ, reason="only under tox does the package stand apart from its source"
)
@pytest.mark.parametrize("pakket", PAKKETTEN)
def test_the_tests_run_on_the_installed_package(pakket):
    assert Path(str(importlib.import_module(pakket).__file__)).is_relative_to(sysconfig.get_path("purelib"))


# --- licences

VRIJ = re.compile(r"BSD|MIT|Apache|Python Software Foundation|PSF|0BSD|Zlib|CC0|ISC|Unlicense|HPND", re.I)


def licenties(distributie: metadata.Distribution) -> list[str]:
    """The licences that a distribution claims, each on its own, from the best field that it fills in."""
    # What it is, though its type does not say so.
    velden = cast("Message", distributie.metadata)
    if uitdrukking := velden.get("License-Expression"):
        return re.split(r"\s+(?:AND|OR)\s+", uitdrukking.replace("(", "").replace(")", ""))
    keurmerken = [
        stuk.rpartition("::")[2].strip() for stuk in velden.get_all("Classifier") or [] if stuk.startswith("License ::")
    ]
    return [merk for merk in keurmerken if merk != "Dual License"] or [velden.get("License") or "onbekend"]


def nodig(naam: str, extra: str = "") -> Iterator[str]:
    """What a distribution needs on this machine, and theirs: for itself, or for one of its extras."""
    gezien: set[tuple[str, str]] = set()
    wachtrij = [(naam, extra)]
    while wachtrij:
        wie, waarvoor = wachtrij.pop()
        for eis in map(Requirement, metadata.requires(wie) or []):
            if eis.marker is not None and not eis.marker.evaluate({"extra": waarvoor}):
                continue
            for verder in ("", *eis.extras):
                if (eis.name, verder) not in gezien:
                    gezien.add((eis.name, verder))
                    wachtrij.append((eis.name, verder))
                    yield eis.name


NIET_VRIJ = {
    "xlwings-server": "free for a government, and not for everyone: docs/excel.md says so",
    "certifi": "MPL-2.0: a list of certificates, used as it is",
    "bidict": "MPL-2.0: used as it is",
}
"""What comes with an extra only and is not as free as the rest, and why it may be there."""
ZELF_GELEZEN = {"aiocache": "Redistribution and use in source and binary forms, with or without modification"}
"""Whoever says nothing of its licence in its metadata has it in a file: how that begins (this one is BSD)."""


def test_everything_a_user_installs_has_a_permissive_licence():
    gevonden = {naam: licenties(metadata.distribution(naam)) for naam in nodig(NAAM)}
    assert {"click", "pandas", "numpy", "xlwings"} <= set(gevonden)
    assert {naam: lijst for naam, lijst in gevonden.items() if not all(VRIJ.search(stuk) for stuk in lijst)} == {}


@pytest.mark.parametrize("extra", sorted(metadata.metadata(NAAM).get_all("Provides-Extra") or []))
def test_what_comes_with_an_extra_has_a_permissive_licence_too(extra: str):
    try:
        gevonden = {naam: licenties(metadata.distribution(naam)) for naam in nodig(NAAM, extra)}
    except metadata.PackageNotFoundError as fout:
        pytest.skip(f"extra {extra} is not installed here: {fout}")
    onvrij = {naam for naam, lijst in gevonden.items() if not all(VRIJ.search(stuk) for stuk in lijst)}
    assert {naam for naam in onvrij if not _staat_in_licentie(naam)} <= NIET_VRIJ.keys()


def _staat_in_licentie(naam: str) -> bool:
    teksten = (f.read_text() for f in metadata.files(naam) or [] if "LICEN" in f.name.upper())
    return naam in ZELF_GELEZEN and any(ZELF_GELEZEN[naam] in tekst for tekst in teksten)


def vastgelegd() -> dict[str, str]:
    """The versions with which this release was tried, by name."""
    regels = [regel for regel in lees("constraints.txt").splitlines() if not regel.startswith("#")]
    return dict(regel.split("==") for regel in regels)


def test_every_dependency_has_the_version_with_which_it_was_tried():
    versies = vastgelegd()
    eisen = [Requirement(regel) for regel in metadata.requires(NAAM) or []]
    assert [eis.name for eis in eisen if canonicalize_name(eis.name) not in versies] == []
    buiten = {eis.name for eis in eisen if versies[canonicalize_name(eis.name)] not in eis.specifier}
    assert buiten == set()


def test_where_internals_are_used_a_later_version_is_kept_out():
    grenzen = {eis.name: str(eis.specifier) for eis in map(Requirement, metadata.requires(NAAM) or [])}
    van_binnen = ("click", "openpyxl", "xlwings", "uvicorn", "xlwings-server")
    assert [naam for naam in van_binnen if "<" not in grenzen[naam]] == []


def test_what_the_audit_could_not_look_up_is_no_answer():
    """Without the databases it found no hole in anything, and called that good."""
    tox = configparser.ConfigParser(interpolation=None)
    tox.read_string(lees("tox.ini"))
    assert "--strict" in tox["testenv:audit"]["commands"].split()


def test_no_file_of_tests_was_left_without_any():
    """This one was, for a night, and nothing said so."""
    bestanden = [pad for pad in (ROOT / "tests").rglob("test_*.py") if "__pycache__" not in pad.parts]
    assert len(bestanden) > 100
    leeg = [pad.name for pad in bestanden if not re.search(r"def test_|Test\w* = ", pad.read_text(encoding="utf-8"))]
    assert leeg == []


def test_there_is_a_private_way_to_report_a_hole():
    tekst = lees("SECURITY.md")
    assert "Report a vulnerability" in tekst
    assert "Do not open a public issue" in tekst


def test_the_licence_is_the_eupl():
    assert lees("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert metadata.metadata(NAAM)["License-Expression"] == "EUPL-1.2"


# --- version, changelog and publiccode.yml


def nieuwste_wijziging() -> tuple[str, str]:
    """Version and date of the newest release; what is being prepared stands above it."""
    koppen: list[tuple[str, str]] = re.findall(r"^## (\S+) – (.+)$", lees("CHANGELOG.md"), flags=re.M)
    return next(kop for kop in koppen if kop[1] != "in voorbereiding")


def test_the_changelog_tells_of_the_version_that_is_installed():
    assert nieuwste_wijziging()[0] == metadata.version(NAAM)


def test_files_that_the_changelog_names_exist():
    genoemd = [
        naam for rest in re.findall(r"Bestand: (.+)$", lees("CHANGELOG.md"), flags=re.M) for naam in rest.split(", ")
    ]
    assert genoemd
    assert [naam for naam in genoemd if not (ROOT / naam).exists()] == []


@pytest.fixture(scope="module")
def publiccode():
    return YAML(typ="safe", pure=True).load(lees("publiccode.yml"))


def test_publiccode_has_what_its_standard_demands(publiccode):
    sleutels = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"}
    assert sleutels | {"description", "legal", "maintenance", "localisation"} <= set(publiccode)
    assert publiccode["legal"] == {"license": "EUPL-1.2"}
    # Contacts must be people: without them only maintenance of type none is valid.
    assert publiccode["maintenance"] == {"type": "none"}
    for taal in ("nl", "en"):
        tekst = publiccode["description"][taal]
        assert len(tekst["shortDescription"]) <= 150
        assert 150 <= len(tekst["longDescription"]) <= 10_000
        assert tekst["features"]


def test_publiccode_and_changelog_agree_on_version_and_date(publiccode):
    dag = datum(date.fromisoformat(publiccode["releaseDate"]))
    assert (publiccode["softwareVersion"], dag) == nieuwste_wijziging()


# --- README


def test_the_readme_gives_the_two_commands_of_a_fresh_machine():
    blokken = codeblokken("README.md", "sh")
    assert f"{EERSTE_OPDRACHT}\n" in blokken
    assert f"{TESTOPDRACHT}\n" in blokken


def test_ci_runs_the_test_command_of_the_readme():
    patroon = re.search(r"grep -E '(.+)' README\.md", lees(".ci/run"))
    assert patroon
    assert re.findall(patroon[1], lees("README.md"), flags=re.M) == [TESTOPDRACHT]


@pytest.mark.parametrize("bestand", BLADZIJDEN)
def test_links_and_pictures_lead_somewhere(bestand):
    doelen = [doel for doel in re.findall(r"\]\(([^)]+)\)", lees(bestand)) if "://" not in doel]
    kwijt = []
    for doel in doelen:
        pad, _, anker = doel.partition("#")
        gevonden = (ROOT / bestand).parent / pad if pad else ROOT / bestand
        if not gevonden.is_file() or (anker and anker not in ankers(gevonden)):
            kwijt.append(doel)
    assert kwijt == []


def ankers(bestand: Path) -> set[str]:
    koppen = re.findall(r"^#+ (.+)$", bestand.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", kop.lower()).replace(" ", "-") for kop in koppen}


# --- the commands in help, README and manual


def opdrachten(groep: click.Group, pad: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command, with the words that call it."""
    for naam, opdracht in groep.commands.items():
        woorden = (*pad, naam)
        if isinstance(opdracht, click.Group):
            yield from opdrachten(opdracht, woorden)
        else:
            yield " ".join(woorden), opdracht


def alle_opdrachten() -> dict[str, click.Command]:
    from cli import main

    return dict(opdrachten(main))


def test_the_command_has_what_the_plan_needs():
    assert {"voorbeeld", "plan", "tabel", "verdeel", "valideer"} <= set(alle_opdrachten())


def test_every_command_and_option_has_help():
    zonder = []
    for naam, opdracht in alle_opdrachten().items():
        zonder += [naam] if not opdracht.help else []
        zonder += [
            f"{naam} {param.opts[0]}"
            for param in opdracht.params
            if isinstance(param, click.Option) and not param.help and not param.hidden
        ]
    assert zonder == []


def test_the_help_of_every_command_shows_an_example_of_it():
    zonder = []
    for naam in alle_opdrachten():
        hulp = CliRunner().invoke(importlib.import_module("cli").main, [*naam.split(), "--help"])
        assert hulp.exit_code == 0
        if not re.search(rf"Voorbeeld:\n\s+{NAAM} {naam}\s", hulp.output):
            zonder.append(naam)
    assert zonder == []


def test_every_command_has_its_place_in_the_readme():
    genoemd = {" ".join(woorden) + " " for woorden in voorbeeldopdrachten("README.md")}
    assert [naam for naam in alle_opdrachten() if not any(regel.startswith(f"{naam} ") for regel in genoemd)] == []


def invoer_van_2022() -> openpyxl.Workbook:
    """The example as an adviser has it a year later."""
    from templates.voorbeelden import voorbeeld

    bron = voorbeeld("zuid-limburg-2021")
    assert bron is not None
    boek = openpyxl.load_workbook(bron)
    (jaar,) = [rij[1] for rij in boek["Plan"].iter_rows() if rij[0].value == "Jaar"]
    jaar.value = 2022
    return boek


def opgave() -> openpyxl.Workbook:
    """What a municipality may send: invented figures in a loose table."""
    boek = openpyxl.Workbook()
    boek.active.append(["Gemeente", "Peiljaar", "Jongeren"])
    boek.active.append(["Beek", 2021, 3012])
    return boek


@pytest.mark.parametrize("bestand", BLADZIJDEN)
def test_the_examples_of_a_page_run_one_after_the_other(bestand, tmp_path, monkeypatch):
    from cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "cijfers.csv").write_text(codeblokken("README.md", "csv")[0], encoding="utf-8")
    invoer_van_2022().save(tmp_path / "invoer-2022.xlsx")
    opgave().save(tmp_path / "opgave.xlsx")
    (tmp_path / "regels-2021").mkdir()
    (tmp_path / "regels-2021" / "regels.csv").write_text(codeblokken("docs/tellen.md", "csv")[0], encoding="utf-8")
    uitgevoerd = voorbeeldopdrachten(bestand)
    assert uitgevoerd
    for woorden in uitgevoerd:
        if woorden[:2] == DIENST:
            continue
        uitkomst = CliRunner().invoke(main, woorden)
        assert uitkomst.exit_code == 0, f"{NAAM} {shlex.join(woorden)}\n{uitkomst.output}"


def test_the_command_is_installed_under_its_name():
    (ingang,) = metadata.entry_points(group="console_scripts", name=NAAM)
    assert ingang.value == "cli:main"
    assert shutil.which(NAAM, path=sysconfig.get_path("scripts"))
