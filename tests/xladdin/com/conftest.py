"""Excel's side of COM, as far as a machine without Windows can have it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

WINDOWS = Path(__file__).with_name("windows.py")


@pytest.fixture(scope="session")
def vraag_python() -> Iterator[Callable[..., Any]]:
    """What xlwings' COM server answers to the VBA module."""
    omgeving = {**os.environ, "PYTHONWARNINGS": "ignore"}
    omgeving.pop("VERDEELWIJZER_PLANNEN", None)
    opdracht = [sys.executable, str(WINDOWS)]
    with subprocess.Popen(
        opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=omgeving
    ) as proces:

        def vraag(functie: str, *argumenten: Any, module: str = "xladdin.com.functies") -> Any:
            assert proces.stdin
            assert proces.stdout
            print(json.dumps([module, functie, argumenten]), file=proces.stdin, flush=True)
            antwoord = json.loads(proces.stdout.readline())
            assert "fout" not in antwoord, f"{functie}: Excel would get an exception: {antwoord['fout']}"
            return antwoord["waarde"]

        yield vraag
        proces.stdin.close()
