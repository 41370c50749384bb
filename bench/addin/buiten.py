"""Over the network: the server with its workers, and a sheet full of advisers that recalculate at the same time."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median

from bench.addin.binnen import body_van, medianen
from bench.addin.dubbel import TRAAG, naam_van
from bench.addin.vragen import Vraag, van_de_dienst
from templates.voorbeelden import VOORBEELDEN

KLANTEN = 50
WERKERS = 2
RONDEN = 5
SECONDEN = 3.0
STARTTIJD = 60.0
MINSTE_DOORVOER = 0.7
TRAGE_AANROEP = 2.0
MEESTE_HINDER = 0.1
MEESTE_DRUKTE = 2.0
MEESTE_GEHEUGEN = 1024.0
TUSSENPOOS = 0.25
DENKTIJD = 1.0
PAD = "/xlwings/custom-functions-call"


@dataclass(frozen=True)
class Dienst:
    """A running server."""

    pid: int
    poort: int
    startcode: str
    certificaat: Path


@dataclass(frozen=True)
class Doorvoer:
    """Calls per second of a function and of its double; median over the rounds."""

    vraag: Vraag
    dubbel: float
    functie: float
    keer: float

    @property
    def gehaald(self) -> bool:
        return self.keer >= MINSTE_DOORVOER

    def __str__(self) -> str:
        return (
            f"{self.vraag.naam:<23}{self.vraag.wat:<28}{self.dubbel:>8.0f}{self.functie:>9.0f}{self.keer:>8.2f} ×   "
            f"≥ {MINSTE_DOORVOER:<4g}{_oordeel(self.gehaald)}"
        )


@dataclass(frozen=True)
class Hinder:
    """How long a call takes, alone and beside one that is slow, in seconds."""

    alleen: float
    naast: float
    langst: float

    @property
    def gehaald(self) -> bool:
        return self.langst - self.alleen < MEESTE_HINDER

    def __str__(self) -> str:
        return (
            f"{f'naast een aanroep van {TRAGE_AANROEP:g} s, één werker':<51}{self.alleen * 1000:>8.1f}"
            f"{self.naast * 1000:>9.1f}{self.langst * 1000:>8.1f}     < +{MEESTE_HINDER * 1000:<4g}"
            f"{_oordeel(self.gehaald)}"
        )


@dataclass(frozen=True)
class Drukte:
    """How long a formula takes, quietly and beside two whole columns and a file, in seconds; medians."""

    rustig: float
    druk: float
    geheugen: float
    """Megabytes of the server with all its processes, at most, while all of them ask a whole column."""

    @property
    def gehaald(self) -> bool:
        return self.druk < MEESTE_DRUKTE * self.rustig and self.geheugen < MEESTE_GEHEUGEN

    def __str__(self) -> str:
        druk, geheugen = self.druk < MEESTE_DRUKTE * self.rustig, self.geheugen < MEESTE_GEHEUGEN
        return (
            f"{f'{KLANTEN} klanten, waarvan 2 met een hele kolom, 1 bestand':<51}{self.rustig * 1000:>8.1f}"
            f"{self.druk * 1000:>9.1f}{self.druk / self.rustig:>8.2f} ×   < {MEESTE_DRUKTE:<4g}{_oordeel(druk)}\n"
            f"{f'daarna alle {KLANTEN} een hele kolom tegelijk: geheugen':<51}{'':>8}"
            f"{self.geheugen:>9.0f} MB{'':>7}< {MEESTE_GEHEUGEN:<4g} {_oordeel(geheugen)}"
        )


def _oordeel(gehaald: bool) -> str:
    return "✓ gehaald" if gehaald else "✗ niet gehaald"


KOP = f"{f'{KLANTEN} klanten, {WERKERS} werkers':<51}{'leeg':>8}{'functie':>9}   (aanroepen per seconde, mediaan)"


KOP_DRUKTE = f"{'':<51}{'rustig':>8}{'druk':>9}   (ms, mediaan van een formule)"
KOP_HINDER = f"{'':<51}{'alleen':>8}{'ernaast':>9}{'langst':>8}   (ms; mediaan, mediaan, langste)"


def meet_doorvoer() -> list[Doorvoer]:
    """Every table of the service, turn about with its double."""
    with start_dienst(WERKERS) as dienst:
        return asyncio.run(_meet_doorvoer(dienst))


def meet_drukte() -> Drukte:
    """Fifty clients on two workers, of which two ask whole columns and one sends files."""
    with start_dienst(WERKERS) as dienst:
        return asyncio.run(_meet_drukte(dienst))


def meet_hinder() -> Hinder:
    """One worker, so that the slow call and the others are in the same process."""
    with start_dienst(1) as dienst:
        return asyncio.run(_meet_hinder(dienst))


@contextmanager
def start_dienst(werkers: int) -> Iterator[Dienst]:
    with socket.socket() as gat:
        gat.bind(("127.0.0.1", 0))
        poort = gat.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="bench-") as map, Path(os.devnull).open("w", encoding="utf-8") as nergens:
        opdracht = [sys.executable, "-m", "bench.addin.dienst", str(poort), str(werkers), map]
        with subprocess.Popen(opdracht, stdout=subprocess.PIPE, stderr=nergens, encoding="utf-8") as proces:
            assert proces.stdout is not None
            startcode = proces.stdout.readline().strip()
            if not startcode:
                raise SystemExit("de server startte niet; probeer: python -m bench.addin.dienst 8443 1 MAP")
            try:
                yield Dienst(proces.pid, poort, startcode, Path(map) / "localhost.pem")
            finally:
                proces.send_signal(signal.SIGTERM)


class Klant:
    """One connection that stays open, as a browser keeps it."""

    def __init__(self, dienst: Dienst, lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
        self._lezer = lezer
        self._schrijver = schrijver
        self._koppen = (
            f"Host: localhost:{dienst.poort}\r\nX-Bestandsnaam: plan.xlsx\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {dienst.startcode}\r\nAuth-Provider: lokaal\r\nContent-Length: "
        )

    async def roep(self, body: bytes, pad: str = PAD) -> bytes:
        self._schrijver.write(f"POST {pad} HTTP/1.1\r\n{self._koppen}{len(body)}\r\n\r\n".encode() + body)
        kop = (await self._lezer.readuntil(b"\r\n\r\n")).decode("latin-1")
        lengte = int(kop.lower().partition("content-length:")[2].split()[0])
        antwoord = await self._lezer.readexactly(lengte)
        if not kop.startswith("HTTP/1.1 200"):
            raise SystemExit(f"{body[:80]!r}: {kop.splitlines()[0]} {antwoord.decode()}")
        return antwoord

    def sluit(self) -> None:
        self._schrijver.close()


@asynccontextmanager
async def _klanten(dienst: Dienst, aantal: int) -> AsyncIterator[list[Klant]]:
    klanten: list[Klant] = []
    vertrouwen = ssl.create_default_context(cafile=str(dienst.certificaat))
    einde = time.monotonic() + STARTTIJD
    try:
        while len(klanten) < aantal:
            try:
                lijnen = await asyncio.open_connection("localhost", dienst.poort, ssl=vertrouwen)
            except OSError:
                if time.monotonic() > einde:
                    raise
                await asyncio.sleep(0.1)
                continue
            klanten.append(Klant(dienst, *lijnen))
        yield klanten
    finally:
        for klant in klanten:
            klant.sluit()


async def _meet_doorvoer(dienst: Dienst) -> list[Doorvoer]:
    vragen = van_de_dienst()
    paren = [
        (body_van(naam_van(vraag.naam, nummer), vraag.args), body_van(f"VW_{vraag.naam}", vraag.args))
        for nummer, vraag in enumerate(vragen)
    ]
    tempo: list[list[tuple[float, float]]] = [[] for _ in vragen]
    async with _klanten(dienst, KLANTEN) as klanten:
        for leeg, echt in paren:
            # Every worker has read its plan and made its pages before the first round.
            # Beside its result an answer names the plans it rests on; a double rests on none.
            antwoorden = {
                repr(json.loads(await klant.roep(body))["result"]) for klant in klanten for body in (leeg, echt)
            }
            if len(antwoorden) != 1:
                raise SystemExit(f"the workers or the double of {echt[:60]!r} answer otherwise")
        for ronde in range(RONDEN):
            for plek, (leeg, echt) in enumerate(paren):
                volgorde = (leeg, echt) if ronde % 2 else (echt, leeg)
                klok = {body: await _tempo(klanten, body) for body in volgorde}
                tempo[plek].append((klok[leeg], klok[echt]))
    return [Doorvoer(vraag, *medianen(paren)) for vraag, paren in zip(vragen, tempo, strict=True)]


async def _tempo(klanten: list[Klant], body: bytes) -> float:
    """Calls per second when all of them ask as fast as they are answered."""
    einde = time.perf_counter() + SECONDEN

    async def vraag(klant: Klant) -> int:
        aantal = 0
        while time.perf_counter() < einde:
            await klant.roep(body)
            aantal += 1
        return aantal

    begin = time.perf_counter()
    samen = sum(await asyncio.gather(*map(vraag, klanten)))
    return samen / (time.perf_counter() - begin)


async def _meet_drukte(dienst: Dienst) -> Drukte:
    vraag = van_de_dienst()[0]
    body = body_van(f"VW_{vraag.naam}", vraag.args)
    async with _klanten(dienst, KLANTEN - 3) as klanten:

        async def duren() -> list[float]:
            """How long each formula takes, of people who look at an answer before they ask again."""
            einde = time.perf_counter() + SECONDEN

            async def een(klant: Klant) -> list[float]:
                gemeten = []
                while time.perf_counter() < einde:
                    begin = time.perf_counter()
                    await klant.roep(body)
                    gemeten.append(time.perf_counter() - begin)
                    await asyncio.sleep(DENKTIJD)
                return gemeten

            return [duur for lijst in await asyncio.gather(*map(een, klanten)) for duur in lijst]

        rustig, druk = [], []
        await duren()
        # Turn about: which worker gets a connection is chance, and those of the heavy ones are new in each round.
        for _ in range(RONDEN):
            rustig += await duren()
            with _zware_klanten(dienst):
                druk += await duren()
        # Only now: to look at the memory of a process is in its way.
        async with _geheugen(dienst) as gezien, _klanten(dienst, 3) as meer:
            kolom = _hele_kolom()
            # Who is told that it was slow itself, or anything else than the answer, ends the benchmark.
            await asyncio.gather(*(klant.roep(kolom) for klant in (*klanten, *meer)))
    return Drukte(median(rustig), median(druk), max(gezien))


def _hele_kolom() -> bytes:
    return body_van("VW_VERDEEL", [[[1000]], [*([[1]] * 1_000), *([[None]] * 1_000_000)]])


@contextmanager
def _zware_klanten(dienst: Dienst) -> Iterator[None]:
    """Two who ask whole columns and one who sends files, all the time. They are a process of their own, that gives way:
    who encrypts seven megabytes on another computer keeps neither the server nor anybody's stopwatch waiting."""
    spawn = get_context("spawn")
    bezig = spawn.Event()
    proces = spawn.Process(target=_wees_zwaar, args=(dienst, bezig), daemon=True)
    proces.start()
    try:
        while proces.is_alive() and not bezig.wait(TUSSENPOOS):
            pass
        yield
        if not proces.is_alive():
            raise SystemExit("who asks whole columns and sends files got no answer")
    finally:
        proces.terminate()
        proces.join()


