"""`python -m bench [RONDEN]`: the bounds of the workbooks, measured. Ends with 1 where one is missed.

Every round measures all of it, one after the other, so that a busy machine slows both sides of a ratio; the median over
the rounds counts. Ratios are of processor time where one process does the work, so that others on the machine matter
less, and of wall clock where a person waits: the whole command against LibreOffice.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.vullen import VOORBEELD

RONDEN = 3
MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024
"""Units of the system's peak memory in a megabyte."""
HERREKENEN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
"""Told to recalculate, LibreOffice does not trust the values in the file."""
METER = """
import json, os, sys, time
begin = time.perf_counter()
proces = os.spawnvp(os.P_NOWAIT, sys.argv[2], sys.argv[2:])
_, stand, verbruik = os.wait4(proces, 0)
muur = time.perf_counter() - begin
werk = verbruik.ru_utime + verbruik.ru_stime
os.write(int(sys.argv[1]), json.dumps([os.waitstatus_to_exitcode(stand), muur, werk, verbruik.ru_maxrss]).encode())
"""
"""Starts the command from a process of a few megabytes: the peak of a process begins at that of who started it."""


@dataclass(frozen=True)
class Gemeten:
    """What a process took."""

    muur: float
    werk: float
    geheugen: float
    """At most, in megabytes."""
    uitvoer: str = ""


@dataclass(frozen=True)
class Ronde:
    stappen: dict[str, tuple[float, float]]
    """Wall clock and processor time of a step, in seconds."""
    geheel: Gemeten
    libreoffice: Gemeten | None


@dataclass(frozen=True)
class Grens:
    """One bound: what was found, at most or at least what it may be."""

    wat: str
    gevonden: float | None
    grens: float
    hoogstens: bool
    eenheid: str = "×"

    @property
    def gehaald(self) -> bool:
        if self.gevonden is None:
            return os.environ.get("CI", "").lower() != "true"
        return self.gevonden <= self.grens if self.hoogstens else self.gevonden >= self.grens

    def __str__(self) -> str:
        teken = "≤" if self.hoogstens else "≥"
        gevonden = "–" if self.gevonden is None else f"{self.gevonden:.2f} {self.eenheid}"
        oordeel = "niet gemeten" if self.gevonden is None else "✓ gehaald" if self.gehaald else "✗ niet gehaald"
        return f"{self.wat:<62}{gevonden:>12}   {teken} {self.grens:g} {self.eenheid:<4} {oordeel}"


def main() -> int:
    ronden = int(sys.argv[1]) if len(sys.argv) > 1 else RONDEN
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        print("LibreOffice ontbreekt: apt-get install libreoffice-calc-nogui", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="bench-") as tijdelijk:
        werk = Path(tijdelijk)
        profiel = maak_profiel(soffice, werk) if soffice else None
        gemeten = [meet_ronde(werk / str(nummer), soffice, profiel) for nummer in range(ronden)]
    print(tabel(gemeten))
    grenzen = oordeel(gemeten)
    print("\n".join(["", "Grenzen (mediaan over de ronden)", *map(str, grenzen)]))
    return 0 if all(grens.gehaald for grens in grenzen) else 1


def meet_ronde(map: Path, soffice: str | None, profiel: Path | None) -> Ronde:
    map.mkdir()
    stappen = json.loads(meet([sys.executable, "-m", "bench.vullen", str(map / "vullen")]).uitvoer)
    geheel = meet([sys.executable, "-m", "cli", "plan", VOORBEELD, "--naar", str(map / "plan")])
    libreoffice = None
    if soffice and profiel:
        boeken = sorted(str(pad) for pad in (map / "plan").glob("*.xlsx"))
        libreoffice = meet([*herreken(soffice, profiel, map / "herrekend"), *boeken])
        assert len(list((map / "herrekend").iterdir())) == len(boeken)
    return Ronde({naam: (muur, werk) for naam, (muur, werk) in stappen.items()}, geheel, libreoffice)


