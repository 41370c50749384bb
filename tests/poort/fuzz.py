"""Fuzzing within a budget of time: the properties of the gate and of loose tables again and again, each round with
another seed.

    FUZZ_SECONDEN=120 python tests/poort/fuzz.py

A failure ends it with the seed and the smallest example that hypothesis finds: keep that in `test_vondsten.py`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

EIGENSCHAPPEN = (
    Path(__file__).with_name("test_eigenschappen_poort.py"),
    Path(__file__).parents[1] / "corpus" / "test_eigenschappen_tabel.py",
)
STANDAARD = "120"


def main() -> int:
    """Rounds until the time is up; the exit code of the first that fails."""
    eind = time.monotonic() + float(os.environ.get("FUZZ_SECONDEN", STANDAARD))
    omgeving = {**os.environ, "FUZZ": "1"}
    ronde = 0
    while ronde == 0 or time.monotonic() < eind:
        ronde += 1
        zaad = random.SystemRandom().randrange(2**32)
        print(f"ronde {ronde}, --hypothesis-seed={zaad}", flush=True)
        opdracht = [
            sys.executable,
            "-P",
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            f"--hypothesis-seed={zaad}",
            *map(str, EIGENSCHAPPEN),
        ]
        code = subprocess.run(opdracht, env=omgeving, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
