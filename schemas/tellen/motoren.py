"""Starting an engine. It loads only when it is asked for: each is an extra."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from schemas.fouten import VerkeerdGebruik
from schemas.tellen.motor import Motor, Motornaam

EXTRA: Final[Mapping[Motornaam, tuple[str, str]]] = {"duckdb": ("duckdb", "tellen"), "spark": ("pyspark", "spark")}


class MotorOntbreekt(VerkeerdGebruik):
    def __init__(self, naam: Motornaam) -> None:
        pakket, extra = EXTRA[naam]
        super().__init__(
            f"voor --motor {naam} ontbreekt {pakket}. Installeer het met: pip install 'verdeelwijzer[{extra}]'."
        )


def open_motor(naam: Motornaam, *, geheugen: int, klad: Path, master: str | None = None) -> Motor:
    """Start an engine.

    Args:
        geheugen: megabytes that the whole process may take.
        klad: a folder of this run, for what does not fit in memory.
        master: of Spark: where it runs; nothing is this machine.
    Raises:
        MotorOntbreekt: it is not installed.
    """
    if find_spec(EXTRA[naam][0]) is None:
        raise MotorOntbreekt(naam)
    if naam == "duckdb":
        from schemas.tellen.motor_duckdb import DuckdbMotor

        return DuckdbMotor(geheugen, klad)
    from schemas.tellen.motor_spark import SparkMotor

    return SparkMotor(geheugen, klad, master)
