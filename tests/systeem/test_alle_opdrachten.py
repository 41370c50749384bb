"""Every command, disturbed in every way that a computer can: what stood there stays, or the new is there and whole.

Each is told in one sentence of Dutch; nothing is left behind.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from tafel import ELDERS, LEZEN, SCHRIJVEN, Proef, opdrachten

from templates.werkmap.wegschrijven import HALF

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="deze tests storen een opdracht zoals Linux dat kan")

ALLE = (*SCHRIJVEN, *LEZEN)
ZONDER_PDF = tuple(proef for proef in SCHRIJVEN if "--pdf" not in proef.args)
"""Where a letter as PDF too makes no difference but time."""
DRUK = frozenset({"plan", "afrekening", "valideer", "controleer", "tel"})
"""Stopped by both signals at both ends; of the others each signal at one."""
NIET_UTF_8 = "\udce9"
KLAD = ".verdeelwijzer-"
ENGELS = (
    "Traceback", "Errno", "Permission", "No space", "Read-only", "too long", "Not a directory", "Is a directory",
    "Fout in Verdeelwijzer zelf",
)  # fmt: skip


def bij(proeven: tuple[Proef, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("proef", proeven, ids=lambda proef: proef.naam)


def zin_van(gedaan, *uitgangen: int) -> str:
    """The line that says in Dutch what went wrong."""
    assert gedaan.uitgang in uitgangen, (gedaan.uitgang, gedaan.fout, gedaan.uit)
    assert not [woord for woord in ENGELS if woord in gedaan.fout], gedaan.fout
    return next(regel for regel in reversed(gedaan.fout.splitlines()) if not regel.startswith("Uitleg:")).strip()


def is_klad(naam: str) -> bool:
    """Whether it is something that a run uses for itself; the secret of the forms is not."""
    return any(deel.startswith(KLAD) and not deel.endswith("geheim") for deel in Path(naam).parts)


def ging_goed(gedaan) -> None:
    assert gedaan.uitgang == 0, (gedaan.uitgang, gedaan.fout, gedaan.uit)
    assert not [woord for woord in ENGELS if woord in gedaan.fout], gedaan.fout


def is_gedaan(proef: Proef, werkplek, voor: Mapping[str, bytes], heel) -> bool:
    """Whether the command did all that it does when nobody disturbs it, and nothing else."""
    nu, hoort = werkplek.inhoud(), {**voor, **heel(proef).erbij}
    return nu == hoort if proef.zelfde else set(nu) == set(hoort)


def test_every_command_is_among_them():
    gehad = {proef.opdracht for proef in ALLE}
    assert gehad | set(ELDERS) == opdrachten()
    assert not gehad & set(ELDERS)


@bij(ZONDER_PDF)
def test_of_two_runs_at_once_one_is_told_to_wait(proef: Proef, werkplek, heel):
    """The second comes when the first has made everything and is about to give it its name."""
    voor, wacht = werkplek.inhoud(), werkplek.map / "tijdelijk"
    eerste = werkplek.vork.begin(werkplek.map, proef.met(), bij_hernoemen=1, doe_dan=str(wacht))
    tot = time.monotonic() + 60
    while not (wacht / "bezig").exists():
        assert time.monotonic() < tot
        time.sleep(0.005)
    tweede = werkplek(proef.met(overschrijf=True))
    (wacht / "ga").touch()
    ging_goed(werkplek.vork.wacht(eerste))
    zin = zin_van(tweede, 1)
    assert "een andere opdracht schrijft op dit moment in '" in zin
    assert zin.endswith("Er is niets gewijzigd.")
    for naam in ("bezig", "ga"):
        (wacht / naam).unlink()
    assert is_gedaan(proef, werkplek, voor, heel), set(werkplek.inhoud()) ^ {*voor, *heel(proef).erbij}
    assert werkplek.resten() == []


@bij(SCHRIJVEN)
def test_what_is_killed_between_two_renames_is_whole_or_says_that_it_is_not(proef: Proef, werkplek, heel):
    voor, erbij = werkplek.inhoud(), heel(proef).erbij
    gedood = werkplek(proef.met(), bij_hernoemen=min(2, heel(proef).hernoemd), doe_dan="SIGKILL")
    assert gedood.uitgang == -9
    nu = {naam: deel for naam, deel in werkplek.inhoud().items() if not is_klad(naam)}
    over = {naam: deel for naam, deel in nu.items() if Path(naam).name != HALF}
    assert set(over) <= {*voor, *erbij}
    assert set(voor) <= set(over)
    for naam, deel in over.items() if proef.zelfde else ():
        assert deel in (voor.get(naam), erbij.get(naam)), naam
    geplaatst = [naam for naam in erbij if naam in over and over[naam] != voor.get(naam)]
    # The old input is kept first, beside it: with the new one not yet there, nothing is half.
    if 0 < len(geplaatst) < len(erbij) and not proef.vast:
        assert [naam for naam in nu if Path(naam).name == HALF]
    ging_goed(werkplek(proef.met(overschrijf=True)))
    if not proef.vast:
        assert is_gedaan(proef, werkplek, voor, heel)
    assert not [naam for naam in werkplek.inhoud() if Path(naam).name == HALF]
    assert werkplek.resten() == []


@bij(ZONDER_PDF)
def test_a_folder_that_may_only_be_read_is_said(proef: Proef, werkplek, heel):
    voor = werkplek.inhoud()
    werkplek.map.chmod(0o555)
    gedaan = werkplek(proef.met(), zonder_voorrecht=True)
    werkplek.map.chmod(0o755)
    assert "is niet te schrijven." in zin_van(gedaan, 1)
    assert werkplek.inhoud() == voor
    assert werkplek.resten() == []


@bij(ZONDER_PDF)
def test_a_file_where_a_folder_should_be_is_said(proef: Proef, werkplek):
    if proef.vast:
        return
    voor = werkplek.inhoud()
    zin = zin_van(werkplek(proef.met(f"cijfers.csv/{proef.doel}", overschrijf=True)), 1, 2)
    assert "bestand" in zin
    assert werkplek.inhoud() == voor
    assert werkplek.resten() == []


@bij(ZONDER_PDF)
def test_a_name_that_is_too_long_is_said(proef: Proef, werkplek):
    if proef.vast:
        return
    voor = werkplek.inhoud()
    lang = f"{'x' * 300}{'' if proef.map else Path(proef.doel).suffix}"
    assert "de naam is te lang" in zin_van(werkplek(proef.met(lang)), 1)
    assert werkplek.inhoud() == voor
    assert werkplek.resten() == []


@bij((*ZONDER_PDF, *LEZEN))
def test_a_name_that_is_not_utf_8_is_a_name(proef: Proef, werkplek, heel, vork_zonder_taal):
    """Of what is read, of what is written and of the folder around it; in the plainest language that a computer has."""
    args, namen = proef.met(f"uit-{NIET_UTF_8}/{proef.doel}"), {}
    for plek, arg in enumerate(args):
        pad = werkplek.map / arg
        if pad.is_dir():
            for binnen in pad.glob("*.xlsx"):
                namen[binnen.name] = binnen.rename(binnen.with_name(f"{NIET_UTF_8}-{binnen.name}")).name
        elif pad.suffix in (".xlsx", ".csv") and pad.is_file() and not proef.vast:
            args[plek] = str(Path(arg).with_name(f"{NIET_UTF_8}-{pad.name}"))
            pad.rename(werkplek.map / args[plek])
    voor, gedaan = werkplek.inhoud(), vork_zonder_taal(werkplek.map, args)
    if proef.opdracht == "tel":
        assert "heeft tekens die het telprogramma niet kent. Geef het bestand een naam" in zin_van(gedaan, 2)
        assert werkplek.inhoud() == voor
        return
    ging_goed(gedaan)
    erbij = {naam for naam in werkplek.inhoud() if naam not in voor}
    if proef.doel and not proef.vast:
        hoort = {naam for naam in heel(proef).erbij if proef.opdracht != "plan" or proef.args[1] != "invoeren"}
        assert {f"uit-{NIET_UTF_8}/{naam}" for naam in hoort} <= erbij
        assert erbij


@bij(ZONDER_PDF)
def test_a_disk_that_is_full_is_said_and_changes_nothing(proef: Proef, volle_schijf):
    voor = volle_schijf.inhoud()
    zin = zin_van(volle_schijf(proef.met()), 1)
    assert "past niet op de schijf. Maak ruimte en probeer het opnieuw. Er is niets gewijzigd." in zin
    assert volle_schijf.inhoud() == voor
    assert volle_schijf.resten() == []


@bij((*ZONDER_PDF, *LEZEN))
def test_a_closed_output_changes_nothing(proef: Proef, werkplek, heel):
    voor = werkplek.inhoud()
    ging_goed(werkplek(proef.met(), dicht=("stdout", "stderr")))
    assert is_gedaan(proef, werkplek, voor, heel)
    assert werkplek.resten() == []


@pytest.mark.parametrize(
    ("proef", "soort", "plek"),
    [
        pytest.param(proef, soort, plek, id=f"{proef.naam}-{soort}-{plek}")
        for nummer, proef in enumerate((*ZONDER_PDF, *LEZEN))
        for plek, deel in (("eerste", 0), ("laatste", 1))
        for soort, even in (("SIGINT", 0), ("SIGTERM", 1))
        if proef.opdracht in DRUK or (nummer + deel) % 2 == even
    ],
)
def test_a_request_to_stop_in_the_first_or_the_last_moment_is_one_sentence(
    proef: Proef, soort: str, plek: str, werkplek, heel
):
    voor = werkplek.inhoud()
    gedaan = werkplek(proef.met(), bij=1 if plek == "eerste" else heel(proef).momenten, doe_dan=soort)
    woord, uitgang = {"SIGINT": ("Afgebroken", 130), "SIGTERM": ("Gestopt", 143)}[soort]
    if plek == "laatste" and gedaan.uitgang == 0:
        ging_goed(gedaan)
        assert is_gedaan(proef, werkplek, voor, heel)
    else:
        assert zin_van(gedaan, uitgang) == f"{woord}; er is niets half geschreven."
        assert werkplek.inhoud() == voor or is_gedaan(proef, werkplek, voor, heel)
    assert werkplek.resten() == []


@pytest.mark.parametrize("stap", range(1, 8))
@bij((*ZONDER_PDF, *LEZEN))
def test_a_request_to_stop_at_any_moment_leaves_nothing_behind(proef: Proef, stap: int, werkplek, heel):
    """All is there, as nobody asked, or nothing; also the locks and folders that a run uses are gone."""
    voor = werkplek.inhoud()
    soort, uitgang = (("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129))[stap % 3]
    gedaan = werkplek(proef.met(), bij=max(1, heel(proef).momenten * stap // 8), doe_dan=soort)
    if gedaan.uitgang:
        assert zin_van(gedaan, uitgang).endswith("; er is niets half geschreven.")
    assert werkplek.inhoud() == voor or is_gedaan(proef, werkplek, voor, heel)
    assert werkplek.resten() == []
