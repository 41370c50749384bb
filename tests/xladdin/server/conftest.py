"""The server as it really runs: the command in a process of its own, on a free port of this computer."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

WACHT = 60.0
OPDRACHT = (str(Path(sys.executable).with_name("verdeelwijzer")),) if os.name != "nt" else ("-m", "cli")
"""As people start it: what starts workers loads this file again in each of them."""
EXCEL = Path(__file__).with_name("excel_namaak.mjs")


@dataclass
class Server:
    """A running server, and what it wrote."""

    proces: subprocess.Popen[bytes]
    poort: int
    map: Path
    tls: bool = True
    host: str = ""
    _clients: list[Any] = field(default_factory=list)

    @property
    def basis(self) -> str:
        return f"{'https' if self.tls else 'http'}://localhost:{self.poort}"

    @property
    def oorsprong(self) -> str:
        return f"https://{self.host}" if self.host else self.basis

    @property
    def uitvoer(self) -> str:
        return (self.map / "uitvoer").read_text(encoding="utf-8")

    @property
    def log(self) -> str:
        return (self.map / "log").read_text(encoding="utf-8")

    @property
    def regels(self) -> list[dict[str, Any]]:
        return [json.loads(regel) for regel in self.log.splitlines()]

    @property
    def code(self) -> str:
        gevonden = re.search(r"startcode=(\S+)", self.uitvoer)
        assert gevonden is not None, self.uitvoer
        return gevonden[1]

    @property
    def sleutel(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.code}", "Auth-Provider": "lokaal"}

    @property
    def vertrouwen(self) -> ssl.SSLContext:
        """A client that trusts the certificate of this server and nothing else."""
        return ssl.create_default_context(cafile=str(next(self.map.rglob("localhost.pem"))))

    def client(self, **extra: Any) -> Any:
        import httpx

        koppen = {"Host": self.host} if self.host else {}
        koppen |= extra.pop("headers", {})
        client = httpx.Client(
            base_url=self.basis,
            verify=self.vertrouwen if self.tls else True,
            headers=koppen,
            timeout=WACHT,
            trust_env=False,
            **extra,
        )
        self._clients.append(client)
        return client

    def ruw(self, verzoek: bytes, wacht: float = 60.0) -> bytes:
        """Send bytes as they are, and read until the other side closes; it is a fault when it does not."""
        with socket.create_connection(("127.0.0.1", self.poort), timeout=wacht) as lijn:
            lijn = self.vertrouwen.wrap_socket(lijn, server_hostname="localhost") if self.tls else lijn
            with lijn:
                lijn.sendall(verzoek)
                stukken = []
                try:
                    while stuk := lijn.recv(65536):
                        stukken.append(stuk)
                except ConnectionError:
                    pass
                return b"".join(stukken)

    def wacht_op(self, klaar: Callable[[], Any]) -> Any:
        """What is there at some moment, such as a line in the log: the server writes when it comes to it."""
        einde = time.monotonic() + WACHT
        while not (gevonden := klaar()):
            assert time.monotonic() < einde, self.log
            time.sleep(0.02)
        return gevonden

    def wacht_tot_gereed(self) -> None:
        import httpx

        einde = time.monotonic() + WACHT
        with self.client() as client:
            while time.monotonic() < einde:
                assert self.proces.poll() is None, self.uitvoer + self.log
                try:
                    if client.get("/gereed").status_code == 200:
                        return
                except httpx.TransportError:
                    time.sleep(0.1)
        pytest.fail(f"the server did not become ready: {self.uitvoer}{self.log}")

    def vraag(self, soort: int) -> None:
        """As a terminal or the system asks it: every process of the server at once."""
        if self.proces.poll() is None:
            if os.name == "nt":
                self.proces.send_signal(soort)
            else:
                os.killpg(self.proces.pid, soort)

    def luistert(self) -> bool:
        with socket.socket() as proef:
            return proef.connect_ex(("127.0.0.1", self.poort)) == 0

    def lezers(self) -> list[int]:
        """The processes beside it that read files."""
        paden = Path(f"/proc/{self.proces.pid}/task").glob("*/children")
        return sorted({int(kind) for pad in paden for kind in pad.read_text(encoding="ascii").split()})

    def stop(self, soort: int = signal.SIGTERM) -> int:
        for client in self._clients:
            client.close()
        self.vraag(soort)
        try:
            return self.proces.wait(WACHT)
        finally:
            if self.proces.poll() is None:
                self.proces.kill()
                self.proces.wait()


def _vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        poort: int = proef.getsockname()[1]
        return poort


def _omgeving(map_: Path, extra: Mapping[str, str]) -> dict[str, str]:
    eigen = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("XLWINGS", "VERDEELWIJZER"))}
    thuis = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "APPDATA"), str(map_))
    return {**eigen, **thuis, "PYTHONUTF8": "1", **extra}


Starter = Callable[..., Server]


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starter]:
    """Starts servers, and stops them all at the end."""
    if any(find_spec(naam) is None for naam in ("xlwings_server", "httpx")):
        zin = "the server of the add-in needs: pip install '.[addin]'"
        if os.environ.get("CI"):
            pytest.fail(zin)
        pytest.skip(zin)
    servers: list[Server] = []

    def begin(
        *woorden: str,
        omgeving: Mapping[str, str] | None = None,
        programma: Sequence[str] = (*OPDRACHT, "addin", "start"),
        tls: bool = True,
        host: str = "",
        gereed: bool = True,
    ) -> Server:
        map_ = tmp_path_factory.mktemp("server")
        poort = _vrije_poort()
        with (map_ / "uitvoer").open("wb") as uitvoer, (map_ / "log").open("wb") as log:
            proces = subprocess.Popen(
                [sys.executable, *programma, "--poort", str(poort), *woorden],
                stdin=subprocess.DEVNULL,
                stdout=uitvoer,
                stderr=log,
                cwd=map_,
                env=_omgeving(map_, omgeving or {}),
                start_new_session=True,
            )
        server = Server(proces, poort, map_, tls, host)
        servers.append(server)
        if gereed:
            einde = time.monotonic() + WACHT
            while tls and not list(map_.rglob("localhost.pem")) and time.monotonic() < einde and proces.poll() is None:
                time.sleep(0.05)
            server.wacht_tot_gereed()
        return server

    yield begin
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def server(starter: Starter) -> Server:
    """The server of one user."""
    return starter()


@pytest.fixture
def client(server: Server) -> Iterator[Any]:
    with server.client(headers=server.sleutel) as een:
        yield een


@pytest.fixture
def vreemde(server: Server) -> Iterator[Any]:
    """Somebody without the code."""
    with server.client() as een:
        yield een


@pytest.fixture(scope="session")
def project_met_traag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the server with one function more, which keeps the processor busy for as long as it is told."""
    from xladdin.server.instellingen import PROJECT

    doel = tmp_path_factory.mktemp("project") / "project"
    shutil.copytree(PROJECT, doel, ignore=shutil.ignore_patterns("__pycache__"))
    with (doel / "custom_functions" / "__init__.py").open("a", encoding="utf-8") as stroom:
        stroom.write(
            "\nimport time\nimport xlwings\n\n\n@xlwings.func\n@xlwings.arg('seconden', ndim=2)\n"
            "def VW_TRAAG(seconden):\n    print('traag begonnen', flush=True)\n"
            "    einde = time.perf_counter() + seconden[0][0]\n"
            "    while time.perf_counter() < einde:\n        pass\n    return [[1]]\n\n\n"
            "@xlwings.func\n@xlwings.arg('cel', ndim=2)\n"
            "def VW_STUK(cel):\n    raise ValueError(f'geheim: {cel}')\n\n\n"
            "@xlwings.func\n@xlwings.arg('cel', ndim=2)\n"
            "def VW_ENGELS(cel):\n    return xlwings.Range()\n"
        )
    return doel


