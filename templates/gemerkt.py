"""The marked copy of a file that was checked: the sender's own workbook with marks, or a copy of its values."""

from __future__ import annotations

from typing import NamedTuple

from templates.keuren import Gekeurd
from templates.markeren import NietTeMarkeren, markeer, merken_van
from templates.rapport_xlsx import kopie


class Gemerkt(NamedTuple):
    """The bytes of an .xlsx, or nothing where a copy may not or cannot be; `zin` says in Dutch what there is to say."""

    inhoud: bytes | None
    zin: str = ""


def gemerkte_kopie(een: Gekeurd) -> Gemerkt:
    """The file with a mark and a note at every finding; of another format than .xlsx a copy of the values."""
    keuring = een.keuring
    if keuring.vertrouwelijk:
        return Gemerkt(
            None, f"Van {keuring.bestand} is geen gemarkeerde kopie gemaakt: er staan burgerservicenummers in."
        )
    if not een.bladen:
        return Gemerkt(None, f"Van {keuring.bestand} is geen gemarkeerde kopie te maken: het bestand is niet te lezen.")
    merken = merken_van(keuring.bevindingen, [blad.naam for blad in een.bladen])
    if een.vorm != "xlsx":
        return Gemerkt(
            kopie(een.bladen, merken),
            f"{keuring.bestand} is geen .xlsx; het rapport is een Excel-kopie van de waarden.",
        )
    try:
        return Gemerkt(markeer(een.inhoud, merken))
    except NietTeMarkeren:
        zin = f"{keuring.bestand} is niet zelf te markeren; het rapport is een kopie van de waarden."
        return Gemerkt(kopie(een.bladen, merken), zin)
