"""Writes constraints.txt: the versions with which this release was tried, of all that a user can install with it.

    python gereedschap/vastgelegd.py                 from an environment with every extra
    python gereedschap/vastgelegd.py --controleer    is the file of what is installed here?
    python gereedschap/vastgelegd.py --onderdelen F  does the bill of materials F list just that?

`pip install -c constraints.txt verdeelwijzer` then gives what the tests ran on. A test holds the file against
pyproject.toml.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NAAM: Final = "verdeelwijzer"
EXTRAS: Final = ("addin", "tellen", "spark")
DOEL: Final = Path(__file__).parents[1] / "constraints.txt"
KOP: Final = """\
# De versies waarmee deze uitgave is beproefd: pip install -c constraints.txt verdeelwijzer
# Gemaakt met gereedschap/vastgelegd.py; niet met de hand wijzigen.
"""


def nodig(naam: str, extras: Iterable[str] = ()) -> Iterator[str]:
    """What a distribution needs, and theirs, by its proper name; without what belongs to another system."""
    gezien: set[tuple[str, str]] = set()
    wachtrij = [(naam, extra) for extra in ("", *extras)]
    while wachtrij:
        wie, extra = wachtrij.pop()
        try:
            regels = metadata.requires(wie) or []
        except metadata.PackageNotFoundError:
            continue
        for eis in map(Requirement, regels):
            if eis.marker is None or eis.marker.evaluate({"extra": extra}):
                for verder in ("", *eis.extras):
                    sleutel = (canonicalize_name(eis.name), verder)
                    if sleutel not in gezien:
                        gezien.add(sleutel)
                        wachtrij.append(sleutel)
    yield from sorted({wie for wie, _ in gezien})


def vastgelegd() -> str:
    regels = []
    for naam in nodig(NAAM, EXTRAS):
        try:
            regels.append(f"{naam}=={metadata.version(naam)}")
        except metadata.PackageNotFoundError:
            # Not for this system, or an extra that is not installed: the test names it when it is one of ours.
            continue
    return KOP + "\n".join(regels) + "\n"


def anders(lijst: Path) -> set[str]:
    """What a bill of materials (CycloneDX) has more or less than the versions that were tried."""
    onderdelen = json.loads(lijst.read_bytes())["components"]
    genoemd = {f"{canonicalize_name(een['name'])}=={een['version']}" for een in onderdelen}
    return (genoemd - {f"{NAAM}=={metadata.version(NAAM)}"}) ^ set(DOEL.read_text(encoding="utf-8").splitlines()[2:])


def main() -> int:
    if "--onderdelen" in sys.argv[1:]:
        if over := sorted(anders(Path(sys.argv[-1]))):
            print(f"the bill of materials and constraints.txt differ in: {', '.join(over)}", file=sys.stderr)
        return 1 if over else 0
    if "--controleer" in sys.argv[1:]:
        if DOEL.read_text(encoding="utf-8") == vastgelegd():
            return 0
        print("constraints.txt is not what is installed here; run gereedschap/vastgelegd.py", file=sys.stderr)
        return 1
    DOEL.write_text(vastgelegd(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