@pytest.fixture(scope="session")
def start_met_project(project_met_traag: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A program that starts the server as the command does, with that project."""
    programma = tmp_path_factory.mktemp("programma") / "start_met_project.py"
    programma.write_text(
        "import os, sys\n"
        "from dataclasses import replace\n"
        "from pathlib import Path\n"
        "import xladdin.server.instellingen as instellingen\n"
        "from cli import main\n\n\n"
        "class Anders(instellingen.Instellingen):\n"
        "    def __init__(self, **woorden):\n"
        "        gegeven = {naam: os.environ.get(naam) for naam in ('stopseconden', 'tegelijk', 'kopseconden')}\n"
        "        anders = {naam: int(getal) for naam, getal in gegeven.items() if getal}\n"
        "        grenzen = instellingen.Servergrenzen(**anders)\n"
        f"        super().__init__(grenzen=grenzen, project=Path({str(project_met_traag)!r}), **woorden)\n\n\n"
        "if __name__ == '__main__':\n"
        "    instellingen.Instellingen = Anders\n"
        "    main(['addin', 'start', *sys.argv[1:]])\n",
        encoding="utf-8",
    )
    return str(programma)


@pytest.fixture(scope="session")
def traag(starter: Starter, start_met_project: str) -> Server:
    """A server with a slow function and two that fail."""
    return starter(programma=(start_met_project,))


@pytest.fixture(scope="session")
def node(programma: Callable[..., str]) -> str:
    return programma("Node", "nodejs", "node")


@pytest.fixture(scope="session")
def excel(node: str) -> Callable[..., Any]:
    """What Excel knows of a server, and what it shows for each call: a name and its arguments, or a dict of more."""

    def doe(server: Server, *aanroepen: Any) -> Any:
        certificaat = str(next(server.map.rglob("localhost.pem")))
        vragen = [een if isinstance(een, dict) else {"naam": een[0], "args": een[1:]} for een in aanroepen]
        uit = subprocess.run(
            [node, str(EXCEL), server.basis, server.code],
            input=json.dumps(vragen),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "NODE_EXTRA_CA_CERTS": certificaat},
            check=False,
        )
        assert uit.returncode == 0, uit.stderr
        return json.loads(uit.stdout)

    return doe


@pytest.fixture(scope="session")
def een(excel: Callable[..., Any], server: Server) -> Callable[..., Any]:
    """What Excel shows for one call."""

    def doe(naam: str, *args: Any) -> Any:
        (antwoord,) = excel(server, (naam, *args))["antwoorden"]
        return antwoord

    return doe


@pytest.fixture(scope="session")
def roep() -> Callable[..., Any]:
    """Calls a function of the sheet as the JavaScript of xlwings does."""

    def doe(client: Any, naam: str, *args: Any, **extra: Any) -> Any:
        body = {
            "client": "Office.js", "func_name": naam, "args": args, "caller_address": None, "session_id": "1",
            "culture_info_name": "nl-NL", "date_format": "d-m-jjjj", "version": "0.37.8", "runtime": "1.4",
        }  # fmt: skip
        return client.post("/xlwings/custom-functions-call", json=body | extra)

    return doe
