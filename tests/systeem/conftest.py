"""A folder with everything that the commands read, and a way to run them there as processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

HIER = Path(__file__).parent
if str(HIER) not in sys.path:
    sys.path.insert(0, str(HIER))

from tafel import Proef  # noqa: E402

from schemas.formulier import KOLOMMEN, VELDEN  # noqa: E402

REGIOS = HIER.parent / "regios"
INWONERS = {"GM9001": 5000, "GM9002": 3000, "GM9003": 2000}
REGELS = (
    "soort;regel_id;pseudoniem;gemeentecode;pakket;product;segment;begin;einde;bedrag;status;crediteert;ontvangen",
    "toekenning;T1;p1;GM9001;keuzepakket;P1;ambulant;2021-02-01;2021-12-31;10000;Toegekend;;2021-03-01",
    "declaratie;D1;p1;GM9001;keuzepakket;P1;ambulant;2021-02-01;2021-02-28;5000;Toegekend;;2021-03-01",
)
Inhoud = Mapping[str, bytes]


@dataclass(frozen=True)
class Gedaan:
    """How a run ended: its exit code, and what it said where it could."""

    uitgang: int
    uit: str
    fout: str


@dataclass
class Vork:
    """The program that starts the runs; see vork.py."""

    klad: Path
    proces: subprocess.Popen[str]
    nummer: int = 0
    open: dict[int, tuple[Path, Path]] = field(default_factory=dict)

    def begin(self, map: Path, args: list[str], **wens: Any) -> int:
        self.nummer += 1
        uit, fout = (self.klad / f"{self.nummer}.{naam}" for naam in ("uit", "fout"))
        vraag = {
            "wat": "begin", "in": str(map), "args": args, "stdout": str(uit), "stderr": str(fout), "dicht": (),
            "zonder_voorrecht": False, "hoogstens": 0, "tijdelijk": str(map / "tijdelijk"), **wens,
        }  # fmt: skip
        kind = self._vraag(vraag)
        self.open[kind] = uit, fout
        return kind

    def wacht(self, kind: int) -> Gedaan:
        uitgang = self._vraag({"wat": "wacht", "kind": kind})
        teksten = [p.read_text("utf-8", "replace") if p.exists() else "" for p in self.open.pop(kind)]
        return Gedaan(uitgang, *teksten)

    def __call__(self, map: Path, args: list[str], **wens: Any) -> Gedaan:
        return self.wacht(self.begin(map, args, **wens))

    def _vraag(self, vraag: dict[str, Any]) -> int:
        assert self.proces.stdin is not None
        assert self.proces.stdout is not None
        # A name that is not UTF-8 travels as an escape.
        self.proces.stdin.write(f"{json.dumps(vraag)}\n")
        self.proces.stdin.flush()
        return int(self.proces.stdout.readline())


def start_vork(klad: Path, **omgeving: str) -> Iterator[Vork]:
    # One thread: what forks may have no other, and the libraries start some where they find more cores.
    rustig = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, str(HIER / "vork.py")],
        env={**os.environ, **rustig, **omgeving},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as proces:
        yield Vork(klad, proces)


@pytest.fixture(scope="session")
def vork(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vork]:
    yield from start_vork(tmp_path_factory.mktemp("vork"))


@pytest.fixture(scope="session")
def vork_zonder_taal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vork]:
    """On a computer whose language is none: it knows no accents."""
    taal = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    yield from start_vork(tmp_path_factory.mktemp("zonder_taal"), **taal)


@pytest.fixture(scope="session")
def voorraad(tmp_path_factory: pytest.TempPathFactory, maak_drieland: Callable[[Path], Path], vork: Vork) -> Path:
    """Everything that the commands read, once."""
    map = tmp_path_factory.mktemp("voorraad")
    invoer = maak_drieland(map)
    (map / "tijdelijk").mkdir()
    maak_drieland(map / "invoeren")
    shutil.copy(REGIOS / "telland.yaml", map)
    shutil.copy(invoer, map / "definitief.xlsx")
    (map / "regels.csv").write_text("\n".join(REGELS), encoding="utf-8")
    (map / "cijfers.csv").write_text("gemeente;inwoners\nNoord;5\nZuid;3\n", encoding="utf-8")
    for args in (
        ["plan", invoer.name, "--naar", "gemaakt"],
        ["uitvraag", "drieland.yaml", "--jaar", "2025", "--naar", "opgaven"],
        ["sjabloon", "exporteer", "--naar", "sjablonen"],
    ):
        gedaan = vork(map, args)
        assert gedaan.uitgang == 0, gedaan.fout
    for code, inwoners in INWONERS.items():
        vul_in(map / "opgaven" / f"drieland-2025-opgave-{code}.xlsx", inwoners)
    return map


def vul_in(pad: Path, inwoners: int) -> None:
    """A form as a municipality sends it back."""
    boek = load_workbook(pad)
    blad = boek.worksheets[0]
    waarden: dict[str, str | date] = {
        "ingevuld_door": "Controller", "contact": "controller@gemeente.example", "datum": date(2025, 2, 3),
    }  # fmt: skip
    for rij in blad.iter_rows():
        for cel in rij:
            for naam, waarde in waarden.items():
                if cel.value == VELDEN[naam]:
                    blad.cell(cel.row, cel.column + 1, waarde)
            if cel.value == "Inwoners":
                blad.cell(cel.row, list(KOLOMMEN).index("waarde") + 1, inwoners)
                blad.cell(cel.row, list(KOLOMMEN).index("stand") + 1, "definitief")
    boek.save(pad)


@dataclass(frozen=True)
class Werkplek:
    """A copy of that, for one test to spoil."""

    map: Path
    vork: Vork
    altijd: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, args: list[str], **wens: Any) -> Gedaan:
        return self.vork(self.map, args, **{**self.altijd, **wens})

    def inhoud(self) -> Inhoud:
        """Every file but what a run uses for itself meanwhile."""
        plekken = sorted(pad for pad in self.map.rglob("*") if pad.is_file() and "tijdelijk" not in pad.parts)
        return {os.fsdecode(pad.relative_to(self.map)): pad.read_bytes() for pad in plekken}

    def resten(self) -> list[str]:
        """What a run left behind, here or in the temporary folder."""
        hier = [pad for pad in self.map.rglob(".verdeelwijzer-*") if pad.name != ".verdeelwijzer-geheim"]
        return sorted(str(pad.relative_to(self.map)) for pad in [*hier, *(self.map / "tijdelijk").iterdir()])


@pytest.fixture
def werkplek(voorraad: Path, tmp_path: Path, vork: Vork) -> Werkplek:
    shutil.copytree(voorraad, tmp_path / "werk")
    return Werkplek(tmp_path / "werk", vork)


@dataclass(frozen=True)
class Heel:
    """A run that was left alone: what it adds or changes, how many moments it has, and how often it renames."""

    erbij: Inhoud
    momenten: int
    hernoemd: int


@pytest.fixture(scope="session")
def heel(voorraad: Path, tmp_path_factory: pytest.TempPathFactory, vork: Vork) -> Callable[[Proef], Heel]:
    """How a command ends that nobody disturbs; each once."""
    bekend: dict[Proef, Heel] = {}

    def van(proef: Proef) -> Heel:
        if proef not in bekend:
            plek = Werkplek(tmp_path_factory.mktemp("heel") / "werk", vork)
            shutil.copytree(voorraad, plek.map)
            voor, telling = plek.inhoud(), plek.map / "tijdelijk" / "telling"
            gedaan = plek(proef.met(), telling=str(telling))
            assert gedaan.uitgang == 0, gedaan.fout + gedaan.uit
            momenten, hernoemd = json.loads(telling.read_text(encoding="ascii"))
            erbij = {naam: deel for naam, deel in plek.inhoud().items() if voor.get(naam) != deel}
            assert bool(erbij) == bool(proef.doel)
            bekend[proef] = Heel(erbij, momenten, hernoemd)
        return bekend[proef]

    return van


@pytest.fixture(scope="session")
def schijf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path | None]:
    """A small disk of its own, where one can be made."""
    plek = tmp_path_factory.mktemp("schijf")
    koppel = ["mount", "-t", "tmpfs", "-o", "size=8m", "verdeelwijzer", str(plek)]
    try:
        gekoppeld = subprocess.run(koppel, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        gekoppeld = False
    yield plek if gekoppeld else None
    if gekoppeld:
        subprocess.run(["umount", str(plek)], check=True)


@pytest.fixture
def volle_schijf(schijf: Path | None, voorraad: Path, tmp_path: Path, vork: Vork) -> Iterator[Werkplek]:
    """A folder on a disk on which nothing fits any more; else one in which no file may be longer than a line."""
    map = (tmp_path if schijf is None else schijf) / "vol"
    shutil.copytree(voorraad, map)
    (tmp_path / "elders").mkdir()
    wens: dict[str, Any] = {"tijdelijk": str(tmp_path / "elders")}
    if schijf is None:
        wens["hoogstens"] = 100
    else:
        vulling = os.open(schijf / "vulling", os.O_CREAT | os.O_WRONLY)
        with suppress(OSError):
            while os.write(vulling, bytes(4096)):
                pass
        os.close(vulling)
        assert shutil.disk_usage(schijf).free == 0
    yield Werkplek(map, vork, wens)
    shutil.rmtree(map)
    if schijf is not None:
        (schijf / "vulling").unlink()
