"""Finding out that rows, columns or titles were changed: one line tells it instead of one per cell behind it.

Two sheets are laid side by side as rows of signatures: what a cell says, of a formula without its references, for those
move along. A shift is only believed when it explains more than it costs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final, Literal

from schemas.geleverd.werkmap import Boekcel
from schemas.plaats import Plek
from schemas.werkboek import Foutwaarde, Vlak
from templates.controleren.formules import Formule, Kaart, geraamte
from templates.controleren.verwachting import Verwacht
from templates.werkmap.zegel import in_cijfers

GELIJKENIS: Final = 0.5
"""So much of its cells must agree for a sheet to be one that was renamed."""
VANAF: Final = 3
"""Fewer cells that differ are told one by one."""
KOSTEN: Final = 2
"""What believing in one inserted or deleted row costs, in cells that differ."""
GROOTSTE_BLOK: Final = 60

Richting = Literal["rij", "kolom"]
Merk = str | Formule
Merken = Mapping[Plek, Merk]


@dataclass(frozen=True)
class Ligging:
    """Where the cells of a delivered sheet belong; what came in by its place now, what went by its old place."""

    kaart: Kaart = field(default_factory=lambda: Kaart({}, {}))
    richting: Richting = "rij"
    ingevoegd: tuple[int, ...] = ()
    verwijderd: tuple[int, ...] = ()


def merk(formule: str, waarde: Vlak | Foutwaarde, blad: str) -> Merk:
    """The signature of a cell."""
    if formule:
        return geraamte(formule, blad)
    if isinstance(waarde, float):
        return f"n{in_cijfers(waarde)}"
    return f"t{waarde.code if isinstance(waarde, Foutwaarde) else waarde}"


def merken(cellen: Mapping[Plek, Verwacht] | Mapping[Plek, Boekcel], blad: str) -> dict[Plek, Merk]:
    return {plek: merk(cel.formule, cel.waarde, blad) for plek, cel in cellen.items()}


def hernoemd(ontbreekt: Mapping[str, Merken], extra: Mapping[str, Merken]) -> dict[str, str]:
    """Which sheet that should not be there is one that is missing: by title of now the title that it should have."""
    gevonden: dict[str, str] = {}
    for titel, cellen in extra.items():
        kansen = [(_deel_gelijk(was, cellen), gemist) for gemist, was in ontbreekt.items()]
        kansen = [kans for kans in kansen if kans[1] not in gevonden.values() and kans[0] >= GELIJKENIS]
        if kansen:
            gevonden[titel] = max(kansen)[1]
    return gevonden


def _deel_gelijk(oud: Merken, nieuw: Merken) -> float:
    gelijk = sum(nieuw.get(plek) == wat for plek, wat in oud.items())
    return gelijk / max(len(oud), len(nieuw), 1)


def ligging(oud: Merken, nieuw: Merken) -> Ligging:
    """How the cells of a sheet lie against where they should be."""
    zo = _kosten(oud, nieuw, Ligging())
    if zo < VANAF:
        return Ligging()
    anders = [_gelijnd(oud, nieuw, "rij"), _gelijnd(oud, nieuw, "kolom")]
    beste = min(anders, key=lambda kans: _kosten(oud, nieuw, kans))
    return beste if _kosten(oud, nieuw, beste) < zo else Ligging()


def _kosten(oud: Merken, nieuw: Merken, kans: Ligging) -> int:
    as_ = 0 if kans.richting == "rij" else 1
    weg, erbij = set(kans.verwijderd), set(kans.ingevoegd)
    gelijk = geteld = 0
    for plek, wat in nieuw.items():
        if plek[as_] not in erbij:
            geteld += 1
            thuis = kans.kaart.plek(*plek)
            gelijk += thuis is not None and oud.get(thuis) == wat
    over = sum(plek[as_] not in weg for plek in oud)
    # What stands in a row that came in is told with that row, and so is what stood in one that went.
    return (geteld - gelijk) + (over - gelijk) + KOSTEN * (len(weg) + len(erbij))


def _gelijnd(oud: Merken, nieuw: Merken, richting: Richting) -> Ligging:
    as_ = 0 if richting == "rij" else 1
    was, nu = _lijnen(oud, as_), _lijnen(nieuw, as_)
    naar: dict[int, int] = {}
    ingevoegd: list[int] = []
    verwijderd: list[int] = []
    for wat, i1, i2, j1, j2 in SequenceMatcher(None, was, nu, autojunk=False).get_opcodes():
        if wat == "equal" or i2 - i1 == j2 - j1:
            paren = list(zip(range(i1, i2), range(j1, j2), strict=True))
        else:
            paren = _paren(was, nu, range(i1, i2), range(j1, j2))
        naar |= {j + 1: i + 1 for i, j in paren}
        verwijderd += [i + 1 for i in range(i1, i2) if i not in {i for i, _ in paren}]
        ingevoegd += [j + 1 for j in range(j1, j2) if j not in {j for _, j in paren}]
    kaart = Kaart(naar, {}) if richting == "rij" else Kaart({}, naar)
    return Ligging(kaart, richting, tuple(ingevoegd), tuple(verwijderd))


def _lijnen(cellen: Merken, as_: int) -> list[tuple[tuple[int, Merk], ...]]:
    """The rows (or columns) of a sheet from the first to the last, each as one thing to compare."""
    lijnen: list[list[tuple[int, Merk]]] = [[] for _ in range(max((plek[as_] for plek in cellen), default=0))]
    for plek, wat in sorted(cellen.items(), key=lambda paar: paar[0]):
        lijnen[plek[as_] - 1].append((plek[1 - as_], wat))
    return [tuple(lijn) for lijn in lijnen]


def _paren(was: Sequence[object], nu: Sequence[object], oud: range, nieuw: range) -> list[tuple[int, int]]:
    """Of two stretches of unequal length, which lines belong together: in order, and as alike as can be."""
    if max(len(oud), len(nieuw)) > GROOTSTE_BLOK:
        return list(zip(oud, nieuw, strict=False))

    def gelijkenis(i: int, j: int) -> float:
        een, ander = was[oud[i]], nu[nieuw[j]]
        assert isinstance(een, tuple)
        assert isinstance(ander, tuple)
        return len(set(een) & set(ander)) + 0.01

    beste = _matrix(len(oud), len(nieuw), gelijkenis)
    paren = []
    i, j = len(oud), len(nieuw)
    while i and j:
        if beste[i][j] == beste[i - 1][j - 1] + gelijkenis(i - 1, j - 1):
            i, j = i - 1, j - 1
            paren.append((oud[i], nieuw[j]))
        elif beste[i][j] == beste[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return paren[::-1]


def _matrix(n: int, m: int, gelijkenis: Callable[[int, int], float]) -> list[list[float]]:
    beste = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            samen = beste[i - 1][j - 1] + gelijkenis(i - 1, j - 1)
            beste[i][j] = max(samen, beste[i - 1][j], beste[i][j - 1])
    return beste
