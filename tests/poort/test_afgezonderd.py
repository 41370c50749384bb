"""A reader in a process of its own: whatever it does, the caller gets a value or a sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import FrozenInstanceError
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from schemas.afgezonderd import KindFout, Werker, in_eigen_proces
from schemas.afgezonderduitpakken import BeperkteUnpickler, VerkeerdAntwoord
from schemas.fouten import Bevinding, InvoerFouten
from schemas.inname import lees_werkboek
from schemas.lezer import lees_kop
from schemas.lezers.bladen import lees_bladen
from schemas.poort import Geweigerd, Kenmerk, poort

pytestmark = pytest.mark.filterwarnings("error")
posix = pytest.mark.skipif(sys.platform == "win32", reason="this limit needs an operating system that has it")


@pytest.fixture
def werker():
    """A process of this test alone."""
    with Werker() as eigen:
        yield eigen


def vraag(werker, functie, *args, seconden=60.0, megabytes=500):
    return werker.doe(functie, args, seconden, megabytes, "opgave.xlsx")


def test_a_value_comes_back_as_it_was(werker):
    assert vraag(werker, Decimal, "27584.03") == Decimal("27584.03")
    assert vraag(werker, sorted, [(2, "b"), (1, "a")]) == [(1, "a"), (2, "b")]


def test_one_process_serves_many_files(werker):
    assert len({vraag(werker, os.getpid) for _ in range(5)}) == 1
    assert vraag(werker, os.getpid) != os.getpid()


def test_an_endless_reader_is_stopped_with_a_sentence(werker):
    with pytest.raises(Geweigerd) as gevangen:
        vraag(werker, time.sleep, 3_600, seconden=0.5)
    assert gevangen.value.kenmerk is Kenmerk.TIJD
    assert str(gevangen.value) == (
        "Geweigerd: opgave.xlsx is na 0,5 seconden nog niet gelezen; "
        "kopieer alleen de tabel met cijfers naar een nieuwe werkmap en stuur die."
    )


@posix
def test_a_reader_that_wants_all_memory_is_refused_with_a_sentence(werker):
    with pytest.raises(Geweigerd) as gevangen:
        vraag(werker, bytes, 10**12)
    assert gevangen.value.kenmerk is Kenmerk.GEHEUGEN
    assert "opgave.xlsx vraagt bij het lezen meer dan 500 MB geheugen" in str(gevangen.value)


@posix
def test_the_limit_on_memory_holds_for_this_file_and_not_for_the_next(werker):
    with pytest.raises(Geweigerd):
        vraag(werker, bytes, 300_000_000, megabytes=100)
    assert len(vraag(werker, bytes, 300_000_000, megabytes=1_000)) == 300_000_000


@pytest.mark.parametrize(("functie", "args"), [(os._exit, (3,)), (os.abort, ()), (sys.exit, (1,)), (len, (3,))])
def test_a_reader_that_falls_over_is_a_sentence_and_the_cause_is_kept_for_us(werker, functie, args):
    with pytest.raises(Geweigerd) as gevangen:
        vraag(werker, functie, *args)
    assert gevangen.value.kenmerk is Kenmerk.VASTGELOPEN
    assert isinstance(gevangen.value.__cause__, KindFout)
    assert str(gevangen.value.__cause__)


def test_after_a_crash_the_next_file_is_read(werker):
    eerste = vraag(werker, os.getpid)
    with pytest.raises(Geweigerd):
        vraag(werker, os._exit, 1)
    assert vraag(werker, os.getpid) not in (eerste, os.getpid())


def test_a_process_that_died_while_it_waited_is_replaced(werker):
    eerste = vraag(werker, os.getpid)
    werker._proces.kill()
    werker._proces.wait()
    assert vraag(werker, os.getpid) != eerste


@posix
def test_no_process_stays_behind(werker):
    nummer = vraag(werker, os.getpid)
    werker.sluit()
    with pytest.raises(ProcessLookupError):
        os.kill(nummer, 0)


@posix
@pytest.mark.parametrize("soort", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_who_stops_a_service_asks_all_of_its_processes_and_the_reader_leaves_it_to_its_parent(werker, soort):
    assert vraag(werker, signal.raise_signal, getattr(signal, soort)) is None


@posix
def test_a_reader_ends_with_its_parent_also_halfway_a_file(tmp_path):
    code = (
        "import os, time\nfrom schemas.afgezonderd import Werker\nwerker = Werker()\n"
        "print(werker.doe(os.getpid, (), 60, 500, ''), flush=True)\nwerker.doe(time.sleep, (60,), 60, 500, '')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as ouder:
        assert ouder.stdout is not None
        lezer = int(ouder.stdout.readline())
        ouder.kill()
    einde = time.monotonic() + 10
    while time.monotonic() < einde and _leeft(lezer):
        time.sleep(0.02)
    assert not _leeft(lezer)


def _leeft(nummer):
    """Whether a process runs, and does not only wait to be collected."""
    stand = subprocess.run(["ps", "-o", "stat=", "-p", str(nummer)], capture_output=True, text=True, check=False).stdout
    return bool(stand.strip()) and not stand.startswith("Z")


def test_what_a_reader_prints_goes_nowhere(werker, capfd):
    vraag(werker, print, "lek")
    vraag(werker, os.write, 1, b"lek")
    vraag(werker, os.write, 2, b"lek")
    vraag(werker, os.system, "echo lek")
    assert capfd.readouterr() == ("", "")
    assert vraag(werker, len, "goed") == 4


def test_a_reader_that_asks_the_keyboard_gets_nothing(werker):
    with pytest.raises(Geweigerd):
        vraag(werker, input)
    assert vraag(werker, len, "goed") == 4


@posix
def test_a_reader_writes_nothing_in_a_file(werker, tmp_path):
    with pytest.raises(Geweigerd):
        vraag(werker, Path.write_bytes, tmp_path / "lek", b"lek")
    assert not (tmp_path / "lek").exists() or (tmp_path / "lek").stat().st_size == 0


def test_a_user_error_comes_back_as_it_was_raised(werker, tmp_path):
    boek = openpyxl.Workbook()
    boek.active.title = "Plan"
    boek.active.append(["Veld", "Waarde"])
    boek.save(tmp_path / "a.xlsx")
    with pytest.raises(InvoerFouten) as gevangen:
        vraag(werker, lees_kop, lees_werkboek(tmp_path / "a.xlsx"))
    assert gevangen.value.bestand == "a.xlsx"
    assert all(isinstance(fout, Bevinding) for fout in gevangen.value.fouten)
    assert str(gevangen.value).startswith("a.xlsx is niet bruikbaar")


def test_a_refusal_comes_back_with_its_kind():
    with pytest.raises(Geweigerd) as gevangen:
        in_eigen_proces(poort, b"", "leeg.xlsx")
    assert (gevangen.value.kenmerk, gevangen.value.naam) == (Kenmerk.LEEG, "leeg.xlsx")


def test_a_workbook_read_there_is_the_workbook_read_here(invoer):
    daar = in_eigen_proces(lees_bladen, invoer.read_bytes(), "xlsx", "a.xlsx")
    assert daar == lees_bladen(invoer.read_bytes(), "xlsx", "a.xlsx")
    with pytest.raises(FrozenInstanceError):
        daar.bladen = ()  # type: ignore[misc]


class _Kwaad:
    """What a process that was taken over might send: on unpacking it would run a command."""

    def __reduce__(self):
        return os.system, ("echo kwaad",)


def test_an_answer_runs_nothing_when_it_is_unpacked(werker, capfd):
    import io
    import pickle

    with pytest.raises(VerkeerdAntwoord, match="system"):
        BeperkteUnpickler(io.BytesIO(pickle.dumps(_Kwaad()))).load()
    for functie in (os.system, Werker, lees_werkboek, Path.home):
        with pytest.raises(VerkeerdAntwoord):
            BeperkteUnpickler(io.BytesIO(pickle.dumps(functie))).load()
    assert capfd.readouterr().out == ""


def test_an_answer_of_a_type_that_is_not_allowed_is_a_sentence(werker):
    with pytest.raises(Geweigerd) as gevangen:
        vraag(werker, os.stat, ".")
    assert gevangen.value.kenmerk is Kenmerk.VASTGELOPEN


def test_a_function_that_cannot_be_sent_is_our_own_mistake_and_says_so(werker):
    with pytest.raises((AttributeError, TypeError, Exception), match=r"pickle|local"):
        vraag(werker, lambda: 3)


def test_the_current_folder_is_not_on_the_path_of_the_reader(werker, tmp_path, monkeypatch):
    (tmp_path / "python_calamine.py").write_text("raise SystemExit('kwaad')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    (blad,) = vraag(werker, lees_bladen, _boek(tmp_path).read_bytes(), "xlsx", "b.xlsx").bladen
    assert blad.naam == "Sheet"


def _boek(map_: Path) -> Path:
    openpyxl.Workbook().save(map_ / "b.xlsx")
    return map_ / "b.xlsx"
