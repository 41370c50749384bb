"""The pages in a real browser, against the server as the command starts it; only Excel itself is played."""

import base64
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Route, sync_playwright

NAMAAK = Path(__file__).with_name("office_namaak.js")
NORMEN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SECONDEN = 60


@dataclass(frozen=True)
class Server:
    basis: str
    startcode: str
    map: Path


@dataclass
class Scherm:
    """A page that is watched: what goes wrong unseen fails the test."""

    page: Page
    server: Server
    verwacht: list[str] = field(default_factory=list)
    """Parts of console messages that this test provokes, such as the status of a refusal."""
    klachten: list[str] = field(default_factory=list)
    vreemd: list[str] = field(default_factory=list)

    def hoor(self, bericht: ConsoleMessage) -> None:
        if bericht.type == "error":
            self.klaag(bericht.text)

    def klaag(self, tekst: str) -> None:
        if not any(deel in tekst for deel in self.verwacht):
            self.klachten.append(tekst)

    def zie(self, verzoek: Request) -> None:
        adres = urlsplit(verzoek.url)
        if adres.scheme not in ("blob", "data") and adres.netloc != urlsplit(self.server.basis).netloc:
            self.vreemd.append(verzoek.url)

    def toegankelijk(self) -> None:
        """No fault that axe-core can see, in the state in which the page is now."""
        uitkomst = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": NORMEN}})
        gevonden = [
            f"{fout['id']}: {plek['html'][:200]}" for fout in uitkomst.response["violations"] for plek in fout["nodes"]
        ]
        assert not gevonden

    def tekst(self, kiezer: str) -> str:
        """The text of one element, as one line, once it is there."""
        plek = self.page.locator(kiezer)
        plek.first.wait_for()
        return " ".join(plek.first.inner_text().split())

    def wacht(self, uitdrukking: str, waarde: object = True) -> None:
        """Until an expression has a value; the page itself may not evaluate text, so it is asked from outside."""
        einde = time.monotonic() + 10
        while (nu := self.page.evaluate(uitdrukking)) != waarde:
            assert time.monotonic() < einde, f"{uitdrukking} is {nu!r} and not {waarde!r}"
            self.page.wait_for_timeout(20)


@pytest.fixture(scope="session")
def chromium(programma: Callable[..., str]) -> str:
    return programma("Chromium", "chromium", "chromium")