def meet(opdracht: Sequence[str]) -> Gemeten:
    """Run a command and see what it took, with all processes that it started."""
    # As it is installed: modules are compiled once, and not in every process.
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if naam != "PYTHONDONTWRITEBYTECODE"}
    lezen, schrijven = os.pipe()
    try:
        proces = subprocess.run(
            [sys.executable, "-I", "-S", "-c", METER, str(schrijven), *opdracht],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=omgeving, pass_fds=[schrijven],
        )  # fmt: skip
    finally:
        os.close(schrijven)
    with os.fdopen(lezen, encoding="utf-8") as pijp:
        code, muur, werk, geheugen = json.loads(pijp.read())
    if code:
        raise SystemExit(f"{' '.join(opdracht[:4])} eindigde met {code}")
    return Gemeten(muur, werk, geheugen / MEGABYTE, proces.stdout)


def maak_profiel(soffice: str, werk: Path) -> Path:
    """A profile that has been used once: the first start of LibreOffice is slow and would flatter us."""
    profiel = werk / "profiel"
    (profiel / "user").mkdir(parents=True)
    (profiel / "user" / "registrymodifications.xcu").write_text(HERREKENEN, encoding="utf-8")
    (werk / "eerst.csv").write_text("a;1\n", encoding="utf-8")
    meet([*herreken(soffice, profiel, werk / "eerst"), str(werk / "eerst.csv")])
    return profiel


def herreken(soffice: str, profiel: Path, naar: Path) -> list[str]:
    eigen = f"-env:UserInstallation={profiel.as_uri()}"
    return [soffice, eigen, "--headless", "--convert-to", "xlsx", "--outdir", str(naar)]


def oordeel(ronden: Sequence[Ronde]) -> list[Grens]:
    def per_ronde(*delen: str) -> list[float]:
        return [sum(ronde.stappen[deel][1] for deel in delen) for ronde in ronden]

    vullen, openpyxl, samen = per_ronde("vullen"), per_ronde("openpyxl"), per_ronde("vullen", "importeren")
    geheel = [ronde.geheel for ronde in ronden]
    los = [(r.libreoffice.muur, r.geheel.muur) for r in ronden if r.libreoffice is not None]
    sneller = median([traag / snel for traag, snel in los]) if los else None
    return [
        Grens(
            "vullen, tegenover openpyxl dat dezelfde boeken laadt en opslaat",
            median([a / b for a, b in zip(vullen, openpyxl, strict=True)]),
            2,
            hoogstens=True,
        ),
        Grens(
            "hele opdracht, tegenover vullen en importeren",
            median([a.werk / b for a, b in zip(geheel, samen, strict=True)]),
            2,
            hoogstens=True,
        ),
        Grens("LibreOffice op dezelfde boeken, tegenover de hele opdracht", sneller, 2, hoogstens=False),
        Grens("meeste geheugen", max(g.geheugen for g in geheel), 300, hoogstens=True, eenheid="MB"),
    ]


def tabel(ronden: Sequence[Ronde]) -> str:
    kop = f"{'':<34}{'gewacht':>12}{'gerekend':>12}   (seconden, mediaan van {len(ronden)} ronden)"
    rijen = {naam: [ronde.stappen[naam] for ronde in ronden] for naam in ronden[0].stappen}
    rijen["hele opdracht (17 boeken)"] = [(r.geheel.muur, r.geheel.werk) for r in ronden]
    if all(r.libreoffice for r in ronden):
        rijen["LibreOffice (17 boeken)"] = [(r.libreoffice.muur, r.libreoffice.werk) for r in ronden if r.libreoffice]
    regels = [
        f"{naam:<34}{median([muur for muur, _ in tijden]):>12.2f}{median([werk for _, werk in tijden]):>12.2f}"
        for naam, tijden in rijen.items()
    ]
    return "\n".join([kop, *regels])


if __name__ == "__main__":
    raise SystemExit(main())