def _wees_zwaar(dienst: Dienst, bezig: Event) -> None:
    os.nice(10)
    kolom = _hele_kolom()
    boek = (VOORBEELDEN / "zuid-limburg-2021.xlsx").read_bytes()

    async def steeds(klant: Klant, body: bytes, pad: str = PAD) -> None:
        while True:
            await klant.roep(body, pad)

    async def meld() -> None:
        # By now all three are at work.
        await asyncio.sleep(TUSSENPOOS)
        bezig.set()

    async def samen() -> None:
        async with _klanten(dienst, 3) as (eerste, tweede, derde):
            werk = (steeds(eerste, kolom), steeds(tweede, kolom), steeds(derde, boek, "/vw/valideer"))
            await asyncio.gather(*werk, meld())

    asyncio.run(samen())


@asynccontextmanager
async def _geheugen(dienst: Dienst) -> AsyncIterator[list[float]]:
    """Megabytes of all its processes together, over and over; what they share counts once."""
    gezien = [0.0]

    async def kijk() -> None:
        while True:
            gezien.append(await asyncio.to_thread(lambda: sum(map(_eigen_deel, _gezin(dienst.pid)))))
            await asyncio.sleep(TUSSENPOOS)

    taak = asyncio.create_task(kijk())
    try:
        yield gezien
    finally:
        taak.cancel()
        await asyncio.gather(taak, return_exceptions=True)


def _gezin(pid: int) -> Iterator[int]:
    yield pid
    for taak in Path(f"/proc/{pid}/task").glob("*/children"):
        for kind in taak.read_text(encoding="ascii").split():
            yield from _gezin(int(kind))


def _eigen_deel(pid: int) -> float:
    try:
        staat = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        # It ended meanwhile.
        return 0.0
    return int(staat.partition("\nPss:")[2].split()[0]) / 1024


async def _meet_hinder(dienst: Dienst) -> Hinder:
    vraag = van_de_dienst()[0]
    body = body_van(f"VW_{vraag.naam}", vraag.args)
    traag = body_van(TRAAG, [[[TRAGE_AANROEP]]])
    async with _klanten(dienst, 2) as (snel, langzaam):

        async def duur() -> float:
            begin = time.perf_counter()
            await snel.roep(body)
            return time.perf_counter() - begin

        await duur()
        alleen = [await duur() for _ in range(200)]
        bezig = asyncio.create_task(langzaam.roep(traag))
        await asyncio.sleep(TRAGE_AANROEP / 10)
        naast = []
        while not bezig.done():
            naast.append(await duur())
        await bezig
    return Hinder(median(alleen), median(naast), max(naast))