@pytest.fixture(scope="session")
def start_server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts a server with a home of its own; all stop at the end of the module."""
    lopend: list[subprocess.Popen[bytes]] = []

    def start(*opties: str, poort: int | None = None) -> Server:
        thuis = tmp_path_factory.mktemp("thuis")
        poort = poort or vrije_poort()
        omgeving = {**os.environ, "HOME": str(thuis), "XDG_CONFIG_HOME": str(thuis), "APPDATA": str(thuis)}
        omgeving |= {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        opdracht = [sys.executable, "-m", "cli", "addin", "start", "--poort", str(poort), *opties]
        logboek = thuis / "logboek"
        with logboek.open("w", encoding="utf-8") as stroom:
            proces = subprocess.Popen(opdracht, cwd=thuis, env=omgeving, stdout=stroom, stderr=stroom)
        lopend.append(proces)
        einde = time.monotonic() + SECONDEN
        while "Stoppen:" not in (gezegd := logboek.read_text(encoding="utf-8")):
            assert time.monotonic() < einde, gezegd
            assert proces.poll() is None, gezegd
            time.sleep(0.05)
        code = re.search(r"#startcode=(\S+)", gezegd)
        return Server(f"https://localhost:{poort}", code[1] if code else "", thuis)

    yield start
    for proces in lopend:
        proces.terminate()
    for proces in lopend:
        proces.wait(SECONDEN)


def vrije_poort() -> int:
    with socket.socket() as gat:
        gat.bind(("127.0.0.1", 0))
        return int(gat.getsockname()[1])


@pytest.fixture(scope="session")
def server(start_server: Callable[..., Server]) -> Server:
    return start_server()


@pytest.fixture(scope="session")
def start_entra(start_server: Callable[..., Server], server: Server) -> Callable[[], Server]:
    """Starts a server for an organisation; nobody asks Entra anything here."""

    def start() -> Server:
        poort, nummer = vrije_poort(), "00000000-0000-0000-0000-000000000001"
        (certificaat,) = server.map.rglob("localhost.pem")
        (sleutel,) = (pad for pad in certificaat.parent.iterdir() if "PRIVATE KEY" in pad.read_text(encoding="utf-8"))
        return start_server(
            "--modus", "entraid", "--url", f"https://localhost:{poort}", "--tenant", nummer, "--client-id", nummer,
            "--certificaat", str(certificaat), "--sleutelbestand", str(sleutel), poort=poort,
        )  # fmt: skip

    return start


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    # Per module: the loop of playwright would be in the way of tests elsewhere that run one of their own.
    with sync_playwright() as spel:
        # The certificate is known to nobody here. Allowed page by page, Chromium asks again for each connection and
        # gives up (ERR_TOO_MANY_RETRIES) when many open at once; so it is allowed to the whole browser.
        opties = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--ignore-certificate-errors"]
        bladeraar = spel.chromium.launch(executable_path=chromium, args=opties)
        yield bladeraar
        bladeraar.close()


@pytest.fixture
def open_scherm(browser: Browser, server: Server) -> Iterator[Callable[..., Scherm]]:
    """A fresh browser profile with one watched page."""
    schermen: list[Scherm] = []

    def openen(breed: int = 350, hoog: int = 700, bij: Server | None = None) -> Scherm:
        plek = browser.new_context(
            viewport={"width": breed, "height": hoog}, ignore_https_errors=True, locale="nl-NL", reduced_motion="reduce"
        )
        page = plek.new_page()
        page.set_default_timeout(20_000)
        scherm = Scherm(page, bij or server)
        page.on("console", scherm.hoor)
        page.on("pageerror", lambda fout: scherm.klaag(str(fout)))
        page.on("request", scherm.zie)
        schermen.append(scherm)
        return scherm

    yield openen
    for scherm in schermen:
        scherm.page.context.close()
    # Violations of the Content-Security-Policy are console errors too.
    assert [klacht for scherm in schermen for klacht in scherm.klachten] == []
    assert [adres for scherm in schermen for adres in scherm.vreemd] == []


@pytest.fixture(scope="session")
def fout_voorbeeld(invoer: Path) -> bytes:
    """The shipped example with two cells that are wrong."""
    boek = openpyxl.load_workbook(invoer)
    blad = boek["Maatstaven"]
    koppen = {cel.value: cel.column for rij in blad.iter_rows(max_row=12) for cel in rij if cel.value}
    rij = next(cel.row for (cel,) in blad.iter_rows(max_col=1) if cel.value == 2019)
    blad.cell(rij, koppen["Gemeente"]).value = "Gulpen-Witem"
    blad.cell(rij + 1, koppen["Jongeren"]).value = -10
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


@pytest.fixture(scope="session")
def eens_gemaakt() -> Callable[[Route], None]:
    """The plan that the server gives for a workbook: it makes the one of the same bytes once, and says the same again.

    What a test lets happen to that question itself goes before this.
    """
    gegeven: dict[object, dict[str, Any]] = {}

    def antwoord(weg: Route) -> None:
        vraag = weg.request
        koppen = sorted((naam, waarde) for naam, waarde in vraag.headers.items() if naam.startswith("x-"))
        welke = (vraag.url, tuple(koppen), vraag.post_data_buffer)
        if welke not in gegeven:
            echt = weg.fetch(timeout=SECONDEN * 1000)
            koppen_terug = {n: w for n, w in echt.headers.items() if n not in ("content-encoding", "content-length")}
            nieuw: dict[str, Any] = {"status": echt.status, "headers": koppen_terug, "body": echt.body()}
            if echt.status != 200:
                weg.fulfill(**nieuw)
                return
            gegeven[welke] = nieuw
        weg.fulfill(**gegeven[welke])

    return antwoord


@pytest.fixture
def open_venster(
    open_scherm: Callable[..., Scherm], eens_gemaakt: Callable[[Route], None], invoer: Path
) -> Callable[..., Scherm]:
    """The task pane in an Excel that is played, with the shipped example as its workbook."""

    def openen(
        inhoud: bytes | None = None,
        *,
        startcode: str | None = None,
        extra: dict[str, dict[str, Any]] | None = None,
        selectie: tuple[str, str] = ("Plan", "A1"),
        breed: int = 350,
        bij: Server | None = None,
        voor: Callable[[Scherm], None] | None = None,
        **excel: Any,
    ) -> Scherm:
        inhoud = invoer.read_bytes() if inhoud is None else inhoud
        scherm = open_scherm(breed, bij=bij)
        page, code = scherm.page, scherm.server.startcode if startcode is None else startcode
        begin = {
            "naam": "zuid-limburg-2021.xlsx",
            "host": "Excel",
            "versie": 17,
            "token": "",
            "selectie": {"blad": selectie[0], "adres": selectie[1]},
            "bladen": _cellen(inhoud) | (extra or {}),
            "bytes": base64.b64encode(inhoud).decode(),
            **excel,
        }
        page.expose_function("__bladnamen", lambda tekst: list(_boek(base64.b64decode(tekst)).sheetnames))
        page.add_init_script(f"window.__begin = {json.dumps(begin)};")
        if code:
            # Only where nothing stands yet: a page that loads again must find what it kept itself.
            sleutel = "verdeelwijzer.startcode"
            page.add_init_script(
                f"localStorage.getItem('{sleutel}.gezet') || "
                f"(localStorage.setItem('{sleutel}', {json.dumps(code)}), localStorage.setItem('{sleutel}.gezet', 1));"
            )
        page.route("**/vw/plan", eens_gemaakt)
        page.route("**/office.js", lambda weg: weg.fulfill(content_type="text/javascript", body=NAMAAK.read_text()))
        if voor is not None:
            voor(scherm)
        page.goto(f"{scherm.server.basis}/taskpane.html")
        if code and voor is None:
            page.locator("#delen").wait_for()
            # What the server tells of itself comes a moment later, and adds to what can be reached.
            page.locator("#versies dt").first.wait_for(state="attached")
        return scherm

    return openen


def _boek(inhoud: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(inhoud))


@cache
def _cellen(inhoud: bytes) -> dict[str, dict[str, Any]]:
    """Every sheet with its plain values, as Excel would hand them out."""
    return {
        blad.title: {
            cel.coordinate: cel.value if isinstance(cel.value, int | float | bool) else str(cel.value)
            for rij in blad.iter_rows()
            for cel in rij
            if cel.value is not None
        }
        for blad in _boek(inhoud)
    }
