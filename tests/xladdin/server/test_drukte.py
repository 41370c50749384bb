"""Many at once: who says nothing shuts nobody out, large calls take turns, and files are in nobody's way."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import resource
import signal
import socket
import ssl
import sys
import termios
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import pytest

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process still has to read")
KOLOM = [*([[1.5]] * 100_000), *([[None]] * 948_576)]
"""A whole column of which much is filled: a call of 7 MB, that takes a turn."""
GEWICHTEN = [[450], [400], [250]]


@pytest.fixture(scope="module")
def krap(starter, start_met_project):
    """A server that may have few files open, and waits only shortly for who says nothing."""
    zacht, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # A child takes over what holds here at the moment that it starts.
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        return starter(programma=("-c", KRAP, start_met_project), omgeving={"kopseconden": "3"})
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (zacht, hard))


KRAP = (
    "import resource, runpy, sys\n"
    "resource.setrlimit(resource.RLIMIT_NOFILE, (200, 200))\n"
    "programma = sys.argv.pop(1)\n"
    "runpy.run_path(programma, run_name='__main__')\n"
)


def zwijgers(server, aantal, lijnen):
    """Connections that say nothing, not even who they are."""
    for _ in range(aantal):
        lijn = socket.create_connection(("127.0.0.1", server.poort), timeout=30)
        lijnen.callback(lijn.close)


def test_fourteen_hundred_connections_that_say_nothing_shut_nobody_out(server, client, roep):
    zacht, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4_000), hard))
    try:
        with ExitStack() as lijnen:
            zwijgers(server, 1_400, lijnen)
            begin = time.monotonic()
            # On a connection of its own, which has to be made now.
            with server.client(headers=server.sleutel) as nieuw:
                assert roep(nieuw, "VW_VERDEEL", [[1000]], GEWICHTEN).status_code == 200
            assert time.monotonic() - begin < 10
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (zacht, hard))


def test_as_many_files_may_be_open_as_the_system_allows(server):
    from xladdin.server.lus import HOOGSTE

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    tekst = Path(f"/proc/{server.proces.pid}/limits").read_text(encoding="ascii")
    (regel,) = (regel for regel in tekst.splitlines() if regel.startswith("Max open files"))
    assert int(regel.split()[3]) == min(hard, HOOGSTE)


def test_a_full_house_is_a_line_in_the_log_and_is_over_soon(krap, roep):
    with ExitStack() as lijnen:
        zwijgers(krap, 300, lijnen)
        krap.wacht_op(lambda: "de grens van open bestanden is bereikt" in krap.log)
        begin = time.monotonic()
        # Whoever says nothing is sent away after three seconds.
        with krap.client(headers=krap.sleutel) as nieuw:
            assert roep(nieuw, "VW_VERDEEL", [[1000]], GEWICHTEN).status_code == 200
        assert time.monotonic() - begin < 30
    (regel,) = (regel for regel in krap.regels if "open_bestanden" in regel)
    assert regel["open_bestanden"] == 200
    assert krap.log.count("de grens van open bestanden is bereikt") == 1


def test_who_stops_halfway_its_headers_is_cut_off_without_a_goodbye(krap):
    lijn = krap.vertrouwen.wrap_socket(
        socket.create_connection(("127.0.0.1", krap.poort), timeout=30), server_hostname="localhost"
    )
    with lijn:
        lijn.sendall(b"GET /gezond HTTP/1.1\r\nHost: localhost")
        begin = time.monotonic()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            assert lijn.recv(1) == b""
        assert time.monotonic() - begin < 15


def test_large_calls_take_turns_and_none_is_told_that_it_was_slow(server):
    antwoorden = []

    def vraag():
        with server.client(headers=server.sleutel) as een:
            antwoorden.append(een.post("/xlwings/custom-functions-call", content=body))

    body = json.dumps({"func_name": "VW_VERDEEL", "args": [[[1000]], KOLOM]}, separators=(",", ":")).encode()
    draden = [threading.Thread(target=vraag) for _ in range(6)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert [antwoord.status_code for antwoord in antwoorden] == [200] * 6
    assert {len(antwoord.json()["result"]) for antwoord in antwoorden} == {100_000}
    piek = Path(f"/proc/{server.proces.pid}/status").read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]
    assert int(piek) < 1_000_000


def test_more_filled_cells_than_any_region_has_are_refused(client, roep):
    zin = roep(client, "VW_VERDEEL", [[1000]], [[1]] * 200_001).text
    assert zin.startswith("gewichten: meer dan 200.000 gevulde cellen; kies een kleiner bereik. (vraag ")


def test_room_is_given_in_order_and_comes_back_from_who_leaves():
    import asyncio

    from xladdin.server.ruimte import Ruimte

    async def verloop():
        ruimte, volgorde = Ruimte(10, 2), []

        async def werk(naam, lengte, klaar):
            async with ruimte.neem(lengte):
                volgorde.append(naam)
                await klaar.wait()

        deuren = {naam: asyncio.Event() for naam in "abcde"}
        taken = {
            naam: asyncio.create_task(werk(naam, lengte, deuren[naam]))
            for naam, lengte in (("a", 8), ("b", 50), ("c", 3), ("d", 2), ("e", 3))
        }
        await asyncio.sleep(0)
        assert volgorde == ["a", "d"]
        taken["b"].cancel()
        await asyncio.sleep(0)
        deuren["a"].set()
        await asyncio.sleep(0.01)
        assert volgorde == ["a", "d", "c", "e"]
        for deur in deuren.values():
            deur.set()
        await asyncio.gather(*taken.values(), return_exceptions=True)
        async with asyncio.timeout(1), ruimte.neem(10):
            pass

    asyncio.run(verloop())


def test_a_large_call_lets_small_ones_go_first_and_goes_on_where_they_never_stop(monkeypatch):
    import asyncio

    from xladdin.server import ruimte as module

    monkeypatch.setattr(module, "GEDULD", 0.05)

    async def verloop():
        ruimte, volgorde = module.Ruimte(10, 2), []

        async def klein(klaar):
            async with ruimte.neem(1):
                await klaar.wait()
                volgorde.append("klein")

        async def groot(naam):
            async with ruimte.neem(5):
                await ruimte.wijk()
                volgorde.append(naam)

        await groot("niemand")
        klaar, nooit = asyncio.Event(), asyncio.Event()
        eerst = asyncio.create_task(klein(klaar))
        await asyncio.sleep(0)
        taak = asyncio.create_task(groot("daarna"))
        await asyncio.sleep(0)
        assert volgorde == ["niemand"]
        klaar.set()
        await taak
        assert volgorde == ["niemand", "klein", "daarna"]
        altijd = asyncio.create_task(klein(nooit))
        await asyncio.sleep(0)
        await groot("toch")
        assert volgorde[-1] == "toch"
        nooit.set()
        await asyncio.gather(eerst, altijd)

    asyncio.run(verloop())


def test_an_answer_leaves_at_once_and_does_not_wait_for_the_other_side(server):
    inhoud = json.dumps({"func_name": "VW_VERDEEL", "args": [[[1000]], GEWICHTEN]}).encode()
    koppen = f"Host: localhost:{server.poort}\r\nContent-Length: {len(inhoud)}\r\n"
    koppen += "".join(f"{naam}: {waarde}\r\n" for naam, waarde in server.sleutel.items())
    vraag = f"POST /xlwings/custom-functions-call HTTP/1.1\r\n{koppen}\r\n".encode() + inhoud
    duur = []
    with server.vertrouwen.wrap_socket(
        socket.create_connection(("127.0.0.1", server.poort), timeout=30), server_hostname="localhost"
    ) as lijn:
        for _ in range(60):
            begin = time.perf_counter()
            lijn.sendall(vraag)
            antwoord = b""
            while not antwoord.endswith(b"}"):
                antwoord += lijn.recv(65_536)
            duur.append(time.perf_counter() - begin)
            assert antwoord.startswith(b"HTTP/1.1 200")
    # A new connection is told at once that its bytes arrived; later on the system waits 40 ms with it.
    assert min(duur[30:]) < 0.03


def upload(client, naam, inhoud):
    return client.post("/vw/valideer", content=inhoud, headers={"X-Bestandsnaam": naam})


def veel_fouten():
    regels = [f"2020;GM0888;Beek;{plek}x" for plek in range(1_500)]
    return "\n".join(["Peiljaar;Gemeentecode;Gemeente;Jongeren", *regels]).encode()


def test_a_file_is_read_and_marked_beside_the_server_and_names_a_thousand_findings(server, client):
    antwoord = upload(client, "fout.csv", veel_fouten()).json()
    assert len(antwoord["bevindingen"]) == 1_000
    assert antwoord["meer"] >= 500
    assert any("pandas" in Path(f"/proc/{kind}/maps").read_text(encoding="utf-8") for kind in server.lezers())


def test_where_nothing_is_to_be_marked_no_copy_is_made(client):
    assert upload(client, "leeg.xlsx", b"geen werkmap").json()["gemerkt"] is None


@pytest.fixture
def langzaam(starter, invoer):
    """A server that has a file in hand for as long as the test wants: its reader stands still until it may go on."""

    @contextmanager
    def doe(*woorden):
        server = starter(*woorden)
        with server.client(headers=server.sleutel) as client:
            upload(client, "eerst.xlsx", invoer.read_bytes())
            (lezer,) = server.lezers()
            os.kill(lezer, signal.SIGSTOP)
            antwoorden = []
            draad = threading.Thread(target=lambda: antwoorden.append(upload(client, "in.xlsx", invoer.read_bytes())))
            draad.start()
            try:
                with open(f"/proc/{lezer}/fd/0", "rb") as vraag:  # noqa: PTH123 (Path.open would not do either)
                    server.wacht_op(lambda: any(fcntl.ioctl(vraag, termios.FIONREAD, bytes(4))))
                yield server, lezer, antwoorden
            finally:
                if Path(f"/proc/{lezer}").exists():
                    os.kill(lezer, signal.SIGCONT)
                draad.join()

    return doe


@LINUX
def test_a_plan_that_must_be_read_does_not_wait_for_the_file_of_another(langzaam, roep):
    with langzaam() as (server, _, antwoorden), server.client(headers=server.sleutel) as ander:
        antwoord = roep(ander, "VW_BIJDRAGE", "Beek", 2021, None, "zuid-limburg-2021")
        assert antwoord.json()["result"] == [[109040.03]]
        assert not antwoorden
    assert antwoorden[0].json()["goed"]


@LINUX
@pytest.mark.parametrize("soort", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_file_in_hand_is_read_to_its_end_when_the_server_is_asked_to_stop(langzaam, soort):
    with langzaam() as (server, _, antwoorden):
        server.vraag(soort)
    assert antwoorden[0].json()["goed"]
    assert server.proces.wait(60) == 0
    assert server.uitvoer.endswith("De server is gestopt.\n")
    assert all(regel["niveau"] == "info" for regel in server.regels), server.log


@LINUX
def test_who_does_not_want_to_wait_for_it_asks_twice_and_nothing_is_left_at_work(langzaam):
    with langzaam() as (server, lezer, antwoorden):
        server.vraag(signal.SIGINT)
        server.wacht_op(lambda: not server.luistert())
        server.vraag(signal.SIGINT)
        assert server.proces.wait(60) == 0
    assert antwoorden[0].json()["fout"] == "De server stopt; probeer het over een halve minuut opnieuw."
    server.wacht_op(lambda: not Path(f"/proc/{lezer}").exists())


def test_formulas_answer_beside_files_of_others(server, client, roep, invoer):
    def duur():
        begin = time.perf_counter()
        assert roep(client, "VW_VERDEEL", [[1000]], GEWICHTEN).status_code == 200
        return time.perf_counter() - begin

    upload(client, "eerst.xlsx", invoer.read_bytes())
    stop = threading.Event()

    def druk():
        with server.client(headers=server.sleutel) as een:
            while not stop.is_set():
                upload(een, "steeds.xlsx", invoer.read_bytes())

    rustig = median(duur() for _ in range(40))
    draad = threading.Thread(target=druk)
    draad.start()
    try:
        naast = median(duur() for _ in range(40))
    finally:
        stop.set()
        draad.join()
    # The benchmark holds the bound itself on a machine of its own; on a busy one this shows that nobody stands still.
    assert naast < max(3 * rustig, 0.1)
