"""Columns of burgerservicenummers: recognised as a whole, for one number of nine digits proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from schemas.onschadelijk import voor_terminal
from schemas.plaats import Plaatsnaam
from schemas.tabel import BOVENSTE, Rauw, Rauwblad

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MINSTENS: Final = 10
"""So many numbers of 8 or 9 digits before a column is judged: one in eleven passes the test by chance."""
DEEL: Final = 0.8
KORT: Final = 2_000
LAAGSTE: Final = 10_000_000
HOOGSTE: Final = 1_000_000_000
"""Eight or nine digits."""
BSN_TEKST: Final = (
    "hier staan burgerservicenummers. Die zijn voor deze opgave niet nodig en mogen er niet in staan; "
    "verwijder de kolom en stuur het bestand opnieuw"
)
_KOP: Final = re.compile(r"\b(bsn|bsnr|burgerservice ?nr|burgerservice ?nummers?|sofi ?nummers?|sofi ?nr)\b")
_VORM: Final = re.compile(r"\s*(\d[\d. -]{6,12}\d)\s*")
GEWICHTEN: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
"""Of the nine digits, in the eleven-test."""


def bsn_kolommen(blad: Rauwblad) -> tuple[int, ...]:
    """The columns (counted from 1) that hold burgerservicenummers.

    What is in a column decides; a header that names them only makes a few numbers enough.
    """
    return tuple(
        nummer
        for nummer, kolom in enumerate(blad.kolommen, start=1)
        if looks_like_bsn(blad, nummer) or _named_and_filled(blad, nummer, kolom[:BOVENSTE])
    )


def bsn_plaats(blad: Rauwblad, kolom: int) -> Plaatsnaam:
    """How a message names the column: its letter or number, and its header when that holds no digit."""
    kop = next((w for w in blad.kolommen[kolom - 1][:BOVENSTE] if isinstance(w, str) and w.strip()), "")
    titel = f" ({voor_terminal(kop, 40)})" if kop and not any(teken.isdigit() for teken in kop) else ""
    plaats = blad.kolomplaats(kolom)
    return plaats._replace(nummer=f"{plaats.nummer}{titel}")


def _named_and_filled(blad: Rauwblad, kolom: int, begin: Iterable[Rauw]) -> bool:
    """Whether a title names them and what stands below it can be them."""
    koprij = next((rij for rij, waarde in enumerate(begin) if _names(waarde)), None)
    if koprij is None:
        return False
    onder = [waarde for waarde in blad.kolommen[kolom - 1][koprij + 1 :] if waarde not in (None, "")]
    nummers = [_number(waarde) for waarde in onder]
    return any(getal > 0 and _remainder(getal) == 0 for getal in nummers) or (bool(nummers) and all(nummers))


def _names(waarde: Rauw) -> bool:
    return isinstance(waarde, str) and 0 < len(waarde) <= 60 and names_bsn(waarde)


def names_bsn(titel: str) -> bool:
    """Whether a title says that what stands below it are burgerservicenummers."""
    return _KOP.search(re.sub(r"[^a-z]+", " ", titel.casefold())) is not None


def looks_like_bsn(blad: Rauwblad, kolom: int) -> bool:
    """Whether at least ten values have 8 or 9 digits and at least 80% of those pass the eleven-test."""
    cellen = blad.kolommen[kolom - 1]
    if len(cellen) <= KORT:
        # Importing numpy would take longer than reading a sheet that people typed.
        gevonden = [getal for waarde in cellen if waarde and (getal := _number(waarde)) >= LAAGSTE]
        return enough(len(gevonden), sum(_remainder(getal) == 0 for getal in gevonden))
    import numpy as np

    reeks = blad.getallen(kolom)
    if reeks is not None:
        reeks = reeks[(reeks >= LAAGSTE) & (reeks < HOOGSTE)]
        # The first rows may hold text.
        tekst = [_number(w) for w in cellen[:BOVENSTE] if isinstance(w, str)]
        heel = [int(getal) for getal in tekst if getal >= LAAGSTE]
        getallen: npt.NDArray[np.int64] = np.concatenate(
            [reeks[np.floor(reeks) == reeks].astype(np.int64), np.array(heel, dtype=np.int64)]
        )
    else:
        # Each different cell is read once.
        uniek = {waarde: _number(waarde) for waarde in set(blad.kolommen[kolom - 1])}
        if not any(uniek.values()):
            return False
        getallen = np.fromiter(
            (getal for getal in (uniek[waarde] for waarde in cellen) if getal >= LAAGSTE), dtype=np.int64
        )
    return enough(len(getallen), int(np.count_nonzero(_remainder(getallen) == 0)))


def enough(kan: int, slaagt: int) -> bool:
    """Whether so many numbers that can be burgerservicenummers, of which so many pass, are a column of them."""
    return kan >= MINSTENS and slaagt >= DEEL * kan


def _remainder(getal: Any) -> Any:
    """Of the eleven-test, of one number or of an array of them: 0 passes."""
    return sum(gewicht * (getal // 10 ** (8 - plek) % 10) for plek, gewicht in enumerate(GEWICHTEN)) % 11


def _number(waarde: Rauw) -> int:
    """The digits of a value as a number, 0 where it cannot be a burgerservicenummer."""
    if isinstance(waarde, bool):
        return 0
    if isinstance(waarde, float | int):
        return int(waarde) if LAAGSTE <= waarde < HOOGSTE and waarde == int(waarde) else 0
    if isinstance(waarde, str) and 8 <= len(waarde) <= 20:
        gevonden = _VORM.fullmatch(waarde)
        cijfers = re.sub(r"[^0-9]", "", gevonden[1]) if gevonden else ""
        return int(cijfers) if len(cijfers) in (8, 9) else 0
    return 0
