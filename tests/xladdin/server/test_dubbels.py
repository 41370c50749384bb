"""The doubles that the benchmark puts beside the functions go through the same register."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DUBBELS = """
from xladdin.server.instellingen import Instellingen
from xladdin.server.omgeving import zet_omgeving
zet_omgeving(Instellingen())
from bench.addin.dubbel import naam_van, zet_dubbels
zet_dubbels([("SLEUTEL", [[1]]), ("TOENAME", [[2]])])
from xladdin.functie import FUNCTIES
dubbel, echt = FUNCTIES[naam_van("TOENAME", 1).removeprefix("VW_")], FUNCTIES["TOENAME"]
print(dubbel.functie([["a"]], [["b"]]), [a.naam for a in dubbel.argumenten] == [a.naam for a in echt.argumenten])
"""


def test_a_double_takes_what_its_function_takes_and_gives_what_it_gave() -> None:
    wortel = Path(__file__).parents[3]
    klaar = subprocess.run([sys.executable, "-c", DUBBELS], cwd=wortel, capture_output=True, text=True, check=False)
    assert (klaar.stdout, klaar.stderr) == ("[[2]] True\n", "")
