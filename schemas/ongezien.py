"""What was read of a file that its sender does not see: a hidden sheet, rows behind a filter, hidden columns."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from schemas.plaats import kolomletters
from schemas.werkboek import Verborgen

BLAD: Final = {
    "verborgen": "dit blad is verborgen, maar wel gelezen",
    "zeer verborgen": "dit blad is zo verborgen dat ook Excel het niet noemt, maar het is wel gelezen",
}
RAAD: Final = {
    "verborgen": "dit blad is verborgen: u maakt het zichtbaar met een rechtsklik op de naam van een ander blad",
    "zeer verborgen": "dit blad is zo verborgen dat Excel het niet noemt: kopieer het blad dat u bedoelt naar een "
    "nieuwe werkmap en stuur die",
}
"""For a sheet that is in the way."""


def ongezien(verborgen: Verborgen, rijen: Collection[int], kolommen: Collection[int]) -> list[tuple[int, str]]:
    """What to say of the rows and columns that were read: the first row that is meant (0: none), and the sentence."""
    zinnen = []
    if weg := sorted(verborgen.rijen & set(rijen)):
        zinnen.append((weg[0], _zin(weg, "rij", "rijen", str, "; kijk of er een filter aan staat")))
    if weg := sorted(verborgen.kolommen & set(kolommen)):
        zinnen.append((0, _zin(weg, "kolom", "kolommen", kolomletters, "")))
    return zinnen


def ongeziene_zinnen(verborgen: Verborgen, rijen: Collection[int], kolommen: Collection[int]) -> list[str]:
    """All that there is to say, the sheet itself first."""
    blad = [BLAD[verborgen.blad]] if verborgen.blad else []
    return blad + [zin for _, zin in ongezien(verborgen, rijen, kolommen)]


def _zin(weg: list[int], een: str, meer: str, naam: Callable[[int], str], slot: str) -> str:
    if len(weg) == 1:
        return f"{een} {naam(weg[0])} is verborgen, maar wel gelezen{slot}"
    return f"{len(weg)} {meer} zijn verborgen ({een} {naam(weg[0])} tot en met {naam(weg[-1])}), maar wel gelezen{slot}"
