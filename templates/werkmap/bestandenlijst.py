"""The list of files that belong to one run, with their hashes: what of a folder is ours, and what a person made of it.

The list stands in resultaat.json, or in a file that the run names. Without one (a folder of an earlier version, or of
somebody else) nothing is known, and nothing is taken away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from calc.notatie import opsomming
from templates.werkmap.wegschrijven import alleen, controleer_doelen, schrijf_bestanden

LIJST: Final = "resultaat.json"
SLEUTEL: Final = "bestanden"
WERKMAP: Final = ".xlsx"
SOORTEN: Final = (".docx", ".pdf", WERKMAP)
"""What a run makes."""


def vingerafdruk(inhoud: bytes) -> str:
    return hashlib.sha256(inhoud).hexdigest()


@dataclass(frozen=True)
class Eerder:
    """What an earlier run left in a folder, beside the files that are to be written now."""

    weg: tuple[str, ...] = ()
    """Of that run, as it was made, and no part of the new set: a former participant."""
    gewijzigd: tuple[str, ...] = ()
    """Of that run, to be replaced, and since then changed by somebody."""
    vreemd: tuple[str, ...] = ()
    """Workbooks that could be taken for part of the new set and are not."""


def eerder(map: Path, namen: Iterable[str], begin: str, lijst: str = LIJST) -> Eerder:
    """Hold a folder against the list that stands in it.

    Args:
        namen: of the files that are to be written.
        begin: how the names of workbooks of this set begin.
    """
    nieuw, bekend = set(namen), _lees(map / lijst)
    weg, gewijzigd, vreemd = [], [], []
    for pad in sorted(p for p in map.iterdir() if p.suffix in SOORTEN) if map.is_dir() else ():
        eigen = bekend.get(pad.name)
        heel = eigen is not None and pad.is_file() and vingerafdruk(pad.read_bytes()) == eigen
        if pad.name in nieuw:
            if eigen is not None and not heel:
                gewijzigd.append(pad.name)
        elif heel:
            weg.append(pad.name)
        elif eigen is not None or pad.name.startswith(begin):
            vreemd.append(pad.name)
    return Eerder(tuple(weg), tuple(gewijzigd), tuple(vreemd))


def _lees(lijst: Path) -> Mapping[str, str]:
    try:
        inhoud = json.loads(lijst.read_bytes())
    except (OSError, ValueError):
        return {}
    sommen = inhoud.get(SLEUTEL) if isinstance(inhoud, dict) else None
    if not isinstance(sommen, dict):
        return {}
    # Names only: a list that was tampered with must not lead out of the folder.
    return {naam: str(som) for naam, som in sommen.items() if isinstance(naam, str) and Path(naam).name == naam}


@dataclass(frozen=True)
class Bestanden:
    """A set of files of one run.

    namen: of the files, `lijst` too where there is one. begin: how those names begin. van: what it is of, in words
        (`het plan`, `dit plan`). maak_lijst: makes the list from the hash of each file by its name.
    """

    namen: tuple[str, ...]
    begin: str
    van: tuple[str, str]
    lijst: str = LIJST
    maak_lijst: Callable[[Mapping[str, str]], bytes] | None = None

    @property
    def alle(self) -> tuple[str, ...]:
        return (*self.namen, *([self.lijst] if self.maak_lijst else []))


def schrijf_reeks_met_lijst(
    map: Path, reeks: Bestanden, bestanden: Iterable[tuple[str, bytes]], *, overschrijf: bool
) -> tuple[list[Path], list[str]]:
    """Write a set of files, all of them or none, instead of what an earlier run made.

    Returns:
        The paths, and a sentence for each thing of the folder that was kept, taken away, or is no part of it.
    """
    with alleen(map):
        controleer_doelen(map, reeks.alle, overschrijf=overschrijf)
        vorige = eerder(map, reeks.alle, reeks.begin, reeks.lijst)
        bewaard = {naam: vrije_naam(map, naam) for naam in vorige.gewijzigd}

        def inhoud() -> Iterator[tuple[str, bytes]]:
            sommen: dict[str, str] = {}
            for naam, stuk in bestanden:
                if Path(naam).suffix in SOORTEN:
                    sommen[naam] = vingerafdruk(stuk)
                yield naam, stuk
            for naam, kopie in bewaard.items():
                yield kopie, (map / naam).read_bytes()
            if reeks.maak_lijst is not None:
                yield reeks.lijst, reeks.maak_lijst(sommen)

        geschreven = schrijf_bestanden(map, inhoud(), reeks=True, weg=vorige.weg)
    zinnen = list(_wat_er_stond(vorige, bewaard, *reeks.van))
    return [pad for pad in geschreven if pad.name not in bewaard.values()], zinnen


def _wat_er_stond(vorige: Eerder, bewaard: Mapping[str, str], het: str, dit: str) -> Iterator[str]:
    for naam, kopie in bewaard.items():
        yield f"{naam} was gewijzigd sinds {het} is gemaakt; die versie is bewaard als {kopie}."
    if vorige.weg:
        yield f"weggehaald, want niet meer in {het}: {opsomming(list(vorige.weg))}."
    if vorige.vreemd:
        yield f"in de map staat ook {opsomming(list(vorige.vreemd))}; dat hoort niet bij {dit}."


def vrije_naam(map: Path, naam: str) -> str:
    """A name beside it for what somebody made of a file: `plan.001.xlsx`, or the next number that is free."""
    pad = Path(naam)
    nummer = 1
    while (map / f"{pad.stem}.{nummer:03}{pad.suffix}").exists():
        nummer += 1
    return f"{pad.stem}.{nummer:03}{pad.suffix}"
