"""A region that counts from lines, its lines and the engines; no package of tests is there to import the maker from."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

HIER = Path(__file__).parent
if str(HIER) not in sys.path:
    sys.path.insert(0, str(HIER))

from regelmaker import Regel, maak_regels, schrijf_csv  # noqa: E402

from calc.telling import Uitkomst, uitkomst_van  # noqa: E402
from calc.telvraag import telvraag_van  # noqa: E402
from schemas.geldend import Regio, laad_regio  # noqa: E402
from schemas.tellen.motor import Motor, Motornaam  # noqa: E402
from schemas.tellen.motoren import open_motor  # noqa: E402
from schemas.tellen.tellen import tel  # noqa: E402

REGIOS = HIER.parent / "regios"
Tel = Callable[..., Uitkomst]


def moet_er_zijn(pakket: str, melding: str) -> None:
    """A test that lacks something says what to install, and fails in CI."""
    if find_spec(pakket) is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(melding)
        pytest.skip(melding)


@pytest.fixture(scope="session")
def telland() -> Regio:
    return laad_regio("telland", REGIOS)


@pytest.fixture(scope="session")
def pakketten(telland: Regio) -> Mapping[str, str]:
    return telvraag_van(telland, 2021).deelnemers


@pytest.fixture(scope="session")
def regels(pakketten: Mapping[str, str]) -> list[Regel]:
    return maak_regels(7, 600, list(pakketten))


@pytest.fixture(scope="session")
def csv_bestand(regels: list[Regel], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return schrijf_csv(tmp_path_factory.mktemp("regels") / "regels.csv", regels)


@pytest.fixture(scope="session")
def parquet_bestand(csv_bestand: Path) -> Path:
    """The same lines with real days, and numbers where there is one."""
    import duckdb

    doel = csv_bestand.with_suffix(".parquet")
    with duckdb.connect() as verbinding:
        verbinding.execute(f"COPY (SELECT * FROM read_csv('{csv_bestand}', nullstr='')) TO '{doel}'")
    return doel


def teller(motor: Motor, regio: Regio) -> Tel:
    """Counts with one engine, which starts anew for every count but for Spark's session."""

    def doe(*bestanden: Path | str, peiljaar: int = 2021, voorbeelden: bool = False) -> Uitkomst:
        vraag = telvraag_van(regio, peiljaar)
        telling = tel([str(pad) for pad in bestanden], vraag, motor, voorbeelden=voorbeelden)
        return uitkomst_van(regio, vraag, telling)

    return doe


@pytest.fixture
def maak_motor(tmp_path: Path) -> Iterator[Callable[..., Motor]]:
    moet_er_zijn("duckdb", "DuckDB ontbreekt: pip install duckdb")
    motoren = []  # type: ignore[var-annotated]

    def maak(naam: Motornaam = "duckdb", geheugen: int = 500) -> Motor:
        klad = tmp_path / f"klad{len(motoren)}"
        klad.mkdir()
        motoren.append(open_motor(naam, geheugen=geheugen, klad=klad))
        return motoren[-1]

    yield maak
    for motor in motoren:
        motor.sluit()


@pytest.fixture(scope="session")
def duckdb_motor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Motor]:
    moet_er_zijn("duckdb", "DuckDB ontbreekt: pip install duckdb")
    motor = open_motor("duckdb", geheugen=500, klad=tmp_path_factory.mktemp("klad"))
    yield motor
    motor.sluit()


@pytest.fixture
def telt(duckdb_motor: Motor, telland: Regio) -> Tel:
    """A count with DuckDB."""

    def doe(*bestanden: Path | str, regio: Regio = telland, **rest: object) -> Uitkomst:
        return teller(duckdb_motor, regio)(*bestanden, **rest)

    return doe


def cijfers(uitkomst: Uitkomst) -> dict[str, dict[str, int]]:
    """The counts that are not zero, and the costs."""
    gevonden = {m.naam: {code: n for code, n in m.aantallen.items() if n} for m in uitkomst.maatstaven}
    gevonden["kosten"] = {f"{k.segment}|{k.gemeentecode}": k.bedrag for k in uitkomst.kosten}
    return gevonden
